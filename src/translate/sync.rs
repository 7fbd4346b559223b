//! Synchronizes a translation with its article: edits its catalogue without loss, and updates its lock.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::article::segment::Segment;
use crate::diagnostic::Diagnostics;
use crate::l10n::align::{self, Words};
use crate::l10n::catalogue::{Catalogue, Entry, Kind};
use crate::translate::blocks::{self, Block, OBSOLETE_HEADING, Why};
use crate::translate::lock::{Digest, Lock};
use crate::translate::marking::{self, Plan};
use crate::translate::marks::Marks;
use crate::translate::news::{News, Todo, advance};
use crate::translate::rewrite::{Place, Rewrite};
use crate::translate::source::entry;

/// The maximum number of passes over a broken file.
const PASSES: usize = 8;

/// A message that a translation must have.
pub struct Wanted<'a> {
    /// The message's id.
    pub id: &'a str,
    /// The id that it had before, if it changed.
    pub was: Option<&'a str>,
    /// The segment with its source text.
    pub segment: &'a Segment,
    /// The source text, folded for comparison.
    pub words: &'a Words,
    /// Where it is shown, for the comment.
    pub shown: String,
    /// The heading of its section.
    pub heading: String,
}

/// A synchronized translation.
#[derive(Debug)]
pub struct Synced {
    /// The catalogue's text.
    pub text: String,
    /// The updated records.
    pub lock: Lock,
    /// What to report, by message id: in the order of the article, obsolete messages last.
    pub news: Vec<(String, News)>,
}

/// Synchronizes a translation. `wanted` are all messages in the order of the article. `catalogue` is the current file,
/// or an empty one. A broken file may need several passes; with the result of the last one, nothing changes any more.
pub fn sync(wanted: &[Wanted], catalogue: &Catalogue, lock: &Lock) -> Synced {
    let mut done = once(wanted, catalogue, lock);
    // In a broken file, removing an entry can make later lines parse as an entry, so this repeats until nothing
    // changes.
    for _ in 0..PASSES {
        let text = Arc::from(done.text.as_str());
        let again = Catalogue::parse(&catalogue.file, &text, &mut Diagnostics::default());
        let next = once(wanted, &again, &done.lock);
        if (&next.text, &next.lock) == (&done.text, &done.lock) {
            break;
        }
        done.text = next.text;
        done.lock = next.lock;
        let news = next.news.into_iter();
        let news: Vec<_> = news.filter(|news| !done.news.contains(news)).collect();
        done.news.extend(news);
    }
    done
}

fn once(wanted: &[Wanted], catalogue: &Catalogue, lock: &Lock) -> Synced {
    let mut sync = Sync {
        catalogue,
        // If several entries have the same id, the first one counts.
        entries: catalogue
            .entries
            .iter()
            .rev()
            .filter_map(|e| Some((e.id()?, e)))
            .collect(),
        blocks: BTreeMap::new(),
        ids: wanted.iter().map(|w| w.id).collect(),
        marks: Marks::find(&catalogue.text),
        plans: Vec::new(),
        rewrite: Rewrite::new(&catalogue.text),
        news: Vec::new(),
        lock: lock.clone(),
        returned: 0,
    };
    for block in blocks::find(catalogue) {
        sync.blocks.entry(block.id.clone()).or_default().push(block);
    }
    // The ranges of the messages that are in the file; the others are inserted after their predecessors.
    let known: Vec<Option<Range<usize>>> = wanted.iter().map(|w| sync.place(w)).collect();
    let first = known.iter().flatten().map(|range| range.start).min();
    let is_fresh = first.is_none();
    let mut at = match first {
        Some(first) => Place::Before(first),
        None => Place::Behind(sync.end()),
    };
    let mut heading = "";
    for (one, known) in wanted.iter().zip(&known) {
        if let Some(range) = known {
            at = Place::Behind(range.end);
        }
        // Only a new file gets the headings of the article; headings of existing files are the translator's.
        if is_fresh && one.heading != heading {
            heading = &one.heading;
            sync.rewrite.insert(at, format!("## {heading}\n"));
        }
        sync.message(one, at);
    }
    let kept = sync.leave_out();
    sync.keep_records(&kept);
    let locks = [lock, &sync.lock];
    marking::carry_out(
        catalogue,
        &sync.marks,
        &sync.plans,
        locks,
        &mut sync.rewrite,
    );
    Synced {
        text: sync.rewrite.finish(),
        lock: sync.lock,
        news: sync.news,
    }
}

