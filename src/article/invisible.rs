//! Characters that readers cannot see, or that stand for what was lost: mostly what copying from other programs leaves behind.

use crate::article::mask::FILL;
use crate::article::source::Source;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::origin::Origin;

/// What a character is that no text should hold; none for letters, signs, spaces, and for invisible characters that do their
/// work on a page: soft hyphens, joiners, marks of direction, variation selectors.
fn kind(c: char) -> Option<&'static str> {
    Some(match c {
        '\t' | '\n' | '\r' => return None,
        '\u{FEFF}' => "a byte order mark",
        '\u{FFFC}' => "the place of an object that is not there",
        '\u{FFFD}' => "the sign for a character that could not be read",
        '\u{202D}' | '\u{202E}' => "an override of the direction of letters",
        '\u{2029}' => "a paragraph separator",
        '\u{2061}'..='\u{2065}'
        | '\u{206A}'..='\u{206F}'
        | '\u{FFF9}'..='\u{FFFB}'
        | '\u{180E}' => "an invisible sign",
        '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' => "an invisible letter",
        '\u{E0000}'..='\u{E007F}' => "an invisible tag",
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}' => {
            "a private character"
        }
        '\u{FDD0}'..='\u{FDEF}' => "no character",
        c if c as u32 & 0xFFFE == 0xFFFE => "no character",
        c if c.is_control() => "a control character",
        _ => return None,
    })
}

/// Whether a text should not hold a character.
pub fn is_wrong(c: char) -> bool {
    kind(c).is_some()
}

/// Reports each character of a text that no reader could see, at its place.
pub fn check(text: &str, origin: &Origin, source: &Source, out: &mut Diagnostics) {
    if text.is_ascii() && !text.contains(|c: char| c.is_ascii_control()) {
        return;
    }
    let mut within = source.within(origin);
    for c in text.chars() {
        let is_fill = c == FILL && source.lines.is_some();
        let Some(kind) = kind(c).filter(|_| !is_fill && !source.marks.contains(&c)) else {
            continue;
        };
        let place = source.find(&within, c.encode_utf8(&mut [0; 4]));
        let message = format!("the text holds U+{:04X}, {kind}", c as u32);
        out.push(
            Diagnostic::error("invisible-character", message)
                .at(place.clone().unwrap_or_else(|| origin.clone()))
                .hint("delete it, and type the words around it anew"),
        );
        // The next one stands behind it.
        within.range.start = place.map_or(within.range.start, |place| place.range.end);
    }
}
