//! The sheets of briefs and slides: the settings `paper`, `slides` and `margins`.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::locale::Locale;
use crate::project::length;
use crate::project::per_language::PerLanguage;
use crate::yaml::tree::Written;
use crate::yaml::{Key, Mapping, key, list, nearest};

/// The expected form of a margin.
const MARGIN: &str = "a length such as `20mm`";

/// The keys of the setting `margins`.
pub const MARGINS: &[Key] = &[
    key(
        "top",
        MARGIN,
        "20mm on A4, less on smaller paper",
        "Above the text.",
    ),
    key(
        "bottom",
        MARGIN,
        "24mm on A4, less on smaller paper",
        "Below the text.",
    ),
    key(
        "outer",
        MARGIN,
        "22mm on A4, less on smaller paper",
        "At both sides.",
    ),
];

/// Sizes of paper by name, in millimetres (ISO 216; ANSI/ASME Y14.1).
const NAMED: [(&str, f64, f64); 3] = [
    ("a4", 210.0, 297.0),
    ("a5", 148.0, 210.0),
    ("us-letter", 215.9, 279.4),
];

/// The shortest and the longest side of paper and of slides, in millimetres.
const SIDES: (f64, f64) = (120.0, 600.0);

/// The height of slides that are given by a ratio, in millimetres: 7.5 inches, as in other programs.
const SLIDE_HEIGHT: f64 = 190.5;

/// The ratios of width to height that slides may have: a column for numbers and one for text stand side by side.
const RATIOS: (f64, f64) = (1.0, 3.0);

/// The least margin in millimetres, in which a line with the number of the page has room.
const LEAST_MARGIN: f64 = 10.0;

/// The least width and height of what margins leave for text, in millimetres.
const LEAST_TEXT: f64 = 80.0;

/// The size of a page or a slide, in millimetres.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Sheet {
    /// From left to right.
    pub width: f64,
    /// From top to bottom.
    pub height: f64,
}

/// The margins of briefs in millimetres, where the settings give them.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Margins {
    /// Above the text.
    pub top: Option<f64>,
    /// Below the text.
    pub bottom: Option<f64>,
    /// At both sides.
    pub outer: Option<f64>,
}

/// The sheets of all artifacts.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Sheets {
    paper: PerLanguage<Sheet>,
    slides: PerLanguage<Sheet>,
    /// The margins of briefs.
    pub margins: Margins,
}

impl Sheets {
    /// Decodes the settings. Absent and invalid values get their defaults; invalid ones are reported. `known` are the languages
    /// of the project; `None` if they could not be read.
    pub fn read(map: &mut Mapping, known: Option<&[Locale]>, out: &mut Diagnostics) -> Self {
        let paper = PerLanguage::read(map, "paper", known, paper, out);
        let slides = PerLanguage::read(map, "slides", known, slide, out);
        let mut sheets = Self {
            paper,
            slides,
            margins: Margins::default(),
        };
        if let Some(mut map) = map.nested("margins", MARGINS, out) {
            sheets.margins = sheets.margins(&mut map, out);
            map.finish(out);
        }
        sheets
    }

    /// The paper of briefs in a language.
    pub fn page(&self, language: &Locale) -> Sheet {
        let [(_, width, height), ..] = NAMED;
        let paper = self.paper.get(language).copied();
        paper.unwrap_or(Sheet { width, height })
    }

    /// The slides in a language.
    pub fn slide(&self, language: &Locale) -> Sheet {
        let slide = self.slides.get(language).copied();
        slide.unwrap_or_else(|| in_ratio(16.0, 9.0))
    }

    /// Decodes the margins, which leave room for text on every paper.
    fn margins(&self, map: &mut Mapping, out: &mut Diagnostics) -> Margins {
        let mut margin = |key: &str| {
            let text: String = map.take(key, out)?;
            let Some(length) = length::parse(&text) else {
                let expected = map.expected(key);
                out.push(map.wrong(key, format!("`{key}` in `margins` must be {expected}")));
                return None;
            };
            if length < LEAST_MARGIN {
                let message = format!(
                    "a margin of {text} is too narrow: `{key}` must be at least {LEAST_MARGIN} mm"
                );
                out.push(map.wrong(key, message).hint("head and foot of a page stand in its margins; for pages without margins, write a layout"));
                return None;
            }
            Some(length)
        };
        let margins = Margins {
            top: margin("top"),
            bottom: margin("bottom"),
            outer: margin("outer"),
        };
        let mut papers: Vec<Sheet> = self.paper.values().copied().collect();
        papers.extend(
            papers
                .is_empty()
                .then(|| NAMED[0])
                .map(|(_, width, height)| Sheet { width, height }),
        );
        let mut kept = margins;
        for sheet in papers {
            let both = |margin: Option<f64>| margin.unwrap_or(LEAST_MARGIN);
            let width = sheet.width - 2.0 * both(margins.outer);
            let height = sheet.height - both(margins.top) - both(margins.bottom);
            if width < LEAST_TEXT && kept.outer.take().is_some() {
                out.push(no_room(map, "outer", width, "column", sheet));
            }
            let given = ["top", "bottom"].into_iter().zip([kept.top, kept.bottom]);
            let larger = given.filter_map(|(key, margin)| Some((key, margin?)));
            let larger = larger.max_by(|a, b| a.1.total_cmp(&b.1));
            if let Some((key, _)) = larger.filter(|_| height < LEAST_TEXT) {
                (kept.top, kept.bottom) = (None, None);
                out.push(no_room(map, key, height, "lines", sheet));
            }
        }
        kept
    }
}

