//! A translation brought up to date with its article: its catalogue by lossless edits, and its lock.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::article::segment::Segment;
use crate::diagnostic::Diagnostics;
use crate::l10n::align::{self, Words};
use crate::l10n::catalogue::{Catalogue, Entry, Kind};
use crate::l10n::splice::{Edit, apply, line_ending};
use crate::translate::blocks::{self, Block, OBSOLETE_HEADING, Why};
use crate::translate::lock::{Digest, Lock, Record, State, seen};
use crate::translate::source::entry;

/// How often a broken file is looked at anew.
const PASSES: usize = 8;

/// One message that a translation must have.
pub struct Wanted<'a> {
    /// Its id.
    pub id: &'a str,
    /// The id that it had, where it has another one now.
    pub was: Option<&'a str>,
    /// What it says in the source language.
    pub segment: &'a Segment,
    /// The same, to compare.
    pub words: &'a Words,
    /// Where it is shown, in words.
    pub shown: String,
    /// The words of its section's group comment.
    pub heading: &'a str,
}

/// What became of one message of a translation.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum News {
    /// It has another id now.
    Renamed,
    /// A new translation was made for the text that was asked for.
    Confirmed,
    /// Its source text is in the article again.
    Returned,
    /// Its source text is gone; it is kept as a comment.
    Obsolete,
    /// Its source text changed: a new translation is asked for.
    Stale,
    /// Nobody said what it was made from.
    Unconfirmed,
    /// It is not translated.
    Missing,
    /// It is not translated, and somebody wrote into its comment.
    Commented,
}

impl News {
    /// The word for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Renamed => "renamed",
            Self::Confirmed => "confirmed",
            Self::Returned => "returned",
            Self::Obsolete => "obsolete",
            Self::Stale => "stale",
            Self::Unconfirmed => "unconfirmed",
            Self::Missing => "missing",
            Self::Commented => "still a comment",
        }
    }
}

/// A translation as it should be, and what became of its messages.
#[derive(Debug)]
pub struct Synced {
    /// The catalogue's text.
    pub text: String,
    /// The lock.
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
        blocks: blocks::find(catalogue),
        ids: wanted.iter().map(|w| w.id).collect(),
        inserted: BTreeMap::new(),
        gone: Vec::new(),
        edits: Vec::new(),
        news: Vec::new(),
        lock: lock.clone(),
    };
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
            sync.insert(at, format!("## {heading}\n"));
        }
        sync.message(one, at);
    }
    sync.leave_out();
    sync.lock.retain(|id, _| sync.ids.contains(id.as_str()));
    sync.finish()
}

/// Where something new belongs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// Behind what ends there.
    Behind(usize),
    /// Before what starts there.
    Before(usize),
}

