//! Typesets the source of an artifact and inspects its pages.

use std::collections::{BTreeMap, BTreeSet};

use typst::foundations::Bytes;
use typst_layout::PagedDocument;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::inspect::arrived::arrived;
use crate::inspect::pictures::of_layouts as shown_by_layouts;
use crate::inspect::proofread::Proofread;
use crate::inspect::{areas, colors, drawn, glyphs, notes, pages, tables, words};
use crate::limits::{PAGES, too_large};
use crate::lower::emit::Lowered;
use crate::origin::{FileId, Origin};
use crate::pipeline::build::pictures::{Examiner, OfLayouts};
use crate::pipeline::build::plan::ArtifactPlan;
use crate::pipeline::build::session::Session;
use crate::pipeline::key::ArtifactKey;
use crate::project::{Edition, Proofreading, SETTINGS};
use crate::typeset::compile::{Tracer, typeset};
use crate::typeset::coverage;
use crate::typeset::layout_loop::Rounds;
use crate::typeset::world::ArtifactWorld;
use crate::vfs::Vfs;

/// The Typst source of a file.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// What the file is of.
    pub key: &'a ArtifactKey,
    /// Its name.
    pub name: &'a str,
    /// The source.
    pub lowered: &'a Lowered,
    /// Files that the source shows and that are no files of the project: the slides of a handout.
    pub pictures: &'a BTreeMap<FileId, Bytes>,
}

/// The pages of a source.
pub struct Set {
    /// The pages.
    pub document: PagedDocument,
    /// What is wrong with them.
    pub found: Diagnostics,
    /// Whether what they are made from is wrong already, so that no file is made of them.
    pub is_wrong: bool,
}

impl Session {
    /// Typesets a source and inspects its pages. `out` gets what the engine says, and what is wrong with files that layouts read.
    pub(super) fn set(
        &self,
        source: Source,
        plan: &ArtifactPlan,
        (world, tracer): (&ArtifactWorld, &Tracer),
        rounds: Rounds,
        out: &mut Diagnostics,
    ) -> Option<Set> {
        let name = source.name;
        let mut found = Diagnostics::default();
        let document = typeset(tracer, rounds, &mut found);
        let document = document.filter(|document| has_few_pages(document, name, plan, &mut found));
        let images: BTreeSet<&FileId> = plan.images.values().collect();
        let fonts = || self.engine().fonts();
        let of_layouts = OfLayouts {
            read: world.files(|file| !images.contains(file)),
            examiner: Examiner {
                vfs: self.vfs(),
                edition: plan.key.edition,
                fonts: &fonts,
            },
        };
        found = of_layouts.explain(found);
        let shown = document
            .as_ref()
            .map(|document| shown_by_layouts(document, tracer));
        let of_layouts: Diagnostics = of_layouts
            .check(&shown.unwrap_or_default())
            .into_iter()
            .collect();
        let is_wrong = plan.is_wrong || of_layouts.has_errors();
        let news = |d: &Diagnostic| !plan.is_wrong || !follows(d, plan);
        out.extend(found.into_iter().filter(news));
        out.extend(of_layouts);
        let document = document?;
        let mut found = inspect(&document, tracer, source, plan, self.vfs());
        if is_wrong {
            // What does not fit or is lost because its input is wrong already is no news.
            found.retain(|d| !d.code.is_about_budget() && d.code != words::LOST);
        }
        Some(Set {
            document,
            found,
            is_wrong,
        })
    }
}

/// Whether a finding of the engine follows from what was reported where the article or the settings name it: a missing or damaged
/// image, say.
fn follows(finding: &Diagnostic, plan: &ArtifactPlan) -> bool {
    let Some(origin) = &finding.origin else {
        return true;
    };
    let mut images = plan.images.values();
    finding.code.is_about_layout()
        && (origin.file == plan.selection.document.file
            || origin.file.path() == SETTINGS
            || images.any(|image| origin.file == *image || finding.message.contains(image.path())))
}

/// All that is wrong with pages.
fn inspect(
    document: &PagedDocument,
    tracer: &Tracer,
    source: Source,
    plan: &ArtifactPlan,
    vfs: &Vfs,
) -> Diagnostics {
    let mut found = Diagnostics::default();
    let name = source.name;
    let is_missing = |reasons: &Vec<Diagnostic>| {
        let mut reasons = reasons.iter();
        reasons.any(|d| d.code == coverage::MISSING)
    };
    // A label shows values of the article, which are reported where they are written.
    let is_reported = |id: &str| match plan.labels.contains(id) {
        true => plan.unpublishable.values().any(is_missing),
        false => plan.unpublishable.get(id).is_some_and(is_missing),
    };
    glyphs::check(document, tracer, name, &is_reported, &mut found);
    tables::check(document, tracer, name, &mut found);
    notes::check(document, tracer, name, &mut found);
    let direction = (name, plan.locale.is_rtl());
    areas::check(document, tracer, direction, &mut found);
    let printed = arrived(document, tracer);
    let selected = (name, &plan.selection);
    words::check(tracer.literals(), &printed, selected, &mut found);
    drawn::check(document, tracer, &printed, name, &mut found);
    if plan.key.edition == Edition::Press && plan.project.brand.has_inks() {
        colors::check(document, tracer, name, &mut found);
    }
    // What is too large for its page takes one more, too.
    let is_off = found.iter().any(|d| d.code == Code::OffPage);
    if !source.key.is_handout && !is_off {
        pages::check(document, tracer, &plan.expected(), &mut found);
    }
    // A draft is still being written, and nobody publishes a pseudo-locale. Pages with an error will change.
    let is_published = !plan.draft && plan.locale.pseudo().is_none() && !found.has_errors();
    if is_published && plan.project.proofreading != Proofreading::Off {
        let format = (!source.key.is_handout).then_some(plan.key.format);
        let proofread = Proofread::new(document, tracer, plan.locale, format);
        let is_error = plan.project.proofreading == Proofreading::Error;
        let severity = if is_error {
            Severity::Error
        } else {
            Severity::Warning
        };
        let is_own = |file: &FileId| vfs.is_own(file);
        proofread.report(name, severity, &is_own, &mut found);
    }
    if plan.draft {
        found.map(Diagnostic::as_warning)
    } else if plan.locale.pseudo().is_some() {
        // What is hard-coded or does not fit is what a pseudo-locale is made to show: on its pages.
        found.as_warnings_but(coverage::MISSING)
    } else {
        found
    }
}

/// Whether an artifact has no more pages than one may have; more are reported.
fn has_few_pages(
    document: &PagedDocument,
    name: &str,
    plan: &ArtifactPlan,
    out: &mut Diagnostics,
) -> bool {
    let pages = document.pages().len();
    if pages > PAGES {
        let error = too_large(format!("{name} has {pages} pages, more than {PAGES}"));
        let article = Origin::file(&plan.selection.document.file);
        out.push(error.at(article).hint(
            "divide the article; if it is short, look for a loop in the layout that makes pages",
        ));
    }
    pages <= PAGES
}
