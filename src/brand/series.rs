//! The colours of the series of a chart, which follow from the accent: six that differ in lightness, so that they are told
//! apart in grey, and whose neighbours in lightness differ in blue and yellow, which nearly everybody tells apart.

use palette::{FromColor, Oklch};

use crate::brand::shade::{parse, written};

/// How many series are told apart.
pub const COUNT: usize = 6;

/// The lightness of the darkest and of the lightest colour, on light and on dark paper: all can be seen on it.
const RANGES: [(f32, f32); 2] = [(0.3, 0.74), (0.5, 0.92)];

/// The hues of the other side: amber beside blues and violets, blue beside all others.
const AMBER: f32 = 68.0;
const BLUE: f32 = 255.0;

/// The colours of up to six series: six hexadecimal digits each. The first is the accent, as near as it can be seen; the
/// first ones differ the most.
pub fn colors(accent: &str, paper: &str) -> [String; COUNT] {
    let accent = Oklch::from_color(parse(accent));
    let is_dark = Oklch::from_color(parse(paper)).l < 0.5;
    let (low, high) = RANGES[usize::from(is_dark)];
    let own = accent.l.clamp(low, high);
    // Steps of lightness below and above the accent.
    let steps = (COUNT - 1) as f32;
    let below = ((own - low) / (high - low) * steps).round();
    let lightness = |rank: usize| {
        let rank = rank as f32;
        match rank <= below {
            true if below > 0.0 => low + (own - low) * rank / below,
            true => own,
            false => own + (high - own) * (rank - below) / (steps - below),
        }
    };
    let hue = accent.hue.into_positive_degrees();
    let is_cool = (190.0..340.0).contains(&hue) && accent.chroma > 0.02;
    let other = if is_cool { AMBER } else { BLUE };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "0 to 5"
    )]
    let first = below as usize;
    let color = |rank: usize| {
        let is_own = rank.abs_diff(first).is_multiple_of(2);
        let (chroma, hue) = match (rank == first, is_own) {
            (true, _) => (accent.chroma, hue),
            (_, true) => (accent.chroma.clamp(0.03, 0.11), hue),
            (_, false) => (0.12, other),
        };
        written(Oklch::new(lightness(rank), chroma, hue))
    };
    let mut order = vec![first];
    while order.len() < COUNT {
        // The lightness that is the furthest from those before, of the other hue in turn.
        let distance = |rank: &usize| order.iter().map(|known| rank.abs_diff(*known)).min();
        let is_turn = |rank: &usize| rank.abs_diff(first) % 2 == order.len() % 2;
        let left = (0..COUNT).filter(|rank| !order.contains(rank));
        let left = left.filter(|rank| order.len() > 1 || is_turn(rank));
        let next = left.max_by_key(|rank| (distance(rank), is_turn(rank), rank.abs_diff(first)));
        order.extend(next);
    }
    let mut order = order.into_iter();
    std::array::from_fn(|_| order.next().map_or(String::new(), color))
}

#[cfg(test)]
mod tests {
    use super::*;
    use palette::{Oklab, Srgb};

    /// A colour as it is seen without one kind of cones, after Viénot, Brettel and Mollon (1999), on linear RGB.
    fn seen(hex: &str, matrix: [[f32; 3]; 3]) -> Oklab {
        let linear = parse(hex).into_linear::<f32>();
        let parts = [linear.red, linear.green, linear.blue];
        let [red, green, blue] = matrix.map(|row| {
            let sum: f32 = row.iter().zip(parts).map(|(a, b)| a * b).sum();
            sum.clamp(0.0, 1.0)
        });
        Oklab::from_color(Srgb::from_linear(palette::LinSrgb::new(red, green, blue)))
    }

    #[test]
    fn all_six_are_told_apart_by_everybody() {
        const EYES: [(&str, [[f32; 3]; 3]); 4] = [
            ("usual", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
            (
                "protan",
                [
                    [0.11238, 0.88762, 0.0],
                    [0.11238, 0.88762, 0.0],
                    [0.00401, -0.00401, 1.0],
                ],
            ),
            (
                "deutan",
                [
                    [0.29275, 0.70725, 0.0],
                    [0.29275, 0.70725, 0.0],
                    [-0.02234, 0.02234, 1.0],
                ],
            ),
            ("grey", [[0.2126, 0.7152, 0.0722]; 3]),
        ];
        for accent in [
            "0b4a5e", "8a1c2b", "000000", "1f7a3a", "f2c200", "5b2a86", "d35400", "777777",
            "ffffff",
        ] {
            for paper in ["ffffff", "101418"] {
                let colors = colors(accent, paper);
                for (eye, matrix) in EYES {
                    let all = colors.each_ref().map(|hex| seen(hex, matrix));
                    for one in 0..COUNT {
                        for other in 0..one {
                            let (a, b) = (all[one], all[other]);
                            let far =
                                ((a.l - b.l).powi(2) + (a.a - b.a).powi(2) + (a.b - b.b).powi(2))
                                    .sqrt();
                            assert!(
                                far > 0.04,
                                "{accent} on {paper}, {eye}: {colors:?} {one} {other}: {far}"
                            );
                        }
                    }
                }
            }
        }
    }
}
