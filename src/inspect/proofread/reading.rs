//! One pass over the pages: their paragraphs, and what stands where.

use std::collections::HashMap;

use typst_layout::PagedDocument;

use crate::inspect::proofread::holder::{Holders, Kind};
use crate::inspect::proofread::paragraph::{Paragraph, Paragraphs};
use crate::inspect::proofread::sheet::Sheet;
use crate::inspect::walk::{as_run, items};
use crate::typeset::compile::Tracer;

/// What a proofreader sees.
pub struct Reading<'a> {
    /// All texts, in the order in which they begin.
    pub paragraphs: Vec<Paragraph<'a>>,
    /// All pages.
    pub sheets: Vec<Sheet>,
}

impl<'a> Reading<'a> {
    /// Reads all pages.
    pub fn new(document: &'a PagedDocument, tracer: &Tracer<'a>) -> Self {
        let mut holders = Holders::default();
        let mut paragraphs = Paragraphs::default();
        let mut sheets = Vec::new();
        for (index, page) in document.pages().iter().enumerate() {
            let mut sheet = Sheet::new(page);
            items(page, &mut |placed| {
                holders.item(&placed);
                let Some(run) = as_run(&placed) else {
                    sheet.item(&placed);
                    return;
                };
                let holder = holders.of(run.bounds);
                if holder.kind == Kind::Artifact || run.bounds.is_overlay {
                    return;
                }
                sheet.run(&run, holder);
                if holder.kind != Kind::Mark {
                    paragraphs.add(index, &run, holder, tracer);
                }
            });
            sheets.push(sheet);
        }
        areas(&mut sheets);
        Self {
            paragraphs: paragraphs.finish(),
            sheets,
        }
    }

    /// Whether a page is the last one.
    pub fn is_last(&self, page: usize) -> bool {
        page + 1 == self.sheets.len()
    }
}

/// The engine draws a short page without a frame for its text area, and one with footnotes with a frame for what stands above them:
/// the area of such a page is the largest of pages of its size.
fn areas(sheets: &mut [Sheet]) {
    let mut largest: HashMap<(u64, u64), typst::layout::Rect> = HashMap::new();
    let size = |sheet: &Sheet| {
        let (x, y) = (sheet.size.x.to_pt(), sheet.size.y.to_pt());
        (x.to_bits(), y.to_bits())
    };
    for sheet in sheets.iter() {
        if let Some(area) = sheet.area {
            let known = largest.entry(size(sheet)).or_insert(area);
            if area.size().y > known.size().y {
                *known = area;
            }
        }
    }
    for sheet in sheets {
        sheet.area = largest.get(&size(sheet)).copied();
    }
}
