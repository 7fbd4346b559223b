//! Whether a style works here: whether it prints the authors of a book and of an article, and the editors of a book without authors.

use hayagriva::io::from_yaml_str;
use hayagriva::{
    BibliographyDriver, BibliographyRequest, BufWriteFormat, CitationItem, CitationRequest,
    ElemChildren,
};

use crate::citation::style::{Style, code, terms_of};
use crate::diagnostic::{Code, Diagnostic};
use crate::locale::Locale;

/// Works with authors, and one that has editors alone.
const WORKS: &str = "
book: { type: book, title: Titled, author: \"Probeson, Ann\", date: 2001, publisher: Publishers }
article: { type: article, title: Titled, author: \"Probeson, Bob\", date: 2002, page-range: 3-4, parent: { type: periodical, title: Journal, volume: 1 } }
edited: { type: book, title: Titled, editor: \"Probeson, Cyd\", date: 2003, publisher: Publishers }
";

/// How a style prints a book that has editors and no authors.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Editors {
    /// As the style asks.
    Right,
    /// With their names as in a citation, or without saying that they are its editors.
    Misprinted,
    /// Without them, or without its title or its year.
    Incomplete,
}

/// How a style prints the editors of a book without authors. An error for a style that leaves out the authors of books or articles, as some
/// are beyond what hayagriva does of the Citation Style Language.
pub fn probe(style: &Style) -> Result<Editors, Diagnostic> {
    let mut printed = printed(style).into_iter();
    let (Some(book), Some(article), Some(edited)) =
        (printed.next(), printed.next(), printed.next())
    else {
        return Ok(Editors::Right);
    };
    if !book.contains("probeson") || !article.contains("probeson") {
        let message = "this citation style leaves out the authors of books or articles here";
        let error = Diagnostic::new(Code::CitationStyle, message);
        return Err(error.hint("it asks for more of the Citation Style Language than there is in this program: choose another, such as `apa`, `ieee` or `harvard-cite-them-right`"));
    }
    // What a style prints of a book, it prints of this one too.
    let has = |words: &str, year: &str| !book.contains(year) || edited.contains(words);
    if !has("probeson", "probeson") || !has("titled", "titled") || !has("2003", "2001") {
        return Ok(Editors::Incomplete);
    }
    // Family names first, as in lists.
    let is_inverted = |text: &str, given: char| {
        let (_, rest) = text.split_once("probeson").unwrap_or_default();
        rest.trim_start_matches([',', ' ', '\u{A0}'])
            .starts_with(given)
    };
    Ok(
        match is_inverted(&book, 'a') && !is_inverted(&edited, 'c') {
            true => Editors::Misprinted,
            false => Editors::Right,
        },
    )
}

/// The entries of the works in a style, or its citations of them where it has no list, in small letters.
fn printed(style: &Style) -> Vec<String> {
    let (Ok(works), Some(english)) = (from_yaml_str(WORKS), Locale::parse("en-US")) else {
        return Vec::new();
    };
    let language = code(&english);
    let terms = terms_of(&language);
    let mut driver = BibliographyDriver::new();
    for work in works.iter() {
        let item = CitationItem::new(work, None, None, false, None);
        let language = Some(language.clone());
        driver.citation(CitationRequest::new(
            vec![item],
            style.get(),
            language,
            &terms,
            Some(1),
        ));
    }
    let rendered = driver.finish(BibliographyRequest {
        style: style.get(),
        locale: Some(language),
        locale_files: &terms,
    });
    let text = |content: &ElemChildren| {
        let mut text = String::new();
        let _ = content.write_buf(&mut text, BufWriteFormat::Plain);
        text.to_lowercase()
    };
    let Some(list) = rendered.bibliography else {
        return rendered
            .citations
            .iter()
            .map(|it| text(&it.citation))
            .collect();
    };
    // Lists are sorted as their style asks.
    let entry = |key: &str| list.items.iter().find(|item| item.key == key);
    let entries =
        ["book", "article", "edited"].map(|key| entry(key).map(|item| text(&item.content)));
    entries.into_iter().flatten().collect()
}
