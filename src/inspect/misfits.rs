//! Collects misfits, and reports one finding for each cause: a table, a region of a page, or a text.

use typst::introspection::Location;
use typst::syntax::Span;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::inspect::units::{MILLIMETRES, tenths_up};
use crate::lower::source_map::{Form, Written};
use crate::typeset::compile::{Trace, Tracer};

/// The codes of text that leaves its place or overlaps.
pub const CODES: [Code; 3] = [Code::Overflow, Code::OffPage, Code::Overlap];

/// The cause of a misfit, which has one finding.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Cause {
    /// A table, by the location of its element.
    Table(Location),
    /// A region, by page (1-based) and order on it.
    Region(usize, usize),
    /// A text, by its index among the texts so far.
    Text(usize),
}

/// The kinds of misfits, the worst first. For a cause, only the worst kind is reported.
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug)]
pub enum Kind {
    /// Text is wider than its column.
    Cell,
    /// Text is too long or too wide for its region.
    Region {
        /// The estimated excess in lines; `None` if it is too wide.
        lines: Option<f64>,
    },
    /// A word is wider than its line.
    Line,
    /// Text extends beyond the page.
    Page,
    /// Text overlaps another text, given by its index.
    Overlap(usize),
    /// Text is too close to the trim edge.
    Trim,
}

impl Kind {
    fn rank(self) -> u8 {
        match self {
            Self::Cell => 0,
            Self::Region { .. } => 1,
            Self::Line => 2,
            Self::Page => 3,
            Self::Overlap(_) => 4,
            Self::Trim => 5,
        }
    }
}

struct Misfit {
    cause: Cause,
    kind: Kind,
    /// The excess, in points; for [`Kind::Trim`], the distance from the edge.
    points: f64,
    page: usize,
    text: usize,
}

/// The misfits of an artifact so far.
pub struct Misfits<'t, 'a> {
    tracer: &'t Tracer<'a>,
    all: Vec<Misfit>,
    /// Causes that are reported with another one.
    joined: Vec<(Cause, Cause)>,
    /// The texts so far, by their traces.
    texts: Vec<Trace<'a>>,
    /// The first text of each table.
    tables: Vec<(Location, usize)>,
    page: usize,
    /// The runs of the page: the table that each stands in, and its span.
    runs: Vec<(Option<Location>, Option<Span>)>,
}

impl<'t, 'a> Misfits<'t, 'a> {
    /// A collection without misfits.
    pub fn new(tracer: &'t Tracer<'a>) -> Self {
        Self {
            tracer,
            all: Vec::new(),
            joined: Vec::new(),
            texts: Vec::new(),
            tables: Vec::new(),
            page: 0,
            runs: Vec::new(),
        }
    }

    /// Starts a page (1-based) with its runs: the table that each stands in, and its span.
    pub fn begin(&mut self, page: usize, runs: Vec<(Option<Location>, Option<Span>)>) {
        self.page = page;
        self.runs = runs;
        for at in 0..self.runs.len() {
            if let Some(table) = self.runs[at].0
                && !self.tables.iter().any(|(known, _)| *known == table)
            {
                let text = self.text(at);
                self.tables.push((table, text));
            }
        }
    }

