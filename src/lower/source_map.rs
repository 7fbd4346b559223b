//! Maps bytes of lowered source to the texts that people wrote.

use std::ops::Range;

use crate::article::ast::Key;
use crate::origin::Origin;

/// Whether a text must be on the pages.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Shown {
    /// It is on no page: an address, the path of a picture.
    Never,
    /// If the layout prints it, then completely: the lines of a title block, labels.
    Perhaps,
    /// It must be on the pages with any layout: titles, sections and their footnotes.
    Always,
}

/// How a text stands on the pages.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Form {
    /// As words, which may be in capitals, hyphenated or divided.
    Words,
    /// As code: its lines run from left to right in all languages, and its white space and punctuation are significant.
    Code,
    /// As signs of an equation, which are other characters than those of the source, and may be of several pieces.
    Signs,
    /// As a picture, of which it is the path.
    Picture,
}

/// The origin of a piece of lowered source.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Written {
    /// The message, if it belongs to one.
    pub key: Option<Key>,
    /// The place in the article or in a translator's file.
    pub origin: Origin,
    /// Whether it must be on the pages.
    pub shown: Shown,
    /// What it becomes there.
    pub form: Form,
}

impl Written {
    /// Whether it is an entry of a bibliography: its style words it, so nobody can say it in other words.
    pub fn is_work(&self) -> bool {
        self.key.as_ref().is_some_and(|key| key.id.starts_with('@'))
    }
}

/// A chart, of which a layout may choose what it writes at its axes: all values or some ticks, and some of the categories.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Drawn {
    /// What made it a chart.
    pub origin: Origin,
    /// The lowered chart.
    pub range: Range<usize>,
    /// The names of its categories.
    pub categories: Range<usize>,
    /// Its series, with the labels of their values.
    pub series: Range<usize>,
    /// The ticks of its axis.
    pub ticks: Range<usize>,
}

/// Ranges of lowered source with their origins, sorted and disjoint.
#[derive(Clone, Default, PartialEq, Eq, Hash, Debug)]
pub struct SourceMap {
    written: Vec<(Range<usize>, Written)>,
    /// The charts that must be on the pages.
    pub charts: Vec<Drawn>,
}

impl SourceMap {
    /// Appends a range, which must be after all others.
    pub fn push(&mut self, range: Range<usize>, written: Written) {
        debug_assert!(
            self.written
                .last()
                .is_none_or(|(last, _)| last.end <= range.start)
        );
        self.written.push((range, written));
    }

    /// The origin of the byte at an index. Logarithmic time.
    pub fn get(&self, offset: usize) -> Option<&Written> {
        let after = self
            .written
            .partition_point(|(range, _)| range.start <= offset);
        let (range, written) = self.written.get(after.checked_sub(1)?)?;
        (offset < range.end).then_some(written)
    }

    /// The first origin in a range.
    pub fn within(&self, range: Range<usize>) -> Option<&Written> {
        let first = self
            .written
            .partition_point(|(known, _)| known.end <= range.start);
        let (known, written) = self.written.get(first)?;
        (known.start < range.end).then_some(written)
    }

    /// All ranges, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&Range<usize>, &Written)> {
        self.written.iter().map(|(range, written)| (range, written))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::origin::FileId;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_byte_leads_back(lengths in prop::collection::vec((0usize..4, 1usize..5), 0..12)) {
            let file = FileId::new("a.md");
            let mut map = SourceMap::default();
            let mut owner = Vec::new();
            for (at, (gap, length)) in lengths.iter().enumerate() {
                owner.extend(vec![None; *gap]);
                let start = owner.len();
                owner.extend(vec![Some(at); *length]);
                let origin = Origin::new(&file, at..at);
                map.push(start..start + length, Written { key: None, origin, shown: Shown::Always, form: Form::Words });
            }
            for (offset, expected) in owner.iter().enumerate() {
                let found = map.get(offset).map(|w| w.origin.range.start);
                prop_assert_eq!(found, *expected);
                prop_assert_eq!(map.within(offset..offset + 1).map(|w| w.origin.range.start), *expected);
            }
            prop_assert_eq!(map.get(owner.len()), None);
        }
    }
}
