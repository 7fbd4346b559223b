//! Prints inlines as markup on one line, for source catalogues.

use crate::article::address;
use crate::article::ast::{Inline, pieces};
use crate::article::breaks::LINE_SEPARATOR;
use crate::article::cite;
use crate::article::inline::{NoteNames, parse_text};
use crate::article::leftover;
use crate::article::mask::{mask, unmask};
use crate::article::source::Source;
use crate::article::span;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::origin::{FileId, Origin};

/// Prints inlines as markup on one line. Parsing it gives the same inlines.
pub fn print(inlines: &[Inline]) -> String {
    print_marked(inlines, &[])
}

/// The same for texts that hold `marks`, characters with a meaning during processing.
pub fn print_marked(inlines: &[Inline], marks: &[char]) -> String {
    let printed = write(inlines);
    // Text that looks like markup was escaped in the article, and must be escaped here too. Most texts hold none, and so nothing more to escape.
    let may_escape = has_script(inlines) || leftover::is_found(inlines);
    if !may_escape || reads_back(&printed, inlines, marks) {
        return printed;
    }
    let mut masked = inlines.to_vec();
    leftover::mask_all(&mut masked);
    let printed = write(&masked);
    if reads_back(&printed, inlines, marks) {
        return printed;
    }
    mask_texts(&mut masked, &is_of_script);
    write(&masked)
}

/// Whether a text, or one within it, holds a sign of a script or an equation.
fn has_script(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| match inline {
        Inline::Text(text) => text.contains(is_of_script),
        inline => has_script(inline.inner().unwrap_or_default()),
    })
}

fn is_of_script(c: char) -> bool {
    matches!(c, '~' | '^' | '$')
}

/// Whether parsing markup gives these inlines, without a finding about text that looks like markup.
fn reads_back(markup: &str, inlines: &[Inline], marks: &[char]) -> bool {
    let mut names = Vec::new();
    pieces(inlines, &mut |inline| {
        if let Inline::Footnote(name) = inline {
            names.push(name.clone());
        }
    });
    let mut found = Diagnostics::default();
    let nowhere = Origin::file(&FileId::new(""));
    let names = NoteNames::new(names);
    let source = Source {
        marks,
        ..Source::message(nowhere, "")
    };
    let text = parse_text(markup, &names, &source, &mut found);
    let is_markup = |d: &&Diagnostic| leftover::CODES.contains(&d.code);
    text.inlines == inlines && found.iter().filter(is_markup).count() == 0
}

/// Masks the characters of all texts that satisfy `is_meant`.
fn mask_texts(inlines: &mut [Inline], is_meant: &dyn Fn(char) -> bool) {
    for inline in inlines {
        if let Inline::Text(text) = inline {
            let masked = text.chars().map(|c| if is_meant(c) { mask(c) } else { c });
            *text = masked.collect();
        } else if let Some(inner) = inline.inner_mut() {
            mask_texts(inner, is_meant);
        }
    }
}

