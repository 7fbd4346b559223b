//! The state of the parser, and the conversion of nodes into texts and places.

use comrak::nodes::AstNode;

use crate::article::ast::{Footnote, Text};
use crate::article::dates::Dates;
use crate::article::inline::{self, NoteNames};
use crate::article::nodes;
use crate::article::source::{Source, node_origin};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::origin::{FileId, LineIndex, Origin};

/// The state of parsing an article. The other files of this folder add methods for sections and blocks.
pub(super) struct Parser<'p> {
    /// The article's file.
    pub(super) file: &'p FileId,
    /// Its content; all origins are ranges of it.
    pub(super) text: &'p str,
    /// The line index of the text.
    pub(super) lines: LineIndex,
    /// The audiences that a `:::` fence may name.
    pub(super) audiences: &'p [String],
    /// The dates of the article's language, which may look like numbered items.
    pub(super) dates: Dates,
    /// The footnotes that have been defined so far.
    pub(super) footnotes: Vec<Footnote>,
    /// The names of all footnotes in the article.
    pub(super) notes: NoteNames,
    /// Whether fences were reported that do not nest: what is left over of them is no finding.
    pub(super) misnested: bool,
    /// The findings.
    pub(super) out: &'p mut Diagnostics,
}

impl Parser<'_> {
    /// The text of a node, without white space at the ends.
    pub(super) fn text<'a>(&mut self, node: &'a AstNode<'a>) -> Text {
        self.text_of(node.children(), self.origin(node))
    }

    /// The text of several nodes, without white space at the ends. `origin` is the place of all of them.
    pub(super) fn text_of<'a>(
        &mut self,
        nodes: impl Iterator<Item = &'a AstNode<'a>>,
        origin: Origin,
    ) -> Text {
        let source = Source::nodes(origin.clone(), self.text, &self.lines);
        Text::new(nodes::read(nodes, &source, self.out), origin)
    }

    /// The text of markup that is not a node of its own, such as the title of an image.
    pub(super) fn message(&mut self, markup: &str, origin: Origin) -> Text {
        let source = Source::message(origin, self.text);
        inline::parse_text(markup, &self.notes, &source, self.out)
    }

    /// The place of a node.
    pub(super) fn origin(&self, node: &AstNode) -> Origin {
        node_origin(self.file, self.text, &self.lines, node)
    }

    /// The place of a 1-based line, without its end.
    pub(super) fn line(&self, line: usize) -> Origin {
        let from = self.lines.offset(self.text, line, 1);
        let length = self.text[from..].lines().next().map_or(0, str::len);
        Origin::new(self.file, from..from + length)
    }

    /// Where a node begins: what there is of its first line.
    pub(super) fn first_line(&self, node: &AstNode) -> Origin {
        let mut origin = self.origin(node);
        let written = &self.text[origin.range.clone()];
        let length = written.lines().next().map_or(0, str::len);
        origin.range.end = origin.range.start + length;
        origin
    }
}

/// The error for a paragraph that the line below it makes a heading: at that line.
pub(super) fn underlined(origin: &Origin, heading: &str) -> Diagnostic {
    let line = heading.trim_end();
    let line = line.rsplit('\n').next().unwrap_or_default().trim();
    let start = origin.range.start + heading.rfind(line).unwrap_or_default();
    let message = format!(
        "the line `{}` makes a heading of the paragraph above it",
        cut(line)
    );
    Diagnostic::new(Code::UnsupportedMarkdown, message)
        .at(Origin::new(&origin.file, start..start + line.len()))
        .hint("for a line between two parts, put an empty line before it")
        .hint("a heading begins with `# `, or with `## ` within another one")
}

/// A line of signs as messages show it.
fn cut(line: &str) -> &str {
    line.get(..10).unwrap_or(line)
}
