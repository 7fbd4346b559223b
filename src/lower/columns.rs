//! The contents of table columns, by which layouts choose widths: the longest words and lines, and decimal alignment of
//! numbers.

use std::collections::BTreeSet;

use crate::article::ast::{Align, Inline, Text};
use crate::article::splits;
use crate::l10n::cells;
use crate::l10n::functions::number::Number;
use crate::locale::Locale;

/// The number of longest pieces that are kept. Widths are estimates here, and the layout measures these pieces.
const KEPT: usize = 3;

/// The contents of a table column, from which layouts compute its width.
#[derive(Clone, Default, Debug)]
pub struct Column {
    /// Of its header cell.
    pub head: Extent,
    /// Of its other cells.
    pub body: Extent,
    /// The decimal alignment, if it is a column of numbers.
    pub numbers: Option<Numbers>,
}

/// The longest pieces of text in a column, by estimated width, widest first.
#[derive(Clone, Default, Debug)]
pub struct Extent {
    /// Pieces without an opportunity for a line break.
    pub words: Vec<Run>,
    /// The same if words may be hyphenated.
    pub parts: Vec<Run>,
    /// Pieces without a forced line break.
    pub lines: Vec<Run>,
}

/// A piece of text with its style.
#[derive(Clone, Default, Debug)]
pub struct Run {
    /// The estimated width, in em.
    width: f32,
    /// Its text, divided by style.
    pub glyphs: Vec<(Look, String)>,
}

/// The style of text, as far as it affects the width.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Look {
    /// Bold.
    pub strong: bool,
    /// Code.
    pub code: bool,
    /// The mark of a footnote.
    pub mark: bool,
}

/// The longest parts after the decimal point over the cells of a column, which every number is padded to.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Numbers {
    /// The longest decimal sign with the digits after it.
    pub fraction: String,
    /// The longest text after the digits, such as a unit.
    pub suffix: String,
    /// The largest number of footnote marks after a number.
    pub marks: usize,
}

/// The digits 0–9 of the locale; `None` if they are ASCII.
pub fn digits(locale: &Locale) -> Option<Vec<String>> {
    let digits = (0..10).map(|digit| Number::parse(&digit.to_string())?.write(&locale.icu()));
    let digits: Vec<String> = digits.collect::<Option<_>>()?;
    let is_own = digits.iter().all(|digit| digit.chars().count() == 1);
    (is_own && digits[0] != "0").then_some(digits)
}

/// The columns of a table, in order. `head` and all `rows` must have the same length.
pub fn columns(head: &[Option<Text>], rows: &[Vec<Option<Text>>], locale: &Locale) -> Vec<Column> {
    let column = |(rank, head): (usize, &Option<Text>)| {
        let cells = || rows.iter().filter_map(|row| row[rank].as_ref());
        let mut column = Column {
            numbers: numbers(cells(), rank == 0, locale),
            ..Column::default()
        };
        if let Some(cell) = head {
            column.head.add(Runs::of(&cell.inlines), locale);
        }
        for cell in cells() {
            let numbers = column.numbers.as_ref().zip(number(cell, locale));
            let strong = matches!(cell.inlines.first(), Some(Inline::Strong(_)));
            let look = Look {
                strong,
                ..Look::default()
            };
            let runs = match numbers {
                Some((numbers, number)) => numbers.filled(number, look),
                None => Runs::of(&cell.inlines),
            };
            column.body.add(runs, locale);
        }
        column
    };
    head.iter().enumerate().map(column).collect()
}

/// The Typst alignment of a column. If the author chose none, numbers are aligned at the end.
pub fn align(align: Align, column: &Column, locale: &Locale) -> &'static str {
    match (align, &column.numbers) {
        // Digits are written from left to right in all scripts.
        (Align::Auto | Align::End, Some(_)) if locale.is_rtl() => "right",
        (Align::Auto, Some(_)) => "end",
        (Align::Auto, None) => "auto",
        (Align::Start, _) => "start",
        (Align::Center, _) => "center",
        (Align::End, _) => "end",
    }
}

