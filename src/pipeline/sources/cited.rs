//! The bibliography and the citation style of an article.

use std::sync::Arc;

use crate::article::ast::{Article, StyleName};
use crate::article::cite;
use crate::citation::check;
use crate::citation::probe::{Editors, probe};
use crate::citation::style::{self, Style};
use crate::citation::works::Works;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::origin::{FileId, Origin};
use crate::vfs::{self, ReadError, Vfs};

/// What an article cites, and how.
#[derive(Clone, Debug)]
pub struct Cited {
    /// The works.
    pub works: Arc<Works>,
    /// The style.
    pub style: Arc<Style>,
    /// Whether any text cites a work.
    pub is_citing: bool,
}

impl Cited {
    /// Reads what an article names, and reports what it cites without having it. `None` if it names no bibliography, or if something
    /// cannot be read, which is reported.
    pub fn read(vfs: &Vfs, article: &Article, out: &mut Diagnostics) -> Option<Self> {
        #[comemo::memoize]
        fn works(file: &FileId, text: &str) -> Arc<(Option<Arc<Works>>, Diagnostics)> {
            let mut out = Diagnostics::default();
            let works = Works::read(file, text, &mut out).map(Arc::new);
            Arc::new((works, out))
        }
        let text = vfs.lossy(&article.file).unwrap_or_default();
        let meta = &article.meta;
        let Some((file, origin)) = &meta.bibliography else {
            out.extend(check::none(article, &text));
            if let Some((_, origin)) = &meta.citation_style {
                let message = "there is a citation style and no bibliography";
                let error = Diagnostic::new(Code::NoBibliography, message).at(origin.clone());
                out.push(error.hint("name the file with the works: `bibliography: refs.bib`"));
            }
            return None;
        };
        let style = style_of(vfs, article, out);
        let (style, editors) = style.unzip();
        let read = works(file, &content(vfs, file, origin, out)?);
        out.extend(read.1.iter().cloned());
        let works = read.0.clone()?;
        check::keys(article, &works, &text, out);
        out.extend(editors.and_then(|editors| check::edited(article, &works, editors)));
        Some(Self {
            works,
            style: style?,
            is_citing: cite::any(article.texts()),
        })
    }
}

/// A style, and how it prints editors.
type Probed = Result<(Arc<Style>, Editors), Diagnostic>;

/// The style that an article names, or the default one.
fn style_of(vfs: &Vfs, article: &Article, out: &mut Diagnostics) -> Option<(Arc<Style>, Editors)> {
    #[comemo::memoize]
    fn named(name: &str) -> Arc<Probed> {
        Arc::new(Style::named(name).and_then(probed))
    }
    #[comemo::memoize]
    fn of_csl(file: &FileId, text: &str) -> Arc<Probed> {
        let style = Style::of_csl(file, text);
        // A style of one's own may leave them out.
        Arc::new(match text.contains("author") {
            true => style.and_then(probed),
            false => style.map(|style| (Arc::new(style), Editors::Right)),
        })
    }
    let (style, place) = match &article.meta.citation_style {
        None => (named(style::DEFAULT), article.meta.origin.clone()),
        Some((StyleName::BuiltIn(name), origin)) => (named(name), origin.clone()),
        Some((StyleName::File(file), origin)) => {
            let text = content(vfs, file, origin, out)?;
            (of_csl(file, &text), Origin::file(file))
        }
    };
    match &*style {
        Ok(style) => Some(style.clone()),
        Err(error) => {
            let error = error.clone();
            out.push(match error.origin {
                Some(_) => error,
                None => error.at(place),
            });
            None
        }
    }
}

/// A style that works here.
fn probed(style: Style) -> Probed {
    let editors = probe(&style)?;
    Ok((Arc::new(style), editors))
}

/// The text of a file that the front matter names at `origin`.
fn content(vfs: &Vfs, file: &FileId, origin: &Origin, out: &mut Diagnostics) -> Option<Arc<str>> {
    match vfs.read_text(file, out) {
        vfs::Text::There(text) => Some(text),
        vfs::Text::Unreadable => None,
        vfs::Text::Absent => {
            let mut error = ReadError::NotFound.diagnostic(file);
            error.message = format!("there is no file {file}");
            out.push(
                error
                    .at(origin.clone())
                    .hint("paths start at the folder of the article"),
            );
            None
        }
    }
}
