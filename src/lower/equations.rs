//! Lowers equations to calls of Typst's functions of mathematics, with every sign a string literal.

use crate::article::ast::{Caption, Text};
use crate::lower::equation_signs::{Of, name};
use crate::lower::escape::quoted;
use crate::lower::writer::Writer;
use crate::math::parse::parse;
use crate::math::tree::{Class, Node, Position, Size, Span};
use crate::origin::Origin;

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
    pub(super) fn math(&mut self, node: &Node, of: Of) {
        match node {
            Node::Row(parts) => self.math_row(parts, of),
            Node::Sign { sign, class, font } => self.sign(sign, *class, *font, of),
            Node::Number(number, font) => self.number_in_math(number, *font, of),
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
            Node::Table(table) => self.math_rows(table, of),
        }
    }

    /// Writes a call with parts of an equation as its arguments.
    pub(super) fn applied(&mut self, function: &str, parts: &[&Node], of: Of) {
        self.out.push_str(&format!("#{function}("));
        for part in parts {
            self.out.push('[');
            self.math(part, of);
            self.out.push_str("], ");
        }
        self.out.push(')');
    }

    pub(super) fn scripts(
        &mut self,
        base: &Node,
        [below, above]: [Option<&Node>; 2],
        at: Position,
        of: Of,
    ) {
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
}

/// Whether a base grows with what stands above it.
fn is_arrow(node: &Node) -> bool {
    matches!(node, Node::Sign { sign, class: Class::Relation, .. } if sign.chars().all(|c| ('←'..='⇿').contains(&c) || ('⟵'..='⟿').contains(&c)))
}
