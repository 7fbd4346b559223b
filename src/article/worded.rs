//! Elements that print labels of the layouts: callouts, tasks, charts, references, citations and abbreviations. A locale needs
//! these labels if an article has such elements.

use std::collections::BTreeSet;

use crate::article::ast::{Article, Block, Callout, ChartType, Section, Text, walk};

/// The label that is the title of a callout without one of its own, and the Typst label of such callouts for layouts.
pub fn callout(kind: Callout) -> &'static str {
    match kind {
        Callout::Note => "callout-note",
        Callout::Tip => "callout-tip",
        Callout::Important => "callout-important",
        Callout::Warning => "callout-warning",
        Callout::Caution => "callout-caution",
        // There is no such label: a box without a title of its own has none.
        Callout::Box => "callout-box",
        Callout::NarrowBox => "callout-narrow",
    }
}

/// The label for the alternative text of a task's box.
pub fn task(done: bool) -> &'static str {
    match done {
        true => "task-done",
        false => "task-open",
    }
}

/// How many captions of a kind make a list of them.
pub const LISTED: usize = 6;
/// The titles of these lists.
const LISTS: [&str; 2] = ["figures", "tables"];

/// The labels of references, which have no words of their own.
const REFERENCES: [&str; 5] = [
    "see-figure",
    "see-table",
    "see-equation",
    "see-section",
    "with-page",
];

/// The label for the type of a chart, at the head of its alternative text.
pub fn chart(kind: ChartType) -> &'static str {
    match kind {
        ChartType::Bar => "chart-bar",
        ChartType::Stacked => "chart-stacked",
        ChartType::Grouped => "chart-grouped",
        ChartType::Line => "chart-line",
        ChartType::Area => "chart-area",
        ChartType::Dot => "chart-dot",
        ChartType::Slope => "chart-slope",
        ChartType::Share => "chart-share",
    }
}

/// The label for the highest and the lowest value of a series, in the alternative text of a chart.
pub const CHART_RANGE: &str = "chart-range";

/// The labels for all values of a series there: the sentence, one value, and what stands between two.
pub const CHART_VALUES: [&str; 3] = ["chart-values", "chart-value", "chart-between"];

/// Whether a label is used by the compiler itself, and printed by no layout.
pub fn is_of_compiler(label: &str) -> bool {
    let charts = ChartType::ALL.map(chart);
    let mut all = REFERENCES
        .iter()
        .chain(&LISTS)
        .chain(&charts)
        .chain(&CHART_VALUES);
    label == CHART_RANGE || all.any(|known| *known == label)
}

/// The label over the list of works that an artifact cites.
pub const WORKS: &str = "references";

/// The heading of the list of abbreviations.
pub const ABBREVIATIONS: &str = "abbreviations";

/// Whether a label is printed only by elements.
pub fn is_of_element(label: &str) -> bool {
    let callouts = Callout::ALL.map(callout);
    let tasks = [true, false].map(task);
    let mut all = callouts
        .iter()
        .chain(&tasks)
        .chain([&WORKS, &ABBREVIATIONS]);
    all.any(|known| *known == label) || is_of_compiler(label)
}

/// The labels that the elements of an article print, in any body.
pub fn printed(article: &Article) -> BTreeSet<&'static str> {
    let mut labels = BTreeSet::new();
    labels.extend(article.meta.bibliography.as_ref().map(|_| WORKS));
    if !article.abbreviations.is_empty() {
        labels.insert(ABBREVIATIONS);
    }
    let mut captions = 0;
    let mut visit = |block: &Block| {
        captions += usize::from(block.caption().is_some());
        match block {
            Block::Callout {
                kind, title: None, ..
            } if !kind.is_box() => drop(labels.insert(callout(*kind))),
            Block::Chart(drawn) if drawn.alt.is_none() => {
                labels.extend([chart(drawn.kind), CHART_RANGE]);
                labels.extend(CHART_VALUES);
            }
            Block::List { items, .. } => {
                labels.extend(items.iter().filter_map(|item| item.task).map(task));
            }
            _ => {}
        }
    };
    for blocks in article.sections.iter().flat_map(Section::bodies) {
        walk(blocks, &mut visit);
    }
    if captions >= LISTED {
        labels.extend(LISTS);
    }
    if article.texts().into_iter().any(Text::refers) {
        labels.extend(REFERENCES);
    }
    labels
}
