//! One artifact's pages, or the errors that led to none, each at the place where a person wrote it.

use std::collections::HashMap;

use typst::diag::{Severity as TypstSeverity, SourceDiagnostic, Warned};
use typst::ecow::EcoString;
use typst::syntax::ast::{Expr, FuncCall, Str};
use typst::syntax::{DiagSpan, Span, SyntaxNode};
use typst::{World, WorldExt};
use typst_layout::PagedDocument;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::lower::source_map::{SourceMap, Written};
use crate::origin::Origin;
use crate::typeset::layout_loop::{self, Rounds};
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

impl Trace<'_> {
    /// The place that it leads to.
    pub fn origin(&self) -> Option<&Origin> {
        match self {
            Self::Text(written) => Some(&written.origin),
            Self::Layout(origin) => Some(origin),
            Self::Nowhere => None,
        }
    }
}

/// A string literal of the main file that was made from a text.
pub struct Literal<'a> {
    /// What it was made from.
    pub written: &'a Written,
    /// Its text.
    pub value: EcoString,
    /// Where it begins in the main file, in bytes.
    pub offset: usize,
}

/// Leads spans of an artifact back to what a person wrote.
pub struct Tracer<'a> {
    world: &'a ArtifactWorld<'a>,
    map: &'a SourceMap,
    /// The literals that were made from texts, in the order of the main file.
    literals: Vec<Literal<'a>>,
    /// The literal of every span that glyphs have. To look a span up in the tree would take as long as the file is
    /// wide, for every word on every page.
    spans: HashMap<Span, usize>,
}

impl<'a> Tracer<'a> {
    /// A tracer for the artifact that was lowered with this map.
    pub fn new(world: &'a ArtifactWorld<'a>, map: &'a SourceMap) -> Self {
        let mut tracer = Self {
            world,
            map,
            literals: Vec::new(),
            spans: HashMap::new(),
        };
        tracer.collect(world.main_source().root(), 0);
        tracer
    }

    /// Finds the literals in a node that begins at an offset, in bytes. Without links between the nodes, which are dear.
    fn collect(&mut self, node: &SyntaxNode, offset: usize) {
        if let Some(text) = node.cast::<Str>()
            && let Some(written) = self.map.get(offset)
        {
            self.spans.insert(node.span(), self.literals.len());
            let value = text.get();
            self.literals.push(Literal {
                written,
                value,
                offset,
            });
        }
        let first = self.literals.len();
        let mut start = offset;
        for child in node.children() {
            self.collect(child, start);
            start += child.len();
        }
        // The glyphs of code and of signs have the span of the whole call.
        if let Some(call) = node.cast::<FuncCall>()
            && let Expr::Ident(function) = call.callee()
            && matches!(function.as_str(), "raw" | "symbol")
            && first < self.literals.len()
        {
            self.spans.insert(node.span(), first);
        }
    }

    /// The literals that were made from texts, in the order of the main file.
    pub fn literals(&self) -> &[Literal<'a>] {
        &self.literals
    }

    /// The map of the main file.
    pub fn map(&self) -> &'a SourceMap {
        self.map
    }

    /// The literal that a glyph is of, by its number among all.
    pub fn literal(&self, span: Span) -> Option<usize> {
        self.spans.get(&span).copied()
    }

    /// Follows the span of a glyph.
    pub fn glyph(&self, span: Span) -> Trace<'a> {
        match self.literal(span) {
            Some(at) => Trace::Text(self.literals[at].written),
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
            ..Diagnostic::new(Code::LayoutError, found.message.to_string())
        };
        if severity == Severity::Warning {
            diagnostic.code = Code::LayoutWarning;
        }
        if found.message.starts_with("unknown font family") {
            // The engine would fall back in silence; what is printed would look different.
            diagnostic.code = Code::MissingFont;
            diagnostic.severity = Severity::Error;
            let hint = "put the font's files into the folder `fonts/`; `fluentpress fonts` lists what there is";
            diagnostic = diagnostic.hint(hint);
        }
        if found.message.contains(NO_PACKAGES) {
            diagnostic.code = Code::LayoutPackage;
            let hint = "copy the package's files into `layouts/` and import them from there";
            diagnostic = diagnostic.hint(hint);
        }
        if found.message.contains("show rule depth") {
            let hint =
                "lists or quotations of the article stand too deep in each other for this layout";
            diagnostic = diagnostic.hint(hint);
        }
        if found.message.contains("escape the project root") {
            diagnostic.code = Code::LayoutOutside;
            diagnostic
                .hints
                .push("nothing outside the project is read".to_owned());
        }
        let spans = std::iter::once(found.span);
        let calls = found.trace.iter().map(|point| DiagSpan::from(point.span));
        let mut places = spans.chain(calls).map(|span| self.trace(span));
        diagnostic.origin = places.find_map(|trace| trace.origin().cloned());
        // Some of the engine's hints are about its own command line.
        let hints = found.hints.iter().map(|hint| hint.v.to_string());
        let hints = hints.filter(|hint| !hint.contains("--") && !hint.contains("sandbox"));
        diagnostic.hints.extend(hints);
        diagnostic
    }
}

/// Typesets an artifact. Warnings are reported too; without pages there is an error.
pub fn typeset(tracer: &Tracer, rounds: Rounds, out: &mut Diagnostics) -> Option<PagedDocument> {
    let Warned { output, warnings } = layout_loop::compile(tracer.world, rounds);
    out.extend(warnings.iter().map(|warning| tracer.diagnostic(warning)));
    match output {
        Ok(document) => Some(document),
        Err(errors) => {
            out.extend(errors.iter().map(|error| tracer.diagnostic(error)));
            None
        }
    }
}
