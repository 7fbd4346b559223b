//! Pictures of pixels, as far as it matters whether they are shown right.

use typst::foundations::Bytes;

use crate::picture::fault::Fault;
use crate::picture::kind::Kind;
use crate::picture::profile::Samples;
use crate::picture::{jpeg, png};

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

/// Reads a PNG or a JPEG to its end, once for the same bytes.
#[comemo::memoize]
pub fn examine(bytes: Bytes) -> Result<Raster, Fault> {
    match Kind::of(&bytes) {
        Kind::Png => png::examine(&bytes),
        Kind::Jpeg => jpeg::examine(&bytes),
        other => Err(Fault::format(
            format!("is {}", other.name()),
            "use a PNG, a JPEG or an SVG file",
        )),
    }
}

/// The bytes that the engine gets of a file with such a name: those of the file, or of one with the same picture whose
/// colours it can tell. What is no whole picture stays as it is: it is reported where it is named.
pub fn for_engine(path: &str, bytes: Bytes) -> Bytes {
    if !matches!(Kind::of_name(path), Some(Kind::Png | Kind::Jpeg)) {
        return bytes;
    }
    match examine(bytes.clone()) {
        Ok(Raster {
            embedded: Some(embedded),
            ..
        }) => Bytes::new(embedded),
        _ => bytes,
    }
}

/// Said of a picture that does not fit into memory.
pub fn too_large() -> Fault {
    Fault::format(
        "is larger than 512 MB when it is unpacked",
        "make it smaller: 300 pixels an inch are enough for print",
    )
}
