//! Which artifacts hold which messages, and on which pages they print them.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Diagnostics;
use crate::inspect::spots::{Spot, spots};
use crate::pipeline::build::plan::{ArtifactPlan, longest_first};
use crate::pipeline::build::session::Session;
use crate::pipeline::build::threads::parallel;
use crate::project::Format;
use crate::typeset::compile::{Tracer, typeset};
use crate::typeset::layout_loop::Rounds;

/// A message: its article, none for a label of the layouts, and its id.
pub type Name = (Option<String>, String);

/// A message in an artifact.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MessagePages {
    /// The file's name.
    pub artifact: String,
    /// One for each page that prints it; empty where only the file's data hold it; none where the artifact could not
    /// be typeset, or is a handout, which is not typeset for this.
    pub spots: Option<Vec<Spot>>,
    /// Whether the artifact is a handout, and the message a speaker note.
    pub is_note: bool,
}

/// Which of some messages an artifact holds, by index.
struct Held {
    shown: Vec<usize>,
    /// Only as speaker notes.
    noted: Vec<usize>,
}

impl Session {
    /// For each message, the artifacts that hold it; only these are typeset. `out` gets the reasons if one cannot be typeset.
    pub fn message_pages(
        &self,
        plans: &[ArtifactPlan],
        names: &[Name],
        jobs: usize,
        out: &mut Diagnostics,
    ) -> Vec<Vec<MessagePages>> {
        let held: Vec<Held> = plans.iter().map(|plan| Held::new(plan, names)).collect();
        let needed = plans.iter().zip(&held);
        let needed = needed.filter(|(_, held)| !held.shown.is_empty());
        let needed = longest_first(needed.map(|(plan, _)| plan));
        let made = parallel(&needed, jobs, |plan| {
            let none = BTreeMap::new();
            let _running = self.clock().begin(&plan.name, plan.allowed());
            let world = self.engine().world(&plan.lowered().text, &none);
            let tracer = Tracer::new(&world, &plan.lowered().map);
            let mut found = Diagnostics::default();
            let pages = typeset(&tracer, Rounds::new(plan.guess()), &mut found)
                .map(|pages| spots(&pages, &tracer));
            // Findings about pages that exist are reported by `build`.
            let why = pages.is_none().then_some(found);
            (&plan.name, (pages, why.unwrap_or_default()))
        });
        let mut made: BTreeMap<_, _> = made.into_iter().collect();
        let mut all = vec![Vec::new(); names.len()];
        for (plan, held) in plans.iter().zip(held) {
            let (pages, why) = made.remove(&plan.name).unwrap_or_default();
            out.extend(why);
            for at in held.shown {
                let (article, id) = &names[at];
                let key = (article.is_none(), id.clone());
                let spots = pages.as_ref().map(|pages| pages.get(&key));
                let spots = spots.map(|spots| spots.cloned().unwrap_or_default());
                // Every artifact has every label; only those that print it are listed.
                if article.is_none() && spots.as_ref().is_some_and(Vec::is_empty) {
                    continue;
                }
                all[at].push(MessagePages {
                    artifact: plan.name.clone(),
                    spots,
                    is_note: false,
                });
            }
            for at in held.noted {
                all[at].push(MessagePages {
                    artifact: plan.key.handout().file(),
                    spots: None,
                    is_note: true,
                });
            }
        }
        all
    }
}

impl Held {
    fn new(plan: &ArtifactPlan, names: &[Name]) -> Self {
        let own = plan.selection.document.file.stem();
        let ids = |with_notes| -> BTreeSet<&str> {
            let texts = plan.selection.texts(with_notes);
            let works = plan.selection.document.references.iter();
            let works = works.filter(|work| with_notes || !work.is_spoken);
            let works = works.map(|work| &work.text);
            let all = texts.into_iter().chain(works);
            all.map(|text| text.key.id.as_str()).collect()
        };
        let (texts, all) = (ids(false), ids(plan.key.format == Format::Slides));
        let mut held = Self {
            shown: Vec::new(),
            noted: Vec::new(),
        };
        for (at, (article, id)) in names.iter().enumerate() {
            match article {
                None => held.shown.push(at),
                Some(article) if article != own => {}
                Some(_) if texts.contains(id.as_str()) => held.shown.push(at),
                Some(_) if all.contains(id.as_str()) => held.noted.push(at),
                Some(_) => {}
            }
        }
        held
    }
}
