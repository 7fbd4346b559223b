//! Articles as Typst source: what people wrote stands in it as strings alone, and every string knows where it was written.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use fluentpress::brand::color::COLORS;
use fluentpress::diagnostic::Diagnostics;
use fluentpress::pipeline::build::plan::plan;
use fluentpress::pipeline::build::request::Request;
use typst::syntax::{LinkedNode, SyntaxKind, parse};

use super::project::Folder;
use super::{Target, files, markup, read, root, text};
use crate::edit::Corpus;

const SETTINGS: &str = "source: en\n";
const HEAD: &str = "---\ntitle: A title\ndate: 2025-11-01\n---\n\n";

/// The target.
pub fn target() -> Target {
    let folder = Folder::new(&["seeds/a.md", "seeds/figure.svg", "fluentpress.yaml"]);
    let names = names();
    Target {
        name: "lowering",
        corpus: Corpus {
            files: markup::corpus(),
            words: markup::WORDS,
            are_texts: true,
            most: 800,
        },
        run: Box::new(move |input| {
            // Without these, there is nothing to lower.
            let input = [HEAD.as_bytes(), input].concat();
            lowered(&folder, &input, &mut |source| {
                let errors = parse(source).errors_and_warnings().0;
                assert!(errors.is_empty(), "{errors:?}");
                let article = text(&input);
                for name in identifiers(source) {
                    let is_ours = names.contains(&name) || !article.contains(&name);
                    assert!(is_ours, "{name:?} became code");
                }
            });
        }),
    }
}

/// The words in the strings of the code that writes Typst source.
fn names() -> BTreeSet<String> {
    // Names of colours come from the settings, and those of values from labels.
    let mut all = BTreeSet::from(COLORS.map(str::to_owned));
    for labels in files(&["i18n/en/labels.ftl"]) {
        let labels = text(&labels).into_owned();
        let values = labels.split('$').skip(1);
        let name = |rest: &str| {
            rest.split(|c: char| !c.is_ascii_alphanumeric())
                .next()
                .map(str::to_owned)
        };
        all.extend(values.filter_map(name));
    }
    for file in sources(&root().join("src/lower")) {
        // Every other piece between quotes is in a string.
        for string in file.split('"').skip(1).step_by(2) {
            let words = string.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
            all.extend(words.map(str::to_owned));
        }
    }
    all
}

fn sources(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let read = |path: PathBuf| match path.is_dir() {
        true => sources(&path),
        false => vec![String::from_utf8_lossy(&read(&path)).into_owned()],
    };
    entries.flat_map(|entry| read(entry.path())).collect()
}

/// Lowers an article for all audiences.
fn lowered(folder: &Folder, article: &[u8], see: &mut dyn FnMut(&str)) {
    let files = [
        ("seeds/a.md", article),
        ("fluentpress.yaml", SETTINGS.as_bytes()),
    ];
    let session = folder.open(&files);
    let request = Request::default();
    let found = &mut Diagnostics::default();
    let project = session.sources().load(found);
    let prepared = session.prepare(&request, found);
    for plan in plan((project, session.families()), &prepared, &request, found) {
        let lowered = plan.lowered();
        for (range, written) in lowered.map.iter() {
            assert!(lowered.text.get(range.clone()).is_some(), "{range:?}");
            if written.origin.file.path() == "seeds/a.md" {
                let text = String::from_utf8_lossy(article);
                assert!(
                    text.get(written.origin.range.clone()).is_some(),
                    "{written:?}"
                );
            }
        }
        see(&lowered.text);
    }
}

/// The identifiers of a source.
fn identifiers(source: &str) -> BTreeSet<String> {
    let root = parse(source);
    let mut all = BTreeSet::new();
    collect(&LinkedNode::new(&root), &mut all);
    all
}

fn collect(node: &LinkedNode, all: &mut BTreeSet<String>) {
    let is_name = matches!(
        node.kind(),
        SyntaxKind::Ident | SyntaxKind::MathIdent | SyntaxKind::FieldAccess
    );
    if is_name {
        all.insert(node.leaf_text().to_string());
    }
    for child in node.children() {
        collect(&child, all);
    }
}
