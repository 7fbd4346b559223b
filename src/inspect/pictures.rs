//! The pictures that layouts place by themselves.

use typst::foundations::Bytes;
use typst::layout::FrameItem;
use typst::visualize::{ImageKind, RasterFormat};
use typst_layout::PagedDocument;

use crate::inspect::walk::items;
use crate::origin::Origin;
use crate::typeset::compile::{Trace, Tracer};

/// A picture as the engine read it.
pub struct Pictured {
    /// The bytes of the file.
    pub bytes: Bytes,
    /// The place in the layout.
    pub origin: Origin,
}

/// Every picture that a layout places, once for each place in the layout. Pictures generated from pixels are excluded.
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
