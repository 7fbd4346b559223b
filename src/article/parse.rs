//! Markdown to the article's tree, through comrak. What is not supported is reported, never dropped.

use std::borrow::Cow;
use std::collections::BTreeSet;

use comrak::nodes::{AstNode, ListType, NodeCodeBlock, NodeValue, TableAlignment};
use comrak::{Arena, parse_document};
use percent_encoding::percent_decode_str;

use crate::article::address::is_remote;
use crate::article::ast::*;
use crate::article::bare;
use crate::article::check;
use crate::article::comment;
use crate::article::fence;
use crate::article::front::Front;
use crate::article::html;
use crate::article::inline::{self, NoteNames, unsupported};
use crate::article::invisible;
use crate::article::leftover;
use crate::article::links;
use crate::article::mask::FILL;
use crate::article::meta;
use crate::article::misread::Parsed;
use crate::article::notes;
use crate::article::source::{Source, node_origin};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::names::{self, Names};
use crate::origin::{FileId, LineIndex, Origin};

/// Parses an article. `audiences` are the names that a `:::` fence may use.
pub fn parse(file: &FileId, text: &str, audiences: &[String], out: &mut Diagnostics) -> Article {
    let mut parser = Parser {
        file,
        text,
        lines: LineIndex::new(text),
        audiences,
        footnotes: Vec::new(),
        notes: NoteNames::default(),
        out,
    };
    parser.article()
}

struct Parser<'p> {
    file: &'p FileId,
    text: &'p str,
    lines: LineIndex,
    audiences: &'p [String],
    footnotes: Vec<Footnote>,
    /// The names of all footnotes, defined anywhere.
    notes: NoteNames,
    out: &'p mut Diagnostics,
}

