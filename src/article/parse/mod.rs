//! Parses Markdown into the article's tree, with comrak. Unsupported markup is reported, never ignored.

pub mod parser;
pub mod charts;
pub mod captions;
pub mod figures;
pub mod equations;
pub mod nested;
pub mod blocks;
pub mod fences;
pub mod sections;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use comrak::nodes::NodeValue;
use comrak::{Arena, parse_document};

use crate::article::abbreviation::{self, Defined};
use crate::article::ast::{
    Abbreviation, Article, Caption, Inline, Meta, Section, Text, Unread, mentioned, walk,
};
use crate::article::bare;
use crate::article::bounds;
use crate::article::check;
use crate::article::comment;
use crate::article::dates::Dates;
use crate::article::front::Front;
use crate::article::headings;
use crate::article::inline::{self, NoteNames};
use crate::article::links;
use crate::article::mask::FILL;
use crate::article::meta;
use crate::article::misread::Parsed;
use crate::article::notes;
use crate::article::parse::parser::Parser;
use crate::article::parse::sections::top_level;
use crate::article::source::Source;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::limits::{ARTICLE, too_large};
use crate::names;
use crate::origin::{FileId, LineIndex, Origin};

/// Parses an article. `audiences` are the names that a `:::` fence may use, `language` is the tag of the article's language.
///
/// It never fails: invalid and unsupported markup is reported, and absent from the tree.
pub fn parse(
    file: &FileId,
    text: &str,
    audiences: &[String],
    language: &str,
    out: &mut Diagnostics,
) -> Article {
    let mut parser = Parser {
        file,
        text,
        lines: LineIndex::new(text),
        audiences,
        dates: Dates::new(language),
        footnotes: Vec::new(),
        notes: NoteNames::default(),
        misnested: false,
        out,
    };
    parser.article()
}

