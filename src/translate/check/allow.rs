//! Suppression comments: `# fluentpress: allow CODE reason` above a message suppresses one code for it; `###`
//! suppresses it in the whole file. In an article, `<!-- fluentpress: allow CODE reason -->` suppresses it up to the next
//! empty line.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::l10n::catalogue::{Catalogue, Kind};
use crate::origin::{FileId, Origin};
use crate::translate::check::finding::Findings;
use crate::yaml::{list, nearest};

const MARK: &str = "fluentpress:";
const IN_CATALOGUES: &str = "write `# fluentpress: allow CODE reason`";
const IN_ARTICLES: &str = "write `<!-- fluentpress: allow CODE reason -->`";

/// The suppression comments of a file, and which of them were used.
#[derive(Debug, Default)]
pub struct Allows {
    /// By message id; `None` for the whole file.
    all: BTreeMap<Option<String>, Vec<Allow>>,
}

#[derive(Debug)]
struct Allow {
    code: Code,
    range: Range<usize>,
    used: bool,
}

impl Allows {
    /// Reads the suppression comments of a file. Invalid ones are reported to `out`.
    pub fn read(catalogue: &Catalogue, out: &mut Diagnostics) -> Self {
        let mut allows = Self::default();
        if !catalogue.text.contains(MARK) {
            return allows;
        }
        for entry in &catalogue.entries {
            let (target, end) = match &entry.kind {
                Kind::Message(id) | Kind::Term(id) => (Some(Some(id.clone())), entry.start),
                Kind::Comment(3) => (Some(None), entry.range.end),
                Kind::Comment(_) => (None, entry.range.end),
                Kind::Junk(_) => continue,
            };
            let mut at = entry.range.start;
            for line in catalogue.text[at..end].split_inclusive('\n') {
                let bare = line.trim_start_matches('#').trim();
                let start = at;
                at += line.len();
                let Some(words) = bare.strip_prefix(MARK) else {
                    continue;
                };
                let origin = Origin::new(&catalogue.file, start..start + line.trim_end().len());
                let range = origin.range.clone();
                match (read(words, IN_CATALOGUES), &target) {
                    (Err(error), _) => out.push((*error).at(origin)),
                    (Ok(code), Some(target)) => {
                        let allow = Allow { code, range, used: false };
                        allows.all.entry(target.clone()).or_default().push(allow);
                    }
                    (Ok(_), None) => out.push(
                        Diagnostic::new(Code::UnusedAllow, "this comment stands above no message")
                            .at(origin)
                            .hint("put it on the line above the message; `###` at the head of the file silences it in the whole file"),
                    ),
                }
            }
        }
        allows
    }

    /// Removes the suppressed findings of a message, and marks the comments that apply as used.
    pub fn silence(&mut self, id: &str, findings: &mut Findings) {
        if self.all.is_empty() {
            return;
        }
        for key in [Some(id.to_owned()), None] {
            for allow in self.all.get_mut(&key).into_iter().flatten() {
                let before = findings.len();
                findings.retain(|finding| finding.diagnostic.code != allow.code);
                allow.used |= findings.len() < before;
            }
        }
    }

    /// Whether a code is suppressed for a message.
    pub fn cover(&self, id: &str, code: Code) -> bool {
        let own = [Some(id.to_owned()), None];
        let mut allows = own.iter().flat_map(|key| self.all.get(key)).flatten();
        allows.any(|allow| allow.code == code)
    }

    /// Reports the comments that suppressed nothing. Call it after all messages.
    pub fn unused(self, catalogue: &Catalogue, out: &mut Diagnostics) {
        for allow in self.all.into_values().flatten() {
            allow.unused(&catalogue.file, out);
        }
    }
}

impl Allow {
    fn unused(self, file: &FileId, out: &mut Diagnostics) {
        // What is on the pages is known to a build only.
        if self.used || self.code.is_about_typesetting() {
            return;
        }
        let message = format!("there is no `{}` here to silence", self.code);
        out.push(
            Diagnostic::new(Code::UnusedAllow, message)
                .at(Origin::new(file, self.range))
                .hint("delete the comment"),
        );
    }
}

