//! Data about languages that the rules use: plural categories, words that may be doubled, and number words.

use std::sync::OnceLock;

use icu_plurals::{PluralRuleType, PluralRules};

use crate::l10n::functions::number::category_name;
use crate::l10n::notation::Notation;
use crate::locale::Locale;
use crate::translate::check::magnitude::Magnitudes;

/// Only categories of whole numbers below this one are required. French, Spanish and Italian have `many` for millions
/// only, and Czech for fractions: these numbers use the default variant.
const COUNTED: usize = 1000;

/// The data about a language. Plural rules are computed on construction, the rest on first use.
pub struct Language {
    /// The locale that the data is for.
    pub locale: Locale,
    cardinal: Option<Plurals>,
    ordinal: Option<Plurals>,
    magnitudes: OnceLock<Magnitudes>,
    notation: OnceLock<Notation>,
}

/// The plural categories of a locale (CLDR), for cardinals or for ordinals.
pub struct Plurals {
    /// All categories of the locale.
    pub possible: Vec<&'static str>,
    /// The category of each whole number from 0 to 999, by index.
    pub of: Vec<&'static str>,
}

impl Language {
    /// Loads the data about a locale.
    pub fn new(locale: &Locale) -> Self {
        Self {
            locale: locale.clone(),
            cardinal: Plurals::read(locale, PluralRuleType::Cardinal),
            ordinal: Plurals::read(locale, PluralRuleType::Ordinal),
            magnitudes: OnceLock::new(),
            notation: OnceLock::new(),
        }
    }

    /// The language subtag: `pt` for `pt-BR`.
    pub fn name(&self) -> &str {
        self.locale.language()
    }

    /// The cardinal or the `ordinal` categories. `None` without CLDR data.
    pub fn plurals(&self, ordinal: bool) -> Option<&Plurals> {
        match ordinal {
            true => self.ordinal.as_ref(),
            false => self.cardinal.as_ref(),
        }
    }

    /// Words that may occur twice in a row, in lower case. `None` for languages that use reduplication, and for those
    /// without data.
    pub fn doubles(&self) -> Option<&'static [&'static str]> {
        Some(match self.name() {
            "en" => &[
                "had", "that", "is", "her", "no", "so", "very", "many", "long", "bye", "ha",
            ],
            "fr" => &["nous", "vous", "en", "si", "non", "oui", "très", "ah"],
            "de" => &[
                "die", "der", "das", "den", "dem", "sie", "ihr", "sehr", "nein", "ja",
            ],
            "es" => &["nos", "muy", "no", "sí"],
            "it" => &["no", "sì", "via", "man", "molto", "ci", "vi"],
            "pt" => &["nos", "se", "não", "sim", "muito"],
            "nl" => &["die", "dat", "je", "nee", "ja", "er"],
            "el" => &[
                "του", "της", "των", "τους", "μας", "σας", "μου", "το", "τα", "τον", "την", "πολύ",
                "σιγά", "λίγο", "όχι", "ναι",
            ],
            "pl" => &["się", "bardzo", "nie", "tak", "co", "to"],
            "ru" => &["что", "очень", "еле", "чуть", "да", "нет", "их", "его"],
            "uk" => &["що", "дуже", "ледь", "так", "ні", "їх", "його"],
            "cs" | "sk" => &["se", "sa", "si", "to", "velmi", "veľmi", "ne", "ano", "jo"],
            "sv" | "da" | "nb" | "nn" | "no" => &[
                "det", "den", "de", "som", "der", "er", "om", "på", "ja", "nej", "nei", "mycket",
                "i", "for", "var",
            ],
            "fi" => &["hyvin", "ei", "niin", "joo"],
            "hu" => &["nagyon", "az", "nem", "egy", "hogy"],
            "ro" => &["a", "nu", "da", "foarte", "le", "îi"],
            "hr" | "sr" | "bs" | "sl" => {
                &["se", "je", "vrlo", "zelo", "ne", "da", "су", "се", "је"]
            }
            "bg" => &["се", "да", "не", "много", "си"],
            "ca" | "gl" => &["nos", "no", "molt", "moi", "se", "non"],
            _ => return None,
        })
    }

    /// Number words with their values: cardinals, ordinals and months, in lower case. `None` for languages without
    /// data.
    pub fn number_words(&self) -> Option<&'static [(&'static str, u64)]> {
        match self.name() {
            "en" => Some(&ENGLISH),
            "fr" => Some(&FRENCH),
            _ => None,
        }
    }

    /// Words for powers of ten, such as million.
    pub fn magnitudes(&self) -> &Magnitudes {
        self.magnitudes.get_or_init(|| Magnitudes::of(&self.locale))
    }

    /// The separators of its numbers.
    pub fn notation(&self) -> &Notation {
        self.notation.get_or_init(|| Notation::of(&self.locale))
    }

    /// Whether nouns are singular after every number, so that one variant is enough.
    pub fn has_one_form_behind_numbers(&self) -> bool {
        let languages = "az bn cy fa hu hy ka kk ku ky mn tk tr tt ug uz";
        languages.split(' ').any(|language| language == self.name())
    }

    /// How many letters of other languages a character holds, at least and at most. Kana hold less than ideographs, and
    /// texts mix both with Latin letters.
    pub fn density(&self) -> [f64; 2] {
        match self.name() {
            "zh" | "ja" => [1.3, 3.5],
            "ko" => [1.3, 2.5],
            _ => [1.0, 1.0],
        }
    }

    /// Whether words and sentences stand without spaces between them.
    pub fn is_unspaced(&self) -> bool {
        matches!(
            self.name(),
            "zh" | "ja" | "th" | "lo" | "km" | "my" | "bo" | "dz"
        )
    }

    /// Whether sentences end without a full stop.
    pub fn has_no_stop(&self) -> bool {
        matches!(self.name(), "th" | "lo" | "km" | "my")
    }
}

