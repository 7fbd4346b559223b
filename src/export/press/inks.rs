//! Conversion from the inks of one printing condition to those of another.

use moxcms::{CmsError, ColorProfile, Layout, RenderingIntent, ToneReprCurve, TransformOptions};

/// Converts CMYK pixels, four bytes each, from the condition of `profile` to another one. `None` if both look the same,
/// so that the inks can be kept.
pub fn converted(
    inks: &[u8],
    profile: &[u8],
    condition: &ColorProfile,
    options: TransformOptions,
) -> Result<Option<Vec<u8>>, CmsError> {
    let own = ColorProfile::new_from_slice(profile)?;
    if look_the_same(&own, condition)? {
        return Ok(None);
    }
    // moxcms has no transform between two CMYK profiles, so this converts by way of an RGB space.
    let wide = wide();
    let exactly = TransformOptions {
        prefer_fixed_point: false,
        ..options
    };
    let seen = with_any_table(exactly, |options| {
        let deep: Vec<u16> = inks.iter().map(|ink| u16::from(*ink) * 257).collect();
        let mut seen = vec![0u16; inks.len() / 4 * 3];
        let transform = own.create_transform_16bit(Layout::Rgba, &wide, Layout::Rgb, options)?;
        transform.transform(&deep, &mut seen)?;
        Ok(seen)
    })?;
    let mut deep = vec![0u16; inks.len()];
    wide.create_transform_16bit(Layout::Rgb, condition, Layout::Rgba, exactly)?
        .transform(&seen, &mut deep)?;
    let rounded = deep
        .iter()
        .map(|ink| u8::try_from((u32::from(*ink) + 128) / 257).unwrap_or(u8::MAX));
    Ok(Some(rounded.collect()))
}

/// Runs `work` with the wanted rendering intent, or else with one that the profile has tables for: profiles may omit
/// tables, and another intent's table then applies (ICC.1:2022, 9.1).
fn with_any_table<T>(
    wanted: TransformOptions,
    work: impl Fn(TransformOptions) -> Result<T, CmsError>,
) -> Result<T, CmsError> {
    let others = [
        RenderingIntent::Perceptual,
        RenderingIntent::RelativeColorimetric,
        RenderingIntent::Saturation,
    ];
    let others = others.map(|rendering_intent| TransformOptions {
        rendering_intent,
        ..wanted
    });
    let first = work(wanted);
    others
        .into_iter()
        .fold(first, |done, options| done.or_else(|_| work(options)))
}

/// An RGB space that contains the colours of all inks with little room to spare: the primaries of BT.2020. moxcms
/// interpolates linearly between 33 steps of each component, so the transfer curve is CIE 1976 L*, in which the steps
/// are perceptually even, as in the profiles' own tables.
fn wide() -> ColorProfile {
    let mut wide = ColorProfile::new_bt2020();
    wide.cicp = None;
    // L* is 1.16 · Y^(1/3) − 0.16 above Y = 0.008856 and linear below; this is its inverse (ICC.1:2022, 10.18, function
    // type 3).
    let lightness =
        ToneReprCurve::Parametric(vec![3.0, 1.0 / 1.16, 0.16 / 1.16, 2700.0 / 24389.0, 0.08]);
    wide.red_trc = Some(lightness.clone());
    wide.green_trc = Some(lightness.clone());
    wide.blue_trc = Some(lightness);
    wide
}

/// Whether full inks, half inks and mixtures look the same under two profiles, within 3/255 of each component.
fn look_the_same(one: &ColorProfile, other: &ColorProfile) -> Result<bool, CmsError> {
    let plates = [0, 128, 255u8];
    let mut inks = Vec::new();
    for c in plates {
        for m in plates {
            for y in plates {
                inks.extend([[c, m, y, 0], [c, m, y, 128]].concat());
            }
        }
    }
    let wide = wide();
    let options = TransformOptions {
        rendering_intent: RenderingIntent::RelativeColorimetric,
        ..TransformOptions::default()
    };
    let look = |profile: &ColorProfile| {
        with_any_table(options, |options| {
            let mut seen = vec![0; inks.len() / 4 * 3];
            let transform =
                profile.create_transform_8bit(Layout::Rgba, &wide, Layout::Rgb, options)?;
            transform.transform(&inks, &mut seen)?;
            Ok(seen)
        })
    };
    let (one, other) = (look(one)?, look(other)?);
    Ok(one.iter().zip(&other).all(|(a, b)| a.abs_diff(*b) <= 3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::press::Press;

    #[test]
    fn inks_of_another_condition() {
        let press = Press::default();
        let condition = ColorProfile::new_from_slice(&press.condition.profile);
        let condition = condition.expect("the default profile");
        let options = TransformOptions::default();
        // The default condition with less dot gain: each ink squared. The curves stand at the start of the A2B table.
        let mut lighter = press.condition.profile.to_vec();
        for ink in 0..4 {
            let start = 916 + 52 + ink * 2048;
            let old = press.condition.profile[start..start + 2048].to_vec();
            for step in 0..1024 {
                let from = step * step / 1023 * 2;
                lighter[start + step * 2..start + step * 2 + 2]
                    .copy_from_slice(&old[from..from + 2]);
            }
        }
        let pixels = [
            [200, 40, 60, 0],
            [64, 191, 191, 0],
            [255, 0, 128, 30],
            [0, 255, 255, 0],
            [90, 60, 50, 128],
            [0, 0, 220, 0],
        ];
        // Reference values: littlecms 2.19, perceptual intent.
        let known = [
            [153, 15, 18, 2],
            [8, 139, 139, 12],
            [251, 0, 63, 7],
            [0, 244, 233, 8],
            [80, 51, 48, 2],
            [7, 8, 192, 0],
        ];
        let found = converted(pixels.as_flattened(), &lighter, &condition, options);
        let found = found.expect("a profile").expect("other inks");
        for (found, known) in found.iter().zip(known.as_flattened()) {
            assert!(found.abs_diff(*known) <= 4, "{found} is not {known}");
        }
        // Pixels of the condition itself are kept.
        let own = converted(
            pixels.as_flattened(),
            &press.condition.profile,
            &condition,
            options,
        );
        assert_eq!(own.expect("a profile"), None);
    }
}
