//! How far translations are, as a small picture for a README: a line for each locale.

use std::fmt::Write;

/// Pixels of one line, and between two.
const HEIGHT: usize = 20;
const GAP: usize = 3;
/// Pixels of an average character at the font's size: more than most, as fonts differ between machines.
const ADVANCE: usize = 7;
/// Pixels on both sides of a text.
const MARGIN: usize = 7;
/// Grounds that white text of this size can be read on (WCAG 2: 4.5 to 1 and more), by the least percentage.
const GROUNDS: [(usize, &str); 3] = [(100, "#1b7238"), (75, "#7d6200"), (0, "#a63d24")];

/// An SVG with the percentage of each locale.
pub fn svg(locales: &[(String, usize)]) -> String {
    let width = |text: &str| text.chars().count() * ADVANCE + 2 * MARGIN;
    let left = locales
        .iter()
        .map(|(name, _)| width(name))
        .max()
        .unwrap_or(0);
    let right = width("100 %");
    let (wide, high) = (
        left + right,
        (locales.len() * (HEIGHT + GAP)).saturating_sub(GAP),
    );
    let said: Vec<_> = locales
        .iter()
        .map(|(name, n)| format!("{name} {n} %"))
        .collect();
    let title = escape(&format!("Translations: {}", said.join(", ")));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide}\" height=\"{high}\" viewBox=\"0 0 {wide} {high}\" role=\"img\" aria-label=\"{title}\">\n\
         <title>{title}</title>\n\
         <g font-family=\"Verdana, 'DejaVu Sans', Geneva, sans-serif\" font-size=\"11\" fill=\"#fff\" text-anchor=\"middle\">\n"
    );
    for (at, (name, percent)) in locales.iter().enumerate() {
        let (top, base) = (at * (HEIGHT + GAP), at * (HEIGHT + GAP) + 14);
        let ground = GROUNDS.iter().find(|(least, _)| percent >= least);
        let ground = ground.map_or("", |(_, colour)| colour);
        // A whole box below, and the left half over it, so that the corners are round and the middle is not.
        let _ = write!(
            out,
            "<rect y=\"{top}\" width=\"{wide}\" height=\"{HEIGHT}\" rx=\"3\" fill=\"{ground}\"/>\n\
             <path d=\"M3 {top}h{}v{HEIGHT}h-{}a3 3 0 0 1-3-3v-{}a3 3 0 0 1 3-3z\" fill=\"#3b454c\"/>\n\
             <text x=\"{}\" y=\"{base}\">{}</text>\n\
             <text x=\"{}\" y=\"{base}\">{percent} %</text>\n",
            left - 3,
            left - 3,
            HEIGHT - 6,
            left / 2,
            escape(name),
            left + right / 2,
        );
    }
    out.push_str("</g>\n</svg>\n");
    out
}

/// Text for an element or an attribute.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::svg;

    #[test]
    fn names_are_text_and_not_markup() {
        let badge = svg(&[("<&\">".to_owned(), 5)]);
        assert!(badge.contains(">&lt;&amp;&quot;&gt;</text>"), "{badge}");
        assert!(badge.contains("<title>Translations: &lt;&amp;&quot;&gt; 5 %</title>"));
    }
}