    fn trace(&self, at: usize) -> Trace<'a> {
        let span = self.runs.get(at).and_then(|run| run.1);
        span.map_or(Trace::Nowhere, |span| self.tracer.glyph(span))
    }

    /// Whether a run belongs to a code block.
    pub fn is_code(&self, at: usize) -> bool {
        matches!(self.trace(at), Trace::Text(written) if written.form == Form::Code)
    }

    /// The text of a run. Runs without a text, such as numbers and marks, belong to the text after them, or else before
    /// them.
    fn text(&mut self, at: usize) -> usize {
        let mut order = (at..self.runs.len()).chain((0..at).rev());
        let own = order.find_map(|at| match self.trace(at) {
            Trace::Text(written) => Some(Trace::Text(written)),
            _ => None,
        });
        let own = own.unwrap_or_else(|| self.trace(at));
        if let Some(known) = self.texts.iter().position(|text| *text == own) {
            return known;
        }
        self.texts.push(own);
        self.texts.len() - 1
    }

    /// The cause for a misfit of a run.
    fn cause(&mut self, at: usize) -> Cause {
        match self.runs.get(at).and_then(|run| run.0) {
            Some(table) => Cause::Table(table),
            None => Cause::Text(self.text(at)),
        }
    }

    /// Whether there is a misfit for the cause of a run.
    pub fn is_known(&mut self, at: usize) -> bool {
        let cause = self.cause(at);
        self.is_cause(cause)
    }

    fn is_cause(&self, cause: Cause) -> bool {
        self.all.iter().any(|misfit| misfit.cause == cause)
            || self.joined.iter().any(|(joined, _)| *joined == cause)
    }

    /// Reports a cause with another one.
    fn join(&mut self, cause: Cause, to: Cause) {
        if cause != to && !self.joined.contains(&(cause, to)) {
            self.joined.push((cause, to));
        }
    }

    /// Adds a misfit of a run. If the run leaves a region that is the cause, `region` is the region's order.
    pub fn add(&mut self, at: usize, region: Option<usize>, kind: Kind, points: f64) {
        let own = self.cause(at);
        let cause = region.map_or(own, |order| Cause::Region(self.page, order));
        if region.is_none() && self.joined.iter().any(|(joined, _)| *joined == own) {
            return;
        }
        // The text of a region is reported with the region.
        self.join(own, cause);
        let text = self.text(at);
        let page = self.page;
        let Some(known) = self.all.iter_mut().find(|misfit| misfit.cause == cause) else {
            self.all.push(Misfit {
                cause,
                kind,
                points,
                page,
                text,
            });
            return;
        };
        // A text of the article has a line to go to, a label such as “Figure” none.
        if is_of_labels(&self.texts[known.text]) && kind.rank() == known.kind.rank() {
            known.text = text;
        }
        match kind.rank().cmp(&known.kind.rank()) {
            std::cmp::Ordering::Less => {
                (known.kind, known.points, known.page, known.text) = (kind, points, page, text);
            }
            std::cmp::Ordering::Equal => {
                let is_worse = match kind {
                    Kind::Trim => points < known.points,
                    _ => points > known.points,
                };
                if is_worse {
                    known.points = points;
                    known.page = page;
                    if let Kind::Region { .. } = kind {
                        known.kind = kind;
                    }
                }
            }
            std::cmp::Ordering::Greater => {}
        }
    }

    /// Adds an overlap of two runs, unless there is a misfit for one of them already.
    pub fn add_pair(&mut self, first: usize, second: usize, points: f64) {
        let (one, two) = (self.cause(first), self.cause(second));
        let (known, other) = match (self.is_cause(one), self.is_cause(two)) {
            (false, false) => {
                let text = self.text(second);
                self.add(first, None, Kind::Overlap(text), points);
                (one, two)
            }
            (true, _) => (one, two),
            (_, true) => (two, one),
        };
        self.join(other, known);
    }

    /// The texts that leave a page.
    fn off_page(&self, page: usize) -> impl Iterator<Item = &Misfit> {
        self.all
            .iter()
            .filter(move |misfit| misfit.kind == Kind::Page && misfit.page == page)
    }

    /// Whether a misfit has a finding of its own: of all that leaves a page or stands at its edge, one, at a text of the article if there is one.
    fn led(&self, misfit: &Misfit) -> bool {
        let is_own = |misfit: &&Misfit| !is_of_labels(&self.texts[misfit.text]);
        let first = || {
            self.off_page(misfit.page)
                .find(is_own)
                .or(self.off_page(misfit.page).next())
        };
        match misfit.kind {
            Kind::Page | Kind::Trim => first().is_none_or(|first| std::ptr::eq(first, misfit)),
            _ => true,
        }
    }

    /// Reports all misfits.
    pub fn report(self, artifact: &str, out: &mut Diagnostics) {
        // Layouts that fit tables report those that do not fit themselves, and by how much.
        let is_told = out.iter().any(|d| d.code == Code::TableTooWide);
        let is_news = |misfit: &&Misfit| !is_told || !matches!(misfit.cause, Cause::Table(_));
        let is_led = |misfit: &&Misfit| self.led(misfit);
        for misfit in self.all.iter().filter(is_news).filter(is_led) {
            let own = name(&self.texts[misfit.text]);
            // A table's finding is at its first text, regardless of the cell, so that it is the same in all artifacts.
            let begins = self
                .tables
                .iter()
                .find_map(|(table, text)| (misfit.cause == Cause::Table(*table)).then_some(*text));
            let text = &self.texts[begins.unwrap_or(misfit.text)];
            let name = match begins {
                Some(_) => format!("the table that begins with {}", name(text)),
                None => own.clone(),
            };
            let tenths = tenths_up(misfit.points);
            let shorten = "shorten the text, or give it a shorter variant with `:::`";
            let diagnostic = match misfit.kind {
                Kind::Cell => {
                    let message = format!("{name} does not fit its place");
                    Diagnostic::new(Code::Overflow, message)
                        .hint(format!("{own} is wider than its column: shorten its longest words, or split the table"))
                }
                Kind::Region { lines } => {
                    let message = format!("{name} does not fit its place");
                    let error = Diagnostic::new(Code::Overflow, message);
                    let error = match lines.map(|lines| format!("{lines:.0}")) {
                        Some(lines) if lines == "0" => error,
                        Some(lines) if lines == "1" => error.hint("it is about one line too long"),
                        Some(lines) => error.hint(format!("it is about {lines} lines too long")),
                        None => error,
                    };
                    error.hint(shorten)
                }
                Kind::Line => {
                    let message = format!("{name} does not fit its place");
                    Diagnostic::new(Code::Overflow, message).hint(
                        "a word is wider than its line: shorten it, or say where it may break",
                    )
                }
                Kind::Page => {
                    let message = format!("{name} does not fit its page");
                    let error = Diagnostic::new(Code::OffPage, message);
                    match self.off_page(misfit.page).count() {
                        0 | 1 => error.hint(shorten),
                        n => error.hint(format!("so do {} more texts of this page: something on it is too high or too wide, such as a chart, a table or a picture", n - 1)),
                    }
                }
                Kind::Overlap(other) => {
                    let other = self.texts.get(other).map(self::name).unwrap_or_default();
                    let message = match *other == name {
                        true => format!("letters of {name} lie on each other"),
                        false => format!("{name} and {other} lie on each other"),
                    };
                    Diagnostic::new(Code::Overlap, message).hint(
                        "give them places of their own; what a layout prints over others on purpose is a block labelled `<fp-overlay>`",
                    )
                }
                Kind::Trim => {
                    let distance = misfit.points * MILLIMETRES;
                    let message =
                        format!("{name} stands {distance:.1} mm from the edge of its page");
                    Diagnostic::new(Code::NearTrim, message)
                        .hint("keep letters 5 mm from the edge: no cut is exact")
                }
            };
            let excess = (misfit.kind != Kind::Trim).then_some(tenths);
            let placed = diagnostic.place(artifact, Some(misfit.page), excess);
            out.push(Diagnostic {
                origin: text.origin().cloned(),
                ..placed
            });
        }
    }
}

fn is_of_labels(text: &Trace) -> bool {
    let file = text.origin().map(|origin| origin.file.path());
    file.is_some_and(|path| path.ends_with("labels.ftl"))
}

fn name(text: &Trace) -> String {
    match text {
        Trace::Text(Written { key: Some(key), .. }) => format!("`{key}`"),
        _ => "this text".to_owned(),
    }
}
