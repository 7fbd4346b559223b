//! Which message each segment of the article is: ids survive edits, moves and splits.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::article::segment::{Kind, Segment, Wish};
use crate::l10n::catalogue::Catalogue;
use crate::l10n::message::Message;
use crate::names::Names;

/// How alike an edited text must be to the one whose place it takes, and to one from elsewhere, from 0 to 1.
/// Found by trying edits of the article: a sentence rewritten in a paragraph of three leaves 0.6 and more,
/// unrelated sentences of one article have less than 0.3 in common.
const ALIKE_HERE: f64 = 0.4;
const ALIKE_ELSEWHERE: f64 = 0.6;
/// Above this many pairs, texts that stand apart are not compared: the time would grow with the square.
const PAIRS: usize = 40_000;

/// What a segment or a message says, part by part, as it is compared: `""` names the value.
pub type Words = Vec<(String, String)>;

/// The message of a segment, and what became of the text since the registry was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Aligned {
    /// The message's id.
    pub id: String,
    /// How it was found.
    pub change: Change,
}

/// What became of a segment since the registry was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// Nothing.
    Same,
    /// It stands elsewhere.
    Moved,
    /// Its text is another one.
    Edited,
    /// Its place gives it another id; this is the one it had. Its text may be another one too.
    Renamed(String),
    /// It was not there.
    New,
}

/// The messages of the segments, in their order.
///
/// A line of the front matter, a heading with a written id and a footnote are the message that their place names. Any
/// other segment is the message with the same text in sequence, then the one with the same text elsewhere, then
/// the one that its place names, then the one that it is most like; and keeps that message's id. Else it gets a new one, which
/// the registry has never given to other text.
///
/// Where two texts have one id, as two branches may give it before they are merged, the one that more translations were
/// confirmed for keeps it, by `confirmed`; else the first.
pub fn align(
    segments: &[Segment],
    registry: Option<&Catalogue>,
    confirmed: &dyn Fn(&str, &Words) -> usize,
) -> Vec<Aligned> {
    let retired = registry.map(Catalogue::retired).unwrap_or_default();
    let messages = registry.map(Catalogue::all_messages).unwrap_or_default();
    let old: Vec<Words> = messages.iter().map(|m| message_words(m)).collect();
    let new: Vec<Words> = segments.iter().map(segment_words).collect();
    let roles: Vec<Option<Role>> = match registry {
        Some(registry) => {
            let kinds = registry.first_comments();
            messages
                .iter()
                .map(|m| Role::of_message(m, &kinds))
                .collect()
        }
        None => Vec::new(),
    };
    let fits = |message: usize, segment: usize| {
        let role = Role::of(&segments[segment]);
        match roles[message] {
            Some(known) => known == role,
            None => messages[message].id.starts_with("meta-") == (role == Role::Meta),
        }
    };
    // What was a paragraph may be a heading now; a line of the front matter is never anything else.
    let may_become = |message: usize, segment: usize| {
        let is_meta = match roles[message] {
            Some(known) => known == Role::Meta,
            None => messages[message].id.starts_with("meta-"),
        };
        is_meta == (Role::of(&segments[segment]) == Role::Meta)
    };

    let mut pairs = Pairs::new(&old, &new);
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, message) in messages.iter().enumerate() {
        places.entry(message.id.as_str()).or_insert(at);
    }
    pairs.in_place(segments, &places, true, &fits);
    pairs.in_sequence(&fits);
    pairs.elsewhere(&messages, segments, &fits);
    pairs.elsewhere(&messages, segments, &may_become);
    pairs.in_place(segments, &places, false, &fits);
    pairs.alike_in_gaps(&may_become);
    pairs.alike_anywhere(&may_become);

    let rank = |at: usize| {
        let message = pairs.message_of[at];
        message.map_or(0, |message| confirmed(&messages[message].id, &new[at]))
    };
    let ids = ids(segments, &messages, &retired, &pairs, &rank);
    let moved = pairs.moved();
    let aligned = ids.into_iter().enumerate().map(|(at, id)| {
        let change = match pairs.message_of[at] {
            None => Change::New,
            Some(message) if messages[message].id != id => {
                Change::Renamed(messages[message].id.clone())
            }
            Some(message) if old[message] != new[at] => Change::Edited,
            Some(_) if moved.contains(&at) => Change::Moved,
            Some(_) => Change::Same,
        };
        Aligned { id, change }
    });
    aligned.collect()
}

