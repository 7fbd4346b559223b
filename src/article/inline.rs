//! Inline Markdown: of the article, and of messages, which use the article's own markup.

use std::collections::{BTreeMap, BTreeSet};

use comrak::nodes::{AstNode, NodeValue};
use comrak::{Arena, Options, parse_document};

use crate::article::address;
use crate::article::ast::{Inline, Text, join, pieces};
use crate::article::bare;
use crate::article::breaks;
use crate::article::html;
use crate::article::invisible;
use crate::article::leftover;
use crate::article::mask::{FILL, mask, unmask};
use crate::article::script;
use crate::article::source::Source;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::names;
use crate::origin::Origin;
use crate::yaml::tree::Written;

/// Stands before a message's text, so that nothing in it can start a list or another block.
const SENTINEL: char = '\u{FFFC}';
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
    options.extension.cjk_friendly_emphasis = true;
    options.extension.strikethrough = true;
    // Without it, one tilde would strike out as two do. What it finds is read anew: see `script`.
    options.extension.subscript = true;
    options.extension.math_dollars = true;
    options.extension.math_code = true;
    options.parse.leave_footnote_definitions = true;
    options.parse.escaped_char_spans = true;
    options
}

/// The names of an article's footnotes, by what matches them.
#[derive(Clone, Default, Debug)]
pub struct NoteNames(BTreeMap<String, String>);

impl NoteNames {
    /// These names.
    pub fn new(all: impl IntoIterator<Item = String>) -> Self {
        let all = all.into_iter();
        Self(all.map(|name| (names::folded(&name), name)).collect())
    }

    /// Those that a text refers to.
    fn used<'n>(&'n self, markup: &str) -> BTreeSet<&'n str> {
        let starts = markup.match_indices("[^");
        let written = starts.filter_map(|(at, _)| Some(markup[at + 2..].split_once(']')?.0));
        let known = written.filter_map(|name| self.0.get(&names::folded(name)));
        known.map(String::as_str).collect()
    }
}

/// Parses markup whose letters know their places in the text of their file. `footnotes` are the names that may be referred to.
pub fn parse_written(
    written: &Written,
    footnotes: &NoteNames,
    file: &str,
    out: &mut Diagnostics,
) -> Text {
    let source = Source {
        written: Some((written, &[])),
        ..Source::message(written.all(), file)
    };
    parse_text(&written.text, footnotes, &source, out)
}

/// Parses the markup of one message. `footnotes` are the names that may be referred to.
pub fn parse_text(
    markup: &str,
    footnotes: &NoteNames,
    source: &Source,
    out: &mut Diagnostics,
) -> Text {
    let (mut line, offsets) = one_line(markup);
    if line.contains(bare::is_hidden) {
        let mut held = line.clone();
        held.retain(bare::is_hidden);
        invisible::check(&held, &source.origin, source, out);
        line = line.replace(bare::is_hidden, " ");
    }
    let source = &Source {
        written: source.written.map(|(written, _)| (written, &offsets[..])),
        ..source.clone()
    };
    let mut paragraph = format!("{SENTINEL} {}", bare::hide(&line));
    for name in footnotes.used(markup) {
        // The name of a definition holds no plain space.
        paragraph.push_str(&format!("\n\n[^{}]: x", name.replace(' ', "\u{A0}")));
    }
    let arena = Arena::new();
    let root = parse_document(&arena, &paragraph, &options());
    bare::restore(root);
    let inlines = root
        .first_child()
        .map(|node| read(node.children(), source, out));
    Text::new(inlines.unwrap_or_default(), source.origin.clone())
}

/// The inlines that some nodes are, trimmed. What is not supported is reported, and what looks like markup and is none.
pub fn read<'a>(
    nodes: impl Iterator<Item = &'a AstNode<'a>>,
    source: &Source,
    out: &mut Diagnostics,
) -> Vec<Inline> {
    let mut inlines = convert(nodes, source, out);
    join(&mut inlines);
    script::products(&mut inlines);
    script::scripts(&mut inlines);
    leftover::check(&inlines, source, out);
    invisible::unpaired(&inlines, source, out);
    finish(&mut inlines);
    trim(&mut inlines);
    inlines
}

