//! What stands above and below a part of an equation: accents, braces, limits, indices and exponents.

use pulldown_latex::event::ScriptPosition;

use crate::math::tree::{Class, Node, Position, Span};

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

/// A part with what stands below and above it. `is_wide`: whether an accent is as wide as the part.
pub fn with_scripts(
    base: Node,
    (below, above): (Option<Node>, Option<Node>),
    position: ScriptPosition,
    is_wide: bool,
) -> Node {
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
            return Node::Spanned {
                base: Box::new(base),
                span,
                note: None,
            };
        }
        if let (None, Some(accent)) = (&below, sign(&above))
            && ACCENTS.contains(&accent)
        {
            return Node::Accent(Box::new(base), accent, is_wide);
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
                return Node::Spanned {
                    base,
                    span: *span,
                    note,
                };
            }
        }
    }
    Node::Scripts {
        base: Box::new(base),
        below: below.map(Box::new),
        above: above.map(Box::new),
        at: match position {
            ScriptPosition::Right => Position::Right,
            ScriptPosition::AboveBelow => Position::Limits,
            ScriptPosition::Movable => Position::Movable,
        },
    }
}
