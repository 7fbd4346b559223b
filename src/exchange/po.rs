//! PO files of GNU gettext (manual, “The Format of PO Files”), for Poedit, Weblate and Lokalize. Markup stays as typed.

use crate::exchange::content;
use crate::exchange::returned::{At, Fault, Returned, ReturnedUnit, Words};
use crate::exchange::unit::{Package, Unit};
use crate::translate::state::State;

/// Stands before the digests in a comment that tools keep.
const STAMP: &str = "Digests: ";

/// Writes a file.
pub fn write(package: &Package) -> Vec<u8> {
    let header = [
        ("Project-Id-Version", "fluentpress"),
        ("Report-Msgid-Bugs-To", ""),
        // Same inputs, same bytes: no clock.
        ("PO-Revision-Date", "1970-01-01 00:00+0000"),
        ("Last-Translator", "fluentpress"),
        ("Language-Team", "none"),
        ("Language", &package.locale),
        ("X-Source-Language", &package.source),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
    ];
    let mut out = "msgid \"\"\nmsgstr \"\"\n".to_owned();
    for (name, value) in header {
        out.push_str(&format!("\"{name}: {}\\n\"\n", escaped(value)));
    }
    for file in &package.files {
        for unit in &file.units {
            entry(&mut out, &file.name, unit, package);
        }
    }
    out.into_bytes()
}

fn entry(out: &mut String, article: &str, unit: &Unit, package: &Package) {
    out.push('\n');
    let notes = unit.all_notes().into_iter();
    let notes = notes.filter(|(category, _)| *category != "old-source");
    for note in notes.map(|(_, note)| note).chain(package.term_notes(unit)) {
        out.push_str(&format!("#. {}\n", one_line(&note)));
    }
    out.push_str(&format!(
        "#. {STAMP}{}\n",
        &unit.stamp(&package.locale).text()
    ));
    out.push_str(&format!("#: {article}:{}\n", unit.id));
    // Poedit and Weblate call that “needs work”.
    let is_fuzzy =
        unit.translation().is_some() && matches!(unit.state, State::Stale | State::Unconfirmed);
    if is_fuzzy {
        out.push_str("#, fuzzy\n");
    }
    if let Some(before) = &unit.before {
        out.push_str(&format!("#| msgid \"{}\"\n", escaped(before)));
    }
    let target = unit.translation().map(content::typed);
    out.push_str(&format!(
        "msgctxt \"{}\"\n",
        escaped(&format!("{article}/{}", unit.id))
    ));
    out.push_str(&format!(
        "msgid \"{}\"\n",
        escaped(&content::typed(&unit.source))
    ));
    out.push_str(&format!(
        "msgstr \"{}\"\n",
        escaped(&target.unwrap_or_default())
    ));
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('"', "\\\"");
    text.replace('\n', "\\n")
        .replace('\t', "\\t")
        .replace('\r', "\\r")
}

/// The keyword that a line of text belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    None,
    Context,
    Id,
    Text,
    /// That of a plural form, which is never exported.
    Other,
}

/// An entry that is being read.
#[derive(Default)]
struct Entry {
    at: std::ops::Range<usize>,
    context: Option<String>,
    id: Option<String>,
    text: Option<String>,
    stamp: String,
    is_fuzzy: bool,
}

