//! Assigns an id to each segment: that of its message, a retired one that returns, or a new one.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::article::segment::{Segment, Wish};
use crate::l10n::align::pairs::Pairs;
use crate::l10n::message::Message;
use crate::names::Names;

/// The ids of the segments, parallel to `segments`. Segments with a message in the registry keep its id, those with the
/// highest `rank` first; the others get free ids in the order of the article file.
pub(super) fn ids(
    segments: &[Segment],
    messages: &[&Message],
    retired: &BTreeMap<String, String>,
    pairs: &Pairs,
    rank: &dyn Fn(usize) -> usize,
) -> Vec<String> {
    let mut known = Names::default();
    for id in messages.iter().map(|m| &m.id).chain(retired.keys()) {
        known.take(id);
    }
    let mut given = Names::default();
    let mut ids: Vec<Option<String>> = vec![None; segments.len()];
    for (at, segment) in segments.iter().enumerate() {
        if let Wish::Only(id) = &segment.wish {
            known.take(id);
            given.take(id);
            ids[at] = Some(id.clone());
        }
    }
    // In the order of the file, as bodies of a section may stand anywhere in it.
    let mut order: Vec<usize> = (0..segments.len())
        .filter(|at| ids[*at].is_none())
        .collect();
    order.sort_by_key(|at| segments[*at].origin.range.start);
    let is_free = |id: &str, at: usize, known: &Names, given: &Names| {
        // A retired id may be used again if an author wrote it, or if the text is that of the retired message.
        let returns = retired.get(id).is_some_and(|entry| {
            segments[at].wish.is_certain() || retired_words(entry) == in_short(&segments[at])
        });
        !given.has(id) && (!known.has(id) || returns)
    };
    let mut known_first = order.clone();
    known_first.sort_by_cached_key(|at| Reverse(rank(*at)));
    for &at in &known_first {
        let Some(message) = pairs.message_of[at] else {
            continue;
        };
        let was = messages[message].id.as_str();
        let id = match &segments[at].wish {
            Wish::Named { id, formerly, .. }
                if was != id
                    && formerly.as_deref() != Some(was)
                    && is_free(id, at, &known, &given) =>
            {
                id
            }
            _ => was,
        };
        // After a merge, two messages may have the same id.
        if given.take(id) {
            known.take(id);
            ids[at] = Some(id.to_owned());
        }
    }
    let returned = returned(retired, segments, pairs);
    for &at in order
        .iter()
        .filter(|at| ids[**at].is_none())
        .collect::<Vec<_>>()
    {
        let base = segments[at].base();
        let id = match returned.get(&at) {
            Some(id) if given.take(id) => id.clone(),
            _ if segments[at].wish.is_certain() && is_free(&base, at, &known, &given) => base,
            _ => known.give(&base),
        };
        known.take(&id);
        given.take(&id);
        ids[at] = Some(id);
    }
    ids.into_iter().flatten().collect()
}

/// How many words a text has at least that returns in another place: one of fewer may be another text.
const WORDS: usize = 4;

/// By segment index, the retired ids whose text is in the article again. Of equal texts, each gets one of its place, the first the first.
fn returned(
    retired: &BTreeMap<String, String>,
    segments: &[Segment],
    pairs: &Pairs,
) -> BTreeMap<usize, String> {
    let mut by_words: BTreeMap<&str, Vec<&String>> = BTreeMap::new();
    for (id, entry) in retired {
        by_words.entry(retired_words(entry)).or_default().push(id);
    }
    // `open-2` was given before `open-10`.
    for ids in by_words.values_mut() {
        ids.sort_by_key(|id| (id.len(), *id));
    }
    let missing = || (0..segments.len()).filter(|at| pairs.message_of[*at].is_none());
    let mut returned = BTreeMap::new();
    for is_of_place in [true, false] {
        for at in missing() {
            let words = in_short(&segments[at]);
            let is_long = words.split_whitespace().count() >= WORDS;
            let Some(ids) = by_words.get_mut(words.as_str()) else {
                continue;
            };
            let fits = |id: &&String| is_under(id, &segments[at].wish) || !is_of_place && is_long;
            if !returned.contains_key(&at)
                && let Some(rank) = ids.iter().position(fits)
            {
                returned.insert(at, ids.remove(rank).clone());
            }
        }
    }
    returned
}

/// Whether an id is one of the place of a text.
fn is_under(id: &str, wish: &Wish) -> bool {
    match wish {
        Wish::Only(own) | Wish::Named { id: own, .. } => id == own,
        Wish::Under(prefix) => id
            .strip_prefix(prefix.as_str())
            .is_some_and(|rest| rest.starts_with('-')),
    }
}

/// The text in the comment of a retired id, `id = words`.
fn retired_words(entry: &str) -> &str {
    entry.split_once(" = ").map_or("", |(_, words)| words)
}

/// The text of a segment on one line, as in the comment of a retired id.
pub fn in_short(segment: &Segment) -> String {
    let value = segment.parts.iter().find(|(name, _)| name.is_none());
    let words = value
        .or(segment.parts.first())
        .map_or("", |(_, words)| words);
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
