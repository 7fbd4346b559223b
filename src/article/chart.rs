//! Makes a chart of a table: its type, and the columns that it shows.

use crate::article::ast::{Chart, ChartType, Choice, Inline, Text, pieces};
use crate::article::csv::Grid;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::origin::Origin;
use crate::yaml::{list, nearest};

/// The class that makes a chart of a table or of a picture.
pub const CHART: &str = "chart";

/// The keys of its attributes.
pub const KEYS: [&str; 5] = ["type", "x", "y", "alt", "source"];

/// The type that an author named, if any. An unknown one is reported.
pub fn chart_type(
    written: Option<&str>,
    origin: &Origin,
    out: &mut Diagnostics,
) -> Option<ChartType> {
    let names = ChartType::ALL.map(ChartType::name);
    let found = ChartType::ALL
        .into_iter()
        .find(|kind| written == Some(kind.name()));
    if found.is_none() {
        let message = match written {
            Some(name) => format!("`{name}` is no type of a chart"),
            None => "this chart has no type".to_owned(),
        };
        let hint = match written.and_then(|name| nearest(name, names.into_iter())) {
            Some(near) => format!("did you mean `type={near}`?"),
            None => format!("write `type=` with one of {}", list(&names)),
        };
        out.push(
            Diagnostic::new(Code::ChartType, message)
                .at(origin.clone())
                .hint(hint),
        );
    }
    found
}

/// The columns that an author named: `x`, and `y`, what stands between its commas; a name may hold some of them.
pub fn choice(x: Option<&str>, y: Option<&str>) -> Choice {
    let named = |names: &str| {
        names
            .split(',')
            .map(|name| name.trim().to_owned())
            .collect()
    };
    Choice {
        x: x.map(|name| name.trim().to_owned()),
        y: y.map(named).unwrap_or_default(),
    }
}

/// Gives a chart the columns of a table that it shows. A column that does not exist is reported, and then the chart has
/// no cells.
pub fn fill(chart: &mut Chart, grid: Grid, out: &mut Diagnostics) {
    let heads: Vec<String> = grid.head.iter().map(words).collect();
    let mut unknown = Vec::new();
    let x = match &chart.choice.x {
        Some(name) => heads.iter().position(|head| head == name).or_else(|| {
            unknown.push(name.clone());
            None
        }),
        None => Some(0),
    };
    let y = named(&chart.choice.y, &heads).unwrap_or_else(|names| {
        unknown.extend(names);
        unknown.dedup();
        Vec::new()
    });
    for name in &unknown {
        let message = format!("the data has no column `{name}`");
        let known: Vec<&String> = heads.iter().filter(|head| !head.is_empty()).collect();
        let hint = match nearest(name, heads.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("its columns are {}", list(&known)),
        };
        out.push(
            Diagnostic::new(Code::ChartColumn, message)
                .at(chart.origin.clone())
                .hint(hint),
        );
    }
    let (Some(x), true) = (x, unknown.is_empty()) else {
        return;
    };
    let series = match y.is_empty() {
        true => (0..heads.len()).filter(|column| *column != x).collect(),
        false => y,
    };
    let shown: Vec<usize> = std::iter::once(x).chain(series).collect();
    let chosen = |row: &[Option<Text>]| -> Vec<Option<Text>> {
        let cells = shown.iter().map(|column| row.get(*column));
        cells.map(|cell| cell.cloned().flatten()).collect()
    };
    chart.head = chosen(&grid.head);
    chart.rows = grid.rows.iter().map(|row| chosen(row)).collect();
    // A dash stands for a number that is not known.
    for cell in chart.rows.iter_mut().flat_map(|row| row.iter_mut().skip(1)) {
        if matches!(words(cell).as_str(), "-" | "–" | "—" | "…") {
            *cell = None;
        }
    }
    refuse_markup(chart, out);
}

/// The columns that names between commas mean: of names that may hold commas themselves, the longest; else the names that none has. A
/// column whose name with commas is misspelled is one of these.
fn named(names: &[String], heads: &[String]) -> Result<Vec<usize>, Vec<String>> {
    let bare = |name: &str| name.split(',').map(str::trim).collect::<Vec<_>>().join(",");
    let heads: Vec<String> = heads.iter().map(|head| bare(head)).collect();
    let (mut found, mut unknown, mut from) = (Vec::new(), Vec::new(), 0);
    while from < names.len() {
        let column = |to: usize| {
            heads
                .iter()
                .position(|head| *head == names[from..to].join(","))
        };
        let longest = (from + 1..=names.len())
            .rev()
            .find_map(|to| Some((to, column(to)?)));
        if let Some((to, column)) = longest {
            found.push(column);
            from = to;
            continue;
        }
        let near = |to: &usize| {
            let written = names[from..*to].join(",");
            let heads = heads.iter().map(String::as_str);
            nearest(&written, heads).is_some_and(|head| head.contains(','))
        };
        let to = (from + 2..=names.len()).find(near).unwrap_or(from + 1);
        unknown.push(names[from..to].join(", "));
        from = to;
    }
    if unknown.is_empty() {
        Ok(found)
    } else {
        Err(unknown)
    }
}

/// Reports what a drawn text cannot hold: notes, links and code.
fn refuse_markup(chart: &Chart, out: &mut Diagnostics) {
    for text in chart.names() {
        let mut is_wrong = false;
        pieces(&text.inlines, &mut |inline| {
            is_wrong |= matches!(
                inline,
                Inline::Footnote(_) | Inline::Link { .. } | Inline::Code(_) | Inline::Break
            );
        });
        if is_wrong {
            let message =
                "a text in a chart holds no footnotes, links, code or line breaks".to_owned();
            out.push(
                Diagnostic::new(Code::UnsupportedMarkdown, message)
                    .at(text.origin.clone())
                    .hint("put it into the text around the chart, or into the caption"),
            );
        }
    }
}

fn words(cell: &Option<Text>) -> String {
    let words = cell.as_ref().map(Text::plain).unwrap_or_default();
    words.trim().to_owned()
}
