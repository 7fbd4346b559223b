//! Decodes the authors of the front matter.

use linkify::{LinkFinder, LinkKind};
use serde_yaml::Value;

use crate::article::ast::{Author, Inline, Text};
use crate::article::inline::NoteNames;
use crate::article::invisible;
use crate::article::source::Source;
use crate::article::value::Values;
use crate::diagnostic::Diagnostics;
use crate::origin::Origin;
use crate::yaml::tree::{Node, Written};
use crate::yaml::{Key, Mapping, key};

/// The expected form of a text.
const LINE: &str = "a line of text";

/// The keys of an author.
pub const KEYS: &[Key] = &[
    key(
        "name",
        LINE,
        "",
        "The name, the same in all languages; must be given.",
    ),
    key(
        "affiliation",
        LINE,
        "",
        "The author's position and institution.",
    ),
    key(
        "email",
        "an address such as `ada@example.org`",
        "",
        "The e-mail address.",
    ),
    key(
        "orcid",
        "an ORCID iD such as `0000-0002-1825-0097`",
        "",
        "The [ORCID iD](https://orcid.org), as digits or as an address.",
    ),
    key("note", LINE, "", "A sentence or two about the author."),
];

/// Decodes the value of `authors:`.
pub fn parse(map: &mut Mapping, values: &mut Values, out: &mut Diagnostics) -> Vec<Author> {
    let items: Vec<Value> = map.take("authors", out).unwrap_or_default();
    let nodes = map.node("authors").map(Node::items).unwrap_or_default();
    let nodes: Vec<Option<Node>> = (0..items.len()).map(|at| nodes.get(at).cloned()).collect();
    let mut authors = Vec::new();
    for (at, (item, node)) in items.into_iter().zip(nodes).enumerate() {
        let place = node.as_ref().map(|node| map.place(node));
        let place = place
            .or(map.origin("authors"))
            .unwrap_or(values.whole.clone());
        let author = match (item, map.item("authors", at, KEYS)) {
            (Value::String(name), _) => {
                let written = node.and_then(|node| map.written(&node));
                let written = written.unwrap_or_else(|| Written::whole(name, &place));
                Some(Author::new(written.text.clone(), written.all()))
            }
            (_, Some(mut keys)) => {
                let author = described(&mut keys, &place, values, out);
                keys.finish(out);
                author
            }
            _ => {
                let message = format!("`authors` must be {}", map.expected("authors"));
                out.push(map.wrong("authors", message).at(place.clone()));
                continue;
            }
        };
        match author {
            Some(author) => {
                check(&author, map, values.file, out);
                authors.push(author);
            }
            // A name that cannot be read was reported.
            None => values.is_unread = true,
        }
    }
    authors
}

/// An author with more than a name. `None` without a name, which is reported.
fn described(
    map: &mut Mapping,
    place: &Origin,
    values: &mut Values,
    out: &mut Diagnostics,
) -> Option<Author> {
    let is_named = map.origin("name").is_some();
    let name = map.words("name", out);
    if !is_named {
        let missing = map.wrong("name", "an author has no name");
        out.push(missing.at(place.clone()).hint("add `name: …`"));
    }
    let none = NoteNames::default();
    let affiliation = values.text(map, "affiliation", &none, out);
    let note = values.text(map, "note", &none, out);
    let email = map.words("email", out);
    let email = email.and_then(|email| match is_email(&email.text) {
        true => Some(link(&email, &format!("mailto:{}", email.text), &email.text)),
        false => {
            let message = format!("`{}` is not an e-mail address", email.text);
            let wrong = map.wrong("email", message).at(email.all());
            out.push(wrong.hint("write the address alone: ada@example.org"));
            None
        }
    });
    let orcid = map.words("orcid", out);
    let orcid = orcid.and_then(|orcid| match orcid_of(&orcid.text) {
        Ok(digits) => {
            let shown = format!("orcid.org/{digits}");
            Some(link(&orcid, &format!("https://{shown}"), &shown))
        }
        Err(hint) => {
            let message = format!("`{}` is not an ORCID iD", orcid.text);
            out.push(map.wrong("orcid", message).at(orcid.all()).hint(hint));
            None
        }
    });
    let name = name?;
    Some(Author {
        affiliation,
        email,
        orcid,
        note,
        ..Author::new(name.text.clone(), name.all())
    })
}

