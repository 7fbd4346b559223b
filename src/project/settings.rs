//! The keys of `fluentpress.yaml`: languages and the output folder. Brand, press, sheets and standing matter have modules of their own.

use std::ops::RangeInclusive;
use std::path::{Component, PathBuf};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::embedded;
use crate::limits::{MEMORY, SECONDS};
use crate::locale::Locale;
use crate::origin::{FileId, Origin};
use crate::vfs::Vfs;
use crate::yaml::{Codes, Key, Mapping, key};

/// The project's settings file.
pub const SETTINGS: &str = "fluentpress.yaml";

/// The codes of findings about it.
pub const CODES: Codes = Codes {
    syntax: Code::SettingsSyntax,
    value: Code::SettingsValue,
    key: Code::SettingsKey,
};

/// The expected form of texts that each language may have.
const TEXT_OF_LANGUAGES: &str =
    "a text, or a mapping of languages to texts, such as `{ default: …, fr: … }`";

/// The keys of `fluentpress.yaml`.
pub const KEYS: &[Key] = &[
    key(
        "source",
        "a language tag such as `fr`",
        "the `lang:` of the articles",
        "The language that the articles are written in.",
    ),
    key(
        "locales",
        "a list of language tags",
        "every folder under `i18n/`",
        "The languages that PDFs are made in, besides the source language.",
    ),
    key(
        "begun",
        "a list of language tags",
        "",
        "Languages that are being translated: `build` and `check` leave them out, unless `--draft` or `--locale` names them. `sync --add-locale` adds to the list; to publish a language, remove it from the list.",
    ),
    key(
        "single-quotes",
        "a list of language tags such as `en-GB`",
        "",
        "The kinds of English in which quotations stand in single quotes, ‘as in British books’, and quotations in them in double ones.",
    ),
    key(
        "audiences",
        "a list of folder names",
        "every folder under `layouts/`, and the three defaults",
        "The audiences that PDFs are made for.",
    ),
    key(
        "output",
        "a folder name",
        "`dist`",
        "The folder of the PDFs, inside the project.",
    ),
    key(
        "proofread",
        "`off`, `warn` or `error`",
        "`warn`",
        "What a build says of faults of typesetting on its pages: nothing, warnings, or errors. See [proofreading](../editors.md#proofreading).",
    ),
    key(
        "time-limit",
        "a number of seconds, from 1 to 86400",
        "`60`",
        "How long making one PDF may take. After that, the build ends with an error, and writes nothing.",
    ),
    key(
        "memory-limit",
        "a number of MiB, from 256 to 1048576",
        "`4096`",
        "How much memory the program may use while it makes PDFs. After that, the build ends with an error, and writes nothing. On Linux only.",
    ),
    key(
        "brand",
        "a mapping with `name`, `logo`, `fonts` and colours",
        "",
        "The publisher's look: see [brand](#brand).",
    ),
    key(
        "paper",
        "`a4`, `a5`, `us-letter`, or width × height such as `170mm × 240mm`; or a mapping of languages to those, such as `{ default: a4, en-US: us-letter }`",
        "`a4`",
        "The paper of briefs and handouts. Regions inherit: `en` is for `en-US` too.",
    ),
    key(
        "margins",
        "a mapping with `top`, `bottom`, `outer`",
        "",
        "The margins of briefs and handouts: see [margins](#margins).",
    ),
    key(
        "slides",
        "`16:9`, `4:3` or another ratio, or width × height; or a mapping of languages to those",
        "`16:9`",
        "The shape of slides.",
    ),
    key(
        "cover",
        "`true`, `false` or the path of an image",
        "`false`",
        "Whether a full analysis begins with a cover: a field in the accent, or an image that fills the page. The image is decoration, and is not read aloud; it may have versions as the logo.",
    ),
    key(
        "imprint",
        TEXT_OF_LANGUAGES,
        "",
        "Who publishes, and what the law asks for: plain text, printed at the end of briefs. Line ends stay; web and mail addresses become links.",
    ),
    key(
        "contact",
        TEXT_OF_LANGUAGES,
        "",
        "Whom to write to: plain text, as `imprint`.",
    ),
    key(
        "press",
        "a mapping with `standard`, `condition`, `bleed`, `total-ink`, `min-ppi`, `rendering-intent`, `marks`",
        "",
        "The press edition: see [press](#press).",
    ),
];

/// What faults of typesetting are.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Proofreading {
    /// They are not looked for.
    Off,
    /// Warnings.
    Warn,
    /// Errors.
    Error,
}

/// What faults of typesetting are: warnings, unless the settings choose.
pub fn proofreading(map: &mut Mapping, out: &mut Diagnostics) -> Proofreading {
    const KEY: &str = "proofread";
    match map.take::<String>(KEY, out).as_deref() {
        None | Some("warn") => Proofreading::Warn,
        Some("off") => Proofreading::Off,
        Some("error") => Proofreading::Error,
        Some(_) => {
            let expected = map.expected(KEY);
            out.push(map.wrong(KEY, format!("`{KEY}` must be {expected}")));
            Proofreading::Warn
        }
    }
}

