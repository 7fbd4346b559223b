//! Break opportunities in long addresses, paths and names: between their parts, without a hyphen.

/// The minimum length of a word that can be broken, in characters.
pub const LONG: usize = 16;
/// The minimum number of characters before and after a break.
const LEAST: usize = 3;
/// A part without any sign, such as a digest, is broken after this many characters.
const SIGNLESS: usize = 24;

/// Words with more letters than this may be wider than a line, so they may be hyphenated anywhere.
const LONG_WORD: usize = 30;

/// The pieces of a text between which a line may end although there is no space; joined, they are the text. Breaks are
/// after signs between parts, such as `/` or `_`, in words of at least 16 characters.
pub fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut from = 0;
    for word in words(text) {
        for at in within(&text[word.clone()]) {
            pieces.push(&text[from..word.start + at]);
            from = word.start + at;
        }
    }
    pieces.push(&text[from..]);
    pieces
}

/// Whether a piece contains a word that may have to be hyphenated to fit its line. Scripts without spaces between words
/// need no hyphens.
pub fn is_long(piece: &str) -> bool {
    let is_letter =
        |c: char| c.is_alphabetic() && matches!(c, '\0'..'\u{590}' | '\u{1e00}'..'\u{2000}');
    let mut runs = piece.split(|c: char| !is_letter(c));
    runs.any(|run| run.chars().count() > LONG_WORD)
}

/// The byte ranges of the words between spaces.
fn words(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> {
    text.split(char::is_whitespace).map(move |word| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        start..start + word.len()
    })
}

/// The byte indexes at which a word may be broken.
fn within(word: &str) -> Vec<usize> {
    let chars: Vec<(usize, char)> = word.char_indices().collect();
    let mut found = Vec::new();
    if chars.len() < LONG {
        return found;
    }
    // The number of characters since the last break, and since the last sign.
    let (mut since, mut signless) = (0, 0);
    for (rank, (at, c)) in chars.iter().enumerate() {
        let before = rank.checked_sub(1).map(|rank| chars[rank].1);
        let left = chars.len() - rank;
        let is_part =
            before.is_some_and(is_sign) && c.is_alphanumeric() && !(is_digits(&chars, rank));
        let is_hash = signless >= SIGNLESS && !word[..*at].ends_with(char::is_alphabetic);
        if (is_part || is_hash) && since >= LEAST && left >= LEAST {
            found.push(*at);
            (since, signless) = (0, 0);
        }
        since += 1;
        signless = if is_sign(*c) { 0 } else { signless + 1 };
    }
    found
}

/// Whether the sign before a character is between two digits, where numbers are not broken.
fn is_digits(chars: &[(usize, char)], rank: usize) -> bool {
    let before = rank.checked_sub(2).map(|rank| chars[rank].1);
    before.is_some_and(char::is_numeric) && chars[rank].1.is_numeric()
}

/// Whether a line may end after a character. The hyphen is not included, as every engine breaks there.
fn is_sign(c: char) -> bool {
    matches!(
        c,
        '/' | '\\'
            | '.'
            | '?'
            | '&'
            | '='
            | '_'
            | '@'
            | ':'
            | '#'
            | '%'
            | '+'
            | ','
            | ';'
            | '|'
            | '~'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses_break_between_their_parts() {
        for (text, expected) in [
            ("and/or", &["and/or"][..]),
            (
                "see https://example.org/a/report.pdf now",
                &["see https://", "example.", "org/", "a/report.", "pdf now"],
            ),
            (
                "harbour.defaults.OFFSET_MINUTES",
                &["harbour.", "defaults.", "OFFSET_", "MINUTES"],
            ),
            (
                "Donaudampfschifffahrtsgesellschaft",
                &["Donaudampfschifffahrtsgesellschaft"],
            ),
            ("12,345,678,901,234", &["12,345,678,901,234"]),
            (
                "1f0e9d8c7b6a5f4e3d2c1b0a9f8e7d6c5b4a",
                &["1f0e9d8c7b6a5f4e3d2c1b0a9", "f8e7d6c5b4a"],
            ),
        ] {
            assert_eq!(pieces(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn pieces_are_the_text(text in "[a-z0-9/._ é€\u{a0}-]{0,80}") {
            prop_assert_eq!(pieces(&text).concat(), text);
        }
    }
}
