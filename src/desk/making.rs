//! Makes the pages that are out of date, the one that is looked at first.

use std::sync::Arc;
use std::time::Instant;

use serde_json::{Value, json};

use crate::desk::pictures::WHOLE;
use crate::desk::worker::{EDITS, Shown, Worker, request};
use crate::diagnostic::Diagnostics;
use crate::inspect::letters::Area;
use crate::pipeline::build::plan::{ArtifactPlan, plan};
use crate::pipeline::build::request::Request;
use crate::pipeline::build::session::Session;
use crate::pipeline::build::view::{Named, Page, View, paint};
use crate::pipeline::commands::typed::article_of;
use crate::pipeline::key::ArtifactKey;
use crate::typeset::layout_loop::LARGE;

/// How many pages that changed are painted before the page is told: those that may be in sight.
const PAINTED: usize = 3;

impl Worker {
    /// Makes the artifact that is looked at, with what was just typed.
    pub(super) fn make_typed(&mut self) {
        let (session, shown) = (&self.session, &mut self.shown);
        if let Some(key) = shown.looked().map(|view| view.key.clone()) {
            let start = Instant::now();
            shown.make_one(session, &key);
            self.todo.took = start.elapsed();
            self.todo.edits += 1;
            if self.todo.edits == EDITS {
                self.forget();
            }
        }
        self.todo.found = true;
    }

    /// The strips of a page, and what stands where on it, as JSON.
    pub fn page(&self, id: &str) -> Option<Arc<str>> {
        self.shown.page(&self.session, id)
    }

    /// The picture of a whole page as SVG, by its id as a picture.
    pub fn svg(&self, id: &str) -> Option<Arc<str>> {
        let (view, at) = self.shown.place(id.strip_suffix(WHOLE)?)?;
        let svg: Arc<str> = view.picture(at)?.into();
        self.shown.pictures.put(id, svg.clone());
        Some(svg)
    }

    /// A strip of a page as SVG. Those of pages that were asked for are painted, unless there was no room for them.
    pub fn strip(&self, id: &str) -> Option<Arc<str>> {
        self.shown.strip(&self.session, id)
    }

    /// Makes one artifact.
    pub(super) fn make_one(&mut self, key: &ArtifactKey) {
        self.shown.make_one(&self.session, key);
    }
}

impl Shown {
    /// Makes one artifact, and nothing else of its article.
    fn make_one(&mut self, session: &Session, key: &ArtifactKey) {
        let project = session.sources().project();
        let request = Request {
            audiences: vec![key.audience.clone()],
            formats: vec![key.format],
            ..request(&key.article, Some(&key.locale))
        };
        let ignored = &mut Diagnostics::default();
        let file = project.article(&key.article);
        let prepared = session.prepare_articles(file.into_iter().collect(), &request, ignored);
        for plan in plan((project, session.families()), &prepared, &request, ignored) {
            self.make(session, &plan);
        }
        rayon::spawn(move || drop(prepared));
    }

    /// Makes an artifact for somebody who types, and tells the page if its pages are others, of which the first are painted already.
    fn make(&mut self, session: &Session, plan: &ArtifactPlan) {
        let old = self.views.get(&plan.name);
        // A large artifact is seen before its pages settle.
        let is_large = plan.lowered().text.len() > LARGE;
        let view = match old.is_some() || is_large {
            true => session.glimpse(plan, old),
            false => session.view(plan, None),
        };
        let is_new = |page: &&Page| !old.iter().any(|old| old.pages.contains(page));
        let new = view.pages.iter().filter(is_new).take(PAINTED);
        let new: Vec<String> = new.map(|page| page.id.clone()).collect();
        let before = self.views.insert(plan.name.clone(), view);
        for id in new {
            self.page(session, &id);
        }
        self.tell(&plan.name, before);
    }

    /// Tells the page which pages an artifact has, if they are others than `before`.
    pub(super) fn tell(&self, name: &str, before: Option<Arc<View>>) {
        let Some(view) = self.views.get(name) else {
            return;
        };
        if before.is_none_or(|before| before.pages != view.pages) {
            let mut pages = pages(view, false);
            for page in &mut pages {
                // Of those that are painted, the browser can ask for the strips at once.
                let painted = page["id"].as_str().and_then(|id| self.pictures.get(id));
                let painted = painted.and_then(|page| serde_json::from_str::<Value>(&page).ok());
                page["strips"] = painted
                    .map(|page| page["strips"].clone())
                    .unwrap_or_default();
            }
            let data = json!({ "artifact": name, "revision": self.revision, "pages": pages });
            self.say("pages", data);
        }
    }

    /// The strips of a page, painted now if they were not yet, and what stands where on it, as JSON.
    fn page(&self, session: &Session, id: &str) -> Option<Arc<str>> {
        if let Some(known) = self.pictures.get(id) {
            return Some(known);
        }
        let (view, at) = self.place(id)?;
        let (strips, areas) = session.strips(view, at)?;
        for (id, strip) in &strips {
            if !self.pictures.has(id) {
                self.pictures.put(id, paint(strip).into());
            }
        }
        let strip = |(id, strip): &Named| json!({ "id": id, "y": strip.y, "height": strip.height });
        let area = |area: &Area| {
            json!({
                "article": article_of(&area.file, &view.key), "id": area.key.id,
                "x": area.x, "y": area.y, "width": area.width, "height": area.height,
            })
        };
        let strips: Vec<Value> = strips.iter().map(strip).collect();
        let areas: Vec<Value> = areas.iter().map(area).collect();
        let page: Arc<str> = json!({ "strips": strips, "areas": areas })
            .to_string()
            .into();
        self.pictures.put(id, page.clone());
        Some(page)
    }

    /// The artifact with a page, and where it is in it, from 0.
    fn place(&self, id: &str) -> Option<(&Arc<View>, usize)> {
        let place = |view: &Arc<View>| view.pages.iter().position(|page| page.id == id);
        let mut views = self.views.values();
        views.find_map(|view| Some((view, place(view)?)))
    }

    fn strip(&self, session: &Session, id: &str) -> Option<Arc<str>> {
        let mut views = self.views.values();
        let strip = views.find_map(|view| session.strip(view, id))?;
        let svg: Arc<str> = paint(&strip).into();
        self.pictures.put(id, svg.clone());
        Some(svg)
    }
}

/// The pages of an artifact.
pub fn pages(view: &View, with_notes: bool) -> Vec<Value> {
    let page = |page: &Page| {
        let mut value = json!({ "id": page.id, "width": page.width, "height": page.height });
        if with_notes {
            value["notes"] = json!(page.notes);
        }
        value
    };
    view.pages.iter().map(page).collect()
}
