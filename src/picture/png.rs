//! PNG files: completeness and colours (Portable Network Graphics, third edition).

use std::io::Cursor;

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc, Decompress, FlushDecompress, Status};
use moxcms::{
    CicpColorPrimaries, CicpProfile, ColorProfile, MatrixCoefficients, TransferCharacteristics,
};
use png::{
    BitDepth, ColorType, DecodeOptions, Decoder, DecodingError, Info, Limits, Transformations,
};

use crate::picture::fault::Fault;
use crate::picture::profile::{self, Samples};
use crate::picture::raster::{LARGEST, Raster, too_large};

/// The length of the signature, in bytes.
const START: usize = 8;
/// The chunks that define colours (11.3.2).
const COLOURS: [&[u8; 4]; 5] = [b"iCCP", b"gAMA", b"cHRM", b"sRGB", b"cICP"];

/// Decodes a whole file, and checks that no data is missing and that its profile fits its colours.
pub fn examine(bytes: &[u8]) -> Result<Raster, Fault> {
    let mut options = DecodeOptions::default();
    options.set_ignore_adler32(false);
    options.set_skip_ancillary_crc_failures(false);
    let mut decoder = Decoder::new_with_options(Cursor::new(bytes), options);
    decoder.set_limits(Limits { bytes: LARGEST });
    decoder.set_transformations(Transformations::EXPAND);
    let mut reader = decoder.read_info().map_err(fault)?;
    if reader.info().animation_control.is_some() {
        return Err(Fault::format(
            "is animated, and a page shows one picture",
            "save the picture that is meant as a file of its own",
        ));
    }
    let size = reader.output_buffer_size().filter(|size| *size <= LARGEST);
    let mut pixels = vec![0; size.ok_or_else(too_large)?];
    reader.next_frame(&mut pixels).map_err(fault)?;
    reader.finish().map_err(fault)?;
    if !is_packed_whole(bytes) {
        return Err(Fault::damaged(
            "is cut off: the end of its pixels is missing",
        ));
    }
    let (color, depth) = reader.output_color_type();
    let info = reader.info();
    let samples = match color {
        ColorType::Grayscale | ColorType::GrayscaleAlpha => Samples::Grey,
        _ => Samples::Rgb,
    };
    let profile = profile_of(bytes, info, samples)?;
    let own = info.icc_profile.as_deref();
    let is_deep = depth == BitDepth::Sixteen;
    let embedded = match profile {
        // The engine ignores cICP and would apply the iCCP chunk that cICP overrides.
        None if info.coding_independent_code_points.is_some() && own.is_some() => {
            Some(with_profile(bytes, None))
        }
        None => None,
        // The engine reduces samples of 16 bits to 8 and loses the profile, so they are reduced here.
        Some(profile) if is_deep => Some(with_profile(
            &rounded(info, color, &pixels, bytes)?,
            Some(&profile),
        )),
        Some(profile) if own == Some(&profile[..]) => None,
        Some(profile) => Some(with_profile(bytes, Some(&profile))),
    };
    Ok(Raster { samples, embedded })
}

fn fault(error: DecodingError) -> Fault {
    match error {
        DecodingError::LimitsExceeded => too_large(),
        DecodingError::IoError(_) => Fault::damaged("is cut off"),
        error => Fault::damaged(format!("is damaged ({error})")),
    }
}

/// Whether the compressed pixels are complete, checksum included. The decoder stops after the last row and does not
/// verify that.
fn is_packed_whole(bytes: &[u8]) -> bool {
    let mut inflate = Decompress::new(true);
    let mut pixels = vec![0; 64 * 1024];
    for chunk in chunks(bytes).filter(|chunk| chunk.name == b"IDAT") {
        let mut packed = chunk.data();
        loop {
            let before = (inflate.total_in(), inflate.total_out());
            match inflate.decompress(packed, &mut pixels, FlushDecompress::None) {
                Ok(Status::StreamEnd) => return true,
                Ok(_) => {}
                Err(_) => return false,
            }
            if (inflate.total_in(), inflate.total_out()) == before {
                break;
            }
            let taken = usize::try_from(inflate.total_in() - before.0).unwrap_or(packed.len());
            packed = packed.get(taken..).unwrap_or_default();
        }
    }
    false
}

