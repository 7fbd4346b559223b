//! Merge conflicts of git: both sides of every conflict, between `<<<<<<<`, `=======` and `>>>>>>>`.

use std::ops::Range;

const OURS: &str = "<<<<<<<";
const BASE: &str = "|||||||";
const THEIRS: &str = "=======";
const END: &str = ">>>>>>>";

/// A conflict in a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Conflict {
    /// From the first to the last marker, in whole lines.
    pub range: Range<usize>,
    /// The lines of the branch that was merged into (`HEAD`).
    pub ours: Range<usize>,
    /// The lines of the branch that was merged.
    pub theirs: Range<usize>,
}

/// The conflicts of a text, in order. Incomplete sets of markers are ignored. The base of `diff3` style is skipped.
pub fn find(text: &str) -> Vec<Conflict> {
    let mut all = Vec::new();
    // Most texts.
    if !text.contains(OURS) {
        return all;
    }
    let mut open: Option<(usize, usize, Option<usize>, Option<usize>)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        let is = |mark: &str| {
            line.strip_prefix(mark)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\r', '\n']))
        };
        if is(OURS) {
            open = Some((at, end, None, None));
        } else if let Some((start, ours, ours_end, theirs)) = &mut open {
            if is(BASE) && theirs.is_none() {
                ours_end.get_or_insert(at);
            } else if is(THEIRS) && theirs.is_none() {
                ours_end.get_or_insert(at);
                *theirs = Some(end);
            } else if is(END)
                && let (Some(ours_end), Some(theirs)) = (*ours_end, *theirs)
            {
                all.push(Conflict {
                    range: *start..end,
                    ours: *ours..ours_end,
                    theirs: theirs..at,
                });
                open = None;
            }
        }
        at = end;
    }
    all
}

/// The text of each branch: ours, theirs. `None` if there is no conflict.
pub fn sides(text: &str) -> Option<[String; 2]> {
    let conflicts = find(text);
    if conflicts.is_empty() {
        return None;
    }
    let side = |lines: fn(&Conflict) -> &Range<usize>| {
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for conflict in &conflicts {
            out.push_str(&text[at..conflict.range.start]);
            out.push_str(&text[lines(conflict).clone()]);
            at = conflict.range.end;
        }
        out.push_str(&text[at..]);
        out
    };
    Some([side(|c| &c.ours), side(|c| &c.theirs)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_are_found() {
        let text = "a\n<<<<<<< HEAD\nb\n||||||| base\nx\n=======\nc\nd\n>>>>>>> other\ne\n";
        let found = sides(text).expect("a conflict");
        assert_eq!(found, ["a\nb\ne\n", "a\nc\nd\ne\n"]);
        assert_eq!(sides("=======\na\n<<<<<<< b\n"), None);
    }
}
