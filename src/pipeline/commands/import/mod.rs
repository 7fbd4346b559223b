//! A translator's file, brought back into catalogues and locks.

pub mod accept;
pub mod article;
pub mod labels;

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostics;
use crate::exchange::labels::NAME;
use crate::exchange::returned::{At, Fault, ReturnedUnit};
use crate::exchange::stamp::Stamp;
use crate::locale::Locale;
use crate::origin::FileId;
use crate::pipeline::build::session::Session;
use crate::pipeline::commands::import::accept::{Delivery, Import, finding};
use crate::pipeline::commands::sync::run::ArticleNews;
use crate::pipeline::commands::write_back::Files;
use crate::yaml::list;

/// What an import would write, and what became of messages.
#[derive(Debug, Default)]
pub struct Imported {
    /// The files that change.
    pub files: Files,
    /// The tag of the language.
    pub locale: String,
    /// What became of the messages: one for each article with news.
    pub news: Vec<ArticleNews>,
    /// How many units are as they were.
    pub unchanged: usize,
    /// How many units have no translation in the file.
    pub empty: usize,
}

impl Session {
    /// Imports the units of a file. Units that cannot be imported are reported, the others are imported. Nothing is written.
    pub fn import(&self, delivery: Delivery, out: &mut Diagnostics) -> Imported {
        let project = self.sources().load(out);
        let (file, returned) = (delivery.file, delivery.returned);
        for fault in &returned.faults {
            out.push(finding(file, fault));
        }
        let mut imported = Imported::default();
        let named = returned.locale.replace('_', "-");
        let mut locales = project.translated_locales();
        let Some(locale) = locales.find(|locale| locale.name.eq_ignore_ascii_case(&named)) else {
            if !returned.units.is_empty() || returned.faults.is_empty() {
                let locales = project.translated_locales();
                let names: Vec<_> = locales.map(|locale| locale.name.as_str()).collect();
                let message = match named.as_str() {
                    "" => "the file does not say which language it is in".to_owned(),
                    _ => format!("the project is not translated into `{named}`"),
                };
                let fault = Fault::new(At::Bytes(returned.at.clone()), message);
                let hint = format!("it is translated into {}", list(&names));
                out.push(finding(file, &fault.hint(&hint)));
            }
            return imported;
        };
        let others = returned.units.iter().filter_map(|unit| {
            let made_for = Stamp::read(&unit.stamp)?.locale?;
            (made_for != locale.name).then_some(made_for)
        });
        if let Some(other) = others.min() {
            let message = format!(
                "the file says that it is in `{}`, and it was exported for `{other}`",
                locale.name
            );
            let fault = Fault::new(At::Bytes(returned.at.clone()), message);
            let hint = format!(
                "set its language to `{other}` again; for {}, export a file of its own",
                locale.name
            );
            out.push(finding(file, &fault.hint(&hint)));
            return imported;
        }
        imported.locale = locale.name.clone();
        let mut by_article: BTreeMap<&str, Vec<&ReturnedUnit>> = BTreeMap::new();
        for unit in &returned.units {
            by_article.entry(&unit.article).or_default().push(unit);
        }
        for (name, units) in by_article {
            let mut import = Import::new(delivery, &units);
            if let Some((files, news)) = self.import_file(&mut import, name, locale, out) {
                imported.files.extend(files);
                imported.news.push(ArticleNews {
                    article: name.to_owned(),
                    locale: locale.name.clone(),
                    all: news,
                });
            }
            imported.unchanged += import.unchanged;
            imported.empty += import.empty;
        }
        imported
    }

    fn import_file(
        &self,
        import: &mut Import,
        name: &str,
        locale: &Locale,
        out: &mut Diagnostics,
    ) -> Option<(Files, Vec<(&'static str, String)>)> {
        if name == NAME {
            return self.import_labels(import, locale, out);
        }
        let project = self.sources().project();
        let Some(article) = project.article(name) else {
            let names: Vec<_> = project.articles.iter().map(FileId::stem).collect();
            let at = import.returned.first()?.at.clone();
            let fault = Fault::new(at, format!("the project has no article `{name}`"));
            let hint = format!("it has {}", list(&names));
            out.push(finding(import.file, &fault.hint(&hint)));
            return None;
        };
        let original = self.legible(article, out)?;
        self.import_article(import, &original, locale, out)
    }
}
