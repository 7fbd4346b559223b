//! The publisher's brand: name, logo, and colours, each with a value for screens and an ink for print.

use std::collections::BTreeMap;

use serde_yaml::Value;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::origin::{FileId, Origin};
use crate::vfs::Vfs;
use crate::yaml::{Key, Mapping, key};

/// The expected form of a colour, for messages.
const COLOR: &str = "a colour such as \"#8a1c2b\"";

/// The keys of the setting `brand`.
pub const KEYS: &[Key] = &[
    key(
        "name",
        "a name",
        "",
        "The publisher's name, the same in all languages.",
    ),
    key(
        "logo",
        "the path of an image",
        "",
        "The publisher's logo: PNG, JPEG or SVG. Its alternative text is `name`. Like images, it may have versions: `logo.press.jpg`, `logo.fr.svg`.",
    ),
    key(
        "accent",
        COLOR,
        "`\"#0b4a5e\"`",
        "The accent: rules and titles on screens, areas. Like every colour, it may be given twice, as `{ screen: …, press: … }`: see [the press edition](../editors.md#the-press-edition).",
    ),
    key(
        "ink",
        COLOR,
        "`\"#1b2227\"`",
        "Text. In print, black alone.",
    ),
    key(
        "muted",
        COLOR,
        "`\"#56626a\"`",
        "Text that steps back, such as captions. In print, black alone.",
    ),
    key("tint", COLOR, "`\"#edf2f3\"`", "The background of areas."),
    key("paper", COLOR, "`\"#ffffff\"`", "The background of pages."),
];

/// The publisher's brand, from the setting `brand`. The default has no colours; use [`Brand::read`].
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Brand {
    /// The publisher's name, the same in all languages.
    pub name: Option<(String, Origin)>,
    /// An image inside the project, and the place of the setting.
    pub logo: Option<(FileId, Origin)>,
    /// A colour for each name in [`COLORS`].
    pub colors: BTreeMap<&'static str, Color>,
}

impl Brand {
    /// Decodes the setting `brand`. Absent and invalid values get their defaults; invalid ones are reported.
    pub fn read(vfs: &Vfs, settings: &mut Mapping, out: &mut Diagnostics) -> Self {
        let default = |(name, screen): (&'static str, &str)| {
            let color = Color {
                screen: screen.to_owned(),
                press: Some(default_ink(name)),
                origin: None,
            };
            (name, color)
        };
        let mut brand = Self {
            colors: COLORS.into_iter().map(default).collect(),
            ..Self::default()
        };
        let Some(mut map) = settings.nested("brand", KEYS, out) else {
            return brand;
        };
        let name = map.take("name", out);
        brand.name = name.zip(map.origin("name"));
        let logo: Option<String> = map.take("logo", out);
        if let Some(path) = logo {
            let file = FileId::new(&path);
            match vfs.bytes(&file) {
                Ok(_) if map.origin("name").is_none() => {
                    let message = "the logo has no text for those who cannot see it";
                    let hint = "give the brand a `name`: it stands for the logo";
                    out.push(map.wrong("logo", message).hint(hint));
                }
                Ok(_) => brand.logo = map.origin("logo").map(|origin| (file, origin)),
                Err(_) => out.push(map.wrong("logo", format!("the logo `{path}` cannot be read"))),
            }
        }
        for (name, _) in COLORS {
            let Some(value) = map.take::<Value>(name, out) else {
                continue;
            };
            match color(name, &value) {
                Ok((screen, press)) => {
                    let origin = map.origin(name);
                    let color = Color {
                        screen,
                        press,
                        origin,
                    };
                    brand.colors.insert(name, color);
                }
                Err(expected) => out.push(map.wrong(name, format!("`{name}` must be {expected}"))),
            }
        }
        for name in brand.clashes() {
            out.push(one_ink_twice(&map, name, &brand.colors));
            if let Some(color) = brand.colors.get_mut(name) {
                color.press = Some(default_ink(name));
            }
        }
        map.finish(out);
        brand
    }

    /// The colours whose spot ink has the name of an earlier colour's, but other CMYK values or another spelling. A
    /// press has one plate for each name.
    fn clashes(&self) -> Vec<&'static str> {
        let spots = COLORS.map(|(name, _)| Some((name, self.colors.get(name)?.spot()?)));
        let spots: Vec<_> = spots.into_iter().flatten().collect();
        let clash = |at: usize, (plate, cmyk): (&str, &[f32; 4])| {
            let mut before = spots[..at].iter();
            before.any(|(_, (other, own))| {
                other.eq_ignore_ascii_case(plate) && (*other != plate || *own != cmyk)
            })
        };
        let found = spots.iter().enumerate();
        let found = found.filter(|(at, (_, spot))| clash(*at, *spot));
        found.map(|(_, (name, _))| *name).collect()
    }

    /// Whether all colours have an ink, as the press edition requires.
    pub fn has_inks(&self) -> bool {
        self.colors.values().all(|color| color.press.is_some())
    }
}

