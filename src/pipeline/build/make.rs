//! Makes one artifact and its handout, or takes those of an earlier build that are still right.

use std::collections::BTreeMap;

use typst::foundations::Bytes;
use typst_layout::PagedDocument;

use crate::diagnostic::Diagnostics;
use crate::export::picture;
use crate::inspect::faces;
use crate::lower::emit::lower;
use crate::lower::job::{Job, Slide};
use crate::origin::FileId;
use crate::pipeline::build::export::{Exported, Options};
use crate::pipeline::build::inputs::inputs;
use crate::pipeline::build::plan::ArtifactPlan;
use crate::pipeline::build::reuse::{Recipe, settings};
use crate::pipeline::build::session::{Made, Session};
use crate::pipeline::build::set::Source;

impl Session {
    /// Makes one artifact and its handout, or takes them from the last build.
    pub(super) fn make(&self, plan: &ArtifactPlan, options: Options) -> Made {
        // Speaker notes are printed on the handout only.
        let notes = plan
            .handout
            .then(|| lower(&plan.selection, notes(plan, &[])));
        let deck = Recipe {
            plan,
            options,
            notes: None,
        };
        let handout = notes.as_ref().map(|notes| Recipe {
            notes: Some(notes),
            ..deck
        });
        let recipes: Vec<Recipe> = [Some(deck), handout].into_iter().flatten().collect();
        let mut made = self.remembered(&recipes, deck);
        for (at, artifact) in made.artifacts.iter_mut().enumerate() {
            // A handout shows its deck.
            let read: Vec<_> = made.read.iter().take(at + 1).flatten().collect();
            artifact.inputs = inputs(self.vfs(), plan, &read, self.engine().fonts());
            let recipe = recipes.get(at).filter(|_| made.diagnostics.is_empty());
            artifact.fingerprint =
                recipe.map(|recipe| self.fingerprint(*recipe, &artifact.inputs.names()));
        }
        made
    }

    /// Typesets, inspects and exports one artifact, and its handout; or finds it made already.
    fn remembered(&self, recipes: &[Recipe], deck: Recipe) -> Made {
        let Recipe { plan, options, .. } = deck;
        let notes = recipes.iter().find_map(|recipe| recipe.notes);
        let fingerprint = |read: &[Vec<FileId>]| {
            let read = read.iter().flatten();
            let files: Vec<_> = read.map(|f| self.vfs().bytes(f).ok()).collect();
            // With the same source, findings differ if a translation is stale.
            let asked = (options, notes, settings(plan), plan.is_wrong);
            typst::utils::hash128(&(plan.lowered(), files, asked))
        };
        if let Some(made) = self.made.get(&plan.name)
            && made.fingerprint == fingerprint(&made.read)
        {
            return made.clone();
        }
        let lying = recipes.iter().map(|recipe| self.lying(*recipe));
        if let Some(lying) = lying.collect::<Option<Vec<_>>>() {
            let (artifacts, read): (Vec<_>, Vec<_>) = lying.into_iter().unzip();
            return Made {
                fingerprint: fingerprint(&read),
                read,
                artifacts,
                diagnostics: Diagnostics::default(),
            };
        }
        let mut out = Diagnostics::default();
        let mut artifacts = Vec::new();
        let source = Source {
            key: &plan.key,
            name: &plan.name,
            lowered: plan.lowered(),
            pictures: &BTreeMap::new(),
        };
        let deck = self.export(source, plan, options, &mut out);
        let mut read = vec![deck.read];
        if let Some((artifact, document)) = deck.artifact {
            if plan.handout {
                let handout = self.handout(plan, &document, options, &mut out);
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

    /// The handout of a deck: a picture of each slide with its speaker notes.
    fn handout(
        &self,
        plan: &ArtifactPlan,
        deck: &PagedDocument,
        options: Options,
        out: &mut Diagnostics,
    ) -> Exported {
        let mut pictures = BTreeMap::new();
        let mut slides = Vec::new();
        let pages = deck.pages().iter().zip(picture::sections(deck));
        for (at, (page, sections)) in pages.enumerate() {
            let file = FileId::new(format!("slides/{}.svg", at + 1));
            pictures.insert(file.clone(), Bytes::from_string(picture::svg(page)));
            slides.push(Slide {
                picture: file,
                sections,
            });
        }
        let key = plan.key.handout();
        let source = Source {
            name: &key.file(),
            key: &key,
            lowered: &lower(&plan.selection, notes(plan, &slides)),
            pictures: &pictures,
        };
        self.export(source, plan, options, out)
    }
}

/// What a handout is lowered from.
fn notes<'a>(plan: &'a ArtifactPlan, slides: &'a [Slide]) -> Job<'a> {
    Job {
        layout: "/layouts/theme/notes.typ",
        slides,
        ..plan.job()
    }
}
