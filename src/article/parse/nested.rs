//! Converts blocks that contain others: list items, terms, quotes and callouts.

use std::borrow::Cow;

use comrak::nodes::{AstNode, NodeValue};

use crate::article::ast::{Block, Callout, Inline, Item, Term, Text};
use crate::article::attribution::{attribution_in, begins_attribution, is_dash};
use crate::article::dates::number;
use crate::article::parse::parser::Parser;
use crate::article::spaces;
use crate::article::wrapped::is_paragraph;
use crate::origin::Origin;

impl Parser<'_> {
    /// Converts a list item. `[ ]` or `[x]` before its text makes it a task.
    pub(super) fn item<'a>(&mut self, node: &'a AstNode<'a>) -> Item {
        let boxes = [("[ ]", false), ("[x]", true), ("[X]", true)];
        let is_box = |rest: &str| rest.is_empty() || rest.starts_with(' ');
        let paragraph = node.first_child().filter(|first| is_paragraph(first));
        let task = paragraph.and_then(|paragraph| {
            let mut boxes = boxes.into_iter();
            boxes.find_map(|(sign, done)| strip(paragraph, sign, is_box).then_some(done))
        });
        let blocks = self.blocks(node);
        Item { task, blocks }
    }

    /// Converts a numbered list with items that are dates, each a paragraph: `3. Oktober 1990`. Others among them are lists, each with its own number. Whether there are any.
    pub(super) fn dated<'a>(&mut self, list: &'a AstNode<'a>, blocks: &mut Vec<Block>) -> bool {
        let dates = self.dates.among(list, self.text, &self.lines);
        let mut last = None;
        for (item, is_date) in list.children().zip(&dates) {
            if *is_date {
                self.date(item, blocks);
                last = None;
                continue;
            }
            let (next, item) = (number(item), self.item(item));
            match (last, blocks.last_mut()) {
                (Some(before), Some(Block::List { items, .. })) if next == Some(before + 1) => {
                    items.push(item)
                }
                _ => blocks.push(Block::List {
                    start: next,
                    bracket: false,
                    tight: false,
                    items: vec![item],
                }),
            }
            last = next;
        }
        !dates.is_empty()
    }

    /// Converts an item that is a date: its first paragraph begins with what Markdown takes for the marks of items.
    fn date<'a>(&mut self, item: &'a AstNode<'a>, blocks: &mut Vec<Block>) {
        let is_of_marks =
            |node: &AstNode| matches!(node.data().value, NodeValue::List(_) | NodeValue::Item(_));
        let start = self.origin(item).range.start;
        // `3. 10. 1990` is a list in a list.
        let mut inner = item;
        while let Some(first) = inner.first_child().filter(|first| is_of_marks(first)) {
            inner = first;
        }
        let known = blocks.len();
        let mut rest = Vec::new();
        for node in inner.ancestors().take_while(|node| !node.same_node(item)) {
            let behind = node.following_siblings().skip(1);
            rest.push(behind.collect::<Vec<_>>());
        }
        for child in inner.children().chain(rest.into_iter().flatten()) {
            self.block(child, blocks);
        }
        let written = inner
            .first_child()
            .map_or(self.origin(item).range.end, |first| {
                self.origin(first).range.start
            });
        let mark = self.text[start..written]
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        match blocks.get_mut(known) {
            Some(Block::Paragraph(text)) => {
                text.origin.range.start = start;
                match text.inlines.first_mut() {
                    Some(Inline::Text(words)) => words.insert_str(0, &format!("{mark} ")),
                    _ => text.inlines.insert(0, Inline::Text(format!("{mark} "))),
                }
            }
            _ => blocks.insert(
                known,
                Block::Paragraph(Text::new(vec![Inline::Text(mark)], self.origin(item))),
            ),
        }
    }

    /// Converts the terms of a description list. A description without a term belongs to the term before it.
    pub(super) fn terms<'a>(&mut self, list: &'a AstNode<'a>) -> Vec<Term> {
        let mut terms: Vec<Term> = Vec::new();
        for part in list.children().flat_map(|item| item.children()) {
            if matches!(part.data().value, NodeValue::DescriptionTerm) {
                // The label is the paragraph of the term.
                let paragraph = part.first_child().unwrap_or(part);
                let label = self.text(paragraph);
                let blocks = Vec::new();
                terms.push(Term { label, blocks });
            } else if let Some(term) = terms.last_mut() {
                term.blocks.extend(self.blocks(part));
            }
        }
        terms
    }

    pub(super) fn quote<'a>(&mut self, node: &'a AstNode<'a>) -> Block {
        if let Some((kind, title, blocks)) = self.callout(node) {
            if title.is_none() && blocks.is_empty() {
                let hint = "write what it holds, or delete it";
                self.unfit(&self.origin(node), "this callout is empty", hint);
            }
            return Block::Callout {
                kind,
                title,
                blocks,
            };
        }
        let last = node.last_child().filter(|last| is_paragraph(last));
        let by = last.and_then(|last| Some((last, attribution_in(last)?)));
        let mut blocks = Vec::new();
        for child in node.children() {
            match by.filter(|(last, _)| last.same_node(child)) {
                Some((last, end)) => {
                    let words = last.children().take_while(|child| !child.same_node(end));
                    let words = self.text_of(words, self.origin(last));
                    let name = last.children().skip_while(|child| !child.same_node(end));
                    let name = self.text_of(name.skip(1), self.origin(last));
                    blocks.extend([words, name].map(Block::Paragraph));
                }
                None => self.block(child, &mut blocks),
            }
        }
        let attribution = match blocks.last_mut() {
            Some(Block::Paragraph(text)) => match text.inlines.first_mut() {
                Some(Inline::Text(first)) if begins_attribution(first) => {
                    let words = first.trim_start_matches(|c| is_dash(c) || c == '-');
                    *first = words.trim_start().to_owned();
                    spaces::trim(&mut text.inlines);
                    Some(text.clone())
                }
                _ => None,
            },
            _ => None,
        };
        if attribution.is_some() {
            blocks.pop();
        }
        Block::Quote {
            blocks,
            attribution,
        }
    }

    /// Converts a quote that begins with `[!NOTE]` or another of GitHub's kinds. The rest of that line is the title.
    fn callout<'a>(
        &mut self,
        node: &'a AstNode<'a>,
    ) -> Option<(Callout, Option<Text>, Vec<Block>)> {
        let first = node.first_child().filter(|first| is_paragraph(first))?;
        let origin = self.origin(first);
        let written = &self.text[origin.range.clone()];
        let (word, _) = written.strip_prefix("[!")?.split_once(']')?;
        let mut kinds = Callout::ALL.into_iter();
        let kind = kinds.find(|kind| kind.name().eq_ignore_ascii_case(word))?;
        // Obsidian's sign for what is folded, which paper cannot be.
        let rest = written.get(word.len() + 3..).unwrap_or_default();
        let fold = rest
            .strip_prefix(['+', '-'])
            .filter(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace));
        let sign = &written[..word.len() + 3 + usize::from(fold.is_some())];
        if !strip(first, sign, |_| true) {
            return None;
        }
        let line = written.find('\n').unwrap_or(written.len());
        let start = origin.range.start;
        let of_title = Origin::new(self.file, start..start + line);
        let is_break =
            |n: &&AstNode| matches!(n.data().value, NodeValue::SoftBreak | NodeValue::LineBreak);
        let title = first.children().take_while(|n| !is_break(n));
        let title = self.text_of(title, of_title);
        let mut blocks = Vec::new();
        if line < written.len() {
            self.behind_title(first, start + line);
            self.block(first, &mut blocks);
        }
        for child in node.children().skip(1) {
            self.block(child, &mut blocks);
        }
        Some((kind, (!title.inlines.is_empty()).then_some(title), blocks))
    }
}

