//! Reads TeX into the tree of an equation, from the events of pulldown-latex.

use pulldown_latex::event::{
    ArrayColumn, ColumnAlignment, Content, EnvironmentFlow, Event, Grouping, Line, ScriptPosition,
    ScriptType, StateChange, Style, Visual,
};
use pulldown_latex::{Parser, Storage};

use crate::math::fault::{self, Fault};
use crate::math::leaves::{self, em, negated};
use crate::math::scripts::with_scripts;
use crate::math::tree::{Class, Column, Font, Kind, Node, Size, Table};

/// How deep groups may stand within each other.
const DEEPEST: usize = 60;

/// Reads TeX.
///
/// # Errors
///
/// Where it is not well-formed, or holds what is not supported.
pub fn parse(tex: &str) -> Result<Node, Fault> {
    let faults = [fault::lossy, fault::colour, fault::comment, fault::prose];
    if let Some(found) = faults.into_iter().find_map(|look| look(tex)) {
        return Err(found);
    }
    let storage = Storage::new();
    let mut events = Vec::new();
    let written = with_bracketed_lines(&with_limits(tex));
    for event in Parser::new(&written, &storage) {
        events.push(event.map_err(|error| fault::of_parser(tex, &error.to_string()))?);
    }
    if events.is_empty() {
        return Err(fault::whole(tex, "the equation is empty"));
    }
    let mut reader = Reader {
        tex,
        events: events.into_iter().peekable(),
        depth: 0,
    };
    reader.row(State::default())
}

/// TeX with `\operatorname*{…}`, which the parser does not know, as a sign with limits.
fn with_limits(tex: &str) -> String {
    const STARRED: &str = "\\operatorname*{";
    let mut written = String::with_capacity(tex.len());
    let mut rest = tex;
    while let Some(at) = rest.find(STARRED) {
        let name = &rest[at + STARRED.len()..];
        let Some(end) = name.find('}') else { break };
        written.push_str(&rest[..at]);
        written.push_str(&format!("\\mathop{{{}}}", &name[..end]));
        rest = &name[end + 1..];
    }
    written + rest
}

/// TeX in which a bracket at the start of a line is an argument of the line end before it only if it holds a length. In the alignments of amsmath, an argument stands
/// directly behind `\\`.
fn with_bracketed_lines(tex: &str) -> String {
    let mut lines = tex.split("\\\\");
    let mut written = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        let bracket = line
            .trim_start()
            .strip_prefix('[')
            .and_then(|rest| rest.split_once(']'));
        let is_parted = line.starts_with(char::is_whitespace)
            && line.trim_start().starts_with('[')
            && !bracket.is_some_and(|(held, _)| is_length(held));
        written.push_str(if is_parted { "\\\\{}" } else { "\\\\" });
        written.push_str(line);
    }
    written
}

/// Whether a text is a length of TeX: `2mm`, `-1.5 ex`.
fn is_length(text: &str) -> bool {
    let text = text.trim();
    let number = text.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let units = [
        "pt", "mm", "cm", "in", "ex", "em", "bp", "pc", "dd", "cc", "sp", "mu",
    ];
    units.contains(&&text[number.len()..]) && number.trim().parse::<f64>().is_ok()
}

/// What changes the look of what follows in a group.
#[derive(Clone, Copy, Default)]
struct State {
    font: Font,
    size: Option<Size>,
}

struct Reader<'t, I: Iterator<Item = Event<'t>>> {
    tex: &'t str,
    events: std::iter::Peekable<I>,
    depth: usize,
}

/// Why a row of parts ends.
enum End {
    Group,
    Cell,
    /// A line, with lines drawn under it.
    Line(bool),
}

