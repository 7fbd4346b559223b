//! A setting with one value, or one for each language: `paper: { default: a4, en-US: us-letter }`.

use serde_yaml::Value;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::locale::Locale;
use crate::project::settings::locale_setting;
use crate::yaml::tree::{Kind, Written};
use crate::yaml::{Mapping, nearest};

/// The key of the value for all languages without one.
pub const DEFAULT: &str = "default";

/// The values of a setting, by the tags of languages as the settings write them; that for all others has no tag.
#[derive(Clone, PartialEq, Debug)]
pub struct PerLanguage<T>(Vec<(Option<Locale>, T)>);

impl<T> Default for PerLanguage<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> PerLanguage<T> {
    /// Decodes the key. `known` are the languages of the project; `None` if they could not be read. Values that `parse`
    /// refuses are reported and left out.
    pub fn read(
        map: &mut Mapping,
        key: &str,
        known: Option<&[Locale]>,
        parse: impl Fn(&Written) -> Result<T, Diagnostic>,
        out: &mut Diagnostics,
    ) -> Self {
        let mut all = Vec::new();
        for (language, value) in written(map, key, out) {
            let locale = match language.as_deref() {
                None | Some(DEFAULT) => None,
                Some(tag) => match language_of(tag, key, map, known, out) {
                    Some(locale) => Some(locale),
                    None => continue,
                },
            };
            match parse(&value) {
                Ok(value) => all.push((locale, value)),
                Err(found) => out.push(found.at(value.all())),
            }
        }
        Self(all)
    }

    /// The value for a language: its own, else that of the nearest of its parents, else that for all.
    pub fn get(&self, language: &Locale) -> Option<&T> {
        let own = [language.clone()].into_iter().chain(language.parents());
        let of = |wanted: Option<Locale>| {
            let mut all = self.0.iter();
            all.find(|(known, _)| *known == wanted)
                .map(|(_, value)| value)
        };
        let mut own = own.filter_map(|locale| of(Some(locale)));
        own.next().or_else(|| of(None))
    }

    /// All values.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.0.iter().map(|(_, value)| value)
    }
}

/// The values of a key as they are written, each with the tag of its language.
fn written(map: &mut Mapping, key: &str, out: &mut Diagnostics) -> Vec<(Option<String>, Written)> {
    let Some(value) = map.take::<Value>(key, out) else {
        return Vec::new();
    };
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let texts: Option<Vec<(Option<String>, String)>> = match &value {
        Value::Mapping(values) => values
            .iter()
            .map(|(tag, value)| Some((Some(text(tag)?), text(value)?)))
            .collect(),
        value => text(value).map(|text| vec![(None, text)]),
    };
    let Some(texts) = texts else {
        let expected = map.expected(key);
        out.push(map.wrong(key, format!("`{key}` must be {expected}")));
        return Vec::new();
    };
    let place = |tag: &Option<String>, text: String| {
        let node = map.node(key);
        let node = match (tag, node.map(|node| &node.kind)) {
            (Some(tag), Some(Kind::Map(_))) => node.and_then(|node| node.get(tag)).map(|it| it.1),
            _ => node,
        };
        let written = node.and_then(|node| map.written(node));
        let whole = || Some(Written::whole(text.clone(), &map.origin(key)?));
        written
            .filter(|written| written.text == text)
            .or_else(whole)
    };
    let place = |(tag, text): (Option<String>, String)| Some((tag.clone(), place(&tag, text)?));
    texts.into_iter().filter_map(place).collect()
}

/// The language of a tag: one of the project's, or one that some of them inherit from.
fn language_of(
    tag: &str,
    key: &str,
    map: &Mapping,
    known: Option<&[Locale]>,
    out: &mut Diagnostics,
) -> Option<Locale> {
    let locale = locale_setting(tag, key, map, out)?;
    let Some(known) = known else {
        return Some(locale);
    };
    if known
        .iter()
        .any(|own| *own == locale || own.inherits(&locale))
    {
        return Some(locale);
    }
    let names = known.iter().map(|own| own.name.as_str()).chain([DEFAULT]);
    let hint = match nearest(tag, names) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!(
            "name languages as `locales:` or the folders under i18n/ do; `{DEFAULT}` is for all others"
        ),
    };
    let message = format!("`{tag}` is no language of the project");
    out.push(map.wrong_word(key, tag, message).hint(hint));
    None
}
