//! Reads the numbers of charts, in the notation of the source language or of data files, and refuses what cannot be drawn
//! honestly.

use crate::article::ast::{Amount, Article, Block, Chart, ChartType, Date, Inline, Text, Unit, walk_mut};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::l10n::cells::{Notation, Value, word, words};
use crate::l10n::functions::number::Number;
use crate::l10n::functions::options::{Literal, Named};
use crate::locale::Locale;
use crate::origin::Origin;

/// The most series that are told apart, on screens and in grey.
const SERIES: usize = 6;

/// The most lines of a slope chart, whose labels need room above each other.
const SLOPES: usize = 12;

/// Reads the numbers of all charts of an article in its language. Cells of data files are written anew in the notation
/// of that language, as if an author had typed them.
pub fn read(article: &mut Article, source: &Locale, out: &mut Diagnostics) {
    let mut of_block = |block: &mut Block| {
        if let Block::Chart(chart) = block {
            if chart.data.is_some() {
                rewrite(chart, source);
            }
            let notation = Notation::of(source);
            Reader {
                chart,
                notation,
                out,
            }
            .read();
        }
    };
    for section in &mut article.sections {
        walk_mut(&mut section.blocks, &mut of_block);
        for variant in &mut section.variants {
            walk_mut(&mut variant.blocks, &mut of_block);
        }
    }
}

/// A number as a language writes it, with `fraction` digits behind the decimal sign.
pub fn write(amount: &Amount, fraction: usize, locale: &Locale) -> Option<String> {
    let is_percent = amount.unit == Unit::Percent;
    let fraction = fraction.saturating_sub(if is_percent { 2 } else { 0 });
    let count = |name: &str| (name.to_owned(), Literal::Number((fraction as u64).into()));
    let mut named: Vec<Named> = vec![
        count("minimumFractionDigits"),
        count("maximumFractionDigits"),
    ];
    match &amount.unit {
        Unit::Plain => {}
        Unit::Percent => named.push(word("style", "percent")),
        Unit::Money { code, is_code } => named.extend([
            word("style", "currency"),
            word("currency", code),
            word("currencyDisplay", if *is_code { "code" } else { "symbol" }),
        ]),
    }
    let number = Number::parse(&amount.digits)?.with(&named).ok()?;
    number.write(&locale.icu())
}

/// Writes the cells of a data file in the notation of a language: numbers with groups, days and months as it writes
/// them. Numbers of the first column, such as years, have no groups.
fn rewrite(chart: &mut Chart, source: &Locale) {
    let data = Notation::of_data(source);
    let month = |words: &str| {
        let date = Date::parse(&format!("{words}-01"))?;
        let named = vec![word("year", "numeric"), word("month", "short")];
        Some(Value::Moment(date, named))
    };
    let heads = chart.head.iter_mut().map(|cell| (false, cell));
    let rows = chart.rows.iter_mut().flat_map(|row| {
        let cells = row.iter_mut().enumerate();
        cells.map(|(column, cell)| (column > 0, cell))
    });
    for (is_amount, cell) in heads.chain(rows) {
        let Some(cell) = cell else { continue };
        let read = words(cell).and_then(|words| month(words).or_else(|| data.read(words)));
        let value = match read {
            Some(Value::Number(number, mut named, sign)) if is_amount => {
                named.retain(|(name, _)| name != "useGrouping");
                named.push(word("useGrouping", "always"));
                Some(Value::Number(number, named, sign))
            }
            Some(Value::Same(iso)) => Date::parse(&iso)
                .map(|date| Value::Moment(date, vec![word("dateStyle", "medium")])),
            other => other,
        };
        let written = value.and_then(|value| value.write(source));
        cell.is_value = written.is_some();
        if let Some(written) = written {
            cell.inlines = vec![Inline::Text(written)];
        }
    }
}

struct Reader<'a> {
    chart: &'a mut Chart,
    notation: Notation,
    out: &'a mut Diagnostics,
}