impl Parser<'_> {
    fn article(&mut self) -> Article {
        self.check_characters();
        let front = Front::find(self.text);
        let hidden = front.hide(self.text);
        let filled = comment::fill(&hidden, &self.lines);
        let (mut filled, shortened) = abbreviation::take(filled, &self.lines);
        let is_large = self.text.len() > ARTICLE;
        if is_large {
            let message = format!("this article has more than {} MiB", ARTICLE >> 20);
            let error = too_large(message).at(Origin::file(self.file));
            self.out.push(error.hint("divide it into several articles"));
            filled = Cow::Borrowed("");
        }
        let arena = Arena::new();
        let hidden_signs = bare::hide_in_equations(bare::hide(&filled));
        let root = parse_document(&arena, &hidden_signs, &inline::options());
        bare::restore(root);
        for (node, finding) in bounds::cut(root) {
            self.out.push(finding.at(self.first_line(node)));
        }
        let parsed = Parsed {
            root,
            file: self.file,
            text: &hidden,
            lines: &self.lines,
            dates: &self.dates,
        };
        parsed.check(self.out);
        let defined = root
            .descendants()
            .filter_map(|node| match &node.data().value {
                NodeValue::FootnoteDefinition(note) => Some(names::spaced(&note.name)),
                _ => None,
            });
        self.notes = NoteNames::new(defined);
        let used = root
            .descendants()
            .filter_map(|node| match &node.data().value {
                NodeValue::FootnoteReference(note) => Some(names::folded(&note.name)),
                _ => None,
            });
        let mut used: BTreeSet<String> = used.collect();
        let mut nodes = Vec::new();
        top_level(root, false, &mut nodes);
        let mut meta = self.front_matter(&front);
        meta.unread.audiences |= is_large;
        let lines = [&meta.title, &meta.subtitle, &meta.summary];
        let lines: Vec<&Text> = lines.into_iter().flatten().collect();
        used.extend(mentioned(&lines).into_iter().map(names::folded));
        let sections = self.sections(&nodes);
        used.extend(
            mentioned(&captions(&sections))
                .into_iter()
                .map(names::folded),
        );
        let footnotes = std::mem::take(&mut self.footnotes);
        let mut article = Article {
            file: self.file.clone(),
            meta,
            sections,
            footnotes,
            references: Vec::new(),
            abbreviations: self.abbreviations(&shortened),
        };
        links::check(&mut article, self.text, self.out);
        let line = |origin: &Origin| self.lines.position(self.text, origin.range.start).line;
        check::ids(&article, self.audiences, &line, self.out);
        headings::check(&article, self.out);
        check::footnotes(&article, &used, &line, self.out);
        abbreviation::check(&mut article, &line, self.out);
        // Of several footnotes with the same name, Markdown takes the last.
        let mut seen = BTreeSet::new();
        article.footnotes.reverse();
        article
            .footnotes
            .retain(|note| seen.insert(names::folded(&note.name)));
        article.footnotes.reverse();
        notes::check(&article, self.out);
        article
    }

    fn abbreviations(&mut self, defined: &[Defined]) -> Vec<Abbreviation> {
        let mut all = Vec::new();
        for Defined { short, long } in defined {
            let place = |range: &Range<usize>| Origin::new(self.file, range.clone());
            let words = self.text[short.clone()].trim().to_owned();
            let short = Text::new(vec![Inline::Text(words.clone())], place(short));
            let source = Source::message(place(long), self.text);
            // Notes have no place in a list.
            let markup = &self.text[long.clone()];
            let long = inline::parse_text(markup, &NoteNames::default(), &source, self.out);
            if long.inlines.is_empty() || words.is_empty() {
                let message = format!("the abbreviation `{words}` stands for nothing");
                let error = Diagnostic::new(Code::UnsupportedMarkdown, message);
                let hint = format!("write what it means: `*[{words}]: …`");
                self.out.push(error.at(short.origin.clone()).hint(hint));
                continue;
            }
            all.push(Abbreviation { short, long });
        }
        all
    }

    /// Reports control characters, some of which are used internally during parsing, and carriage returns without a
    /// line feed.
    fn check_characters(&mut self) {
        let is_taken = |c: char| c == FILL || bare::is_hidden(c);
        for (at, c) in self.text.match_indices(is_taken) {
            let number = c.chars().next().unwrap_or(FILL) as u32;
            let message = format!("the text holds U+{number:04X}, a control character");
            self.out.push(
                Diagnostic::new(Code::InvisibleCharacter, message)
                    .at(Origin::new(self.file, at..at + 1))
                    .hint("delete it, and type the words around it anew"),
            );
        }
        if let Some(at) = lone_return(self.text) {
            let message = "the text holds U+000D, a carriage return that ends no line";
            self.out.push(
                Diagnostic::new(Code::InvisibleCharacter, message)
                    .at(Origin::new(self.file, at..at + 1))
                    .hint("save the file with the line ends of Unix (LF) or Windows (CRLF)"),
            );
        }
    }

    fn front_matter(&mut self, front: &Front) -> Meta {
        match front {
            Front::Absent => meta::parse(self.file, self.text, 0..0, &self.notes, self.out),
            Front::Closed(yaml, _) => {
                meta::parse(self.file, self.text, yaml.clone(), &self.notes, self.out)
            }
            Front::Unclosed(line) => {
                self.out.push(
                    Diagnostic::new(Code::FrontMatterSyntax, "the front matter is not closed")
                        .at(Origin::new(self.file, line.clone()))
                        .hint("end it with a line that holds only `---`"),
                );
                let mut ignored = Diagnostics::default();
                let mut meta = meta::parse(self.file, self.text, 0..0, &self.notes, &mut ignored);
                meta.unread = Unread {
                    texts: true,
                    date: true,
                    audiences: true,
                    vars: true,
                };
                meta
            }
        }
    }
}

/// The byte index of a carriage return without a line feed. Markdown takes it for a line end, but most editors do not.
fn lone_return(text: &str) -> Option<usize> {
    let mut returns = text.match_indices('\r').map(|(at, _)| at);
    returns.find(|at| !text[at + 1..].starts_with('\n'))
}

/// The captions of all tables and figures. The Markdown parser has not seen them as texts, in which it would find footnotes.
fn captions(sections: &[Section]) -> Vec<&Text> {
    let mut all = Vec::new();
    for blocks in sections.iter().flat_map(Section::bodies) {
        walk(blocks, &mut |block| {
            all.extend(block.caption().into_iter().flat_map(Caption::texts));
        });
    }
    all
}
