//! The press edition as the settings ask for it: standard, printing condition, bleed, limits, marks.

use std::sync::Arc;

use moxcms::{ColorProfile, Layout, TransformOptions};
use serde_yaml::Value;

use crate::diagnostic::Diagnostics;
use crate::origin::FileId;
use crate::vfs::Vfs;
use crate::yaml::{Mapping, list};

/// The profile of the condition that holds where the settings name none. See the licence beside it.
const FOGRA39: &[u8] = include_bytes!("export/press/fogra39l_coated.icc");
/// The keys of `press`.
const KEYS: [&str; 7] = [
    "standard",
    "condition",
    "bleed",
    "total-ink",
    "min-ppi",
    "rendering-intent",
    "marks",
];

/// What a press file conforms to.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Standard {
    /// ISO 15930-7: PDF 1.6, transparency allowed.
    X4,
    /// ISO 15930-4: PDF 1.4, no transparency.
    X1a,
}

impl Standard {
    /// The name, in the settings and in the files.
    pub fn name(self) -> &'static str {
        match self {
            Self::X4 => "PDF/X-4",
            Self::X1a => "PDF/X-1a:2003",
        }
    }

    /// The latest PDF version that it allows.
    pub fn version(self) -> (u8, u8) {
        match self {
            Self::X4 => (1, 6),
            Self::X1a => (1, 4),
        }
    }
}

/// How colours that the condition cannot print are brought into it (ICC.1, "Rendering intents"). The fourth intent,
/// absolute colorimetric, shows one paper on another: it is for proofs, and not offered.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Intent {
    /// For photographs.
    Perceptual,
    /// What can be printed exactly stays as it is.
    RelativeColorimetric,
    /// For charts.
    Saturation,
}

impl Intent {
    const ALL: [(&'static str, Self); 3] = [
        ("perceptual", Self::Perceptual),
        ("relative-colorimetric", Self::RelativeColorimetric),
        ("saturation", Self::Saturation),
    ];
}

/// A printing condition: press, paper, and how inks look on it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Condition {
    /// Its name in the registry of the ICC (`FOGRA39`); of a profile of the user's own, none.
    pub registered: Option<&'static str>,
    /// The ICC profile's file; of a registered condition, inside the binary.
    pub file: FileId,
    /// The ICC profile.
    pub profile: Arc<[u8]>,
}

impl std::fmt::Debug for Condition {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}, {} bytes", self.registered, self.profile.len())
    }
}

/// The settings of the press edition.
#[derive(Clone, PartialEq, Debug)]
pub struct Press {
    /// What files conform to.
    pub standard: Standard,
    /// What they are made for.
    pub condition: Condition,
    /// How far colour reaches over the trim, in millimetres.
    pub bleed: f32,
    /// The most ink in one place, all plates together, in percent.
    pub total_ink: f32,
    /// The least resolution of an image as placed, in pixels an inch.
    pub min_ppi: f32,
    /// How images are converted.
    pub intent: Intent,
    /// Whether printer's marks stand around the pages.
    pub marks: bool,
}

/// Millimetres beyond which a bleed is surely a slip.
const MOST_BLEED: f32 = 25.0;

impl Default for Press {
    fn default() -> Self {
        Self {
            standard: Standard::X4,
            condition: Condition {
                registered: Some("FOGRA39"),
                file: FileId::new("press/fogra39l_coated.icc"),
                profile: FOGRA39.into(),
            },
            bleed: 3.0,
            total_ink: 300.0,
            min_ppi: 150.0,
            intent: Intent::Perceptual,
            marks: false,
        }
    }
}

