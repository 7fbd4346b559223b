//! A project: its settings, its audiences and its articles, by `fluentpress.yaml` and conventions.

pub mod audience;
pub mod articles;
pub mod settings;
pub mod begun;
pub mod quotes;
pub mod length;
pub mod per_language;
pub mod paper;
pub mod standing;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::brand::Brand;
use crate::diagnostic::{Code, Diagnostics};
use crate::locale::{Locale, Pseudo};
use crate::origin::{FileId, Origin};
use crate::press::Press;
use crate::project::articles::articles;
use crate::project::audience::audiences;
use crate::project::paper::Sheets;
use crate::project::settings::{
    CODES, limits, locale_setting, locales, output_setting, proofreading,
};
use crate::project::standing::Standing;
use crate::source_language;
use crate::vfs::{self, Vfs};
use crate::yaml::Mapping;

pub use audience::{Audience, Budget, Edition, Format};
pub use settings::{KEYS, NOT_LISTED, Proofreading, SETTINGS};

/// Everything about a project that is read before its articles are parsed.
#[derive(Clone, PartialEq, Debug)]
pub struct Project {
    /// The language the articles are written in.
    pub source: Locale,
    /// Whether the settings name it; if not, it is the language that the articles name.
    pub source_is_set: bool,
    /// The source first, then the others by name.
    pub locales: Vec<Locale>,
    /// The names of the languages among them that are not published yet.
    pub begun: BTreeSet<String>,
    /// Whether the settings could be read that name them; otherwise, there is the source only.
    pub are_locales_known: bool,
    /// By name.
    pub audiences: Vec<Audience>,
    /// By name: `seeds/<name>.md`.
    pub articles: Vec<FileId>,
    /// Where the settings list each locale.
    pub listed: BTreeMap<String, Origin>,
    /// What faults of typesetting are.
    pub proofreading: Proofreading,
    /// How long an artifact may take, in seconds.
    pub time_limit: u64,
    /// How much memory artifacts may take, in MiB.
    pub memory_limit: u64,
    /// The publisher's look.
    pub brand: Brand,
    /// The sheets of briefs and slides.
    pub sheets: Sheets,
    /// What all documents of the publisher have.
    pub standing: Standing,
    /// The settings of the press edition.
    pub press: Press,
    /// Where artifacts go, from the root.
    pub output: PathBuf,
}

impl Project {
    /// The article with this name.
    pub fn article(&self, name: &str) -> Option<&FileId> {
        articles::named(&self.articles, name)
    }

    /// The languages that articles are translated into.
    pub fn translated_locales(&self) -> impl Iterator<Item = &Locale> {
        self.locales.iter().filter(|l| **l != self.source)
    }

    /// The names that a `:::` fence may use.
    pub fn audience_names(&self) -> Vec<String> {
        self.audiences.iter().map(|a| a.name.clone()).collect()
    }

    /// The pseudo-locales of the source language. They belong to no build that does not name them.
    pub fn pseudo_locales(&self) -> Vec<Locale> {
        let named = |pseudo: Pseudo| {
            let mut id = self.source.id.clone();
            id.region = Some(pseudo.region().parse().ok()?);
            Some(Locale {
                has_single_quotes: self.source.has_single_quotes,
                ..Locale::parse(&id.to_string())?
            })
        };
        Pseudo::ALL.into_iter().filter_map(named).collect()
    }

    /// Whether a locale of the project is published.
    pub fn is_published(&self, locale: &str) -> bool {
        !self.begun.contains(locale)
    }

    /// The locales with these names; without names, those that are published, and in a `draft` those that are begun.
    /// Pseudo-locales have to be named.
    pub fn wanted_locales(&self, names: &[String], draft: bool) -> Vec<Locale> {
        let mut all = self.locales.clone();
        if names.is_empty() {
            all.retain(|locale| draft || self.is_published(&locale.name));
        } else {
            all.extend(self.pseudo_locales());
            all.retain(|locale| names.contains(&locale.name));
        }
        all
    }
}

