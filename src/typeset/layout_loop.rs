//! The layout loop: lays a document out again until its introspection queries have the same answers as in the round before.
//!
//! Typst lays a document out, and begins again if the positions of elements change the answer to a query (`counter`, `query`,
//! the number of pages). Content that is only measured has no position of its own: the engine takes that of its twin in the
//! document. In the first round there is no document, so each list that a layout measures makes the engine lay out nearly
//! everything once more, though the size of a list depends on no position.
//!
//! Here, measured content keeps the position where it is measured, as in the engine where no twin is found. If a query depends on
//! such a position (a counter inside measured content, say), and at every error, the engine's own loop is used instead: so pages
//! are always the engine's, unless its loop gives up. `benches/layout_loop.rs` compares the two.
//!
//! In the first round, page numbers are guessed. A wrong guess changes nothing, a right one saves a round.

use comemo::{Constraint, Track};
use typst::World;
use typst::diag::{SourceDiagnostic, SourceResult, Warned};
use typst::engine::{Engine, Route, Sink, Traced};
use typst::foundations::{Output, StyleChain, Target, TargetElem};
use typst::introspection::{EmptyIntrospector, Introspector};
use typst::utils::Protected;
use typst_layout::PagedDocument;

use crate::typeset::recording_introspector::{Guess, Queries, RecordingIntrospector};

/// Sources above this many bytes are typeset one at a time, and the engine's cache is kept small meanwhile, so that memory does not add
/// up.
pub const LARGE: usize = 32 * 1024;

/// How many rounds pages have to settle, more than the five of the engine's own loop: what the default layouts remember from round to round
/// (notes that are kept with their marks, figures that found their page, the last page) takes up to nine in a document full of notes.
const ROUNDS: usize = 12;

/// How many rounds a large document has for pages that are looked at for a moment: those of a build follow.
const GLIMPSED: usize = 2;

/// How the rounds begin, and what is kept of them.
#[derive(Clone, Copy)]
pub struct Rounds<'a> {
    /// What page numbers are taken for in the first round. A right guess saves setting the pages once more.
    pub guess: Guess,
    /// The pages before a small change: mostly, the new ones differ in little, and fewer rounds are needed. Where a layout decides by the
    /// round before, as about the last page of a brief, they may be others than those without this.
    pub before: Option<&'a PagedDocument>,
    /// Whether the same source will be set again after a small change, so that all is kept of which that needs less time.
    pub again: bool,
    /// Whether the pages are looked at for a moment alone, and need not settle.
    pub for_a_moment: bool,
}

impl Rounds<'_> {
    /// Those of a build.
    pub fn new(guess: Guess) -> Self {
        Self {
            guess,
            before: None,
            again: false,
            for_a_moment: false,
        }
    }
}

/// The pages of a world's main file, and warnings.
pub fn compile(world: &dyn World, rounds: Rounds) -> Warned<SourceResult<PagedDocument>> {
    let Some(settled) = converge(world, rounds) else {
        return typst::compile(world);
    };
    // Pages for a moment are set again anyway.
    if settled.is_engines || rounds.for_a_moment {
        return settled.pages;
    }
    // Pages that settled here are better than those that the engine gave up.
    let pages = typst::compile(world);
    let is_given_up = |warning: &SourceDiagnostic| warning.message.starts_with(GIVEN_UP);
    match pages.warnings.iter().any(is_given_up) {
        true => settled.pages,
        false => pages,
    }
}

/// How the engine's warning begins where its rounds end without pages that settled.
const GIVEN_UP: &str = "document did not converge";

/// Pages that settled.
struct Settled {
    pages: Warned<SourceResult<PagedDocument>>,
    /// Whether they are surely the engine's: none of their queries depends on the position of measured content.
    is_engines: bool,
}

