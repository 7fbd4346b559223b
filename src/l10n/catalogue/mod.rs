//! Parsed `.ftl` files: every entry with its byte range, and syntax errors as diagnostics.

pub mod entry;
pub mod error;
pub mod escape;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use fluent_syntax::ast::Entry as Ast;
use fluent_syntax::parser;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::l10n::catalogue::entry::{entries, first_word};
use crate::l10n::catalogue::error::{syntax_error, too_deep, torn_escape, without_default};
use crate::l10n::message::{FtlText, Message, offset};
use crate::l10n::nesting;
use crate::origin::{FileId, LineIndex, Origin};

pub use entry::{Entry, Kind};
pub use escape::escape;

/// The prefix of comments with retired ids in a source catalogue.
pub const RETIRED: &str = "retired: ";

/// A parsed `.ftl` file: messages for building, and entries as byte ranges for lossless edits.
///
/// Parsing never fails: errors are reported, and text that cannot be parsed is kept as junk entries.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Catalogue {
    /// The file that was parsed.
    pub file: FileId,
    /// Its content, without a byte order mark.
    pub text: Arc<str>,
    /// The messages in file order. Of messages with the same id, only the first.
    pub messages: Vec<Message>,
    /// The terms in file order. Of terms with the same id, only the first.
    pub terms: Vec<Message>,
    /// Messages whose id an earlier message has.
    pub repeated: Vec<Message>,
    /// All entries in file order. The text between them is blank.
    pub entries: Vec<Entry>,
    /// From message ids to indexes of `messages`.
    index: BTreeMap<String, usize>,
    /// The ids of entries that cannot be parsed.
    broken: BTreeSet<String>,
    /// The ids of messages directly before junk that does not look like an entry: parts of them may be missing.
    torn: BTreeSet<String>,
}

impl Catalogue {
    /// Parses a file. Syntax errors and duplicates are reported to `out`.
    pub fn parse(file: &FileId, text: &Arc<str>, out: &mut Diagnostics) -> Self {
        if let Some(at) = nesting::too_deep(text) {
            out.push(too_deep(file, at));
            return Self::unreadable(file, text);
        }
        if let Some(range) = nesting::torn_escape(text) {
            out.push(torn_escape(file, text, range));
            return Self::unreadable(file, text);
        }
        let (resource, errors) = match parser::parse(&**text) {
            Ok(resource) => (resource, Vec::new()),
            Err(broken) => broken,
        };
        let lines = LineIndex::new(text);
        for error in &errors {
            out.push(syntax_error(file, text, &lines, error));
        }
        let mut catalogue = Self {
            file: file.clone(),
            text: text.clone(),
            messages: Vec::new(),
            terms: Vec::new(),
            repeated: Vec::new(),
            entries: Vec::new(),
            index: BTreeMap::new(),
            broken: BTreeSet::new(),
            torn: BTreeSet::new(),
        };
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        let mut starts = Vec::new();
        let mut last: Option<String> = None;
        let source = FtlText { file, text };
        for entry in &resource.body {
            let (message, is_term) = match entry {
                Ast::Message(m) => {
                    let value = m.value.as_ref();
                    let message = Message::read(source, m.id.name, value, &m.attributes, out);
                    (message, false)
                }
                Ast::Term(t) => {
                    let value = Some(&t.value);
                    let message = Message::read(source, t.id.name, value, &t.attributes, out);
                    (message, true)
                }
                Ast::Junk { content } => {
                    let name = first_word(content);
                    let id = (!name.is_empty()).then(|| name.to_owned());
                    catalogue.broken.extend(id.clone());
                    if !nesting::starts_entry(content.trim_start()) {
                        // This may be a line that lacks its indentation, so that the message above is incomplete.
                        catalogue.torn.extend(last.clone());
                    }
                    let at = offset(text, content);
                    starts.push((at..at + content.len(), Kind::Junk(id)));
                    continue;
                }
                _ => continue,
            };
            let at = message.origin.range.clone();
            let id = message.id.clone();
            last = Some(id.clone());
            // The parser takes a star without a variant for the default, and passes over what follows.
            if message.selectors.iter().any(|s| s.default.is_empty()) {
                out.push(without_default(file, text, &message));
                starts.push((at, Kind::Junk(Some(id.clone()))));
                catalogue.broken.insert(id);
                continue;
            }
            starts.push((
                at.clone(),
                match is_term {
                    true => Kind::Term(id.clone()),
                    false => Kind::Message(id.clone()),
                },
            ));
            let line = lines.position(text, at.start).line;
            if let Some(first) = seen.get(&id) {
                let error = format!(
                    "the {} `{id}` stands at line {first} already",
                    if is_term { "term" } else { "message" }
                );
                out.push(
                    Diagnostic::new(Code::DuplicateMessage, error)
                        .at(Origin::new(file, at.start..at.start + id.len()))
                        .hint("keep one of the two"),
                );
                if !is_term {
                    catalogue.repeated.push(message);
                }
                continue;
            }
            seen.insert(id.clone(), line);
            match is_term {
                true => catalogue.terms.push(message),
                false => {
                    catalogue.index.insert(id, catalogue.messages.len());
                    catalogue.messages.push(message);
                }
            }
        }
        catalogue.entries = entries(text, starts);
        catalogue
    }

