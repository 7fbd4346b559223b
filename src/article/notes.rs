//! Detects footnotes that refer to each other in cycles or in long chains.

use std::collections::BTreeMap;

use crate::article::ast::{Article, Footnote, mentioned};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// The maximum length of a chain. The engine's stack use grows with each footnote.
const DEEPEST: usize = 50;

/// Reports cycles of footnotes, once for each cycle, and chains of more than 50.
pub fn check(article: &Article, out: &mut Diagnostics) {
    let mut notes: BTreeMap<&str, &Footnote> = BTreeMap::new();
    for note in &article.footnotes {
        notes.entry(&note.name).or_insert(note);
    }
    // The length of the longest chain that starts at each footnote, itself included; 0 while it is being computed.
    let mut depths: BTreeMap<&str, usize> = BTreeMap::new();
    for first in notes.keys() {
        walk(first, &notes, &mut depths, out);
    }
}

/// Visits a footnote and those that it refers to, depth first. Not recursive, as a chain may be longer than the stack.
fn walk<'a>(
    first: &'a str,
    notes: &BTreeMap<&'a str, &'a Footnote>,
    depths: &mut BTreeMap<&'a str, usize>,
    out: &mut Diagnostics,
) {
    if depths.contains_key(first) {
        return;
    }
    let inner = |name: &str| {
        notes
            .get(name)
            .map_or(Vec::new(), |note| mentioned(&[&note.text]))
    };
    let mut path: Vec<(&str, Vec<&str>)> = vec![(first, inner(first))];
    depths.insert(first, 0);
    while let Some((name, open)) = path.last_mut() {
        let name = *name;
        let Some(next) = open.pop() else {
            let depth = inner(name).iter().filter_map(|name| depths.get(name)).max();
            let depth = depth.map_or(1, |depth| depth + 1);
            depths.insert(name, depth);
            if depth == DEEPEST + 1 {
                out.push(too_deep(notes[name]));
            }
            path.pop();
            continue;
        };
        match depths.get(next) {
            None if notes.contains_key(next) => {
                depths.insert(next, 0);
                path.push((next, inner(next)));
            }
            Some(0) => {
                let from = path.iter().position(|(name, _)| *name == next);
                let circle: Vec<&str> = path[from.unwrap_or(0)..]
                    .iter()
                    .map(|(name, _)| *name)
                    .collect();
                out.push(in_circle(&circle, notes));
            }
            _ => {}
        }
    }
}

fn in_circle(circle: &[&str], notes: &BTreeMap<&str, &Footnote>) -> Diagnostic {
    // The message starts with the footnote that is defined first, so that it does not depend on the order of visits.
    let at = |name: &str| notes[name].text.origin.range.start;
    let first = (0..circle.len())
        .min_by_key(|rank| at(circle[*rank]))
        .unwrap_or(0);
    let names = circle[first..].iter().chain(&circle[..=first]);
    let names: Vec<String> = names.map(|name| format!("`[^{name}]`")).collect();
    let message = match circle {
        [name] => format!("the footnote `[^{name}]` refers to itself"),
        _ => format!(
            "footnotes refer to each other in a circle: {}",
            names.join(" → ")
        ),
    };
    Diagnostic::new(Code::CircularFootnote, message)
        .at(notes[circle[first]].text.origin.clone())
        .hint("take one of these references out")
}

fn too_deep(note: &Footnote) -> Diagnostic {
    let message = format!(
        "the footnote `[^{}]` begins a chain of more than {DEEPEST} footnotes inside each other",
        note.name
    );
    Diagnostic::new(Code::CircularFootnote, message)
        .at(note.text.origin.clone())
        .hint("refer to some of them in the text instead")
}
