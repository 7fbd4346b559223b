//! Text: where glyphs go, and what they are painted with.

use std::rc::Rc;

use lopdf::Object;

use crate::geometry::{Matrix, Rect, number};
use crate::paint::brush::{Brush, Coat, Context};
use crate::paint::mark::Kind;
use crate::paint::painter::Painter;
use crate::paint::state::{State, TextState};
use crate::pdf::font::Font;

/// The text rendering mode that paints nothing and clips nothing.
const INVISIBLE: i64 = 3;

impl<'a> Painter<'a, '_> {
    /// `Tf`, and `Font` of an ExtGState.
    pub fn set_font(
        &mut self,
        state: &mut State<'a>,
        font: Option<&'a Object>,
        size: f64,
    ) -> Result<(), String> {
        state.text.size = size;
        state.text.font = None;
        let font = font.ok_or("a font is not there")?;
        let id = font.as_reference().ok();
        if let Some(known) = id.and_then(|id| self.fonts.get(&id)) {
            state.text.font = Some(known.clone());
            return Ok(());
        }
        let Object::Dictionary(dict) = self.file.resolve(font) else {
            return Err("a font is not there".to_owned());
        };
        let font = Rc::new(Font::read(self.file, dict));
        if let Some(id) = id {
            self.fonts.insert(id, font.clone());
        }
        state.text.font = Some(font);
        Ok(())
    }

    /// `Tj` and `TJ`.
    pub fn show(
        &mut self,
        pieces: &[Object],
        state: &mut State<'a>,
        context: &Context<'a>,
    ) -> Result<(), String> {
        let Some(font) = state.text.font.clone() else {
            return Err("text has no font".to_owned());
        };
        let text = &state.text;
        let (mut x, mut span, mut is_empty) = (0.0, None::<(f64, f64)>, true);
        for piece in pieces {
            if let Some(back) = number(piece) {
                x -= back / 1000.0 * text.size * text.scale;
            }
            let Object::String(bytes, _) = piece else {
                continue;
            };
            for (code, width) in font.codes(bytes) {
                let from = x;
                is_empty = false;
                let word = if font.is_space(code) {
                    text.word_space
                } else {
                    0.0
                };
                x += (width * text.size + text.char_space + word) * text.scale;
                // Spaces are not painted.
                if font.is_space(code) {
                    continue;
                }
                let (low, high) = span.unwrap_or((from, x));
                span = Some((low.min(from).min(x), high.max(from).max(x)));
            }
        }
        let whole = text.matrix.then(&state.matrix);
        let shift = match font.vertical {
            true => Matrix::shift(0.0, -x.abs()),
            false => Matrix::shift(x, 0.0),
        };
        let bounds = span.map(|span| bounds(&font, text, span, &whole));
        // Invisible text, as behind scanned pages, needs no glyphs (ISO 15930-7, 6.2.5; table 106 of ISO 32000-1).
        let is_invisible = text.mode == INVISIBLE;
        if !is_empty && !is_invisible {
            let at = bounds.map(|bounds| {
                Brush::fill(state, context)
                    .visible(&bounds)
                    .unwrap_or(bounds)
            });
            self.page.font(&font, at.as_ref());
        }
        state.text.matrix = shift.then(&state.text.matrix);
        match bounds.filter(|_| !is_invisible) {
            Some(bounds) => self.glyphs(&font, &bounds, state, context),
            None => Ok(()),
        }
    }

    fn glyphs(
        &mut self,
        font: &Rc<Font<'a>>,
        bounds: &Rect,
        state: &State<'a>,
        context: &Context<'a>,
    ) -> Result<(), String> {
        let visible = Brush::fill(state, context).visible(bounds);
        let at = visible.unwrap_or(*bounds);
        if font.type3.is_some() {
            return self.type3(font, &at, state, context);
        }
        // Modes 4 to 7 paint like 0 to 3, and clip; the clip is ignored, which paints more.
        let mode = state.text.mode.rem_euclid(4);
        for (paints, brush) in [
            (matches!(mode, 0 | 2), Brush::fill(state, context)),
            (matches!(mode, 1 | 2), Brush::stroke(state, context)),
        ] {
            if !paints {
                continue;
            }
            let coat = self.coat(&brush, "text", &at)?;
            let Some(at) = visible.filter(|_| !context.is_hidden) else {
                continue;
            };
            if let Coat::Tiles(id, object) = coat {
                self.tiles(id, object, &at, &brush)?;
                continue;
            }
            if brush.is_stroke {
                self.page.stroke(state.width, &state.matrix, &at);
            }
            self.mark(Kind::Text, &coat, (at, None), &brush)?;
        }
        Ok(())
    }

    /// The glyphs of a Type 3 font, each looked at once, where its first text is.
    fn type3(
        &mut self,
        font: &Font<'a>,
        at: &Rect,
        state: &State<'a>,
        context: &Context<'a>,
    ) -> Result<(), String> {
        let Some(dict) = font.type3 else {
            return Ok(());
        };
        let Some(glyphs) = self.file.dict(dict, b"CharProcs") else {
            return Ok(());
        };
        let size = Matrix([state.text.size, 0.0, 0.0, state.text.size, 0.0, 0.0]);
        let whole = font.matrix.then(&size).then(&state.text.matrix);
        let mut inner = state.clone();
        inner.matrix = whole.then(&state.matrix);
        let context = Context {
            resources: context.resources_of(self.file, dict),
            cover: Some(*at),
            ..context.clone()
        };
        for (_, glyph) in glyphs.iter() {
            let Object::Stream(stream) = self.file.resolve(glyph) else {
                continue;
            };
            let id = glyph.as_reference().ok();
            if id.is_some_and(|id| !self.seen.insert(id)) {
                continue;
            }
            self.nested(id, stream, inner.clone(), &context)?;
        }
        Ok(())
    }
}

/// The box around glyphs from one place to another of their line, on the page.
fn bounds(font: &Font, text: &TextState, (from, to): (f64, f64), whole: &Matrix) -> Rect {
    let scale = text.size * font.matrix.0[3];
    let (low, high) = (font.extent.0 * scale, font.extent.1 * scale);
    let local = match font.vertical {
        true => Rect::new(
            -text.size.abs(),
            -(to - from).abs(),
            text.size.abs(),
            text.size,
        ),
        false => Rect::new(from, low + text.rise, to, high + text.rise),
    };
    whole.bounds(&local)
}
