//! The file names of artifacts, and those that two artifacts would have.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::names;
use crate::origin::{FileId, Origin};
use crate::project::{Audience, Edition, Format, Project};

/// The file name of an artifact.
pub fn file_name(
    article: &str,
    audience: &str,
    format: Format,
    locale: &str,
    edition: Edition,
) -> String {
    let end = match edition {
        Edition::Screen => "",
        Edition::Press => "-press",
    };
    format!("{article}-{audience}-{}-{locale}{end}.pdf", format.name())
}

/// The file name of a deck's handout.
pub fn handout_name(deck: &str) -> String {
    format!("{}-notes.pdf", deck.strip_suffix(".pdf").unwrap_or(deck))
}

/// Reports artifacts that would be one file, on some system at least: an article `a-key` for `points` beside an article `a`
/// for `key-points`. One finding for each pair of articles, audiences or locales.
pub fn check(project: &Project, out: &mut Diagnostics) {
    let mut seen: BTreeMap<String, (String, One)> = BTreeMap::new();
    let mut said = BTreeSet::new();
    for article in &project.articles {
        for audience in &project.audiences {
            for name in all_names(project, article, audience) {
                let one = (article, audience.name.as_str(), name.locale);
                let Some((first, other)) = seen.get(&names::file(&name.file)) else {
                    seen.insert(names::file(&name.file), (name.file, one));
                    continue;
                };
                // Articles that differ in case alone were reported with the settings.
                let is_same =
                    other.0 != one.0 && names::file(other.0.stem()) == names::file(one.0.stem());
                let articles = (other.0 != one.0).then_some((other.0, one.0));
                if !is_same && said.insert((articles, other.1, one.1)) {
                    out.push(clash(first, *other, one));
                }
            }
        }
    }
}

/// What an artifact is of: its article, its audience, its locale.
type One<'p> = (&'p FileId, &'p str, &'p str);

struct Name<'p> {
    file: String,
    locale: &'p str,
}

/// The names of all artifacts of an article for an audience.
fn all_names<'p>(project: &'p Project, article: &FileId, audience: &Audience) -> Vec<Name<'p>> {
    let mut all = Vec::new();
    for locale in &project.locales {
        for &format in &audience.formats {
            let file = |edition| {
                file_name(
                    article.stem(),
                    &audience.name,
                    format,
                    &locale.name,
                    edition,
                )
            };
            let screen = file(Edition::Screen);
            let handout = (format == Format::Slides).then(|| handout_name(&screen));
            let press = audience
                .press
                .contains(&format)
                .then(|| file(Edition::Press));
            let files = [Some(screen), handout, press].into_iter().flatten();
            all.extend(files.map(|file| Name {
                file,
                locale: &locale.name,
            }));
        }
    }
    all
}

fn clash(file: &str, first: One, second: One) -> Diagnostic {
    let said = |(article, audience, locale): One| format!("{article} for `{audience}` in {locale}");
    let message = format!(
        "`{file}` would be the name of two artifacts: of {}, and of {}",
        said(first),
        said(second)
    );
    Diagnostic::error("name-clash", message)
        .at(Origin::file(second.0))
        .hint("rename an article, or the folder of an audience; case makes no difference on Windows and macOS")
}
