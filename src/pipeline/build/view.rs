//! The pages of artifacts to be looked at: typeset and inspected as for a file, which is not made.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use typst_layout::PagedDocument;

use crate::article::ast::{Text, texts};
use crate::diagnostic::Diagnostics;
use crate::export::joined::joined;
use crate::export::picture;
use crate::export::strips::{Strip, strips};
use crate::inspect::contents::digest;
use crate::inspect::letters::{Area, Letter, areas, letter};
use crate::inspect::spots::{Spots, spots};
use crate::lower::emit::Lowered;
use crate::origin::FileId;
use crate::pipeline::build::plan::ArtifactPlan;
use crate::pipeline::build::reuse::{of_source, settings};
use crate::pipeline::build::session::Session;
use crate::pipeline::build::set::Source;
use crate::pipeline::key::ArtifactKey;
use crate::typeset::compile::{Tracer, typeset};
use crate::typeset::layout_loop::Rounds;

/// An artifact as its pages show it.
pub struct View {
    /// What it is of.
    pub key: ArtifactKey,
    /// Its pages; none where it cannot be typeset.
    pub pages: Vec<Page>,
    document: Option<PagedDocument>,
    /// What was found while it was made.
    pub found: Diagnostics,
    /// Its source, with the way back to its texts.
    lowered: Lowered,
    spots: OnceLock<Spots>,
    /// The files that its pages needed.
    read: Vec<FileId>,
    /// The digest of all that its pages were made from; none where they have to be made again.
    digest: Option<u128>,
}

/// A page.
#[derive(Clone, PartialEq, Debug)]
pub struct Page {
    /// A digest of what it shows, and of which messages, in hexadecimal digits.
    pub id: String,
    /// In points.
    pub width: f64,
    /// In points.
    pub height: f64,
    /// The speaker notes of its sections: of slides.
    pub notes: Vec<String>,
}

/// A strip of a page, with a digest of what it shows in hexadecimal digits.
pub type Named = (String, Strip);

impl View {
    /// Whether its pages are those of another view, and were not set again.
    pub fn has_pages_of(&self, other: &Self) -> bool {
        match (&self.document, &other.document) {
            (Some(own), Some(other)) => std::ptr::eq(own.pages(), other.pages()),
            _ => false,
        }
    }

    /// The picture of a page, from 0, as SVG.
    pub fn picture(&self, page: usize) -> Option<String> {
        let page = self.document.as_ref()?.pages().get(page)?;
        Some(joined(&picture::svg(page)))
    }

    /// The same artifact with other pages, from a source that was written again.
    fn again(
        &self,
        plan: &ArtifactPlan,
        pages: Vec<Page>,
        document: Option<PagedDocument>,
        digest: Option<u128>,
    ) -> Arc<Self> {
        Arc::new(Self {
            key: self.key.clone(),
            pages,
            document,
            found: self.found.clone(),
            lowered: plan.lowered().clone(),
            spots: OnceLock::new(),
            read: self.read.clone(),
            digest,
        })
    }
}

impl Session {
    /// The pages of an artifact, or `old` where they are the same.
    pub fn view(&self, plan: &ArtifactPlan, old: Option<&Arc<View>>) -> Arc<View> {
        let old = match old {
            Some(old) if old.digest == Some(self.digest(plan, &old.read)) => {
                // Places in files move when something else is edited there, and findings with them.
                if plan.lowered().map == old.lowered.map {
                    return old.clone();
                }
                Some(old)
            }
            _ => None,
        };
        if let Some(old) = old.filter(|old| old.found.is_empty()) {
            let pages = old.pages.clone();
            return old.again(plan, pages, old.document.clone(), old.digest);
        }
        let none = BTreeMap::new();
        let source = Source {
            key: &plan.key,
            name: &plan.name,
            lowered: plan.lowered(),
            pictures: &none,
        };
        let _running = self.clock().begin(&plan.name, plan.allowed());
        let world = self.engine().world(&plan.lowered().text, &none);
        let tracer = Tracer::new(&world, &plan.lowered().map);
        let mut found = Diagnostics::default();
        let rounds = Rounds {
            again: true,
            ..Rounds::new(plan.guess())
        };
        let set = self.set(source, plan, (&world, &tracer), rounds, &mut found);
        let document = set.map(|set| {
            found.extend(set.found);
            set.document
        });
        let read = world.read();
        Arc::new(View {
            key: plan.key.clone(),
            pages: document
                .as_ref()
                .map(|document| pages(document, plan, &tracer))
                .unwrap_or_default(),
            document,
            found,
            lowered: plan.lowered().clone(),
            spots: OnceLock::new(),
            digest: Some(self.digest(plan, &read)),
            read,
        })
    }

