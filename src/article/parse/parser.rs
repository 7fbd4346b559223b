//! What the parser holds while it reads an article, and how it makes texts and places of nodes.

use comrak::nodes::AstNode;

use crate::article::ast::{Footnote, Text};
use crate::article::inline::{self, NoteNames};
use crate::article::source::{Source, node_origin};
use crate::diagnostic::Diagnostics;
use crate::origin::{FileId, LineIndex, Origin};

/// One reading of one article. The other files of this folder add what it does with sections and blocks.
pub(super) struct Parser<'p> {
    /// The article's file.
    pub(super) file: &'p FileId,
    /// Its whole text, as it was read; all origins are ranges of it.
    pub(super) text: &'p str,
    /// The lines of the text.
    pub(super) lines: LineIndex,
    /// The audiences that a `:::` fence may name.
    pub(super) audiences: &'p [String],
    /// The footnotes that were defined so far.
    pub(super) footnotes: Vec<Footnote>,
    /// The names of all footnotes of the article.
    pub(super) notes: NoteNames,
    /// What was found.
    pub(super) out: &'p mut Diagnostics,
}

impl Parser<'_> {
    /// The text of a node, trimmed.
    pub(super) fn text<'a>(&mut self, node: &'a AstNode<'a>) -> Text {
        self.text_of(node.children(), self.origin(node))
    }

    /// The text of some nodes, trimmed; `origin` is the place of all of them.
    pub(super) fn text_of<'a>(
        &mut self,
        nodes: impl Iterator<Item = &'a AstNode<'a>>,
        origin: Origin,
    ) -> Text {
        let source = Source::nodes(origin.clone(), self.text, &self.lines);
        Text::new(inline::read(nodes, &source, self.out), origin)
    }

    /// The text that some markup is which is no node of its own, as the title of an image.
    pub(super) fn message(&mut self, markup: &str, origin: Origin) -> Text {
        let source = Source::message(origin, self.text);
        inline::parse_text(markup, &self.notes, &source, self.out)
    }

    /// The place of a node.
    pub(super) fn origin(&self, node: &AstNode) -> Origin {
        node_origin(self.file, self.text, &self.lines, node)
    }

    /// The place of a line, which is numbered from 1, without its end.
    pub(super) fn line(&self, line: usize) -> Origin {
        let from = self.lines.offset(self.text, line, 1);
        let length = self.text[from..].lines().next().map_or(0, str::len);
        Origin::new(self.file, from..from + length)
    }
}
