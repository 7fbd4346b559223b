//! Files that come back from translators' tools, in all formats that are read.

use std::io::{Cursor, Read, Write};

use fluentpress::diagnostic::Diagnostics;
use fluentpress::exchange::format::{Format, read};
use fluentpress::exchange::returned::At;
use fluentpress::locale::Locale;
use fluentpress::pipeline::build::request::Request;
use fluentpress::pipeline::build::session::Session;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::{Target, root};
use crate::edit::Corpus;

const WORDS: &[&str] = &[
    "<unit id=\"a\">",
    "</unit>",
    "<segment>",
    "<source>",
    "</source>",
    "<target>",
    "</target>",
    "<ph id=\"1\"/>",
    "<pc id=\"1\">",
    "</pc>",
    "<sc id=\"1\"/>",
    "<ec startRef=\"1\"/>",
    "<g id=\"1\">",
    "</g>",
    "<x id=\"1\"/>",
    "<bpt id=\"1\">",
    "</bpt>",
    "<trans-unit id=\"a\">",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<!DOCTYPE a [<!ENTITY b \"c\">]>",
    "&b;",
    "&amp;",
    "&#x0;",
    "&#xD800;",
    "xmlns=\"x\"",
    "version=\"2.0\"",
    "state=\"final\"",
    "<",
    ">",
    "\"",
    "{ $x }",
    "**",
    "\nmsgid \"\"\n",
    "\nmsgstr \"",
    "\nmsgctxt \"",
    "\n#, fuzzy\n",
    "\n#~ ",
    "\\n",
    "\\",
    "<c r=\"A1\" t=\"s\">",
    "<row r=\"2\">",
    "<v>",
    "</v>",
    "<is><t>",
    "<f>1+1</f>",
];

/// XLIFF and PO.
pub fn target() -> Target {
    let files = [Format::Xliff2, Format::Xliff1, Format::Po].map(written);
    Target {
        name: "exchange",
        corpus: Corpus {
            files: files.to_vec(),
            words: WORDS,
            are_texts: true,
            most: 3000,
        },
        run: Box::new(run),
    }
}

/// The parts of a spreadsheet, of which one is changed.
pub fn sheet() -> Target {
    let book = written(Format::Xlsx);
    let parts = parts(&book);
    let files = parts.iter().map(|(_, bytes)| bytes.clone()).collect();
    Target {
        name: "spreadsheet",
        corpus: Corpus {
            files,
            words: WORDS,
            are_texts: true,
            most: 3000,
        },
        run: Box::new(move |input| {
            let (at, rest) = input.split_first().unwrap_or((&0, &[]));
            let mut parts = parts.clone();
            let at = usize::from(*at) % parts.len();
            parts[at].1 = rest.to_vec();
            run(&zipped(&parts));
        }),
    }
}

fn run(input: &[u8]) {
    let returned = read(input);
    let places = returned.units.iter().map(|unit| &unit.at);
    for place in places.chain(returned.faults.iter().map(|fault| &fault.at)) {
        if let At::Bytes(range) = place {
            let text = std::str::from_utf8(input).unwrap_or_default();
            let text = text.strip_prefix('\u{feff}').unwrap_or(text);
            assert!(
                text.get(range.clone()).is_some(),
                "{range:?} of {}",
                text.len()
            );
        }
    }
}

/// What translators get of this repository.
fn written(format: Format) -> Vec<u8> {
    let session = Session::new(root()).expect("the repository is a project");
    let english = Locale::parse("en").expect("a tag");
    let found = &mut Diagnostics::default();
    let package = session.package(&english, &Request::default(), &[], found);
    format.write(&package).expect("all texts can be written")
}

type Parts = Vec<(String, Vec<u8>)>;

fn parts(book: &[u8]) -> Parts {
    let mut archive = ZipArchive::new(Cursor::new(book)).expect("an archive");
    let names: Vec<String> = archive.file_names().map(str::to_owned).collect();
    let part = |name: String| {
        let mut bytes = Vec::new();
        let mut part = archive.by_name(&name).expect("a part");
        part.read_to_end(&mut bytes).expect("its bytes");
        (name, bytes)
    };
    names.into_iter().map(part).collect()
}

fn zipped(parts: &Parts) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in parts {
        writer.start_file(name.as_str(), options).expect("a part");
        writer.write_all(bytes).expect("its bytes");
    }
    writer.finish().expect("an archive").into_inner()
}
