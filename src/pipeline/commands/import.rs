//! A translator's file, brought back into catalogues and locks.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::article::ast::Inline;
use crate::article::print::print;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::exchange::codes::{self, Numbers};
use crate::exchange::content;
use crate::exchange::place::{Made, Placed, Standing, place};
use crate::exchange::returned::{At, Fault, Returned, ReturnedUnit, Words};
use crate::exchange::unit::Unit;
use crate::l10n::align::{self, fold, message_words};
use crate::l10n::catalogue::Catalogue;
use crate::locale::Locale;
use crate::origin::{FileId, Origin};
use crate::pipeline::build::session::Session;
use crate::pipeline::commands::write_back::{Files, changed};
use crate::pipeline::sources::original::{Original, is_mistaken};
use crate::translate::lock::{self, Digest, Lock};
use crate::yaml::{list, nearest};

/// What an import would write, and what became of messages.
#[derive(Debug, Default)]
pub struct Imported {
    /// The files that change.
    pub files: Files,
    /// The tag of the language.
    pub locale: String,
    /// By article: what became of each message whose text changed.
    pub news: Vec<(String, Vec<(Standing, String)>)>,
    /// How many units are as they were.
    pub unchanged: usize,
    /// How many units have no translation in the file.
    pub empty: usize,
}

/// What one article's units are imported with.
struct Import<'a> {
    /// For places.
    file: &'a FileId,
    units: Vec<Unit>,
    /// The texts that change, with what the file has of them.
    accepted: Vec<(usize, String, &'a ReturnedUnit)>,
    unchanged: usize,
    empty: usize,
}

impl Session {
    /// Imports the units of a file. Units that cannot be imported are reported, the others are imported. Nothing is written.
    pub fn import(&self, file: &FileId, returned: &Returned, out: &mut Diagnostics) -> Imported {
        let project = self.sources().load(out);
        for fault in &returned.faults {
            out.push(finding(file, fault));
        }
        let mut imported = Imported::default();
        let named = returned.locale.replace('_', "-");
        let mut locales = project.translated_locales();
        let Some(locale) = locales.find(|locale| locale.name.eq_ignore_ascii_case(&named)) else {
            if !returned.units.is_empty() || returned.faults.is_empty() {
                let names: Vec<_> = project
                    .translated_locales()
                    .map(|l| l.name.as_str())
                    .collect();
                let message = match named.as_str() {
                    "" => "the file does not say which language it is in".to_owned(),
                    _ => format!("the project is not translated into `{named}`"),
                };
                let fault = Fault::new(At::Bytes(returned.at.clone()), message);
                out.push(finding(
                    file,
                    &fault.hint(&format!("it is translated into {}", list(&names))),
                ));
            }
            return imported;
        };
        imported.locale = locale.name.clone();
        let mut by_article: BTreeMap<&str, Vec<&ReturnedUnit>> = BTreeMap::new();
        for unit in &returned.units {
            by_article.entry(&unit.article).or_default().push(unit);
        }
        for (name, units) in by_article {
            let Some(article) = project.articles.iter().find(|file| file.stem() == name) else {
                let names: Vec<_> = project.articles.iter().map(FileId::stem).collect();
                let fault = Fault::new(
                    units[0].at.clone(),
                    format!("the project has no article `{name}`"),
                );
                out.push(finding(
                    file,
                    &fault.hint(&format!("it has {}", list(&names))),
                ));
                continue;
            };
            let mut found = Diagnostics::default();
            let original = self.sources().original(article, &mut found);
            let is_mistaken = is_mistaken(&found);
            out.extend(found.into_iter().filter(|_| is_mistaken));
            if let Some(original) = original.filter(|_| !is_mistaken) {
                let mut import = Import {
                    file,
                    units: Vec::new(),
                    accepted: Vec::new(),
                    unchanged: 0,
                    empty: 0,
                };
                let files = self.import_article(&mut import, &original, (locale, &units), out);
                imported.unchanged += import.unchanged;
                imported.empty += import.empty;
                if let Some((files, news)) = files {
                    imported.files.extend(files);
                    imported.news.push((name.to_owned(), news));
                }
            }
        }
        imported
    }

