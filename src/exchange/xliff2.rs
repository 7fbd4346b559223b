//! XLIFF 2.0 (OASIS, 2014), with the glossary and metadata modules: what Trados, memoQ and Phrase read.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::{Document, Node};

use crate::exchange::codes::{Code, Coded, Numbers};
use crate::exchange::returned::{At, Returned, ReturnedUnit, Words};
use crate::exchange::unit::{File, Package, Unit};
use crate::exchange::xml::{self, Kind, Xml, attribute, child, tag};
use crate::translate::state::State;

/// The kind of metadata that holds the digests.
const STAMP: &str = "digests";
/// No tool may remove or copy a code.
const KEPT: [(&str, &str); 2] = [("canCopy", "no"), ("canDelete", "no")];

/// Writes a file.
pub fn write(package: &Package) -> Vec<u8> {
    let mut xml = Xml::declared();
    let attributes = [
        ("xmlns", "urn:oasis:names:tc:xliff:document:2.0"),
        ("xmlns:mda", "urn:oasis:names:tc:xliff:metadata:2.0"),
        ("xmlns:gls", "urn:oasis:names:tc:xliff:glossary:2.0"),
        ("version", "2.0"),
        ("srcLang", &package.source),
        ("trgLang", &package.locale),
    ];
    xml.block("xliff", &attributes, |xml| {
        for file in &package.files {
            let attributes = [("id", file.name.as_str()), ("original", &file.path)];
            xml.block("file", &attributes, |xml| groups(xml, file, package));
        }
    });
    xml.finish()
}

fn groups(xml: &mut Xml, file: &File, package: &Package) {
    for (id, name, units) in file.sections() {
        xml.block("group", &[("id", &id), ("name", name)], |xml| {
            for unit in units {
                xml.block("unit", &[("id", &unit.id)], |xml| {
                    write_unit(xml, unit, package)
                });
            }
        });
    }
}

fn write_unit(xml: &mut Xml, unit: &Unit, package: &Package) {
    let terms = package.terms(unit);
    if !terms.is_empty() {
        xml.block("gls:glossary", &[], |xml| {
            for (source, targets) in terms {
                xml.block("gls:glossEntry", &[], |xml| {
                    xml.line_of("gls:term", &[], |xml| xml.text(source));
                    for target in targets {
                        xml.line_of("gls:translation", &[], |xml| xml.text(target));
                    }
                });
            }
        });
    }
    xml.block("mda:metadata", &[], |xml| {
        xml.block("mda:metaGroup", &[("category", "fluentpress")], |xml| {
            xml.line_of("mda:meta", &[("type", STAMP)], |xml| {
                xml.text(&unit.stamp(&package.locale).text())
            });
        });
    });
    let notes = unit.all_notes();
    if !notes.is_empty() {
        xml.block("notes", &[], |xml| {
            for (category, note) in &notes {
                xml.line_of("note", &[("category", category)], |xml| xml.text(note));
            }
        });
    }
    let target = unit.translation();
    let numbers = Numbers::new(&unit.source, target.unwrap_or_default());
    if numbers.all().next().is_some() {
        xml.block("originalData", &[], |xml| {
            for (code, inline) in numbers.all() {
                let [open, close] = data_ids(code);
                xml.line_of("data", &[("id", &open)], |xml| xml.text(&code.open));
                if inline.inner().is_some() {
                    xml.line_of("data", &[("id", &close)], |xml| xml.text(&code.close));
                }
            }
        });
    }
    let (state, sub) = match unit.state {
        State::Missing => ("initial", "fluentpress:missing"),
        State::Stale => ("initial", "fluentpress:stale"),
        State::Unconfirmed => ("translated", "fluentpress:unconfirmed"),
        State::Current => ("final", "fluentpress:current"),
    };
    let source = numbers.number(&unit.source);
    let target = target.map(|target| numbers.number(target));
    // A translation may have other codes than its source text: a selector, say. Of a code that must be kept, a reader asks that it is in both.
    let free = target
        .as_ref()
        .map(|target| &ids(&source) ^ &ids(target))
        .unwrap_or_default();
    xml.block("segment", &[("state", state), ("subState", sub)], |xml| {
        xml.line_of("source", &[], |xml| write_text(xml, &source, &free));
        if let Some(target) = &target {
            xml.line_of("target", &[], |xml| write_text(xml, target, &free));
        }
    });
}

/// The ids of the codes of a text.
fn ids(text: &[Coded]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for coded in text {
        match coded {
            Coded::Text(_) => {}
            Coded::Alone(code) => {
                found.insert(code.id.clone());
            }
            Coded::Pair(code, inner) => {
                found.insert(code.id.clone());
                found.extend(ids(inner));
            }
        }
    }
    found
}

