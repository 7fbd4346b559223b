//! Suggestions for texts that are to be translated: what the same or a similar text of the project was translated as.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::l10n::align::{Words, fold};
use crate::l10n::catalogue::Catalogue;
use crate::l10n::message::Message;
use crate::locale::Locale;
use crate::origin::FileId;
use crate::pipeline::sources::Sources;
use crate::pipeline::sources::files::catalogue_file;
use crate::pipeline::sources::original::Original;
use crate::pipeline::sources::translation::Translation;
use crate::translate::blocks::{self, Why};
use crate::translate::diff;
use crate::translate::lock;
use crate::translate::memory::{Known, Memory, Suggestion};
use crate::translate::state::State;
use crate::vfs::Vfs;

/// All texts of a project with their translations into one language.
pub struct Suggestions {
    memory: Memory,
    locale: Locale,
}

impl Suggestions {
    /// Reads the translations of all articles into a language. A stale translation counts for the text that it was confirmed
    /// for; one of which the source text is not known does not count.
    pub fn read(sources: &Sources, locale: &Locale) -> Self {
        let ignored = &mut Diagnostics::default();
        let mut all = Vec::new();
        for article in &sources.project().articles {
            if let Some(original) = sources.original(article, ignored) {
                let translation = sources.translation(locale, article, ignored);
                in_use(sources.vfs(), &original, &translation, &mut all);
                obsolete(sources.vfs(), &original, &translation, &mut all);
            }
        }
        Self {
            memory: Memory::new(all),
            locale: locale.clone(),
        }
    }

    /// Adds what there is to suggest to a finding on a message that is missing or stale.
    pub fn add(&self, finding: &Diagnostic, original: &Original, id: &str) -> Diagnostic {
        let mut finding = finding.clone();
        let is_stale = finding.code == Code::StaleTranslation;
        if is_stale || finding.code == Code::MissingTranslation {
            let hints = self.of_message(original, id, is_stale);
            finding.hints.extend(hints.into_values().flatten());
        }
        finding
    }

    /// The translations of the same text, else that of a similar one; with whether the text is the same.
    pub fn known(&self, text: &str, article: &FileId) -> Vec<(&Known, bool)> {
        let mut same = self
            .memory
            .all_same(text)
            .map(|known| (known, true))
            .peekable();
        match same.peek() {
            Some(_) => same.collect(),
            None => {
                let found = self
                    .memory
                    .find(text, &catalogue_file(&self.locale, article));
                found
                    .into_iter()
                    .map(|found| (found.known, found.is_same))
                    .collect()
            }
        }
    }

    /// What there is to suggest for each part of a message. For a stale one, which has a translation of a similar text, that is the
    /// translation of the same text only.
    pub fn of_message(
        &self,
        original: &Original,
        id: &str,
        is_stale: bool,
    ) -> BTreeMap<String, Vec<String>> {
        let file = catalogue_file(&self.locale, &original.article.file);
        // A part of a stale message whose text did not change.
        let is_own = |known: &Known| known.id == id && known.file == file;
        let words = original.words.get(id).into_iter().flatten();
        let mut all = BTreeMap::new();
        for (name, text) in words.filter(|(_, text)| !self.memory.all_same(text).any(is_own)) {
            let found = match is_stale {
                true => self.memory.same(text, &file),
                false => self.memory.find(text, &file),
            };
            all.extend(found.map(|found| (name.clone(), hints(found, name, text))));
        }
        all
    }
}

/// A suggestion in words. `name` is the part of the message that it is for, `text` its source text.
fn hints(found: Suggestion, name: &str, text: &str) -> Vec<String> {
    let Suggestion { known, is_same } = found;
    let like = if is_same { "the same" } else { "a similar" };
    let part = match name {
        "" => String::new(),
        name => format!(" as its `.{name}`"),
    };
    let (file, line, target) = (&known.file, known.line, &known.target);
    let obsolete = if known.is_obsolete { " (obsolete)" } else { "" };
    let first = format!("{like} text{part} is translated at {file}:{line}{obsolete}: {target}");
    let differs = (!is_same).then(|| {
        format!(
            "its source text and this one: {}",
            diff::words(&known.source, text)
        )
    });
    std::iter::once(first).chain(differs).collect()
}

/// The messages of an article with the source texts that they were made from.
fn in_use(vfs: &Vfs, original: &Original, translation: &Translation, all: &mut Vec<Known>) {
    for (id, words) in &original.words {
        let holder = translation.holder(id);
        let Some((catalogue, message)) = holder
            .catalogue
            .as_ref()
            .and_then(|c| Some((c, c.message(id)?)))
        else {
            continue;
        };
        let standing = translation.standing(id, words);
        let record = standing
            .record
            .filter(|record| record.target == standing.target);
        let seen = record.and_then(|record| record.seen.as_deref());
        let sources: BTreeMap<&str, &str> = match seen {
            _ if standing.state == State::Current => parts(words),
            Some(seen) => lock::parts(seen),
            None => continue,
        };
        let line = line(vfs, catalogue, message.origin.range.start);
        add(&sources, message, &holder.file, line, all);
    }
}

/// The messages that `sync` moved to the end of the file, with the source texts that their ids had last.
fn obsolete(vfs: &Vfs, original: &Original, translation: &Translation, all: &mut Vec<Known>) {
    let (Some(catalogue), Some(registry)) = (&translation.catalogue, &original.registry) else {
        return;
    };
    let mut retired = None;
    for block in blocks::find(catalogue) {
        if block.why != Why::Obsolete || block.digest.is_none() {
            continue;
        }
        let retired = retired.get_or_insert_with(|| registry.retired());
        let source = retired
            .get(&block.id)
            .and_then(|entry| entry.split_once(" = "));
        let Some((_, source)) = source else { continue };
        let ignored = &mut Diagnostics::default();
        let entry = Catalogue::parse(&translation.file, &Arc::from(block.entry.as_str()), ignored);
        let Some(message) = entry.message(&block.id) else {
            continue;
        };
        let line = line(vfs, catalogue, block.range.start);
        let from = all.len();
        // The list of retired ids has the value, or the first attribute.
        let name = message
            .part("")
            .or(message.parts.first())
            .map_or("", |part| part.name.as_str());
        let source = fold(source);
        add(
            &BTreeMap::from([(name, source.as_str())]),
            message,
            &translation.file,
            line,
            all,
        );
        all[from..]
            .iter_mut()
            .for_each(|known| known.is_obsolete = true);
    }
}

fn parts(words: &Words) -> BTreeMap<&str, &str> {
    words
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect()
}

/// Adds the parts of a message whose source text is known.
fn add(
    sources: &BTreeMap<&str, &str>,
    message: &Message,
    file: &FileId,
    line: usize,
    all: &mut Vec<Known>,
) {
    for part in &message.parts {
        let Some(source) = sources.get(part.name.as_str()) else {
            continue;
        };
        let text = part.literal.as_ref().unwrap_or(&part.canonical);
        let target = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !source.is_empty() && !target.is_empty() {
            all.push(Known {
                source: (*source).to_owned(),
                target,
                id: message.id.clone(),
                file: file.clone(),
                line,
                is_obsolete: false,
            });
        }
    }
}

/// The line of a byte of a catalogue.
fn line(vfs: &Vfs, catalogue: &Catalogue, at: usize) -> usize {
    let text = vfs.quoted(&catalogue.file);
    text.map_or(1, |text| text.position(at).line)
}
