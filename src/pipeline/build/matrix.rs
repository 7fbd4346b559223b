//! The build matrix: all artifacts that a project can make, which request makes some of them, and whether their names differ.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::names;
use crate::origin::{FileId, Origin};
use crate::output::orphans::Makeable;
use crate::pipeline::build::request::Request;
use crate::pipeline::key::ArtifactKey;
use crate::project::{Edition, Format, Project};

/// The keys of everything that the project can make, pseudo-locales included: article by article, then by audience, format and
/// locale; behind each its handout and its press edition.
pub fn matrix(project: &Project) -> Vec<ArtifactKey> {
    let pseudo = project.pseudo_locales();
    let mut all = Vec::new();
    for article in &project.articles {
        for audience in &project.audiences {
            for &format in &audience.formats {
                for locale in project.locales.iter().chain(&pseudo) {
                    let screen = ArtifactKey {
                        article: article.stem().to_owned(),
                        audience: audience.name.clone(),
                        format,
                        locale: locale.name.clone(),
                        edition: Edition::Screen,
                        is_handout: false,
                    };
                    let handout = (format == Format::Slides).then(|| screen.handout());
                    let press = audience.press.contains(&format).then(|| ArtifactKey {
                        edition: Edition::Press,
                        ..screen.clone()
                    });
                    all.push(screen);
                    all.extend(handout);
                    all.extend(press);
                }
            }
        }
    }
    all
}

/// Whether a build without options makes an artifact.
pub fn is_default(project: &Project, key: &ArtifactKey) -> bool {
    let is_real =
        project.locales.iter().any(|l| l.name == key.locale) && project.is_published(&key.locale);
    key.edition == Edition::Screen && !key.is_handout && is_real
}

/// All that builds of the project can make, whatever their options.
pub fn makeable(project: &Project) -> Makeable {
    let pseudo = project.pseudo_locales();
    let locales = project.locales.iter().chain(&pseudo);
    let articles = project.articles.iter();
    Makeable {
        files: matrix(project).iter().map(ArtifactKey::file).collect(),
        articles: articles.map(|file| file.stem().to_owned()).collect(),
        audiences: project.audiences.iter().map(|a| a.name.clone()).collect(),
        locales: locales.map(|locale| locale.name.clone()).collect(),
    }
}

/// A request that makes all of these, which are of one edition, and perhaps others.
pub fn request(edition: Edition, group: &[&ArtifactKey]) -> Request {
    let names = |of: fn(&ArtifactKey) -> &String| -> Vec<String> {
        let names: BTreeSet<&String> = group.iter().map(|key| of(key)).collect();
        names.into_iter().cloned().collect()
    };
    let formats: BTreeSet<Format> = group.iter().map(|key| key.format).collect();
    Request {
        articles: names(|key| &key.article),
        locales: names(|key| &key.locale),
        audiences: names(|key| &key.audience),
        formats: formats.into_iter().collect(),
        editions: vec![edition],
        notes: group.iter().any(|key| key.is_handout),
        ..Request::default()
    }
}

/// Reports artifacts that would be one file, on some system at least: an article `a-key` for `points` beside an article `a`
/// for `key-points`. One finding for each pair of articles, audiences or locales.
pub fn check_names(project: &Project, out: &mut Diagnostics) {
    let mut seen: BTreeMap<String, ArtifactKey> = BTreeMap::new();
    let mut reported = BTreeSet::new();
    let mut all = matrix(project);
    all.retain(|key| project.locales.iter().any(|l| l.name == key.locale));
    for key in all {
        let name = names::file(&key.file());
        let Some(other) = seen.get(&name) else {
            seen.insert(name, key);
            continue;
        };
        // Articles that differ in case alone were reported with the settings.
        let is_same = other.article != key.article
            && names::file(&other.article) == names::file(&key.article);
        let articles =
            (other.article != key.article).then(|| (other.article.clone(), key.article.clone()));
        let pair = (articles, other.audience.clone(), key.audience.clone());
        if !is_same && reported.insert(pair) {
            out.push(clash(project, other, &key));
        }
    }
}

fn clash(project: &Project, first: &ArtifactKey, second: &ArtifactKey) -> Diagnostic {
    let path = |key: &ArtifactKey| project.article(&key.article);
    let what = |key: &ArtifactKey| {
        let article = path(key).map(FileId::path).unwrap_or_default();
        format!("{article} for `{}` in {}", key.audience, key.locale)
    };
    let message = format!(
        "`{}` would be the name of two artifacts: of {}, and of {}",
        first.file(),
        what(first),
        what(second)
    );
    let error = Diagnostic::new(Code::NameClash, message)
        .hint("rename an article, or the folder of an audience; case makes no difference on Windows and macOS");
    match path(second) {
        Some(file) => error.at(Origin::file(file)),
        None => error,
    }
}
