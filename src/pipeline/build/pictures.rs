//! Whether a picture file can be shown, wherever it is named: in an article, in the settings or in a layout.

use typst::foundations::Bytes;

use crate::article::address::is_remote;
use crate::article::csv::is_data;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::drawing;
use crate::inspect::pictures::Pictured;
use crate::origin::FileId;
use crate::picture::kind::Kind;
use crate::picture::profile::Samples;
use crate::picture::reader;
use crate::project::Edition;
use crate::typeset::fonts::Fonts;
use crate::vfs::{ReadError, Vfs};

/// What to use in place of a file that is no picture.
const FORMATS: &str = "use a PNG, a JPEG or an SVG file";

/// The code of a CMYK picture in the screen edition.
const IN_INKS: Code = Code::ImageCmyk;

/// What is known of a picture file.
pub struct Examined {
    /// What it is, if that can be recognized.
    pub kind: Option<Kind>,
    /// What is wrong with it, without a place.
    pub found: Vec<Diagnostic>,
}

impl Examined {
    fn wrong(kind: Option<Kind>, diagnostic: Diagnostic) -> Self {
        Self {
            kind,
            found: vec![diagnostic],
        }
    }
}

/// How much of an address is shown, in characters.
const SHOWN: usize = 60;

/// Examines picture files for an edition.
pub struct Examiner<'a> {
    /// The reader of files.
    pub vfs: &'a Vfs,
    /// The edition that is to show them.
    pub edition: Edition,
    /// The fonts that words of drawings are set in; called for the first drawing.
    pub fonts: &'a dyn Fn() -> &'a Fonts,
}

impl Examiner<'_> {
    /// Examines a file.
    pub fn examine(&self, file: &FileId) -> Examined {
        if is_remote(file.path()) {
            let shown: String = file.path().chars().take(SHOWN).collect();
            let message =
                format!("the image `{shown}` is no file of the project: nothing is fetched");
            let hint = "save it beside the article, and give its name";
            return Examined::wrong(
                None,
                Diagnostic::new(Code::MissingImage, message).hint(hint),
            );
        }
        let Some(kind) = Kind::of_name(file.path()) else {
            let message = format!("`{file}` is not an image that can be shown");
            let hint = match is_data(file.path()) {
                true => "a chart of a data file says its type: `![](data.csv){.chart type=bar}`",
                false => FORMATS,
            };
            return Examined::wrong(None, Diagnostic::new(Code::ImageFormat, message).hint(hint));
        };
        let bytes = match self.vfs.bytes(file) {
            Ok(bytes) => bytes,
            Err(error) => {
                let what = match error {
                    ReadError::NotFound => "does not exist".to_owned(),
                    ReadError::Outside => "is outside the project".to_owned(),
                    other => other.diagnostic(file).message,
                };
                let message = format!("the image `{file}` {what}");
                let hint =
                    "paths are beside the article, or from the project's root with a leading `/`";
                let missing = Diagnostic::new(Code::MissingImage, message).hint(hint);
                return Examined::wrong(None, missing);
            }
        };
        let is = Kind::of(&bytes);
        if is != kind {
            let message = format!(
                "the picture `{file}` is {}, whatever its name says",
                is.name()
            );
            let hint = match (is.end(), file.path().rsplit_once('.')) {
                (Some(end), Some((stem, _))) => format!("name it `{stem}.{end}`"),
                _ => FORMATS.to_owned(),
            };
            return Examined::wrong(None, Diagnostic::new(Code::ImageFormat, message).hint(hint));
        }
        Examined {
            kind: Some(kind),
            found: self.contents(file, kind, bytes),
        }
    }

    /// What is wrong inside a file whose kind is that of its name.
    fn contents(&self, file: &FileId, kind: Kind, bytes: Bytes) -> Vec<Diagnostic> {
        if kind == Kind::Svg {
            let found = drawing::check::check(file, &bytes, self.vfs, (self.fonts)());
            return found.iter().map(|found| found.diagnostic(file)).collect();
        }
        match reader::examine(bytes) {
            Ok(raster) if raster.samples == Samples::Cmyk && self.edition == Edition::Screen => {
                vec![in_inks(file)]
            }
            Ok(_) => Vec::new(),
            Err(fault) => vec![fault.diagnostic(file.path())],
        }
    }
}

