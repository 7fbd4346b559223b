//! article × locale × audience × format → artifacts. The only file that names every stage.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use typst::foundations::Bytes;
use typst_layout::PagedDocument;

use crate::article::ast::{Article, Block, Text, walk};
use crate::article::{parse, segment};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::export;
use crate::inspect::{glyphs, pages};
use crate::l10n::bundle::{Bundle, Values, values};
use crate::l10n::catalogue::Catalogue;
use crate::l10n::{align, labels, localize};
use crate::lower::emit::{Job, Lowered, Slide, lower};
use crate::origin::{FileId, Origin};
use crate::project::{self, Audience, Format, Locale, Project};
use crate::selection::{Selection, select};
use crate::translate::sync::{self, Usage};
use crate::typeset::compile::{Tracer, typeset};
use crate::typeset::world::Engine;
use crate::vfs::{ReadError, Vfs};

/// Words that a practised reader reads in a minute (Brysbaert 2019: 238 for non-fiction, less for dense prose).
const WORDS_PER_MINUTE: usize = 220;
/// Sources above this many bytes are typeset one at a time, so that their memory does not add up.
const LARGE: usize = 256 * 1024;
/// For how many builds a `watch` remembers what it no longer uses.
const REMEMBERED: usize = 8;

/// What to build. Empty lists mean all.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// Names of articles.
    pub articles: Vec<String>,
    /// Language tags.
    pub locales: Vec<String>,
    /// Names of audiences.
    pub audiences: Vec<String>,
    /// Formats.
    pub formats: Vec<Format>,
    /// Source text in place of missing translations, and a mark across every page.
    pub draft: bool,
    /// A handout for every deck.
    pub notes: bool,
    /// Seconds since 1970 for artifacts whose article has no date.
    pub epoch: Option<i64>,
    /// How many artifacts are made at once; 0 for as many as there are processors.
    pub jobs: usize,
}

impl Request {
    fn wants(list: &[String], name: &str) -> bool {
        list.is_empty() || list.iter().any(|wanted| wanted == name)
    }

    fn wants_format(&self, format: Format) -> bool {
        self.formats.is_empty() || self.formats.contains(&format)
    }
}

/// One output file.
#[derive(Clone, Debug)]
pub struct Artifact {
    /// The file's name.
    pub name: String,
    /// How many pages it has.
    pub pages: usize,
    /// The file.
    pub bytes: Arc<[u8]>,
    /// How long it took to make.
    pub time: Duration,
    /// Whether this build made it; otherwise an earlier one did, from the same inputs.
    pub is_new: bool,
}

/// What a build made and found.
#[derive(Debug, Default)]
pub struct Outcome {
    /// In the order of the matrix.
    pub artifacts: Vec<Artifact>,
    /// In their stable order.
    pub diagnostics: Diagnostics,
}

/// A project that is built once, or again and again.
pub struct Session {
    vfs: Arc<Vfs>,
    engine: Engine,
    made: BTreeMap<String, Made>,
}

/// What an artifact was made from, and what came of it.
#[derive(Clone)]
struct Made {
    fingerprint: u128,
    read: Vec<FileId>,
    artifacts: Vec<Artifact>,
    diagnostics: Diagnostics,
}

/// Called with the name of every artifact that is done, and how many there are.
pub type Progress<'p> = &'p (dyn Fn(&str, usize) + Sync);

impl Session {
    /// Opens the project in a folder.
    pub fn new(root: &Path) -> std::io::Result<Self> {
        let vfs = Arc::new(Vfs::new(root)?);
        let engine = Engine::new(&vfs);
        Ok(Self {
            vfs,
            engine,
            made: BTreeMap::new(),
        })
    }

    /// The reader.
    pub fn vfs(&self) -> &Vfs {
        &self.vfs
    }

    /// The engine.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// Forgets what the files held, so that the next build reads them again.
    pub fn refresh(&mut self) {
        self.vfs.reset();
        self.engine.reset();
        comemo::evict(REMEMBERED);
    }

