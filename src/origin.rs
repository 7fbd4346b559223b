//! Places in files: project paths, byte ranges, lines and columns.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// A file by its path from the project root, with forward slashes (`i18n/en/labels.ftl`). Cloning is cheap.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(Arc<str>);

impl FileId {
    /// The file with this path; a leading slash is removed.
    pub fn new(path: impl AsRef<str>) -> Self {
        Self(Arc::from(path.as_ref().trim_start_matches('/')))
    }

    /// The path from the project root, without a leading slash.
    pub fn path(&self) -> &str {
        &self.0
    }

    /// The file name without its extension.
    pub fn stem(&self) -> &str {
        let name = self.0.rsplit('/').next().unwrap_or(&self.0);
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }
}

impl fmt::Display for FileId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for FileId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A byte range in the text of a file, counted without a byte order mark.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Origin {
    /// The file.
    pub file: FileId,
    /// The byte range in the text.
    pub range: Range<usize>,
}

impl Origin {
    /// A range of a file's text.
    pub fn new(file: &FileId, range: Range<usize>) -> Self {
        Self {
            file: file.clone(),
            range,
        }
    }

    /// The start of a file, for findings about the file as a whole.
    pub fn file(file: &FileId) -> Self {
        Self::new(file, 0..0)
    }
}

/// A place for people.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Position {
    /// 1-based.
    pub line: usize,
    /// 1-based, in characters.
    pub column: usize,
}

/// The byte indexes at which the lines of a text start.
#[derive(Clone, Debug)]
pub struct LineIndex(Vec<usize>);

impl LineIndex {
    /// Indexes a text in linear time. LF and CRLF end a line.
    pub fn new(text: &str) -> Self {
        let starts = text.match_indices('\n').map(|(at, _)| at + 1);
        Self(std::iter::once(0).chain(starts).collect())
    }

    /// The line and column of a byte index. An index beyond the end is the end.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let offset = floor_char(text, offset);
        let line = self.0.partition_point(|&start| start <= offset);
        let start = self.0[line - 1];
        Position {
            line,
            column: text[start..offset].chars().count() + 1,
        }
    }

    /// The byte index of a 1-based line and a 1-based column in bytes, within the text.
    pub fn offset(&self, text: &str, line: usize, byte_column: usize) -> usize {
        let start = self
            .0
            .get(line.saturating_sub(1))
            .copied()
            .unwrap_or(text.len());
        floor_char(text, start + byte_column.saturating_sub(1))
    }

    /// What stands on a line from a byte column on, both counted from 1, without the line end. Empty beyond the end, and inside of a character.
    pub fn rest<'t>(&self, text: &'t str, line: usize, byte_column: usize) -> &'t str {
        let rest = text.get(self.offset(text, line, byte_column)..);
        rest.unwrap_or_default().lines().next().unwrap_or_default()
    }
}

/// A text that findings quote, with the places of its lines.
#[derive(Debug)]
pub struct Quoted {
    text: Arc<str>,
    lines: LineIndex,
}

impl Quoted {
    /// Indexes the lines of a text.
    pub fn new(text: Arc<str>) -> Self {
        let lines = LineIndex::new(&text);
        Self { text, lines }
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The line and column of a byte index. An index beyond the end is the end.
    pub fn position(&self, offset: usize) -> Position {
        self.lines.position(&self.text, offset)
    }

    /// The byte index of the start of a line, counted from 1, and its text without the line end.
    pub fn line(&self, line: usize) -> (usize, &str) {
        let start = self.lines.offset(&self.text, line, 1);
        (start, self.lines.rest(&self.text, line, 1))
    }
}

/// The last character boundary at or before a byte index.
pub fn floor_char(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_and_survive_any_offset() {
        let text = "été\r\nà\n";
        let index = LineIndex::new(text);
        let at = |offset| {
            let Position { line, column } = index.position(text, offset);
            (line, column)
        };
        assert_eq!(at(0), (1, 1));
        assert_eq!(at(2), (1, 2));
        assert_eq!(at(7), (2, 1));
        assert_eq!(at(8), (2, 1)); // within `à`
        assert_eq!(at(999), (3, 1));
        assert_eq!(index.offset(text, 2, 3), 9);
        assert_eq!(index.offset(text, 99, 1), text.len());
    }
}
