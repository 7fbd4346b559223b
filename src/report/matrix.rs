//! A build in parts as the matrix of a GitHub Actions job.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::pipeline::shards::Pair;

/// How many jobs GitHub takes in a matrix.
pub const MOST: i64 = 256;
/// How many bytes an output of a job may have, which GitHub reckons in UTF-16.
const LARGEST: usize = 1 << 20;
/// How many pairs a job's name lists.
const NAMED: usize = 3;

/// The matrix in one line, if GitHub takes it.
pub fn line(parts: &[Vec<Pair>], arguments: &[String]) -> Option<String> {
    let line = format!("{}\n", matrix(parts, arguments));
    (2 * line.encode_utf16().count() <= LARGEST).then_some(line)
}

/// An object whose `include` has one object for each part. `arguments` stand behind those that choose.
fn matrix(parts: &[Vec<Pair>], arguments: &[String]) -> Value {
    let include = parts.iter().enumerate().map(|(at, part)| {
        let name = match part.len() <= NAMED {
            true => part
                .iter()
                .map(|pair| format!("{} {}", pair.article, pair.locale))
                .collect::<Vec<_>>()
                .join(", "),
            false => format!("part {} of {}", at + 1, parts.len()),
        };
        let articles: BTreeSet<_> = part.iter().map(|pair| &pair.article).collect();
        let locales: BTreeSet<_> = part.iter().map(|pair| &pair.locale).collect();
        let only = part
            .iter()
            .map(|pair| format!("--only {}", word(&pair.only())));
        let args: Vec<_> = only
            .chain(arguments.iter().map(|text| word(text)))
            .collect();
        json!({
            "name": name,
            "part": at + 1,
            "articles": articles,
            "locales": locales,
            "args": args.join(" "),
            "pages": part.iter().map(Pair::pages).sum::<usize>(),
        })
    });
    json!({ "include": include.collect::<Vec<_>>() })
}

/// One word of a command of a POSIX shell, whatever it holds.
pub fn word(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./:,=+@%".contains(c);
    match !text.is_empty() && text.chars().all(is_plain) {
        true => text.to_owned(),
        false => format!("'{}'", text.replace('\'', "'\\''")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matrix_has_a_megabyte_at_most() {
        let pair = |name: usize| Pair {
            article: format!("{name:0900}"),
            locale: "fr".to_owned(),
            artifacts: Vec::new(),
        };
        let part = |pairs: usize| vec![(0..pairs).map(pair).collect()];
        assert!(line(&part(280), &[]).is_some_and(|line| line.ends_with("}]}\n")));
        assert_eq!(line(&part(300), &[]), None);
    }

    #[test]
    fn nothing_is_left_to_the_shell() {
        for (text, quoted) in [
            ("a-b_c.d:fr", "a-b_c.d:fr"),
            ("a b:fr", "'a b:fr'"),
            ("$(rm -rf ~):fr", "'$(rm -rf ~):fr'"),
            ("l'été:fr", "'l'\\''été:fr'"),
            ("", "''"),
        ] {
            assert_eq!(word(text), quoted);
        }
    }
}
