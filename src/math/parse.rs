//! Reads TeX into the tree of an equation, from the events of pulldown-latex.

use icu_normalizer::ComposingNormalizerBorrowed;
use pulldown_latex::event::{
    ArrayColumn, ColumnAlignment, Content, DelimiterSize, DelimiterType, Dimension, DimensionUnit,
    EnvironmentFlow, Event, Font as TexFont, Grouping, Line, ScriptPosition, ScriptType,
    StateChange, Style, Visual,
};
use pulldown_latex::{Parser, Storage};

use crate::math::fault;
use crate::math::fault::Fault;
use crate::math::tree::{Class, Column, Font, Kind, Node, Position, Size, Span, Table};

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
    let written = with_limits(tex);
    for event in Parser::new(&written, &storage) {
        events.push(event.map_err(|error| fault::of_parser(tex, &error.to_string()))?);
    }
    if events.is_empty() {
        return Err(fault(tex, "the equation is empty"));
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

/// The name of a function with thin spaces in it.
fn function(name: &str) -> Option<String> {
    let name = name.replace("\\,", "\u{2009}").replace("\\ ", " ");
    let is_name = !name.contains(['\\', '{', '}', '_', '^', '$', '&']);
    is_name.then_some(name)
}

fn fault(tex: &str, message: &str) -> Fault {
    Fault {
        range: 0..tex.len(),
        message: message.to_owned(),
        hint: None,
    }
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
    fn unsupported<T>(&self, what: &str) -> Result<T, Fault> {
        Err(Fault {
            hint: Some("leave it out, or write it in another way"),
            ..fault(self.tex, &format!("{what} is not supported in equations"))
        })
    }

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
                        Some(font) => self.font(font)?,
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
            return Err(fault(
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
            Event::Content(content) => self.content(content, state)?,
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

    fn content(&mut self, content: Content<'t>, state: State) -> Result<Node, Fault> {
        let font = state.font;
        let sign = |c: char, class| Node::Sign {
            sign: c.to_string(),
            class,
            font,
        };
        Ok(match content {
            Content::Text("&nbsp;") => Node::Words("\u{A0}".to_owned(), Font::Usual),
            Content::Text(text) => Node::Words(unescaped(text), font),
            Content::Number(number) => Node::Number(number.to_owned(), font),
            Content::Function(name) => match function(name) {
                Some(name) => Node::Function(name),
                None => return self.unsupported("a function whose name is no word"),
            },
            // The letter, not the unit.
            Content::Ordinary { content: 'µ', .. } => sign('μ', Class::Ordinary),
            Content::Ordinary { content, .. } => sign(content, Class::Ordinary),
            Content::LargeOp { content, .. } => sign(content, Class::Large),
            Content::BinaryOp { content, .. } => sign(content, Class::Binary),
            Content::Punctuation(content) => sign(content, Class::Punctuation),
            Content::Relation { content, .. } => {
                let mut buffer = [0; 8];
                let written = content.encode_utf8_to_buf(&mut buffer);
                let sign = String::from_utf8_lossy(written).into_owned();
                Node::Sign {
                    sign,
                    class: Class::Relation,
                    font,
                }
            }
            Content::Delimiter { content, size, ty } => {
                let class = match ty {
                    DelimiterType::Open => Class::Opening,
                    DelimiterType::Close => Class::Closing,
                    DelimiterType::Fence => Class::Fence,
                };
                let size = size.map(|size| match size {
                    DelimiterSize::Big => 1.2,
                    DelimiterSize::BIG => 1.8,
                    DelimiterSize::Bigg => 2.4,
                    DelimiterSize::BIGG => 3.0,
                });
                match (size, ty) {
                    // `\middle` is as high as the brackets around it.
                    (Some(_), DelimiterType::Fence) => Node::Bracket(content, None, class),
                    (None, _) => Node::Sign {
                        sign: content.to_string(),
                        class,
                        font: Font::Usual,
                    },
                    (size, _) => Node::Bracket(content, size, class),
                }
            }
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
        if position == ScriptPosition::AboveBelow {
            let sign = |node: &Option<Node>| match node {
                Some(Node::Sign {
                    sign,
                    class: Class::Ordinary,
                    ..
                }) => sign.chars().next(),
                _ => None,
            };
            let only = match (sign(&below), sign(&above)) {
                (Some(below), None) if above.is_none() => span_under(below),
                (None, Some(above)) if below.is_none() => span_over(above, &base),
                _ => None,
            };
            if let Some(span) = only {
                return Ok(Node::Spanned {
                    base: Box::new(base),
                    span,
                    note: None,
                });
            }
            if let (None, Some(accent)) = (&below, sign(&above))
                && ACCENTS.contains(&accent)
            {
                return Ok(Node::Accent(Box::new(base), accent, is_wide));
            }
            // What is written at a brace belongs to it.
            if let Node::Spanned {
                base: inner,
                span,
                note: None,
            } = &base
            {
                let note = match (span, &below, &above) {
                    (Span::Over(_), None, Some(above)) => Some(above),
                    (Span::Under(_), Some(below), None) => Some(below),
                    _ => None,
                };
                if let Some(note) = note {
                    let (base, note) = (inner.clone(), Some(Box::new(note.clone())));
                    return Ok(Node::Spanned {
                        base,
                        span: *span,
                        note,
                    });
                }
            }
        }
        Ok(Node::Scripts {
            base: Box::new(base),
            below: below.map(Box::new),
            above: above.map(Box::new),
            at: match position {
                ScriptPosition::Right => Position::Right,
                ScriptPosition::AboveBelow => Position::Limits,
                ScriptPosition::Movable => Position::Movable,
            },
        })
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
                ArrayColumn::Separator(Line::Dashed) => return self.unsupported("a dashed line"),
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
                    return self.unsupported("a line at the edge of an array");
                }
                *lines = ruled;
            }
            _ if ruled.is_empty() => {}
            _ => return self.unsupported("a line between the rows of anything but an array"),
        }
        Ok(Node::Table(Table { kind, rows }))
    }

    fn font(&self, font: TexFont) -> Result<Font, Fault> {
        Ok(Font::Of(match font {
            TexFont::Bold => &["bold", "upright"],
            TexFont::BoldItalic => &["bold", "italic"],
            TexFont::Italic => &["italic"],
            TexFont::UpRight => &["upright"],
            TexFont::Script => &["cal"],
            TexFont::BoldScript => &["bold", "cal"],
            TexFont::Fraktur => &["frak"],
            TexFont::BoldFraktur => &["bold", "frak"],
            TexFont::DoubleStruck => &["bb"],
            TexFont::Monospace => &["mono"],
            TexFont::SansSerif => &["sans", "upright"],
            TexFont::SansSerifItalic => &["sans", "italic"],
            TexFont::BoldSansSerif => &["bold", "sans", "upright"],
            TexFont::SansSerifBoldItalic => &["bold", "sans", "italic"],
            TexFont::BoldSymbol => &["bold"],
            TexFont::DoubleStruckItalic => return self.unsupported("a double-struck italic font"),
        }))
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

/// A length in em, where type is 10 points.
fn em(length: Dimension) -> f32 {
    let value = length.value;
    match length.unit {
        DimensionUnit::Em => value,
        DimensionUnit::Mu => value / 18.0,
        DimensionUnit::Ex => value * 0.45,
        DimensionUnit::Pt | DimensionUnit::Bp | DimensionUnit::Dd => value / 10.0,
        DimensionUnit::Pc | DimensionUnit::Cc => value * 1.2,
        DimensionUnit::In => value * 7.2,
        DimensionUnit::Cm => value * 2.83,
        DimensionUnit::Mm => value * 0.283,
        DimensionUnit::Sp => 0.0,
    }
}

/// A part with a line through it: one sign, where Unicode has it.
fn negated(node: Node) -> Node {
    if let Node::Sign { sign, class, font } = &node {
        let struck = format!("{sign}\u{338}");
        let composed = ComposingNormalizerBorrowed::new_nfc().normalize(&struck);
        if composed.chars().count() == 1 {
            return Node::Sign {
                sign: composed.into_owned(),
                class: *class,
                font: *font,
            };
        }
    }
    Node::Struck(Box::new(node))
}

/// The signs that are accents where they stand above something.
const ACCENTS: [char; 18] = [
    '´', '‾', '˘', 'ˇ', '˙', '¨', '`', '^', '~', '→', '˚', '←', '↔', '↼', '⇀', '⃛', '⃜', '¯',
];

fn span_over(sign: char, base: &Node) -> Option<Span> {
    let is_single = matches!(base, Node::Sign { .. } | Node::Number(..));
    match sign {
        '‾' if !is_single => Some(Span::Overline),
        '⏞' => Some(Span::Over("overbrace")),
        '⎴' => Some(Span::Over("overbracket")),
        '⏜' => Some(Span::Over("overparen")),
        '⏠' => Some(Span::Over("overshell")),
        _ => None,
    }
}

fn span_under(sign: char) -> Option<Span> {
    match sign {
        '_' => Some(Span::Underline),
        '⏟' => Some(Span::Under("underbrace")),
        '⎵' => Some(Span::Under("underbracket")),
        '⏝' => Some(Span::Under("underparen")),
        '⏡' => Some(Span::Under("undershell")),
        _ => None,
    }
}

/// Words of `\text` without the backslash before a sign that TeX would read otherwise.
fn unescaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut chars = words.chars().peekable();
    while let Some(c) = chars.next() {
        let is_escape = c == '\\' && chars.peek().is_some_and(|next| "%$&#_{}".contains(*next));
        if !is_escape {
            out.push(c);
        }
    }
    out
}
