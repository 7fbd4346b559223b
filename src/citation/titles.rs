//! Titles that styles write in capitals or in small letters: what keeps its letters is held in braces, as hayagriva reads them.

use serde_yaml::{Mapping, Value};

/// Words in small letters behind the stop of a shortened word, as in `J. of Trains`, where hayagriva sees a new sentence.
const SMALL: [&str; 24] = [
    "a", "an", "and", "at", "by", "de", "der", "des", "di", "du", "et", "for", "für", "in", "la",
    "le", "of", "on", "or", "the", "to", "und", "with", "zur",
];

/// Holds words in the titles of a work and of what it is in.
pub fn hold(entry: &mut Mapping) {
    for (key, value) in entry.iter_mut() {
        match (key.as_str(), value) {
            (Some("title"), Value::String(title)) => *title = held(title),
            (Some("title"), Value::Mapping(forms)) => {
                for form in forms.values_mut() {
                    if let Value::String(title) = form {
                        *title = held(title);
                    }
                }
            }
            (Some("parent"), Value::Mapping(parent)) => hold(parent),
            (Some("parent"), Value::Sequence(parents)) => {
                parents
                    .iter_mut()
                    .filter_map(Value::as_mapping_mut)
                    .for_each(hold);
            }
            _ => {}
        }
    }
}

/// A title with the words in braces that keep their letters.
fn held(title: &str) -> String {
    let title = match title.contains('„') {
        true => title.to_owned(),
        // Quotes in quotes are set by the style, if it sees them.
        false => title.replace(['“', '”'], "\""),
    };
    let mut out = String::with_capacity(title.len());
    let mut depth = 0_usize;
    let mut is_behind_short = false;
    for word in title.split_inclusive(' ') {
        let is_open = depth > 0;
        depth = (depth + word.matches('{').count()).saturating_sub(word.matches('}').count());
        let is_of_word = |c: char| c.is_alphanumeric();
        let core = word.trim_matches(|c| !is_of_word(c));
        let is_free = !is_open && !word.contains(['{', '}', '$', '\\', '`']);
        let is_small = is_behind_short && SMALL.contains(&core) && word.starts_with(core);
        if is_free && !core.is_empty() && (keeps(core) || is_small) {
            out.push_str(&word.replacen(core, &format!("{{{core}}}"), 1));
        } else {
            out.push_str(word);
        }
        is_behind_short = word.trim_end().ends_with('.') && core.chars().count() <= 6;
    }
    out
}

/// Whether a word has a capital inside behind a small letter, as `iPhone` and `pH` have, or is a sign with a raised or lowered digit, such as `x²`.
fn keeps(word: &str) -> bool {
    let mut chars = word.chars();
    let is_small = chars.next().is_some_and(char::is_lowercase);
    let is_script = |c: char| "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉".contains(c);
    is_small && (word.contains(char::is_uppercase) || chars.next().is_some_and(is_script))
}
