//! JPEG files: completeness and colours (ITU-T T.81; embedded profiles as in ICC.1:2022, annex B.4).

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use crate::picture::fault::Fault;
use crate::picture::profile::{self, Samples};
use crate::picture::raster::{LARGEST, Raster, too_large};
use crate::picture::scans;

/// The signature of an APP2 segment with a part of a profile. The part's number and the number of parts follow.
const ICC: &[u8] = b"ICC_PROFILE\0";
/// The largest part of a profile in one segment, in bytes.
const MOST: usize = 65_535 - 2 - ICC.len() - 2;

/// Decodes a whole file, and checks that no data is missing and that its profile fits its colours.
pub fn examine(bytes: &[u8]) -> Result<Raster, Fault> {
    let options = DecoderOptions::default()
        .set_strict_mode(true)
        .set_max_width(usize::MAX)
        .set_max_height(usize::MAX);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    let segments = segments(bytes);
    if let Err(error) = decoder.decode_headers() {
        return Err(match segments.is_whole {
            true => unknown(&error),
            false => Fault::damaged("is cut off"),
        });
    }
    let (width, height) = decoder.dimensions().unwrap_or_default();
    if width.saturating_mul(height).saturating_mul(4) > LARGEST {
        return Err(too_large());
    }
    if !segments.is_whole {
        return Err(Fault::damaged("is cut off: its end is missing"));
    }
    let samples = match decoder.input_colorspace() {
        Some(ColorSpace::Luma) => Samples::Grey,
        Some(ColorSpace::YCbCr | ColorSpace::RGB) => Samples::Rgb,
        Some(ColorSpace::CMYK | ColorSpace::YCCK) => Samples::Cmyk,
        _ => {
            return Err(Fault::format(
                "holds colours that are neither grey, RGB nor CMYK",
                "save it in RGB",
            ));
        }
    };
    scans::check(bytes)?;
    let own = decoder.icc_profile();
    match decoder.decode() {
        // Readers skip bytes between segments, so they are no fault.
        Err(error) if error.to_string().contains("Extra bytes between headers") => {}
        Err(error) => return Err(Fault::damaged(format!("is damaged ({})", said(&error)))),
        Ok(_) => {}
    }
    let profile = match (&own, segments.has_profile) {
        (Some(own), _) => profile::embedded(own, samples)?,
        (None, true) => {
            return Err(Fault::profile(
                "has a colour profile of which a part is missing",
            ));
        }
        (None, false) => None,
    };
    let embedded = profile.filter(|profile| own.as_ref() != Some(profile));
    Ok(Raster {
        samples,
        embedded: embedded.map(|profile| with_profile(bytes, &profile)),
    })
}

/// Whether the file has an APP14 segment of Adobe's, in which case CMYK values are inverted.
pub fn is_adobe(bytes: &[u8]) -> bool {
    segments(bytes).is_adobe
}

fn said(error: &impl std::fmt::Display) -> String {
    error
        .to_string()
        .replace("[strict-mode]: ", "")
        .trim_matches('"')
        .to_owned()
}

fn unknown(error: &impl std::fmt::Display) -> Fault {
    Fault::format(
        format!("is a JPEG that cannot be read ({})", said(error)),
        "save it again as a baseline or progressive JPEG",
    )
}

/// What the markers of a file reveal without decoding.
struct Segments {
    /// Whether an end-of-image marker (EOI) was found.
    is_whole: bool,
    /// Whether there is a profile or a part of one.
    has_profile: bool,
    /// Whether there is an APP14 segment of Adobe's, which other programs write too.
    is_adobe: bool,
    /// The byte ranges of the profile's segments, markers included.
    profile: Vec<std::ops::Range<usize>>,
}

/// Scans the markers up to the end of the first image.
fn segments(bytes: &[u8]) -> Segments {
    let mut found = Segments {
        is_whole: false,
        has_profile: false,
        is_adobe: false,
        profile: Vec::new(),
    };
    let mut at = 2;
    // Everything before a marker, entropy-coded data included, is skipped.
    while let Some(skip) = bytes
        .get(at..)
        .and_then(|rest| rest.iter().position(|b| *b == 0xFF))
    {
        let start = at + skip;
        let Some(marker) = bytes.get(start + 1) else {
            break;
        };
        at = start + 2;
        match marker {
            0xD9 => {
                found.is_whole = true;
                break;
            }
            // A fill byte; then a stuffed byte, and markers without a length.
            0xFF => at = start + 1,
            0x00 | 0x01 | 0xD0..=0xD8 => {}
            _ => {
                let Some(&[high, low]) = bytes.get(at..at + 2) else {
                    break;
                };
                let end = at + (usize::from(high) << 8 | usize::from(low)).max(2);
                if *marker == 0xE2
                    && bytes
                        .get(at + 2..)
                        .is_some_and(|rest| rest.starts_with(ICC))
                {
                    found.has_profile = true;
                    found.profile.push(start..end);
                }
                found.is_adobe |= *marker == 0xEE
                    && bytes
                        .get(at + 2..)
                        .is_some_and(|rest| rest.starts_with(b"Adobe"));
                at = end;
            }
        }
    }
    found
}

/// The file with its profile replaced. The image data is unchanged.
fn with_profile(bytes: &[u8], profile: &[u8]) -> Vec<u8> {
    let old = segments(bytes).profile;
    // A new profile goes after the start-of-image marker (SOI) and the JFIF segment, which must be the first.
    let jfif = match bytes.get(2..6) {
        Some(&[0xFF, 0xE0, high, low]) => 2 + (usize::from(high) << 8 | usize::from(low)),
        _ => 0,
    };
    let first = old
        .first()
        .map_or(2 + jfif, |range| range.start)
        .min(bytes.len());
    let mut out = bytes[..first].to_vec();
    let count = profile.len().div_ceil(MOST);
    for (index, part) in profile.chunks(MOST).enumerate() {
        let length = u16::try_from(2 + ICC.len() + 2 + part.len()).unwrap_or(u16::MAX);
        out.extend([0xFF, 0xE2]);
        out.extend(length.to_be_bytes());
        out.extend(ICC);
        out.extend([index + 1, count].map(|n| u8::try_from(n).unwrap_or(u8::MAX)));
        out.extend(part);
    }
    let mut from = first;
    for range in old {
        out.extend(bytes.get(from..range.start).unwrap_or_default());
        from = range.end;
    }
    out.extend(bytes.get(from..).unwrap_or_default());
    out
}
