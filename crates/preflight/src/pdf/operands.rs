//! The objects of content streams: numbers, names, strings, arrays and dictionaries (ISO 32000-1, 7.2 and 7.3), read one by one.

use lopdf::{Dictionary, Object, StringFormat};

use crate::pdf::inline::{is_regular, is_space};

/// How deep arrays and dictionaries may be nested.
const DEPTH: usize = 32;

/// Bytes, and how far they were read.
pub struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Cursor<'a> {
    /// Starts at the beginning.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Goes on behind some bytes.
    pub fn skip(&mut self, count: usize) {
        self.at += count;
    }

    /// The next byte.
    pub fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// All that was not read.
    pub fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// White space and comments.
    pub fn space(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b'%' => {
                    let line = self.rest().iter();
                    self.at += line.take_while(|b| !matches!(b, b'\n' | b'\r')).count();
                }
                byte if is_space(byte) => self.at += 1,
                _ => break,
            }
        }
    }

    /// Bytes up to a space or a delimiter.
    pub fn word(&mut self) -> &'a [u8] {
        let rest = self.rest();
        let length = rest.iter().take_while(|b| is_regular(**b)).count();
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    /// The object that begins here.
    pub fn object(&mut self, depth: usize) -> Result<Object, &'static str> {
        if depth > DEPTH {
            return Err("its arrays are nested too deep");
        }
        let byte = self.peek().ok_or("it ends in the middle of an operation")?;
        match byte {
            b'/' => {
                self.at += 1;
                Ok(Object::Name(name(self.word())))
            }
            b'(' => self.literal(),
            b'<' if self.rest().starts_with(b"<<") => {
                self.at += 2;
                Ok(Object::Dictionary(self.entries(b">>", depth)?))
            }
            b'<' => self.hexadecimal(),
            b'[' => {
                self.at += 1;
                let mut all = Vec::new();
                loop {
                    self.space();
                    match self.peek() {
                        Some(b']') => {
                            self.at += 1;
                            return Ok(Object::Array(all));
                        }
                        _ => all.push(self.object(depth + 1)?),
                    }
                }
            }
            b'+' | b'-' | b'.' | b'0'..=b'9' => number(self.word()).ok_or("a number is none"),
            _ => match self.word() {
                b"true" => Ok(Object::Boolean(true)),
                b"false" => Ok(Object::Boolean(false)),
                b"null" => Ok(Object::Null),
                _ => Err("it holds bytes that are no operation"),
            },
        }
    }

    /// The entries of a dictionary up to its end.
    pub fn entries(&mut self, end: &[u8], depth: usize) -> Result<Dictionary, &'static str> {
        let mut dict = Dictionary::new();
        loop {
            self.space();
            if self.rest().starts_with(end) {
                self.at += end.len();
                return Ok(dict);
            }
            match self.object(depth + 1)? {
                Object::Name(key) => {
                    self.space();
                    let value = self.object(depth + 1)?;
                    dict.set(key, value);
                }
                _ => return Err("the key of a dictionary is no name"),
            }
        }
    }

    fn literal(&mut self) -> Result<Object, &'static str> {
        self.at += 1;
        let (mut open, mut text) = (1, Vec::new());
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'(' => open += 1,
                b')' => open -= 1,
                b'\\' => {
                    text.extend(self.escape());
                    continue;
                }
                _ => {}
            }
            if open == 0 {
                return Ok(Object::String(text, StringFormat::Literal));
            }
            text.push(byte);
        }
        Err("a string has no end")
    }

    /// What stands behind a backslash (ISO 32000-1, table 3).
    fn escape(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        match byte {
            b'n' => Some(b'\n'),
            b'r' => Some(b'\r'),
            b't' => Some(b'\t'),
            b'b' => Some(8),
            b'f' => Some(12),
            b'\r' => {
                self.at += usize::from(self.peek() == Some(b'\n'));
                None
            }
            b'\n' => None,
            b'0'..=b'7' => {
                let mut value = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek() else {
                        break;
                    };
                    self.at += 1;
                    value = value * 8 + u32::from(digit - b'0');
                }
                Some((value & 0xFF) as u8)
            }
            other => Some(other),
        }
    }

    fn hexadecimal(&mut self) -> Result<Object, &'static str> {
        self.at += 1;
        let rest = self.rest();
        let end = rest.iter().position(|byte| *byte == b'>');
        let end = end.ok_or("a string has no end")?;
        self.at += end + 1;
        let mut digits = Vec::new();
        for byte in rest.get(..end).unwrap_or_default() {
            match char::from(*byte).to_digit(16) {
                Some(digit) => digits.push(digit as u8),
                None if is_space(*byte) => {}
                None => return Err("a string in hexadecimal is none"),
            }
        }
        let bytes = digits.chunks(2).map(|pair| match pair {
            [high, low] => high << 4 | low,
            [high] => high << 4,
            _ => 0,
        });
        Ok(Object::String(bytes.collect(), StringFormat::Hexadecimal))
    }
}

/// A name with its `#xx` decoded.
fn name(word: &[u8]) -> Vec<u8> {
    let mut name = Vec::with_capacity(word.len());
    let mut rest = word;
    while let [first, tail @ ..] = rest {
        let digit = |at: usize| char::from(*tail.get(at)?).to_digit(16);
        match (first, digit(0), digit(1)) {
            (b'#', Some(high), Some(low)) => {
                name.push((high * 16 + low) as u8);
                rest = tail.get(2..).unwrap_or_default();
            }
            _ => {
                name.push(*first);
                rest = tail;
            }
        }
    }
    name
}

/// A number; those with a point or too large for an integer are real.
fn number(word: &[u8]) -> Option<Object> {
    let text = std::str::from_utf8(word).ok()?;
    if let Ok(integer) = text.parse::<i64>() {
        return Some(Object::Integer(integer));
    }
    let plain = text
        .bytes()
        .all(|b| matches!(b, b'0'..=b'9' | b'.' | b'+' | b'-'));
    let real = text.parse::<f32>().ok().filter(|_| plain);
    real.map(Object::Real)
}
