//! The characters of a document that no font has, and scripts that only a font for code has.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::article::ast::{Block, Key, Section, Text, walk};
use crate::article::worded;
use crate::brand::Brand;
use crate::diagnostic::Diagnostics;
use crate::origin::{FileId, Origin};
use crate::pipeline::build::document::{Document, Prepared};
use crate::pipeline::build::session::Session;
use crate::translate::check::finding::Finding;
use crate::typeset::coverage::{Coverage, Printed, may_need_another_font, only_for_code};
use crate::vfs::Vfs;

/// Reports the characters of a document, its labels and the brand that no font has: file and id of each message, and the
/// finding.
pub fn check(
    vfs: &Vfs,
    document: &Document,
    brand: &Brand,
    coverage: &mut Coverage,
) -> Vec<(FileId, String, Finding)> {
    let article = &document.article;
    let mut printed: Vec<Printed> = article.texts().into_iter().map(message).collect();
    for blocks in article.sections.iter().flat_map(Section::bodies) {
        walk(blocks, &mut |block| {
            if let Block::Code { text, origin, .. } = block {
                printed.push(Printed {
                    name: None,
                    words: text.clone(),
                    origin,
                });
            }
        });
    }
    for author in &article.meta.authors {
        printed.push(Printed {
            name: None,
            words: author.name.clone(),
            origin: &author.origin,
        });
    }
    if let Some((name, origin)) = &brand.name {
        printed.push(Printed {
            name: None,
            words: name.clone(),
            origin,
        });
    }
    for text in [&document.imprint, &document.contact].into_iter().flatten() {
        printed.push(Printed {
            name: None,
            words: text.plain(),
            origin: &text.origin,
        });
    }
    // Labels hold values of the article, whose characters are reported where they are written.
    let used = worded::printed(article);
    let labels = document.labels.iter();
    let labels = labels.filter(|(id, _)| !worded::is_of_element(id) || used.contains(id));
    printed.extend(labels.map(|(_, text)| message(text)));
    let place = |text: &Printed, c: char| exact(vfs, text.origin, c);
    let found = coverage.check(&printed, place);
    let found = printed.iter().zip(found).filter(|(_, all)| !all.is_empty());
    let found = found.flat_map(|(text, all)| {
        let id = match &text.name {
            Some(name) => name.split('.').next().unwrap_or_default().to_owned(),
            None => Key::of_code(text.origin),
        };
        let file = &text.origin.file;
        all.into_iter()
            .map(move |found| (file.clone(), id.clone(), Finding::new(found)))
    });
    found.collect()
}

impl Session {
    /// Reports scripts of which only a font for code has letters: once for each script, at the first text in it.
    pub fn check_scripts(&self, prepared: &[Prepared], out: &mut Diagnostics) {
        let documents = prepared.iter().flat_map(|prepared| &prepared.documents);
        let documents = documents.filter(|document| document.locale.pseudo().is_none());
        let (mut known, mut scripts) = (BTreeSet::new(), BTreeSet::new());
        for document in documents {
            let texts = document.article.texts();
            let texts = texts
                .par_iter()
                .map(|text| (letters(&text.plain()), &text.origin));
            // Most texts have none.
            let texts: Vec<_> = texts.filter(|(letters, _)| !letters.is_empty()).collect();
            let authors = document.article.meta.authors.iter();
            let names = authors.map(|author| (letters(&author.name), &author.origin));
            for (letters, origin) in texts.into_iter().chain(names) {
                for c in letters.into_iter().filter(|c| known.insert(*c)) {
                    let found = only_for_code(self.engine().fonts().book(), c);
                    if let Some((_, warning)) = found.filter(|(script, _)| scripts.insert(*script))
                    {
                        out.push(warning.at(exact(self.vfs(), origin, c)));
                    }
                }
            }
        }
    }
}

/// The letters of a text that its fonts may lack.
fn letters(words: &str) -> BTreeSet<char> {
    words.chars().filter(may_need_another_font).collect()
}

fn message(text: &Text) -> Printed<'_> {
    Printed {
        name: Some(text.key.to_string()),
        words: text.plain(),
        origin: &text.origin,
    }
}

/// The place of a character in what was written; the whole where it is written in another way, as an escape.
fn exact(vfs: &Vfs, origin: &Origin, c: char) -> Origin {
    let text = vfs.quoted(&origin.file);
    let written = text
        .as_ref()
        .and_then(|text| text.text().get(origin.range.clone()));
    let written = written.unwrap_or_default();
    match written.find(c) {
        Some(at) => {
            let start = origin.range.start + at;
            Origin::new(&origin.file, start..start + c.len_utf8())
        }
        None => origin.clone(),
    }
}
