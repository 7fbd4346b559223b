//! The colours of a brand, each with a value for screens and an ink for print; and those that follow from the accent.

use std::collections::BTreeMap;

use serde_yaml::Value;

use crate::brand::ink::Ink;
use crate::brand::shade;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::origin::Origin;
use crate::yaml::Mapping;

/// The expected form of a colour, for messages.
pub const COLOR: &str = "a colour such as \"#8a1c2b\"";

/// The names of the colours.
pub const COLORS: [&str; 5] = ["accent", "ink", "muted", "tint", "paper"];

/// A colour for each name in [`COLORS`].
pub type Colors = BTreeMap<&'static str, Color>;

/// A colour of the brand. Neither value is converted into the other.
#[derive(Clone, PartialEq, Debug)]
pub struct Color {
    /// The sRGB colour on screens: six lower-case hexadecimal digits without `#`.
    pub screen: String,
    /// The ink in print. `None` if the settings give the colour for screens only.
    pub press: Option<Ink>,
    /// The place of the setting; `None` for a colour that the settings do not give.
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

    fn of(screen: impl Into<String>, press: Option<Ink>) -> Self {
        Self {
            screen: screen.into(),
            press,
            origin: None,
        }
    }
}

/// Decodes the colours. What is absent or invalid gets its default, or follows from the accent; what is invalid is reported.
pub fn read(map: &mut Mapping, out: &mut Diagnostics) -> Colors {
    let mut colors = Colors::new();
    for name in COLORS {
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
                colors.insert(name, color);
            }
            Err(expected) => out.push(map.wrong(name, format!("`{name}` must be {expected}"))),
        }
    }
    for name in clashes(&colors) {
        out.push(one_ink_twice(map, name, &colors));
        colors.remove(name);
    }
    let colors = complete(colors);
    faint(&colors, out);
    colors
}

/// Adds the colours that are not given. Text and rules are black alone in print.
pub fn complete(mut colors: Colors) -> Colors {
    let accent = Ink::Process([95.0, 55.0, 40.0, 40.0]);
    for (name, screen, ink) in [
        ("accent", "0b4a5e", accent),
        ("ink", "1b2227", Ink::BLACK),
        ("paper", "ffffff", Ink::Process([0.0; 4])),
    ] {
        colors.entry(name).or_insert(Color::of(screen, Some(ink)));
    }
    let (accent, paper) = (colors["accent"].clone(), colors["paper"].screen.clone());
    let tint = || {
        let ink = accent.press.as_ref().map(Ink::light);
        Color::of(shade::tint(&accent.screen, &paper), ink)
    };
    let tint = colors.entry("tint").or_insert_with(tint).screen.clone();
    let muted = || {
        let screen = shade::muted(&accent.screen, &paper, &tint);
        Color::of(screen, Some(Ink::BLACK))
    };
    colors.entry("muted").or_insert_with(muted);
    colors
}

/// Reports colours of text that cannot be read on a background, once for each colour that the settings give.
fn faint(colors: &Colors, out: &mut Diagnostics) {
    let mut said = Vec::new();
    for text in ["ink", "muted"] {
        for ground in ["paper", "tint"] {
            let found = shade::contrast(&colors[text].screen, &colors[ground].screen);
            if found >= shade::LEAST {
                continue;
            }
            let given = |name: &&str| colors[*name].origin.is_some();
            let Some(name) = [text, ground].into_iter().find(given) else {
                continue;
            };
            if said.contains(&name) {
                continue;
            }
            said.push(name);
            let message = format!(
                "`{text}` on `{ground}` has a contrast of {found:.1} : 1, and text needs {} : 1",
                shade::LEAST
            );
            let hint = match name {
                "muted" | "tint" => "leave it out: it then follows from the accent",
                _ => "take colours that are further apart in lightness",
            };
            let warning = Diagnostic::new(Code::LowContrast, message).hint(hint);
            out.push(match &colors[name].origin {
                Some(origin) => warning.at(origin.clone()),
                None => warning,
            });
        }
    }
}

/// The colours whose spot ink has the name of an earlier colour's, but other CMYK values or another spelling. A
/// press has one plate for each name.
fn clashes(colors: &Colors) -> Vec<&'static str> {
    let spots = COLORS.map(|name| Some((name, colors.get(name)?.spot()?)));
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

/// The finding about a spot colour with two definitions. `name` is the later colour.
fn one_ink_twice(map: &Mapping, name: &str, colors: &Colors) -> Diagnostic {
    let spot = |name: &str| colors.get(name).and_then(Color::spot);
    let (plate, cmyk) = spot(name).unwrap_or(("", &[0.0; 4]));
    let mut others = COLORS.into_iter();
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
