//! The preflight of a file: every rule on every page.

use std::cell::Cell;

use crate::findings::Findings;
use crate::limits::{Limits, Standard};
use crate::paint::brush::Context;
use crate::paint::judge::Judge;
use crate::paint::mark::{Blend, Mark};
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

use lopdf::Object;

/// How many operations are done for one file.
const FUEL: usize = 30_000_000;
/// How many times boxes are compared for ink and bleed, in one file.
const COMPARISONS: usize = 60_000_000;
/// What is said of the other rules when nothing can be read.
const UNREADABLE: &str = "the file cannot be read";

/// Applies all rules to a file. What cannot be read is undecided, and never an accident: this does
/// not fail, and does not panic on any bytes.
pub fn check(bytes: &[u8], limits: &Limits) -> Report {
    let mut findings = Findings::default();
    let file = match File::read(bytes) {
        Ok(file) => file,
        Err(why) => return unreadable(&why),
    };
    syntax(bytes, &file, limits, &mut findings);
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
        let judge = Judge {
            limits,
            sheet,
            findings: &mut findings,
            foreign: Default::default(),
        };
        page(&file, node, judge, (&fuel, &comparisons), &mut rasters);
    }
    findings.finish(pages.len())
}

/// What is said of a file that cannot be read at all, with the reason.
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

/// Header, version, cross-references, trailer.
fn syntax(bytes: &[u8], file: &File, limits: &Limits, findings: &mut Findings) {
    let mut error = |message: String| findings.error(Rule::File, None, None, message);
    if !bytes.starts_with(b"%PDF-") {
        error("the file does not begin with its header".to_owned());
    }
    let tail = bytes
        .get(bytes.len().saturating_sub(1024)..)
        .unwrap_or_default();
    if !tail.windows(5).any(|window| window == b"%%EOF") {
        error("the file has no end mark: it may be cut off".to_owned());
    }
    if let Some(damage) = &file.damage {
        error(format!("the file is damaged: {damage}"));
    } else if file.document.xref_recovery.is_some() {
        error("the cross-references of the file are damaged".to_owned());
    }
    let version = |text: &str| {
        let (major, minor) = text.trim().split_once('.')?;
        Some((major.parse::<u8>().ok()?, minor.parse::<u8>().ok()?))
    };
    let header = version(&file.document.version);
    let catalog = file
        .catalog()
        .and_then(|catalog| file.name(catalog, b"Version"));
    let catalog = catalog.and_then(|name| version(std::str::from_utf8(name).ok()?));
    let standard = limits.standard.name();
    let latest = limits.standard.version();
    match header.max(catalog) {
        None => error("the file does not say its version".to_owned()),
        Some((major, minor)) if (major, minor) > latest => {
            error(format!(
                "the file is PDF {major}.{minor}, too new for {standard}"
            ));
        }
        Some(_) => {}
    }
    if limits.standard == Standard::X1a {
        let mut streams = file
            .document
            .objects
            .values()
            .filter_map(|o| o.as_stream().ok());
        if streams.any(|s| s.dict.has_type(b"ObjStm") || s.dict.has_type(b"XRef")) {
            error(format!(
                "the file has object streams, which are too new for {standard}"
            ));
        }
    }
}

/// Paints a page and applies the rules to it.
fn page(
    file: &File,
    node: &PageNode,
    judge: Judge,
    (fuel, comparisons): (&Cell<usize>, &Cell<usize>),
    rasters: &mut Rasters,
) {
    let matrix = judge.sheet.matrix();
    let media = judge.sheet.media;
    let mut painter = Painter {
        file,
        judge,
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
        let page = Some(painter.judge.sheet.page);
        painter.judge.findings.unread(page, &why);
    }
    let Painter {
        marks, mut judge, ..
    } = painter;
    inks(&marks, &mut judge);
    coverage::check(&marks, &mut judge, comparisons);
    bleed::check(&marks, &mut judge, comparisons);
    production::page(file, node.dict, &mut judge);
    if let Some(resources) = node.resources() {
        resources::check(file, resources, &mut judge);
    }
}

/// Takes note of the inks inside the bleed; what is beside it, such as a colour bar, is cut off.
fn inks(marks: &[Mark], judge: &mut Judge) {
    let inside = marks
        .iter()
        .filter(|mark| mark.outer.overlaps(&judge.sheet.bleed));
    for ink in inside.filter_map(|mark| mark.ink.as_ref()) {
        for name in ink.names() {
            judge.findings.ink(name, judge.sheet.page);
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
