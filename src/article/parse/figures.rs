//! Images: those that are alone in their paragraph, with widths, one or several side by side.

use comrak::nodes::{AstNode, NodeValue};

use crate::article::ast::Block;
use crate::article::attributes::{Attribute, Attributes};
use crate::article::chart::CHART;
use crate::article::csv::is_data;
use crate::article::parse::parser::Parser;
use crate::diagnostic::{Code, Diagnostic};
use crate::origin::Origin;

/// The width of a column, as widths of images are counted.
const WHOLE: u16 = 1000;

impl Parser<'_> {
    /// The figure of a paragraph that contains only images with their attributes. `None` for other paragraphs.
    pub(super) fn figure<'a>(&mut self, node: &'a AstNode<'a>) -> Option<Block> {
        let origin = self.origin(node);
        let is_image = |node: &&'a AstNode<'a>| matches!(node.data().value, NodeValue::Image(_));
        let images: Vec<_> = node.children().filter(is_image).collect();
        let first = node.first_child()?;
        if images.is_empty() || !is_image(&first) {
            return None;
        }
        let starts = images
            .iter()
            .skip(1)
            .map(|image| self.origin(image).range.start);
        let ends: Vec<usize> = starts.chain([origin.range.end]).collect();
        let mut attributes = Vec::new();
        for (image, end) in images.iter().zip(ends) {
            attributes.push(self.behind(image, end)?);
        }
        if let [image] = images[..] {
            return Some(self.image(image, origin, attributes.pop().flatten()));
        }
        let mut figures = Vec::new();
        for (image, found) in images.into_iter().zip(attributes) {
            if let Some(found) = &found {
                found.check("an image beside others", &[], &["width"], self.out);
            }
            if let Some(Attribute { name, origin, .. }) =
                found.as_ref().and_then(|it| it.id.as_ref())
            {
                let message = "an image beside others has no id of its own";
                self.out.push(
                    Diagnostic::new(Code::UnknownAttribute, message)
                        .at(origin.clone())
                        .hint(format!(
                            "give it to all of them, in a line below: `: Caption {{#{name}}}`"
                        )),
                );
            }
            let place = self.origin(image);
            let only_width = found.map(|mut found| {
                found.id = None;
                found.classes.clear();
                found.pairs.retain(|pair| pair.name == "width");
                found
            });
            figures.push(self.image(image, place, only_width));
        }
        let widths = figures.iter().filter_map(|figure| match figure {
            Block::Figure { width, .. } => *width,
            _ => None,
        });
        let sum: u16 = widths.sum();
        if sum > WHOLE {
            let message = format!(
                "these images are {} % of the column wide together",
                sum / 10
            );
            self.out.push(
                Diagnostic::new(Code::UnknownAttribute, message)
                    .at(origin)
                    .hint("make them narrower, up to 100 %, or put an empty line between them"),
            );
        }
        Some(Block::Figures {
            figures,
            caption: None,
        })
    }

    /// The attributes between an image and `end`: `Some(None)` where there are none, `None` where there is something else.
    fn behind(&self, image: &AstNode, end: usize) -> Option<Option<Attributes>> {
        let start = self.origin(image).range.end.min(end);
        let written = &self.text[start..end];
        let trimmed = written.trim();
        let start = start + written.len() - written.trim_start().len();
        let place = Origin::new(self.file, start..start + trimmed.len());
        match trimmed.is_empty() {
            true => Some(None),
            false => Attributes::parse(trimmed, place).map(Some),
        }
    }

    /// The figure of an image with its attributes.
    fn image<'a>(
        &mut self,
        node: &'a AstNode<'a>,
        origin: Origin,
        attributes: Option<Attributes>,
    ) -> Block {
        let data = node.data();
        let (url, title) = match &data.value {
            NodeValue::Image(link) => (link.url.clone(), link.title.clone()),
            _ => (String::new(), String::new()),
        };
        let alt = self.text(node);
        let is_chart = attributes
            .as_ref()
            .is_some_and(|found| found.has_class(CHART));
        // That of a chart is made from its data.
        if alt.plain().trim().is_empty() && !is_chart && !is_data(&url) {
            self.out.push(
                Diagnostic::new(Code::MissingAlt, "this image has no alternative text")
                    .at(origin.clone())
                    .hint("say what it shows between the brackets: `![…](file)`"),
            );
        }
        let text = (!title.is_empty()).then(|| self.message(&title, origin.clone()));
        let width = attributes.as_ref().and_then(|found| found.pair("width"));
        let mut figure = Block::Figure {
            image: self.resolve(&url),
            origin: origin.clone(),
            alt,
            width: width.and_then(|width| self.width(width)),
            caption: None,
        };
        if text.is_some() || attributes.is_some() {
            self.add_caption(&mut figure, text, attributes, &origin);
        }
        figure
    }

    /// A width in per cent of the column, as thousandths of it. Others are reported.
    fn width(&mut self, attribute: &Attribute) -> Option<u16> {
        let number = attribute.value.strip_suffix('%').map(str::trim);
        let number: Option<f64> = number.and_then(|number| number.parse().ok());
        let found = number.filter(|number| (1.0..=100.0).contains(number));
        if found.is_none() {
            let message = format!("`{}` is no width of an image", attribute.value);
            self.out.push(
                Diagnostic::new(Code::UnknownAttribute, message)
                    .at(attribute.origin.clone())
                    .hint("write which part of its column it takes, from 1 to 100 %: `width=60%`"),
            );
        }
        // Between 10 and 1000.
        found.map(|number| (number * 10.0).round() as u16)
    }
}
