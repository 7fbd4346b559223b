//! The pictures on pages that layouts show of their own.

use typst::foundations::Bytes;
use typst::layout::FrameItem;
use typst::visualize::{ImageKind, RasterFormat};
use typst_layout::PagedDocument;

use crate::inspect::walk::items;
use crate::origin::Origin;
use crate::typeset::compile::{Trace, Tracer};

/// A picture as the engine got it.
pub struct Pictured {
    /// The file's bytes.
    pub bytes: Bytes,
    /// Where the layout shows it.
    pub origin: Origin,
}

/// Every picture that a layout shows, each place in the layout once. What is made of single pixels is no file.
pub fn of_layouts(document: &PagedDocument, tracer: &Tracer) -> Vec<Pictured> {
    let mut all: Vec<Pictured> = Vec::new();
    for page in document.pages() {
        items(page, &mut |placed| {
            let FrameItem::Image(image, _, span) = placed.item else {
                return;
            };
            let Trace::Layout(origin) = tracer.glyph(*span) else {
                return;
            };
            let bytes = match image.kind() {
                ImageKind::Raster(raster) => match raster.format() {
                    RasterFormat::Exchange(_) => raster.data().clone(),
                    RasterFormat::Pixel(_) => return,
                },
                ImageKind::Svg(drawing) => drawing.data().clone(),
                ImageKind::Pdf(pdf) => Bytes::new(pdf.document().pdf().data().as_ref().to_vec()),
            };
            if !all.iter().any(|p| p.origin == origin && p.bytes == bytes) {
                all.push(Pictured { bytes, origin });
            }
        });
    }
    all
}
