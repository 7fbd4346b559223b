//! Colour profiles of pictures: validation, and conversion into the form that the engine embeds.

use moxcms::{
    ColorPrimaries, ColorProfile, DataColorSpace, Layout, ProfileClass, RenderingIntent,
    ToneReprCurve, TransformOptions,
};

use crate::picture::fault::Fault;

/// The colour space of a picture's samples.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Samples {
    /// One component, from black to white.
    Grey,
    /// Red, green and blue.
    Rgb,
    /// Cyan, magenta, yellow and black ink.
    Cmyk,
}

impl Samples {
    fn name(self) -> &'static str {
        match self {
            Self::Grey => "greys",
            Self::Rgb => "RGB",
            Self::Cmyk => "CMYK",
        }
    }
}

/// The rendering intents that a profile may have tables for; the last one that works is used.
const INTENTS: [RenderingIntent; 3] = [
    RenderingIntent::Saturation,
    RenderingIntent::RelativeColorimetric,
    RenderingIntent::Perceptual,
];
/// The length of a profile's header, in bytes (ICC.1:2022, 7.2).
const HEADER: usize = 128;
/// The bytes of the creation date in the header: six numbers of two bytes.
const DATE: std::ops::Range<usize> = 24..36;
/// The bytes of the profile id in the header: a digest of the profile, or zeros.
const ID: std::ops::Range<usize> = 84..100;

/// The profile to embed for a picture with these samples and this profile. `None` for greys that look like those of
/// sRGB, which the engine assumes anyway. Fails if the profile is incomplete, unusable, or for another colour space.
pub fn embedded(bytes: &[u8], samples: Samples) -> Result<Option<Vec<u8>>, Fault> {
    let size = bytes
        .get(..4)
        .map(|b| b.iter().fold(0, |n: usize, b| n << 8 | usize::from(*b)));
    // Some programs pad a profile to a multiple of four bytes.
    let whole = size
        .filter(|size| *size >= HEADER)
        .and_then(|size| bytes.get(..size));
    let whole = whole.ok_or_else(|| Fault::profile("has a colour profile that is cut off"))?;
    let major = whole[8];
    if major > 4 {
        let what = format!("has a colour profile of version {major}, which PDF does not know");
        return Err(Fault::profile(what));
    }
    let profile = ColorProfile::new_from_slice(whole).map_err(|error| {
        Fault::profile(format!(
            "has a colour profile that cannot be read ({error})"
        ))
    })?;
    let colours = match profile.color_space {
        DataColorSpace::Gray => Some(Samples::Grey),
        DataColorSpace::Rgb => Some(Samples::Rgb),
        DataColorSpace::Cmyk => Some(Samples::Cmyk),
        _ => None,
    };
    // Programs that convert a picture to grey often leave its RGB profile in place.
    let greyed = samples == Samples::Grey && colours == Some(Samples::Rgb);
    if colours != Some(samples) && !greyed {
        let space = match colours {
            Some(colours) => colours.name().to_owned(),
            None => format!("{:?}", profile.color_space),
        };
        let what = format!(
            "holds {}, and its colour profile is for {space}",
            samples.name()
        );
        return Err(Fault::profile(what));
    }
    let seen = seen(&profile, colours.unwrap_or(samples))?;
    match samples {
        Samples::Grey if is_srgb(&seen) => Ok(None),
        Samples::Grey if greyed => encoded(&grey(&profile)?).map(Some),
        _ => Ok(Some(known(whole))),
    }
}

/// Converts nine greys to sRGB, three bytes each; this fails if the profile cannot be used.
fn seen(profile: &ColorProfile, samples: Samples) -> Result<Vec<u8>, Fault> {
    let greys = [0, 32, 64, 96, 128, 160, 192, 224, 255u8];
    let (layout, count) = match samples {
        Samples::Grey => (Layout::Gray, 1),
        Samples::Rgb => (Layout::Rgb, 3),
        Samples::Cmyk => (Layout::Rgba, 4),
    };
    let pixels: Vec<u8> = greys.iter().flat_map(|grey| vec![*grey; count]).collect();
    let mut rgb = vec![0; greys.len() * 3];
    let srgb = ColorProfile::new_srgb();
    // A profile may have tables for some intents only.
    let done = INTENTS.map(|rendering_intent| {
        let options = TransformOptions {
            rendering_intent,
            ..TransformOptions::default()
        };
        let transform = profile.create_transform_8bit(layout, &srgb, Layout::Rgb, options)?;
        transform.transform(&pixels, &mut rgb)
    });
    let done = done
        .into_iter()
        .reduce(|done, next| done.or(next))
        .unwrap_or(Ok(()));
    done.map_err(|error| {
        Fault::profile(format!(
            "has a colour profile that cannot be used ({error})"
        ))
    })?;
    Ok(rgb)
}

