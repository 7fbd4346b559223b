//! Conversion of RGB and grey colours into the inks of a printing condition.

use std::sync::Arc;

use moxcms::{ColorProfile, Layout, RenderingIntent, Transform8BitExecutor, TransformOptions};

use crate::brand::{Brand, Color, Ink};
use crate::export::press::inks;
use crate::press::{Intent, Press};

/// Converts colours into one printing condition. Converted RGB colours are within the total ink limit of the settings; inks
/// that are printed without conversion are not checked.
pub struct Converter {
    into: Arc<Transforms>,
    /// The brand's colours on screens with their inks, which are printed without conversion.
    brand: Vec<([u8; 3], [f32; 4])>,
    /// The inks of the brand at full strength, spot colours included.
    full: Vec<[f32; 4]>,
    /// The total ink limit, all plates together, in 255ths of a plate.
    most: f32,
}

/// The transforms into one printing condition.
struct Transforms {
    condition: ColorProfile,
    options: TransformOptions,
    srgb: Arc<Transform8BitExecutor>,
    /// The black ink that looks as light, indexed by grey level from 0 (black) to 255 (white).
    black: Vec<u8>,
}

/// Parses a profile and prepares its transforms. Memoized: this takes longer than to convert what is on a page.
#[comemo::memoize]
fn transforms(profile: &[u8], intent: Intent) -> Result<Arc<Transforms>, String> {
    let failed = |error: moxcms::CmsError| format!("the profile cannot be used: {error}");
    let condition = ColorProfile::new_from_slice(profile).map_err(failed)?;
    let options = |rendering_intent| TransformOptions {
        rendering_intent,
        ..TransformOptions::default()
    };
    let wanted = options(match intent {
        Intent::Perceptual => RenderingIntent::Perceptual,
        Intent::RelativeColorimetric => RenderingIntent::RelativeColorimetric,
        Intent::Saturation => RenderingIntent::Saturation,
    });
    let srgb = ColorProfile::new_srgb();
    let inward = srgb
        .create_transform_8bit(Layout::Rgb, &condition, Layout::Rgba, wanted)
        .map_err(failed)?;
    let outward = options(RenderingIntent::RelativeColorimetric);
    let outward = condition
        .create_transform_8bit(Layout::Rgba, &srgb, Layout::Rgb, outward)
        .map_err(failed)?;
    Ok(Arc::new(Transforms {
        black: black(&*outward).map_err(failed)?,
        options: wanted,
        srgb: inward,
        condition,
    }))
}

impl Converter {
    /// A converter for the condition of the settings. The error is the reason why its profile cannot be used.
    pub fn new(press: &Press, brand: &Brand) -> Result<Self, String> {
        Ok(Self {
            into: transforms(&press.condition.profile, press.intent)?,
            brand: brand.colors.iter().filter_map(pair).collect(),
            full: brand
                .colors
                .values()
                .filter_map(|c| c.press.as_ref().map(Ink::full))
                .collect(),
            most: press.total_ink * 2.55,
        })
    }

    /// The inks of the brand, 0–1: as printed, and spot colours at full strength too.
    pub fn exact(&self) -> impl Iterator<Item = [f32; 4]> {
        self.brand
            .iter()
            .map(|(_, ink)| *ink)
            .chain(self.full.iter().copied())
    }

