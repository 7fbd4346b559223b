//! Converts the images of a PDF into the inks of the condition.

use lopdf::{Document, Object, ObjectId, Stream};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use crate::export::press::color::Converter;
use crate::export::press::space::{Space, Spaces};
use crate::picture::jpeg;

/// Converts an image to DeviceCMYK. Images in other colour spaces, such as spot colours, are kept.
pub fn print(
    document: &mut Document,
    id: ObjectId,
    converter: &Converter,
    spaces: &Spaces,
) -> Result<(), String> {
    let Ok(stream) = document.get_object(id).and_then(Object::as_stream) else {
        return Ok(());
    };
    let Ok(space) = stream.dict.get(b"ColorSpace").map(|s| spaces.space(s)) else {
        return Ok(());
    };
    let bytes = |profile: Option<ObjectId>| {
        let profile = document.get_object(profile?).ok()?;
        profile.as_stream().ok()?.get_plain_content().ok()
    };
    let printed = match space {
        Space::Other => return Ok(()),
        Space::Cmyk(profile) => inks(stream, bytes(profile).as_deref(), converter)?,
        Space::Grey(profile) => {
            let pixels = samples(stream, 1)?;
            in_inks(
                stream,
                &converter.grey_pixels(&pixels, bytes(profile).as_deref())?,
            )?
        }
        Space::Rgb(profile) => {
            let pixels = samples(stream, 3)?;
            in_inks(
                stream,
                &converter.pixels(&pixels, bytes(profile).as_deref())?,
            )?
        }
    };
    let mut printed = printed;
    printed.dict.set("ColorSpace", "DeviceCMYK");
    // The rendering intent was applied during the conversion.
    printed.dict.remove(b"Intent");
    document.objects.insert(id, printed.into());
    Ok(())
}

/// An image in CMYK: unchanged, or converted if its profile is that of another condition.
fn inks(stream: &Stream, profile: Option<&[u8]>, converter: &Converter) -> Result<Stream, String> {
    let mut kept = stream.clone();
    // Adobe's programs store the inks inverted and mark such files. The engine writes a `Decode` array that inverts all
    // CMYK JPEGs, so the array is removed from those that are not marked.
    let is_jpeg = stream.filters().unwrap_or_default() == [b"DCTDecode"];
    if is_jpeg && !jpeg::is_adobe(&stream.content) {
        kept.dict.remove(b"Decode");
    }
    let Some(profile) = profile else {
        return Ok(kept);
    };
    let mut pixels = samples(&kept, 4)?;
    if kept.dict.has(b"Decode") {
        pixels.iter_mut().for_each(|ink| *ink = 255 - *ink);
    }
    match converter.ink_pixels(&pixels, profile)? {
        Some(printed) => in_inks(&kept, &printed),
        None => Ok(kept),
    }
}

/// Removes the soft mask of an image if it is completely opaque.
pub fn unmask(document: &mut Document, id: ObjectId) {
    let image = document.get_object(id).and_then(Object::as_stream);
    let mask = image.and_then(|image| image.dict.get(b"SMask")?.as_reference());
    let is_clear = mask.is_ok_and(|mask| {
        let stream = document.get_object(mask).and_then(Object::as_stream);
        let content = stream.and_then(Stream::get_plain_content);
        content.is_ok_and(|bytes| !bytes.is_empty() && bytes.iter().all(|b| *b == 255))
    });
    if is_clear && let Ok(Object::Stream(stream)) = document.get_object_mut(id) {
        stream.dict.remove(b"SMask");
    }
}

/// The decoded samples of an image, one byte each, `parts` for each pixel. Fails if their number does not fit the
/// image's size.
fn samples(stream: &Stream, parts: usize) -> Result<Vec<u8>, String> {
    let number = |key: &[u8]| stream.dict.get(key).and_then(Object::as_i64).ok();
    let size = |key| number(key).and_then(|n| usize::try_from(n).ok());
    let wanted = size(b"Width").zip(size(b"Height"));
    let wanted = wanted.and_then(|(w, h)| w.checked_mul(h)?.checked_mul(parts));
    let filters = stream.filters().unwrap_or_default();
    let bytes = match filters.as_slice() {
        [b"DCTDecode"] => decoded(&stream.content, parts)?,
        _ => {
            let bytes = stream.get_plain_content().map_err(|e| e.to_string())?;
            match number(b"BitsPerComponent") {
                // Of samples with 16 bits, the high byte is enough.
                Some(16) => bytes.chunks_exact(2).map(|pair| pair[0]).collect(),
                Some(8) => bytes,
                other => return Err(format!("a picture of {other:?} bits a sample")),
            }
        }
    };
    match wanted {
        Some(wanted) if wanted == bytes.len() => Ok(bytes),
        _ => Err("a picture whose samples are not as many as its size wants".to_owned()),
    }
}

fn decoded(bytes: &[u8], parts: usize) -> Result<Vec<u8>, String> {
    let space = match parts {
        1 => ColorSpace::Luma,
        3 => ColorSpace::RGB,
        _ => ColorSpace::CMYK,
    };
    let options = DecoderOptions::default().jpeg_set_out_colorspace(space);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder
        .decode()
        .map_err(|error| format!("a JPEG file: {error}"))
}

/// The image with CMYK samples, losslessly compressed.
fn in_inks(stream: &Stream, samples: &[u8]) -> Result<Stream, String> {
    let mut dict = stream.dict.clone();
    dict.set("BitsPerComponent", 8);
    for key in [&b"Filter"[..], b"DecodeParms", b"Decode"] {
        dict.remove(key);
    }
    let mut stream = Stream::new(dict, samples.to_vec());
    stream.compress().map_err(|error| error.to_string())?;
    Ok(stream)
}
