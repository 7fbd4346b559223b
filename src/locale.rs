//! Locales, and the pseudo-locales of the source language.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

use icu_locale::fallback::LocaleFallbackConfig;
use icu_locale::{LocaleDirectionality, LocaleExpander, LocaleFallbacker};
use unic_langid::LanguageIdentifier;

/// A locale, as the name of a folder under `i18n/` (BCP 47: `fr`, `pt-BR`). Compared by the tag as written.
#[derive(Clone, Debug)]
pub struct Locale {
    /// The tag as written.
    pub name: String,
    /// The tag as a Unicode language identifier.
    pub id: LanguageIdentifier,
    /// Whether single quotes are its outer ones, and double quotes the inner ones: a setting of the project.
    pub has_single_quotes: bool,
}

impl PartialEq for Locale {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Locale {}

impl Hash for Locale {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

impl PartialOrd for Locale {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Locale {
    fn cmp(&self, other: &Self) -> Ordering {
        self.name.cmp(&other.name)
    }
}

impl Locale {
    /// Parses a language tag. `None` for invalid tags and tags without a language.
    pub fn parse(name: &str) -> Option<Self> {
        let id: LanguageIdentifier = name.parse().ok()?;
        let known = icu_locale::Locale::try_from_str(name).is_ok() && !id.language.is_empty();
        known.then(|| Self {
            name: name.to_owned(),
            id,
            has_single_quotes: false,
        })
    }

    /// The locale with the canonical spelling of its tag: `pt-BR` for `pt-br`.
    pub fn canonical(&self) -> Self {
        Self {
            name: self.id.to_string(),
            ..self.clone()
        }
    }

    /// The locale for ICU4X.
    pub fn icu(&self) -> icu_locale::Locale {
        icu_locale::Locale::try_from_str(&self.name).unwrap_or(icu_locale::Locale::UNKNOWN)
    }

    /// Whether the locale is written from right to left.
    pub fn is_rtl(&self) -> bool {
        let of_language = LocaleDirectionality::new_common().is_right_to_left(&self.icu().id);
        of_language || self.pseudo() == Some(Pseudo::Mirrored)
    }

    /// Whether a script, as an ISO 15924 code, is written from right to left.
    pub fn is_rtl_script(code: &str) -> bool {
        icu_locale::Locale::try_from_str(&format!("und-{code}"))
            .is_ok_and(|locale| LocaleDirectionality::new_common().is_right_to_left(&locale.id))
    }

    /// The script as an ISO 15924 code, from the tag or from likely subtags (UTS 35): `Hant` for `zh-TW`.
    pub fn script(&self) -> Option<String> {
        let mut id = self.icu().id;
        LocaleExpander::new_extended().maximize(&mut id);
        Some(id.script?.to_string())
    }

    /// Whether its language is one that CLDR knows a script of (UTS 35, "Likely Subtags"): those of ISO 639 that are written. `jp` and `ger`
    /// are none.
    pub fn is_known(&self) -> bool {
        let mut id = self.icu().id;
        (id.script, id.region) = (None, None);
        LocaleExpander::new_extended().maximize(&mut id);
        id.script.is_some() && self.language().len() <= 3
    }

    /// Whether fonts for its script usually have italics.
    pub fn has_italics(&self) -> bool {
        let script = self.script();
        script.is_none_or(|script| matches!(&script[..], "Latn" | "Grek" | "Cyrl"))
    }

    /// The region subtag, or for Traditional Chinese without one `TW`. The engine selects punctuation and forms of
    /// Chinese characters by region, not by script.
    pub fn typographic_region(&self) -> Option<String> {
        let of_script = || (self.language() == "zh" && self.script()? == "Hant").then_some("TW");
        self.region().or_else(of_script).map(str::to_owned)
    }

    /// The kind of pseudo-locale; `None` for a real locale.
    pub fn pseudo(&self) -> Option<Pseudo> {
        let region = self.id.region?;
        Pseudo::ALL.into_iter().find(|p| region == p.region())
    }

    /// The region subtag: `BR` in `pt-BR`.
    pub fn region(&self) -> Option<&str> {
        self.id.region.as_ref().map(|region| region.as_str())
    }

    /// The locales whose texts are used if the locale has none, nearest first: the parents of CLDR (UTS 35, "Parent
    /// Locales"). `en-GB` has `en-001` and `en`; `zh-TW` has `zh-Hant`, but not `zh`, which is another script. Empty
    /// for a pseudo-locale.
    pub fn parents(&self) -> Vec<Self> {
        let mut parents = Vec::new();
        // A language alone has none, and most locales are one.
        if self.pseudo().is_some() || self.name == self.language() {
            return parents;
        }
        let fallbacker = LocaleFallbacker::new().for_config(LocaleFallbackConfig::default());
        let mut chain = fallbacker.fallback_for((&self.icu()).into());
        while !chain.get().is_unknown() {
            let name = chain.get().to_string();
            // The first one is the locale itself, possibly without a redundant script.
            parents.extend(Self::parse(&name).filter(|_| name != self.name));
            chain.step();
        }
        parents
    }

    /// Whether another locale is among its parents.
    pub fn inherits(&self, other: &Self) -> bool {
        self.parents().contains(other)
    }

    /// The language subtag: `pt` in `pt-BR`.
    pub fn language(&self) -> &str {
        self.id.language.as_str()
    }
}

/// A pseudo-locale: the source language in a foreign guise, which shows hard-coded text and text that does not fit
/// before there are translations. It needs no files.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pseudo {
    /// Letters with accents, longer texts, in brackets: `fr-XA`.
    Accented,
    /// Written from right to left: `fr-XB`.
    Mirrored,
}

impl Pseudo {
    /// All pseudo-locales.
    pub const ALL: [Self; 2] = [Self::Accented, Self::Mirrored];

    /// The private-use region that marks the pseudo-locale, as in CLDR (UTS 35, "Unicode BCP 47 Locale Identifiers").
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
