//! What something is painted with: where its content stream stands, one side of the graphics state, and the colour of that.

use lopdf::{Dictionary, Object, ObjectId};

use crate::colour::ink::Ink;
use crate::geometry::{Matrix, Rect};
use crate::paint::mark::Blend;
use crate::paint::state::{Side, State};
use crate::pdf::file::{File, dictionary};

/// Where a content stream is painted.
#[derive(Clone, Debug)]
pub struct Context<'a> {
    /// Its resources.
    pub resources: Option<&'a Dictionary>,
    /// The space that patterns hang on: that of the page, or of the form.
    pub base: Matrix,
    /// For tiles and glyphs: all that their repetitions may cover.
    pub cover: Option<Rect>,
    /// Soft masks paint no ink.
    pub is_hidden: bool,
    /// Uncoloured patterns and glyphs have no colours of their own.
    pub is_uncoloured: bool,
    /// How the groups around it blend.
    pub blend: Blend,
    /// Whether something shows through the groups around it.
    pub soft: bool,
}

impl<'a> Context<'a> {
    /// The resources of a form, a tile or a glyph: its own, else those of what draws it.
    pub fn resources_of(&self, file: &'a File, dict: &'a Dictionary) -> Option<&'a Dictionary> {
        let own = file.get(dict, b"Resources").and_then(dictionary);
        own.or(self.resources)
    }
}

/// The colour of something that is painted.
pub enum Coat<'a> {
    /// The same everywhere, or known in its extremes.
    Ink {
        /// The most on each plate; none where it takes a conversion.
        ink: Option<Ink>,
        /// The most in one place, in percent.
        total: f64,
        /// Whether it is a gradient.
        is_shading: bool,
        /// Whether it covers all that is painted with it.
        covers: bool,
    },
    /// A tiling pattern, to be painted on its own.
    Tiles(Option<ObjectId>, &'a Object),
}

/// One side of the graphics state, where it paints.
pub struct Brush<'s, 'a> {
    /// Its colour, overprint and alpha.
    pub side: &'s Side<'a>,
    /// Whether it strokes, and does not fill.
    pub is_stroke: bool,
    /// The graphics state.
    pub state: &'s State<'a>,
    /// Where it is.
    pub context: &'s Context<'a>,
}

impl<'s, 'a> Brush<'s, 'a> {
    /// What fills.
    pub fn fill(state: &'s State<'a>, context: &'s Context<'a>) -> Self {
        Self {
            side: &state.fill,
            is_stroke: false,
            state,
            context,
        }
    }

    /// What strokes.
    pub fn stroke(state: &'s State<'a>, context: &'s Context<'a>) -> Self {
        Self {
            side: &state.stroke,
            is_stroke: true,
            state,
            context,
        }
    }

    /// The part of a page that something is painted on, or nothing where it is clipped away.
    pub fn visible(&self, bounds: &Rect) -> Option<Rect> {
        let bounds = self.context.cover.as_ref().unwrap_or(bounds);
        self.state.clip.and_then(|clip| clip.meet(bounds))
    }

    /// How it blends, with the groups around it.
    pub fn blend(&self) -> Blend {
        self.context.blend.max(self.state.blend)
    }

    /// Whether something shows through it, or through the groups around it.
    pub fn is_soft(&self) -> bool {
        self.context.soft || self.state.soft || self.side.alpha < 1.0
    }
}
