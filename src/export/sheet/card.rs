//! An artifact on the contact sheet.

use crate::export::thumbnail::Picture;

/// An artifact on the contact sheet. Captions are names of the build matrix, as they are typed in commands; only the
/// title is in the document's language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Card {
    /// The document, which is a row of the sheet.
    pub row: Row,
    /// Audience and format, which are a column of the sheet.
    pub column: Column,
    /// The artifact's number of pages.
    pub pages: usize,
    /// Its first page; the longer side has at most [`side`] pixels.
    pub picture: Picture,
}

/// A document: the cards of a row have it in common.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Row {
    /// The article's name, such as `report`.
    pub article: String,
    /// The locale's tag, such as `fr-CA`.
    pub locale: String,
    /// The document's title, in its language.
    pub title: String,
    /// The language subtag, two or three letters.
    pub language: String,
    /// Whether the document is written from right to left.
    pub is_rtl: bool,
}

/// Audience and format: the cards of a column have them in common.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Column {
    /// The audience's name, such as `public`.
    pub audience: String,
    /// The format's name, followed by that of the edition and a mark for handouts.
    pub format: String,
}

/// The longer side of a page on a sheet of a few artifacts, in pixels.
const SIDE: u32 = 400;
/// The lower limit of [`side`], in pixels: smaller pages would look like dots.
const LEAST: u32 = 12;
/// The approximate maximum area of a sheet, in pixels. Painting takes four bytes of memory for each.
const PIXELS: f64 = 20e6;
/// The approximate maximum width of a row, in pixels.
const WIDTH: u32 = 4800;
/// The area that a card takes on the sheet, as a multiple of the square of its longer side: gaps and captions added,
/// the shorter side deducted.
const SHARE: f64 = 1.3;

/// The longest side of a page, in pixels, with which a sheet of this size can still be opened: 400 for up to a hundred
/// artifacts in a dozen columns, 92 for 1,800.
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
