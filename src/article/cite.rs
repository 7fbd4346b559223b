//! Citations in Pandoc's notation: `[see @smith2020, p. 4; -@doe]`.

use crate::article::ast::{Inline, Text, join, pieces};

/// What parts the works of a citation, in any script.
const SEPARATORS: [char; 3] = [';', '；', '؛'];

/// One work of a citation, with the words around it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part {
    /// What stands before it, without spaces at the ends: `see`.
    pub before: Vec<Inline>,
    /// Its key.
    pub key: String,
    /// Whether its authors are left out.
    pub is_bare: bool,
    /// What follows it, without spaces at the ends, and without a comma at its start: `p. 4`.
    pub after: Vec<Inline>,
}

/// Turns text between brackets that names works into citations. What names none, or two between two semicolons, stays text.
pub fn citations(inlines: &mut Vec<Inline>) {
    for inline in inlines.iter_mut() {
        inline.inner_mut().into_iter().for_each(citations);
    }
    let names_one = |inline: &Inline| matches!(inline, Inline::Text(text) if text.contains('@'));
    if !inlines.iter().any(names_one) {
        return;
    }
    let mut parted: Vec<Inline> = Vec::new();
    let mut open = None;
    for piece in inlines.drain(..).flat_map(|i| split(i, &['[', ']'])) {
        let is_end = is_sign(&piece, "]");
        if is_sign(&piece, "[") {
            open = Some(parted.len());
        }
        parted.push(piece);
        if let Some(from) = open.filter(|_| is_end) {
            open = None;
            let inner = parted[from + 1..parted.len() - 1].to_vec();
            if let Some(cite) = read(inner) {
                parted.truncate(from);
                parted.push(cite);
            }
        }
    }
    join(&mut parted);
    *inlines = parted;
}

/// A text cut at signs, each of which is a text of its own.
fn split(inline: Inline, signs: &[char]) -> Vec<Inline> {
    let Inline::Text(text) = inline else {
        return vec![inline];
    };
    let mut parts = Vec::new();
    let mut from = 0;
    for (at, sign) in text.match_indices(signs) {
        parts.extend([&text[from..at], sign]);
        from = at + sign.len();
    }
    parts.push(&text[from..]);
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    parts.map(|part| Inline::Text(part.to_owned())).collect()
}

fn is_sign(inline: &Inline, sign: &str) -> bool {
    matches!(inline, Inline::Text(text) if text == sign)
}

/// The citation between two brackets, if each of its parts names one work.
fn read(inner: Vec<Inline>) -> Option<Inline> {
    let mut content = Vec::new();
    for inline in inner {
        match inline {
            Inline::Text(text) => sources(&text, &mut content),
            Inline::Break | Inline::Cite(_) => return None,
            other => content.push(other),
        }
    }
    let is_one = |part: &[Inline]| {
        let sources = part.iter().filter(|i| matches!(i, Inline::Source { .. }));
        sources.count() == 1
    };
    let parted: Vec<Inline> = content
        .into_iter()
        .flat_map(|i| split(i, &SEPARATORS))
        .collect();
    let mut parts = Vec::new();
    for part in parted.split(is_separator) {
        if !is_one(part) {
            return None;
        }
        parts.extend((!parts.is_empty()).then_some(Inline::Break));
        parts.extend(trimmed(part));
    }
    Some(Inline::Cite(parts))
}

fn is_separator(inline: &Inline) -> bool {
    matches!(inline, Inline::Text(text) if SEPARATORS.iter().any(|sign| text.chars().eq([*sign])))
}

/// Divides a text at the works that it names.
fn sources(text: &str, content: &mut Vec<Inline>) {
    let mut from = 0;
    while let Some((range, source)) = next(text, from) {
        let before = &text[from..range.start];
        content.extend((!before.is_empty()).then(|| Inline::Text(before.to_owned())));
        content.push(source);
        from = range.end;
    }
    let rest = &text[from..];
    content.extend((!rest.is_empty()).then(|| Inline::Text(rest.to_owned())));
}

/// The first work that a text names at or after a byte.
fn next(text: &str, from: usize) -> Option<(std::ops::Range<usize>, Inline)> {
    text[from..].match_indices('@').find_map(|(at, _)| {
        let at = from + at;
        let (key, length) = key(&text[at + 1..])?;
        let free = |before: &str| {
            let c = before.chars().next_back();
            c.is_none_or(|c| {
                !c.is_alphanumeric() && !matches!(c, '.' | '/' | '_' | '+' | '^' | '@')
            })
        };
        let before = &text[from..at];
        let bare = before
            .strip_suffix('-')
            .filter(|rest| free(rest) && !rest.ends_with('-'));
        let start = bare.map_or(at, |rest| from + rest.len());
        let source = Inline::Source {
            key: key.to_owned(),
            is_bare: bare.is_some(),
        };
        free(before).then_some((start..at + 1 + length, source))
    })
}

