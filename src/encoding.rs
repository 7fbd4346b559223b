//! Bytes as text: UTF-8, and the finding about bytes that are not.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic};
use crate::origin::{FileId, Origin};

/// The byte order mark of UTF-8.
pub const MARK: &[u8] = b"\xef\xbb\xbf";

/// How many bytes of a file are looked at for zeros, which no text has in UTF-8.
const LOOKED_AT: usize = 1024;

/// Why bytes are no text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotUtf8 {
    /// Some bytes are wrong.
    Bytes {
        /// Where the first one is, in bytes behind a byte order mark.
        at: usize,
        /// The first one.
        byte: u8,
        /// How many places there are: single bytes, or sequences that are cut off.
        places: usize,
    },
    /// The file is in UTF-16, or is no text.
    Encoding,
}

/// The text of a file's bytes, without a byte order mark.
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

/// The text of a file's bytes with U+FFFD for bytes that are wrong, so that they hide nothing else; none where the file
/// is in another encoding altogether.
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
    /// The finding about a file: its place is one in the text that [`decode_lossy`] gives.
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
        let latin = char::from(byte);
        match latin.is_alphabetic() {
            true => error.hint(format!("{HINT}; in Latin-1, this byte is `{latin}`")),
            false => error.hint(HINT),
        }
    }
}
