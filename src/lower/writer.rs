//! The source that is being written, with the literals and values that all parts of it use.

use std::collections::BTreeSet;

use crate::article::ast::Text;
use crate::lower::columns::Column;
use crate::lower::escape::{literal, quoted};
use crate::lower::job::Job;
use crate::lower::notes::Notes;
use crate::lower::source_map::{Shown, SourceMap, Written};
use crate::origin::{FileId, Origin};

/// Typst source that is being written. Its methods, in the files below this one, each write one kind of value at the end.
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
    /// An array, which Typst distinguishes from parentheses by its trailing comma.
    pub fn tuple<T>(&mut self, items: &[T], mut write: impl FnMut(&mut Self, &T)) {
        self.out.push('(');
        for item in items {
            write(self, item);
            self.out.push_str(", ");
        }
        self.out.push(')');
    }

    /// Writes with [`Writer::shown`] set, and restores it after.
    pub fn showing(&mut self, shown: Shown, write: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.shown, shown);
        write(self);
        self.shown = outer;
    }

    /// A literal with its place in the source map.
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

    pub(super) fn literal(&mut self, text: &str, written: Written) {
        let start = self.out.len();
        literal(text, &mut self.out);
        self.map.push(start..self.out.len(), written);
    }

    /// The beginning of the call that makes an element.
    pub(super) fn element(&mut self, function: &'static str) {
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
}
