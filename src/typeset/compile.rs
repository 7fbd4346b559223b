//! One artifact's pages, or the errors that led to none, each at the place where a person wrote it.

use std::collections::HashMap;

use typst::diag::{Severity as TypstSeverity, SourceDiagnostic, Warned};
use typst::syntax::{DiagSpan, LinkedNode, Span, SyntaxKind};
use typst::{World, WorldExt};
use typst_layout::PagedDocument;

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::lower::source_map::{SourceMap, Written};
use crate::origin::Origin;
use crate::typeset::asked::Guess;
use crate::typeset::settle;
use crate::typeset::world::{ArtifactWorld, NO_PACKAGES, file_id};

/// Where a span of Typst's leads.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Trace<'a> {
    /// To a text of the article, or of a catalogue.
    Text(&'a Written),
    /// To a file of the layouts.
    Layout(Origin),
    /// Nowhere: the engine made it.
    Nowhere,
}

/// Leads spans of an artifact back to what a person wrote.
pub struct Tracer<'a> {
    world: &'a ArtifactWorld<'a>,
    map: &'a SourceMap,
    /// What every string literal of the main file was made from. To look a span up in the tree would
    /// take as long as the file is wide, for every word on every page.
    literals: HashMap<Span, &'a Written>,
}

impl<'a> Tracer<'a> {
    /// A tracer for the artifact that was lowered with this map.
    pub fn new(world: &'a ArtifactWorld<'a>, map: &'a SourceMap) -> Self {
        let mut literals = HashMap::new();
        collect(
            &LinkedNode::new(world.main_source().root()),
            map,
            &mut literals,
        );
        Self {
            world,
            map,
            literals,
        }
    }

    /// Follows the span of a glyph.
    pub fn glyph(&self, span: Span) -> Trace<'a> {
        match self.literals.get(&span) {
            Some(written) => Trace::Text(written),
            None => self.trace(DiagSpan::from(span)),
        }
    }

    fn trace(&self, span: DiagSpan) -> Trace<'a> {
        let (Some(id), Some(range)) = (span.id(), self.world.range(span)) else {
            return Trace::Nowhere;
        };
        if id != self.world.main() {
            return Trace::Layout(Origin::new(&file_id(id), range));
        }
        match self.map.within(range) {
            Some(written) => Trace::Text(written),
            None => Trace::Nowhere,
        }
    }

    /// Turns a finding of Typst's into one of ours.
    pub fn diagnostic(&self, found: &SourceDiagnostic) -> Diagnostic {
        let severity = match found.severity {
            TypstSeverity::Error => Severity::Error,
            TypstSeverity::Warning => Severity::Warning,
        };
        let mut diagnostic = Diagnostic {
            severity,
            ..Diagnostic::error("layout-error", found.message.to_string())
        };
        if severity == Severity::Warning {
            diagnostic.code = "layout-warning";
        }
        if found.message.starts_with("unknown font family") {
            // The engine would fall back in silence; what is printed would look different.
            diagnostic.code = "missing-font";
            diagnostic.severity = Severity::Error;
            let hint = "put the font's files into the folder `fonts/`; `fluentpress fonts` lists what there is";
            diagnostic = diagnostic.hint(hint);
        }
        if found.message.contains(NO_PACKAGES) {
            diagnostic.code = "layout-package";
            let hint = "copy the package's files into `layouts/` and import them from there";
            diagnostic = diagnostic.hint(hint);
        }
        if found.message.contains("escape the project root") {
            diagnostic.code = "layout-outside";
            diagnostic
                .hints
                .push("nothing outside the project is read".to_owned());
        }
        let spans = std::iter::once(found.span);
        let calls = found.trace.iter().map(|point| DiagSpan::from(point.span));
        let place = spans.chain(calls).find_map(|span| match self.trace(span) {
            Trace::Text(written) => Some(written.origin.clone()),
            Trace::Layout(origin) => Some(origin),
            Trace::Nowhere => None,
        });
        diagnostic.origin = place;
        // Some of the engine's hints are about its own command line.
        let hints = found.hints.iter().map(|hint| hint.v.to_string());
        let hints = hints.filter(|hint| !hint.contains("--") && !hint.contains("sandbox"));
        diagnostic.hints.extend(hints);
        diagnostic
    }
}

/// Finds the string literals below a node, with what they were made from.
fn collect<'a>(node: &LinkedNode, map: &'a SourceMap, literals: &mut HashMap<Span, &'a Written>) {
    if node.kind() == SyntaxKind::Str
        && let Some(written) = map.get(node.offset())
    {
        literals.insert(node.span(), written);
    }
    for child in node.children() {
        collect(&child, map, literals);
    }
}

/// Typesets an artifact. Warnings are reported too; without pages there is an error.
pub fn typeset(tracer: &Tracer, guess: Guess, out: &mut Diagnostics) -> Option<PagedDocument> {
    let Warned { output, warnings } = settle::compile(tracer.world, guess);
    out.extend(warnings.iter().map(|warning| tracer.diagnostic(warning)));
    match output {
        Ok(document) => Some(document),
        Err(errors) => {
            out.extend(errors.iter().map(|error| tracer.diagnostic(error)));
            None
        }
    }
}
