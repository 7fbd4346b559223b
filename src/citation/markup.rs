//! What hayagriva says of a work, as inlines.

use hayagriva::citationberg::{Display, FontStyle, FontVariant, FontWeight, VerticalAlign};
use hayagriva::{Elem, ElemChild, ElemChildren, ElemMeta, Formatting};

use crate::article::ast::{Inline, join, plain};

/// Formatted text as inlines. `at` gives what stands for the place within a work, by the rank of the work in its citation.
pub fn inlines(children: &ElemChildren, at: &dyn Fn(usize) -> Vec<Inline>) -> Vec<Inline> {
    let mut all = Vec::new();
    for child in &children.0 {
        match child {
            ElemChild::Text(text) => all.extend(formatted(text_of(&text.text), &text.formatting)),
            ElemChild::Elem(elem) => {
                let is_apart = matches!(elem.display, Some(Display::Block | Display::Indent));
                if is_apart && !all.is_empty() {
                    all.push(Inline::Break);
                }
                all.extend(inlines(&elem.children, at));
            }
            // A formula, which was reported.
            ElemChild::Markup(text) => all.extend(text_of(text)),
            ElemChild::Link { text, url } => {
                let content = formatted(text_of(&text.text), &text.formatting);
                match url.starts_with("http://") || url.starts_with("https://") {
                    true => all.push(Inline::Link {
                        url: url.clone(),
                        content,
                    }),
                    false => all.extend(content),
                }
            }
            ElemChild::Transparent { cite_idx, format } => {
                all.extend(formatted(at(*cite_idx), format))
            }
        }
    }
    join(&mut all);
    all
}

fn text_of(text: &str) -> Vec<Inline> {
    match text.is_empty() {
        true => Vec::new(),
        // Styles leave a space where what it belongs to is missing.
        false => vec![Inline::Text(
            text.replace(" :", ":")
                .replace(" ,", ",")
                .replace(" ;", ";"),
        )],
    }
}

fn formatted(mut content: Vec<Inline>, formatting: &Formatting) -> Vec<Inline> {
    if content.is_empty() {
        return content;
    }
    match formatting.vertical_align {
        VerticalAlign::Sup => content = vec![Inline::Super(content)],
        VerticalAlign::Sub => content = vec![Inline::Sub(content)],
        VerticalAlign::None | VerticalAlign::Baseline => {}
    }
    if formatting.font_variant == FontVariant::SmallCaps {
        content = vec![Inline::Span {
            lang: None,
            small_caps: true,
            content,
        }];
    }
    if formatting.font_style == FontStyle::Italic {
        content = vec![Inline::Emph(content)];
    }
    if formatting.font_weight == FontWeight::Bold {
        content = vec![Inline::Strong(content)];
    }
    content
}

/// One child as inlines.
pub fn of_child(child: &ElemChild) -> Vec<Inline> {
    inlines(&ElemChildren(vec![child.clone()]), &|_| Vec::new())
}

/// Changes the part of a citation that is about a work, by its rank.
pub fn of_work(
    children: &mut ElemChildren,
    rank: usize,
    change: &mut dyn FnMut(&mut ElemChildren),
) -> bool {
    children.0.iter_mut().any(|child| match child {
        ElemChild::Elem(elem) if elem.meta == Some(ElemMeta::Entry(rank)) => {
            change(&mut elem.children);
            true
        }
        ElemChild::Elem(elem) => of_work(&mut elem.children, rank, change),
        _ => false,
    })
}

/// Takes out the names, and what parts them from the rest.
pub fn without_names(children: &mut ElemChildren) {
    let is_names = |elem: &Elem| matches!(elem.meta, Some(ElemMeta::Names(_)));
    let at = children
        .0
        .iter()
        .position(|child| matches!(child, ElemChild::Elem(elem) if is_names(elem)));
    match at {
        Some(at) => {
            children.0.remove(at);
            start(children, at);
        }
        None => {
            let mut elems = children.0.iter_mut();
            let holder = elems.find_map(|child| match child {
                ElemChild::Elem(elem) if elem.children.find_names().is_some() => Some(elem),
                _ => None,
            });
            if let Some(elem) = holder {
                without_names(&mut elem.children);
                let is_empty = plain(&inlines(&elem.children, &|_| Vec::new()))
                    .trim()
                    .is_empty();
                if is_empty && let Some(at) = children.0.iter().position(|child| matches!(child, ElemChild::Elem(elem) if elem.children.0.is_empty())) {
                    start(children, at + 1);
                }
            }
        }
    }
}

/// Takes the commas and spaces off the text at an index.
fn start(children: &mut ElemChildren, at: usize) {
    if let Some(ElemChild::Text(text)) = children.0.get_mut(at) {
        text.text = text
            .text
            .trim_start_matches([' ', ',', '\u{A0}', '،', '，'])
            .to_owned();
    }
}
