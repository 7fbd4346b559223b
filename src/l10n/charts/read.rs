//! Reads the numbers of charts in the notation of the source language.

use crate::article::ast::{Amount, Article, Block, Date, Text, Unit};
use crate::diagnostic::{Code, Diagnostics};
use crate::l10n::cell_value::Value;
use crate::l10n::charts::honest::Judge;
use crate::l10n::charts::rewrite::{are_seasons, month, rewrite, season};
use crate::l10n::columns::words;
use crate::l10n::functions::options::Literal;
use crate::l10n::notation::Notation;
use crate::locale::Locale;

/// Reads the numbers of all charts of an article in its language, those of data files in theirs. Then cells of data files are
/// written anew in the notation of the language, as if an author had typed them, and days and months of tables too.
pub fn read(article: &mut Article, source: &Locale, out: &mut Diagnostics) {
    let mut of_block = |block: &mut Block| {
        if let Block::Chart(chart) = block {
            // What is no number there is reported, and no message.
            let values = chart.rows.iter_mut().flat_map(|row| row.iter_mut().skip(1));
            values.flatten().for_each(|cell| cell.is_value = true);
            let notation = match chart.data {
                Some(_) => Notation::of_data(source),
                None => Notation::of(source),
            };
            let judge = Judge { chart, out };
            Reader { judge, notation }.read();
            rewrite(chart, source);
        }
    };
    article.visit_blocks(&mut of_block);
}

struct Reader<'a> {
    judge: Judge<'a>,
    notation: Notation,
}

