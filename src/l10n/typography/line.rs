//! A text as one line of characters, with what the rules of all languages need to look at and change.

use crate::article::ast::Inline;

/// A no-break space as wide as a space between words.
pub const NBSP: char = '\u{A0}';
/// A narrow no-break space.
pub const NARROW: char = '\u{202F}';
/// Stands for what is not text: code, parameters. Punctuation after it is spaced as after a word.
pub const OPAQUE: char = '\u{FFFC}';
/// Enclose the value of a variable until its text is made pseudo: the value is none of its words.
pub const VALUE: [char; 2] = ['\u{E002}', '\u{E003}'];

/// A rule of a language.
pub type Rule = fn(&mut Line);

/// The characters of a text with the piece of text that each belongs to.
#[derive(Default)]
pub struct Line {
    /// The characters, with the piece of text that each belongs to.
    pub chars: Vec<(char, usize)>,
    pieces: usize,
}

/// What is not text belongs to no piece.
const NO_PIECE: usize = usize::MAX;

impl Line {
    /// Adds a text.
    pub fn read(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => {
                    self.chars.extend(text.chars().map(|c| (c, self.pieces)));
                    self.pieces += 1;
                }
                Inline::Emph(inner) | Inline::Strong(inner) => self.read(inner),
                Inline::Link { content, .. } => self.read(content),
                Inline::Code(_) | Inline::Param(_) => self.chars.push((OPAQUE, NO_PIECE)),
                Inline::Break => self.chars.push(('\n', NO_PIECE)),
                Inline::Footnote(_) => {}
            }
        }
    }

    /// Puts the characters back into the text.
    pub fn write(&self, inlines: &mut [Inline]) {
        let mut pieces = vec![String::new(); self.pieces];
        for (c, piece) in &self.chars {
            if let Some(piece) = pieces.get_mut(*piece) {
                piece.push(*c);
            }
        }
        put(inlines, &mut pieces.into_iter());
    }

    /// The character at an index.
    pub fn at(&self, index: usize) -> Option<char> {
        self.chars.get(index).map(|(c, _)| *c)
    }

    /// The character before an index.
    pub fn before(&self, index: usize) -> Option<char> {
        index.checked_sub(1).and_then(|at| self.at(at))
    }

    /// The spaces that end before an index: from where they start.
    pub fn spaces_before(&self, index: usize) -> usize {
        let mut start = index;
        while self.before(start).is_some_and(is_space) {
            start -= 1;
        }
        start
    }

    /// Puts one space, or none, in place of the spaces between two indexes; says how the length changed.
    pub fn set_space(&mut self, from: usize, to: usize, space: Option<char>) -> isize {
        let mut kept = self.chars.get(from).filter(|_| from < to).map(|(_, p)| *p);
        if kept.is_none_or(|piece| piece == NO_PIECE) {
            // A new space joins the text beside it.
            let neighbours = [from.checked_sub(1), Some(to)].into_iter().flatten();
            let pieces = neighbours.filter_map(|at| self.chars.get(at));
            kept = pieces.map(|(_, p)| *p).find(|piece| *piece != NO_PIECE);
        }
        let new = space.and_then(|space| kept.map(|piece| (space, piece)));
        let added = usize::from(new.is_some());
        self.chars.splice(from..to, new);
        added as isize - (to - from) as isize
    }

    /// Makes the space at an index one that does not break.
    pub fn glue(&mut self, index: usize) {
        if let Some((c, _)) = self.chars.get_mut(index)
            && *c == ' '
        {
            *c = NBSP;
        }
    }

    /// The word around an index, from space to space.
    pub fn token(&self, index: usize) -> String {
        let end = (index..self.chars.len())
            .find(|&at| self.at(at).is_some_and(char::is_whitespace))
            .unwrap_or(self.chars.len());
        let start = (0..index)
            .rev()
            .find(|&at| self.at(at).is_some_and(char::is_whitespace))
            .map_or(0, |at| at + 1);
        self.chars[start..end].iter().map(|(c, _)| c).collect()
    }

    /// Whether an index is inside an address, where nothing may change.
    pub fn in_address(&self, index: usize) -> bool {
        is_address(&self.token(index))
    }

    /// Whether a character stands for itself, and not for code, a parameter or a mark.
    pub fn is_text(c: char) -> bool {
        c != OPAQUE && !VALUE.contains(&c)
    }
}

fn put(inlines: &mut [Inline], pieces: &mut impl Iterator<Item = String>) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => *text = pieces.next().unwrap_or_default(),
            Inline::Emph(inner) | Inline::Strong(inner) => put(inner, pieces),
            Inline::Link { content, .. } => put(content, pieces),
            Inline::Code(_) | Inline::Param(_) | Inline::Break | Inline::Footnote(_) => {}
        }
    }
}

/// Whether a word is an address of the web or of mail.
pub fn is_address(word: &str) -> bool {
    word.contains("://") || word.starts_with("www.") || word.contains('@')
}

/// Whether it is a space that does not end a line of source.
pub fn is_space(c: char) -> bool {
    matches!(c, ' ' | NBSP | NARROW | '\u{2009}' | '\u{200A}')
}

/// Whether a sign after this character is one of a sentence.
pub fn ends_word(c: char) -> bool {
    c.is_alphanumeric()
        || c == VALUE[1]
        || matches!(
            c,
            OPAQUE | '»' | ')' | ']' | '”' | '’' | '%' | '°' | '€' | '$'
        )
}

/// Whether what follows it starts a word.
pub fn is_opening(c: char) -> bool {
    matches!(
        c,
        '(' | '[' | '{' | '«' | '“' | '‘' | '—' | '–' | '-' | '/' | '\n'
    )
}
