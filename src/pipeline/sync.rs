//! The source catalogues as the articles of today want them.

use std::collections::BTreeMap;

use crate::article::ast::Article;
use crate::article::segment;
use crate::diagnostic::Diagnostics;
use crate::l10n::align;
use crate::origin::FileId;
use crate::pipeline::prepare::{audience_names, catalogue_file, read_article, read_catalogue};
use crate::pipeline::request::Request;
use crate::pipeline::session::Session;
use crate::project::{self, Format, Project};
use crate::selection::select;
use crate::translate::sync::{self, Usage};

impl Session {
    /// The source catalogues as they should be, by file.
    pub fn sync(&self, request: &Request, out: &mut Diagnostics) -> BTreeMap<FileId, String> {
        let project = project::load(self.vfs(), out);
        let names = audience_names(&project);
        let mut catalogues = BTreeMap::new();
        for file in &project.articles {
            if !Request::wants(&request.articles, file.stem()) {
                continue;
            }
            let Some(mut article) = read_article(self.vfs(), file, &names, out) else {
                continue;
            };
            let target = catalogue_file(&project.source, file);
            let registry = read_catalogue(self.vfs(), &target, out);
            let segments = segment::segments(&mut article);
            let ids = align::align(&segments, registry.as_ref());
            segment::set_ids(&mut article, &ids);
            let usage = usage(&project, &article);
            let text = sync::source_catalogue(&article, &segments, &ids, registry.as_ref(), &usage);
            catalogues.insert(target, text);
        }
        catalogues
    }
}

/// Which artifacts show which message of an article.
fn usage(project: &Project, article: &Article) -> Usage {
    let mut usage = Usage::new();
    for audience in &project.audiences {
        for &format in &audience.formats {
            let selection = select(article, &audience.name, format);
            for text in selection.texts(format == Format::Slides) {
                let shown = usage.entry(text.key.id.clone()).or_default();
                shown
                    .entry(audience.name.clone())
                    .or_default()
                    .insert(format.name());
            }
        }
    }
    usage
}
