//! What charts need to be true: enough rows and columns, no gaps and no negative numbers between parts, and shares of a whole.

use crate::article::ast::{Amount, Chart, ChartType, Text, Unit};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::origin::Origin;

/// The most series that are told apart, on screens and in grey.
const SERIES: usize = 6;

/// The most lines of a slope chart, whose labels need room above each other.
const SLOPES: usize = 12;

/// A chart that is looked at, and what was found.
pub(super) struct Judge<'a> {
    pub(super) chart: &'a mut Chart,
    pub(super) out: &'a mut Diagnostics,
}

impl Judge<'_> {
    pub(super) fn report(
        &mut self,
        code: Code,
        message: impl Into<String>,
        at: &Origin,
        hint: &str,
    ) -> bool {
        let error = Diagnostic::new(code, message.into()).at(at.clone());
        self.out.push(match hint {
            "" => error,
            hint => error.hint(hint),
        });
        false
    }

    /// Whether there are as many rows and columns as the type of the chart needs.
    pub(super) fn has_shape(&mut self) -> bool {
        let (kind, origin) = (self.chart.kind, self.chart.origin.clone());
        let (series, rows) = (self.chart.head.len() - 1, self.chart.rows.len());
        let is_named = self.chart.head.iter().skip(1).all(Option::is_some);
        let mut wrong =
            |message: String, hint: &str| self.report(Code::ChartShape, message, &origin, hint);
        if rows == 0 {
            let hint = "write a row for each category below the head of the table";
            return wrong("this chart has no rows".to_owned(), hint);
        }
        if series == 0 {
            let hint = "the first column holds the categories, each other one a series of numbers";
            return wrong("this chart has no column of numbers".to_owned(), hint);
        }
        if !is_named {
            let hint = "the head of a column says what its numbers are";
            return wrong(
                "a column of numbers of this chart has no head".to_owned(),
                hint,
            );
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
            let what = if kind == ChartType::Share {
                "parts"
            } else {
                "series"
            };
            return wrong(
                format!("a chart shows {SERIES} {what} at most, and this one has {colors}"),
                "choose those that matter with `y=`, or put the small ones together",
            );
        }
        true
    }

    /// Whether no number is missing where the chart would have to guess one.
    pub(super) fn check_gaps(&mut self) -> bool {
        let kind = self.chart.kind;
        let rows = self.chart.amounts.iter().zip(&self.chart.rows);
        let gap = rows.flat_map(|(amounts, row)| {
            let gaps = amounts
                .iter()
                .enumerate()
                .filter(|(_, amount)| amount.is_none());
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
    pub(super) fn check_signs(&mut self) -> bool {
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

    /// Reports what is the sum of all others where numbers are parts of one whole: a total, which would make it twice as large. It may
    /// be a part by chance, so this is a warning.
    pub(super) fn check_totals(&mut self) -> bool {
        let chart = &*self.chart;
        let is_of_parts = match chart.kind {
            ChartType::Stacked | ChartType::Share => true,
            ChartType::Area => chart.head.len() > 2,
            _ => false,
        };
        // The parts of each whole: the rows of one column, or the columns of each row.
        let numbers = |amounts: &Vec<Option<Amount>>| -> Vec<f64> {
            amounts
                .iter()
                .map(|amount| amount.as_ref().map_or(0.0, Amount::number))
                .collect()
        };
        let rows: Vec<Vec<f64>> = chart.amounts.iter().map(numbers).collect();
        let is_turned = chart.head.len() == 2;
        let wholes = if is_turned { vec![rows.concat()] } else { rows };
        let count = wholes.first().map_or(0, Vec::len);
        let is_percent = chart
            .amounts
            .iter()
            .flatten()
            .flatten()
            .any(|amount| amount.unit == Unit::Percent);
        let is_total = |rank: usize| {
            wholes.iter().all(|parts| {
                let others = parts.iter().sum::<f64>() - parts[rank];
                (others - parts[rank]).abs() <= 1e-9 * others.abs()
            })
        };
        // Percentages that add up to a whole have no total among them.
        let found =
            (0..count).find(|rank| count > 2 && is_of_parts && !is_percent && is_total(*rank));
        let cell = found.and_then(|rank| match is_turned {
            true => chart.rows.get(rank)?.first()?.clone(),
            false => chart.head.get(rank + 1)?.clone(),
        });
        if let Some(cell) = cell {
            let message = format!("`{}` is the sum of all others", cell.plain());
            let hint =
                "a total is no part of the whole: leave it out, or choose the columns with `y=`";
            self.report(Code::ChartTotal, message, &cell.origin, hint);
        }
        true
    }

    /// Whether shares are parts of something: percentages of 100 %.
    pub(super) fn check_wholes(&mut self) -> bool {
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
}
