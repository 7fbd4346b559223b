//! Colours in print: process inks and spot colours.

use serde_yaml::Value;

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

    /// A light area of the ink: 8 % of it.
    pub fn light(&self) -> Self {
        self.part(0.08)
    }

    /// A part of the ink, from 0 to 1. Of several inks, black is left out unless it is the strongest: dots of black make
    /// a light area look dirty.
    pub fn part(&self, share: f32) -> Self {
        let part = |of: f32| (of * share * 10.0).round() / 10.0;
        match self {
            Self::Process(cmyk @ [c, m, y, k]) => {
                let is_black = k > c && k > m && k > y;
                let [c, m, y, k] = cmyk.map(part);
                Self::Process([c, m, y, if is_black { k } else { 0.0 }])
            }
            Self::Spot { name, cmyk, tint } => Self::Spot {
                name: name.clone(),
                cmyk: *cmyk,
                tint: part(*tint),
            },
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