impl<'t, I: Iterator<Item = Event<'t>>> Reader<'t, I> {
    /// The parts up to the end of a group, or of all.
    fn row(&mut self, state: State) -> Result<Node, Fault> {
        let (node, _) = self.cell(state)?;
        Ok(node)
    }

    /// The parts up to the end of a cell, a line, a group, or of all.
    fn cell(&mut self, mut state: State) -> Result<(Node, End), Fault> {
        let mut parts: Vec<Node> = Vec::new();
        // Where a size begins that is not the first part's.
        let mut sized: Option<(usize, Size)> = state.size.take().map(|size| (0, size));
        let end = loop {
            match self.events.next() {
                None | Some(Event::End) => break End::Group,
                Some(Event::EnvironmentFlow(EnvironmentFlow::Alignment)) => break End::Cell,
                Some(Event::EnvironmentFlow(EnvironmentFlow::NewLine {
                    horizontal_lines, ..
                })) => {
                    break End::Line(!horizontal_lines.is_empty());
                }
                Some(Event::StateChange(StateChange::Font(font))) => {
                    state.font = match font {
                        Some(font) => leaves::font(font, self.tex)?,
                        None => Font::Usual,
                    };
                }
                Some(Event::StateChange(StateChange::Style(style))) => {
                    close(&mut parts, sized.take());
                    sized = Some((parts.len(), size(style)));
                }
                Some(event) => parts.push(self.element(event, state)?),
            }
        };
        close(&mut parts, sized);
        let node = match parts.len() {
            1 => parts.remove(0),
            _ => Node::Row(parts),
        };
        Ok((node, end))
    }

    fn next(&mut self, state: State) -> Result<Node, Fault> {
        match self.events.next() {
            Some(event) => self.element(event, state),
            None => Ok(Node::Row(Vec::new())),
        }
    }

    fn element(&mut self, event: Event<'t>, state: State) -> Result<Node, Fault> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(fault::whole(
                self.tex,
                &format!("groups stand more than {DEEPEST} deep in each other"),
            ));
        }
        let node = self.part(event, state)?;
        self.depth -= 1;
        Ok(node)
    }

    fn part(&mut self, event: Event<'t>, state: State) -> Result<Node, Fault> {
        Ok(match event {
            Event::Content(content) => leaves::content(content, state.font, self.tex)?,
            Event::Begin(grouping) => self.group(grouping, state)?,
            Event::Visual(Visual::SquareRoot) => Node::Root(Box::new(self.next(state)?), None),
            Event::Visual(Visual::Root) => {
                let base = self.next(state)?;
                Node::Root(Box::new(base), Some(Box::new(self.next(state)?)))
            }
            Event::Visual(Visual::Fraction(line)) => Node::Fraction {
                above: Box::new(self.next(state)?),
                below: Box::new(self.next(state)?),
                line: line.is_none_or(|line| line.value != 0.0),
            },
            Event::Visual(Visual::Negation) => negated(self.next(state)?),
            Event::Script { ty, position } => self.scripts(ty, position, state)?,
            Event::Space { width, .. } => Node::Space(width.map_or(0.0, em)),
            Event::StateChange(_) | Event::End | Event::EnvironmentFlow(_) => Node::Row(Vec::new()),
        })
    }

    fn scripts(
        &mut self,
        ty: ScriptType,
        position: ScriptPosition,
        state: State,
    ) -> Result<Node, Fault> {
        let base = self.next(state)?;
        let wide = |event: Option<&Event>| {
            matches!(
                event,
                Some(Event::Content(Content::Ordinary { stretchy: true, .. }))
            )
        };
        let (has_below, has_above) = match ty {
            ScriptType::Subscript => (true, false),
            ScriptType::Superscript => (false, true),
            ScriptType::SubSuperscript => (true, true),
        };
        let is_wide = wide(self.events.peek());
        let below = has_below.then(|| self.next(state)).transpose()?;
        let above = has_above.then(|| self.next(state)).transpose()?;
        Ok(with_scripts(base, (below, above), position, is_wide))
    }

    fn group(&mut self, grouping: Grouping, state: State) -> Result<Node, Fault> {
        // Environments begin anew.
        let anew = State::default();
        Ok(match grouping {
            Grouping::Normal => {
                let inner = self.row(state)?;
                match inner {
                    // A sign in braces has no space around it.
                    Node::Sign { sign, font, .. } => Node::Sign {
                        sign,
                        class: Class::Ordinary,
                        font,
                    },
                    Node::Row(_) => Node::Row(vec![inner]),
                    other => other,
                }
            }
            Grouping::LeftRight(open, close) => {
                let inner = self.row(state)?;
                Node::Bracketed(open, Box::new(inner), close)
            }
            Grouping::Matrix { alignment } => self.table(Kind::Matrix(column(alignment)), anew)?,
            Grouping::Array(columns) => self.array(&columns, anew)?,
            Grouping::Cases { left } => self.table(Kind::Cases(left), anew)?,
            Grouping::SubArray { .. } => self.table(Kind::Stack, anew)?,
            Grouping::Equation { .. } => self.row(anew)?,
            Grouping::Align { .. }
            | Grouping::Aligned
            | Grouping::Alignat { .. }
            | Grouping::Alignedat { .. }
            | Grouping::Split => self.table(Kind::Aligned, anew)?,
            Grouping::Gather { .. } | Grouping::Gathered | Grouping::Multline => {
                self.table(Kind::Lines, anew)?
            }
        })
    }

    fn array(&mut self, columns: &[ArrayColumn], state: State) -> Result<Node, Fault> {
        let (mut kinds, mut lines) = (Vec::new(), Vec::new());
        for column_or_line in columns {
            match column_or_line {
                ArrayColumn::Column(alignment) => kinds.push(column(*alignment)),
                ArrayColumn::Separator(Line::Solid) => lines.push(kinds.len()),
                ArrayColumn::Separator(Line::Dashed) => {
                    return Err(fault::element(self.tex, "a dashed line"));
                }
            }
        }
        self.table(Kind::Array(kinds, lines, Vec::new()), state)
    }

    fn table(&mut self, mut kind: Kind, state: State) -> Result<Node, Fault> {
        let mut rows: Vec<Vec<Node>> = Vec::new();
        let mut row = Vec::new();
        let mut ruled = Vec::new();
        if let Some(Event::EnvironmentFlow(EnvironmentFlow::StartLines { .. })) = self.events.peek()
        {
            self.events.next();
            ruled.push(0);
        }
        loop {
            let (cell, end) = self.cell(state)?;
            row.push(cell);
            match end {
                End::Cell => continue,
                End::Line(has_rule) => {
                    rows.push(std::mem::take(&mut row));
                    ruled.extend(has_rule.then_some(rows.len()));
                }
                End::Group => {
                    rows.push(row);
                    break;
                }
            }
        }
        // The last line ends the environment.
        let is_empty = |row: &Vec<Node>| row.iter().all(|cell| *cell == Node::Row(Vec::new()));
        if rows.len() > 1 && rows.last().is_some_and(is_empty) {
            rows.pop();
        }
        match &mut kind {
            Kind::Array(columns, between, lines) => {
                let is_outer = |at: &usize, most: usize| *at == 0 || *at == most;
                let is_framed = between.iter().any(|at| is_outer(at, columns.len()))
                    || ruled.iter().any(|at| is_outer(at, rows.len()));
                if is_framed {
                    return Err(fault::element(self.tex, "a line at the edge of an array"));
                }
                *lines = ruled;
            }
            _ if ruled.is_empty() => {}
            _ => {
                let what = "a line between the rows of anything but an array";
                return Err(fault::element(self.tex, what));
            }
        }
        Ok(Node::Table(Table { kind, rows }))
    }
}

/// Encloses the parts from an index on in a size.
fn close(parts: &mut Vec<Node>, sized: Option<(usize, Size)>) {
    if let Some((from, size)) = sized {
        let rest = parts.split_off(from);
        if !rest.is_empty() {
            parts.push(Node::Sized(size, Box::new(Node::Row(rest))));
        }
    }
}

fn size(style: Style) -> Size {
    match style {
        Style::Display => Size::Display,
        Style::Text => Size::Line,
        Style::Script => Size::Script,
        Style::ScriptScript => Size::Smallest,
    }
}

fn column(alignment: ColumnAlignment) -> Column {
    match alignment {
        ColumnAlignment::Left => Column::Left,
        ColumnAlignment::Center => Column::Center,
        ColumnAlignment::Right => Column::Right,
    }
}
