//! Converts the nodes of a parsed paragraph into inlines.

use comrak::nodes::{AstNode, NodeValue};

use crate::article::address;
use crate::article::ast::{Inline, join};
use crate::article::bare;
use crate::article::bounds;
use crate::article::breaks::{self, LINE_SEPARATOR, SOFT_BREAK};
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
use crate::math::parse::parse;
use crate::origin::Origin;

/// Precedes the text of a message, so that nothing in it can start a list or another block.
pub const SENTINEL: char = '\u{FFFC}';

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
pub fn finish(mut inlines: Vec<Inline>, source: &Source, out: &mut Diagnostics) -> Vec<Inline> {
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
                // A picture in it was reported.
                let is_picture = |node: &AstNode| matches!(node.data().value, NodeValue::Image(_));
                if !child.children().any(is_picture) {
                    address::check(&link.url, &link.title, &content, (origin, place), out);
                }
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
