//! An artifact as the contact sheet shows it.

use crate::export::thumbnail::Picture;

/// The words under a page and over its row are names of the matrix, as they are typed; only the title is in a language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Card {
    /// The row.
    pub row: Row,
    /// The column.
    pub column: Column,
    /// How many pages the artifact has.
    pub pages: usize,
    /// Its first page, at most [`side`] pixels long.
    pub picture: Picture,
}

/// A document: what the cards beside each other have in common.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Row {
    /// The article's name.
    pub article: String,
    /// The locale's name.
    pub locale: String,
    /// The document's title.
    pub title: String,
    /// The language as two or three letters.
    pub language: String,
    /// Whether it is read from right to left.
    pub is_rtl: bool,
}

/// What the cards below each other have in common.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Column {
    /// The audience's name.
    pub audience: String,
    /// The format's name; behind it that of the edition, and whether it is a handout.
    pub format: String,
}

/// The longest side of a page on a sheet of a few artifacts, in pixels.
const SIDE: u32 = 400;
/// No page is made smaller, but for a thumbnail that is: it would be a dot.
const LEAST: u32 = 12;
/// How many pixels a sheet may have, about. The sheet's picture takes four bytes for each while it is painted.
const PIXELS: f64 = 20e6;
/// How wide a row may be, about, in pixels.
const WIDTH: u32 = 4800;
/// What a card takes of the sheet, as a multiple of the square of its longest side: gaps and words, less what the
/// shorter side leaves free.
const SHARE: f64 = 1.3;

/// How long the longer side of a page may be, in pixels, so that a sheet of so many artifacts in so many columns stays a
/// picture that can be opened: 400 up to a hundred of them in a dozen columns, 92 for 1,800.
pub fn side(artifacts: usize, columns: usize) -> u32 {
    let fits = (PIXELS / (SHARE * artifacts.max(1) as f64)).sqrt();
    (fits as u32)
        .min(WIDTH / (columns.max(1) as u32))
        .clamp(LEAST, SIDE)
}

#[cfg(test)]
mod tests {
    use super::side;

    #[test]
    fn pages_are_small_where_they_are_many() {
        let sides = [0, 1, 12, 96, 200, 1800, 100_000, 1_000_000].map(|n| side(n, 6));
        assert_eq!(sides, [400, 400, 400, 400, 277, 92, 12, 12]);
        assert_eq!([12, 40].map(|columns| side(40, columns)), [400, 120]);
    }
}
