//! Fluent bundles: the entries of a locale in memory, and formatting of messages.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use fluent::concurrent::FluentBundle;
use fluent::resolver::ResolverError;
use fluent::{FluentArgs, FluentError, FluentResource};

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

/// How many placeables `fluent-bundle` resolves in one message, including those of messages that it refers to.
const MOST_PLACEABLES: usize = 100;

/// The values of variables, by name without `$`.
pub type Values = BTreeMap<String, Var>;

/// The variables of an article: `$title`, `$date` and its `vars`. The title is that of the source language, until a
/// translation of it replaces it.
pub fn values(meta: &Meta) -> Values {
    let mut values: Values = meta.vars.clone();
    if let Some(title) = &meta.title {
        values.insert("title".to_owned(), Var::Text(title.readable()));
    }
    if let Some(date) = meta.date {
        values.insert("date".to_owned(), Var::Date(date, None));
    }
    values
}

/// The entries of a locale: labels, overridden by the messages of an article. The first call of [`Bundle::format`] or
/// [`Bundle::check`] links them; over the labels that articles share, only what a bundle has beside them.
pub struct Bundle {
    locale: Locale,
    icu: icu_locale::Locale,
    entries: Entries,
    messages: BTreeMap<String, Arc<Message>>,
    /// The files of the entries that it shares with others.
    shared: BTreeSet<FileId>,
    /// The languages of the catalogues that were lent, by file.
    lent: BTreeMap<FileId, String>,
    /// The ids of entries that cannot be parsed.
    broken: BTreeSet<String>,
    /// The linked entries of its own, with those that they refer to, created when needed.
    fluent: OnceLock<Fluent>,
}

/// The values of variables, for messages of one bundle.
pub struct Args(FluentArgs<'static>);

struct Fluent {
    bundle: FluentBundle<FluentResource>,
    /// Whether linking included all entries.
    is_whole: bool,
}

impl Bundle {
    /// An empty bundle. Numbers, dates and plurals follow `locale`.
    pub fn new(locale: &Locale) -> Self {
        Self {
            locale: locale.clone(),
            icu: locale.icu(),
            entries: Entries::default(),
            messages: BTreeMap::new(),
            shared: BTreeSet::new(),
            lent: BTreeMap::new(),
            broken: BTreeSet::new(),
            fluent: OnceLock::new(),
        }
    }

    /// A bundle with the entries of another, which are neither copied nor linked again.
    pub fn over(labels: &Self) -> Self {
        let files = labels.entries.iter().map(|(_, entry)| entry.id.file());
        Self {
            entries: labels.entries.clone(),
            messages: labels.messages.clone(),
            shared: files.cloned().collect(),
            lent: labels.lent.clone(),
            broken: labels.broken.clone(),
            icu: labels.icu.clone(),
            ..Self::new(&labels.locale)
        }
    }

    /// Adds the entries of a catalogue; they override entries with the same id.
    pub fn add(&mut self, catalogue: &Catalogue) {
        self.fluent.take();
        self.entries.add(&catalogue.file, &catalogue.text);
        self.broken.extend(catalogue.broken().map(str::to_owned));
        let messages = catalogue.messages.iter();
        self.messages
            .extend(messages.map(|message| (message.id.clone(), Arc::new(message.clone()))));
    }

    /// Adds the entries of another language's catalogue as a fallback, for a draft. Call it before adding the locale's
    /// own.
    pub fn lend(&mut self, catalogue: &Catalogue, language: &str) {
        self.add(catalogue);
        self.lent
            .insert(catalogue.file.clone(), language.to_owned());
    }

    /// The language of a file whose entries are fallbacks; `None` for a file of the bundle's own language.
    pub fn lent(&self, file: &FileId) -> Option<&str> {
        self.lent.get(file).map(String::as_str)
    }

    /// The locale of numbers, dates and plurals.
    pub fn locale(&self) -> &Locale {
        &self.locale
    }

    /// The messages by id, without terms.
    pub fn messages(&self) -> &BTreeMap<String, Arc<Message>> {
        &self.messages
    }

    /// Whether an entry exists but cannot be parsed, which its catalogue reported. The name of a term starts with `-`.
    pub fn is_broken(&self, name: &str) -> bool {
        self.broken.contains(name) && self.entries.get(name).is_none()
    }

    /// The source of the markup of a message or an attribute, for places in it. `origin` is the place of the entry.
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

    /// Checks the references of the entries in files that satisfy `files`. Variables in `later` get their values only
    /// during layout, so any use of them is allowed.
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

    /// Values as [`Bundle::format`] takes them: made once for all messages.
    pub fn args(&self, values: &Values) -> Args {
        let values = values.iter().map(|(name, var)| (name.clone(), var.into()));
        Args(calls::args(&values.collect(), &self.icu))
    }

    /// Formats a message or an attribute: its markup, and the place of its entry. `None` if there is no such message or
    /// attribute; one of the bundle that this one is [`over`](Self::over) is only referred to. Errors in references are reported by [`Bundle::check`], not here.
    pub fn format(
        &self,
        key: &Key,
        args: &Args,
        out: &mut Diagnostics,
    ) -> Option<(String, Origin)> {
        let origin = self.messages.get(&key.id)?.origin.clone();
        if self.shared.contains(&origin.file) {
            return None;
        }
        let id = link::message(&key.id);
        let bundle = &self.fluent().bundle;
        let message = bundle.get_message(&id)?;
        let pattern = match key.attribute {
            Some(name) => message.get_attribute(name)?.value(),
            None => message.value()?,
        };
        let mut errors = Vec::new();
        let markup = bundle.format_pattern(pattern, Some(&args.0), &mut errors);
        let too_many = FluentError::ResolverError(ResolverError::TooManyPlaceables);
        if errors.contains(&too_many) {
            let error = format!("`{key}` shows more than {MOST_PLACEABLES} placeables");
            out.push(
                Diagnostic::new(Code::MessageTooLong, error)
                    .at(origin.clone())
                    .hint("look for messages that show others again and again"),
            );
        }
        // fluent-bundle prints `{$name}` for a missing value, which was reported; escaped, it is not parsed as an
        // equation.
        Some((markup.replace("{$", "{\\$"), origin))
    }

    /// The linked entries, as fluent-bundle resolves them.
    fn fluent(&self) -> &Fluent {
        self.fluent.get_or_init(|| self.link())
    }

    fn link(&self) -> Fluent {
        let linked = link::link(&self.entries, &|file| !self.shared.contains(file));
        let mut bundle = FluentBundle::new_concurrent(vec![self.locale.id.clone()]);
        // Isolation marks would be visible glyphs on pages written from left to right.
        bundle.set_use_isolating(self.locale.is_rtl());
        calls::add(&mut bundle, &self.icu);
        let (Ok(resource) | Err((resource, _))) = FluentResource::try_new(linked.text);
        bundle.add_resource_overriding(resource);
        Fluent {
            bundle,
            is_whole: linked.is_whole,
        }
    }
}
