//! Lays out until the pages agree with what was asked of them.
//!
//! Typst lays a document out, finds out where its elements came to stand, and begins anew if that would answer a question
//! (`counter`, `query`, the number of pages) otherwise than it was answered before. Content that is only measured has no
//! place; the engine looks for the place of its twin in the document. The first time there is no document yet, so every
//! list that a layout measures makes the engine set nearly all of it twice, though its size depends on no place.
//!
//! Here, measured content stays at the place where it is measured, which is the engine's own answer when it finds no
//! twin. If anything is asked about such a place, a counter inside measured content perhaps, its twin's place matters:
//! then, as with every error, the engine has the last word.

use std::collections::HashSet;
use std::num::NonZeroUsize;
use std::sync::{Mutex, PoisonError};

use comemo::{Constraint, Track};
use typst::World;
use typst::diag::{SourceResult, StrResult, Warned};
use typst::ecow::{EcoString, EcoVec};
use typst::engine::{Engine, Route, Sink, Traced};
use typst::foundations::{Content, Label, Output, Selector, StyleChain, Target, TargetElem};
use typst::introspection::{
    DocumentPosition, EmptyIntrospector, Introspector, Location, MAX_ITERS,
};
use typst::model::Numbering;
use typst::syntax::VirtualPath;
use typst::utils::Protected;
use typst_layout::PagedDocument;

/// The pages of a world's main file, and warnings.
pub fn compile(world: &dyn World) -> Warned<SourceResult<PagedDocument>> {
    settle(world).unwrap_or_else(|| typst::compile(world))
}

/// The pages, unless the engine should decide: there are errors, the pages do not settle, or the place of measured
/// content matters.
fn settle(world: &dyn World) -> Option<Warned<SourceResult<PagedDocument>>> {
    let mut sink = Sink::new();
    let world = world.track();
    let traced = Traced::default();
    let library = world.library();
    let main = world.source(world.main()).ok()?;
    let route = Route::default();
    let content = typst_eval::eval(
        world,
        library,
        traced.track(),
        sink.track_mut(),
        route.track(),
        &main,
    )
    .ok()?
    .content();

    let base = StyleChain::new(&library.styles);
    let target = TargetElem::target.set(Target::Paged).wrap();
    let styles = base.chain(&target);
    let questions = Questions::default();
    let mut last: Option<PagedDocument> = None;
    for _ in 0..MAX_ITERS {
        let before: &dyn Introspector = match &last {
            Some(document) => Output::introspector(document),
            None => &EmptyIntrospector,
        };
        let constraint = Constraint::new();
        let asked = Asked {
            answers: before,
            questions: &questions,
        };
        let asked: &dyn Introspector = &asked;
        let mut found = Sink::new();
        let mut engine = Engine {
            library,
            world,
            introspector: Protected::new(asked.track_with(&constraint)),
            traced: traced.track(),
            sink: found.track_mut(),
            route: Route::default(),
        };
        let document = PagedDocument::create(&mut engine, &content, styles).ok()?;
        let asked = Asked {
            answers: Output::introspector(&document),
            questions: &questions,
        };
        if constraint.validate(&asked as &dyn Introspector) {
            sink.extend_from_sink(found);
            let settled = sink.delayed().is_empty() && !questions.matter();
            return settled.then(|| Warned {
                output: Ok(document),
                warnings: sink.warnings(),
            });
        }
        last = Some(document);
    }
    None
}

/// Which places were asked about, and at which ones content was measured.
#[derive(Default)]
struct Questions {
    asked: Mutex<HashSet<Location>>,
    measured: Mutex<HashSet<Location>>,
}

impl Questions {
    /// Whether anything was asked about a place where content was measured.
    fn matter(&self) -> bool {
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let measured = self.measured.lock().unwrap_or_else(PoisonError::into_inner);
        !asked.is_disjoint(&measured)
    }
}

/// Answers for a document, and notes what is asked.
struct Asked<'a> {
    answers: &'a dyn Introspector,
    questions: &'a Questions,
}

impl Asked<'_> {
    fn about(&self, location: Location) -> &dyn Introspector {
        let asked = &self.questions.asked;
        asked
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(location);
        self.answers
    }

    fn select(&self, selector: &Selector) -> &dyn Introspector {
        match selector {
            Selector::Location(location) => {
                self.about(*location);
            }
            Selector::Or(all) | Selector::And(all) => all.iter().for_each(|one| {
                self.select(one);
            }),
            Selector::Before {
                selector,
                end: other,
                ..
            }
            | Selector::After {
                selector,
                start: other,
                ..
            }
            | Selector::Within {
                selector,
                ancestor: other,
            } => {
                self.select(selector);
                self.select(other);
            }
            Selector::Elem(..) | Selector::Label(_) | Selector::Regex(_) | Selector::Can(_) => {}
        }
        self.answers
    }
}

