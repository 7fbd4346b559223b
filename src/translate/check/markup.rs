//! Inline markup: what the source has in footnotes, links, code and emphasis, and marks that are broken.

use crate::article::ast::Inline;
use crate::diagnostic::Diagnostic;
use crate::l10n::message::OPAQUE;
use crate::translate::check::finding::{Finding, Findings};
use crate::translate::check::text::{Pair, Sides, parse};

/// What a tree has, in its order.
#[derive(Default)]
struct Marks {
    footnotes: Vec<String>,
    links: Vec<String>,
    code: Vec<String>,
    emphasis: usize,
}

/// Reports markup that a part lost or added, and marks that stand alone.
pub fn check(pair: &Pair, sides: &Sides, out: &mut Findings) {
    broken(pair, sides, out);
    let Some(there) = &sides.there else { return };
    let (mut here, mut source) = (Marks::default(), Marks::default());
    here.read(&sides.here.inlines);
    source.read(&there.inlines);
    let footnote = |name: &str| format!("[^{name}]");
    let code = |code: &str| format!("`{code}`");
    differs(
        pair,
        sides,
        "footnote-differs",
        "footnote",
        &source.footnotes,
        &here.footnotes,
        footnote,
        out,
    );
    differs(
        pair,
        sides,
        "code-differs",
        "code span",
        &source.code,
        &here.code,
        code,
        out,
    );
    if here.links.len() != source.links.len() {
        // A link may lead to the same page in another language; it may not be left out.
        let link = |url: &str| format!("({url})");
        differs(
            pair,
            sides,
            "link-differs",
            "link",
            &source.links,
            &here.links,
            link,
            out,
        );
    }
    if here.emphasis < source.emphasis {
        let message = format!(
            "`{}` emphasizes {} in place of {} of its source text",
            pair.name(sides.part),
            passages(here.emphasis),
            source.emphasis
        );
        let warning = Diagnostic::warning("emphasis-lost", message)
            .at(pair.at(sides.part.range.clone()))
            .hint("set the same words between `*` or `**`");
        out.push(Finding::new(warning));
    }
}

fn passages(count: usize) -> String {
    match count {
        0 => "nothing".to_owned(),
        n => n.to_string(),
    }
}

impl Marks {
    fn read(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Emph(inner) | Inline::Strong(inner) => {
                    self.emphasis += 1;
                    self.read(inner);
                }
                Inline::Link { url, content } => {
                    self.links.push(url.clone());
                    self.read(content);
                }
                Inline::Code(code) => self.code.push(code.clone()),
                Inline::Footnote(name) => self.footnotes.push(name.clone()),
                Inline::Text(_) | Inline::Break | Inline::Param(_) => {}
            }
        }
    }
}

#[expect(
    clippy::too_many_arguments,
    reason = "the same comparison for each kind of mark"
)]
fn differs(
    pair: &Pair,
    sides: &Sides,
    code: &'static str,
    what: &str,
    source: &[String],
    here: &[String],
    write: impl Fn(&str) -> String,
    out: &mut Findings,
) {
    let name = pair.name(sides.part);
    let whole = &sides.part.range;
    for lost in lacking(source, here) {
        let lost = write(lost);
        let error = Diagnostic::error(
            code,
            format!("`{name}` lacks the {what} {lost} of its source text"),
        )
        .at(pair.at(whole.clone()))
        .hint(format!("put {lost} where its source text has it"));
        out.push(Finding::new(error));
    }
    for added in lacking(here, source) {
        let added = write(added);
        let found = pair
            .text
            .get(whole.clone())
            .and_then(|text| text.find(&added));
        let at = found.map_or(whole.clone(), |at| {
            whole.start + at..whole.start + at + added.len()
        });
        let error = format!("`{name}` has the {what} {added}, which its source text does not have");
        let error = Diagnostic::error(code, error)
            .at(pair.at(at))
            .hint("take it away; what is new belongs in the article");
        out.push(Finding::new(error));
    }
}