    /// The inks of an sRGB colour of vector graphics; all values are 0–1. Colours of the brand are printed in the
    /// brand's inks, and greys in black alone, so that thin lines and letters stay sharp.
    pub fn color(&self, rgb: [f32; 3]) -> [f32; 4] {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped"
        )]
        let rgb = rgb.map(|part| (part.clamp(0.0, 1.0) * 255.0).round() as u8);
        if let Some((_, ink)) = self.brand.iter().find(|(screen, _)| *screen == rgb) {
            return *ink;
        }
        let cmyk = match rgb {
            [r, g, b] if r == g && g == b => {
                vec![0, 0, 0, self.black(r)]
            }
            _ => self.converted(&*self.into.srgb, &rgb).unwrap_or_default(),
        };
        let part = |at: usize| f32::from(cmyk.get(at).copied().unwrap_or(0)) / 255.0;
        [part(0), part(1), part(2), part(3)]
    }

    /// The amount of black ink for an sRGB grey; both are 0–1, and grey 0 is black.
    pub fn grey(&self, grey: f32) -> f32 {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped"
        )]
        let grey = (grey.clamp(0.0, 1.0) * 255.0).round() as u8;
        f32::from(self.black(grey)) / 255.0
    }

    fn black(&self, grey: u8) -> u8 {
        let black = self.into.black.get(usize::from(grey));
        black.copied().unwrap_or(0)
    }

    /// Converts RGB pixels, three bytes each, into CMYK pixels, four bytes each. Without a profile, they are sRGB.
    pub fn pixels(&self, rgb: &[u8], profile: Option<&[u8]>) -> Result<Vec<u8>, String> {
        let failed = |error: moxcms::CmsError| error.to_string();
        let transform = match profile.map(ColorProfile::new_from_slice) {
            None => self.into.srgb.clone(),
            Some(own) => own
                .map_err(failed)?
                .create_transform_8bit(
                    Layout::Rgb,
                    &self.into.condition,
                    Layout::Rgba,
                    self.into.options,
                )
                .map_err(failed)?,
        };
        self.converted(&*transform, rgb).map_err(failed)
    }

    /// Converts grey pixels, one byte each, into CMYK pixels, four bytes each, of black alone. Without a profile, they
    /// are sRGB greys.
    pub fn grey_pixels(&self, grey: &[u8], profile: Option<&[u8]>) -> Result<Vec<u8>, String> {
        let seen = match profile {
            Some(profile) => seen(profile)?,
            None => (0..=255).collect(),
        };
        let black = |grey: &u8| self.black(seen.get(usize::from(*grey)).copied().unwrap_or(0));
        Ok(grey
            .iter()
            .flat_map(|grey| [0, 0, 0, black(grey)])
            .collect())
    }

    /// Converts CMYK pixels of another condition. `None` if both conditions look the same, so that the inks can be
    /// kept.
    pub fn ink_pixels(&self, inks: &[u8], profile: &[u8]) -> Result<Option<Vec<u8>>, String> {
        let printed = inks::converted(inks, profile, &self.into.condition, self.into.options);
        let Some(mut printed) = printed.map_err(|error| error.to_string())? else {
            return Ok(None);
        };
        self.limit_all(&mut printed);
        Ok(Some(printed))
    }

    fn converted(
        &self,
        transform: &Transform8BitExecutor,
        rgb: &[u8],
    ) -> Result<Vec<u8>, moxcms::CmsError> {
        let mut cmyk = vec![0; rgb.len() / 3 * 4];
        transform.transform(rgb, &mut cmyk)?;
        self.limit_all(&mut cmyk);
        Ok(cmyk)
    }

    fn limit_all(&self, cmyk: &mut [u8]) {
        for pixel in cmyk.chunks_exact_mut(4) {
            if let [c, m, y, k] = pixel {
                self.limit([c, m, y], *k);
            }
        }
    }

    /// Reduces the coloured inks, but not black, until the total ink limit is met.
    fn limit(&self, colors: [&mut u8; 3], black: u8) {
        let sum: f32 = colors.iter().map(|part| f32::from(**part)).sum();
        let room = (self.most - f32::from(black)).max(0.0);
        if sum > room {
            for part in colors {
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "less than it was"
                )]
                let less = (f32::from(*part) * room / sum) as u8;
                *part = less;
            }
        }
    }
}

/// A brand colour on screen and its ink. `muted` is left out: its ink is black, which is right for text only. In a
/// drawing, that colour is a grey like any other.
fn pair((name, color): (&&str, &Color)) -> Option<([u8; 3], [f32; 4])> {
    if *name == "muted" {
        return None;
    }
    let part = |at: usize| u8::from_str_radix(color.screen.get(at..at + 2)?, 16).ok();
    let screen = [part(0)?, part(2)?, part(4)?];
    Some((screen, color.press.as_ref().map(Ink::exact)?))
}

