//! Limits the depth of YAML before it is parsed: the parser takes the square of the depth for brackets.

use saphyr_parser::{Event, Parser};

use crate::limits::YAML_DEPTH;

/// The byte index where a text is nested deeper than [`YAML_DEPTH`].
pub fn too_deep(text: &str) -> Option<usize> {
    if !may_be_deep(text) {
        return None;
    }
    let mut depth = 0_usize;
    let byte = |at: usize| {
        let found = text.char_indices().nth(at);
        found.map_or(text.len(), |(at, _)| at)
    };
    for event in Parser::new_from_str(text) {
        let event = match event {
            Ok(event) => event,
            // Brackets are looked through before their events.
            Err(error) if error.info().contains("recursion limit") => {
                return Some(byte(error.marker().index()));
            }
            // What is no YAML is left to the parser, which stops there too.
            Err(_) => return None,
        };
        match event {
            (Event::SequenceStart(..) | Event::MappingStart(..), span) => {
                depth += 1;
                if depth > YAML_DEPTH {
                    return Some(byte(span.start.index()));
                }
            }
            (Event::SequenceEnd | Event::MappingEnd, _) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// Whether the signs that begin collections, and the indentation of lines, allow for that depth at all: in few texts.
fn may_be_deep(text: &str) -> bool {
    let signs = text.bytes().filter(|byte| matches!(byte, b'[' | b'{'));
    let is_block = |line: &str| {
        let words = line.trim_start_matches([' ', '-', '?', ':', '\t']);
        line.len() - words.len() > YAML_DEPTH / 2
    };
    signs.take(YAML_DEPTH / 2 + 1).count() > YAML_DEPTH / 2 || text.lines().any(is_block)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_is_found_in_all_notations() {
        let deep = [
            "[".repeat(70),
            "[".repeat(7000),
            "{a: ".repeat(70),
            "- ".repeat(70),
            (0..70)
                .map(|at| format!("{}a:\n", " ".repeat(at)))
                .collect(),
        ];
        for text in deep {
            assert!(too_deep(&text).is_some(), "{text}");
        }
        let wide = format!("a: [{}]\n", "[], ".repeat(70));
        let signs = format!("a: \"{}\"\nb: |\n  {}\n", "[".repeat(70), "- ".repeat(70));
        for text in [wide, signs] {
            assert_eq!(too_deep(&text), None, "{text}");
        }
    }
}
