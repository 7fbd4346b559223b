//! Random histories of an article and its translation, against a model: stale unless confirmed after the last change of the source.

use std::collections::BTreeSet;

use fluentpress::article::segment::Segment;
use fluentpress::l10n::align::{Words, message_words, segment_words};
use fluentpress::l10n::catalogue::Catalogue;
use fluentpress::translate::lock::{Digest, Lock, Record, seen};
use fluentpress::translate::marking;
use fluentpress::translate::marks::Marks;
use fluentpress::translate::state::State;
use proptest::prelude::*;

use crate::support::cases;
use crate::support::synced::{catalogue, segment, synced};

const IDS: [&str; 3] = ["a", "b", "c"];
const START: &str = "### Datei\n\na = Wort 0\n# Notiz\nb = Wort 0\n    .label = Etikett\n\nc =\n    Wort 0\n    auf zwei Zeilen\n";

/// A step of a history.
#[derive(Clone, Debug)]
enum Step {
    /// The author gives a text one of a few versions.
    Write(usize, usize),
    Sync,
    /// A translation is changed, by a translator or by a tool.
    Change(usize),
    /// All translations are, by a search and replace.
    ChangeAll,
    /// A translator removes a mark.
    Unmark(usize),
    /// A tool removes all comments.
    Strip,
    /// An editor moves, wraps, separates or joins lines.
    Reformat(usize),
    Ack(usize),
    /// A translator does what the marks request.
    Finish(usize),
}

/// The histories' project, and what a person knows about it.
struct History {
    text: String,
    lock: Lock,
    versions: [usize; 3],
    changes: usize,
    known: [Known; 3],
}

/// What a person knows about a translation.
#[derive(Clone, Copy)]
struct Known {
    /// The version of the source text that the translation was last confirmed for.
    confirmed: Option<usize>,
    /// The version that the mark shows, if there is one.
    shown: Option<usize>,
    /// Whether the translation was changed since the mark was written.
    is_changed: bool,
    /// Whether a translator removed the mark since `sync` ran.
    is_unmarked: bool,
}

impl History {
    fn new() -> Self {
        let known = Known {
            confirmed: Some(0),
            shown: None,
            is_changed: false,
            is_unmarked: false,
        };
        let mut history = Self {
            text: START.to_owned(),
            lock: Lock::new(),
            versions: [0; 3],
            changes: 0,
            known: [known; 3],
        };
        for at in 0..3 {
            history.ack(at);
        }
        history
    }

    fn catalogue(&self) -> Catalogue {
        catalogue(&self.text)
    }

    fn segment(&self, at: usize) -> Segment {
        segment(format!("Texte {} de {}", self.versions[at], IDS[at]))
    }

    fn words(&self, at: usize) -> Words {
        segment_words(&self.segment(at))
    }

    fn state(&self, at: usize) -> State {
        let catalogue = self.catalogue();
        let target = catalogue
            .message(IDS[at])
            .map(|m| Digest::of(&message_words(m)));
        let stands = Marks::find(&self.text).stands(IDS[at]);
        let source = Digest::of(&self.words(at));
        State::of(&source, target.as_ref(), self.lock.get(IDS[at]), stands)
    }

    fn sync(&mut self) {
        let segments = IDS.iter().enumerate();
        let segments = segments.map(|(at, id)| ((*id).to_owned(), self.segment(at)));
        let done = synced(&self.text, &self.lock, &segments.collect::<Vec<_>>());
        (self.text, self.lock) = (done.text, done.lock);
        for at in 0..3 {
            let version = self.versions[at];
            let is_current = self.state(at) == State::Current;
            let known = &mut self.known[at];
            known.is_unmarked = false;
            if is_current {
                known.shown = None;
            } else if known.shown != Some(version) {
                known.shown = Some(version);
                known.is_changed = false;
            }
        }
    }

    fn change(&mut self, at: usize) {
        self.changes += 1;
        let id = IDS[at];
        let catalogue = self.catalogue();
        let message = catalogue.message(id).expect("it is never deleted");
        let start = message.origin.range.start;
        let number = start + self.text[start..].find("Wort ").expect("its words") + 5;
        let end = number
            + self.text[number..]
                .find(|c: char| !c.is_ascii_digit())
                .expect("more");
        self.text
            .replace_range(number..end, &self.changes.to_string());
        let known = &mut self.known[at];
        known.is_changed = true;
        if let Some(shown) = known.shown {
            // A translation that changes while its mark stands is one that nobody has confirmed.
            known.confirmed = known.is_unmarked.then_some(shown);
        }
    }

    fn unmark(&mut self, at: usize) {
        let marks = Marks::find(&self.text);
        let (has_note, is_marked) = (marks.has_note(), marks.names(IDS[at]));
        let name = format!("stale: {}", IDS[at]);
        let is_mark = |line: &&str| line.starts_with('#') && line.contains(&name);
        let mut in_mark = false;
        let mut text = String::new();
        for line in self.text.split_inclusive('\n') {
            in_mark = is_mark(&line) || in_mark && line.starts_with("# source");
            if !in_mark {
                text.push_str(line);
            }
        }
        self.text = text;
        let known = &mut self.known[at];
        if has_note && is_marked && Marks::find(&self.text).has_note() {
            known.is_unmarked = true;
            if known.is_changed && known.shown.is_some() {
                known.confirmed = known.shown;
            }
        }
    }

