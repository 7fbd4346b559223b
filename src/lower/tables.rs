//! Lowers tables to Typst source.

use crate::article::ast::{Align, Caption, Text};
use crate::lower::columns::{self, Column};
use crate::lower::direction::ISOLATE;
use crate::lower::escape::literal;
use crate::lower::writer::Writer;

impl Writer<'_> {
    /// Writes a table inside a block, with its caption above and its source below. The block's label identifies the column contents in `doc.tables`, which layouts
    /// could not compute cheaply. The table has no label itself, as a layout may replace the block by another table
    /// around it.
    pub(super) fn table(
        &mut self,
        align: &[Align],
        head: &[Option<Text>],
        rows: &[Vec<Option<Text>>],
        caption: Option<&Caption>,
    ) {
        let locale = self.job.locale;
        let columns = columns::columns(head, rows, locale);
        let names = align.iter().zip(&columns);
        let names: Vec<_> = names
            .map(|(align, column)| columns::align(*align, column, locale))
            .collect();
        self.out.push_str("[#block({");
        let is_named = caption.is_some_and(|it| it.text.is_some() || it.id.is_some());
        if is_named {
            self.out.push_str("[#block(par");
            self.caption(caption);
            self.out.push_str(")<fp-caption>]; ");
        }
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
        self.out.push(')');
        if caption.is_some_and(|it| it.source.is_some()) {
            self.out.push_str("; ");
            self.source(caption);
        }
        self.out
            .push_str(&format!("}})<fp-table-{}>]", self.tables.len()));
    }

    /// Writes a cell. In a column of numbers, hidden digits after its unit pad it, so that decimal signs are aligned.
    fn cell(&mut self, text: Option<&Text>, column: Option<&Column>) {
        let numbers = column.and_then(|column| column.numbers.as_ref());
        let number = text.and_then(|text| columns::number(text, self.job.locale));
        match (text, numbers, number) {
            (None, ..) => self.out.push_str("[]"),
            (Some(text), Some(numbers), Some((words, point, end))) => {
                let (fraction, suffix) = numbers.missing(&words[point..end], &words[end..]);
                let (number, marks) = text.inlines.split_at(1);
                self.out.push('[');
                self.direction(ISOLATE[0]);
                self.inlines(number, text);
                if numbers.marks > 0 {
                    let room = numbers.room();
                    self.out
                        .push_str(&format!("#box(width: {room}em, align(start)["));
                    self.inlines(marks, text);
                    self.out.push_str("])");
                }
                self.hidden(&format!("{fraction}{suffix}"));
                self.direction(ISOLATE[1]);
                self.out.push(']');
            }
            (Some(text), ..) => self.content(text),
        }
        self.out.push_str(", ");
    }

    /// Begins or ends a number with what pads it: from left to right in all languages.
    fn direction(&mut self, sign: char) {
        let locale = self.job.locale;
        if locale.is_rtl() && locale.pseudo().is_none() {
            self.out.push('#');
            literal(&sign.to_string(), &mut self.out);
        }
    }

    /// Writes hidden text, which takes room but is not printed.
    fn hidden(&mut self, words: &str) {
        if !words.is_empty() {
            self.out.push_str("#hide(");
            literal(words, &mut self.out);
            self.out.push(')');
        }
    }
}
