//! Where translations stand: a table for people, an object a line for machines.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::pipeline::commands::status::{Buildable, Standing, Status};
use crate::translate::state::State;

/// The states of a translation, in the order of the columns.
pub const STATES: [State; 4] = [
    State::Current,
    State::Stale,
    State::Unconfirmed,
    State::Missing,
];

/// Two tables: what is translated, and what can be built.
pub fn tables(status: &Status) -> String {
    let mut rows = vec![Vec::from(
        ["locale", "article", "segments", "words"].map(str::to_owned),
    )];
    rows[0].extend(STATES.map(|state| state.name().to_owned()));
    rows[0].push("percent".to_owned());
    for standing in &status.standings {
        let counts = &standing.counts;
        let note = match () {
            _ if standing.is_source => " (source)",
            _ if standing.is_begun => " (begun)",
            _ => "",
        };
        let mut row = vec![
            format!("{}{note}", standing.locale),
            standing.article.clone().unwrap_or("labels".to_owned()),
            counts.segments().to_string(),
            counts.words().to_string(),
        ];
        row.extend(STATES.map(|state| counts.of(state).to_string()));
        row.push(format!("{} %", counts.percent()));
        rows.push(row);
    }
    let mut out = columns(&rows, 2);
    if status.artifacts.is_empty() {
        return out;
    }
    let can = status.artifacts.iter().filter(|a| a.reasons.is_empty());
    let _ = write!(
        out,
        "\n{} of {} artifacts can be built today\n",
        can.count(),
        status.artifacts.len()
    );
    let rows = status.artifacts.iter().map(|artifact| {
        let sign = if artifact.reasons.is_empty() {
            "yes"
        } else {
            "no"
        };
        vec![sign.to_owned(), artifact.key.file(), reasons(artifact)]
    });
    out.push_str(&columns(&rows.collect::<Vec<_>>(), 3));
    out
}

/// What stands against an artifact: `2 missing-translation, 1 stale-translation`.
fn reasons(artifact: &Buildable) -> String {
    let all = artifact.reasons.iter();
    let all = all.map(|(code, n)| format!("{n} {code}"));
    all.collect::<Vec<_>>().join(", ")
}

/// Rows with their columns aligned: the first ones to the left, the others, which are numbers, to the right.
fn columns(rows: &[Vec<String>], left: usize) -> String {
    let mut widths: Vec<usize> = Vec::new();
    for row in rows {
        widths.resize(widths.len().max(row.len()), 0);
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let mut out = String::new();
    for row in rows {
        let mut line = String::new();
        for ((at, cell), &width) in row.iter().enumerate().zip(&widths) {
            let _ = match at < left {
                true => write!(line, "{cell:width$}  "),
                false => write!(line, "{cell:>width$}  "),
            };
        }
        let _ = writeln!(out, "{}", line.trim_end());
    }
    out
}

/// The objects: one for each article or labels in each locale, then one for each artifact.
pub fn json(status: &Status) -> Vec<Value> {
    let standings = status.standings.iter().map(standing);
    let artifacts = status.artifacts.iter().map(|artifact| {
        json!({
            "type": "buildable",
            "artifact": artifact.key.file(),
            "article": artifact.key.article,
            "locale": artifact.key.locale,
            "audience": artifact.key.audience,
            "format": artifact.key.format.name(),
            "buildable": artifact.reasons.is_empty(),
            "reasons": artifact.reasons,
        })
    });
    standings.chain(artifacts).collect()
}

fn standing(standing: &Standing) -> Value {
    let counts = &standing.counts;
    let mut value = json!({
        "type": "status",
        "locale": standing.locale,
        "article": standing.article,
        "source": standing.is_source,
        "begun": standing.is_begun,
        "segments": counts.segments(),
        "words": counts.words(),
        "percent": counts.percent(),
    });
    for state in STATES {
        value[state.name()] = counts.of(state).into();
    }
    value
}
