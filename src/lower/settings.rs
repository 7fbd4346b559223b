//! Lowers settings that layouts read: families of fonts, sheets, margins, cover.

use crate::brand::Families;
use crate::lower::escape::literal;
use crate::lower::writer::Writer;
use crate::project::paper::{Margins, Sheet};
use crate::project::standing::Cover;

/// Signs that the built-in Noto Sans (1.04) declares to be combining marks, as a part of a pattern: they are set without a width, over what follows. They
/// are letters of many transcriptions, such as `ʿ` and `ˈ`. Evidence: `scripts::signs_that_the_sans_serif_takes_for_marks_have_a_width`.
const MARKS: &str = "`¨´¸\\u{2B9}-\\u{2C1}\\u{2C6}-\\u{2DF}\\u{2EC}-\\u{2F2}\\u{2F4}-\\u{2FF}\\u{374}\\u{375}\\u{37A}\\u{384}\\u{385}\\u{1FBD}-\\u{1FC1}\\u{1FCD}-\\u{1FCF}\\u{1FDD}-\\u{1FDF}\\u{1FED}-\\u{1FEF}\\u{1FFD}\\u{1FFE}\\u{A717}-\\u{A721}\\u{A788}";

impl Writer<'_> {
    /// Writes what layouts need to know of the families of fonts.
    pub(super) fn fonts(&mut self) {
        let Families { serif, sans, mono } = self.job.families;
        self.out.push('(');
        for (name, family) in [("serif", serif), ("sans", sans), ("mono", mono)] {
            self.out.push_str(&format!("{name}: ("));
            for name in &family.names {
                self.family(name);
            }
            self.out.push_str("), ");
        }
        let (small, old) = (serif.has_small_capitals, serif.has_old_style_figures);
        self.out.push_str(&format!(
            "cap: {}, sans-cap: {}, small-capitals: {small}, old-style-figures: {old})",
            serif.cap, sans.cap
        ));
    }

    /// Writes a family. What Noto Sans takes for marks comes from the serif.
    fn family(&mut self, name: &str) {
        let mut entry = |name: &str, covers: &str| {
            self.out.push_str("(name: ");
            literal(name, &mut self.out);
            self.out
                .push_str(&format!(", covers: regex(\"[{covers}]\")), "));
        };
        if name == Families::SANS {
            entry(name, &format!("^{MARKS}"));
            entry(Families::SERIF, MARKS);
        } else {
            literal(name, &mut self.out);
            self.out.push_str(", ");
        }
    }

    /// Writes a size.
    pub(super) fn sheet(&mut self, sheet: Sheet) {
        let Sheet { width, height } = sheet;
        self.out
            .push_str(&format!("(width: {width}mm, height: {height}mm)"));
    }

    /// Writes the margins that the settings give.
    pub(super) fn margins(&mut self, margins: Margins) {
        self.out.push_str("(: ");
        let Margins { top, bottom, outer } = margins;
        for (name, margin) in [("top", top), ("bottom", bottom), ("outer", outer)] {
            if let Some(margin) = margin {
                self.out.push_str(&format!("{name}: {margin}mm, "));
            }
        }
        self.out.push(')');
    }

    /// Writes the cover: `true` for a field, or a picture that fills the page, as decoration.
    pub(super) fn cover(&mut self) {
        match &self.job.project.standing.cover {
            None => self.out.push_str("none"),
            Some(Cover::Field) => self.out.push_str("true"),
            Some(Cover::Picture(file, origin)) => {
                let file = self.job.images.get(file).unwrap_or(file);
                self.out.push_str(
                    "pdf.artifact({ set image(width: 100%, height: 100%, fit: \"cover\"); ",
                );
                self.image(file, ("", None), Some(origin));
                self.out.push_str(" })");
            }
        }
    }
}
