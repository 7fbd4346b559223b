//! Images: how many pixels they have, and how much ink their pixels are.

use lopdf::{Dictionary, Object, Stream};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use crate::colour::ink::Ink;
use crate::colour::samples::bits_at;
use crate::colour::space::Space;
use crate::pdf::file::{Coded, File};

/// How many pixels are looked at.
const PIXELS: usize = 100_000_000;
/// The longest side that a JPEG may have.
const SIDE: usize = 65_535;

/// The properties of an image.
#[derive(Clone, Debug)]
pub struct Raster {
    /// In pixels.
    pub width: f64,
    /// In pixels.
    pub height: f64,
    /// Whether it only lets the current colour through.
    pub is_mask: bool,
    /// Its colour space; none for masks.
    pub space: Option<Space>,
    /// Its ink, or why that is not known.
    pub ink: Result<Extremes, String>,
}

/// The ink of all pixels of an image.
#[derive(Clone, PartialEq, Debug)]
pub struct Extremes {
    /// The most on each plate.
    pub most: Ink,
    /// The most in one pixel, in percent.
    pub total: f64,
    /// Whether all pixels are alike: then it has no resolution.
    pub even: bool,
}

/// Looks at an image. Inline images may abbreviate their keys, so each is looked up by both names.
pub fn read(file: &File, stream: &Stream, resources: Option<&Dictionary>) -> Raster {
    let dict = &stream.dict;
    let size = |short: &[u8], long: &[u8]| {
        let found = file.number(dict, long).or_else(|| file.number(dict, short));
        found.unwrap_or(0.0).max(0.0)
    };
    let (width, height) = (size(b"W", b"Width"), size(b"H", b"Height"));
    let mask = file
        .get(dict, b"ImageMask")
        .or_else(|| file.get(dict, b"IM"));
    let is_mask = matches!(mask, Some(Object::Boolean(true)));
    let named = file
        .get(dict, b"ColorSpace")
        .or_else(|| file.get(dict, b"CS"));
    let space = match named {
        _ if is_mask => None,
        Some(named) => Some(Space::read(file, named, resources)),
        None => Some(Space::Unknown("an image has no colour space".to_owned())),
    };
    let ink = match &space {
        None => Err("it is a mask".to_owned()),
        Some(space) => ink(file, stream, space, width as usize, height as usize),
    };
    Raster {
        width,
        height,
        is_mask,
        space,
        ink,
    }
}

fn ink(
    file: &File,
    stream: &Stream,
    space: &Space,
    width: usize,
    height: usize,
) -> Result<Extremes, String> {
    let dict = &stream.dict;
    if let Some(why) = space.unknown() {
        return Err(why.to_owned());
    }
    if !space.foreign().is_empty() {
        return Err("its inks are known only when it is converted".to_owned());
    }
    let pixels = width.checked_mul(height).filter(|n| *n > 0 && *n <= PIXELS);
    let pixels = pixels.ok_or("its number of pixels makes no sense")?;
    let count = space.components();
    let bits = file
        .number(dict, b"BitsPerComponent")
        .or_else(|| file.number(dict, b"BPC"));
    let (bytes, bits) = match file.coded(stream)? {
        Coded::Plain(bytes) => (bytes, bits.unwrap_or(8.0) as usize),
        Coded::Dct(bytes) => (jpeg(&bytes, count, width, height)?, 8),
        // One ink is never more than one plate, whatever the pixels are.
        Coded::Other(_) if count == 1 && !matches!(space, Space::Indexed(_)) => {
            let full = if *space == Space::Gray { 0.0 } else { 1.0 };
            let most = space.ink(&[full]).unwrap_or_default();
            return Ok(Extremes {
                total: most.total(),
                most,
                even: false,
            });
        }
        Coded::Other(filter) => return Err(format!("its filter {filter} is not read here")),
    };
    if !matches!(bits, 1 | 2 | 4 | 8 | 16) {
        return Err("its samples have a strange size".to_owned());
    }
    let row = (width * count * bits).div_ceil(8);
    if bytes.len() < row.saturating_mul(height) {
        return Err("it has less data than pixels".to_owned());
    }
    let most = (2_f64).powi(bits as i32) - 1.0;
    let natural = match space {
        Space::Indexed(_) => (0.0, most),
        _ => (0.0, 1.0),
    };
    let decode = file
        .pairs(dict, b"Decode")
        .or_else(|| file.pairs(dict, b"D"));
    let decode = decode.unwrap_or_else(|| vec![natural; count]);
    let mut scan = Scan::new(space, most, &decode);
    for line in bytes.chunks_exact(row).take(height) {
        scan.row(line, width, count, bits);
    }
    scan.extremes
        .filter(|_| pixels > 0)
        .ok_or_else(|| "its colours cannot be read".to_owned())
}

