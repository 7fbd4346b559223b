//! Writes which words stay together in texts that layouts may show in display type.

use std::collections::btree_map::Entry;

use crate::article::ast::{Inline, Text, pieces};
use crate::lower::escape::literal;
use crate::lower::writer::Writer;
use crate::project::Format;

/// How many bytes a line in display type has at most, on a page. What is noted is a part of all that a layout is called with: a letter in running text would
/// have the layout called again as a whole.
const LONGEST: usize = 400;

impl Writer<'_> {
    /// Notes what stays together in a text, line by line.
    pub fn note_units(&mut self, text: &Text) {
        let Some(sense) = &self.sense else { return };
        for line in lines(text) {
            if self.job.format == Format::Brief && line.len() > LONGEST {
                continue;
            }
            // Layouts look lines up as they are without no-break spaces, which are put into them as they are written.
            let key = line.trim().replace('\u{A0}', " ");
            if let Entry::Vacant(kept) = self.kept.entry(key) {
                let units = sense.units(&line);
                if !units.is_empty() {
                    kept.insert(units);
                }
            }
        }
    }

    /// Writes what was noted as a function of a line: for each run, what can be kept of it, its number of letters, and
    /// whether a last line of it alone is long enough; `none` where nothing was. The engine takes the digest of what a
    /// function is called with, and keeps that of a function: a dictionary would be read through at each call.
    pub(super) fn units(&mut self) {
        let kept: Vec<_> = std::mem::take(&mut self.kept).into_iter().collect();
        if kept.is_empty() {
            return self.out.push_str("none");
        }
        self.out.push_str("{ let kept = ");
        self.dictionary(&kept, |w, (_, runs)| {
            w.tuple(runs, |w, run| {
                w.tuple(run, |w, unit| {
                    w.out.push('(');
                    literal(&unit.words, &mut w.out);
                    w.out
                        .push_str(&format!(", {}, {})", unit.letters, unit.ends));
                });
            });
        });
        self.out.push_str("; line => kept.at(line, default: ()) }");
    }
}

/// The words of a text, line by line, without those of footnotes.
fn lines(text: &Text) -> Vec<String> {
    let mut out = String::new();
    pieces(&text.inlines, &mut |inline| match inline {
        Inline::Text(words) | Inline::Code(words) => out.push_str(words),
        Inline::Break => out.push('\n'),
        _ => {}
    });
    out.split('\n').map(str::to_owned).collect()
}
