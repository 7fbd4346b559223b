//! Pictures of pixels, as far as it matters whether they are shown right.

use crate::picture::fault::Fault;
use crate::picture::profile::Samples;

/// The most bytes of a picture in memory: as many as the engine takes.
pub const LARGEST: usize = 512 << 20;

/// A picture that is whole.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Raster {
    /// What its samples are.
    pub samples: Samples,
    /// The file that the engine gets in its place, if it would not do justice to its colours.
    pub embedded: Option<Vec<u8>>,
}

/// Said of a picture that does not fit into memory.
pub fn too_large() -> Fault {
    Fault::format(
        "is larger than 512 MB when it is unpacked",
        "make it smaller: 300 pixels an inch are enough for print",
    )
}
