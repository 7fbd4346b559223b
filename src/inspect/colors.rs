//! For the press edition: checks that layouts paint in inks, and text and lines with a single plate.

use typst::layout::{Frame, FrameItem};
use typst::syntax::Span;
use typst::visualize::{Color, ColorSpace, Gradient, Paint, ProcessColorSpace};
use typst_layout::PagedDocument;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::typeset::compile::Tracer;

/// Checks everything that layouts paint. Pictures and drawings are excluded, as they are converted.
pub fn check(document: &PagedDocument, tracer: &Tracer, artifact: &str, out: &mut Diagnostics) {
    for (index, page) in document.pages().iter().enumerate() {
        let mut found = |paint: &Paint, what: &str, span: Span| {
            let said = if let Some(color) = foreign(paint) {
                let message = format!("{what} is painted in a colour of screens: {color}");
                Diagnostic::new(Code::PressColor, message).hint(
                    "take the colours of `doc.brand`, or CMYK: `cmyk(0%, 0%, 0%, 100%)` is black",
                )
            } else if what != AREA && is_blurred(paint) {
                let message = format!("{what} is printed in dots, or with several plates");
                Diagnostic::new(Code::PressInkOfText, message)
                    .hint("text and rules are sharp in 100 % black, in a spot colour, or left bare")
            } else {
                return;
            };
            let mut placed = said.place(artifact, Some(index + 1), None);
            placed.origin = tracer.glyph(span).origin().cloned();
            out.push(placed);
        };
        if let Some(fill) = page.fill_or_transparent() {
            found(&fill, AREA, Span::detached());
        }
        walk(&page.frame, &mut found);
    }
}

/// The name of filled areas in messages, which may be blurred.
const AREA: &str = "an area";

fn walk(frame: &Frame, found: &mut impl FnMut(&Paint, &str, Span)) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => walk(&group.frame, found),
            FrameItem::Text(text) => {
                let span = text.glyphs.first().map_or(Span::detached(), |g| g.span.0);
                let words = format!("`{}`", text.text);
                found(&text.fill, &words, span);
                if let Some(stroke) = &text.stroke {
                    found(&stroke.paint, &words, span);
                }
            }
            FrameItem::Shape(shape, span) => {
                if let Some(fill) = &shape.fill {
                    found(fill, AREA, *span);
                }
                if let Some(stroke) = &shape.stroke {
                    found(&stroke.paint, "a line", *span);
                }
            }
            _ => {}
        }
    }
}

/// The first colour of a paint that is not in inks, for the message.
fn foreign(paint: &Paint) -> Option<String> {
    match paint {
        Paint::Solid(color) => foreign_color(color),
        Paint::Gradient(gradient) => foreign_gradient(gradient),
        Paint::Tiling(tiling) => {
            let mut first = None;
            walk(tiling.frame(), &mut |paint, _, _| {
                if first.is_none() {
                    first = foreign(paint);
                }
            });
            first
        }
    }
}

/// Whether a paint needs several plates or halftone dots, which blur text and lines.
fn is_blurred(paint: &Paint) -> bool {
    match paint {
        Paint::Solid(Color::Process(process)) if process.space() == ProcessColorSpace::D65Gray => {
            !matches!(process.to_vec4_u8()[0], 0 | 255)
        }
        Paint::Solid(Color::Process(process)) => {
            !matches!(process.to_vec4_u8(), [0, 0, 0, 0 | 255])
        }
        Paint::Solid(Color::Spot(spot)) => spot.tint.get() < 1.0,
        Paint::Gradient(_) | Paint::Tiling(_) => true,
    }
}

fn foreign_color(color: &Color) -> Option<String> {
    match color {
        Color::Process(process) => {
            let space = process.space();
            let inks = [ProcessColorSpace::Cmyk, ProcessColorSpace::D65Gray];
            (!inks.contains(&space)).then(|| color.to_hex().to_string())
        }
        Color::Spot(_) => None,
    }
}

fn foreign_gradient(gradient: &Gradient) -> Option<String> {
    let is_cmyk = gradient.space() == ColorSpace::Process(ProcessColorSpace::Cmyk);
    let stops = gradient.stops_ref().iter();
    let first = stops.filter_map(|(color, _)| foreign_color(color)).next();
    // The engine interpolates in the gradient's space, which may not be CMYK even between two inks.
    first.or_else(|| (!is_cmyk).then(|| "a gradient that is not in `space: cmyk`".to_owned()))
}