/// Turns nodes into inlines, in which what was escaped is still masked.
fn convert<'a>(
    nodes: impl Iterator<Item = &'a AstNode<'a>>,
    source: &Source,
    out: &mut Diagnostics,
) -> Vec<Inline> {
    let mut inlines = Vec::new();
    for child in nodes {
        let data = child.data();
        let origin = &source.of(child);
        let inner = |out: &mut Diagnostics| convert(child.children(), source, out);
        let inline = match &data.value {
            NodeValue::Text(text) => {
                push_text(text, origin, source, &mut inlines, out);
                continue;
            }
            NodeValue::Escaped => {
                let escaped = child.first_child().map(|text| text.data());
                let text = escaped.as_ref().and_then(|data| data.value.text());
                Inline::Text(
                    text.map(|t| t.chars().map(mask).collect())
                        .unwrap_or_default(),
                )
            }
            NodeValue::SoftBreak => Inline::Text(breaks::SOFT.to_string()),
            NodeValue::LineBreak => Inline::Break,
            NodeValue::Code(code) => {
                let text = code.literal.replace(SOFT_BREAK, " ");
                invisible::check(&text, origin, source, out);
                Inline::Code(text.chars().filter(|c| !invisible::is_wrong(*c)).collect())
            }
            NodeValue::Emph => Inline::Emph(inner(out)),
            NodeValue::Strong => Inline::Strong(inner(out)),
            NodeValue::Strikethrough => Inline::Strike(inner(out)),
            NodeValue::Subscript => {
                // As it was typed: whether it is one is seen with all that stands around it.
                inlines.push(Inline::Text("~".to_owned()));
                inlines.extend(inner(out));
                Inline::Text("~".to_owned())
            }
            NodeValue::FootnoteReference(note) => Inline::Footnote(note.name.clone()),
            NodeValue::Link(link) => {
                let content = inner(out);
                address::check(&link.url, &link.title, &content, origin, out);
                if address::is_empty(&link.url) {
                    inlines.extend(content);
                    continue;
                }
                Inline::Link {
                    url: link.url.replace(FILL, ""),
                    content,
                }
            }
            NodeValue::HtmlInline(tag) if html::is_comment(tag) => continue,
            NodeValue::HtmlInline(tag) if html::is_break(tag) => Inline::Break,
            NodeValue::HtmlInline(tag) => {
                let place = source.find(&source.within(origin), tag);
                out.push(html::unsupported(tag, place.as_ref().unwrap_or(origin)));
                continue;
            }
            NodeValue::Math(_) => {
                let message = "this looks like an equation, which articles do not have yet";
                let hint = "write it as words, or as code; where a dollar is meant, write `\\$`";
                let error = Diagnostic::new(Code::NotBuilt, message);
                out.push(error.at(origin.clone()).hint(hint));
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
    inlines
}

/// An error for Markdown that has no place in an article.
pub fn unsupported(what: &str, origin: &Origin) -> Diagnostic {
    Diagnostic::new(
        Code::UnsupportedMarkdown,
        format!("{what} is not supported"),
    )
    .at(origin.clone())
}

/// Writes inlines as markup on one line; parsing it gives the inlines back.
pub fn print(inlines: &[Inline]) -> String {
    let printed = write(inlines);
    // Words that look like markup were escaped in the article, and have to be so here.
    if reads_back(&printed, inlines) {
        return printed;
    }
    let mut masked = inlines.to_vec();
    leftover::mask_all(&mut masked);
    let printed = write(&masked);
    if reads_back(&printed, inlines) {
        return printed;
    }
    mask_texts(&mut masked, &|c| matches!(c, '~' | '^' | '$'));
    write(&masked)
}

/// Whether markup gives these inlines, and nothing in it looks like markup and is none.
fn reads_back(markup: &str, inlines: &[Inline]) -> bool {
    let mut names = Vec::new();
    pieces(inlines, &mut |inline| {
        if let Inline::Footnote(name) = inline {
            names.push(name.clone());
        }
    });
    let mut found = Diagnostics::default();
    let nowhere = Origin::file(&crate::origin::FileId::new(""));
    let names = NoteNames::new(names);
    let text = parse_text(markup, &names, &Source::message(nowhere, ""), &mut found);
    let is_markup = |d: &&Diagnostic| leftover::CODES.contains(&d.code);
    text.inlines == inlines && found.iter().filter(is_markup).count() == 0
}

/// Masks those characters of all texts that a function names.
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
                    // Before a link it would make an image.
                    out.insert(out.len() - 1, '\\');
                }
            }
            Inline::Emph(inner) => wrap("*", inner, &mut out),
            Inline::Strong(inner) => wrap("**", inner, &mut out),
            Inline::Strike(inner) => wrap("~~", inner, &mut out),
            Inline::Sub(inner) => wrap("~", inner, &mut out),
            Inline::Super(inner) => wrap("^", inner, &mut out),
            Inline::Code(code) => out.push_str(&code_span(code)),
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
            Inline::Footnote(name) => out.push_str(&format!("[^{name}]")),
            Inline::Break => out.push(LINE_SEPARATOR),
            Inline::Param(name) => out.push_str(&format!("{{ ${name} }}")),
        }
    }
    out
}

/// Makes words safe to stand in markup; what is masked is escaped.
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

/// Makes the words of a value safe to stand anywhere in markup.
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