/// A text that is no message: a link, the same in all languages.
fn link(written: &Written, url: &str, shown: &str) -> Text {
    let link = Inline::Link {
        url: url.to_owned(),
        content: vec![Inline::Text(shown.to_owned())],
    };
    Text {
        is_value: true,
        ..Text::new(vec![link], written.all())
    }
}

fn check(author: &Author, map: &Mapping, file: &str, out: &mut Diagnostics) {
    let source = Source::message(author.origin.clone(), file);
    invisible::check(&author.name, &author.origin, &source, out);
    invisible::unpaired(&[Inline::Text(author.name.clone())], &source, out);
    let name = author.name.trim().trim_end_matches('.').to_lowercase();
    let wrong = |message: String| map.wrong("authors", message).at(author.origin.clone());
    if name.is_empty() {
        out.push(wrong("an author has no name".to_owned()).hint("delete the line, or add a name"));
    }
    if name == "et al" || name.ends_with(" et al") {
        let message = format!("`{}` is not the name of an author", author.name);
        out.push(wrong(message).hint("list every author by name"));
    }
}

fn is_email(text: &str) -> bool {
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Email]);
    finder.links(text).any(|found| found.as_str() == text)
}

/// The digits of an ORCID iD with their hyphens, from an iD or its address. The error is a hint. The last sign is a check
/// digit (ISO/IEC 7064, MOD 11-2).
fn orcid_of(text: &str) -> Result<String, String> {
    let id = text.strip_prefix("https://").unwrap_or(text);
    let id = id.strip_prefix("http://").unwrap_or(id);
    let id = id.strip_prefix("orcid.org/").unwrap_or(id);
    let groups: Vec<&str> = id.split('-').collect();
    let signs: String = groups.concat();
    let is_group = |group: &&str| group.len() == 4 && group.is_ascii();
    let (digits, last) = signs
        .split_at_checked(15)
        .filter(|(digits, last)| {
            let has_form = groups.len() == 4 && groups.iter().all(is_group);
            has_form
                && digits.bytes().all(|digit| digit.is_ascii_digit())
                && (*last == "X" || last.bytes().all(|digit| digit.is_ascii_digit()))
        })
        .ok_or("write four groups of four digits, such as 0000-0002-1825-0097")?;
    let sum = digits
        .bytes()
        .fold(0, |sum, digit| (sum + u32::from(digit - b'0')) * 2 % 11);
    let check = match (12 - sum) % 11 {
        10 => "X".to_owned(),
        digit => digit.to_string(),
    };
    match last == check {
        true => Ok(id.to_owned()),
        false => Err(format!(
            "a digit is wrong: with these, the last would be {check}"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orcid_ids_have_a_check_digit() {
        for (text, id) in [
            ("0000-0002-1825-0097", Some("0000-0002-1825-0097")),
            ("0000-0001-5109-3700", Some("0000-0001-5109-3700")),
            ("0000-0002-1694-233X", Some("0000-0002-1694-233X")),
            (
                "https://orcid.org/0000-0002-1825-0097",
                Some("0000-0002-1825-0097"),
            ),
            ("orcid.org/0000-0002-1825-0097", Some("0000-0002-1825-0097")),
            ("0000-0002-1825-0098", None),
            ("0000-0002-1694-233x", None),
            ("0000000218250097", None),
            ("0000-0002-1825-009", None),
            ("0000-0002-1825-00é", None),
            ("0000-0002-18250-097", None),
            ("X000-0002-1825-0097", None),
            ("", None),
        ] {
            assert_eq!(orcid_of(text).ok().as_deref(), id, "{text}");
        }
    }

    #[test]
    fn e_mail_addresses() {
        for (text, is_one) in [
            ("ada@example.org", true),
            ("ada.lovelace+press@mail.example.co.uk", true),
            ("müller@müller.example", true),
            ("ada@example", false),
            ("ada", false),
            ("Ada <ada@example.org>", false),
            ("mailto:ada@example.org", false),
            ("ada@example.org, b@example.org", false),
            ("", false),
        ] {
            assert_eq!(is_email(text), is_one, "{text}");
        }
    }
}