/// Said of a CMYK picture in the screen edition.
fn in_inks(file: &FileId) -> Diagnostic {
    let (stem, end) = file.path().rsplit_once('.').unwrap_or((file.path(), "jpg"));
    let stem = stem.strip_suffix(".press").unwrap_or(stem);
    let message = format!("the picture `{file}` is in CMYK, which the screen edition cannot show");
    Diagnostic::new(IN_INKS, message).hint(format!(
        "name it `{stem}.press.{end}`: the press edition takes that in place of `{stem}.{end}`, which is to be the same picture in RGB"
    ))
}

/// The pictures that the layouts of an artifact show of their own.
pub struct OfLayouts<'a> {
    /// The files that the pages needed, less the article's images, each with the bytes that the engine got.
    pub read: Vec<(FileId, Bytes)>,
    /// What examines them.
    pub examiner: Examiner<'a>,
}

impl OfLayouts<'_> {
    /// What is wrong with those on pages, each at its line in the layout.
    pub fn check(&self, shown: &[Pictured]) -> Vec<Diagnostic> {
        let mut all = Vec::new();
        for Pictured { bytes, origin } in shown {
            let found = match self.read.iter().find(|(_, read)| read == bytes) {
                Some((file, _)) => self.examiner.examine(file).found,
                // Made by the layout itself.
                None => {
                    let kind = Kind::of(bytes);
                    let bytes = bytes.clone();
                    self.examiner.contents(&origin.file, kind, bytes)
                }
            };
            all.extend(found.into_iter().map(|found| found.at(origin.clone())));
        }
        for found in all.iter_mut().filter(|found| found.code == IN_INKS) {
            let hint =
                "show it where `doc.edition` is \"press\", and the same picture in RGB elsewhere";
            found.hints = vec![hint.to_owned()];
        }
        all
    }

    /// The engine's findings, with ours in place of those about pictures that it could not read.
    pub fn explain(&self, found: Diagnostics) -> Diagnostics {
        let mut all = Diagnostics::default();
        for diagnostic in found {
            match self.reason(&diagnostic) {
                Some(found) => all.extend(found),
                None => all.push(diagnostic),
            }
        }
        all
    }

    /// What is wrong with the picture that the engine could not read.
    fn reason(&self, diagnostic: &Diagnostic) -> Option<Vec<Diagnostic>> {
        let origin = diagnostic.origin.as_ref()?;
        if !UNREADABLE
            .iter()
            .any(|start| diagnostic.message.starts_with(start))
        {
            return None;
        }
        let text = self.examiner.vfs.lossy(&origin.file)?;
        let written = text.get(origin.range.clone()).unwrap_or_default();
        // A drawing that shows another file is named by its own place.
        let is_named = |file: &FileId| {
            let name = file.path().rsplit('/').next();
            origin.file == *file || name.is_some_and(|name| written.contains(name))
        };
        let mut files: Vec<_> = self.read.iter().map(|(file, _)| file).collect();
        files.retain(|file| !file.path().ends_with(".typ"));
        files.sort_by_key(|file| !is_named(file));
        let found = files
            .into_iter()
            .map(|file| self.examiner.examine(file).found);
        let mut faulty = found.filter(|found| found.iter().any(|d| d.severity == Severity::Error));
        let first = faulty.next()?.into_iter();
        Some(first.map(|found| found.at(origin.clone())).collect())
    }
}

/// How the engine's messages about unreadable pictures begin.
const UNREADABLE: [&str; 4] = [
    "failed to decode image",
    "failed to parse SVG",
    "failed to load",
    "unknown image format",
];
