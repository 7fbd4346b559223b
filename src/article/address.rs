//! Checks the targets of links: an address that readers of a PDF can follow, or a section of the article.

use percent_encoding::percent_decode_str;

use crate::article::ast::{Inline, plain};
use crate::article::source::Source;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::names;
use crate::origin::{FileId, Origin};

/// The id of the section that a URL refers to, if it is a fragment (`#id`).
pub fn section(url: &str) -> Option<&str> {
    url.strip_prefix('#')
}

/// The name of the article that a URL leads to: a Markdown file beside the one that it stands in, `other.md`.
pub fn article(url: &str) -> Option<String> {
    let name = url.strip_prefix("./").unwrap_or(url).strip_suffix(".md")?;
    let name = percent_decode_str(name).decode_utf8().ok()?;
    let is_name = !name.is_empty() && !name.contains(['/', '\\', '#', '?', ':']);
    is_name.then(|| name.into_owned())
}

/// The URL of a reference: to an article, or to a part of its own.
pub fn of_reference(target: &str) -> String {
    match article(target) {
        Some(_) => target.to_owned(),
        None => format!("#{target}"),
    }
}

/// Whether a URL refers to no file of the project: a web address or a data URL.
pub fn is_remote(url: &str) -> bool {
    let scheme = url.split_once("://").map_or("", |(scheme, _)| scheme);
    let is_scheme = !scheme.is_empty() && scheme.bytes().all(|b| b.is_ascii_alphanumeric());
    is_scheme || url.starts_with("//") || url.starts_with("data:")
}

/// The file of a path in an article: relative to it, or to the project root if it starts with `/`. Web addresses stay as they are.
pub fn beside(article: &FileId, path: &str) -> FileId {
    // URLs and absolute paths are reported as they are written.
    if path.starts_with('/') || is_remote(path) {
        return FileId::new(path);
    }
    let folder = article
        .path()
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder);
    FileId::new(format!("{folder}/{path}"))
}

/// Whether a URL is empty or only `#`.
pub fn is_empty(url: &str) -> bool {
    url.trim().trim_start_matches('#').is_empty()
}

/// Where the address of a link stands, if that is a line of its own: `[name]: https://…` for `[text][name]`.
pub fn definition(source: &Source, link: &Origin) -> Option<Origin> {
    source.lines?;
    let written = source.file.get(link.range.clone())?;
    let (text, name) = written.strip_suffix(']')?.rsplit_once('[')?;
    let name = match name.is_empty() {
        true => text.strip_suffix(']')?.strip_prefix('[')?,
        false => name,
    };
    let mut at = 0;
    for line in source.file.split_inclusive('\n') {
        let start = line.find('[').unwrap_or(line.len());
        let defined = line[start..]
            .get(1..)
            .and_then(|rest| rest.split_once("]:"));
        if defined.is_some_and(|(own, _)| names::folded(own) == names::folded(name)) {
            return Some(Origin::new(
                &link.file,
                at + start..at + line.trim_end().len(),
            ));
        }
        at += line.len();
    }
    None
}

/// Reports links without a usable target or without text, and titles. Whether a section exists is checked in `links`. `places` are those of
/// the link and of its address.
pub fn check(
    url: &str,
    title: &str,
    content: &[Inline],
    places: (&Origin, &Origin),
    out: &mut Diagnostics,
) {
    let (link, address) = places;
    let error_at = |origin: &Origin, code, message: String, hint: &str| {
        Diagnostic::new(code, message).at(origin.clone()).hint(hint)
    };
    let error = |code, message, hint: &str| error_at(address, code, message, hint);
    if !title.is_empty() {
        let message = format!("a link's title is not supported: \"{title}\" would not be printed");
        let hint = "delete it, or say it in the text";
        out.push(error(Code::UnsupportedMarkdown, message, hint));
    }
    // Without a text, a link to a part of the article is a reference.
    let is_part = section(url).is_some_and(|id| !id.is_empty());
    let is_reference = (is_part || article(url).is_some()) && content.is_empty();
    let is_of_other = url.contains(".md#");
    if plain(content).trim().is_empty() && !is_reference && !is_empty(url) && !is_of_other {
        let message = "this link has no text".to_owned();
        let hint = "write between the brackets what readers see";
        out.push(error_at(link, Code::DeadLink, message, hint));
    }
    if is_empty(url) {
        let message = "this link leads nowhere".to_owned();
        let hint =
            "write its address between the parentheses, or delete the brackets around its text";
        out.push(error(Code::DeadLink, message, hint));
    } else if section(url).is_none() && article(url).is_none() && !is_address(url) {
        let message = format!("`{url}` is no address that readers of a PDF can follow");
        let looks_like_host = url.split('/').next().is_some_and(|host| {
            host.starts_with("www.")
                || host.contains('.') && url.contains('/') && !host.starts_with('.')
        });
        let hint = match url {
            _ if is_of_other => "link to the whole article, without `#` and what follows".to_owned(),
            _ if looks_like_host => format!("write it with its scheme: `https://{}`", url.trim_start_matches('/')),
            _ => "write the address at which it is published: `https://…`; a section of this article is `#id`".to_owned(),
        };
        out.push(error(Code::DeadLink, message, &hint));
    }
}

/// Whether a URL has a scheme that readers can follow, and something after it.
fn is_address(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once(':') else {
        return false;
    };
    let is_scheme = scheme.len() > 1
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    let is_local = matches!(
        scheme.to_ascii_lowercase().as_str(),
        "file" | "javascript" | "data"
    );
    let is_port = scheme.contains('.') && rest.starts_with(|c: char| c.is_ascii_digit());
    is_scheme && !is_local && !is_port && !rest.trim_start_matches('/').is_empty()
}

#[cfg(test)]
mod tests {
    use super::is_address;

    #[test]
    fn addresses_say_how_to_reach_them() {
        for whole in [
            "https://example.org",
            "mailto:desk@example.org?subject=Hello%20there",
            "tel:+33123",
            "doi:10.1000/182",
            "HTTP://X.org/é",
        ] {
            assert!(is_address(whole), "{whole}");
        }
        for dead in [
            "other.md",
            "/about",
            "//example.org/x",
            "www.example.org",
            "C:\\x",
            "file:///x",
            "https://",
            "example.org:80/x",
            "a b",
        ] {
            assert!(!is_address(dead), "{dead}");
        }
    }
}