/// What was seen of an image so far.
struct Scan<'a> {
    space: &'a Space,
    most: f64,
    decode: &'a [(f64, f64)],
    /// The last pixel: neighbours are often alike.
    last: Vec<u32>,
    /// Of samples that are pixels by themselves: which values were seen.
    seen: Vec<bool>,
    /// The sums of CMYK pixels of eight bits need no colour spaces.
    fast: bool,
    extremes: Option<Extremes>,
}

impl<'a> Scan<'a> {
    fn new(space: &'a Space, most: f64, decode: &'a [(f64, f64)]) -> Self {
        Self {
            space,
            most,
            decode,
            last: Vec::new(),
            seen: vec![false; 1 << 16],
            fast: *space == Space::Cmyk && most == 255.0,
            extremes: None,
        }
    }

    fn row(&mut self, line: &[u8], width: usize, count: usize, bits: usize) {
        let mut samples = vec![0; count];
        for pixel in 0..width {
            let start = pixel * count;
            for (at, sample) in samples.iter_mut().enumerate() {
                *sample = match bits {
                    8 => u32::from(line.get(start + at).copied().unwrap_or_default()),
                    _ => bits_at(line, (start + at) * bits, bits),
                };
            }
            if samples == self.last {
                continue;
            }
            self.last.clone_from(&samples);
            let alone = samples.first().filter(|_| count == 1);
            let seen = alone.and_then(|value| self.seen.get_mut(*value as usize));
            if seen.is_none_or(|seen| !std::mem::replace(seen, true)) {
                self.pixel(&samples);
            }
        }
    }

    fn pixel(&mut self, samples: &[u32]) {
        let values = samples.iter().zip(self.decode);
        let values =
            values.map(|(sample, (from, to))| from + f64::from(*sample) / self.most * (to - from));
        if let (true, Some(extremes)) = (self.fast, &mut self.extremes) {
            let mut total = 0.0;
            for (most, value) in extremes.most.process.iter_mut().zip(values) {
                let value = value.clamp(0.0, 1.0);
                *most = most.max(value);
                total += value;
            }
            extremes.total = extremes.total.max(total * 100.0);
            extremes.even = false;
            return;
        }
        let values: Vec<f64> = values.collect();
        let Some(ink) = self.space.ink(&values) else {
            return;
        };
        let total = ink.total();
        self.extremes = Some(match self.extremes.take() {
            None => Extremes {
                most: ink,
                total,
                even: true,
            },
            Some(extremes) => Extremes {
                most: extremes.most.most(&ink),
                total: extremes.total.max(total),
                even: false,
            },
        });
    }
}

/// The samples of a JPEG, as the filter gives them: CMYK as it is stored, and YCCK turned into
/// CMYK. Adobe's inverted values are what the image's `Decode` array is for.
fn jpeg(bytes: &[u8], count: usize, width: usize, height: usize) -> Result<Vec<u8>, String> {
    let damaged = |_| "its JPEG data cannot be read".to_owned();
    let options = DecoderOptions::default()
        .set_strict_mode(true)
        .set_max_width(SIDE)
        .set_max_height(SIDE);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(damaged)?;
    let stored = decoder.input_colorspace().unwrap_or(ColorSpace::Unknown);
    let size = decoder
        .info()
        .map(|info| (usize::from(info.width), usize::from(info.height)));
    if size != Some((width, height)) {
        return Err("its JPEG data has another size than the image".to_owned());
    }
    let components = match stored {
        ColorSpace::Luma => 1,
        ColorSpace::CMYK | ColorSpace::YCCK => 4,
        _ => 3,
    };
    if components != count {
        return Err("its JPEG data has other components than its colour space".to_owned());
    }
    let options = options.jpeg_set_out_colorspace(stored);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    let mut samples = decoder.decode().map_err(damaged)?;
    if stored == ColorSpace::YCCK {
        for pixel in samples.chunks_exact_mut(4) {
            let [y, cb, cr, _] = pixel else { continue };
            let (l, b, r) = (
                f32::from(*y),
                f32::from(*cb) - 128.0,
                f32::from(*cr) - 128.0,
            );
            let invert = |light: f32| (255.0 - light).round().clamp(0.0, 255.0) as u8;
            *y = invert(l + 1.402 * r);
            *cb = invert(l - 0.344_14 * b - 0.714_14 * r);
            *cr = invert(l + 1.772 * b);
        }
    }
    Ok(samples)
}
