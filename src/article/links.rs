//! Checks that links and references inside an article lead somewhere: to sections, tables and figures.

use std::collections::{BTreeMap, BTreeSet};

use crate::article::address::{self, section};
use crate::article::ast::{Article, Inline, Section, Text, ids, pieces, plain};
use crate::article::segment;
use crate::article::source::Source;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::names;
use crate::origin::FileId;
use crate::project::articles::named;
use crate::yaml::nearest;

/// The ids of an article's sections, tables and figures, and the slugs of the sections' titles.
pub struct Ids {
    ids: BTreeSet<String>,
    titles: Vec<(String, String)>,
}

impl Ids {
    /// Collects the ids of an article.
    pub fn of(article: &Article) -> Self {
        let slug = |s: &Section| Some((names::slug(&s.title.as_ref()?.plain()), s.id.clone()));
        let sections = article.sections.iter();
        let own = sections.clone().map(|section| section.id.as_str());
        let all = own.chain(ids(sections.flat_map(Section::bodies).flatten()));
        Self {
            ids: all.map(str::to_owned).collect(),
            titles: article.sections.iter().filter_map(slug).collect(),
        }
    }

    /// Whether something has an id.
    pub fn has(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    /// The id that was probably meant: by the section's title, or by similarity.
    fn nearest(&self, id: &str) -> Option<&str> {
        let slug = names::slug(id);
        let of_title = self.titles.iter().find(|(title, _)| *title == slug);
        let near = || nearest(id, self.ids.iter().map(String::as_str));
        of_title.map(|(_, id)| id.as_str()).or_else(near)
    }
}

/// Reports links and references to what does not exist. `file` is the content of the article's file.
pub fn check(article: &mut Article, file: &str, out: &mut Diagnostics) {
    let ids = Ids::of(article);
    segment::visit(article, &mut |unit| {
        for (_, text) in unit.parts {
            of_text(text, &ids, file, out);
        }
    });
}

/// Reports links and references in one text to what does not exist.
pub fn of_text(text: &Text, ids: &Ids, file: &str, out: &mut Diagnostics) {
    pieces(&text.inlines, &mut |inline| {
        let id = match inline {
            Inline::Link { url, .. } => section(url),
            Inline::Reference(id) if address::article(id).is_none() => Some(id.as_str()),
            _ => None,
        };
        let Some(id) = id.filter(|id| !id.is_empty() && !ids.has(id)) else {
            return;
        };
        let source = Source::message(text.origin.clone(), file);
        let place = source.find(&text.origin, &format!("(#{id})"));
        let error = Diagnostic::new(Code::DeadLink, format!("nothing has the id `{id}`"))
            .at(place.unwrap_or_else(|| text.origin.clone()));
        out.push(error.hint(match ids.nearest(id) {
            Some(near) => format!("did you mean `#{near}`?"),
            None => format!(
                "give the id to a heading, `# … {{#{id}}}`, or to a caption, `: … {{#{id}}}`"
            ),
        }));
    });
}

/// The other articles that texts lead to, by what is written for each, at the first place.
pub fn others(article: &Article) -> BTreeMap<&str, &Text> {
    let mut all = BTreeMap::new();
    for text in article.texts() {
        pieces(&text.inlines, &mut |inline| {
            if let Inline::Link { url, .. } | Inline::Reference(url) = inline
                && address::article(url).is_some()
            {
                all.entry(url.as_str()).or_insert(text);
            }
        });
    }
    all
}

/// Reports links and references to articles that do not exist. `articles` are all that do, in the order of their files;
/// `file` is the content of this article.
pub fn check_others(article: &Article, articles: &[FileId], file: &str, out: &mut Diagnostics) {
    for (url, text) in others(article) {
        let name = address::article(url).unwrap_or_default();
        if named(articles, &name).is_some() {
            continue;
        }
        let source = Source::message(text.origin.clone(), file);
        let written = [format!("({url})"), format!("[{}]", words(text, url))];
        let place = written.iter().find_map(|it| source.find(&text.origin, it));
        let error = Diagnostic::new(Code::DeadLink, format!("there is no article `{name}.md`"))
            .at(place.unwrap_or_else(|| text.origin.clone()));
        out.push(match nearest(&name, articles.iter().map(FileId::stem)) {
            Some(near) => error.hint(format!("did you mean `{near}.md`?")),
            None => error.hint(
                "articles stand in `seeds/`; of what is elsewhere, write the address: `https://…`",
            ),
        });
    }
}

/// The words of the first link to a URL in a text.
fn words(text: &Text, url: &str) -> String {
    let mut words = None;
    pieces(&text.inlines, &mut |inline| {
        if let Inline::Link { url: own, content } = inline
            && own == url
        {
            words.get_or_insert_with(|| plain(content));
        }
    });
    words.unwrap_or_default()
}