    /// Makes all artifacts that are asked for. Nothing is written.
    pub fn build(&mut self, request: &Request, progress: Progress) -> Outcome {
        let mut out = Diagnostics::default();
        let project = project::load(&self.vfs, &mut out);
        let prepared = prepare(&self.vfs, &project, request, &mut out);
        let planned = plan(&project, &prepared, request, &mut out);
        let total: usize = planned.iter().map(Planned::count).sum();
        let make = |planned: &Planned| {
            let made = self.make(planned, request);
            for artifact in &made.artifacts {
                progress(&artifact.name, total);
            }
            made
        };
        let (large, small): (Vec<_>, Vec<_>) =
            planned.iter().partition(|p| p.lowered.text.len() > LARGE);
        let mut all = parallel(small, request.jobs, |p| (&*p.name, make(p)));
        for planned in large {
            all.push((&planned.name, make(planned)));
            comemo::evict(0);
        }
        let order = |name: &str| planned.iter().position(|p| p.name == name);
        all.sort_by_key(|(name, _)| order(name));
        let mut artifacts = Vec::new();
        self.made.clear();
        for (name, made) in all {
            artifacts.extend(made.artifacts.iter().cloned());
            out.extend(made.diagnostics.iter().cloned());
            self.made.insert(name.to_owned(), made);
        }
        Outcome {
            artifacts,
            diagnostics: out.sorted(),
        }
    }

    /// Typesets, inspects and exports one artifact, and its handout; or finds it made already.
    fn make(&self, planned: &Planned, request: &Request) -> Made {
        let fingerprint = |read: &[FileId]| {
            let files: Vec<_> = read.iter().map(|f| self.vfs.bytes(f).ok()).collect();
            typst::utils::hash128(&(&planned.lowered, files, request.epoch, planned.handout))
        };
        if let Some(made) = self.made.get(&planned.name)
            && made.fingerprint == fingerprint(&made.read)
        {
            let mut made = made.clone();
            made.artifacts
                .iter_mut()
                .for_each(|artifact| artifact.is_new = false);
            return made;
        }
        let mut out = Diagnostics::default();
        let mut artifacts = Vec::new();
        let none = BTreeMap::new();
        let deck = self.export(
            &planned.name,
            &planned.lowered,
            &none,
            planned,
            request,
            &mut out,
        );
        let mut read = deck.read;
        if let Some((artifact, document)) = deck.artifact {
            artifacts.push(artifact);
            if planned.handout {
                let handout = self.handout(planned, &document, request, &mut out);
                read.extend(handout.read);
                artifacts.extend(handout.artifact.map(|(artifact, _)| artifact));
            }
        }
        Made {
            fingerprint: fingerprint(&read),
            read,
            artifacts,
            diagnostics: out,
        }
    }

    /// The handout of a deck: a picture of each slide, and what is said to it.
    fn handout(
        &self,
        planned: &Planned,
        deck: &PagedDocument,
        request: &Request,
        out: &mut Diagnostics,
    ) -> Exported {
        let mut pictures = BTreeMap::new();
        let mut slides = Vec::new();
        for (page, section) in export::picture::sections(deck).into_iter().enumerate() {
            let picture = FileId::new(format!("slides/{}.svg", page + 1));
            if let Some(svg) = export::picture::svg(deck, page) {
                pictures.insert(picture.clone(), Bytes::from_string(svg));
                slides.push(Slide { picture, section });
            }
        }
        let job = Job {
            layout: "/layouts/theme/notes.typ",
            slides: &slides,
            ..planned.job()
        };
        let lowered = lower(&planned.selection, job);
        let name = handout_name(&planned.name);
        self.export(&name, &lowered, &pictures, planned, request, out)
    }

