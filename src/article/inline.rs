//! Inline Markdown: of the article, and of messages, which use the article's own markup.

use comrak::nodes::{AstNode, NodeValue};
use comrak::{Arena, Options, parse_document};

use crate::article::ast::{Inline, Text};
use crate::article::breaks;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::origin::Origin;

/// Stands before a message's text, so that nothing in it can start a list or another block.
const SENTINEL: &str = "\u{FFFC} ";
/// A forced line break inside one line of markup.
const LINE_SEPARATOR: char = '\u{2028}';
/// The end of a line of a message: white space to the parser, but never the start of another block.
const SOFT_BREAK: char = '\u{2029}';

/// The Markdown that articles are written in: CommonMark and what the article's format adds to it.
pub fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.footnotes = true;
    options.extension.description_lists = true;
    options.extension.block_directive = true;
    options.extension.header_attributes = true;
    options.extension.front_matter_delimiter = Some("---".to_owned());
    options.extension.cjk_friendly_emphasis = true;
    options.parse.leave_footnote_definitions = true;
    options
}

/// Parses the markup of one message. `footnotes` are the names that may be referred to.
pub fn parse_text(markup: &str, footnotes: &[&str], origin: Origin, out: &mut Diagnostics) -> Text {
    let mut source = SENTINEL.to_owned();
    source.push_str(&one_line(markup));
    for name in footnotes {
        source.push_str(&format!("\n\n[^{name}]: x"));
    }
    let arena = Arena::new();
    let root = parse_document(&arena, &source, &options());
    let mut inlines = root
        .first_child()
        .map(|paragraph| convert(paragraph, &|_| origin.clone(), out))
        .unwrap_or_default();
    if let Some(Inline::Text(text)) = inlines.first_mut() {
        *text = text.trim_start_matches(SENTINEL.trim_end()).to_owned();
    }
    trim(&mut inlines);
    undefined_footnotes(markup, footnotes, &origin, out);
    Text::new(inlines, origin)
}

/// Turns the children of a node into inlines; what is not supported is reported at the place that
/// `place` gives for its node.
pub fn convert<'a>(
    node: &'a AstNode<'a>,
    place: &dyn Fn(&AstNode) -> Origin,
    out: &mut Diagnostics,
) -> Vec<Inline> {
    let mut inlines = Vec::new();
    for child in node.children() {
        let data = child.data();
        let origin = &place(child);
        let inline = match &data.value {
            NodeValue::Text(text) => {
                push_text(text, origin, &mut inlines, out);
                continue;
            }
            NodeValue::SoftBreak => Inline::Text(breaks::SOFT.to_string()),
            NodeValue::LineBreak => Inline::Break,
            NodeValue::Code(code) => Inline::Code(code.literal.replace(SOFT_BREAK, " ")),
            NodeValue::Emph => Inline::Emph(convert(child, place, out)),
            NodeValue::Strong => Inline::Strong(convert(child, place, out)),
            NodeValue::FootnoteReference(note) => Inline::Footnote(note.name.clone()),
            NodeValue::Link(link) => {
                if !link.title.is_empty() {
                    out.push(unsupported("a link's title", origin));
                }
                Inline::Link {
                    url: link.url.clone(),
                    content: convert(child, place, out),
                }
            }
            NodeValue::HtmlInline(html) => {
                out.push(unsupported(&format!("raw HTML (`{html}`)"), origin));
                continue;
            }
            NodeValue::Image(_) => {
                let alone = unsupported("an image inside a line of text", origin);
                out.push(alone.hint("let the image stand alone in its paragraph"));
                continue;
            }
            other => {
                let name = other.xml_node_name().replace('_', " ");
                out.push(unsupported(&name, origin));
                continue;
            }
        };
        inlines.push(inline);
    }
    tidy(&mut inlines);
    inlines
}

/// An error for Markdown that has no place in an article.
pub fn unsupported(what: &str, origin: &Origin) -> Diagnostic {
    Diagnostic::error("unsupported-markdown", format!("{what} is not supported")).at(origin.clone())
}

/// Writes inlines as markup on one line; parsing it gives the inlines back.
pub fn print(inlines: &[Inline]) -> String {
    let mut out = String::new();
    for inline in inlines {
        match inline {
            Inline::Text(text) => {
                escape(text, &mut out);
                if text.ends_with('!') {
                    // Before a link it would make an image.
                    out.insert(out.len() - 1, '\\');
                }
            }
            Inline::Emph(inner) => wrap("*", inner, &mut out),
            Inline::Strong(inner) => wrap("**", inner, &mut out),
            Inline::Code(code) => out.push_str(&code_span(code)),
            Inline::Link { url, content } => {
                let text = print(content);
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
            Inline::Footnote(name) => out.push_str(&format!("[^{name}]")),
            Inline::Break => out.push(LINE_SEPARATOR),
            Inline::Param(name) => out.push_str(&format!("{{ ${name} }}")),
        }
    }
    out
}

/// Makes words safe to stand in markup.
pub fn escape(text: &str, out: &mut String) {
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let entity = c == '&' && chars.peek().is_some_and(|n| *n == '#' || n.is_alphabetic());
        if entity || matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<') {
            out.push('\\');
        }
        out.push(c);
    }
}

