//! Texts and blocks as Typst source: every word a string literal that remembers where it came from.

use std::collections::BTreeSet;

use crate::article::ast::{Align, Block, Footnotes, Inline, Text};
use crate::article::segment::slug;
use crate::lower::escape::{literal, quoted};
use crate::lower::job::Job;
use crate::lower::source_map::{Shown, SourceMap, Written};
use crate::origin::{FileId, Origin};
use crate::project::Format;

/// Source that is being written.
pub struct Writer<'a> {
    /// The source so far.
    pub out: String,
    /// Where its literals came from.
    pub map: SourceMap,
    /// What it is written for.
    pub job: Job<'a>,
    /// The document's footnotes, by name.
    pub footnotes: Footnotes<'a>,
    /// The footnotes that were written out, by label: a second reference points to the first.
    pub noted: Vec<String>,
    /// Bodies and speaker notes are set apart, and so are their footnotes.
    pub zone: &'static str,
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
        let start = self.out.len();
        literal(text, &mut self.out);
        let written = Written {
            key: source.map(|text| text.key.clone()),
            origin: origin.clone(),
            shown: self.shown,
        };
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
                for item in items {
                    self.blocks(item);
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
                self.mapped(text, None, origin);
                self.out.push(')');
            }
            Block::Break => {
                self.element("divider");
                self.out.push(')');
            }
        }
    }

    fn table(&mut self, align: &[Align], head: &[Option<Text>], rows: &[Vec<Option<Text>>]) {
        let names = align.iter().map(|align| match align {
            Align::Auto => "auto",
            Align::Start => "start",
            Align::Center => "center",
            Align::End => "end",
        });
        let names: Vec<_> = names.collect();
        let columns = align.len();
        self.element("table");
        self.out.push_str(&format!(
            "columns: {columns}, align: ({},), table.header(",
            names.join(", ")
        ));
        for cell in head {
            self.cell(cell.as_ref());
        }
        self.out.push_str("), ");
        for cell in rows.iter().flatten() {
            self.cell(cell.as_ref());
        }
        self.out.push(')');
    }

    fn cell(&mut self, text: Option<&Text>) {
        match text {
            Some(text) => self.content(text),
            None => self.out.push_str("[]"),
        }
        self.out.push_str(", ");
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

    /// A text as content.
    pub fn content(&mut self, text: &Text) {
        self.out.push('[');
        self.inline_content(text);
        self.out.push(']');
    }

    fn inline_content(&mut self, text: &Text) {
        let fallback = text.fallback.as_ref().filter(|_| self.job.draft);
        if let Some(lang) = fallback {
            self.out
                .push_str(&format!("#untranslated({})[", quoted(lang)));
        }
        self.inlines(&text.inlines, text);
        if fallback.is_some() {
            self.out.push(']');
        }
    }

    fn inlines(&mut self, inlines: &[Inline], text: &Text) {
        for inline in inlines {
            self.out.push('#');
            match inline {
                Inline::Text(words) => self.mapped(words, Some(text), &text.origin),
                Inline::Emph(inner) => self.wrapped("emph", inner, text),
                Inline::Strong(inner) => self.wrapped("strong", inner, text),
                Inline::Code(code) => {
                    self.element("raw");
                    self.mapped(code, Some(text), &text.origin);
                    self.out.push(')');
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
                Inline::Footnote(name) => self.footnote(name),
            }
        }
    }

    fn wrapped(&mut self, function: &str, inner: &[Inline], text: &Text) {
        self.out.push_str(function);
        self.out.push('[');
        self.inlines(inner, text);
        self.out.push(']');
    }

    fn footnote(&mut self, name: &str) {
        let label = format!("fn-{}{}", slug(name), self.zone);
        // Slides set the notes of each slide anew: there a second reference repeats the note.
        let known = self.job.format == Format::Brief && self.noted.contains(&label);
        match self.footnotes.get(name).copied() {
            Some(text) if self.job.format == Format::Slides => {
                self.out.push_str("footnote");
                self.content(text);
            }
            Some(text) if !known => {
                self.noted.push(label.clone());
                self.out.push_str("[#footnote");
                self.content(text);
                self.out.push_str(&format!(" <{label}>]"));
            }
            _ if known => self.out.push_str(&format!("footnote(<{label}>)")),
            _ => self.out.push_str("none"),
        }
    }
}
