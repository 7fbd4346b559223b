//! Whether a style works here: whether it prints the authors of a book and of an article.

use hayagriva::io::from_yaml_str;
use hayagriva::{
    BibliographyDriver, BibliographyRequest, BufWriteFormat, CitationItem, CitationRequest,
    ElemChildren,
};

use crate::citation::style::{Style, code, terms_of};
use crate::diagnostic::{Code, Diagnostic};
use crate::locale::Locale;

/// Works with authors.
const WORKS: &str = "
book: { type: book, title: Titled, author: \"Probeson, Ann\", date: 2001, publisher: Publishers }
article: { type: article, title: Titled, author: \"Probeson, Bob\", date: 2002, page-range: 3-4, parent: { type: periodical, title: Journal, volume: 1 } }
";

/// An error for a style that leaves out the authors of books or articles, as some are beyond what hayagriva does of the Citation Style
/// Language.
pub fn probe(style: &Style) -> Option<Diagnostic> {
    let works = from_yaml_str(WORKS).ok()?;
    let language = code(&Locale::parse("en-US")?);
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
    let listed = rendered.bibliography.map(|list| list.items);
    let listed = listed.map(|items| items.into_iter().map(|item| item.content).collect());
    let said = || {
        rendered
            .citations
            .into_iter()
            .map(|it| it.citation)
            .collect()
    };
    let all: Vec<ElemChildren> = listed.unwrap_or_else(said);
    let has_author = |content: &ElemChildren| {
        let mut text = String::new();
        let written = content.write_buf(&mut text, BufWriteFormat::Plain);
        written.is_ok() && text.to_lowercase().contains("probeson")
    };
    if all.iter().all(has_author) {
        return None;
    }
    let message = "this citation style leaves out the authors of books or articles here";
    let error = Diagnostic::new(Code::CitationStyle, message);
    Some(error.hint("it asks for more of the Citation Style Language than there is in this program: choose another, such as `apa`, `ieee` or `chicago-author-date`"))
}
