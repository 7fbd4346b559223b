//! Colours that follow from others: how much two of them contrast, and what is made of an accent that is too light for
//! text. Lightness is that of OKLCH, in which equal steps look equal; contrast is that of WCAG 2.2 (1.4.3).

use palette::color_difference::Wcag21RelativeContrast;
use palette::{FromColor, IntoColor, Oklab, Oklch, Srgb};

/// The least contrast of text on its background (WCAG 2.2, success criterion 1.4.3).
pub const LEAST: f32 = 4.5;

/// The contrast of muted text on paper: text that steps back, and is read without effort still.
const MUTED: f32 = 6.0;

/// How far the lightness of a tint is from that of the paper.
const STEP: f32 = 0.042;

/// The steps in which a readable lightness is looked for.
const SEARCH: f32 = 0.005;

/// The contrast of two colours, from 1 to 21. Colours are six hexadecimal digits.
pub fn contrast(one: &str, other: &str) -> f32 {
    parse(one).relative_contrast(parse(other))
}

/// The background of areas: a breath of the accent on the paper.
pub fn tint(accent: &str, paper: &str) -> String {
    let (accent, paper) = (
        Oklab::from_color(parse(accent)),
        Oklab::from_color(parse(paper)),
    );
    let mix = |own: f32, other: f32| own + 0.075 * (other - own);
    let step = if paper.l < 0.5 { STEP } else { -STEP };
    let tint = Oklab::new(
        paper.l + step,
        mix(paper.a, accent.a),
        mix(paper.b, accent.b),
    );
    written(tint.into_color())
}

/// Text that steps back, in a grey with the hue of the accent, on paper and on tint.
pub fn muted(accent: &str, paper: &str, tint: &str) -> String {
    let mut muted = Oklch::from_color(parse(accent));
    let ground = Oklch::from_color(parse(paper));
    (muted.l, muted.chroma) = (ground.l, (muted.chroma * 0.28).min(0.02));
    darkened(muted, &[(paper, MUTED), (tint, LEAST)])
}

/// The accent as text: as it is where it can be read on all these backgrounds, otherwise in the nearest lightness in which it
/// can.
pub fn readable(accent: &str, grounds: &[&str]) -> String {
    let grounds: Vec<_> = grounds.iter().map(|ground| (*ground, LEAST)).collect();
    darkened(Oklch::from_color(parse(accent)), &grounds)
}

/// The first of these colours that can be read on a background, otherwise the one that contrasts most.
pub fn on<'c>(ground: &str, colors: &[&'c str]) -> &'c str {
    let read = colors.iter().find(|color| contrast(color, ground) >= LEAST);
    let best = || {
        let by = |a: &&&str, b: &&&str| contrast(a, ground).total_cmp(&contrast(b, ground));
        colors.iter().max_by(by)
    };
    read.or_else(best).copied().unwrap_or("000000")
}

/// Moves the lightness of a colour away from that of its first background until it has the contrast asked for with each of
/// them. Without such a lightness, it is black or white.
fn darkened(mut color: Oklch, grounds: &[(&str, f32)]) -> String {
    let light = grounds
        .first()
        .map_or(1.0, |(ground, _)| Oklch::from_color(parse(ground)).l);
    let step = if light < 0.5 { SEARCH } else { -SEARCH };
    loop {
        let found = written(color);
        let is_read = |(ground, least): &(&str, f32)| contrast(&found, ground) >= *least;
        if grounds.iter().all(is_read) || !(0.0..=1.0).contains(&color.l) {
            return found;
        }
        color.l += step;
    }
}

/// A colour of the settings, which was checked when they were read.
pub(super) fn parse(hex: &str) -> Srgb<f32> {
    let color: Result<Srgb<u8>, _> = hex.parse();
    color.unwrap_or_default().into_format()
}

/// As six hexadecimal digits: with less chroma where screens cannot show it, so that the hue stays.
pub(super) fn written(mut color: Oklch) -> String {
    color.l = color.l.clamp(0.0, 1.0);
    loop {
        let shown: Srgb = color.into_color();
        let parts = [shown.red, shown.green, shown.blue];
        let is_shown = parts.iter().all(|part| (-0.001..=1.001).contains(part));
        if is_shown || color.chroma < 0.001 {
            return format!("{:x}", shown.into_format::<u8>());
        }
        color.chroma *= 0.97;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_default_accent_has_a_cool_tint_and_grey() {
        assert_eq!(tint("0b4a5e", "ffffff"), "eef2f4");
        assert_eq!(muted("0b4a5e", "ffffff", "eef2f4"), "57646a");
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        assert!((contrast("000000", "ffffff") - 21.0).abs() < 0.01);
        // The lightest grey that passes on white.
        assert!((contrast("767676", "ffffff") - 4.54).abs() < 0.01);
    }

    #[test]
    fn what_can_be_read_stays_as_it_is() {
        for accent in ["0b4a5e", "8a1c2b", "000000", "123456"] {
            assert_eq!(readable(accent, &["ffffff", "f0f0f0"]), accent);
        }
    }

    proptest! {
        #[test]
        fn any_accent_can_be_read(accent in "[0-9a-f]{6}", is_dark in any::<bool>()) {
            let (paper, ink) = if is_dark { ("101418", "f0f0f0") } else { ("ffffff", "1b2227") };
            let tint = tint(&accent, paper);
            let muted = muted(&accent, paper, &tint);
            let text = readable(&accent, &[paper, &tint]);
            for color in [&muted, &text] {
                prop_assert!(contrast(color, paper) >= LEAST && contrast(color, &tint) >= LEAST);
            }
            prop_assert!(contrast(on(&accent, &[paper, ink, "000000", "ffffff"]), &accent) >= LEAST);
        }
    }
}
