//! Signs that Markdown takes out of names and paths which were typed as plain words: `__init__.py`, `/srv/*data*/x`, `C:\_old`. Readers would see
//! another name than the author's.

use crate::article::ast::Inline;
use crate::article::mask::{is_masked, mask, may_be_masked, unmask};
use crate::article::source::Source;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// Stand for the signs at the ends of emphasis and of strong emphasis. Valid texts contain neither.
const EMPH: char = '\u{F8F0}';
const STRONG: char = '\u{F8F1}';
/// Stands for what is no text, and parts words.
const OTHER: char = ' ';

/// Names of Python and C between two lines on either side.
const DUNDERS: &str = "init main name file doc all dict class call str repr len new del eq hash iter next enter exit getitem setitem getattr setattr \
    version author slots module annotations future pycache dirname filename attribute cplusplus line date time func";

/// Reports the words that have lost signs. Escaped characters must be masked still.
pub fn check(inlines: &[Inline], source: &Source, out: &mut Diagnostics) {
    // Most texts.
    if !inlines.iter().any(may_lose) {
        return;
    }
    let mut flat = String::new();
    flatten(inlines, &mut flat);
    stars(&flat, source, out);
    hyphens(&flat, source, out);
    let written = source.file.get(source.within.range.clone());
    let has_lines = written.is_some_and(|written| written.contains('_'));
    let mut within = None;
    for word in words(&flat) {
        let found = match word.contains(is_emphasis) {
            true => emphasized(word, has_lines),
            false => escaped(word),
        };
        let Some(forms) = found else { continue };
        let within = within.get_or_insert_with(|| source.within.clone());
        // The word is one if it was typed so, and not with a comment or an entity in it.
        let place = forms.iter().find_map(|form| source.find(within, form));
        let Some(place) = place else { continue };
        let typed = source.file.get(place.range.clone()).unwrap_or_default();
        let shown: String = plain(word).chars().map(unmask).collect();
        within.range.start = place.range.end;
        let message = format!(
            "`{typed}` is printed as `{shown}`: Markdown takes the other signs for its own"
        );
        out.push(
            Diagnostic::new(Code::LostSigns, message)
                .at(place)
                .hint(format!("a name or a path stands between backquotes: `` `{typed}` ``"))
                .hint("where markup is meant, put a space or a sign of punctuation between it and the rest of the word"),
        );
    }
}

/// Whether signs may have been taken out of an inline, or of the words beside it.
fn may_lose(inline: &Inline) -> bool {
    match inline {
        Inline::Text(text) => may_be_masked(text),
        inline => matches!(inline, Inline::Emph(_) | Inline::Strong(_)),
    }
}

/// The words with the end of an emphasis or a masked character.
fn words(flat: &str) -> impl Iterator<Item = &str> {
    let mut rest = flat;
    std::iter::from_fn(move || {
        let at = rest.find(|c| is_emphasis(c) || is_masked(c))?;
        let (before, behind) = rest.split_at(at);
        let start = before.trim_end_matches(|c: char| !c.is_whitespace()).len();
        let end = behind.find(char::is_whitespace).unwrap_or(behind.len());
        let word = &rest[start..at + end];
        rest = &behind[end..];
        Some(word)
    })
}

/// Reports hyphens with a backslash that pages set as a dash all the same: typography sees what Markdown makes of them.
fn hyphens(flat: &str, source: &Source, out: &mut Diagnostics) {
    if !flat.contains(mask('-')) {
        return;
    }
    let is_hyphen = |c: char| unmask(c) == '-';
    let mut within = source.within.clone();
    let mut rest = flat;
    while let Some(start) = rest.find(is_hyphen) {
        let (run, behind) = rest[start..].split_at(
            rest[start..]
                .find(|c| !is_hyphen(c))
                .unwrap_or(rest.len() - start),
        );
        rest = behind;
        // What a letter follows is an option.
        let is_dash = matches!(run.chars().count(), 2 | 3)
            && run.contains(mask('-'))
            && !behind.starts_with(char::is_alphanumeric);
        if !is_dash {
            continue;
        }
        let written = typed(run);
        let place = source.find(&within, &written);
        if let Some(place) = &place {
            within.range.start = place.range.end;
        }
        let plain: String = run.chars().map(unmask).collect();
        let message = format!("`{written}` is printed as a dash: a backslash keeps no hyphens");
        out.push(
            Diagnostic::new(Code::LostSigns, message)
                .at(place.unwrap_or_else(|| source.origin.clone()))
                .hint(format!("where readers should see the hyphens, write `` `{plain}` ``; where a dash is meant, leave the backslash out")),
        );
    }
}

