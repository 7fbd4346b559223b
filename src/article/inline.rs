//! Parses inline Markdown, of the article and of messages, which use the same markup.

use std::collections::{BTreeMap, BTreeSet};

use comrak::{Arena, Options, parse_document};

use crate::article::ast::{Inline, Text};
use crate::article::bare;
use crate::article::bounds;
use crate::article::breaks::{LINE_SEPARATOR, one_line};
use crate::article::invisible;
use crate::article::nodes::{SENTINEL, finish, read};
use crate::article::source::Source;
use crate::diagnostic::Diagnostics;
use crate::limits::PARAGRAPH;
use crate::names;
use crate::yaml::tree::Written;

/// The Markdown of articles: CommonMark with extensions.
pub fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.footnotes = true;
    options.extension.description_lists = true;
    options.extension.block_directive = true;
    options.extension.header_attributes = true;
    options.extension.cjk_friendly_emphasis = true;
    options.extension.strikethrough = true;
    // Without this extension, comrak would parse single tildes as strikethrough. Its results are parsed again in
    // `script`.
    options.extension.subscript = true;
    options.extension.math_dollars = true;
    options.extension.math_code = true;
    options.parse.leave_footnote_definitions = true;
    options.parse.escaped_char_spans = true;
    options
}

/// The names of an article's footnotes, by case-folded name, as Markdown matches them.
#[derive(Clone, Default, Debug)]
pub struct NoteNames(BTreeMap<String, String>);

impl NoteNames {
    /// An index of these names.
    pub fn new(all: impl IntoIterator<Item = String>) -> Self {
        let all = all.into_iter();
        Self(all.map(|name| (names::folded(&name), name)).collect())
    }

    /// The names that a text refers to.
    fn used<'n>(&'n self, markup: &str) -> BTreeSet<&'n str> {
        let starts = markup.match_indices("[^");
        let written = starts.filter_map(|(at, _)| Some(markup[at + 2..].split_once(']')?.0));
        let known = written.filter_map(|name| self.0.get(&names::folded(name)));
        known.map(String::as_str).collect()
    }
}

/// Parses the markup of a YAML value, each byte of which has its own place. `footnotes` are the names that it may refer
/// to.
pub fn parse_written(
    written: &Written,
    footnotes: &NoteNames,
    file: &str,
    out: &mut Diagnostics,
) -> Text {
    let source = Source {
        written: Some((written, &[])),
        ..Source::message(written.all(), file)
    };
    parse_text(&written.text, footnotes, &source, out)
}

/// Whether a line with this character may be anything but one text as it is typed.
fn may_be_markup(c: char) -> bool {
    match c {
        ' ' | 'a'..='z' | 'A'..='Z' | '0'..='9' => false,
        '\\' | '`' | '*' | '_' | '~' | '^' | '$' | '[' | ']' | '<' | '&' | LINE_SEPARATOR => true,
        c => c < ' ' || invisible::is_wrong(c),
    }
}

/// Parses the markup of a message as one paragraph. `footnotes` are the names that it may refer to.
pub fn parse_text(
    markup: &str,
    footnotes: &NoteNames,
    source: &Source,
    out: &mut Diagnostics,
) -> Text {
    let is_long = markup.len() > PARAGRAPH && markup.chars().count() > PARAGRAPH;
    let inlines = match source.written.is_some() || markup.contains(may_be_markup) {
        _ if is_long => {
            out.push(bounds::long().at(source.origin.clone()));
            Vec::new()
        }
        true => parse_markup(markup, footnotes, source, out),
        // Most texts, as the parser would give them.
        false => {
            let text = format!(" {}", markup.trim_end_matches(' '));
            finish(vec![Inline::Text(text)], source, out)
        }
    };
    Text::new(inlines, source.origin.clone())
}

