//! What an artifact says of the works that its texts cite: in their places, in notes, and in a list.

use std::collections::{BTreeMap, BTreeSet};

use hayagriva::{ElemChildren, Rendered};

use crate::article::ast::{Article, Inline, Reference, Text, plain};
use crate::article::segment;
use crate::citation::kinds;
use crate::citation::markup;
use crate::citation::names;
use crate::citation::placer::{Place, Placer, Said};
use crate::citation::punctuation;
use crate::citation::reading::{Citation, Reader, Setting};
use crate::citation::rendered::{Asked, rendered};
use crate::citation::wording::said;
use crate::l10n::typography;
use crate::project::Format;
use crate::selection::select;

/// A document with its citations put in words for an audience and a format, and the list of what they cite.
pub fn cited(document: &Article, audience: &str, format: Format, setting: Setting) -> Article {
    let selection = select(document, audience, format);
    let mut reader = Reader::new(document, setting);
    reader.read(&selection);
    let et_al = names::et_al(&reader.terms);
    let all = reader.all;
    // The notes of a deck are numbered slide by slide.
    let is_numbered = setting.style.is_notes() && format == Format::Brief;
    let asked: Vec<Asked> = all.iter().map(|it| it.asked(is_numbered)).collect();
    let Setting { works, style, .. } = setting;
    let rendered = rendered(works, style, setting.language, &asked);
    // Notes say it all, and the readers of slides do not leaf through them.
    let is_linked = format == Format::Brief && !setting.style.is_notes();
    let mut words: BTreeMap<Place, Said> = BTreeMap::new();
    for (citation, rendered) in all.iter().zip(&rendered.citations) {
        let mut said = said(citation, rendered.citation.clone(), setting, is_linked);
        names::tidy(&mut said, &et_al);
        punctuation::tidy(&mut said);
        typography::apply(&mut said, setting.language);
        let is_of_notes = setting.style.is_notes();
        let said = Said {
            inlines: said,
            is_note: is_of_notes && !citation.is_in_note,
            is_in_note: is_of_notes && citation.is_in_note,
        };
        words.insert(citation.place.clone(), said);
    }
    let mut document = document.clone();
    let mut placer = Placer::new(words, setting.language);
    segment::visit(&mut document, &mut |unit| {
        for (_, text) in unit.parts {
            placer.text(text);
        }
    });
    document.footnotes.extend(placer.notes);
    document.references = references(&all, &rendered, setting, &et_al);
    document
}

/// The list of the works that are cited, in the order of the style.
fn references(
    all: &[Citation],
    rendered: &Rendered,
    setting: Setting,
    et_al: &str,
) -> Vec<Reference> {
    let shown = all.iter().filter(|citation| !citation.is_spoken);
    let keys: BTreeSet<&str> = shown
        .flat_map(|c| &c.works)
        .map(|work| work.part.key.as_str())
        .collect();
    let items = rendered.bibliography.iter().flat_map(|list| &list.items);
    // Of some works a style of notes says all in the note.
    let is_said = |content: &ElemChildren| {
        !plain(&markup::inlines(content, &|_| Vec::new()))
            .trim()
            .is_empty()
    };
    let items = items.filter(|item| is_said(&item.content));
    let text = |mut inlines: Vec<Inline>, key: &str| {
        names::tidy(&mut inlines, et_al);
        punctuation::tidy(&mut inlines);
        kinds::begin(&mut inlines, setting.language);
        typography::apply(&mut inlines, setting.language);
        let mut text = Text::new(inlines, setting.works.place(key));
        text.is_value = true;
        text.key.id = format!("@{key}");
        text
    };
    items
        .map(|item| Reference {
            mark: item
                .first_field
                .as_ref()
                .map(|mark| text(markup::of_child(mark), &item.key)),
            text: text(markup::inlines(&item.content, &|_| Vec::new()), &item.key),
            is_spoken: !keys.contains(item.key.as_str()),
            key: item.key.clone(),
        })
        .collect()
}
