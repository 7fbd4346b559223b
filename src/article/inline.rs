//! Parses inline Markdown, of the article and of messages, which use the same markup.

use std::collections::{BTreeMap, BTreeSet};

use comrak::nodes::{AstNode, NodeValue};
use comrak::{Arena, Options, parse_document};

use crate::article::address;
use crate::article::ast::{Inline, Text, join};
use crate::article::bare;
use crate::article::bounds;
use crate::article::breaks;
use crate::article::cite;
use crate::article::dollars;
use crate::article::escapes;
use crate::article::html;
use crate::article::invisible;
use crate::article::latex;
use crate::article::leftover;
use crate::article::lost;
use crate::article::mask::{FILL, mask};
use crate::article::script;
use crate::article::source::Source;
use crate::article::spaces;
use crate::article::span;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::limits::PARAGRAPH;
use crate::math::parse::parse;
use crate::names;
use crate::origin::Origin;
use crate::yaml::tree::Written;

/// Precedes the text of a message, so that nothing in it can start a list or another block.
const SENTINEL: char = '\u{FFFC}';
/// A forced line break within one line of markup.
pub const LINE_SEPARATOR: char = '\u{2028}';
/// A line end of a message: white space for the parser, but never the start of another block.
const SOFT_BREAK: char = '\u{2029}';

/// The Markdown of articles: CommonMark with extensions.
pub fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.footnotes = true;
    options.extension.description_lists = true;
    options.extension.block_directive = true;
    options.extension.header_attributes = true;
    options.extension.cjk_friendly_emphasis = true;
    options.extension.strikethrough = true;
    // Without this extension, comrak would parse single tildes as strikethrough. Its results are parsed again in
    // `script`.
    options.extension.subscript = true;
    options.extension.math_dollars = true;
    options.extension.math_code = true;
    options.parse.leave_footnote_definitions = true;
    options.parse.escaped_char_spans = true;
    options
}

/// The names of an article's footnotes, by case-folded name, as Markdown matches them.
#[derive(Clone, Default, Debug)]
pub struct NoteNames(BTreeMap<String, String>);

impl NoteNames {
    /// An index of these names.
    pub fn new(all: impl IntoIterator<Item = String>) -> Self {
        let all = all.into_iter();
        Self(all.map(|name| (names::folded(&name), name)).collect())
    }

    /// The names that a text refers to.
    fn used<'n>(&'n self, markup: &str) -> BTreeSet<&'n str> {
        let starts = markup.match_indices("[^");
        let written = starts.filter_map(|(at, _)| Some(markup[at + 2..].split_once(']')?.0));
        let known = written.filter_map(|name| self.0.get(&names::folded(name)));
        known.map(String::as_str).collect()
    }
}

/// Parses the markup of a YAML value, each byte of which has its own place. `footnotes` are the names that it may refer
/// to.
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

/// Whether a line with this character may be anything but one text as it is typed.
fn may_be_markup(c: char) -> bool {
    match c {
        ' ' | 'a'..='z' | 'A'..='Z' | '0'..='9' => false,
        '\\' | '`' | '*' | '_' | '~' | '^' | '$' | '[' | ']' | '<' | '&' | LINE_SEPARATOR => true,
        c => c < ' ' || invisible::is_wrong(c),
    }
}

/// Parses the markup of a message as one paragraph. `footnotes` are the names that it may refer to.
pub fn parse_text(
    markup: &str,
    footnotes: &NoteNames,
    source: &Source,
    out: &mut Diagnostics,
) -> Text {
    let is_long = markup.len() > PARAGRAPH && markup.chars().count() > PARAGRAPH;
    let inlines = match source.written.is_some() || markup.contains(may_be_markup) {
        _ if is_long => {
            out.push(bounds::long().at(source.origin.clone()));
            Vec::new()
        }
        true => parse_markup(markup, footnotes, source, out),
        // Most texts, as the parser would give them.
        false => {
            let text = format!(" {}", markup.trim_end_matches(' '));
            finish(vec![Inline::Text(text)], source, out)
        }
    };
    Text::new(inlines, source.origin.clone())
}

fn parse_markup(
    markup: &str,
    footnotes: &NoteNames,
    source: &Source,
    out: &mut Diagnostics,
) -> Vec<Inline> {
    let (mut line, offsets) = one_line(markup, source.written.is_some());
    if line.bytes().any(|byte| bare::is_hidden(byte.into())) {
        let mut held = line.clone();
        held.retain(bare::is_hidden);
        invisible::check(&held, &source.origin, source, out);
        line = line.replace(bare::is_hidden, " ");
    }
    let placed = source.written.map(|(written, _)| Source {
        written: Some((written, &offsets[..])),
        ..source.clone()
    });
    let source = placed.as_ref().unwrap_or(source);
    let mut paragraph = format!("{SENTINEL} {}", bare::hide(&line));
    for name in footnotes.used(markup) {
        // In comrak, the name of a footnote definition must not contain plain spaces.
        paragraph.push_str(&format!("\n\n[^{}]: x", name.replace(' ', "\u{A0}")));
    }
    let arena = Arena::new();
    let root = parse_document(&arena, &paragraph, &options());
    bare::restore(root);
    for (node, finding) in bounds::cut(root) {
        out.push(finding.at(source.of(node)));
    }
    let paragraph = root.first_child();
    paragraph.map_or_else(Vec::new, |node| read(node.children(), source, out))
}

