//! Labels as units: a selector of the source language has the variants that the other language needs, also where there is no translation.

use std::sync::Arc;

use crate::diagnostic::Diagnostics;
use crate::exchange::content;
use crate::exchange::pattern::{self, Piece, Select};
use crate::exchange::unit::{self, Unit};
use crate::l10n::align::message_words;
use crate::l10n::catalogue::Catalogue;
use crate::l10n::functions::number::CATEGORIES;
use crate::l10n::message::Message;
use crate::translate::blocks::{self, Why};
use crate::translate::lock::Digest;
use crate::translate::rewrite::{Place, Rewrite};
use crate::translate::state::State;

/// The name of the labels beside the articles.
pub const NAME: &str = "labels";
/// The heading of their units.
const SECTION: &str = "Labels";
/// A text that is to be filled in.
const EMPTY: &str = "{ \"\" }";

/// A label that is to be translated.
#[derive(Clone, Debug)]
pub struct Label {
    /// Its id.
    pub id: String,
    /// What the comment above it says.
    comment: String,
    /// The digest of its source text.
    digest: Digest,
    source: Tree,
    /// Its entry inside the program, if the language has one.
    pub default: Option<String>,
}

/// A pattern in which selectors are around whole texts.
#[derive(Clone, Debug)]
enum Tree {
    Text(Vec<Piece>),
    /// What stands before the arrow; then key, whether it is the default, and text.
    Select(String, Vec<(String, bool, Tree)>),
}

impl Label {
    /// A label with the source text that a catalogue has.
    pub fn new(catalogue: &Catalogue, message: &Message) -> Self {
        let entry = catalogue.entry(&message.id);
        let comment = entry.map(|entry| catalogue.comment(entry).join(" "));
        let range = message.part("").map(|part| part.range.clone());
        let pieces = range.map(|range| pattern::read(&catalogue.text, range));
        Self {
            id: message.id.clone(),
            comment: comment.unwrap_or_default(),
            digest: Digest::of(&message_words(message)),
            source: Tree::of(pieces.unwrap_or_default()),
            default: None,
        }
    }

    /// Its units in a catalogue that has it.
    pub fn units(&self, catalogue: &Catalogue) -> Vec<Unit> {
        let message = catalogue.message(&self.id);
        let Some(part) = message.and_then(|message| message.part("")) else {
            return Vec::new();
        };
        let mut notes = vec!["label".to_owned()];
        notes.extend(Some(self.comment.clone()).filter(|comment| !comment.is_empty()));
        let whole = Unit {
            id: self.id.clone(),
            message: self.id.clone(),
            part: String::new(),
            section: SECTION.to_owned(),
            state: State::Current,
            digest: self.digest.clone(),
            source: Vec::new(),
            target: None,
            before: None,
            notes,
            is_piece: false,
        };
        let mut all = Vec::new();
        let pieces = pattern::read(&catalogue.text, part.range.clone());
        unit::add(whole, part.range.clone(), &pieces, &mut all);
        // Where other variants have words, an empty one is meant to be empty.
        let is_begun = all.iter().any(|unit| unit.translation().is_some());
        for unit in &mut all {
            let keys = unit.id.split(':').skip(1);
            let keys = keys.map(|key| key.rsplit('.').next().unwrap_or(key));
            unit.source = content::of_pattern(self.source.text(&keys.collect::<Vec<_>>())).0;
            if unit.translation().is_none() && !is_begun {
                unit.state = State::Missing;
            }
        }
        all
    }
}

/// The labels file of a language with an entry for each of these labels that it lacks: that inside the program, else one with empty
/// texts, with a variant for each of the `categories` of its plurals.
pub fn completed<'l>(
    own: &Catalogue,
    labels: impl Iterator<Item = &'l Label>,
    categories: &[&str],
) -> Catalogue {
    let mut rewrite = Rewrite::new(&own.text);
    let asked = blocks::find(own);
    for label in labels.filter(|label| own.message(&label.id).is_none()) {
        let empty = || format!("{} = {}", label.id, label.source.empty(categories, 1));
        let entry = label.default.clone().unwrap_or_else(empty);
        let entry = format!("{}\n", entry.trim_end());
        let mut asked = asked.iter();
        match asked.find(|b| b.why == Why::Missing && b.id == label.id && b.digest.is_some()) {
            Some(block) => rewrite.replace(block.range.clone(), &entry),
            None => rewrite.insert(Place::Behind(own.text.len()), entry),
        }
    }
    let text = Arc::from(rewrite.finish());
    Catalogue::parse(&own.file, &text, &mut Diagnostics::default())
}

