//! The result of examining a PNG or JPEG file.

use crate::diagnostic::Code;
use crate::picture::fault::Fault;
use crate::picture::profile::Samples;

/// The largest decoded picture, in bytes: the engine's limit.
pub const LARGEST: usize = 512 << 20;

/// A picture that is complete and can be shown.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Raster {
    /// The colour space of its samples.
    pub samples: Samples,
    /// The file to pass to the engine instead, if the engine would misinterpret the colours of the original.
    pub embedded: Option<Vec<u8>>,
}

/// The fault of a picture whose decoded size exceeds [`LARGEST`].
pub fn too_large() -> Fault {
    Fault {
        code: Code::TooLarge,
        what: format!("is larger than {} MiB when it is unpacked", LARGEST >> 20),
        hint: "make it smaller: 300 pixels an inch are enough for print",
    }
}
