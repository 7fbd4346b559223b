//! Applies the rules that need no source text to translations and to the article itself.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::l10n::message::OPAQUE;
use crate::l10n::splice::Edit;
use crate::origin::Origin;
use crate::translate::check::brackets;
use crate::translate::check::fault::{Fault, Text};
use crate::translate::check::finding::{Finding, Findings};
use crate::translate::check::language::Language;
use crate::translate::check::letters;
use crate::translate::check::line::{Line, NOWHERE};
use crate::translate::check::repeats;
use crate::translate::check::signs;
use crate::translate::check::text::{Pair, Side, Sides};

fn faults(text: &Text) -> Vec<Fault> {
    let mut out = Vec::new();
    repeats::doubled(text, &mut out);
    repeats::placeholder(text, &mut out);
    brackets::check(text, &mut out);
    signs::check(text, &mut out);
    letters::check(text, &mut out);
    out
}

/// Reports the faults of a part of a translation, at most one finding for each code.
pub fn check(pair: &Pair, sides: &Sides, out: &mut Findings) {
    let mut found: BTreeMap<Code, Vec<(Fault, &Line)>> = BTreeMap::new();
    for line in &sides.lines {
        for fault in faults(&text(pair, sides, line)) {
            found.entry(fault.code).or_default().push((fault, line));
        }
    }
    // A bracket may be opened before a selector, and closed behind it.
    let has_unbalanced = sides.lines.len() > 1 && found.contains_key(&Code::UnbalancedSigns);
    if has_unbalanced && brackets_of_whole(pair, sides).is_empty() {
        found.remove(&Code::UnbalancedSigns);
    }
    for faults in found.into_values() {
        let Some((first, line)) = faults.first() else {
            continue;
        };
        let place = bytes(line, first).unwrap_or(sides.part.range.clone());
        let message = format!(
            "`{}` {}{}",
            pair.name(sides.part),
            first.what,
            more(faults.len())
        );
        let warning = Diagnostic::new(first.code, message)
            .as_warning()
            .at(pair.at(place))
            .hint(&first.hint);
        let edits: Option<Vec<Edit>> = faults
            .iter()
            .map(|(fault, line)| Some(Edit::replace(bytes(line, fault)?, fault.with?)))
            .collect();
        out.push(Finding::mechanical(warning, edits.unwrap_or_default()));
    }
}

/// Reports brackets that are unbalanced with a certain variant only.
pub fn brackets_around(pair: &Pair, sides: &Sides, out: &mut Findings) {
    for fault in brackets_of_whole(pair, sides) {
        let message = format!("`{}` {}", pair.name(sides.part), fault.what);
        let warning = Diagnostic::new(fault.code, message)
            .as_warning()
            .at(pair.at(sides.part.range.clone()))
            .hint(fault.hint);
        out.push(Finding::new(warning));
    }
}

/// The brackets of the whole text that have no counterpart.
fn brackets_of_whole(pair: &Pair, sides: &Sides) -> Vec<Fault> {
    let line = line(&sides.here);
    let mut faults = Vec::new();
    brackets::check(&text(pair, sides, &line), &mut faults);
    faults
}

/// A line of a translation as the rules read it.
fn text<'a>(pair: &'a Pair, sides: &'a Sides, line: &'a Line) -> Text<'a> {
    let there = sides.there;
    Text {
        line,
        language: pair.language,
        source: there.map(|there| there.words.as_str()),
        source_has_entity: there.is_some_and(|there| there.has_entity),
    }
}

/// The faults of a text of the article, which is identified by `id` and was written at `origin` in the file `file`.
pub fn in_article(
    id: &str,
    side: &Side,
    origin: &Origin,
    file: &str,
    language: &Language,
) -> Vec<Diagnostic> {
    let line = line(side);
    let text = Text {
        line: &line,
        language,
        source: None,
        // In the article, what is left of an entity is leftover markup.
        source_has_entity: true,
    };
    let mut found: BTreeMap<Code, Vec<Fault>> = BTreeMap::new();
    for fault in faults(&text) {
        found.entry(fault.code).or_default().push(fault);
    }
    let say = |faults: Vec<Fault>| {
        let first = faults.first()?;
        let message = format!("the text {}{}", first.what, more(faults.len()));
        let written = text.slice(first.at.clone());
        let rank = text.slice(0..first.at.start).matches(&written).count();
        let within = file.get(origin.range.clone()).unwrap_or_default();
        let place = within.match_indices(&written).nth(rank).map(|(at, _)| {
            let start = origin.range.start + at;
            Origin::new(&origin.file, start..start + written.len())
        });
        let warning = Diagnostic::new(first.code, message).as_warning();
        Some(
            warning
                .at(place.unwrap_or_else(|| origin.clone()))
                .hint(format!("{}; the text is `{id}`", first.hint)),
        )
    };
    found.into_values().filter_map(say).collect()
}

fn more(count: usize) -> String {
    match count {
        1 => String::new(),
        n => format!(", and {} more", n - 1),
    }
}

/// The words of a text as a line without places.
fn line(side: &Side) -> Line {
    let place = |(at, c): (usize, char)| (c, if c == OPAQUE { NOWHERE } else { at });
    side.words.char_indices().map(place).collect()
}

/// The bytes of the file that a fault is about.
fn bytes(line: &Line, fault: &Fault) -> Option<std::ops::Range<usize>> {
    let chars = line.get(fault.at.clone())?;
    let known = || chars.iter().filter(|(_, place)| *place != NOWHERE);
    let (first, last) = (known().next()?, known().next_back()?);
    Some(first.1..last.1 + last.0.len_utf8())
}