/// A colour of the brand. Neither value is converted into the other.
#[derive(Clone, PartialEq, Debug)]
pub struct Color {
    /// The sRGB colour on screens: six lower-case hexadecimal digits without `#`.
    pub screen: String,
    /// The ink in print. `None` if the settings give the colour for screens only.
    pub press: Option<Ink>,
    /// The place of the setting; `None` for a default colour.
    pub origin: Option<Origin>,
}

impl Color {
    /// The name of a spot colour and the CMYK values of its full ink.
    fn spot(&self) -> Option<(&str, &[f32; 4])> {
        match self.press.as_ref()? {
            Ink::Spot { name, cmyk, .. } => Some((name, cmyk)),
            Ink::Process(_) => None,
        }
    }
}

/// The finding about a spot colour with two definitions. `name` is the later colour.
fn one_ink_twice(map: &Mapping, name: &str, colors: &BTreeMap<&str, Color>) -> Diagnostic {
    let spot = |name: &str| colors.get(name).and_then(Color::spot);
    let (plate, cmyk) = spot(name).unwrap_or(("", &[0.0; 4]));
    let mut others = COLORS.iter().map(|(other, _)| *other);
    let first = others.find(|other| {
        let same = |(other, _): (&str, _)| other.eq_ignore_ascii_case(plate);
        spot(other).is_some_and(same)
    });
    let first = first.unwrap_or_default();
    let (other, own) = spot(first).unwrap_or(("", &[0.0; 4]));
    let message = match other == plate {
        true => format!(
            "the spot colour `{plate}` of `{name}` has the CMYK {cmyk:?}, and that of `{first}` has {own:?}: one name is one ink"
        ),
        false => format!(
            "the spot colours `{plate}` of `{name}` and `{other}` of `{first}` differ in case only: a press would have a plate for each"
        ),
    };
    map.wrong(name, message).hint(format!(
        "`cmyk` is the full ink; print less of it with a tint, such as `press: {{ spot: {other:?}, cmyk: {own:?}, tint: 15% }}`"
    ))
}

/// The colours of a brand, with their defaults on screens.
pub const COLORS: [(&str, &str); 5] = [
    ("accent", "0b4a5e"),
    ("ink", "1b2227"),
    ("muted", "56626a"),
    ("tint", "edf2f3"),
    ("paper", "ffffff"),
];

/// Parses `"#8a1c2b"`, or `{ screen: "#8a1c2b", press: [20, 95, 70, 15] }`. The error is what was expected.
fn color(name: &str, value: &Value) -> Result<(String, Option<Ink>), String> {
    let (screen, press) = match value.as_mapping() {
        None => (Some(value), None),
        Some(map) => {
            if !map.iter().all(|(key, _)| key == "screen" || key == "press") {
                return Err("a mapping with `screen` and `press`".to_owned());
            }
            (map.get("screen"), map.get("press"))
        }
    };
    let hex = screen.and_then(|v| v.as_str()).and_then(|text| {
        let hex = text.strip_prefix('#')?;
        let is_hex = hex.len() == 6 && hex.chars().all(|c| c.is_ascii_hexdigit());
        is_hex.then(|| hex.to_ascii_lowercase())
    });
    let Some(hex) = hex else {
        return Err(COLOR.to_owned());
    };
    let press = press.map(Ink::read).transpose()?;
    // Text on one plate only: two plates with a misregistration would blur every letter.
    if matches!(name, "ink" | "muted") && press.as_ref().is_some_and(|ink| *ink != Ink::BLACK) {
        return Err(
            "[0, 0, 0, 100] in print: text and rules are printed in black alone".to_owned(),
        );
    }
    Ok((hex, press))
}

/// A colour in print.
#[derive(Clone, PartialEq, Debug)]
pub enum Ink {
    /// Cyan, magenta, yellow and black, in percent.
    Process([f32; 4]),
    /// A spot colour.
    Spot {
        /// The name of the ink, such as `PANTONE 300 C`.
        name: String,
        /// The CMYK values of the full ink, in percent, for viewers and for presses without the ink.
        cmyk: [f32; 4],
        /// The amount of ink, in percent: above 0, up to 100.
        tint: f32,
    },
}

