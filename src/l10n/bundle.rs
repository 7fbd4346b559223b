//! Fluent bundles: the entries of a locale in memory, and the text they give for values.

use std::collections::BTreeMap;
use std::sync::PoisonError;

use fluent::resolver::{ResolverError, errors::ReferenceKind};
use fluent::{FluentArgs, FluentBundle, FluentError, FluentResource, FluentValue};

use crate::article::ast::Key;
use crate::article::ast::{Meta, Var};
use crate::article::inline;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::l10n::catalogue::Catalogue;
use crate::l10n::functions::{self, Complaints, Day};
use crate::l10n::message::Message;
use crate::origin::Origin;
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
        values.insert("date".to_owned(), Var::Date(date));
    }
    values
}

/// The entries of a locale: labels first, an article's messages over them.
pub struct Bundle {
    locale: Locale,
    fluent: FluentBundle<FluentResource>,
    complaints: Complaints,
    messages: BTreeMap<String, Message>,
}

impl Bundle {
    /// An empty bundle.
    pub fn new(locale: &Locale) -> Self {
        let mut fluent = FluentBundle::new(vec![locale.id.clone()]);
        // Isolation marks would be glyphs of their own on a page in one direction.
        fluent.set_use_isolating(locale.is_rtl());
        let complaints = functions::add(&mut fluent, locale);
        Self {
            locale: locale.clone(),
            fluent,
            complaints,
            messages: BTreeMap::new(),
        }
    }

    /// Adds the entries of a file over those that are there.
    pub fn add(&mut self, catalogue: &Catalogue) {
        let resource = match FluentResource::try_new(catalogue.text.to_string()) {
            Ok(resource) => resource,
            // Its errors were reported when the catalogue was parsed.
            Err((resource, _)) => resource,
        };
        self.fluent.add_resource_overriding(resource);
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

    /// The markup that a message gives, with the place of its entry; `None` where there is no such
    /// message or attribute. What fails inside it is reported at its entry.
    pub fn format(
        &self,
        key: &Key,
        values: &Values,
        out: &mut Diagnostics,
    ) -> Option<(String, Origin)> {
        let origin = self.messages.get(&key.id)?.origin.clone();
        let message = self.fluent.get_message(&key.id)?;
        let pattern = match key.attribute {
            Some(name) => message.get_attribute(name)?.value(),
            None => message.value()?,
        };
        let args = self.args(values);
        let mut errors = Vec::new();
        let markup = self
            .fluent
            .format_pattern(pattern, Some(&args), &mut errors);
        let mut complaints = self
            .complaints
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        for message in complaints.drain(..) {
            out.push(Diagnostic::error("wrong-function", message).at(origin.clone()));
        }
        for error in errors {
            out.push(self.explain(&error, values).at(origin.clone()));
        }
        Some((markup.into_owned(), origin))
    }

    /// Values for Fluent. Words are escaped: a value is text, whatever it holds.
    fn args(&self, values: &Values) -> FluentArgs<'static> {
        let mut args = FluentArgs::new();
        for (name, value) in values {
            let value = match value {
                Var::Text(words) => {
                    let mut escaped = String::new();
                    inline::escape(words, &mut escaped);
                    FluentValue::from(escaped)
                }
                Var::Number(digits) => FluentValue::try_number(digits.as_str()).into_owned(),
                Var::Date(date) => FluentValue::Custom(Box::new(Day::new(*date, &self.locale))),
            };
            args.set(name.clone(), value);
        }
        args
    }

    fn explain(&self, error: &FluentError, values: &Values) -> Diagnostic {
        let FluentError::ResolverError(error) = error else {
            return Diagnostic::error("wrong-message", error.to_string());
        };
        let near = |name: &str, known: Vec<&str>| match crate::yaml::nearest(
            name,
            known.iter().copied(),
        ) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known here: {}", crate::yaml::list(&known)),
        };
        match error {
            ResolverError::Reference(ReferenceKind::Variable { id }) => {
                let known = values.keys().map(String::as_str).collect();
                Diagnostic::error(
                    "unknown-variable",
                    format!("the variable `${id}` is not known"),
                )
                .hint(near(id, known))
            }
            ResolverError::Reference(ReferenceKind::Function { id }) => Diagnostic::error(
                "unknown-reference",
                format!("the function `{id}` is not known"),
            )
            .hint("the functions are NUMBER and DATETIME"),
            ResolverError::Reference(ReferenceKind::Message { id, attribute }) => {
                let name = name(id, attribute.as_deref());
                let known = self.messages.keys().map(String::as_str);
                let error = format!("the message `{name}` is not known");
                let error = Diagnostic::error("unknown-reference", error);
                match crate::yaml::nearest(id, known) {
                    Some(near) => error.hint(format!("did you mean `{near}`?")),
                    None => error,
                }
            }
            ResolverError::Reference(ReferenceKind::Term { id, attribute }) => {
                let name = name(id, attribute.as_deref());
                let error = format!("the term `-{name}` is not known");
                Diagnostic::error("unknown-reference", error)
                    .hint("define it in this file or in labels.ftl")
            }
            ResolverError::NoValue(id) => {
                let error = format!("the message `{id}` has no value");
                Diagnostic::error("unknown-reference", error)
            }
            other => Diagnostic::error("wrong-message", other.to_string().to_lowercase()),
        }
    }
}

fn name(id: &str, attribute: Option<&str>) -> String {
    attribute.map_or(id.to_owned(), |attribute| format!("{id}.{attribute}"))
}
