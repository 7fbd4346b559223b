//! Bibliographies, in BibTeX and CSL-JSON, and data in CSV. Findings point into the file.

use fluentpress::article::csv;
use fluentpress::citation::works::Works;
use fluentpress::diagnostic::Diagnostics;
use fluentpress::origin::FileId;

use super::{Target, check_places, text};
use crate::edit::Corpus;

const WORDS: &[&str] = &[
    "@article{a,",
    "@book{b,\n",
    "@string{x = \"y\"}",
    "@comment{",
    "author = {",
    "title = {",
    "year = 2020,",
    "month = jan,",
    "pages = {1--2},",
    " and ",
    "{",
    "}",
    "\"",
    "{{",
    "}}",
    "\\'e",
    "\\\"{o}",
    "\\alpha",
    "$x$",
    "#",
    "=",
    ",",
    "%",
    "\\",
    "[",
    "]",
    "{\"id\":\"a\",\"type\":\"book\"}",
    "\"title\":",
    "\"issued\":{\"date-parts\":[[2020]]}",
    "null",
    "1e999",
    "\\ud800",
    ";",
    "\t",
    "\n\n",
    "\"\"",
];

const BIB: &str = "@article{key,\n  author = {Müller, Jörg and {World Bank} and de la Cruz, Ana},\n  title = {On {NATO}: \\emph{a} study},\n  journal = {Journal of Things},\n  year = {2021},\n  volume = 3,\n  number = {2},\n  pages = {101--119},\n  doi = {10.1000/xyz},\n}\n@book{b, editor = \"Smith, John\", title = \"A {\\\"o} \\alpha\", publisher = {A and B}, year = 1999, month = feb}\n@online{c, title={Page}, url={https://a.b/c_d}, urldate={2024-05-01}}\n";
const JSON: &str = r#"[{"id":"a","type":"article-journal","title":"T","author":[{"family":"M","given":"J"},{"literal":"World Bank"}],"issued":{"date-parts":[[2020,5,1]]},"DOI":"10.1/x","page":"1-2"},{"id":"b","type":"book","title":"B","publisher":"P","URL":"https://a.b"}]"#;
const CSV: &str = "Year,North,\"South, far\"\n2020,1.5,\"1,234\"\n2021,-2,\n\n2022,n/a,\"a \"\"quoted\"\" word\"\n";

/// The target.
pub fn target() -> Target {
    Target {
        name: "bibliography",
        corpus: Corpus {
            files: [BIB, JSON, CSV]
                .map(|text| text.as_bytes().to_vec())
                .to_vec(),
            words: WORDS,
            are_texts: true,
            most: 600,
        },
        run: Box::new(|input| run(&text(input))),
    }
}

fn run(text: &str) {
    for name in ["seeds/a.bib", "seeds/a.json"] {
        let file = FileId::new(name);
        let mut found = Diagnostics::default();
        let works = Works::read(&file, text, &mut found);
        check_places(&found, &file, text);
        for key in works.iter().flat_map(Works::keys) {
            let place = works.as_ref().map(|works| works.place(key));
            let is_inside = |origin: fluentpress::origin::Origin| text.get(origin.range).is_some();
            assert!(place.is_none_or(is_inside), "{key:?}");
        }
    }
    let file = FileId::new("seeds/a.csv");
    let mut found = Diagnostics::default();
    csv::read(&file, text, &mut found);
    check_places(&found, &file, text);
}
