//! Painting: from operators and the graphics state to marks.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use lopdf::{Object, ObjectId};

use crate::colour::ink::Ink;
use crate::colour::raster::Raster;
use crate::colour::shading;
use crate::colour::space::{Space, Spot};
use crate::geometry::Rect;
use crate::paint::brush::{Brush, Coat, Context};
use crate::paint::mark::{Blend, Kind, Mark, Source};
use crate::paint::page::PageCheck;
use crate::pdf::file::{File, dictionary};
use crate::pdf::font::Font;
use crate::rule::Rule;

/// How many marks of a page are kept.
const MARKS: usize = 200_000;
/// How deep forms, patterns and glyphs may be nested in each other.
pub const DEPTH: usize = 20;

/// Images that were read, across pages.
pub type Rasters = BTreeMap<ObjectId, Rc<Raster>>;

/// Paints one page.
pub struct Painter<'a, 'b> {
    /// The file.
    pub file: &'a File,
    /// The rules.
    pub page: PageCheck<'b>,
    /// What was painted so far.
    pub marks: Vec<Mark>,
    /// How many operations may still be done, in the whole file.
    pub fuel: &'b Cell<usize>,
    /// Images that were read.
    pub rasters: &'b mut Rasters,
    /// Fonts that were read.
    pub fonts: BTreeMap<ObjectId, Rc<Font<'a>>>,
    /// The forms, patterns and glyphs that are being painted.
    pub active: Vec<ObjectId>,
    /// The soft masks and Type 3 fonts that were looked at already.
    pub seen: BTreeSet<ObjectId>,
}

impl<'a> Painter<'a, '_> {
    /// Takes from the fuel of the file.
    pub fn burn(&self, operations: usize) -> Result<(), String> {
        let left = self.fuel.get().checked_sub(operations);
        self.fuel.set(left.unwrap_or_default());
        match left {
            Some(_) => Ok(()),
            None => Err("the file asks for more work than is done".to_owned()),
        }
    }

    /// Says what is wrong with a colour, and what it is.
    pub fn coat(
        &mut self,
        brush: &Brush<'_, 'a>,
        what: &str,
        at: &Rect,
    ) -> Result<Coat<'a>, String> {
        let paint = &brush.side.paint;
        if !matches!(&*paint.space, Space::Pattern(_)) {
            self.page.space(what, &paint.space, at);
            let ink = paint.space.ink(&paint.components);
            return Ok(Coat::Ink {
                total: ink.as_ref().map_or(0.0, Ink::total),
                ink,
                is_shading: false,
                covers: true,
            });
        }
        let Some((id, object)) = paint.pattern else {
            return Err("a pattern is not there".to_owned());
        };
        match dictionary(object) {
            Some(dict) if self.file.number(dict, b"PatternType") == Some(2.0) => {
                let shading = self.file.get(dict, b"Shading").unwrap_or(&Object::Null);
                Ok(self.gradient(what, shading, brush.context, at).0)
            }
            Some(dict) if self.file.number(dict, b"PatternType") == Some(1.0) => {
                Ok(Coat::Tiles(id, object))
            }
            _ => Err("a pattern cannot be read".to_owned()),
        }
    }

    /// A gradient, and what it is clipped to in its own space.
    pub fn gradient(
        &mut self,
        what: &str,
        object: &Object,
        context: &Context<'a>,
        at: &Rect,
    ) -> (Coat<'a>, Option<Rect>) {
        let shading = shading::read(self.file, object, context.resources);
        self.page.space(what, &shading.space, at);
        let (ink, total) = match shading.ink {
            Ok(extremes) => (Some(extremes.most), extremes.total),
            Err(why) => {
                self.page.undecided(Rule::Ink, why);
                (None, 0.0)
            }
        };
        let coat = Coat::Ink {
            ink,
            total,
            is_shading: true,
            covers: shading.covers,
        };
        (coat, shading.bounds)
    }

    /// Adds a mark, after the rules were applied to it: all of it is in one box, and all of another
    /// one is painted.
    pub fn mark(
        &mut self,
        kind: Kind,
        coat: &Coat<'a>,
        (outer, inner): (Rect, Option<Rect>),
        brush: &Brush<'_, 'a>,
    ) -> Result<(), String> {
        let Coat::Ink {
            ink,
            total,
            is_shading,
            covers,
        } = coat
        else {
            return Ok(());
        };
        let source = match (&*brush.side.paint.space, kind) {
            _ if *is_shading => Source::Process,
            (Space::Cmyk, Kind::Text | Kind::Stroke | Kind::Area(_)) => Source::Cmyk,
            (Space::Spot(_), _) => Source::Spot,
            _ => Source::Process,
        };
        let mark = Mark {
            kind,
            outer,
            inner: inner.filter(|_| *covers && brush.context.cover.is_none()),
            ink: ink.clone(),
            total: *total,
            source,
            overprint: brush.side.overprint,
            mode1: brush.state.mode1,
            blend: brush.blend(),
            soft: brush.is_soft(),
        };
        // Colorants that are all None paint nothing.
        let nothing = |spot: &Spot| spot.names.iter().all(|n| **n == *"None");
        if matches!(&*brush.side.paint.space, Space::Spot(spot) if nothing(spot)) && !is_shading {
            return Ok(());
        }
        self.push(mark, !is_shading)
    }

    /// Keeps a mark; `plain` ones have one colour, to which more rules apply.
    pub fn push(&mut self, mark: Mark, plain: bool) -> Result<(), String> {
        if plain {
            self.page.mark(&mark);
        }
        // For images and gradients, the reason is reported where they are read.
        if mark.ink.is_none() && plain {
            let why = "some inks are known only when colours are converted, or could not be read";
            self.page.undecided(Rule::Ink, why);
            if mark.kind.is_fine() {
                self.page.undecided(Rule::Black, why);
                self.page.undecided(Rule::Overprint, why);
            }
        }
        if mark.soft || mark.blend != Blend::Normal {
            let what = format!("{} that lets through what is below it", mark.kind.name());
            self.page.transparent(&what, Some(&mark.outer));
        }
        if self.marks.len() >= MARKS {
            return Err("more is painted on the page than is kept".to_owned());
        }
        self.marks.push(mark);
        Ok(())
    }
}
