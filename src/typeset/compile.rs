//! One artifact's pages, or the errors that led to none, each at the place where a person wrote it.

use typst::diag::{Severity as TypstSeverity, SourceDiagnostic, Warned};
use typst::syntax::{DiagSpan, Span};
use typst::{World, WorldExt};
use typst_layout::PagedDocument;

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::lower::source_map::{SourceMap, Written};
use crate::origin::Origin;
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
}

impl<'a> Tracer<'a> {
    /// A tracer for the artifact that was lowered with this map.
    pub fn new(world: &'a ArtifactWorld<'a>, map: &'a SourceMap) -> Self {
        Self { world, map }
    }

    /// Follows the span of a glyph.
    pub fn glyph(&self, span: Span) -> Trace<'a> {
        self.trace(DiagSpan::from(span))
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

/// Typesets an artifact. Warnings are reported too; without pages there is an error.
pub fn typeset(tracer: &Tracer, out: &mut Diagnostics) -> Option<PagedDocument> {
    let Warned { output, warnings } = typst::compile::<PagedDocument>(tracer.world);
    out.extend(warnings.iter().map(|warning| tracer.diagnostic(warning)));
    match output {
        Ok(document) => Some(document),
        Err(errors) => {
            out.extend(errors.iter().map(|error| tracer.diagnostic(error)));
            None
        }
    }
}