fn write(inlines: &[Inline]) -> String {
    let mut out = String::new();
    for inline in inlines {
        match inline {
            Inline::Text(text) => {
                escape(text, &mut out);
                if text.ends_with('!') {
                    // Before a link, it would make an image.
                    out.insert(out.len() - 1, '\\');
                }
            }
            Inline::Emph(inner) => wrap("*", inner, &mut out),
            Inline::Strong(inner) => wrap("**", inner, &mut out),
            Inline::Strike(inner) => wrap("~~", inner, &mut out),
            Inline::Sub(inner) => wrap("~", inner, &mut out),
            Inline::Super(inner) => wrap("^", inner, &mut out),
            Inline::Code(code) => out.push_str(&code_span(code)),
            Inline::Math(tex) => out.push_str(&format!("${tex}$")),
            Inline::Link { url, content } => {
                let text = write(content);
                let plain = !url.is_empty() && !url.contains([' ', '(', ')', '<', '>', '\\']);
                let url = if plain {
                    url.clone()
                } else {
                    format!(
                        "<{}>",
                        url.replace('\\', "\\\\")
                            .replace('<', "\\<")
                            .replace('>', "\\>")
                    )
                };
                out.push_str(&format!("[{text}]({url})"));
            }
            Inline::Span {
                lang,
                small_caps,
                content,
            } => {
                let text = write(content);
                let attributes = span::written(lang.as_ref(), *small_caps);
                out.push_str(&format!("[{text}]{attributes}"));
            }
            Inline::Footnote(name) => out.push_str(&format!("[^{name}]")),
            Inline::Reference(id) => {
                out.push_str(&format!("[]({})", address::of_reference(id)));
            }
            Inline::Cite(inner) => {
                let parts = inner.split(|inline| *inline == Inline::Break);
                let parts: Vec<String> = parts.map(write).collect();
                out.push_str(&format!("[{}]", parts.join("; ")));
            }
            Inline::Source { key, is_bare } => out.push_str(&cite::written(key, *is_bare)),
            Inline::Break => out.push(LINE_SEPARATOR),
            Inline::Param(name) => out.push_str(&format!("{{ ${name} }}")),
        }
    }
    out
}

/// Escapes text in markup. Masked characters are escaped too.
fn escape(text: &str, out: &mut String) {
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let entity = c == '&' && chars.peek().is_some_and(|n| *n == '#' || n.is_alphabetic());
        let meant = unmask(c);
        if meant != c || entity || matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<') {
            out.push('\\');
        }
        out.push(meant);
    }
}

/// Escapes all punctuation of a value, so that it is safe anywhere in markup.
pub fn verbatim(words: &str, out: &mut String) {
    for c in words.chars() {
        if c.is_ascii_punctuation() {
            out.push('\\');
        }
        out.push(c);
    }
}

fn wrap(mark: &str, inner: &[Inline], out: &mut String) {
    out.push_str(mark);
    out.push_str(&write(inner));
    out.push_str(mark);
}

fn code_span(code: &str) -> String {
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let padded = code.starts_with('`') || code.ends_with('`') || {
        code.starts_with(' ') && code.ends_with(' ') && !code.trim().is_empty()
    };
    let space = if padded { " " } else { "" };
    format!("{fence}{space}{code}{space}{fence}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parse(markup: &str) -> Vec<Inline> {
        let source = Source::message(Origin::file(&FileId::new("a.ftl")), "");
        let mut out = Diagnostics::default();
        let text = parse_text(markup, &NoteNames::default(), &source, &mut out);
        assert!(out.is_empty(), "{markup:?}: {out:?}");
        text.inlines
    }

    fn text(words: &str) -> Inline {
        Inline::Text(words.to_owned())
    }

    proptest! {
        #[test]
        fn printing_and_parsing_give_the_words_back(words in "[\\p{L}\\p{N}\\p{P}\\p{S} ]{0,40}") {
            let words = words.replace(crate::article::invisible::is_wrong, "");
            let words = words.split(' ').filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ");
            let printed = print(&[text(&words)]);
            let expected = if words.is_empty() { vec![] } else { vec![text(&words)] };
            prop_assert_eq!(parse(&printed), expected, "{}", printed);
        }

        #[test]
        fn printing_and_parsing_give_the_tree_back(
            a in "[a-zé*_!]{1,8}", b in "[a-z<&;#]{1,8}", code in "[a-z`]{1,6}", url in "https://[a-z][a-z/()?&]{0,8}",
        ) {
            let tree = vec![
                text(&format!("{a} ")),
                Inline::Emph(vec![text("x "), Inline::Strong(vec![text(&format!("y{b}z"))]), text(" w")]),
                text(" "),
                Inline::Code(code),
                text(" !"),
                Inline::Link { url, content: vec![text(&b)] },
            ];
            let printed = print(&tree);
            prop_assert_eq!(parse(&printed), tree, "{}", printed);
        }
    }
}
