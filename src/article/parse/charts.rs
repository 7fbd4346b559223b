//! Charts: tables and pictures of data files with the class `.chart`.

use crate::article::ast::{Block, Chart};
use crate::article::attributes::{Attribute, Attributes};
use crate::article::chart;
use crate::article::csv::Grid;
use crate::article::parse::parser::Parser;

impl Parser<'_> {
    /// Makes a chart of a table, or of the picture of a data file. If the type is unknown, which is reported, a table stays what it is; a data file is
    /// no picture.
    pub(super) fn draw(&mut self, block: &mut Block, attributes: &Attributes) {
        let pair = |key: &str| attributes.pair(key);
        let value = |key: &str| pair(key).map(|pair: &Attribute| pair.value.as_str());
        let origin = pair("type").map_or(&attributes.origin, |pair| &pair.origin);
        let Some(kind) = chart::chart_type(value("type"), origin, self.out) else {
            if let Block::Figure { alt, .. } = block {
                *block = Block::Paragraph(alt.clone());
            }
            return;
        };
        let alt = pair("alt").map(|alt| self.message(&alt.value, alt.origin.clone()));
        let mut drawn = Chart {
            kind,
            origin: attributes.origin.clone(),
            data: None,
            choice: chart::choice(value("x"), value("y")),
            alt,
            caption: None,
            head: Vec::new(),
            rows: Vec::new(),
            amounts: Vec::new(),
            places: None,
        };
        match block {
            Block::Table {
                head,
                rows,
                caption,
                ..
            } => {
                drawn.caption = caption.take();
                let (head, rows) = (std::mem::take(head), std::mem::take(rows));
                chart::fill(&mut drawn, Grid { head, rows }, self.out);
            }
            Block::Figure {
                image,
                alt,
                caption,
                ..
            } => {
                drawn.caption = caption.take();
                drawn.data = Some(image.clone());
                let words = Some(alt.clone()).filter(|alt| !alt.plain().trim().is_empty());
                drawn.alt = words.or(drawn.alt);
            }
            _ => return,
        }
        *block = Block::Chart(Box::new(drawn));
    }
}
