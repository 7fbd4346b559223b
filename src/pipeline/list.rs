//! What a build would make, in its order. Nothing is typeset.

use std::collections::BTreeSet;

use crate::article::ast::Text;
use crate::diagnostic::Diagnostics;
use crate::origin::FileId;
use crate::pipeline::filenames::handout_name;
use crate::pipeline::inputs::inputs;
use crate::pipeline::plan::{Planned, plan};
use crate::pipeline::prepare::prepare;
use crate::pipeline::request::Request;
use crate::pipeline::session::Session;
use crate::pipeline::status::report;
use crate::project::{self, Edition, Format};

/// Characters on a page of a brief, with its headings and spaces.
const PAGE: usize = 1600;
/// Characters on a slide, beside one slide for each section.
const SLIDE: usize = 250;

/// An artifact that a build would make.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Listed {
    /// The file's name, in the output folder.
    pub file: String,
    /// The article's name.
    pub article: String,
    /// Whom it is for.
    pub audience: String,
    /// Brief or slides.
    pub format: Format,
    /// Its language.
    pub locale: String,
    /// On screens, or in print.
    pub edition: Edition,
    /// Whether it is a deck's handout.
    pub is_handout: bool,
    /// Its title, in its language, without markup.
    pub title: String,
    /// About how many pages it will have.
    pub pages: usize,
    /// The project's files that it is made from, as far as can be told before it is typeset.
    pub inputs: BTreeSet<FileId>,
}

impl Session {
    /// Lists what is asked for. What cannot be read is reported, and what is wrong with the settings; what is wrong
    /// with texts is for a build to say.
    pub fn list(&self, request: &Request, out: &mut Diagnostics) -> Vec<Listed> {
        let project = project::load(self.vfs(), out);
        let mut found = Diagnostics::default();
        let prepared = prepare(self.vfs(), &|| self.engine(), &project, request, &mut found);
        report(found, out);
        let mut found = Diagnostics::default();
        let planned = plan(&project, &prepared, request, &mut found);
        // That there is no such edition is why the list is empty.
        out.extend(found.into_iter().filter(|d| d.code == "press-format"));
        planned.iter().flat_map(|p| self.listed(p)).collect()
    }

    fn listed(&self, planned: &Planned) -> Vec<Listed> {
        let title = planned.selection.document.meta.title.as_ref();
        let deck = Listed {
            file: planned.name.clone(),
            article: planned.selection.document.file.stem().to_owned(),
            audience: planned.audience.name.clone(),
            format: planned.format,
            locale: planned.locale.name.clone(),
            edition: planned.edition,
            is_handout: false,
            title: title.map(Text::plain).unwrap_or_default(),
            pages: pages(planned),
            inputs: self.inputs(planned),
        };
        let handout = planned.handout.then(|| Listed {
            file: handout_name(&planned.name),
            is_handout: true,
            ..deck.clone()
        });
        std::iter::once(deck).chain(handout).collect()
    }

    /// What the layouts read is known when they run. Those of the project itself may be any of its own.
    fn inputs(&self, planned: &Planned) -> BTreeSet<FileId> {
        let folders = ["theme", &planned.audience.name].map(|name| format!("layouts/{name}"));
        let layouts = folders.iter().flat_map(|folder| {
            let names = self.vfs().own_files(folder).into_iter();
            names.map(move |name| FileId::new(format!("{folder}/{name}")))
        });
        let layouts: Vec<_> = layouts.collect();
        let read: Vec<_> = planned.images.values().chain(&layouts).collect();
        let inputs = inputs(self.vfs(), planned, &read, self.engine().fonts());
        inputs.own.into_keys().collect()
    }
}

/// About how many pages an artifact will have, told from its texts and kept in its budget. Of the pages of an article in
/// one language, all its artifacts together, this was between 11 % too few and 15 % too many (docs/scale.md).
fn pages(planned: &Planned) -> usize {
    let selection = &planned.selection;
    let texts = selection.texts(false).into_iter();
    let characters: usize = texts.map(|text| text.plain().chars().count()).sum();
    let pages = match planned.format {
        Format::Brief => characters.div_ceil(PAGE).max(1),
        Format::Slides => 1 + selection.sections.len() + characters.div_ceil(SLIDE),
    };
    let budget = planned.audience.budget(planned.format);
    let pages = pages.min(budget.max.unwrap_or(usize::MAX));
    pages.max(budget.min.unwrap_or(1))
}
