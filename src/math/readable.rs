//! Equations in one line of plain text, for what has no other type: the title in a file's properties, in a citation and in bookmarks. `x² = ½` says more
//! there than `x^2 = \frac{1}{2}`.

use crate::math::parse::parse;
use crate::math::tree::{Class, Node};

/// The digits and signs that Unicode has as superscripts and as subscripts.
const ABOVE: (&str, &str) = ("0123456789+−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ");
const BELOW: (&str, &str) = ("0123456789+−()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎");

/// An equation as words; TeX that cannot be read, which was reported, as it is.
pub fn readable(tex: &str) -> String {
    let Ok(node) = parse(tex) else {
        return tex.to_owned();
    };
    let mut out = String::new();
    write(&node, &mut out);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text as a superscript, if Unicode has all of its characters as such.
pub fn superscript(text: &str) -> Option<String> {
    mapped(text, ABOVE)
}

/// A text as a subscript.
pub fn subscript(text: &str) -> Option<String> {
    mapped(text, BELOW)
}

fn mapped(text: &str, (from, to): (&str, &str)) -> Option<String> {
    let sign = |c: char| {
        let c = if c == '-' { '−' } else { c };
        let at = from.chars().position(|known| known == c)?;
        to.chars().nth(at)
    };
    text.chars().map(sign).collect()
}

fn write(node: &Node, out: &mut String) {
    match node {
        Node::Row(parts) => parts.iter().for_each(|part| write(part, out)),
        Node::Sign { sign, class, .. } => {
            let sign = if sign == "-" { "−" } else { sign };
            // A sign before a number is no operator.
            let is_first = out.trim_end().is_empty() || out.ends_with(['(', '[', '{', ',']);
            match class {
                Class::Binary | Class::Relation if !is_first => {
                    out.push_str(&format!(" {sign} "));
                }
                Class::Punctuation => out.push_str(&format!("{sign} ")),
                _ => out.push_str(sign),
            }
        }
        Node::Number(words, _) | Node::Words(words, _) => out.push_str(words),
        Node::Function(name) => out.push_str(&format!(" {name} ")),
        Node::Space(_) => out.push(' '),
        Node::Fraction { above, below, .. } => {
            out.push_str(&format!("{}/{}", grouped(above), grouped(below)));
        }
        Node::Root(base, index) => {
            let index = index.as_deref().map(text).unwrap_or_default();
            out.push_str(&superscript(&index).unwrap_or(index));
            out.push_str(&format!("√{}", grouped(base)));
        }
        Node::Scripts {
            base, below, above, ..
        } => {
            write(base, out);
            if let Some(below) = below {
                let small = subscript(&text(below));
                out.push_str(&small.unwrap_or_else(|| format!("_{}", grouped(below))));
            }
            if let Some(above) = above {
                let words = text(above);
                let is_prime = words.chars().all(|c| matches!(c, '′' | '″' | '‴'));
                let small = superscript(&words).or(is_prime.then_some(words));
                out.push_str(&small.unwrap_or_else(|| format!("^{}", grouped(above))));
            }
        }
        Node::Accent(base, accent, _) => {
            write(base, out);
            out.extend(matches!(accent, '\u{300}'..='\u{36F}').then_some(*accent));
        }
        Node::Spanned { base, .. } => write(base, out),
        Node::Bracketed(open, inner, close) => {
            out.extend(open);
            write(inner, out);
            out.extend(close);
        }
        Node::Bracket(bracket, ..) => out.push(*bracket),
        Node::Struck(inner) | Node::Sized(_, inner) => write(inner, out),
        Node::Table(table) => {
            let row = |row: &Vec<Node>| row.iter().map(text).collect::<Vec<_>>().join(", ");
            let rows: Vec<String> = table.rows.iter().map(row).collect();
            out.push_str(&rows.join("; "));
        }
    }
}

fn text(node: &Node) -> String {
    let mut out = String::new();
    write(node, &mut out);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A part of a fraction or a script: in brackets, unless it is one number, word or sign.
fn grouped(node: &Node) -> String {
    let text = text(node);
    match text.chars().count() == 1 || text.chars().all(char::is_alphanumeric) && is_one(node) {
        true => text,
        false => format!("({text})"),
    }
}

fn is_one(node: &Node) -> bool {
    match node {
        Node::Row(parts) => matches!(&parts[..], [one] if is_one(one)),
        Node::Number(..) | Node::Words(..) | Node::Sign { .. } => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::readable;

    #[test]
    fn equations_are_words() {
        for (tex, words) in [
            (r"\alpha", "α"),
            ("x^2", "x²"),
            (r"x^{-1} + y_{10}", "x⁻¹ + y₁₀"),
            (r"\frac{a}{b+1} = \sqrt{2}", "a/(b + 1) = √2"),
            (r"\sin x", "sin x"),
            (r"x_\text{max}", "x_max"),
            (r"-1 \leq x", "−1 ≤ x"),
            (r"e^{i\pi}", "e^(iπ)"),
            (r"f'(x)", "f′(x)"),
            (r"\left(\frac12\right)", "(1/2)"),
            (r"\mathrm{CO}_2", "CO₂"),
        ] {
            assert_eq!(readable(tex), words, "{tex}");
        }
    }
}