/// Puts markup on one line: a message is one paragraph, whatever its lines look like. For each byte of the line, and its
/// end, goes the byte of the markup.
fn one_line(markup: &str) -> (String, Vec<usize>) {
    let ends = [
        ("\\\r\n", LINE_SEPARATOR),
        ("\\\n", LINE_SEPARATOR),
        ("\r\n", SOFT_BREAK),
        ("\n", SOFT_BREAK),
        ("\r", SOFT_BREAK),
    ];
    let mut line = String::with_capacity(markup.len());
    let mut offsets = Vec::with_capacity(markup.len() + 1);
    let mut at = 0;
    while let Some(c) = markup[at..].chars().next() {
        let rest = &markup[at..];
        let end = ends.into_iter().find(|(end, _)| rest.starts_with(end));
        let (length, c) = end.map_or((c.len_utf8(), c), |(end, c)| (end.len(), c));
        line.push(c);
        offsets.resize(line.len(), at);
        at += length;
    }
    offsets.push(at);
    (line, offsets)
}

/// Adds text, split at forced breaks. A character that no reader could see is reported.
fn push_text(
    text: &str,
    origin: &Origin,
    source: &Source,
    inlines: &mut Vec<Inline>,
    out: &mut Diagnostics,
) {
    let is_first = source.lines.is_none() && inlines.is_empty();
    let text = text
        .strip_prefix(SENTINEL)
        .filter(|_| is_first)
        .unwrap_or(text);
    let text = match source.lines {
        Some(_) => text.to_owned(),
        None => text.replace(SOFT_BREAK, breaks::SOFT.encode_utf8(&mut [0; 4])),
    };
    let typed: String = text.chars().map(|c| bare::sign(c).unwrap_or(c)).collect();
    invisible::check(&typed, origin, source, out);
    let is_kept =
        |c: &char| bare::is_hidden(*c) || !invisible::is_wrong(*c) || source.marks.contains(c);
    // A sign of an address is no mark.
    let masked = |c: char| bare::sign(c).map_or(c, mask);
    for (at, part) in text.split(LINE_SEPARATOR).enumerate() {
        if at > 0 {
            inlines.push(Inline::Break);
        }
        inlines.push(Inline::Text(
            part.chars().filter(is_kept).map(masked).collect(),
        ));
    }
}

/// Takes the masks away, joins neighbouring texts, makes one space of several, and none beside a forced break.
fn finish(inlines: &mut Vec<Inline>) {
    join(inlines);
    let inner = inlines.iter_mut().filter_map(Inline::inner_mut);
    inner.for_each(finish);
    breaks::join(inlines);
    for inline in inlines.iter_mut() {
        if let Inline::Text(text) = inline {
            *text = single_spaced(text);
        }
    }
    for at in 0..inlines.len() {
        if inlines[at] == Inline::Break {
            if let Some(Inline::Text(before)) = at.checked_sub(1).and_then(|at| inlines.get_mut(at))
            {
                before.truncate(before.trim_end_matches(' ').len());
            }
            if let Some(Inline::Text(after)) = inlines.get_mut(at + 1) {
                *after = after.trim_start_matches(' ').to_owned();
            }
        }
    }
    inlines.retain(|inline| !matches!(inline, Inline::Text(text) if text.is_empty()));
}

fn single_spaced(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for c in text.chars() {
        let c = match unmask(c) {
            '\t' | '\n' => ' ',
            c => c,
        };
        if c != ' ' || !kept.ends_with(' ') {
            kept.push(c);
        }
    }
    kept
}

/// Drops the spaces and forced breaks at both ends of a whole paragraph.
pub fn trim(inlines: &mut Vec<Inline>) {
    let is_blank = |inline: &Inline| match inline {
        Inline::Text(text) => text.trim_matches(' ').is_empty(),
        inline => *inline == Inline::Break,
    };
    let start = inlines.iter().take_while(|inline| is_blank(inline)).count();
    inlines.drain(..start);
    while inlines.pop_if(|inline| is_blank(inline)).is_some() {}
    if let Some(Inline::Text(first)) = inlines.first_mut() {
        *first = first.trim_start_matches(' ').to_owned();
    }
    if let Some(Inline::Text(last)) = inlines.last_mut() {
        *last = last.trim_end_matches(' ').to_owned();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::origin::FileId;
    use proptest::prelude::*;

    /// The tree that markup is, whatever is found in it.
    fn tree(markup: &str, out: &mut Diagnostics) -> Vec<Inline> {
        let source = Source::message(Origin::file(&FileId::new("a.ftl")), "");
        parse_text(markup, &notes(), &source, out).inlines
    }

    fn parse(markup: &str) -> Vec<Inline> {
        let mut out = Diagnostics::default();
        let inlines = tree(markup, &mut out);
        assert!(out.is_empty(), "{markup:?}: {out:?}");
        inlines
    }

    fn notes() -> NoteNames {
        NoteNames::new(["n".to_owned()])
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
            // Some look like markup, which is said.
            let found = tree(start, &mut Diagnostics::default());
            assert_eq!(found, [text(&words)], "{start:?}");
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

        #[test]
        fn the_parser_never_panics(markup in "\\PC{0,60}|[-*_`\\[\\]()!^~|:<>&;#\\\\ \n{}0-9a]{0,60}") {
            let origin = Origin::file(&FileId::new("a.ftl"));
            parse_text(&markup, &notes(), &Source::message(origin, ""), &mut Diagnostics::default());
        }
    }
}