/// The nearest folder upward that holds a project.
pub fn find_root(start: &Path) -> Option<PathBuf> {
    let is_root = |folder: &&Path| folder.join(SETTINGS).is_file() || folder.join("i18n").is_dir();
    start.ancestors().find(is_root).map(Path::to_owned)
}

/// Reads the settings, and finds locales, audiences and articles in their folders. Absent settings are empty ones.
pub fn load(vfs: &Vfs, out: &mut Diagnostics) -> Project {
    let file = FileId::new(SETTINGS);
    let text = match vfs.read_text(&file, out) {
        vfs::Text::There(text) => text,
        vfs::Text::Absent | vfs::Text::Unreadable => "".into(),
    };
    let mut map = Mapping::parse(&file, &text, 0..text.len(), CODES, out).of(KEYS);
    let source: Option<String> = map.take("source", out);
    let names: Option<Vec<String>> = map.take("locales", out);
    let single: Option<Vec<String>> = map.take(quotes::KEY, out);
    let names_begun: Option<Vec<String>> = map.take("begun", out);
    let wanted: Option<Vec<String>> = map.take("audiences", out);
    let output: Option<String> = map.take("output", out);
    let output = output_setting(output, &map, out);
    let proofreading = proofreading(&mut map, out);
    let (time_limit, memory_limit) = limits(&mut map, out);
    let brand = Brand::read(vfs, &mut map, out);
    let press = Press::read(vfs, &mut map, out);

    let mut articles = articles(vfs, out);
    let source_is_set = source.is_some();
    let is_named = source_is_set || map.is_broken("source");
    let source = source.and_then(|name| locale_setting(&name, "source", &map, out));
    let mut source = source.unwrap_or_else(|| {
        let mut found = Diagnostics::default();
        let source = source_language::of_articles(vfs, &articles, &mut found);
        if !is_named {
            out.extend(found);
        } else if found.iter().any(|d| d.code == Code::SourceLanguage) {
            // Without their language, articles cannot be checked.
            articles.clear();
        }
        Locale::parse(&source).unwrap_or_else(|| Locale {
            name: "und".to_owned(),
            id: unic_langid::LanguageIdentifier::default(),
            has_single_quotes: false,
        })
    });
    let place = |name: &String| Some((name.clone(), map.origin_of("locales", name)?));
    let listed = names.iter().flatten().filter_map(place).collect();
    let names = match map.is_broken("locales") {
        true => Some(Vec::new()),
        false => names,
    };
    let mut locales = locales(vfs, &source, names, &map, out);
    let begun = begun::begun(
        names_begun.unwrap_or_default(),
        &source,
        &mut locales,
        &map,
        out,
    );
    quotes::set_single(single.unwrap_or_default(), &mut locales, &map, out);
    if let Some(known) = locales.iter().find(|locale| **locale == source) {
        source = known.clone();
    }
    let audiences = match map.is_broken("audiences") {
        // Fences may use all names. Which layouts are used is unknown.
        true => {
            let mut all = audiences(vfs, None, &map, &mut Diagnostics::default());
            all.iter_mut().for_each(|audience| audience.formats.clear());
            all
        }
        false => audiences(vfs, wanted, &map, out),
    };
    let are_locales_known = !map.is_broken("locales") && !map.is_broken("source");
    let known = are_locales_known.then_some(&locales[..]);
    let sheets = Sheets::read(&mut map, known, out);
    let standing = Standing::read(vfs, &mut map, known, &begun, out);
    let are_locales_known = !map.is_broken("locales");
    map.finish(out);
    Project {
        source,
        source_is_set,
        locales,
        begun,
        are_locales_known,
        audiences,
        articles,
        listed,
        proofreading,
        time_limit,
        memory_limit,
        brand,
        sheets,
        standing,
        press,
        output,
    }
}