fn parse_markup(
    markup: &str,
    footnotes: &NoteNames,
    source: &Source,
    out: &mut Diagnostics,
) -> Vec<Inline> {
    let (mut line, offsets) = one_line(markup, source.written.is_some());
    if line.bytes().any(|byte| bare::is_hidden(byte.into())) {
        let mut held = line.clone();
        held.retain(bare::is_hidden);
        invisible::check(&held, &source.origin, source, out);
        line = line.replace(bare::is_hidden, " ");
    }
    let placed = source.written.map(|(written, _)| Source {
        written: Some((written, &offsets[..])),
        ..source.clone()
    });
    let source = placed.as_ref().unwrap_or(source);
    let mut paragraph = format!("{SENTINEL} {}", bare::hide(&line));
    for name in footnotes.used(markup) {
        // In comrak, the name of a footnote definition must not contain plain spaces.
        paragraph.push_str(&format!("\n\n[^{}]: x", name.replace(' ', "\u{A0}")));
    }
    let arena = Arena::new();
    let root = parse_document(&arena, &paragraph, &options());
    bare::restore(root);
    for (node, finding) in bounds::cut(root) {
        out.push(finding.at(source.of(node)));
    }
    let paragraph = root.first_child();
    paragraph.map_or_else(Vec::new, |node| read(node.children(), source, out))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::origin::{FileId, Origin};
    use proptest::prelude::*;

    /// Parses markup and returns its tree.
    fn tree(markup: &str, out: &mut Diagnostics) -> Vec<Inline> {
        let source = Source::message(Origin::file(&FileId::new("a.ftl")), "");
        parse_text(markup, &notes(), &source, out).inlines
    }

    fn parse(markup: &str) -> Vec<Inline> {
        let mut out = Diagnostics::default();
        let inlines = tree(markup, &mut out);
        assert!(out.is_empty(), "{markup:?}: {out:?}");
        inlines
    }

    fn notes() -> NoteNames {
        NoteNames::new(["n".to_owned()])
    }

    fn text(words: &str) -> Inline {
        Inline::Text(words.to_owned())
    }

    #[test]
    fn a_message_is_one_paragraph_whatever_it_starts_with() {
        for start in [
            "2025. Une",
            "- a",
            "# a",
            "> a",
            ": a",
            "::: a",
            "    a",
            "---",
            "| a |",
            "a\n- b",
        ] {
            let words = start.replace('\n', " ").trim().to_owned();
            // Some texts look like markup and are reported.
            let found = tree(start, &mut Diagnostics::default());
            assert_eq!(found, [text(&words)], "{start:?}");
        }
    }

    #[test]
    fn markup_is_the_articles_own() {
        assert_eq!(
            parse("a *b* **c** `d`[^n]\\\ne [f](https://g.h)"),
            [
                text("a "),
                Inline::Emph(vec![text("b")]),
                text(" "),
                Inline::Strong(vec![text("c")]),
                text(" "),
                Inline::Code("d".to_owned()),
                Inline::Footnote("n".to_owned()),
                Inline::Break,
                text("e "),
                Inline::Link {
                    url: "https://g.h".to_owned(),
                    content: vec![text("f")]
                },
            ]
        );
    }

    proptest! {
        #[test]
        fn text_without_markup_is_what_the_parser_makes_of_it(
            markup in "[\\PC&&[^\\\\`*_~\\^$\\[\\]<&]]{0,40}|[-+=:;!|>(){}#@%.'\"/ \u{A0}a1é]{0,40}",
        ) {
            let source = Source::message(Origin::file(&FileId::new("a.ftl")), "");
            let [mut found, mut parsed] = [Diagnostics::default(), Diagnostics::default()];
            let text = parse_text(&markup, &notes(), &source, &mut found);
            prop_assert_eq!(text.inlines, parse_markup(&markup, &notes(), &source, &mut parsed));
            prop_assert!(found.iter().eq(parsed.iter()));
        }

        #[test]
        fn the_parser_never_panics(markup in "\\PC{0,60}|[-*_`\\[\\]()!^~|:<>&;#\\\\ \n{}0-9a]{0,60}") {
            let origin = Origin::file(&FileId::new("a.ftl"));
            parse_text(&markup, &notes(), &Source::message(origin, ""), &mut Diagnostics::default());
        }
    }
}