/// The ids of the segments. Those that the registry knows come first; the others are given in the order of the article.
fn ids(
    segments: &[Segment],
    messages: &[&Message],
    retired: &BTreeMap<String, String>,
    pairs: &Pairs,
    rank: &dyn Fn(usize) -> usize,
) -> Vec<String> {
    let mut known = Names::default();
    for id in messages.iter().map(|m| &m.id).chain(retired.keys()) {
        known.take(id);
    }
    let mut given = Names::default();
    let mut ids: Vec<Option<String>> = vec![None; segments.len()];
    for (at, segment) in segments.iter().enumerate() {
        if let Wish::Only(id) = &segment.wish {
            known.take(id);
            given.take(id);
            ids[at] = Some(id.clone());
        }
    }
    // In the order in which they were written: bodies of a section stand anywhere in it.
    let mut order: Vec<usize> = (0..segments.len())
        .filter(|at| ids[*at].is_none())
        .collect();
    order.sort_by_key(|at| segments[*at].origin.range.start);
    let is_free = |id: &str, at: usize, known: &Names, given: &Names| {
        // What was retired comes back where a person wrote the name, or the text is the same.
        let returns = retired.get(id).is_some_and(|entry| {
            is_certain(&segments[at]) || retired_words(entry) == in_short(&segments[at])
        });
        !given.has(id) && (!known.has(id) || returns)
    };
    let mut known_first = order.clone();
    known_first.sort_by_key(|at| Reverse(rank(*at)));
    for &at in &known_first {
        let Some(message) = pairs.message_of[at] else {
            continue;
        };
        let was = messages[message].id.as_str();
        let id = match &segments[at].wish {
            Wish::Named { id, formerly, .. }
                if was != id
                    && formerly.as_deref() != Some(was)
                    && is_free(id, at, &known, &given) =>
            {
                id
            }
            _ => was,
        };
        // Two branches may have given one id to two texts.
        if given.take(id) {
            known.take(id);
            ids[at] = Some(id.to_owned());
        }
    }
    let returned = returned(retired, segments, pairs);
    for &at in order
        .iter()
        .filter(|at| ids[**at].is_none())
        .collect::<Vec<_>>()
    {
        let base = segments[at].base();
        let id = match returned.get(&at) {
            Some(id) if given.take(id) => id.clone(),
            _ if is_certain(&segments[at]) && is_free(&base, at, &known, &given) => base,
            _ => known.give(&base),
        };
        known.take(&id);
        given.take(&id);
        ids[at] = Some(id);
    }
    ids.into_iter().flatten().collect()
}

fn is_certain(segment: &Segment) -> bool {
    match segment.wish {
        Wish::Only(_) => true,
        Wish::Named { is_certain, .. } => is_certain,
        Wish::Under(_) => false,
    }
}

/// What a text is, as far as texts of one kind go before others.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Role {
    Meta,
    Heading,
    Footnote,
    Body,
}

impl Role {
    fn of(segment: &Segment) -> Self {
        match segment.kind {
            Kind::Meta(_) => Self::Meta,
            Kind::Heading => Self::Heading,
            Kind::Footnote => Self::Footnote,
            _ => Self::Body,
        }
    }

    /// By the comment that the source catalogue has above a message; none where it has none.
    fn of_message(message: &Message, comments: &BTreeMap<usize, &str>) -> Option<Self> {
        let comment = *comments.get(&message.origin.range.start)?;
        Some(match comment {
            _ if comment == Kind::Heading.name() => Self::Heading,
            _ if comment == Kind::Footnote.name() => Self::Footnote,
            "title" | "subtitle" | "abstract" | "keywords" => Self::Meta,
            _ => Self::Body,
        })
    }
}

/// Retired ids whose text is in the article again: they are its own.
fn returned(
    retired: &BTreeMap<String, String>,
    segments: &[Segment],
    pairs: &Pairs,
) -> BTreeMap<usize, String> {
    let mut by_words: BTreeMap<&str, &String> = BTreeMap::new();
    for (id, entry) in retired {
        by_words.insert(retired_words(entry), id);
    }
    let mut returned = BTreeMap::new();
    for (at, segment) in segments.iter().enumerate() {
        if pairs.message_of[at].is_none()
            && let Some(id) = by_words.remove(in_short(segment).as_str())
        {
            returned.insert(at, id.clone());
        }
    }
    returned
}