/// The colour profile, by the first of cICP, iCCP, sRGB, and gAMA with cHRM (13.1). `None` for sRGB.
fn profile_of(bytes: &[u8], info: &Info, samples: Samples) -> Result<Option<Vec<u8>>, Fault> {
    if let Some(points) = info.coding_independent_code_points {
        if (points.color_primaries, points.transfer_function) == (1, 13) {
            return Ok(None);
        }
        let failed = || {
            Fault::profile(
                "has colours (`cICP`) that paper and PDF do not know, such as those of HDR",
            )
        };
        let transfer_characteristics =
            TransferCharacteristics::try_from(points.transfer_function).map_err(|_| failed())?;
        let is_hdr = matches!(
            transfer_characteristics,
            TransferCharacteristics::Smpte2084 | TransferCharacteristics::Hlg
        );
        let cicp = CicpProfile {
            color_primaries: CicpColorPrimaries::try_from(points.color_primaries)
                .map_err(|_| failed())?,
            transfer_characteristics,
            matrix_coefficients: MatrixCoefficients::Identity,
            full_range: true,
        };
        if is_hdr || samples != Samples::Rgb || !points.is_video_full_range_image {
            return Err(failed());
        }
        let mut profile = ColorProfile::new_srgb();
        profile.update_rgb_colorimetry_from_cicp(cicp);
        profile.cicp = None;
        return profile::encoded(&profile).map(Some);
    }
    if chunks(bytes).any(|chunk| chunk.name == b"iCCP") {
        let Some(own) = &info.icc_profile else {
            return Err(Fault::profile(
                "has a colour profile that cannot be unpacked",
            ));
        };
        return profile::embedded(own, samples);
    }
    if info.srgb.is_some() {
        return Ok(None);
    }
    let gamma = info.gama_chunk.map(|gamma| f64::from(gamma.into_value()));
    let places = info.chrm_chunk.map(|c| {
        [c.white, c.red, c.green, c.blue]
            .map(|(x, y)| (f64::from(x.into_value()), f64::from(y.into_value())))
    });
    let near = |a: f64, b: f64, by: f64| (a - b).abs() <= by;
    let is_usual_gamma = gamma.is_none_or(|gamma| near(gamma, 0.45455, 0.005));
    let usual = [(0.3127, 0.329), (0.64, 0.33), (0.3, 0.6), (0.15, 0.06)];
    let are_usual_places = samples == Samples::Grey
        || places.is_none_or(|places| {
            let mut pairs = places.iter().zip(&usual);
            pairs.all(|(a, b)| near(a.0, b.0, 0.002) && near(a.1, b.1, 0.002))
        });
    if is_usual_gamma && are_usual_places {
        return Ok(None);
    }
    if gamma.is_some_and(|gamma| !(0.05..=20.0).contains(&gamma)) {
        return Err(Fault::profile("has a gamma (`gAMA`) that makes no sense"));
    }
    // With the primaries of sRGB, a gamma of 1/2.2 stands for the transfer curve of sRGB (13.13).
    let gamma = gamma.filter(|_| !is_usual_gamma || !are_usual_places);
    profile::of_primaries(gamma, places, samples).map(Some)
}

struct Chunk<'b> {
    name: &'b [u8],
    /// The whole chunk, with length, name and checksum.
    whole: &'b [u8],
}

impl<'b> Chunk<'b> {
    fn data(&self) -> &'b [u8] {
        let end = self.whole.len().saturating_sub(4);
        self.whole.get(8..end).unwrap_or_default()
    }
}

fn chunks(bytes: &[u8]) -> impl Iterator<Item = Chunk<'_>> {
    let mut rest = bytes.get(START..).unwrap_or_default();
    std::iter::from_fn(move || {
        let length = rest
            .get(..4)?
            .iter()
            .fold(0, |n: usize, b| n << 8 | usize::from(*b));
        let whole = rest.get(..length.checked_add(12)?)?;
        rest = &rest[whole.len()..];
        Some(Chunk {
            name: &whole[4..8],
            whole,
        })
    })
}

/// The file with all colour chunks replaced by a profile, or removed.
fn with_profile(bytes: &[u8], profile: Option<&[u8]>) -> Vec<u8> {
    let mut out = bytes.get(..START).unwrap_or_default().to_vec();
    for chunk in chunks(bytes) {
        if !COLOURS.iter().any(|name| chunk.name == *name) {
            out.extend(chunk.whole);
        }
        if chunk.name == b"IHDR"
            && let Some(profile) = profile
        {
            let mut data = b"ICC\0\0".to_vec();
            let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
            let _ = std::io::Write::write_all(&mut packed, profile);
            data.extend(packed.finish().unwrap_or_default());
            push(&mut out, b"iCCP", &data);
        }
    }
    out
}

fn push(out: &mut Vec<u8>, name: &[u8; 4], data: &[u8]) {
    let mut crc = Crc::new();
    crc.update(name);
    crc.update(data);
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a profile is no larger than 10 MB"
    )]
    let length = data.len() as u32;
    out.extend(length.to_be_bytes());
    out.extend(name);
    out.extend(data);
    out.extend(crc.sum().to_be_bytes());
}

/// The picture with samples of 8 bits. Physical size (pHYs) and orientation (eXIf) are kept.
fn rounded(info: &Info, color: ColorType, pixels: &[u8], bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    let round = |pair: &[u8]| {
        let sample = u32::from(pair[0]) << 8 | u32::from(pair[1]);
        u8::try_from((sample * 255 + 32767) / 65535).unwrap_or(u8::MAX)
    };
    let samples: Vec<u8> = pixels.chunks_exact(2).map(round).collect();
    let failed =
        |error: png::EncodingError| Fault::damaged(format!("cannot be rewritten ({error})"));
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, info.width, info.height);
    encoder.set_color(color);
    encoder.set_depth(BitDepth::Eight);
    let mut writer = encoder.write_header().map_err(failed)?;
    for chunk in chunks(bytes).filter(|chunk| [&b"pHYs"[..], b"eXIf"].contains(&chunk.name)) {
        let name = [chunk.name[0], chunk.name[1], chunk.name[2], chunk.name[3]];
        writer
            .write_chunk(png::chunk::ChunkType(name), chunk.data())
            .map_err(failed)?;
    }
    writer.write_image_data(&samples).map_err(failed)?;
    writer.finish().map_err(failed)?;
    Ok(out)
}
