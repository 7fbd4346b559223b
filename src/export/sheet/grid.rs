//! The layout of the contact sheet, in whole pixels, so that no page is resampled at a fractional position.

use crate::export::sheet::card::{Card, Column, Row};

/// The measures of a sheet, in pixels.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Measures {
    /// The font size of the captions.
    pub letters: u32,
    /// The gap between two pages. It is doubled between articles and tripled between strips.
    pub gap: u32,
    /// The distance from a page to its caption, and from a title to the pages below it.
    pub air: u32,
    /// The height of a title line.
    pub title: u32,
    /// The height of the two caption lines.
    pub caption: u32,
}

impl Measures {
    /// The measures for pages whose longer side has `side` pixels.
    pub fn new(side: u32) -> Self {
        let letters = (side * 9 / 100).clamp(3, 13);
        Self {
            letters,
            gap: (side * 9 / 100).clamp(6, 36),
            air: letters,
            title: letters * 3 / 2,
            caption: letters * 5 / 2,
        }
    }

    /// The distance from the sheet's edge to its content.
    pub fn margin(&self) -> u32 {
        self.gap * 3 / 2
    }
}

/// The title above a row of pages. The position is that of its upper left corner, in pixels.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Title<'a> {
    /// The document.
    pub row: &'a Row,
    /// From the left edge.
    pub x: u32,
    /// From the top edge.
    pub y: u32,
}

/// A page and its position, in pixels.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place<'a> {
    /// The page's artifact.
    pub card: &'a Card,
    /// The left edge of its picture.
    pub x: u32,
    /// The top edge of its picture.
    pub y: u32,
    /// The width of its column, which limits the caption.
    pub width: u32,
    /// The top edge of the caption, the same for a whole row.
    pub caption: u32,
}

/// A laid out sheet, in pixels.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Grid<'a> {
    /// The sheet's width.
    pub width: u32,
    /// The sheet's height.
    pub height: u32,
    /// The width of a row and of its title.
    pub strip: u32,
    /// The titles, one for each row.
    pub titles: Vec<Title<'a>>,
    /// The pages, one for each card.
    pub places: Vec<Place<'a>>,
}

/// The target ratio of width to height of a sheet.
const ASPECT: f64 = 1.4;

/// Lays out the cards; there must be at least one. The rows of an article stay together below each other. If the sheet
/// would become too high, it continues in further strips beside the first one.
pub fn grid<'a>(cards: &[&'a Card], measures: &Measures) -> Grid<'a> {
    let mut columns: Vec<&Column> = Vec::new();
    // Artifacts are sorted by audience first and then by locale, so a row's cards are not adjacent.
    let mut rows: Vec<(&Row, Vec<&Card>)> = Vec::new();
    for &card in cards {
        if !columns.contains(&&card.column) {
            columns.push(&card.column);
        }
        // Searched from the end, as artifacts are sorted by article.
        match rows.iter_mut().rev().find(|(row, _)| **row == card.row) {
            Some((_, cards)) => cards.push(card),
            None => rows.push((&card.row, vec![card])),
        }
    }
    let widths: Vec<u32> = columns
        .iter()
        .map(|column| column_width(cards, column, measures))
        .collect();
    let gaps = measures.gap * widths.len().saturating_sub(1) as u32;
    let strip = widths.iter().sum::<u32>() + gaps;
    let units = units(&rows);
    let strips = strips(&units, strip, measures);
    let mut grid = Grid {
        width: 0,
        height: 0,
        strip,
        titles: Vec::new(),
        places: Vec::new(),
    };
    let mut left = measures.margin();
    for units in units.chunks(units.len().div_ceil(strips).max(1)) {
        let mut top = measures.margin();
        let mut above: Option<&Row> = None;
        for (row, cards) in units.iter().copied().flatten() {
            if above.is_some_and(|above| above.article != row.article) {
                top += measures.gap;
            }
            above = Some(row);
            grid.titles.push(Title {
                row,
                x: left,
                y: top,
            });
            let pages = top + measures.title + measures.air;
            let height = cards.iter().map(|card| card.picture.height).max();
            let bottom = pages + height.unwrap_or(0);
            let mut x = left;
            for (column, width) in columns.iter().zip(&widths) {
                if let Some(card) = cards.iter().find(|card| card.column == **column) {
                    grid.places.push(Place {
                        card,
                        x,
                        y: bottom - card.picture.height,
                        width: *width,
                        caption: bottom + measures.air,
                    });
                }
                x += width + measures.gap;
            }
            top = row_end(bottom, measures);
        }
        grid.height = grid.height.max(top - measures.gap + measures.margin());
        left += strip + 3 * measures.gap;
    }
    grid.width = left - 3 * measures.gap + measures.margin();
    grid
}