impl Numbers {
    /// The padding after the fraction of a number, and after its unit.
    pub fn missing(&self, fraction: &str, suffix: &str) -> (String, String) {
        let rest = |widest: &str, own: &str| widest.chars().skip(own.chars().count()).collect();
        // Of ` %`, what `%` lacks is the space.
        let before = self.suffix.strip_suffix(suffix).map(str::to_owned);
        let suffix = before.unwrap_or_else(|| rest(&self.suffix, suffix));
        (rest(&self.fraction, fraction), suffix)
    }

    /// The room for footnote marks after each number, in em. They may extend into the gap between columns.
    pub fn room(&self) -> f32 {
        let wide = |marks| f32::from(marks) * 0.75 - 0.5;
        u8::try_from(self.marks).map_or(0.0, wide).max(0.0)
    }

    /// A number padded to the width of its column.
    fn filled(&self, (words, point, end): (&str, usize, usize), look: Look) -> Runs {
        let (fraction, suffix) = self.missing(&words[point..end], &words[end..]);
        let mut runs = Runs::default();
        runs.text(&format!("{words}{fraction}{suffix}"), look);
        let mark = Look { mark: true, ..look };
        let mut left = self.room();
        while left > 0.0 {
            runs.text("8", mark);
            left -= advance('8', mark);
        }
        runs
    }
}

/// The most units of the numbers of a column. With more, it compares things of different kinds, which have no common axis.
const UNITS: usize = 2;

/// The decimal alignment, if more than half of the cells are numbers; of the first column, which names the rows, all.
fn numbers<'t>(
    cells: impl Iterator<Item = &'t Text>,
    is_first: bool,
    locale: &Locale,
) -> Option<Numbers> {
    let (mut all, mut counted, mut numbers) = (0, 0, Numbers::default());
    let mut units = BTreeSet::new();
    let longer = |one: &mut String, other: &str| {
        if other.chars().count() > one.chars().count() {
            *one = other.to_owned();
        }
    };
    for cell in cells {
        all += 1;
        let Some((words, point, end)) = number(cell, locale) else {
            continue;
        };
        counted += 1;
        units.insert(words[end..].trim());
        longer(&mut numbers.fraction, &words[point..end]);
        longer(&mut numbers.suffix, &words[end..]);
        numbers.marks = numbers.marks.max(cell.inlines.len() - 1);
    }
    let least = if is_first { all } else { all / 2 + 1 };
    (counted > 0 && counted >= least && units.len() <= UNITS).then_some(numbers)
}

/// The text at the start of a cell, in bold or italics too, if it is a number, with the byte indexes of its decimal sign and of the end of its
/// last digit. Footnote marks may follow.
pub fn number<'t>(cell: &'t Text, locale: &Locale) -> Option<(&'t str, usize, usize)> {
    let (first, rest) = cell.inlines.split_first()?;
    let is_marked = rest
        .iter()
        .all(|inline| matches!(inline, Inline::Footnote(_)));
    let first = match first {
        Inline::Strong(inner) | Inline::Emph(inner) if inner.len() == 1 => inner.first()?,
        first => first,
    };
    match first {
        Inline::Text(words) if is_marked => {
            let (point, end) = cells::decimal(words, locale)?;
            Some((words, point, end))
        }
        _ => None,
    }
}

impl Extent {
    fn add(&mut self, mut runs: Runs, locale: &Locale) {
        runs.end_line();
        let lang =
            hypher::Lang::from_iso(locale.language().as_bytes().try_into().unwrap_or(*b"  "));
        for word in &runs.words {
            keep(&mut self.parts, word.hyphenated(lang));
        }
        runs.words
            .into_iter()
            .for_each(|run| keep(&mut self.words, run));
        runs.lines
            .into_iter()
            .for_each(|run| keep(&mut self.lines, run));
    }
}

/// Inserts a run if it is among the widest.
fn keep(kept: &mut Vec<Run>, run: Run) {
    let at = kept.partition_point(|other| other.width >= run.width);
    let is_known = kept.iter().any(|other| other.glyphs == run.glyphs);
    if at < KEPT && !is_known {
        kept.insert(at, run);
        kept.truncate(KEPT);
    }
}

/// Text that is being divided into words and lines.
#[derive(Default)]
struct Runs {
    words: Vec<Run>,
    lines: Vec<Run>,
    word: Run,
    line: Run,
}

