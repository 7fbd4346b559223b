//! Makes the document of a locale: every text of the article replaced by its message, with typography applied.

use rayon::prelude::*;

use crate::article::ast::{Article, Inline, Text, Var};
use crate::article::inline::{self, NoteNames};
use crate::article::links;
use crate::article::notes;
use crate::article::segment::{self, Kind, TEXTS_AT_ONCE, Unit};
use crate::diagnostic::Diagnostics;
use crate::l10n::bundle::{Bundle, Values};
use crate::l10n::cells;
use crate::l10n::labels;
use crate::l10n::pseudo;
use crate::l10n::typography;
use crate::locale::Locale;

/// The document in the source language, or in a pseudo-locale of it. Sets `$title` in `values`.
pub fn source(article: &Article, source: &Locale, locale: &Locale, values: &mut Values) -> Article {
    let mut document = article.clone();
    let mut units = segment::units(&mut document);
    units
        .par_iter_mut()
        .with_max_len(TEXTS_AT_ONCE)
        .for_each(|unit| {
            for (_, text) in &mut unit.parts {
                typography::apply(&mut text.inlines, source);
                pseudo::apply(&mut text.inlines, locale);
            }
        });
    values.extend(title(&units));
    cells::localize(&mut document, source, locale);
    document
}

/// The value of `$title`, if the first unit is the title.
fn title(units: &[Unit]) -> Option<(String, Var)> {
    let unit = units
        .first()
        .filter(|unit| unit.kind == Kind::Meta("title"))?;
    let (_, text) = unit.parts.first()?;
    Some(("title".to_owned(), Var::Text(text.readable())))
}

/// The markup of a message, and what it was read as, before typography.
#[derive(Debug)]
pub struct Reading {
    /// The markup.
    pub markup: String,
    /// The inlines of it.
    pub inlines: Vec<Inline>,
}

/// What the messages of a document were read as: for each unit, in order, and for each of its parts. `None` for a part without a message.
pub type Readings = Vec<Vec<Option<Reading>>>;

/// The document in another language, and what its messages were read as. A text without a message stays in the source language, and its
/// `fallback` is set, unless the locale inherits from the source language. Sets `$title` in `values`.
pub fn translation(
    article: &Article,
    source: &Locale,
    bundle: &Bundle,
    values: &mut Values,
    out: &mut Diagnostics,
) -> (Article, Readings) {
    let mut document = article.clone();
    let inherits = bundle.locale().inherits(source);
    // Labels have other variables and are checked separately.
    out.extend(bundle.check(&|file| !labels::is_file(file), values, []));
    let names = NoteNames::new(article.footnotes.iter().map(|n| n.name.clone()));
    let ids = links::Ids::of(article);
    let set = |unit: &mut Unit, values: &Values| {
        let mut out = Diagnostics::default();
        let mut readings = Vec::with_capacity(unit.parts.len());
        let args = bundle.args(values);
        for (_, text) in &mut unit.parts {
            let mut reading = None;
            match bundle.format(&text.key, &args, &mut out) {
                Some((markup, origin)) => {
                    let source = bundle.source(&text.key, origin);
                    let parsed = inline::parse_text(&markup, &names, &source, &mut out);
                    links::of_text(&parsed, &ids, source.file, &mut out);
                    **text = Text {
                        key: std::mem::take(&mut text.key),
                        ..parsed
                    };
                    let inlines = text.inlines.clone();
                    reading = Some(Reading { markup, inlines });
                    typography::apply(&mut text.inlines, bundle.locale());
                }
                // Regional variants have messages only where they differ from the source.
                None if inherits => typography::apply(&mut text.inlines, bundle.locale()),
                None => {
                    typography::apply(&mut text.inlines, source);
                    text.fallback = Some(source.name.clone());
                }
            }
            readings.push(reading);
        }
        (out, readings)
    };
    let mut units = segment::units(&mut document);
    // The title comes first, so later messages can use it.
    let count = units.len().min(1);
    let (first, rest) = units.split_at_mut(count);
    let mut readings = Readings::new();
    for unit in first.iter_mut() {
        let (found, of_title) = set(unit, values);
        out.extend(found);
        readings.push(of_title);
    }
    values.extend(title(first));
    let values: &Values = values;
    let (found, of_rest): (Vec<Diagnostics>, Readings) = rest
        .par_iter_mut()
        .with_max_len(TEXTS_AT_ONCE)
        .map(|unit| set(unit, values))
        .unzip();
    out.extend(found.into_iter().flatten());
    readings.extend(of_rest);
    // Errors that the source article has too were reported there.
    let mut own = Diagnostics::default();
    notes::check(article, &mut own);
    if own.is_empty() {
        notes::check(&document, out);
    }
    cells::localize(&mut document, source, bundle.locale());
    (document, readings)
}
