//! What to build of all that a project has: the options that `build`, `watch` and `list` share.

use std::path::{Path, PathBuf};

use crate::cli::exit::{Exit, usage};
use crate::cli::project::check_names;
use crate::diagnostic::{Code, Diagnostic};
use crate::pipeline::build::request::Request;
use crate::pipeline::build::session::Session;
use crate::project::{Edition, Format, Project};
use crate::report::place::slashes;
use crate::vfs::{Vfs, plain};

/// What to build, and where it goes.
#[derive(clap::Args, Clone, Debug)]
pub struct BuildSelection {
    /// Only this article; may be given several times
    #[arg(long = "article", value_name = "NAME", allow_hyphen_values = true)]
    articles: Vec<String>,
    /// Only this language, or a pseudo-locale of the source language, such as `fr-XA` (accented and longer) and `fr-XB`
    /// (right to left); may be given several times
    #[arg(long = "locale", value_name = "LOCALE")]
    locales: Vec<String>,
    /// Only this article in this language; may be given several times
    #[arg(long = "only", value_name = "ARTICLE:LOCALE", value_parser = pair, allow_hyphen_values = true, conflicts_with_all = ["articles", "locales"])]
    pairs: Vec<(String, String)>,
    /// Only this audience; may be given several times
    #[arg(long = "audience", value_name = "NAME")]
    audiences: Vec<String>,
    /// Only this format; may be given several times
    #[arg(long = "format", value_enum, value_name = "FORMAT")]
    formats: Vec<FormatArgument>,
    /// For screens, or for a press: PDF/X with inks and bleed
    #[arg(long, value_enum, value_name = "EDITION", default_value = "screen")]
    edition: EditionArgument,
    /// For every deck a handout too: a slide and its speaker notes on each page
    #[arg(long)]
    notes: bool,
    /// Where the PDFs go [default: dist in the project]
    #[arg(long, value_name = "DIR")]
    output_dir: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
enum FormatArgument {
    Brief,
    Slides,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
enum EditionArgument {
    Screen,
    Press,
    All,
}

/// An article and a locale. Names of articles may hold colons, tags of locales do not.
fn pair(text: &str) -> Result<(String, String), String> {
    let pair = text.rsplit_once(':');
    let (article, locale) = pair.ok_or("name an article and a language, such as `report:fr`")?;
    Ok((article.to_owned(), locale.to_owned()))
}

impl BuildSelection {
    /// The request for this project; unknown names are errors.
    pub fn request(&self, project: &Project) -> Result<Request, Exit> {
        let request = Request {
            articles: self.articles.clone(),
            locales: self.locales.clone(),
            pairs: self.pairs.iter().cloned().collect(),
            audiences: self.audiences.clone(),
            formats: self.formats.iter().copied().map(format).collect(),
            editions: match self.edition {
                EditionArgument::Screen => vec![Edition::Screen],
                EditionArgument::Press => vec![Edition::Press],
                EditionArgument::All => vec![Edition::Screen, Edition::Press],
            },
            notes: self.notes,
            ..Request::default()
        };
        check_names(project, &request)?;
        Ok(request)
    }

    /// Whether the command line names the folder that PDFs go to.
    pub fn names_folder(&self) -> bool {
        self.output_dir.is_some()
    }

    /// Where PDFs go: as it was given, else the project's output folder.
    pub fn folder(&self, session: &Session, project: &Project) -> PathBuf {
        let given = self.output_dir.clone();
        given.unwrap_or_else(|| output_folder(session.vfs(), project))
    }

    /// The arguments that select the same audiences, formats and editions again, of whatever articles and locales.
    pub fn arguments(&self) -> Vec<String> {
        let mut all = Vec::new();
        let mut add = |option: &str, value: &str| all.extend([option, value].map(str::to_owned));
        for audience in &self.audiences {
            add("--audience", audience);
        }
        for argument in &self.formats {
            add("--format", format(*argument).name());
        }
        match self.edition {
            EditionArgument::Screen => {}
            EditionArgument::Press => add("--edition", "press"),
            EditionArgument::All => add("--edition", "all"),
        }
        if self.notes {
            all.push("--notes".to_owned());
        }
        all
    }

