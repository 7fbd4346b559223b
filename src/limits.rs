//! The limits on what is read and made, in one place. Each is far above what people write and far below what ends a program, and
//! is checked before the work that it protects.

use crate::diagnostic::{Code, Diagnostic};

/// The stack of a thread in bytes: what the system gives to the first thread on Linux and macOS, on all threads of all systems. The
/// depths below need a fraction of it.
pub const STACK: usize = 8 << 20;
/// How deep blocks and markup of an article may stand in each other. The engine stops where show rules stand too deep in each other:
/// in our layouts that was at 10 lists of terms with a table in them, which count twice, and at 23 quotations.
pub const ARTICLE_DEPTH: usize = 12;
/// How deep values of YAML may stand in each other: its parser takes the square of the depth.
pub const YAML_DEPTH: usize = 64;
/// How deep elements of XML may stand in each other: groups of a drawing, parts of a citation style. Its readers are recursive.
pub const XML_DEPTH: usize = 128;
/// How deep braces of a bibliography may stand in each other.
pub const BRACES_DEPTH: usize = 64;

/// The largest file, in bytes: a collection of Chinese, Japanese and Korean fonts has 130 MB, a photograph less.
pub const FILE: u64 = 256 << 20;
/// The largest text, in bytes: an article of [`ARTICLE`] in a script of three bytes a letter, with the comments of a catalogue.
pub const TEXT: u64 = 32 << 20;
/// The most articles of a project, which commands hold in memory together.
pub const ARTICLES: usize = 10_000;
/// The largest article, in bytes: a book of two thousand pages.
pub const ARTICLE: usize = 4 << 20;
/// The longest paragraph, in characters: some forty pages without a pause. The engine breaks all lines of a paragraph at once.
pub const PARAGRAPH: usize = 100_000;
/// The most columns of a table: more than a page has room for with a letter in each.
pub const COLUMNS: usize = 200;
/// The most marks above and below a letter: Unicode's Stream-Safe Text Format allows 30 (UAX #15, 13).
pub const MARKS: usize = 30;
/// The most pages of an artifact: those of the largest article, and more than anybody binds.
pub const PAGES: usize = 2000;
/// The most faces of a file of fonts: the largest collections have less than a hundred.
pub const FACES: u32 = 1000;

/// How long making an artifact may take, in seconds, if the settings say nothing: a report of five hundred pages takes less.
pub const SECONDS: u64 = 60;
/// How much memory the process may use while it makes artifacts, in MiB, if the settings say nothing.
pub const MEMORY: u64 = 4096;

/// How deep the elements of an XML document stand in each other. Not recursive, as a document may be deeper than the stack.
pub fn xml_depth(document: &roxmltree::Document) -> usize {
    let mut depths: Vec<usize> = Vec::new();
    for node in document.descendants() {
        let outer = node
            .parent()
            .and_then(|outer| depths.get(outer.id().get_usize()));
        depths.push(outer.map_or(0, |depth| depth + 1));
    }
    depths.into_iter().max().unwrap_or_default()
}

/// The finding that things stand too deep in each other.
pub fn too_deep(what: &str, most: usize) -> Diagnostic {
    let message = format!("{what} stand more than {most} deep in each other");
    Diagnostic::new(Code::TooDeep, message)
}

/// The finding that something is larger than it may be.
pub fn too_large(message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Code::TooLarge, message)
}
