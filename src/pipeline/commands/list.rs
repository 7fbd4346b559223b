//! What a build would make, in its order. Nothing is typeset.

use std::collections::{BTreeMap, BTreeSet};

use crate::article::ast::Text;
use crate::diagnostic::{Code, Diagnostics};
use crate::origin::FileId;
use crate::pipeline::build::inputs::inputs;
use crate::pipeline::build::plan::{ArtifactPlan, plan_unlabelled};
use crate::pipeline::build::request::Request;
use crate::pipeline::build::session::Session;
use crate::pipeline::commands::status::report;
use crate::pipeline::key::ArtifactKey;
use crate::project::Format;

/// Characters on a page of a brief, with its headings and spaces.
const PAGE: usize = 1600;
/// Characters on a slide, beside one slide for each section.
const SLIDE: usize = 250;

/// An artifact that a build would make.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Listed {
    /// What it is of.
    pub key: ArtifactKey,
    /// The file's name, in the output folder.
    pub file: String,
    /// Its title, in its language, without markup.
    pub title: String,
    /// About how many pages it will have.
    pub pages: usize,
    /// The project's files that it is made from, as far as is known before it is typeset.
    pub inputs: BTreeSet<FileId>,
}

impl Session {
    /// Lists the requested artifacts. Unreadable files and faults of the settings are reported; faults of texts are left to `build` and
    /// `check`.
    pub fn list(&self, request: &Request, out: &mut Diagnostics) -> Vec<Listed> {
        let project = self.sources().load(out);
        let mut found = Diagnostics::default();
        let prepared = self.prepare(request, &mut found);
        report(found, out);
        let mut found = Diagnostics::default();
        let settings = (project, self.families());
        let plans = plan_unlabelled(settings, &prepared, request, &mut found);
        // That there is no such edition is why the list is empty.
        out.extend(found.into_iter().filter(|d| d.code == Code::PressFormat));
        // Folders are listed once, not for each artifact.
        let audiences = project.audiences.iter().map(|audience| &audience.name);
        let layouts = audiences.map(|name| (name.as_str(), self.layouts(name)));
        let layouts: BTreeMap<&str, Vec<FileId>> = layouts.collect();
        let listed = |plan: &ArtifactPlan| {
            let layouts = layouts.get(plan.audience.name.as_str());
            self.listed(plan, layouts.map(Vec::as_slice).unwrap_or_default())
        };
        plans.iter().flat_map(listed).collect()
    }

    fn listed(&self, plan: &ArtifactPlan, layouts: &[FileId]) -> Vec<Listed> {
        let title = plan.selection.document.meta.title.as_ref();
        let deck = Listed {
            key: plan.key.clone(),
            file: plan.name.clone(),
            title: title.map(Text::plain).unwrap_or_default(),
            pages: pages(plan),
            inputs: self.inputs(plan, layouts),
        };
        let handout = plan.handout.then(|| Listed {
            file: deck.key.handout().file(),
            key: deck.key.handout(),
            ..deck.clone()
        });
        std::iter::once(deck).chain(handout).collect()
    }

    /// What the layouts of an audience read is known when they run. Those of the project itself may be any of its own.
    fn layouts(&self, audience: &str) -> Vec<FileId> {
        let folders = ["theme", audience].map(|name| format!("layouts/{name}"));
        let layouts = folders.iter().flat_map(|folder| {
            let names = self.vfs().own_files(folder).into_iter();
            names.map(move |name| FileId::new(format!("{folder}/{name}")))
        });
        layouts.collect()
    }

    fn inputs(&self, plan: &ArtifactPlan, layouts: &[FileId]) -> BTreeSet<FileId> {
        let read: Vec<_> = plan.images.values().chain(layouts).collect();
        let inputs = inputs(self.vfs(), plan, &read, self.engine().fonts());
        inputs.own.into_keys().collect()
    }
}

/// About how many pages an artifact will have, estimated from its texts and within its budget. Of the pages of an article in
/// one language, all its artifacts together, this was between 11 % too few and 15 % too many (docs/scale.md).
fn pages(plan: &ArtifactPlan) -> usize {
    let selection = &plan.selection;
    let texts = selection.texts(false).into_iter();
    let characters: usize = texts.map(|text| text.plain().chars().count()).sum();
    let pages = match plan.key.format {
        Format::Brief => characters.div_ceil(PAGE).max(1),
        Format::Slides => 1 + selection.sections.len() + characters.div_ceil(SLIDE),
    };
    let budget = plan.audience.budget(plan.key.format);
    let pages = pages.min(budget.max.unwrap_or(usize::MAX));
    pages.max(budget.min.unwrap_or(1))
}
