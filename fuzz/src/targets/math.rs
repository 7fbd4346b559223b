//! Equations in TeX: an equation, or a fault at a place in it.

use fluentpress::math::parse::parse;

use super::{Target, text};
use crate::edit::Corpus;

const WORDS: &[&str] = &[
    "\\frac{a}{b}",
    "\\sqrt[3]{x}",
    "^",
    "_",
    "^{",
    "_{",
    "{",
    "}",
    "\\left(",
    "\\right)",
    "\\left.",
    "\\begin{pmatrix}",
    "\\end{pmatrix}",
    "\\begin{aligned}",
    "\\end{aligned}",
    "&",
    "\\\\",
    "\\text{",
    "\\text{if }",
    "\\sum",
    "\\int",
    "\\alpha",
    "\\mathbb{R}",
    "\\hat{x}",
    "\\color{red}",
    "\\def\\a{\\a\\a}",
    "\\newcommand{\\b}{b}",
    "\\limits",
    "'",
    "''",
    "%",
    "\\%",
    "\\,",
    "~",
    "#",
    "$",
    "10{,}000",
    "é",
    "字",
    "\\overbrace{",
    "\\not=",
    "\\operatorname{a}",
    "\\",
    "\\ ",
    "-",
];

const TEX: &str = "E = mc^2\n\\frac{-b \\pm \\sqrt{b^2 - 4ac}}{2a}\n\\sum_{i=1}^{n} x_i^2 = \\int_0^\\infty e^{-x}\\,dx\n\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}\nf(x) = \\begin{cases} 1 & \\text{if } x > 0 \\\\ 0 & \\text{otherwise} \\end{cases}\n\\lim_{x \\to 0} \\frac{\\sin x}{x} = 1\n\\left( \\frac{\\partial u}{\\partial t} \\right)_{T}\n\\hat{\\beta} = (X^{\\top}X)^{-1}X^{\\top}y\n10{,}000 \\times 5\\,\\text{km}\n\\begin{aligned} a &= b \\\\ &= c \\end{aligned}\n";

/// The target.
pub fn target() -> Target {
    Target {
        name: "equation",
        corpus: Corpus {
            files: TEX.lines().map(|line| line.as_bytes().to_vec()).collect(),
            words: WORDS,
            are_texts: true,
            most: 160,
        },
        run: Box::new(|input| {
            let text = text(input);
            if let Err(fault) = parse(&text) {
                assert!(text.get(fault.range.clone()).is_some(), "{:?}", fault.range);
            }
        }),
    }
}