    fn reformat(&mut self, how: usize) {
        let text = std::mem::take(&mut self.text);
        self.text = match how {
            // Comments are wrapped anew.
            0 => {
                let mut joined = String::new();
                let mut is_open = false;
                for line in text.lines() {
                    let is_comment = line.starts_with("# ");
                    let open = if is_open && is_comment { " " } else { "\n" };
                    joined += &format!(
                        "{open}{}",
                        if is_open && is_comment {
                            &line[2..]
                        } else {
                            line
                        }
                    );
                    is_open = is_comment;
                }
                joined.split_off(1) + "\n"
            }
            // Lines are separated, and joined.
            1 => text
                .replace("\n#", "\n\n#")
                .replace("\na =", "\n\na =")
                .replace("\nb =", "\n\nb ="),
            2 => text.replace("\n\n", "\n"),
            // Entries are sorted, without their comments.
            3 => {
                let (comments, entries): (Vec<_>, Vec<_>) = text
                    .split_inclusive('\n')
                    .partition(|line| line.starts_with('#'));
                comments.concat() + "\n" + &entries.concat()
            }
            // Line ends of another system.
            _ if text.contains('\r') => text.replace("\r\n", "\n"),
            _ => text.replace('\n', "\r\n"),
        };
    }

    fn ack(&mut self, at: usize) {
        let catalogue = self.catalogue();
        let words = self.words(at);
        let message = catalogue.message(IDS[at]).expect("it is never deleted");
        let record = Record {
            source: Some(Digest::of(&words)),
            target: Some(Digest::of(&message_words(message))),
            seen: Some(seen(&words)),
            ..Record::default()
        };
        self.lock.insert(IDS[at].to_owned(), record);
        self.text = marking::without(&catalogue, &BTreeSet::from([IDS[at]]), &self.lock);
        self.known[at] = Known {
            confirmed: Some(self.versions[at]),
            shown: None,
            is_changed: false,
            is_unmarked: false,
        };
    }

    fn run(&mut self, step: &Step) {
        match *step {
            Step::Write(at, version) => self.versions[at] = version,
            Step::Sync => self.sync(),
            Step::Change(at) => self.change(at),
            Step::ChangeAll => (0..3).for_each(|at| self.change(at)),
            Step::Unmark(at) => self.unmark(at),
            Step::Strip => {
                let lines = self.text.split_inclusive('\n');
                self.text = lines.filter(|line| !line.starts_with('#')).collect();
            }
            Step::Reformat(how) => self.reformat(how),
            Step::Ack(at) => self.ack(at),
            Step::Finish(at) => {
                self.sync();
                self.change(at);
                self.unmark(at);
            }
        }
    }
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0..3usize, 0..3usize).prop_map(|(at, version)| Step::Write(at, version)),
        4 => Just(Step::Sync),
        3 => (0..3usize).prop_map(Step::Change),
        1 => Just(Step::ChangeAll),
        2 => (0..3usize).prop_map(Step::Unmark),
        1 => Just(Step::Strip),
        1 => (0..5usize).prop_map(Step::Reformat),
        1 => (0..3usize).prop_map(Step::Ack),
        2 => (0..3usize).prop_map(Step::Finish),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(2000), failure_persistence: None, ..ProptestConfig::default() })]
    /// A translation is current only if somebody confirmed it for the source text of today; whoever does what the marks
    /// request confirms it.
    #[test]
    fn stale_stays_stale_until_a_person_says_otherwise(steps in proptest::collection::vec(step(), 0..24)) {
        let mut history = History::new();
        for step in &steps {
            history.run(step);
            for (at, id) in IDS.iter().enumerate() {
                let is_confirmed = history.known[at].confirmed == Some(history.versions[at]);
                let state = history.state(at);
                prop_assert!(state != State::Current || is_confirmed, "{} after {step:?} of {steps:?}: {}", id, history.text);
            }
            match *step {
                Step::Sync => {
                    for (at, id) in IDS.iter().enumerate() {
                        let is_stale = history.state(at) == State::Stale;
                        let is_marked = Marks::find(&history.text).names(id);
                        prop_assert!(is_marked || !is_stale, "{} in {}", id, history.text);
                        prop_assert_eq!(is_stale, history.state(at) != State::Current);
                    }
                }
                Step::Ack(at) => prop_assert_eq!(history.state(at), State::Current),
                _ => {}
            }
        }
        // The way out is open, whatever happened.
        for (at, id) in IDS.iter().enumerate() {
            history.sync();
            history.unmark_all(at);
            history.sync();
            history.run(&Step::Finish(at));
            prop_assert_eq!(history.state(at), State::Current, "{} in {}", id, history.text);
        }
    }
}

impl History {
    /// Removes whatever comments name a message, as a person does whose editor has wrapped them.
    fn unmark_all(&mut self, at: usize) {
        let name = format!("stale: {}", IDS[at]);
        let lines = self.text.split_inclusive('\n');
        self.text = lines.filter(|line| !line.contains(&name)).collect();
    }
}
