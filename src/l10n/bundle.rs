//! Fluent bundles: the entries of a locale in memory, and the text they give for values.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use fluent::resolver::ResolverError;
use fluent::{FluentBundle, FluentError, FluentResource};

use crate::article::ast::Key;
use crate::article::ast::{Meta, Var};
use crate::article::source::Source;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::l10n::calls;
use crate::l10n::catalogue::Catalogue;
use crate::l10n::functions::Value;
use crate::l10n::link;
use crate::l10n::message::Message;
use crate::l10n::references;
use crate::l10n::syntax::Entries;
use crate::locale::Locale;
use crate::origin::{FileId, Origin};

/// How many placeables `fluent-bundle` resolves in one message, those of what it shows included.
const MOST_PLACEABLES: usize = 100;

/// Values that messages may use, by name.
pub type Values = BTreeMap<String, Var>;

/// The values of an article: `$title`, `$date` and its `vars`. The title is the article's own unless a
/// translated one replaces it.
pub fn values(meta: &Meta) -> Values {
    let mut values: Values = meta.vars.clone();
    if let Some(title) = &meta.title {
        values.insert("title".to_owned(), Var::Text(title.plain()));
    }
    if let Some(date) = meta.date {
        values.insert("date".to_owned(), Var::Date(date, None));
    }
    values
}

/// The entries of a locale: labels first, an article's messages over them.
pub struct Bundle {
    locale: Locale,
    icu: icu_locale::Locale,
    entries: Entries,
    messages: BTreeMap<String, Message>,
    /// The languages of the files that stand in for what is lacking.
    lent: BTreeMap<FileId, String>,
    /// The names of entries that cannot be parsed.
    broken: BTreeSet<String>,
    /// The entries as they are resolved, once one is asked for.
    fluent: OnceCell<Fluent>,
}

struct Fluent {
    bundle: FluentBundle<FluentResource>,
    /// Whether all entries are in it.
    is_whole: bool,
}

impl Bundle {
    /// An empty bundle.
    pub fn new(locale: &Locale) -> Self {
        Self {
            locale: locale.clone(),
            icu: locale.icu(),
            entries: Entries::default(),
            messages: BTreeMap::new(),
            lent: BTreeMap::new(),
            broken: BTreeSet::new(),
            fluent: OnceCell::new(),
        }
    }

    /// Adds the entries of a file over those that are there.
    pub fn add(&mut self, catalogue: &Catalogue) {
        self.fluent.take();
        self.entries.add(&catalogue.file, &catalogue.text);
        self.broken.extend(catalogue.broken().map(str::to_owned));
        let messages = catalogue.messages.iter();
        self.messages
            .extend(messages.map(|message| (message.id.clone(), message.clone())));
    }

    /// Adds the entries of another language's file, to stand in for what this one lacks.
    pub fn lend(&mut self, catalogue: &Catalogue, language: &str) {
        self.add(catalogue);
        self.lent
            .insert(catalogue.file.clone(), language.to_owned());
    }

    /// The language of a file whose entries stand in for missing ones; none for a file of the bundle's own language.
    pub fn lent(&self, file: &FileId) -> Option<&str> {
        self.lent.get(file).map(String::as_str)
    }

    /// The language that numbers, dates and plurals follow.
    pub fn locale(&self) -> &Locale {
        &self.locale
    }

    /// The entries by id.
    pub fn messages(&self) -> &BTreeMap<String, Message> {
        &self.messages
    }

    /// Whether an entry cannot be parsed, which its catalogue reported. The name of a term has its dash.
    pub fn is_broken(&self, name: &str) -> bool {
        self.broken.contains(name) && self.entries.get(name).is_none()
    }

    /// Where the markup of a message or an attribute was written: `origin` is the place of the entry.
    pub fn source(&self, key: &Key, origin: Origin) -> Source<'_> {
        let part = self.messages.get(&key.id);
        let part = part.and_then(|m| m.part(key.attribute.unwrap_or_default()));
        let within = part.map(|part| Origin::new(&origin.file, part.range.clone()));
        let entry = self.entries.get(&key.id);
        Source {
            within: within.unwrap_or_else(|| origin.clone()),
            ..Source::message(origin, entry.map_or("", |entry| entry.id.file_text()))
        }
    }

    /// What is wrong with the references of the entries of those files; the names in `later` get their
    /// values only when pages are laid out.
    pub fn check<'n>(
        &self,
        files: &dyn Fn(&FileId) -> bool,
        values: &Values,
        later: impl IntoIterator<Item = &'n String>,
    ) -> Diagnostics {
        let values = values.iter().map(|(name, var)| (name.clone(), var.into()));
        let later = later.into_iter().map(|name| (name.clone(), Value::Unknown));
        let values = values.chain(later).collect();
        let mut out = references::check(
            &self.entries,
            &|name| self.is_broken(name),
            files,
            &values,
            &self.icu,
        );
        let mut places = self.entries.iter().map(|(_, entry)| entry.id.file());
        let place = places.find(|file| files(file));
        if let Some(file) = place.filter(|_| !self.fluent().is_whole) {
            let error = "too many messages are shown by terms, with too many different values";
            out.push(
                Diagnostic::new(Code::MessageTooLong, error)
                    .at(Origin::file(file))
                    .hint("write the words of these messages in the terms themselves"),
            );
        }
        out
    }

    /// The markup that a message gives, with the place of its entry; `None` where there is no such
    /// message or attribute. What is wrong inside it is reported by [`Bundle::check`].
    pub fn format(
        &self,
        key: &Key,
        values: &Values,
        out: &mut Diagnostics,
    ) -> Option<(String, Origin)> {
        let origin = self.messages.get(&key.id)?.origin.clone();
        let bundle = &self.fluent().bundle;
        let message = bundle.get_message(&link::message(&key.id))?;
        let pattern = match key.attribute {
            Some(name) => message.get_attribute(name)?.value(),
            None => message.value()?,
        };
        let values = values.iter().map(|(name, var)| (name.clone(), var.into()));
        let args = calls::args(&values.collect(), &self.icu);
        let mut errors = Vec::new();
        let markup = bundle.format_pattern(pattern, Some(&args), &mut errors);
        let too_many = FluentError::ResolverError(ResolverError::TooManyPlaceables);
        if errors.contains(&too_many) {
            let error = format!("`{key}` shows more than {MOST_PLACEABLES} placeables");
            out.push(
                Diagnostic::new(Code::MessageTooLong, error)
                    .at(origin.clone())
                    .hint("look for messages that show others again and again"),
            );
        }
        // The place of a value that there is not, which was reported, is no equation.
        Some((markup.replace("{$", "{\\$"), origin))
    }

    /// The entries as they are resolved.
    fn fluent(&self) -> &Fluent {
        self.fluent.get_or_init(|| {
            let linked = link::link(&self.entries);
            let mut bundle = FluentBundle::new(vec![self.locale.id.clone()]);
            // Isolation marks would be glyphs of their own on a page in one direction.
            bundle.set_use_isolating(self.locale.is_rtl());
            calls::add(&mut bundle, &self.icu);
            let (Ok(resource) | Err((resource, _))) = FluentResource::try_new(linked.text);
            bundle.add_resource_overriding(resource);
            Fluent {
                bundle,
                is_whole: linked.is_whole,
            }
        })
    }
}