impl Reader<'_> {
    fn read(mut self) {
        // A column that does not exist was reported.
        if self.chart.head.is_empty() || !self.has_shape() || !self.read_amounts() {
            return;
        }
        let is_drawn = self.check_gaps() && self.check_signs() && self.check_wholes();
        if is_drawn && self.chart.kind.has_axis() {
            self.place();
        }
    }

    fn report(&mut self, code: Code, message: impl Into<String>, at: &Origin, hint: &str) -> bool {
        let error = Diagnostic::new(code, message.into()).at(at.clone());
        self.out.push(match hint {
            "" => error,
            hint => error.hint(hint),
        });
        false
    }

    /// Whether there are as many rows and columns as the type of the chart needs.
    fn has_shape(&mut self) -> bool {
        let (kind, origin) = (self.chart.kind, self.chart.origin.clone());
        let (series, rows) = (self.chart.head.len() - 1, self.chart.rows.len());
        let is_named = self.chart.head.iter().skip(1).all(Option::is_some);
        let mut wrong = |message: String, hint: &str| {
            self.report(Code::ChartShape, message, &origin, hint)
        };
        if rows == 0 {
            return wrong("this chart has no rows".to_owned(), "");
        }
        if series == 0 {
            let hint = "the first column holds the categories, each other one a series of numbers";
            return wrong("this chart has no column of numbers".to_owned(), hint);
        }
        if !is_named {
            let hint = "the head of a column says what its numbers are";
            return wrong("a column of numbers of this chart has no head".to_owned(), hint);
        }
        let few = |least: usize| series < least;
        match kind {
            ChartType::Slope if series != 2 => {
                let hint = "the columns are the two ends of each line; `type=line` takes more";
                return wrong(
                    format!("a slope chart has two columns of numbers, and this one {series}"),
                    hint,
                );
            }
            ChartType::Slope if rows > SLOPES => {
                return wrong(
                    format!("a slope chart has {SLOPES} lines at most, and this one {rows}"),
                    "choose those that matter",
                );
            }
            ChartType::Bar if series > 1 => {
                let hint = "`type=grouped` sets several beside each other, `type=stacked` on each other; `y=` chooses one";
                return wrong(
                    format!("a bar chart has one column of numbers, and this one {series}"),
                    hint,
                );
            }
            ChartType::Stacked | ChartType::Grouped if few(2) => {
                return wrong(
                    format!(
                        "a {} chart has two columns of numbers or more, and this one has one",
                        kind.name()
                    ),
                    "`type=bar` shows one",
                );
            }
            ChartType::Line | ChartType::Area if rows < 2 => {
                return wrong(
                    "a line needs two values, and this chart has one row".to_owned(),
                    "say it in a sentence, or use `type=bar`",
                );
            }
            _ => {}
        }
        let colors = match kind {
            ChartType::Slope => 1,
            ChartType::Share if series == 1 => rows,
            _ => series,
        };
        if colors > SERIES {
            let what = if kind == ChartType::Share { "parts" } else { "series" };
            return wrong(
                format!("a chart shows {SERIES} {what} at most, and this one has {colors}"),
                "choose those that matter with `y=`, or put the small ones together",
            );
        }
        true
    }

    /// Reads the numbers. A cell that is none is reported, one for each column.
    fn read_amounts(&mut self) -> bool {
        let (mut all, mut is_right) = (Vec::new(), true);
        let rows = self.chart.rows.clone();
        if let Some(row) = rows.iter().find(|row| row[0].is_none()) {
            let origin = row.iter().flatten().next().map(|cell| cell.origin.clone());
            let origin = origin.unwrap_or(self.chart.origin.clone());
            let message = "this row of the chart has no category";
            is_right = self.report(Code::ChartValue, message, &origin, "");
        }
        let mut wrong = vec![0; self.chart.head.len()];
        let mut first: Vec<Option<&Text>> = vec![None; self.chart.head.len()];
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
            let hint = match self.chart.data {
                Some(_) => "in a data file, numbers have a point and no groups; write a unit in the head of the column, and leave a cell empty where the number is not known",
                None => "write a unit in the head of the column, and leave a cell empty where the number is not known",
            };
            is_right = self.report(Code::ChartValue, message, &cell.origin, hint);
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
            is_right = self.report(Code::ChartValue, message, &origin, hint);
        }
        if unit.is_none() && is_right {
            let origin = self.chart.origin.clone();
            is_right = self.report(Code::ChartShape, "this chart has no numbers", &origin, "");
        }
        self.chart.amounts = all;
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

    /// Whether no number is missing where the chart would have to guess one.
    fn check_gaps(&mut self) -> bool {
        let kind = self.chart.kind;
        let rows = self.chart.amounts.iter().zip(&self.chart.rows);
        let gap = rows.flat_map(|(amounts, row)| {
            let gaps = amounts.iter().enumerate().filter(|(_, amount)| amount.is_none());
            gaps.map(|(column, _)| (column, row[0].clone()))
        });
        let gap: Vec<_> = gap.collect();
        let allows = !matches!(
            kind,
            ChartType::Stacked | ChartType::Area | ChartType::Slope | ChartType::Share
        );
        if let Some((column, Some(category))) = gap.first()
            && !allows
        {
            let series = self.chart.head[column + 1].as_ref().map(Text::plain);
            let series = series.map_or(String::new(), |name| format!(" of `{name}`"));
            let message = format!(
                "a number{series} is missing at `{}`, and a chart of the type `{}` can have no gap",
                category.plain(),
                kind.name()
            );
            let origin = category.origin.clone();
            return self.report(
                Code::ChartValue,
                message,
                &origin,
                "write the number, or leave the row out",
            );
        }
        // A line of one value would be a dot that nobody sees.
        let least = if kind == ChartType::Line { 2 } else { 1 };
        for column in 0..self.chart.head.len() - 1 {
            let known = self.chart.amounts.iter();
            let known = known.filter(|amounts| amounts[column].is_some()).count();
            if known < least {
                let head = self.chart.head[column + 1].as_ref();
                let name = head.map_or(String::new(), |head| format!("`{}`", head.plain()));
                let origin = head.map_or(self.chart.origin.clone(), |head| head.origin.clone());
                let message = match known {
                    0 => format!("the series {name} has no numbers"),
                    _ => format!("the series {name} has one number, and a line needs two"),
                };
                return self.report(Code::ChartShape, message, &origin, "");
            }
        }
        true
    }

    /// Whether no number is negative that would have to be a part of something.
    fn check_signs(&mut self) -> bool {
        let is_of_parts = match self.chart.kind {
            ChartType::Stacked | ChartType::Share => true,
            ChartType::Area => self.chart.head.len() > 2,
            _ => false,
        };
        let cells = self.chart.amounts.iter().zip(&self.chart.rows);
        let mut cells = cells.flat_map(|(amounts, row)| amounts.iter().zip(&row[1..]));
        let negative = cells.find(|(amount, _)| {
            let number = amount.as_ref().map(Amount::number);
            is_of_parts && number.is_some_and(|number| number < 0.0)
        });
        let Some((_, Some(cell))) = negative else {
            return true;
        };
        let message = format!(
            "`{}` is negative, and the numbers of a chart of the type `{}` are parts of a whole",
            cell.plain(),
            self.chart.kind.name()
        );
        let hint = match self.chart.kind {
            ChartType::Area => "`type=line` shows negative numbers",
            _ => "`type=grouped`, `type=bar` and `type=dot` show negative numbers",
        };
        let origin = cell.origin.clone();
        self.report(Code::ChartValue, message, &origin, hint)
    }

    /// Whether shares are parts of something: percentages of 100 %.
    fn check_wholes(&mut self) -> bool {
        if self.chart.kind != ChartType::Share {
            return true;
        }
        let origin = |cell: &Option<Text>| cell.as_ref().map(|cell| cell.origin.clone());
        let whole = self.chart.origin.clone();
        let wholes: Vec<(Vec<&Amount>, Origin)> = match self.chart.head.len() {
            2 => {
                let parts = self.chart.amounts.iter().flatten().flatten();
                let place = origin(&self.chart.head[1]).unwrap_or(whole);
                vec![(parts.collect(), place)]
            }
            _ => {
                let rows = self.chart.amounts.iter().zip(&self.chart.rows);
                rows.map(|(parts, row)| {
                    let place = origin(&row[0]).unwrap_or(whole.clone());
                    (parts.iter().flatten().collect(), place)
                })
                .collect()
            }
        };
        let wrong = wholes.iter().find_map(|(parts, place)| {
            let sum: f64 = parts.iter().map(|part| part.number()).sum();
            let fraction = |part: &&Amount| {
                let fraction = part.digits.split_once('.');
                fraction.map_or(0, |(_, digits)| digits.len())
            };
            let digits = parts.iter().map(fraction).max().unwrap_or(0).max(2);
            // Each part may be rounded by half of its last digit.
            let slack = 0.5 * parts.len() as f64 * 10_f64.powf(-(digits as f64)) + 1e-9;
            let is_percent = parts.iter().any(|part| part.unit == Unit::Percent);
            if sum <= 0.0 {
                Some(("the shares add up to nothing".to_owned(), place.clone()))
            } else if is_percent && (sum - 1.0).abs() > slack {
                let sum = (sum * 1000.0).round() / 10.0;
                Some((format!("the shares add up to {sum} %"), place.clone()))
            } else {
                None
            }
        });
        match wrong {
            None => true,
            Some((message, place)) => self.report(
                Code::ChartValue,
                message,
                &place,
                "shares are parts of one whole: add what is missing, or use `type=bar`",
            ),
        }
    }

    /// Places numbers and days on their axis, by their distance. They must go up.
    fn place(&mut self) {
        let categories: Vec<&Text> = self.chart.rows.iter().flat_map(|row| &row[0]).collect();
        let read = |cell: &&Text| match self.notation.read(words(cell)?)? {
            Value::Number(number, ..) => number.digits().parse().ok(),
            Value::Moment(date, _) => day(date),
            Value::Same(iso) => day(Date::parse(&iso)?),
        };
        let places: Option<Vec<f64>> = categories.iter().map(read).collect();
        let Some(places) = places else { return };
        let falls = places.windows(2).position(|two| two[0] >= two[1]);
        if let Some(at) = falls {
            let (before, cell) = (categories[at].plain(), categories[at + 1]);
            let message = format!("`{}` comes after `{before}`", cell.plain());
            let origin = cell.origin.clone();
            self.report(
                Code::ChartValue,
                message,
                &origin,
                "the numbers or dates under a line go up from row to row",
            );
            return;
        }
        let (Some(first), Some(last)) = (places.first(), places.last()) else {
            return;
        };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 1,000,000")]
        let millionths = |place: &f64| ((place - first) / (last - first) * 1e6).round() as u32;
        self.chart.places = Some(places.iter().map(millionths).collect());
    }
}

/// The number of a day, counted from any fixed one.
fn day(date: Date) -> Option<f64> {
    let day = date.icu()?.to_rata_die();
    Some(day.to_i64_date() as f64)
}