impl Introspector for Asked<'_> {
    fn query(&self, selector: &Selector) -> EcoVec<Content> {
        self.select(selector).query(selector)
    }

    fn query_first(&self, selector: &Selector) -> Option<Content> {
        self.select(selector).query_first(selector)
    }

    fn query_unique(&self, selector: &Selector) -> StrResult<Content> {
        self.select(selector).query_unique(selector)
    }

    fn query_label(&self, label: Label) -> StrResult<&Content> {
        self.answers.query_label(label)
    }

    fn query_labelled(&self) -> EcoVec<Content> {
        self.answers.query_labelled()
    }

    fn query_count_before(&self, selector: &Selector, end: Location) -> usize {
        self.select(selector);
        self.about(end).query_count_before(selector, end)
    }

    fn label_count(&self, label: Label) -> usize {
        self.answers.label_count(label)
    }

    fn locator(&self, _: u128, base: Location) -> Option<Location> {
        let measured = &self.questions.measured;
        measured
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(base);
        None
    }

    fn pages(&self, location: Location) -> Option<NonZeroUsize> {
        self.about(location).pages(location)
    }

    fn page(&self, location: Location) -> Option<NonZeroUsize> {
        self.about(location).page(location)
    }

    fn position(&self, location: Location) -> Option<DocumentPosition> {
        self.about(location).position(location)
    }

    fn page_numbering(&self, location: Location) -> Option<&Numbering> {
        self.about(location).page_numbering(location)
    }

    fn page_supplement(&self, location: Location) -> Option<&Content> {
        self.about(location).page_supplement(location)
    }

    fn anchor(&self, location: Location) -> Option<&EcoString> {
        self.about(location).anchor(location)
    }

    fn document(&self, location: Location) -> Option<Location> {
        self.about(location).document(location)
    }

    fn path(&self, location: Location) -> Option<&VirtualPath> {
        self.about(location).path(location)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use typst_layout::PagedDocument;
    use typst_svg::SvgOptions;

    use crate::typeset::world::Engine;
    use crate::vfs::Vfs;

    /// Whether a main file settles without the engine's own loop. Its pages are the engine's either way.
    fn settles(main: &str) -> bool {
        let folder = tempfile::tempdir().expect("a folder");
        let vfs = Arc::new(Vfs::new(folder.path()).expect("a project"));
        let engine = Engine::new(&vfs);
        let extra = BTreeMap::new();
        let world = engine.world(main, &extra);
        let pictures = |document: PagedDocument| -> Vec<String> {
            let pages = document.pages().iter();
            pages
                .map(|page| typst_svg::svg(page, &SvgOptions::default()))
                .collect()
        };
        let ours = super::compile(&world);
        let theirs = typst::compile(&world);
        assert_eq!(ours.warnings, theirs.warnings, "{main}");
        assert_eq!(
            ours.output.map(pictures),
            theirs.output.map(pictures),
            "{main}"
        );
        super::settle(&world).is_some()
    }

    #[test]
    fn pages_are_those_of_the_engine() {
        assert!(settles("#context measure[- one\n- two]"));
        assert!(settles(
            "#context measure[- one\n- two].height\n#context counter(page).display()"
        ));
        assert!(settles(
            "#set page(numbering: \"1 / 1\", height: 5cm)\n#context measure[+ a\n+ b].width\n#lorem(90)"
        ));
        assert!(settles(
            "= One <one>\n#context measure(link(<one>)[*one*]).width"
        ));
    }

    #[test]
    fn the_engine_decides_where_the_place_of_measured_content_matters() {
        let numbered = "#set heading(numbering: \"I.\")\n";
        let twins = "#let it = heading[Twin]\n#context measure(it).width\n#it\n#it\n#it";
        assert!(!settles(&format!("{numbered}{twins}")));
        assert!(!settles(
            "#let s = state(\"s\", 1)\n#s.update(2)\n#context measure[- #context s.get()].width"
        ));
        assert!(!settles(
            "#context measure[- #context (\"wide\" * here().page())].width"
        ));
        assert!(!settles(
            "#context measure[- #context query(selector(heading).before(here())).len()].width\n= One"
        ));
    }

    #[test]
    fn the_engine_says_what_is_wrong() {
        assert!(!settles("#panic()"));
        assert!(!settles("@nowhere"));
        assert!(!settles("#"));
        let grows = "#let n = state(\"n\", 0)\n#context n.update(n.final() + 1)\n#context n.get()";
        assert!(!settles(grows));
    }
}