/// The top of the next row.
fn row_end(bottom: u32, measures: &Measures) -> u32 {
    bottom + measures.air + measures.caption + measures.gap
}

/// The width of the widest page in a column, or more if captions need it.
fn column_width(cards: &[&Card], column: &Column, measures: &Measures) -> u32 {
    let own = cards.iter().filter(|card| card.column == *column);
    let widest = own.map(|card| card.picture.width).max().unwrap_or(0);
    widest.max(measures.letters * 7)
}

type Rows<'r, 'a> = &'r [(&'a Row, Vec<&'a Card>)];

/// The groups of rows that stay in one strip: those of an article, or single rows if there is only one article.
fn units<'r, 'a>(rows: Rows<'r, 'a>) -> Vec<Rows<'r, 'a>> {
    let articles: Vec<_> = rows
        .chunk_by(|(one, _), (other, _)| one.article == other.article)
        .collect();
    match articles.len() {
        1 => rows.chunks(1).collect(),
        _ => articles,
    }
}

/// The number of strips for which the sheet's ratio of width to height is closest to [`ASPECT`].
fn strips(units: &[Rows], strip: u32, measures: &Measures) -> usize {
    let heights: Vec<u32> = units.iter().map(|rows| height(rows, measures)).collect();
    let aspect = |strips: usize| {
        let each = heights.len().div_ceil(strips).max(1);
        let columns = heights.chunks(each);
        let width = columns.len() as u32 * (strip + 3 * measures.gap);
        let height = columns.map(|c| c.iter().sum::<u32>()).max().unwrap_or(1);
        (f64::from(width) / f64::from(height.max(1)) / ASPECT)
            .ln()
            .abs()
    };
    (1..=units.len())
        .min_by(|a, b| aspect(*a).total_cmp(&aspect(*b)))
        .unwrap_or(1)
}

/// The height of rows below each other, including the gap after the last one.
fn height(rows: Rows, measures: &Measures) -> u32 {
    let row = |(_, cards): &(&Row, Vec<&Card>)| {
        let pages = cards.iter().map(|card| card.picture.height).max();
        row_end(measures.title + measures.air + pages.unwrap_or(0), measures)
    };
    rows.iter().map(row).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::thumbnail::Picture;

    /// Cards for a number of articles, locales and columns; columns alternate between portrait and landscape.
    fn cards(articles: usize, locales: usize, columns: usize) -> Vec<Card> {
        let mut all = Vec::new();
        for article in 0..articles {
            for column in 0..columns {
                for locale in 0..locales {
                    let (width, height) = [(71, 100), (100, 56)][column % 2];
                    all.push(Card {
                        row: Row {
                            article: article.to_string(),
                            locale: locale.to_string(),
                            title: String::new(),
                            language: "en".to_owned(),
                            is_rtl: false,
                        },
                        column: Column {
                            audience: (column / 2).to_string(),
                            format: (column % 2).to_string(),
                        },
                        pages: 1,
                        picture: Picture {
                            width,
                            height,
                            pixels: Vec::new(),
                        },
                    });
                }
            }
        }
        all
    }

    #[test]
    fn nothing_overlaps_or_leaves_the_sheet() {
        let measures = Measures::new(100);
        for (articles, locales, columns) in
            [(1, 1, 1), (1, 2, 6), (1, 24, 6), (50, 6, 6), (3, 1, 5)]
        {
            let cards = cards(articles, locales, columns);
            let grid = grid(&cards.iter().collect::<Vec<_>>(), &measures);
            assert_eq!(grid.places.len(), cards.len());
            assert_eq!(grid.titles.len(), articles * locales);
            let boxes: Vec<_> = grid
                .places
                .iter()
                .map(|p| (p.x, p.y, p.x + p.width, p.caption + measures.caption))
                .collect();
            for (at, a) in boxes.iter().enumerate() {
                assert!(
                    a.2 + measures.margin() <= grid.width && a.3 + measures.margin() <= grid.height
                );
                for b in &boxes[at + 1..] {
                    let apart = a.2 < b.0 || b.2 < a.0 || a.3 < b.1 || b.3 < a.1;
                    assert!(apart, "{a:?} {b:?}");
                }
            }
        }
    }

    #[test]
    fn many_rows_go_on_beside() {
        let measures = Measures::new(100);
        for (articles, locales) in [(1, 24), (50, 6), (7, 2)] {
            let cards = cards(articles, locales, 6);
            let grid = grid(&cards.iter().collect::<Vec<_>>(), &measures);
            let aspect = f64::from(grid.width) / f64::from(grid.height);
            assert!((0.8..2.4).contains(&aspect), "{articles}: {aspect}");
            // Each article is in one strip.
            for pair in grid.titles.windows(2) {
                if articles > 1 && pair[0].row.article == pair[1].row.article {
                    assert_eq!(pair[0].x, pair[1].x);
                }
            }
        }
    }
}
