//! A translation brought up to date with its article: its catalogue by lossless edits, and its lock.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::article::segment::Segment;
use crate::diagnostic::Diagnostics;
use crate::l10n::align::{self, Words};
use crate::l10n::catalogue::{Catalogue, Entry, Kind};
use crate::translate::blocks::{self, Block, OBSOLETE_HEADING, Why};
use crate::translate::lock::{Digest, Lock};
use crate::translate::news::{News, advance};
use crate::translate::rewrite::{Place, Rewrite};
use crate::translate::source::entry;

/// How many times a broken file is synchronized again at most.
const PASSES: usize = 8;

/// One message that a translation must have.
pub struct Wanted<'a> {
    /// The message's id.
    pub id: &'a str,
    /// The id that it had, where it has another one now.
    pub was: Option<&'a str>,
    /// Its source text.
    pub segment: &'a Segment,
    /// Its source text, folded for comparison.
    pub words: &'a Words,
    /// Where it is shown, in words.
    pub shown: String,
    /// The words of its section's group comment.
    pub heading: &'a str,
}

/// A translation as it should be, and what became of its messages.
#[derive(Debug)]
pub struct Synced {
    /// The catalogue's text.
    pub text: String,
    /// What was confirmed for which source text.
    pub lock: Lock,
    /// By message, in the article's order; obsolete ones last.
    pub news: Vec<(String, News)>,
}

/// Brings a translation up to date. `catalogue` is its file as it is, or an empty one.
pub fn sync(wanted: &[Wanted], catalogue: &Catalogue, lock: &Lock) -> Synced {
    let mut done = once(wanted, catalogue, lock);
    // In a broken file, what is moved away can make an entry of lines that were none.
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
        // Of several with one id, the first counts.
        entries: catalogue
            .entries
            .iter()
            .rev()
            .filter_map(|e| Some((e.id()?, e)))
            .collect(),
        blocks: BTreeMap::new(),
        ids: wanted.iter().map(|w| w.id).collect(),
        rewrite: Rewrite::new(&catalogue.text),
        news: Vec::new(),
        lock: lock.clone(),
    };
    for block in blocks::find(catalogue) {
        sync.blocks.entry(block.id.clone()).or_default().push(block);
    }
    // Where each message stands in the file, if it does; and where those that do not belong.
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
        // A new file gets the headings of the article; in others they are the translator's own.
        if is_fresh && one.heading != heading {
            heading = one.heading;
            sync.rewrite.insert(at, format!("## {heading}\n"));
        }
        sync.message(one, at);
    }
    sync.leave_out();
    sync.lock.retain(|id, _| sync.ids.contains(id.as_str()));
    Synced {
        text: sync.rewrite.finish(),
        lock: sync.lock,
        news: sync.news,
    }
}

struct Sync<'a> {
    catalogue: &'a Catalogue,
    entries: BTreeMap<&'a str, &'a Entry>,
    /// By id.
    blocks: BTreeMap<String, Vec<Block>>,
    ids: BTreeSet<&'a str>,
    rewrite: Rewrite<'a>,
    news: Vec<(String, News)>,
    lock: Lock,
}

