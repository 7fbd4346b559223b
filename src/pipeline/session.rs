//! A project that is built once, or again and again: planned, made in parallel, remembered.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Instant;

use typst::foundations::Bytes;
use typst::text::Font;
use typst_layout::PagedDocument;

use crate::article::ast::Text;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::export;
use crate::export::press::finish::{Sheet, finish};
use crate::inspect::pictures::of_layouts as shown_by_layouts;
use crate::inspect::{areas, colors, faces, glyphs, marks, notes, pages, tables, words};
use crate::lower::emit::{Lowered, lower};
use crate::lower::job::{Job, Slide};
use crate::origin::{FileId, Origin};
use crate::output::sha256;
use crate::pipeline::digests::Digests;
use crate::pipeline::filenames::{self, handout_name};
use crate::pipeline::inputs::inputs;
use crate::pipeline::pictures;
use crate::pipeline::plan::{Planned, plan};
use crate::pipeline::prepare::prepare;
use crate::pipeline::proof::proof;
use crate::pipeline::request::{Artifact, Inputs, Outcome, Request};
use crate::pipeline::thumbnails::{Sides, sheet, thumbnail};
use crate::project::{self, Edition, SETTINGS};
use crate::typeset::compile::{Tracer, typeset};
use crate::typeset::coverage;
use crate::typeset::world::Engine;
use crate::vfs::Vfs;
use crate::yaml::list;

/// Sources above this many bytes are typeset one at a time, so that their memory does not add up.
const LARGE: usize = 32 * 1024;
/// After how many artifacts the engine forgets what the last ones did not use: in a large project, its memory would
/// grow with every artifact.
const FORGETS: usize = 64;
/// For how many builds a `watch` remembers what it no longer uses.
const REMEMBERED: usize = 8;

/// A project that is built once, or again and again.
pub struct Session {
    vfs: Arc<Vfs>,
    engine: OnceLock<Engine>,
    made: BTreeMap<String, Made>,
    digests: Digests,
}

/// What an artifact was made from, and what came of it.
#[derive(Clone)]
struct Made {
    fingerprint: u128,
    /// What the pages needed: those of the artifact, then those of its handout.
    read: Vec<Vec<FileId>>,
    artifacts: Vec<Artifact>,
    diagnostics: Diagnostics,
}

/// Called with the name of every artifact that is done, and how many there are.
pub type Progress<'p> = &'p (dyn Fn(&str, usize) + Sync);

impl Session {
    /// Opens the project in a folder.
    pub fn new(root: &Path) -> std::io::Result<Self> {
        Ok(Self {
            vfs: Arc::new(Vfs::new(root)?),
            engine: OnceLock::new(),
            made: BTreeMap::new(),
            digests: Digests::default(),
        })
    }

    /// The reader.
    pub fn vfs(&self) -> &Vfs {
        &self.vfs
    }

    /// The digests of what artifacts are made from.
    pub fn digests(&self) -> &Digests {
        &self.digests
    }

    /// The engine, made when it is first asked for.
    pub fn engine(&self) -> &Engine {
        self.engine.get_or_init(|| Engine::new(&self.vfs))
    }

    /// Forgets what the files held, so that the next build reads them again.
    pub fn refresh(&mut self) {
        let pictures = self.vfs.pictures();
        self.vfs.reset();
        let is_same = |(file, old): &(FileId, Bytes)| {
            let new = self.vfs.bytes(file);
            new.is_ok_and(|new| new[..] == old[..])
        };
        // The engine knows a drawing by its own bytes, whatever pictures it shows.
        if !pictures.iter().all(is_same) {
            comemo::evict(0);
        }
        if let Some(engine) = self.engine.get_mut() {
            engine.reset();
            if !engine.fonts().is_current(&self.vfs) {
                self.engine.take();
                self.made.clear();
            }
        }
        comemo::evict(REMEMBERED);
    }

