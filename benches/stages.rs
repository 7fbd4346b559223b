//! Each stage on the real article, and all twelve PDFs: `cargo bench`.

use std::path::Path;
use std::sync::Arc;

use fluentpress::article::{ast::Article, parse, segment};
use fluentpress::diagnostic::Diagnostics;
use fluentpress::l10n::bundle::{Bundle, values};
use fluentpress::l10n::catalogue::Catalogue;
use fluentpress::l10n::{align, localize};
use fluentpress::locale::Locale;
use fluentpress::origin::FileId;
use fluentpress::pipeline::build::request::Request;
use fluentpress::pipeline::build::session::Session;
use fluentpress::project::Format;
use fluentpress::selection::select;
use fluentpress::vfs::Vfs;

fn main() {
    divan::main();
}

fn vfs() -> Vfs {
    Vfs::new(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the repository")
}

fn text(path: &str) -> Arc<str> {
    vfs().text(&FileId::new(path)).expect("a text")
}

fn audiences() -> Vec<String> {
    ["executive-summary", "full-analysis", "key-points"]
        .map(str::to_owned)
        .to_vec()
}

fn article() -> Article {
    let file = FileId::new("seeds/trump-xi-ia.md");
    parse::parse(
        &file,
        &text(file.path()),
        &audiences(),
        "fr",
        &mut Diagnostics::default(),
    )
}

fn catalogue(path: &str) -> Catalogue {
    Catalogue::parse(&FileId::new(path), &text(path), &mut Diagnostics::default())
}

/// The article with the ids of its messages.
fn aligned() -> Article {
    let mut article = article();
    let segments = segment::segments(&mut article);
    let words: Vec<_> = segments.iter().map(align::segment_words).collect();
    let aligned = align::align(
        &segments,
        &words,
        Some(&catalogue("i18n/fr/trump-xi-ia.ftl")),
        &|_, _| 0,
    );
    let ids: Vec<String> = aligned.into_iter().map(|aligned| aligned.id).collect();
    segment::set_ids(&mut article, &ids);
    article
}

#[divan::bench]
fn parse_the_article(bencher: divan::Bencher) {
    let (file, text, audiences) = (
        FileId::new("a.md"),
        text("seeds/trump-xi-ia.md"),
        audiences(),
    );
    bencher.bench(|| parse::parse(&file, &text, &audiences, "fr", &mut Diagnostics::default()));
}

#[divan::bench]
fn parse_a_catalogue(bencher: divan::Bencher) {
    let (file, text) = (FileId::new("a.ftl"), text("i18n/en/trump-xi-ia.ftl"));
    bencher.bench(|| Catalogue::parse(&file, &text, &mut Diagnostics::default()));
}

#[divan::bench]
fn align_ids(bencher: divan::Bencher) {
    let segments = segment::segments(&mut article());
    let registry = catalogue("i18n/fr/trump-xi-ia.ftl");
    bencher.bench(|| {
        let words: Vec<_> = segments.iter().map(align::segment_words).collect();
        align::align(&segments, &words, Some(&registry), &|_, _| 0)
    });
}

#[divan::bench]
fn localize_into_english(bencher: divan::Bencher) {
    let article = aligned();
    let [french, english] = ["fr", "en"].map(|tag| Locale::parse(tag).expect("a tag"));
    let mut bundle = Bundle::new(&english);
    bundle.add(&catalogue("i18n/en/trump-xi-ia.ftl"));
    bencher.bench_local(|| {
        let mut values = values(&article.meta);
        localize::translation(
            &article,
            &french,
            &bundle,
            &mut values,
            &mut Diagnostics::default(),
        )
    });
}

#[divan::bench]
fn choose_sections(bencher: divan::Bencher) {
    let article = aligned();
    bencher.bench(|| {
        select(&article, "executive-summary", Format::Slides)
            .texts(false)
            .len()
    });
}

/// One artifact from files to bytes, with nothing remembered.
fn one(bencher: divan::Bencher, audience: &str, format: Format) {
    let request = Request {
        audiences: vec![audience.to_owned()],
        locales: vec!["fr".to_owned()],
        formats: vec![format],
        ..Request::default()
    };
    bencher
        .with_inputs(|| comemo::evict(0))
        .bench_values(|()| build(&request));
}

fn build(request: &Request) -> usize {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut session = Session::new(root).expect("the repository");
    let outcome = session.build(request, &|_, _| {});
    assert!(!outcome.diagnostics.has_errors());
    outcome.artifacts.len()
}

#[divan::bench(sample_count = 20)]
fn full_analysis_brief(bencher: divan::Bencher) {
    one(bencher, "full-analysis", Format::Brief);
}

#[divan::bench(sample_count = 20)]
fn full_analysis_slides(bencher: divan::Bencher) {
    one(bencher, "full-analysis", Format::Slides);
}

#[divan::bench(sample_count = 10)]
fn twelve_pdfs_cold(bencher: divan::Bencher) {
    bencher
        .with_inputs(|| comemo::evict(0))
        .bench_values(|()| build(&Request::default()));
}

#[divan::bench(sample_count = 10)]
fn twelve_pdfs_warm(bencher: divan::Bencher) {
    build(&Request::default());
    bencher.bench(|| build(&Request::default()));
}
