//! Pages as SVG for browsers: the letters of a run of text are one path, where the engine writes an element for each. Browsers read that in half
//! the time.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

/// How the engine begins a glyph, and a letter that shows one.
const GLYPH: &str = "<symbol id=\"";
const LETTER: &str = "<use xlink:href=\"#";

/// A letter that is filled with a plain colour: `<use xlink:href="#…" x="…" y="…" fill="#…" fill-rule="nonzero"/>`.
struct Letter<'s> {
    glyph: &'s str,
    at: [&'s str; 2],
    fill: &'s str,
}

/// The same picture with a path for each run of letters. What is not as the engine writes it today stays as it is.
pub fn joined(svg: &str) -> String {
    let starts = svg.match_indices(GLYPH);
    let outlines: HashMap<&str, String> = starts
        .filter_map(|(at, _)| glyph(&svg[at..]))
        .map(|(id, outline, _)| (id, rounded(outline)))
        .collect();
    let paths = replaced(svg, LETTER, |rest, out| run(rest, &outlines, out));
    // Outlines that are painted in other ways too stay.
    let used: HashSet<&str> = paths
        .match_indices("\"#")
        .filter_map(|(at, start)| paths[at + start.len()..].split('"').next())
        .collect();
    replaced(&paths, GLYPH, |rest, _| {
        let (id, _, behind) = glyph(rest)?;
        (!used.contains(id)).then_some(behind)
    })
}

/// `text` with what `write` writes in place of what begins with `start`: it is given the text from there, and gives what is left of it.
fn replaced<'t>(
    text: &'t str,
    start: &str,
    mut write: impl FnMut(&'t str, &mut String) -> Option<&'t str>,
) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(start) {
        out.push_str(&rest[..at]);
        rest = write(&rest[at..], &mut out).unwrap_or_else(|| {
            out.push_str(start);
            &rest[at + start.len()..]
        });
    }
    out + rest
}

/// Writes the letters that `rest` begins with, those of one colour as one path, and gives what follows them; none if there is none.
fn run<'s>(rest: &'s str, outlines: &HashMap<&str, String>, out: &mut String) -> Option<&'s str> {
    let mut fill = None;
    let mut left = None;
    let mut rest = rest;
    while let Some((letter, behind)) = letter(rest) {
        // Others stay as they are.
        let Some(outline) = outlines.get(letter.glyph) else {
            break;
        };
        if fill != Some(letter.fill) {
            close(out, fill);
            let _ = write!(out, "<path fill=\"{}\" d=\"", letter.fill);
            fill = Some(letter.fill);
        }
        let [x, y] = letter.at;
        let _ = write!(out, "M {x} {y}{outline}");
        (rest, left) = (behind, Some(behind));
    }
    close(out, fill);
    left
}

fn close(out: &mut String, fill: Option<&str>) {
    if fill.is_some() {
        out.push_str("\"/>");
    }
}

/// The letter that a text begins with, and what follows it.
fn letter(text: &str) -> Option<(Letter<'_>, &str)> {
    let (glyph, rest) = text.strip_prefix(LETTER)?.split_once('"')?;
    let (x, rest) = rest.strip_prefix(" x=\"")?.split_once('"')?;
    let (y, rest) = rest.strip_prefix(" y=\"")?.split_once('"')?;
    let (fill, rest) = rest.strip_prefix(" fill=\"")?.split_once('"')?;
    let rest = rest.strip_prefix(" fill-rule=\"nonzero\"/>")?;
    let at = [x, y];
    fill.starts_with('#')
        .then_some((Letter { glyph, at, fill }, rest))
}

/// The glyph that a text begins with: its name, its outline after the first command, where all that follows is relative, and what follows the
/// glyph: `<symbol id="…" …><path d="M 0 0…"/></symbol>`.
fn glyph(text: &str) -> Option<(&str, &str, &str)> {
    let (id, rest) = text.strip_prefix(GLYPH)?.split_once('"')?;
    let (_, rest) = rest.split_once('>')?;
    let (outline, rest) = rest.strip_prefix("<path d=\"M 0 0")?.split_once('"')?;
    let rest = rest.strip_prefix("/></symbol>")?;
    let is_other = |c: char| c.is_ascii_uppercase() && c != 'Z' || c == 'e';
    (!outline.contains(is_other)).then_some((id, outline, rest))
}

/// An outline with two decimals, 0.01 point, which nobody sees at the largest zoom. Each point is rounded where it is, so that errors do not
/// add up. The same letters come again on all pages.
#[comemo::memoize]
fn rounded(outline: &str) -> String {
    let mut out = String::with_capacity(outline.len());
    // The current point, as it is and as it is written, in hundredths.
    let (mut exact, mut written) = ([0.0, 0.0], [0i64, 0]);
    let (mut begin, mut begin_written) = (exact, written);
    let commands = outline.split_inclusive(|c: char| c.is_ascii_alphabetic());
    let mut command = ' ';
    for piece in commands {
        let numbers = piece.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let numbers: Vec<f64> = numbers
            .split_whitespace()
            .filter_map(|n| n.parse().ok())
            .collect();
        let axes: &[usize] = match command {
            'h' => &[0],
            'v' => &[1],
            _ => &[0, 1],
        };
        let size = match command {
            'h' | 'v' => 1,
            'c' => 6,
            'q' => 4,
            _ => 2,
        };
        for segment in numbers.chunks(size) {
            let (start, start_written) = (exact, written);
            for (at, number) in segment.iter().enumerate() {
                let axis = axes[at % axes.len()];
                exact[axis] = start[axis] + number;
                written[axis] = (exact[axis] * 100.0).round() as i64;
                let way = written[axis] - start_written[axis];
                let _ = write!(out, " {}", way as f64 / 100.0);
            }
        }
        if command == 'm' {
            (begin, begin_written) = (exact, written);
        }
        if let Some(next) = piece.chars().next_back().filter(char::is_ascii_alphabetic) {
            out.push(next);
            command = next;
            if next == 'Z' {
                (exact, written) = (begin, begin_written);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn runs_of_letters_are_one_path() {
        let glyph = |id: &str, d: &str| {
            format!("<symbol id=\"{id}\" overflow=\"visible\"><path d=\"{d}\"/></symbol>")
        };
        let letter = |id: &str, x: &str, fill: &str| {
            format!(
                "<use xlink:href=\"#{id}\" x=\"{x}\" y=\"0\" fill=\"{fill}\" fill-rule=\"nonzero\"/>"
            )
        };
        let svg = [
            letter("a", "0", "#000000"),
            letter("b", "1.5", "#000000"),
            letter("a", "3", "#ff0000"),
            "<g/>".to_owned(),
            letter("p", "3", "#000000"),
            letter("b", "4", "url(#g)"),
            glyph("a", "M 0 0m 1.005 0h 2.0051Z "),
            glyph("b", "M 0 0m 1 1v 2Z "),
            glyph("p", "M 0 0L 9 9"),
        ];
        let wanted = [
            "<path fill=\"#000000\" d=\"M 0 0m 1 0h 2.01ZM 1.5 0m 1 1v 2Z\"/><path fill=\"#ff0000\" d=\"M 3 0m 1 0h 2.01Z\"/>",
            "<g/>",
            &svg[4],
            &svg[5],
            &svg[7],
            &svg[8],
        ];
        assert_eq!(joined(&svg.concat()), wanted.concat());
    }
}
