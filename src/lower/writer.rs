//! The writer of Typst source, with the literals and values that all parts use.

use std::collections::{BTreeMap, BTreeSet};

use crate::article::ast::{Key, Text};
use crate::l10n::sense::{Sense, Unit};
use crate::lower::columns::Column;
use crate::lower::escape::{literal, quoted};
use crate::lower::job::Job;
use crate::lower::notes::Notes;
use crate::lower::references::References;
use crate::lower::source_map::{Form, Shown, SourceMap, Written};
use crate::origin::{FileId, Origin};

/// A Typst source that is being written. Each method appends one kind of value; most are in the other files of this
/// folder.
pub struct Writer<'a> {
    /// The source so far.
    pub out: String,
    /// The origins of its literals.
    pub map: SourceMap,
    /// The parameters.
    pub job: Job<'a>,
    /// The document's footnotes.
    pub notes: Notes<'a>,
    /// The labels of the footnotes written so far, with the variables that hold their texts.
    pub texts: Vec<(String, String)>,
    /// The columns of the tables written so far.
    pub tables: Vec<Vec<Column>>,
    /// The ids of the sections, tables and figures that links or references lead to.
    pub targets: Vec<String>,
    /// What references call things by.
    pub references: References,
    /// Whether the texts that are written now must be on the pages.
    pub shown: Shown,
    /// Whether what is written now stands in a column, or beside a key figure.
    pub is_narrow: bool,
    /// Whether what is written now is emphasized.
    pub is_emphasized: bool,
    /// The names of the element functions used so far.
    pub elements: BTreeSet<&'static str>,
    /// What decides which words stay together in lines that break by sense.
    pub sense: Option<Sense>,
    /// By line of text written so far, the runs of words that stay together in it.
    pub kept: BTreeMap<String, Vec<Vec<Unit>>>,
}

impl Writer<'_> {
    /// Writes an array. The trailing comma distinguishes it from parentheses.
    pub fn tuple<T>(&mut self, items: &[T], mut write: impl FnMut(&mut Self, &T)) {
        self.out.push('(');
        for item in items {
            write(self, item);
            self.out.push_str(", ");
        }
        self.out.push(')');
    }

    /// Runs `write` with [`Writer::shown`] set, and restores it afterwards.
    pub fn showing(&mut self, shown: Shown, write: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.shown, shown);
        write(self);
        self.shown = outer;
    }

    /// Writes a literal and records its origin. `source` is the text that it belongs to, if any.
    pub fn mapped(&mut self, text: &str, source: Option<&Text>, origin: &Origin) {
        let written = Written {
            // Cells without words have no message.
            key: source
                .map(|text| text.key.clone())
                .filter(|key| !key.id.is_empty()),
            origin: origin.clone(),
            shown: self.shown,
            form: Form::Words,
        };
        self.literal(text, written);
    }

    pub(super) fn literal(&mut self, text: &str, written: Written) {
        let start = self.out.len();
        literal(text, &mut self.out);
        self.map.push(start..self.out.len(), written);
    }

    /// Writes the start of a call that creates an element.
    pub(super) fn element(&mut self, function: &'static str) {
        self.elements.insert(function);
        self.out.push_str(function);
        self.out.push('(');
    }

    /// Writes an image with its alternative text, which `key` has if it is a message. `origin` is the place that requested it.
    pub fn image(
        &mut self,
        file: &FileId,
        (alt, key): (&str, Option<&Key>),
        origin: Option<&Origin>,
    ) {
        if let Some(origin) = origin {
            // The call is recorded, not the path, as errors of paths are reported where they are written.
            let start = self.out.len();
            let written = Written {
                key: key.cloned(),
                origin: origin.clone(),
                shown: self.shown,
                form: Form::Picture,
            };
            self.map.push(start..start + "image".len(), written);
        }
        let path = quoted(&format!("/{}", file.path()));
        self.out
            .push_str(&format!("image({path}, alt: {})", quoted(alt)));
    }
}
