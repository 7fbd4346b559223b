//! The context of a straight quote: what stands on its sides, and the quotations that are open.

use crate::l10n::typography::line::Line;
use crate::l10n::typography::signs::{OPAQUE, VALUE, is_opening, is_space};

/// An open quotation: the sign that opened it, and whether it is nested.
pub struct Open {
    /// The sign.
    pub sign: char,
    /// Whether the quotation is nested.
    pub is_inner: bool,
}

/// The context of a sign.
pub struct Sides {
    /// The character before it.
    pub before: Option<char>,
    /// The character after it.
    pub after: Option<char>,
    /// Whether no word is directly before it.
    pub is_start: bool,
    /// Whether no word is directly after it.
    pub is_end: bool,
}

/// The role of a straight sign.
pub enum Set {
    /// It opens a quotation.
    Open,
    /// It closes one.
    Close,
    /// An apostrophe.
    Apostrophe,
    /// Minutes, seconds, feet or inches.
    Prime,
    /// Unknown: the sign is kept.
    Nothing,
}

impl Sides {
    /// The context of the sign at an index of a line.
    pub fn of(line: &Line, at: usize) -> Self {
        let (before, after) = (line.before(at), line.at(at + 1));
        let starts = |c: char| is_space(c) || is_opening(c) || c == VALUE[0];
        // After an elision, `l'"histoire"`, a quotation may open as after a space.
        let is_elided = matches!(before, Some('’' | '\''))
            && at
                .checked_sub(2)
                .and_then(|at| line.at(at))
                .is_some_and(has_apostrophe)
            && after.is_some_and(is_word);
        let ends = |c: char| c.is_whitespace() || c == VALUE[1] || is_closing(c);
        Self {
            before,
            after,
            is_start: before.is_none_or(starts) || is_elided,
            is_end: after.is_none_or(ends),
        }
    }
}

/// Whether a character is a letter or digit, or stands for text.
pub fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == OPAQUE || c == VALUE[0]
}

/// Whether an apostrophe may follow a character: a Latin, Greek, Cyrillic or Armenian letter, or one that stands for
/// text.
pub fn has_apostrophe(c: char) -> bool {
    let is_script = matches!(c, '\0'..='\u{58F}' | '\u{1E00}'..='\u{1FFF}');
    c.is_alphabetic() && is_script || c == OPAQUE || c == VALUE[1]
}

/// Whether a character can follow a word or a quotation.
fn is_closing(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | ')'
            | ']'
            | '}'
            | '»'
            | '›'
            | '”'
            | '’'
            | '.'
            | ','
            | ';'
            | ':'
            | '!'
            | '?'
            | '…'
            | '—'
            | '–'
    ) || matches!(
        c,
        '、' | '。'
            | '」'
            | '』'
            | '】'
            | '》'
            | '）'
            | '！'
            | '，'
            | '：'
            | '；'
            | '？'
            | '؟'
            | '،'
            | '؛'
            | '।'
            | '۔'
    )
}
