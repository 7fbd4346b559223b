//! Makes the pages that are out of date, the one that is looked at first.

use std::sync::Arc;
use std::time::Instant;

use serde_json::{Value, json};

use crate::desk::findings;
use crate::desk::pictures::WHOLE;
use crate::desk::worker::{Shown, Worker, request};
use crate::diagnostic::Diagnostics;
use crate::export::strips::Strip;
use crate::inspect::letters::Area;
use crate::pipeline::build::plan::{ArtifactPlan, plan};
use crate::pipeline::build::request::Request;
use crate::pipeline::build::review::refuse_by;
use crate::pipeline::build::session::Session;
use crate::pipeline::build::silenced::silence;
use crate::pipeline::build::view::{Page, View, paint};
use crate::pipeline::commands::typed::article_of;
use crate::pipeline::key::ArtifactKey;
use crate::typeset::layout_loop::LARGE;

/// How many pages that changed are painted before the page is told: those that may be in sight.
const PAINTED: usize = 3;

/// How an artifact is made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum How {
    /// As a build makes it, and inspected.
    Wholly,
    /// For somebody who types.
    Quickly,
}

impl Worker {
    /// Makes the artifact that is looked at, with what was just typed, and then what is found in the message.
    pub(super) fn make_typed(&mut self) {
        let (session, shown) = (&self.session, &mut self.shown);
        if let Some(key) = shown.looked().map(|view| view.key.clone()) {
            let start = Instant::now();
            shown.make_one(session, &key);
            self.todo.took = start.elapsed();
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

    /// Makes all artifacts of an article and all findings about it; returns whether that was not interrupted.
    pub(super) fn make_article(&mut self, article: &str) -> bool {
        let (session, shown) = (&self.session, &mut self.shown);
        let project = session.sources().project();
        let Some(file) = project.article(article) else {
            shown.views.retain(|_, view| view.key.article != article);
            return true;
        };
        let request = request(article, None);
        let mut out = Diagnostics::default();
        let mut prepared = session.prepare_articles(vec![file], &request, &mut out);
        if shown.is_awaited() {
            return false;
        }
        let mut reviews = session.reviews(&project.locales, &prepared, 0);
        for review in &mut reviews {
            let of_messages = review.of_messages.iter();
            out.extend(of_messages.map(|(_, _, found)| found.diagnostic.clone()));
            out.extend(std::mem::take(&mut review.others));
        }
        let reviews = project.locales.iter().zip(reviews);
        refuse_by(reviews, &mut prepared, &request, &mut out);
        let settings = (project, session.families());
        let mut plans = plan(settings, &prepared, &request, &mut out);
        let locale = shown.looked().map(|view| view.key.locale.clone());
        // The same language first: somebody may turn to another of its artifacts.
        plans.sort_by_key(|plan| Some(&plan.key.locale) != locale.as_ref());
        for plan in &plans {
            if shown.is_awaited() {
                return false;
            }
            shown.make(session, plan, How::Wholly);
            if plan.lowered().text.len() > LARGE {
                // What the engine remembers of all of them would add up.
                comemo::evict(2);
            }
        }
        let is_made = |name: &String| plans.iter().any(|plan| plan.name == *name);
        shown
            .views
            .retain(|name, view| view.key.article != article || is_made(name));
        let views = plans.iter().filter_map(|plan| shown.views.get(&plan.name));
        out.extend(views.flat_map(|view| view.found.iter().cloned()));
        silence(session.vfs(), &prepared, &mut out);
        shown.found.insert(article.to_owned(), out.sorted());
        drop(plans);
        rayon::spawn(move || drop(prepared));
        true
    }

    /// Tells the page what is found in the message that is typed.
    pub(super) fn say_found(&self) {
        if let Some(key) = &self.typing {
            let data = json!({
                "locale": key.locale, "article": key.article, "id": key.id, "serial": self.shown.revision,
                "findings": findings::of_message(self, key), "isUnsaved": self.unsaved.get(key).is_some(),
            });
            self.shown.say("message", data);
        }
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
            self.make(session, &plan, How::Quickly);
        }
        rayon::spawn(move || drop(prepared));
    }

    /// Makes an artifact; tells the page if its pages are others, of which the first are painted already if somebody types.
    fn make(&mut self, session: &Session, plan: &ArtifactPlan, how: How) {
        let old = self.views.remove(&plan.name);
        let before = old.as_ref().map(|old| old.pages.clone());
        let view = match old {
            Some(old) if how == How::Quickly => session.glimpse(plan, old),
            old => session.view(plan, old),
        };
        let painted = if how == How::Quickly { PAINTED } else { 0 };
        let is_new = |page: &&Page| !before.iter().flatten().any(|old| old.id == page.id);
        let new = view.pages.iter().filter(is_new).take(painted);
        let new: Vec<String> = new.map(|page| page.id.clone()).collect();
        let is_same = before.as_ref() == Some(&view.pages);
        let data = json!({ "artifact": plan.name, "revision": self.revision, "pages": pages(&view, false) });
        self.views.insert(plan.name.clone(), view);
        for id in new {
            self.page(session, &id);
        }
        if !is_same {
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
        let strip = |(id, strip): &(String, Strip)| json!({ "id": id, "y": strip.y, "height": strip.height });
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
    fn place(&self, id: &str) -> Option<(&View, usize)> {
        let place = |view: &View| view.pages.iter().position(|page| page.id == id);
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
