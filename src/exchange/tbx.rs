//! TBX (ISO 30042:2008, the dialect TBX-Basic): the glossary, for the termbases of tools. It is not imported.

use crate::exchange::unit::Package;
use crate::exchange::xml::Xml;

/// The constraints that a file of this dialect obeys (LISA, TBX-Basic, version 2).
const DIALECT: &str = "TBXBasicXCSV02.xcs";

/// Writes every term with its translations.
pub fn write(package: &Package) -> Vec<u8> {
    let mut xml = Xml::declared();
    let attributes = [("type", "TBX"), ("xml:lang", package.source.as_str())];
    xml.block("martif", &attributes, |xml| {
        xml.block("martifHeader", &[], |xml| {
            xml.block("fileDesc", &[], |xml| {
                xml.block("sourceDesc", &[], |xml| {
                    xml.line_of("p", &[], |xml| xml.text("fluentpress"));
                });
            });
            xml.block("encodingDesc", &[], |xml| {
                xml.line_of("p", &[("type", "XCSURI")], |xml| xml.text(DIALECT));
            });
        });
        xml.block("text", &[], |xml| {
            xml.block("body", &[], |xml| {
                for (at, (source, targets)) in package.glossary.iter().enumerate() {
                    let id = format!("term-{}", at + 1);
                    xml.block("termEntry", &[("id", &id)], |xml| {
                        terms(xml, &package.source, std::slice::from_ref(source));
                        terms(xml, &package.locale, targets);
                    });
                }
            });
        });
    });
    xml.finish()
}

fn terms(xml: &mut Xml, language: &str, terms: &[String]) {
    xml.block("langSet", &[("xml:lang", language)], |xml| {
        for term in terms {
            xml.block("tig", &[], |xml| {
                xml.line_of("term", &[], |xml| xml.text(term));
            });
        }
    });
}
