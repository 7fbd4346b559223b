//! Lowers what equations are set from: signs, numbers and words.

use crate::article::ast::Text;
use crate::l10n::functions::number::Number;
use crate::locale::Locale;
use crate::lower::escape::quoted;
use crate::lower::source_map::{Form, Written};
use crate::lower::writer::Writer;
use crate::math::tree::{Class, Font, Node};
use crate::origin::Origin;

/// What an equation is a part of, and whether it is displayed.
#[derive(Clone, Copy)]
pub struct Of<'t> {
    /// The text, if it stands in one.
    pub text: Option<&'t Text>,
    /// Its place.
    pub origin: &'t Origin,
}

impl Writer<'_> {
    /// Writes parts beside each other. `0{,}5` and `10{,}000` are numbers too, as TeX would set space behind a comma.
    pub(super) fn math_row(&mut self, parts: &[Node], of: Of) {
        let mut rest = parts;
        loop {
            match rest {
                [
                    Node::Number(whole, font),
                    comma,
                    Node::Number(digits, _),
                    after @ ..,
                ] if is_braced_comma(comma) => {
                    let mut groups = vec![whole.as_str(), digits.as_str()];
                    rest = after;
                    while let [comma, Node::Number(digits, _), after @ ..] = rest
                        && is_braced_comma(comma)
                    {
                        groups.push(digits);
                        rest = after;
                    }
                    self.number_with_commas(&groups, *font, of);
                }
                [part, after @ ..] => {
                    self.math(part, of);
                    rest = after;
                }
                [] => return,
            }
        }
    }

    /// Writes a number that is parted by commas. One comma is the decimal sign where the source language has it, or where it
    /// parts no thousands; others group thousands, or are left as they are.
    fn number_with_commas(&mut self, groups: &[&str], font: Font, of: Of) {
        let has_comma = decimal_sign(&self.job.project.source) == Some(',');
        let (first, rest) = groups.split_first().unwrap_or((&"", &[]));
        let digits = |group: &str| group.split('.').next().unwrap_or_default().len();
        let is_grouped = digits(first) <= 3 && rest.iter().all(|group| digits(group) == 3);
        let has_point = groups.iter().any(|group| group.contains('.'));
        if let ([digits], true, false) = (rest, has_comma || !is_grouped, has_point) {
            return self.number_in_math(&format!("{first}.{digits}"), font, of);
        }
        let number = Number::parse(&groups.concat()).filter(|_| is_grouped);
        let number = number.and_then(|number| number.write(&self.job.locale.icu()));
        let number = number.filter(|number| number.starts_with(|c: char| c.is_ascii_digit()));
        let number = number.unwrap_or_else(|| groups.join(","));
        self.in_font(font, of, |w, of| w.words_of(&number, of));
    }

    /// Writes a number with the decimal sign of the document's language. What has several points or a comma may be something else, and
    /// stays as it is; so do numbers in languages with digits of their own, as equations keep those of TeX.
    pub(super) fn number_in_math(&mut self, number: &str, font: Font, of: Of) {
        let number = match (number.split_once('.'), decimal_sign(self.job.locale)) {
            (Some((whole, digits)), Some(sign))
                if !digits.contains(['.', ',']) && !whole.contains(',') =>
            {
                format!("{whole}{sign}{digits}")
            }
            _ => number.to_owned(),
        };
        self.in_font(font, of, |w, of| w.words_of(&number, of));
    }

    pub(super) fn words_of(&mut self, words: &str, of: Of) {
        self.out.push('#');
        self.literal_of(words, of);
    }

    /// Writes a literal of an equation.
    pub(super) fn literal_of(&mut self, words: &str, of: Of) {
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

    pub(super) fn sign(&mut self, sign: &str, class: Class, font: Font, of: Of) {
        let sign = match sign {
            "-" => "−",
            "*" => "∗",
            sign => sign,
        };
        let is_one = sign.chars().filter(|c| !is_selector(*c)).count() == 1;
        // What the engine takes for something else.
        let is_other = !is_one
            || class == Class::Ordinary && ",;:=<>+−∗×⋅∇¬".contains(sign)
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

    pub(super) fn symbol(&mut self, sign: &str, of: Of) {
        self.out.push_str("#symbol(");
        self.literal_of(sign, of);
        self.out.push(')');
    }

    pub(super) fn in_font(&mut self, font: Font, of: Of, write: impl FnOnce(&mut Self, Of)) {
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
}

/// The decimal sign of a language; none where it has digits of its own.
fn decimal_sign(locale: &Locale) -> Option<char> {
    let written = Number::parse("0.5")?.write(&locale.icu())?;
    written.strip_prefix('0')?.chars().next()
}

/// A variation selector, which is no sign of its own.
fn is_selector(c: char) -> bool {
    ('\u{FE00}'..='\u{FE0F}').contains(&c)
}

/// The engine's name of a class.
pub(super) fn name(class: Class) -> &'static str {
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

/// Whether it is a comma that stood in braces, and so is no punctuation.
fn is_braced_comma(node: &Node) -> bool {
    matches!(node, Node::Sign { sign, class: Class::Ordinary, .. } if sign == ",")
}
