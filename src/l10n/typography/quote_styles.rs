//! The quotation marks of languages.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::locale::Locale;

/// The outer and inner quotes, with the languages that use them. From CLDR 48 (`delimiters`), of the languages that have data of
/// their own there or are covered at least moderately, except: French inner quotes of the Imprimerie nationale, Dutch double
/// outer quotes, guillemets for German in Switzerland, and Maltese by the Interinstitutional style guide of the European Union.
const STYLES: [([char; 4], &str); 26] = [
    (
        ['“', '”', '‘', '’'],
        "en ak af as az ba bn ceb chr cy da es fil fo ga gd gl gu ha hi id ig jv km kn ko kok lo lv mi ml mn mr ms mt my ne nl or pa pcm ps pt qu sd shn si so sq sw ta te tg th tr tt uz-Arab uz-Cyrl vec vi wo xh yo zh zu",
    ),
    (
        ['«', '»', '“', '”'],
        "fr ast blo bm br ca cv dyo el eu ewo ie it kab kk lij mg mua nnh pms sc sg ti pt-PT pt-AO pt-CH pt-CV pt-GQ pt-GW pt-LU pt-MO pt-MZ pt-ST pt-TL",
    ),
    (
        ['«', '»', '‹', '›'],
        "fr-CH de-CH de-LI am fa gsw jgo kkj mzn rm sdh wae",
    ),
    (['«', '»', '„', '“'], "ru uk bas be bua ky os sah tyv"),
    (['«', '»', '‘', '’'], "nb nn no dua ksf rw"),
    (['«', '»', '«', '»'], "hy ht oc yav"),
    (['«', '»', '„', '”'], "shi zgh"),
    (
        ['„', '“', '‚', '‘'],
        "de cs dsb et hr hsb is ksh lb luy mk nds sk sl",
    ),
    (['„', '“', '„', '“'], "bg lt prg sgs"),
    (['„', '“', '«', '»'], "ka"),
    (['„', '”', '«', '»'], "nmg pl ro"),
    (['„', '”', '»', '«'], "hu szl"),
    (['„', '”', '‘', '’'], "bs"),
    (['„', '”', '‚', '’'], "agq ff"),
    (['„', '”', '’', '’'], "sr"),
    (['”', '”', '’', '’'], "fi sv he lag rn se sn yi"),
    (['”', '“', '’', '‘'], "ar ur lld syr"),
    (['“', '”', '’', '‘'], "uz"),
    (['“', '”', '’', '“'], "st"),
    (['“', '”', '«', '»'], "eo"),
    (['“', '”', '“', '”'], "tk"),
    (['‘', '’', '“', '”'], "fur ia tn"),
    (['»', '«', '›', '‹'], "ug"),
    (['「', '」', '『', '』'], "ja yue zh-HK zh-Hant zh-MO zh-TW"),
    (['«', '»', '“', '”'], "fr-CA"),
    (['„', '“', '‚', '‘'], "bs-Cyrl"),
];

/// The quotes of a locale: outer opening, outer closing, inner opening, inner closing. `None` for unknown languages.
pub fn style(locale: &Locale) -> Option<[char; 4]> {
    let [open, close, inner_open, inner_close] = usual(locale)?;
    Some(match locale.has_single_quotes {
        true => [inner_open, inner_close, open, close],
        false => [open, close, inner_open, inner_close],
    })
}

/// The quotes of a locale where the settings do not exchange the outer and the inner ones.
fn usual(locale: &Locale) -> Option<[char; 4]> {
    static BY_TAG: LazyLock<HashMap<&str, [char; 4]>> = LazyLock::new(|| {
        let styles = STYLES.iter().rev();
        let tags = styles.flat_map(|(signs, tags)| tags.split(' ').map(|tag| (tag, *signs)));
        tags.collect()
    });
    let of = |tag: &str| BY_TAG.get(tag).copied();
    let found = of(&locale.name).or_else(|| of(&region(locale)));
    found.or_else(|| of(locale.language()))
}

/// Language and region without script: `zh-TW` for `zh-Hant-TW`.
fn region(locale: &Locale) -> String {
    let region = locale.region().unwrap_or_default();
    format!("{}-{region}", locale.language())
}

/// Whether the quotes of a language are known, so that straight quotes are replaced.
pub fn are_known(locale: &Locale) -> bool {
    style(locale).is_some()
}

/// The quotes that are the outer ones of a language, opening and closing, unless the settings exchange them with the inner ones.
/// `None` for unknown languages.
pub fn outer(locale: &Locale) -> Option<[char; 2]> {
    usual(locale).map(|[open, close, ..]| [open, close])
}