/// The finding about a margin that leaves too little of a sheet.
fn no_room(map: &Mapping, key: &str, left: f64, what: &str, sheet: Sheet) -> Diagnostic {
    let Sheet { width, height } = sheet;
    let left = (left * 100.0).round() / 100.0;
    let message = match left > 0.0 {
        true => format!(
            "`{key}` leaves {left} mm for the {what} of text on paper of {width} × {height} mm"
        ),
        false => format!(
            "`{key}` leaves nothing for the {what} of text on paper of {width} × {height} mm"
        ),
    };
    map.wrong(key, message)
        .hint(format!("leave at least {LEAST_TEXT} mm"))
}

/// A size of paper.
fn paper(text: &Written) -> Result<Sheet, Diagnostic> {
    let text = text.text.trim();
    let named = NAMED
        .iter()
        .find(|(name, ..)| name.eq_ignore_ascii_case(text));
    if let Some((_, width, height)) = named {
        return Ok(Sheet {
            width: *width,
            height: *height,
        });
    }
    let Some((width, height)) = length::pair(text) else {
        let names = NAMED.map(|(name, ..)| name);
        let near = nearest(&text.to_ascii_lowercase(), names.into_iter());
        return Err(
            wrong(format!("`{text}` is no size of paper")).hint(match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!(
                    "write {}, or width × height such as `170mm × 240mm`",
                    list(&names)
                ),
            }),
        );
    };
    within(Sheet { width, height }, text)
}

/// A size of slides.
fn slide(text: &Written) -> Result<Sheet, Diagnostic> {
    let text = text.text.trim();
    let ratio = text.split_once(':').and_then(|(width, height)| {
        let part = |text: &str| text.trim().parse::<u16>().ok().filter(|n| *n > 0);
        Some(in_ratio(part(width)?.into(), part(height)?.into()))
    });
    let size = || length::pair(text).map(|(width, height)| Sheet { width, height });
    let Some(sheet) = ratio.or_else(size) else {
        return Err(wrong(format!("`{text}` is no size of slides")).hint(
            "write a ratio such as `16:9` or `4:3`, or width × height such as `320mm × 180mm`",
        ));
    };
    let found = sheet.width / sheet.height;
    if found < RATIOS.0 || found > RATIOS.1 {
        let message = format!(
            "slides of {text} are {} than layouts can use",
            if found < 1.0 { "narrower" } else { "wider" }
        );
        return Err(wrong(message)
            .hint("slides are as wide as high at least, and three times as wide at most"));
    }
    match ratio {
        Some(_) => Ok(sheet),
        None => within(sheet, text),
    }
}

/// Slides of a ratio and the usual height; the width to the hundredth of a millimetre.
fn in_ratio(width: f64, height: f64) -> Sheet {
    Sheet {
        width: (SLIDE_HEIGHT * width / height * 100.0).round() / 100.0,
        height: SLIDE_HEIGHT,
    }
}

/// Refuses sizes that are no sheets, such as one in millimetres where centimetres were meant.
fn within(sheet: Sheet, text: &str) -> Result<Sheet, Diagnostic> {
    let (least, most) = SIDES;
    let sides = [sheet.width, sheet.height];
    let wrong_side = sides.into_iter().find(|side| *side < least || *side > most);
    match wrong_side {
        None => Ok(sheet),
        Some(side) => Err(wrong(format!(
            "`{text}` has a side of {side} mm: sides are from {least} to {most} mm"
        ))
        .hint("units are `mm`, `cm`, `in` and `pt`")),
    }
}

fn wrong(message: String) -> Diagnostic {
    Diagnostic::new(Code::SettingsValue, message)
}