/// Converts the nodes of a paragraph into inlines, without white space at the ends. Unsupported nodes are reported, and
/// so is text that looks like markup but is none.
pub fn read<'a>(
    nodes: impl Iterator<Item = &'a AstNode<'a>>,
    source: &Source,
    out: &mut Diagnostics,
) -> Vec<Inline> {
    let inlines = convert(nodes, source, out);
    finish(inlines, source, out)
}

/// What the parser leaves to do: notations that it does not know, findings about text, and white space.
fn finish(mut inlines: Vec<Inline>, source: &Source, out: &mut Diagnostics) -> Vec<Inline> {
    join(&mut inlines);
    span::spans(&mut inlines, source, out);
    escapes::spaces(&mut inlines);
    script::products(&mut inlines);
    if source.lines.is_some() || source.written.is_some() {
        latex::check(&inlines, source, out);
    }
    lost::check(&inlines, source, out);
    script::scripts(&mut inlines);
    script::check(&inlines, source, out);
    cite::citations(&mut inlines);
    leftover::check(&inlines, source, out);
    invisible::unpaired(&inlines, source, out);
    spaces::finish(&mut inlines);
    spaces::trim(&mut inlines);
    check_marks(&inlines, source, out);
    inlines
}

/// Reports letters with more marks than any language writes.
fn check_marks(inlines: &[Inline], source: &Source, out: &mut Diagnostics) {
    for inline in inlines {
        let found = match inline {
            Inline::Text(text) | Inline::Code(text) => bounds::marked(text),
            inline => {
                check_marks(inline.inner().unwrap_or_default(), source, out);
                continue;
            }
        };
        if let Some((words, finding)) = found {
            let place = source.find(&source.within(&source.origin), &words);
            out.push(finding.at(place.unwrap_or_else(|| source.origin.clone())));
        }
    }
}

