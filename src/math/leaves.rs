//! The leaves of an equation: signs, numbers and words with their classes and fonts, and the widths of spaces.

use icu_normalizer::ComposingNormalizerBorrowed;
use pulldown_latex::event::{
    Content, DelimiterSize, DelimiterType, Dimension, DimensionUnit, Font as TexFont,
};

use crate::math::fault::{self, Fault};
use crate::math::tree::{Class, Font, Node};

/// A sign, a number, words or the name of a function, in a font. `tex` is the whole equation, for a fault.
pub fn content(content: Content, font: Font, tex: &str) -> Result<Node, Fault> {
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
            None => return Err(fault::element(tex, "a function whose name is no word")),
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

/// The name of a function with thin spaces in it.
fn function(name: &str) -> Option<String> {
    let name = name.replace("\\,", "\u{2009}").replace("\\ ", " ");
    let is_name = !name.contains(['\\', '{', '}', '_', '^', '$', '&']);
    is_name.then_some(name)
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

/// A part with a line through it: one sign, where Unicode has it.
pub fn negated(node: Node) -> Node {
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

/// A length in em, where type is 10 points.
pub fn em(length: Dimension) -> f32 {
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

/// The names that the engine has for a font of TeX. `tex` is the whole equation, for a fault.
pub fn font(font: TexFont, tex: &str) -> Result<Font, Fault> {
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
        TexFont::DoubleStruckItalic => {
            return Err(fault::element(tex, "a double-struck italic font"));
        }
    }))
}
