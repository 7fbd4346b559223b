//! Converts sections: headings with their ids, default bodies, and variants between `:::` fences.

use comrak::nodes::{AstNode, NodeValue};

use crate::article::ast::{LEDE, Section, Variant};
use crate::article::check;
use crate::article::fence::{self, Element};
use crate::article::parse::fences::{is_element, titled};
use crate::article::parse::parser::{Parser, underlined};
use crate::diagnostic::{Code, Diagnostic};
use crate::names::{self, Names};

impl Parser<'_> {
    pub(super) fn sections<'a>(&mut self, nodes: &[(&'a AstNode<'a>, bool)]) -> Vec<Section> {
        let mut sections: Vec<Section> = Vec::new();
        let mut names = explicit_ids(nodes);
        names.take(LEDE);
        for &(node, swallowed) in nodes {
            if matches!(node.data().value, NodeValue::Heading(_)) {
                let section = self.heading(node, &mut names);
                sections.push(section);
                continue;
            }
            if sections.is_empty() {
                sections.push(Section {
                    id: LEDE.to_owned(),
                    explicit: true,
                    roles: Vec::new(),
                    level: 1,
                    title: None,
                    origin: self.origin(node),
                    blocks: Vec::new(),
                    variants: Vec::new(),
                });
            }
            // There is always a section: if there was none, one was added above.
            let Some(section) = sections.last_mut() else {
                continue;
            };
            if let NodeValue::BlockDirective(directive) = &node.data().value {
                if Element::of(&directive.info).is_some() {
                    self.element(node, swallowed, &mut section.blocks);
                } else if let Some(variant) = self.variant(node, swallowed) {
                    self.check_repeated(section, &variant);
                    section.variants.push(variant);
                }
            } else {
                self.block(node, &mut section.blocks);
            }
        }
        let first = sections.iter().find(|section| section.title.is_some());
        if let Some(first) = first.filter(|first| first.level > 1) {
            let message = format!("the first heading is of level {}", first.level);
            self.out.push(
                Diagnostic::new(Code::UnsupportedMarkdown, message)
                    .at(first.origin.clone())
                    .hint("sections begin with `# `, and those within them with `## `; the title of the article stands in the front matter"),
            );
        }
        // Comments and definitions alone are no opening.
        sections
            .retain(|it| it.title.is_some() || !it.blocks.is_empty() || !it.variants.is_empty());
        sections
    }

    fn heading<'a>(&mut self, node: &'a AstNode<'a>, names: &mut Names) -> Section {
        let origin = self.origin(node);
        let data = node.data();
        let NodeValue::Heading(heading) = data.value else {
            unreachable!("called for headings only")
        };
        let typed = &self.text[origin.range.clone()];
        if heading.setext && !is_title(typed) {
            self.out.push(underlined(&origin, typed));
        }
        let title = self.text(node);
        let attributes = data.attrs.clone().unwrap_or_default();
        if let Some((name, _)) = attributes.pairs.first() {
            let message = format!("the attribute `{name}=` of a heading means nothing");
            self.out.push(
                Diagnostic::new(Code::UnsupportedMarkdown, message)
                    .at(origin.clone())
                    .hint("headings take `{#id .role}`"),
            );
        }
        if title.inlines.is_empty() {
            self.out.push(
                Diagnostic::new(Code::EmptyHeading, "this heading is empty")
                    .at(origin.clone())
                    .hint("write its title behind the sign, or delete the line; where readers should see the signs, write `\\#`"),
            );
        }
        let explicit = attributes.id.is_some();
        let given = || names.give(&names::section(&title.plain()));
        let id = attributes.id.unwrap_or_else(given);
        if !check::is_id(&id) {
            self.out.push(check::bad_id(&id, &origin));
        }
        Section {
            id,
            explicit,
            roles: attributes.classes,
            level: heading.level,
            title: Some(title),
            origin,
            blocks: Vec::new(),
            variants: Vec::new(),
        }
    }

    fn variant<'a>(&mut self, node: &'a AstNode<'a>, swallowed: bool) -> Option<Variant> {
        let data = node.data();
        let NodeValue::BlockDirective(directive) = &data.value else {
            return None;
        };
        let origin = self.line(data.sourcepos.start.line);
        // What is left over of fences that were reported.
        if self.misnested && directive.info.is_empty() {
            return None;
        }
        let blocks = self.fenced(node, swallowed, 0);
        let target = fence::target(&directive.info, &origin, self.audiences, self.out)?;
        Some(Variant {
            target,
            origin,
            blocks,
        })
    }

    fn check_repeated(&mut self, section: &Section, variant: &Variant) {
        let earlier = section.variants.iter().find(|v| v.target == variant.target);
        if let Some(earlier) = earlier {
            let line = self
                .lines
                .position(self.text, earlier.origin.range.start)
                .line;
            let message = format!("this section has this body already, at line {line}");
            self.out.push(
                Diagnostic::new(Code::FenceRepeated, message)
                    .at(variant.origin.clone())
                    .hint("put both into one `:::` body"),
            );
        }
    }
}

/// Whether an underlined heading is meant as one: a line without a full stop above a line of `===`. Dashes, and lines below whole paragraphs, are for most
/// people lines between two parts.
fn is_title(heading: &str) -> bool {
    let mut lines = heading.trim_end().lines();
    let (title, line) = (lines.next(), lines.next());
    let is_phrase = title.is_some_and(|title| !title.trim_end().ends_with(['.', ':', ';', ',']));
    is_phrase && line.is_some_and(|line| line.trim().starts_with('=')) && lines.next().is_none()
}

/// The top-level blocks, each with whether an unclosed fence swallowed it. An unclosed fence contains everything after
/// it, headings included, so it is taken to end at the first heading inside.
pub(super) fn top_level<'a>(
    parent: &'a AstNode<'a>,
    swallowed: bool,
    nodes: &mut Vec<(&'a AstNode<'a>, bool)>,
) {
    let is_heading = |n: &&AstNode| matches!(n.data().value, NodeValue::Heading(_));
    let title = match &parent.data().value {
        NodeValue::BlockDirective(directive) => {
            Element::of(&directive.info).map_or(0, |element| titled(parent, element))
        }
        _ => 0,
    };
    let from = parent
        .children()
        .skip(title)
        .skip_while(|n| swallowed && !is_heading(n));
    for node in from {
        nodes.push((node, swallowed));
        if matches!(node.data().value, NodeValue::BlockDirective(_)) && !is_element(node) {
            top_level(node, true, nodes);
        }
    }
}

/// The ids that the author wrote, which generated ids must not repeat.
fn explicit_ids(nodes: &[(&AstNode, bool)]) -> Names {
    let mut names = Names::default();
    for (node, _) in nodes {
        if let Some(id) = node.data().attrs.as_ref().and_then(|a| a.id.as_ref()) {
            names.take(id);
        }
    }
    names
}