    fn export(
        &self,
        name: &str,
        lowered: &Lowered,
        extra: &BTreeMap<FileId, Bytes>,
        planned: &Planned,
        request: &Request,
        out: &mut Diagnostics,
    ) -> Exported {
        let start = Instant::now();
        let world = self.engine.world(&lowered.text, extra);
        let tracer = Tracer::new(&world, &lowered.map);
        let mut found = Diagnostics::default();
        let document = typeset(&tracer, &mut found);
        // A missing image, say, was reported where the article names it.
        let news = |d: &Diagnostic| !planned.is_wrong || d.origin.is_some();
        out.extend(found.into_iter().filter(news));
        let artifact = document.and_then(|document| {
            let mut found = Diagnostics::default();
            glyphs::check(&document, &tracer, name, &mut found);
            if name == planned.name {
                let expected = planned.expected();
                pages::check(&document, &tracer, &expected, &mut found);
            }
            if planned.is_wrong {
                // What does not fit because its input is wrong already is no news, nor is there a file to make.
                let news = |d: &Diagnostic| !d.code.ends_with("-budget");
                out.extend(found.into_iter().filter(news));
                return None;
            }
            out.extend(found);
            let bytes =
                export::pdf::pdf(&document, &tracer, name, request.epoch, planned.draft, out)?;
            let artifact = Artifact {
                name: name.to_owned(),
                pages: document.pages().len(),
                bytes: bytes.into(),
                time: start.elapsed(),
                is_new: true,
            };
            Some((artifact, document))
        });
        Exported {
            artifact,
            read: world.read(),
        }
    }

    /// The files of a self-contained Typst project: main files, layouts, images and fonts.
    pub fn emit(&self, request: &Request, out: &mut Diagnostics) -> BTreeMap<String, Vec<u8>> {
        let project = project::load(&self.vfs, out);
        let prepared = prepare(&self.vfs, &project, request, out);
        let planned = plan(&project, &prepared, request, out);
        let mut files = BTreeMap::new();
        let none = BTreeMap::new();
        for planned in &planned {
            let world = self.engine.world(&planned.lowered.text, &none);
            let tracer = Tracer::new(&world, &planned.lowered.map);
            typeset(&tracer, out);
            for file in world.read() {
                if let Ok(bytes) = self.vfs.bytes(&file) {
                    files.insert(file.path().to_owned(), bytes.to_vec());
                }
            }
            let main = planned.name.replace(".pdf", ".typ");
            files.insert(main, planned.lowered.text.clone().into_bytes());
        }
        for (name, bytes) in crate::typeset::fonts::all(&self.vfs) {
            files.insert(format!("fonts/{name}"), bytes.to_vec());
        }
        files
    }

    /// The source catalogues as they should be, by file.
    pub fn sync(&self, request: &Request, out: &mut Diagnostics) -> BTreeMap<FileId, String> {
        let project = project::load(&self.vfs, out);
        let names = audience_names(&project);
        let mut catalogues = BTreeMap::new();
        for file in &project.articles {
            if !Request::wants(&request.articles, file.stem()) {
                continue;
            }
            let Some(mut article) = read_article(&self.vfs, file, &names, out) else {
                continue;
            };
            let target = catalogue_file(&project.source, file);
            let registry = read_catalogue(&self.vfs, &target, out);
            let segments = segment::segments(&mut article);
            let ids = align::align(&segments, registry.as_ref());
            segment::set_ids(&mut article, &ids);
            let usage = usage(&project, &article);
            let text = sync::source_catalogue(&article, &segments, &ids, registry.as_ref(), &usage);
            catalogues.insert(target, text);
        }
        catalogues
    }
}

/// Does many small jobs on a number of threads, 0 for one for each processor, the longest source first.
/// Each thread does one job at a time, whole: the engine's own parallelism would only make them wait
/// for each other.
fn parallel<'p, 'a, T: Send>(
    mut jobs: Vec<&'a Planned<'p>>,
    threads: usize,
    make: impl Fn(&'a Planned<'p>) -> T + Sync,
) -> Vec<T> {
    jobs.sort_by_key(|planned| std::cmp::Reverse(planned.lowered.text.len()));
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = if threads == 0 { processors } else { threads };
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(jobs.len()));
    let work = || {
        while let Some(planned) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
            let made = make(planned);
            done.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(made);
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..threads.min(jobs.len()) {
            scope.spawn(|| {
                match rayon::ThreadPoolBuilder::new()
                    .num_threads(1)
                    .use_current_thread()
                    .build()
                {
                    Ok(pool) => pool.install(work),
                    Err(_) => work(),
                }
            });
        }
    });
    done.into_inner().unwrap_or_else(PoisonError::into_inner)
}

