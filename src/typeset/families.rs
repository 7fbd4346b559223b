//! The families of fonts that the settings name, found among those that there are, with what layouts need to know of them.

use ttf_parser::Face;
use typst::text::{FontInfo, FontStyle, FontVariant, FontWeight, StandardAxes};

use crate::brand::families::Named;
use crate::brand::{Families, Family};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::origin::Origin;
use crate::typeset::fonts::{FOLDER, Fonts, families};
use crate::yaml::{list, nearest};

/// The families to set artifacts in. One that there is not is reported, and its default taken.
pub fn find(fonts: &Fonts, named: &Named, out: &mut Diagnostics) -> Families {
    let default = Families::default();
    let mut family = |named: &Option<(String, Origin)>, default: Family, has_emphasis: bool| {
        let Some((name, origin)) = named else {
            return default;
        };
        let Some(own) = known(fonts, name) else {
            out.push(unknown(fonts, name).at(origin.clone()));
            return default;
        };
        let found = plain(fonts, &own).filter(|_| has_emphasis);
        out.extend(found.map(|found| found.at(origin.clone())));
        let others = default.names.into_iter().filter(|name| *name != own);
        described(fonts, [own.clone()].into_iter().chain(others).collect())
    };
    Families {
        serif: family(&named.serif, default.serif, true),
        sans: family(&named.sans, default.sans, true),
        mono: family(&named.mono, default.mono, false),
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

/// A warning about a family in which emphasis would not be seen, as it has no italic or no bold face.
fn plain(fonts: &Fonts, name: &str) -> Option<Diagnostic> {
    let book = fonts.book();
    let (_, faces) = book.families().find(|(known, _)| *known == name)?;
    let faces: Vec<_> = faces.filter_map(|face| book.info(face)).collect();
    let is_italic = |face: &&FontInfo| {
        let axes = StandardAxes::parse(&face.axes);
        face.variant.style != FontStyle::Normal || axes.ital.is_some() || axes.slnt.is_some()
    };
    let is_bold = |face: &&FontInfo| {
        let axes = StandardAxes::parse(&face.axes);
        face.variant.weight >= FontWeight::SEMIBOLD || axes.wght.is_some()
    };
    let has_italic = faces.iter().any(is_italic);
    let has_bold = faces.iter().any(is_bold);
    let lacks = match (has_italic, has_bold) {
        (true, true) => return None,
        (false, true) => "no italic face",
        (true, false) => "no bold face",
        (false, false) => "neither an italic nor a bold face",
    };
    let message = format!("the font family `{name}` has {lacks}: emphasis cannot be seen in it");
    let warning = Diagnostic::new(Code::SettingsValue, message).as_warning();
    Some(warning.hint(format!(
        "put its other font files into the folder {FOLDER}/ too"
    )))
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

/// The height of capitals in em: what the font says (OpenType, OS/2, `sCapHeight`), otherwise that of its H. Fonts of scripts
/// without capitals say anything: below 0.55 it is none.
fn cap_height(face: &Face) -> f64 {
    let in_em = |height: i16| f64::from(height) / f64::from(face.units_per_em());
    let of_h = || {
        let glyph = face.glyph_index('H')?;
        face.glyph_bounding_box(glyph).map(|area| area.y_max)
    };
    let said = face.capital_height().map(in_em);
    let said = said.filter(|height| *height > 0.55);
    let height = said.or_else(|| of_h().map(in_em)).unwrap_or(0.7);
    // To the thousandth, which is less than anybody sees.
    (height * 1000.0).round() / 1000.0
}

/// Whether a font has a feature of OpenType that exchanges glyphs.
fn has_feature(face: &Face, tag: &[u8; 4]) -> bool {
    let features = face.tables().gsub.map(|table| table.features);
    let mut tags = features.into_iter().flatten().map(|feature| feature.tag);
    tags.any(|found| found.to_bytes() == *tag)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vfs::Vfs;

    #[test]
    fn what_is_known_of_the_default_families_is_what_their_fonts_say() {
        let folder = tempfile::tempdir().expect("a folder");
        let fonts = Fonts::load(&Vfs::new(folder.path()).expect("a project"));
        let Families { serif, sans, mono } = Families::default();
        for family in [serif, sans, mono] {
            assert_eq!(described(&fonts, family.names.clone()), family);
        }
    }
}
