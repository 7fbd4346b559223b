//! Elements that print labels of the layouts: callouts and tasks. A locale needs these labels if an article has such
//! elements.

use std::collections::BTreeSet;

use crate::article::ast::{Article, Block, Callout, Section, walk};

/// The label that is the title of a callout without one of its own, and the Typst label of such callouts for layouts.
pub fn callout(kind: Callout) -> &'static str {
    match kind {
        Callout::Note => "callout-note",
        Callout::Tip => "callout-tip",
        Callout::Important => "callout-important",
        Callout::Warning => "callout-warning",
        Callout::Caution => "callout-caution",
    }
}

/// The label for the alternative text of a task's box.
pub fn task(done: bool) -> &'static str {
    match done {
        true => "task-done",
        false => "task-open",
    }
}

/// Whether a label is printed only by elements.
pub fn is_of_element(label: &str) -> bool {
    let callouts = Callout::ALL.map(callout);
    let tasks = [true, false].map(task);
    callouts.iter().chain(&tasks).any(|known| *known == label)
}

/// The labels that the elements of an article print, in any body.
pub fn printed(article: &Article) -> BTreeSet<&'static str> {
    let mut labels = BTreeSet::new();
    let mut visit = |block: &Block| match block {
        Block::Callout {
            kind, title: None, ..
        } => drop(labels.insert(callout(*kind))),
        Block::List { items, .. } => {
            labels.extend(items.iter().filter_map(|item| item.task).map(task));
        }
        _ => {}
    };
    for blocks in article.sections.iter().flat_map(Section::bodies) {
        walk(blocks, &mut visit);
    }
    labels
}
