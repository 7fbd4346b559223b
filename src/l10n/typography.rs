//! Spacing, quotes and apostrophes as the printers of each language set them, on text only.
//!
//! French follows the Lexique des règles typographiques en usage à l'Imprimerie nationale: a narrow
//! no-break space before `; ! ?` and inside guillemets, a no-break space before the colon. English
//! follows the Chicago Manual of Style: curly quotes, and no space before punctuation. Other
//! languages are left as their translators wrote them.

use crate::article::ast::Inline;
use crate::project::Locale;

const NBSP: char = '\u{A0}';
const NARROW: char = '\u{202F}';
/// Stands for what is not text: code, parameters. Punctuation after it is spaced as after a word.
const OPAQUE: char = '\u{FFFC}';

/// Sets the spaces, quotes, apostrophes and ellipses of a text as its language wants them.
pub fn apply(inlines: &mut [Inline], locale: &Locale) {
    let rules: &[Rule] = match locale.language() {
        "fr" => &FRENCH,
        "en" => &ENGLISH,
        _ => return,
    };
    let mut line = Line::default();
    line.read(inlines);
    for rule in rules {
        rule(&mut line);
    }
    line.write(inlines);
}

type Rule = fn(&mut Line);

const FRENCH: [Rule; 8] = [
    ellipses,
    french_quotes,
    guillemets,
    french_punctuation,
    thousands,
    |line| numbers(line, &FRENCH_WORDS),
    french_abbreviations,
    dashes,
];
const ENGLISH: [Rule; 6] = [
    ellipses,
    english_quotes,
    english_spaces,
    english_punctuation,
    |line| numbers(line, &ENGLISH_WORDS),
    english_abbreviations,
];

/// Units that stand behind a number in any language (the SI's, and those of money and computing).
const UNITS: [&str; 39] = [
    "km", "m", "cm", "mm", "kg", "g", "mg", "t", "h", "min", "s", "ms", "ha", "l", "W", "kW", "MW",
    "GW", "TW", "Wh", "kWh", "MWh", "GWh", "TWh", "Hz", "MHz", "GHz", "V", "o", "Ko", "Mo", "Go",
    "To", "GB", "TB", "PB", "°C", "nm", "pt",
];
const FRENCH_WORDS: [&str; 21] = [
    "Md€",
    "M€",
    "millions",
    "milliards",
    "million",
    "milliard",
    "euros",
    "dollars",
    "ans",
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const ENGLISH_WORDS: [&str; 16] = [
    "million",
    "billion",
    "trillion",
    "percent",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The characters of a text with the piece of text that each belongs to.
#[derive(Default)]
struct Line {
    chars: Vec<(char, usize)>,
    pieces: usize,
}

/// What is not text belongs to no piece.
const NO_PIECE: usize = usize::MAX;

impl Line {
    fn read(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => {
                    self.chars.extend(text.chars().map(|c| (c, self.pieces)));
                    self.pieces += 1;
                }
                Inline::Emph(inner) | Inline::Strong(inner) => self.read(inner),
                Inline::Link { content, .. } => self.read(content),
                Inline::Code(_) | Inline::Param(_) => self.chars.push((OPAQUE, NO_PIECE)),
                Inline::Break => self.chars.push(('\n', NO_PIECE)),
                Inline::Footnote(_) => {}
            }
        }
    }

    fn write(&self, inlines: &mut [Inline]) {
        let mut pieces = vec![String::new(); self.pieces];
        for (c, piece) in &self.chars {
            if let Some(piece) = pieces.get_mut(*piece) {
                piece.push(*c);
            }
        }
        put(inlines, &mut pieces.into_iter());
    }

    fn at(&self, index: usize) -> Option<char> {
        self.chars.get(index).map(|(c, _)| *c)
    }

    fn before(&self, index: usize) -> Option<char> {
        index.checked_sub(1).and_then(|at| self.at(at))
    }

    /// The spaces that end before an index: from where they start.
    fn spaces_before(&self, index: usize) -> usize {
        let mut start = index;
        while self.before(start).is_some_and(is_space) {
            start -= 1;
        }
        start
    }

    /// Puts one space, or none, in place of the spaces between two indexes; says how the length changed.
    fn set_space(&mut self, from: usize, to: usize, space: Option<char>) -> isize {
        let mut kept = self.chars.get(from).filter(|_| from < to).map(|(_, p)| *p);
        if kept.is_none_or(|piece| piece == NO_PIECE) {
            // A new space joins the text beside it.
            let neighbours = [from.checked_sub(1), Some(to)].into_iter().flatten();
            let pieces = neighbours.filter_map(|at| self.chars.get(at));
            kept = pieces.map(|(_, p)| *p).find(|piece| *piece != NO_PIECE);
        }
        let new = space.and_then(|space| kept.map(|piece| (space, piece)));
        let added = usize::from(new.is_some());
        self.chars.splice(from..to, new);
        added as isize - (to - from) as isize
    }

    /// Makes the space at an index one that does not break.
    fn glue(&mut self, index: usize) {
        if let Some((c, _)) = self.chars.get_mut(index)
            && *c == ' '
        {
            *c = NBSP;
        }
    }

    /// The word around an index, from space to space.
    fn token(&self, index: usize) -> String {
        let end = (index..self.chars.len())
            .find(|&at| self.at(at).is_some_and(char::is_whitespace))
            .unwrap_or(self.chars.len());
        let start = (0..index)
            .rev()
            .find(|&at| self.at(at).is_some_and(char::is_whitespace))
            .map_or(0, |at| at + 1);
        self.chars[start..end].iter().map(|(c, _)| c).collect()
    }

    /// Whether an index is inside an address, where nothing may change.
    fn in_address(&self, index: usize) -> bool {
        let token = self.token(index);
        token.contains("://") || token.starts_with("www.") || token.contains('@')
    }
}