/// Writes a text. The codes in `free` may be left out by who edits it.
fn write_text(xml: &mut Xml, text: &[Coded], free: &BTreeSet<String>) {
    let kept = |code: &Code| match free.contains(&code.id) {
        true => &[][..],
        false => &KEPT[..],
    };
    for coded in text {
        match coded {
            Coded::Text(text) => xml.text(text),
            Coded::Pair(code, inner) => {
                let [open, close] = data_ids(code);
                let kind: &[(&str, &str)] = match code.open.as_str() {
                    "**" => &[("type", "fmt"), ("subType", "xlf:b")],
                    "*" => &[("type", "fmt"), ("subType", "xlf:i")],
                    "[" => &[("type", "link")],
                    _ => &[("type", "fmt")],
                };
                let attributes = [
                    ("id", code.id.as_str()),
                    ("dataRefStart", &open),
                    ("dataRefEnd", &close),
                ];
                let attributes = [&attributes[..], kind, kept(code)].concat();
                xml.inline("pc", &attributes, |xml| write_text(xml, inner, free));
            }
            Coded::Alone(code) => {
                let [open, _] = data_ids(code);
                let attributes = [
                    ("id", code.id.as_str()),
                    ("dataRef", &open),
                    ("disp", &code.open),
                ];
                let kept = match code.is_needed() {
                    true => kept(code),
                    false => &[],
                };
                xml.empty("ph", &[&attributes[..], kept].concat());
            }
        }
    }
}

/// The ids of the data of a code: of what stands before its content, and behind it.
fn data_ids(code: &Code) -> [String; 2] {
    [format!("d{}", code.id), format!("d{}-end", code.id)]
}

/// Reads a file of version 2.0 or later.
pub fn read(document: &Document) -> Returned {
    let root = document.root_element();
    let at = root.attribute_node("trgLang").map(|a| a.range_value());
    let mut returned = Returned {
        locale: attribute(root, "trgLang").to_owned(),
        at: at.unwrap_or_else(|| tag(root)),
        ..Returned::default()
    };
    let is_unit = |node: &Node| node.is_element() && node.tag_name().name() == "unit";
    for unit in root.descendants().filter(is_unit) {
        returned.take(read_unit(unit), attribute(unit, "id"), tag(unit));
    }
    returned
}

fn read_unit(unit: Node) -> Result<ReturnedUnit, String> {
    let file = unit
        .ancestors()
        .find(|node| node.tag_name().name() == "file");
    let stamps = unit
        .descendants()
        .filter(|node| node.is_element() && attribute(*node, "type") == STAMP);
    let data = child(unit, "originalData");
    let data = data.iter().flat_map(|data| data.children());
    let data = data.filter(Node::is_element);
    let data = data
        .map(|one| (attribute(one, "id"), xml::words(one)))
        .collect();
    let kind = |node: Node| kind(node, &data);
    let (mut source, mut target) = (Vec::new(), Vec::new());
    let mut is_unfinished = false;
    // Tools cut a text into sentences, and leave out what is not translated yet.
    let (mut is_begun, mut is_open) = (false, false);
    for segment in unit.children().filter(Node::is_element) {
        let name = segment.tag_name().name();
        if !matches!(name, "segment" | "ignorable") {
            continue;
        }
        let here = child(segment, "source")
            .map(|text| xml::coded(text, &kind))
            .transpose()?;
        let there = child(segment, "target")
            .map(|text| xml::coded(text, &kind))
            .transpose()?;
        // White space between segments is that of the source, unless the tool says otherwise.
        let between = here.clone().filter(|_| name == "ignorable");
        let is_said = |text: &Option<Vec<Coded>>| {
            let words = text.clone().map(Words::Coded);
            words.is_some_and(|words| !words.is_empty())
        };
        if name == "segment" && is_said(&here) {
            is_begun |= is_said(&there);
            is_open |= !is_said(&there);
        }
        target.extend(there.or(between).unwrap_or_default());
        source.extend(here.unwrap_or_default());
        is_unfinished |= attribute(segment, "state") == "initial";
    }
    Ok(ReturnedUnit {
        at: At::Bytes(tag(unit)),
        article: file.map_or("", |file| attribute(file, "id")).to_owned(),
        id: attribute(unit, "id").to_owned(),
        stamp: stamps
            .map(xml::words)
            .next()
            .unwrap_or_default()
            .trim()
            .to_owned(),
        source: Words::Coded(source),
        target: Words::Coded(target),
        is_unfinished: is_unfinished || is_begun && is_open,
    })
}

fn kind(node: Node, data: &BTreeMap<&str, String>) -> Kind {
    let get = |name: &str| data.get(attribute(node, name)).cloned().unwrap_or_default();
    let code = |open: &str, close: &str| Code {
        id: attribute(node, "id").to_owned(),
        open: get(open),
        close: get(close),
    };
    match node.tag_name().name() {
        "pc" => Kind::Pair(code("dataRefStart", "dataRefEnd")),
        "ph" => Kind::Alone(code("dataRef", "")),
        // The data of the end stand at the end: the number is enough.
        "sc" => Kind::Start(Code {
            id: attribute(node, "id").to_owned(),
            ..Code::default()
        }),
        "ec" => Kind::End(match attribute(node, "startRef") {
            "" => attribute(node, "id").to_owned(),
            start => start.to_owned(),
        }),
        "cp" => {
            let code = u32::from_str_radix(attribute(node, "hex"), 16).ok();
            let c = code.and_then(char::from_u32);
            Kind::Character(c.map(String::from).unwrap_or_default())
        }
        "mrk" => Kind::Transparent,
        _ => Kind::Left,
    }
}
