//! A text as one line of characters, with the queries and changes that the rules of all languages need.

use std::ops::Range;

use crate::article::ast::Inline;
use crate::l10n::typography::atoms;
use crate::l10n::typography::signs::{NBSP, OPAQUE, is_opening, is_space};

/// The characters of a text. Rules can read atoms, but changes to them are ignored.
#[derive(Default)]
pub struct Line {
    /// The characters, each with the index of the text piece that it belongs to.
    pub chars: Vec<(char, usize)>,
    /// For each character, whether it is part of an atom.
    atoms: Vec<bool>,
    /// The number of text pieces.
    pieces: usize,
    held: Held,
}

/// The characters that a line held at any time: those of ASCII by their code, others by the rest of a division by 128.
#[derive(Default)]
struct Held {
    ascii: u128,
    others: u128,
}

impl Held {
    fn add(&mut self, c: char) {
        let bit = 1 << (c as u32 % 128);
        match c.is_ascii() {
            true => self.ascii |= bit,
            false => self.others |= bit,
        }
    }

    fn has(&self, c: char) -> bool {
        let known = if c.is_ascii() {
            self.ascii
        } else {
            self.others
        };
        known >> (c as u32 % 128) & 1 == 1
    }
}

/// The piece index of anything that is not text.
const NO_PIECE: usize = usize::MAX;

impl Line {
    /// Reads the texts of an inline tree.
    pub fn read(inlines: &[Inline]) -> Self {
        let mut line = Self::default();
        line.add(inlines);
        line.scanned()
    }

    /// A line of characters with places; anything that is not text must be an `OPAQUE` with the place `usize::MAX`.
    pub fn of(chars: Vec<(char, usize)>) -> Self {
        let line = Self {
            chars,
            ..Self::default()
        };
        line.scanned()
    }

    /// The same line, with what is known of its characters.
    fn scanned(mut self) -> Self {
        self.atoms = atoms::find(&self.chars);
        for (c, _) in &self.chars {
            self.held.add(*c);
        }
        self
    }

