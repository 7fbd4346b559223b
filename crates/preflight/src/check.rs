//! The preflight of a file: every rule on every page.

use std::cell::Cell;

use crate::findings::Findings;
use crate::limits::Limits;
use crate::paint::brush::Context;
use crate::paint::mark::{Blend, Mark};
use crate::paint::page::PageCheck;
use crate::paint::painter::{Painter, Rasters};
use crate::paint::sheet::Sheet;
use crate::paint::state::State;
use crate::pdf::file::File;
use crate::pdf::tree::PageNode;
use crate::report::Report;
use crate::rule::Rule;
use crate::rules::bleed;
use crate::rules::coverage;
use crate::rules::identity;
use crate::rules::interactive;
use crate::rules::production;
use crate::rules::resources;
use crate::rules::syntax;

use lopdf::Object;

/// How many operations are done for one file.
const FUEL: usize = 30_000_000;
/// How many times boxes are compared for ink and bleed, in one file.
const COMPARISONS: usize = 60_000_000;
/// Why the other rules are undecided when nothing can be read.
const UNREADABLE: &str = "the file cannot be read";

/// Applies all rules to a file. What cannot be read is undecided, and never an accident: this does
/// not fail, and does not panic on any bytes.
pub fn check(bytes: &[u8], limits: &Limits) -> Report {
    let mut findings = Findings::default();
    let file = match File::read(bytes) {
        Ok(file) => file,
        Err(why) => return unreadable(&why),
    };
    syntax::check(bytes, &file, limits, &mut findings);
    if file.document.trailer.has(b"Encrypt") || file.document.encryption_state.is_some() {
        findings.error(Rule::File, None, None, "the file is encrypted");
        for rule in Rule::ALL.into_iter().skip(1) {
            findings.undecided(rule, None, "the file is encrypted");
        }
        return findings.finish(0);
    }
    let pages = match file.pages() {
        Ok(pages) => pages,
        Err(why) => {
            unread(&mut findings, &why);
            return findings.finish(0);
        }
    };
    identity::check(&file, limits, &mut findings);
    interactive::check_file(&file, limits, &mut findings);
    let fuel = Cell::new(FUEL);
    let comparisons = Cell::new(COMPARISONS);
    let mut rasters = Rasters::new();
    for (at, node) in pages.iter().enumerate() {
        let sheet = Sheet::read(&file, node, at + 1, limits, &mut findings);
        interactive::check_page(&file, node, &sheet, &mut findings);
        let page = PageCheck {
            limits,
            sheet,
            findings: &mut findings,
            foreign: Default::default(),
        };
        check_page(&file, node, page, (&fuel, &comparisons), &mut rasters);
    }
    findings.finish(pages.len())
}

/// The report on a file that cannot be read at all, with the reason: the rule on files is broken, the others are undecided.
pub fn unreadable(why: &str) -> Report {
    let mut findings = Findings::default();
    unread(&mut findings, why);
    findings.finish(0)
}

fn unread(findings: &mut Findings, why: &str) {
    let message = format!("{UNREADABLE}: {why}");
    findings.error(Rule::File, None, None, message);
    for rule in Rule::ALL.into_iter().skip(1) {
        findings.undecided(rule, None, UNREADABLE);
    }
}

/// Paints a page and applies the rules to it.
fn check_page(
    file: &File,
    node: &PageNode,
    page: PageCheck,
    (fuel, comparisons): (&Cell<usize>, &Cell<usize>),
    rasters: &mut Rasters,
) {
    let matrix = page.sheet.matrix();
    let media = page.sheet.media;
    let mut painter = Painter {
        file,
        page,
        marks: Vec::new(),
        fuel,
        rasters,
        fonts: Default::default(),
        active: Vec::new(),
        seen: Default::default(),
    };
    let context = Context {
        resources: node.resources(),
        base: matrix,
        cover: None,
        is_hidden: false,
        is_uncoloured: false,
        blend: Blend::Normal,
        soft: false,
    };
    if let Some(group) = file.dict(node.dict, b"Group") {
        painter.group(group, &context, &media);
    }
    let painted = content(file, node)
        .and_then(|content| painter.run(&content, State::new(matrix, media), &context));
    if let Err(why) = painted {
        let page = Some(painter.page.sheet.page);
        painter.page.findings.unread(page, &why);
    }
    let Painter {
        marks, mut page, ..
    } = painter;
    inks(&marks, &mut page);
    coverage::check(&marks, &mut page, comparisons);
    bleed::check(&marks, &mut page, comparisons);
    production::check_page(file, node.dict, &mut page);
    if let Some(resources) = node.resources() {
        resources::check(file, resources, &mut page);
    }
}

/// Takes note of the inks inside the bleed; what is beside it, such as a colour bar, is cut off.
fn inks(marks: &[Mark], page: &mut PageCheck) {
    let inside = marks
        .iter()
        .filter(|mark| mark.outer.overlaps(&page.sheet.bleed));
    for ink in inside.filter_map(|mark| mark.ink.as_ref()) {
        for name in ink.names() {
            page.findings.ink(name, page.sheet.page);
        }
    }
}

/// The content of a page: its streams as one, with white space between them.
fn content(file: &File, node: &PageNode) -> Result<Vec<u8>, String> {
    let mut all = Vec::new();
    let parts = match file.get(node.dict, b"Contents") {
        None => return Ok(all),
        Some(Object::Array(parts)) => parts.as_slice(),
        Some(one) => std::slice::from_ref(one),
    };
    for part in parts {
        let Object::Stream(stream) = file.resolve(part) else {
            return Err("a part of the page's content is not there".to_owned());
        };
        let data = file.data(stream);
        all.extend(data.map_err(|why| format!("the page's content cannot be read: {why}"))?);
        all.push(b'\n');
    }
    Ok(all)
}
