//! Inline images: where they end, as they have no length (ISO 32000-1, 8.9.7).

use lopdf::{Dictionary, Object, Stream};

/// The image whose entries were read and whose data begins here, and how many bytes it takes with
/// the operator that ends it.
pub fn read(dict: Dictionary, rest: &[u8]) -> Result<(Stream, usize), &'static str> {
    let start = plain_size(&dict).unwrap_or(0);
    let end = (start..rest.len()).find(|at| is_end(rest, *at));
    let end = end.ok_or("an inline image has no end")?;
    let mut content = rest.get(..end).unwrap_or_default().to_vec();
    if content.len() > start && content.last().is_some_and(|byte| is_space(*byte)) {
        content.pop();
    }
    Ok((Stream::new(dict, content), end + 2))
}

/// Whether an inline image ends here: `EI` on its own, and text behind it as in any content.
fn is_end(bytes: &[u8], at: usize) -> bool {
    let alone = bytes.get(at..).is_some_and(|rest| {
        rest.starts_with(b"EI") && rest.get(2).is_none_or(|byte| !is_regular(*byte))
    });
    let before = at.checked_sub(1).and_then(|at| bytes.get(at));
    let behind = bytes.get(at + 2..).unwrap_or_default().iter().take(16);
    alone
        && before.is_none_or(|byte| is_space(*byte) || *byte == b'>')
        && behind
            .into_iter()
            .all(|byte| matches!(byte, b' '..=b'~') || is_space(*byte))
}

/// How many bytes an inline image without filters has.
fn plain_size(dict: &Dictionary) -> Option<usize> {
    let get = |short: &[u8], long: &[u8]| dict.get(short).or_else(|_| dict.get(long)).ok();
    let size = |short: &[u8], long: &[u8]| {
        let number = get(short, long)?.as_i64().ok()?;
        usize::try_from(number).ok()
    };
    if get(b"F", b"Filter").is_some() {
        return None;
    }
    let mask = matches!(get(b"IM", b"ImageMask"), Some(Object::Boolean(true)));
    let components = match get(b"CS", b"ColorSpace") {
        _ if mask => 1,
        Some(Object::Name(name)) => match name.as_slice() {
            b"G" | b"DeviceGray" => 1,
            b"RGB" | b"DeviceRGB" => 3,
            b"CMYK" | b"DeviceCMYK" => 4,
            _ => return None,
        },
        Some(Object::Array(_)) => 1,
        _ => return None,
    };
    let bits = match mask {
        true => 1,
        false => size(b"BPC", b"BitsPerComponent")?,
    };
    let row = size(b"W", b"Width")?.checked_mul(components)?;
    row.checked_mul(bits)?
        .div_ceil(8)
        .checked_mul(size(b"H", b"Height")?)
}

/// White space (ISO 32000-1, table 1).
pub fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

/// What is neither white space nor a delimiter (table 2).
pub fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !b"()<>[]{}/%".contains(&byte)
}