    fn add(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => {
                    self.chars.reserve(text.len());
                    self.chars.extend(text.chars().map(|c| (c, self.pieces)));
                    self.pieces += 1;
                }
                Inline::Code(_)
                | Inline::Math(_)
                | Inline::Param(_)
                | Inline::Reference(_)
                | Inline::Source { .. } => {
                    self.chars.push((OPAQUE, NO_PIECE));
                }
                Inline::Break => self.chars.push(('\n', NO_PIECE)),
                // The rules of its own language apply to it.
                passage if passage.language().is_some() => self.chars.push((OPAQUE, NO_PIECE)),
                other => self.add(other.inner().unwrap_or_default()),
            }
        }
    }

    /// Writes the characters back to the texts of the same inline tree.
    pub fn write(&self, inlines: &mut [Inline]) {
        let mut pieces = vec![String::new(); self.pieces];
        for (c, piece) in &self.chars {
            if let Some(piece) = pieces.get_mut(*piece) {
                piece.push(*c);
            }
        }
        put(inlines, &mut pieces.into_iter());
    }

    /// Whether the character at an index is part of an atom.
    #[inline]
    pub fn is_atom(&self, index: usize) -> bool {
        self.atoms.get(index).is_some_and(|atom| *atom)
    }

    /// The character at an index, unless it is part of an atom.
    #[inline]
    pub fn sign(&self, index: usize) -> Option<char> {
        self.at(index).filter(|_| !self.is_atom(index))
    }

    /// The character at an index, in an atom or not.
    #[inline]
    pub fn at(&self, index: usize) -> Option<char> {
        self.chars.get(index).map(|(c, _)| *c)
    }

    /// Whether the line can hold one of these characters. Rules that need one are skipped without it, as most texts hold few signs.
    pub fn may_hold(&self, signs: &[char]) -> bool {
        signs.iter().any(|sign| self.held.has(*sign))
    }

    /// Whether the line can hold a digit.
    pub fn may_hold_digits(&self) -> bool {
        ('0'..='9').any(|digit| self.held.has(digit))
    }

    /// Whether a character stands twice in a row.
    pub fn repeats(&self, sign: char) -> bool {
        if !self.held.has(sign) {
            return false;
        }
        let mut pairs = self.chars.windows(2);
        pairs.any(|pair| pair[0].0 == sign && pair[1].0 == sign)
    }

    /// The character before an index.
    #[inline]
    pub fn before(&self, index: usize) -> Option<char> {
        index.checked_sub(1).and_then(|at| self.at(at))
    }

    /// The index where the run of spaces before an index starts, or the index itself.
    pub fn spaces_before(&self, index: usize) -> usize {
        let mut start = index;
        while self.before(start).is_some_and(is_space) {
            start -= 1;
        }
        start
    }

    /// Replaces the character at an index, unless it is part of an atom.
    pub fn replace(&mut self, index: usize, new: char) {
        if !self.is_atom(index)
            && let Some((c, _)) = self.chars.get_mut(index)
        {
            *c = new;
            self.held.add(new);
        }
    }

    /// Inserts a character before an index, in a text piece.
    pub fn insert(&mut self, index: usize, new: char, piece: usize) {
        self.held.add(new);
        self.chars.insert(index, (new, piece));
        self.atoms.insert(index.min(self.atoms.len()), false);
    }

    /// Removes characters, unless one of them is part of an atom.
    pub fn remove(&mut self, range: Range<usize>) {
        if !range.clone().any(|at| self.is_atom(at)) {
            self.atoms.drain(range.clone());
            self.chars.drain(range);
        }
    }

    /// Replaces the spaces between two indexes by one space or none, and returns the change in length. Atoms are kept.
    pub fn set_space(&mut self, from: usize, to: usize, space: Option<char>) -> isize {
        if (from..to).any(|at| self.is_atom(at)) {
            return 0;
        }
        let mut kept = self.chars.get(from).filter(|_| from < to).map(|(_, p)| *p);
        if kept.is_none_or(|piece| piece == NO_PIECE) {
            // A new space belongs to the sign that asks for it, and so stands on its side of a footnote's mark: to what opens, or else to what
            // stands behind it.
            let mut neighbours = [Some(to), from.checked_sub(1)];
            if self.before(from).is_some_and(is_opening) {
                neighbours.reverse();
            }
            let neighbours = neighbours.into_iter().flatten();
            let pieces = neighbours.filter_map(|at| self.chars.get(at));
            kept = pieces.map(|(_, p)| *p).find(|piece| *piece != NO_PIECE);
        }
        let new = space.and_then(|space| kept.map(|piece| (space, piece)));
        if let Some((space, _)) = new {
            self.held.add(space);
        }
        let added = usize::from(new.is_some());
        self.chars.splice(from..to, new);
        self.atoms.splice(from..to, new.map(|_| false));
        added as isize - (to - from) as isize
    }

    /// Turns an ordinary space at an index into a no-break space.
    pub fn glue(&mut self, index: usize) {
        if self.at(index) == Some(' ') {
            self.replace(index, NBSP);
        }
    }

    /// The word around an index, delimited by white space.
    pub fn token(&self, index: usize) -> String {
        let token = &self.chars[self.token_range(index)];
        token.iter().map(|(c, _)| c).collect()
    }

    /// The indexes of the word around an index.
    pub fn token_range(&self, index: usize) -> Range<usize> {
        let end = (index..self.chars.len())
            .find(|&at| self.at(at).is_some_and(char::is_whitespace))
            .unwrap_or(self.chars.len());
        let start = (0..index)
            .rev()
            .find(|&at| self.at(at).is_some_and(char::is_whitespace))
            .map_or(0, |at| at + 1);
        start..end
    }
}

fn put(inlines: &mut [Inline], pieces: &mut impl Iterator<Item = String>) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => *text = pieces.next().unwrap_or_default(),
            passage if passage.language().is_some() => {}
            other => put(other.inner_mut().map_or(&mut [][..], |inner| inner), pieces),
        }
    }
}
