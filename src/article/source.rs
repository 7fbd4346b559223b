//! Where markup was written: the places of its nodes, and of words inside them.

use comrak::nodes::{AstNode, Sourcepos};

use crate::origin::{FileId, LineIndex, Origin};
use crate::yaml::tree::Written;

/// What stands before the markup of a message when it is parsed, in bytes: a character and a space.
const BEFORE: usize = 4;

/// Where the markup of a text was written.
#[derive(Clone)]
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
    /// For markup whose letters know their places: these, and for each byte of the line that is parsed, and its end, the byte
    /// of the markup.
    pub written: Option<(&'s Written, &'s [usize])>,
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
            written: None,
        }
    }

    /// Nodes of an article, which have places of their own; `origin` is that of all of them.
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
