//! Where markup was written: the places of its nodes, and of words inside them.

use comrak::nodes::{AstNode, Sourcepos};

use crate::origin::{FileId, LineIndex, Origin};

/// Where the markup of a text was written.
pub struct Source<'s> {
    /// The place of the text.
    pub origin: Origin,
    /// Where its words are looked for: for one part of a message, that part.
    pub within: Origin,
    /// The text of its file; empty where it is not at hand.
    pub file: &'s str,
    /// The lines of that file, where the nodes of the markup have places of their own in it.
    pub lines: Option<&'s LineIndex>,
    /// Characters that stand for something while a text is made, and are no fault.
    pub marks: &'s [char],
}

impl<'s> Source<'s> {
    /// A message, or a value of the front matter.
    pub fn message(origin: Origin, file: &'s str) -> Self {
        Self {
            within: origin.clone(),
            origin,
            file,
            lines: None,
            marks: &[],
        }
    }

    /// The place of a node.
    pub fn of(&self, node: &AstNode) -> Origin {
        match self.lines {
            Some(lines) => node_origin(&self.origin.file, self.file, lines, node),
            None => self.origin.clone(),
        }
    }

    /// Where the words of a node are looked for, of which this is the place.
    pub fn within(&self, origin: &Origin) -> Origin {
        match self.lines {
            Some(_) => origin.clone(),
            None => self.within.clone(),
        }
    }

    /// The place of words inside another one, if they stand there as they are.
    pub fn find(&self, within: &Origin, words: &str) -> Option<Origin> {
        let at = self.file.get(within.range.clone())?.find(words)?;
        let start = within.range.start + at;
        Some(Origin::new(&within.file, start..start + words.len()))
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
