//! Finds the front matter of an article.

use std::borrow::Cow;
use std::ops::Range;

/// The front matter of a text, as byte ranges.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Front {
    /// There is none.
    Absent,
    /// The opening line; there is no closing line.
    Unclosed(Range<usize>),
    /// The YAML, and the end of the closing line.
    Closed(Range<usize>, usize),
}

impl Front {
    /// Finds it by Pandoc's rules: from a line `---` to a line `---` or `...`. White space after the signs and blank
    /// lines before the front matter are allowed.
    pub fn find(text: &str) -> Self {
        let mut at = 0;
        let mut lines = text.split_inclusive('\n').map(|line| {
            let range = at..at + line.len();
            at = range.end;
            (line.trim_end(), range)
        });
        let first = lines.by_ref().find(|(words, _)| !words.is_empty());
        let Some((_, first)) = first.filter(|(words, _)| *words == "---") else {
            return Self::Absent;
        };
        let mut rest = lines;
        match rest.find(|(words, _)| matches!(*words, "---" | "...")) {
            Some((_, last)) => Self::Closed(first.end..last.start, last.end),
            None => Self::Unclosed(first.start..first.start + 3),
        }
    }

    /// The text with the front matter blanked, so that all other bytes keep their index.
    pub fn hide<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match *self {
            Self::Closed(_, end) => {
                let blank = text[..end].bytes().map(|byte| match byte {
                    b'\n' | b'\r' => char::from(byte),
                    _ => ' ',
                });
                Cow::Owned(blank.collect::<String>() + &text[end..])
            }
            _ => Cow::Borrowed(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_signs_enclose_it() {
        for (text, yaml) in [
            ("---\ntitle: T\n---\n\nA", Some("title: T\n")),
            ("--- \r\ntitle: T\r\n---\t\r\nA", Some("title: T\r\n")),
            ("\n \n---\ntitle: T\n...", Some("title: T\n")),
            ("---\n---\n", Some("")),
            ("---\na: |\n  ---\n---\n", Some("a: |\n  ---\n")),
            ("----\ntitle: T\n----\n", None),
            ("A\n---\nB\n---\n", None),
            ("---title: T\n---\n", None),
            ("", None),
        ] {
            let front = Front::find(text);
            let found = match &front {
                Front::Closed(yaml, _) => Some(&text[yaml.clone()]),
                _ => None,
            };
            assert_eq!(found, yaml, "{text:?}");
            let hidden = front.hide(text);
            assert_eq!(hidden.matches('\n').count(), text.matches('\n').count());
            assert_eq!(hidden.len(), text.len());
        }
        assert_eq!(Front::find("\n---\ntitle: T\n"), Front::Unclosed(1..4));
    }
}
