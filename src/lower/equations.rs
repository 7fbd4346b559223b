//! Lowers equations to calls of Typst's functions of mathematics, with every sign a string literal.

use crate::article::ast::{Caption, Text};
use crate::lower::escape::quoted;
use crate::lower::source_map::{Form, Written};
use crate::lower::writer::Writer;
use crate::math::parse::parse;
use crate::math::tree::{Class, Column, Font, Kind, Node, Position, Size, Span, Table};
use crate::origin::Origin;

/// A point at which lines and the cells of a column are aligned.
const POINT: &str = "#($&$.body)";

/// The space between the cells of a matrix.
const GAPS: &str = "column-gap: 1em, row-gap: 0.35em, ";

/// What an equation is a part of, and whether it is displayed.
#[derive(Clone, Copy)]
pub struct Of<'t> {
    /// The text, if it stands in one.
    pub text: Option<&'t Text>,
    /// Its place.
    pub origin: &'t Origin,
}

impl Writer<'_> {
    /// Writes an equation in a line, in code. What cannot be read was reported.
    pub(super) fn line_equation(&mut self, tex: &str, of: Of) {
        self.out
            .push_str(&format!("math.equation(alt: {}, [", quoted(tex)));
        parse(tex).iter().for_each(|node| self.math(node, of));
        self.out.push_str("])");
    }

    /// Writes a displayed equation, in code: in a region of its own, which it must not leave. With an id, it has a number.
    pub(super) fn block_equation(
        &mut self,
        tex: &str,
        alt: Option<&Text>,
        caption: Option<&Caption>,
        origin: &Origin,
    ) {
        let of = Of { text: None, origin };
        let alt = alt.map_or(tex.to_owned(), Text::plain);
        self.out.push('[');
        if let Some(id) = caption.and_then(|caption| caption.id.as_deref()) {
            self.target(id);
        }
        self.out.push_str(&format!(
            "#block(width: 100%, inset: (y: 0.35em), math.equation(block: true, alt: {}, numbering: ",
            quoted(&alt)
        ));
        match caption.and_then(|caption| self.number_of(caption)) {
            Some(number) => {
                self.out.push_str("_ => [#");
                self.mapped(&format!("({number})"), None, origin);
                self.out.push(']');
            }
            None => self.out.push_str("none"),
        }
        self.out.push_str(", [");
        parse(tex).iter().for_each(|node| self.math(node, of));
        self.out.push_str("]))<fp-region>]");
    }

    /// Writes what an equation consists of, in markup.
    fn math(&mut self, node: &Node, of: Of) {
        match node {
            Node::Row(parts) => parts.iter().for_each(|part| self.math(part, of)),
            Node::Sign { sign, class, font } => self.sign(sign, *class, *font, of),
            Node::Number(number, font) => self.in_font(*font, of, |w, of| w.words_of(number, of)),
            Node::Words(words, font) => self.in_font(*font, of, |w, of| w.words_of(words, of)),
            Node::Function(name) => {
                self.out.push_str("#math.op([");
                self.words_of(name, of);
                self.out.push_str("])");
            }
            Node::Space(width) => self.out.push_str(&format!("#h({width:.4}em)")),
            Node::Fraction {
                above,
                below,
                line: true,
            } => {
                self.applied("math.frac", &[above, below], of);
            }
            Node::Fraction {
                above,
                below,
                line: false,
            } => {
                self.stacked(above, below, of);
            }
            Node::Root(base, None) => self.applied("math.sqrt", &[base], of),
            Node::Root(base, Some(index)) => self.applied("math.root", &[index, base], of),
            Node::Scripts {
                base,
                below,
                above,
                at,
            } => {
                self.scripts(base, [below.as_deref(), above.as_deref()], *at, of);
            }
            Node::Accent(base, accent, _) => {
                // A bar is shorter than a line.
                let accent = if *accent == '‾' { '¯' } else { *accent };
                self.out.push_str("#math.accent([");
                self.math(base, of);
                self.out
                    .push_str(&format!("], {})", quoted(&accent.to_string())));
            }
            Node::Spanned { base, span, note } => {
                let function = match span {
                    Span::Overline => "overline",
                    Span::Underline => "underline",
                    Span::Over(name) | Span::Under(name) => name,
                };
                let parts: Vec<&Node> = std::iter::once(&**base).chain(note.as_deref()).collect();
                self.applied(&format!("math.{function}"), &parts, of);
            }
            Node::Bracketed(open, inner, close) => self.bracketed(*open, inner, *close, of),
            Node::Bracket(sign, None, _) => {
                self.out.push_str("#math.mid([");
                self.bracket(*sign, of);
                self.out.push_str("])");
            }
            Node::Bracket(sign, Some(size), class) => {
                self.out.push_str(&format!(
                    "#math.class({}, math.lr(size: {size}em, [",
                    quoted(name(*class))
                ));
                self.bracket(*sign, of);
                self.out.push_str("]))");
            }
            Node::Struck(inner) => self.applied("math.cancel", &[inner], of),
            Node::Sized(size, inner) => {
                let function = match size {
                    Size::Display => "math.display",
                    Size::Line => "math.inline",
                    Size::Script => "math.script",
                    Size::Smallest => "math.sscript",
                };
                self.applied(function, &[inner], of);
            }
            Node::Table(table) => self.rows(table, of),
        }
    }

    /// Writes a call with parts of an equation as its arguments.
    fn applied(&mut self, function: &str, parts: &[&Node], of: Of) {
        self.out.push_str(&format!("#{function}("));
        for part in parts {
            self.out.push('[');
            self.math(part, of);
            self.out.push_str("], ");
        }
        self.out.push(')');
    }

    fn words_of(&mut self, words: &str, of: Of) {
        self.out.push('#');
        self.literal_of(words, of);
    }

    /// Writes a literal of an equation.
    fn literal_of(&mut self, words: &str, of: Of) {
        let written = Written {
            key: of
                .text
                .map(|text| text.key.clone())
                .filter(|key| !key.id.is_empty()),
            origin: of.origin.clone(),
            shown: self.shown,
            form: Form::Signs,
        };
        self.literal(words, written);
    }

    fn sign(&mut self, sign: &str, class: Class, font: Font, of: Of) {
        let sign = match sign {
            "-" => "−",
            "*" => "∗",
            sign => sign,
        };
        let is_one = sign.chars().filter(|c| !is_selector(*c)).count() == 1;
        // What the engine takes for something else.
        let is_other = !is_one
            || class == Class::Ordinary && ",;:=<>+−∗×⋅".contains(sign)
            || matches!(
                (sign, class),
                (":", Class::Relation)
                    | ("/", Class::Binary)
                    | ("|" | "∥", Class::Opening | Class::Closing)
            );
        if is_other {
            self.out
                .push_str(&format!("#math.class({}, [", quoted(name(class))));
        }
        self.in_font(font, of, |w, of| match is_one {
            true => w.symbol(sign, of),
            false => sign.chars().for_each(|c| w.symbol(&c.to_string(), of)),
        });
        if is_other {
            self.out.push_str("])");
        }
    }

    fn symbol(&mut self, sign: &str, of: Of) {
        self.out.push_str("#symbol(");
        self.literal_of(sign, of);
        self.out.push(')');
    }

    fn in_font(&mut self, font: Font, of: Of, write: impl FnOnce(&mut Self, Of)) {
        let functions = match font {
            Font::Usual => &[][..],
            Font::Of(functions) => functions,
        };
        for function in functions {
            self.out.push_str(&format!("#math.{function}(["));
        }
        write(self, of);
        self.out.push_str(&"])".repeat(functions.len()));
    }

    fn scripts(&mut self, base: &Node, [below, above]: [Option<&Node>; 2], at: Position, of: Of) {
        let (low, high) = match at {
            Position::Right => ("br", "tr"),
            Position::Limits | Position::Movable => ("b", "t"),
        };
        self.out.push_str("#math.attach(");
        match at {
            Position::Right => self.argument(base, of),
            Position::Limits if is_arrow(base) => {
                self.out.push_str("math.stretch(");
                self.argument(base, of);
                self.out.push(')');
            }
            Position::Limits | Position::Movable => {
                self.out.push_str("math.limits(");
                if at == Position::Movable {
                    self.out.push_str("inline: false, ");
                }
                self.argument(base, of);
                self.out.push(')');
            }
        }
        for (name, script) in [(low, below), (high, above)] {
            if let Some(script) = script {
                self.out.push_str(&format!(", {name}: "));
                self.argument(script, of);
            }
        }
        self.out.push(')');
    }

    fn argument(&mut self, node: &Node, of: Of) {
        self.out.push('[');
        self.math(node, of);
        self.out.push(']');
    }

    /// Writes two parts above each other without a line.
    fn stacked(&mut self, above: &Node, below: &Node, of: Of) {
        self.out
            .push_str("#math.mat(delim: none, row-gap: 0.3em, (");
        self.argument(above, of);
        self.out.push_str(",), (");
        self.argument(below, of);
        self.out.push_str(",))");
    }

    fn bracketed(&mut self, open: Option<char>, inner: &Node, close: Option<char>, of: Of) {
        if let (
            Some('('),
            Node::Fraction {
                above,
                below,
                line: false,
            },
            Some(')'),
        ) = (open, inner, close)
        {
            return self.applied("math.binom", &[above, below], of);
        }
        self.out.push_str("#math.lr([");
        if let Some(open) = open {
            self.bracket(open, of);
        }
        self.math(inner, of);
        if let Some(close) = close {
            self.bracket(close, of);
        }
        self.out.push_str("])");
    }

    fn bracket(&mut self, sign: char, of: Of) {
        // Those that grow.
        let sign = match sign {
            '∥' => '‖',
            '∣' => '|',
            '<' => '⟨',
            '>' => '⟩',
            sign => sign,
        };
        self.symbol(&sign.to_string(), of);
    }

    fn rows(&mut self, table: &Table, of: Of) {
        match &table.kind {
            Kind::Matrix(column) => self.matrix(&table.rows, &[*column], GAPS, of),
            Kind::Array(columns, between, under) => {
                let list = |all: &[usize], most: usize| {
                    let all: Vec<String> = all
                        .iter()
                        .filter(|at| (1..most).contains(*at))
                        .map(usize::to_string)
                        .collect();
                    format!("({},)", all.join(", "))
                };
                let (vertical, horizontal) =
                    (list(between, columns.len()), list(under, table.rows.len()));
                let lines = match (vertical.as_str(), horizontal.as_str()) {
                    ("(,)", "(,)") => GAPS.to_owned(),
                    _ => format!(
                        "{GAPS}augment: (vline: {}, hline: {}), ",
                        vertical.replace("(,)", "()"),
                        horizontal.replace("(,)", "()")
                    ),
                };
                self.matrix(&table.rows, columns, &lines, of);
            }
            Kind::Cases(left) => {
                self.out
                    .push_str(&format!("#math.cases(reverse: {}, ", !left));
                for row in &table.rows {
                    self.out.push('[');
                    for (rank, cell) in row.iter().enumerate() {
                        self.out.push_str(if rank == 0 { "" } else { "#h(1em)" });
                        self.out
                            .push_str(if rank == 0 { POINT } else { "#($&&$.body)" });
                        self.math(cell, of);
                    }
                    self.out.push_str("], ");
                }
                self.out.push(')');
            }
            Kind::Aligned => self.aligned(&table.rows, of),
            Kind::Lines => self.matrix(&table.rows, &[Column::Center], "row-gap: 0.6em, ", of),
            Kind::Stack => {
                for (rank, row) in table.rows.iter().enumerate() {
                    self.out
                        .push_str(if rank == 0 { "" } else { "#linebreak()" });
                    row.iter().for_each(|cell| self.math(cell, of));
                }
            }
        }
    }

    fn aligned(&mut self, rows: &[Vec<Node>], of: Of) {
        let columns = [Column::Right, Column::Left];
        self.out.push_str("#math.display(");
        self.out
            .push_str("math.mat(delim: none, column-gap: 0em, row-gap: 0.6em, ");
        self.cells(rows, &columns, true, of);
        self.out.push_str("))");
    }

    /// Writes a matrix. `columns` are repeated.
    fn matrix(&mut self, rows: &[Vec<Node>], columns: &[Column], lines: &str, of: Of) {
        let align = |column: &Column| match column {
            Column::Left => "left",
            Column::Center => "center",
            Column::Right => "right",
        };
        let first = columns.first().copied().unwrap_or(Column::Center);
        let is_alike = columns.iter().all(|column| *column == first);
        let name = if is_alike { align(&first) } else { "center" };
        self.out
            .push_str(&format!("#math.mat(delim: none, align: {name}, {lines}"));
        let own = if is_alike {
            &[Column::Center][..]
        } else {
            columns
        };
        self.cells(rows, own, false, of);
        self.out.push(')');
    }

    /// Writes rows of cells, as many in each. Those that are not centred are aligned at points.
    fn cells(&mut self, rows: &[Vec<Node>], columns: &[Column], is_split: bool, of: Of) {
        let count = rows.iter().map(Vec::len).max().unwrap_or(0);
        for row in rows {
            self.out.push('(');
            for at in 0..count {
                let column = columns
                    .get(at % columns.len().max(1))
                    .copied()
                    .unwrap_or(Column::Center);
                self.out.push('[');
                if is_split && at > 0 && at % 2 == 0 {
                    self.out.push_str("#h(2em)");
                }
                self.out
                    .push_str(if column == Column::Left { POINT } else { "" });
                if let Some(cell) = row.get(at) {
                    if is_split && at % 2 == 1 && begins_with_sign(cell) {
                        // What it relates to stands in another cell.
                        self.out.push_str("#h(0.2778em)");
                    }
                    self.math(cell, of);
                }
                self.out
                    .push_str(if column == Column::Right { POINT } else { "" });
                self.out.push_str("], ");
            }
            self.out.push_str("), ");
        }
    }
}

fn begins_with_sign(node: &Node) -> bool {
    match node {
        Node::Row(parts) => parts.first().is_some_and(begins_with_sign),
        Node::Sign { class, .. } => matches!(class, Class::Relation),
        Node::Scripts { base, .. } => begins_with_sign(base),
        _ => false,
    }
}

/// Whether a base grows with what stands above it.
fn is_arrow(node: &Node) -> bool {
    matches!(node, Node::Sign { sign, class: Class::Relation, .. } if sign.chars().all(|c| ('←'..='⇿').contains(&c) || ('⟵'..='⟿').contains(&c)))
}

/// A variation selector, which is no sign of its own.
fn is_selector(c: char) -> bool {
    ('\u{FE00}'..='\u{FE0F}').contains(&c)
}

/// The engine's name of a class.
fn name(class: Class) -> &'static str {
    match class {
        Class::Ordinary => "normal",
        Class::Binary => "binary",
        Class::Relation => "relation",
        Class::Large => "large",
        Class::Opening => "opening",
        Class::Closing => "closing",
        Class::Fence => "fence",
        Class::Punctuation => "punctuation",
    }
}
