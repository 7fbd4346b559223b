//! The labels that a locale lacks, as comments in its own file that translators fill in.

use std::collections::BTreeSet;

use crate::article::worded;
use crate::diagnostic::Diagnostics;
use crate::l10n::catalogue::Catalogue;
use crate::l10n::labels;
use crate::locale::Locale;
use crate::pipeline::commands::sync::run::Run;
use crate::translate::conflict;
use crate::translate::labels as wanted;
use crate::translate::news::News;

impl Run<'_> {
    /// Brings the labels of a locale up to date; `printed` are those that elements of the articles print.
    pub(super) fn labels(
        &mut self,
        locale: &Locale,
        printed: &BTreeSet<&'static str>,
        out: &mut Diagnostics,
    ) {
        let sources = self.sources;
        let vfs = sources.vfs();
        let ignored = &mut Diagnostics::default();
        let mut found = Diagnostics::default();
        let catalogues = sources.labels(locale, &mut found);
        // What cannot be parsed stays as it is; `check` reports it.
        out.extend(found.into_iter().filter(|d| d.code.is_unreadable_file()));
        let has = |id: &str| {
            let mut found = catalogues.iter().filter_map(|c| c.message(id));
            found.any(|message| message.has_value())
        };
        let mut known = Vec::clone(&sources.labels(&sources.project().source, ignored));
        // The project's own stand behind the defaults, and are in force.
        known.reverse();
        if let Some(reference) = Locale::parse(labels::REFERENCE) {
            known.extend(sources.labels(&reference, ignored).iter().cloned());
        }
        let mut seen = BTreeSet::new();
        let mut missing = Vec::new();
        let is_idle = |id: &str| worded::is_of_element(id) && !printed.contains(id);
        for catalogue in &known {
            for message in &catalogue.messages {
                let id = message.id.as_str();
                let Some(entry) = catalogue
                    .entry(id)
                    .filter(|_| !has(id) && !is_idle(id) && seen.insert(id))
                else {
                    continue;
                };
                let about = match catalogue.comment(entry).join(" ") {
                    comment if comment.is_empty() => "label".to_owned(),
                    comment => format!("label; {comment}"),
                };
                let entry = &catalogue.text[entry.start..entry.range.end];
                missing.push(wanted::Wanted { id, about, entry });
            }
        }
        let file = labels::file(&locale.name);
        let own = catalogues
            .iter()
            .rev()
            .find(|c| c.file == file && vfs.is_own(&file) && !c.text.trim().is_empty());
        if own.is_some_and(|own| !conflict::find(&own.text).is_empty()) {
            return;
        }
        let empty;
        let own: &Catalogue = match own {
            None if missing.is_empty() => return,
            None => {
                empty = wanted::empty(&file, &locale.name);
                &empty
            }
            Some(own) => own,
        };
        let (text, requested) = wanted::ask(own, &missing);
        self.put(file.clone(), text);
        let news = requested.into_iter().map(|id| (News::Missing.name(), id));
        self.news(&file, locale, news.collect());
    }
}
