//! Whether an article cites only works that there are.

use std::collections::BTreeSet;

use hayagriva::types::Person;

use crate::article::ast::{Article, Inline, Text, pieces};
use crate::article::cite;
use crate::article::source::Source;
use crate::citation::probe::Editors;
use crate::citation::works::Works;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::origin::Origin;
use crate::yaml::nearest;

/// How many works a finding names in a list.
const SHOWN: usize = 4;

/// Reports the works that an article cites and its bibliography does not have. `file` is the content of the article's file.
pub fn keys(article: &Article, works: &Works, file: &str, out: &mut Diagnostics) {
    for text in article.texts() {
        of_text(text, works, file, out);
    }
}

/// Reports the works that one text cites and the bibliography does not have.
pub fn of_text(text: &Text, works: &Works, file: &str, out: &mut Diagnostics) {
    outside_brackets(text, works, file, out);
    let mut within = text.origin.clone();
    for key in cite::cited(&text.inlines) {
        let written = cite::written(key, false);
        let source = Source::message(text.origin.clone(), file);
        let place = source.find(&within, &written);
        if let Some(place) = &place {
            within.range.start = place.range.end;
        }
        if works.get(key).is_none() {
            let message = format!("the bibliography {} has no entry `{key}`", works.file);
            let error = Diagnostic::new(Code::UnknownWork, message)
                .at(place.unwrap_or_else(|| text.origin.clone()));
            out.push(match nearest(key, works.keys()) {
                Some(near) => error.hint(format!("did you mean `@{near}`?")),
                None => error.hint("add it there, or correct the key behind `@`"),
            });
        }
    }
}

/// A finding on the works that an article cites, that have editors and no authors, and that its style does not print rightly: at the first
/// of them.
pub fn edited(article: &Article, works: &Works, editors: Editors) -> Option<Diagnostic> {
    let (severity, what) = match editors {
        Editors::Right => return None,
        Editors::Misprinted => (
            Severity::Warning,
            "has their names in another form than the style asks for, and no “ed.”",
        ),
        Editors::Incomplete => (Severity::Error, "lacks their names, the title or the year"),
    };
    let texts = article.texts().into_iter();
    let keys: BTreeSet<&str> = texts.flat_map(|text| cite::cited(&text.inlines)).collect();
    let is_edited = |key: &&&str| {
        let work = works.get(key);
        let has = |names: Option<&[Person]>| names.is_some_and(|names| !names.is_empty());
        work.is_some_and(|work| !has(work.authors()) && has(work.editors()))
    };
    let mut keys: Vec<&str> = keys.iter().filter(is_edited).copied().collect();
    keys.sort_by_key(|key| works.place(key).range.start);
    let listed = listed(&keys);
    let message = format!("the entry of works with editors and no author {what}: {listed}");
    let finding = Diagnostic {
        severity,
        ..Diagnostic::new(Code::CitationStyle, message)
    };
    Some(finding.at(works.place(keys.first()?)).hint("this style is beyond what there is in this program: choose another, such as `apa`, `ieee`, `mla` or `harvard-cite-them-right`"))
}

/// Reports works that are named outside of brackets, as other tools allow: their keys would be printed.
fn outside_brackets(text: &Text, works: &Works, file: &str, out: &mut Diagnostics) {
    let is_key = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ':' | '.' | '+' | '/');
    pieces(&text.inlines, &mut |inline| {
        let Inline::Text(words) = inline else {
            return;
        };
        for (at, _) in words.match_indices('@') {
            let rest = &words[at + 1..];
            let end = rest.find(|c| !is_key(c)).unwrap_or(rest.len());
            let key = rest[..end].trim_end_matches(['.', ':', '/', '-']);
            let before = &words[..at];
            let is_word = !before.ends_with(char::is_alphanumeric);
            // What stands in brackets and is no citation was reported.
            let is_inside = before.rfind('[') > before.rfind(']');
            if !is_word || is_inside || works.get(key).is_none() {
                continue;
            }
            // The same work may be cited as it should be, before.
            let written = format!("@{key}");
            let range = text.origin.range.clone();
            let typed = file.get(range.clone()).unwrap_or_default();
            let mut places = typed.match_indices(&written).map(|(at, _)| at);
            let place = places.find(|at| typed[..*at].rfind('[') <= typed[..*at].rfind(']'));
            let place = place.map(|at| {
                let start = range.start + at;
                Origin::new(&text.origin.file, start..start + written.len())
            });
            let message =
                format!("`@{key}` stands outside of brackets, and is printed as it stands");
            out.push(
                Diagnostic::new(Code::BrokenCitation, message)
                    .at(place.unwrap_or_else(|| text.origin.clone()))
                    .hint(format!(
                        "write `[@{key}]`, or `[-@{key}]` behind the names of its authors"
                    )),
            );
        }
    });
}

/// An error for an article that cites works and names no bibliography, at the first of them.
pub fn none(article: &Article, file: &str) -> Option<Diagnostic> {
    let mut texts = article.texts().into_iter();
    let (text, key) = texts.find_map(|text| Some((text, *cite::cited(&text.inlines).first()?)))?;
    let source = Source::message(text.origin.clone(), file);
    let place = source.find(&text.origin, &cite::written(key, false));
    let message = format!("the article cites `{key}` and names no bibliography");
    Some(
        Diagnostic::new(Code::NoBibliography, message)
            .at(place.unwrap_or_else(|| text.origin.clone()))
            .hint("name its file in the front matter: `bibliography: refs.bib`")
            .hint("where readers should see it as it is, write `\\[@…]`"),
    )
}

/// A note on the works that nothing cites, at the first of them.
pub fn uncited(works: &Works, cited: &BTreeSet<&str>) -> Option<Diagnostic> {
    let mut keys: Vec<&str> = works.keys().filter(|key| !cited.contains(key)).collect();
    keys.sort_by_key(|key| works.place(key).range.start);
    let message = match &keys[..] {
        [] => return None,
        [one] => format!("nothing cites `{one}`"),
        [first, rest @ ..] => {
            let (count, listed) = (rest.len(), listed(rest));
            format!("nothing cites `{first}` and {count} more: {listed}")
        }
    };
    let note = Diagnostic::new(Code::UncitedWork, message).at(works.place(keys.first()?));
    Some(note.hint("a list has only what its document cites"))
}

/// The first of these keys, as findings name them.
fn listed(keys: &[&str]) -> String {
    let shown = keys.iter().take(SHOWN).map(|key| format!("`{key}`"));
    let more = (keys.len() > SHOWN).then(|| "…".to_owned());
    shown.chain(more).collect::<Vec<_>>().join(", ")
}