impl Reader<'_> {
    /// Without an error, the chart has its numbers; else it is not drawn.
    fn read(mut self) {
        // A column that does not exist was reported.
        let is_there = !self.judge.chart.head.is_empty();
        let is_sound = is_there
            && self.judge.has_shape()
            && self.read_amounts()
            && self.judge.check_gaps()
            && self.judge.check_signs()
            && self.judge.check_wholes()
            && self.judge.check_totals()
            && self.place();
        if !is_sound {
            self.judge.chart.amounts.clear();
        }
    }

    /// Reads the numbers. A cell that is none is reported, one for each column.
    fn read_amounts(&mut self) -> bool {
        let (mut all, mut is_right) = (Vec::new(), true);
        let rows = self.judge.chart.rows.clone();
        if let Some(row) = rows.iter().find(|row| row[0].is_none()) {
            let origin = row.iter().flatten().next().map(|cell| cell.origin.clone());
            let origin = origin.unwrap_or(self.judge.chart.origin.clone());
            let message = "this row of the chart has no category";
            is_right = self.judge.report(Code::ChartValue, message, &origin, "");
        }
        let mut wrong = vec![0; self.judge.chart.head.len()];
        let mut first: Vec<Option<&Text>> = vec![None; self.judge.chart.head.len()];
        for row in &rows {
            let mut amounts = Vec::new();
            for (column, cell) in row.iter().enumerate().skip(1) {
                let amount = cell.as_ref().and_then(|cell| self.amount(cell));
                if amount.is_none() && cell.is_some() {
                    wrong[column] += 1;
                    first[column] = first[column].or(cell.as_ref());
                }
                amounts.push(amount);
            }
            all.push(amounts);
        }
        for (count, cell) in wrong.into_iter().zip(first) {
            let Some(cell) = cell else { continue };
            let more = match count {
                1 => String::new(),
                n => format!(", nor are {} more in this column", n - 1),
            };
            let message = format!("`{}` is not a number{more}", cell.plain());
            let hint = match self.judge.chart.data {
                Some(_) => {
                    "in a data file, numbers have a point and no groups; write a unit in the head of the column, and leave a cell empty where the number is not known"
                }
                None => {
                    "write a unit in the head of the column, and leave a cell empty where the number is not known"
                }
            };
            is_right = self
                .judge
                .report(Code::ChartValue, message, &cell.origin, hint);
        }
        let mut known = all.iter().zip(&rows).flat_map(|(amounts, row)| {
            let cells = amounts.iter().zip(&row[1..]);
            cells.filter_map(|(amount, cell)| Some((&amount.as_ref()?.unit, cell.as_ref()?)))
        });
        let unit = known.next().map(|(unit, _)| unit);
        if let Some((_, cell)) = known.find(|(other, _)| unit != Some(*other))
            && is_right
        {
            let message = format!("`{}` has another unit than the first number", cell.plain());
            let hint = "all numbers of a chart have one unit";
            let origin = cell.origin.clone();
            is_right = self.judge.report(Code::ChartValue, message, &origin, hint);
        }
        if unit.is_none() && is_right {
            let origin = self.judge.chart.origin.clone();
            is_right =
                self.judge
                    .report(Code::ChartShape, "this chart has no numbers", &origin, "");
        }
        self.judge.chart.amounts = all;
        is_right
    }

    fn amount(&self, cell: &Text) -> Option<Amount> {
        let Value::Number(number, named, _) = self.notation.read(words(cell)?)? else {
            return None;
        };
        let option = |name: &str| {
            let found = named.iter().find(|(option, _)| option == name);
            found.and_then(|(_, value)| match value {
                Literal::Text(text) => Some(text.as_str()),
                Literal::Number(_) => None,
            })
        };
        let unit = match (option("style"), option("currency")) {
            (Some("percent"), _) => Unit::Percent,
            (_, Some(code)) => Unit::Money {
                code: code.to_owned(),
                is_code: option("currencyDisplay") == Some("code"),
            },
            _ => Unit::Plain,
        };
        Some(Amount {
            digits: number.digits(),
            unit,
        })
    }

    /// Places numbers and days on their axis, by their distance. They must go up.
    fn place(&mut self) -> bool {
        if !self.judge.chart.kind.has_axis() {
            return true;
        }
        let categories: Vec<&Text> = self
            .judge
            .chart
            .rows
            .iter()
            .flat_map(|row| &row[0])
            .collect();
        let are_seasons = are_seasons(&self.judge.chart.rows);
        // A place, and whether it is a day.
        let read = |cell: &&Text| {
            let words = words(cell)?;
            if let Some(year) = season(words).filter(|_| are_seasons) {
                return Some((year, false));
            }
            if let Some(date) = month(words).or_else(|| quarter(words)) {
                return Some((day(date)?, true));
            }
            match self.notation.read(words)? {
                Value::Number(number, ..) => Some((number.digits().parse().ok()?, false)),
                Value::Moment(date, _) => Some((day(date)?, true)),
                Value::Same(iso) => Some((day(Date::parse(&iso)?)?, true)),
            }
        };
        let found: Option<Vec<(f64, bool)>> = categories.iter().map(read).collect();
        // Numbers and days have no distance.
        let found = found.filter(|all| all.windows(2).all(|two| two[0].1 == two[1].1));
        let Some(found) = found else {
            return true;
        };
        let places: Vec<f64> = found.into_iter().map(|(place, _)| place).collect();
        let falls = places.windows(2).position(|two| two[0] >= two[1]);
        if let Some(at) = falls {
            let (before, cell) = (categories[at].plain(), categories[at + 1]);
            let message = format!("`{}` comes after `{before}`", cell.plain());
            let origin = cell.origin.clone();
            return self.judge.report(
                Code::ChartValue,
                message,
                &origin,
                "the numbers or dates under a line go up from row to row",
            );
        }
        let (Some(first), Some(last)) = (places.first(), places.last()) else {
            return true;
        };
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "0 to 1,000,000"
        )]
        let millionths = |place: &f64| ((place - first) / (last - first) * 1e6).round() as u32;
        self.judge.chart.places = Some(places.iter().map(millionths).collect());
        true
    }
}

/// The first day of a quarter: `2024 Q1`, `2024-Q1`, `Q1 2024`, or `T1` for `trimestre`.
fn quarter(words: &str) -> Option<Date> {
    let is_between = |c: char| c.is_whitespace() || matches!(c, '-' | '/' | '.');
    let mut parts = words.split(is_between).filter(|part| !part.is_empty());
    let (one, other) = (parts.next()?, parts.next()?);
    let (year, name) = if one.len() == 4 {
        (one, other)
    } else {
        (other, one)
    };
    let rank = name.strip_prefix(['Q', 'q', 'T', 't'])?;
    let rank = rank
        .parse::<u8>()
        .ok()
        .filter(|rank| (1..=4).contains(rank))?;
    let is_whole = parts.next().is_none() && year.len() == 4;
    Date::parse(&format!("{year}-{:02}-01", rank * 3 - 2)).filter(|_| is_whole)
}

/// The number of a day, counted from any fixed one.
fn day(date: Date) -> Option<f64> {
    let day = date.icu()?.to_rata_die();
    Some(day.to_i64_date() as f64)
}
