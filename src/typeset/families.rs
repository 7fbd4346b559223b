//! The families of fonts that the settings name, found among those that there are, with what layouts need to know of them.

use ttf_parser::Face;
use typst::text::FontVariant;

use crate::brand::families::Named;
use crate::brand::{Families, Family};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::origin::Origin;
use crate::typeset::fonts::{FOLDER, Fonts, families};
use crate::yaml::{list, nearest};

/// The default families, which are inside the binary.
const DEFAULTS: [&str; 3] = ["Libertinus Serif", "Noto Sans", "DejaVu Sans Mono"];

/// The families to set artifacts in. One that there is not is reported, and its default taken.
pub fn find(fonts: &Fonts, named: &Named, out: &mut Diagnostics) -> Families {
    let [serif, sans, mono] = DEFAULTS;
    let mut family = |named: &Option<(String, Origin)>, default: &str| {
        let own = named.as_ref().and_then(|(name, origin)| {
            let own = known(fonts, name);
            if own.is_none() {
                out.push(unknown(fonts, name).at(origin.clone()));
            }
            own
        });
        let mut names = vec![own.unwrap_or_else(|| default.to_owned())];
        if names[0] != default {
            names.push(default.to_owned());
        }
        described(fonts, names)
    };
    Families {
        serif: family(&named.serif, serif),
        sans: family(&named.sans, sans),
        mono: family(&named.mono, mono),
    }
}

/// The name of a family as its font files spell it.
fn known(fonts: &Fonts, name: &str) -> Option<String> {
    let mut all = fonts.book().families().map(|(known, _)| known);
    let found = all.find(|known| known.to_lowercase() == name.to_lowercase());
    found.map(str::to_owned)
}

fn unknown(fonts: &Fonts, name: &str) -> Diagnostic {
    let all = families(fonts.book());
    let names: Vec<&str> = all.iter().map(|(name, _)| name.as_str()).collect();
    let message = format!("there is no font family `{name}`");
    let finding = Diagnostic::new(Code::SettingsValue, message);
    let lower = name.to_lowercase();
    let near = names.iter().find(|known| {
        let known = known.to_lowercase();
        nearest(&lower, [known.as_str()].into_iter()).is_some()
    });
    let finding = match near {
        Some(near) => finding.hint(format!("did you mean `{near}`?")),
        None => finding,
    };
    finding.hint(format!(
        "there are {}; fonts of the system are not used: put the files of yours into the folder {FOLDER}/",
        list(&names)
    ))
}

/// What the regular face of a family says of it.
fn described(fonts: &Fonts, names: Vec<String>) -> Family {
    let first = names.first().map(|name| name.to_lowercase());
    let index = first.and_then(|name| fonts.book().select(&name, FontVariant::default()));
    let font = index.and_then(|index| fonts.font(index));
    let face = font
        .as_ref()
        .map(|font| Face::parse(font.data(), font.index()));
    let face = face.and_then(Result::ok);
    let has = |tag: &[u8; 4]| face.as_ref().is_some_and(|face| has_feature(face, tag));
    Family {
        cap: face.as_ref().map_or(0.7, cap_height),
        has_small_capitals: has(b"smcp"),
        has_old_style_figures: has(b"onum"),
        names,
    }
}

/// The height of capitals in em: what the font says (OpenType, OS/2, `sCapHeight`), otherwise that of its H.
fn cap_height(face: &Face) -> f64 {
    let said = face.capital_height().filter(|height| *height > 0);
    let of_h = || {
        let glyph = face.glyph_index('H')?;
        face.glyph_bounding_box(glyph).map(|area| area.y_max)
    };
    let height = said.or_else(of_h).unwrap_or_else(|| face.ascender());
    // To the thousandth, which is less than anybody sees.
    (f64::from(height) / f64::from(face.units_per_em()) * 1000.0).round() / 1000.0
}

/// Whether a font has a feature of OpenType that exchanges glyphs.
fn has_feature(face: &Face, tag: &[u8; 4]) -> bool {
    let features = face.tables().gsub.map(|table| table.features);
    let mut tags = features.into_iter().flatten().map(|feature| feature.tag);
    tags.any(|found| found.to_bytes() == *tag)
}
