//! The families of fonts that the default layouts use: those of the settings, otherwise those inside the binary.

use crate::diagnostic::Diagnostics;
use crate::origin::Origin;
use crate::yaml::{Key, Mapping, key};

/// The expected form of a family, for messages.
const FAMILY: &str = "the name of a family that `fluentpress fonts` lists";

/// The keys of the setting `fonts` in `brand`.
pub const KEYS: &[Key] = &[
    key(
        "serif",
        FAMILY,
        "`Libertinus Serif`",
        "Titles, and the text of briefs.",
    ),
    key(
        "sans",
        FAMILY,
        "`Noto Sans`",
        "The text of slides, captions, tables, small print.",
    ),
    key("mono", FAMILY, "`DejaVu Sans Mono`", "Code."),
];

/// The names of families that the settings give. What these lack, such as another script, is set in the default families.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Named {
    /// For titles and for the text of briefs.
    pub serif: Option<(String, Origin)>,
    /// For slides and for small print.
    pub sans: Option<(String, Origin)>,
    /// For code.
    pub mono: Option<(String, Origin)>,
}

impl Named {
    /// Decodes the setting `fonts`. Whether there are such families is not known here.
    pub fn read(brand: &mut Mapping, out: &mut Diagnostics) -> Self {
        let Some(mut map) = brand.nested("fonts", KEYS, out) else {
            return Self::default();
        };
        let mut family = |key: &str| {
            let name: Option<String> = map.take(key, out);
            let name = name.map(|name| name.trim().to_owned());
            name.zip(map.origin(key))
        };
        let named = Self {
            serif: family("serif"),
            sans: family("sans"),
            mono: family("mono"),
        };
        map.finish(out);
        named
    }
}

/// What layouts need to know of a family.
#[derive(Clone, PartialEq, Debug)]
pub struct Family {
    /// The name and, for what it lacks, that of the default family.
    pub names: Vec<String>,
    /// The height of its capitals, in em.
    pub cap: f64,
    /// Whether it has small capitals (OpenType feature `smcp`).
    pub has_small_capitals: bool,
    /// Whether it has old-style figures (OpenType feature `onum`).
    pub has_old_style_figures: bool,
}

impl Family {
    fn built_in(name: &str, cap: f64, is_of_text: bool) -> Self {
        Self {
            names: vec![name.to_owned()],
            cap,
            has_small_capitals: is_of_text,
            has_old_style_figures: is_of_text,
        }
    }
}

/// The families inside the binary, which are known before fonts are loaded.
impl Default for Families {
    fn default() -> Self {
        Self {
            serif: Family::built_in(Self::SERIF, 0.658, true),
            sans: Family::built_in(Self::SANS, 0.714, false),
            mono: Family::built_in("DejaVu Sans Mono", 0.729, false),
        }
    }
}

/// The families that artifacts are set in.
#[derive(Clone, PartialEq, Debug)]
pub struct Families {
    /// For titles and for the text of briefs.
    pub serif: Family,
    /// For slides and for small print.
    pub sans: Family,
    /// For code.
    pub mono: Family,
}

impl Families {
    /// The built-in serif.
    pub const SERIF: &str = "Libertinus Serif";
    /// The built-in sans serif.
    pub const SANS: &str = "Noto Sans";
}