struct Exported {
    artifact: Option<(Artifact, PagedDocument)>,
    read: Vec<FileId>,
}

/// An article with its documents.
struct Prepared {
    article: Article,
    documents: Vec<Document>,
}

/// An article in one locale, with all that its artifacts share.
struct Document {
    locale: Locale,
    article: Article,
    bundle: Bundle,
    values: Values,
    labels: BTreeMap<String, Text>,
    required: Arc<BTreeMap<String, BTreeSet<String>>>,
    images: BTreeMap<FileId, FileId>,
    is_wrong: bool,
}

/// An artifact that can be made.
struct Planned<'p> {
    name: String,
    audience: &'p Audience,
    format: Format,
    locale: &'p Locale,
    images: &'p BTreeMap<FileId, FileId>,
    project: &'p Project,
    selection: Selection<'p>,
    labels: BTreeMap<String, Text>,
    lengths: pages::Lengths,
    lowered: Lowered,
    draft: bool,
    handout: bool,
    is_wrong: bool,
}

impl Planned<'_> {
    fn job(&self) -> Job<'_> {
        Job {
            layout: "",
            audience: &self.audience.name,
            format: self.format,
            locale: self.locale,
            labels: &self.labels,
            brand: &self.project.brand,
            images: self.images,
            draft: self.draft,
            slides: &[],
        }
    }

    fn expected(&self) -> pages::Expected<'_> {
        pages::Expected {
            artifact: &self.name,
            format: self.format,
            budget: self.audience.budget(self.format),
            origin: Origin::file(&self.audience.file()),
            lengths: &self.lengths,
        }
    }

    fn count(&self) -> usize {
        1 + usize::from(self.handout)
    }
}

fn handout_name(deck: &str) -> String {
    deck.replace(".pdf", "-notes.pdf")
}

fn catalogue_file(locale: &Locale, article: &FileId) -> FileId {
    FileId::new(format!("i18n/{}/{}.ftl", locale.name, article.stem()))
}

fn audience_names(project: &Project) -> Vec<String> {
    project.audiences.iter().map(|a| a.name.clone()).collect()
}

/// Parses an article; in a `watch`, only where its text changed.
fn read_article(
    vfs: &Vfs,
    file: &FileId,
    audiences: &[String],
    out: &mut Diagnostics,
) -> Option<Article> {
    #[comemo::memoize]
    fn parsed(file: &FileId, text: &str, audiences: &[String]) -> Arc<(Article, Diagnostics)> {
        let mut out = Diagnostics::default();
        let article = parse::parse(file, text, audiences, &mut out);
        Arc::new((article, out))
    }
    match vfs.text(file) {
        Ok(text) => {
            let parsed = parsed(file, &text, audiences);
            out.extend(parsed.1.iter().cloned());
            Some(parsed.0.clone())
        }
        Err(error) => {
            out.push(error.diagnostic(file));
            None
        }
    }
}

/// Parses a catalogue; in a `watch`, only where its text changed. Absent is none, and no error.
fn read_catalogue(vfs: &Vfs, file: &FileId, out: &mut Diagnostics) -> Option<Catalogue> {
    #[comemo::memoize]
    fn parsed(file: &FileId, text: &str) -> Arc<(Catalogue, Diagnostics)> {
        let mut out = Diagnostics::default();
        let catalogue = Catalogue::parse(file, &Arc::from(text), &mut out);
        Arc::new((catalogue, out))
    }
    match vfs.text(file) {
        Ok(text) => {
            let parsed = parsed(file, &text);
            out.extend(parsed.1.iter().cloned());
            Some(parsed.0.clone())
        }
        Err(ReadError::NotFound) => None,
        Err(error) => {
            out.push(error.diagnostic(file));
            None
        }
    }
}