fn wrap(mark: &str, inner: &[Inline], out: &mut String) {
    out.push_str(mark);
    out.push_str(&print(inner));
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

/// Puts markup on one line: a message is one paragraph, whatever its lines look like.
fn one_line(markup: &str) -> String {
    let breaks = markup
        .replace("\\\r\n", "\u{2028}")
        .replace("\\\n", "\u{2028}");
    let soft = SOFT_BREAK.to_string();
    breaks.replace("\r\n", &soft).replace(['\n', '\r'], &soft)
}

/// Adds text, split at forced breaks. A control character is reported: no font can show it.
fn push_text(text: &str, origin: &Origin, inlines: &mut Vec<Inline>, out: &mut Diagnostics) {
    if let Some(control) = text.chars().find(|c| c.is_control() && *c != '\t') {
        let message = format!(
            "the text holds the control character U+{:04X}",
            control as u32
        );
        out.push(Diagnostic::error("control-character", message).at(origin.clone()));
    }
    for (at, part) in text.split(LINE_SEPARATOR).enumerate() {
        if at > 0 {
            inlines.push(Inline::Break);
        }
        let part: String = part
            .chars()
            .filter(|c| !c.is_control() || *c == '\t')
            .map(|c| if c == SOFT_BREAK { breaks::SOFT } else { c })
            .collect();
        inlines.push(Inline::Text(part));
    }
}

/// Joins neighbouring texts, makes one space of several, and drops those at both ends.
fn tidy(inlines: &mut Vec<Inline>) {
    let mut tidied: Vec<Inline> = Vec::with_capacity(inlines.len());
    for inline in inlines.drain(..) {
        match (tidied.last_mut(), inline) {
            (Some(Inline::Text(before)), Inline::Text(text)) => before.push_str(&text),
            (_, inline) => tidied.push(inline),
        }
    }
    breaks::join(&mut tidied);
    for inline in &mut tidied {
        if let Inline::Text(text) = inline {
            let mut last = ' ';
            let start_kept = text.starts_with([' ', '\t']);
            let mut kept = String::with_capacity(text.len());
            for c in text.chars() {
                let c = if c == '\t' { ' ' } else { c };
                if c != ' ' || last != ' ' {
                    kept.push(c);
                }
                last = c;
            }
            if start_kept {
                kept.insert(0, ' ');
            }
            *text = kept;
        }
    }
    *inlines = tidied;
    inlines.retain(|inline| !matches!(inline, Inline::Text(text) if text.is_empty()));
}

/// Drops the spaces at both ends of a whole paragraph.
pub fn trim(inlines: &mut Vec<Inline>) {
    if let Some(Inline::Text(first)) = inlines.first_mut() {
        *first = first.trim_start_matches(' ').to_owned();
    }
    if let Some(Inline::Text(last)) = inlines.last_mut() {
        *last = last.trim_end_matches(' ').to_owned();
    }
    inlines.retain(|inline| !matches!(inline, Inline::Text(text) if text.is_empty()));
}

/// Reports references to footnotes that are not defined: Markdown would print them as they are.
pub fn undefined_footnotes(source: &str, defined: &[&str], origin: &Origin, out: &mut Diagnostics) {
    for (at, _) in source.match_indices("[^") {
        let Some((name, _)) = source[at + 2..].split_once(']') else {
            continue;
        };
        let is_name = !name.is_empty() && !name.contains(char::is_whitespace);
        if is_name && !source[..at].ends_with('\\') && !defined.contains(&name) {
            let message = format!("the footnote `[^{name}]` is not defined");
            out.push(
                Diagnostic::error("unknown-footnote", message)
                    .at(origin.clone())
                    .hint(format!("define it on a line of its own: `[^{name}]: …`")),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::origin::FileId;
    use proptest::prelude::*;

    fn parse(markup: &str) -> Vec<Inline> {
        let mut out = Diagnostics::default();
        let origin = Origin::file(&FileId::new("a.ftl"));
        let text = parse_text(markup, &["n"], origin, &mut out);
        assert!(out.is_empty(), "{markup:?}: {out:?}");
        text.inlines
    }

    fn text(words: &str) -> Inline {
        Inline::Text(words.to_owned())
    }

    #[test]
    fn a_message_is_one_paragraph_whatever_it_starts_with() {
        for start in [
            "2025. Une",
            "- a",
            "# a",
            "> a",
            ": a",
            "::: a",
            "    a",
            "---",
            "| a |",
            "a\n- b",
        ] {
            let words = start.replace('\n', " ").trim().to_owned();
            assert_eq!(parse(start), [text(&words)], "{start:?}");
        }
    }

    #[test]
    fn markup_is_the_articles_own() {
        assert_eq!(
            parse("a *b* **c** `d`[^n]\\\ne [f](https://g.h)"),
            [
                text("a "),
                Inline::Emph(vec![text("b")]),
                text(" "),
                Inline::Strong(vec![text("c")]),
                text(" "),
                Inline::Code("d".to_owned()),
                Inline::Footnote("n".to_owned()),
                Inline::Break,
                text("e "),
                Inline::Link {
                    url: "https://g.h".to_owned(),
                    content: vec![text("f")]
                },
            ]
        );
    }

    proptest! {
        #[test]
        fn printing_and_parsing_give_the_words_back(words in "[^\\p{Cc}\u{2028}\u{FFFC}]{0,40}") {
            let words = words.split(' ').filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ");
            let printed = print(&[text(&words)]);
            let expected = if words.is_empty() { vec![] } else { vec![text(&words)] };
            prop_assert_eq!(parse(&printed), expected, "{}", printed);
        }

        #[test]
        fn printing_and_parsing_give_the_tree_back(
            a in "[a-zé*_!]{1,8}", b in "[a-z<&;#]{1,8}", code in "[a-z`]{1,6}", url in "[a-z/()?&]{1,9}",
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

        #[test]
        fn the_parser_never_panics(markup in "\\PC{0,60}|[-*_`\\[\\]()!^~|:<>&;#\\\\ \n{}0-9a]{0,60}") {
            let origin = Origin::file(&FileId::new("a.ftl"));
            parse_text(&markup, &["n"], origin, &mut Diagnostics::default());
        }
    }
}
