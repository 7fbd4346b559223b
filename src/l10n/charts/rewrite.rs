//! Cells of data files, and the days and months of tables, in the notation of the source language.

use crate::article::ast::{Chart, Date, Inline, Text};
use crate::l10n::cell_value::{Value, short_month, word};
use crate::l10n::columns::words;
use crate::l10n::notation::Notation;
use crate::locale::Locale;

/// The first day of a month that is written as `2024-05`.
pub(super) fn month(words: &str) -> Option<Date> {
    Date::parse(&format!("{words}-01"))
}

/// The first year of a season, a school year or a budget: `2001/02`, `2001/2002`, `2001–02`.
pub(super) fn season(words: &str) -> Option<f64> {
    let (first, second) = words.split_once(['/', '-', '–'])?;
    let is_year = |year: &str| year.bytes().all(|b| b.is_ascii_digit());
    let year: u16 = first.parse().ok().filter(|_| first.len() == 4)?;
    let next = (year + 1).to_string();
    let is_next = matches!(second.len(), 2 | 4) && next.ends_with(second);
    (is_year(first) && is_year(second) && is_next).then_some(f64::from(year))
}

/// Whether the categories of a chart are seasons, of which some may look like months: `2001-02`.
pub(super) fn are_seasons(rows: &[Vec<Option<Text>>]) -> bool {
    let mut categories = rows.iter().filter_map(|row| row.first()?.as_ref());
    rows.len() > 1 && categories.all(|cell| words(cell).and_then(season).is_some())
}

/// Writes the cells of a data file in the notation of a language: numbers with groups, days and months as it writes
/// them. Numbers of the first column, such as years, have no groups. In a table, numbers stay as they were typed.
pub fn rewrite(chart: &mut Chart, source: &Locale) {
    let data = Notation::of_data(source);
    let is_table = chart.data.is_none();
    let are_seasons = are_seasons(&chart.rows);
    let month = |words: &str| {
        let date = month(words).filter(|_| !are_seasons);
        Some(Value::Moment(date?, short_month()))
    };
    let heads = chart.head.iter_mut().map(|cell| (false, cell));
    let rows = chart.rows.iter_mut().flat_map(|row| {
        let cells = row.iter_mut().enumerate();
        cells.map(|(column, cell)| (column > 0, cell))
    });
    for (is_amount, cell) in heads.chain(rows) {
        let Some(cell) = cell else { continue };
        let read = words(cell).and_then(|words| month(words).or_else(|| data.read(words)));
        let is_day = matches!(read, Some(Value::Same(_) | Value::Moment(..)));
        if is_table && !is_day {
            continue;
        }
        let value = match read {
            Some(Value::Number(number, mut named, sign)) if is_amount => {
                named.retain(|(name, _)| name != "useGrouping");
                named.push(word("useGrouping", "always"));
                Some(Value::Number(number, named, sign))
            }
            Some(Value::Same(iso)) => {
                Date::parse(&iso).map(|date| Value::Moment(date, vec![word("dateStyle", "medium")]))
            }
            other => other,
        };
        let written = value.and_then(|value| value.write(source));
        cell.is_value = written.is_some();
        if let Some(written) = written {
            cell.inlines = vec![Inline::Text(written)];
        }
    }
}
