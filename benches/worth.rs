//! What the project's own layout loop and contact sheet save against what the engine does by itself: `cargo bench --bench worth`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use fluentpress::diagnostic::Diagnostics;
use fluentpress::export::sheet::card::{Card, side};
use fluentpress::export::sheet::grid::{Measures, Place, grid};
use fluentpress::export::sheet::paint::{paint, source};
use fluentpress::export::thumbnail::picture;
use fluentpress::origin::FileId;
use fluentpress::pipeline::build::plan::{ArtifactPlan, plan};
use fluentpress::pipeline::build::request::Request;
use fluentpress::pipeline::build::session::Session;
use fluentpress::typeset::layout_loop::{self, Rounds};
use typst::foundations::Bytes;
use typst_layout::PagedDocument;

fn main() {
    divan::main();
}

fn session() -> Session {
    Session::new(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the repository")
}

/// Lays out the twelve artifacts of this repository's article, nothing cached.
fn lay_out(bencher: divan::Bencher, one: impl Fn(&Session, &ArtifactPlan) -> usize) {
    let session = session();
    let mut out = Diagnostics::default();
    let prepared = session.prepare(&Request::default(), &mut out);
    let project = session.sources().project();
    let set = (project, session.families());
    let plans = plan(set, &prepared, &Request::default(), &mut out);
    bencher
        .with_inputs(|| comemo::evict(0))
        .bench_local_values(|()| plans.iter().map(|plan| one(&session, plan)).sum::<usize>());
}

#[divan::bench(sample_count = 20)]
fn layout_by_the_own_loop(bencher: divan::Bencher) {
    lay_out(bencher, |session, plan| {
        let none = BTreeMap::new();
        let world = session.engine().world(&plan.lowered().text, &none);
        let compiled = layout_loop::compile(&world, Rounds::new(plan.guess()));
        compiled.output.expect("pages").pages().len()
    });
}

#[divan::bench(sample_count = 20)]
fn layout_by_the_engine(bencher: divan::Bencher) {
    lay_out(bencher, |session, plan| {
        let none = BTreeMap::new();
        let world = session.engine().world(&plan.lowered().text, &none);
        let compiled = typst::compile::<PagedDocument>(&world);
        compiled.output.expect("pages").pages().len()
    });
}

/// As many cards as a site with 150 PDFs has, made from the first pages of this repository's twelve.
fn cards(session: &mut Session) -> Vec<Card> {
    let request = Request {
        thumbnails: Some(512),
        ..Request::default()
    };
    let outcome = session.build(&request, &|_, _| {});
    let thumbnails = outcome
        .artifacts
        .iter()
        .filter_map(|a| a.thumbnail.as_ref());
    let twelve: Vec<_> = thumbnails.map(|thumbnail| thumbnail.card.clone()).collect();
    let article = |n: usize| {
        twelve.iter().map(move |card| {
            let mut card = card.clone();
            card.row.article = format!("article-{n:02}");
            card
        })
    };
    (0..13).flat_map(article).collect()
}

#[divan::bench(sample_count = 5)]
fn contact_sheet_with_pages_pasted(bencher: divan::Bencher) {
    let mut session = session();
    let cards = cards(&mut session);
    let all: Vec<&Card> = cards.iter().collect();
    let side = side(all.len(), 6);
    bencher
        .with_inputs(|| comemo::evict(0))
        .bench_local_values(|()| {
            let sheet = paint(
                &all,
                side,
                "#2b5f75",
                session.engine(),
                &mut Diagnostics::default(),
            );
            sheet.expect("a picture").width
        });
}

/// The engine's way: the same sheet, with its pages as images of the document.
#[divan::bench(sample_count = 5)]
fn contact_sheet_with_pages_as_images(bencher: divan::Bencher) {
    let mut session = session();
    let cards = cards(&mut session);
    let all: Vec<&Card> = cards.iter().collect();
    let measures = Measures::new(side(all.len(), 6));
    bencher
        .with_inputs(|| comemo::evict(0))
        .bench_local_values(|()| {
            let grid = grid(&all, &measures);
            let mut source = source(&grid, &measures, "#2b5f75");
            let mut files = BTreeMap::new();
            for (n, Place { card, x, y, .. }) in grid.places.iter().enumerate() {
                let name = format!("cards/{n}.png");
                let png = card.picture.png().expect("a PNG");
                files.insert(FileId::new(&*name), Bytes::new(png));
                let width = card.picture.width;
                let _ = writeln!(
                    source,
                    "#place(dx: {x}pt, dy: {y}pt, image(\"/{name}\", width: {width}pt))"
                );
            }
            let world = session.engine().world(&source, &files);
            let document: PagedDocument = typst::compile(&world).output.expect("a page");
            let page = document.pages().first().expect("a page");
            picture(page, grid.width.max(grid.height))
                .expect("a picture")
                .width
        });
}
