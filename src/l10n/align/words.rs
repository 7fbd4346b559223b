//! The comparison of segments and messages: folded texts and their similarity.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::article::segment::Segment;
use crate::l10n::message::Message;

/// The text of a segment or a message for comparison: (attribute name, folded text), sorted. The value has the name
/// `""`.
pub type Words = Vec<(String, String)>;

/// The folded text of a segment.
pub fn segment_words(segment: &Segment) -> Words {
    let parts = segment
        .parts
        .iter()
        .map(|(name, words)| (name.unwrap_or_default().to_owned(), fold(words)));
    sorted(parts.collect())
}

/// The folded text of a message, with expressions in canonical form.
pub fn message_words(message: &Message) -> Words {
    let parts = message.parts.iter().map(|part| {
        let words = part.literal.as_ref().unwrap_or(&part.canonical);
        (part.name.clone(), fold(words))
    });
    sorted(parts.collect())
}

fn sorted(mut parts: Words) -> Words {
    parts.sort();
    parts
}

/// Replaces no-break and thin spaces by spaces and typographic apostrophes by straight ones, and collapses white space,
/// so that typographic differences do not count.
pub fn fold(words: &str) -> String {
    let mut folded = String::with_capacity(words.len());
    let mut is_apart = false;
    for c in words.chars() {
        // These spaces are white space too.
        if c.is_whitespace() {
            is_apart = !folded.is_empty();
            continue;
        }
        if is_apart {
            folded.push(' ');
            is_apart = false;
        }
        folded.push(if c == '\u{2019}' { '\'' } else { c });
    }
    folded
}

/// The similarity of two texts, 0–1: the share of words in common and in order, or for short texts the edit distance if
/// that gives more.
pub fn likeness(old: &Words, new: &Words) -> f64 {
    let join = |words: &Words| {
        words
            .iter()
            .map(|(_, w)| w.to_lowercase())
            .collect::<Vec<_>>()
            .join(" ")
    };
    let (old, new) = (join(old), join(new));
    let cut = |text: &str| -> Vec<String> {
        let parts = text.split(|c: char| !c.is_alphanumeric());
        parts.filter(|w| !w.is_empty()).map(str::to_owned).collect()
    };
    let (a, b) = (cut(&old), cut(&new));
    let total = a.len() + b.len();
    if total == 0 {
        return 0.0;
    }
    let equal: usize = capture_diff_slices(Algorithm::Myers, &a, &b)
        .iter()
        .map(|op| match op {
            DiffOp::Equal { len, .. } => *len,
            _ => 0,
        })
        .sum();
    let by_words = 2.0 * equal as f64 / total as f64;
    // The edit distance is meaningful for short texts only, such as one with a typing error.
    match total <= 16 {
        true => by_words.max(strsim::normalized_levenshtein(&old, &new)),
        false => by_words,
    }
}
