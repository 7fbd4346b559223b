//! Captions: a line `: words {#id source="…"}` below a table or a figure, and the attributes behind an image.

use comrak::nodes::{AstNode, NodeValue};

use crate::article::ast::{Block, Caption, Text};
use crate::article::attributes::{Attribute, Attributes};
use crate::article::chart::{CHART, KEYS};
use crate::article::check;
use crate::article::parse::parser::Parser;
use crate::diagnostic::{Code, Diagnostic};
use crate::origin::Origin;

/// What begins the line of a caption.
const SIGN: &str = ":";

/// The words of a caption line, and whether a text is one: they stand behind a colon and a space.
fn behind_sign(line: &str) -> Option<&str> {
    line.trim_start()
        .strip_prefix(SIGN)
        .filter(|words| words.starts_with(char::is_whitespace))
}

impl Parser<'_> {
    /// Takes a paragraph for the caption of the block before it, or for its attributes. False if it is neither.
    pub(super) fn caption<'a>(&mut self, node: &'a AstNode<'a>, blocks: &mut [Block]) -> bool {
        let origin = self.origin(node);
        let Some(block) = blocks.last_mut().filter(|_| self.is_caption(&origin)) else {
            return false;
        };
        let may_have_one = block.caption_mut().is_some();
        if may_have_one {
            self.set_caption(block, origin);
        }
        may_have_one
    }

    /// Converts the list that Markdown sees in an image with a caption line below. `None` for other lists.
    pub(super) fn captioned_figures<'a>(&mut self, list: &'a AstNode<'a>) -> Option<Vec<Block>> {
        let paragraph = |part: &'a AstNode<'a>| part.first_child();
        let parts = || list.children().flat_map(|item| item.children());
        let is_image = |part: &'a AstNode<'a>| {
            let first = paragraph(part).and_then(AstNode::first_child);
            first.is_some_and(|first| matches!(first.data().value, NodeValue::Image(_)))
        };
        if !parts().next().is_some_and(is_image) {
            return None;
        }
        let mut blocks = Vec::new();
        for part in parts() {
            if matches!(part.data().value, NodeValue::DescriptionTerm) {
                blocks.extend(paragraph(part).map(|node| match self.figure(node) {
                    Some(figure) => figure,
                    None => Block::Paragraph(self.text(node)),
                }));
                continue;
            }
            let mut rest = part.children().peekable();
            let first = rest.next_if(|node| matches!(node.data().value, NodeValue::Paragraph));
            if let Some((node, figure)) = first.zip(blocks.last_mut()) {
                let origin = self.origin(node);
                self.set_caption(figure, origin);
            }
            for node in rest {
                self.block(node, &mut blocks);
            }
        }
        Some(blocks)
    }

    /// Reports a definition that stands directly above a table: as other tools have captions there, it was meant for one.
    pub(super) fn check_caption_above<'a>(&mut self, list: &'a AstNode<'a>) {
        let is_table = list
            .next_sibling()
            .is_some_and(|next| matches!(next.data().value, NodeValue::Table(_)));
        // What ends a sentence is no term.
        let is_sentence = |term: &AstNode| {
            let written = self.text[self.origin(term).range].trim_end();
            written.ends_with(['.', '!', '?', ':', ';', ','])
        };
        let item = list.last_child().filter(|_| is_table);
        let is_meant = item
            .and_then(|item| item.first_child())
            .is_some_and(is_sentence);
        let details = item.and_then(|item| item.last_child());
        let Some(details) = details.filter(|_| is_meant) else {
            return;
        };
        let message = "this line is printed as a definition of the text above it, and looks like the caption of the table below";
        let warning = Diagnostic::new(Code::LeftoverMarkup, message).at(self.origin(details));
        self.out
            .push(warning.hint("the caption of a table stands below it"));
    }

    /// Whether the text at a place is a caption line, or attributes alone.
    pub(super) fn is_caption(&self, origin: &Origin) -> bool {
        let written = self.text[origin.range.clone()].trim();
        behind_sign(written).is_some() || Attributes::parse(written, origin.clone()).is_some()
    }

    /// Gives a block the caption that is written at a place.
    pub(super) fn set_caption(&mut self, block: &mut Block, mut origin: Origin) {
        let written = &self.text[origin.range.clone()];
        let words = behind_sign(written).unwrap_or(written).trim();
        origin.range.start += words.as_ptr() as usize - written.as_ptr() as usize;
        origin.range.end = origin.range.start + words.len();
        let (words, attributes) = Attributes::at_end(words, &origin);
        let words = words.trim_end();
        let place = Origin::new(
            self.file,
            origin.range.start..origin.range.start + words.len(),
        );
        let text = (!words.is_empty()).then(|| self.message(words, place));
        self.add_caption(block, text, attributes, &origin);
    }

    /// Adds the words and the attributes of a caption to those that a block has.
    pub(super) fn add_caption(
        &mut self,
        block: &mut Block,
        text: Option<Text>,
        attributes: Option<Attributes>,
        origin: &Origin,
    ) {
        let drawn = attributes.as_ref().filter(|found| found.has_class(CHART));
        if let Some(attributes) = drawn {
            self.draw(block, attributes);
        }
        let (what, classes, keys) = match block {
            // What has no type may be a table still.
            _ if drawn.is_some() => ("a chart", &[CHART][..], &KEYS[..]),
            Block::Chart(_) => ("a chart", &[][..], &["source"][..]),
            Block::Table { .. } => ("a table", &[][..], &["source"][..]),
            _ => ("an image", &[][..], &["source", "width"][..]),
        };
        let Some(slot) = block.caption_mut() else {
            return;
        };
        let mut caption = slot.take().unwrap_or_else(|| Caption {
            id: None,
            text: None,
            source: None,
            origin: origin.clone(),
        });
        if let Some(attributes) = &attributes {
            attributes.check(what, classes, keys, self.out);
        }
        let id = attributes.as_ref().and_then(|found| found.id.clone());
        let source = attributes.as_ref().and_then(|found| found.pair("source"));
        let repeated = [
            (caption.text.is_some() && text.is_some(), "caption"),
            (caption.id.is_some() && id.is_some(), "id"),
            (caption.source.is_some() && source.is_some(), "source"),
        ];
        for (_, name) in repeated.into_iter().filter(|(is_repeated, _)| *is_repeated) {
            self.out.push(
                Diagnostic::new(Code::CaptionRepeated, format!("{what} with two {name}s"))
                    .at(origin.clone())
                    .hint(format!("leave one of its {name}s out")),
            );
        }
        if let Some(Attribute { name, origin, .. }) = &id
            && !check::is_id(name)
        {
            self.out.push(check::bad_id(name, origin));
        }
        let source = source.map(|source| self.message(&source.value, source.origin.clone()));
        caption.id = caption.id.or(id.map(|id| id.name));
        caption.text = caption.text.or(text);
        caption.source = caption.source.or(source);
        let is_empty = caption.id.is_none() && caption.texts().next().is_none();
        *slot = (!is_empty).then_some(caption);
    }
}