/// The elements of a multiset that another one lacks.
fn lacking<'a>(all: &'a [String], others: &[String]) -> Vec<&'a str> {
    let mut others: Vec<&String> = others.iter().collect();
    let mut lacking = Vec::new();
    for one in all {
        match others.iter().position(|other| *other == one) {
            Some(at) => {
                others.swap_remove(at);
            }
            None => lacking.push(one.as_str()),
        }
    }
    lacking
}

/// Reports marks that readers would see: they open or close nothing.
fn broken(pair: &Pair, sides: &Sides, out: &mut Findings) {
    let markup = &sides.part.flat;
    if !markup.contains(['*', '`', ']']) {
        return;
    }
    let found = match markup.contains('\\') {
        true => stray(&parse(&without_escapes(markup))),
        false => stray(&sides.here.inlines),
    };
    let Some((mark, what)) = found else {
        return;
    };
    let whole = sides.part.range.clone();
    let found = pair
        .text
        .get(whole.clone())
        .and_then(|text| text.find(mark));
    let at = found.map_or(whole.clone(), |at| {
        whole.start + at..whole.start + at + mark.len()
    });
    let error = Diagnostic::error(
        "broken-markup",
        format!("`{}` has {what}", pair.name(sides.part)),
    )
    .at(pair.at(at))
    .hint(match mark {
        "] (" => "take the space away".to_owned(),
        mark => {
            let escaped: String = mark.chars().map(|c| format!("\\{c}")).collect();
            format!("close it, or write `{escaped}` where readers should see it")
        }
    });
    out.push(Finding::new(error));
}

/// What is escaped is no mark.
fn without_escapes(markup: &str) -> String {
    let mut out = String::with_capacity(markup.len());
    let mut chars = markup.chars().peekable();
    while let Some(c) = chars.next() {
        match chars.next_if(|next| c == '\\' && next.is_ascii_punctuation()) {
            Some(_) => out.push(OPAQUE),
            None => out.push(c),
        }
    }
    out
}

/// The first mark of a tree that stands as text.
fn stray(inlines: &[Inline]) -> Option<(&'static str, &'static str)> {
    for inline in inlines {
        let found = match inline {
            Inline::Text(text) => stray_in(text),
            Inline::Link { url, .. } if url.is_empty() => Some(("](", "a link without a target")),
            Inline::Link { content, .. } | Inline::Emph(content) | Inline::Strong(content) => {
                stray(content)
            }
            _ => None,
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

fn stray_in(text: &str) -> Option<(&'static str, &'static str)> {
    if text.contains("**") {
        return Some(("**", "`**` that opens or closes nothing"));
    }
    if text.contains('`') {
        return Some(("`", "a backtick that opens or closes nothing"));
    }
    if text.find("](").is_some_and(|at| text[..at].contains('[')) {
        return Some(("](", "a link that does not end"));
    }
    if text.contains("] (http") {
        return Some(("] (", "a space between a link and its target"));
    }
    // `5 * 3` is no emphasis, `*mot` would be one.
    let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let alone = |at: usize| {
        is_space(text[..at].chars().next_back()) && is_space(text[at + 1..].chars().next())
    };
    let mut stars = text.match_indices('*').filter(|(at, _)| !alone(*at));
    stars
        .next()
        .map(|_| ("*", "a `*` that opens or closes nothing"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_stand_alone_are_seen() {
        let stray = |markup: &str| stray(&parse(&without_escapes(markup))).map(|(mark, _)| mark);
        for whole in [
            "*a* **b** `c*` [d](e) [sic] 5 * 3",
            "\\*a \\`b \\[c](d)",
            "a[^b] ``c ` d``",
            "*",
        ] {
            assert_eq!(stray(whole), None, "{whole}");
        }
        for (broken, mark) in [
            ("**a", "**"),
            ("a *b", "*"),
            ("`a", "`"),
            ("[a](b", "]("),
            ("[a]()", "]("),
            ("[a] (https://b.c)", "] ("),
            ("**a *", "**"),
            ("** a **", "**"),
        ] {
            assert_eq!(stray(broken), Some(mark), "{broken}");
        }
    }
}