/// Reads every article that is asked for, and makes its documents.
fn prepare(
    vfs: &Vfs,
    project: &Project,
    request: &Request,
    out: &mut Diagnostics,
) -> Vec<Prepared> {
    let names = audience_names(project);
    let required = Arc::new(labels::required(vfs, &project.source));
    let mut all = Vec::new();
    for file in &project.articles {
        if !Request::wants(&request.articles, file.stem()) {
            continue;
        }
        let mut found = Diagnostics::default();
        let Some(mut article) = read_article(vfs, file, &names, &mut found) else {
            out.extend(found);
            for locale in &project.locales {
                read_catalogue(vfs, &catalogue_file(locale, file), out);
            }
            continue;
        };
        check_language(&article, project, &mut found);
        check_date(&article, request, &mut found);
        let is_wrong = found.has_errors();
        out.extend(found);
        let registry_file = catalogue_file(&project.source, file);
        let registry = read_catalogue(vfs, &registry_file, out);
        let segments = segment::segments(&mut article);
        let ids = align::align(&segments, registry.as_ref());
        segment::set_ids(&mut article, &ids);
        let locales = project.locales.iter();
        let locales = locales.filter(|l| Request::wants(&request.locales, &l.name));
        let documents = locales.map(|locale| {
            let mut found = Diagnostics::default();
            let mut document = document(vfs, project, &article, locale, &required, &mut found);
            document.is_wrong = is_wrong || found.has_errors();
            out.extend(found);
            document
        });
        let documents = documents.collect();
        all.push(Prepared { article, documents });
    }
    all
}

fn check_language(article: &Article, project: &Project, out: &mut Diagnostics) {
    let lang = article.meta.lang.as_ref();
    if let Some((lang, origin)) = lang.filter(|(lang, _)| *lang != project.source.name) {
        let source = &project.source.name;
        let message =
            format!("the article is in `{lang}`, and the project's source language is `{source}`");
        out.push(
            Diagnostic::error("article-lang", message)
                .at(origin.clone())
                .hint("set `source:` in fluentpress.yaml; all articles of a project are in one language"),
        );
    }
}

/// PDF/A wants a date in every file, and there is no clock in a build.
fn check_date(article: &Article, request: &Request, out: &mut Diagnostics) {
    let is_wrong = out.iter().any(|d| d.code.starts_with("front-matter"));
    if article.meta.date.is_none() && request.epoch.is_none() && !is_wrong {
        out.push(
            Diagnostic::error("front-matter-date", "the article has no date")
                .at(article.meta.origin.clone())
                .hint("add `date: 2025-11-01` to its front matter, or set SOURCE_DATE_EPOCH"),
        );
    }
}

/// Makes the document of a locale.
fn document(
    vfs: &Vfs,
    project: &Project,
    article: &Article,
    locale: &Locale,
    required: &Arc<BTreeMap<String, BTreeSet<String>>>,
    out: &mut Diagnostics,
) -> Document {
    let mut bundle = Bundle::new(locale);
    for catalogue in labels::read(vfs, &locale.name, out) {
        bundle.add(&catalogue);
    }
    let mut values = values(&article.meta);
    labels::check(&bundle, required, &values, out);
    let own = |message: &crate::l10n::catalogue::Message| {
        let mut used = message
            .plain_variables
            .iter()
            .chain(&message.computed_variables);
        !used.any(|name| labels::OF_ARTIFACT.contains(&name.as_str()))
    };
    let is_source = *locale == project.source;
    let labels_bundle = bundle;
    let mut bundle = Bundle::new(locale);
    let localized = if is_source {
        localize::source(article, locale)
    } else {
        for catalogue in labels::read(vfs, &locale.name, &mut Diagnostics::default()) {
            bundle.add(&catalogue);
        }
        if let Some(catalogue) = read_catalogue(vfs, &catalogue_file(locale, &article.file), out) {
            bundle.add(&catalogue);
        }
        localize::translation(article, &project.source, &bundle, &mut values, out)
    };
    let labels = labels::format(&labels_bundle, required, &values, own, out);
    Document {
        locale: locale.clone(),
        images: images(vfs, article, locale, is_source, out),
        article: localized,
        bundle: labels_bundle,
        values,
        labels,
        required: required.clone(),
        is_wrong: false,
    }
}