/// How long an artifact may take in seconds, and how much memory in MiB.
pub fn limits(map: &mut Mapping, out: &mut Diagnostics) -> (u64, u64) {
    let mut limit = |key: &str, allowed: RangeInclusive<u64>, default: u64| {
        let given = map.take::<u64>(key, out)?;
        if !allowed.contains(&given) {
            let message = format!("`{key}` must be {}", map.expected(key));
            out.push(map.wrong(key, message));
            return Some(default);
        }
        Some(given)
    };
    let time = limit("time-limit", 1..=86_400, SECONDS);
    let memory = limit("memory-limit", 256..=1_048_576, MEMORY);
    (time.unwrap_or(SECONDS), memory.unwrap_or(MEMORY))
}

/// The output folder. A project that comes from elsewhere must not choose where on the disk is written.
pub fn output_setting(given: Option<String>, map: &Mapping, out: &mut Diagnostics) -> PathBuf {
    const DEFAULT: &str = "dist";
    const SOURCES: [&str; 3] = ["seeds", "i18n", "layouts"];
    let given = PathBuf::from(given.unwrap_or_else(|| DEFAULT.to_owned()));
    let mut within: Option<Vec<Component>> = Some(Vec::new());
    for part in given.components() {
        within = within.and_then(|mut folders| match part {
            Component::CurDir => Some(folders),
            Component::Normal(_) => {
                folders.push(part);
                Some(folders)
            }
            Component::ParentDir => folders.pop().map(|_| folders),
            Component::Prefix(_) | Component::RootDir => None,
        });
    }
    let of_sources = |first: &&Component| SOURCES.iter().any(|name| first.as_os_str() == *name);
    let place = match &within {
        Some(folders) => match folders.first().filter(of_sources) {
            Some(first) => format!("in `{}`, a folder of sources", first.as_os_str().display()),
            None => return given,
        },
        None => "outside the project".to_owned(),
    };
    let message = format!("the output folder `{}` is {place}", given.display());
    let hint = "name another folder in the project, or give `--output-dir` on the command line";
    out.push(map.wrong("output", message).hint(hint));
    PathBuf::from(DEFAULT)
}

/// The language that a key names; none where it is no language.
pub fn locale_setting(
    name: &str,
    key: &str,
    map: &Mapping,
    out: &mut Diagnostics,
) -> Option<Locale> {
    let locale = Locale::parse(name);
    let is_pseudo = locale.as_ref().is_some_and(|l| l.pseudo().is_some());
    if let Some(locale) = locale.filter(|_| !is_pseudo) {
        return Some(locale);
    }
    let first = name.lines().next().unwrap_or_default();
    out.push(match is_pseudo {
        false => map.wrong_word(key, name, format!("`{first}` is not a language tag")),
        true => map
            .wrong_word(key, name, format!("`{name}` is a pseudo-locale"))
            .hint(NOT_LISTED),
    });
    None
}

/// Where pseudo-locales belong.
pub const NOT_LISTED: &str = "a pseudo-locale is made from the source language, without files, by a build that names it with `--locale`";

/// The folders under `i18n/`, but for those that hold nothing than labels that are built in, as the repository of the program
/// has them: these make no language.
pub fn language_folders(vfs: &Vfs) -> Vec<String> {
    let mut folders = vfs.own_folders("i18n");
    folders.retain(|name| {
        let labels = format!("i18n/{name}/labels.ftl");
        let own = vfs.bytes(&FileId::new(&*labels)).ok();
        vfs.own_files(&format!("i18n/{name}")) != ["labels.ftl"]
            || own.as_deref() != embedded::file(&labels)
    });
    folders
}

/// The source first; then the listed ones, else one for each of the [`language_folders`].
pub fn locales(
    vfs: &Vfs,
    source: &Locale,
    names: Option<Vec<String>>,
    map: &Mapping,
    out: &mut Diagnostics,
) -> Vec<Locale> {
    let mut all = vec![source.clone()];
    let listed = names.is_some();
    for name in names.unwrap_or_else(|| language_folders(vfs)) {
        let locale = match Locale::parse(&name) {
            Some(locale) if locale.pseudo().is_none() => locale,
            _ if listed => {
                locale_setting(&name, "locales", map, out);
                continue;
            }
            unknown => {
                let (message, hint) = match unknown {
                    Some(_) => ("is a pseudo-locale", NOT_LISTED),
                    None => (
                        "is not a language tag",
                        "name the folders under i18n/ by BCP 47, such as `de` or `pt-BR`",
                    ),
                };
                out.push(
                    Diagnostic::new(Code::UnknownLocale, format!("`{name}` {message}"))
                        .at(Origin::file(&FileId::new(format!("i18n/{name}"))))
                        .hint(hint),
                );
                continue;
            }
        };
        match all.iter().find(|known| known.id == locale.id) {
            None => all.push(locale),
            Some(known) if known.name == name => {}
            Some(known) => {
                let message = format!("`{name}` and `{}` are the same language", known.name);
                let hint = "write its name in one way, and put its files into one folder";
                out.push(match listed {
                    true => map.wrong_word("locales", &name, message).hint(hint),
                    false => Diagnostic::new(Code::UnknownLocale, message)
                        .at(Origin::file(&FileId::new(format!("i18n/{name}"))))
                        .hint(hint),
                });
            }
        }
    }
    all
}
