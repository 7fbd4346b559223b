//! Artifacts that an earlier build left in the output folder: one that would be the same is not made again.
//!
//! The manifest holds a digest of all that an artifact was made from and with, its fingerprint. Where making it found nothing and its fingerprint
//! is that of today, the file is taken as it lies there, if its own digest is right too. Whatever is in doubt is made.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash;
use std::path::Path;
use std::time::{Duration, Instant};

use typst::text::Font;

use crate::article::ast::Text;
use crate::lower::emit::Lowered;
use crate::origin::FileId;
use crate::output::manifest::Entry;
use crate::pipeline::build::artifact::{Artifact, Inputs};
use crate::pipeline::build::earlier::Earlier;
use crate::pipeline::build::export::Options;
use crate::pipeline::build::manifest::id;
use crate::pipeline::build::plan::ArtifactPlan;
use crate::pipeline::build::session::Session;
use crate::pipeline::key::ArtifactKey;
use crate::typeset::fonts::Face;

/// A digest of all that this program is compiled from.
const PROGRAM: &str = env!("FLUENTPRESS_PROGRAM");

/// An artifact as its fingerprint knows it: what it is of, and what is typeset besides.
#[derive(Clone, Copy)]
pub struct Recipe<'a> {
    /// What it is planned from.
    pub plan: &'a ArtifactPlan<'a>,
    /// How files are written.
    pub options: Options,
    /// Of a handout: its source without pictures of slides.
    pub notes: Option<&'a Lowered>,
}

impl Session {
    /// Takes note of what an earlier build left in a folder.
    pub fn remember(&mut self, folder: &Path) {
        self.earlier = Earlier::read(folder);
    }

    /// The fingerprint of an artifact that is made from these files.
    pub(super) fn fingerprint(&self, recipe: Recipe, files: &BTreeSet<&str>) -> String {
        let Recipe {
            plan,
            options,
            notes,
        } = recipe;
        let file = |file: FileId| (file.clone(), self.vfs().bytes(&file).ok());
        let files: Vec<_> = needed(files).map(file).collect();
        let meta = &plan.selection.document.meta;
        let made = (
            PROGRAM,
            of_source(plan.lowered()),
            notes.map(of_source),
            files,
            // Which face is chosen for a text depends on all that there are.
            self.engine().fonts().own(),
            options.epoch.filter(|_| meta.date.is_none()),
            settings(plan),
        );
        format!("{:032x}", typst::utils::hash128(&made))
    }

    /// An artifact that lies in the output folder, if it is what would be made, with the files that its pages needed.
    pub(super) fn lying(&self, recipe: Recipe) -> Option<(Artifact, Vec<FileId>)> {
        let start = Instant::now();
        let earlier = self.earlier.as_ref()?;
        let plan = recipe.plan;
        let is_wanted = !plan.is_wrong && !plan.draft && recipe.options.sides.is_none();
        let key = match recipe.notes {
            Some(_) => plan.key.handout(),
            None => plan.key.clone(),
        };
        let entry = earlier.entry(&key.file()).filter(|_| is_wanted)?;
        let files = entry.inputs.iter().chain(&entry.built_in);
        let files = files.map(String::as_str).collect();
        let now = self.fingerprint(recipe, &files);
        if entry.fingerprint.as_ref() != Some(&now) {
            return None;
        }
        let bytes = earlier.bytes(entry)?;
        let faces = earlier.faces.get_or_init(|| self.all_faces());
        let fonts = entry.fonts.iter().map(|id| faces.get(id).cloned());
        let artifact = Artifact {
            fonts: fonts.collect::<Option<_>>()?,
            bytes: bytes.into(),
            time: start.elapsed(),
            ..artifact(plan, key, entry)
        };
        Some((artifact, needed(&files).collect()))
    }

    fn all_faces(&self) -> BTreeMap<String, Face> {
        let fonts = self.engine().fonts();
        let all = (0..).map_while(|at| fonts.font(at));
        let face = |font: Font| fonts.face(font.data(), font.index());
        all.filter_map(face).map(|face| (id(&face), face)).collect()
    }
}

/// The settings that change the file of an artifact, or what is found while it is made, and are not in its source.
pub(super) fn settings<'a>(plan: &'a ArtifactPlan) -> impl Hash + 'a {
    let press = plan.press();
    (
        press.map(|press| (format!("{press:?}"), &press.condition)),
        format!("{:?}", plan.project.brand),
        plan.project.proofreading,
        // The budget, and the lengths in its hints.
        format!("{:?} {:?}", plan.lengths, plan.audience),
    )
}

/// Of files, those that are no articles, translations or locks: what an artifact shows of these is in its source.
fn needed(files: &BTreeSet<&str>) -> impl Iterator<Item = FileId> {
    const TEXTS: [&str; 3] = [".md", ".ftl", ".lock.yaml"];
    let files = files.iter();
    let files = files.filter(|file| !TEXTS.iter().any(|end| file.ends_with(end)));
    files.map(|file| FileId::new(*file))
}

/// An artifact but for its bytes and fonts.
fn artifact(plan: &ArtifactPlan, key: ArtifactKey, entry: &Entry) -> Artifact {
    let meta = &plan.selection.document.meta;
    Artifact {
        key,
        name: entry.file.clone(),
        is_draft: plan.draft,
        title: meta.title.as_ref().map(Text::plain).unwrap_or_default(),
        date: meta.date,
        standards: plan.purpose().standards(),
        inputs: Inputs::default(),
        fonts: Vec::new(),
        pages: usize::try_from(entry.pages).unwrap_or_default(),
        bytes: Vec::new().into(),
        sha256: entry.sha256.clone(),
        time: Duration::ZERO,
        thumbnail: None,
        fingerprint: None,
        is_written: false,
    }
}

/// A source and its map, without the places in files: they move when something else is edited there.
pub(super) fn of_source(source: &Lowered) -> impl Hash {
    let written = source.map.iter();
    let written = written.map(|(range, w)| (range.clone(), w.key.clone(), w.shown, w.form));
    let charts = source.map.charts.iter();
    let charts = charts.map(|c| [&c.range, &c.categories, &c.series, &c.ticks].map(Clone::clone));
    let all: (Vec<_>, Vec<_>) = (written.collect(), charts.collect());
    (source.text.clone(), all)
}
