//! Checks that every glyph exists in a font, and comes from a text that a translator can change.

use std::collections::BTreeMap;

use typst::syntax::Span;
use typst::text::Glyph;
use typst_layout::PagedDocument;

use crate::article::ast::Key;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::inspect::walk::{Run, runs};
use crate::lower::source_map::Written;
use crate::typeset::compile::{Trace, Tracer};
use crate::typeset::coverage::missing_in;

/// Checks all glyphs of an artifact. Missing glyphs of messages that satisfy `is_reported` were reported before.
pub fn check(
    document: &PagedDocument,
    tracer: &Tracer,
    artifact: &str,
    is_reported: &dyn Fn(&str) -> bool,
    out: &mut Diagnostics,
) {
    for (index, page) in document.pages().iter().enumerate() {
        let mut findings = Findings {
            artifact,
            page: index + 1,
            tracer,
            last: None,
            missing: BTreeMap::new(),
            out,
        };
        runs(page, &mut |run| findings.run(&run));
        findings.report_missing(is_reported);
    }
}

struct Findings<'a> {
    artifact: &'a str,
    page: usize,
    tracer: &'a Tracer<'a>,
    /// The trace of the last span, as neighbouring glyphs usually share it.
    last: Option<(Span, Trace<'a>)>,
    /// The characters without a glyph, by text.
    missing: BTreeMap<String, (Vec<char>, Trace<'a>)>,
    out: &'a mut Diagnostics,
}

impl<'a> Findings<'a> {
    fn run(&mut self, run: &Run) {
        let mut foreign = String::new();
        let mut place = None;
        for glyph in &run.text.glyphs {
            let words = run.text.text.get(glyph.range()).unwrap_or_default();
            let trace = self.trace(glyph);
            if glyph.id == 0 {
                let c = words.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER);
                let text = self.missing.entry(name(&trace));
                text.or_insert((Vec::new(), trace.clone())).0.push(c);
            }
            if !matches!(trace, Trace::Text(_)) {
                foreign.push_str(words);
                place.get_or_insert(trace.clone());
            }
        }
        // A single letter is a number, as in a list with "a)".
        let letters = foreign.chars().filter(|c| c.is_alphabetic()).count();
        if let Some(trace) = place.filter(|_| letters > 1) {
            self.foreign(foreign.trim(), &trace);
        }
    }

    fn trace(&mut self, glyph: &Glyph) -> Trace<'a> {
        if let Some((span, trace)) = &self.last
            && *span == glyph.span.0
        {
            return trace.clone();
        }
        let trace = self.tracer.glyph(glyph.span.0);
        self.last = Some((glyph.span.0, trace.clone()));
        trace
    }

    fn report_missing(&mut self, is_reported: &dyn Fn(&str) -> bool) {
        for (missing, trace) in std::mem::take(&mut self.missing).into_values() {
            let key = match &trace {
                Trace::Text(Written { key: Some(key), .. }) => Some(key),
                _ => None,
            };
            let is_known = match (key, &trace) {
                (Some(key), _) => is_reported(&key.id),
                (None, Trace::Text(code)) => is_reported(&Key::of_code(&code.origin)),
                (None, _) => false,
            };
            if !is_known {
                let name = key.map(ToString::to_string);
                self.push(missing_in(name.as_deref(), &missing), &trace);
            }
        }
    }

    fn foreign(&mut self, words: &str, trace: &Trace) {
        let message = format!("the layout prints words of its own: `{words}`");
        let error = Diagnostic::new(Code::HardCodedText, message)
            .hint("make it a label in labels.ftl, and use `doc.labels`");
        self.push(error, trace);
    }

    fn push(&mut self, diagnostic: Diagnostic, trace: &Trace) {
        let mut placed = diagnostic.place(self.artifact, Some(self.page), None);
        placed.origin = trace.origin().cloned();
        self.out.push(placed);
    }
}

/// The key by which findings about a text are grouped.
fn name(trace: &Trace) -> String {
    match trace {
        Trace::Text(written) => match &written.key {
            Some(key) => key.to_string(),
            None => format!("{:?}", written.origin),
        },
        Trace::Layout(origin) => format!("{origin:?}"),
        Trace::Nowhere => String::new(),
    }
}
