//! Characters that were escaped, apart from those that were not, while markup is read: a backslash says "this is no mark".

/// Private characters that stand for escaped ones: text cannot hold them, see `invisible`.
const MASKS: u32 = 0x10_F000;
/// Stands for each byte of a comment that shares its line with text. No text can hold it.
pub const FILL: char = '\u{1}';

/// Hides a mark, so that nothing takes it for one.
pub fn mask(c: char) -> char {
    let masked = char::from_u32(MASKS + c as u32).filter(|_| c.is_ascii_punctuation());
    masked.unwrap_or(c)
}

/// The character that was hidden.
pub fn unmask(c: char) -> char {
    let hidden = (c as u32).checked_sub(MASKS).filter(|code| *code < 128);
    hidden.and_then(char::from_u32).unwrap_or(c)
}
