//! Fluent bundles: the entries of a locale in memory, and the text they give for values.

use std::collections::BTreeMap;

use crate::article::ast::Key;
use crate::article::ast::{Meta, Var};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::l10n::catalogue::Catalogue;
use crate::l10n::functions::Value;
use crate::l10n::message::Message;
use crate::l10n::references;
use crate::l10n::resolve::{MOST_PLACEABLES, Resolver};
use crate::l10n::syntax::Entries;
use crate::origin::{FileId, Origin};
use crate::project::Locale;

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
}

impl Bundle {
    /// An empty bundle.
    pub fn new(locale: &Locale) -> Self {
        Self {
            locale: locale.clone(),
            icu: locale.icu(),
            entries: Entries::default(),
            messages: BTreeMap::new(),
        }
    }

    /// Adds the entries of a file over those that are there.
    pub fn add(&mut self, catalogue: &Catalogue) {
        self.entries.add(&catalogue.file, &catalogue.text);
        let messages = catalogue.messages.iter();
        self.messages
            .extend(messages.map(|message| (message.id.clone(), message.clone())));
    }

    /// The locale.
    pub fn locale(&self) -> &Locale {
        &self.locale
    }

    /// The entries by id.
    pub fn messages(&self) -> &BTreeMap<String, Message> {
        &self.messages
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
        references::check(
            &self.entries,
            files,
            &values.chain(later).collect(),
            &self.icu,
        )
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
        let pattern = self.entries.get(&key.id)?.pattern(key.attribute)?;
        let values = values.iter().map(|(name, var)| (name.clone(), var.into()));
        // Isolation marks would be glyphs of their own on a page in one direction.
        let resolver = Resolver::new(&self.entries, &self.icu, self.locale.is_rtl());
        let markup = resolver.markup(pattern, &values.collect());
        if markup.is_none() {
            let error = format!("`{key}` shows more than {MOST_PLACEABLES} placeables");
            out.push(
                Diagnostic::error("message-too-long", error)
                    .at(origin.clone())
                    .hint("look for messages that show others again and again"),
            );
        }
        Some((markup.unwrap_or_default(), origin))
    }
}
