//! What a project consists of, as parsed: settings, articles, translations, labels. Each file is read and parsed once.

pub mod files;
pub mod cited;
pub mod original;
pub mod translation;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use rayon::prelude::*;

use crate::article::ast::Text;
use crate::article::worded;
use crate::diagnostic::Diagnostics;
use crate::l10n::bundle::{self, Bundle};
use crate::l10n::catalogue::Catalogue;
use crate::l10n::label_check;
use crate::l10n::label_format::{self, LabelSource};
use crate::l10n::labels;
use crate::l10n::message::Message;
use crate::locale::Locale;
use crate::origin::FileId;
use crate::pipeline::sources::files::{catalogue_file, read_catalogue};
use crate::pipeline::sources::original::Original;
use crate::pipeline::sources::translation::Translation;
use crate::project::{self, Project};
use crate::translate::check::glossary::Glossary;
use crate::translate::check::language::Language;
use crate::vfs::Vfs;

/// The labels that there must be, with the layout's values that each may use.
pub type Required = Arc<Labels>;

/// Labels, with the values that each may use.
type Labels = BTreeMap<String, BTreeSet<String>>;

/// The parsed sources of a project. Each file is parsed once; its findings are reported at each use, and each
/// command filters those that concern it.
///
/// After the first use, values stay as they are until [`Sources::forget`]: a later change on the disk is not seen.
pub struct Sources {
    vfs: Arc<Vfs>,
    settings: OnceLock<(Project, Diagnostics)>,
    originals: Memo<FileId, Option<Arc<Original>>>,
    translations: Memo<(Locale, FileId), Translation>,
    labels: Memo<Locale, Vec<Catalogue>>,
    bundles: Memo<Locale, Bundle>,
    constants: Memo<Locale, BTreeMap<String, Text>>,
    needed: Memo<(Locale, BTreeSet<&'static str>), Labels>,
    checked: Memo<(Locale, BTreeSet<&'static str>, bundle::Values), ()>,
    languages: Memo<Locale, Language>,
    glossaries: Memo<Locale, Glossary>,
    required: OnceLock<Required>,
    printed: OnceLock<BTreeSet<&'static str>>,
}

/// With a reader of files of its own, so that what is laid over files here is not seen there.
impl Clone for Sources {
    fn clone(&self) -> Self {
        Self {
            vfs: Arc::new((*self.vfs).clone()),
            settings: self.settings.clone(),
            originals: self.originals.clone(),
            translations: self.translations.clone(),
            labels: self.labels.clone(),
            bundles: self.bundles.clone(),
            constants: self.constants.clone(),
            needed: self.needed.clone(),
            checked: self.checked.clone(),
            languages: self.languages.clone(),
            glossaries: self.glossaries.clone(),
            required: self.required.clone(),
            printed: self.printed.clone(),
        }
    }
}

impl Sources {
    /// Those of the project in a folder. Nothing is read yet.
    pub fn new(vfs: Arc<Vfs>) -> Self {
        Self {
            vfs,
            settings: OnceLock::new(),
            originals: Memo::default(),
            translations: Memo::default(),
            labels: Memo::default(),
            bundles: Memo::default(),
            constants: Memo::default(),
            needed: Memo::default(),
            checked: Memo::default(),
            languages: Memo::default(),
            glossaries: Memo::default(),
            required: OnceLock::new(),
            printed: OnceLock::new(),
        }
    }

    /// The same project with one more language, as if the settings listed it.
    pub fn with_locale(&self, locale: &Locale) -> Self {
        let (mut project, found) = self.settings().clone();
        if !project.locales.contains(locale) {
            project.locales.push(locale.clone());
        }
        Self {
            settings: OnceLock::from((project, found)),
            ..Self::new(self.vfs.clone())
        }
    }

    /// Forgets all that was parsed.
    pub fn forget(&mut self) {
        *self = Self::new(self.vfs.clone());
    }

    /// Forgets the translations of articles, and keeps all else.
    pub fn forget_translations(&mut self) {
        self.translations = Memo::default();
    }

    /// The reader of files.
    pub fn vfs(&self) -> &Arc<Vfs> {
        &self.vfs
    }

    /// The project's settings. What is wrong with them is reported by [`Sources::load`].
    pub fn project(&self) -> &Project {
        &self.settings().0
    }

    /// The project's settings, with what is wrong with them.
    pub fn load(&self, out: &mut Diagnostics) -> &Project {
        let (project, found) = self.settings();
        out.extend(found.iter().cloned());
        project
    }

    fn settings(&self) -> &(Project, Diagnostics) {
        self.settings.get_or_init(|| {
            let mut found = Diagnostics::default();
            let project = project::load(&self.vfs, &mut found);
            (project, found)
        })
    }

    /// An article with the ids of its messages; none if it cannot be read.
    pub fn original(&self, article: &FileId, out: &mut Diagnostics) -> Option<Arc<Original>> {
        let read = |out: &mut Diagnostics| {
            Original::read(&self.vfs, self.project(), article, out).map(Arc::new)
        };
        Option::clone(&self.originals.get(article, out, read))
    }

    /// The translation of an article. Absent files are none, and no error.
    pub fn translation(
        &self,
        locale: &Locale,
        article: &FileId,
        out: &mut Diagnostics,
    ) -> Arc<Translation> {
        let source = &self.project().source;
        let is_one_of_several = self.project().articles.len() > 1;
        let read = |out: &mut Diagnostics| {
            let mut translation = Translation::read(&self.vfs, source, locale, article, out);
            let name = is_one_of_several.then(|| article.stem().to_owned());
            let parents = translation.parents.iter_mut();
            parents.for_each(|parent| parent.article = name.clone());
            Translation {
                article: name,
                ..translation
            }
        };
        let key = (locale.clone(), article.clone());
        self.translations.get(&key, out, read)
    }

    /// Reads the translations of an article beside other work, on several processors.
    pub fn read_ahead(&self, locales: &[Locale], article: &FileId) {
        // The article is the longest of them, and waits for its source catalogue first.
        let registry = catalogue_file(&self.project().source, article);
        read_catalogue(&self.vfs, &registry, &mut Diagnostics::default());
        let is_other = |l: &&Locale| l.pseudo().is_none() && **l != self.project().source;
        let others = locales.par_iter().filter(is_other);
        others.for_each(|locale| {
            self.translation(locale, article, &mut Diagnostics::default());
        });
    }

    /// The catalogues of a locale's labels, the defaults first: what comes later is in force.
    pub fn labels(&self, locale: &Locale, out: &mut Diagnostics) -> Arc<Vec<Catalogue>> {
        let read = |out: &mut Diagnostics| labels::read(&self.vfs, locale, out);
        self.labels.get(locale, out, read)
    }

    /// The entries of a locale's labels, linked once for all articles.
    pub fn label_bundle(&self, locale: &Locale) -> Arc<Bundle> {
        let read = |ignored: &mut Diagnostics| {
            let mut bundle = Bundle::new(locale);
            let catalogues = self.labels(locale, ignored);
            catalogues.iter().for_each(|one| bundle.add(one));
            *ignored = Diagnostics::default();
            bundle
        };
        self.bundles.get(locale, &mut Diagnostics::default(), read)
    }

    /// The labels that a locale must have for an article whose elements print `printed`.
    pub fn needed_labels(&self, locale: &Locale, printed: &BTreeSet<&'static str>) -> Required {
        let read = |_: &mut Diagnostics| {
            let bundle = self.label_bundle(locale);
            let is_there = |id: &str| {
                let message = bundle.messages().get(id);
                message.is_some_and(|m| m.has_value()) || bundle.is_broken(id)
            };
            labels::needed(self.required_labels(), printed, is_there)
        };
        let key = (locale.clone(), printed.clone());
        self.needed.get(&key, &mut Diagnostics::default(), read)
    }

    /// Checks a locale's labels for articles with these values, whose elements print `printed`: once for all that have the same.
    pub fn check_labels(
        &self,
        locale: &Locale,
        printed: &BTreeSet<&'static str>,
        values: &bundle::Values,
        out: &mut Diagnostics,
    ) {
        let values = label_check::unlike_samples(values);
        let key = (locale.clone(), printed.clone(), values);
        let check = |out: &mut Diagnostics| {
            let required = self.needed_labels(locale, printed);
            label_check::check(&self.label_bundle(locale), &required, &key.2, out);
        };
        self.checked.get(&key, out, check);
    }

    /// What the rules know about a language.
    pub fn language(&self, locale: &Locale) -> Arc<Language> {
        let read = |_: &mut Diagnostics| Language::new(locale);
        self.languages
            .get(locale, &mut Diagnostics::default(), read)
    }

    /// The terms that a locale has agreed on.
    pub fn glossary(&self, locale: &Locale, out: &mut Diagnostics) -> Arc<Glossary> {
        let read = |out: &mut Diagnostics| Glossary::read(&self.vfs, locale, out);
        self.glossaries.get(locale, out, read)
    }

    /// The labels of a locale that are the same for all articles. A pseudo-locale has those of the source language.
    pub fn constant_labels(
        &self,
        locale: &Locale,
        out: &mut Diagnostics,
    ) -> Arc<BTreeMap<String, Text>> {
        let read = |out: &mut Diagnostics| {
            let bundle = self.label_bundle(match locale.pseudo() {
                Some(_) => &self.project().source,
                None => locale,
            });
            // Whether one is missing depends on the articles.
            let there = |id: &str| bundle.messages().get(id).is_some_and(|m| m.has_value());
            let required = self.required_labels().iter().filter(|(id, _)| there(id));
            let required = required.map(|(id, values)| (id.clone(), values.clone()));
            let required = required.collect();
            let source = LabelSource {
                bundle: &bundle,
                locale,
                required: &required,
                values: &bundle::Values::new(),
            };
            let is_constant = |message: &Message| labels::is_constant(message, &required);
            label_format::format(source, is_constant, out)
        };
        self.constants.get(locale, out, read)
    }

    /// The labels that there must be.
    pub fn required_labels(&self) -> &Required {
        self.required
            .get_or_init(|| Arc::new(labels::required(&self.vfs, &self.project().source)))
    }

    /// The labels that elements of the project's articles print.
    pub fn printed_labels(&self) -> &BTreeSet<&'static str> {
        self.printed.get_or_init(|| {
            let ignored = &mut Diagnostics::default();
            let files = self.project().articles.iter();
            let originals = files.filter_map(|file| self.original(file, ignored));
            originals
                .flat_map(|original| worded::printed(&original.article))
                .collect()
        })
    }
}

/// Values that were read, by key, with what was found.
struct Memo<K, V>(Mutex<Values<K, V>>);

type Values<K, V> = BTreeMap<K, (Arc<V>, Arc<Diagnostics>)>;

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Clone, V> Clone for Memo<K, V> {
    fn clone(&self) -> Self {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Self(Mutex::new(all.clone()))
    }
}

impl<K: Ord + Clone, V> Memo<K, V> {
    /// The value of a key, which the first use reads; its findings are reported at each use.
    fn get(
        &self,
        key: &K,
        out: &mut Diagnostics,
        read: impl FnOnce(&mut Diagnostics) -> V,
    ) -> Arc<V> {
        let known = self.all().get(key).cloned();
        // Not held while reading: a value may need others.
        let (value, found) = known.unwrap_or_else(|| {
            let mut found = Diagnostics::default();
            let value = Arc::new(read(&mut found));
            let made = (value, Arc::new(found));
            self.all().insert(key.clone(), made.clone());
            made
        });
        out.extend(found.iter().cloned());
        value
    }

    fn all(&self) -> MutexGuard<'_, Values<K, V>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
