//! Reads PNG and JPEG files, in whichever format the content is.

use typst::foundations::Bytes;

use crate::diagnostic::Code;
use crate::picture::fault::Fault;
use crate::picture::jpeg;
use crate::picture::kind::Kind;
use crate::picture::png;
use crate::picture::raster::{LARGEST, Raster};

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
/// article shows it. Of one that is too large, the engine gets nothing: it would unpack it.
pub fn for_engine(path: &str, bytes: Bytes) -> Bytes {
    if is_large_gif(&bytes) {
        return Bytes::new([]);
    }
    let is_picture = |kind| matches!(kind, Kind::Png | Kind::Jpeg);
    if !Kind::of_name(path).is_some_and(is_picture) && !is_picture(Kind::of(&bytes)) {
        return bytes;
    }
    match examine(bytes.clone()) {
        Err(fault) if fault.code == Code::TooLarge => Bytes::new([]),
        Ok(Raster {
            embedded: Some(embedded),
            ..
        }) => Bytes::new(embedded),
        _ => bytes,
    }
}

/// Whether a file is a GIF, which only layouts can show, of more pixels than may be unpacked (GIF89a, 18).
fn is_large_gif(bytes: &[u8]) -> bool {
    let Some(&[w, wide, h, high]) = bytes.get(6..10).filter(|_| bytes.starts_with(b"GIF8")) else {
        return false;
    };
    let side = |low: u8, high: u8| usize::from(u16::from_le_bytes([low, high]));
    side(w, wide) * side(h, high) * 4 > LARGEST
}
