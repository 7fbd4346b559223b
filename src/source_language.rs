//! The language of the articles, for projects whose settings do not name it: that of the front matter.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::locale::Locale;
use crate::origin::{FileId, Origin};
use crate::vfs::Vfs;

/// The source language if neither the settings nor any article names one.
pub const DEFAULT: &str = "fr";

/// The common language of the articles, or the default. Articles with another language than the first are errors.
pub fn of_articles(vfs: &Vfs, articles: &[FileId], out: &mut Diagnostics) -> String {
    let langs = articles.iter().filter_map(|file| {
        let text = vfs.text(file).ok()?;
        let (lang, origin) = lang(file, &text)?;
        Some((file, lang, origin))
    });
    let mut common: Option<(&FileId, String)> = None;
    let mut is_named = false;
    for (file, lang, origin) in langs {
        is_named = true;
        let is_tag = Locale::parse(&lang).is_some_and(|locale| locale.pseudo().is_none());
        match &common {
            _ if !is_tag => out.push(not_a_tag(&lang).at(origin)),
            None => common = Some((file, lang)),
            Some((first, known)) if *known != lang => out.push(
                Diagnostic::new(
                    Code::ArticleLang,
                    format!("this article is in `{lang}`, and {first} is in `{known}`"),
                )
                .at(origin)
                .hint("all articles of a project are in one language: correct `lang:`, or keep the other article in a project of its own"),
            ),
            Some(_) => {}
        }
    }
    if let (None, Some(first), false) = (&common, articles.first(), is_named) {
        let message = format!(
            "no article names its language: the source language is taken to be `{DEFAULT}`"
        );
        out.push(
            Diagnostic::new(Code::SourceLanguage, message)
                .at(Origin::file(first))
                .hint("add a line such as `lang: en` to the article's front matter, or `source: en` to fluentpress.yaml"),
        );
    }
    common.map_or_else(|| DEFAULT.to_owned(), |(_, lang)| lang)
}

/// An article whose language is no tag.
pub fn not_a_tag(lang: &str) -> Diagnostic {
    Diagnostic::new(Code::ArticleLang, format!("`{lang}` is not a language tag"))
        .hint("name the article's language by BCP 47, such as `en` or `pt-BR`")
}

/// The value of the line `lang:` in the front matter, and its place. Only this line is parsed, so errors elsewhere in
/// the front matter do not matter.
fn lang(file: &FileId, text: &str) -> Option<(String, Origin)> {
    let mut at = 0;
    let mut lines = text.split_inclusive('\n').map(|line| {
        at += line.len();
        (line, at - line.len())
    });
    // Blank lines before the front matter are allowed.
    let first = lines.by_ref().find(|(line, _)| !line.trim().is_empty());
    first.filter(|(line, _)| line.trim_end() == "---")?;
    let is_end = |line: &str| matches!(line.trim_end(), "---" | "...");
    let (value, line, at) =
        lines
            .take_while(|(line, _)| !is_end(line))
            .find_map(|(line, at)| {
                let (key, value) = line.split_once(':')?;
                let key = key.trim_end().trim_matches(['"', '\'']);
                (key == "lang").then_some((value, line, at))
            })?;
    let value: String = serde_yaml::from_str(value).ok()?;
    Some((value, Origin::new(file, at..at + line.trim_end().len())))
}
