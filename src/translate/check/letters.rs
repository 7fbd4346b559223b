//! Letters that are not what they seem: homoglyphs of another script, invisible characters, and text that was decoded
//! wrongly.

use std::ops::Range;

use unicode_script::{Script, UnicodeScript};

use crate::diagnostic::Code;
use crate::encoding::WINDOWS_1252;
use crate::translate::check::fault::{Fault, Text};

/// Letters of Latin, Cyrillic and Greek that look like a letter of another of these scripts (Unicode Technical
/// Standard 39, `confusables.txt`).
const LOOKALIKES: [(Script, &str); 3] = [
    (Script::Latin, "aceopxyijsABCEHIJKMNOPSTXYZv"),
    (Script::Cyrillic, "асеорхуіјѕһԁԛԝАВЕКМНОРСТХУІЈЅ"),
    (Script::Greek, "ονΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"),
];
/// The first character behind the Latin blocks.
const OTHERS: char = '\u{250}';
/// The first letters of UTF-8 that was read as Windows-1252: the lead bytes of Latin, Cyrillic, Greek, Hebrew, Arabic
/// and of punctuation.
const LEADS: [char; 12] = ['Â', 'Ã', 'Ä', 'Å', 'Î', 'Ï', 'Ð', 'Ñ', '×', 'Ø', 'Ù', 'â'];

/// Reports letters of another script, invisible characters and wrong decoding.
pub fn check(text: &Text, out: &mut Vec<Fault>) {
    if text.line.iter().all(|(c, _)| c.is_ascii() && *c != '&') {
        return;
    }
    // Up to the end of the Latin blocks, all letters are of one script.
    let is_other = |c: char| c >= OTHERS && c.is_alphabetic();
    if text.line.iter().any(|(c, _)| is_other(*c)) {
        for word in text.runs(char::is_alphabetic) {
            out.extend(mixed(text, word));
        }
    }
    invisible(text, out);
    for (at, (c, _)) in text.line.iter().enumerate() {
        match c {
            '&' => out.extend(entity(text, at)),
            c if !c.is_ascii() => out.extend(mojibake(text, at)),
            _ => {}
        }
    }
}

/// A word in which letters of one script stand for those of another.
fn mixed(text: &Text, word: Range<usize>) -> Option<Fault> {
    let letters = &text.line[word.clone()];
    if letters.iter().all(|(c, _)| *c < OTHERS) {
        return None;
    }
    let of = |script: Script| letters.iter().filter(|(c, _)| c.script() == script).count();
    let mut scripts = LOOKALIKES.map(|(script, signs)| (of(script), script, signs));
    scripts.sort_by_key(|(count, ..)| std::cmp::Reverse(*count));
    let [(_, most, _), (count, few, signs), _] = scripts;
    let is_wrong = |c: char| c.script() == few;
    if count == 0
        || !letters
            .iter()
            .all(|(c, _)| !is_wrong(*c) || signs.contains(*c))
    {
        return None;
    }
    // `PDFа`, `файлPDF`: an abbreviation with an ending of the language, or beside a word.
    let first = letters.iter().position(|(c, _)| is_wrong(*c))?;
    let is_end = letters[first..].iter().all(|(c, _)| is_wrong(*c));
    let is_short = |letters: &[(char, usize)]| {
        letters.len() > 1 && letters.iter().all(|(c, _)| c.is_uppercase())
    };
    if is_end && (is_short(&letters[..first]) || is_short(&letters[first..])) {
        return None;
    }
    let (at, c) = (word.start + first, letters[first].0);
    let what = format!(
        "has the {} letter `{c}` (U+{:04X}) in the {} word `{}`",
        few.full_name(),
        c as u32,
        most.full_name(),
        text.slice(word)
    );
    let hint = "type the word anew: the letter looks right, but cannot be searched or copied";
    Some(Fault::new(Code::MixedScripts, at..at + 1, what, hint))
}

/// Characters that nobody sees and that the language does not need.
fn invisible(text: &Text, out: &mut Vec<Fault>) {
    // In the article, its author may mean them.
    if text.source.is_none() {
        return;
    }
    let is_right_to_left = matches!(
        text.language.name(),
        "ar" | "fa" | "he" | "ur" | "ps" | "ckb" | "yi" | "ug" | "sd"
    );
    for (at, (c, _)) in text
        .line
        .iter()
        .enumerate()
        .filter(|(_, (c, _))| !c.is_ascii())
    {
        let beside = |c: Option<char>| {
            c.is_some_and(|c| {
                matches!(c.script(), Script::Latin | Script::Cyrillic | Script::Greek)
            })
        };
        let is_plain = || beside(text.before(at)) || beside(text.get(at + 1));
        let name = match c {
            '\u{200B}' if !text.language.is_unspaced() => "a space of no width",
            '\u{2060}' => "a word joiner",
            '\u{AD}' => "a soft hyphen",
            '\u{200C}' | '\u{200D}' if is_plain() => "a joiner of letters",
            '\u{200E}' | '\u{200F}' if !is_right_to_left => "a mark of direction",
            '\u{2028}' => "a line separator",
            _ => continue,
        };
        if !text.is_in_source(c.encode_utf8(&mut [0; 4])) {
            let what = format!("has U+{:04X}, {name}, which nobody sees", *c as u32);
            let fault = Fault::new(
                Code::InvisibleCharacter,
                at..at + 1,
                what,
                "delete it, unless it is meant",
            );
            out.push(fault.fixed(""));
        }
    }
}

/// UTF-8 that was read as Windows-1252: `Ã©` for `é`.
fn mojibake(text: &Text, at: usize) -> Option<Fault> {
    let lead = text.get(at).filter(|c| LEADS.contains(c))?;
    let byte = |c: char| match WINDOWS_1252.chars().position(|known| known == c) {
        Some(index) => u8::try_from(0x80 + index).ok(),
        None => u8::try_from(c as u32).ok(),
    };
    let length = if lead == 'â' { 3 } else { 2 };
    let written = text.slice(at..at + length);
    let bytes: Option<Vec<u8>> = written.chars().map(byte).collect();
    let meant = String::from_utf8(bytes?)
        .ok()
        .filter(|meant| meant.chars().count() == 1)?;
    if text.is_in_source(&written) {
        return None;
    }
    let what = format!("has `{written}`, which is `{meant}` read in the wrong encoding");
    let hint = format!("write `{meant}`, and save the file as UTF-8");
    Some(Fault::new(
        Code::GarbledText,
        at..at + written.chars().count(),
        what,
        &hint,
    ))
}

/// An entity of HTML that begins at an index: `&eacute;`, `&#233;`.
fn entity(text: &Text, at: usize) -> Option<Fault> {
    let name = (at + 1..)
        .map_while(|at| text.get(at))
        .take_while(|c| c.is_ascii_alphanumeric() || *c == '#')
        .count();
    let end = at + 1 + name;
    let written = text.slice(at..end + 1);
    if !(2..=8).contains(&name) || !written.ends_with(';') || text.source_has_entity {
        return None;
    }
    let what = format!("has the HTML entity `{written}`");
    Some(Fault::new(
        Code::GarbledText,
        at..end + 1,
        what,
        "write the character itself",
    ))
}
