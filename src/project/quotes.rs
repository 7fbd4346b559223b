//! The kinds of English that are set with single quotes: `single-quotes:` in the settings.

use crate::diagnostic::Diagnostics;
use crate::locale::Locale;
use crate::project::settings::locale_setting;
use crate::yaml::Mapping;

/// The key.
pub const KEY: &str = "single-quotes";

/// Notes the setting in the locales that it names. Only English has both habits: New Hart's Rules (Oxford) has single quotes, the
/// Chicago Manual of Style double ones. Other languages have one that is right.
pub fn set_single(
    names: Vec<String>,
    locales: &mut [Locale],
    map: &Mapping,
    out: &mut Diagnostics,
) {
    for name in names {
        let Some(locale) = locale_setting(&name, KEY, map, out) else {
            continue;
        };
        if locale.language() != "en" {
            let message =
                format!("single quotes are a choice in English only, and this is `{name}`");
            let hint = "delete it: the quotes of other languages are known";
            out.push(map.wrong_word(KEY, &name, message).hint(hint));
            continue;
        }
        match locales.iter_mut().find(|known| known.id == locale.id) {
            Some(known) => known.has_single_quotes = true,
            // Without the list, nothing is known of the languages.
            None if map.is_broken("locales") => {}
            None => {
                let message = format!("`{name}` is no language of the project");
                let hint = "name languages as `locales:` or the folders under i18n/ do";
                out.push(map.wrong_word(KEY, &name, message).hint(hint));
            }
        }
    }
}
