//! What the parts of a build must hold together: a list of files, as `list` writes it, against what the parts have.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::output::manifest::Manifest;
use crate::vfs::slashes;

/// The artifacts that there must be, by file; with the value of `--only` for the part that makes each, if the list has it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Expected(BTreeMap<String, Option<String>>);

impl Expected {
    /// Reads a list in one of three forms: the JSON objects and the table of `list`, and names of files, one a line. The error is
    /// the reason why it is none.
    pub fn read(text: &str) -> Result<Self, String> {
        let text = text.trim_start_matches('\u{feff}');
        let lines = || text.lines().filter(|line| !line.trim().is_empty());
        let all: Result<Vec<_>, String> = match lines().next() {
            None => return Err("it is empty".to_owned()),
            Some(first) if first.starts_with('{') => {
                let lines = text.lines().zip(1..);
                let lines = lines.filter(|(line, _)| !line.trim().is_empty());
                lines
                    .filter_map(|(line, n)| object(line, n).transpose())
                    .collect()
            }
            Some(head) => match columns(head) {
                Some(columns) => Ok(lines().skip(1).map(|row| cells(row, &columns)).collect()),
                None => Ok(lines()
                    .map(|name| (name.trim_end().to_owned(), None))
                    .collect()),
            },
        };
        let all = Self(all?.into_iter().collect());
        match all.0.is_empty() {
            true => Err("it names no file".to_owned()),
            false => Ok(all),
        }
    }

    /// Reports every file that no part has, and every artifact of a part that is not expected.
    pub fn check(&self, parts: &[(&Path, Manifest)], out: &mut Diagnostics) {
        let files = parts.iter().flat_map(|(_, part)| part.files());
        let files: BTreeSet<&str> = files.map(|(file, _)| file).collect();
        for (file, only) in &self.0 {
            if !files.contains(file.as_str()) {
                out.push(missing(file, only.as_deref()));
            }
        }
        for (folder, part) in parts {
            let artifacts = part.artifacts.iter().map(|entry| &entry.file);
            for file in artifacts.filter(|file| !self.0.contains_key(*file)) {
                out.push(unexpected(folder, file));
            }
        }
    }
}

/// A line of `list --message-format json`: a planned artifact, or a finding.
fn object(line: &str, number: usize) -> Result<Option<(String, Option<String>)>, String> {
    let value: Value = serde_json::from_str(line)
        .map_err(|_| format!("line {number} is no object of `list --message-format json`"))?;
    let word = |name: &str| value.get(name).and_then(Value::as_str);
    if word("severity") == Some("error") {
        return Err("`list` found errors, and lists a part of the files only".to_owned());
    }
    if word("type") != Some("planned") {
        return Ok(None);
    }
    let file = word("file").ok_or_else(|| format!("line {number} names no file"))?;
    let only = word("article").zip(word("locale"));
    let only = only.map(|(article, locale)| format!("{article}:{locale}"));
    Ok(Some((file.to_owned(), only)))
}

/// Where the columns of the table of `list` begin, in characters: of files, articles, audiences, formats and languages.
fn columns(head: &str) -> Option<[usize; 5]> {
    let names = ["file", "article", "audience", "format", "locale"];
    let mut words = head.split_whitespace();
    if !names.iter().all(|name| words.next() == Some(name)) {
        return None;
    }
    // All of them are ASCII.
    let mut from = 0;
    Some(names.map(|name| {
        let at = from + head[from..].find(name).unwrap_or_default();
        from = at + name.len();
        at
    }))
}

/// The file of a row, and its article and language.
fn cells(row: &str, [file, article, audience, _, locale]: &[usize; 5]) -> (String, Option<String>) {
    let row: Vec<char> = row.chars().collect();
    let cell = |from: usize, to: usize| -> String {
        let cell = row.get(from..to.min(row.len())).unwrap_or_default();
        cell.iter().collect::<String>().trim_end().to_owned()
    };
    let rest = cell(*locale, row.len());
    let locale = rest.split_whitespace().next();
    let only = locale.map(|locale| format!("{}:{locale}", cell(*article, *audience)));
    (cell(*file, *article), only)
}

fn missing(file: &str, only: Option<&str>) -> Diagnostic {
    let message = format!("no part has `{file}`, which is expected");
    let hint = match only {
        Some(only) => format!(
            "it is of the part that `--only {only}` makes: build or fetch that one, and name its folder too"
        ),
        None => "build or fetch the part that has it, and name its folder too".to_owned(),
    };
    Diagnostic::new(Code::PartMissing, message).hint(hint)
}

fn unexpected(folder: &Path, file: &str) -> Diagnostic {
    let message = format!("`{}` is not expected", slashes(&folder.join(file)));
    let hint = "list the files and build the parts from the same commit, with the same options";
    Diagnostic::new(Code::PartUnexpected, message).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_forms_of_one_list() {
        let table = "file       article  audience  format   locale  edition\n\
                     l’été.pdf  a b      all       handout  fr-XA   screen\n\
                     b.pdf      b        all       brief    en      screen\n";
        let json = r#"{"type":"planned","file":"l’été.pdf","article":"a b","locale":"fr-XA"}
            {"type":"planned","file":"b.pdf","article":"b","locale":"en"}"#;
        let expected = |only: [Option<&str>; 2]| {
            let names = ["l’été.pdf", "b.pdf"].map(str::to_owned);
            Expected(
                names
                    .into_iter()
                    .zip(only.map(|o| o.map(str::to_owned)))
                    .collect(),
            )
        };
        let told = expected([Some("a b:fr-XA"), Some("b:en")]);
        assert_eq!(Expected::read(table), Ok(told.clone()));
        assert_eq!(Expected::read(json), Ok(told));
        let names = "\u{feff}l’été.pdf\r\n\r\nb.pdf";
        assert_eq!(Expected::read(names), Ok(expected([None, None])));
    }

    #[test]
    fn what_is_no_list_is_refused() {
        let error = r#"{"type":"diagnostic","severity":"error"}"#;
        for (text, why) in [
            ("\n \n", "it is empty"),
            (
                "{\"type\":",
                "line 1 is no object of `list --message-format json`",
            ),
            ("{\"type\":\"planned\"}", "line 1 names no file"),
            ("{\"type\":\"done\"}", "it names no file"),
            (
                error,
                "`list` found errors, and lists a part of the files only",
            ),
        ] {
            assert_eq!(Expected::read(text), Err(why.to_owned()));
        }
    }
}
