//! Colour profiles of pictures: whether they can be used, and the form in which the engine embeds them.

use moxcms::{
    ColorPrimaries, ColorProfile, DataColorSpace, Layout, ProfileClass, RenderingIntent,
    ToneReprCurve, TransformOptions,
};

use crate::picture::fault::Fault;

/// What the samples of a picture are amounts of.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Samples {
    /// Light, from black to white.
    Grey,
    /// Red, green and blue light.
    Rgb,
    /// The four inks.
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

/// The intents that a profile may have tables for, in the reverse of the order in which they are preferred.
const INTENTS: [RenderingIntent; 3] = [
    RenderingIntent::Saturation,
    RenderingIntent::RelativeColorimetric,
    RenderingIntent::Perceptual,
];
/// The header of a profile, in bytes (ICC.1:2022, 7.2).
const HEADER: usize = 128;
/// Where the date and time of its making stand in it, as six numbers of two bytes.
const DATE: std::ops::Range<usize> = 24..36;
/// Where a profile's identifier stands in it: a digest of the profile, or zeros.
const ID: std::ops::Range<usize> = 84..100;

/// The profile that the engine embeds for a picture of such samples with such a profile: None where that of sRGB is right, which
/// it has itself.
pub fn embedded(bytes: &[u8], samples: Samples) -> Result<Option<Vec<u8>>, Fault> {
    let size = bytes
        .get(..4)
        .map(|b| b.iter().fold(0, |n: usize, b| n << 8 | usize::from(*b)));
    // Some programs pad a profile to a multiple of four.
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
    // Programs that take the colour out of a picture often leave its profile.
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

/// Whether colours can be converted, shown on a few: how they look as sRGB.
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
    // Profiles may leave tables out for some intents.
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

/// Whether greys look as those of sRGB do.
fn is_srgb(seen: &[u8]) -> bool {
    let greys = [0, 32, 64, 96, 128, 160, 192, 224, 255u8];
    let mut pairs = seen.chunks_exact(3).zip(greys);
    pairs.all(|(rgb, grey)| rgb.iter().all(|part| part.abs_diff(grey) <= 1))
}

/// A profile for greys that makes of them what one for RGB does.
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

/// A profile of primaries and a curve, as the chunks `cHRM` and `gAMA` of a PNG give them (PNG 3, 11.3.2): `gamma` is what light
/// was raised by, None that of sRGB; `white`, `red`, `green` and `blue` are chromaticities.
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

/// A profile as bytes, in the version that the engine embeds.
pub fn encoded(profile: &ColorProfile) -> Result<Vec<u8>, Fault> {
    let failed = |error| Fault::profile(format!("has colours that no profile can tell ({error})"));
    let mut bytes = profile.encode().map_err(failed)?;
    // The day on which the profile was made: the same on every day.
    if let Some(date) = bytes.get_mut(DATE) {
        date.copy_from_slice(&[7, 233, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0]);
    }
    Ok(known(&bytes))
}

/// The same profile as one of a version that the engine embeds. It leaves out those of 2.3, 2.4, 4.3 and 4.4, which readers of
/// 2.2 and 4.2 read: later minor versions add tags only (ICC.1:2022, 7.2.4).
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
