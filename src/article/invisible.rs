//! Invisible characters, and characters that stand for lost ones, which are usually the result of copying from other
//! programs.

use crate::article::ast::Inline;
use crate::article::mask::FILL;
use crate::article::source::Source;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::origin::Origin;

/// The description of a character that texts must not contain. `None` for letters, punctuation and spaces, and for
/// invisible characters with a function on pages: soft hyphens, joiners, directional marks, variation selectors.
fn kind(c: char) -> Option<&'static str> {
    Some(match c {
        // Almost all letters of European languages come before all others here.
        '\t' | '\n' | '\r' | ' '..='~' | '\u{A0}'..='\u{115E}' => return None,
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

/// Whether texts must not contain a character.
pub fn is_wrong(c: char) -> bool {
    kind(c).is_some()
}

/// Reports each character of a text that texts must not contain, at its place.
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
            Diagnostic::new(Code::InvisibleCharacter, message)
                .at(place.clone().unwrap_or_else(|| origin.clone()))
                .hint("delete it, and type the words around it anew"),
        );
        // The next occurrence is after this one.
        within.range.start = place.map_or(within.range.start, |place| place.range.end);
    }
}

/// The ends of isolates and of embeddings.
const END_ISOLATE: char = '\u{2069}';
const END_EMBEDDING: char = '\u{202C}';

/// Reports isolates and embeddings without an end, and ends without a start, as they would change the direction of text
/// beside this one. Pairs are those of the Unicode Bidirectional Algorithm.
pub fn unpaired(inlines: &[Inline], source: &Source, out: &mut Diagnostics) {
    if !has_paired(inlines) {
        return;
    }
    let mut text = String::new();
    words(inlines, &mut text);
    text.retain(|c| !source.marks.contains(&c));
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut alone: Vec<(usize, char)> = Vec::new();
    // The number of ends whose embeddings an isolate's end has closed already. Overrides are reported separately, and
    // are not in the tree.
    let written = source.file.get(source.within.range.clone());
    let overrides = |c| matches!(c, '\u{202D}' | '\u{202E}');
    let mut ended = written.map_or(0, |text| text.chars().filter(|c| overrides(*c)).count());
    for (at, c) in text.char_indices() {
        match c {
            '\u{202A}' | '\u{202B}' | '\u{2066}'..='\u{2068}' => open.push((at, c)),
            END_ISOLATE => match open.iter().rposition(|(_, c)| is_isolate(*c)) {
                Some(begin) => {
                    ended += open.len() - begin - 1;
                    alone.extend(open.drain(begin..).skip(1));
                }
                None => alone.push((at, c)),
            },
            END_EMBEDDING => match open.pop_if(|(_, c)| !is_isolate(*c)) {
                Some(_) => {}
                None if ended > 0 => ended -= 1,
                None => alone.push((at, c)),
            },
            _ => {}
        }
    }
    alone.extend(open);
    alone.sort_unstable();
    for (at, c) in alone {
        let rank = text[..at].matches(c).count();
        let origin = place(c, rank, source).unwrap_or_else(|| source.origin.clone());
        let (what, hint) = match c {
            END_ISOLATE => ("the end of an isolate that nothing begins", None),
            END_EMBEDDING => ("the end of an embedding that nothing begins", None),
            c if is_isolate(c) => ("an isolate that nothing ends", Some(END_ISOLATE)),
            _ => ("an embedding that nothing ends", Some(END_EMBEDDING)),
        };
        let message = format!("the text holds U+{:04X}, {what}", c as u32);
        let hint =
            hint.map(|end| format!("end it in the same text with U+{:04X}, or ", end as u32));
        let hint = format!("{}delete it", hint.unwrap_or_default());
        let error = Diagnostic::new(Code::InvisibleCharacter, message);
        out.push(error.at(origin).hint(hint));
    }
}

fn is_isolate(c: char) -> bool {
    matches!(c, '\u{2066}'..='\u{2068}')
}

/// Whether a character begins or ends an isolate or an embedding.
pub fn is_paired(c: char) -> bool {
    is_isolate(c) || matches!(c, '\u{202A}'..='\u{202C}' | END_ISOLATE)
}

/// The place of the occurrence of a character with this 0-based index.
fn place(c: char, rank: usize, source: &Source) -> Option<Origin> {
    let mut within = source.within(&source.origin);
    for _ in 0..rank {
        within.range.start = source.find(&within, c.encode_utf8(&mut [0; 4]))?.range.end;
    }
    source.find(&within, c.encode_utf8(&mut [0; 4]))
}

fn has_paired(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| match inline {
        Inline::Text(text) | Inline::Code(text) => !text.is_ascii() && text.contains(is_paired),
        inline => has_paired(inline.inner().unwrap_or_default()),
    })
}

/// The text of inlines, code included.
fn words(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            inline => words(inline.inner().unwrap_or_default(), out),
        }
    }
}
