//! Plain texts of the settings, such as the imprint, as content: lines, and addresses that lead somewhere.

use linkify::{LinkFinder, LinkKind};

use crate::article::ast::{Inline, Text, join};
use crate::article::invisible;
use crate::article::source::Source;
use crate::diagnostic::Diagnostics;
use crate::l10n::pseudo;
use crate::l10n::typography;
use crate::locale::Locale;
use crate::yaml::tree::Written;

/// The text in a language, with its typography; in a pseudo-locale of it, in that guise.
pub fn text(written: &Written, language: &Locale, locale: &Locale) -> Text {
    let mut inlines = Vec::new();
    for (rank, line) in written.text.trim().lines().enumerate() {
        if rank > 0 {
            inlines.push(Inline::Break);
        }
        linked(line.trim(), &mut inlines);
    }
    typography::apply(&mut inlines, language);
    pseudo::apply(&mut inlines, locale);
    Text::new(inlines, written.all())
}

/// Reports characters that texts must not contain. `file` is the content of the settings.
pub fn check(written: &Written, file: &str, out: &mut Diagnostics) {
    let source = Source::message(written.all(), file);
    invisible::check(&written.text, &written.all(), &source, out);
    invisible::unpaired(&[Inline::Text(written.text.clone())], &source, out);
}

/// A line, whose mail addresses, and whose web addresses with `https://` or `www.`, are links.
fn linked(line: &str, inlines: &mut Vec<Inline>) {
    let mut finder = LinkFinder::new();
    finder.url_must_have_scheme(false);
    for span in finder.spans(line) {
        let words = span.as_str().to_owned();
        let url = match span.kind() {
            Some(LinkKind::Email) => Some(format!("mailto:{words}")),
            Some(_) if words.contains("://") => Some(words.clone()),
            Some(_) if words.starts_with("www.") => Some(format!("https://{words}")),
            _ => None,
        };
        let text = Inline::Text(words);
        inlines.push(match url {
            Some(url) => Inline::Link {
                url,
                content: vec![text],
            },
            None => text,
        });
    }
    join(inlines);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::origin::{FileId, Origin};

    #[test]
    fn lines_stay_and_addresses_lead_somewhere() {
        let origin = Origin::new(&FileId::new("fluentpress.yaml"), 0..9);
        let written = "The House, Inc. e.g.\nask@house.org, www.house.org\nhttps://house.org/a#b\n";
        let written = Written::whole(written.to_owned(), &origin);
        let english = Locale::parse("en").expect("a language");
        let text = text(&written, &english, &english);
        let mut shown = Vec::new();
        for inline in &text.inlines {
            shown.push(match inline {
                Inline::Text(words) => words.as_str(),
                Inline::Link { url, .. } => url,
                Inline::Break => "/",
                _ => "?",
            });
        }
        let expected = [
            "The House, Inc. e.g.",
            "/",
            "mailto:ask@house.org",
            ", ",
            "https://www.house.org",
            "/",
            "https://house.org/a#b",
        ];
        assert_eq!(shown, expected);
        assert_eq!(
            text.plain(),
            "The House, Inc. e.g. ask@house.org, www.house.org https://house.org/a#b"
        );
    }
}
