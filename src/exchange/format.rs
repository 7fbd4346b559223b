//! The formats: which there are, how each is written, and which a file is in.

use crate::encoding;
use crate::exchange::po;
use crate::exchange::returned::{At, Fault, Returned};
use crate::exchange::tbx;
use crate::exchange::tmx;
use crate::exchange::unit::Package;
use crate::exchange::xliff1;
use crate::exchange::xliff2;
use crate::exchange::xlsx;
use crate::exchange::xml::{self, attribute};

/// What a spreadsheet begins with, as every zip file.
const ZIP: &[u8] = b"PK\x03\x04";

/// A format of translators' tools.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
pub enum Format {
    /// XLIFF 2.0, for Trados, memoQ and Phrase
    Xliff2,
    /// XLIFF 1.2, for older tools
    #[value(name = "xliff1.2")]
    Xliff1,
    /// PO, for Poedit and Weblate
    Po,
    /// A spreadsheet
    Xlsx,
    /// A translation memory of what was confirmed; not imported
    Tmx,
    /// The glossary alone, for termbases; not imported
    Tbx,
}

impl Format {
    /// The bytes of a file.
    ///
    /// # Errors
    ///
    /// Where the format cannot hold a text.
    pub fn write(self, package: &Package) -> Result<Vec<u8>, String> {
        match self {
            Self::Xliff2 => Ok(xliff2::write(package)),
            Self::Xliff1 => Ok(xliff1::write(package)),
            Self::Xlsx => xlsx::write(package),
            Self::Tmx => Ok(tmx::write(package)),
            Self::Tbx => Ok(tbx::write(package)),
            Self::Po => Ok(po::write(package)),
        }
    }
}

/// Reads a file in any format, which is known from its first bytes.
pub fn read(bytes: &[u8]) -> Returned {
    if bytes.starts_with(ZIP) {
        return xlsx::read(bytes);
    }
    let text = match encoding::decode(bytes) {
        Ok(text) => text,
        Err(_) => {
            let fault = Fault::new(At::default(), "the file is not in UTF-8");
            return broken(fault.hint("save it in UTF-8 in the tool that it comes from"));
        }
    };
    if !text.trim_start().starts_with('<') {
        return match text.contains("msgid") {
            true => po::read(&text),
            false => unknown(),
        };
    }
    let document = match xml::parse(&text) {
        Ok(document) => document,
        Err(fault) => return broken(fault),
    };
    let root = document.root_element();
    match (root.tag_name().name(), attribute(root, "version")) {
        ("xliff", version) if version.starts_with("2.") => xliff2::read(&document),
        ("xliff", "1.2" | "1.1" | "1.0") => xliff1::read(&document),
        ("tmx", _) => {
            let fault = Fault::new(
                At::default(),
                "a translation memory is not imported: it does not say which text a translation is of",
            );
            broken(
                fault
                    .hint("export the texts in another format, and translate them with the memory"),
            )
        }
        ("martif" | "tbx", _) => {
            let fault = Fault::new(At::default(), "a termbase is not imported");
            broken(fault.hint("write its terms into `i18n/LOCALE/glossary.yaml`"))
        }
        _ => unknown(),
    }
}

/// A text in UTF-16 with its byte order mark, as some tools write it, in UTF-8. Other files stay as they are.
pub fn in_utf8(bytes: Vec<u8>) -> Vec<u8> {
    let read = match &bytes[..] {
        [0xFF, 0xFE, rest @ ..] => (rest, u16::from_le_bytes as fn([u8; 2]) -> u16),
        [0xFE, 0xFF, rest @ ..] => (rest, u16::from_be_bytes as fn([u8; 2]) -> u16),
        _ => return bytes,
    };
    let (rest, unit) = read;
    let pairs = rest.chunks_exact(2);
    let is_whole = pairs.remainder().is_empty();
    let units: Vec<u16> = pairs.map(|pair| unit([pair[0], pair[1]])).collect();
    match String::from_utf16(&units) {
        Ok(text) if is_whole => text.into_bytes(),
        _ => bytes,
    }
}

fn unknown() -> Returned {
    let fault = Fault::new(
        At::default(),
        "the file is in none of the formats that can be imported",
    );
    broken(
        fault
            .hint("these are XLIFF 2, XLIFF 1.2, PO and XLSX, as `fluentpress export` writes them"),
    )
}

fn broken(fault: Fault) -> Returned {
    Returned {
        faults: vec![fault],
        ..Returned::default()
    }
}