/// The pages; none where the engine's own loop is to be used: there are errors, or the rounds do not converge.
fn converge(world: &dyn World, rounds: Rounds) -> Option<Settled> {
    let mut sink = Sink::new();
    let world = world.track();
    let traced = Traced::default();
    let library = world.library();
    let main = world.source(world.main()).ok()?;
    let is_large = main.text().len() > LARGE;
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
    let queries = Queries::default();
    let mut last: Option<PagedDocument> = None;
    let most = match is_large && rounds.for_a_moment {
        true => GLIMPSED,
        false => ROUNDS,
    };
    for _ in 0..most {
        let before: &dyn Introspector = match last.as_ref().or(rounds.before) {
            Some(document) => Output::introspector(document),
            None => &EmptyIntrospector,
        };
        let constraint = Constraint::new();
        let recording = RecordingIntrospector {
            answers: before,
            guess: (last.is_none() && rounds.before.is_none()).then_some(rounds.guess),
            queries: &queries,
        };
        let recording: &dyn Introspector = &recording;
        let mut found = Sink::new();
        let mut engine = Engine {
            library,
            world,
            introspector: Protected::new(recording.track_with(&constraint)),
            traced: traced.track(),
            sink: found.track_mut(),
            route: Route::default(),
        };
        let document = PagedDocument::create(&mut engine, &content, styles).ok()?;
        let recording = RecordingIntrospector {
            answers: Output::introspector(&document),
            guess: None,
            queries: &queries,
        };
        if constraint.validate(&recording as &dyn Introspector) {
            sink.extend_from_sink(found);
            let is_right = sink.delayed().is_empty();
            return is_right.then(|| Settled {
                pages: Warned {
                    output: Ok(document),
                    warnings: sink.warnings(),
                },
                is_engines: !queries.depend_on_measured(),
            });
        }
        last = Some(document);
        if is_large && !rounds.again {
            // What this round did not use again of the rounds before: it would add up.
            comemo::evict(1);
        }
    }
    // Nobody will keep these pages.
    let glimpsed = last.filter(|_| rounds.for_a_moment);
    glimpsed.map(|document| Settled {
        pages: Warned {
            output: Ok(document),
            warnings: sink.warnings(),
        },
        is_engines: false,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use typst_layout::PagedDocument;
    use typst_svg::SvgOptions;

    use crate::typeset::layout_loop::Rounds;
    use crate::typeset::recording_introspector::Guess;
    use crate::typeset::world::Engine;
    use crate::vfs::Vfs;

    /// Whether a main file converges without the engine's own loop. Its pages are the engine's either way.
    fn converges(main: &str) -> bool {
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
        let theirs = typst::compile(&world);
        let pages = theirs.output.map(pictures);
        let converged = [Guess::OnePage, Guess::PageByPage].map(|guess| {
            let ours = super::compile(&world, Rounds::new(guess));
            assert_eq!(ours.warnings, theirs.warnings, "{main}");
            assert_eq!(ours.output.map(pictures), pages, "{main}");
            super::converge(&world, Rounds::new(guess)).is_some_and(|settled| settled.is_engines)
        });
        assert_eq!(converged[0], converged[1], "{main}");
        converged[0]
    }

    #[test]
    fn pages_are_those_of_the_engine() {
        assert!(converges("#context measure[- one\n- two]"));
        assert!(converges(
            "#context measure[- one\n- two].height\n#context counter(page).display()"
        ));
        assert!(converges(
            "#set page(numbering: \"1 / 1\", height: 5cm)\n#context measure[+ a\n+ b].width\n#lorem(90)"
        ));
        assert!(converges(
            "#set page(footer: context here().page())\nTitle\n#pagebreak()\nOne\n#pagebreak()\nTwo"
        ));
        assert!(converges(
            "= One <one>\n#context measure(link(<one>)[*one*]).width"
        ));
    }

    #[test]
    fn the_engine_decides_where_the_place_of_measured_content_matters() {
        let numbered = "#set heading(numbering: \"I.\")\n";
        let twins = "#let it = heading[Twin]\n#context measure(it).width\n#it\n#it\n#it";
        assert!(!converges(&format!("{numbered}{twins}")));
        assert!(!converges(
            "#let s = state(\"s\", 1)\n#s.update(2)\n#context measure[- #context s.get()].width"
        ));
        assert!(!converges(
            "#context measure[- #context (\"wide\" * here().page())].width"
        ));
        assert!(!converges(
            "#context measure[- #context query(selector(heading).before(here())).len()].width\n= One"
        ));
    }

    #[test]
    fn the_engine_says_what_is_wrong() {
        assert!(!converges("#panic()"));
        assert!(!converges("@nowhere"));
        assert!(!converges("#"));
        let grows = "#let n = state(\"n\", 0)\n#context n.update(n.final() + 1)\n#context n.get()";
        assert!(!converges(grows));
    }
}
