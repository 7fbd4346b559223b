//! Typesets the source of an artifact, inspects its pages, and writes its PDF, in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use typst::foundations::Bytes;
use typst::text::Font;
use typst_layout::PagedDocument;

use crate::article::ast::Text;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::export::pdf::{Identity, pdf};
use crate::export::press::finish::{Sheet, finish};
use crate::inspect::arrived::arrived;
use crate::inspect::pictures::of_layouts as shown_by_layouts;
use crate::inspect::proofread::Proofread;
use crate::inspect::{areas, colors, drawn, faces, glyphs, marks, notes, pages, tables, words};
use crate::limits::{PAGES, too_large};
use crate::lower::emit::Lowered;
use crate::origin::{FileId, Origin};
use crate::output::sha256;
use crate::pipeline::build::artifact::{Artifact, Inputs};
use crate::pipeline::build::pictures::{Examiner, OfLayouts};
use crate::pipeline::build::plan::ArtifactPlan;
use crate::pipeline::build::press_preflight::{self, Pages};
use crate::pipeline::build::session::Session;
use crate::pipeline::build::thumbnails::{Sides, thumbnail};
use crate::pipeline::key::ArtifactKey;
use crate::project::{Edition, Proofreading, SETTINGS};
use crate::typeset::compile::{Tracer, typeset};
use crate::typeset::coverage;
use crate::typeset::fonts::Face;
use crate::typeset::layout_loop::LARGE;
use crate::yaml::list;

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

/// How files are written.
#[derive(Clone, Copy, Hash)]
pub struct Options {
    /// Seconds since 1970 for artifacts whose article has no date.
    pub epoch: Option<i64>,
    /// How large the pictures of first pages are, where there are any.
    pub sides: Option<Sides>,
}

/// What became of a source.
pub struct Exported {
    /// The artifact with its pages; none where they have errors.
    pub artifact: Option<(Artifact, PagedDocument)>,
    /// The files that the engine read.
    pub read: Vec<FileId>,
}

/// What the engine says of a text without glyphs.
const NOT_DISPLAYED: &str = "could not be displayed with font";

impl Session {
    /// Typesets a source, inspects its pages and makes its file. Findings about pages have the file as their place.
    pub(super) fn export(
        &self,
        source: Source,
        plan: &ArtifactPlan,
        options: Options,
        out: &mut Diagnostics,
    ) -> Exported {
        let start = Instant::now();
        let name = source.name;
        let running = self.clock.begin(name, plan.allowed());
        let world = self.engine().world(&source.lowered.text, source.pictures);
        let tracer = Tracer::new(&world, &source.lowered.map);
        let mut found = Diagnostics::default();
        let document = typeset(&tracer, plan.guess(), &mut found);
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
            .map(|document| shown_by_layouts(document, &tracer));
        let of_layouts: Diagnostics = of_layouts
            .check(&shown.unwrap_or_default())
            .into_iter()
            .collect();
        let is_wrong = plan.is_wrong || of_layouts.has_errors();
        let news = |d: &Diagnostic| !plan.is_wrong || !follows(d, plan);
        out.extend(found.into_iter().filter(news));
        out.extend(of_layouts);
        let artifact = document.and_then(|document| {
            let found = inspect(&document, &tracer, source, plan);
            if is_wrong {
                // What does not fit or is lost because its input is wrong already is no news, nor is there a file to make.
                let news = |d: &Diagnostic| !d.code.is_about_budget() && d.code != words::LOST;
                out.extend(found.into_iter().filter(news));
                return None;
            }
            let document = match plan.draft {
                true => marks::marked(document, &tracer, &found),
                false => document,
            };
            let has_errors = found.has_errors();
            let lacks_glyphs = found.iter().any(|d| d.code == coverage::MISSING);
            out.extend(found);
            let pages = Pages {
                document: &document,
                tracer: &tracer,
                artifact: name,
            };
            running.writes();
            if source.lowered.text.len() > LARGE {
                // What the engine remembers of the layout, and the file, would add up.
                comemo::evict(0);
            }
            let mut of_file = Diagnostics::default();
            let bytes = self.pdf(pages, plan, options.epoch, &mut of_file);
            // What the engine says of a file without a place follows from pages that will change.
            let is_placed = |d: &Diagnostic| d.origin.is_some() || d.code != Code::LayoutError;
            // Characters that no font has were reported with their texts.
            let is_known = |d: &Diagnostic| lacks_glyphs && d.message.contains(NOT_DISPLAYED);
            let of_file = of_file.into_iter().filter(|d| !is_known(d));
            out.extend(of_file.filter(|d| !has_errors || is_placed(d)));
            let bytes = bytes?;
            let thumbnail = match options.sides {
                Some(sides) => {
                    Some(thumbnail(&document, plan.locale, source.key, sides, out)?.into())
                }
                None => None,
            };
            let meta = &plan.selection.document.meta;
            let artifact = Artifact {
                key: source.key.clone(),
                name: name.to_owned(),
                is_draft: plan.draft,
                title: meta.title.as_ref().map(Text::plain).unwrap_or_default(),
                date: meta.date,
                standards: plan.purpose().standards(),
                inputs: Inputs::default(),
                fonts: self.faces(&document, plan),
                pages: document.pages().len(),
                sha256: sha256::hex(&bytes),
                bytes: bytes.into(),
                thumbnail,
                time: start.elapsed(),
                fingerprint: None,
                is_written: false,
            };
            Some((artifact, document))
        });
        Exported {
            artifact,
            read: world.read(),
        }
    }

    /// The faces that pages are set in.
    fn faces(&self, document: &PagedDocument, plan: &ArtifactPlan) -> Vec<Face> {
        let mut fonts = faces::faces(document, self.engine().fonts());
        if plan.press().is_some_and(|press| press.marks) {
            // The slug line beside the marks.
            let font = self.engine().sans();
            let face = |font: Font| self.engine().fonts().face(font.data(), font.index());
            fonts.extend(font.and_then(face));
            faces::in_order(&mut fonts);
        }
        fonts
    }

    /// The file of an artifact's pages.
    fn pdf(
        &self,
        pages: Pages,
        plan: &ArtifactPlan,
        epoch: Option<i64>,
        out: &mut Diagnostics,
    ) -> Option<Vec<u8>> {
        let name = pages.artifact;
        let purpose = plan.purpose();
        let identity = Identity { name, epoch };
        let bytes = pdf(pages.document, pages.tracer, identity, purpose, out)?;
        let Some(press) = plan.press() else {
            return Some(bytes);
        };
        let brand = &plan.project.brand;
        let sheet = Sheet {
            press,
            brand,
            name,
            font: self.engine().sans(),
        };
        match finish(&bytes, &sheet) {
            Ok(bytes) => {
                press_preflight::check(&bytes, pages, press, brand, out);
                Some(bytes)
            }
            Err(reason) => {
                let message = format!("this cannot be printed: {reason}");
                let mut diagnostic = Diagnostic::new(Code::Press, message);
                let shown = plan.images.values().map(FileId::path);
                let drawings: Vec<_> = shown.filter(|path| path.ends_with(".svg")).collect();
                if !drawings.is_empty() {
                    diagnostic = diagnostic.hint(format!("its drawings are {}", list(&drawings)));
                }
                let article = Origin::file(&plan.selection.document.file);
                out.push(diagnostic.place(name, None, None).at(article));
                None
            }
        }
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
    if !source.key.is_handout {
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
        proofread.report(name, severity, &mut found);
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