/// The suppression comments of an article, each with the bytes that it applies to.
#[derive(Debug, Default)]
pub struct ArticleAllows(Vec<(Range<usize>, Allow)>);

impl ArticleAllows {
    /// Reads the suppression comments of the article `file` with the content `text`. What is in the ranges `code` is
    /// not read. Invalid comments are reported to `out`.
    pub fn read(file: &FileId, text: &str, code: &[Range<usize>], out: &mut Diagnostics) -> Self {
        let mut allows = Self::default();
        let mut end = 0;
        for line in text.split_inclusive('\n') {
            let start = end;
            end += line.len();
            let comment = line.trim().strip_prefix("<!--");
            let words = comment.and_then(|comment| comment.trim_start().strip_prefix(MARK));
            let Some(words) = words.filter(|_| !code.iter().any(|code| code.contains(&start)))
            else {
                continue;
            };
            let range = start..start + line.trim_end().len();
            match read(words.trim_end().trim_end_matches("-->"), IN_ARTICLES) {
                Err(error) => out.push((*error).at(Origin::new(file, range))),
                Ok(code) => {
                    let rest = text[end..].split_inclusive('\n');
                    let block = rest.take_while(|line| !line.trim().is_empty());
                    let lines = end..end + block.map(str::len).sum::<usize>();
                    let allow = Allow {
                        code,
                        range,
                        used: false,
                    };
                    allows.0.push((lines, allow));
                }
            }
        }
        allows
    }

    /// Removes the suppressed findings, and marks the comments that apply as used.
    pub fn silence(&mut self, findings: &mut Vec<Diagnostic>) {
        for (lines, allow) in &mut self.0 {
            let is_meant = |found: &Diagnostic| {
                let origin = found.origin.as_ref();
                found.code == allow.code && origin.is_some_and(|o| lines.contains(&o.range.start))
            };
            let before = findings.len();
            findings.retain(|found| !is_meant(found));
            allow.used |= findings.len() < before;
        }
    }

    /// Whether a code is suppressed for the text that begins at a byte.
    pub fn cover(&self, at: usize, code: Code) -> bool {
        let mut allows = self.0.iter();
        allows.any(|(lines, allow)| allow.code == code && lines.contains(&at))
    }

    /// Reports the comments that suppressed nothing. Call it after all findings.
    pub fn unused(self, file: &FileId, out: &mut Diagnostics) {
        for (_, allow) in self.0 {
            allow.unused(file, out);
        }
    }
}

/// Parses `allow CODE reason`. The reason is required. `how` is the hint of an error.
fn read(words: &str, how: &str) -> Result<Code, Box<Diagnostic>> {
    let mut words = words.split_whitespace();
    if words.next() != Some("allow") {
        let error = "the comment does not say `allow`";
        return Err(Box::new(Diagnostic::new(Code::AllowCode, error).hint(how)));
    }
    let Some(code) = words.next() else {
        let error = "the comment does not say what it allows";
        return Err(Box::new(Diagnostic::new(Code::AllowCode, error).hint(how)));
    };
    let known = Code::ALL.iter().filter(|code| code.may_be_silenced());
    let Some(known) = known.clone().find(|known| known.name() == code) else {
        let error = Diagnostic::new(Code::AllowCode, format!("`{code}` cannot be silenced"));
        let mut names: Vec<_> = known.map(|known| known.name()).collect();
        names.sort_unstable();
        return Err(Box::new(match nearest(code, names.iter().copied()) {
            Some(near) => error.hint(format!("did you mean `{near}`?")),
            None => error.hint(format!("what can be silenced: {}", list(&names))),
        }));
    };
    match words.next() {
        Some(_) => Ok(*known),
        None => {
            let error = format!("the comment does not say why it allows `{code}`");
            Err(Box::new(
                Diagnostic::new(Code::AllowReason, error).hint(how),
            ))
        }
    }
}
