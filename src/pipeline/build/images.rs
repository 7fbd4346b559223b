//! Which file a locale shows for each image of an article, and whether it can be shown.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use crate::article::ast::{Article, Block, Section, walk};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::locale::Locale;
use crate::origin::{FileId, Origin};
use crate::picture::kind::Kind;
use crate::pipeline::build::pictures::{Examined, Examiner};
use crate::project::Edition;
use crate::typeset::world::Engine;
use crate::vfs::Vfs;

/// The formats of images, in the order in which a press edition's own is looked for.
const ENDS: [&str; 4] = ["jpg", "jpeg", "png", "svg"];

/// Looks at image files, each once for all languages.
pub struct Viewer<'a> {
    vfs: &'a Vfs,
    /// The engine, whose fonts the words of drawings are set in; made when the first drawing is looked at.
    engine: &'a (dyn Fn() -> &'a Engine + Sync),
    seen: Mutex<BTreeMap<(FileId, Edition), Examined>>,
}

impl<'a> Viewer<'a> {
    /// One that has looked at nothing yet.
    pub fn new(vfs: &'a Vfs, engine: &'a (dyn Fn() -> &'a Engine + Sync)) -> Self {
        Self {
            vfs,
            engine,
            seen: Mutex::default(),
        }
    }

    /// The file that a locale shows for each image in an edition: `fig.en-GB.svg` before those of its parents, such as
    /// `fig.en.svg`, before `fig.svg`; and in the press edition, whatever their format, `fig.en.press.jpg` and
    /// `fig.press.jpg` before them. `is_source` is whether words in the article's drawings are in this locale's language.
    pub fn images(
        &self,
        article: &Article,
        locale: &Locale,
        edition: Edition,
        is_source: bool,
        out: &mut Diagnostics,
    ) -> BTreeMap<FileId, FileId> {
        let mut images = BTreeMap::new();
        for blocks in article.sections.iter().flat_map(Section::bodies) {
            walk(blocks, &mut |block| {
                if let Block::Figure { image, origin, .. } = block {
                    let named = self.named((image, origin), locale, edition);
                    if let Some(kind) = self.check_file(&named, edition, out) {
                        self.check_words(&named, kind, locale, is_source, out);
                    }
                    images.insert(image.clone(), named.shown);
                }
            });
        }
        images
    }

    /// The file that is shown for the logo of the brand, which has versions for languages and the press edition as images have. Its
    /// words are the publisher's name.
    pub fn logo(
        &self,
        logo: (&FileId, &Origin),
        locale: &Locale,
        edition: Edition,
        out: &mut Diagnostics,
    ) -> FileId {
        let named = self.named(logo, locale, edition);
        self.check_file(&named, edition, out);
        named.shown
    }

    /// The file that is shown on the cover, which has versions as images have. `is_source` is whether words in drawings are in
    /// this locale's language.
    pub fn cover(
        &self,
        image: (&FileId, &Origin),
        locale: &Locale,
        edition: Edition,
        is_source: bool,
        out: &mut Diagnostics,
    ) -> FileId {
        let named = self.named(image, locale, edition);
        if let Some(kind) = self.check_file(&named, edition, out) {
            self.check_words(&named, kind, locale, is_source, out);
        }
        named.shown
    }

    /// An image that is named at a place, with the file that is shown for it.
    fn named<'i>(
        &self,
        (image, origin): (&'i FileId, &'i Origin),
        locale: &Locale,
        edition: Edition,
    ) -> Named<'i> {
        Named {
            image,
            shown: shown_image(self.vfs, image, locale, edition),
            origin,
        }
    }

    /// Reports what is wrong with the file. The result is its kind, if that can be recognized.
    fn check_file(&self, named: &Named, edition: Edition, out: &mut Diagnostics) -> Option<Kind> {
        let Named { shown, origin, .. } = named;
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let seen = seen.entry((shown.clone(), edition)).or_insert_with(|| {
            let fonts = || (self.engine)().fonts();
            let examiner = Examiner {
                vfs: self.vfs,
                edition,
                fonts: &fonts,
            };
            examiner.examine(shown)
        });
        out.extend(
            seen.found
                .iter()
                .map(|found| found.clone().at((*origin).clone())),
        );
        seen.kind
    }

    /// Words in a drawing are in one language.
    fn check_words(
        &self,
        Named {
            image,
            shown,
            origin,
        }: &Named,
        kind: Kind,
        locale: &Locale,
        is_source: bool,
        out: &mut Diagnostics,
    ) {
        let has_text = || {
            let bytes = self.vfs.bytes(shown);
            bytes.is_ok_and(|bytes| String::from_utf8_lossy(&bytes).contains("<text"))
        };
        if is_source || kind != Kind::Svg || shown != *image || !has_text() {
            return;
        }
        let (stem, end) = image
            .path()
            .rsplit_once('.')
            .unwrap_or((image.path(), "svg"));
        let message = format!(
            "the drawing `{image}` holds words, and has no version in {}",
            locale.name
        );
        out.push(
            Diagnostic::new(Code::DrawingText, message)
                .at((*origin).clone())
                .hint(format!("add {stem}.{}.{end}", locale.name)),
        );
    }
}

/// An image as the article or the settings name it.
struct Named<'a> {
    /// The file that is named.
    image: &'a FileId,
    /// The file that is shown in its place, or the same.
    shown: FileId,
    /// Where it is named.
    origin: &'a Origin,
}

fn shown_image(vfs: &Vfs, image: &FileId, locale: &Locale, edition: Edition) -> FileId {
    let Some((stem, end)) = image.path().rsplit_once('.') else {
        return image.clone();
    };
    let tags = [locale.clone()].into_iter().chain(locale.parents());
    let stems: Vec<_> = tags.map(|tag| format!("{stem}.{}", tag.name)).collect();
    let stems = stems.iter().cloned();
    let of_press = stems
        .clone()
        .chain([stem.to_owned()])
        .filter(|_| edition == Edition::Press)
        .flat_map(|stem| ENDS.map(|end| format!("{stem}.press.{end}")));
    of_press
        .chain(stems.map(|stem| format!("{stem}.{end}")))
        .map(FileId::new)
        .find(|file| vfs.exists(file))
        .unwrap_or_else(|| image.clone())
}