/// By sRGB grey level, the amount of black ink that looks as light: 255 maps to bare paper, 0 to full black.
fn black(outward: &Transform8BitExecutor) -> Result<Vec<u8>, moxcms::CmsError> {
    let inks: Vec<u8> = (0..=255).flat_map(|k| [0, 0, 0, k]).collect();
    let mut seen = vec![0; 256 * 3];
    outward.transform(&inks, &mut seen)?;
    let seen: Vec<f32> = seen.chunks_exact(3).map(|p| f32::from(p[1])).collect();
    let (white, black) = (seen[0], seen[255]);
    let as_grey = |seen: f32| (seen - black) / (white - black).max(1.0) * 255.0;
    let nearest = |grey: u8| {
        let off = |k: &u8| (as_grey(seen[usize::from(*k)]) - f32::from(grey)).abs();
        (0..=255u8)
            .min_by(|a, b| off(a).total_cmp(&off(b)))
            .unwrap_or(0)
    };
    Ok((0..=255).map(nearest).collect())
}

/// The 256 grey levels of a profile as sRGB grey levels.
fn seen(profile: &[u8]) -> Result<Vec<u8>, String> {
    let failed = |error: moxcms::CmsError| error.to_string();
    let own = ColorProfile::new_from_slice(profile).map_err(failed)?;
    let greys: Vec<u8> = (0..=255).collect();
    let mut rgb = vec![0; greys.len() * 3];
    let options = TransformOptions::default();
    own.create_transform_8bit(
        Layout::Gray,
        &ColorProfile::new_srgb(),
        Layout::Rgb,
        options,
    )
    .and_then(|transform| transform.transform(&greys, &mut rgb))
    .map_err(failed)?;
    let seen: Vec<u8> = rgb.chunks_exact(3).map(|pixel| pixel[1]).collect();
    // The engine embeds a grey profile of its own in pictures without one. It equals sRGB within rounding.
    let is_same = seen.iter().zip(&greys).all(|(a, b)| a.abs_diff(*b) <= 1);
    Ok(if is_same { greys } else { seen })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colors_are_inks_of_the_condition() {
        let converter = Converter::new(&Press::default(), &Brand::default());
        let converter = converter.expect("the default profile");
        assert_eq!(converter.color([1.0; 3]), [0.0; 4]);
        assert_eq!(converter.color([0.0; 3]), [0.0, 0.0, 0.0, 1.0]);
        let grey = converter.grey(0.5);
        assert!((0.5..0.7).contains(&grey), "{grey}");
        // Reference values: littlecms with the same pixels and profile. The tolerance is two hundredths of a plate.
        let pixels = [[0, 0, 0], [255, 0, 0], [0, 128, 255], [240, 220, 180]];
        let known = [
            [212, 183, 115, 255],
            [0, 241, 254, 0],
            [204, 109, 0, 0],
            [22, 35, 89, 0],
        ];
        let found = converter
            .pixels(pixels.as_flattened(), None)
            .expect("pixels");
        for (found, known) in found.iter().zip(known.as_flattened()) {
            assert!(found.abs_diff(*known) <= 5, "{found} is not {known}");
        }
    }

    #[test]
    fn ink_is_limited() {
        let press = Press {
            total_ink: 240.0,
            ..Press::default()
        };
        let converter = Converter::new(&press, &Brand::default()).expect("the default profile");
        let pixels: Vec<u8> = (0..=255).flat_map(|v| [v, v / 2, v / 3]).collect();
        for cmyk in converter.pixels(&pixels, None).expect("pixels").chunks(4) {
            let sum: u32 = cmyk.iter().map(|v| u32::from(*v)).sum();
            assert!(sum <= 612, "{cmyk:?}");
        }
    }
}