/// Reports passages between two stars of which the first stands inside a word: `Bürger*innen und Wähler*innen`, `3*x + 4*y`. Emphasis begins where a word does.
fn stars(flat: &str, source: &Source, out: &mut Diagnostics) {
    for (sign, mark, look) in [(EMPH, "*", "italics"), (STRONG, "**", "bold")] {
        let mut within = None;
        let parts: Vec<&str> = flat.split(sign).collect();
        for three in parts.windows(3).step_by(2) {
            let [before, inner, behind] = three else {
                continue;
            };
            if !inner.contains(char::is_whitespace) || !is_between_words(before, behind) {
                continue;
            }
            let within = within.get_or_insert_with(|| source.within.clone());
            let first = |text: &str| plain(text.split(char::is_whitespace).next().unwrap_or(""));
            let last = |text: &str| text.split(char::is_whitespace).next_back().map(plain);
            let word = |start: Option<String>, end: &str| {
                typed(&format!("{}{mark}{end}", start.unwrap_or_default()))
            };
            let open = word(last(before), &first(inner));
            let close = word(last(inner), &first(behind));
            let place = source.find(within, &open);
            if let Some(place) = &place {
                within.range.start = place.range.end;
            }
            let message = format!(
                "the words from `{open}` to `{close}` are printed in {look}, without their stars"
            );
            out.push(
                Diagnostic::new(Code::LostSigns, message)
                    .at(place.unwrap_or_else(|| source.origin.clone()))
                    .hint("where readers should see the stars, write `\\*`; where emphasis is meant, put a space before it"),
            );
        }
    }
}

/// Whether emphasis after and before these texts begins inside a word, in a script with spaces between words and nothing joined before them, or behind a digit.
fn is_between_words(before: &str, behind: &str) -> bool {
    let is_letter = |c: char| c.is_lowercase() || c.is_uppercase() || c.is_ascii_digit();
    let next = behind.chars().next().filter(|c| c.is_alphanumeric());
    before.ends_with(is_letter) && next.is_none_or(is_letter)
}

/// Whether a word has emphasis for the stars between the ends of words: `Kund*innen/Wähler*innen`, `Schüler*innenvertreter*innen`, `étudiant*e*s`, `2*x/3*y`.
fn is_shared(word: &str) -> bool {
    let parts: Vec<&str> = word.split(EMPH).collect();
    let is_sign = |c: char| !c.is_alphanumeric() && !"'’-".contains(c) && c != STRONG;
    parts.windows(3).step_by(2).any(|three| {
        let [before, inner, behind] = three else {
            return false;
        };
        let end = behind.find(|c: char| !c.is_alphanumeric());
        let ending = &behind[..end.unwrap_or(behind.len())];
        is_between_words(before, behind)
            && (inner.starts_with("in") && ending.starts_with("in")
                || inner.ends_with('e') && ending == "s"
                || inner.contains(is_sign) && !ending.is_empty())
    })
}

fn flatten(inlines: &[Inline], flat: &mut String) {
    for inline in inlines {
        let sign = match inline {
            Inline::Text(text) => {
                flat.push_str(text);
                continue;
            }
            Inline::Emph(_) => EMPH,
            Inline::Strong(_) => STRONG,
            _ => OTHER,
        };
        flat.push(sign);
        if let Inline::Emph(inner) | Inline::Strong(inner) = inline {
            flatten(inner, flat);
        }
        flat.push(sign);
    }
}

fn is_emphasis(c: char) -> bool {
    matches!(c, EMPH | STRONG)
}

fn plain(word: &str) -> String {
    let word = word.trim_end_matches(['.', ',', ';', ':', '!', '?']);
    word.chars().filter(|c| !is_emphasis(*c)).collect()
}

