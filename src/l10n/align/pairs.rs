//! Pairs the segments of the article with the messages of the registry: by place, by equal text, by similarity.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::article::segment::{Kind, Segment, Wish};
use crate::l10n::align::words::{Words, likeness};
use crate::l10n::message::Message;

/// The minimum similarity (0–1) of an edited text to a message in the same place, and to one elsewhere. Determined with
/// edits of real articles: a paragraph of three sentences with one rewritten has a similarity of at least 0.6,
/// unrelated sentences of an article less than 0.3.
const ALIKE_HERE: f64 = 0.4;
const ALIKE_ELSEWHERE: f64 = 0.6;
/// The maximum number of comparisons of texts that stand apart, as the time is quadratic.
const PAIRS: usize = 40_000;

/// The pairs found so far, as indexes in both directions.
pub(super) struct Pairs<'a> {
    pub(super) old: &'a [Words],
    pub(super) new: &'a [Words],
    pub(super) segment_of: Vec<Option<usize>>,
    pub(super) message_of: Vec<Option<usize>>,
}

impl<'a> Pairs<'a> {
    pub(super) fn new(old: &'a [Words], new: &'a [Words]) -> Self {
        Self {
            old,
            new,
            segment_of: vec![None; old.len()],
            message_of: vec![None; new.len()],
        }
    }

    fn join(&mut self, message: usize, segment: usize) {
        if self.is_free(message, segment) {
            self.segment_of[message] = Some(segment);
            self.message_of[segment] = Some(message);
        }
    }

    fn is_free(&self, message: usize, segment: usize) -> bool {
        self.segment_of[message].is_none() && self.message_of[segment].is_none()
    }

    /// Pairs segments with the messages that their places name, for segments whose wish satisfies `is_wanted`.
    pub(super) fn in_place(
        &mut self,
        segments: &[Segment],
        places: &HashMap<&str, usize>,
        is_wanted: impl Fn(&Wish) -> bool,
        fits: &impl Fn(usize, usize) -> bool,
    ) {
        for (at, segment) in segments.iter().enumerate() {
            if !is_wanted(&segment.wish) {
                continue;
            }
            let names = match &segment.wish {
                Wish::Only(id) => [Some(id), None],
                Wish::Named { id, formerly, .. } => [Some(id), formerly.as_ref()],
                Wish::Under(_) => continue,
            };
            let known = names.into_iter().flatten();
            let mut known = known.filter_map(|id| places.get(id.as_str()));
            if let Some(&message) = known.find(|message| fits(**message, at)) {
                self.join(message, at);
            }
        }
    }

    /// Pairs equal texts behind headings that are paired already, and around cells that only one message and one segment have: where sections
    /// or rows change places, texts that several of them have go with their own.
    pub(super) fn beside(&mut self, segments: &[Segment], fits: &impl Fn(usize, usize) -> bool) {
        let is_cell = |segment: &usize| matches!(segments[*segment].kind, Kind::Cell);
        let mut counts: HashMap<&Words, (Vec<usize>, usize)> = HashMap::new();
        for (at, words) in self.old.iter().enumerate() {
            counts.entry(words).or_default().0.push(at);
        }
        for words in self.new {
            counts.entry(words).or_default().1 += 1;
        }
        let mut anchors: Vec<(usize, usize)> = Vec::new();
        for (segment, message) in self.message_of.iter().enumerate() {
            anchors.extend(message.map(|message| (message, segment)));
        }
        for segment in (0..segments.len()).filter(is_cell) {
            if let Some((messages, 1)) = counts.get(&self.new[segment])
                && let [message] = messages[..]
                && fits(message, segment)
                && self.is_free(message, segment)
            {
                self.join(message, segment);
                anchors.push((message, segment));
            }
        }
        for is_forward in [true, false] {
            let step = |at: usize| match is_forward {
                true => Some(at + 1),
                false => at.checked_sub(1),
            };
            for &(message, segment) in &anchors {
                let is_row = is_cell(&segment);
                // What stands before a heading belongs to another section.
                if !is_forward && !is_row {
                    continue;
                }
                let (mut message, mut segment) = (message, segment);
                while let (Some(m), Some(s)) = (step(message), step(segment)) {
                    (message, segment) = (m, s);
                    let is_there = m < self.old.len() && s < self.new.len();
                    if !is_there || is_row && !is_cell(&s) {
                        break;
                    }
                    if self.message_of[s] == Some(m) {
                        continue;
                    }
                    if !self.is_free(m, s) || self.old[m] != self.new[s] || !fits(m, s) {
                        break;
                    }
                    self.join(m, s);
                }
            }
        }
    }