struct Sync<'a> {
    catalogue: &'a Catalogue,
    entries: BTreeMap<&'a str, &'a Entry>,
    blocks: Vec<Block>,
    ids: BTreeSet<&'a str>,
    inserted: BTreeMap<Place, Vec<String>>,
    /// Obsolete entries, as comments.
    gone: Vec<String>,
    edits: Vec<Edit>,
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
        let mut blocks = self.blocks.iter().filter(holds);
        blocks.find(|block| block.id == id && block.why == why)
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
        let obsolete = self
            .blocks
            .iter()
            .filter(|b| b.why == Why::Obsolete)
            .map(|b| b.range.start);
        let heading = text.find(OBSOLETE_HEADING);
        let end = obsolete.chain(heading).min().unwrap_or(text.len());
        let used = text[..end].trim_end().len();
        text[used..end]
            .find('\n')
            .map_or(end, |line| used + line + 1)
    }

    fn insert(&mut self, at: Place, lines: String) {
        self.inserted.entry(at).or_default().push(lines);
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
            self.edits
                .push(Edit::replace(start..start + was.len(), one.id));
            if let Some(record) = self.lock.remove(was) {
                self.lock.insert(one.id.to_owned(), record);
            }
            self.news(one.id, News::Renamed);
        }
        let blocks = self
            .blocks
            .iter()
            .filter(|b| b.id == one.id && b.why == Why::Missing);
        for block in blocks.cloned().collect::<Vec<_>>() {
            self.filled(&block, one);
        }
        if let Some(message) = self.catalogue.message(was) {
            let target = Digest::of(&align::message_words(message));
            self.record(one, target);
        }
    }

    /// The comment that asked for a message is of no more use; what somebody wrote into it stays.
    fn filled(&mut self, block: &Block, one: &Wanted) {
        if self.is_ours(block, one) {
            self.remove(block.range.clone());
        } else if self.is_above_its_message(block) {
            self.edits.push(Edit::replace(block.first.clone(), ""));
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
            self.remove(block.range);
            self.insert(at, block.entry);
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
                let lines = self.with_line_endings(&lines);
                self.edits.push(Edit::replace(block.range, lines));
                self.news(one.id, News::Missing);
            }
            Some(_) => self.news(one.id, News::Commented),
            None => {
                self.insert(at, lines);
                self.news(one.id, News::Missing);
            }
        }
        let record = Record {
            asked: Some(today),
            ..Record::default()
        };
        self.lock.insert(one.id.to_owned(), record);
    }

    /// Moves the record of a translation on, as the table of states says.
    fn record(&mut self, one: &Wanted, target: Digest) {
        let today = Digest::of(one.words);
        let state = State::of(&today, Some(&target), self.lock.get(one.id));
        let Some(record) = self.lock.get_mut(one.id) else {
            self.news(one.id, News::Unconfirmed);
            return;
        };
        let confirmed = record.source.as_ref() == Some(&today);
        match state {
            State::Current => {
                *record = Record {
                    source: Some(today),
                    target: Some(target),
                    asked: None,
                    cosmetic: record.cosmetic.take().filter(|_| confirmed),
                    seen: Some(seen(one.words)),
                };
                if !confirmed {
                    self.news(one.id, News::Confirmed);
                }
            }
            State::Stale => {
                if record.asked.as_ref() != Some(&today) {
                    record.asked = Some(today);
                    self.news(one.id, News::Stale);
                }
            }
            // Only a person can say what it was made from.
            State::Unconfirmed | State::Missing => self.news(one.id, News::Unconfirmed),
        }
    }

    /// Messages and comments that no segment has any more.
    fn leave_out(&mut self) {
        let text = &self.catalogue.text;
        for block in self.blocks.clone() {
            let record = self.lock.get(&block.id);
            let asked = record.and_then(|record| record.asked.clone());
            let is_ours = block.digest.is_some() && block.digest == asked;
            if block.why == Why::Missing && !self.ids.contains(block.id.as_str()) && is_ours {
                self.remove(block.range);
            }
        }
        let renamed: BTreeSet<usize> = self.edits.iter().map(|edit| edit.range.start).collect();
        let kept = self.in_use();
        for entry in &self.catalogue.entries {
            let Kind::Message(id) = &entry.kind else {
                continue;
            };
            if kept.contains(id.as_str()) || renamed.contains(&entry.start) {
                continue;
            }
            // A block in its comment is not its own.
            let inside = |block: &&Block| entry.range.contains(&block.range.start);
            let start = match self.blocks.iter().find(inside) {
                Some(_) => entry.start,
                None => entry.range.start,
            };
            let range = start..entry.range.end;
            self.gone.push(blocks::obsolete(id, &text[range.clone()]));
            self.remove(range);
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

    /// Takes lines away, with the blank lines that set them off.
    fn remove(&mut self, mut range: Range<usize>) {
        let text = &self.catalogue.text;
        let is_set_off = text[..range.start]
            .lines()
            .next_back()
            .is_none_or(|line| line.trim().is_empty());
        if is_set_off {
            let rest = &text[range.end..];
            let blank: usize = rest
                .split_inclusive('\n')
                .take_while(|line| line.trim().is_empty())
                .map(str::len)
                .sum();
            range.end += blank;
        }
        self.edits.push(Edit::replace(range, ""));
    }

    fn with_line_endings(&self, lines: &str) -> String {
        lines.replace('\n', line_ending(&self.catalogue.text))
    }

    fn finish(mut self) -> Synced {
        let text = &self.catalogue.text;
        for (place, all) in std::mem::take(&mut self.inserted) {
            let (at, lines) = match place {
                Place::Before(at) => (at, all.join("\n") + "\n"),
                Place::Behind(at) => {
                    let is_open = !text[..at].is_empty() && !text[..at].ends_with('\n');
                    let open = match (at, is_open) {
                        (0, _) => "",
                        (_, true) => "\n\n",
                        (_, false) => "\n",
                    };
                    let next = text[at..].split('\n').next().unwrap_or_default();
                    let close = if next.trim().is_empty() { "" } else { "\n" };
                    (at, format!("{open}{}{close}", all.join("\n")))
                }
            };
            let lines = self.with_line_endings(&lines);
            self.edits.push(Edit::insert(at, lines));
        }
        let line = line_ending(text);
        let mut text = apply(text, std::mem::take(&mut self.edits));
        if !self.gone.is_empty() {
            if !text.is_empty() && !text.ends_with('\n') {
                text.push_str(line);
            }
            if !text.contains(OBSOLETE_HEADING) {
                self.gone.insert(0, format!("{OBSOLETE_HEADING}\n"));
            }
            let is_set_off = text
                .lines()
                .next_back()
                .is_none_or(|line| line.trim().is_empty());
            let lines = self.with_line_endings(&self.gone.join("\n"));
            text.push_str(if is_set_off { "" } else { line });
            text.push_str(&lines);
        }
        Synced {
            text,
            lock: self.lock,
            news: self.news,
        }
    }
}
