//! A spreadsheet (Office Open XML, ECMA-376), for Excel and LibreOffice. Markup stays as typed.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{DataRef, Reader, Xlsx};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};

use crate::exchange::content;
use crate::exchange::limits;
use crate::exchange::returned::{At, Fault, Returned, ReturnedUnit, Words};
use crate::exchange::unit::Package;

/// The sheets.
const TEXTS: &str = "Translations";
const GLOSSARY: &str = "Glossary";
const ABOUT: &str = "About";
/// The columns of the texts, with their widths in characters.
const COLUMNS: [(&str, f64); 8] = [
    ("Article", 16.0),
    ("Id", 30.0),
    ("State", 13.0),
    ("Source", 60.0),
    (TRANSLATION, 60.0),
    ("Notes", 40.0),
    ("What changed", 40.0),
    (STAMP, 18.0),
];
const TRANSLATION: &str = "Translation";
const STAMP: &str = "Digests";
/// The column of the translations, the only one to edit.
const EDITED: u16 = 4;
/// The row of `About` that names the language.
const LANGUAGE: &str = "Language";
/// The number of characters that a cell can hold (ECMA-376, and Excel's own limit).
const LONGEST: usize = 32_767;
/// Rows and columns beyond are not read: a file of a few bytes can name a cell in the last row of the last column.
const MOST: (u32, u32) = (200_000, 64);

/// Writes a file.
///
/// # Errors
///
/// Where a text is longer than a cell can hold.
pub fn write(package: &Package) -> Result<Vec<u8>, String> {
    workbook(package).map_err(|error| match error {
        XlsxError::MaxStringLengthExceeded => {
            format!("a text has more than {LONGEST} characters, which no cell of a spreadsheet can hold: take another format")
        }
        error => format!("the spreadsheet cannot be written: {error}"),
    })
}

fn workbook(package: &Package) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // Same inputs, same bytes: no clock.
    let dated = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&dated));
    texts(book.add_worksheet(), package)?;
    let sheet = book.add_worksheet().set_name(GLOSSARY)?;
    header(sheet, &[("Source", 40.0), (TRANSLATION, 40.0)])?;
    for (row, (source, targets)) in (1..).zip(&package.glossary) {
        sheet.write_string(row, 0, source)?;
        sheet.write_string(row, 1, targets.join(", "))?;
    }
    let sheet = book.add_worksheet().set_name(ABOUT)?;
    let about = [
        (LANGUAGE, package.locale.as_str()),
        ("Source language", &package.source),
        (
            "How to",
            "Edit the column “Translation” alone. Keep marks such as **…**, `…`, […](…), [^…] and { … } as they are.",
        ),
    ];
    for (row, (name, value)) in (0..).zip(about) {
        sheet.write_string(row, 0, name)?;
        sheet.write_string(row, 1, value)?;
    }
    sheet.set_column_width(0, 18)?.set_column_width(1, 80)?;
    book.save_to_buffer()
}

fn texts(sheet: &mut Worksheet, package: &Package) -> Result<(), XlsxError> {
    sheet.set_name(TEXTS)?;
    header(sheet, &COLUMNS)?;
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    // As text: `=1+1` or `1/2` is no formula and no date.
    let edited = wrapped
        .clone()
        .set_num_format("@")
        .set_background_color(Color::RGB(0xFF_F8_E1));
    let units = package
        .files
        .iter()
        .flat_map(|file| file.units.iter().map(move |unit| (file, unit)));
    let mut last = 0;
    for (row, (file, unit)) in (1..).zip(units) {
        let target = unit.translation().map(content::typed);
        let notes = unit.notes.iter().map(String::as_str);
        let change = unit
            .all_notes()
            .into_iter()
            .filter(|(kind, _)| *kind != "context");
        let cells = [
            file.name.clone(),
            unit.id.clone(),
            unit.state.name().to_owned(),
            content::typed(&unit.source),
            target.unwrap_or_default(),
            notes.collect::<Vec<_>>().join("\n"),
            change.map(|(_, note)| note).collect::<Vec<_>>().join("\n"),
            unit.stamp(&package.locale).text(),
        ];
        for (column, cell) in (0..).zip(&cells) {
            let format = if column == EDITED { &edited } else { &wrapped };
            match cell.is_empty() {
                true => sheet.write_blank(row, column, format)?,
                false => sheet.write_string_with_format(row, column, cell, format)?,
            };
        }
        last = row;
    }
    let right = u16::try_from(COLUMNS.len()).unwrap_or(u16::MAX) - 1;
    sheet.autofilter(0, 0, last, right)?;
    sheet.set_freeze_panes(1, 2)?;
    Ok(())
}

fn header(sheet: &mut Worksheet, columns: &[(&str, f64)]) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    for (at, (name, width)) in (0..).zip(columns) {
        sheet.write_string_with_format(0, at, *name, &bold)?;
        sheet.set_column_width(at, *width)?;
    }
    Ok(())
}

/// The cells of a sheet, by row and column from 0; what a translation cannot be is an error.
type Rows = BTreeMap<u32, BTreeMap<u32, Result<String, &'static str>>>;