impl Parser<'_> {
    fn article(&mut self) -> Article {
        let is_taken = |c: char| c == FILL || bare::is_hidden(c);
        for (at, c) in self.text.match_indices(is_taken) {
            let number = c.chars().next().unwrap_or(FILL) as u32;
            let message = format!("the text holds U+{number:04X}, a control character");
            self.out.push(
                Diagnostic::new(Code::InvisibleCharacter, message)
                    .at(Origin::new(self.file, at..at + 1))
                    .hint("delete it, and type the words around it anew"),
            );
        }
        if let Some(at) = lone_return(self.text) {
            let message = "the text holds U+000D, a carriage return that ends no line";
            self.out.push(
                Diagnostic::new(Code::InvisibleCharacter, message)
                    .at(Origin::new(self.file, at..at + 1))
                    .hint("save the file with the line ends of Unix (LF) or Windows (CRLF)"),
            );
        }
        let front = Front::find(self.text);
        let hidden = front.hide(self.text);
        let filled = comment::fill(&hidden, &self.lines);
        let arena = Arena::new();
        let root = parse_document(&arena, &bare::hide(&filled), &inline::options());
        bare::restore(root);
        let parsed = Parsed {
            root,
            file: self.file,
            text: &hidden,
            lines: &self.lines,
        };
        parsed.check(self.out);
        let defined = root
            .descendants()
            .filter_map(|node| match &node.data().value {
                NodeValue::FootnoteDefinition(note) => Some(names::spaced(&note.name)),
                _ => None,
            });
        self.notes = NoteNames::new(defined);
        let used = root
            .descendants()
            .filter_map(|node| match &node.data().value {
                NodeValue::FootnoteReference(note) => Some(names::folded(&note.name)),
                _ => None,
            });
        let mut used: BTreeSet<String> = used.collect();
        let mut nodes = Vec::new();
        top_level(root, false, &mut nodes);
        let meta = self.front_matter(&front);
        let lines = [&meta.title, &meta.subtitle, &meta.summary];
        let lines: Vec<&Text> = lines.into_iter().flatten().collect();
        used.extend(mentioned(&lines).into_iter().map(names::folded));
        let sections = self.sections(&nodes);
        used.extend(
            mentioned(&captions(&sections))
                .into_iter()
                .map(names::folded),
        );
        let footnotes = std::mem::take(&mut self.footnotes);
        let mut article = Article {
            file: self.file.clone(),
            meta,
            sections,
            footnotes,
        };
        links::check(&mut article, self.text, self.out);
        let line = |origin: &Origin| self.lines.position(self.text, origin.range.start).line;
        check::ids(&article, self.audiences, &line, self.out);
        check::footnotes(&article, &used, &line, self.out);
        // Of several with one name, Markdown takes the last.
        let mut seen = BTreeSet::new();
        article.footnotes.reverse();
        article
            .footnotes
            .retain(|note| seen.insert(names::folded(&note.name)));
        article.footnotes.reverse();
        notes::check(&article, self.out);
        article
    }

    fn front_matter(&mut self, front: &Front) -> Meta {
        match front {
            Front::Absent => meta::parse(self.file, self.text, 0..0, &self.notes, self.out),
            Front::Closed(yaml, _) => {
                meta::parse(self.file, self.text, yaml.clone(), &self.notes, self.out)
            }
            Front::Unclosed(line) => {
                self.out.push(
                    Diagnostic::new(Code::FrontMatterSyntax, "the front matter is not closed")
                        .at(Origin::new(self.file, line.clone()))
                        .hint("end it with a line that holds only `---`"),
                );
                let mut ignored = Diagnostics::default();
                let mut meta = meta::parse(self.file, self.text, 0..0, &self.notes, &mut ignored);
                meta.unread = Unread {
                    texts: true,
                    date: true,
                    audiences: true,
                    vars: true,
                };
                meta
            }
        }
    }

    fn sections<'a>(&mut self, nodes: &[(&'a AstNode<'a>, bool)]) -> Vec<Section> {
        let mut sections: Vec<Section> = Vec::new();
        let mut names = explicit_ids(nodes);
        names.take(LEDE);
        for &(node, swallowed) in nodes {
            if matches!(node.data().value, NodeValue::Heading(_)) {
                let section = self.heading(node, &mut names);
                sections.push(section);
                continue;
            }
            if sections.is_empty() {
                sections.push(Section {
                    id: LEDE.to_owned(),
                    explicit: true,
                    roles: Vec::new(),
                    level: 1,
                    title: None,
                    origin: self.origin(node),
                    blocks: Vec::new(),
                    variants: Vec::new(),
                });
            }
            // A section is there: it was pushed above at the latest.
            let Some(section) = sections.last_mut() else {
                continue;
            };
            if matches!(node.data().value, NodeValue::BlockDirective(_)) {
                if let Some(variant) = self.variant(node, swallowed) {
                    self.check_repeated(section, &variant);
                    section.variants.push(variant);
                }
            } else {
                self.block(node, &mut section.blocks);
            }
        }
        sections
    }

    fn heading<'a>(&mut self, node: &'a AstNode<'a>, names: &mut Names) -> Section {
        let origin = self.origin(node);
        let data = node.data();
        let NodeValue::Heading(heading) = data.value else {
            unreachable!("called for headings only")
        };
        let title = self.text(node);
        let attributes = data.attrs.clone().unwrap_or_default();
        if let Some((name, _)) = attributes.pairs.first() {
            let message = format!("the attribute `{name}=` of a heading means nothing");
            self.out.push(
                Diagnostic::new(Code::UnsupportedMarkdown, message)
                    .at(origin.clone())
                    .hint("headings take `{#id .role}`"),
            );
        }
        if title.inlines.is_empty() {
            self.out.push(
                Diagnostic::new(Code::EmptyHeading, "this heading is empty").at(origin.clone()),
            );
        }
        let explicit = attributes.id.is_some();
        let given = || names.give(&names::section(&title.plain()));
        let id = attributes.id.unwrap_or_else(given);
        if !check::is_id(&id) {
            let message = format!("`{id}` cannot be an id");
            self.out.push(
                Diagnostic::new(Code::BadId, message)
                    .at(origin.clone())
                    .hint(
                        "ids hold lower-case letters, digits and hyphens, and start with a letter",
                    ),
            );
        }
        Section {
            id,
            explicit,
            roles: attributes.classes,
            level: heading.level,
            title: Some(title),
            origin,
            blocks: Vec::new(),
            variants: Vec::new(),
        }
    }

    fn variant<'a>(&mut self, node: &'a AstNode<'a>, swallowed: bool) -> Option<Variant> {
        let data = node.data();
        let NodeValue::BlockDirective(directive) = &data.value else {
            return None;
        };
        let origin = self.line(data.sourcepos.start.line);
        let end = self.line(data.sourcepos.end.line);
        let closing = self.text[end.range].trim();
        let is_closed = data.sourcepos.end.line > data.sourcepos.start.line
            && closing.len() >= directive.fence_length
            && closing.bytes().all(|b| b == b':');
        let mut blocks = Vec::new();
        let mut heading = None;
        for child in node.children() {
            if matches!(child.data().value, NodeValue::Heading(_)) {
                heading = Some(child.data().sourcepos.start.line);
                break;
            }
            self.block(child, &mut blocks);
        }
        let before = heading.map_or(String::new(), |line| {
            format!(" before the heading at line {line}")
        });
        // The closing line of a swallowed fence went to the one that swallowed it.
        if heading.is_some() || (!is_closed && !swallowed) {
            let message = format!("this `:::` is not closed{before}");
            self.out.push(
                Diagnostic::new(Code::FenceUnclosed, message)
                    .at(origin.clone())
                    .hint("end the body with a line that holds only `:::`; headings stand outside"),
            );
        }
        let target = fence::target(&directive.info, &origin, self.audiences, self.out)?;
        Some(Variant {
            target,
            origin,
            blocks,
        })
    }

    fn check_repeated(&mut self, section: &Section, variant: &Variant) {
        let earlier = section.variants.iter().find(|v| v.target == variant.target);
        if let Some(earlier) = earlier {
            let line = self
                .lines
                .position(self.text, earlier.origin.range.start)
                .line;
            let message = format!("this section has this body already, at line {line}");
            self.out.push(
                Diagnostic::new(Code::FenceRepeated, message)
                    .at(variant.origin.clone())
                    .hint("put both into one `:::` body"),
            );
        }
    }

    /// Adds the block that a node is. What is not supported is reported.
    fn block<'a>(&mut self, node: &'a AstNode<'a>, blocks: &mut Vec<Block>) {
        let data = node.data();
        let block = match &data.value {
            NodeValue::Paragraph => match self.figure(node) {
                Some(figure) => figure,
                None => match self.text(node) {
                    // Nothing but a comment.
                    text if text.inlines.is_empty() => return,
                    text => Block::Paragraph(text),
                },
            },
            NodeValue::List(list) => Block::List {
                start: (list.list_type == ListType::Ordered).then_some(list.start),
                tight: list.tight,
                items: node.children().map(|item| self.item(item)).collect(),
            },
            NodeValue::DescriptionList => Block::Terms(self.terms(node)),
            NodeValue::BlockQuote => self.quote(node),
            NodeValue::Table(table) => self.table(node, &table.alignments),
            NodeValue::CodeBlock(code) => self.code(node, code),
            NodeValue::ThematicBreak => Block::Break,
            NodeValue::FootnoteDefinition(note) => return self.footnote(node, &note.name),
            NodeValue::BlockDirective(_) => {
                let origin = self.line(data.sourcepos.start.line);
                let message = "a `:::` body cannot stand inside another block";
                self.out.push(
                    Diagnostic::new(Code::FenceNested, message)
                        .at(origin)
                        .hint("close the outer `:::` first, and start the line with `:::`"),
                );
                return;
            }
            NodeValue::Heading(_) => {
                let message = "a heading cannot stand inside another block";
                let origin = self.origin(node);
                let error = Diagnostic::new(Code::UnsupportedMarkdown, message).at(origin);
                self.out.push(error);
                return;
            }
            NodeValue::HtmlBlock(block) => {
                let origin = self.line(data.sourcepos.start.line);
                match html::beside_comments(&block.literal).as_deref() {
                    Some("") => {}
                    Some(rest) => self.out.push(html::unsupported(rest, &origin)),
                    None => self.out.push(
                        Diagnostic::new(Code::UnsupportedMarkdown, "this comment is not closed")
                            .at(origin)
                            .hint("end it with `-->`: all that follows would be left out"),
                    ),
                }
                return;
            }
            other => {
                let name = other.xml_node_name().replace('_', " ");
                let origin = self.origin(node);
                self.out.push(unsupported(&name, &origin));
                return;
            }
        };
        blocks.push(block);
    }

    fn blocks<'a>(&mut self, node: &'a AstNode<'a>) -> Vec<Block> {
        let mut blocks = Vec::new();
        for child in node.children() {
            self.block(child, &mut blocks);
        }
        blocks
    }

    /// An item of a list. `[ ]` and `[x]` before its text make it a task.
    fn item<'a>(&mut self, node: &'a AstNode<'a>) -> Item {
        let boxes = [("[ ]", false), ("[x]", true), ("[X]", true)];
        let is_box = |rest: &str| rest.is_empty() || rest.starts_with(' ');
        let paragraph = node.first_child().filter(|first| is_paragraph(first));
        let task = paragraph.and_then(|paragraph| {
            let mut boxes = boxes.into_iter();
            boxes.find_map(|(sign, done)| strip(paragraph, sign, is_box).then_some(done))
        });
        let blocks = self.blocks(node);
        Item { task, blocks }
    }

    /// The terms of a list. An item without a term is one more description of the term before it.
    fn terms<'a>(&mut self, list: &'a AstNode<'a>) -> Vec<Term> {
        let mut terms: Vec<Term> = Vec::new();
        for part in list.children().flat_map(|item| item.children()) {
            if matches!(part.data().value, NodeValue::DescriptionTerm) {
                // The label is the term's paragraph.
                let paragraph = part.first_child().unwrap_or(part);
                let label = self.text(paragraph);
                let blocks = Vec::new();
                terms.push(Term { label, blocks });
            } else if let Some(term) = terms.last_mut() {
                term.blocks.extend(self.blocks(part));
            }
        }
        terms
    }

    fn quote<'a>(&mut self, node: &'a AstNode<'a>) -> Block {
        if let Some((kind, title, blocks)) = self.callout(node) {
            return Block::Callout {
                kind,
                title,
                blocks,
            };
        }
        let mut blocks = self.blocks(node);
        let dash = |c| matches!(c, '—' | '–');
        // As dashes are typed on a keyboard.
        let is_typed = |text: &str| text.starts_with("-- ") || text.starts_with("--- ");
        let attribution = match blocks.last_mut() {
            Some(Block::Paragraph(text)) => match text.inlines.first_mut() {
                Some(Inline::Text(first)) if first.starts_with(dash) || is_typed(first) => {
                    let words = first.trim_start_matches(|c| dash(c) || c == '-');
                    *first = words.trim_start().to_owned();
                    inline::trim(&mut text.inlines);
                    Some(text.clone())
                }
                _ => None,
            },
            _ => None,
        };
        if attribution.is_some() {
            blocks.pop();
        }
        Block::Quote {
            blocks,
            attribution,
        }
    }

    /// What a quote is that begins with `[!NOTE]` or another of GitHub's kinds. What stands behind it on its line is the title.
    fn callout<'a>(
        &mut self,
        node: &'a AstNode<'a>,
    ) -> Option<(Callout, Option<Text>, Vec<Block>)> {
        let first = node.first_child().filter(|first| is_paragraph(first))?;
        let origin = self.origin(first);
        let written = &self.text[origin.range.clone()];
        let (word, _) = written.strip_prefix("[!")?.split_once(']')?;
        let mut kinds = Callout::ALL.into_iter();
        let kind = kinds.find(|kind| kind.name().eq_ignore_ascii_case(word))?;
        if !strip(first, &format!("[!{word}]"), |_| true) {
            return None;
        }
        let line = written.find('\n').unwrap_or(written.len());
        let cut = |from: usize, to: usize| {
            let start = origin.range.start;
            Origin::new(self.file, start + from..start + to)
        };
        // The next line begins with the sign of the quote.
        let is_word = |c: char| !c.is_whitespace() && c != '>';
        let words = written[line..].find(is_word).map_or(line, |at| line + at);
        let (of_title, of_rest) = (cut(0, line), cut(words, written.len()));
        let is_break =
            |n: &&AstNode| matches!(n.data().value, NodeValue::SoftBreak | NodeValue::LineBreak);
        let title = first.children().take_while(|n| !is_break(n));
        let title = self.text_of(title, of_title);
        let rest = first.children().skip_while(|n| !is_break(n)).skip(1);
        let rest = self.text_of(rest, of_rest);
        let mut blocks = Vec::new();
        blocks.extend((!rest.inlines.is_empty()).then_some(Block::Paragraph(rest)));
        for child in node.children().skip(1) {
            self.block(child, &mut blocks);
        }
        Some((kind, (!title.inlines.is_empty()).then_some(title), blocks))
    }

    fn table<'a>(&mut self, node: &'a AstNode<'a>, alignments: &[TableAlignment]) -> Block {
        let align = alignments.iter().map(|align| match align {
            TableAlignment::None => Align::Auto,
            TableAlignment::Left => Align::Start,
            TableAlignment::Center => Align::Center,
            TableAlignment::Right => Align::End,
        });
        let align: Vec<_> = align.collect();
        let mut rows = node.children().map(|row| {
            let cells = row.children().map(|cell| self.text(cell));
            let cells = cells.map(|text| (!text.inlines.is_empty()).then_some(text));
            cells.collect::<Vec<_>>()
        });
        let head = rows.next().unwrap_or_default();
        // A row that was nothing but a comment is none.
        let is_row = |row: &Vec<Option<Text>>| row.iter().any(Option::is_some);
        let rows = rows.filter(is_row).collect();
        Block::Table { align, head, rows }
    }

    /// The figure that a paragraph is, if it holds nothing but one image.
    fn figure<'a>(&mut self, node: &'a AstNode<'a>) -> Option<Block> {
        let image = node.first_child()?;
        let data = image.data();
        let NodeValue::Image(link) = &data.value else {
            return None;
        };
        let behind = image.next_sibling();
        if let Some(behind) = behind {
            let is_attribute = |text: &str| text.starts_with('{') && text.ends_with('}');
            let data = behind.data();
            let is_last = behind.next_sibling().is_none();
            if !is_last
                || !data
                    .value
                    .text()
                    .is_some_and(|text| is_attribute(text.trim()))
            {
                return None;
            }
            // Reported as what it is, and the image is one all the same.
            self.text_of(std::iter::once(behind), self.origin(behind));
        }
        let origin = self.origin(node);
        let alt = self.text(image);
        if alt.plain().trim().is_empty() {
            self.out.push(
                Diagnostic::new(Code::MissingAlt, "this image has no alternative text")
                    .at(origin.clone())
                    .hint("say what it shows between the brackets: `![…](file)`"),
            );
        }
        let caption = (!link.title.is_empty()).then(|| self.message(&link.title, origin.clone()));
        Some(Block::Figure {
            image: self.resolve(&link.url),
            origin,
            alt,
            caption,
        })
    }

    fn code<'a>(&mut self, node: &'a AstNode<'a>, code: &NodeCodeBlock) -> Block {
        let fence = self.line(node.data().sourcepos.start.line);
        leftover::check_code(&code.info, &fence, self.out);
        let origin = self.origin(node);
        let text = code.literal.trim_end_matches(['\n', '\r']);
        let source = Source::nodes(origin.clone(), self.text, &self.lines);
        invisible::check(text, &origin, &source, self.out);
        invisible::unpaired(&[Inline::Code(text.to_owned())], &source, self.out);
        Block::Code {
            lang: code.info.split_whitespace().next().map(str::to_owned),
            text: text.to_owned(),
            origin,
        }
    }

    /// Markup that is no node of its own.
    fn message(&mut self, markup: &str, origin: Origin) -> Text {
        let source = Source::message(origin, self.text);
        inline::parse_text(markup, &self.notes, &source, self.out)
    }

    /// A path beside the article, or from the root where it starts with `/`; `%20` is a space, as in all addresses.
    fn resolve(&self, url: &str) -> FileId {
        let url = percent_decode_str(url).decode_utf8_lossy();
        let url = url.as_ref();
        // What is no path is said as it was written.
        if url.starts_with('/') || is_remote(url) {
            return FileId::new(url);
        }
        let folder = self.file.path().rsplit_once('/').map_or("", |(f, _)| f);
        FileId::new(format!("{folder}/{url}"))
    }

    fn footnote<'a>(&mut self, node: &'a AstNode<'a>, name: &str) {
        let known = self.out.iter().count();
        let mut blocks = self.blocks(node);
        let origin = self.origin(node);
        if blocks.len() > 1 {
            let error = unsupported("a footnote of more than one paragraph", &origin);
            self.out.push(error);
        }
        match blocks.drain(..).next() {
            Some(Block::Paragraph(text)) => self.footnotes.push(Footnote {
                name: names::spaced(name),
                text,
            }),
            Some(_) => self
                .out
                .push(unsupported("a footnote that is not a paragraph", &origin)),
            // What it holds was reported.
            None if self.out.iter().count() > known => {}
            None => {
                let message = format!("the footnote `[^{name}]` has no text");
                self.out.push(
                    Diagnostic::new(Code::EmptyFootnote, message)
                        .at(origin)
                        .hint("write its text behind the colon, or delete it with its marks"),
                );
            }
        }
    }

    /// The text of a node, trimmed.
    fn text<'a>(&mut self, node: &'a AstNode<'a>) -> Text {
        self.text_of(node.children(), self.origin(node))
    }

    /// The text of some nodes, trimmed; `origin` is the place of all of them.
    fn text_of<'a>(
        &mut self,
        nodes: impl Iterator<Item = &'a AstNode<'a>>,
        origin: Origin,
    ) -> Text {
        let source = Source::nodes(origin.clone(), self.text, &self.lines);
        Text::new(inline::read(nodes, &source, self.out), origin)
    }

    fn origin(&self, node: &AstNode) -> Origin {
        node_origin(self.file, self.text, &self.lines, node)
    }

    fn line(&self, line: usize) -> Origin {
        let from = self.lines.offset(self.text, line, 1);
        let length = self.text[from..].lines().next().map_or(0, str::len);
        Origin::new(self.file, from..from + length)
    }
}

