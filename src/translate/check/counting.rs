//! Numbers that differ because languages count from different points, hours, decades, centuries and years, or say them in other ways.

use crate::translate::check::numerals::{Numeral, ascii};

/// Removes pairs of numbers that differ because languages count from different points: hours, decades, centuries,
/// years.
pub fn pairs(long: &mut Vec<Numeral>, short: &mut Vec<Numeral>, language: &str) {
    let value = |n: &Numeral| n.whole().parse::<u64>().ok();
    // `0.01 Uhr` is `12:01 a.m.`, and `14.30 Uhr` `2:30 p.m.`
    long.retain(|one| {
        let Some((hour, minutes)) = time(one) else {
            return true;
        };
        let hours = [hour, (hour + 12) % 24, (hour + 11) % 12 + 1];
        let has = |short: &[Numeral], any: &[u64]| {
            short
                .iter()
                .any(|n| value(n).is_some_and(|n| any.contains(&n)))
        };
        // `14.30 uur` is `2.30 pm`.
        let is_same = |n: &Numeral| {
            time(n).is_some_and(|(other, more)| hours.contains(&other) && more == minutes)
        };
        if let Some(at) = short.iter().position(is_same) {
            short.remove(at);
            return false;
        }
        if !has(short, &hours) || !has(short, &[minutes]) {
            return true;
        }
        short.retain(|n| value(n).is_none_or(|n| !hours.contains(&n) && n != minutes));
        false
    });
    // `Art. 15.2` is `Art. 15 Abs. 2`.
    long.retain(|one| {
        let parts = one.digits.split_once('.');
        let Some((Ok(whole), Ok(part))) = parts.map(|(a, b)| (a.parse(), b.parse())) else {
            return true;
        };
        let all: Vec<Option<u64>> = short.iter().map(value).collect();
        if ![whole, part].iter().all(|n| all.contains(&Some(*n))) {
            return true;
        }
        short.retain(|n| !value(n).is_some_and(|n| n == whole || n == part));
        false
    });
    long.retain(|one| {
        let Some(n) = value(one) else { return true };
        let others = [
            // `20 h` is `8 p.m.`
            (13..24).contains(&n).then(|| n - 12),
            (n == 0 || n == 24).then_some(12),
            // `1990s` is `the ’90s`, `2024/25` is `2024–2025`.
            (1900..2100).contains(&n).then_some(n % 100),
            // `1800-talet` is `the 19th century`.
            ((1000..2100).contains(&n) && n.is_multiple_of(100)).then_some(n / 100 + 1),
            // The Thai calendar counts from 543 BC.
            (language == "th").then(|| n.checked_sub(543)).flatten(),
            // 令和, 平成
            (language == "ja").then(|| n.checked_sub(2018)).flatten(),
            (language == "ja").then(|| n.checked_sub(1988)).flatten(),
        ];
        let is_other = |other: &Numeral| value(other).is_some_and(|n| others.contains(&Some(n)));
        let Some(at) = short.iter().position(is_other) else {
            return true;
        };
        short.remove(at);
        // `the ’90s of the 20th century`
        short.retain(|other| value(other) != Some(n / 100 + 1));
        false
    });
}

/// The hour and the minutes that a decimal may be, which lost the zero at its end.
fn time(numeral: &Numeral) -> Option<(u64, u64)> {
    let (hour, minutes) = numeral.digits.split_once('.')?;
    let hour: u64 = hour.parse().ok()?;
    let minutes: u64 = match minutes.len() {
        1 => minutes.parse::<u64>().ok()? * 10,
        2 => minutes.parse().ok()?,
        _ => return None,
    };
    (numeral.power.unwrap_or(0) == 0 && hour < 25 && minutes < 60).then_some((hour, minutes))
}

/// Whether a number is part of `24/7`, `24 h/24` or `7 jours sur 7`, which other languages express in words.
pub fn is_always(numeral: &Numeral, text: &str) -> bool {
    let times = |n: &str| {
        let runs = text.split(|c: char| !ascii(c).is_ascii_digit());
        runs.filter(|run| run.chars().map(ascii).eq(n.chars()))
            .count()
    };
    match numeral.digits.as_str() {
        "24" => times("7") > 0 || times("24") > 1,
        "7" => times("24") > 0 || times("7") > 1,
        "365" => times("24") > 0,
        _ => false,
    }
}
