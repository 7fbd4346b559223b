//! Characters with a part of their own in typography, and kinds of characters.

/// A no-break space as wide as a space between words.
pub const NBSP: char = '\u{A0}';
/// A narrow no-break space.
pub const NARROW: char = '\u{202F}';
/// Stands for what is not text: code, parameters. Punctuation after it is spaced as after a word.
pub const OPAQUE: char = '\u{FFFC}';
/// Enclose the value of a variable until its text is made pseudo: the value is none of its words.
pub const VALUE: [char; 2] = ['\u{E002}', '\u{E003}'];

/// Whether a character stands for itself, and not for code, a parameter or a mark.
pub fn is_text(c: char) -> bool {
    c != OPAQUE && !VALUE.contains(&c)
}

/// Whether it is a space that does not end a line of source.
pub fn is_space(c: char) -> bool {
    matches!(c, ' ' | NBSP | NARROW | '\u{2009}' | '\u{200A}')
}

/// Whether a sign after this character is one of a sentence.
pub fn ends_word(c: char) -> bool {
    c.is_alphanumeric()
        || c == VALUE[1]
        || matches!(
            c,
            OPAQUE | '»' | '›' | ')' | ']' | '”' | '’' | '′' | '″' | '%' | '°' | '€' | '$'
        )
}

/// Whether a sign before this character, or at the end of the text, ends a word or a sentence: a letter right behind a
/// sign makes it one of code (`:q`, `?debug`, `%s`).
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

/// Whether what follows it starts a word.
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

/// Whether words of this character's script stand without spaces between them.
pub fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{2FDF}' | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{31FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
        || matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}')
}
