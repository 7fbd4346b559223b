//! Which file a locale shows for each image of an article, and whether it can be shown.

use std::collections::BTreeMap;

use crate::article::ast::{Article, Block, Section, walk};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::locale::Locale;
use crate::origin::{FileId, Origin};
use crate::project::Edition;
use crate::vfs::{ReadError, Vfs};

/// The formats of images, in the order in which a press edition's own is looked for.
const ENDS: [&str; 4] = ["jpg", "jpeg", "png", "svg"];

/// The file that a locale shows for each image in an edition: `fig.en.svg` before `fig.svg`, and in the press edition,
/// whatever their format, `fig.en.press.jpg` and `fig.press.jpg` before them.
pub fn images(
    vfs: &Vfs,
    article: &Article,
    locale: &Locale,
    edition: Edition,
    is_source: bool,
    out: &mut Diagnostics,
) -> BTreeMap<FileId, FileId> {
    let mut images = BTreeMap::new();
    let variants = |section: &Section| {
        let bodies = section.variants.iter().map(|v| v.blocks.clone());
        bodies.chain([section.blocks.clone()]).collect::<Vec<_>>()
    };
    for blocks in article.sections.iter().flat_map(variants) {
        walk(&blocks, &mut |block| {
            if let Block::Figure { image, origin, .. } = block {
                let shown = shown_image(vfs, image, locale, edition);
                check_image(vfs, image, &shown, origin, locale, is_source, out);
                images.insert(image.clone(), shown);
            }
        });
    }
    images
}

fn shown_image(vfs: &Vfs, image: &FileId, locale: &Locale, edition: Edition) -> FileId {
    let Some((stem, end)) = image.path().rsplit_once('.') else {
        return image.clone();
    };
    let tags = [locale.name.as_str(), locale.language()];
    let stems = tags.iter().map(|tag| format!("{stem}.{tag}"));
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

fn check_image(
    vfs: &Vfs,
    image: &FileId,
    shown: &FileId,
    origin: &Origin,
    locale: &Locale,
    is_source: bool,
    out: &mut Diagnostics,
) {
    let end = shown
        .path()
        .rsplit('.')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    if !ENDS.contains(&end.as_str()) {
        out.push(
            Diagnostic::error(
                "image-format",
                format!("`{shown}` is not an image that can be shown"),
            )
            .at(origin.clone())
            .hint("use a PNG, a JPEG or an SVG file"),
        );
        return;
    }
    let bytes = match vfs.bytes(shown) {
        Ok(bytes) => bytes,
        Err(error) => {
            let what = match error {
                ReadError::NotFound => "does not exist".to_owned(),
                ReadError::Outside => "is outside the project".to_owned(),
                other => other.diagnostic(shown).message,
            };
            out.push(
                Diagnostic::error("missing-image", format!("the image `{shown}` {what}"))
                    .at(origin.clone())
                    .hint("paths are beside the article, or from the project's root with a leading `/`"),
            );
            return;
        }
    };
    let has_text = end == "svg" && String::from_utf8_lossy(&bytes).contains("<text");
    if has_text && !is_source && shown == image {
        let (stem, end) = image
            .path()
            .rsplit_once('.')
            .unwrap_or((image.path(), "svg"));
        let message = format!(
            "the drawing `{image}` holds words, and has no version in {}",
            locale.name
        );
        out.push(
            Diagnostic::error("drawing-text", message)
                .at(origin.clone())
                .hint(format!("add {stem}.{}.{end}", locale.name)),
        );
    }
}
