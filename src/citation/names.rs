//! Names as hayagriva puts them together, where it does not know what print does: “and others” of BibTeX, and given names with a hyphen.

use hayagriva::citationberg::taxonomy::{OtherTerm, Term};
use hayagriva::citationberg::{Locale, TermForm};

use crate::article::ast::Inline;
use crate::citation::fields::OTHERS;
use crate::citation::punctuation::leaves_back;

/// What joins the last of several names to the one before.
const JOINING: [&str; 20] = [
    "&", "and", "et", "und", "y", "e", "en", "i", "og", "och", "ja", "a", "và", "ve", "și", "та",
    "и", "і", "و", "와",
];

/// “et al.” of a language, from its terms.
pub fn et_al(terms: &[Locale]) -> String {
    let found = terms.iter().find_map(|locale| {
        let all = locale.terms.as_ref()?.terms.iter();
        let mut all = all.filter(|term| term.name == Term::Other(OtherTerm::EtAl));
        let term = all.find(|term| term.form == TermForm::Long)?;
        term.single().map(str::to_owned)
    });
    found.unwrap_or_else(|| "et al.".to_owned())
}

/// Puts `et_al` in the place of others, and a capital and a stop behind the hyphen of initials: `M.-J.` for `Min-jun`.
pub fn tidy(inlines: &mut [Inline], et_al: &str) {
    let mut is_owed = false;
    leaves_back(inlines, &mut |text| {
        if is_owed {
            text.truncate(unjoined(text).len());
            text.push(' ');
            is_owed = false;
        }
        while let Some(at) = text.find(OTHERS) {
            let before = unjoined(&text[..at]).to_owned();
            is_owed = before.is_empty();
            let space = if is_owed { "" } else { " " };
            let after = &text[at + OTHERS.len_utf8()..];
            let after = after
                .strip_prefix('.')
                .filter(|_| et_al.ends_with('.'))
                .unwrap_or(after);
            *text = format!("{before}{space}{et_al}{after}");
        }
        if let Some(whole) = with_initials(text) {
            *text = whole;
        }
    });
}

/// A text without what joins a name to it: commas, spaces, “and”.
fn unjoined(text: &str) -> &str {
    let trimmed = |text: &'_ str| {
        text.trim_end_matches([' ', ',', ';', '、', '\u{A0}', '،'])
            .len()
    };
    let text = &text[..trimmed(text)];
    let last = text.rfind([' ', '\u{A0}']).map_or(0, |at| {
        at + text[at..].chars().next().map_or(1, char::len_utf8)
    });
    match JOINING.contains(&&text[last..]) {
        true => &text[..trimmed(&text[..last])],
        false => text,
    }
}

/// A text with `M.-J.` in place of `M.-jun`. None if there is nothing to change.
fn with_initials(text: &str) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    let is_initial = |at: usize| {
        let is_first = at
            .checked_sub(1)
            .is_none_or(|at| " \u{A0}(&".contains(chars[at]));
        is_first && chars[at].is_uppercase()
    };
    let mut out = String::new();
    let (mut at, mut is_changed) = (0, false);
    while at < chars.len() {
        let second = chars.get(at + 3).filter(|c| c.is_lowercase());
        if is_initial(at)
            && chars.get(at + 1..at + 3) == Some(&['.', '-'])
            && let Some(second) = second
        {
            out.extend([chars[at], '.', '-']);
            out.extend(second.to_uppercase());
            out.push('.');
            at += 3;
            while chars.get(at).is_some_and(|c| c.is_alphabetic()) {
                at += 1;
            }
            is_changed = true;
            continue;
        }
        out.push(chars[at]);
        at += 1;
    }
    is_changed.then_some(out)
}
