//! The geometry of a chart: where each value begins and ends on its axis, from 0 to 1.

use crate::article::ast::{Amount, Chart, ChartType, Text, Unit};
use crate::lower::charts::scale::Scale;

/// A chart as it is drawn.
#[derive(Clone, Debug)]
pub struct Shape<'c> {
    /// What each category is called, and where it stands.
    pub categories: Vec<(f64, Option<&'c Text>)>,
    /// What is drawn in one colour.
    pub series: Vec<Series<'c>>,
    /// The axis of the values; `None` where every value has its label.
    pub scale: Option<Scale>,
    /// The unit of the axis.
    pub unit: Unit,
}

/// A series: its name, and a mark for each category; `None` where there is no value.
#[derive(Clone, Debug)]
pub struct Series<'c> {
    /// The name.
    pub name: Option<&'c Text>,
    /// The marks.
    pub marks: Vec<Option<Mark<'c>>>,
}

/// A value as it is drawn.
#[derive(Clone, Debug)]
pub struct Mark<'c> {
    /// Where it begins.
    pub from: f64,
    /// Where it ends: its value.
    pub to: f64,
    /// The cell that says it.
    pub cell: &'c Text,
    /// Its part of the whole, from 0 to 1, if that is to be said in place of the cell.
    pub part: Option<f64>,
}

/// A number with its cell.
type Value<'c> = Option<(f64, &'c Text)>;

/// Where a mark begins and ends, as values; its cell; and which part of the whole it is.
type Span<'c> = (f64, f64, &'c Text, f64);

/// The geometry of a chart whose numbers were read.
pub fn shape(chart: &Chart) -> Shape<'_> {
    let unit = chart.amounts.iter().flatten().flatten().next();
    let mut shape = Shape {
        categories: Vec::new(),
        series: Vec::new(),
        scale: None,
        unit: unit.map_or(Unit::Plain, |amount| amount.unit.clone()),
    };
    let mut columns = columns(chart);
    let heads = chart.head.iter().skip(1).map(Option::as_ref);
    let names = chart
        .rows
        .iter()
        .map(|row| row.first().and_then(Option::as_ref));
    let (categories, series): (Vec<_>, Vec<_>) = match chart.kind {
        // The rows are what is told apart.
        ChartType::Share if columns.len() == 1 => {
            columns = transposed(&columns);
            (vec![None], names.collect())
        }
        ChartType::Slope => {
            columns = transposed(&columns);
            (heads.collect(), names.collect())
        }
        _ => (names.collect(), heads.collect()),
    };
    if chart.kind == ChartType::Share {
        shape.unit = Unit::Percent;
    }
    let is_stacked = match chart.kind {
        ChartType::Stacked | ChartType::Share | ChartType::Area => true,
        ChartType::Bar
        | ChartType::Grouped
        | ChartType::Line
        | ChartType::Dot
        | ChartType::Slope => false,
    };
    let sum = |rank: usize| {
        let values = columns.iter().filter_map(|column| column[rank]);
        values.map(|(value, _)| value).sum::<f64>()
    };
    let wholes: Vec<f64> = (0..categories.len()).map(sum).collect();
    let mut ends = vec![0.0; categories.len()];
    // Values from and to which marks go, before they are places.
    let mut spans: Vec<Vec<Option<Span>>> = Vec::new();
    for column in &columns {
        let mut own = Vec::new();
        for (rank, value) in column.iter().enumerate() {
            own.push(value.map(|(value, cell)| {
                let part = value / wholes[rank];
                let value = if chart.kind == ChartType::Share {
                    part
                } else {
                    value
                };
                let from = if is_stacked { ends[rank] } else { 0.0 };
                ends[rank] = from + value;
                (from, from + value, cell, part)
            }));
        }
        spans.push(own);
    }
    let all = spans.iter().flatten().flatten();
    let all = all.flat_map(|(from, to, ..)| match is_stacked {
        true => [*from, *to],
        false => [*to, *to],
    });
    let mut scale = Scale::of(all.clone(), chart.kind.has_lengths());
    if chart.kind == ChartType::Slope {
        scale.enclose(all);
    }
    let is_percent = unit.is_some_and(|amount| amount.unit == Unit::Percent);
    for (name, own) in series.into_iter().zip(spans) {
        let marks = own.into_iter().map(|span| {
            span.map(|(from, to, cell, part)| Mark {
                from: scale.place(from).clamp(0.0, 1.0),
                to: scale.place(to).clamp(0.0, 1.0),
                cell,
                part: (chart.kind == ChartType::Share && !is_percent).then_some(part),
            })
        });
        let marks = marks.collect();
        shape.series.push(Series { name, marks });
    }
    let count = categories.len();
    let place = |rank: usize| match &chart.places {
        Some(places) => f64::from(places[rank]) / 1e6,
        None if chart.kind.has_axis() || chart.kind == ChartType::Slope => {
            rank as f64 / (count.max(2) - 1) as f64
        }
        None => (rank as f64 + 0.5) / count as f64,
    };
    let categories = categories.into_iter().enumerate();
    shape.categories = categories.map(|(rank, name)| (place(rank), name)).collect();
    shape.scale = Some(scale).filter(|_| chart.kind != ChartType::Slope);
    shape
}

/// The numbers of each series.
fn columns(chart: &Chart) -> Vec<Vec<Value<'_>>> {
    let column = |column: usize| {
        let rows = chart.rows.iter().zip(&chart.amounts);
        let values = rows.map(|(row, amounts)| {
            let amount = amounts.get(column)?.as_ref()?;
            Some((Amount::number(amount), row.get(column + 1)?.as_ref()?))
        });
        values.collect()
    };
    (0..chart.head.len().saturating_sub(1))
        .map(column)
        .collect()
}

fn transposed<'c>(columns: &[Vec<Value<'c>>]) -> Vec<Vec<Value<'c>>> {
    let count = columns.first().map_or(0, Vec::len);
    let row = |rank: usize| columns.iter().map(|column| column[rank]).collect();
    (0..count).map(row).collect()
}