/// The file that a locale shows for each image: `fig.en.svg` before `fig.svg`.
fn images(
    vfs: &Vfs,
    article: &Article,
    locale: &Locale,
    is_source: bool,
    out: &mut Diagnostics,
) -> BTreeMap<FileId, FileId> {
    let mut images = BTreeMap::new();
    let variants = |section: &'_ crate::article::ast::Section| {
        let bodies = section.variants.iter().map(|v| v.blocks.clone());
        bodies.chain([section.blocks.clone()]).collect::<Vec<_>>()
    };
    for blocks in article.sections.iter().flat_map(variants) {
        walk(&blocks, &mut |block| {
            if let Block::Figure { image, origin, .. } = block {
                let shown = shown_image(vfs, image, locale);
                check_image(vfs, image, &shown, origin, locale, is_source, out);
                images.insert(image.clone(), shown);
            }
        });
    }
    images
}

fn shown_image(vfs: &Vfs, image: &FileId, locale: &Locale) -> FileId {
    let Some((stem, end)) = image.path().rsplit_once('.') else {
        return image.clone();
    };
    [locale.name.as_str(), locale.language()]
        .into_iter()
        .map(|tag| FileId::new(format!("{stem}.{tag}.{end}")))
        .find(|file| vfs.exists(file))
        .unwrap_or_else(|| image.clone())
}

fn check_image(
    vfs: &Vfs,
    image: &FileId,
    shown: &FileId,
    origin: &Origin,
    locale: &Locale,
    is_source: bool,
    out: &mut Diagnostics,
) {
    let end = shown
        .path()
        .rsplit('.')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    if !["png", "jpg", "jpeg", "svg"].contains(&end.as_str()) {
        out.push(
            Diagnostic::error(
                "image-format",
                format!("`{shown}` is not an image that can be shown"),
            )
            .at(origin.clone())
            .hint("use a PNG, a JPEG or an SVG file"),
        );
        return;
    }
    let bytes = match vfs.bytes(shown) {
        Ok(bytes) => bytes,
        Err(error) => {
            let what = match error {
                ReadError::NotFound => "does not exist".to_owned(),
                ReadError::Outside => "is outside the project".to_owned(),
                other => other.diagnostic(shown).message,
            };
            out.push(
                Diagnostic::error("missing-image", format!("the image `{shown}` {what}"))
                    .at(origin.clone())
                    .hint("paths are beside the article, or from the project's root with a leading `/`"),
            );
            return;
        }
    };
    let has_text = end == "svg" && String::from_utf8_lossy(&bytes).contains("<text");
    if has_text && !is_source && shown == image {
        let (stem, end) = image
            .path()
            .rsplit_once('.')
            .unwrap_or((image.path(), "svg"));
        let message = format!(
            "the drawing `{image}` holds words, and has no version in {}",
            locale.name
        );
        out.push(
            Diagnostic::error("drawing-text", message)
                .at(origin.clone())
                .hint(format!("add {stem}.{}.{end}", locale.name)),
        );
    }
}

/// Chooses and lowers every artifact that is asked for, in the order of the matrix.
fn plan<'p>(
    project: &'p Project,
    prepared: &'p [Prepared],
    request: &Request,
    out: &mut Diagnostics,
) -> Vec<Planned<'p>> {
    let mut all = Vec::new();
    for prepared in prepared {
        for audience in &project.audiences {
            if !Request::wants(&request.audiences, &audience.name) {
                continue;
            }
            for &format in audience
                .formats
                .iter()
                .filter(|f| request.wants_format(**f))
            {
                for document in &prepared.documents {
                    let planned = plan_one(
                        project,
                        &prepared.article,
                        audience,
                        format,
                        document,
                        request,
                        out,
                    );
                    all.push(planned);
                }
            }
        }
    }
    all
}

