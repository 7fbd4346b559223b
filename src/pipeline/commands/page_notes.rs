//! Notes for translators' tools about the pages that show each text.

use crate::diagnostic::Diagnostics;
use crate::exchange::labels::NAME;
use crate::exchange::unit::Package;
use crate::pipeline::build::plan::plan;
use crate::pipeline::build::request::Request;
use crate::pipeline::build::session::Session;
use crate::pipeline::commands::message_pages::{MessagePages, Name};
use crate::pipeline::commands::status;

impl Session {
    /// Adds a note to each unit that names the artifacts that show it, and their pages. All artifacts of the language are typeset:
    /// texts that are missing stand there in the source language. `out` gets what could not be typeset.
    pub fn note_pages(&self, package: &mut Package, request: &Request, out: &mut Diagnostics) {
        let mut found = Diagnostics::default();
        let request = Request {
            locales: vec![package.locale.clone()],
            ..request.clone()
        };
        let project = self.sources().load(&mut found);
        let prepared = self.prepare(&request, &mut found);
        status::report(found, out);
        let plans = plan(
            (project, self.families()),
            &prepared,
            &request,
            &mut Diagnostics::default(),
        );
        let files = package.files.iter();
        let names: Vec<Name> = files
            .flat_map(|file| {
                let article = (file.name != NAME).then(|| file.name.clone());
                let units = file.units.iter();
                units.map(move |unit| (article.clone(), unit.message.clone()))
            })
            .collect();
        let shown = self.message_pages(&plans, &names, request.jobs, out);
        let units = package.files.iter_mut().flat_map(|file| &mut file.units);
        for (unit, shown) in units.zip(shown) {
            unit.notes.extend(shown.iter().filter_map(note));
        }
    }
}

/// Where an artifact prints a text; nothing where only its data hold it.
fn note(shown: &MessagePages) -> Option<String> {
    if shown.is_note {
        return Some(format!("notes: {}", shown.artifact));
    }
    let spots = shown.spots.as_ref()?;
    let pages: Vec<String> = spots.iter().map(|spot| spot.page.to_string()).collect();
    let word = if pages.len() == 1 { "page" } else { "pages" };
    (!pages.is_empty()).then(|| format!("{word} {} of {}", pages.join(", "), shown.artifact))
}
