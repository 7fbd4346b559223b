//! Lowers settings that layouts read: families of fonts, sheets, margins, cover.

use crate::brand::Families;
use crate::lower::escape::literal;
use crate::lower::writer::Writer;
use crate::project::paper::{Margins, Sheet};
use crate::project::standing::Cover;

impl Writer<'_> {
    /// Writes what layouts need to know of the families of fonts.
    pub(super) fn fonts(&mut self) {
        let Families { serif, sans, mono } = self.job.families;
        self.out.push('(');
        for (name, family) in [("serif", serif), ("sans", sans), ("mono", mono)] {
            self.out.push_str(&format!("{name}: "));
            self.tuple(&family.names, |w, name| literal(name, &mut w.out));
            self.out.push_str(", ");
        }
        let (small, old) = (serif.has_small_capitals, serif.has_old_style_figures);
        self.out.push_str(&format!(
            "cap: {}, sans-cap: {}, small-capitals: {small}, old-style-figures: {old})",
            serif.cap, sans.cap
        ));
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
                self.image(file, "", Some(origin));
                self.out.push_str(" })");
            }
        }
    }
}
