//! Masks escaped characters while markup is parsed, so that they are not taken for markup.

/// The first of the private characters that stand for escaped ones. Valid texts contain none, see `invisible`.
const MASKS: u32 = 0x10_F000;
/// Replaces each byte of a comment on a line with text. Valid texts contain none.
pub const FILL: char = '\u{1}';

/// Whether a text may hold masked characters: all begin with this byte, as few others do.
pub fn may_be_masked(text: &str) -> bool {
    text.as_bytes().contains(&0xF4)
}

/// Whether a character stands for an escaped one.
#[inline]
pub fn is_masked(c: char) -> bool {
    (MASKS..MASKS + 128).contains(&(c as u32))
}

/// Masks an ASCII punctuation character; other characters are unchanged.
pub fn mask(c: char) -> char {
    let masked = char::from_u32(MASKS + c as u32).filter(|_| c.is_ascii_punctuation());
    masked.unwrap_or(c)
}

/// Restores a masked character; other characters are unchanged.
#[inline]
pub fn unmask(c: char) -> char {
    let hidden = (c as u32).checked_sub(MASKS).filter(|code| *code < 128);
    hidden.and_then(char::from_u32).unwrap_or(c)
}