/// Reads a file.
pub fn read(text: &str) -> Returned {
    let mut returned = Returned::default();
    let mut entry = Entry::default();
    let mut field = Field::None;
    let mut at = 0;
    for whole in text.split_inclusive('\n') {
        let start = at;
        at += whole.len();
        let line = whole.trim();
        let range = start..start + whole.trim_end().len();
        let begins = line.starts_with('#') || line.starts_with("msgctxt") || line.is_empty();
        let is_complete = entry.text.is_some();
        // An entry ends with an empty line, or where the next begins.
        if is_complete && (begins || line.starts_with("msgid ")) {
            take(std::mem::take(&mut entry), &mut returned);
            field = Field::None;
        }
        if line.is_empty() || line.starts_with("#~") {
            continue;
        }
        if let Some(flags) = line.strip_prefix("#,") {
            entry.is_fuzzy |= flags.split(',').any(|flag| flag.trim() == "fuzzy");
        } else if let Some(stamp) = line
            .strip_prefix("#.")
            .and_then(|l| l.trim().strip_prefix(STAMP))
        {
            entry.stamp = stamp.trim().to_owned();
        }
        if line.starts_with('#') {
            continue;
        }
        let quote = line.find('"').unwrap_or(line.len());
        let (keyword, words) = line.split_at(quote);
        field = match keyword.trim() {
            "" => field,
            "msgctxt" => Field::Context,
            "msgid" => Field::Id,
            "msgstr" => Field::Text,
            "msgid_plural" => Field::Other,
            plural if plural.starts_with("msgstr[") => Field::Other,
            _ => Field::None,
        };
        let slot = match field {
            Field::Context => {
                entry.at = range.clone();
                &mut entry.context
            }
            Field::Id => {
                if entry.context.is_none() {
                    entry.at = range.clone();
                }
                &mut entry.id
            }
            Field::Text => &mut entry.text,
            Field::Other => continue,
            Field::None => {
                let fault = Fault::new(At::Bytes(range), "this is no line of a PO file");
                let hint =
                    "a line begins with `#`, `msgctxt`, `msgid`, `msgstr` or a quotation mark";
                returned.faults.push(fault.hint(hint));
                continue;
            }
        };
        match unescaped(words) {
            Some(words) => slot.get_or_insert_default().push_str(&words),
            None => {
                let fault = Fault::new(At::Bytes(range), "a text in quotation marks is not closed");
                returned.faults.push(
                    fault.hint("close it with `\"`; a quotation mark within it is written `\\\"`"),
                );
            }
        }
    }
    if entry.context.is_some() && entry.text.is_none() {
        let fault = Fault::new(
            At::Bytes(entry.at.clone()),
            "the file ends within this entry",
        );
        returned
            .faults
            .push(fault.hint("the file was cut off: save it anew"));
    } else if entry.text.is_some() {
        take(entry, &mut returned);
    }
    // Of another program's file, one fault is enough.
    let is_foreign = returned.units.is_empty() && !text.contains("msgctxt");
    if is_foreign && returned.faults.len() > 1 {
        returned.faults.truncate(1);
        let first = returned.faults.remove(0);
        let hint = "no entry of the file has one: export the texts, and translate that file";
        returned.faults.push(first.hint(hint));
    }
    returned
}

/// Takes an entry: the header, or a unit.
fn take(entry: Entry, returned: &mut Returned) {
    let text = entry.text.unwrap_or_default();
    let Some(context) = entry.context else {
        match entry.id.as_deref() {
            Some("") if returned.locale.is_empty() => {
                let mut lines = text.lines();
                let language = lines.find_map(|line| line.strip_prefix("Language:"));
                returned.locale = language.unwrap_or_default().trim().to_owned();
                returned.at = entry.at;
            }
            _ => {
                let fault = Fault::new(
                    At::Bytes(entry.at),
                    "this entry has no `msgctxt`, which names its message",
                );
                returned
                    .faults
                    .push(fault.hint("take the `msgctxt` from the file that was exported"));
            }
        }
        return;
    };
    let (article, id) = context.split_once('/').unwrap_or(("", &context));
    returned.units.push(ReturnedUnit {
        at: At::Bytes(entry.at),
        article: article.to_owned(),
        id: id.to_owned(),
        stamp: entry.stamp,
        source: Words::Typed(entry.id.unwrap_or_default()),
        target: Words::Typed(text),
        is_unfinished: entry.is_fuzzy,
    });
}

/// The text between quotation marks; none where it is not closed.
fn unescaped(words: &str) -> Option<String> {
    let inner = words.strip_prefix('"')?;
    let mut out = String::with_capacity(inner.len());
    let mut chars = inner.chars();
    loop {
        match chars.next()? {
            '"' => break,
            '\\' => out.push(match chars.next()? {
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                c => c,
            }),
            c => out.push(c),
        }
    }
    chars.as_str().trim().is_empty().then_some(out)
}
