//! Lengths in settings: `20mm`, `2 cm`, `8.5in`, `36pt`.

/// The units, with their lengths in millimetres.
const UNITS: [(&str, f64); 4] = [("mm", 1.0), ("cm", 10.0), ("in", 25.4), ("pt", 25.4 / 72.0)];

/// A length in millimetres, to the hundredth; `None` for what is no number with a unit.
pub fn parse(text: &str) -> Option<f64> {
    let text = text.trim();
    let (unit, length) = UNITS.iter().find(|(unit, _)| text.ends_with(unit))?;
    let number = text.strip_suffix(unit)?.trim();
    let is_number = number.contains(|c: char| c.is_ascii_digit());
    let number: f64 = number.replace('\u{2212}', "-").parse().ok()?;
    let millimetres = (number * length * 100.0).round() / 100.0;
    (is_number && millimetres.is_finite()).then_some(millimetres)
}

/// A width and a height in millimetres, such as `170mm × 240mm`, `8.5 x 11 in`.
pub fn pair(text: &str) -> Option<(f64, f64)> {
    let (width, height) = text.split_once(['×', 'x', 'X'])?;
    let unit = height.trim_start_matches(|c: char| !c.is_ascii_alphabetic());
    // `8.5 x 11 in`: the unit of both.
    let width = parse(width).or_else(|| parse(&format!("{width}{unit}")))?;
    Some((width, parse(height)?))
}

#[cfg(test)]
mod tests {
    #[test]
    fn lengths_have_units() {
        for (text, millimetres) in [
            ("20mm", Some(20.0)),
            (" 2.5 cm", Some(25.0)),
            ("8.5in", Some(215.9)),
            ("72pt", Some(25.4)),
            ("-3mm", Some(-3.0)),
            ("−3mm", Some(-3.0)),
            ("20", None),
            ("mm", None),
            ("infmm", None),
            ("twomm", None),
            ("20px", None),
        ] {
            assert_eq!(super::parse(text), millimetres, "{text}");
        }
        for (text, millimetres) in [
            ("170mm × 240mm", Some((170.0, 240.0))),
            ("8.5 x 11 in", Some((215.9, 279.4))),
            ("17cmx240mm", Some((170.0, 240.0))),
            ("170 × 240", None),
            ("170mm", None),
        ] {
            assert_eq!(super::pair(text), millimetres, "{text}");
        }
    }
}