struct Sync<'a> {
    catalogue: &'a Catalogue,
    entries: BTreeMap<&'a str, &'a Entry>,
    /// Commented out entries, by message id.
    blocks: BTreeMap<String, Vec<Block>>,
    ids: BTreeSet<&'a str>,
    marks: Marks,
    plans: Vec<Plan<'a>>,
    rewrite: Rewrite<'a>,
    news: Vec<(String, News)>,
    lock: Lock,
    /// How many obsolete messages were restored.
    returned: usize,
}

impl<'a> Sync<'a> {
    /// The entry of a message, under its current id or its previous one.
    fn entry(&self, one: &Wanted<'a>) -> Option<&'a Entry> {
        let was = one.was.filter(|was| !self.ids.contains(was));
        let own = self.entries.get(one.id);
        own.or_else(|| self.entries.get(was?)).copied()
    }

    /// The commented out entry of a message. A first line without an entry after it does not count.
    fn block(&self, id: &str, why: Why) -> Option<&Block> {
        let holds = |block: &&Block| !block.entry.trim().is_empty();
        let mut blocks = self.blocks.get(id)?.iter().filter(holds);
        blocks.find(|block| block.why == why)
    }

    /// The range of a message, as an entry or as a comment that requests it.
    fn place(&self, one: &Wanted<'a>) -> Option<Range<usize>> {
        match self.entry(one) {
            Some(entry) => Some(entry.range.clone()),
            None => self
                .block(one.id, Why::Missing)
                .map(|block| block.range.clone()),
        }
    }

    /// The end of the messages in use, before the obsolete ones.
    fn end(&self) -> usize {
        let text = &self.catalogue.text;
        let blocks = self.blocks.values().flatten();
        let obsolete = blocks
            .filter(|b| b.why == Why::Obsolete)
            .map(|b| b.range.start);
        let heading = text.find(OBSOLETE_HEADING);
        let end = obsolete.chain(heading).min().unwrap_or(text.len());
        let used = text[..end].trim_end().len();
        text[used..end]
            .find('\n')
            .map_or(end, |line| used + line + 1)
    }

    /// Updates one message and its record. A message that is absent is inserted at `at`.
    fn message(&mut self, one: &Wanted<'a>, at: Place) {
        let Some(entry) = self.entry(one) else {
            self.absent(one, at);
            return;
        };
        let was = entry.id().unwrap_or(one.id);
        if was != one.id {
            let start = entry.start;
            self.rewrite.replace(start..start + was.len(), one.id);
            self.news(one.id, News::Renamed);
        }
        // The record may be under the previous id even if the entry is not: an earlier run may have been interrupted.
        let old = one.was.filter(|was| !self.ids.contains(was));
        if let Some(record) = old.and_then(|was| self.lock.remove(was)) {
            self.lock.insert(one.id.to_owned(), record);
        }
        for block in self.blocks.get(one.id).cloned().unwrap_or_default() {
            if block.why == Why::Missing {
                self.filled(&block, one);
            }
        }
        let mut plan = Plan {
            id: one.id,
            was: old,
            entry,
            todo: Todo::Keep,
        };
        if let Some(message) = self.catalogue.message(was) {
            let target = Digest::of(&align::message_words(message));
            if let Some(was) = old {
                self.marks.rename(was, one.id);
            }
            let step = advance(&mut self.lock, one.id, one.words, target, &self.marks);
            if let Some(news) = step.news {
                self.news(one.id, news);
            }
            plan.todo = step.mark;
        }
        self.plans.push(plan);
    }

    /// Removes the comment that requested a message, now that it is there. A comment that a person edited is kept.
    fn filled(&mut self, block: &Block, one: &Wanted) {
        if self.is_ours(block, one) {
            self.rewrite.remove(block.range.clone());
        } else if self.is_above_its_message(block) {
            self.rewrite.replace(block.first.clone(), "");
        }
    }

    fn is_above_its_message(&self, block: &Block) -> bool {
        let entry = self.entries.get(block.id.as_str());
        entry.is_some_and(|entry| entry.range.contains(&block.range.start))
    }

    /// Whether a comment is unchanged: it holds the current source text, or the one that was last requested.
    fn is_ours(&self, block: &Block, one: &Wanted) -> bool {
        let asked = self
            .lock
            .get(one.id)
            .and_then(|record| record.asked.clone());
        block.digest.is_some()
            && (block.digest == Some(Digest::of(one.words)) || block.digest == asked)
    }

    /// Handles a message that is absent: restores it from an obsolete one, or requests it by a comment.
    fn absent(&mut self, one: &Wanted<'a>, at: Place) {
        let obsolete = self.block(one.id, Why::Obsolete).cloned();
        if let Some(block) = obsolete.filter(|block| block.digest.is_some()) {
            self.rewrite.remove(block.range);
            self.rewrite.insert(at, block.entry);
            self.returned += 1;
            self.news(one.id, News::Returned);
            return;
        }
        let today = Digest::of(one.words);
        let about = format!("{}, shown in {}", one.segment.kind.name(), one.shown);
        let lines = blocks::missing(one.id, &about, &entry(one.id, one.segment));
        match self.block(one.id, Why::Missing).cloned() {
            Some(block) if block.digest.as_ref() == Some(&today) => {}
            Some(block) if self.is_ours(&block, one) => {
                self.rewrite.replace(block.range, &lines);
                self.news(one.id, News::Missing);
            }
            Some(_) => self.news(one.id, News::Commented),
            None => {
                self.rewrite.insert(at, lines);
                self.news(one.id, News::Missing);
            }
        }
        // The rest of the record is kept, so that a translation that comes back is still confirmed.
        let record = self.lock.entry(one.id.to_owned()).or_default();
        record.asked = Some(today);
        record.marked = None;
    }

    /// Moves messages without a segment to the obsolete ones, and removes requests for them. Returns the ids of all messages that stay
    /// without a segment.
    fn leave_out(&mut self) -> BTreeSet<String> {
        let text = &self.catalogue.text;
        for block in self.blocks.clone().into_values().flatten() {
            let record = self.lock.get(&block.id);
            let asked = record.and_then(|record| record.asked.clone());
            let is_ours = block.digest.is_some() && block.digest == asked;
            if block.why == Why::Missing && !self.ids.contains(block.id.as_str()) && is_ours {
                self.rewrite.remove(block.range);
            }
        }
        let obsolete = self.blocks.values().flatten();
        let obsolete = obsolete.filter(|block| block.why == Why::Obsolete);
        let mut stay: BTreeSet<String> = obsolete.map(|block| block.id.clone()).collect();
        if self.returned > 0 && stay.iter().all(|id| self.ids.contains(id.as_str())) {
            self.rewrite.drop_last(OBSOLETE_HEADING);
        }
        let kept = self.in_use();
        stay.extend(kept.iter().map(|id| (*id).to_owned()));
        for entry in &self.catalogue.entries {
            let Kind::Message(id) = &entry.kind else {
                continue;
            };
            if kept.contains(id.as_str()) || self.rewrite.is_edited(entry.start) {
                continue;
            }
            // A block that is parsed as part of its comment does not belong to it.
            let comment = &text[entry.range.start..entry.start];
            let range = match comment.lines().any(blocks::is_heading) {
                true => entry.start..entry.range.end,
                false => entry.range.clone(),
            };
            let lines = marking::unmarked(text, range.clone(), &self.marks);
            let lines = blocks::obsolete(id, &lines);
            self.rewrite.remove(range);
            self.rewrite.put_last(OBSOLETE_HEADING, lines);
            self.news(id, News::Obsolete);
            stay.insert(id.clone());
        }
        stay
    }

    /// Removes the records of messages that are gone. Those that stay without a segment keep what was confirmed: a text that returns is
    /// as current as it was.
    fn keep_records(&mut self, stay: &BTreeSet<String>) {
        let ids = &self.ids;
        self.lock.retain(|id, record| {
            if ids.contains(id.as_str()) {
                return true;
            }
            (record.asked, record.marked, record.earlier) = (None, None, false);
            stay.contains(id) && record.source.is_some()
        });
    }

    /// The ids of all segments' messages, and of the translator's helper messages that these and terms refer to.
    fn in_use(&self) -> BTreeSet<&'a str> {
        let mut used = self.ids.clone();
        let terms = self
            .catalogue
            .terms
            .iter()
            .flat_map(|term| term.references.keys());
        let mut open: Vec<&'a str> = used
            .iter()
            .copied()
            .chain(terms.map(String::as_str))
            .collect();
        while let Some(id) = open.pop() {
            used.insert(id);
            let message = self.catalogue.message(id);
            let references = message.iter().flat_map(|message| message.references.keys());
            open.extend(
                references
                    .map(String::as_str)
                    .filter(|id| !used.contains(id)),
            );
        }
        used
    }

    fn news(&mut self, id: &str, news: News) {
        self.news.push((id.to_owned(), news));
    }
}
