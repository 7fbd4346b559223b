//! Characters with a special role in typography, and classes of characters.

/// A no-break space of full width (U+00A0).
pub const NBSP: char = '\u{A0}';
/// A narrow no-break space (U+202F).
pub const NARROW: char = '\u{202F}';
/// Stands for content that is not text: code, parameters. Punctuation after it is spaced as after a word.
pub const OPAQUE: char = '\u{FFFC}';
/// Marks around the value of a variable while a pseudo-locale is applied, which leaves values unchanged.
pub const VALUE: [char; 2] = ['\u{E002}', '\u{E003}'];

/// Whether a character is text, not a placeholder or a mark.
#[inline]
pub fn is_text(c: char) -> bool {
    c != OPAQUE && !VALUE.contains(&c)
}

/// Whether a character is a space, but not a line break or a tab.
#[inline]
pub fn is_space(c: char) -> bool {
    matches!(c, ' ' | NBSP | NARROW | '\u{2009}' | '\u{200A}')
}

/// Whether a sign after this character can be punctuation of a sentence.
pub fn ends_word(c: char) -> bool {
    c.is_alphanumeric()
        || c == VALUE[1]
        || matches!(
            c,
            OPAQUE | '»' | '›' | ')' | ']' | '”' | '’' | '′' | '″' | '%' | '°' | '€' | '$'
        )
}

/// Whether a sign before this character, or at the end of the text, can be punctuation. Directly before a letter or
/// digit, a sign is part of code (`:q`, `?debug`, `%s`).
pub fn is_behind_sign(c: Option<char>) -> bool {
    c.is_none_or(|c| {
        c.is_whitespace()
            || matches!(
                c,
                '"' | '\'' | '«' | '»' | '“' | '”' | '‘' | '’' | '„' | '‹' | '›' | '—' | '–'
            )
            || matches!(c, ')' | ']' | '}' | '.' | ',' | ';' | ':' | '!' | '?' | '…')
    })
}

/// Whether a word starts after this character.
pub fn is_opening(c: char) -> bool {
    matches!(
        c,
        '(' | '['
            | '{'
            | '«'
            | '‹'
            | '“'
            | '„'
            | '‘'
            | '‚'
            | '—'
            | '–'
            | '-'
            | '/'
            | '\n'
            | '¿'
            | '¡'
    )
}

/// Whether the script of this character is written without spaces between words.
pub fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{2FDF}' | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{31FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
        || matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}')
}
