//! Decodes UTF-8, and reports bytes that are not UTF-8.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic};
use crate::origin::{FileId, Origin};

/// The byte order mark of UTF-8.
pub const MARK: &[u8] = b"\xef\xbb\xbf";

/// The characters of Windows-1252 for the bytes 0x80 to 0x9F; the others are those of Unicode (WHATWG Encoding Standard).
pub const WINDOWS_1252: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ";

/// The number of bytes that are searched for NUL, which no text in UTF-8 contains.
const LOOKED_AT: usize = 1024;

/// Why bytes are not UTF-8 text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotUtf8 {
    /// Some bytes are invalid.
    Bytes {
        /// The index of the first invalid byte, without the byte order mark.
        at: usize,
        /// The first invalid byte.
        byte: u8,
        /// The number of invalid places: single bytes or truncated sequences.
        places: usize,
    },
    /// The file is UTF-16, or no text at all.
    Encoding,
}

/// Decodes a file, without its byte order mark.
pub fn decode(bytes: &[u8]) -> Result<Arc<str>, NotUtf8> {
    let text = bytes.strip_prefix(MARK).unwrap_or(bytes);
    match std::str::from_utf8(text) {
        Ok(text) => Ok(Arc::from(text)),
        Err(_) if is_other(bytes) => Err(NotUtf8::Encoding),
        Err(error) => Err(NotUtf8::Bytes {
            at: error.valid_up_to(),
            byte: text[error.valid_up_to()],
            places: text
                .utf8_chunks()
                .filter(|chunk| !chunk.invalid().is_empty())
                .count(),
        }),
    }
}

/// Decodes a file with U+FFFD in place of invalid bytes, so that its other errors can be reported too. `None` for
/// another encoding.
pub fn decode_lossy(bytes: &[u8]) -> Option<Arc<str>> {
    match decode(bytes) {
        Ok(text) => Some(text),
        Err(NotUtf8::Encoding) => None,
        Err(NotUtf8::Bytes { .. }) => {
            let text = bytes.strip_prefix(MARK).unwrap_or(bytes);
            Some(Arc::from(&*String::from_utf8_lossy(text)))
        }
    }
}

fn is_other(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(LOOKED_AT)];
    bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") || start.contains(&0)
}

impl NotUtf8 {
    /// The finding about a file. Its place is in the text of [`decode_lossy`].
    pub fn diagnostic(self, file: &FileId) -> Diagnostic {
        const HINT: &str = "save the file as UTF-8 in your editor";
        let (at, byte, places) = match self {
            Self::Encoding => {
                return Diagnostic::new(Code::InvalidUtf8, "this file is in UTF-16, or is no text")
                    .at(Origin::file(file))
                    .hint(HINT)
                    .hint("nothing of it was read");
            }
            Self::Bytes { at, byte, places } => (at, byte, places),
        };
        let more = match places.saturating_sub(1) {
            0 => String::new(),
            1 => "; there is one more such place in this file".to_owned(),
            n => format!("; there are {n} more such places in this file"),
        };
        let message = format!("the byte 0x{byte:02X} is not UTF-8{more}");
        let range = at..at + char::REPLACEMENT_CHARACTER.len_utf8();
        let error = Diagnostic::new(Code::InvalidUtf8, message).at(Origin::new(file, range));
        let typed = match byte {
            0x80..=0x9F => WINDOWS_1252.chars().nth(usize::from(byte - 0x80)),
            _ => Some(char::from(byte)),
        };
        match typed.filter(|c| !c.is_control()) {
            Some(c) => error.hint(format!("{HINT}; in Windows-1252, this byte is `{c}`")),
            None => error.hint(HINT),
        }
    }
}
