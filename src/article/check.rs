//! What can be wrong with an article as a whole: its ids, the sections it lists, its footnotes.

use std::collections::BTreeSet;

use crate::article::ast::Article;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::yaml::nearest;

/// Reports ids that are used twice, and `audiences` that name what is not there.
pub fn ids(article: &Article, audiences: &[String], out: &mut Diagnostics) {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for section in &article.sections {
        if !seen.insert(&section.id) {
            let message = format!("the id `{}` is used twice", section.id);
            out.push(
                Diagnostic::error("duplicate-id", message)
                    .at(section.origin.clone())
                    .hint("give every heading an id of its own"),
            );
        }
    }
    let ids: Vec<_> = article.sections.iter().filter(|s| s.explicit).collect();
    for (audience, listed) in &article.meta.audiences {
        if !audiences.contains(audience) {
            let origin = article.meta.audiences[audience]
                .first()
                .map(|(_, o)| o.clone());
            let message = format!("`audiences` lists `{audience}`, which no layout is for");
            let error = Diagnostic::error("unknown-audience", message)
                .at(origin.unwrap_or_else(|| article.meta.origin.clone()));
            let names = audiences.iter().map(String::as_str);
            out.push(error.hint(match nearest(audience, names) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("add the folder layouts/{audience}/"),
            }));
        }
        for (id, origin) in listed {
            if ids.iter().any(|section| section.id == *id) {
                continue;
            }
            let message = format!("no section has the id `{id}`");
            let error = Diagnostic::error("unknown-section", message).at(origin.clone());
            let near = nearest(id, ids.iter().map(|section| section.id.as_str()));
            out.push(error.hint(match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("give its heading the id: `# … {{#{id}}}`"),
            }));
        }
    }
}

/// Reports footnotes that are defined twice, or that nothing refers to.
pub fn footnotes(article: &Article, used: &BTreeSet<String>, out: &mut Diagnostics) {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for note in &article.footnotes {
        if !seen.insert(&note.name) {
            let message = format!("the footnote `[^{}]` is defined twice", note.name);
            let origin = note.text.origin.clone();
            out.push(Diagnostic::error("duplicate-footnote", message).at(origin));
        } else if !used.contains(&note.name) {
            let message = format!("nothing refers to the footnote `[^{}]`", note.name);
            out.push(
                Diagnostic::error("unused-footnote", message)
                    .at(note.text.origin.clone())
                    .hint("refer to it in the text, or delete it: it would not be printed"),
            );
        }
    }
}

/// Whether a word may be an id: `[a-z][a-z0-9-]*`.
pub fn is_id(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(|c| c.is_ascii_lowercase())
        && chars.all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}
