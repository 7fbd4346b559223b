//! A citation put in words: those of the style, those that the author wrote, and links to the list.

use hayagriva::{ElemChild, ElemChildren, ElemMeta, Formatted, Formatting};

use crate::article::ast::{Inline, Reference, join, pieces, plain};
use crate::citation::markup;
use crate::citation::reading::{Citation, Setting};
use crate::l10n::typography::common::capitalized;

/// A citation as inlines, with the words that stand in it.
pub fn said(
    citation: &Citation,
    mut children: ElemChildren,
    setting: Setting,
    is_linked: bool,
) -> Vec<Inline> {
    for (rank, work) in citation.works.iter().enumerate() {
        let is_bare = work.part.is_bare && !setting.style.is_marks();
        markup::of_work(&mut children, rank, &mut |own| {
            if is_bare {
                markup::without_names(own);
            }
            let shown = markup::inlines(own, &|_| work.part.after.clone());
            let number = work.number().map(|number| number.replace('-', "–"));
            // The mark of a work may be the same number.
            let text = plain(&shown);
            let mark = text.find(|c: char| c.is_numeric()).unwrap_or(0);
            let rest = text[mark..].trim_start_matches(|c: char| c.is_numeric());
            let said = if setting.style.is_marks() {
                rest
            } else {
                &text
            };
            let has_number = number.is_none_or(|number| said.contains(&number));
            let has_words = work.number().is_some() || work.at.is_none() || own_transparent(own);
            let text = |text: String| {
                ElemChild::Text(Formatted {
                    text,
                    formatting: Formatting::default(),
                })
            };
            if !has_number || !has_words {
                // The style has no room for it.
                own.0.push(text(", ".to_owned()));
                own.0.push(ElemChild::Transparent {
                    cite_idx: rank,
                    format: Formatting::default(),
                });
            }
        });
    }
    let after = |rank: usize| {
        citation
            .works
            .get(rank)
            .map(|work| work.part.after.clone())
            .unwrap_or_default()
    };
    let before = |rank: usize| {
        citation
            .works
            .get(rank)
            .map(|work| work.part.before.clone())
            .unwrap_or_default()
    };
    let key = |rank: usize| {
        let work = citation.works.get(rank).filter(|_| is_linked);
        work.map(|work| work.part.key.as_str())
    };
    let words = Words {
        before: &before,
        after: &after,
        key: &key,
    };
    let mut said = Vec::new();
    words.of(&children, &mut said);
    join(&mut said);
    if let Some(Inline::Text(text)) = said.first_mut() {
        *text = text.trim_start().to_owned();
        if text.is_empty() {
            said.remove(0);
        }
    }
    if let Some(Inline::Text(text)) = said.first_mut() {
        // A note is a sentence.
        let is_led = citation
            .works
            .first()
            .is_some_and(|work| !work.part.before.is_empty());
        if is_led && setting.style.is_notes() && !citation.is_in_note {
            *text = capitalized(text);
        }
    }
    said
}

fn own_transparent(children: &ElemChildren) -> bool {
    children.0.iter().any(|child| match child {
        ElemChild::Transparent { .. } => true,
        ElemChild::Elem(elem) => own_transparent(&elem.children),
        _ => false,
    })
}

/// What stands in a citation with its works, by their rank.
struct Words<'a> {
    /// The words before a work.
    before: &'a dyn Fn(usize) -> Vec<Inline>,
    /// The words after it.
    after: &'a dyn Fn(usize) -> Vec<Inline>,
    /// Its key, if it is linked to the list.
    key: &'a dyn Fn(usize) -> Option<&'a str>,
}

impl Words<'_> {
    /// The parts of a citation, each behind the words that stand before its work, and linked to the list.
    fn of(&self, children: &ElemChildren, said: &mut Vec<Inline>) {
        for child in &children.0 {
            match child {
                ElemChild::Elem(elem) if elem.display.is_none() => {
                    let Some(ElemMeta::Entry(rank)) = elem.meta else {
                        self.of(&elem.children, said);
                        continue;
                    };
                    let words = (self.before)(rank);
                    if !words.is_empty() {
                        said.extend(words);
                        said.push(Inline::Text(" ".to_owned()));
                    }
                    let work = markup::inlines(&elem.children, self.after);
                    said.extend(match (self.key)(rank) {
                        Some(key) => linked(work, key),
                        None => work,
                    });
                }
                other => said.extend(markup::inlines(
                    &ElemChildren(vec![other.clone()]),
                    self.after,
                )),
            }
        }
    }
}

/// What is said of a work, as a link to its entry in the list, unless it holds the work's own address.
fn linked(mut work: Vec<Inline>, key: &str) -> Vec<Inline> {
    let mut has_link = work.is_empty();
    pieces(&work, &mut |inline| {
        has_link |= matches!(inline, Inline::Link { .. } | Inline::Footnote(_))
    });
    if has_link {
        return work;
    }
    // The space before it is no part of it.
    let mut linked = Vec::new();
    if let Some(Inline::Text(text)) = work.first_mut() {
        let rest = text.trim_start();
        linked.push(Inline::Text(text[..text.len() - rest.len()].to_owned()));
        *text = rest.to_owned();
    }
    linked.push(Inline::Link {
        url: format!("#{}", Reference::id(key)),
        content: work,
    });
    linked
}
