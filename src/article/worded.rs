//! Elements that print words of the layouts' own: a callout its kind, a task whether it is done. A language needs these labels where an
//! article has such elements.

use std::collections::BTreeSet;

use crate::article::ast::{Article, Block, Callout, Section, walk};

/// The label that heads a callout without a title, and the name by which layouts know such callouts.
pub fn callout(kind: Callout) -> &'static str {
    match kind {
        Callout::Note => "callout-note",
        Callout::Tip => "callout-tip",
        Callout::Important => "callout-important",
        Callout::Warning => "callout-warning",
        Callout::Caution => "callout-caution",
    }
}

/// The label that says what the box of a task means.
pub fn task(done: bool) -> &'static str {
    match done {
        true => "task-done",
        false => "task-open",
    }
}

/// Whether a label is printed by elements alone.
pub fn is_of_element(label: &str) -> bool {
    let callouts = Callout::ALL.map(callout);
    let tasks = [true, false].map(task);
    callouts.iter().chain(&tasks).any(|known| *known == label)
}

/// The labels that the elements of an article print, in whichever body they stand.
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
