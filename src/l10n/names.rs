//! Names of people and publishers, as a language writes them: alone and in lists.

use icu_list::ListFormatter;
use icu_list::options::ListFormatterOptions;
use unicode_script::UnicodeScript;

use crate::l10n::typography::line::Line;
use crate::l10n::typography::quotes;
use crate::l10n::typography::signs::VALUE;
use crate::locale::Locale;

/// The marks around a name that keeps its own direction.
const ISOLATE: [char; 2] = ['\u{2068}', '\u{2069}'];

/// The names with the commas and the conjunction of the language (CLDR's lists): `A, B et C`. `None` if there are none.
/// In a pseudo-locale, each name is marked as a value, so that the conjunction changes and the names do not.
pub fn list(names: &[String], locale: &Locale) -> Option<String> {
    if names.is_empty() {
        return None;
    }
    let [open, close] = VALUE;
    let names = names.iter().map(|name| match locale.pseudo() {
        Some(_) => format!("{open}{name}{close}"),
        None => shown(name, locale),
    });
    let names: Vec<String> = names.collect();
    let formatter =
        ListFormatter::try_new_and(locale.icu().into(), ListFormatterOptions::default());
    Some(match formatter {
        Ok(formatter) => formatter.format(names.iter()).to_string(),
        Err(_) => names.join(", "),
    })
}

/// A name as pages show it, with typographic apostrophes and quotes. Its direction does not depend on its neighbours, nor theirs on
/// it: it is isolated in a text from right to left, or if it has such letters itself.
pub fn shown(name: &str, locale: &Locale) -> String {
    let mut line = Line::of(name.chars().map(|c| (c, 0)).collect());
    if name.contains(['\'', '"']) {
        quotes::set(&mut line, locale);
    }
    let name: String = line.chars.iter().map(|(c, _)| *c).collect();
    let name = name.replace('\'', "’");
    let is_rtl = |c: char| c.is_alphabetic() && Locale::is_rtl_script(c.script().short_name());
    let [open, close] = ISOLATE;
    match locale.is_rtl() || !name.is_ascii() && name.chars().any(is_rtl) {
        true => format!("{open}{name}{close}"),
        false => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_conjunction() {
        let names = ["Ada", "Blaise", "Carl"].map(str::to_owned);
        for (locale, count, listed) in [
            ("fr", 1, "Ada"),
            ("fr", 2, "Ada et Blaise"),
            ("fr", 3, "Ada, Blaise et Carl"),
            ("en", 3, "Ada, Blaise, and Carl"),
            ("en-GB", 3, "Ada, Blaise and Carl"),
            ("de", 3, "Ada, Blaise und Carl"),
            ("zh", 3, "Ada、Blaise和Carl"),
            ("ja", 2, "Ada、Blaise"),
            ("ar", 2, "\u{2068}Ada\u{2069} و\u{2068}Blaise\u{2069}"),
            ("fr-XA", 2, "\u{E002}Ada\u{E003} et \u{E002}Blaise\u{E003}"),
        ] {
            let of = Locale::parse(locale).expect("a tag");
            let made = list(&names[..count], &of);
            assert_eq!(made.as_deref(), Some(listed), "{locale}");
        }
        let french = Locale::parse("fr").expect("a tag");
        assert_eq!(list(&[], &french), None);
    }

    #[test]
    fn apostrophes_are_typographic() {
        let french = Locale::parse("fr").expect("a tag");
        assert_eq!(shown("Jeanne d'Arc", &french), "Jeanne d’Arc");
        let english = Locale::parse("en").expect("a tag");
        assert_eq!(shown("B. 'Bob' Lee", &english), "B. ‘Bob’ Lee");
        assert_eq!(shown("The \"Inst\"", &english), "The “Inst”");
    }

    #[test]
    fn names_of_another_direction_are_isolated() {
        for (locale, name, is_isolated) in [
            ("fr", "Renée O’Brien", false),
            ("fr", "王小明", false),
            ("fr", "عمر", true),
            ("fr", "Omar (عمر)", true),
            ("ar", "Omar", true),
            ("ar", "عمر", true),
        ] {
            let of = Locale::parse(locale).expect("a tag");
            assert_eq!(shown(name, &of) != name, is_isolated, "{locale} {name}");
        }
    }
}
