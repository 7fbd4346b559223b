//! Every glyph is checked: that the font has it, that it is on its page and in its region, and that
//! its letter comes from a text that a translator can change.

use std::collections::BTreeMap;

use typst::layout::{Abs, Point};
use typst::syntax::Span;
use typst::text::Glyph;
use typst_layout::PagedDocument;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::inspect::walk::{Run, runs};
use crate::lower::source_map::Written;
use crate::typeset::compile::{Trace, Tracer};
use crate::typeset::coverage::missing_in;

/// Points by which a glyph may leave its region: less than a hairline, more than rounding.
const TOLERANCE: f64 = 0.5;
/// Points to tenths of a millimetre.
pub const TENTHS: f64 = 254.0 / 72.0;

/// Checks all glyphs of an artifact. The messages for which `is_reported` holds are known to have characters that no
/// font has.
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
            excess: BTreeMap::new(),
            missing: BTreeMap::new(),
            out,
        };
        runs(page, &mut |run| findings.run(&run));
        findings.report_excess();
        findings.report_missing(is_reported);
    }
}

struct Findings<'a> {
    artifact: &'a str,
    page: usize,
    tracer: &'a Tracer<'a>,
    /// The last span that was followed: neighbours mostly share it.
    last: Option<(Span, Trace<'a>)>,
    /// For each text and kind of region, the largest excess in points.
    excess: BTreeMap<(bool, String), (f64, Trace<'a>)>,
    /// For each text, the characters that no font has.
    missing: BTreeMap<String, (Vec<char>, Trace<'a>)>,
    out: &'a mut Diagnostics,
}

impl<'a> Findings<'a> {
    fn run(&mut self, run: &Run) {
        let mut cursor = Abs::zero();
        let mut foreign = String::new();
        let mut place = None;
        for glyph in &run.text.glyphs {
            let words = run.text.text.get(glyph.range()).unwrap_or_default();
            let advance = glyph.x_advance.at(run.text.size);
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
            self.place(run, glyph, words, cursor, advance, &trace);
            cursor += advance;
        }
        // One letter is a number: "a)" in a list.
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
            if !key.is_some_and(|key| is_reported(&key.id)) {
                let name = key.map(ToString::to_string);
                self.push(missing_in(name.as_deref(), &missing), &trace, None);
            }
        }
    }

    fn foreign(&mut self, words: &str, trace: &Trace) {
        let message = format!("the layout prints words of its own: `{words}`");
        let error = Diagnostic::error("hard-coded-text", message)
            .hint("make it a label in labels.ftl, and use `doc.labels`");
        self.push(error, trace, None);
    }

    fn place(
        &mut self,
        run: &Run,
        glyph: &Glyph,
        words: &str,
        cursor: Abs,
        advance: Abs,
        trace: &Trace<'a>,
    ) {
        if words.trim().is_empty() {
            return;
        }
        let size = run.text.size;
        // Punctuation may hang into the margin, by up to its own width.
        let hangs = !words.chars().any(char::is_alphanumeric);
        let allowed = if hangs { size.to_pt() * 0.6 } else { TOLERANCE };
        let x = cursor + glyph.x_offset.at(size);
        let corners = [Point::with_x(x), Point::with_x(x + advance)];
        for (depth, region) in run.bounds.regions.iter().enumerate() {
            let beyond = corners
                .iter()
                .map(|p| region.excess(p.transform(run.transform)));
            let beyond = beyond.fold(f64::NEG_INFINITY, f64::max);
            if beyond <= allowed {
                continue;
            }
            let known = self
                .excess
                .entry((depth == 0, name(trace)))
                .or_insert((beyond, trace.clone()));
            known.0 = known.0.max(beyond);
        }
    }

    fn report_excess(&mut self) {
        let all = std::mem::take(&mut self.excess);
        for ((off_page, name), (points, trace)) in &all {
            // What leaves its region first and its page then is one finding.
            if *off_page && all.contains_key(&(false, name.clone())) {
                continue;
            }
            #[expect(clippy::cast_possible_truncation, reason = "pages are metres at most")]
            let tenths = (points * TENTHS).ceil() as i64;
            let what = match trace {
                Trace::Text(Written { key: Some(key), .. }) => format!("`{key}`"),
                _ => "this text".to_owned(),
            };
            let (code, place) = match *off_page {
                true => ("off-page", "page"),
                false => ("overflow", "place"),
            };
            let error = Diagnostic::error(code, format!("{what} does not fit its {place}"))
                .hint("shorten the text, or give it a shorter variant with `:::`");
            self.push(error, trace, Some(tenths));
        }
    }

    fn push(&mut self, diagnostic: Diagnostic, trace: &Trace, excess: Option<i64>) {
        let placed = diagnostic.place(self.artifact, Some(self.page), excess);
        self.out.push(match trace {
            Trace::Text(written) => placed.at(written.origin.clone()),
            Trace::Layout(origin) => placed.at(origin.clone()),
            Trace::Nowhere => placed,
        });
    }
}

/// What the findings on a text have in common.
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
