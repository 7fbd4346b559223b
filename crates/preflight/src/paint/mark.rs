//! Marks: what a page paints, one after the other.

use crate::colour::ink::Ink;
use crate::geometry::Rect;

/// What kind of thing was painted.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Kind {
    /// Glyphs.
    Text,
    /// A line.
    Stroke,
    /// A filled area; with its thinner side in points, where it is a rectangle.
    Area(Option<f64>),
    /// An image.
    Image,
    /// A gradient.
    Shading,
}

impl Kind {
    /// Its name in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Stroke => "a line",
            Self::Area(_) => "an area",
            Self::Image => "an image",
            Self::Shading => "a gradient",
        }
    }

    /// Whether black in it has to be K only: text, lines, and rectangles as thin as lines.
    pub fn is_fine(self) -> bool {
        match self {
            Self::Text | Self::Stroke => true,
            Self::Area(thin) => thin.is_some_and(|points| points <= 2.0),
            Self::Image | Self::Shading => false,
        }
    }
}

/// From which colour space the ink comes: overprint depends on it (ISO 32000-1, 8.6.7).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Source {
    /// DeviceCMYK, given directly: overprint mode 1 leaves the plates alone whose ink is 0.
    Cmyk,
    /// Process colour by other ways: it always sets all process plates.
    Process,
    /// Separation and DeviceN: they set their own plates.
    Spot,
}

/// How a mark and what is below it become one, from the mildest to the worst for ink.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Blend {
    /// It covers.
    Normal,
    /// Never more ink than one of both has: Darken, Lighten, Screen, ColorDodge.
    Most,
    /// Never more than both one after the other: Multiply, Overlay, HardLight, SoftLight.
    Multiply,
    /// Anything: ColorBurn, Difference, Exclusion, and the modes that mix hues.
    Wild,
}

impl Blend {
    /// The mode of a name (ISO 32000-1, 11.3.5).
    pub fn named(name: &[u8]) -> Self {
        match name {
            b"Normal" | b"Compatible" => Self::Normal,
            b"Darken" | b"Lighten" | b"Screen" | b"ColorDodge" => Self::Most,
            b"Multiply" | b"Overlay" | b"HardLight" | b"SoftLight" => Self::Multiply,
            _ => Self::Wild,
        }
    }
}

/// One thing that was painted.
#[derive(Clone, Debug)]
pub struct Mark {
    /// What it is.
    pub kind: Kind,
    /// All of it is in here; clipped, in points.
    pub outer: Rect,
    /// All of this is painted, where that is known.
    pub inner: Option<Rect>,
    /// Its ink: the most on each plate. None where it takes a conversion.
    pub ink: Option<Ink>,
    /// The most ink in one place of it, in percent.
    pub total: f64,
    /// Where the ink comes from.
    pub source: Source,
    /// Whether it overprints.
    pub overprint: bool,
    /// Whether overprint mode is 1.
    pub mode1: bool,
    /// How it blends, the groups that it is in included.
    pub blend: Blend,
    /// Whether what is below shows through: alpha below 1, or a soft mask.
    pub soft: bool,
}

impl Mark {
    /// Whether nothing of what is below it shows.
    pub fn is_opaque(&self) -> bool {
        !self.soft && self.blend == Blend::Normal && !self.overprint
    }
}
