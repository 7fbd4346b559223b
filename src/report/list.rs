//! What would be built: a table for people, an object a line for machines.

use serde_json::{Value, json};

use crate::pipeline::commands::list::Listed;

/// A table. The edition has a column where there is another one than the screen's.
pub fn table(all: &[Listed]) -> String {
    let kind = |listed: &Listed| match listed.key.is_handout {
        true => "handout".to_owned(),
        false => listed.key.format.name().to_owned(),
    };
    let row = |listed: &Listed| {
        vec![
            listed.file.clone(),
            listed.key.article.clone(),
            listed.key.audience.clone(),
            kind(listed),
            listed.key.locale.clone(),
            listed.key.edition.name().to_owned(),
        ]
    };
    let head = ["file", "article", "audience", "format", "locale", "edition"];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    rows.extend(all.iter().map(row));
    columns(&rows)
}

/// Rows of cells, aligned to the left; two spaces between columns.
fn columns(rows: &[Vec<String>]) -> String {
    let count = rows.first().map_or(0, Vec::len);
    let width = |at: usize| {
        rows.iter()
            .filter_map(|row| Some(row.get(at)?.chars().count()))
            .max()
    };
    let widths: Vec<usize> = (0..count).map(|at| width(at).unwrap_or(0)).collect();
    let mut out = String::new();
    for row in rows {
        let cells = row
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("{cell:width$}"));
        out.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
        out.push('\n');
    }
    out
}

/// One object for each artifact, with the names of the manifest.
pub fn json(all: &[Listed]) -> impl Iterator<Item = Value> {
    all.iter().map(|listed| {
        json!({
            "type": "planned",
            "file": listed.file,
            "article": listed.key.article,
            "audience": listed.key.audience,
            "format": listed.key.format.name(),
            "locale": listed.key.locale,
            "edition": listed.key.edition.name(),
            "handout": listed.key.is_handout,
            "title": listed.title,
        })
    })
}