impl<'a> Sync<'a> {
    /// The entry of a message, under its id or the one that it had.
    fn entry(&self, one: &Wanted<'a>) -> Option<&'a Entry> {
        let was = one.was.filter(|was| !self.ids.contains(was));
        let own = self.entries.get(one.id);
        own.or_else(|| self.entries.get(was?)).copied()
    }

    /// The comment that holds a message. A first line alone, without an entry behind it, holds none.
    fn block(&self, id: &str, why: Why) -> Option<&Block> {
        let holds = |block: &&Block| !block.entry.trim().is_empty();
        let mut blocks = self.blocks.get(id)?.iter().filter(holds);
        blocks.find(|block| block.why == why)
    }

    /// Where a message stands in the file, as an entry or as a comment that asks for it.
    fn place(&self, one: &Wanted<'a>) -> Option<Range<usize>> {
        match self.entry(one) {
            Some(entry) => Some(entry.range.clone()),
            None => self
                .block(one.id, Why::Missing)
                .map(|block| block.range.clone()),
        }
    }

    /// The end of what is in use: obsolete messages stand behind it.
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

    /// Brings one message and its record up to date; `at` is where it belongs if it is not there.
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
        // It may be all that is left to rename, where an earlier run was cut off.
        let old = one.was.filter(|was| !self.ids.contains(was));
        if let Some(record) = old.and_then(|was| self.lock.remove(was)) {
            self.lock.insert(one.id.to_owned(), record);
        }
        for block in self.blocks.get(one.id).cloned().unwrap_or_default() {
            if block.why == Why::Missing {
                self.filled(&block, one);
            }
        }
        if let Some(message) = self.catalogue.message(was) {
            let target = Digest::of(&align::message_words(message));
            if let Some(news) = advance(&mut self.lock, one.id, one.words, target) {
                self.news(one.id, news);
            }
        }
    }

    /// The comment that asked for a message is of no more use; what somebody wrote into it stays.
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

    /// Whether a comment says just what was written into it: the source text of today, or the one last asked for.
    fn is_ours(&self, block: &Block, one: &Wanted) -> bool {
        let asked = self
            .lock
            .get(one.id)
            .and_then(|record| record.asked.clone());
        block.digest.is_some()
            && (block.digest == Some(Digest::of(one.words)) || block.digest == asked)
    }

    /// A message that is not there: it comes back, or is asked for.
    fn absent(&mut self, one: &Wanted<'a>, at: Place) {
        let obsolete = self.block(one.id, Why::Obsolete).cloned();
        if let Some(block) = obsolete.filter(|block| block.digest.is_some()) {
            self.rewrite.remove(block.range);
            self.rewrite.insert(at, block.entry);
            self.lock.remove(one.id);
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
        // What is known of it stays: a translation that comes back is the one that was confirmed.
        self.lock.entry(one.id.to_owned()).or_default().asked = Some(today);
    }

    /// Messages and comments that no segment has any more.
    fn leave_out(&mut self) {
        let text = &self.catalogue.text;
        for block in self.blocks.clone().into_values().flatten() {
            let record = self.lock.get(&block.id);
            let asked = record.and_then(|record| record.asked.clone());
            let is_ours = block.digest.is_some() && block.digest == asked;
            if block.why == Why::Missing && !self.ids.contains(block.id.as_str()) && is_ours {
                self.rewrite.remove(block.range);
            }
        }
        let kept = self.in_use();
        for entry in &self.catalogue.entries {
            let Kind::Message(id) = &entry.kind else {
                continue;
            };
            if kept.contains(id.as_str()) || self.rewrite.is_edited(entry.start) {
                continue;
            }
            // A block in its comment is not its own.
            let comment = &text[entry.range.start..entry.start];
            let range = match comment.lines().any(blocks::is_heading) {
                true => entry.start..entry.range.end,
                false => entry.range.clone(),
            };
            let lines = blocks::obsolete(id, &text[range.clone()]);
            self.rewrite.remove(range);
            self.rewrite.put_last(OBSOLETE_HEADING, lines);
            self.news(id, News::Obsolete);
        }
    }

    /// The messages of segments, and those that they refer to: a translator's own helpers.
    fn in_use(&self) -> BTreeSet<&'a str> {
        let mut used = self.ids.clone();
        let terms = self
            .catalogue
            .terms
            .iter()
            .flat_map(|term| &term.references);
        let mut open: Vec<&'a str> = used
            .iter()
            .copied()
            .chain(terms.map(String::as_str))
            .collect();
        while let Some(id) = open.pop() {
            used.insert(id);
            let message = self.catalogue.message(id);
            let references = message.iter().flat_map(|message| &message.references);
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
