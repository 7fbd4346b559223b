//! Renders the contact sheet: frames and text by the engine, then the copied pages.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use typst_layout::PagedDocument;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::export::sheet::card::Card;
use crate::export::sheet::grid::{Grid, Measures, Place, Title, grid};
use crate::export::thumbnail::{Picture, picture};
use crate::lower::escape::quoted;
use crate::lower::source_map::SourceMap;
use crate::typeset::compile::{Tracer, typeset};
use crate::typeset::layout_loop::Rounds;
use crate::typeset::recording_introspector::Guess;
use crate::typeset::world::Engine;

/// The Typst functions that the sheet's source calls.
const FUNCTIONS: &str = include_str!("sheet.typ");

/// Renders a sheet of cards whose pages are at most `side` pixels long. `accent` is `#` and six hexadecimal digits.
/// `None` after an error, which is reported.
pub fn paint(
    cards: &[&Card],
    side: u32,
    accent: &str,
    engine: &Engine,
    out: &mut Diagnostics,
) -> Option<Picture> {
    let measures = Measures::new(side);
    let grid = grid(cards, &measures);
    let none = BTreeMap::new();
    let world = engine.world(&source(&grid, &measures, accent), &none);
    let map = SourceMap::default();
    let document: PagedDocument =
        typeset(&Tracer::new(&world, &map), Rounds::new(Guess::OnePage), out)?;
    let page = document.pages().first()?;
    let Some(mut sheet) = picture(page, grid.width.max(grid.height)) else {
        out.push(Diagnostic::new(
            Code::Thumbnail,
            "the contact sheet cannot be painted",
        ));
        return None;
    };
    for place in &grid.places {
        sheet.paste(&place.card.picture, place.x, place.y);
    }
    Some(sheet)
}

/// The Typst source of a sheet without its pages. `accent` is `#` and six hexadecimal digits.
pub fn source(grid: &Grid, measures: &Measures, accent: &str) -> String {
    let mut out = FUNCTIONS.to_owned();
    let letters = measures.letters;
    let _ = writeln!(
        out,
        "#show: sheet.with({}pt, {}pt, {letters}pt)",
        grid.width, grid.height
    );
    let accent = quoted(accent);
    for Title { row, x, y } in &grid.titles {
        let (width, height) = (grid.strip, measures.title);
        let [locale, title, language] = [&row.locale, &row.title, &row.language].map(|w| quoted(w));
        let dir = if row.is_rtl { "rtl" } else { "ltr" };
        let _ = writeln!(
            out,
            "#title({x}pt, {y}pt, {width}pt, {height}pt, rgb({accent}), {locale}, {title}, {language}, {dir})"
        );
    }
    let (soft, height) = (measures.gap / 4, measures.caption);
    for Place {
        card,
        x,
        y,
        width,
        caption,
    } in &grid.places
    {
        let Picture {
            width: wide,
            height: high,
            ..
        } = card.picture;
        let [audience, format] = [&card.column.audience, &card.column.format].map(|w| quoted(w));
        let (pages, lies) = (card.pages, wide > high);
        let _ = writeln!(
            out,
            "#frame({x}pt, {y}pt, {wide}pt, {high}pt, {soft})
#caption({x}pt, {caption}pt, {width}pt, {height}pt, {audience}, {format}, {pages}, {lies})"
        );
    }
    out
}
