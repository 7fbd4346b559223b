//! Languages as folders name them, and what is made of the source language to test layouts.

use icu_locale::fallback::LocaleFallbackConfig;
use icu_locale::{LocaleDirectionality, LocaleExpander, LocaleFallbacker};
use unic_langid::LanguageIdentifier;

/// A language, as a folder under `i18n/` names it (BCP 47: `fr`, `pt-BR`).
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Locale {
    /// The tag as written.
    pub name: String,
    /// The tag, parsed for Fluent.
    pub id: LanguageIdentifier,
}

impl Locale {
    /// Parses a language tag.
    pub fn parse(name: &str) -> Option<Self> {
        let id: LanguageIdentifier = name.parse().ok()?;
        let known = icu_locale::Locale::try_from_str(name).is_ok() && !id.language.is_empty();
        known.then(|| Self {
            name: name.to_owned(),
            id,
        })
    }

    /// The same language under its usual name: `pt-BR` for `pt-br`.
    pub fn canonical(&self) -> Self {
        Self {
            name: self.id.to_string(),
            id: self.id.clone(),
        }
    }

    /// The locale for ICU's formatters.
    pub fn icu(&self) -> icu_locale::Locale {
        icu_locale::Locale::try_from_str(&self.name).unwrap_or(icu_locale::Locale::UNKNOWN)
    }

    /// Whether it is written from right to left.
    pub fn is_rtl(&self) -> bool {
        let of_language = LocaleDirectionality::new_common().is_right_to_left(&self.icu().id);
        of_language || self.pseudo() == Some(Pseudo::Mirrored)
    }

    /// The script that it is written in, as ISO 15924 names it: `Hant` for `zh-TW`.
    pub fn script(&self) -> Option<String> {
        let mut id = self.icu().id;
        LocaleExpander::new_extended().maximize(&mut id);
        Some(id.script?.to_string())
    }

    /// Whether fonts of its script have italics.
    pub fn has_italics(&self) -> bool {
        let script = self.script();
        script.is_none_or(|script| matches!(&script[..], "Latn" | "Grek" | "Cyrl"))
    }

    /// The region subtag, or that of a place where its script is used, which tells typesetters whose punctuation and forms of
    /// Chinese characters are meant: they know no scripts.
    pub fn typographic_region(&self) -> Option<String> {
        let of_script = || (self.language() == "zh" && self.script()? == "Hant").then_some("TW");
        self.region().or_else(of_script).map(str::to_owned)
    }

    /// What is made of it, where it is a pseudo-locale and no language of its own.
    pub fn pseudo(&self) -> Option<Pseudo> {
        let region = self.id.region?;
        Pseudo::ALL.into_iter().find(|p| region == p.region())
    }

    /// The region subtag: `BR` of `pt-BR`.
    pub fn region(&self) -> Option<&str> {
        self.id.region.as_ref().map(|region| region.as_str())
    }

    /// The locales whose texts it shows where it has none of its own, the nearest first: those that CLDR names as its
    /// parents (UTS 35, "Parent Locales"). `en-GB` has `en-001` and `en`; `zh-TW` has `zh-Hant`, and not `zh`, which is
    /// in another script.
    pub fn parents(&self) -> Vec<Self> {
        let mut parents = Vec::new();
        if self.pseudo().is_some() {
            return parents;
        }
        let fallbacker = LocaleFallbacker::new().for_config(LocaleFallbackConfig::default());
        let mut chain = fallbacker.fallback_for((&self.icu()).into());
        while !chain.get().is_unknown() {
            let name = chain.get().to_string();
            // The first is the locale itself, perhaps without a script that goes without saying.
            parents.extend(Self::parse(&name).filter(|_| name != self.name));
            chain.step();
        }
        parents
    }

    /// Whether it shows the texts of another where it has none of its own.
    pub fn inherits(&self, other: &Self) -> bool {
        self.parents().contains(other)
    }

    /// The language subtag: `pt` of `pt-BR`.
    pub fn language(&self) -> &str {
        self.id.language.as_str()
    }
}

/// A pseudo-locale: the source language made to look foreign. It shows what is hard-coded and what does not fit, before
/// there is a translation, and needs no files.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pseudo {
    /// Accented, longer, and in brackets.
    Accented,
    /// From right to left.
    Mirrored,
}

impl Pseudo {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Accented, Self::Mirrored];

    /// The region behind the source language in its name: of those that BCP 47 leaves to private use, what CLDR takes
    /// (UTS 35, "Unicode BCP 47 Locale Identifiers", pseudo-locales).
    pub fn region(self) -> &'static str {
        match self {
            Self::Accented => "XA",
            Self::Mirrored => "XB",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_has_its_language_as_a_parent() {
        for (name, parents) in [
            ("en", &[][..]),
            ("en-GB", &["en-001", "en"]),
            ("fr-CA", &["fr"]),
            ("es-MX", &["es-419", "es"]),
            ("pt-AO", &["pt-PT", "pt"]),
            ("zh-TW", &["zh-Hant"]),
            ("zh-Hant-TW", &["zh-TW", "zh-Hant"]),
            ("zh-Hant", &[]),
            ("zh-Hans-SG", &["zh-SG", "zh"]),
            ("sr-Latn-RS", &["sr-Latn"]),
            ("de-1996", &["de"]),
            ("fr-XA", &[]),
        ] {
            let locale = Locale::parse(name).expect(name);
            let names: Vec<_> = locale.parents().into_iter().map(|l| l.name).collect();
            assert_eq!(names, parents, "{name}");
        }
    }
}
