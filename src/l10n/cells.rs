//! Table cells that hold only a number, a percentage, an amount of money or a date. They are not translated as
//! messages, but parsed in the notation of the source language and formatted in that of each locale.

use crate::article::ast::{Article, Block, Text};
use crate::diagnostic::Diagnostics;
use crate::l10n::cell_value::{Value, alike};
use crate::l10n::columns::{self, words};
use crate::l10n::notation::{Notation, is_currency, is_sign};
use crate::l10n::typography;
use crate::locale::Locale;

/// Marks the table cells of an article that are values in the notation of its language.
pub fn mark(article: &mut Article, source: &Locale) {
    let notation = Notation::of(source);
    visit(article, &notation, &mut |cell, _| {
        cell.is_value = words(cell).is_some_and(|words| notation.read(words).is_some());
    });
}

/// Formats the marked cells for a locale. Values that ICU4X has no data for stay as they are. For the source language
/// and pseudo-locales, only typography is applied.
pub fn localize(document: &mut Article, source: &Locale, locale: &Locale) {
    let notation = Notation::of(source);
    let is_source = source == locale || locale.pseudo().is_some();
    visit(document, &notation, &mut |cell, column| {
        if !cell.is_value {
            // A number with a unit, or nothing.
            if words(cell).is_some_and(|words| words == "-" || decimal(words, locale).is_some()) {
                set_minus(cell);
            }
            return;
        }
        let written = words(cell)
            .filter(|words| !is_source && !column.is_name(words))
            .and_then(|words| column.read(words)?.write(locale));
        if let Some(written) = written
            && let Some((text, range)) = columns::words_mut(cell)
        {
            text.replace_range(range, &written);
        }
        typography::apply(&mut cell.inlines, if is_source { source } else { locale });
        set_minus(cell);
    });
}

fn set_minus(cell: &mut Text) {
    let dashed = |words: &str| (words == "-").then(|| "–".to_owned());
    if let Some(written) = words(cell).and_then(|words| with_minus(words).or(dashed(words)))
        && let Some((text, range)) = columns::words_mut(cell)
    {
        text.replace_range(range, &written);
    }
}

/// Notes on columns of which the author alone knows what they hold, where the page of another language would write decimals in another way.
pub fn check(article: &mut Article, source: &Locale, locales: &[Locale], out: &mut Diagnostics) {
    let sign = Notation::of(source).decimal;
    if locales
        .iter()
        .any(|locale| Notation::of(locale).decimal != sign)
    {
        columns::check(article, sign, out);
    }
}

/// A column of cells, or all cells of a chart.
struct Column<'a> {
    notation: &'a Notation,
    /// Whether its decimals are names.
    are_names: bool,
    /// Whether its months are shortened. `mai 2024` and `mars 2024` do not say.
    are_short: bool,
}

impl<'a> Column<'a> {
    fn new<'t>(notation: &'a Notation, mut cells: impl Iterator<Item = &'t Text>) -> Self {
        let is_short = |words: &str| {
            let is_date =
                || words.contains(char::is_alphabetic) && words.contains(char::is_numeric);
            is_date() && notation.read(words).is_some_and(|value| value.is_short())
        };
        Self {
            notation,
            are_names: false,
            are_short: cells.any(|cell| cell.is_value && words(cell).is_some_and(is_short)),
        }
    }

    fn is_name(&self, words: &str) -> bool {
        self.are_names && columns::is_decimal(words, self.notation.decimal)
    }

    fn read(&self, words: &str) -> Option<Value> {
        let value = self.notation.read(words)?;
        let short = value.shortened().filter(|short| {
            let written = short.write(&self.notation.locale);
            self.are_short && written.is_some_and(|written| alike(&written, words))
        });
        Some(short.unwrap_or(value))
    }
}

/// Calls a function with every table cell of an article, and its column.
fn visit(article: &mut Article, notation: &Notation, f: &mut impl FnMut(&mut Text, &Column)) {
    let mut of_block = |block: &mut Block| match block {
        Block::Table { head, rows, .. } => {
            let names = columns::are_names(rows, notation.decimal);
            let whole = Column::new(notation, std::iter::empty());
            head.iter_mut().flatten().for_each(|cell| f(cell, &whole));
            for (at, are_names) in names.into_iter().enumerate() {
                let cells = rows.iter().filter_map(|row| row.get(at)?.as_ref());
                let column = Column {
                    are_names,
                    ..Column::new(notation, cells)
                };
                let cells = rows.iter_mut().filter_map(|row| row.get_mut(at)?.as_mut());
                cells.for_each(|cell| f(cell, &column));
            }
        }
        Block::Chart(chart) => {
            let column = Column::new(notation, chart.rows.iter().flatten().flatten());
            chart.cells_mut().for_each(|cell| f(cell, &column));
        }
        _ => {}
    };
    article.visit_blocks(&mut of_block);
}

/// For decimal alignment: the byte index of the decimal sign of a cell's number (or of its end, if it has none), and
/// the end of its last digit. `None` if the cell has no digit, or words.
pub fn decimal(words: &str, locale: &Locale) -> Option<(usize, usize)> {
    let notation = Notation::of(locale);
    let is_digit = |c: char| c.is_numeric();
    let last = words.char_indices().rfind(|(_, c)| is_digit(*c))?;
    let end = last.0 + last.1.len_utf8();
    let first = words.find(is_digit)?;
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    // A unit is short, and stands behind the number; letters before it are those of a name or a code, unless they are a currency.
    let before = words[..first].trim_matches(|c: char| is_sign(c) || c.is_whitespace());
    let is_name = before.contains(char::is_alphabetic) && !is_currency(before)
        || words.len() > 1 && words.starts_with('0') && words.bytes().all(|b| b.is_ascii_digit());
    let has_words = is_name || letters > 4 || words[first..end].chars().any(char::is_alphabetic);
    let signs = |c: char| c == notation.decimal;
    let parts = words[first..end].split(signs).count();
    // A date of CLDR in Arabic, which is read from right to left.
    let has_direction = words[first..end].contains(['\u{200F}', '\u{61C}']);
    if has_words || has_direction || parts > 2 {
        return None;
    }
    let point = words[first..end].find(signs).map_or(end, |at| first + at);
    Some((point, end))
}

/// A number in a cell with a minus sign in place of a hyphen, so that all of a column look alike.
pub fn with_minus(words: &str) -> Option<String> {
    let rest = words.strip_prefix('-')?;
    rest.contains(char::is_numeric).then(|| format!("−{rest}"))
}
