//! Content streams cut into operations.
//!
//! lopdf's own decoder stops without an error at what it cannot read, and leaves out inline images with filters. A preflight
//! needs both, so this one yields them.

use lopdf::Object;

use crate::pdf::inline;
use crate::pdf::operands::Cursor;

/// How many operands an operation may have; the longest has six, and some colours have more.
const OPERANDS: usize = 256;

/// One operator with what stands before it.
#[derive(Debug)]
pub struct Operation<'a> {
    /// Its name; `BI` stands for a whole inline image.
    pub operator: &'a [u8],
    /// Its operands; the image as a stream, for `BI`.
    pub operands: Vec<Object>,
}

/// Yields operations until the end, or until something that is none.
pub struct Lexer<'a> {
    cursor: Cursor<'a>,
    failed: bool,
}

impl<'a> Lexer<'a> {
    /// Starts at the beginning.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self {
            cursor: Cursor::new(bytes),
            failed: false,
        }
    }

    fn operation(&mut self) -> Result<Option<Operation<'a>>, &'static str> {
        let cursor = &mut self.cursor;
        let mut operands = Vec::new();
        loop {
            cursor.space();
            let Some(byte) = cursor.peek() else {
                return match operands.is_empty() {
                    true => Ok(None),
                    false => Err("it ends in the middle of an operation"),
                };
            };
            if operands.len() > OPERANDS {
                return Err("an operator has too many operands");
            }
            if !(byte.is_ascii_alphabetic() || matches!(byte, b'\'' | b'"')) {
                operands.push(cursor.object(0)?);
                continue;
            }
            match cursor.word() {
                b"true" => operands.push(Object::Boolean(true)),
                b"false" => operands.push(Object::Boolean(false)),
                b"null" => operands.push(Object::Null),
                b"BI" => {
                    let dict = cursor.entries(b"ID", 0)?;
                    // One white-space character ends the operator (ISO 32000-1, 8.9.7).
                    cursor.skip(1);
                    let (image, length) = inline::read(dict, cursor.rest())?;
                    cursor.skip(length);
                    return Ok(Some(Operation {
                        operator: b"BI",
                        operands: vec![Object::Stream(image)],
                    }));
                }
                operator => return Ok(Some(Operation { operator, operands })),
            }
        }
    }
}

impl<'a> Iterator for Lexer<'a> {
    type Item = Result<Operation<'a>, &'static str>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        let next = self.operation().transpose();
        self.failed = matches!(next, Some(Err(_)));
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn operators(bytes: &[u8]) -> Vec<String> {
        let all = Lexer::new(bytes).map(|next| match next {
            Ok(op) => format!(
                "{}{}",
                String::from_utf8_lossy(op.operator),
                op.operands.len()
            ),
            Err(why) => why.to_owned(),
        });
        all.collect()
    }

    #[test]
    fn operations_have_their_operands() {
        let ops =
            operators(b"q 1 0 0 -.5 +2 3. cm % no operator\n/F1 12 Tf [(a\\)b) -3 <4>]TJ(x)' T*");
        assert_eq!(ops, ["q0", "cm6", "Tf2", "TJ1", "'1", "T*0"]);
    }

    #[test]
    fn inline_images_are_whole() {
        let plain = b"BI /W 2 /H 1 /BPC 8 /CS /RGB ID \nEI EI\nEI Q";
        let mut ops = Lexer::new(plain);
        let image = ops.next().expect("one").expect("an image");
        let Some(Object::Stream(stream)) = image.operands.first() else {
            panic!("{image:?}");
        };
        assert_eq!(stream.content, b"\nEI EI\n".get(..6).expect("six"));
        assert_eq!(
            operators(b"BI /W 9 /H 9 /F /Fl ID \x78\x9c\x01 EI Q"),
            ["BI1", "Q0"]
        );
    }

    #[test]
    fn damage_is_said() {
        assert_eq!(operators(b"q (x"), ["q0", "a string has no end"]);
        assert_eq!(
            operators(b"Q ]"),
            ["Q0", "it holds bytes that are no operation"]
        );
        assert_eq!(operators(b"1 2"), ["it ends in the middle of an operation"]);
        assert_eq!(operators(&[b'['; 5000]), ["its arrays are nested too deep"]);
    }
}
