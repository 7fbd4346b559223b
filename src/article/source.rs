//! The origin of markup: places of its nodes, and of words inside them.

use comrak::nodes::{AstNode, Sourcepos};

use crate::origin::{FileId, LineIndex, Origin};
use crate::yaml::tree::Written;

/// The length in bytes of what precedes a message when it is parsed: a character of three bytes and a space.
const BEFORE: usize = 4;

/// The origin of the markup of a text.
#[derive(Clone)]
pub struct Source<'s> {
    /// The place of the text.
    pub origin: Origin,
    /// The range in which words are searched: for a part of a message, that part.
    pub within: Origin,
    /// The content of its file; empty if it is not available.
    pub file: &'s str,
    /// The line index of that file, if the nodes of the markup have places of their own in it.
    pub lines: Option<&'s LineIndex>,
    /// Characters with a meaning during processing, which are not reported as invisible.
    pub marks: &'s [char],
    /// For markup of which each byte has a place: the markup, and the index in it for each byte of the parsed line and
    /// for the line's end.
    pub written: Option<(&'s Written, &'s [usize])>,
}

impl<'s> Source<'s> {
    /// The origin of a message, or of a value of the front matter.
    pub fn message(origin: Origin, file: &'s str) -> Self {
        Self {
            within: origin.clone(),
            origin,
            file,
            lines: None,
            marks: &[],
            written: None,
        }
    }

    /// The origin of nodes of an article, which have places of their own. `origin` is the place of all of them.
    pub fn nodes(origin: Origin, file: &'s str, lines: &'s LineIndex) -> Self {
        Self {
            lines: Some(lines),
            ..Self::message(origin, file)
        }
    }

    /// The place of a node.
    pub fn of(&self, node: &AstNode) -> Origin {
        match self.lines {
            Some(lines) => node_origin(&self.origin.file, self.file, lines, node),
            None => self.of_message(node),
        }
    }

    fn of_message(&self, node: &AstNode) -> Origin {
        let Some((written, [offsets @ .., end])) = self.written else {
            return self.origin.clone();
        };
        let Sourcepos { start, end: last } = node.data().sourcepos;
        let offset = |column: usize| {
            let byte = column.saturating_sub(BEFORE);
            *offsets.get(byte).unwrap_or(end)
        };
        // The end column is that of the last byte.
        let from = offset(start.column.saturating_sub(1));
        written.origin(from..offset(last.column).max(from))
    }

    /// The range in which the words of a node at `origin` are searched.
    pub fn within(&self, origin: &Origin) -> Origin {
        match self.lines {
            Some(_) => origin.clone(),
            None => self.within.clone(),
        }
    }

    /// The place of words inside a range, if they are there verbatim.
    pub fn find(&self, within: &Origin, words: &str) -> Option<Origin> {
        let at = self.file.get(within.range.clone())?.find(words)?;
        let start = within.range.start + at;
        Some(Origin::new(&within.file, start..start + words.len()))
    }

    /// The place of words in the text, or that of the whole text.
    pub fn place(&self, words: &str) -> Origin {
        self.find(&self.within, words)
            .unwrap_or_else(|| self.origin.clone())
    }
}

/// The place of a node in a file.
pub fn node_origin(file: &FileId, text: &str, lines: &LineIndex, node: &AstNode) -> Origin {
    let Sourcepos { start, end } = node.data().sourcepos;
    let from = lines.offset(text, start.line, start.column);
    // The end column is that of the last byte; 0 for an empty line.
    let to = lines.offset(text, end.line, end.column + 1);
    Origin::new(file, from..to.max(from))
}
