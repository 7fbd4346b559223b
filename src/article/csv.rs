//! Data files: the cells of a CSV file as texts, each with its place.

use csv::{ReaderBuilder, StringRecord, Trim};

use crate::article::ast::{Inline, Text};
use crate::article::invisible;
use crate::article::source::Source;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::origin::{FileId, Origin};

/// Whether a file is one of data, by its name.
pub fn is_data(path: &str) -> bool {
    let end = path
        .rsplit_once('.')
        .map(|(_, end)| end.to_ascii_lowercase());
    matches!(end.as_deref(), Some("csv" | "tsv"))
}

/// A table as written: its heads, and rows of the same length. Empty cells are `None`.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Grid {
    /// The heads of the columns.
    pub head: Vec<Option<Text>>,
    /// The rows below it.
    pub rows: Vec<Vec<Option<Text>>>,
}

/// Reads a data file: cells between commas, semicolons or tabs, whichever the first line has most of. The first row is
/// the head. Cells are plain text. Rows of another length than the head are reported and left out.
pub fn read(file: &FileId, text: &str, out: &mut Diagnostics) -> Grid {
    let mut reader = ReaderBuilder::new()
        .delimiter(separator(text))
        .has_headers(false)
        .flexible(true)
        .trim(Trim::All)
        .from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    let mut grid = Grid::default();
    let mut width = None;
    let mut uneven: Vec<(usize, Origin)> = Vec::new();
    loop {
        let start = usize::try_from(reader.position().byte()).unwrap_or(0);
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                let message = format!("this file is no table: {error}");
                out.push(Diagnostic::new(Code::ChartData, message).at(Origin::file(file)));
                break;
            }
        }
        let end = usize::try_from(reader.position().byte()).unwrap_or(text.len());
        let line = line(text, start, end);
        let written = text.get(line.0..line.1).unwrap_or_default();
        // All lines to the end of the file became one cell.
        if end == text.len() && written.contains('\n') && written.matches('"').count() % 2 == 1 {
            let first = written.lines().next().unwrap_or_default().len();
            let message = "a quote that opens a cell of this row is not closed";
            out.push(
                Diagnostic::new(Code::ChartData, message)
                    .at(Origin::new(file, line.0..line.0 + first))
                    .hint("close it, or leave it out; a quote inside of a cell with quotes is written twice"),
            );
            break;
        }
        let width = *width.get_or_insert(record.len());
        if record.len() != width {
            uneven.push((record.len(), Origin::new(file, line.0..line.1)));
            continue;
        }
        let cells = cells(file, text, line, &record);
        for cell in cells.iter().flatten() {
            let words = cell.plain();
            let source = Source::message(cell.origin.clone(), text);
            invisible::check(&words, &cell.origin, &source, out);
            invisible::unpaired(&cell.inlines, &source, out);
        }
        match grid.head.is_empty() {
            true => grid.head = cells,
            false => grid.rows.push(cells),
        }
    }
    if let Some((count, place)) = uneven.first() {
        let more = match uneven.len() {
            1 => String::new(),
            n => format!(", and {} more rows differ too", n - 1),
        };
        let message = format!(
            "this row has {count} cells, and the first row {}{more}",
            width.unwrap_or(0)
        );
        out.push(
            Diagnostic::new(Code::ChartData, message)
                .at(place.clone())
                .hint("write a separator for each empty cell, and quotes around a cell that holds a separator"),
        );
    }
    grid
}

/// The sign between the cells.
fn separator(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty());
    let count = |sign: char| first.map_or(0, |line| line.matches(sign).count());
    let signs = [',', ';', '\t'].map(|sign| (count(sign), sign));
    // Of equal counts, the last counts: it is less usual in words.
    let most = signs.into_iter().max_by_key(|(count, _)| *count);
    match most {
        Some((1.., ';')) => b';',
        Some((1.., '\t')) => b'\t',
        _ => b',',
    }
}

/// The range of a record without the line ends around it.
fn line(text: &str, start: usize, end: usize) -> (usize, usize) {
    let written = text.get(start..end).unwrap_or_default();
    let before = written.len() - written.trim_start_matches(['\n', '\r']).len();
    (start + before, start + written.trim_end().len().max(before))
}

/// The cells of a record, each with its place: where its words are found in the line, in order; the whole line for words
/// that are written with quotes inside.
fn cells(
    file: &FileId,
    text: &str,
    (start, end): (usize, usize),
    record: &StringRecord,
) -> Vec<Option<Text>> {
    let mut from = start;
    let cell = |words: &str| {
        if words.is_empty() {
            return None;
        }
        let rest = text.get(from..end).unwrap_or_default();
        let range = match rest.find(words) {
            Some(at) => {
                let at = from + at;
                from = at + words.len();
                at..from
            }
            None => start..end,
        };
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        Some(Text::new(
            vec![Inline::Text(words)],
            Origin::new(file, range),
        ))
    };
    record.iter().map(cell).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_have_their_places() {
        let file = FileId::new("seeds/a.csv");
        for text in [
            "year,\"a, b\",c\n2010,1.5,\n\n2011,,\"say \"\"x\"\"\"\r\n",
            "year;a, b;c\n2010;1.5;\n2011;;\"say \"\"x\"\"\"\n",
            "year\ta, b\tc\n2010\t1.5\t\n2011\t\t\"say \"\"x\"\"\"",
        ] {
            let mut out = Diagnostics::default();
            let grid = read(&file, text, &mut out);
            assert!(out.is_empty(), "{out:?}");
            let words = |cells: &[Option<Text>]| -> Vec<String> {
                let cells = cells.iter();
                cells
                    .map(|cell| cell.as_ref().map_or(String::new(), Text::plain))
                    .collect()
            };
            assert_eq!(words(&grid.head), ["year", "a, b", "c"], "{text}");
            assert_eq!(words(&grid.rows[0]), ["2010", "1.5", ""], "{text}");
            assert_eq!(words(&grid.rows[1]), ["2011", "", "say \"x\""], "{text}");
            for cell in grid.head.iter().chain(&grid.rows[0]).flatten() {
                assert_eq!(text[cell.origin.range.clone()], cell.plain(), "{text}");
            }
        }
    }
}
