//! All that a project can make, and what asks for some of it.

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostics;
use crate::output::orphans::Makeable;
use crate::pipeline::filenames::{file_name, handout_name};
use crate::pipeline::request::Request;
use crate::pipeline::session::Session;
use crate::project::{self, Edition, Format, Project};

/// An artifact that the project can make.
pub struct Possible {
    /// Its name.
    pub file: String,
    /// The article's name.
    pub article: String,
    /// Whom it is for.
    pub audience: String,
    /// Brief or slides.
    pub format: Format,
    /// Its language.
    pub locale: String,
    /// On screens, or in print.
    pub edition: Edition,
    /// Whether it is a deck's handout.
    pub is_handout: bool,
    /// Whether a build without options makes it.
    pub is_default: bool,
}

/// Everything that the project can make.
pub fn possible(project: &Project) -> Vec<Possible> {
    let pseudo = project.pseudo_locales();
    let mut all = Vec::new();
    for article in &project.articles {
        for audience in &project.audiences {
            for &format in &audience.formats {
                for locale in project.locales.iter().chain(&pseudo) {
                    let file = |edition| {
                        file_name(
                            article.stem(),
                            &audience.name,
                            format,
                            &locale.name,
                            edition,
                        )
                    };
                    let one = |file: String, edition, is_handout| Possible {
                        file,
                        article: article.stem().to_owned(),
                        audience: audience.name.clone(),
                        format,
                        locale: locale.name.clone(),
                        edition,
                        is_handout,
                        is_default: edition == Edition::Screen
                            && !is_handout
                            && locale.pseudo().is_none(),
                    };
                    let screen = file(Edition::Screen);
                    if format == Format::Slides {
                        all.push(one(handout_name(&screen), Edition::Screen, true));
                    }
                    all.push(one(screen, Edition::Screen, false));
                    if audience.press.contains(&format) {
                        all.push(one(file(Edition::Press), Edition::Press, false));
                    }
                }
            }
        }
    }
    all
}

impl Session {
    /// All that builds of the project can make.
    pub fn makeable(&self) -> Makeable {
        let project = project::load(self.vfs(), &mut Diagnostics::default());
        let pseudo = project.pseudo_locales();
        let locales = project.locales.iter().chain(&pseudo);
        Makeable {
            files: possible(&project).into_iter().map(|one| one.file).collect(),
            articles: project
                .articles
                .iter()
                .map(|a| a.stem().to_owned())
                .collect(),
            audiences: project.audiences.iter().map(|a| a.name.clone()).collect(),
            locales: locales.map(|locale| locale.name.clone()).collect(),
        }
    }
}

/// What makes all of these, and perhaps others.
pub fn request(edition: Edition, group: &[&Possible]) -> Request {
    let names = |of: fn(&Possible) -> &String| -> Vec<String> {
        let names: BTreeSet<&String> = group.iter().map(|one| of(one)).collect();
        names.into_iter().cloned().collect()
    };
    let formats: BTreeSet<Format> = group.iter().map(|one| one.format).collect();
    Request {
        articles: names(|one| &one.article),
        locales: names(|one| &one.locale),
        audiences: names(|one| &one.audience),
        formats: formats.into_iter().collect(),
        editions: vec![edition],
        notes: group.iter().any(|one| one.is_handout),
        ..Request::default()
    }
}
