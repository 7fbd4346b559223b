//! Which message each segment of the article is: ids survive as long as their text does.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::article::segment::{Segment, slug, unique};
use crate::l10n::catalogue::{Catalogue, Message};

/// The ids of the segments, in their order.
///
/// A heading, a line of the front matter and a footnote have the id that their place gives them. Any
/// other segment keeps the id of a message with the same text, nearest to its place where several have
/// it; else it gets a new id, one that the registry has never given to other text.
pub fn align(segments: &[Segment], registry: Option<&Catalogue>) -> Vec<String> {
    let mut known: BTreeMap<Vec<(String, String)>, VecDeque<&str>> = BTreeMap::new();
    let mut taken: BTreeSet<String> = BTreeSet::new();
    if let Some(registry) = registry {
        for message in &registry.messages {
            taken.insert(message.id.clone());
            if let Some(words) = message_words(message) {
                known.entry(words).or_default().push_back(&message.id);
            }
        }
        taken.extend(registry.retired.keys().cloned());
    }
    let fixed = segments.iter().filter(|s| s.fixed);
    taken.extend(fixed.map(|s| s.prefix.clone()));

    let mut ids: Vec<Option<String>> = segments
        .iter()
        .map(|s| s.fixed.then(|| s.prefix.clone()))
        .collect();
    for only_at_its_place in [true, false] {
        for (id, segment) in ids.iter_mut().zip(segments) {
            if id.is_some() {
                continue;
            }
            let Some(candidates) = known.get_mut(&segment_words(segment)) else {
                continue;
            };
            let place = |candidate: &&str| {
                candidate
                    .strip_prefix(segment.prefix.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
            };
            let at = match only_at_its_place {
                true => candidates.iter().position(place),
                false => (!candidates.is_empty()).then_some(0),
            };
            *id = at.and_then(|at| candidates.remove(at)).map(str::to_owned);
        }
    }
    let fresh =
        |segment: &Segment, taken: &mut _| unique(&segment.prefix, &slug(&segment.words), taken);
    ids.into_iter()
        .zip(segments)
        .map(|(id, segment)| id.unwrap_or_else(|| fresh(segment, &mut taken)))
        .collect()
}

/// A segment's parts as they are compared: `""` names the value.
pub fn segment_words(segment: &Segment) -> Vec<(String, String)> {
    let parts = segment
        .parts
        .iter()
        .map(|(name, words)| (name.unwrap_or_default().to_owned(), fold(words)));
    sorted(parts.collect())
}

/// A message's parts as they are compared; `None` where it holds expressions.
pub fn message_words(message: &Message) -> Option<Vec<(String, String)>> {
    let mut parts = Vec::new();
    if message.has_value {
        parts.push((String::new(), fold(message.literal.as_ref()?)));
    }
    for (name, words) in &message.attributes {
        parts.push((name.clone(), fold(words.as_ref()?)));
    }
    Some(sorted(parts))
}

fn sorted(mut parts: Vec<(String, String)>) -> Vec<(String, String)> {
    parts.sort();
    parts
}

/// Text without what typography adds: no-break spaces, apostrophes, runs of spaces.
pub fn fold(words: &str) -> String {
    let plain = words.replace(['\u{A0}', '\u{202F}', '\u{2009}'], " ");
    let plain = plain.replace('\u{2019}', "'");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