impl Press {
    /// Decodes `press` key by key; what is absent or wrong is as by default.
    pub fn read(vfs: &Vfs, settings: &mut Mapping, out: &mut Diagnostics) -> Self {
        let mut press = Self::default();
        let expected = format!("a mapping with {}", list(&KEYS));
        let Some(mut map) = settings.nested("press", &expected, out) else {
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
        press.bleed = measure(&mut map, "bleed", "mm", press.bleed, 0.0..=MOST_BLEED, out);
        press.total_ink = measure(&mut map, "total-ink", "%", 300.0, 100.0..=400.0, out);
        press.min_ppi = measure(&mut map, "min-ppi", "ppi", 150.0, 1.0..=2400.0, out);
        let marks: Option<bool> = map.take("marks", "`true` or `false`", out);
        press.marks = marks.unwrap_or(press.marks);
        if let Some(condition) = condition(vfs, &mut map, press.standard, out) {
            press.condition = condition;
        }
        map.finish(&KEYS, out);
        press
    }
}

/// One of several words.
fn choice<T: Copy>(
    map: &mut Mapping,
    key: &str,
    all: &[(&str, T)],
    otherwise: T,
    out: &mut Diagnostics,
) -> T {
    let names: Vec<_> = all.iter().map(|(name, _)| *name).collect();
    let expected = format!("one of {}", list(&names));
    let Some(word) = map.take::<String>(key, &expected, out) else {
        return otherwise;
    };
    match all.iter().find(|(name, _)| *name == word) {
        Some((_, value)) => *value,
        None => {
            out.push(map.wrong(key, format!("`{key}` in `press` must be {expected}")));
            otherwise
        }
    }
}

/// A number, with or without its unit: `3mm`, `3 mm`, `3`.
fn measure(
    map: &mut Mapping,
    key: &str,
    unit: &str,
    otherwise: f32,
    allowed: std::ops::RangeInclusive<f32>,
    out: &mut Diagnostics,
) -> f32 {
    let (least, most) = (allowed.start(), allowed.end());
    let expected = format!("a number such as `{otherwise}{unit}`, from {least} to {most}");
    let number = |value: Value| match value {
        Value::Number(number) => number.to_string().parse().ok(),
        Value::String(text) => {
            let text = text.trim();
            text.strip_suffix(unit).unwrap_or(text).trim().parse().ok()
        }
        _ => None,
    };
    let Some(value) = map.take::<Value>(key, &expected, out) else {
        return otherwise;
    };
    match number(value).filter(|n: &f32| allowed.contains(n)) {
        Some(number) => number,
        None => {
            out.push(map.wrong(key, format!("`{key}` in `press` must be {expected}")));
            otherwise
        }
    }
}

/// A registered condition, or the ICC profile of another.
fn condition(
    vfs: &Vfs,
    map: &mut Mapping,
    standard: Standard,
    out: &mut Diagnostics,
) -> Option<Condition> {
    let expected = "`FOGRA39`, or an ICC file inside the project";
    let name: String = map.take("condition", expected, out)?;
    if name == "FOGRA39" {
        return None;
    }
    if !name.to_ascii_lowercase().ends_with(".icc") && !name.to_ascii_lowercase().ends_with(".icm")
    {
        let message = format!("`condition` in `press` must be {expected}");
        out.push(map.wrong("condition", message).hint(
            "put the printer's profile into the project and name it, such as `press/PSOcoated_v3.icc`",
        ));
        return None;
    }
    let file = FileId::new(&name);
    let bytes = match vfs.bytes(&file) {
        Ok(bytes) => bytes,
        Err(error) => {
            let why = error.diagnostic(&file).message;
            let message = format!("the profile `{name}` cannot be used: {why}");
            out.push(map.wrong("condition", message));
            return None;
        }
    };
    if let Some(why) = not_for_print(&bytes, standard) {
        let message = format!("the profile `{name}` cannot be used: {why}");
        out.push(map.wrong("condition", message).hint(
            "a printing condition is a CMYK output profile; ask the printer for the one of your paper",
        ));
        return None;
    }
    Some(Condition {
        registered: None,
        file,
        profile: bytes.to_vec().into(),
    })
}

/// Why a file is no profile of a printing condition. What is read is the header (ICC.1:2022, 7.2) and the tag table (7.3).
fn not_for_print(bytes: &[u8], standard: Standard) -> Option<String> {
    let field = |at: usize| bytes.get(at..at + 4).unwrap_or_default();
    let number = |at: usize| {
        field(at)
            .iter()
            .fold(0, |n: usize, b| n << 8 | usize::from(*b))
    };
    if bytes.len() < 132 || field(36) != b"acsp" || number(0) != bytes.len() {
        return Some("it is not an ICC profile, or not a whole one".to_owned());
    }
    let name = |at| String::from_utf8_lossy(field(at)).trim().to_owned();
    if field(12) != b"prtr" {
        return Some(format!(
            "it is of the class `{}`, not an output profile (`prtr`)",
            name(12)
        ));
    }
    if field(16) != b"CMYK" {
        return Some(format!("its colours are `{}`, not CMYK", name(16)));
    }
    let tags = (0..number(128).min(1000)).map(|n| field(132 + n * 12));
    let tags: Vec<_> = tags.collect();
    for tag in [&b"A2B0"[..], b"B2A0"] {
        if !tags.contains(&tag) {
            let tag = String::from_utf8_lossy(tag);
            return Some(format!("it has no table `{tag}`"));
        }
    }
    // PDF 1.4 was written before version 4 of the format.
    let version = bytes.get(8).copied().unwrap_or_default();
    if standard == Standard::X1a && version > 2 {
        return Some(format!(
            "it is of version {version}, and PDF/X-1a takes version 2"
        ));
    }
    if version > 4 {
        return Some(format!(
            "it is of version {version}, which PDF does not know"
        ));
    }
    unreadable(bytes)
}

/// Why colours cannot be converted with a profile, there and back.
fn unreadable(bytes: &[u8]) -> Option<String> {
    let options = TransformOptions::default();
    let srgb = ColorProfile::new_srgb();
    let tried = ColorProfile::new_from_slice(bytes).and_then(|own| {
        srgb.create_transform_8bit(Layout::Rgb, &own, Layout::Rgba, options)?;
        own.create_transform_8bit(Layout::Rgba, &srgb, Layout::Rgb, options)
    });
    let error = tried.err()?;
    Some(format!("its tables cannot be read ({error})"))
}
