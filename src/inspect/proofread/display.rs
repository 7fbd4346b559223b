//! Lines in display sizes, which break by sense.

use crate::diagnostic::Code;
use crate::inspect::proofread::fault::{Fault, Spot, end};
use crate::inspect::proofread::holder::Kind;
use crate::inspect::proofread::paragraph::Paragraph;
use crate::inspect::proofread::reading::Reading;
use crate::l10n::display::bound;
use crate::locale::Locale;
use crate::lower::source_map::Written;
use crate::project::Format;

const REPAIR: &str =
    "set a no-break space (U+00A0) between the two, or change the words of the line";

/// From which size on letters are display, in points.
const fn least(format: Format) -> f64 {
    match format {
        Format::Brief => 16.0,
        Format::Slides => 30.0,
    }
}

/// Units that are words. What is no word, such as `%`, is never alone at the head of a line: typography binds it.
const UNITS: &str = "% ‰ € $ £ ¥ °C °F mm cm m km km² m² ha g kg mg t l hl s min h W kW MW GW TW Wh kWh MWh GWh TWh J Hz MHz GHz \
    billion trillion million thousand milliard milliards billions million millions trillions percent bn";

/// Looks at titles, headings and whatever is set in display sizes.
pub fn check(reading: &Reading, locale: &Locale, format: Format, out: &mut Vec<Fault>) {
    let bound = bound(locale);
    for paragraph in &reading.paragraphs {
        let is_named = matches!(paragraph.holder.kind, Kind::Heading | Kind::Title);
        let is_running = paragraph.holder.kind.is_running();
        let is_large = is_running && paragraph.size() >= least(format);
        if is_named || is_large {
            lines(paragraph, &bound, out);
        }
    }
}

/// Two words that a line end parts.
struct Found<'a> {
    /// The text of the first one.
    written: &'a Written,
    spot: Spot,
    pair: String,
}

fn lines(paragraph: &Paragraph, bound: &[&str], out: &mut Vec<Fault>) {
    let mut of_words: Vec<Found> = Vec::new();
    let mut of_units: Vec<Found> = Vec::new();
    for pair in paragraph.lines.windows(2) {
        let [line, next] = pair else { continue };
        let (line_text, next_text) = (line.text(), next.text());
        let mut words = line_text.split_whitespace();
        let last = words.next_back().unwrap_or_default();
        let begins = words
            .next_back()
            .is_none_or(|word| word.ends_with(['.', '!', '?', ':', '…']));
        let first = next_text.split_whitespace().next().unwrap_or_default();
        let two = || Found {
            written: line.written.unwrap_or(paragraph.written),
            spot: end(line),
            pair: format!("`{last}` and `{first}`"),
        };
        if is_bound(last, begins, bound) {
            of_words.push(two());
        } else if is_number(last) && is_unit(first) {
            of_units.push(two());
        }
    }
    let kinds = [
        (
            of_words,
            "a line of {} in display type ends in a word that belongs to the next one",
        ),
        (
            of_units,
            "a line of {} in display type parts a number from its unit",
        ),
    ];
    for (found, message) in kinds {
        // A text may hold others, such as the title of a section that it refers to.
        for of_one in found.chunk_by(|a, b| a.written.origin == b.written.origin) {
            let pairs: Vec<&str> = of_one.iter().map(|found| &*found.pair).collect();
            let message = &format!("{message}: {}", pairs.join(", "));
            let mut fault = Fault::of(of_one[0].written, Code::DisplayBreak, message, REPAIR);
            fault.spots = of_one.iter().map(|found| found.spot).collect();
            out.push(fault);
        }
    }
}

/// Whether a word, as it stands at the end of a line, belongs to the next one. With a sign behind it, it ends something. A capital is a word
/// only where a sentence `begins`; elsewhere it is a name.
fn is_bound(word: &str, begins: bool, bound: &[&str]) -> bool {
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    // After an apostrophe, what counts is the word itself: `qu’à`.
    let word = word.rsplit(['’', '\'']).next().unwrap_or(word);
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        (Some(c), None) if c.is_lowercase() => true,
        (Some(_), None) if !begins => false,
        _ => bound.contains(&word.to_lowercase().as_str()),
    }
}

fn is_number(word: &str) -> bool {
    let is_sign = |c: char| {
        matches!(
            c,
            '.' | ',' | '\u{202F}' | '\u{A0}' | '+' | '-' | '−' | '$' | '€' | '£'
        )
    };
    word.chars().any(|c| c.is_numeric()) && word.chars().all(|c| c.is_numeric() || is_sign(c))
}

fn is_unit(word: &str) -> bool {
    let word = word.trim_end_matches(|c: char| c.is_ascii_punctuation() && c != '%');
    UNITS.split_whitespace().any(|unit| unit == word)
}
