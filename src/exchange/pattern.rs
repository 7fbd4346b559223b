//! The pattern of a message, an attribute or a variant, as it stands in a `.ftl` file: text, placeables, selectors, each variant with its
//! bytes. The syntax tree of `fluent-syntax` has no places for braces, which a lossless edit needs.

use std::ops::Range;

use fluent_syntax::unicode::unescape_unicode_to_string;

/// A piece of a pattern.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Piece {
    /// Text, string literals included. A line end with the indentation after it is `\n`.
    Text(String),
    /// An expression in braces, as written.
    Placeable(String),
    /// A select expression.
    Select(Select),
}

/// A select expression.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Select {
    /// As written, with its braces.
    pub written: String,
    /// What stands before the arrow.
    pub selector: String,
    /// In file order.
    pub variants: Vec<Variant>,
}

/// A variant of a select expression.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Variant {
    /// The word or number between the brackets.
    pub key: String,
    /// Whether it is the one for all other values.
    pub is_default: bool,
    /// The bytes of its pattern, without white space around it.
    pub range: Range<usize>,
    /// Its pattern.
    pub pattern: Vec<Piece>,
}

/// Reads the pattern at `range` of a text that the Fluent parser accepted. Other texts give some pieces, too.
pub fn read(text: &str, range: Range<usize>) -> Vec<Piece> {
    let mut scan = Scan {
        text: text.get(..range.end).unwrap_or(text),
        at: range.start,
    };
    scan.pattern(false)
}

struct Scan<'t> {
    text: &'t str,
    at: usize,
}

impl Scan<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn skip_blank(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\n', '\r']).len();
    }

    /// Reads up to the end of the text; in a variant, up to the next variant or the closing brace.
    fn pattern(&mut self, is_variant: bool) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        while let Some(c) = self.peek() {
            let piece = match c {
                '{' => self.placeable(),
                '}' if is_variant => break,
                '\n' | '\r' => {
                    let start = self.at;
                    self.skip_blank();
                    let next = self.rest();
                    let is_end = next.starts_with(['}', '[']) || next.starts_with("*[");
                    if is_variant && is_end {
                        self.at = start;
                        break;
                    }
                    Piece::Text("\n".to_owned())
                }
                c => {
                    self.at += c.len_utf8();
                    Piece::Text(c.to_string())
                }
            };
            match (pieces.last_mut(), piece) {
                (Some(Piece::Text(before)), Piece::Text(text)) => before.push_str(&text),
                (_, piece) => pieces.push(piece),
            }
        }
        pieces
    }

    /// Reads an expression from its opening brace to behind its closing one.
    fn placeable(&mut self) -> Piece {
        let start = self.at;
        self.at += 1;
        let mut variants = None;
        let mut selector = String::new();
        while let Some(c) = self.peek() {
            match c {
                '"' => self.literal(),
                '{' => drop(self.placeable()),
                '}' => break,
                '-' if self.rest().starts_with("->") => {
                    selector = self.text[start + 1..self.at].trim().to_owned();
                    self.at += 2;
                    variants = Some(self.variants());
                }
                c => self.at += c.len_utf8(),
            }
        }
        let inner = self.text[start + 1..self.at].trim();
        let literal = inner
            .strip_prefix('"')
            .and_then(|inner| inner.strip_suffix('"'));
        let literal =
            literal.filter(|words| !words.replace("\\\\", "").replace("\\\"", "").contains('"'));
        let words = literal.map(|words| unescape_unicode_to_string(words).into_owned());
        self.at = (self.at + 1).min(self.text.len());
        let written = self.text[start..self.at].to_owned();
        match (variants, words) {
            (Some(variants), _) => Piece::Select(Select {
                written,
                selector,
                variants,
            }),
            (None, Some(words)) => Piece::Text(words),
            (None, None) => Piece::Placeable(written),
        }
    }

    fn literal(&mut self) {
        self.at += 1;
        while let Some(c) = self.peek() {
            self.at += c.len_utf8();
            match c {
                '"' | '\n' => return,
                '\\' => self.at += self.peek().map_or(0, char::len_utf8),
                _ => {}
            }
        }
    }

    fn variants(&mut self) -> Vec<Variant> {
        let mut all = Vec::new();
        loop {
            self.skip_blank();
            let is_default = self.peek() == Some('*');
            self.at += usize::from(is_default);
            if self.peek() != Some('[') {
                return all;
            }
            let rest = self.rest();
            let Some(end) = rest.find(']') else {
                self.at = self.text.len();
                return all;
            };
            let key = rest[1..end].trim().to_owned();
            self.at += end + 1;
            self.skip_blank();
            let start = self.at;
            let pattern = self.pattern(true);
            let end = start
                + self.text[start..self.at]
                    .trim_end_matches([' ', '\n', '\r'])
                    .len();
            all.push(Variant {
                key,
                is_default,
                range: start..end,
                pattern,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_know_their_bytes() {
        let text = "a { $n ->\n    [one] ein {\"}\"} \"Wort\"\n   *[other] { NUMBER($n, a: \"}\") }\n     Wörter\n  } b { \"{\" }";
        let pieces = read(text, 0..text.len());
        let Piece::Select(select) = &pieces[1] else {
            panic!("{pieces:?}");
        };
        assert_eq!(select.selector, "$n");
        let written: Vec<_> = select
            .variants
            .iter()
            .map(|v| &text[v.range.clone()])
            .collect();
        assert_eq!(
            written,
            [
                "ein {\"}\"} \"Wort\"",
                "{ NUMBER($n, a: \"}\") }\n     Wörter"
            ]
        );
        assert_eq!(
            select.variants[0].pattern,
            [Piece::Text("ein } \"Wort\"".to_owned())]
        );
        assert_eq!(
            select.variants[1].pattern[1],
            Piece::Text("\nWörter".to_owned())
        );
        assert_eq!(pieces[2], Piece::Text(" b {".to_owned()));
    }

    #[test]
    fn broken_patterns_end() {
        for text in [
            "{",
            "{ \"",
            "{ $n -> [a",
            "{ $n -> [a] b",
            "}",
            "{{{{",
            "{ \"\\",
        ] {
            read(text, 0..text.len());
        }
    }
}