/// Where a carriage return stands that no line feed follows. To Markdown it ends a line, to most editors it does not.
fn lone_return(text: &str) -> Option<usize> {
    let mut returns = text.match_indices('\r').map(|(at, _)| at);
    returns.find(|at| !text[at + 1..].starts_with('\n'))
}

/// The captions of all figures. The parser sees titles of images in them, and no notes.
fn captions(sections: &[Section]) -> Vec<&Text> {
    let mut all = Vec::new();
    for blocks in sections.iter().flat_map(Section::bodies) {
        walk(blocks, &mut |block| {
            if let Block::Figure { caption, .. } = block {
                all.extend(caption);
            }
        });
    }
    all
}

fn is_paragraph(node: &AstNode) -> bool {
    matches!(node.data().value, NodeValue::Paragraph)
}

/// Takes a sign away from the start of a paragraph, where what follows it is as wanted. One that was escaped is none.
fn strip<'a>(paragraph: &'a AstNode<'a>, sign: &str, is_wanted: impl Fn(&str) -> bool) -> bool {
    let Some(first) = paragraph.first_child() else {
        return false;
    };
    let mut data = first.data_mut();
    let rest = data.value.text().and_then(|text| text.strip_prefix(sign));
    let Some(rest) = rest.filter(|rest| is_wanted(rest)).map(str::to_owned) else {
        return false;
    };
    data.value = NodeValue::Text(Cow::Owned(rest));
    true
}

/// The blocks of the document. A fence that nobody closed swallows what follows it, headings included:
/// it is taken to end at the first heading inside. With each block goes whether it was swallowed.
fn top_level<'a>(
    parent: &'a AstNode<'a>,
    swallowed: bool,
    nodes: &mut Vec<(&'a AstNode<'a>, bool)>,
) {
    let is_heading = |n: &&AstNode| matches!(n.data().value, NodeValue::Heading(_));
    let from = parent
        .children()
        .skip_while(|n| swallowed && !is_heading(n));
    for node in from {
        nodes.push((node, swallowed));
        if matches!(node.data().value, NodeValue::BlockDirective(_)) {
            top_level(node, true, nodes);
        }
    }
}

/// The ids that the author wrote: no other section gets them.
fn explicit_ids(nodes: &[(&AstNode, bool)]) -> Names {
    let mut names = Names::default();
    for (node, _) in nodes {
        if let Some(id) = node.data().attrs.as_ref().and_then(|a| a.id.as_ref()) {
            names.take(id);
        }
    }
    names
}