/// Reads a file.
pub fn read(bytes: &[u8]) -> Returned {
    let mut returned = Returned::default();
    let whole = |message: String| {
        let fault = Fault::new(At::default(), message);
        fault.hint("save it anew as .xlsx, as a whole and without a password")
    };
    if let Err(fault) = limits::archive(bytes) {
        returned.faults.push(fault);
        return returned;
    }
    let mut book = match Xlsx::new(Cursor::new(bytes)) {
        Ok(book) => book,
        Err(error) => {
            returned
                .faults
                .push(whole(format!("the spreadsheet cannot be read: {error}")));
            return returned;
        }
    };
    let mut is_found = false;
    for name in book.sheet_names() {
        let rows = match rows(&mut book, &name) {
            Ok(rows) => rows,
            Err(error) => {
                returned
                    .faults
                    .push(whole(format!("the sheet `{name}` cannot be read: {error}")));
                continue;
            }
        };
        let named = |row: &BTreeMap<u32, Result<String, _>>, name: &str| {
            let mut cells = row.iter();
            cells
                .find(|(_, cell)| cell.as_deref() == Ok(name))
                .map(|(at, _)| *at)
        };
        for row in rows.values() {
            let language = row.get(&1).and_then(|cell| cell.clone().ok());
            if let (Some(0), Some(language)) = (named(row, LANGUAGE), language)
                && returned.locale.is_empty()
            {
                returned.locale = language.trim().to_owned();
            }
        }
        // People write titles of their own above.
        let columns = rows.iter().find_map(|(number, titles)| {
            let columns =
                ["Article", "Id", "Source", TRANSLATION, STAMP].map(|title| named(titles, title));
            match columns {
                [Some(article), Some(id), source, Some(target), stamp] => {
                    Some((*number, article, id, source, target, stamp))
                }
                _ => None,
            }
        });
        let Some((first, article, id, source, target, stamp)) = columns else {
            continue;
        };
        is_found = true;
        for (number, row) in rows.range(first + 1..) {
            let at = At::Row(name.clone(), *number as usize + 1);
            let cell = |column: Option<u32>| {
                column
                    .and_then(|at| row.get(&at)?.clone().ok())
                    .unwrap_or_default()
            };
            match row.get(&target) {
                Some(Err(what)) => {
                    let message = format!("the translation of `{}` is {what}", cell(Some(id)));
                    returned.faults.push(
                        Fault::new(at, message)
                            .hint("format the cell as text, and type the words anew"),
                    );
                }
                // Rows that people added below, and titles of their own.
                _ if cell(Some(id)).is_empty() && cell(Some(target)).is_empty() => {}
                _ => returned.units.push(ReturnedUnit {
                    at,
                    article: cell(Some(article)),
                    id: cell(Some(id)),
                    stamp: cell(stamp).trim().to_owned(),
                    source: Words::Typed(cell(source)),
                    target: Words::Typed(cell(Some(target))),
                    is_unfinished: false,
                }),
            }
        }
    }
    if !is_found {
        let fault = Fault::new(
            At::default(),
            "no sheet has the columns `Article`, `Id` and `Translation`",
        );
        returned
            .faults
            .push(fault.hint("keep the titles of the columns as `fluentpress export` wrote them"));
    }
    returned
}

fn rows(book: &mut Xlsx<Cursor<&[u8]>>, sheet: &str) -> Result<Rows, calamine::XlsxError> {
    let mut cells = book.worksheet_cells_reader(sheet)?;
    let mut rows = Rows::new();
    while let Some(cell) = cells.next_cell()? {
        let (row, column) = cell.get_position();
        if row >= MOST.0 || column >= MOST.1 {
            continue;
        }
        let value = match cell.get_value() {
            DataRef::Empty => continue,
            DataRef::String(text) => Ok(text.clone()),
            DataRef::SharedString(text) => Ok((*text).to_owned()),
            // 12 % is 0.12.
            DataRef::Int(_) | DataRef::Float(_) => Err("a number, not text"),
            DataRef::Bool(_) => Err("a truth value, not text"),
            DataRef::DateTime(_) | DataRef::DateTimeIso(_) | DataRef::DurationIso(_) => {
                Err("a date, not text")
            }
            DataRef::Error(_) => Err("an error of a formula, not text"),
        };
        let value = value.and_then(|text| match text.chars().count() > LONGEST {
            true => Err("longer than a cell can be"),
            false => Ok(text),
        });
        rows.entry(row).or_default().insert(column, value);
    }
    drop(cells);
    formulas(book, sheet, &mut rows)?;
    Ok(rows)
}

/// Adds the formulas that have no text as their result.
fn formulas(
    book: &mut Xlsx<Cursor<&[u8]>>,
    sheet: &str,
    rows: &mut Rows,
) -> Result<(), calamine::XlsxError> {
    let mut cells = book.worksheet_cells_reader(sheet)?;
    while let Some(cell) = cells.next_formula()? {
        let (row, column) = cell.get_position();
        if cell.get_value().is_empty() || row >= MOST.0 || column >= MOST.1 {
            continue;
        }
        let row = rows.entry(row).or_default();
        if row
            .get(&column)
            .is_none_or(|cell| cell.as_deref() == Ok(""))
        {
            row.insert(column, Err("a formula, not text"));
        }
    }
    Ok(())
}
