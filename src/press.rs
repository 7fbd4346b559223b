//! The settings of the press edition: standard, printing condition, bleed, limits, marks.

use preflight::Standard;
use serde_yaml::Value;

use crate::condition::setting::{self as condition, Condition};
use crate::diagnostic::Diagnostics;
use crate::vfs::Vfs;
use crate::yaml::{Key, Mapping, key};

/// The keys of the setting `press`.
pub const KEYS: &[Key] = &[
    key(
        "standard",
        "one of `PDF/X-4`, `PDF/X-1a:2003`",
        "`PDF/X-4`",
        "What the files conform to.",
    ),
    key(
        "condition",
        condition::EXPECTED,
        "`FOGRA39`",
        "The printing condition that the files are made for. A condition of another registry than the ICC's has its address as `registry` too.",
    ),
    key(
        "bleed",
        "a number such as `3mm`, from 0 to 25",
        "`3mm`",
        "How far colour reaches over the trim.",
    ),
    key(
        "total-ink",
        "a number such as `300%`, from 100 to 400",
        "`300%`",
        "The most ink in one place, all plates together.",
    ),
    key(
        "min-ppi",
        "a number such as `150ppi`, from 1 to 2400",
        "`150ppi`",
        "The least resolution of an image as placed. Below it is an error, below 300 a warning.",
    ),
    key(
        "rendering-intent",
        "one of `perceptual`, `relative-colorimetric`, `saturation`",
        "`perceptual`",
        "How colours that the condition cannot print are converted.",
    ),
    key(
        "marks",
        "`true` or `false`",
        "`false`",
        "Crop, bleed and registration marks, a colour bar, and a line with file, date and page around each page.",
    ),
];

/// The rendering intent: how colours outside the condition's gamut are converted (ICC.1:2022, "Rendering intents"). The
/// fourth intent, absolute colorimetric, simulates one paper on another for proofs, and is not supported.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Intent {
    /// Compresses the gamut, for photographs.
    Perceptual,
    /// Keeps colours inside the gamut exactly, relative to the paper white.
    RelativeColorimetric,
    /// Keeps the saturation, for charts.
    Saturation,
}

impl Intent {
    const ALL: [(&'static str, Self); 3] = [
        ("perceptual", Self::Perceptual),
        ("relative-colorimetric", Self::RelativeColorimetric),
        ("saturation", Self::Saturation),
    ];
}

/// The settings of the press edition.
#[derive(Clone, PartialEq, Debug)]
pub struct Press {
    /// The PDF/X standard.
    pub standard: Standard,
    /// The printing condition.
    pub condition: Condition,
    /// The bleed beyond the trim box, in millimetres (0–25).
    pub bleed: f32,
    /// The limit of ink in one place, all plates together, in percent (100–400).
    pub total_ink: f32,
    /// The minimum resolution of an image as placed, in pixels per inch (1–2400).
    pub min_ppi: f32,
    /// The rendering intent of colour conversions.
    pub intent: Intent,
    /// Whether printer's marks are added around the pages.
    pub marks: bool,
}

/// The maximum bleed in millimetres; more is probably a mistake.
const MOST_BLEED: f32 = 25.0;

impl Default for Press {
    fn default() -> Self {
        Self {
            standard: Standard::X4,
            condition: Condition::default(),
            bleed: 3.0,
            total_ink: 300.0,
            min_ppi: 150.0,
            intent: Intent::Perceptual,
            marks: false,
        }
    }
}

impl Press {
    /// Decodes the setting `press`. Absent and invalid values get their defaults; invalid ones are reported.
    pub fn read(vfs: &Vfs, settings: &mut Mapping, out: &mut Diagnostics) -> Self {
        let mut press = Self::default();
        let Some(mut map) = settings.nested("press", KEYS, out) else {
            return press;
        };
        let standards = [Standard::X4, Standard::X1a].map(|s| (s.name(), s));
        press.standard = choice(&mut map, "standard", &standards, press.standard, out);
        press.intent = choice(
            &mut map,
            "rendering-intent",
            &Intent::ALL,
            press.intent,
            out,
        );
        press.bleed = measure(
            &mut map,
            ("bleed", "mm"),
            press.bleed,
            0.0..=MOST_BLEED,
            out,
        );
        press.total_ink = measure(&mut map, ("total-ink", "%"), 300.0, 100.0..=400.0, out);
        press.min_ppi = measure(&mut map, ("min-ppi", "ppi"), 150.0, 1.0..=2400.0, out);
        let marks: Option<bool> = map.take("marks", out);
        press.marks = marks.unwrap_or(press.marks);
        if let Some(condition) = Condition::read(vfs, &mut map, press.standard, out) {
            press.condition = condition;
        }
        map.finish(out);
        press
    }
}

/// Decodes one of several words.
fn choice<T: Copy>(
    map: &mut Mapping,
    key: &str,
    all: &[(&str, T)],
    otherwise: T,
    out: &mut Diagnostics,
) -> T {
    let Some(word) = map.take::<String>(key, out) else {
        return otherwise;
    };
    match all.iter().find(|(name, _)| *name == word) {
        Some((_, value)) => *value,
        None => {
            let expected = map.expected(key);
            out.push(map.wrong(key, format!("`{key}` in `press` must be {expected}")));
            otherwise
        }
    }
}

/// Decodes a number with or without its unit: `3mm`, `3 mm`, `3`.
fn measure(
    map: &mut Mapping,
    (key, unit): (&str, &str),
    otherwise: f32,
    allowed: std::ops::RangeInclusive<f32>,
    out: &mut Diagnostics,
) -> f32 {
    let number = |value: Value| match value {
        Value::Number(number) => number.to_string().parse().ok(),
        Value::String(text) => {
            let text = text.trim();
            text.strip_suffix(unit).unwrap_or(text).trim().parse().ok()
        }
        _ => None,
    };
    let Some(value) = map.take::<Value>(key, out) else {
        return otherwise;
    };
    match number(value).filter(|n: &f32| allowed.contains(n)) {
        Some(number) => number,
        None => {
            let expected = map.expected(key);
            out.push(map.wrong(key, format!("`{key}` in `press` must be {expected}")));
            otherwise
        }
    }
}