impl Runs {
    fn of(inlines: &[Inline]) -> Self {
        let mut runs = Self::default();
        runs.inlines(inlines, Look::default());
        runs
    }

    fn inlines(&mut self, inlines: &[Inline], look: Look) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => self.text(text, look),
                Inline::Code(code) => self.text(code, Look { code: true, ..look }),
                Inline::Strong(inner) => self.inlines(
                    inner,
                    Look {
                        strong: true,
                        ..look
                    },
                ),
                Inline::Emph(inner)
                | Inline::Strike(inner)
                | Inline::Sub(inner)
                | Inline::Super(inner)
                | Inline::Cite(inner)
                | Inline::Link { content: inner, .. }
                | Inline::Span { content: inner, .. } => self.inlines(inner, look),
                // About the width of a number with two digits.
                Inline::Footnote(_) => self.text("88", Look { mark: true, ..look }),
                // About half of its TeX is signs.
                Inline::Math(tex) => self.text(&"8".repeat(tex.len().div_ceil(2)), look),
                // About the width of "figure 88".
                Inline::Reference(_) => self.text("figure\u{A0}88", look),
                Inline::Break => self.end_line(),
                Inline::Param(_) | Inline::Source { .. } => {}
            }
        }
    }

    fn text(&mut self, text: &str, look: Look) {
        for (rank, piece) in splits::pieces(text).into_iter().enumerate() {
            if rank > 0 {
                self.end_word();
            }
            let mut before = ' ';
            for c in piece.chars() {
                let is_space =
                    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}');
                // A line may break after a dash, and before or after an ideograph.
                let is_behind_dash = matches!(before, '-' | '–' | '—') && c.is_alphabetic();
                if is_space
                    || is_behind_dash
                    || ((is_wide(c) || is_wide(before)) && c.is_alphanumeric())
                {
                    self.end_word();
                }
                if !is_space {
                    self.word.push(c, look);
                }
                self.line.push(c, look);
                before = c;
            }
        }
    }

    fn end_word(&mut self) {
        let word = std::mem::take(&mut self.word);
        if !word.glyphs.is_empty() {
            self.words.push(word);
        }
    }

    fn end_line(&mut self) {
        self.end_word();
        let line = std::mem::take(&mut self.line);
        if !line.glyphs.is_empty() {
            self.lines.push(line);
        }
    }
}

impl Run {
    fn push(&mut self, c: char, look: Look) {
        self.width += advance(c, look);
        match self.glyphs.last_mut() {
            Some((last, text)) if *last == look => text.push(c),
            _ => self.glyphs.push((look, c.to_string())),
        }
    }

    /// The widest part if the word is hyphenated wherever possible.
    fn hyphenated(&self, lang: Option<hypher::Lang>) -> Self {
        let (Some(lang), [(look, word)]) = (lang, &self.glyphs[..]) else {
            return self.clone();
        };
        if look.code || word.chars().count() < 6 {
            return self.clone();
        }
        let parts = hypher::hyphenate(word, lang).map(|part| {
            let mut run = Self::default();
            part.chars().chain(['-']).for_each(|c| run.push(c, *look));
            run
        });
        let widest = parts.max_by(|one, other| one.width.total_cmp(&other.width));
        widest.unwrap_or_else(|| self.clone())
    }
}

/// The estimated width of a character in a sans serif, in em.
fn advance(c: char, look: Look) -> f32 {
    let width = match c {
        _ if look.code => 0.57,
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '’' | '|' | '!' => 0.28,
        ' ' | 'f' | 't' | 'r' | '(' | ')' | '-' | '/' | '\u{a0}' | '\u{202f}' => 0.37,
        'm' | 'w' | 'M' | 'W' | '%' | '—' | '…' => 0.9,
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' => 0.0,
        c if is_wide(c) => 1.0,
        c if c.is_uppercase() => 0.66,
        _ => 0.57,
    };
    let width = if look.mark { width * 0.6 } else { width };
    if look.strong { width * 1.06 } else { width }
}

/// Whether a character is an ideograph or as wide as one.
fn is_wide(c: char) -> bool {
    matches!(c,
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'
        | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3fffd}')
}
