//! Thumbnails: pages as raster pictures, for release pages and file managers.

use std::panic::{AssertUnwindSafe, catch_unwind};

use png::{BitDepth, ColorType, Encoder, EncodingError, Filter, SrgbRenderingIntent};
use typst::utils::Scalar;
use typst_layout::Page;
use typst_render::RenderOptions;

/// An opaque raster picture.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Picture {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Row by row from the top, three bytes for each pixel: red, green, blue.
    pub pixels: Vec<u8>,
}

/// Renders a page without its bleed; the longer side has `side` pixels. Transparent areas become white. `None` if the
/// engine's renderer panics.
pub fn picture(page: &Page, side: u32) -> Option<Picture> {
    let size = page.frame.size();
    // A lower limit of 1 pt, as a page may be of any size.
    let longer = size.x.to_pt().max(size.y.to_pt()).max(1.0);
    let options = RenderOptions {
        pixel_per_pt: Scalar::new(f64::from(side) / longer),
        render_bleed: false,
    };
    // typst-render panics if the transformation of a group is not invertible.
    let painted = catch_unwind(AssertUnwindSafe(|| typst_render::render(page, &options))).ok()?;
    let mut pixels = Vec::with_capacity(painted.pixels().len() * 3);
    for pixel in painted.pixels() {
        let paper = 255 - pixel.alpha();
        pixels.extend([pixel.red(), pixel.green(), pixel.blue()].map(|c| c.saturating_add(paper)));
    }
    Some(Picture {
        width: painted.width(),
        height: painted.height(),
        pixels,
    })
}

impl Picture {
    /// Copies another picture onto this one, with its upper left corner at (`left`, `top`). Parts outside are clipped.
    pub fn paste(&mut self, other: &Picture, left: u32, top: u32) {
        let width = other.width.min(self.width.saturating_sub(left));
        let row = |picture: &Picture, x: u32, y: u32| {
            let start = (y as usize * picture.width as usize + x as usize) * 3;
            start..start + width as usize * 3
        };
        for y in 0..other.height.min(self.height.saturating_sub(top)) {
            let (to, from) = (row(self, left, top + y), row(other, 0, y));
            if let (Some(to), Some(from)) = (self.pixels.get_mut(to), other.pixels.get(from)) {
                to.copy_from_slice(from);
            }
        }
    }

    /// Encodes the picture as PNG.
    pub fn png(&self) -> Result<Vec<u8>, EncodingError> {
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, self.width, self.height);
        encoder.set_color(ColorType::Rgb);
        encoder.set_depth(BitDepth::Eight);
        // Filters are for photographs: for text on plain ground, they make files a third larger.
        encoder.set_filter(Filter::NoFilter);
        encoder.set_source_srgb(SrgbRenderingIntent::Perceptual);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&self.pixels)?;
        writer.finish()?;
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(width: u32, height: u32, value: u8) -> Picture {
        Picture {
            width,
            height,
            pixels: vec![value; (width * height * 3) as usize],
        }
    }

    #[test]
    fn pictures_are_pasted_and_cut_at_the_edge() {
        let mut ground = plain(4, 3, 0);
        ground.paste(&plain(2, 5, 9), 3, 1);
        ground.paste(&plain(2, 2, 7), 9, 0);
        let reds: Vec<_> = ground.pixels.chunks(3).map(|p| p[0]).collect();
        assert_eq!(reds, [0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 9]);
    }
}