/// How a word may have been typed that holds emphasis and is a name; none if it is no name. `has_lines`: whether the text has an underscore.
fn emphasized(word: &str, has_lines: bool) -> Option<Vec<String>> {
    let core = word
        .trim_matches(|c: char| !c.is_alphanumeric() && !is_emphasis(c) && !"/\\~_".contains(c));
    let count = |sign: char| core.matches(sign).count();
    if count(EMPH) % 2 + count(STRONG) % 2 > 0 {
        return None;
    }
    let inner = core.trim_matches(is_emphasis);
    let is_whole = core.starts_with(is_emphasis)
        && core.ends_with(is_emphasis)
        && !inner.contains(is_emphasis);
    let typed = |emph: &str| {
        let strong = emph.repeat(2);
        let signs = core.replace(EMPH, emph).replace(STRONG, &strong);
        typed(&signs)
    };
    if is_whole {
        // Between stars, a whole word is emphasized.
        if !has_lines {
            return None;
        }
        // `__name__`, as bold text usually has stars; other words may be bold.
        let is_dunder = core.starts_with(STRONG) && DUNDERS.split(' ').any(|name| name == inner);
        return (is_dunder || is_name(inner)).then(|| vec![typed("_")]);
    }
    let name = plain(core);
    let mut forms = Vec::new();
    if is_name(&name) || is_joined(core) {
        forms.push(typed("_"));
    }
    if is_name(&name) || is_product(core) || is_shared(core) {
        forms.push(typed("*"));
    }
    (!forms.is_empty()).then_some(forms)
}

/// How a word was typed in which a backslash vanished before a sign, and that is a path or a pattern: it has another backslash, which is printed, or begins with
/// a drive.
fn escaped(word: &str) -> Option<Vec<String>> {
    let backslash = mask('\\');
    // Who puts a backslash before one of these knows Markdown, or writes an equation of LaTeX, which is reported as such.
    let is_lost = |c: char| is_masked(c) && c != backslash && !"()[]{}~^$*`".contains(unmask(c));
    let has_own = word.contains('\\');
    let is_drive = word.starts_with(|c: char| c.is_ascii_alphabetic())
        && word.get(1..2) == Some(":")
        && word[2..].starts_with(is_lost);
    let word = word.trim_matches(|c: char| ".,;:!?()[]\"'“”«»".contains(c));
    let is_lost = word.contains(is_lost) || word.contains(backslash);
    (is_lost && has_own || is_drive).then(|| vec![typed(word)])
}

/// A word with the backslashes before the signs that are masked.
fn typed(word: &str) -> String {
    let mut typed = String::new();
    for c in word.chars() {
        if is_masked(c) {
            typed.push('\\');
        }
        typed.push(unmask(c));
    }
    typed
}

/// Whether a word is a path, an identifier or code.
fn is_name(word: &str) -> bool {
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_inside = |sign: char| {
        word.match_indices(sign).any(|(at, _)| {
            is_word(word[..at].chars().next_back())
                && is_word(word[at + sign.len_utf8()..].chars().next())
        })
    };
    let is_root = word
        .strip_prefix('/')
        .is_some_and(|rest| is_word(rest.chars().next()));
    let is_home = ["./", "../", "~/"]
        .iter()
        .any(|start| word.starts_with(start));
    is_root
        || is_home
        || is_inside('_')
        || is_inside('=')
        || word.contains('\\')
        || word.contains("()")
        || word.contains(")=")
}

/// Whether emphasis stands before a sign that joins it to a word of code: `_init_.py`, `_f_(x)`.
fn is_joined(word: &str) -> bool {
    let chars: Vec<char> = word.chars().collect();
    chars.windows(3).any(|w| {
        is_emphasis(w[0]) && matches!(w[1], '.' | '(' | '[' | '=') && w[2].is_ascii_alphanumeric()
    })
}

/// Whether emphasis stands between two letters that stand alone: `a*b*c`.
fn is_product(word: &str) -> bool {
    let parts: Vec<&str> = word.split(is_emphasis).collect();
    let is_short =
        |part: &&str| part.chars().count() == 1 && part.chars().all(|c| c.is_ascii_alphabetic());
    parts.len() > 2 && parts.iter().all(is_short)
}
