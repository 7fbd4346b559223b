//! The article in one locale: every text replaced by its message, typographically correct.

use crate::article::ast::Var;
use crate::article::ast::{Article, Text};
use crate::article::inline::{self, NoteNames};
use crate::article::links;
use crate::article::notes;
use crate::article::segment;
use crate::diagnostic::Diagnostics;
use crate::l10n::bundle::{Bundle, Values};
use crate::l10n::cells;
use crate::l10n::labels;
use crate::l10n::pseudo;
use crate::l10n::typography;
use crate::locale::Locale;

/// Makes the document of the source language, or of a pseudo-locale, which is made from it.
pub fn source(article: &Article, source: &Locale, locale: &Locale, values: &mut Values) -> Article {
    let mut document = article.clone();
    segment::visit(&mut document, &mut |unit| {
        for (_, text) in unit.parts {
            typography::apply(&mut text.inlines, source);
            pseudo::apply(&mut text.inlines, locale);
            if text.key.id == "meta-title" {
                values.insert("title".to_owned(), Var::Text(text.plain()));
            }
        }
    });
    cells::localize(&mut document, source, locale);
    document
}

/// Makes the document of another language. A text without a message stays in the source language, and says so in its
/// `fallback` where that is no parent of the locale.
pub fn translation(
    article: &Article,
    source: &Locale,
    bundle: &Bundle,
    values: &mut Values,
    out: &mut Diagnostics,
) -> Article {
    let mut document = article.clone();
    let inherits = bundle.locale().inherits(source);
    // Labels are checked with the values of labels.
    out.extend(bundle.check(&|file| !labels::is_file(file), values, []));
    let names = NoteNames::new(article.footnotes.iter().map(|n| n.name.clone()));
    let ids = links::Ids::of(article);
    segment::visit(&mut document, &mut |unit| {
        for (_, text) in unit.parts {
            match bundle.format(&text.key, values, out) {
                Some((markup, origin)) => {
                    let source = bundle.source(&text.key, origin);
                    let parsed = inline::parse_text(&markup, &names, &source, out);
                    links::of_text(&parsed, &ids, source.file, out);
                    *text = Text {
                        key: std::mem::take(&mut text.key),
                        ..parsed
                    };
                    typography::apply(&mut text.inlines, bundle.locale());
                }
                // What differs alone is written.
                None if inherits => typography::apply(&mut text.inlines, bundle.locale()),
                None => {
                    typography::apply(&mut text.inlines, source);
                    text.fallback = Some(source.name.clone());
                }
            }
            // The title stands first: the messages after it may use it.
            if text.key.id == "meta-title" {
                values.insert("title".to_owned(), Var::Text(text.plain()));
            }
        }
    });
    // What is wrong in the article already was said there.
    let mut own = Diagnostics::default();
    notes::check(article, &mut own);
    if own.is_empty() {
        notes::check(&document, out);
    }
    cells::localize(&mut document, source, bundle.locale());
    document
}
