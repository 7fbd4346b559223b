//! Images where they are placed, and what hangs on them.

use std::rc::Rc;

use lopdf::{Dictionary, Object, ObjectId, Stream};

use crate::colour::raster;
use crate::colour::space::Space;
use crate::geometry::Rect;
use crate::paint::brush::{Brush, Coat, Context};
use crate::paint::mark::{Kind, Mark, Source};
use crate::paint::painter::Painter;
use crate::paint::state::State;
use crate::pdf::file::dictionary;
use crate::rule::Rule;

impl<'a> Painter<'a, '_> {
    /// `Do` with an image, and `BI`, whose images have no id.
    pub fn image(
        &mut self,
        id: Option<ObjectId>,
        stream: &Stream,
        state: &State<'a>,
        context: &Context<'a>,
    ) -> Result<(), String> {
        let known = id.and_then(|id| self.rasters.get(&id).cloned());
        let raster =
            known.unwrap_or_else(|| Rc::new(raster::read(self.file, stream, context.resources)));
        if let Some(id) = id {
            self.rasters.insert(id, raster.clone());
        }
        let place = state.matrix.bounds(&Rect::UNIT);
        let brush = Brush::fill(state, context);
        let visible = brush.visible(&place);
        let at = visible.unwrap_or(place);
        let mask = self.companions(&stream.dict, context, &at);
        if let Some(space) = raster.space.as_ref().filter(|_| !context.is_uncoloured) {
            self.page.space("an image", space, &at);
        }
        let Some(visible) = visible.filter(|_| !context.is_hidden) else {
            return Ok(());
        };
        if visible.overlaps(&self.page.sheet.bleed) {
            self.page
                .resolution("an image", &raster, &state.matrix, &visible);
            let keys: [&[u8]; 2] = [b"SMask", b"Mask"];
            for mask in keys
                .iter()
                .filter_map(|key| self.file.get(&stream.dict, key))
            {
                if let Object::Stream(mask) = mask {
                    let raster = raster::read(self.file, mask, context.resources);
                    self.page
                        .resolution("the mask of an image", &raster, &state.matrix, &visible);
                }
            }
        }
        let upright = state.matrix.is_upright() && mask == Mask::None && !raster.is_mask;
        let inner = state.inner(&place).filter(|_| upright);
        if raster.is_mask {
            let coat = self.coat(&brush, "an image mask", &at)?;
            if let Coat::Tiles(id, object) = coat {
                return self.tiles(id, object, &visible, &brush);
            }
            return self.mark(Kind::Image, &coat, (visible, None), &brush);
        }
        if let Err(why) = &raster.ink {
            self.page.undecided(Rule::Ink, format!("an image: {why}"));
        }
        let extremes = raster.ink.as_ref().ok();
        let mark = Mark {
            kind: Kind::Image,
            outer: visible,
            inner: inner.filter(|_| context.cover.is_none()),
            ink: extremes.map(|extremes| extremes.most.clone()),
            total: extremes.map_or(0.0, |extremes| extremes.total),
            source: match raster.space {
                Some(Space::Spot(_)) => Source::Spot,
                _ => Source::Process,
            },
            overprint: state.fill.overprint,
            mode1: state.mode1,
            blend: brush.blend(),
            soft: brush.is_soft() || mask == Mask::Soft,
        };
        self.push(mark, false)
    }

    /// What hangs on an image: soft mask, mask, alternates. Gives the kind of the mask.
    fn companions(&mut self, dict: &Dictionary, context: &Context<'a>, at: &Rect) -> Mask {
        let file = self.file;
        let alternates = file.array(dict, b"Alternates").unwrap_or_default();
        for alternate in alternates.iter().take(16) {
            let image = dictionary(file.resolve(alternate));
            let image = image.and_then(|entry| file.dict(entry, b"Image"));
            if let Some(space) = image.and_then(|image| file.get(image, b"ColorSpace")) {
                let space = Space::read(file, space, context.resources);
                self.page.space("an alternate of an image", &space, at);
            }
        }
        let soft = file.dict(dict, b"SMask");
        let inside = file.number(dict, b"SMaskInData").is_some_and(|n| n != 0.0);
        if soft.is_some() || inside {
            self.page.transparent("an image with a soft mask", Some(at));
        }
        if let Some(space) = soft.and_then(|soft| file.get(soft, b"ColorSpace")) {
            let space = Space::read(file, space, context.resources);
            self.page.space("the soft mask of an image", &space, at);
        }
        match (soft.is_some() || inside, file.get(dict, b"Mask")) {
            (true, _) => Mask::Soft,
            (false, Some(_)) => Mask::Holes,
            (false, None) => Mask::None,
        }
    }
}

/// What shows through an image.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mask {
    /// Nothing.
    None,
    /// What is below, all or nothing, by a stencil or a range of colours: PDF 1.3 has that, and it is no transparency.
    Holes,
    /// What is below, more or less.
    Soft,
}
