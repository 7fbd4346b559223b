//! Makes the file of an artifact, in memory.

use std::time::Instant;

use typst::text::Font;
use typst_layout::PagedDocument;

use crate::article::ast::Text;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::export::pdf::{Identity, pdf};
use crate::export::press::finish::{Sheet, finish};
use crate::inspect::{faces, marks};
use crate::origin::{FileId, Origin};
use crate::output::sha256;
use crate::pipeline::build::artifact::{Artifact, Inputs};
use crate::pipeline::build::plan::ArtifactPlan;
use crate::pipeline::build::press_preflight::{self, Pages};
use crate::pipeline::build::session::Session;
use crate::pipeline::build::set::{Set, Source};
use crate::pipeline::build::thumbnails::{Sides, thumbnail};
use crate::typeset::compile::Tracer;
use crate::typeset::coverage;
use crate::typeset::fonts::Face;
use crate::typeset::layout_loop::{LARGE, Rounds};
use crate::yaml::list;

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
        let rounds = Rounds::new(plan.guess());
        let set = self.set(source, plan, (&world, &tracer), rounds, out);
        let artifact = set.and_then(|set| {
            let Set {
                document,
                found,
                is_wrong,
            } = set;
            if is_wrong {
                out.extend(found);
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
