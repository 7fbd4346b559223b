//! The decimal digits of all scripts.

/// The code points of zero; Unicode encodes the digits of a script as ten consecutive ones: ASCII, Arabic, Persian, N'Ko, Devanagari,
/// Bengali, Gurmukhi, Gujarati, Oriya, Tamil, Telugu, Kannada, Malayalam, Sinhala, Thai, Lao, Tibetan, Myanmar, Khmer, Mongolian and
/// full width.
const ZEROS: [u32; 21] = [
    0x30, 0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66,
    0xDE6, 0xE50, 0xED0, 0xF20, 0x1040, 0x17E0, 0x1810, 0xFF10,
];

/// The ASCII digit of a digit of any script. `None` for other characters.
#[inline]
pub fn ascii(c: char) -> Option<char> {
    // Up to the first of the others.
    if c < '\u{660}' {
        return Some(c).filter(char::is_ascii_digit);
    }
    let value = |zero: &u32| (c as u32).checked_sub(*zero).filter(|value| *value < 10);
    char::from_digit(ZEROS.iter().find_map(value)?, 10)
}
