//! The graphics state (ISO 32000-1, 8.4).

use std::rc::Rc;

use lopdf::{Object, ObjectId};

use crate::colour::space::Space;
use crate::geometry::{Matrix, Rect};
use crate::paint::mark::Blend;
use crate::pdf::font::Font;

/// The current colour, for filling or for stroking.
#[derive(Clone, Debug)]
pub struct Paint<'a> {
    /// Its colour space.
    pub space: Rc<Space>,
    /// Its components.
    pub components: Vec<f64>,
    /// The pattern, where the space is one of patterns.
    pub pattern: Option<(Option<ObjectId>, &'a Object)>,
}

impl Paint<'_> {
    /// The initial colour of a space.
    pub fn new(space: Rc<Space>) -> Self {
        Self {
            components: space.initial(),
            space,
            pattern: None,
        }
    }
}

/// What is kept for filling and for stroking each.
#[derive(Clone, Debug)]
pub struct Side<'a> {
    /// The colour.
    pub paint: Paint<'a>,
    /// `op` or `OP`.
    pub overprint: bool,
    /// `ca` or `CA`.
    pub alpha: f64,
}

/// What `q` saves and `Q` restores.
#[derive(Clone, Debug)]
pub struct State<'a> {
    /// From user space to points of the page.
    pub matrix: Matrix,
    /// The bounding box of the clipping path.
    pub clip: Option<Rect>,
    /// Whether the clipping path is that box.
    pub is_clip_exact: bool,
    /// For filling.
    pub fill: Side<'a>,
    /// For stroking.
    pub stroke: Side<'a>,
    /// `OPM` 1.
    pub mode1: bool,
    /// `BM`.
    pub blend: Blend,
    /// Whether there is a soft mask.
    pub soft: bool,
    /// The line width, in user space.
    pub width: f64,
    /// The text state.
    pub text: TextState<'a>,
}

/// The text state (ISO 32000-1, 9.3).
#[derive(Clone, Debug)]
pub struct TextState<'a> {
    /// `Tf`.
    pub font: Option<Rc<Font<'a>>>,
    /// `Tf`.
    pub size: f64,
    /// `Tc`.
    pub char_space: f64,
    /// `Tw`.
    pub word_space: f64,
    /// `Tz`, 1 for 100 %.
    pub scale: f64,
    /// `TL`.
    pub leading: f64,
    /// `Ts`.
    pub rise: f64,
    /// `Tr`.
    pub mode: i64,
    /// Where the next glyph goes.
    pub matrix: Matrix,
    /// Where the line began.
    pub line: Matrix,
}

impl State<'_> {
    /// What holds at the beginning of a page.
    pub fn new(matrix: Matrix, clip: Rect) -> Self {
        let side = || Side {
            paint: Paint::new(Rc::new(Space::Gray)),
            overprint: false,
            alpha: 1.0,
        };
        Self {
            matrix,
            clip: Some(clip),
            is_clip_exact: true,
            fill: side(),
            stroke: side(),
            mode1: false,
            blend: Blend::Normal,
            soft: false,
            width: 1.0,
            text: TextState {
                font: None,
                size: 0.0,
                char_space: 0.0,
                word_space: 0.0,
                scale: 1.0,
                leading: 0.0,
                rise: 0.0,
                mode: 0,
                matrix: Matrix::IDENTITY,
                line: Matrix::IDENTITY,
            },
        }
    }

    /// Narrows the clipping path to a box.
    pub fn narrow(&mut self, bounds: &Rect, exact: bool) {
        self.clip = self.clip.and_then(|clip| clip.meet(bounds));
        self.is_clip_exact &= exact;
    }

    /// What of a surely painted rectangle is left by the clipping path.
    pub fn inner(&self, rect: &Rect) -> Option<Rect> {
        let clip = self.clip.filter(|_| self.is_clip_exact)?;
        clip.meet(rect)
    }
}
