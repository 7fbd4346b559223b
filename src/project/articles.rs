//! Which files of `seeds/` are articles.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::limits::{ARTICLES, too_large};
use crate::names;
use crate::origin::{FileId, Origin};
use crate::vfs::Vfs;

/// The name of the catalogues that hold the layouts' own strings.
const LABELS: &str = "labels";

/// The articles, in the order of their files: every `seeds/*.md` but `README.md`.
pub fn articles(vfs: &Vfs, out: &mut Diagnostics) -> Vec<FileId> {
    let names = vfs.own_files("seeds");
    let is_article = |name: &&String| name.ends_with(".md") && *name != "README.md";
    let count = names.iter().filter(is_article).count();
    if count > ARTICLES {
        let message = format!("the project has {count} articles, more than {ARTICLES}");
        let error = too_large(message).at(Origin::file(&FileId::new("seeds")));
        out.push(error.hint("divide it into several projects"));
        return Vec::new();
    }
    let mut articles: Vec<FileId> = Vec::new();
    let mut known: BTreeMap<String, FileId> = BTreeMap::new();
    for name in names.iter().filter(is_article) {
        let article = FileId::new(format!("seeds/{name}"));
        let folded = names::file(article.stem());
        let message = match known.get(&folded) {
            _ if folded == LABELS => {
                format!(
                    "an article cannot be called `{LABELS}`: i18n/ holds the layouts' own strings under that name"
                )
            }
            Some(other) => format!("{article} and {other} differ in the case of letters alone"),
            None => {
                known.insert(folded, article.clone());
                articles.push(article);
                continue;
            }
        };
        out.push(
            Diagnostic::new(Code::ArticleName, message)
                .at(Origin::file(&article))
                .hint("give the article another name"),
        );
    }
    misnamed(vfs, &names, out);
    if articles.is_empty() {
        out.push(
            Diagnostic::new(
                Code::NoArticle,
                "there is no article: `seeds/` holds no .md file",
            )
            .at(Origin::file(&FileId::new("seeds")))
            .hint("`fluentpress new DIR` makes a small project to start from"),
        );
    }
    articles
}

/// The article with this name, of all in the order of their files.
pub fn named<'a>(articles: &'a [FileId], name: &str) -> Option<&'a FileId> {
    let file = FileId::new(format!("seeds/{name}.md"));
    let at = articles.binary_search(&file).ok()?;
    articles.get(at)
}

/// Reports what looks like an article in `seeds/` and is none: by its ending, or because it stands deeper.
fn misnamed(vfs: &Vfs, names: &[String], out: &mut Diagnostics) {
    const ENDINGS: [&str; 7] = ["md", "markdown", "mdown", "mkd", "qmd", "rmd", "mdx"];
    let warning = |name: &str, message: &str, hint: String| {
        Diagnostic::new(Code::NoArticle, format!("this is no article, {message}"))
            .as_warning()
            .at(Origin::file(&FileId::new(format!("seeds/{name}"))))
            .hint(hint)
    };
    for name in names {
        let Some((stem, ending)) = name.rsplit_once('.') else {
            continue;
        };
        if ending != "md" && ENDINGS.contains(&ending.to_ascii_lowercase().as_str()) {
            let hint = format!("name it `{stem}.md`");
            out.push(warning(name, "as its name does not end in `.md`", hint));
        }
    }
    for name in vfs.garbled_names("seeds") {
        if name.ends_with(".md") {
            let message = format!("the name of `{name}` is not UTF-8");
            let place = Origin::file(&FileId::new("seeds"));
            let error = Diagnostic::new(Code::ArticleName, message).at(place);
            out.push(error.hint("give the article another name"));
        }
    }
    for folder in vfs.own_folders("seeds") {
        if folder.ends_with(".md") {
            let hint = "name the folder otherwise".to_owned();
            out.push(warning(&folder, "as it is a folder", hint));
        }
        for name in vfs.own_files(&format!("seeds/{folder}")) {
            if name.ends_with(".md") && name != "README.md" {
                let hint = format!("move it to seeds/{name}");
                let name = format!("{folder}/{name}");
                out.push(warning(
                    &name,
                    "as it does not stand in `seeds/` itself",
                    hint,
                ));
            }
        }
    }
}
