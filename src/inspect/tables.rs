//! Tables that are too wide for their layout: one finding for each table, which names its widest column.

use std::ops::ControlFlow;

use typst::foundations::{Content, Dict, Label, Selector, Value};
use typst::introspection::Introspector;
use typst::layout::Abs;
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::inspect::units::tenths_up;
use crate::lower::source_map::Written;
use crate::typeset::compile::{Trace, Tracer};

/// The label of metadata by which a layout reports a table that is too wide: `column` is the 1-based number of its
/// widest column, `cells` are that column's cells, `over` is the excess.
const TOO_WIDE: &str = "fp-table-too-wide";

/// Reports the tables of an artifact that are too wide.
pub fn check(document: &PagedDocument, tracer: &Tracer, artifact: &str, out: &mut Diagnostics) {
    let Some(label) = Label::new(PicoStr::intern(TOO_WIDE)) else {
        return;
    };
    let introspector = document.introspector();
    let mut known: Vec<Written> = Vec::new();
    for element in introspector.query(&Selector::Label(label)) {
        let Ok(Value::Dict(found)) = element.field_by_name("value") else {
            continue;
        };
        let Some((column, cells, over)) = read(&found) else {
            continue;
        };
        let written = cells.iter().find_map(|cell| written(cell, tracer));
        // A table that continues on several slides has the metadata on each.
        if let Some(written) = &written {
            if known.contains(written) {
                continue;
            }
            known.push(written.clone());
        }
        let head = cells
            .first()
            .map(|cell| cell.plain_text().trim().to_owned());
        let name = head
            .filter(|head| !head.is_empty())
            .map(|head| format!(", `{head}`,"));
        let message = format!(
            "this table does not fit, even in small type: column {column}{} is the widest",
            name.unwrap_or_default(),
        );
        let page = element.location().and_then(|at| introspector.page(at));
        let tenths = tenths_up(over.to_pt());
        let error = Diagnostic::new(Code::TableTooWide, message)
            .hint("shorten the longest words of its cells, leave a column out, or make two tables of it")
            .place(artifact, page.map(|page| page.get()), Some(tenths));
        out.push(match written {
            Some(written) => error.at(written.origin),
            None => error,
        });
    }
}

fn read(found: &Dict) -> Option<(i64, Vec<Content>, Abs)> {
    let column = found.get("column").ok()?.clone().cast::<i64>().ok()?;
    let cells = found
        .get("cells")
        .ok()?
        .clone()
        .cast::<typst::foundations::Array>()
        .ok()?;
    let cells = cells
        .into_iter()
        .filter_map(|cell| cell.cast::<Content>().ok());
    let over = found
        .get("over")
        .ok()?
        .clone()
        .cast::<typst::layout::Length>()
        .ok()?;
    Some((column, cells.collect(), over.abs))
}

/// The origin of a piece of content: that of the first text in it that a person wrote.
pub fn written(content: &Content, tracer: &Tracer) -> Option<Written> {
    let mut found = None;
    // The footnotes of a footnote are part of its content too, repeatedly if they are referred to repeatedly.
    let _ = content.traverse(&mut |inner: Content| match tracer.glyph(inner.span()) {
        Trace::Text(written) => {
            found = Some(written.clone());
            ControlFlow::Break(())
        }
        _ => ControlFlow::Continue(()),
    });
    found
}
