//! Signs of numbers below zero: one that was lost, or added.

use crate::diagnostic::{Code, Diagnostic};
use crate::l10n::typography::signs::is_unspaced;
use crate::translate::check::finding::{Finding, Findings};
use crate::translate::check::magnitude::Magnitudes;
use crate::translate::check::numerals::{Numeral, ascii, numerals};
use crate::translate::check::text::{Pair, Side, Sides};

/// Words by which languages say that a number is below zero, or that something fell, or their beginnings.
const BELOW: &str = "minus menos meno moins negativ négati below under unter sous bajo sotto abaixo onder fall fell fiel down drop decline decrease loss lost lower less \
                     gesunken verlust rück senk baiss recul perte chut dimin redu caída baj pérdid calo perdit queda perd daling verlies spad strat ujemn poniżej минус ниже убыт сниж \
                     мінус нижч зниж záporn miinus alle mínusz alatt eksi altında sıfırın μείον κάτω マイナス 零下 氷点下 減 负 負 零下 下降 减 마이너스 영하 감소 سالب تحت ناقص انخفا מינוס מתחת";

/// Reports a number with a minus on one side only, where no word says that it is below zero.
/// The numerals are those of the source text and of the part.
pub fn check(pair: &Pair, sides: &Sides, [source, target]: [&[Numeral]; 2], out: &mut Findings) {
    let Some(there) = sides.there else { return };
    let [of_source, of_target] = [&there.words, &sides.here.words].map(|text| negatives(text));
    if of_source.is_empty() && of_target.is_empty() {
        return;
    }
    let says_so = |side: &Side| {
        let lower = side.words.to_lowercase();
        BELOW.split_whitespace().any(|word| lower.contains(word))
    };
    let lacks = |here: &[Negative], all: &[Numeral], there: &[Negative]| {
        let is_there = |n: &Negative| there.iter().any(|other| other.digits == n.digits);
        let mut lost = here.iter().filter(|n| n.is_sure && !is_there(n));
        let lost = lost.find(|n| all.iter().any(|other| other.digits == n.digits))?;
        Some(lost.digits.clone())
    };
    let what = match lacks(&of_source, target, &of_target) {
        Some(lost) if !says_so(&sides.here) => {
            format!("lacks the minus of `−{lost}` in its source text")
        }
        Some(_) => return,
        None => match lacks(&of_target, source, &of_source) {
            Some(added) if !says_so(there) => {
                format!("says `−{added}` where its source text says `{added}`")
            }
            _ => return,
        },
    };
    let message = format!("`{}` {what}", pair.name(sides.part));
    let warning = Diagnostic::new(Code::NumberDiffers, message)
        .at(pair.at(sides.part.range.clone()))
        .hint("compare the numbers; a word such as “minus” or “below” is one too");
    out.push(Finding::new(warning));
}

/// A number behind a minus.
struct Negative {
    /// As [`Numeral::digits`] has it.
    digits: String,
    /// Whether the sign is no hyphen: directly behind a Chinese or Japanese letter, it may be one.
    is_sure: bool,
}

/// The numbers behind a minus. A sign behind a number or a word is a hyphen or a dash.
fn negatives(text: &str) -> Vec<Negative> {
    if !text.contains(['-', '−', '–']) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut before = [None; 2];
    for (at, c) in text.char_indices() {
        let is_sign = matches!(c, '-' | '−' | '–');
        let rest = text.get(at + c.len_utf8()..).unwrap_or_default();
        let is_start = match before {
            [_, None] => true,
            [Some(' '), Some('–' | '—' | '-')] => true,
            [outer, Some(' ' | '\u{A0}' | '\u{202F}')] => {
                !outer.is_some_and(|c| ascii(c).is_ascii_digit())
            }
            [_, Some(last)] => is_unspaced(last) || "([（［“«„「\n≤≥<>=".contains(last),
        };
        if is_sign && is_start && rest.starts_with(|c| ascii(c).is_ascii_digit()) {
            let numeral = numerals(rest, &Magnitudes::default()).into_iter().next();
            found.extend(numeral.map(|numeral| Negative {
                digits: numeral.digits,
                is_sure: !before[1].is_some_and(is_unspaced),
            }));
        }
        before = [before[1], Some(c)];
    }
    found
}
