//! Reads a picture of pixels of whichever format.

use typst::foundations::Bytes;

use crate::picture::fault::Fault;
use crate::picture::jpeg;
use crate::picture::kind::Kind;
use crate::picture::png;
use crate::picture::raster::Raster;

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