    /// Pairs equal texts that are in the same order in both, so that identical paragraphs keep their messages.
    pub(super) fn in_sequence(&mut self, fits: &impl Fn(usize, usize) -> bool) {
        for op in capture_diff_slices(Algorithm::Myers, self.old, self.new) {
            if let DiffOp::Equal {
                old_index,
                new_index,
                len,
            } = op
            {
                for (message, segment) in (0..len).map(|n| (old_index + n, new_index + n)) {
                    if fits(message, segment) {
                        self.join(message, segment);
                    }
                }
            }
        }
    }

    /// Pairs equal texts anywhere; messages whose ids have the segment's prefix are taken first.
    pub(super) fn elsewhere(
        &mut self,
        messages: &[&Message],
        segments: &[Segment],
        fits: &impl Fn(usize, usize) -> bool,
    ) {
        let mut known: BTreeMap<&Words, VecDeque<usize>> = BTreeMap::new();
        for (at, words) in self.old.iter().enumerate() {
            if self.segment_of[at].is_none() {
                known.entry(words).or_default().push_back(at);
            }
        }
        for only_under_its_prefix in [true, false] {
            for (at, segment) in segments.iter().enumerate() {
                if self.message_of[at].is_some() {
                    continue;
                }
                let Some(candidates) = known.get_mut(&self.new[at]) else {
                    continue;
                };
                let under = |candidate: &usize| {
                    let rest = messages[*candidate].id.strip_prefix(segment.prefix());
                    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
                };
                let found = candidates.iter().position(|candidate| {
                    (!only_under_its_prefix || under(candidate)) && fits(*candidate, at)
                });
                if let Some(message) = found.and_then(|found| candidates.remove(found)) {
                    self.join(message, at);
                }
            }
        }
    }

    /// Pairs the remaining texts between two pairs that did not move, the most similar first.
    pub(super) fn alike_in_gaps(&mut self, fits: &impl Fn(usize, usize) -> bool) {
        for (messages, segments) in self.gaps() {
            self.alike(&messages, &segments, ALIKE_HERE, fits);
        }
    }

    /// Pairs the remaining texts anywhere.
    pub(super) fn alike_anywhere(&mut self, fits: &impl Fn(usize, usize) -> bool) {
        let messages: Vec<_> = (0..self.old.len())
            .filter(|m| self.segment_of[*m].is_none())
            .collect();
        let segments: Vec<_> = (0..self.new.len())
            .filter(|s| self.message_of[*s].is_none())
            .collect();
        self.alike(&messages, &segments, ALIKE_ELSEWHERE, fits);
    }

    fn alike(
        &mut self,
        messages: &[usize],
        segments: &[usize],
        least: f64,
        fits: &impl Fn(usize, usize) -> bool,
    ) {
        if messages.len().saturating_mul(segments.len()) > PAIRS {
            return;
        }
        let mut found = Vec::new();
        for &message in messages {
            for &segment in segments.iter().filter(|&&s| fits(message, s)) {
                let alike = likeness(&self.old[message], &self.new[segment]);
                if alike >= least {
                    found.push((alike, message, segment));
                }
            }
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        for (_, message, segment) in found {
            self.join(message, segment);
        }
    }

    /// The unpaired messages and segments between neighbouring pairs that did not move.
    fn gaps(&self) -> Vec<(Vec<usize>, Vec<usize>)> {
        let mut gaps = Vec::new();
        let mut add = |messages: Range<usize>, segments: Range<usize>| {
            let messages: Vec<_> = messages.filter(|m| self.segment_of[*m].is_none()).collect();
            let segments: Vec<_> = segments.filter(|s| self.message_of[*s].is_none()).collect();
            if !messages.is_empty() && !segments.is_empty() {
                gaps.push((messages, segments));
            }
        };
        let (mut message, mut segment) = (0, 0);
        let moved = self.moved();
        for (at, was) in self.message_of.iter().enumerate() {
            if let Some(was) = was.filter(|_| !moved.contains(&at)) {
                add(message..was, segment..at);
                (message, segment) = (was + 1, at + 1);
            }
        }
        add(message..self.old.len(), segment..self.new.len());
        gaps
    }

    /// The indexes of segments whose order differs from that of their messages.
    pub(super) fn moved(&self) -> BTreeSet<usize> {
        let order: Vec<usize> = self.message_of.iter().flatten().copied().collect();
        if order.is_sorted() {
            return BTreeSet::new();
        }
        let mut sorted = order.clone();
        sorted.sort_unstable();
        let mut stayed = BTreeSet::new();
        for op in capture_diff_slices(Algorithm::Myers, &sorted, &order) {
            if let DiffOp::Equal { new_index, len, .. } = op {
                stayed.extend(order[new_index..new_index + len].iter().copied());
            }
        }
        let with_message = self.message_of.iter().enumerate();
        let moved = with_message.filter(|(_, was)| was.is_some_and(|was| !stayed.contains(&was)));
        moved.map(|(at, _)| at).collect()
    }
}
