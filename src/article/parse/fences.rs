//! Converts what stands between `:::` fences: bodies of sections, and elements such as boxes and columns.

use comrak::nodes::{AstNode, NodeBlockDirective, NodeValue};

use crate::article::ast::{Block, Callout, Inline, Text};
use crate::article::fence::{Element, is_narrow};
use crate::article::html;
use crate::article::parse::parser::Parser;
use crate::diagnostic::{Code, Diagnostic};
use crate::origin::Origin;

/// The fewest and the most columns side by side.
const COLUMNS: std::ops::RangeInclusive<usize> = 2..=3;

impl Parser<'_> {
    /// The blocks of a fence from its child `from` on. One that is not closed is reported; it ends at the first heading, if there is one.
    /// `swallowed` is whether an outer fence that is not closed has its closing line.
    pub(super) fn fenced<'a>(
        &mut self,
        node: &'a AstNode<'a>,
        swallowed: bool,
        from: usize,
    ) -> Vec<Block> {
        let data = node.data();
        let NodeValue::BlockDirective(directive) = &data.value else {
            return Vec::new();
        };
        let mut blocks = Vec::new();
        let mut heading = None;
        for child in node.children().skip(from) {
            if matches!(child.data().value, NodeValue::Heading(_)) {
                heading = Some(child.data().sourcepos.start.line);
                break;
            }
            self.block(child, &mut blocks);
        }
        // The closing line of a swallowed fence belongs to the fence that swallowed it.
        if heading.is_some() || (!self.is_closed(node, directive) && !swallowed) {
            let before = heading.map_or(String::new(), |line| {
                format!(" before the heading at line {line}")
            });
            self.unclosed(node, &before);
        }
        blocks
    }

    fn unclosed<'a>(&mut self, node: &'a AstNode<'a>, before: &str) {
        self.out.push(
            Diagnostic::new(
                Code::FenceUnclosed,
                format!("this `:::` is not closed{before}"),
            )
            .at(self.line(node.data().sourcepos.start.line))
            .hint("end the body with a line that holds only `:::`; headings stand outside"),
        );
    }

    fn is_closed<'a>(&self, node: &'a AstNode<'a>, directive: &NodeBlockDirective) -> bool {
        let lines = node.data().sourcepos;
        let end = self.line(lines.end.line);
        let closing = self.text[end.range].trim();
        lines.end.line > lines.start.line
            && closing.len() >= directive.fence_length
            && closing.bytes().all(|b| b == b':')
    }

    /// Appends the element of a fence, if it is one and may stand there; else reports it.
    pub(super) fn element<'a>(
        &mut self,
        node: &'a AstNode<'a>,
        swallowed: bool,
        blocks: &mut Vec<Block>,
    ) {
        let data = node.data();
        let NodeValue::BlockDirective(directive) = &data.value else {
            return;
        };
        let origin = self.line(data.sourcepos.start.line);
        let Some(element) = Element::of(&directive.info).filter(|_| stands_free(node)) else {
            let message = "a `:::` body cannot stand inside another block";
            let error = Diagnostic::new(Code::FenceNested, message).at(origin);
            self.out
                .push(error.hint("close the outer `:::` first, and start the line with `:::`"));
            return;
        };
        if let Some(outer) = outer(node) {
            if directive.fence_length >= outer.fence_length {
                return self.misnested(node, element, &outer);
            }
            if let Some(around) = Element::of(&outer.info).filter(|around| !element.fits(*around)) {
                let (name, around) = (element.name(), around.name());
                let message = format!("a `::: {name}` cannot stand inside of a `::: {around}`");
                let error = Diagnostic::new(Code::FenceNested, message).at(origin);
                self.out.push(error.hint("close the outer one first"));
                return;
            }
        }
        if element == Element::Column
            && outer(node).is_none_or(|it| Element::of(&it.info).is_none())
        {
            if !self.misnested {
                let message = "this `::: column` stands in no columns";
                let error = Diagnostic::new(Code::FenceNested, message).at(origin);
                self.out.push(error.hint(
                    "write `:::: columns` before the first one and `::::` behind the last one",
                ));
            }
            return;
        }
        match element {
            Element::Box => {
                let block = self.boxed(node, swallowed, &origin);
                blocks.extend(block);
            }
            Element::Figure => {
                let inner = self.fenced(node, swallowed, 0);
                match (self.key_figure(inner, &origin), blocks.last_mut()) {
                    (Some(term), Some(Block::KeyFigures(terms))) => terms.push(term),
                    (Some(term), _) => blocks.push(Block::KeyFigures(vec![term])),
                    (None, _) => {}
                }
            }
            Element::Columns => blocks.extend(self.columns(node, swallowed, &origin)),
            Element::Column => {}
        }
    }

    /// Reports a fence that has as many colons as the one around it, so that the next closing line closes both.
    fn misnested<'a>(
        &mut self,
        node: &'a AstNode<'a>,
        element: Element,
        outer: &NodeBlockDirective,
    ) {
        self.misnested = true;
        let line = node.data().sourcepos.start.line;
        if Element::of(&outer.info) == Some(element) {
            let Some(parent) = node.parent() else { return };
            return self.unclosed(parent, &format!(" before the one at line {line}"));
        }
        let outer = outer.info.trim();
        let name = element.name();
        let message = format!("this `::: {name}` has as many colons as the fence around it");
        self.out.push(
            Diagnostic::new(Code::FenceNested, message)
                .at(self.line(line))
                .hint(format!("a fence around others has more colons than they have: write `:::: {outer}` before and `::::` behind them")),
        );
    }

    /// A box. A heading, or a paragraph in strong type alone, that it begins with is its title.
    fn boxed<'a>(
        &mut self,
        node: &'a AstNode<'a>,
        swallowed: bool,
        origin: &Origin,
    ) -> Option<Block> {
        let heading = node.first_child().filter(|first| is_heading(first));
        let mut title = heading.map(|heading| self.text(heading));
        if let Some(heading) = heading
            && heading.data().attrs.is_some()
        {
            let message = "the title of a box has no attributes";
            let error = Diagnostic::new(Code::UnsupportedMarkdown, message);
            let place = self.origin(heading);
            self.out.push(error.at(place).hint("leave them out"));
        }
        let mut blocks = self.fenced(node, swallowed, usize::from(heading.is_some()));
        if title.is_none()
            && let Some(strong) = blocks.first().and_then(strong)
        {
            title = Some(strong);
            blocks.remove(0);
        }
        if title.is_none() && blocks.is_empty() {
            self.unfit(
                origin,
                "this box is empty",
                "write what it holds, or delete it",
            );
            return None;
        }
        let is_narrow = matches!(&node.data().value, NodeValue::BlockDirective(directive) if is_narrow(&directive.info));
        let kind = match is_narrow {
            true => Callout::NarrowBox,
            false => Callout::Box,
        };
        Some(Block::Callout {
            kind,
            title,
            blocks,
        })
    }

    /// The labelled point that a key figure is.
    fn key_figure(
        &mut self,
        mut blocks: Vec<Block>,
        origin: &Origin,
    ) -> Option<crate::article::ast::Term> {
        let count = blocks.iter().map(|block| match block {
            Block::Terms(terms) => terms.len(),
            _ => 0,
        });
        let count: usize = count.sum();
        match (blocks.pop(), count) {
            (Some(Block::Terms(mut terms)), 1) if blocks.is_empty() => terms.pop(),
            (_, 0) => {
                let hint = "write the number, and on the next line `: ` with what it says";
                self.unfit(origin, "this key figure has no labelled point", hint);
                None
            }
            (_, 1) => {
                let hint = "what else there is to say stands outside of it";
                self.unfit(
                    origin,
                    "this key figure holds more than a labelled point",
                    hint,
                );
                None
            }
            (_, count) => {
                let message = format!("this key figure has {count} labelled points");
                let hint = "write a `::: figure-of` for each: they stand side by side";
                self.unfit(origin, &message, hint);
                None
            }
        }
    }

    fn columns<'a>(
        &mut self,
        node: &'a AstNode<'a>,
        swallowed: bool,
        origin: &Origin,
    ) -> Option<Block> {
        let known = self.out.iter().count();
        let mut columns = Vec::new();
        for child in node.children() {
            let data = child.data();
            let line = self.line(data.sourcepos.start.line);
            match &data.value {
                NodeValue::BlockDirective(inner)
                    if Element::of(&inner.info) == Some(Element::Column) =>
                {
                    let NodeValue::BlockDirective(directive) = &node.data().value else {
                        return None;
                    };
                    if inner.fence_length >= directive.fence_length {
                        self.misnested(child, Element::Column, directive);
                        return None;
                    }
                    columns.push(self.fenced(child, false, 0));
                }
                NodeValue::HtmlBlock(block)
                    if html::beside_comments(&block.literal).as_deref() == Some("") => {}
                // Where the fence is not closed, it ends there.
                NodeValue::Heading(_) => {
                    let before =
                        format!(" before the heading at line {}", data.sourcepos.start.line);
                    self.unclosed(node, &before);
                    return None;
                }
                _ if self.misnested => return None,
                _ => {
                    let hint =
                        "write `::: column` before what stands in a column, and `:::` behind it";
                    self.unfit(&line, "this stands between columns, in none of them", hint);
                    return None;
                }
            }
        }
        let NodeValue::BlockDirective(directive) = &node.data().value else {
            return None;
        };
        if !self.is_closed(node, directive) && !swallowed {
            self.unclosed(node, "");
        }
        if self.out.iter().count() == known && !COLUMNS.contains(&columns.len()) {
            let message = match columns.len() {
                0 => "these columns are empty".to_owned(),
                1 => "this is one column".to_owned(),
                count => format!("these are {count} columns"),
            };
            let hint = "two or three columns stand side by side";
            self.unfit(origin, &message, hint);
        }
        Some(Block::Columns(columns)).filter(|_| self.out.iter().count() == known)
    }

    pub(super) fn unfit(&mut self, origin: &Origin, message: &str, hint: &str) {
        let error = Diagnostic::new(Code::FenceContent, message);
        self.out.push(error.at(origin.clone()).hint(hint));
    }
}

