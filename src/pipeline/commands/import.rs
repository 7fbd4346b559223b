//! A translator's file, brought back into catalogues and locks.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::article::ast::Inline;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::exchange::compare::{Change, change, source_of};
use crate::exchange::place::{Made, Placed, Standing, place};
use crate::exchange::returned::{At, Fault, Returned, ReturnedUnit};
use crate::exchange::unit::Unit;
use crate::l10n::align::message_words;
use crate::l10n::catalogue::Catalogue;
use crate::locale::Locale;
use crate::origin::{FileId, Origin};
use crate::pipeline::build::session::Session;
use crate::pipeline::commands::write_back::{Files, changed};
use crate::pipeline::sources::original::Original;
use crate::pipeline::sources::translation::Translation;
use crate::translate::lock::{self, Digest, Lock};
use crate::translate::source;
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
    accepted: Vec<(usize, Vec<Inline>, &'a ReturnedUnit)>,
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
            if let Some(original) = self.legible(article, out) {
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
            None => Arc::new(parse(&translation.file, &source::begun(article, locale))),
        };
        let written = self.write_units(import, original, &translation, catalogue)?;
        let text = written.text.to_string();
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

    /// The catalogue with the texts that change: first those of variants, then those that hold their selectors.
    fn write_units(
        &self,
        import: &Import,
        original: &Original,
        translation: &Translation,
        catalogue: Arc<Catalogue>,
    ) -> Option<Arc<Catalogue>> {
        let order: Vec<&str> = original
            .aligned
            .iter()
            .map(|aligned| aligned.id.as_str())
            .collect();
        let depth = |at: usize| import.units[at].depth();
        let deepest = import.accepted.iter().map(|(at, ..)| depth(*at)).max();
        let mut now = Translation {
            catalogue: Some(catalogue),
            ..translation.clone()
        };
        for level in (0..=deepest.unwrap_or(0)).rev() {
            let Some(catalogue) = now.catalogue.clone() else {
                break;
            };
            let units = self.units(original, &now);
            let known: BTreeMap<&str, &Unit> =
                units.iter().map(|unit| (unit.id.as_str(), unit)).collect();
            let texts = import
                .accepted
                .iter()
                .filter(|(at, ..)| depth(*at) == level);
            let placed: Vec<Placed> = texts
                .filter_map(|(at, text, _)| {
                    let id = &import.units[*at].id;
                    let unit = *known.get(id.as_str())?;
                    Some((unit, unit.written(text).ok()?))
                })
                .collect();
            let text = place(&catalogue, &placed, &order);
            now.catalogue = Some(Arc::new(parse(&catalogue.file, &text)));
        }
        now.catalogue
    }
}

impl<'a> Import<'a> {
    /// Compares what came back with the catalogue, and keeps what changes.
    fn accept(&mut self, returned: &[&'a ReturnedUnit], out: &mut Diagnostics) {
        let mut seen = BTreeSet::new();
        let known = self.units.iter().enumerate();
        let known: BTreeMap<String, usize> =
            known.map(|(at, unit)| (unit.id.clone(), at)).collect();
        for unit in returned {
            let Some(at) = known.get(&unit.id).copied() else {
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
            match change(&self.units[at], unit) {
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
                text: source_of(all, &from),
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
