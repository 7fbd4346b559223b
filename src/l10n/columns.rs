//! Columns of table cells that look like decimals and may be something else: `1.10` is a version, the number of a section or a time as well. One cell says
//! nothing about that; all cells of a column do.

use std::ops::Range;

use crate::article::ast::{Align, Article, Block, Inline, Text};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// A decimal without sign, groups or unit: what stands before and behind its decimal sign.
type Decimal<'t> = (&'t str, &'t str);

/// What a cell says that may be one value: its only text, in bold or italics too, without notes, marks of notes and signs of comparison: `**11.75**`, `12.5[^a]`, `~5.5`.
pub fn words(cell: &Text) -> Option<&str> {
    let words = only(&cell.inlines)?;
    Some(&words[core(words)])
}

/// The text that holds [`words`], and their place in it.
pub fn words_mut(cell: &mut Text) -> Option<(&mut String, Range<usize>)> {
    only(&cell.inlines)?;
    let mut inlines = &mut cell.inlines;
    loop {
        let at = inlines.iter().position(|inline| !is_note(inline))?;
        match &mut inlines[at] {
            Inline::Text(words) => {
                let range = core(words);
                return Some((words, range));
            }
            Inline::Strong(inner) | Inline::Emph(inner) | Inline::Strike(inner) => inlines = inner,
            _ => return None,
        }
    }
}

fn only(inlines: &[Inline]) -> Option<&str> {
    let mut all = inlines.iter().filter(|inline| !is_note(inline));
    let found = match all.next()? {
        Inline::Text(words) => words,
        Inline::Strong(inner) | Inline::Emph(inner) | Inline::Strike(inner) => only(inner)?,
        _ => return None,
    };
    all.next().is_none().then_some(found)
}

fn is_note(inline: &Inline) -> bool {
    matches!(inline, Inline::Footnote(_) | Inline::Super(_))
}

/// The place of a value in a text.
fn core(text: &str) -> Range<usize> {
    let is_before = |c: char| c.is_whitespace() || "~≈∼><≥≤±=".contains(c);
    let is_behind = |c: char| c.is_whitespace() || "*†‡§¶#".contains(c);
    let start = text.len() - text.trim_start_matches(is_before).len();
    start..start + text[start..].trim_end_matches(is_behind).len()
}

/// The decimal that a cell holds.
fn decimal(cell: &Text, sign: char) -> Option<Decimal<'_>> {
    parts(words(cell)?, sign)
}

fn parts(words: &str, sign: char) -> Option<Decimal<'_>> {
    let (whole, digits) = words.split_once(sign)?;
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    (is_number(whole) && is_number(digits)).then_some((whole, digits))
}

/// For each column of rows, whether its decimals are names, which are the same in all languages: one ends in a zero that others do not have, as `1.10` beside
/// `1.9`. Of numbers, nobody writes a place more for nothing.
pub fn are_names(rows: &[Vec<Option<Text>>], sign: char) -> Vec<bool> {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let is_name = |at| pair(&column(rows, at), sign).is_some();
    (0..count).map(is_name).collect()
}

/// Whether the words of a cell are a decimal, and so a name in a column of names.
pub fn is_decimal(words: &str, sign: char) -> bool {
    parts(words, sign).is_some()
}

fn column(rows: &[Vec<Option<Text>>], at: usize) -> Vec<&Text> {
    let cells = rows.iter().filter_map(|row| row.get(at)?.as_ref());
    cells.collect()
}

/// Whether a cell is surely a number: it has a sign, a percent sign, a currency or groups.
fn is_number(cell: &Text) -> bool {
    words(cell).is_some_and(|words| {
        let digits = words.trim_start_matches(['+', '-', '−', '–']);
        let digits = digits.trim_end_matches(|c: char| "%‰€$£ \u{A0}\u{202F}".contains(c));
        let mut letters = digits.chars().filter(|c| !c.is_ascii_digit());
        let is_plain = letters.all(|c| matches!(c, '.' | ','));
        let has_groups = digits.contains('.') && digits.contains(',');
        is_plain
            && digits.starts_with(|c: char| c.is_ascii_digit())
            && (has_groups || digits.len() < words.len())
    })
}

/// A decimal with a zero at its end, and one with fewer places. None where others of the column are surely numbers.
fn pair<'t>(cells: &[&'t Text], sign: char) -> Option<(&'t Text, &'t Text)> {
    if cells.iter().any(|cell| is_number(cell)) {
        return None;
    }
    let decimals = cells
        .iter()
        .filter_map(|cell| Some((*cell, decimal(cell, sign)?)));
    let decimals: Vec<_> = decimals.collect();
    let (short, (_, fewest)) = decimals
        .iter()
        .min_by_key(|(_, (_, digits))| digits.len())?;
    let is_longer =
        |(_, (_, digits)): &&(&Text, Decimal)| digits.ends_with('0') && digits.len() > fewest.len();
    let (long, _) = decimals.iter().find(is_longer)?;
    Some((long, short))
}

/// Whether all cells of a column may be times of day: hours and minutes, in steps of five.
fn may_be_times(cells: &[&Text]) -> bool {
    let is_time = |cell: &&Text| {
        let parts = decimal(cell, '.');
        parts.is_some_and(|(hours, minutes)| {
            let number = |part: &str| part.parse::<u32>().unwrap_or(u32::MAX);
            minutes.len() == 2
                && number(hours) < 25
                && number(minutes) < 60
                && number(minutes) % 5 == 0
        })
    };
    cells.len() > 1 && cells.iter().all(is_time)
}

/// Notes on columns of which the author alone knows what they hold. `sign` is the decimal sign of the article's language.
pub fn check(article: &mut Article, sign: char, out: &mut Diagnostics) {
    article.visit_blocks(&mut |block| {
        let Block::Table {
            align, head, rows, ..
        } = block
        else {
            return;
        };
        for at in 0..head.len() {
            let cells = column(rows, at);
            if let Some((long, short)) = pair(&cells, sign) {
                let message = format!(
                    "`{}` and `{}` of one column are printed as they stand in all languages, as versions and numbers of sections are",
                    long.plain().trim(),
                    short.plain().trim()
                );
                out.push(
                    Diagnostic::new(Code::CellNotation, message)
                        .at(long.origin.clone())
                        .hint("where they are numbers, give all of them as many decimals"),
                );
                continue;
            }
            let head = head[at].as_ref().map(Text::plain).unwrap_or_default();
            let has_unit = head.contains(|c: char| !c.is_alphanumeric() && !c.is_whitespace());
            let is_aligned = matches!(align.get(at), Some(Align::End));
            if let Some(first) = cells.first().filter(|_| !has_unit && !is_aligned && may_be_times(&cells)) {
                let written = first.plain();
                let written = written.trim();
                let message = format!("`{written}` is read as a number, and may be a time of day");
                out.push(
                    Diagnostic::new(Code::CellNotation, message)
                        .at(first.origin.clone())
                        .hint(format!("write times as `{}`", written.replace('.', ":")))
                        .hint("where these are numbers, align their column to the right, `--:`, or name their unit in its head"),
                );
            }
        }
    });
}
