//! Which characters the codes of a font stand for: its ToUnicode map (ISO 32000-1, 9.10.3).

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object};

use crate::pdf::file::File;
use crate::pdf::lexer::Lexer;

/// How many codes a map may list: as many as two bytes can encode.
const CODES: usize = 1 << 16;

/// Text by code.
pub type Characters = BTreeMap<u32, String>;

/// The map of a font; empty where it has none.
pub fn characters(file: &File, font: &Dictionary) -> Characters {
    let mut all = Characters::new();
    let Some(Object::Stream(stream)) = file.get(font, b"ToUnicode") else {
        return all;
    };
    let Ok(data) = file.data(stream) else {
        return all;
    };
    for operation in Lexer::new(&data).map_while(Result::ok) {
        match operation.operator {
            b"endbfchar" => {
                for pair in operation.operands.chunks_exact(2) {
                    if let [Object::String(code, _), Object::String(text, _)] = pair {
                        all.insert(number(code), utf16(text));
                    }
                }
            }
            b"endbfrange" => {
                for triple in operation.operands.chunks_exact(3) {
                    if let [Object::String(first, _), Object::String(last, _), to] = triple {
                        range(number(first), number(last), to, &mut all);
                    }
                }
            }
            _ => {}
        }
        if all.len() > CODES {
            break;
        }
    }
    all
}

/// Codes in a row: each with a text of its own, or counted up from the last unit of the first.
fn range(first: u32, last: u32, to: &Object, all: &mut Characters) {
    let codes = (first..=last).take(CODES);
    match to {
        Object::Array(texts) => {
            for (code, text) in codes.zip(texts) {
                if let Object::String(text, _) = text {
                    all.insert(code, utf16(text));
                }
            }
        }
        Object::String(text, _) => {
            let mut text = text.clone();
            for code in codes {
                all.insert(code, utf16(&text));
                let Some(low) = text.last_mut() else { break };
                *low = low.wrapping_add(1);
            }
        }
        _ => {}
    }
}

fn number(code: &[u8]) -> u32 {
    let bytes = code.iter().take(4);
    bytes.fold(0, |number, byte| number << 8 | u32::from(*byte))
}

fn utf16(bytes: &[u8]) -> String {
    let units = bytes.chunks_exact(2).map(|pair| match pair {
        [high, low] => u16::from_be_bytes([*high, *low]),
        _ => 0,
    });
    let characters = char::decode_utf16(units);
    characters.map(|c| c.unwrap_or('\u{FFFD}')).collect()
}

#[cfg(test)]
mod tests {
    use lopdf::StringFormat;

    use super::*;

    fn string(bytes: &[u8]) -> Object {
        Object::String(bytes.to_vec(), StringFormat::Hexadecimal)
    }

    #[test]
    fn ranges_count_up_or_list() {
        let mut all = Characters::new();
        range(3, 5, &string(b"\0a"), &mut all);
        let ligature = string(b"\0f\0i");
        range(
            9,
            10,
            &Object::Array(vec![ligature, string(b"\xd8\x3d\xde\0")]),
            &mut all,
        );
        let found: Vec<_> = all
            .iter()
            .map(|(code, text)| (*code, text.as_str()))
            .collect();
        assert_eq!(found, [(3, "a"), (4, "b"), (5, "c"), (9, "fi"), (10, "😀")]);
    }

    #[test]
    fn ranges_without_sense_have_an_end() {
        let mut all = Characters::new();
        range(0, u32::MAX, &string(b"\0a"), &mut all);
        assert_eq!(all.len(), CODES);
        range(7, 3, &string(b"\0z"), &mut all);
        range(0, 9, &string(b""), &mut all);
        range(0, 9, &Object::Null, &mut all);
        assert_eq!(all.len(), CODES);
    }
}
