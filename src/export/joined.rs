//! Pages as SVG for browsers: the letters of a run of text are one path, where the engine writes an element for each. Browsers read that in half
//! the time.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

use regex::{Captures, Regex};

/// The outline of a glyph: `<symbol id="…" …><path d="M 0 0…"/></symbol>`. All that follows the first command is relative.
static GLYPH: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"<symbol id="([^"]+)"[^>]*><path d="M 0 0([^"MLHVCSQTAeE]*)"/></symbol>"#).ok()
});
/// Glyphs one after another, filled with plain colours.
static RUN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r##"(?:<use xlink:href="#[^"]+" x="[^"]+" y="[^"]+" fill="#[0-9a-f]+" fill-rule="nonzero"/>)+"##).ok()
});
/// One of these.
static USE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r##"<use xlink:href="#([^"]+)" x="([^"]+)" y="([^"]+)" fill="([^"]+)"[^>]*/>"##).ok()
});

/// The same picture with a path for each run of letters. What is not as the engine writes it today stays as it is.
pub fn joined(svg: &str) -> String {
    let (Some(glyph), Some(run), Some(one)) = (&*GLYPH, &*RUN, &*USE) else {
        return svg.to_owned();
    };
    let outlines: HashMap<&str, String> = glyph
        .captures_iter(svg)
        .filter_map(|found| Some((found.get(1)?.as_str(), rounded(found.get(2)?.as_str()))))
        .collect();
    let paths = run.replace_all(svg, |found: &Captures| {
        let mut out = String::new();
        let mut fill = None;
        for part in one.captures_iter(&found[0]) {
            let Some(outline) = outlines.get(&part[1]) else {
                close(&mut out, &mut fill);
                out.push_str(&part[0]);
                continue;
            };
            if fill.as_deref() != Some(&part[4]) {
                close(&mut out, &mut fill);
                let _ = write!(out, "<path fill=\"{}\" d=\"", &part[4]);
                fill = Some(part[4].to_owned());
            }
            let _ = write!(out, "M {} {}{outline}", &part[2], &part[3]);
        }
        close(&mut out, &mut fill);
        out
    });
    // Outlines that are painted in other ways too stay.
    let is_used = |id: &str| paths.contains(&format!("\"#{id}\""));
    let kept = glyph.replace_all(&paths, |found: &Captures| match is_used(&found[1]) {
        true => found[0].to_owned(),
        false => String::new(),
    });
    kept.into_owned()
}

/// An outline with two decimals, 0.01 point, which nobody sees at the largest zoom. Each point is rounded where it is, so that errors do not
/// add up.
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

fn close(out: &mut String, fill: &mut Option<String>) {
    if fill.take().is_some() {
        out.push_str("\"/>");
    }
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
