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
//!
//! Before there are pages, their numbers are guessed. A wrong guess costs nothing, a right one saves a round.

use comemo::{Constraint, Track};
use typst::World;
use typst::diag::{SourceResult, Warned};
use typst::engine::{Engine, Route, Sink, Traced};
use typst::foundations::{Output, StyleChain, Target, TargetElem};
use typst::introspection::{EmptyIntrospector, Introspector, MAX_ITERS};
use typst::utils::Protected;
use typst_layout::PagedDocument;

use crate::typeset::asked::{Asked, Guess, Questions};

/// The pages of a world's main file, and warnings. A right guess saves setting them once more.
pub fn compile(world: &dyn World, guess: Guess) -> Warned<SourceResult<PagedDocument>> {
    settle(world, guess).unwrap_or_else(|| typst::compile(world))
}

/// The pages, unless the engine should decide: there are errors, the pages do not settle, or the place of measured
/// content matters.
fn settle(world: &dyn World, guess: Guess) -> Option<Warned<SourceResult<PagedDocument>>> {
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
            guess: last.is_none().then_some(guess),
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
            guess: None,
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use typst_layout::PagedDocument;
    use typst_svg::SvgOptions;

    use crate::typeset::asked::Guess;
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
        let theirs = typst::compile(&world);
        let pages = theirs.output.map(pictures);
        let settled = [Guess::OnePage, Guess::PageByPage].map(|guess| {
            let ours = super::compile(&world, guess);
            assert_eq!(ours.warnings, theirs.warnings, "{main}");
            assert_eq!(ours.output.map(pictures), pages, "{main}");
            super::settle(&world, guess).is_some()
        });
        assert_eq!(settled[0], settled[1], "{main}");
        settled[0]
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
            "#set page(footer: context here().page())\nTitle\n#pagebreak()\nOne\n#pagebreak()\nTwo"
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
