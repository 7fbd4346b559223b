//! First pages as pictures: one beside each artifact, and all of them on the contact sheet.

use std::collections::BTreeSet;

use typst::model::Document as _;
use typst_layout::PagedDocument;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::export::sheet::card::{Card, Column, Row, side};
use crate::export::sheet::paint::paint;
use crate::export::thumbnail::{Picture, picture};
use crate::locale::Locale;
use crate::pipeline::build::artifact::{Artifact, Sheet, Thumbnail};
use crate::pipeline::build::plan::ArtifactPlan;
use crate::pipeline::key::ArtifactKey;
use crate::project::Edition;
use crate::typeset::world::Engine;

/// How long the longer sides of pages are, in pixels.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Sides {
    /// In thumbnails.
    pub thumbnail: u32,
    /// On the contact sheet: never longer.
    pub sheet: u32,
}

impl Sides {
    /// For a build of these artifacts and their handouts.
    pub fn new(thumbnail: u32, plans: &[ArtifactPlan]) -> Self {
        let column = |p: &ArtifactPlan| {
            (
                p.audience.name.clone(),
                p.key.format,
                p.key.edition,
                p.count(),
            )
        };
        let columns: BTreeSet<_> = plans.iter().map(column).collect();
        let columns = columns.iter().map(|column| column.3).sum();
        let artifacts = plans.iter().map(ArtifactPlan::count).sum();
        Self {
            thumbnail,
            sheet: side(artifacts, columns).min(thumbnail),
        }
    }
}

/// The first page of an artifact, as a file and for the sheet.
pub fn thumbnail(
    document: &PagedDocument,
    locale: &Locale,
    key: &ArtifactKey,
    sides: Sides,
    out: &mut Diagnostics,
) -> Option<Thumbnail> {
    let first = document.pages().first()?;
    let painted = picture(first, sides.thumbnail);
    let small = match sides.sheet == sides.thumbnail {
        true => painted.clone(),
        false => picture(first, sides.sheet),
    };
    let bytes = painted.as_ref().and_then(|picture| png(picture, out));
    let (Some(painted), Some(bytes), Some(small)) = (painted, bytes, small) else {
        let error = Diagnostic::new(Code::Thumbnail, "this page cannot be painted");
        out.push(error.place(&key.file(), Some(1), None));
        return None;
    };
    let title = document.info().title.as_ref();
    let mut format = key.format.name().to_owned();
    if key.is_handout {
        format.push_str(" notes");
    }
    if key.edition == Edition::Press {
        format = format!("{format} {}", key.edition.name());
    }
    Some(Thumbnail {
        name: key.file().replace(".pdf", ".png"),
        width: painted.width,
        height: painted.height,
        bytes,
        card: Card {
            row: Row {
                article: key.article.clone(),
                locale: key.locale.clone(),
                title: title.map(ToString::to_string).unwrap_or_default(),
                language: locale.language().to_owned(),
                is_rtl: locale.is_rtl(),
            },
            column: Column {
                audience: key.audience.clone(),
                format,
            },
            pages: document.pages().len(),
            picture: small,
        },
    })
}

/// The contact sheet of all artifacts.
pub fn sheet(
    artifacts: &[Artifact],
    sides: Sides,
    accent: &str,
    engine: &Engine,
    out: &mut Diagnostics,
) -> Option<Sheet> {
    let thumbnails = artifacts.iter().filter_map(|a| a.thumbnail.as_ref());
    let cards: Vec<&Card> = thumbnails.map(|thumbnail| &thumbnail.card).collect();
    if cards.is_empty() {
        return None;
    }
    let painted = paint(&cards, sides.sheet, accent, engine, out)?;
    Some(Sheet {
        width: painted.width,
        height: painted.height,
        bytes: png(&painted, out)?,
    })
}

fn png(picture: &Picture, out: &mut Diagnostics) -> Option<Vec<u8>> {
    let failed =
        |error: png::EncodingError| out.push(Diagnostic::new(Code::Thumbnail, error.to_string()));
    picture.png().map_err(failed).ok()
}
