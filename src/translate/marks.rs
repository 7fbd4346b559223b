//! The marks of stale translations in a translator's file: comments that show what changed in the source text.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::l10n::align::Words;
use crate::translate::diff;
use crate::translate::lock;

/// The start of a mark's first line, before the message id.
const MARK: &str = "# stale: ";
/// The start of its further lines; an attribute's name follows the word.
const SOURCE: &str = "# source";
/// The word by which a mark is recognized in comments that an editor has wrapped or indented.
const WORD: &str = "stale:";
/// The comment at the head of a file with marks. If it is gone, comments were removed by a tool and not by a translator
/// who read the marks, so that no mark counts as removed.
const NOTE: [&str; 2] = [
    "# Where `# stale: …` stands above a translation, its source text has changed. When the translation is right for the new text, remove that mark.",
    "# Leave this comment, without which no mark counts as removed: `fluentpress sync` removes it together with the last mark.",
];
/// The words by which the note is recognized.
const KEY: &str = "without which no mark counts as removed";
/// The first of them.
const KEY_WORD: &str = "without";

/// A mark as `sync` writes it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mark {
    /// The id of the message.
    pub id: String,
    /// The bytes of its lines.
    pub range: Range<usize>,
    /// The bytes of the id.
    pub name: Range<usize>,
}

/// The marks of a file.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Marks {
    /// Those that stand as `sync` writes them, in file order.
    pub all: Vec<Mark>,
    /// The notes that stand as `sync` writes them, each with the blank line after it.
    pub notes: Vec<Range<usize>>,
    named: BTreeSet<String>,
    has_note: bool,
}

impl Marks {
    /// Finds the marks of a file. Comments that an editor has indented or wrapped count, wherever they stand.
    pub fn find(text: &str) -> Self {
        let mut found = Self::default();
        // Most files.
        if !text.contains(WORD) && !text.contains(KEY_WORD) {
            return found;
        }
        let mut comment: Vec<&str> = Vec::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let start = at;
            at += line.len();
            if line.trim_start().starts_with('#') {
                let words = line.split_whitespace().map(|w| w.trim_start_matches('#'));
                comment.extend(words.filter(|word| !word.is_empty()));
                found.line(text, start);
            } else {
                found.comment(&comment);
                comment.clear();
            }
        }
        found.comment(&comment);
        found
    }

    /// Whether a comment of the file is a mark of a message.
    pub fn names(&self, id: &str) -> bool {
        self.named.contains(id)
    }

    /// Whether the file has the note.
    pub fn has_note(&self) -> bool {
        self.has_note
    }

    /// Whether the mark of a message counts as standing: nobody removed it alone.
    pub fn stands(&self, id: &str) -> bool {
        !self.has_note || self.names(id)
    }

    /// Lets the mark of a message whose id changed count for its new id.
    pub fn rename(&mut self, was: &str, id: &str) {
        if self.names(was) {
            self.named.insert(id.to_owned());
        }
    }

    fn comment(&mut self, words: &[&str]) {
        for pair in words.windows(2).filter(|pair| pair[0] == WORD) {
            self.named.insert(pair[1].to_owned());
        }
        // Only comments that may hold the note are joined.
        self.has_note |= words.contains(&KEY_WORD) && words.join(" ").contains(KEY);
    }

    /// Keeps the mark or the note that starts at a line.
    fn line(&mut self, text: &str, start: usize) {
        let mut lines = text[start..].split_inclusive('\n');
        let Some(first) = lines.next() else { return };
        if let Some(rest) = first.strip_prefix(MARK) {
            let Some(id) = rest.split_whitespace().next() else {
                return;
            };
            let name = start + first.len() - rest.trim_start().len();
            let is_source = |line: &&str| {
                let rest = line.strip_prefix(SOURCE);
                rest.is_some_and(|rest| rest.starts_with([':', '.']))
            };
            let more: usize = lines.take_while(is_source).map(str::len).sum();
            self.all.push(Mark {
                id: id.to_owned(),
                range: start..start + first.len() + more,
                name: name..name + id.len(),
            });
        } else if first.trim_end() == NOTE[0]
            && let Some(second) = lines.next().filter(|line| line.trim_end() == NOTE[1])
        {
            let blank = lines.next().filter(|line| line.trim().is_empty());
            let end = start + first.len() + second.len() + blank.map_or(0, str::len);
            self.notes.push(start..end);
        }
    }
}

/// Whether a line is the first line of a mark.
pub fn is_heading(line: &str) -> bool {
    line.starts_with(MARK)
}

/// The lines of the note.
pub fn note() -> String {
    NOTE.join("\n") + "\n"
}

/// The lines of a mark: what changed in each part of the source text, word by word. `seen` is the text that the
/// translation was confirmed for, if known.
pub fn lines(id: &str, seen: Option<&str>, words: &Words) -> String {
    let mut out = format!("{MARK}{id}\n");
    for (name, change) in changes(seen, words) {
        let dot = if name.is_empty() { "" } else { "." };
        out.push_str(&format!("{SOURCE}{dot}{name}: {change}\n"));
    }
    out
}

/// The parts that changed, each with its difference.
fn changes(seen: Option<&str>, words: &Words) -> Vec<(String, String)> {
    let Some(seen) = seen else {
        return words.clone();
    };
    let mut old: BTreeMap<&str, &str> = lock::parts(seen);
    let mut all = Vec::new();
    for (name, new) in words {
        let old = old.remove(name.as_str()).unwrap_or_default();
        if old != new {
            all.push((name.clone(), diff::words(old, new)));
        }
    }
    let gone = old.into_iter().filter(|(_, old)| !old.is_empty());
    all.extend(gone.map(|(name, old)| (name.to_owned(), diff::words(old, ""))));
    if all.is_empty() {
        let back = "the text is again the one that was translated, but the translation has changed";
        all.push((String::new(), back.to_owned()));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_however_an_editor_wraps_them() {
        let words: Words = vec![
            (String::new(), "Un mot".to_owned()),
            ("label".to_owned(), "Nom".to_owned()),
        ];
        let mark = lines("a-b", Some("Le mot\n.label = Prénom"), &words);
        assert_eq!(
            mark,
            "# stale: a-b\n# source: [-Le-]{+Un+} mot\n# source.label: [-Prénom-]{+Nom+}\n"
        );
        let text = format!("### x\n\n{}\n# Note.\n{mark}a-b = A\n", note());
        let marks = Marks::find(&text);
        assert_eq!(marks.all.len(), 1);
        assert_eq!(&text[marks.all[0].range.clone()], mark);
        assert_eq!(&text[marks.all[0].name.clone()], "a-b");
        assert_eq!(&text[marks.notes[0].clone()], note() + "\n");
        assert!(marks.names("a-b") && marks.has_note() && !marks.stands("a"));
        for wrapped in [
            "# Note. stale:\n# a-b source: x\n\na-b = A\n",
            "  # stale: a-b\na-b = A\n",
            "# # stale: a-b source: x\r\na-b = A\n",
        ] {
            assert!(Marks::find(wrapped).names("a-b"), "{wrapped}");
        }
        let wrapped = text.replace(' ', "\n# ");
        assert!(Marks::find(&wrapped).has_note(), "{wrapped}");
        assert!(Marks::find("a = b\n").stands("a"));
    }
}
