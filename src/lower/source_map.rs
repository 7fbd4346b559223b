//! From the bytes of lowered source back to the texts that a person wrote.

use std::ops::Range;

use crate::article::ast::Key;
use crate::origin::Origin;

/// Whether readers see a text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Shown {
    /// On no page: an address, a picture's file.
    Never,
    /// Where the layout prints it, and then whole: the lines of a title block, labels.
    Perhaps,
    /// Whatever the layout: titles, sections and their footnotes.
    Always,
}

/// What a piece of lowered source was made from.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Written {
    /// The message, where it is one.
    pub key: Option<Key>,
    /// The place in the article, or in a translator's file.
    pub origin: Origin,
    /// Whether it must stand on the pages.
    pub shown: Shown,
    /// Whether it is a block of code: its lines go from left to right in all languages, and every sign of them counts.
    pub is_code: bool,
}

/// Ranges of lowered source with what they were made from, in order, none inside another.
#[derive(Clone, Default, PartialEq, Eq, Hash, Debug)]
pub struct SourceMap(Vec<(Range<usize>, Written)>);

impl SourceMap {
    /// Records that a range, behind all that are recorded, was made from something.
    pub fn push(&mut self, range: Range<usize>, written: Written) {
        debug_assert!(
            self.0
                .last()
                .is_none_or(|(last, _)| last.end <= range.start)
        );
        self.0.push((range, written));
    }

    /// What the byte at an offset was made from.
    pub fn get(&self, offset: usize) -> Option<&Written> {
        let after = self.0.partition_point(|(range, _)| range.start <= offset);
        let (range, written) = self.0.get(after.checked_sub(1)?)?;
        (offset < range.end).then_some(written)
    }

    /// What any byte of a range was made from: the first that is known.
    pub fn within(&self, range: Range<usize>) -> Option<&Written> {
        let first = self
            .0
            .partition_point(|(known, _)| known.end <= range.start);
        let (known, written) = self.0.get(first)?;
        (known.start < range.end).then_some(written)
    }

    /// All recorded ranges, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&Range<usize>, &Written)> {
        self.0.iter().map(|(range, written)| (range, written))
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
                map.push(start..start + length, Written { key: None, origin, shown: Shown::Always, is_code: false });
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
