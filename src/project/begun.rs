//! Languages whose translation has begun and is not published: `begun:` in the settings, which `sync --add-locale` writes.

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostics;
use crate::locale::Locale;
use crate::origin::FileId;
use crate::project::settings::{CODES, KEYS, SETTINGS, locale_setting};
use crate::yaml::Mapping;

/// The key.
const KEY: &str = "begun";
/// What the list is for, above it.
const COMMENT: &str = "# Languages that are being translated: `build` and `check` leave them out, unless `--draft` or `--locale` names them.\n# Remove a language from the list to publish it.\n";

/// The names of the languages that are begun, as they are in `all`, to which those are added that it lacks.
pub fn begun(
    names: Vec<String>,
    source: &Locale,
    all: &mut Vec<Locale>,
    map: &Mapping,
    out: &mut Diagnostics,
) -> BTreeSet<String> {
    let mut begun = BTreeSet::new();
    for name in names {
        let Some(locale) = locale_setting(&name, KEY, map, out) else {
            continue;
        };
        if locale.id == source.id {
            let message = format!("`{name}` is the language of the articles");
            out.push(map.wrong_word(KEY, &name, message));
            continue;
        }
        let known = all.iter().find(|known| known.id == locale.id);
        let known = known.unwrap_or(&locale).name.clone();
        if known == locale.name && !all.contains(&locale) {
            all.push(locale);
        }
        begun.insert(known);
    }
    begun
}

/// The settings with one more language that is begun; every other byte stays. `None` if the list is written in a way that
/// cannot be extended: it has to be edited by hand.
pub fn with_begun(settings: &str, locale: &Locale) -> Option<String> {
    let name = &locale.name;
    let known = listed(settings)?;
    let text = match known.last() {
        Some((_, end)) => {
            let start = settings[..*end].rfind('\n').map_or(0, |at| at + 1);
            let line = &settings[start..*end];
            match line.trim_start().strip_prefix('-') {
                Some(_) => {
                    let indent = &line[..line.len() - line.trim_start().len()];
                    let rest = settings[*end..]
                        .find('\n')
                        .map_or(settings.len(), |at| end + at);
                    format!(
                        "{}\n{indent}- {name}{}",
                        &settings[..rest],
                        &settings[rest..]
                    )
                }
                None => format!("{}, {name}{}", &settings[..*end], &settings[*end..]),
            }
        }
        // The last one was removed.
        None if settings.lines().any(is_empty_list) => {
            let lines = settings
                .split_inclusive('\n')
                .map(|line| match is_empty_list(line) {
                    true => format!("{KEY}:\n  - {name}\n"),
                    false => line.to_owned(),
                });
            lines.collect()
        }
        None => {
            let gap = match settings {
                "" => "",
                text if text.ends_with('\n') => "\n",
                _ => "\n\n",
            };
            format!("{settings}{gap}{COMMENT}{KEY}:\n  - {name}\n")
        }
    };
    // Whatever the list looked like, it is read as before, with one more language.
    let names = |all: Vec<(String, usize)>| all.into_iter().map(|(name, _)| name);
    let wanted: Vec<_> = names(known).chain([name.clone()]).collect();
    let found: Vec<_> = names(listed(&text)?).collect();
    (found == wanted).then_some(text)
}

/// Whether a line is the key without a value or with an empty list.
fn is_empty_list(line: &str) -> bool {
    let value = line
        .strip_prefix(KEY)
        .and_then(|rest| rest.trim_start().strip_prefix(':'));
    value.is_some_and(|value| matches!(value.trim(), "" | "[]"))
}

/// The names in the list, each with the byte at which it ends. `None` if it cannot be read.
fn listed(settings: &str) -> Option<Vec<(String, usize)>> {
    let file = FileId::new(SETTINGS);
    let mut out = Diagnostics::default();
    let mut map = Mapping::parse(&file, settings, 0..settings.len(), CODES, &mut out).of(KEYS);
    let names: Vec<String> = map.take(KEY, &mut out).unwrap_or_default();
    if out.has_errors() || map.is_broken(KEY) {
        return None;
    }
    let end = |name: String| Some((map.origin_of(KEY, &name)?.range.end, name));
    let ends: Option<Vec<_>> = names.into_iter().map(end).collect();
    Some(ends?.into_iter().map(|(end, name)| (name, end)).collect())
}
