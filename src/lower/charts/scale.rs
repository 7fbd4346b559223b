//! The axis of values: round numbers that enclose the data, after Heckbert's “Nice numbers for graph labels”
//! (Graphics Gems, 1990).

use fixed_decimal::Decimal;

/// About how many intervals an axis has.
const INTERVALS: f64 = 5.0;

/// A line that begins below this part of its highest value begins at zero: else it would seem to rise more than it does,
/// with no room gained.
const NEAR_ZERO: f64 = 0.5;

/// An axis from its first to its last tick.
#[derive(Clone, PartialEq, Debug)]
pub struct Scale {
    /// The lowest value.
    pub from: f64,
    /// The highest value.
    pub to: f64,
    /// The ticks, in ASCII digits, from the lowest to the highest.
    pub ticks: Vec<String>,
    /// The digits behind the decimal sign of all ticks.
    pub fraction: usize,
}

impl Scale {
    /// The scale of some values, which contains zero if lengths are drawn on it.
    pub fn of(values: impl Iterator<Item = f64> + Clone, has_lengths: bool) -> Self {
        let mut low = values.clone().fold(f64::INFINITY, f64::min);
        let mut high = values.fold(f64::NEG_INFINITY, f64::max);
        if !low.is_finite() || !high.is_finite() {
            (low, high) = (0.0, 1.0);
        }
        let begins_low = low > 0.0 && low < NEAR_ZERO * high;
        let ends_low = high < 0.0 && high > NEAR_ZERO * low;
        if has_lengths || begins_low || ends_low {
            (low, high) = (low.min(0.0), high.max(0.0));
        }
        if low == high {
            let half = low.abs() / 2.0;
            (low, high) = match has_lengths || low == 0.0 {
                true => (low.min(0.0), high.max(1.0)),
                false => (low - half, high + half),
            };
        }
        let (step, exponent) = step((high - low) / INTERVALS);
        let unit = step * 10_f64.powi(exponent);
        let first = (low / unit + 1e-9).floor();
        let last = (high / unit - 1e-9).ceil();
        #[expect(
            clippy::cast_possible_truncation,
            reason = "some steps of about a fifth of the range"
        )]
        let ticks = (first as i64..=last as i64).map(|rank| {
            #[expect(clippy::cast_possible_truncation, reason = "1, 2, 5 or 25")]
            let mut digits = Decimal::from(rank.saturating_mul(step as i64));
            digits.multiply_pow10(i16::try_from(exponent).unwrap_or(0));
            digits.absolute.trim_start();
            digits.to_string()
        });
        Self {
            from: first * unit,
            to: last * unit,
            ticks: ticks.collect(),
            fraction: usize::try_from(-exponent).unwrap_or(0),
        }
    }

    /// Ends at the lowest and the highest value, without room for ticks, if they differ.
    pub fn enclose(&mut self, values: impl Iterator<Item = f64> + Clone) {
        let low = values.clone().fold(f64::INFINITY, f64::min);
        let high = values.fold(f64::NEG_INFINITY, f64::max);
        if low < high {
            (self.from, self.to) = (low, high);
        }
    }

    /// Where a value stands, from 0 to 1.
    pub fn place(&self, value: f64) -> f64 {
        (value - self.from) / (self.to - self.from)
    }
}

/// The least round step that is no less than `least`: 1, 2, 5 or 25 times a power of ten.
fn step(least: f64) -> (f64, i32) {
    #[expect(clippy::cast_possible_truncation, reason = "the exponent of a double")]
    let exponent = least.log10().floor() as i32;
    let part = least / 10_f64.powi(exponent);
    match part {
        _ if part <= 1.0 => (1.0, exponent),
        _ if part <= 2.0 => (2.0, exponent),
        // Quarters of ten would be fractions.
        _ if part <= 2.5 && exponent >= 1 => (25.0, exponent - 1),
        _ if part <= 5.0 => (5.0, exponent),
        _ => (1.0, exponent + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_enclose_the_data() {
        for (values, has_lengths, ticks) in [
            (
                &[3.0, 97.0][..],
                true,
                &["0", "20", "40", "60", "80", "100"][..],
            ),
            (&[-12.0, 30.0], true, &["-20", "-10", "0", "10", "20", "30"]),
            (&[980.0, 1010.0], false, &["980", "990", "1000", "1010"]),
            (&[0.0], true, &["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
            (&[5.0, 5.0], false, &["2", "3", "4", "5", "6", "7", "8"]),
            (
                &[1e9, 1.2e12],
                true,
                &[
                    "0",
                    "250000000000",
                    "500000000000",
                    "750000000000",
                    "1000000000000",
                    "1250000000000",
                ],
            ),
            (
                &[0.00001, 0.00004],
                true,
                &["0.00000", "0.00001", "0.00002", "0.00003", "0.00004"],
            ),
            (
                &[0.12, 0.48],
                true,
                &["0.0", "0.1", "0.2", "0.3", "0.4", "0.5"],
            ),
            (&[-5.0, -1.0], true, &["-5", "-4", "-3", "-2", "-1", "0"]),
        ] {
            let scale = Scale::of(values.iter().copied(), has_lengths);
            assert_eq!(scale.ticks, ticks, "{values:?}");
            assert!(
                values
                    .iter()
                    .all(|value| (0.0..=1.0).contains(&scale.place(*value)))
            );
        }
    }
}
