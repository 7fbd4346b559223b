//! Differences between two texts: by words, and of sets of marks.

use similar::{Algorithm, DiffTag, capture_diff_slices};

/// The number of unchanged words shown on each side of a change.
const AROUND: usize = 4;

/// The new text with the changes marked in the format of git's word diff: `[-old-]`, `{+new+}`. Long unchanged passages
/// are shortened to `…`, and white space to single spaces.
pub fn words(old: &str, new: &str) -> String {
    let old: Vec<&str> = old.split_whitespace().collect();
    let new: Vec<&str> = new.split_whitespace().collect();
    let ops = capture_diff_slices(Algorithm::Myers, &old, &new);
    let last = ops.len().saturating_sub(1);
    let mut out: Vec<String> = Vec::new();
    for (at, op) in ops.iter().enumerate() {
        let (tag, was, is) = op.as_tag_tuple();
        let (was, is) = (&old[was], &new[is]);
        if tag == DiffTag::Equal {
            let before = if at == 0 { 0 } else { AROUND };
            let behind = if at == last { 0 } else { AROUND };
            if is.len() <= before + behind + 1 {
                out.extend(is.iter().map(|w| (*w).to_owned()));
            } else {
                out.extend(is[..before].iter().map(|w| (*w).to_owned()));
                out.push("…".to_owned());
                out.extend(is[is.len() - behind..].iter().map(|w| (*w).to_owned()));
            }
            continue;
        }
        let mut change = String::new();
        if !was.is_empty() {
            change.push_str(&format!("[-{}-]", was.join(" ")));
        }
        if !is.is_empty() {
            change.push_str(&format!("{{+{}+}}", is.join(" ")));
        }
        out.push(change);
    }
    out.join(" ")
}

/// What became of words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Change {
    /// They stand in both texts.
    Same,
    /// In the old one alone.
    Removed,
    /// In the new one alone.
    Added,
}

/// Both texts, word by word: all that is the same, removed or added, in the order of the new text.
pub fn changes(old: &str, new: &str) -> Vec<(Change, String)> {
    let old: Vec<&str> = old.split_whitespace().collect();
    let new: Vec<&str> = new.split_whitespace().collect();
    let mut all = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let (tag, was, is) = op.as_tag_tuple();
        let (was, is) = (old[was].join(" "), new[is].join(" "));
        match tag {
            DiffTag::Equal => all.push((Change::Same, is)),
            _ => all.extend([(Change::Removed, was), (Change::Added, is)]),
        }
    }
    all.retain(|(_, words)| !words.is_empty());
    all
}

/// The elements of a multiset that another one lacks.
pub fn lacking<'a>(all: &'a [String], others: &[String]) -> Vec<&'a str> {
    let mut others: Vec<&String> = others.iter().collect();
    let mut lacking = Vec::new();
    for one in all {
        match others.iter().position(|other| *other == one) {
            Some(at) => {
                others.swap_remove(at);
            }
            None => lacking.push(one.as_str()),
        }
    }
    lacking
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn changes_are_marked_and_the_rest_is_short() {
        assert_eq!(words("a b c", "a x c d"), "a [-b-]{+x+} c {+d+}");
        let long = "un deux trois quatre cinq six sept huit neuf dix onze douze";
        assert_eq!(
            words(long, &long.replace("douze", "treize")),
            "… huit neuf dix onze [-douze-]{+treize+}"
        );
        assert_eq!(words("", "a"), "{+a+}");
    }
}
