//! Values of XMP and Info, read so that they can be compared.

use lopdf::{Dictionary, Object};
use roxmltree::Document as Xml;

use crate::pdf::file::File;

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

/// A property of an XMP packet: an attribute, an element, or its first alternative.
pub fn property(xml: &Xml, space: &str, name: &str) -> Option<String> {
    let descriptions = xml
        .descendants()
        .filter(|node| node.has_tag_name((RDF, "Description")));
    let mut found = None;
    for description in descriptions {
        found = found.or(description.attribute((space, name)).map(str::to_owned));
        let child = description
            .children()
            .find(|node| node.has_tag_name((space, name)));
        let Some(child) = child.filter(|_| found.is_none()) else {
            continue;
        };
        let item = child
            .descendants()
            .find(|node| node.has_tag_name((RDF, "li")));
        let text = item.unwrap_or(child).text().unwrap_or_default().trim();
        found = Some(text.to_owned());
    }
    found.filter(|text| !text.is_empty())
}

/// A text string of a dictionary, in any of its encodings.
pub fn text(file: &File, dict: &Dictionary, key: &[u8]) -> Option<String> {
    let bytes = match file.get(dict, key)? {
        Object::String(bytes, _) => bytes.as_slice(),
        Object::Name(name) => name,
        _ => return None,
    };
    if let Some(wide) = bytes.strip_prefix(b"\xfe\xff") {
        let units = wide.chunks_exact(2).map(|pair| match pair {
            [high, low] => u16::from_be_bytes([*high, *low]),
            _ => 0,
        });
        return Some(
            char::decode_utf16(units)
                .map(|c| c.unwrap_or('\u{FFFD}'))
                .collect(),
        );
    }
    let plain = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    Some(match std::str::from_utf8(plain) {
        Ok(text) => text.to_owned(),
        Err(_) => plain.iter().map(|byte| char::from(*byte)).collect(),
    })
}

/// The seconds of a date, as PDF writes it (ISO 32000-1, 7.9.4) or as XMP does (ISO 8601).
pub fn seconds(date: &str) -> Option<i64> {
    let date = date.trim();
    let plain = date.strip_prefix("D:").unwrap_or(date);
    let (days, time) = match plain.split_once('T') {
        Some((days, time)) => (days.replace('-', ""), time),
        None if date.len() == plain.len() && plain.contains('-') => (plain.replace('-', ""), ""),
        None => plain
            .split_at_checked(8)
            .map(|(days, time)| (days.to_owned(), time))?,
    };
    let zone_at = time.find(['Z', '+', '-']).unwrap_or(time.len());
    let (clock, zone) = time.split_at_checked(zone_at)?;
    let clock = clock.split('.').next()?.replace(':', "");
    let part = |text: &str, at: usize, length: usize, default: i64| match text.get(at..at + length)
    {
        Some(digits) => digits.parse::<i64>().ok(),
        None => Some(default),
    };
    let (year, month, day) = (
        part(&days, 0, 4, 0)?,
        part(&days, 4, 2, 1)?,
        part(&days, 6, 2, 1)?,
    );
    let (hour, minute) = (part(&clock, 0, 2, 0)?, part(&clock, 2, 2, 0)?);
    let second = part(&clock, 4, 2, 0)?;
    let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
    let offset = part(&digits, 0, 2, 0)? * 60 + part(&digits, 2, 2, 0)?;
    let offset = if zone.starts_with('-') {
        -offset
    } else {
        offset
    };
    // Days since the first of March of the year 0, with leap days at the end of each year.
    let (year, month) = if month < 3 {
        (year - 1, month + 9)
    } else {
        (year, month - 3)
    };
    let days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day;
    Some(((days * 24 + hour) * 60 + minute - offset) * 60 + second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_agree_however_they_are_written() {
        let noon = seconds("2025-11-01T12:00:00Z");
        assert!(noon.is_some());
        for same in [
            "D:20251101120000Z",
            "D:20251101130000+01'00'",
            "D:20251101120000+00'00",
            "2025-11-01T07:00:00.000-05:00",
        ] {
            assert_eq!(seconds(same), noon, "{same}");
        }
        assert_eq!(seconds("D:20251101"), seconds("2025-11-01"));
        assert_ne!(seconds("D:20251101120001Z"), noon);
        assert_eq!(seconds("tomorrow"), None);
        assert_eq!(seconds(""), None);
    }
}