impl Parser<'_> {
    /// Cuts the first line, which ends at `line`, from a paragraph: the rest is one of its own, which may be an image or an equation.
    fn behind_title<'a>(&self, paragraph: &'a AstNode<'a>, line: usize) {
        let is_break =
            |n: &AstNode| matches!(n.data().value, NodeValue::SoftBreak | NodeValue::LineBreak);
        while let Some(first) = paragraph.first_child() {
            let is_last = is_break(first);
            first.detach();
            if is_last {
                break;
            }
        }
        // The next line begins with the marker of the quote.
        let is_word = |c: char| !c.is_whitespace() && c != '>';
        let rest = &self.text[line..];
        let words = rest.find(is_word).unwrap_or(0);
        let before = &rest[..words];
        let column = before.rfind('\n').map_or(0, |at| words - at);
        let start = &mut paragraph.data_mut().sourcepos.start;
        start.line += before.matches('\n').count();
        start.column = column;
    }
}

/// Removes `sign` from the start of a paragraph if the text after it satisfies `is_wanted`. An escaped sign does not
/// count.
fn strip<'a>(paragraph: &'a AstNode<'a>, sign: &str, is_wanted: impl Fn(&str) -> bool) -> bool {
    let Some(first) = paragraph.first_child() else {
        return false;
    };
    let mut data = first.data_mut();
    let rest = data.value.text().and_then(|text| text.strip_prefix(sign));
    let Some(rest) = rest.filter(|rest| is_wanted(rest)).map(str::to_owned) else {
        return false;
    };
    data.value = NodeValue::Text(Cow::Owned(rest));
    true
}
