//! Texts and blocks as Typst source: every word a string literal that remembers where it came from.

use std::collections::BTreeSet;

use crate::article::address::section;
use crate::article::ast::{Align, Block, Callout, Inline, Item, Text};
use crate::article::splits;
use crate::article::worded;
use crate::lower::columns::{self, Column};
use crate::lower::escape::{literal, quoted};
use crate::lower::job::Job;
use crate::lower::notes::Notes;
use crate::lower::source_map::{Shown, SourceMap, Written};
use crate::origin::{FileId, Origin};

/// The room of the box of a task, and between it and the words, which stand beside it on all lines.
const TASK: &str = "1.22em";

/// What stands between two raised marks side by side, which would be read as one number: a thin space at which no line ends.
const BETWEEN_MARKS: &str = r#"text(0.7em, "\u{a0}")"#;

/// An end of a run of inlines.
type End = fn(&[Inline]) -> Option<&Inline>;

/// Whether an inline begins or ends with a mark of a note or a superscript.
fn is_raised(inline: &Inline, end: End) -> bool {
    match inline {
        Inline::Footnote(_) | Inline::Super(_) => true,
        Inline::Emph(inner) | Inline::Strong(inner) | Inline::Strike(inner) => {
            end(inner).is_some_and(|inline| is_raised(inline, end))
        }
        Inline::Link { content, .. } => end(content).is_some_and(|inline| is_raised(inline, end)),
        _ => false,
    }
}

/// Source that is being written.
pub struct Writer<'a> {
    /// The source so far.
    pub out: String,
    /// Where its literals came from.
    pub map: SourceMap,
    /// What it is written for.
    pub job: Job<'a>,
    /// The document's footnotes.
    pub notes: Notes<'a>,
    /// The labels of the notes that were written, with the variables that hold their texts.
    pub texts: Vec<(String, String)>,
    /// The tables that were written so far: what is in their columns.
    pub tables: Vec<Vec<Column>>,
    /// The ids of the sections that links of this artifact lead to.
    pub targets: Vec<String>,
    /// Whether the texts that are written now must stand on the pages.
    pub shown: Shown,
    /// The elements that were written so far, by the names of their functions.
    pub elements: BTreeSet<&'static str>,
}

