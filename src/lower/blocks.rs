//! Lowers blocks to Typst source.

use crate::article::ast::{Block, Callout, Item, Term, Text};
use crate::article::worded;
use crate::l10n::display::bound;
use crate::lower::escape::literal;
use crate::lower::source_map::{Form, Written};
use crate::lower::tail;
use crate::lower::writer::Writer;
use crate::project::Format;

/// The width of a task's box and the gap after it. The text is indented by it on all lines.
const TASK: &str = "1.22em";

impl Writer<'_> {
    /// The blocks of a section without rules before the first and behind the last of them: on slides, these part nothing.
    pub fn without_rules<'b>(&self, mut blocks: &'b [Block]) -> &'b [Block] {
        if self.job.format == Format::Slides {
            while let [Block::Break, rest @ ..] | [rest @ .., Block::Break] = blocks {
                blocks = rest;
            }
        }
        blocks
    }

    /// Writes a block on a line of its own, as an element of an array.
    pub fn block_item(&mut self, block: &Block) {
        self.out.push_str("\n      ");
        self.block(block);
    }

    /// Writes a block as one element, in code mode.
    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(text) => {
                self.element("par");
                self.out.push('[');
                self.paragraph(text);
                self.out.push_str("])");
            }
            Block::List {
                start,
                bracket,
                tight,
                items,
            } => {
                self.element(if start.is_some() { "enum" } else { "list" });
                if let Some(start) = start {
                    self.out.push_str(&format!("start: {start}, "));
                    if *bracket {
                        self.elements.insert("bracket");
                        self.out.push_str("numbering: \"1)\", ");
                    }
                }
                self.out.push_str(&format!("tight: {tight}, "));
                let tasks = items.iter().filter(|item| item.task.is_some()).count();
                if tasks > 0 && tasks == items.len() && start.is_none() {
                    // The boxes replace the list marks.
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
            Block::Terms(terms) => self.terms(terms),
            Block::KeyFigures(terms) => {
                self.elements.insert("key-figures");
                self.out.push_str("[#block(");
                self.narrow(|w| w.terms(terms));
                self.out.push_str(")<key-figures>]");
            }
            Block::Columns(columns) => {
                self.elements.insert("columns");
                let widths = "1fr, ".repeat(columns.len());
                self.out.push_str(&format!(
                    "[#block(grid(columns: ({widths}), column-gutter: 1.5em, "
                ));
                for column in columns {
                    self.narrow(|w| w.blocks(column));
                    self.out.push_str(", ");
                }
                self.out.push_str("))<columns>]");
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
            } => match kind {
                Callout::NarrowBox if self.job.format == Format::Brief => {
                    self.narrow(|w| w.callout(*kind, title.as_ref(), blocks));
                }
                _ => self.callout(*kind, title.as_ref(), blocks),
            },
            Block::Table {
                align,
                head,
                rows,
                caption,
            } => self.table(align, head, rows, caption.as_ref()),
            Block::Figure { caption, .. } => {
                self.element("figure");
                self.out.push_str("kind: image, ");
                self.picture(block);
                // The number is in the caption.
                self.out
                    .push_str(", supplement: none, numbering: none, caption: ");
                self.captioned(caption.as_ref());
                self.out.push(')');
            }
            Block::Figures { figures, caption } => self.row(figures, caption.as_ref()),
            Block::Chart(chart) => self.chart(chart),
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
                    form: Form::Code,
                };
                self.literal(text, written);
                self.out.push(')');
            }
            Block::Equation {
                tex,
                alt,
                caption,
                origin,
            } => self.block_equation(tex, alt.as_ref(), caption.as_ref(), origin),
            Block::Break => {
                self.element("divider");
                self.out.push(')');
            }
        }
    }

    /// Writes what has short lines.
    fn narrow(&mut self, write: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.is_narrow, true);
        write(self);
        self.is_narrow = outer;
    }

    fn terms(&mut self, terms: &[Term]) {
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

    /// Writes running text.
    fn paragraph(&mut self, text: &Text) {
        let tail = match self.job.format {
            _ if self.is_narrow => tail::NARROW,
            Format::Slides if self.job.slides.is_empty() => tail::SLIDE,
            Format::Brief | Format::Slides => tail::PAGE,
        };
        self.inline_content(&tail.joined(text, &bound(self.job.locale)));
    }

    /// Writes a list item as content. A task begins with a box, which is a figure, as its alternative text is its
    /// meaning.
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

    /// Writes a callout: a labelled block, so that layouts can style it. Its title, if it has one, is its first paragraph.
    fn callout(&mut self, kind: Callout, title: Option<&Text>, blocks: &[Block]) {
        let name = worded::callout(kind);
        let labels = self.job.labels;
        self.elements.insert("callout");
        self.out.push_str("[#block({ ");
        if let Some(title) = title.or_else(|| labels.get(name)) {
            self.out.push_str("par(strong");
            self.content(title);
            self.out.push_str("); ");
        }
        for block in blocks {
            self.block(block);
            self.out.push_str("; ");
        }
        self.out.push_str(&format!("}})<{name}>]"));
    }

    /// Writes several blocks as content, such as that of a list item or a quote.
    fn blocks(&mut self, blocks: &[Block]) {
        self.out.push('[');
        for (at, block) in blocks.iter().enumerate() {
            let attached = matches!(block, Block::List { tight: true, .. });
            if at > 0 && !attached {
                self.out.push_str("#parbreak()");
            }
            match block {
                Block::Paragraph(text) => self.paragraph(text),
                other => {
                    self.out.push('#');
                    self.block(other);
                }
            }
        }
        self.out.push(']');
    }
}