/// Whether the greys of [`seen`] differ from those of sRGB by at most 1/255.
fn is_srgb(seen: &[u8]) -> bool {
    let greys = [0, 32, 64, 96, 128, 160, 192, 224, 255u8];
    let mut pairs = seen.chunks_exact(3).zip(greys);
    pairs.all(|(rgb, grey)| rgb.iter().all(|part| part.abs_diff(grey) <= 1))
}

/// A grey profile with the tone curve of an RGB profile's greys.
fn grey(profile: &ColorProfile) -> Result<ColorProfile, Fault> {
    let failed = |error| {
        Fault::profile(format!(
            "has a colour profile that cannot be used ({error})"
        ))
    };
    let steps: Vec<u16> = (0..=255u16).flat_map(|grey| [grey * 257; 3]).collect();
    let mut light = vec![0u16; steps.len()];
    let mut linear = ColorProfile::new_srgb();
    let line = ToneReprCurve::Lut(Vec::new());
    linear.red_trc = Some(line.clone());
    linear.green_trc = Some(line.clone());
    linear.blue_trc = Some(line);
    linear.cicp = None;
    let options = TransformOptions::default();
    profile
        .create_transform_16bit(Layout::Rgb, &linear, Layout::Rgb, options)
        .and_then(|transform| transform.transform(&steps, &mut light))
        .map_err(failed)?;
    let curve = light.chunks_exact(3).map(|rgb| rgb[1]).collect();
    let mut grey = ColorProfile::new_gray_with_gamma(1.0);
    grey.gray_trc = Some(ToneReprCurve::Lut(curve));
    Ok(grey)
}

/// A profile of primaries and a transfer curve, as the chunks `cHRM` and `gAMA` of a PNG give them (PNG 3, 11.3.2).
/// `gamma` is the exponent of the encoding, such as 0.45455, and `None` for the curve of sRGB. `places` are the CIE xy
/// chromaticities of white, red, green and blue, and `None` for those of sRGB.
pub fn of_primaries(
    gamma: Option<f64>,
    places: Option<[(f64, f64); 4]>,
    samples: Samples,
) -> Result<Vec<u8>, Fault> {
    let mut profile = match samples {
        Samples::Grey => ColorProfile::new_gray_with_gamma(1.0),
        _ => ColorProfile::new_srgb(),
    };
    profile.cicp = None;
    if let Some(gamma) = gamma {
        #[expect(clippy::cast_possible_truncation, reason = "a curve of a few digits")]
        let curve = ToneReprCurve::Parametric(vec![(1.0 / gamma) as f32]);
        match samples {
            Samples::Grey => profile.gray_trc = Some(curve),
            _ => {
                profile.red_trc = Some(curve.clone());
                profile.green_trc = Some(curve.clone());
                profile.blue_trc = Some(curve);
            }
        }
    } else if samples == Samples::Grey {
        profile.gray_trc = ColorProfile::new_srgb().green_trc;
    }
    if let (Some([white, red, green, blue]), Samples::Rgb) = (places, samples) {
        #[expect(clippy::cast_possible_truncation, reason = "places of a few digits")]
        let place = |(x, y): (f64, f64)| moxcms::Chromaticity::new(x as f32, y as f32);
        let primaries = ColorPrimaries {
            red: place(red),
            green: place(green),
            blue: place(blue),
        };
        let white = moxcms::XyY::new(white.0, white.1, 1.0);
        profile.update_rgb_colorimetry(white, primaries);
        let colorants = profile.colorant_matrix();
        if !colorants
            .v
            .as_flattened()
            .iter()
            .all(|part| part.is_finite())
        {
            return Err(Fault::profile(
                "has primaries (`cHRM`) that no screen can have",
            ));
        }
    }
    profile.profile_class = ProfileClass::DisplayDevice;
    encoded(&profile)
}

/// Serializes a profile, in a version that the engine embeds. The same profile always gives the same bytes.
pub fn encoded(profile: &ColorProfile) -> Result<Vec<u8>, Fault> {
    let failed = |error| Fault::profile(format!("has colours that no profile can tell ({error})"));
    let mut bytes = profile.encode().map_err(failed)?;
    // A constant creation date: the encoder writes the current one.
    if let Some(date) = bytes.get_mut(DATE) {
        date.copy_from_slice(&[7, 233, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0]);
    }
    Ok(known(&bytes))
}

/// Lowers the minor version of a profile to one that the engine embeds. The engine omits profiles of versions 2.3, 2.4,
/// 4.3 and 4.4, which readers of 2.2 and 4.2 can read: later minor versions only add tags (ICC.1:2022, 7.2.4).
fn known(profile: &[u8]) -> Vec<u8> {
    let mut known = profile.to_vec();
    if let Some(minor) = known.get_mut(9)
        && *minor >> 4 > 2
    {
        *minor = 0x20;
        if let Some(id) = known.get_mut(ID) {
            id.fill(0);
        }
    }
    known
}