    fn import_article<'a>(
        &self,
        import: &mut Import<'a>,
        original: &Original,
        (locale, units): (&Locale, &[&'a ReturnedUnit]),
        out: &mut Diagnostics,
    ) -> Option<(Files, Vec<(Standing, String)>)> {
        let mut found = Diagnostics::default();
        let article = &original.article.file;
        let translation = self.sources().translation(locale, article, &mut found);
        // What cannot be read cannot be written anew.
        let unreadable = |code: Code| {
            code.is_unreadable_file() || matches!(code, Code::LockSyntax | Code::MergeConflict)
        };
        let fatal: Vec<_> = found.into_iter().filter(|d| unreadable(d.code)).collect();
        if !fatal.is_empty() {
            out.extend(fatal);
            return None;
        }
        import.units = self.units(original, &translation);
        import.accept(units, out);
        if import.accepted.is_empty() {
            return None;
        }
        let catalogue = match &translation.catalogue {
            Some(catalogue) => Arc::clone(catalogue),
            None => Arc::new(parse(
                &translation.file,
                &crate::translate::source::begun(article, locale),
            )),
        };
        let order: Vec<&str> = original
            .aligned
            .iter()
            .map(|aligned| aligned.id.as_str())
            .collect();
        let placed: Vec<Placed> = import
            .accepted
            .iter()
            .map(|(at, text, _)| (&import.units[*at], text.clone()))
            .collect();
        let text = place(&catalogue, &placed, &order);
        let written = parse(&translation.file, &text);
        let mut lock = translation.lock.clone().unwrap_or_default();
        let news = import.record(original, &written, &mut lock, out)?;
        let old = self.vfs().text(&translation.lock_file).unwrap_or_default();
        let mut files = Files::new();
        files.extend(changed(self.vfs(), translation.file.clone(), text));
        files.extend(changed(
            self.vfs(),
            translation.lock_file.clone(),
            lock::write(&lock, &old),
        ));
        Some((files, news))
    }
}

impl<'a> Import<'a> {
    /// Compares what came back with the catalogue, and keeps what changes.
    fn accept(&mut self, returned: &[&'a ReturnedUnit], out: &mut Diagnostics) {
        let mut seen = BTreeSet::new();
        for unit in returned {
            let Some(at) = self.units.iter().position(|known| known.id == unit.id) else {
                if !unit.target.is_empty() {
                    let fault = Fault::new(
                        unit.at.clone(),
                        format!("the article has no text `{}` to translate", unit.id),
                    );
                    let ids = self.units.iter().map(|known| known.id.as_str());
                    let hint = match nearest(&unit.id, ids) {
                        Some(near) => format!("did you mean `{near}`? otherwise it left the article since the export: export anew"),
                        None => "it left the article, or its variants changed, since the export: export anew".to_owned(),
                    };
                    out.push(finding(self.file, &fault.hint(&hint)));
                }
                continue;
            };
            if !seen.insert(&unit.id) {
                let fault = Fault::new(
                    unit.at.clone(),
                    format!("`{}` stands in the file twice", unit.id),
                );
                out.push(finding(self.file, &fault.hint("keep one of the two")));
                continue;
            }
            match self.change(&self.units[at], unit) {
                Ok(Change::Nothing) => self.unchanged += 1,
                Ok(Change::Empty) if self.units[at].target.is_none() => self.empty += 1,
                Ok(Change::Empty) => {
                    let fault = Fault::new(
                        unit.at.clone(),
                        format!("`{}` is empty in the file: the translation stays", unit.id),
                    );
                    let fault = fault.hint(
                        "a translation that is not wanted any more is deleted in its .ftl file",
                    );
                    out.push(finding(self.file, &fault).as_warning());
                }
                Ok(Change::Text(text)) => self.accepted.push((at, text, unit)),
                Err(why) => {
                    let fault = Fault::new(
                        unit.at.clone(),
                        format!("`{}` is not imported: {}", unit.id, why.message),
                    );
                    out.push(finding(self.file, &fault.hint(why.hint)));
                }
            }
        }
    }

    /// What a unit of the file changes in the catalogue.
    fn change(&self, unit: &Unit, returned: &ReturnedUnit) -> Result<Change, Refusal> {
        if returned.target.is_empty() {
            return Ok(Change::Empty);
        }
        let codes = |message: String| Refusal {
            message,
            hint: "let every code stand in the translation once, as in the source text",
        };
        let digest = Digest::read(&returned.digest);
        let current = unit.target.as_ref().map(|target| &target.text[..]);
        let mut numbers = Numbers::new(&unit.source, current.unwrap_or_default());
        let is_old = digest.as_ref().is_some_and(|digest| *digest != unit.digest);
        if let (Words::Coded(source), true) = (&returned.source, is_old) {
            numbers.learn(source);
        }
        let text = content::normal(&read(&returned.target, &numbers).map_err(codes)?);
        if current.is_some_and(|current| content::normal(current) == text) {
            return Ok(Change::Nothing);
        }
        if current.is_none() && returned.is_unfinished && text == content::normal(&unit.source) {
            // The tool put the source text there.
            return Ok(Change::Empty);
        }
        if digest.is_none() {
            return Err(Refusal {
                message: "the digest of its source text is missing, so it is not known what was translated".to_owned(),
                hint: "export anew, and use a tool that keeps metadata, comments and columns",
            });
        }
        let here = codes::names(&text);
        let source = codes::names(&unit.source);
        let old = read(&returned.source, &numbers).ok().filter(|_| is_old);
        let fits = here == source
            || current.is_some_and(|current| codes::names(current) == here)
            || old.is_some_and(|old| codes::names(&old) == here);
        if !fits {
            let lost = codes::lacking(&source, &here)
                .into_iter()
                .map(|code| format!("it lacks `{code}`"));
            let added = codes::lacking(&here, &source)
                .into_iter()
                .map(|code| format!("`{code}` is not in its source text"));
            return Err(codes(lost.chain(added).collect::<Vec<_>>().join(", ")));
        }
        unit.written(&text).map(Change::Text).map_err(codes)
    }

    /// Records in the lock what the changed translations were made from. Nothing where a message cannot be read from the new catalogue.
    fn record(
        &self,
        original: &Original,
        written: &Catalogue,
        lock: &mut Lock,
        out: &mut Diagnostics,
    ) -> Option<Vec<(Standing, String)>> {
        let mut messages: BTreeMap<&str, Vec<(&Unit, &ReturnedUnit)>> = BTreeMap::new();
        for (at, _, returned) in &self.accepted {
            let unit = &self.units[*at];
            messages
                .entry(&unit.message)
                .or_default()
                .push((unit, returned));
        }
        let mut news = Vec::new();
        for aligned in &original.aligned {
            let id = aligned.id.as_str();
            let (Some(all), Some(words)) = (messages.get(id), original.words.get(id)) else {
                continue;
            };
            let Some(message) = written.message(id) else {
                let fault = Fault::new(
                    all[0].1.at.clone(),
                    format!("`{id}` cannot be written into {}", written.file),
                );
                out.push(finding(
                    self.file,
                    &fault.hint("repair what `fluentpress check` finds in that file first"),
                ));
                return None;
            };
            let from = all
                .iter()
                .filter_map(|(_, returned)| Digest::read(&returned.digest));
            // Of several, an old one counts.
            let today = Digest::of(words);
            let from: Vec<_> = from.collect();
            let from = from
                .iter()
                .find(|digest| **digest != today)
                .cloned()
                .unwrap_or(today);
            let made = Made {
                text: self.source_of(id, &from),
                from,
                words,
                parts: all.iter().map(|(unit, _)| unit.part.as_str()).collect(),
                is_unfinished: all.iter().any(|(_, returned)| returned.is_unfinished),
            };
            let target = Digest::of(&message_words(message));
            news.push((made.record(lock, id, target), id.to_owned()));
        }
        Some(news)
    }

    /// The source text of a message as the file has it, if its digest confirms that it is the whole.
    fn source_of(&self, id: &str, digest: &Digest) -> Option<align::Words> {
        let mut words = align::Words::new();
        for (at, _, returned) in &self.accepted {
            let unit = &self.units[*at];
            if unit.message == id && words.iter().all(|(name, _)| *name != unit.part) {
                let mut numbers = Numbers::default();
                if let Words::Coded(source) = &returned.source {
                    numbers.learn(source);
                }
                let text = read(&returned.source, &numbers).ok()?;
                words.push((unit.part.clone(), fold(&print(&content::normal(&text)))));
            }
        }
        words.sort();
        (Digest::of(&words) == *digest).then_some(words)
    }
}

/// What a unit of the file changes.
enum Change {
    Nothing,
    Empty,
    Text(String),
}

/// Why a unit is not imported.
struct Refusal {
    message: String,
    hint: &'static str,
}

fn read(words: &Words, numbers: &Numbers) -> Result<Vec<Inline>, String> {
    match words {
        Words::Typed(text) => content::of_typed(text),
        Words::Coded(coded) => numbers.resolve(coded),
    }
}

fn parse(file: &FileId, text: &str) -> Catalogue {
    Catalogue::parse(file, &Arc::from(text), &mut Diagnostics::default())
}

/// A fault as a finding: at its line, or with its row in words.
fn finding(file: &FileId, fault: &Fault) -> Diagnostic {
    let (message, origin) = match &fault.at {
        At::Bytes(range) => (fault.message.clone(), Origin::new(file, range.clone())),
        At::Row(sheet, row) => {
            let message = format!("row {row} of the sheet `{sheet}`: {}", fault.message);
            (message, Origin::file(file))
        }
    };
    let finding = Diagnostic::new(Code::Import, message).at(origin);
    fault
        .hint
        .iter()
        .fold(finding, |finding, hint| finding.hint(hint))
}