fn put(inlines: &mut [Inline], pieces: &mut impl Iterator<Item = String>) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => *text = pieces.next().unwrap_or_default(),
            Inline::Emph(inner) | Inline::Strong(inner) => put(inner, pieces),
            Inline::Link { content, .. } => put(content, pieces),
            Inline::Code(_) | Inline::Param(_) | Inline::Break | Inline::Footnote(_) => {}
        }
    }
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | NBSP | NARROW | '\u{2009}' | '\u{200A}')
}

/// Whether a sign after this character is one of a sentence.
fn ends_word(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(
            c,
            OPAQUE | '»' | ')' | ']' | '”' | '’' | '%' | '°' | '€' | '$'
        )
}

fn is_opening(c: char) -> bool {
    matches!(
        c,
        '(' | '[' | '{' | '«' | '“' | '‘' | '—' | '–' | '-' | '/' | '\n'
    )
}

/// `...` → `…`
fn ellipses(line: &mut Line) {
    let mut at = 0;
    while at + 2 < line.chars.len() {
        let dots = (at..at + 3).all(|i| line.at(i) == Some('.'));
        let more = line.at(at + 3) == Some('.') || line.before(at) == Some('.');
        if dots && !more {
            line.chars[at].0 = '…';
            line.chars.drain(at + 1..at + 3);
        }
        at += 1;
    }
}

/// Straight quotes → guillemets, straight apostrophes → `’`.
fn french_quotes(line: &mut Line) {
    for at in 0..line.chars.len() {
        let opens = line.before(at).is_none_or(|c| is_space(c) || is_opening(c));
        match line.at(at) {
            Some('"') => line.chars[at].0 = if opens { '«' } else { '»' },
            Some('\'') => line.chars[at].0 = '’',
            _ => {}
        }
    }
}

/// A narrow no-break space inside guillemets.
fn guillemets(line: &mut Line) {
    let mut at = 0;
    while at < line.chars.len() {
        match line.at(at) {
            Some('«') => {
                let mut end = at + 1;
                while line.at(end).is_some_and(is_space) {
                    end += 1;
                }
                if end < line.chars.len() {
                    line.set_space(at + 1, end, Some(NARROW));
                }
            }
            Some('»') => {
                let start = line.spaces_before(at);
                if start > 0 {
                    let change = line.set_space(start, at, Some(NARROW));
                    at = at.saturating_add_signed(change);
                }
            }
            _ => {}
        }
        at += 1;
    }
}

/// Narrow before `; ! ?`, wide before `:`; a missing one is added behind a word, never inside one.
fn french_punctuation(line: &mut Line) {
    let mut at = 0;
    while at < line.chars.len() {
        let space = match line.at(at) {
            Some(';' | '!' | '?') => NARROW,
            Some(':') => NBSP,
            _ => {
                at += 1;
                continue;
            }
        };
        let start = line.spaces_before(at);
        let typed = start < at;
        let before = line.before(start);
        let after = line.at(at + 1);
        let ends = after.is_none_or(|c| {
            c.is_whitespace()
                || is_space(c)
                || matches!(c, '»' | ')' | ']' | '”' | '!' | '?' | '.' | '…')
        });
        let digits =
            before.is_some_and(|c| c.is_ascii_digit()) && after.is_some_and(|c| c.is_ascii_digit());
        let wanted = match before {
            // A label may start with the space that parts it from the word before it.
            None => typed,
            Some(c) if is_opening(c) => false,
            Some(_) if typed => true,
            Some(c) => ends_word(c) && ends && !digits && !line.in_address(at),
        };
        if wanted {
            let change = line.set_space(start, at, Some(space));
            at = at.saturating_add_signed(change);
        }
        at += 1;
    }
}

