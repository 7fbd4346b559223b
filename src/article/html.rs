//! HTML in Markdown: comments are removed, `<br>` is a line break, and everything else is an error with a suggestion.

use std::ops::Range;

use comrak::nodes::{AstNode, NodeValue};

use crate::diagnostic::{Code, Diagnostic};
use crate::origin::Origin;

const OPEN: &str = "<!--";
const CLOSE: &str = "-->";

/// What to write instead of an element.
const INSTEAD: [(&str, &str); 12] = [
    ("b", "`**…**`"),
    ("strong", "`**…**`"),
    ("i", "`*…*`"),
    ("em", "`*…*`"),
    ("s", "`~~…~~`"),
    ("del", "`~~…~~`"),
    ("strike", "`~~…~~`"),
    ("sub", "`~…~`, as in `H~2~O`"),
    ("sup", "`^…^`, as in `m^2^`"),
    ("code", "a code span"),
    ("a", "`[text](https://…)`"),
    ("img", "`![alternative text](file)`, alone in its paragraph"),
];

/// Whether inline HTML is a comment.
pub fn is_comment(tag: &str) -> bool {
    tag.starts_with(OPEN)
}

/// Whether inline HTML is a line break.
pub fn is_break(tag: &str) -> bool {
    let name = tag.trim_start_matches('<').trim_end_matches('>');
    let name = name.trim_end_matches('/').trim();
    name.eq_ignore_ascii_case("br")
}

/// The error for HTML that is not supported.
pub fn unsupported(html: &str, origin: &Origin) -> Diagnostic {
    let tag = html.lines().next().unwrap_or_default().trim();
    let shown = match tag.char_indices().nth(40) {
        Some((at, _)) => format!("{}…", &tag[..at]),
        None => tag.to_owned(),
    };
    let message = format!("raw HTML (`{shown}`) is not supported");
    let error = Diagnostic::new(Code::UnsupportedMarkdown, message).at(origin.clone());
    let name = tag.trim_start_matches(['<', '/']);
    let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next();
    let name = name.unwrap_or_default().to_ascii_lowercase();
    let instead = INSTEAD.iter().find(|(element, _)| *element == name);
    error.hint(match (instead, name.as_str()) {
        (Some((_, markdown)), _) => format!("write {markdown}"),
        (None, "br") => "a line break stands inside a text; an empty line parts two paragraphs".to_owned(),
        _ => "write it as Markdown, or put it in code; where readers should see the sign, write `\\<`".to_owned(),
    })
}

/// Whether a tag ends an element that begins before it in the same text.
pub fn ends_one_before<'a>(node: &'a AstNode<'a>, tag: &str) -> bool {
    let name = |tag: &str| {
        let name = tag.trim_start_matches(['<', '/']);
        let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next();
        name.unwrap_or_default().to_ascii_lowercase()
    };
    let begins = |before: &'a AstNode<'a>| match &before.data().value {
        NodeValue::HtmlInline(before) => !before.starts_with("</") && name(before) == name(tag),
        _ => false,
    };
    tag.starts_with("</") && node.preceding_siblings().skip(1).any(begins)
}

/// The comments of a text, in order. An unclosed one extends to the end.
pub fn comments(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = text[from..].find(OPEN).map(|at| from + at) {
        // `<!-->` is a complete comment.
        let inner = open + "<!".len();
        let close = text[inner..].find(CLOSE).map(|at| inner + at + CLOSE.len());
        from = close.unwrap_or(text.len());
        found.push(open..from);
    }
    found
}

/// The trimmed content of an HTML block without its comments. `None` if a comment is not closed.
pub fn beside_comments(html: &str) -> Option<String> {
    let mut rest = String::new();
    let mut from = 0;
    for comment in comments(html) {
        if !html[comment.clone()].ends_with(CLOSE) {
            return None;
        }
        rest.push_str(&html[from..comment.start]);
        from = comment.end;
    }
    rest.push_str(&html[from..]);
    Some(rest.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_what_stands_beside_them() {
        for (html, rest) in [
            ("<!-- a -->", Some("")),
            ("<!-- a\n\nb -->\n", Some("")),
            ("<!-- a --> word <!---->", Some("word")),
            ("<!--> word", Some("word")),
            ("<!-- a", None),
            ("<p>", Some("<p>")),
        ] {
            assert_eq!(beside_comments(html).as_deref(), rest, "{html}");
        }
    }

    #[test]
    fn breaks_in_every_spelling() {
        assert!(
            ["<br>", "<br/>", "<br />", "<BR>"]
                .into_iter()
                .all(is_break)
        );
        assert!(
            !["<b>", "</br>", "<br class=\"x\">"]
                .into_iter()
                .any(is_break)
        );
    }
}
