//! From a request to finished artifacts and their manifest, in memory.

pub mod threads;
pub mod request;
pub mod matrix;
pub mod artifact;
pub mod digests;
pub mod clock;
pub mod earlier;
pub mod session;
pub mod pictures;
pub mod images;
pub mod publishability;
pub mod others;
pub mod document;
pub mod document_findings;
pub mod prepare;
pub mod plan;
pub mod inputs;
pub mod press_preflight;
pub mod thumbnails;
pub mod set;
pub mod export;
pub mod characters;
pub mod review;
pub mod silenced;
pub mod manifest;
pub mod reuse;
pub mod view;
pub mod make;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::diagnostic::Diagnostics;
use crate::limits::STACK;
use crate::pipeline::build::artifact::Outcome;
use crate::pipeline::build::export::Options;
use crate::pipeline::build::matrix::check_names;
use crate::pipeline::build::plan::{ArtifactPlan, longest_first, plan};
use crate::pipeline::build::request::Request;
use crate::pipeline::build::session::Session;
use crate::pipeline::build::silenced::silence;
use crate::pipeline::build::threads::{in_pool, parallel};
use crate::pipeline::build::thumbnails::{Sides, sheet};
use crate::typeset::layout_loop::LARGE;

/// After this many artifacts, entries of the engine's cache that the last ones did not use are evicted: in a large project, memory would
/// grow with every artifact.
const FORGETS: usize = 64;

/// Called with the name of every artifact that is done, and how many there are.
pub type Progress<'p> = &'p (dyn Fn(&str, usize) + Sync);

impl Session {
    /// Makes all requested artifacts, in memory. Those that are unchanged since the last build of this session are taken from it.
    pub fn build(&mut self, request: &Request, progress: Progress) -> Outcome {
        let mut out = Diagnostics::default();
        let project = self.sources.load(&mut out);
        check_names(project, &mut out);
        // To load the fonts takes about as long as to make the documents.
        let mut prepared = std::thread::scope(|scope| {
            // Without a thread, it is made when it is first needed.
            let engine = || {
                self.engine();
            };
            let _ = std::thread::Builder::new()
                .stack_size(STACK)
                .spawn_scoped(scope, engine);
            self.prepare(request, &mut out)
        });
        self.refuse(&mut prepared, request, &mut out);
        let plans = plan((project, self.families()), &prepared, request, &mut out);
        let total: usize = plans.iter().map(ArtifactPlan::count).sum();
        let options = Options {
            epoch: request.epoch,
            sides: request.thumbnails.map(|side| Sides::new(side, &plans)),
        };
        let count = AtomicUsize::new(0);
        let make = |plan: &ArtifactPlan| {
            let made = self.make(plan, options);
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
            plans.iter().partition(|p| p.lowered().text.len() > LARGE);
        let mut all = parallel(&longest_first(small), request.jobs, |p| (&*p.name, make(p)));
        for plan in large {
            all.push((&*plan.name, in_pool(0, || make(plan))));
            comemo::evict(0);
        }
        let order = |name: &str| plans.iter().position(|p| p.name == name);
        all.sort_by_key(|(name, _)| order(name));
        let mut artifacts = Vec::new();
        let mut kept = BTreeMap::new();
        for (name, made) in all {
            artifacts.extend(made.artifacts.iter().cloned());
            out.extend(made.diagnostics.iter().cloned());
            kept.insert(name.to_owned(), made);
        }
        silence(self.vfs(), &prepared, &mut out);
        let is_whole = !out.has_errors();
        let sheet = options.sides.filter(|_| is_whole).and_then(|sides| {
            let accent = &project.brand.accent();
            in_pool(1, || {
                sheet(&artifacts, sides, accent, self.engine(), &mut out)
            })
        });
        self.made = kept;
        Outcome {
            artifacts,
            sheet,
            diagnostics: out.sorted(),
        }
    }
}
