//! TMX 1.4b (LISA, 2005): what was confirmed, for translation memories. It is not imported.

use crate::exchange::codes::{Coded, Numbers};
use crate::exchange::content::has_words;
use crate::exchange::unit::Package;
use crate::exchange::xml::Xml;
use crate::translate::state::State;

/// Writes every text whose translation is current, except pieces of texts, and those that have pieces: no whole sentence is in either.
pub fn write(package: &Package) -> Vec<u8> {
    let mut xml = Xml::declared();
    xml.block("tmx", &[("version", "1.4")], |xml| {
        let header = [
            ("creationtool", "fluentpress"),
            ("creationtoolversion", env!("CARGO_PKG_VERSION")),
            ("segtype", "block"),
            ("o-tmf", "fluent"),
            ("adminlang", "en"),
            ("srclang", package.source.as_str()),
            ("datatype", "plaintext"),
        ];
        xml.line_of("header", &header, |_| {});
        xml.block("body", &[], |xml| {
            for file in &package.files {
                for unit in file
                    .units
                    .iter()
                    .filter(|unit| unit.state == State::Current && has_words(&unit.source))
                    .filter(|unit| !unit.is_piece && !unit.has_selectors())
                {
                    let Some(target) = unit.translation() else {
                        continue;
                    };
                    let numbers = Numbers::new(&unit.source, target);
                    let id = format!("{}/{}", file.name, unit.id);
                    xml.block("tu", &[("tuid", &id)], |xml| {
                        for (language, text) in [
                            (&package.source, &unit.source[..]),
                            (&package.locale, target),
                        ] {
                            xml.block("tuv", &[("xml:lang", language)], |xml| {
                                xml.line_of("seg", &[], |xml| segment(xml, &numbers.number(text)));
                            });
                        }
                    });
                }
            }
        });
    });
    xml.finish()
}

fn segment(xml: &mut Xml, text: &[Coded]) {
    for coded in text {
        match coded {
            Coded::Text(text) => xml.text(text),
            Coded::Pair(code, inner) => {
                let attributes = [
                    ("i", code.id.as_str()),
                    ("x", &code.id),
                    ("type", code.kind()),
                ];
                xml.inline("bpt", &attributes, |xml| xml.text(&code.open));
                segment(xml, inner);
                xml.inline("ept", &[("i", &code.id)], |xml| xml.text(&code.close));
            }
            Coded::Alone(code) => {
                xml.inline("ph", &[("x", &code.id)], |xml| xml.text(&code.open));
            }
        }
    }
}