/// Whether a fence is an element that ends where it seems to: no heading inside of it shows that it was meant to end before.
pub(super) fn is_element<'a>(node: &'a AstNode<'a>) -> bool {
    let data = node.data();
    let NodeValue::BlockDirective(directive) = &data.value else {
        return false;
    };
    let Some(element) = Element::of(&directive.info) else {
        return false;
    };
    let from = titled(node, element);
    node.children()
        .skip(from)
        .all(|child| match &child.data().value {
            NodeValue::Heading(_) => false,
            NodeValue::BlockDirective(inner) if Element::of(&inner.info).is_some() => {
                is_element(child)
            }
            _ => true,
        })
}

/// How many blocks at the start of a fence are its title: a heading in a box.
pub(super) fn titled<'a>(node: &'a AstNode<'a>, element: Element) -> usize {
    let is_titled = element == Element::Box && node.first_child().is_some_and(is_heading);
    usize::from(is_titled)
}

fn is_heading<'a>(node: &'a AstNode<'a>) -> bool {
    matches!(node.data().value, NodeValue::Heading(_))
}

/// Whether nothing but fences stands around a fence.
fn stands_free<'a>(node: &'a AstNode<'a>) -> bool {
    node.ancestors().skip(1).all(|outer| {
        matches!(
            outer.data().value,
            NodeValue::Document | NodeValue::BlockDirective(_)
        )
    })
}

/// The fence around another one.
fn outer<'a>(node: &'a AstNode<'a>) -> Option<NodeBlockDirective> {
    match &node.parent()?.data().value {
        NodeValue::BlockDirective(directive) => Some((**directive).clone()),
        _ => None,
    }
}

/// The words of a paragraph in strong type alone.
fn strong(block: &Block) -> Option<Text> {
    let Block::Paragraph(text) = block else {
        return None;
    };
    match &text.inlines[..] {
        [Inline::Strong(inner)] => Some(Text {
            inlines: inner.clone(),
            ..text.clone()
        }),
        _ => None,
    }
}
