//! Checks of an article as a whole: ids, listed sections, footnotes.

use std::collections::{BTreeMap, BTreeSet};

use crate::article::ast::{Article, Section, walk};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::names;
use crate::origin::Origin;
use crate::yaml::nearest;

/// Reports duplicate ids, and audiences and sections in `audiences:` that do not exist. `line` returns the line of a
/// place.
pub fn ids(
    article: &Article,
    audiences: &[String],
    line: &dyn Fn(&Origin) -> usize,
    out: &mut Diagnostics,
) {
    let mut seen: BTreeMap<&str, &Section> = BTreeMap::new();
    for section in &article.sections {
        let id = section.id.as_str();
        let Some(first) = seen.get(id) else {
            seen.insert(id, section);
            continue;
        };
        let at = line(&first.origin);
        let message = match first.title {
            Some(_) => format!("the heading at line {at} has the id `{id}` already"),
            None => format!("`{id}` is the id of the text before the first heading, at line {at}"),
        };
        out.push(
            Diagnostic::new(Code::DuplicateId, message)
                .at(section.origin.clone())
                .hint("give every heading an id of its own"),
        );
    }
    element_ids(article, &seen, line, out);
    let ids: Vec<_> = article.sections.iter().filter(|s| s.explicit).collect();
    for (audience, listed) in &article.meta.audiences {
        if !audiences.contains(audience) {
            let origin = article.meta.audiences[audience]
                .first()
                .map(|(_, o)| o.clone());
            let message = format!("`audiences` lists `{audience}`, which no layout is for");
            let error = Diagnostic::new(Code::UnknownAudience, message)
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
            let error = Diagnostic::new(Code::UnknownSection, message).at(origin.clone());
            let near = nearest(id, ids.iter().map(|section| section.id.as_str()));
            out.push(error.hint(match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("give its heading the id: `# … {{#{id}}}`"),
            }));
        }
    }
}

/// Reports ids of tables and figures that sections or others have already. Bodies of one section may have the same one: an
/// artifact shows one of them.
fn element_ids(
    article: &Article,
    sections: &BTreeMap<&str, &Section>,
    line: &dyn Fn(&Origin) -> usize,
    out: &mut Diagnostics,
) {
    let mut seen: BTreeMap<&str, (usize, usize, &Origin)> = BTreeMap::new();
    let bodies = article.sections.iter().enumerate();
    let bodies = bodies.flat_map(|(rank, section)| {
        section
            .bodies()
            .enumerate()
            .map(move |(body, blocks)| (rank, body, blocks))
    });
    for (section, body, blocks) in bodies {
        let mut captions = Vec::new();
        walk(blocks, &mut |block| captions.extend(block.caption()));
        for caption in captions {
            let Some(id) = &caption.id else { continue };
            let message = match (sections.get(id.as_str()), seen.get(id.as_str())) {
                (Some(section), _) => {
                    let at = line(&section.origin);
                    format!("the section at line {at} has the id `{id}` already")
                }
                (None, Some((other, of, place))) if *other != section || *of == body => {
                    format!("`{id}` is an id at line {} already", line(place))
                }
                _ => {
                    seen.entry(id).or_insert((section, body, &caption.origin));
                    continue;
                }
            };
            out.push(
                Diagnostic::new(Code::DuplicateId, message)
                    .at(caption.origin.clone())
                    .hint("give every heading, table and figure an id of its own"),
            );
        }
    }
}

/// Reports footnotes that are defined twice or never referred to. `used` are folded names.
pub fn footnotes(
    article: &Article,
    used: &BTreeSet<String>,
    line: &dyn Fn(&Origin) -> usize,
    out: &mut Diagnostics,
) {
    let mut seen: BTreeMap<String, (&str, &Origin)> = BTreeMap::new();
    for note in &article.footnotes {
        let (name, origin) = (&note.name, &note.text.origin);
        let folded = names::folded(name);
        if let Some((first, place)) = seen.get(&folded) {
            let line = line(place);
            let message = format!("the footnote `[^{name}]` is defined at line {line} already");
            let error = Diagnostic::new(Code::DuplicateFootnote, message).at(origin.clone());
            out.push(match *first == name.as_str() {
                true => error.hint("give one of the two another name"),
                false => error.hint(format!("as `[^{first}]`: names match without case")),
            });
            continue;
        }
        if !used.contains(&folded) {
            let message = format!("nothing refers to the footnote `[^{name}]`");
            out.push(
                Diagnostic::new(Code::UnusedFootnote, message)
                    .at(origin.clone())
                    .hint("refer to it in the text, or delete it: it would not be printed"),
            );
        }
        seen.insert(folded, (name, origin));
    }
}

/// The error for an id that is not valid.
pub fn bad_id(id: &str, origin: &Origin) -> Diagnostic {
    Diagnostic::new(Code::BadId, format!("`{id}` cannot be an id"))
        .at(origin.clone())
        .hint("ids hold lower-case letters, digits and hyphens, and start with a letter")
}

/// Whether a word is a valid id: `[a-z][a-z0-9-]*`.
pub fn is_id(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(|c| c.is_ascii_lowercase())
        && chars.all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}