    /// A catalogue for a file that is nested too deeply to be parsed: all entries are junk.
    fn unreadable(file: &FileId, text: &Arc<str>) -> Self {
        let mut junk: Vec<(Range<usize>, Kind)> = Vec::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let end = at + line.len();
            match junk.last_mut() {
                _ if nesting::starts_entry(line) => {
                    junk.push((at..end, Kind::Junk(Some(first_word(line).to_owned()))));
                }
                Some((range, _)) if range.end == at && !line.starts_with('#') => range.end = end,
                _ => {}
            }
            at = end;
        }
        let ids = junk.iter().filter_map(|(_, kind)| match kind {
            Kind::Junk(id) => id.clone(),
            _ => None,
        });
        Self {
            file: file.clone(),
            text: text.clone(),
            messages: Vec::new(),
            terms: Vec::new(),
            broken: ids.collect(),
            torn: BTreeSet::new(),
            repeated: Vec::new(),
            entries: entries(text, junk),
            index: BTreeMap::new(),
        }
    }

    /// A message by its id.
    pub fn message(&self, id: &str) -> Option<&Message> {
        self.index.get(id).and_then(|at| self.messages.get(*at))
    }

    /// Whether the entry with this id cannot be parsed completely. The id of a term starts with `-`.
    pub fn is_broken(&self, id: &str) -> bool {
        self.torn.contains(id) || self.broken.contains(id) && self.message(id).is_none()
    }

    /// The ids of entries that cannot be parsed. Those of terms start with `-`.
    pub fn broken(&self) -> impl Iterator<Item = &str> {
        self.broken.iter().map(String::as_str)
    }

    /// All messages in file order, including those whose id an earlier message has.
    pub fn all_messages(&self) -> Vec<&Message> {
        let mut all: Vec<_> = self.messages.iter().chain(&self.repeated).collect();
        all.sort_by_key(|message| message.origin.range.start);
        all
    }

    /// The first comment line of each entry that has a comment, by the byte index of the entry.
    pub fn first_comments(&self) -> BTreeMap<usize, &str> {
        let with_comment = self.entries.iter().filter(|e| e.range.start < e.start);
        with_comment
            .filter_map(|entry| Some((entry.start, *self.comment(entry).first()?)))
            .collect()
    }

    /// The first entry with this id, which may be junk.
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id() == Some(id))
    }

    /// The lines of an entry's comment, or of a free-standing comment, without `#` and the space after it.
    pub fn comment(&self, entry: &Entry) -> Vec<&str> {
        let end = match entry.kind {
            Kind::Comment(_) => entry.range.end,
            _ => entry.start,
        };
        let lines = self
            .text
            .get(entry.range.start..end)
            .unwrap_or_default()
            .lines();
        let bare = |line: &'_ str| line.trim_start_matches('#').len();
        lines
            .map(|line| &line[line.len() - bare(line)..])
            .map(|line| line.strip_prefix(' ').unwrap_or(line))
            .collect()
    }

    /// The retired ids, each with its text from the comment: `id = words`.
    pub fn retired(&self) -> BTreeMap<String, String> {
        let all = self
            .entries
            .iter()
            .filter(|e| !matches!(e.kind, Kind::Junk(_)));
        let lines = all.flat_map(|entry| self.comment(entry));
        let entries = lines.filter_map(|line| line.strip_prefix(RETIRED));
        let ids = entries.filter_map(|entry| Some((entry.split_once(['=', ' '])?.0, entry)));
        ids.map(|(id, entry)| (id.to_owned(), entry.to_owned()))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parse(text: &str) -> (Catalogue, Vec<Code>) {
        let mut out = Diagnostics::default();
        let text: Arc<str> = text.into();
        let catalogue = Catalogue::parse(&FileId::new("a.ftl"), &text, &mut out);
        let codes = out.into_iter().map(|d| d.code).collect();
        (catalogue, codes)
    }

    #[test]
    fn entries_know_their_place_and_what_they_use() {
        let text = "# c\na = b\nc = { $x } { $n ->\n    [one] { NUMBER($m) }\n   *[other] y\n}\n    .label = z\n";
        let (catalogue, codes) = parse(text);
        assert_eq!(codes, Vec::<Code>::new());
        let c = catalogue.message("c").expect("it is there");
        assert_eq!(&text[c.origin.range.clone()][..3], "c =");
        assert!(text[c.origin.range.clone()].ends_with('z'));
        assert_eq!(c.plain_variables, BTreeSet::from(["x".to_owned()]));
        let computed = ["n", "m"].map(str::to_owned);
        assert_eq!(c.computed_variables, BTreeSet::from(computed));
        let label = c.part("label").expect("it is there");
        assert_eq!(label.literal.as_deref(), Some("z"));
        let value = c.part("").expect("it is there");
        assert!(text[value.range.clone()].starts_with("{ $x }"));
        assert!(text[value.range.clone()].ends_with('}'));
    }

    #[test]
    fn faults_are_all_reported() {
        let text = "a = 1\na = 2\nb = { $x\nc = d\n    .e = f\n    .e = g\n";
        let (catalogue, codes) = parse(text);
        assert_eq!(
            codes,
            [
                Code::FtlSyntax,
                Code::DuplicateMessage,
                Code::DuplicateAttribute
            ]
        );
        assert!(catalogue.message("c").is_some());
    }

    #[test]
    fn retired_ids_are_read() {
        let (catalogue, _) = parse("a = b\n\n# retired: x-y = Mot\n# retired: z = { \"\" }\n");
        assert_eq!(
            catalogue.retired().into_keys().collect::<Vec<_>>(),
            ["x-y", "z"]
        );
    }

    proptest! {
        #[test]
        fn entries_cover_all_that_is_not_blank(
            lines in proptest::collection::vec("a = b|#|# c|## d|### e|    \\.f = g|-t = u|  v|\\{|\\}|!|#x|b = \\{ \\$n ->|   \\*\\[x\\] y|é||c =|\\{ NUMBER\\(\\$n, a: \"b\"\\) \\}", 0..12),
            crlf: bool,
        ) {
            let text: Arc<str> = lines.join(if crlf { "\r\n" } else { "\n" }).into();
            let (catalogue, _) = parse(&text);
            let mut at = 0;
            for entry in &catalogue.entries {
                prop_assert!(text[at..entry.range.start].trim().is_empty());
                prop_assert!(entry.range.start <= entry.start && entry.start < entry.range.end);
                at = entry.range.end;
            }
            prop_assert!(text[at..].trim().is_empty(), "{:?}", &text[at..]);
        }

        #[test]
        fn escaping_and_parsing_give_the_words_back(words in "\\PC{0,40}|[ {}\\[\\]*.\"\\\\a-z\t]{0,20}") {
            let (catalogue, codes) = parse(&format!("a = {}\n    .b = {}\n", escape(&words), escape(&words)));
            prop_assert_eq!(codes, Vec::<Code>::new());
            let message = catalogue.message("a").expect("it is there");
            prop_assert_eq!(message.parts[0].literal.as_deref(), Some(&*words));
            prop_assert_eq!(message.parts[1].literal.as_deref(), Some(&*words));
        }
    }
}