    /// All arguments again.
    pub fn all_arguments(&self) -> Vec<String> {
        let mut all = self.arguments();
        let mut add = |option: &str, value: &str| all.extend([option, value].map(str::to_owned));
        self.articles.iter().for_each(|name| add("--article", name));
        self.locales.iter().for_each(|name| add("--locale", name));
        for (article, locale) in &self.pairs {
            add("--only", &format!("{article}:{locale}"));
        }
        if let Some(folder) = &self.output_dir {
            add("--output-dir", &slashes(folder));
        }
        all
    }
}

fn format(argument: FormatArgument) -> Format {
    match argument {
        FormatArgument::Brief => Format::Brief,
        FormatArgument::Slides => Format::Slides,
    }
}

/// Refuses an output folder that the project chose, and that a link leads out of it.
pub fn check_inside(vfs: &Vfs, folder: &Path) -> Result<(), Box<Diagnostic>> {
    let real = folder
        .ancestors()
        .find_map(|path| match path == Path::new("") {
            true => Path::new(".").canonicalize().ok(),
            false => path.canonicalize().ok(),
        });
    if real.is_none_or(|real| real.starts_with(vfs.root())) {
        return Ok(());
    }
    let message = format!(
        "`{}` is a link that leads out of the project",
        slashes(folder)
    );
    let hint = "give `--output-dir` to write there all the same";
    Err(Box::new(Diagnostic::new(Code::Output, message).hint(hint)))
}

/// Refuses an output folder below `i18n/` or `layouts/`, whose folders are languages and layouts.
pub fn check_free(vfs: &Vfs, folder: &Path) -> Result<(), Box<Diagnostic>> {
    let real = real(folder);
    let mine = ["i18n", "layouts"].map(|name| vfs.root().join(name));
    if !mine.iter().any(|own| real.starts_with(own) && real != *own) {
        return Ok(());
    }
    let message = format!("`{}` is no place for artifacts", slashes(folder));
    let hint = "every folder under i18n/ is a language, and every one under layouts/ a layout: name another folder";
    Err(Box::new(Diagnostic::new(Code::Output, message).hint(hint)))
}

/// Refuses a folder for a Typst project, which has `layouts/` and `fonts/` of its own, where these would be the project's.
pub fn check_apart(vfs: &Vfs, folder: &Path) -> Result<(), Box<Diagnostic>> {
    let real = real(folder);
    let mine = ["i18n", "layouts", "seeds", "fonts"].map(|name| vfs.root().join(name));
    if real != vfs.root() && !mine.iter().any(|own| real.starts_with(own)) {
        return Ok(());
    }
    let message = format!("`{}` is no place for a Typst project", slashes(folder));
    let hint =
        "its `layouts/` and `fonts/` would be taken for this project's own: name another folder";
    Err(Box::new(Diagnostic::new(Code::Output, message).hint(hint)))
}

/// The real path of a folder, which may not be there yet.
fn real(folder: &Path) -> PathBuf {
    let path = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let real = path.ancestors().find_map(|above| {
        let below = path.strip_prefix(above).ok()?;
        Some(above.canonicalize().ok()?.join(below))
    });
    real.unwrap_or(path)
}

/// The project's output folder, relative to the current folder if that is shorter.
pub fn output_folder(vfs: &Vfs, project: &Project) -> PathBuf {
    let folder = vfs.root().join(&project.output);
    let here = std::env::current_dir().and_then(|here| here.canonicalize());
    match here.as_ref().map(|here| folder.strip_prefix(here)) {
        Ok(Ok(below)) => below.to_owned(),
        _ => plain(&folder),
    }
}

/// The date of artifacts whose article has none, in seconds since 1970: SOURCE_DATE_EPOCH.
pub fn epoch() -> Result<Option<i64>, Exit> {
    let Ok(text) = std::env::var("SOURCE_DATE_EPOCH") else {
        return Ok(None);
    };
    text.trim().parse().map(Some).map_err(|_| {
        let message = format!("SOURCE_DATE_EPOCH is not a number of seconds: `{text}`");
        usage(Diagnostic::new(Code::SourceDateEpoch, message))
    })
}
