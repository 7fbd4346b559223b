//! Limits on files that are read: a small file can unpack to a large one, and no text of a book stands a thousand elements deep.

use std::io::{Cursor, Read, copy, sink};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use crate::exchange::returned::{At, Fault};

/// The largest file, packed or not: more than the texts of twenty books.
pub const LARGEST: u64 = 64 * 1024 * 1024;
/// How many parts a spreadsheet may have.
const MOST_PARTS: usize = 10_000;
/// How deep elements may stand within each other.
const DEEPEST: usize = 200;
/// How many elements a file may have: more than a book of a thousand pages.
const MOST_ELEMENTS: usize = 2_000_000;
/// How many attributes an element may have.
const MOST_ATTRIBUTES: usize = 200;

/// Refuses an archive whose parts are larger than [`LARGEST`] when they are unpacked, whatever it says about their sizes.
///
/// # Errors
///
/// What is too large. An archive that cannot be read is left to its reader.
pub fn archive(bytes: &[u8]) -> Result<(), Fault> {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
        return Ok(());
    };
    let hint = "copy the columns into a file that `fluentpress export` wrote";
    if archive.len() > MOST_PARTS {
        let message = format!("the spreadsheet has more than {MOST_PARTS} parts");
        return Err(Fault::new(At::default(), message).hint(hint));
    }
    let mut left = LARGEST;
    for at in 0..archive.len() {
        let Ok(part) = archive.by_index(at) else {
            continue;
        };
        left -= copy(&mut part.take(left), &mut sink()).unwrap_or(0);
        if left == 0 {
            let message = format!(
                "the spreadsheet is larger than {} MiB when it is unpacked",
                LARGEST / 1024 / 1024
            );
            return Err(Fault::new(At::default(), message).hint(hint));
        }
    }
    Ok(())
}

/// Refuses XML with elements that stand too deep or have too many attributes: a parser compares all of these with each other.
///
/// # Errors
///
/// What there is too much of, and where. XML that is not well-formed is left to its parser.
pub fn xml(text: &str) -> Result<(), Fault> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let (mut depth, mut elements) = (0_usize, 0_usize);
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(text.len());
        let event = reader.read_event();
        let (start, is_open) = match &event {
            Ok(Event::Start(start)) => (start, true),
            Ok(Event::Empty(start)) => (start, false),
            Ok(Event::End(_)) => {
                depth = depth.saturating_sub(1);
                continue;
            }
            Ok(Event::Eof) | Err(_) => return Ok(()),
            Ok(_) => continue,
        };
        depth += usize::from(is_open);
        elements += 1;
        let mut attributes = start.attributes();
        let attributes = attributes.with_checks(false).take(MOST_ATTRIBUTES + 1);
        let attributes = attributes.count();
        let message = if depth > DEEPEST {
            format!("more than {DEEPEST} elements stand within each other")
        } else if elements > MOST_ELEMENTS {
            format!("the file has more than {MOST_ELEMENTS} elements")
        } else if attributes > MOST_ATTRIBUTES {
            format!("an element has more than {MOST_ATTRIBUTES} attributes")
        } else {
            continue;
        };
        let fault = Fault::new(At::Bytes(at..at), message);
        return Err(fault.hint("export anew, and translate that file: no tool needs this"));
    }
}