/// The words of the comment of a retired id.
fn retired_words(entry: &str) -> &str {
    entry.split_once(" = ").map_or("", |(_, words)| words)
}

/// A segment on one line, as the comment of a retired id says it.
pub fn in_short(segment: &Segment) -> String {
    let value = segment.parts.iter().find(|(name, _)| name.is_none());
    let words = value
        .or(segment.parts.first())
        .map_or("", |(_, words)| words);
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Which message goes with which segment.
struct Pairs<'a> {
    old: &'a [Words],
    new: &'a [Words],
    segment_of: Vec<Option<usize>>,
    message_of: Vec<Option<usize>>,
}

impl<'a> Pairs<'a> {
    fn new(old: &'a [Words], new: &'a [Words]) -> Self {
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

    /// Joins segments with the messages that their places name.
    fn in_place(
        &mut self,
        segments: &[Segment],
        places: &BTreeMap<&str, usize>,
        is_sure: bool,
        fits: &impl Fn(usize, usize) -> bool,
    ) {
        for (at, segment) in segments.iter().enumerate() {
            if is_certain(segment) != is_sure {
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

    /// Joins equal texts that stand in one order: two identical paragraphs keep theirs.
    fn in_sequence(&mut self, fits: &impl Fn(usize, usize) -> bool) {
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

    /// Joins equal texts wherever they stand, under the same prefix first.
    fn elsewhere(
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

    /// Joins what is left between two neighbours that stayed, the most alike first.
    fn alike_in_gaps(&mut self, fits: &impl Fn(usize, usize) -> bool) {
        for (messages, segments) in self.gaps() {
            self.alike(&messages, &segments, ALIKE_HERE, fits);
        }
    }

    /// Joins what is left anywhere.
    fn alike_anywhere(&mut self, fits: &impl Fn(usize, usize) -> bool) {
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

    /// What is not joined yet, between messages and segments that are joined in one order.
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

    /// The segments that do not stand where their messages stood, among the others.
    fn moved(&self) -> BTreeSet<usize> {
        let order: Vec<usize> = self.message_of.iter().flatten().copied().collect();
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

/// How alike two texts are, from 0 to 1: by their words in order, and by their letters for a typo in a short text.
fn likeness(old: &Words, new: &Words) -> f64 {
    let join = |words: &Words| {
        words
            .iter()
            .map(|(_, w)| w.to_lowercase())
            .collect::<Vec<_>>()
            .join(" ")
    };
    let (old, new) = (join(old), join(new));
    let cut = |text: &str| -> Vec<String> {
        let parts = text.split(|c: char| !c.is_alphanumeric());
        parts.filter(|w| !w.is_empty()).map(str::to_owned).collect()
    };
    let (a, b) = (cut(&old), cut(&new));
    let total = a.len() + b.len();
    if total == 0 {
        return 0.0;
    }
    let equal: usize = capture_diff_slices(Algorithm::Myers, &a, &b)
        .iter()
        .map(|op| match op {
            DiffOp::Equal { len, .. } => *len,
            _ => 0,
        })
        .sum();
    let by_words = 2.0 * equal as f64 / total as f64;
    // Letters tell something only where there are few words.
    match total <= 16 {
        true => by_words.max(strsim::normalized_levenshtein(&old, &new)),
        false => by_words,
    }
}

/// What a segment says.
pub fn segment_words(segment: &Segment) -> Words {
    let parts = segment
        .parts
        .iter()
        .map(|(name, words)| (name.unwrap_or_default().to_owned(), fold(words)));
    sorted(parts.collect())
}

/// What a message says, its expressions included.
pub fn message_words(message: &Message) -> Words {
    let parts = message.parts.iter().map(|part| {
        let words = part.literal.as_ref().unwrap_or(&part.canonical);
        (part.name.clone(), fold(words))
    });
    sorted(parts.collect())
}

fn sorted(mut parts: Words) -> Words {
    parts.sort();
    parts
}

/// Text without what typography adds: no-break spaces, apostrophes, runs of spaces.
pub fn fold(words: &str) -> String {
    let plain = words.replace(['\u{A0}', '\u{202F}', '\u{2009}'], " ");
    let plain = plain.replace('\u{2019}', "'");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