/// Converts nodes into inlines in which escaped characters are still masked.
fn convert<'a>(
    nodes: impl Iterator<Item = &'a AstNode<'a>>,
    source: &Source,
    out: &mut Diagnostics,
) -> Vec<Inline> {
    let mut inlines = Vec::new();
    for child in nodes {
        let data = child.data();
        if let NodeValue::Text(text) = &data.value {
            push_text(text, child, source, &mut inlines, out);
            continue;
        }
        let origin = &source.of(child);
        let inner = |out: &mut Diagnostics| convert(child.children(), source, out);
        let inline = match &data.value {
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
                let is_kept = |c: &char| !invisible::is_wrong(*c) || source.marks.contains(c);
                Inline::Code(text.chars().filter(is_kept).collect())
            }
            NodeValue::Emph => Inline::Emph(inner(out)),
            NodeValue::Strong => Inline::Strong(inner(out)),
            NodeValue::Strikethrough => Inline::Strike(inner(out)),
            NodeValue::Subscript => {
                // Kept as typed. Whether it is a subscript depends on the surrounding text.
                inlines.push(Inline::Text("~".to_owned()));
                inlines.extend(inner(out));
                Inline::Text("~".to_owned())
            }
            NodeValue::FootnoteReference(note) => Inline::Footnote(note.name.clone()),
            NodeValue::Link(link) => {
                let content = inner(out);
                let defined = address::definition(source, origin);
                let place = defined.as_ref().unwrap_or(origin);
                address::check(&link.url, &link.title, &content, (origin, place), out);
                if address::is_empty(&link.url) {
                    inlines.extend(content);
                    continue;
                }
                let url = link.url.replace(FILL, "");
                let other = address::article(&url).map(|_| url.as_str());
                match address::section(&url)
                    .or(other)
                    .filter(|_| content.is_empty())
                {
                    Some(target) => Inline::Reference(target.to_owned()),
                    None => Inline::Link { url, content },
                }
            }
            NodeValue::HtmlInline(tag) if html::is_comment(tag) => continue,
            NodeValue::HtmlInline(tag) if html::is_break(tag) => Inline::Break,
            // It is reported where it begins.
            NodeValue::HtmlInline(tag) if html::ends_one_before(child, tag) => continue,
            NodeValue::HtmlInline(tag) => {
                let place = source.find(&source.within(origin), tag);
                out.push(html::unsupported(tag, place.as_ref().unwrap_or(origin)));
                continue;
            }
            NodeValue::Math(math) if math.display_math => {
                let alone = unsupported("a displayed equation inside a text", origin);
                let hint =
                    "let it stand alone in its paragraph, or write it between single dollars";
                out.push(
                    alone
                        .hint(hint)
                        .hint("where dollars are meant, write `\\$`"),
                );
                continue;
            }
            NodeValue::Math(math) => {
                let tex = &math.literal;
                let is_wrong = math.dollar_math && dollars::are_no_equation(tex, child);
                if is_wrong {
                    let place = source.find(&source.within(origin), &format!("${tex}$"));
                    out.push(dollars::finding(tex).at(place.unwrap_or_else(|| origin.clone())));
                    continue;
                }
                Inline::Math(equation(tex, origin, source, out))
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

/// The TeX of an equation on one line. What is wrong with it is reported.
pub fn equation(written: &str, origin: &Origin, source: &Source, out: &mut Diagnostics) -> String {
    let tex = written.replace(SOFT_BREAK, " ");
    let tex = tex.split_whitespace().collect::<Vec<_>>().join(" ");
    invisible::check(&tex, origin, source, out);
    if let Err(fault) = parse(&tex) {
        let place = tex.get(fault.range.clone());
        let place = place.filter(|part| part.len() < tex.len());
        let place = place.and_then(|part| source.find(&source.within(origin), part));
        let place = place.unwrap_or_else(|| origin.clone());
        let mut error = Diagnostic::new(Code::Equation, fault.message).at(place);
        error.hints.extend(fault.hint.map(str::to_owned));
        out.push(error.hint("where dollars are meant, write `\\$`"));
    }
    tex
}

/// The error for unsupported Markdown.
pub fn unsupported(what: &str, origin: &Origin) -> Diagnostic {
    Diagnostic::new(
        Code::UnsupportedMarkdown,
        format!("{what} is not supported"),
    )
    .at(origin.clone())
}

/// Puts markup on one line, as a message is one paragraph whatever its lines look like. If `has_places`, also returns the
/// index in the markup of each byte of the line, and of its end.
fn one_line(markup: &str, has_places: bool) -> (String, Vec<usize>) {
    if !has_places && !markup.contains(['\r', '\n']) {
        return (markup.to_owned(), Vec::new());
    }
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
        let mut ends = ends.into_iter().filter(|_| matches!(c, '\\' | '\r' | '\n'));
        let end = ends.find(|(end, _)| rest.starts_with(end));
        let (length, c) = end.map_or((c.len_utf8(), c), |(end, c)| (end.len(), c));
        line.push(c);
        offsets.resize(line.len(), at);
        at += length;
    }
    offsets.push(at);
    (line, offsets)
}

/// Appends a text, divided at forced breaks. Invisible characters are reported.
fn push_text(
    text: &str,
    node: &AstNode,
    source: &Source,
    inlines: &mut Vec<Inline>,
    out: &mut Diagnostics,
) {
    let is_first = source.lines.is_none() && inlines.is_empty();
    let text = text
        .strip_prefix(SENTINEL)
        .filter(|_| is_first)
        .unwrap_or(text);
    // Without one of these, nothing is replaced, masked or left out.
    if !text.contains(|c| invisible::is_wrong(c) || c == LINE_SEPARATOR) {
        inlines.push(Inline::Text(text.to_owned()));
        return;
    }
    let text = match source.lines {
        Some(_) => text.to_owned(),
        None => text.replace(SOFT_BREAK, breaks::SOFT.encode_utf8(&mut [0; 4])),
    };
    let typed: String = text.chars().map(|c| bare::sign(c).unwrap_or(c)).collect();
    invisible::check(&typed, &source.of(node), source, out);
    let is_kept =
        |c: &char| bare::is_hidden(*c) || !invisible::is_wrong(*c) || source.marks.contains(c);
    // Punctuation of an address is no markup.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::origin::FileId;
    use proptest::prelude::*;

    /// Parses markup and returns its tree.
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
            // Some texts look like markup and are reported.
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
        fn text_without_markup_is_what_the_parser_makes_of_it(
            markup in "[\\PC&&[^\\\\`*_~\\^$\\[\\]<&]]{0,40}|[-+=:;!|>(){}#@%.'\"/ \u{A0}a1é]{0,40}",
        ) {
            let source = Source::message(Origin::file(&FileId::new("a.ftl")), "");
            let [mut found, mut parsed] = [Diagnostics::default(), Diagnostics::default()];
            let text = parse_text(&markup, &notes(), &source, &mut found);
            prop_assert_eq!(text.inlines, parse_markup(&markup, &notes(), &source, &mut parsed));
            prop_assert!(found.iter().eq(parsed.iter()));
        }

        #[test]
        fn the_parser_never_panics(markup in "\\PC{0,60}|[-*_`\\[\\]()!^~|:<>&;#\\\\ \n{}0-9a]{0,60}") {
            let origin = Origin::file(&FileId::new("a.ftl"));
            parse_text(&markup, &notes(), &Source::message(origin, ""), &mut Diagnostics::default());
        }
    }
}