fn plan_one<'p>(
    project: &'p Project,
    source: &Article,
    audience: &'p Audience,
    format: Format,
    document: &'p Document,
    request: &Request,
    out: &mut Diagnostics,
) -> Planned<'p> {
    let stem = source.file.stem();
    let locale = &document.locale.name;
    let name = format!("{stem}-{}-{}-{locale}.pdf", audience.name, format.name());
    let handout = request.notes && format == Format::Slides;
    let selection = select(&document.article, &audience.name, format);
    let mut found = Diagnostics::default();
    selection.check_roles(audience, &mut found);
    for text in selection.texts(handout) {
        if text.fallback.is_some() {
            found.push(missing(text, source, document, request.draft).place(&name, None, None));
        }
    }
    let is_wrong = document.is_wrong || found.has_errors();
    out.extend(found);

    let mut labels = document.labels.clone();
    labels.extend(labels_of_artifact(document, &selection, out));
    let original = select(source, &audience.name, format);
    let lengths = lengths(&original, &selection);
    let mut planned = Planned {
        name,
        audience,
        format,
        locale: &document.locale,
        images: &document.images,
        project,
        selection,
        labels,
        lengths,
        lowered: Lowered {
            text: String::new(),
            map: crate::lower::source_map::SourceMap::default(),
        },
        draft: request.draft,
        handout,
        is_wrong,
    };
    let layout = format!("/layouts/{}/{}.typ", audience.name, format.name());
    let job = Job {
        layout: &layout,
        ..planned.job()
    };
    planned.lowered = lower(&planned.selection, job);
    planned
}

/// The labels that tell how long an artifact is.
fn labels_of_artifact(
    document: &Document,
    selection: &Selection,
    out: &mut Diagnostics,
) -> BTreeMap<String, Text> {
    use crate::article::ast::Var;
    let words = selection.words();
    let minutes = words.div_ceil(WORDS_PER_MINUTE).max(1);
    let mut values = document.values.clone();
    values.insert("words".to_owned(), Var::Number(words.to_string()));
    values.insert("minutes".to_owned(), Var::Number(minutes.to_string()));
    let done =
        |message: &crate::l10n::catalogue::Message| !document.labels.contains_key(&message.id);
    labels::format(&document.bundle, &document.required, &values, done, out)
}

fn missing(text: &Text, source: &Article, document: &Document, draft: bool) -> Diagnostic {
    let file = catalogue_file(&document.locale, &source.file);
    let message = format!(
        "`{}` is not translated into {}",
        text.key, document.locale.name
    );
    let diagnostic = match draft {
        true => Diagnostic::warning("missing-translation", message),
        false => Diagnostic::error("missing-translation", message),
    };
    diagnostic
        .at(text.origin.clone())
        .hint(format!("add `{}` to {file}", text.key))
}

/// The lengths of the texts of an artifact's sections, in the source language and in its own.
fn lengths(source: &Selection, own: &Selection) -> pages::Lengths {
    let count = |text: &Text| text.plain().chars().count();
    let mut lengths = pages::Lengths::new();
    for text in source.texts(false) {
        lengths.entry(text.key.id.clone()).or_default().0 += count(text);
    }
    for text in own.texts(false) {
        lengths.entry(text.key.id.clone()).or_default().1 += count(text);
    }
    lengths.retain(|id, _| !id.starts_with("meta-"));
    lengths
}

/// Which artifacts show which message of an article.
fn usage(project: &Project, article: &Article) -> Usage {
    let mut usage = Usage::new();
    for audience in &project.audiences {
        for &format in &audience.formats {
            let selection = select(article, &audience.name, format);
            for text in selection.texts(format == Format::Slides) {
                let shown = usage.entry(text.key.id.clone()).or_default();
                shown
                    .entry(audience.name.clone())
                    .or_default()
                    .insert(format.name());
            }
        }
    }
    usage
}
