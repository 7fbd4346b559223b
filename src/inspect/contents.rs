//! What a page shows and which messages it shows, as a digest: the same whatever places in sources its parts lead back to.

use std::hash::{Hash, Hasher};

use typst::layout::{Frame, FrameItem};
use typst_layout::Page;

use crate::typeset::compile::{Trace, Tracer};

/// A digest of a page, or of a strip of one.
pub fn digest(page: &Page, tracer: &Tracer) -> u128 {
    let frame = &page.frame;
    typst::utils::hash128(&(&page.fill, Contents { frame, tracer }))
}

struct Contents<'a> {
    frame: &'a Frame,
    tracer: &'a Tracer<'a>,
}

impl Hash for Contents<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.frame.size().hash(state);
        for (position, item) in self.frame.items() {
            position.hash(state);
            std::mem::discriminant(item).hash(state);
            match item {
                FrameItem::Group(group) => {
                    (group.transform, &group.clip, group.label).hash(state);
                    let inner = Self {
                        frame: &group.frame,
                        ..*self
                    };
                    inner.hash(state);
                }
                FrameItem::Text(run) => {
                    (&run.font, run.size, &run.fill, &run.stroke, &run.text).hash(state);
                    let mut last = None;
                    for glyph in &run.glyphs {
                        (glyph.id, glyph.x_advance, glyph.x_offset, glyph.y_offset).hash(state);
                        if last.replace(glyph.span.0) != Some(glyph.span.0)
                            && let Trace::Text(written) = self.tracer.glyph(glyph.span.0)
                        {
                            (&written.key, &written.origin.file).hash(state);
                        }
                    }
                }
                FrameItem::Shape(shape, _) => shape.hash(state),
                FrameItem::Image(image, size, _) => (image, size).hash(state),
                // Neither is painted.
                FrameItem::Link(..) | FrameItem::Tag(_) => {}
            }
        }
    }
}