impl Writer<'_> {
    /// An array, which Typst tells from parentheses by its trailing comma.
    pub fn tuple<T>(&mut self, items: &[T], mut write: impl FnMut(&mut Self, &T)) {
        self.out.push('(');
        for item in items {
            write(self, item);
            self.out.push_str(", ");
        }
        self.out.push(')');
    }

    /// Content, or `none`.
    pub fn optional(&mut self, text: Option<&Text>) {
        match text {
            Some(text) => self.content(text),
            None => self.out.push_str("none"),
        }
    }

    /// An array of literals as content. From right to left, each keeps the direction of its own script, whatever
    /// stands beside it: a name may be in any.
    pub fn strings(&mut self, all: &[String], origin: &Origin) {
        let is_rtl = self.job.locale.is_rtl();
        self.tuple(all, |w, text| {
            w.out.push_str("[#");
            match is_rtl {
                true => w.mapped(&format!("\u{2068}{text}\u{2069}"), None, origin),
                false => w.mapped(text, None, origin),
            }
            w.out.push(']');
        });
    }

    /// What is written by a function, of which readers see so much.
    pub fn showing(&mut self, shown: Shown, write: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.shown, shown);
        write(self);
        self.shown = outer;
    }

    /// A literal that remembers where it came from.
    pub fn mapped(&mut self, text: &str, source: Option<&Text>, origin: &Origin) {
        let written = Written {
            // Cells without words have no message.
            key: source
                .map(|text| text.key.clone())
                .filter(|key| !key.id.is_empty()),
            origin: origin.clone(),
            shown: self.shown,
            is_code: false,
        };
        self.literal(text, written);
    }

    fn literal(&mut self, text: &str, written: Written) {
        let start = self.out.len();
        literal(text, &mut self.out);
        self.map.push(start..self.out.len(), written);
    }

    /// The beginning of the call that makes an element.
    fn element(&mut self, function: &'static str) {
        self.elements.insert(function);
        self.out.push_str(function);
        self.out.push('(');
    }

    /// An image with its alternative text, and where it was asked for.
    pub fn image(&mut self, file: &FileId, alt: &str, origin: Option<&Origin>) {
        if let Some(origin) = origin {
            // The call, and not the path in it: what is wrong with a path was said where it is written.
            let start = self.out.len();
            let written = Written {
                key: None,
                origin: origin.clone(),
                shown: Shown::Never,
                is_code: false,
            };
            self.map.push(start..start + "image".len(), written);
        }
        let path = quoted(&format!("/{}", file.path()));
        self.out
            .push_str(&format!("image({path}, alt: {})", quoted(alt)));
    }

    /// A block on a line of its own: an item of an array.
    pub fn block_item(&mut self, block: &Block) {
        self.out.push_str("\n      ");
        self.block(block);
    }

    /// A block as one element, in code.
    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(text) => {
                self.element("par");
                self.content(text);
                self.out.push(')');
            }
            Block::List {
                start,
                tight,
                items,
            } => {
                self.element(if start.is_some() { "enum" } else { "list" });
                if let Some(start) = start {
                    self.out.push_str(&format!("start: {start}, "));
                }
                self.out.push_str(&format!("tight: {tight}, "));
                let tasks = items.iter().filter(|item| item.task.is_some()).count();
                if tasks > 0 && tasks == items.len() && start.is_none() {
                    // The boxes are the marks.
                    self.out
                        .push_str(&format!("marker: [], body-indent: {TASK}, "));
                } else if tasks > 0 {
                    self.out.push_str(&format!("body-indent: 0.7em + {TASK}, "));
                }
                for item in items {
                    self.item(item);
                    self.out.push_str(", ");
                }
                self.out.push(')');
            }
            Block::Terms(terms) => {
                self.element("terms");
                self.out.push_str("tight: false, ");
                for term in terms {
                    self.out.push_str("terms.item(");
                    self.content(&term.label);
                    self.out.push_str(", ");
                    self.blocks(&term.blocks);
                    self.out.push_str("), ");
                }
                self.out.push(')');
            }
            Block::Quote {
                blocks,
                attribution,
            } => {
                self.element("quote");
                self.out.push_str("block: true, attribution: ");
                self.optional(attribution.as_ref());
                self.out.push_str(", ");
                self.blocks(blocks);
                self.out.push(')');
            }
            Block::Callout {
                kind,
                title,
                blocks,
            } => self.callout(*kind, title.as_ref(), blocks),
            Block::Table { align, head, rows } => self.table(align, head, rows),
            Block::Figure {
                image,
                alt,
                caption,
                origin,
            } => {
                let shown = self.job.images.get(image).unwrap_or(image).clone();
                self.element("figure");
                self.out.push_str("kind: image, ");
                self.image(&shown, &alt.plain(), Some(origin));
                self.out.push_str(", caption: ");
                self.optional(caption.as_ref());
                self.out.push(')');
            }
            Block::Code { lang, text, origin } => {
                self.element("raw");
                self.out.push_str("block: true, lang: ");
                match lang {
                    Some(lang) => literal(lang, &mut self.out),
                    None => self.out.push_str("none"),
                }
                self.out.push_str(", ");
                let written = Written {
                    key: None,
                    origin: origin.clone(),
                    shown: self.shown,
                    is_code: true,
                };
                self.literal(text, written);
                self.out.push(')');
            }
            Block::Break => {
                self.element("divider");
                self.out.push(')');
            }
        }
    }

    /// An item as content. A task begins with a box, which is a figure of its own: its alternative text says what it means.
    fn item(&mut self, item: &Item) {
        let Some(done) = item.task else {
            return self.blocks(&item.blocks);
        };
        let sign = match done {
            true => "☑",
            false => "☐",
        };
        let alt = self.job.labels.get(worded::task(done)).map(Text::plain);
        self.elements.insert("task");
        self.out
            .push_str(&format!("[#h(-{TASK})#box(width: {TASK}, figure(kind: \"task\", supplement: none, outlined: false, alt: "));
        literal(&alt.unwrap_or_default(), &mut self.out);
        self.out.push_str(", ");
        literal(sign, &mut self.out);
        self.out.push_str("))#");
        self.blocks(&item.blocks);
        self.out.push(']');
    }

    /// A callout: a block with a label, by which layouts know it; its title is its first paragraph.
    fn callout(&mut self, kind: Callout, title: Option<&Text>, blocks: &[Block]) {
        let name = worded::callout(kind);
        let labels = self.job.labels;
        self.elements.insert("callout");
        self.out.push_str("[#block({ par(strong");
        match title.or_else(|| labels.get(name)) {
            Some(title) => self.content(title),
            None => self.out.push_str("[]"),
        }
        self.out.push_str("); ");
        for block in blocks {
            self.block(block);
            self.out.push_str("; ");
        }
        self.out.push_str(&format!("}})<{name}>]"));
    }

    /// A table in a block, whose label leads layouts to what is in its columns, which would be dear to find out. A layout may replace
    /// the block by another table, which would be inside the first one if that had the label.
    fn table(&mut self, align: &[Align], head: &[Option<Text>], rows: &[Vec<Option<Text>>]) {
        let locale = self.job.locale;
        let columns = columns::columns(head, rows, locale);
        let names = align.iter().zip(&columns);
        let names: Vec<_> = names
            .map(|(align, column)| columns::align(*align, column, locale))
            .collect();
        self.out.push_str("[#block(");
        self.element("table");
        self.out.push_str(&format!(
            "columns: {}, align: ({},), table.header(",
            columns.len(),
            names.join(", ")
        ));
        for cell in head {
            self.cell(cell.as_ref(), None);
        }
        self.out.push_str("), ");
        for row in rows {
            for (cell, column) in row.iter().zip(&columns) {
                self.cell(cell.as_ref(), Some(column));
            }
        }
        self.tables.push(columns);
        self.out
            .push_str(&format!("))<fp-table-{}>]", self.tables.len()));
    }

    /// A cell. In a column of numbers, hidden digits fill it up behind its unit, so that decimal signs align.
    fn cell(&mut self, text: Option<&Text>, column: Option<&Column>) {
        let numbers = column.and_then(|column| column.numbers.as_ref());
        let number = text.and_then(|text| columns::number(text, self.job.locale));
        match (text, numbers, number) {
            (None, ..) => self.out.push_str("[]"),
            (Some(text), Some(numbers), Some((words, point, end))) => {
                let (fraction, suffix) = numbers.missing(&words[point..end], &words[end..]);
                let (number, marks) = text.inlines.split_at(1);
                self.out.push('[');
                self.inlines(number, text);
                if numbers.marks > 0 {
                    let room = numbers.room();
                    self.out
                        .push_str(&format!("#box(width: {room}em, align(start)["));
                    self.inlines(marks, text);
                    self.out.push_str("])");
                }
                self.hidden(&format!("{fraction}{suffix}"));
                self.out.push(']');
            }
            (Some(text), ..) => self.content(text),
        }
        self.out.push_str(", ");
    }

    /// Room for words that are not printed.
    fn hidden(&mut self, words: &str) {
        if !words.is_empty() {
            self.out.push_str("#hide(");
            literal(words, &mut self.out);
            self.out.push(')');
        }
    }

    /// Several blocks as content: what a list item or a quote holds.
    fn blocks(&mut self, blocks: &[Block]) {
        self.out.push('[');
        for (at, block) in blocks.iter().enumerate() {
            let attached = matches!(block, Block::List { tight: true, .. });
            if at > 0 && !attached {
                self.out.push_str("#parbreak()");
            }
            match block {
                Block::Paragraph(text) => self.inline_content(text),
                other => {
                    self.out.push('#');
                    self.block(other);
                }
            }
        }
        self.out.push(']');
    }

    /// A heading, or nothing.
    pub fn heading(&mut self, text: Option<&Text>) {
        self.notes.in_heading = true;
        self.optional(text);
        self.notes.in_heading = false;
    }

    /// A text as content.
    pub fn content(&mut self, text: &Text) {
        self.out.push('[');
        self.inline_content(text);
        self.out.push(']');
    }

    fn inline_content(&mut self, text: &Text) {
        let mark = match &text.fallback {
            _ if !self.job.draft => None,
            Some(lang) => Some(format!("#untranslated({})[", quoted(lang))),
            None => (self.job.refused.contains(&text.key.id)).then(|| "#refused[".to_owned()),
        };
        self.out.push_str(mark.as_deref().unwrap_or_default());
        self.inlines(&text.inlines, text);
        if mark.is_some() {
            self.out.push(']');
        }
    }

    fn inlines(&mut self, inlines: &[Inline], text: &Text) {
        for (rank, inline) in inlines.iter().enumerate() {
            self.out.push('#');
            let before = rank.checked_sub(1).and_then(|before| inlines.get(before));
            if is_raised(inline, <[_]>::first)
                && before.is_some_and(|it| is_raised(it, <[_]>::last))
            {
                self.out.push_str(BETWEEN_MARKS);
                self.out.push('#');
            }
            match inline {
                Inline::Text(words) => self.words(words, text),
                Inline::Emph(inner) => self.wrapped("emph", inner, text),
                Inline::Strong(inner) => self.wrapped("strong", inner, text),
                Inline::Strike(inner) => self.wrapped("strike", inner, text),
                Inline::Sub(inner) => self.wrapped("sub", inner, text),
                Inline::Super(inner) => self.wrapped("super", inner, text),
                Inline::Code(code) => {
                    for (rank, piece) in splits::pieces(code).into_iter().enumerate() {
                        if rank > 0 {
                            self.out.push_str("#h(0.001pt)#");
                        }
                        self.element("raw");
                        self.mapped(piece, Some(text), &text.origin);
                        self.out.push(')');
                    }
                }
                Inline::Link { url, content } if section(url).is_some() => {
                    self.goto(section(url).unwrap_or_default(), content, text);
                }
                Inline::Link { url, content } => {
                    self.out.push_str("link(");
                    self.showing(Shown::Never, |w| w.mapped(url, Some(text), &text.origin));
                    self.out.push_str(")[");
                    self.inlines(content, text);
                    self.out.push(']');
                }
                Inline::Break => self.out.push_str("linebreak()"),
                Inline::Param(name) => self.out.push_str(name),
                Inline::Footnote(name) => {
                    let mention = self.notes.mention(name);
                    self.out.push_str(&mention);
                }
            }
        }
    }

    /// A link to a section: on paper, and where the artifact does not hold it, the text alone.
    fn goto(&mut self, id: &str, content: &[Inline], text: &Text) {
        let is_linked = self.targets.iter().any(|target| target == id);
        if is_linked {
            self.out
                .push_str(&format!("link({})", quoted(&format!("#{id}"))));
        }
        self.out.push('[');
        self.inlines(content, text);
        self.out.push(']');
    }

    fn wrapped(&mut self, function: &str, inner: &[Inline], text: &Text) {
        self.out.push_str(function);
        self.out.push('[');
        self.inlines(inner, text);
        self.out.push(']');
    }

    /// Words. Long ones may be broken between their parts, or by a hyphen where they have none.
    fn words(&mut self, words: &str, text: &Text) {
        for (rank, piece) in splits::pieces(words).into_iter().enumerate() {
            if rank > 0 {
                // No character, so that what is copied is what was written; no space at all would be no place to break.
                self.out.push_str("#h(0.001pt)#");
            }
            if splits::is_long(piece) {
                self.out.push_str("text(hyphenate: true)[#");
                self.mapped(piece, Some(text), &text.origin);
                self.out.push(']');
            } else {
                self.mapped(piece, Some(text), &text.origin);
            }
        }
    }
}