impl Ink {
    /// Black alone, at 100 %.
    pub const BLACK: Self = Self::Process([0.0, 0.0, 0.0, 100.0]);

    /// The CMYK values, 0–1; for a spot colour, those of its tint.
    pub fn exact(&self) -> [f32; 4] {
        match self {
            Self::Process(cmyk) => exact(*cmyk),
            Self::Spot { cmyk, tint, .. } => exact(cmyk.map(|percent| percent * tint / 100.0)),
        }
    }

    /// The CMYK values of the full ink, 0–1.
    pub fn full(&self) -> [f32; 4] {
        let (Self::Process(cmyk) | Self::Spot { cmyk, .. }) = self;
        exact(*cmyk)
    }

    /// Parses `[90, 50, 0, 10]`, or `{ spot: NAME, cmyk: [90, 50, 0, 10], tint: 15% }`. The error is what was expected.
    pub fn read(value: &Value) -> Result<Self, String> {
        if value.is_sequence() {
            return Ok(Self::Process(cmyk(value)?));
        }
        let expected = "four percentages such as [90, 50, 0, 10], or a spot colour such as { spot: \"PANTONE 300 C\", cmyk: [100, 44, 0, 0] }";
        let Some(map) = value.as_mapping() else {
            return Err(expected.to_owned());
        };
        let keys = ["spot", "cmyk", "tint"];
        let known = map
            .iter()
            .all(|(key, _)| keys.iter().any(|known| key == *known));
        let (Some(name), Some(alternate), true) = (map.get("spot"), map.get("cmyk"), known) else {
            return Err(expected.to_owned());
        };
        let name = name.as_str().unwrap_or_default().trim();
        let process = ["all", "none", "cyan", "magenta", "yellow", "black", "key"];
        if name.is_empty() || process.contains(&name.to_ascii_lowercase().as_str()) {
            return Err(
                "a spot colour with the name of its ink, which is none of the four".to_owned(),
            );
        }
        Ok(Self::Spot {
            name: name.to_owned(),
            cmyk: cmyk(alternate)?,
            tint: map.get("tint").map_or(Ok(100.0), tint)?,
        })
    }
}

/// Converts percentages to 0–1, rounded so that 97.3 % is exactly 0.973.
fn exact(percent: [f32; 4]) -> [f32; 4] {
    percent.map(|percent| (percent * 1000.0).round() / 100_000.0)
}

/// Parses the tint of a spot colour: `15`, `15%`, `15 %`.
fn tint(value: &Value) -> Result<f32, String> {
    let percent = match value {
        Value::Number(number) => number.to_string().parse().ok(),
        Value::String(text) => text.trim().trim_end_matches('%').trim().parse().ok(),
        _ => None,
    };
    let percent = percent.filter(|percent: &f32| *percent > 0.0 && *percent <= 100.0);
    percent.ok_or_else(|| "a spot colour with a tint above 0 and up to 100%".to_owned())
}

fn cmyk(value: &Value) -> Result<[f32; 4], String> {
    let parts = value.as_sequence().map(Vec::as_slice).unwrap_or_default();
    let percent = |part: &Value| {
        #[expect(clippy::cast_possible_truncation, reason = "a percentage")]
        let percent = part.as_f64()? as f32;
        (0.0..=100.0).contains(&percent).then_some(percent)
    };
    let parts: Option<Vec<f32>> = parts.iter().map(percent).collect();
    parts
        .and_then(|parts| parts.try_into().ok())
        .ok_or_else(|| "four percentages such as [90, 50, 0, 10]".to_owned())
}

/// The default ink of a colour. Text and rules are black alone.
pub fn default_ink(name: &str) -> Ink {
    match name {
        "accent" => Ink::Process([95.0, 55.0, 40.0, 40.0]),
        "tint" => Ink::Process([8.0, 2.0, 4.0, 0.0]),
        "paper" => Ink::Process([0.0; 4]),
        _ => Ink::BLACK,
    }
}

/// The finding about a colour without an ink, which the press edition needs. `screen` is its value for screens.
pub fn without_ink(name: &str, screen: &str) -> Diagnostic {
    let message = format!("`{name}` has no value for the press edition");
    let example = match name {
        "ink" | "muted" => "[0, 0, 0, 100]",
        _ => "[90, 50, 0, 10]",
    };
    Diagnostic::new(Code::PressColor, message).hint(format!(
        "give it twice, such as `{name}: {{ screen: \"#{screen}\", press: {example} }}`: percentages of cyan, magenta, yellow and black"
    ))
}
