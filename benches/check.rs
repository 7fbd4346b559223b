//! `check` on the project, and on catalogues of 2,000 and 20,000 messages: `cargo bench --bench check`.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use fluentpress::diagnostic::Diagnostics;
use fluentpress::pipeline::build::request::Request;
use fluentpress::pipeline::build::session::Session;
use fluentpress::pipeline::commands::ack::Ack;
use fluentpress::pipeline::commands::sync::run::Extras;

fn main() {
    divan::main();
}

/// Opens the project anew, with nothing remembered, and checks it.
fn check(root: &Path) -> Diagnostics {
    comemo::evict(0);
    let session = Session::new(root).expect("a project");
    let mut out = Diagnostics::default();
    session.check(&Request::default(), &mut out);
    out
}

#[divan::bench(sample_count = 20)]
fn the_project(bencher: divan::Bencher) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    assert!(check(root).is_empty());
    bencher.bench_local(|| check(root));
}

/// A project with so many messages, all translated and confirmed.
fn large(messages: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    for path in ["seeds", "i18n/en", "i18n/fr"] {
        fs::create_dir_all(root.join(path)).expect("a folder");
    }
    let mut article = "---\ntitle: Titre\ndate: 2025-11-01\n---\n".to_owned();
    for at in 2..=messages {
        let _ = write!(
            article,
            "\nLe paragraphe {at} dit « ceci » avec **force** : l’écart est de {at} % ?\n"
        );
    }
    let write = |path: &str, bytes: &[u8]| fs::write(root.join(path), bytes).expect("written");
    write(
        "fluentpress.yaml",
        b"source: fr\naudiences: [full-analysis]\n",
    );
    write("seeds/a.md", article.as_bytes());
    let sync = || {
        let session = Session::new(root).expect("a project");
        let mut out = Diagnostics::default();
        for (file, bytes) in session
            .sync(&Request::default(), Extras::default(), &mut out)
            .files
        {
            write(file.path(), &bytes);
        }
    };
    sync();
    let french = fs::read_to_string(root.join("i18n/fr/a.ftl")).expect("a catalogue");
    let english = french
        .replace("Le paragraphe", "Paragraph")
        .replace("dit « ceci »", "says “this”")
        .replace(
            "avec **force** : l’écart est de",
            "with **force**: the gap is",
        )
        .replace(" % ?", "%?")
        .replace("= Titre", "= The title");
    write("i18n/en/a.ftl", english.as_bytes());
    let session = Session::new(root).expect("a project");
    let mut out = Diagnostics::default();
    let right = Ack::AllUnconfirmed {
        locale: "en".to_owned(),
    };
    for (file, bytes) in session.ack(None, &right, &mut out).files {
        write(file.path(), &bytes);
    }
    let found = check(root);
    assert!(found.is_empty(), "{:?}", found.iter().next());
    folder
}

#[divan::bench(args = [2_000, 20_000], sample_count = 5)]
fn messages(bencher: divan::Bencher, count: usize) {
    let folder = large(count);
    bencher.bench_local(|| check(folder.path()));
}
