//! Converts single blocks: paragraphs, figures, tables, code and footnotes.

use comrak::nodes::{AstNode, ListDelimType, ListType, NodeCodeBlock, NodeValue, TableAlignment};
use percent_encoding::percent_decode_str;

use crate::article::address::beside;
use crate::article::ast::{Align, Block, Footnote, Inline, Text};
use crate::article::html;
use crate::article::invisible;
use crate::article::leftover;
use crate::article::nodes::unsupported;
use crate::article::parse::parser::{Parser, underlined};
use crate::article::source::Source;
use crate::diagnostic::{Code, Diagnostic};
use crate::names;
use crate::origin::{FileId, Origin};

const FOOTNOTE: &str = "write all of it in one paragraph, with `<br>` where a line should begin; where it begins with a number, write `1\\.`";

impl Parser<'_> {
    /// Appends the block of a node. Unsupported nodes are reported.
    pub(super) fn block<'a>(&mut self, node: &'a AstNode<'a>, blocks: &mut Vec<Block>) {
        let data = node.data();
        let block = match &data.value {
            NodeValue::Paragraph if self.caption(node, blocks) => return,
            NodeValue::Paragraph => match self.figure(node).or_else(|| self.equation(node)) {
                Some(block) => block,
                None => match self.text(node) {
                    // The paragraph contains only comments.
                    text if text.inlines.is_empty() => return,
                    text => Block::Paragraph(text),
                },
            },
            NodeValue::List(_) if self.dated(node, blocks) => return,
            NodeValue::List(list) => Block::List {
                start: (list.list_type == ListType::Ordered).then_some(list.start),
                bracket: list.delimiter == ListDelimType::Paren,
                tight: list.tight,
                items: node.children().map(|item| self.item(item)).collect(),
            },
            NodeValue::DescriptionList => match self.captioned_figures(node) {
                Some(figures) => return blocks.extend(figures),
                None => {
                    self.check_caption_above(node);
                    Block::Terms(self.terms(node))
                }
            },
            NodeValue::BlockQuote => self.quote(node),
            NodeValue::Table(table) => self.table(node, &table.alignments),
            NodeValue::CodeBlock(code) => self.code(node, code),
            NodeValue::ThematicBreak => Block::Break,
            NodeValue::FootnoteDefinition(note) => return self.footnote(node, &note.name),
            NodeValue::BlockDirective(_) => return self.element(node, false, blocks),
            NodeValue::Heading(heading) => {
                let origin = self.origin(node);
                self.out.push(match heading.setext {
                    true => underlined(&origin, &self.text[origin.range.clone()]),
                    false => Diagnostic::new(Code::UnsupportedMarkdown, "a heading cannot stand inside another block")
                        .at(origin)
                        .hint("write its words in bold, `**Words**`, or let it begin at the start of a line of its own, outside of lists and quotes")
                        .hint("where readers should see the sign, write `\\#`"),
                });
                return;
            }
            NodeValue::HtmlBlock(block) => {
                let origin = self.line(data.sourcepos.start.line);
                match html::beside_comments(&block.literal).as_deref() {
                    Some("") => {}
                    Some(rest) => self.out.push(html::unsupported(rest, &origin)),
                    None => self.out.push(
                        Diagnostic::new(Code::UnsupportedMarkdown, "this comment is not closed")
                            .at(origin)
                            .hint("end it with `-->`: all that follows would be left out"),
                    ),
                }
                return;
            }
            other => {
                let name = other.xml_node_name().replace('_', " ");
                let origin = self.origin(node);
                self.out.push(unsupported(&name, &origin));
                return;
            }
        };
        blocks.push(block);
    }

    pub(super) fn blocks<'a>(&mut self, node: &'a AstNode<'a>) -> Vec<Block> {
        let mut blocks = Vec::new();
        for child in node.children() {
            self.block(child, &mut blocks);
        }
        blocks
    }

    fn table<'a>(&mut self, node: &'a AstNode<'a>, alignments: &[TableAlignment]) -> Block {
        let align = alignments.iter().map(|align| match align {
            TableAlignment::None => Align::Auto,
            TableAlignment::Left => Align::Start,
            TableAlignment::Center => Align::Center,
            TableAlignment::Right => Align::End,
        });
        let align: Vec<_> = align.collect();
        let (lines, below) = self.without_caption(node);
        self.check_rows(&lines);
        let mut rows = lines.into_iter().map(|row| {
            let cells = row.children().map(|cell| self.text(cell));
            let cells = cells.map(|text| (!text.inlines.is_empty()).then_some(text));
            cells.collect::<Vec<_>>()
        });
        let head = rows.next().unwrap_or_default();
        // A row with nothing but a comment is dropped.
        let is_row = |row: &Vec<Option<Text>>| row.iter().any(Option::is_some);
        let rows = rows.filter(is_row).collect();
        let mut table = Block::Table {
            align,
            head,
            rows,
            caption: None,
        };
        if let Some(below) = below {
            self.set_caption(&mut table, below);
        }
        table
    }

    /// The rows of a table, and the place of the caption below them, which is one more row for Markdown if there is no empty line
    /// before it.
    fn without_caption<'a>(
        &self,
        table: &'a AstNode<'a>,
    ) -> (Vec<&'a AstNode<'a>>, Option<Origin>) {
        let mut rows: Vec<_> = table.children().collect();
        let place = |row: &AstNode| self.line(row.data().sourcepos.start.line);
        let is_caption = |row: &&AstNode<'a>| {
            let place = place(row);
            !self.text[place.range.clone()].contains('|') && self.is_caption(&place)
        };
        let Some(first) = rows.iter().skip(1).position(is_caption) else {
            return (rows, None);
        };
        let below = rows.split_off(first + 1);
        let places = below.first().zip(below.last());
        let places = places.map(|(first, last)| (place(first), place(last)));
        let whole =
            places.map(|(first, last)| Origin::new(self.file, first.range.start..last.range.end));
        (rows, whole)
    }

    /// Reports the first line without a bar: a table ends at an empty line, so that a sentence below it is a row for Markdown.
    fn check_rows<'a>(&mut self, rows: &[&'a AstNode<'a>]) {
        let written = |row: &&AstNode<'a>| self.origin(row);
        let is_words = |place: &Origin| {
            let line = &self.text[place.range.clone()];
            !line.contains('|') && html::beside_comments(line).is_none_or(|rest| !rest.is_empty())
        };
        let Some(place) = rows.iter().skip(1).map(written).find(is_words) else {
            return;
        };
        let message = "this line is a row of the table above it, though it has no `|`";
        self.out
            .push(Diagnostic::new(Code::LineInTable, message).at(place).hint(
            "put an empty line below the table; where a row is meant, write a `|` for each column",
        ));
    }

    fn code<'a>(&mut self, node: &'a AstNode<'a>, code: &NodeCodeBlock) -> Block {
        let fence = self.line(node.data().sourcepos.start.line);
        leftover::check_code(&code.info, &fence, self.out);
        let origin = self.origin(node);
        let text = code.literal.trim_end_matches(['\n', '\r']);
        let source = Source::nodes(origin.clone(), self.text, &self.lines);
        invisible::check(text, &origin, &source, self.out);
        invisible::unpaired(&[Inline::Code(text.to_owned())], &source, self.out);
        Block::Code {
            lang: code.info.split_whitespace().next().map(str::to_owned),
            text: text.to_owned(),
            origin,
        }
    }

    /// Resolves a path relative to the article, or to the project root if it starts with `/`. It is percent-decoded.
    pub(super) fn resolve(&self, url: &str) -> FileId {
        let url = percent_decode_str(url).decode_utf8_lossy();
        beside(self.file, &url)
    }

    fn footnote<'a>(&mut self, node: &'a AstNode<'a>, name: &str) {
        let known = self.out.iter().count();
        let mut blocks = self.blocks(node);
        let origin = self.origin(node);
        if blocks.len() > 1 {
            let error = unsupported("a footnote of more than one paragraph", &origin);
            self.out.push(error.hint(FOOTNOTE));
        }
        match blocks.drain(..).next() {
            Some(Block::Paragraph(text)) => self.footnotes.push(Footnote {
                name: names::spaced(name),
                text,
            }),
            Some(_) => self
                .out
                .push(unsupported("a footnote that is not a paragraph", &origin).hint(FOOTNOTE)),
            // The content was reported.
            None if self.out.iter().count() > known => {}
            None => {
                let message = format!("the footnote `[^{name}]` has no text");
                self.out.push(
                    Diagnostic::new(Code::EmptyFootnote, message)
                        .at(origin)
                        .hint("write its text behind the colon, or delete it with its marks"),
                );
            }
        }
    }
}