impl Plurals {
    fn read(locale: &Locale, kind: PluralRuleType) -> Option<Self> {
        let options = icu_plurals::PluralRulesOptions::default().with_type(kind);
        let rules = PluralRules::try_new(locale.icu().into(), options).ok()?;
        Some(Self {
            possible: rules.categories().map(category_name).collect(),
            of: (0..COUNTED)
                .map(|n| category_name(rules.category_for(n)))
                .collect(),
        })
    }
}

const ENGLISH: [(&str, u64); 75] = [
    ("noon", 12),
    ("midday", 12),
    ("midnight", 12),
    ("zero", 0),
    ("no", 0),
    ("a", 1),
    ("an", 1),
    ("one", 1),
    ("once", 1),
    ("single", 1),
    ("two", 2),
    ("twice", 2),
    ("double", 2),
    ("both", 2),
    ("three", 3),
    ("triple", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("dozen", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("half", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
    ("hundred", 100),
    ("thousand", 1000),
    ("million", 1_000_000),
    ("billion", 1_000_000_000),
    ("first", 1),
    ("second", 2),
    ("third", 3),
    ("fourth", 4),
    ("fifth", 5),
    ("sixth", 6),
    ("seventh", 7),
    ("eighth", 8),
    ("ninth", 9),
    ("tenth", 10),
    ("eleventh", 11),
    ("twelfth", 12),
    ("nineteenth", 19),
    ("twentieth", 20),
    ("twenties", 20),
    ("sixties", 60),
    ("nineties", 90),
    ("january", 1),
    ("february", 2),
    ("march", 3),
    ("april", 4),
    ("may", 5),
    ("june", 6),
    ("july", 7),
    ("august", 8),
    ("september", 9),
    ("october", 10),
    ("november", 11),
    ("december", 12),
];

const FRENCH: [(&str, u64); 79] = [
    ("midi", 12),
    ("minuit", 12),
    ("zéro", 0),
    ("aucun", 0),
    ("aucune", 0),
    ("un", 1),
    ("une", 1),
    ("deux", 2),
    ("double", 2),
    ("trois", 3),
    ("triple", 3),
    ("quatre", 4),
    ("cinq", 5),
    ("six", 6),
    ("sept", 7),
    ("huit", 8),
    ("neuf", 9),
    ("dix", 10),
    ("dizaine", 10),
    ("onze", 11),
    ("douze", 12),
    ("douzaine", 12),
    ("treize", 13),
    ("quatorze", 14),
    ("quinze", 15),
    ("quinzaine", 15),
    ("seize", 16),
    ("vingt", 20),
    ("vingts", 20),
    ("vingtaine", 20),
    ("trente", 30),
    ("trentaine", 30),
    ("quarante", 40),
    ("cinquante", 50),
    ("moitié", 50),
    ("soixante", 60),
    ("septante", 70),
    ("octante", 80),
    ("huitante", 80),
    ("nonante", 90),
    ("cent", 100),
    ("cents", 100),
    ("centaine", 100),
    ("mille", 1000),
    ("millier", 1000),
    ("million", 1_000_000),
    ("millions", 1_000_000),
    ("milliard", 1_000_000_000),
    ("milliards", 1_000_000_000),
    ("premier", 1),
    ("première", 1),
    ("second", 2),
    ("seconde", 2),
    ("deuxième", 2),
    ("troisième", 3),
    ("tiers", 3),
    ("quatrième", 4),
    ("quart", 4),
    ("cinquième", 5),
    ("sixième", 6),
    ("septième", 7),
    ("huitième", 8),
    ("neuvième", 9),
    ("dixième", 10),
    ("onzième", 11),
    ("douzième", 12),
    ("vingtième", 20),
    ("janvier", 1),
    ("février", 2),
    ("mars", 3),
    ("avril", 4),
    ("mai", 5),
    ("juin", 6),
    ("juillet", 7),
    ("août", 8),
    ("septembre", 9),
    ("octobre", 10),
    ("novembre", 11),
    ("décembre", 12),
];