impl Tree {
    /// Text around a selector goes into its variants: translators get whole sentences.
    fn of(pieces: Vec<Piece>) -> Self {
        let select = pieces.iter().enumerate();
        let mut select = select.filter_map(|(at, piece)| match piece {
            Piece::Select(select) => Some((at, select.clone())),
            Piece::Text(_) | Piece::Placeable(_) => None,
        });
        let Some((
            at,
            Select {
                selector, variants, ..
            },
        )) = select.next()
        else {
            return Self::Text(pieces);
        };
        let variants = variants.into_iter().map(|variant| {
            let (before, after) = (&pieces[..at], &pieces[at + 1..]);
            let whole = [before, &variant.pattern, after].concat();
            (variant.key, variant.is_default, Self::of(whole))
        });
        Self::Select(selector, variants.collect())
    }

    /// The text of the variants with these keys; where there is none, of the default one.
    fn text(&self, keys: &[&str]) -> &[Piece] {
        match self {
            Self::Text(pieces) => pieces,
            Self::Select(_, variants) => {
                let (key, others) = keys.split_first().unwrap_or((&"", &[]));
                let named = variants.iter().find(|(name, ..)| name == key);
                let default = || variants.iter().find(|(_, is_default, _)| *is_default);
                let one = named.or_else(default);
                one.map_or(&[], |(.., inner)| inner.text(others))
            }
        }
    }

    /// A pattern without words, indented by this many steps.
    fn empty(&self, categories: &[&str], depth: usize) -> String {
        let Self::Select(selector, variants) = self else {
            return EMPTY.to_owned();
        };
        let keys: Vec<&str> = variants.iter().map(|(key, ..)| key.as_str()).collect();
        let default = variants.iter().find(|(_, is_default, _)| *is_default);
        let default = default.map_or("other", |(key, ..)| key.as_str());
        let is_number = |key: &&str| key.parse::<f64>().is_ok();
        let is_plural = keys
            .iter()
            .any(|key| *key != default && CATEGORIES.contains(key))
            && keys
                .iter()
                .all(|key| CATEGORIES.contains(key) || is_number(key));
        let inner = |key: &str| {
            let named = variants.iter().find(|(name, ..)| name == key);
            let named = named.or_else(|| variants.iter().find(|(_, is_default, _)| *is_default));
            named.map_or(EMPTY.to_owned(), |(.., inner)| {
                inner.empty(categories, depth + 1)
            })
        };
        let keys: Vec<&str> = match is_plural {
            true => {
                let known = CATEGORIES.into_iter();
                let known = known.filter(|key| categories.contains(key));
                keys.into_iter().filter(is_number).chain(known).collect()
            }
            false => keys,
        };
        if keys.len() == 1 {
            return inner(default);
        }
        let step = "    ".repeat(depth);
        let mut out = format!("{{ {selector} ->\n");
        for key in keys {
            let star = if key == default { "   *" } else { "    " };
            out.push_str(&format!("{step}{star}[{key}] {}\n", inner(key)));
        }
        out + &step + "}"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::origin::FileId;

    fn parse(text: &str) -> Catalogue {
        let mut out = Diagnostics::default();
        let catalogue = Catalogue::parse(&FileId::new("l.ftl"), &Arc::from(text), &mut out);
        assert!(out.is_empty(), "{text}: {out:?}");
        catalogue
    }

    #[test]
    fn a_label_has_the_variants_of_its_language() {
        let source = parse(
            "a = { $n ->\n    [one] { $n } minute\n   *[other] { $n } minutes\n }, { $t ->\n    [x] X\n   *[y] Y\n }\nb = :{ \" \" }\n",
        );
        let labels: Vec<_> = source
            .messages
            .iter()
            .map(|m| Label::new(&source, m))
            .collect();
        for (categories, expected) in [
            (
                &["few", "one", "other"][..],
                "a:one:x a:one:y a:few:x a:few:y a:other:x a:other:y b",
            ),
            (&["other"], "a:x a:y b"),
        ] {
            let done = completed(&parse("c = C\n"), labels.iter(), categories);
            let units: Vec<_> = labels.iter().flat_map(|label| label.units(&done)).collect();
            let ids: Vec<_> = units.iter().map(|unit| unit.id.as_str()).collect();
            assert_eq!(ids.join(" "), expected, "{}", done.text);
            assert!(units.iter().all(|unit| unit.state == State::Missing));
            let text = content::typed(&units[1].source);
            let plural = ["", "s"][usize::from(categories.len() == 1)];
            assert_eq!(text, format!("{{ $n }} minute{plural}, Y"));
            assert_eq!(content::typed(&units[units.len() - 1].source), ":{ \" \" }");
        }
    }
}
