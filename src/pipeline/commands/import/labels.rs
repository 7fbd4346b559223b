//! The labels of a language, with what came back. They have no lock: what would be printed unconfirmed is not imported.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostic::Diagnostics;
use crate::exchange::place::Standing;
use crate::exchange::stamp::Stamp;
use crate::locale::Locale;
use crate::pipeline::build::session::Session;
use crate::pipeline::commands::import::accept::Import;
use crate::pipeline::commands::label_units::LabelUnits;
use crate::pipeline::commands::write_back::{Files, changed};
use crate::translate::labels::ask;
use crate::translate::state::State;

impl Session {
    /// What an import changes in the labels of a language, and which.
    pub(super) fn import_labels(
        &self,
        import: &mut Import,
        locale: &Locale,
        out: &mut Diagnostics,
    ) -> Option<(Files, Vec<(&'static str, String)>)> {
        let labels = self.label_units(locale, out)?;
        import.accept(labels.units(&labels.completed(&|_| true)), out);
        import.leave_unsure(out);
        import.leave_incomplete(out);
        let ids = import.accepted.keys();
        let ids: BTreeSet<String> = ids.map(|at| import.units[*at].message.clone()).collect();
        if ids.is_empty() {
            return None;
        }
        let begun = Arc::new(labels.completed(&|id| ids.contains(id)));
        let written = import.written(begun, &[], &|catalogue| labels.units(catalogue));
        let (text, _) = ask(&written, &[]);
        let files = changed(self.vfs(), written.file.clone(), text);
        let order = labels.labels.into_iter().map(|label| label.id);
        let news = order.filter(|id| ids.contains(id));
        let news = news.map(|id| (Standing::Imported.name(), id));
        Some((files.into_iter().collect(), news.collect()))
    }
}

impl Import<'_> {
    /// Leaves out what was made from an older source text, or is unfinished.
    fn leave_unsure(&mut self, out: &mut Diagnostics) {
        let accepted = std::mem::take(&mut self.accepted);
        for (at, (text, returned)) in accepted {
            let unit = &self.units[at];
            let is_old = Stamp::read(&returned.stamp).is_none_or(|s| s.source != unit.digest);
            let why = match (is_old, returned.is_unfinished) {
                (true, _) => "its source text has changed since the export",
                (false, true) => {
                    "the tool has it as unfinished, and a label has no state that keeps it from being printed"
                }
                (false, false) => {
                    self.accepted.insert(at, (text, returned));
                    continue;
                }
            };
            let message = format!("the label `{}` is not imported: {why}", unit.id);
            let hint = match is_old {
                true => "export anew, and translate its new source text",
                false => "finish it in the tool, and import the file again",
            };
            self.fault(returned, message, hint, out);
        }
    }

    /// Leaves out labels of which variants are missing.
    fn leave_incomplete(&mut self, out: &mut Diagnostics) {
        for (id, all) in LabelUnits::by_label(&self.units) {
            let lacks = |at: &&usize| {
                self.units[**at].state == State::Missing && !self.accepted.contains_key(at)
            };
            let first = all.iter().find_map(|at| self.accepted.get(at));
            let (Some((_, first)), Some(lacking)) = (first, all.iter().find(lacks)) else {
                continue;
            };
            let message = format!(
                "the label `{id}` is not imported: `{}` has no translation",
                self.units[*lacking].id
            );
            self.fault(first, message, "translate all variants of a label", out);
            all.iter().for_each(|at| drop(self.accepted.remove(at)));
        }
    }
}