/// The key at the start of a text, by Pandoc's rule, and its length with the braces that may stand around it.
fn key(text: &str) -> Option<(&str, usize)> {
    if let Some(braced) = text.strip_prefix('{') {
        let (key, _) = braced.split_once('}')?;
        let is_key = !key.is_empty() && !key.contains(|c: char| c.is_whitespace() || c == '{');
        return is_key.then_some((key, key.len() + 2));
    }
    let is_letter = |c: char| c.is_alphanumeric() || c == '_';
    let mut end = 0;
    for (at, c) in text.char_indices() {
        let joins = at > 0 && ":.#$%&-+?~/".contains(c) && text[at + 1..].starts_with(is_letter);
        if !is_letter(c) && !joins {
            break;
        }
        end = at + c.len_utf8();
    }
    (end > 0).then_some((&text[..end], end))
}

/// A work as it is written in a citation.
pub fn written(name: &str, is_bare: bool) -> String {
    let sign = if is_bare { "-" } else { "" };
    match key(name) {
        Some((whole, _)) if whole == name => format!("{sign}@{name}"),
        _ => format!("{sign}@{{{name}}}"),
    }
}

/// The works of a citation, from what stands between its brackets.
pub fn parts(content: &[Inline]) -> Vec<Part> {
    let of_part = |part: &[Inline]| {
        let at = part
            .iter()
            .position(|i| matches!(i, Inline::Source { .. }))?;
        let Inline::Source { key, is_bare } = &part[at] else {
            return None;
        };
        let mut after = trimmed(&part[at + 1..]);
        if let Some(Inline::Text(text)) = after.first_mut() {
            *text = text.trim_start_matches([',', '،', '，']).to_owned();
        }
        Some(Part {
            before: trimmed(&part[..at]),
            key: key.clone(),
            is_bare: *is_bare,
            after: trimmed(&after),
        })
    };
    let parts = content.split(|inline| *inline == Inline::Break);
    parts.filter_map(of_part).collect()
}

/// Inlines without spaces at the ends.
fn trimmed(inlines: &[Inline]) -> Vec<Inline> {
    let mut inlines = inlines.to_vec();
    if let Some(Inline::Text(text)) = inlines.first_mut() {
        *text = text.trim_start().to_owned();
    }
    if let Some(Inline::Text(text)) = inlines.last_mut() {
        *text = text.trim_end().to_owned();
    }
    inlines.retain(|inline| !matches!(inline, Inline::Text(text) if text.is_empty()));
    inlines
}

/// The keys of the works that inlines cite, in order and with repetitions.
pub fn cited(inlines: &[Inline]) -> Vec<&str> {
    let mut keys = Vec::new();
    pieces(inlines, &mut |inline| {
        if let Inline::Source { key, .. } = inline {
            keys.push(key.as_str());
        }
    });
    keys
}

/// Whether any of these texts cites a work.
pub fn any<'t>(texts: impl IntoIterator<Item = &'t Text>) -> bool {
    texts
        .into_iter()
        .any(|text| !cited(&text.inlines).is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: &str) -> Inline {
        Inline::Text(words.to_owned())
    }

    fn source(key: &str, is_bare: bool) -> Inline {
        Inline::Source {
            key: key.to_owned(),
            is_bare,
        }
    }

    #[test]
    fn citations_are_pandocs() {
        let cite = |inner: Vec<Inline>| vec![text("a "), Inline::Cite(inner), text(" b")];
        for (markup, expected) in [
            ("[@smith2020]", cite(vec![source("smith2020", false)])),
            (
                "[@smith_2020:x.]",
                cite(vec![source("smith_2020:x", false), text(".")]),
            ),
            ("[-@a, p. 4]", cite(vec![source("a", true), text(", p. 4")])),
            ("[@{a/b c}]", vec![text("a [@{a/b c}] b")]),
            ("[@{a/(b)}]", cite(vec![source("a/(b)", false)])),
            (
                "[see @a, p. 3; @b]",
                cite(vec![
                    text("see "),
                    source("a", false),
                    text(", p. 3"),
                    Inline::Break,
                    source("b", false),
                ]),
            ),
            ("[a@b.org]", vec![text("a [a@b.org] b")]),
            ("[@a and @b]", vec![text("a [@a and @b] b")]),
            ("[@a; and more]", vec![text("a [@a; and more] b")]),
            (
                "[see [@a]]",
                vec![
                    text("a [see "),
                    Inline::Cite(vec![source("a", false)]),
                    text("] b"),
                ],
            ),
        ] {
            let mut inlines = vec![text(&format!("a {markup} b"))];
            citations(&mut inlines);
            assert_eq!(inlines, expected, "{markup}");
        }
    }

    #[test]
    fn parts_have_no_spaces_and_no_comma() {
        let content = [
            text("see "),
            source("a", false),
            text(",\u{A0}p. 3"),
            Inline::Break,
            source("b", true),
        ];
        let part = |before: Vec<Inline>, key: &str, is_bare, after| Part {
            before,
            key: key.to_owned(),
            is_bare,
            after,
        };
        let expected = [
            part(vec![text("see")], "a", false, vec![text("p. 3")]),
            part(vec![], "b", true, vec![]),
        ];
        assert_eq!(parts(&content), expected);
    }
}
