//! Writes texts of messages into a catalogue. All other bytes stay.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::l10n::catalogue::Catalogue;
use crate::translate::blocks::{self, Block, Why};
use crate::translate::rewrite::{Place, Rewrite};

/// A text that is to be written: the value of a message, or one of its attributes.
#[derive(Clone, Debug)]
pub struct Placed<'a> {
    /// The message.
    pub message: &'a str,
    /// The attribute; "" for the value.
    pub part: &'a str,
    /// The bytes of the text in the catalogue, where it has one.
    pub range: Option<Range<usize>>,
    /// The text as Fluent writes it. Lines behind the first one are indented.
    pub pattern: String,
}

/// The catalogue with these texts. `order` has the ids of all messages of the article: a message that is new stands behind the one that
/// precedes it there.
pub fn place(catalogue: &Catalogue, placed: &[Placed], order: &[&str]) -> String {
    let text = &catalogue.text;
    let mut rewrite = Rewrite::new(text);
    let mut fresh: BTreeMap<&str, Vec<&Placed>> = BTreeMap::new();
    for one in placed {
        let Placed {
            message,
            part,
            range,
            pattern,
        } = one;
        let entry = catalogue.message(message).and(catalogue.entry(message));
        match (range, entry) {
            (Some(range), _) => rewrite.replace(range.clone(), pattern),
            (None, None) => fresh.entry(message).or_default().push(one),
            (None, Some(entry)) if part.is_empty() => {
                let sign = text[entry.start..]
                    .find('=')
                    .map_or(entry.start, |at| entry.start + at + 1);
                rewrite.replace(sign..sign, &format!(" {pattern}"));
            }
            (None, Some(entry)) => {
                let end = entry.start + text[entry.start..entry.range.end].trim_end().len();
                rewrite.replace(end..end, &format!("\n    .{part} = {pattern}"));
            }
        }
    }
    let blocks = blocks::find(catalogue);
    let asked = |id: &str| {
        blocks
            .iter()
            .find(|block| block.why == Why::Missing && block.id == id)
    };
    let mut at = beginning(catalogue, order, &blocks);
    for id in order {
        let known = catalogue.message(id).and(catalogue.entry(id));
        let block = asked(id);
        if let Some(lines) = fresh.get(id) {
            let lines = entry(id, lines);
            match block {
                // One that a person has edited stays, for `sync` to deal with.
                Some(block) if block.digest.is_some() => {
                    rewrite.replace(block.range.clone(), &lines)
                }
                Some(block) => rewrite.insert(Place::Before(block.range.start), lines),
                None => rewrite.insert(at, lines),
            }
        }
        if let Some(end) = known
            .map(|entry| entry.range.end)
            .or(block.map(|block| block.range.end))
        {
            at = Place::Behind(end);
        }
    }
    rewrite.finish()
}

/// Where a message stands that no other precedes.
fn beginning(catalogue: &Catalogue, order: &[&str], blocks: &[Block]) -> Place {
    let entries = order
        .iter()
        .filter_map(|id| catalogue.message(id).and(catalogue.entry(id)));
    let entries = entries.map(|entry| entry.range.start);
    let asked = blocks.iter().filter(|block| block.why == Why::Missing);
    let first = entries.chain(asked.map(|block| block.range.start)).min();
    first.map_or(Place::Behind(catalogue.text.len()), Place::Before)
}

/// The entry of a message that is new.
fn entry(id: &str, texts: &[&Placed]) -> String {
    let value = texts.iter().find(|text| text.part.is_empty());
    let mut out = match value {
        Some(text) => format!("{id} = {}\n", text.pattern),
        None => format!("{id} =\n"),
    };
    for text in texts.iter().filter(|text| !text.part.is_empty()) {
        out.push_str(&format!("    .{} = {}\n", text.part, text.pattern));
    }
    out
}