/// A narrow space between groups of three digits that the author parted.
fn thousands(line: &mut Line) {
    let digit = |line: &Line, at: usize| line.at(at).is_some_and(|c| c.is_ascii_digit());
    for at in 1..line.chars.len() {
        let parted = line.at(at).is_some_and(is_space) && digit(line, at - 1);
        let group = parted && (1..=3).all(|i| digit(line, at + i)) && !digit(line, at + 4);
        let mut before = 1;
        while before < at && before < 4 && digit(line, at - before - 1) {
            before += 1;
        }
        if group && before <= 3 {
            line.chars[at].0 = NARROW;
        }
    }
}

/// A no-break space between a number and `%`, `€` (in French), a unit, or a month.
fn numbers(line: &mut Line, words: &[&str]) {
    let french = words.contains(&"ans");
    let mut at = 1;
    while at < line.chars.len() {
        let symbol = matches!(line.at(at), Some('%' | '‰' | '€'));
        let start = line.spaces_before(at);
        let number = line.before(start).is_some_and(|c| c.is_ascii_digit());
        if symbol && number && french {
            let change = line.set_space(start, at, Some(NBSP));
            at = at.saturating_add_signed(change);
        } else if number && start < at && !line.at(at).is_some_and(is_space) {
            let token = line.token(at);
            let word = token.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '€');
            if UNITS.contains(&word) || words.contains(&word) {
                line.glue(at - 1);
            }
        }
        at += 1;
    }
}

/// `n° 1`, `M. Xi`, `p. 3`, `1er novembre` stay on one line.
fn french_abbreviations(line: &mut Line) {
    const WORDS: [&str; 14] = [
        "n°", "N°", "nº", "M.", "MM.", "Mme", "Mmes", "Mlle", "Dr", "Pr", "p.", "art.", "1er",
        "1re",
    ];
    glue_after(line, &WORDS);
}

/// `No. 1`, `Mr. Xi`, `p. 3` stay on one line.
fn english_abbreviations(line: &mut Line) {
    const WORDS: [&str; 10] = [
        "No.", "Nos.", "Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "p.", "pp.", "vol.",
    ];
    glue_after(line, &WORDS);
    // A month stays with its day.
    let months = &ENGLISH_WORDS[4..];
    for at in 1..line.chars.len() {
        let day = line.at(at + 1).is_some_and(|c| c.is_ascii_digit());
        if line.at(at) == Some(' ') && day && months.contains(&line.token(at - 1).as_str()) {
            line.glue(at);
        }
    }
}

fn glue_after(line: &mut Line, words: &[&str]) {
    for at in 1..line.chars.len() {
        if line.at(at) == Some(' ') {
            let token = line.token(at - 1);
            let word = token.trim_start_matches(['(', '[', '«', '“', NARROW]);
            if words.contains(&word) {
                line.glue(at);
            }
        }
    }
}

/// A dash that opens a parenthesis stays with what follows, one that closes it with what precedes.
fn dashes(line: &mut Line) {
    let mut opens = true;
    for at in 1..line.chars.len() {
        let dash = matches!(line.at(at), Some('—' | '–'));
        let apart = line.before(at).is_some_and(is_space) && line.at(at + 1).is_some_and(is_space);
        if dash && apart {
            line.glue(if opens { at + 1 } else { at - 1 });
            opens = !opens;
        }
    }
}

/// Straight quotes → curly ones.
fn english_quotes(line: &mut Line) {
    for at in 0..line.chars.len() {
        let opens = line.before(at).is_none_or(|c| is_space(c) || is_opening(c));
        let year = line.at(at + 1).is_some_and(|c| c.is_ascii_digit());
        match line.at(at) {
            Some('"') => line.chars[at].0 = if opens { '“' } else { '”' },
            Some('\'') => line.chars[at].0 = if opens && !year { '‘' } else { '’' },
            _ => {}
        }
    }
}