    /// Makes all artifacts that are asked for. Nothing is written.
    pub fn build(&mut self, request: &Request, progress: Progress) -> Outcome {
        let mut out = Diagnostics::default();
        let project = project::load(&self.vfs, &mut out);
        filenames::check(&project, &mut out);
        // To load the fonts takes about as long as to make the documents.
        let mut prepared = std::thread::scope(|scope| {
            // Without a thread, it is made when it is first asked for.
            let engine = || {
                self.engine();
            };
            let _ = std::thread::Builder::new().spawn_scoped(scope, engine);
            prepare(&self.vfs, &|| self.engine(), &project, request, &mut out)
        });
        self.refuse(&project, &mut prepared, request.draft, &mut out);
        let planned = plan(&project, &prepared, request, &mut out);
        let total: usize = planned.iter().map(Planned::count).sum();
        let sides = request.thumbnails.map(|side| Sides::new(side, &planned));
        let count = AtomicUsize::new(0);
        let make = |planned: &Planned| {
            let made = self.make(planned, request, sides);
            if (count.fetch_add(1, Ordering::Relaxed) + 1).is_multiple_of(FORGETS) {
                comemo::evict(1);
            }
            for artifact in &made.artifacts {
                self.digests.take(artifact);
                progress(&artifact.name, total);
            }
            made
        };
        let (large, small): (Vec<_>, Vec<_>) =
            planned.iter().partition(|p| p.lowered.text.len() > LARGE);
        let mut all = parallel(small, request.jobs, |p| (&*p.name, make(p)));
        for planned in large {
            all.push((&planned.name, in_pool(0, || make(planned))));
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
        let is_whole = !out.has_errors();
        let sheet = sides.filter(|_| is_whole).and_then(|sides| {
            let accent = &project.brand.colors.get("accent")?.screen;
            in_pool(1, || {
                sheet(&artifacts, sides, accent, self.engine(), &mut out)
            })
        });
        Outcome {
            artifacts,
            sheet,
            diagnostics: out.sorted(),
        }
    }

    /// Makes one artifact and its handout, or finds them made already.
    fn make(&self, planned: &Planned, request: &Request, sides: Option<Sides>) -> Made {
        let mut made = self.remembered(planned, request, sides);
        for (at, artifact) in made.artifacts.iter_mut().enumerate() {
            // A handout shows its deck.
            let read: Vec<_> = made.read.iter().take(at + 1).flatten().collect();
            artifact.inputs = inputs(&self.vfs, planned, &read, self.engine().fonts());
        }
        made
    }

    /// Typesets, inspects and exports one artifact, and its handout; or finds it made already.
    fn remembered(&self, planned: &Planned, request: &Request, sides: Option<Sides>) -> Made {
        // What is said to the slides stands on the handout alone.
        let notes = planned
            .handout
            .then(|| lower(&planned.selection, notes(planned, &[])));
        let fingerprint = |read: &[Vec<FileId>]| {
            let read = read.iter().flatten();
            let files: Vec<_> = read.map(|f| self.vfs.bytes(f).ok()).collect();
            let press = planned.press().map(|press| format!("{press:?}"));
            let profile = planned.press().map(|press| &press.condition);
            let brand = format!("{:?}", planned.project.brand);
            let asked = (request.epoch, &notes, press, profile, sides, brand);
            // The same pages are refused for a stale translation, or for another budget, which tells how long texts are.
            let lengths = (&planned.lengths, planned.audience);
            let allowed = (planned.is_wrong, format!("{lengths:?}"));
            typst::utils::hash128(&(&planned.lowered, files, asked, allowed))
        };
        if let Some(made) = self.made.get(&planned.name)
            && made.fingerprint == fingerprint(&made.read)
        {
            return made.clone();
        }
        let mut out = Diagnostics::default();
        let mut artifacts = Vec::new();
        let none = BTreeMap::new();
        let deck = self.export(
            &planned.name,
            &planned.lowered,
            &none,
            planned,
            (request, sides),
            &mut out,
        );
        let mut read = vec![deck.read];
        if let Some((artifact, document)) = deck.artifact {
            if planned.handout {
                let handout = self.handout(planned, &document, (request, sides), &mut out);
                read.push(handout.read);
                artifacts.extend(handout.artifact.map(|(handout, _)| handout));
                for handout in &mut artifacts {
                    handout.fonts.extend(artifact.fonts.iter().cloned());
                    faces::in_order(&mut handout.fonts);
                }
            }
            artifacts.insert(0, artifact);
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
        asked: (&Request, Option<Sides>),
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
        let lowered = lower(&planned.selection, notes(planned, &slides));
        let name = handout_name(&planned.name);
        self.export(&name, &lowered, &pictures, planned, asked, out)
    }

    fn export(
        &self,
        name: &str,
        lowered: &Lowered,
        extra: &BTreeMap<FileId, Bytes>,
        planned: &Planned,
        (request, sides): (&Request, Option<Sides>),
        out: &mut Diagnostics,
    ) -> Exported {
        let start = Instant::now();
        let world = self.engine().world(&lowered.text, extra);
        let tracer = Tracer::new(&world, &lowered.map);
        let mut found = Diagnostics::default();
        let document = typeset(&tracer, planned.guess(), &mut found);
        let images: BTreeSet<&FileId> = planned.images.values().collect();
        let fonts = || self.engine().fonts();
        let of_layouts = pictures::OfLayouts {
            read: world.files(|file| !images.contains(file)),
            edition: planned.edition,
            vfs: &self.vfs,
            fonts: &fonts,
        };
        found = of_layouts.explain(found);
        let shown = document
            .as_ref()
            .map(|document| shown_by_layouts(document, &tracer));
        let of_layouts: Diagnostics = of_layouts
            .check(&shown.unwrap_or_default())
            .into_iter()
            .collect();
        let is_wrong = planned.is_wrong || of_layouts.has_errors();
        // A missing or damaged image, say, was reported where the article or the settings name it.
        let article = &planned.selection.document.file;
        let follows = |d: &Diagnostic| match &d.origin {
            Some(origin) if d.code.starts_with("layout-") => {
                let is_named = images.iter().any(|image| d.message.contains(image.path()));
                let is_logo = origin.file.path() == SETTINGS;
                origin.file == *article || images.contains(&origin.file) || is_named || is_logo
            }
            Some(_) => false,
            None => true,
        };
        let news = |d: &Diagnostic| !planned.is_wrong || !follows(d);
        out.extend(found.into_iter().filter(news));
        out.extend(of_layouts);
        let artifact = document.and_then(|document| {
            let mut found = Diagnostics::default();
            let is_reported = |id: &str| {
                let reasons = planned.unready.get(id).into_iter().flatten();
                reasons.into_iter().any(|d| d.code == coverage::MISSING)
            };
            glyphs::check(&document, &tracer, name, &is_reported, &mut found);
            tables::check(&document, &tracer, name, &mut found);
            notes::check(&document, &tracer, name, &mut found);
            areas::check(
                &document,
                &tracer,
                (name, planned.locale.is_rtl()),
                &mut found,
            );
            words::check(&document, &tracer, (name, &planned.selection), &mut found);
            if planned.edition == Edition::Press && planned.project.brand.has_inks() {
                colors::check(&document, &tracer, name, &mut found);
            }
            if name == planned.name {
                let expected = planned.expected();
                pages::check(&document, &tracer, &expected, &mut found);
            }
            if planned.draft {
                found = found.map(Diagnostic::as_warning);
            } else if planned.locale.pseudo().is_some() {
                // What is hard-coded or does not fit is what a pseudo-locale is made to show: on its pages.
                found = found.as_warnings_but(coverage::MISSING);
            }
            if is_wrong {
                // What does not fit or is lost because its input is wrong already is no news, nor is there a file to make.
                let news = |d: &Diagnostic| !d.code.ends_with("-budget") && d.code != words::LOST;
                out.extend(found.into_iter().filter(news));
                return None;
            }
            let document = match planned.draft {
                true => marks::marked(document, &tracer, &found),
                false => document,
            };
            out.extend(found);
            let bytes = self.pdf(&document, &tracer, name, planned, request, out)?;
            let thumbnail = match sides {
                Some(sides) => Some(thumbnail(&document, planned, name, sides, out)?.into()),
                None => None,
            };
            let mut fonts = faces::faces(&document, self.engine().fonts());
            if planned.press().is_some_and(|press| press.marks) {
                // The slug line beside the marks.
                let font = self.engine().sans();
                let face = |font: Font| self.engine().fonts().face(font.data(), font.index());
                fonts.extend(font.and_then(face));
                faces::in_order(&mut fonts);
            }
            let meta = &planned.selection.document.meta;
            let artifact = Artifact {
                name: name.to_owned(),
                article: planned.selection.document.file.stem().to_owned(),
                audience: planned.audience.name.clone(),
                format: planned.format,
                locale: planned.locale.name.clone(),
                edition: planned.edition,
                is_handout: name != planned.name,
                is_draft: planned.draft,
                title: meta.title.as_ref().map(Text::plain).unwrap_or_default(),
                date: meta.date,
                standards: planned.purpose().standards(),
                inputs: Inputs::default(),
                fonts,
                pages: document.pages().len(),
                sha256: sha256::hex(&bytes),
                bytes: bytes.into(),
                thumbnail,
                time: start.elapsed(),
                is_written: false,
            };
            Some((artifact, document))
        });
        Exported {
            artifact,
            read: world.read(),
        }
    }

    /// The file of an artifact's pages.
    fn pdf(
        &self,
        document: &PagedDocument,
        tracer: &Tracer,
        name: &str,
        planned: &Planned,
        request: &Request,
        out: &mut Diagnostics,
    ) -> Option<Vec<u8>> {
        let purpose = planned.purpose();
        let bytes = export::pdf::pdf(document, tracer, name, request.epoch, purpose, out)?;
        let Some(press) = planned.press() else {
            return Some(bytes);
        };
        let sheet = Sheet {
            press,
            brand: &planned.project.brand,
            name,
            font: self.engine().sans(),
        };
        match finish(&bytes, &sheet) {
            Ok(bytes) => {
                let asked = (press, &planned.project.brand);
                proof(&bytes, document, tracer, asked, name, out);
                Some(bytes)
            }
            Err(reason) => {
                let message = format!("this cannot be printed: {reason}");
                let mut diagnostic = Diagnostic::error("press", message);
                let shown = planned.images.values().map(FileId::path);
                let drawings: Vec<_> = shown.filter(|path| path.ends_with(".svg")).collect();
                if !drawings.is_empty() {
                    diagnostic = diagnostic.hint(format!("its drawings are {}", list(&drawings)));
                }
                let article = Origin::file(&planned.selection.document.file);
                out.push(diagnostic.place(name, None, None).at(article));
                None
            }
        }
    }
}

/// Does many small jobs on a number of threads, 0 for one for each processor, the longest first.
/// Each thread does one job at a time, whole: the engine's own parallelism would only make them wait
/// for each other.
pub fn parallel<'p, 'a, T: Send>(
    mut jobs: Vec<&'a Planned<'p>>,
    threads: usize,
    make: impl Fn(&'a Planned<'p>) -> T + Sync,
) -> Vec<T> {
    jobs.sort_by_key(|planned| std::cmp::Reverse(planned.effort()));
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
        let start = |_: &usize| {
            let builder = std::thread::Builder::new();
            builder.spawn_scoped(scope, || in_pool(1, work)).is_ok()
        };
        // Where no thread can be started, there is this one.
        if (0..threads.min(jobs.len())).filter(start).count() == 0 {
            in_pool(1, work);
        }
    });
    done.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// Works on so many threads, 0 for one for each processor; on this one alone where no others can be started.
fn in_pool<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> T {
    let builder = || rayon::ThreadPoolBuilder::new();
    let pool = match threads {
        1 => None,
        threads => builder().num_threads(threads).build().ok(),
    };
    let alone = || builder().num_threads(1).use_current_thread().build().ok();
    match pool.or_else(alone) {
        Some(pool) => pool.install(work),
        None => work(),
    }
}

struct Exported {
    artifact: Option<(Artifact, PagedDocument)>,
    read: Vec<FileId>,
}

/// What a handout is lowered from.
fn notes<'a>(planned: &'a Planned, slides: &'a [Slide]) -> Job<'a> {
    Job {
        layout: "/layouts/theme/notes.typ",
        slides,
        ..planned.job()
    }
}
