//! Areas and lines: paths that are filled and stroked.

use crate::geometry::Rect;
use crate::paint::brush::{Brush, Coat, Context};
use crate::paint::mark::Kind;
use crate::paint::painter::Painter;
use crate::paint::path::Path;
use crate::paint::state::State;

impl<'a> Painter<'a, '_> {
    /// `f` and its like.
    pub fn fill(
        &mut self,
        path: &mut Path,
        state: &State<'a>,
        context: &Context<'a>,
    ) -> Result<(), String> {
        let Some(bounds) = path.bounds() else {
            return Ok(());
        };
        let brush = Brush::fill(state, context);
        let visible = brush.visible(&bounds);
        let coat = self.coat(&brush, "an area", &visible.unwrap_or(bounds))?;
        let Some(visible) = visible.filter(|_| !context.is_hidden) else {
            return Ok(());
        };
        let coat = match coat {
            Coat::Tiles(id, object) => {
                return self.tiles(id, object, &visible, &brush);
            }
            coat => coat,
        };
        let kind = |thin| match &coat {
            Coat::Ink {
                is_shading: true, ..
            } => Kind::Shading,
            _ => Kind::Area(thin),
        };
        let rects = path.rectangles().map(<[Rect]>::to_vec);
        // Rectangles of one path may cut holes into each other.
        let alone = rects.as_ref().is_some_and(|rects| rects.len() == 1);
        let Some(rects) = rects else {
            return self.mark(kind(None), &coat, (visible, None), &brush);
        };
        for rect in rects {
            let Some(outer) = brush.visible(&rect) else {
                continue;
            };
            self.page.thin(&rect, &outer);
            let inner = state.inner(&rect).filter(|_| alone);
            let thin = rect.width().min(rect.height());
            let kind = kind(Some(thin));
            self.mark(kind, &coat, (outer, inner), &brush)?;
        }
        Ok(())
    }

    /// `S` and its like.
    pub fn stroke(
        &mut self,
        path: &Path,
        state: &State<'a>,
        context: &Context<'a>,
    ) -> Result<(), String> {
        let Some(bounds) = path.bounds() else {
            return Ok(());
        };
        let bounds = bounds.grown(state.width * state.matrix.scales().1 / 2.0);
        let brush = Brush::stroke(state, context);
        let visible = brush.visible(&bounds);
        let coat = self.coat(&brush, "a line", &visible.unwrap_or(bounds))?;
        let Some(visible) = visible.filter(|_| !context.is_hidden) else {
            return Ok(());
        };
        self.page.stroke(state.width, &state.matrix, &visible);
        if let Coat::Tiles(id, object) = coat {
            return self.tiles(id, object, &visible, &brush);
        }
        self.mark(Kind::Stroke, &coat, (visible, None), &brush)
    }
}
