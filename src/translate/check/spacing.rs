//! Findings about typography that can be repaired mechanically: straight quotes, missing French spaces, double spaces.

use crate::diagnostic::{Code, Diagnostic};
use crate::l10n::message::OPAQUE;
use crate::l10n::splice::Edit;
use crate::l10n::typography::quote_styles;
use crate::locale::Locale;
use crate::origin::Origin;
use crate::translate::check::corrections::{Fault, double_spaces, faults};
use crate::translate::check::finding::{Finding, Findings};
use crate::translate::check::language::Language;
use crate::translate::check::line::{Line, NOWHERE};
use crate::translate::check::text::{Pair, Side, Sides};

/// The straight signs that keyboards have.
const STRAIGHT: [&str; 2] = ["\"", "'"];

/// The signs before which French sets a space, for the hint.
fn french_signs(locale: &Locale) -> &'static str {
    match locale.region() {
        Some("CA") => "French of Canada sets a space before `: % €` and inside `« »`",
        _ => "French sets a space before `: ; ! ? % €` and inside `« »`",
    }
}

/// Reports the faults of a part, at most one finding for each kind.
pub fn check(pair: &Pair, sides: &Sides, out: &mut Findings) {
    let name = pair.name(sides.part);
    let mut changes = Vec::new();
    let mut doubles = Vec::new();
    for line in &sides.lines {
        changes.extend(faults(line, &pair.language.locale));
        doubles.extend(double_spaces(line));
    }
    let of = |fault: Fault| {
        let found: Vec<Edit> = changes
            .iter()
            .filter(|(f, _)| *f == fault)
            .map(|(_, edit)| edit.clone())
            .collect();
        (!found.is_empty()).then_some(found)
    };
    let mut say = |code, what: String, hint: &str, edits: Vec<Edit>| {
        let Some(first) = edits.first() else { return };
        let more = match edits.len() {
            1 => String::new(),
            n => format!(", and {} more", n - 1),
        };
        let at = pair.at(first.range.clone());
        let finding = Diagnostic::new(code, what + &more).at(at).hint(hint);
        // Without rules for the language, the replacement is unknown, so there is no edit.
        let known = edits
            .iter()
            .all(|edit| !STRAIGHT.contains(&edit.with.as_str()));
        // Typesetting sets straight quotes right where it knows how.
        let finding = match code == Code::StraightQuotes && known {
            true => finding.as_note(),
            false => finding,
        };
        out.push(Finding::mechanical(
            finding,
            if known { edits } else { Vec::new() },
        ));
    };
    // Where the source text has straight quotes too, typesetting sets both, if it knows the quotes of the language.
    let is_straight = |text: &str| {
        let there = sides.there.map(|there| there.words.as_str());
        quote_styles::are_known(&pair.language.locale)
            && there.is_some_and(|there| there.contains(text))
    };
    let typed = |edit: &Edit| pair.text.get(edit.range.clone()).unwrap_or_default();
    let straight = of(Fault::Straight);
    if let Some(edits) = straight.filter(|edits| !edits.iter().all(|edit| is_straight(typed(edit))))
    {
        let what = format!("`{name}` has a straight quote or apostrophe");
        say(
            Code::StraightQuotes,
            what,
            "write the quotes of the language, such as `’`",
            edits,
        );
    }
    if let Some(edits) = of(Fault::Missing) {
        let what = format!("`{name}` lacks a space that French sets here");
        say(
            Code::FrenchSpace,
            what,
            french_signs(&pair.language.locale),
            edits,
        );
    }
    say(
        Code::DoubleSpace,
        format!("`{name}` has two spaces in a row"),
        "leave one",
        doubles,
    );
}

/// Reports a blank line within a part: paragraphs of one message are printed as one.
pub fn blank_line(pair: &Pair, sides: &Sides, out: &mut Findings) {
    let written = pair.text.get(sides.part.range.clone()).unwrap_or_default();
    let mut at = sides.part.range.start;
    let mut lines = written.split_inclusive('\n').map(|line| {
        let start = at;
        at += line.len();
        (start, line)
    });
    let blank = lines.find(|(_, line)| line.ends_with('\n') && line.trim().is_empty());
    // Between the variants of a selector, a blank line is nothing.
    let is_text = |at: usize| {
        sides
            .part
            .texts
            .iter()
            .any(|range| range.start <= at && at <= range.end)
    };
    let Some((at, _)) =
        blank.filter(|(at, _)| is_text(*at) && sides.part.flat.trim().contains("\n\n"))
    else {
        return;
    };
    let message = format!(
        "`{}` has a blank line, and is printed as one paragraph",
        pair.name(sides.part)
    );
    let note = Diagnostic::new(Code::BlankLine, message)
        .at(pair.at(at..at))
        .hint("delete the line; what is a paragraph of its own has its own message");
    out.push(Finding::new(note));
}

/// Reports a line behind the first that begins with `#`: for whoever writes it a comment, for Fluent words that are printed.
pub fn comment_line(pair: &Pair, sides: &Sides, out: &mut Findings) {
    let is_comment = |line: &str| {
        let rest = line.trim_start().strip_prefix('#');
        rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    for range in &sides.part.texts {
        let written = pair.text.get(range.clone()).unwrap_or_default();
        // Each line of a value is a text of its own.
        let is_line = pair.text[..range.start].rfind('\n').is_some_and(|end| {
            end > sides.part.range.start && pair.text[end..range.start].trim().is_empty()
        });
        if !is_line || !is_comment(written) {
            continue;
        }
        let at = range.start + written.len() - written.trim_start().len();
        let message = format!(
            "`{}` has a line that begins with `#`, and is printed",
            pair.name(sides.part)
        );
        let warning = Diagnostic::new(Code::CommentLine, message)
            .as_warning()
            .at(pair.at(at..at + 1))
            .hint("a comment stands above its message, and begins where the line begins");
        out.push(Finding::new(warning));
    }
}

/// The first missing space in a text of the article, which is identified by `id`. Quotes of articles are not checked:
/// typesetting sets them, and they are the author's.
pub fn in_article(
    id: &str,
    side: &Side,
    origin: &Origin,
    language: &Language,
) -> Option<Diagnostic> {
    let line: Line = side
        .words
        .chars()
        .enumerate()
        .map(|(at, c)| if c == OPAQUE { (c, NOWHERE) } else { (c, at) })
        .collect();
    let mut found = faults(&line, &language.locale)
        .into_iter()
        .filter(|(fault, _)| *fault == Fault::Missing);
    let (_, edit) = found.next()?;
    let around: String = side
        .words
        .chars()
        .skip(edit.range.start.saturating_sub(12))
        .take(24)
        .collect();
    let more = match found.count() {
        0 => String::new(),
        n => format!(", and {n} more in this text"),
    };
    let warning = Diagnostic::new(
        Code::FrenchSpace,
        format!(
            "a space that French sets is missing in `{}`{more}",
            around.trim()
        ),
    )
    .at(origin.clone())
    .hint(format!(
        "{}; the text is `{id}`",
        french_signs(&language.locale)
    ));
    Some(warning)
}