/// Guillemets → quotes; the spaces of French → none or ordinary ones.
fn english_spaces(line: &mut Line) {
    let mut at = 0;
    while at < line.chars.len() {
        match line.at(at) {
            Some('«') => {
                line.chars[at].0 = '“';
                let mut end = at + 1;
                while line.at(end).is_some_and(is_space) {
                    end += 1;
                }
                line.set_space(at + 1, end, None);
            }
            Some('»') => {
                line.chars[at].0 = '”';
                let start = line.spaces_before(at);
                let change = line.set_space(start, at, None);
                at = at.saturating_add_signed(change);
            }
            Some(NARROW) => line.chars[at].0 = ' ',
            _ => {}
        }
        at += 1;
    }
}

/// No space before `: ; ! ? %`.
fn english_punctuation(line: &mut Line) {
    let mut at = 1;
    while at < line.chars.len() {
        if matches!(line.at(at), Some(':' | ';' | '!' | '?' | '%')) {
            let start = line.spaces_before(at);
            let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
            let ratio = digit(line.before(start)) && line.at(at) == Some(':') && {
                line.at(at + 1).is_some_and(is_space) && digit(line.at(at + 2))
            };
            if line.before(start).is_some_and(ends_word) && !ratio {
                let change = line.set_space(start, at, None);
                at = at.saturating_add_signed(change);
            }
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Applies the rules; no-break spaces show as `~` (wide) and `_` (narrow).
    fn check(locale: &str, typed: &str, set: &str) {
        let locale = Locale::parse(locale).expect("a tag");
        let shown = |inlines: &[Inline]| {
            let plain = crate::article::ast::plain(inlines);
            plain.replace(NBSP, "~").replace(NARROW, "_")
        };
        let mut inlines = vec![Inline::Text(typed.to_owned())];
        apply(&mut inlines, &locale);
        assert_eq!(shown(&inlines), set);
        apply(&mut inlines, &locale);
        assert_eq!(shown(&inlines), set, "a second time");
    }

    #[test]
    fn french() {
        for (typed, set) in [
            ("Quoi ? Non! Oui; si : là", "Quoi_? Non_! Oui_; si~: là"),
            (
                "« mot » et «mot» et \"mot\"",
                "«_mot_» et «_mot_» et «_mot_»",
            ),
            ("l'IA d'ici... fin", "l’IA d’ici… fin"),
            ("à 10:30, ratio 16:9", "à 10:30, ratio 16:9"),
            ("https://a.b/c?d=e;f:g fin", "https://a.b/c?d=e;f:g fin"),
            ("Quoi ?! (?) [!]", "Quoi_?! (?) [!]"),
            (
                "12 500 et 2025 300 et 1 234 567",
                "12_500 et 2025 300 et 1_234_567",
            ),
            (
                "12% ou 12 %, 3€, 5 km, 2 milliards",
                "12~% ou 12~%, 3~€, 5~km, 2~milliards",
            ),
            ("n° 1, M. Xi, 1er novembre", "n°~1, M.~Xi, 1er~novembre"),
            ("a — b — c — d", "a —~b~— c —~d"),
            ("« Quoi ? » dit-il", "«_Quoi_?_» dit-il"),
            ("fin»;", "fin_»_;"),
            ("", ""),
            (":", ":"),
            ("»", "»"),
            ("«", "«"),
            (" : ", "~: "),
        ] {
            check("fr", typed, set);
        }
    }

    #[test]
    fn english() {
        for (typed, set) in [
            ("What ? No ! « so » \"it\" 'is'", "What? No! “so” “it” ‘is’"),
            ("it's the '90s...", "it’s the ’90s…"),
            (
                "12 % of 5 km on November 1, 2025",
                "12% of 5~km on November~1, 2025",
            ),
            (
                "Mr. Xi, No. 1, a 1 : 3 ratio",
                "Mr.~Xi, No.~1, a 1 : 3 ratio",
            ),
            ("two\u{202F}words", "two words"),
        ] {
            check("en", typed, set);
        }
    }

    #[test]
    fn other_languages_are_left_alone() {
        check("de", "Was ? \"so\"...", "Was ? \"so\"...");
    }

    #[test]
    fn marks_at_the_edges_of_markup() {
        let locale = Locale::parse("fr").expect("a tag");
        let text = |t: &str| Inline::Text(t.to_owned());
        let mut inlines = vec![
            Inline::Strong(vec![text("Oui")]),
            text(" : "),
            Inline::Code("a ? b".to_owned()),
            text("?"),
        ];
        apply(&mut inlines, &locale);
        let expected = vec![
            Inline::Strong(vec![text("Oui")]),
            text("\u{A0}: "),
            Inline::Code("a ? b".to_owned()),
            text("\u{202F}?"),
        ];
        assert_eq!(inlines, expected);
    }
}
