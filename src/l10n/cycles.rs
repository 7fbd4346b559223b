//! Detects messages and terms that refer to themselves.

use std::collections::BTreeMap;

use fluent_syntax::ast::PatternElement;

use crate::diagnostic::{Code, Diagnostic};
use crate::l10n::syntax::{Entries, Expression, Inline, Pattern};
use crate::origin::{FileId, Origin};

/// Reports cycles of references, of any length, that have an entry in one of the files. Each cycle is reported once.
pub fn cycles(entries: &Entries, files: &dyn Fn(&FileId) -> bool) -> Vec<Diagnostic> {
    let mut edges: BTreeMap<String, Vec<(String, Origin)>> = BTreeMap::new();
    for (name, entry) in entries.iter() {
        for (name, pattern) in entry.patterns(name) {
            let mut found = Vec::new();
            references(pattern, &mut found);
            edges.insert(name, found);
        }
    }
    let mut sources: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, found) in &edges {
        for (target, _) in found {
            sources
                .entry(target.clone())
                .or_default()
                .push(name.clone());
        }
    }
    let is_end = |name: &&String| edges.get(*name).is_none_or(Vec::is_empty);
    let mut ends: Vec<String> = edges
        .keys()
        .chain(sources.keys())
        .filter(is_end)
        .cloned()
        .collect();
    let mut out = Vec::new();
    loop {
        // Nodes without outgoing references are in no cycle, so they are removed repeatedly.
        while let Some(end) = ends.pop() {
            edges.remove(&end);
            for source in sources.remove(&end).unwrap_or_default() {
                if let Some(found) = edges.get_mut(&source) {
                    found.retain(|(target, _)| *target != end);
                    if found.is_empty() {
                        ends.push(source);
                    }
                }
            }
        }
        let Some(start) = edges.keys().next() else {
            return out;
        };
        let mut path: Vec<(String, Origin)> = Vec::new();
        let mut at = start.clone();
        while !path.iter().any(|(name, _)| *name == at) {
            let Some((target, origin)) = edges.get(&at).and_then(|found| found.first()) else {
                break;
            };
            path.push((at, origin.clone()));
            at = target.clone();
        }
        let from = path.iter().position(|(name, _)| *name == at).unwrap_or(0);
        let cycle = path.split_off(from);
        let names: Vec<_> = cycle.iter().map(|(name, _)| name.as_str()).collect();
        let error = format!("`{at}` refers to itself: {} → {at}", names.join(" → "));
        if let Some((_, origin)) = cycle.first()
            && cycle.iter().any(|(_, origin)| files(&origin.file))
        {
            out.push(
                Diagnostic::new(Code::CyclicReference, error)
                    .at(origin.clone())
                    .hint("take one of the references out"),
            );
        }
        ends.extend(cycle.into_iter().map(|(name, _)| name));
    }
}

/// All references to messages and terms in a pattern, with their places.
fn references(pattern: &Pattern, out: &mut Vec<(String, Origin)>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            in_expression(expression, out);
        }
    }
}

fn in_expression(expression: &Expression, out: &mut Vec<(String, Origin)>) {
    match expression {
        Expression::Inline(inline) => in_inline(inline, out),
        Expression::Select { selector, variants } => {
            in_inline(selector, out);
            for variant in variants {
                references(&variant.value, out);
            }
        }
    }
}

fn in_inline(inline: &Inline, out: &mut Vec<(String, Origin)>) {
    match inline {
        Inline::MessageReference { id, attribute }
        | Inline::TermReference { id, attribute, .. } => {
            let dash = if matches!(inline, Inline::TermReference { .. }) {
                "-"
            } else {
                ""
            };
            let attribute = attribute.as_ref().map(|a| format!(".{}", a.name.as_str()));
            let name = format!(
                "{dash}{}{}",
                id.name.as_str(),
                attribute.unwrap_or_default()
            );
            out.push((name, id.name.origin()));
        }
        Inline::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                in_inline(argument, out);
            }
        }
        Inline::Placeable { expression } => in_expression(expression, out),
        Inline::StringLiteral { .. }
        | Inline::NumberLiteral { .. }
        | Inline::VariableReference { .. } => {}
    }
}
