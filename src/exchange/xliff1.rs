//! XLIFF 1.2 (OASIS, 2008): older tools, and Poedit.

use roxmltree::{Document, Node};

use crate::exchange::codes::{Code, Coded, Numbers};
use crate::exchange::returned::{At, Fault, Returned, ReturnedUnit, Words};
use crate::exchange::unit::{File, Package, Unit};
use crate::exchange::xml::{self, Kind, Xml, attribute, child, tag};
use crate::translate::state::State;

/// The context that holds the digests.
const STAMP: &str = "x-digests";
/// Stands for the content of a code in what it is in markup: `[…](address)`.
const CONTENT: char = '…';

/// Writes a file.
pub fn write(package: &Package) -> Vec<u8> {
    let mut xml = Xml::declared();
    let attributes = [
        ("xmlns", "urn:oasis:names:tc:xliff:document:1.2"),
        ("version", "1.2"),
    ];
    xml.block("xliff", &attributes, |xml| {
        for file in &package.files {
            let attributes = [
                ("original", file.name.as_str()),
                ("source-language", &package.source),
                ("target-language", &package.locale),
                ("datatype", "x-fluent"),
            ];
            xml.block("file", &attributes, |xml| {
                xml.block("body", &[], |xml| groups(xml, file, package));
            });
        }
    });
    xml.finish()
}

fn groups(xml: &mut Xml, file: &File, package: &Package) {
    for (id, name, units) in file.sections() {
        xml.block("group", &[("id", &id), ("resname", name)], |xml| {
            for unit in units {
                write_unit(xml, unit, package);
            }
        });
    }
}

fn write_unit(xml: &mut Xml, unit: &Unit, package: &Package) {
    let approved = match unit.state {
        State::Current => "yes",
        State::Missing | State::Stale | State::Unconfirmed => "no",
    };
    let state = match unit.state {
        State::Missing => "new",
        State::Stale => "needs-review-translation",
        State::Unconfirmed => "translated",
        State::Current => "final",
    };
    let attributes = [
        ("id", unit.id.as_str()),
        ("resname", &unit.id),
        ("approved", approved),
    ];
    xml.block("trans-unit", &attributes, |xml| {
        let target = unit.translation();
        let numbers = Numbers::new(&unit.source, target.unwrap_or_default());
        xml.line_of("source", &[], |xml| {
            write_text(xml, &numbers.number(&unit.source))
        });
        if let Some(target) = target {
            xml.line_of("target", &[("state", state)], |xml| {
                write_text(xml, &numbers.number(target))
            });
        }
        let attributes = [("purpose", "information")];
        xml.block("context-group", &attributes, |xml| {
            let attributes = [("context-type", STAMP)];
            xml.line_of("context", &attributes, |xml| {
                xml.text(&unit.stamp(&package.locale).text())
            });
        });
        let notes = unit.all_notes().into_iter().map(|(_, note)| note);
        for note in notes.chain(package.term_notes(unit)) {
            xml.line_of("note", &[("from", "fluentpress")], |xml| xml.text(&note));
        }
    });
}

fn write_text(xml: &mut Xml, text: &[Coded]) {
    for coded in text {
        match coded {
            Coded::Text(text) => xml.text(text),
            Coded::Pair(code, inner) => {
                let markup = format!("{}{CONTENT}{}", code.open, code.close);
                let attributes = [
                    ("id", code.id.as_str()),
                    ("ctype", code.kind()),
                    ("equiv-text", &markup),
                ];
                xml.inline("g", &attributes, |xml| write_text(xml, inner));
            }
            Coded::Alone(code) => {
                let kind = if code.open == "\\" { "lb" } else { "x-code" };
                let attributes = [
                    ("id", code.id.as_str()),
                    ("ctype", kind),
                    ("equiv-text", &code.open),
                ];
                xml.empty("x", &attributes);
            }
        }
    }
}

/// Reads a file.
pub fn read(document: &Document) -> Returned {
    let mut returned = Returned::default();
    let root = document.root_element();
    returned.at = tag(root);
    let is_unit = |node: &Node| node.is_element() && node.tag_name().name() == "trans-unit";
    for file in root
        .children()
        .filter(|node| node.tag_name().name() == "file")
    {
        let language = attribute(file, "target-language");
        if returned.locale.is_empty() {
            language.clone_into(&mut returned.locale);
        } else if language != returned.locale {
            let message = format!(
                "this part is in `{language}`, and the first one in `{}`",
                returned.locale
            );
            returned.faults.push(
                Fault::new(At::Bytes(tag(file)), message)
                    .hint("import each language from a file of its own"),
            );
            continue;
        }
        for unit in file.descendants().filter(is_unit) {
            returned.take(read_unit(file, unit), attribute(unit, "id"), tag(unit));
        }
    }
    returned
}

fn read_unit(file: Node, unit: Node) -> Result<ReturnedUnit, String> {
    let is_stamp = |node: &Node| node.is_element() && attribute(*node, "context-type") == STAMP;
    let stamp = unit.descendants().find(is_stamp).map(xml::words);
    let text = |name| {
        child(unit, name)
            .map(|text| xml::coded(text, &kind))
            .transpose()
    };
    let state = child(unit, "target").map_or("", |target| attribute(target, "state"));
    // Some tools rename ids, and keep the name.
    let id = match attribute(unit, "resname") {
        "" => attribute(unit, "id"),
        name => name,
    };
    Ok(ReturnedUnit {
        at: At::Bytes(tag(unit)),
        article: attribute(file, "original").to_owned(),
        id: id.to_owned(),
        stamp: stamp.unwrap_or_default().trim().to_owned(),
        source: Words::Coded(text("source")?.unwrap_or_default()),
        target: Words::Coded(text("target")?.unwrap_or_default()),
        is_unfinished: state == "new" || state.starts_with("needs-") || is_half(unit),
    })
}

/// Whether a tool cut the text into sentences, of which some have no translation yet.
fn is_half(unit: Node) -> bool {
    let segments = |name| {
        let all = child(unit, name).into_iter().flat_map(|n| n.descendants());
        let all = all.filter(|node| attribute(*node, "mtype") == "seg");
        let all = all.filter(|node| !xml::words(*node).trim().is_empty());
        all.map(|node| attribute(node, "mid")).collect::<Vec<_>>()
    };
    let here = segments("target");
    let is_open = |mid: &&str| !here.contains(mid);
    // Some tools join the sentences of the translation.
    !here.is_empty() && segments("seg-source").iter().any(is_open)
}

fn kind(node: Node) -> Kind {
    let code = |open: &str, close: &str| Code {
        id: attribute(node, "id").to_owned(),
        open: open.to_owned(),
        close: close.to_owned(),
    };
    let markup = attribute(node, "equiv-text");
    match node.tag_name().name() {
        "g" => {
            let (open, close) = markup.split_once(CONTENT).unwrap_or_default();
            Kind::Pair(code(open, close))
        }
        "x" => Kind::Alone(code(markup, "")),
        "bx" => Kind::Start(code("", "")),
        "ex" => Kind::End(match attribute(node, "rid") {
            "" => attribute(node, "id").to_owned(),
            start => start.to_owned(),
        }),
        // Comments and segments of tools.
        "mrk" => Kind::Transparent,
        _ => Kind::Left,
    }
}
