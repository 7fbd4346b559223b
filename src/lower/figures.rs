//! Lowers images: alone in the width that their author gives them, or side by side.

use crate::article::ast::{Block, Caption};
use crate::lower::writer::Writer;

/// The least space between images side by side, in thousandths of the column.
const BETWEEN: u16 = 20;

impl Writer<'_> {
    /// Writes the image of a figure.
    pub(super) fn picture(&mut self, figure: &Block) {
        let Block::Figure {
            image,
            alt,
            origin,
            width,
            ..
        } = figure
        else {
            return;
        };
        let shown = self.job.images.get(image).unwrap_or(image).clone();
        if let Some(width) = width {
            self.out.push_str(&format!(
                "block(width: {}%, {{ set image(width: 100%); ",
                percent(*width)
            ));
        }
        self.image(&shown, (&alt.readable(), Some(&alt.key)), Some(origin));
        if width.is_some() {
            self.out.push_str(" })");
        }
    }

    /// Writes images side by side: a figure whose body is a grid. What they say stands below them, behind a letter.
    pub(super) fn row(&mut self, figures: &[Block], caption: Option<&Caption>) {
        let (widths, between) = widths(figures);
        let widths: Vec<String> = widths
            .iter()
            .map(|width| format!("{}%", percent(*width)))
            .collect();
        self.element("figure");
        self.out.push_str(&format!(
            "kind: image, grid(columns: ({},), column-gutter: {}%, ",
            widths.join(", "),
            percent(between)
        ));
        // What has no caption has no letter, and uses none up.
        let mut letters = 'a'..='z';
        for figure in figures {
            self.out.push_str("{ set image(width: 100%); ");
            // Its column has its width.
            let mut alone = figure.clone();
            if let Block::Figure { width, .. } = &mut alone {
                *width = None;
            }
            self.picture(&alone);
            let said = figure.caption().and_then(|caption| caption.text.as_ref());
            if let Some(text) = said {
                let letter = letters.next().map(|letter| format!("({letter})"));
                self.out.push_str("; [#block(par[#strong[#");
                self.mapped(&letter.unwrap_or_default(), None, &text.origin);
                self.out.push_str("]#\" \"");
                self.inline_content(text);
                self.out.push_str("])<fp-lettered>]");
                self.elements.insert("part");
            }
            self.out.push_str(" }, ");
        }
        self.out
            .push_str("), supplement: none, numbering: none, caption: ");
        self.captioned(caption);
        self.out.push(')');
    }
}

/// The widths of images side by side and the space between them, in thousandths of the column: as their authors ask, the rest in equal
/// parts, and all a little narrower where there would be no space.
fn widths(figures: &[Block]) -> (Vec<u16>, u16) {
    let asked = |figure: &Block| match figure {
        Block::Figure { width, .. } => *width,
        _ => None,
    };
    let count = u16::try_from(figures.len()).unwrap_or(u16::MAX).max(2);
    let gaps = count - 1;
    let given: u16 = figures
        .iter()
        .filter_map(asked)
        .fold(0, u16::saturating_add);
    let free = u16::try_from(
        figures
            .iter()
            .filter(|figure| asked(figure).is_none())
            .count(),
    )
    .unwrap_or(0);
    let room = 1000u16.saturating_sub(BETWEEN.saturating_mul(gaps));
    let part = room
        .saturating_sub(given)
        .checked_div(free)
        .unwrap_or(0)
        .max(10);
    let wanted: Vec<u16> = figures
        .iter()
        .map(|figure| asked(figure).unwrap_or(part))
        .collect();
    let sum: u32 = wanted.iter().map(|width| u32::from(*width)).sum();
    if sum <= u32::from(room) {
        let rest = 1000 - u16::try_from(sum).unwrap_or(1000);
        return (wanted, (rest / gaps).min(4 * BETWEEN));
    }
    let narrower =
        |width: u16| u16::try_from(u32::from(width) * u32::from(room) / sum).unwrap_or(width);
    (wanted.into_iter().map(narrower).collect(), BETWEEN)
}

/// Thousandths as per cent.
fn percent(thousandths: u16) -> f32 {
    f32::from(thousandths) / 10.0
}
