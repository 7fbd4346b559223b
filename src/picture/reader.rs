//! Reads PNG and JPEG files, in whichever format the content is.

use typst::foundations::Bytes;

use crate::picture::fault::Fault;
use crate::picture::jpeg;
use crate::picture::kind::Kind;
use crate::picture::png;
use crate::picture::raster::Raster;

/// Decodes a PNG or JPEG file completely. Memoized: the same bytes are decoded once.
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

/// The bytes to pass to the engine for a file with this name: the file's own, or those of an equivalent picture with
/// colours that the engine interprets correctly. A damaged file is passed on unchanged; it is reported where the
/// article shows it.
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