    /// The pages of an artifact for a moment, in less time: after a small change, from those before, and not inspected. They are taken for out of date by
    /// [`Session::view`], as some may be others than those of a build.
    pub fn glimpse(&self, plan: &ArtifactPlan, old: Option<&Arc<View>>) -> Arc<View> {
        let before = old.and_then(|old| old.document.as_ref());
        if old.is_some() && before.is_none() {
            return self.view(plan, old);
        }
        let none = BTreeMap::new();
        let _running = self.clock().begin(&plan.name, plan.allowed());
        let world = self.engine().world(&plan.lowered().text, &none);
        let tracer = Tracer::new(&world, &plan.lowered().map);
        let ignored = &mut Diagnostics::default();
        let rounds = Rounds {
            guess: plan.guess(),
            before,
            again: true,
            for_a_moment: true,
        };
        let Some(document) = typeset(&tracer, rounds, ignored) else {
            return self.view(plan, old);
        };
        let pages = pages(&document, plan, &tracer);
        match old {
            Some(old) => old.again(plan, pages, Some(document), None),
            None => Arc::new(View {
                key: plan.key.clone(),
                pages,
                document: Some(document),
                found: Diagnostics::default(),
                lowered: plan.lowered().clone(),
                spots: OnceLock::new(),
                read: world.read(),
                digest: None,
            }),
        }
    }

    fn digest(&self, plan: &ArtifactPlan, read: &[FileId]) -> u128 {
        let files: Vec<_> = read
            .iter()
            .map(|file| self.vfs().bytes(file).ok())
            .collect();
        let source = of_source(plan.lowered());
        typst::utils::hash128(&(source, files, settings(plan), plan.is_wrong))
    }

    /// The strips of a page, from 0, and what stands where on the page.
    pub fn strips(&self, view: &View, page: usize) -> Option<(Vec<Named>, Vec<Area>)> {
        let page = view.document.as_ref()?.pages().get(page)?;
        self.trace(view, |tracer| {
            let named = |strip: Strip| (id(&strip.page, tracer), strip);
            let strips = strips(page).into_iter().map(named).collect();
            Some((strips, areas(page, tracer)))
        })
    }

    /// The strip of that digest.
    pub fn strip(&self, view: &View, digest: &str) -> Option<Strip> {
        let all = view.document.as_ref()?.pages().iter().flat_map(strips);
        self.trace(view, |tracer| {
            all.into_iter()
                .find(|strip| id(&strip.page, tracer) == digest)
        })
    }

    /// The letter at a place on a page: distances from its left and its top, in points.
    pub fn letter(&self, view: &View, page: usize, (x, y): (f64, f64)) -> Option<Letter> {
        let page = view.document.as_ref()?.pages().get(page)?;
        self.trace(view, |tracer| letter(page, tracer, (x, y)))
    }

    /// Where a view prints each message: the first letter on each page.
    pub fn spots<'v>(&self, view: &'v View) -> &'v Spots {
        view.spots.get_or_init(|| {
            let document = view.document.as_ref();
            let found = self.trace(view, |tracer| Some(spots(document?, tracer)));
            found.unwrap_or_default()
        })
    }

    fn trace<T>(&self, view: &View, see: impl FnOnce(&Tracer) -> Option<T>) -> Option<T> {
        let none = BTreeMap::new();
        // The same text has the same spans.
        let world = self.engine().world(&view.lowered.text, &none);
        see(&Tracer::new(&world, &view.lowered.map))
    }
}

/// The digest of a page or a strip in hexadecimal digits.
fn id(page: &typst_layout::Page, tracer: &Tracer) -> String {
    format!("{:032x}", digest(page, tracer))
}

/// A strip of a page as SVG.
pub fn paint(strip: &Strip) -> String {
    let svg = joined(&picture::svg(&strip.page));
    // Browsers round the box of a picture to whole pixels: the strip fills it all the same.
    svg.replacen("<svg", "<svg preserveAspectRatio=\"none\"", 1)
}

fn pages(document: &PagedDocument, plan: &ArtifactPlan, tracer: &Tracer) -> Vec<Page> {
    let spoken = |section: &String| {
        let sections = plan.selection.sections.iter();
        let mut own = sections.filter(|one| one.section.id == *section);
        let mut all = Vec::new();
        own.by_ref().for_each(|one| {
            for block in &one.notes {
                texts(std::slice::from_ref(*block), &mut all);
            }
        });
        all.into_iter().map(Text::plain).collect::<Vec<_>>()
    };
    let sections = picture::sections(document);
    let all = document.pages().iter().zip(sections);
    let page = |(page, sections): (&typst_layout::Page, Vec<String>)| {
        let size = page.frame.size();
        Page {
            id: id(page, tracer),
            width: size.x.to_pt(),
            height: size.y.to_pt(),
            notes: sections.iter().flat_map(spoken).collect(),
        }
    };
    all.map(page).collect()
}
