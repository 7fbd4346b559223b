//! Displayed equations: `$$…$$` alone in a paragraph, with attributes behind it.

use comrak::nodes::{AstNode, NodeValue};

use crate::article::ast::{Block, Caption};
use crate::article::attributes::Attributes;
use crate::article::check;
use crate::article::nodes;
use crate::article::parse::parser::Parser;
use crate::article::source::Source;
use crate::origin::Origin;

impl Parser<'_> {
    /// The equation of a paragraph that contains only a displayed one.
    pub(super) fn equation<'a>(&mut self, node: &'a AstNode<'a>) -> Option<Block> {
        let first = node.first_child()?.data();
        let NodeValue::Math(math) = &first.value else {
            return None;
        };
        let origin = self.origin(node);
        let written = &self.text[origin.range.clone()];
        let end = written
            .rfind("$$")
            .filter(|end| *end > 1 && math.display_math)?
            + 2;
        let behind = written[end..].trim();
        let start = origin.range.start + (behind.as_ptr() as usize - written.as_ptr() as usize);
        let place = Origin::new(self.file, start..start + behind.len());
        let attributes = match behind {
            "" => None,
            behind => Some(Attributes::parse(behind, place)?),
        };
        let source = Source::nodes(origin.clone(), self.text, &self.lines);
        let tex = nodes::equation(&math.literal, &origin, &source, self.out);
        if let Some(attributes) = &attributes {
            attributes.check("an equation", &[], &["alt"], self.out);
        }
        let id = attributes.as_ref().and_then(|found| found.id.clone());
        if let Some(id) = id.as_ref().filter(|id| !check::is_id(&id.name)) {
            self.out.push(check::bad_id(&id.name, &id.origin));
        }
        let alt = attributes.as_ref().and_then(|found| found.pair("alt"));
        Some(Block::Equation {
            tex,
            alt: alt.map(|alt| self.message(&alt.value, alt.origin.clone())),
            caption: id.map(|id| Caption {
                id: Some(id.name),
                text: None,
                source: None,
                origin: origin.clone(),
            }),
            origin,
        })
    }
}
