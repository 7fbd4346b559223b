//! Which characters of texts no font has. The engine falls back to any font that there is, so this is known before there are
//! pages.

use std::collections::{BTreeMap, BTreeSet};

use typst::text::{FontBook, FontFlags, FontInfo, is_default_ignorable};
use unicode_script::{Script, UnicodeScript};

use crate::diagnostic::{Code, Diagnostic};
use crate::origin::Origin;

/// The code of a character that no font has.
pub const MISSING: Code = Code::MissingGlyph;
/// How many characters of a text are named.
const NAMED: usize = 3;

/// The characters of all fonts.
pub struct Coverage<'f> {
    book: &'f FontBook,
    known: BTreeMap<char, bool>,
}

/// A text that is printed.
pub struct Printed<'t> {
    /// Its message, for a sentence; absent for code.
    pub name: Option<String>,
    /// Its words.
    pub words: String,
    /// Where it was written.
    pub origin: &'t Origin,
}

impl<'f> Coverage<'f> {
    /// The characters of the fonts of a book.
    pub fn new(book: &'f FontBook) -> Self {
        Self {
            book,
            known: BTreeMap::new(),
        }
    }

    /// Whether some font has a character. What is never seen needs none.
    fn shows(&mut self, c: char) -> bool {
        let is_unseen = || matches!(c, '\u{2028}' | '\u{2029}') || is_default_ignorable(c);
        let book = self.book;
        let has = || {
            let mut faces = (0..).map_while(|face| book.info(face));
            faces.any(|face| face.coverage.contains(c as u32))
        };
        let shows = || is_unseen() || has();
        c.is_ascii() || *self.known.entry(c).or_insert_with(shows)
    }

    /// Whether some font has a character that is not for equations only: of a script, those may have a single letter.
    fn is_for_text(&self, c: char) -> bool {
        let mut faces = (0..).map_while(|face| self.book.info(face));
        faces.any(|face| face.coverage.contains(c as u32) && !face.flags.contains(FontFlags::MATH))
    }

    /// What no font has, text by text, in their order. Texts in a script that no font has share one finding on it, at the first
    /// of them; so do texts with the same character.
    pub fn check(
        &mut self,
        texts: &[Printed],
        place: impl Fn(&Printed, char) -> Origin,
    ) -> Vec<Vec<Diagnostic>> {
        let mut shown: BTreeSet<&'static str> = BTreeSet::new();
        let is_latin = |text: &Printed| text.words.contains(|c: char| c.is_ascii_alphabetic());
        if texts.iter().any(is_latin) {
            shown.extend(repertoire('a'));
        }
        let chars = texts.iter().flat_map(|text| text.words.chars());
        // One by one, as all together would be sorted with all their repetitions.
        let mut used: BTreeSet<char> = BTreeSet::new();
        used.extend(chars.filter(|c| !c.is_ascii()));
        for c in used {
            if (c.is_alphabetic() || is_emoji(c)) && self.is_for_text(c) {
                shown.extend(repertoire(c));
            }
        }
        let mut whole: BTreeMap<&'static str, Diagnostic> = BTreeMap::new();
        let mut known: BTreeMap<char, Diagnostic> = BTreeMap::new();
        let check = |text: &Printed| {
            let mut found: Vec<Diagnostic> = Vec::new();
            let mut single: Vec<char> = Vec::new();
            for c in text.words.chars() {
                if self.shows(c) {
                    continue;
                }
                match repertoire(c).filter(|name| !shown.contains(name)) {
                    Some(name) => {
                        let error = || without(name, c).at(place(text, c));
                        let error = whole.entry(name).or_insert_with(error).clone();
                        if !found.contains(&error) {
                            found.push(error);
                        }
                    }
                    None => match known.get(&c) {
                        Some(error) if found.contains(error) => {}
                        Some(error) => found.push(error.clone()),
                        None => single.push(c),
                    },
                }
            }
            if let Some(&first) = single.first() {
                let name = text.name.as_deref();
                let error = missing_in(name, &single).at(place(text, first));
                known.extend(single.iter().map(|c| (*c, error.clone())));
                found.push(error);
            }
            found
        };
        texts.iter().map(check).collect()
    }
}

/// The characters of Chinese and Japanese, which come in one font.
const EAST_ASIAN: &str = "Chinese and Japanese";
const EMOJI: &str = "emoji";

/// What a font for a character is called after: its script, in most cases. None for what belongs to none.
fn repertoire(c: char) -> Option<&'static str> {
    match c.script() {
        Script::Han | Script::Hiragana | Script::Katakana | Script::Bopomofo => Some(EAST_ASIAN),
        _ if matches!(c, '\u{3000}'..='\u{303F}' | '\u{30A0}'..='\u{30FF}' | '\u{FF01}'..='\u{FF65}') => {
            Some(EAST_ASIAN)
        }
        _ if is_emoji(c) => Some(EMOJI),
        Script::Common | Script::Inherited => None,
        script => Some(script.full_name()),
    }
}

fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1F1E6}'..='\u{1F1FF}' | '\u{1F300}'..='\u{1FAFF}')
}

/// Whether a letter is of a script that the fonts for text may lack: neither Latin, Greek nor Cyrillic.
#[inline]
pub fn may_need_another_font(c: &char) -> bool {
    *c >= '\u{530}' && c.is_alphabetic() && !matches!(c, '\u{1D00}'..='\u{1FFF}')
}

/// The script of a letter that fonts for code or for equations have and no other font, with a warning.
pub fn only_for_code(book: &FontBook, c: char) -> Option<(&'static str, Diagnostic)> {
    let script = repertoire(c)?;
    let faces = (0..).map_while(|face| book.info(face));
    let faces: Vec<_> = faces
        .filter(|face| face.coverage.contains(c as u32))
        .collect();
    let first = faces.first()?;
    let is = |face: &FontInfo, flag| face.flags.contains(flag);
    let is_for_text =
        |face: &FontInfo| !is(face, FontFlags::MONOSPACE) && !is(face, FontFlags::MATH);
    if faces.iter().any(|face| is_for_text(face)) {
        return None;
    }
    let name = script.replace('_', " ");
    let purpose = match is(first, FontFlags::MATH) {
        true => "equations",
        false => "code",
    };
    let message = format!(
        "letters of the script {name}, such as `{c}`, are set in {}, a font for {purpose}: no other font has them",
        first.family
    );
    let example = match script {
        "Arabic" => "Noto Naskh Arabic".to_owned(),
        EAST_ASIAN => "Noto Serif CJK".to_owned(),
        _ => format!("Noto Sans {name}"),
    };
    let warning = Diagnostic::new(Code::CodeFont, message).hint(format!(
        "put a font for {name} into `fonts/`, such as {example}; or name a family that has it at `fonts:` in `brand:`"
    ));
    Some((script, warning))
}

/// What no font has any of, known by one character.
fn without(name: &str, c: char) -> Diagnostic {
    let name = name.replace('_', " ");
    let (what, font) = match &name[..] {
        EAST_ASIAN => (format!("characters of {name}"), "Noto Serif CJK".to_owned()),
        "Hangul" => (
            format!("letters of the script {name}"),
            "Noto Serif CJK".to_owned(),
        ),
        EMOJI => (EMOJI.to_owned(), "Noto Emoji".to_owned()),
        _ => (
            format!("letters of the script {name}"),
            format!("Noto Sans {name}"),
        ),
    };
    Diagnostic::new(MISSING, format!("no font has {what}, such as `{c}`")).hint(format!(
        "put a font for {name} into `fonts/`, such as {font}; layouts use it wherever their own fonts lack a character"
    ))
}

/// Characters of one text that no font has.
pub fn missing_in(name: Option<&str>, missing: &[char]) -> Diagnostic {
    let mut seen = BTreeSet::new();
    let all: Vec<char> = missing
        .iter()
        .copied()
        .filter(|c| seen.insert(*c))
        .collect();
    let named = all.iter().take(NAMED);
    let named = named.map(|c| format!("`{c}` (U+{:04X})", *c as u32));
    let mut named: Vec<String> = named.collect();
    match all.len().saturating_sub(NAMED) {
        0 => {}
        1 => named.push("1 more character".to_owned()),
        n => named.push(format!("{n} more characters")),
    }
    let listed = match named.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => named.concat(),
    };
    let name = name.filter(|name| !name.is_empty());
    let of = name.map(|name| format!(" of `{name}`")).unwrap_or_default();
    Diagnostic::new(MISSING, format!("no font has {listed}{of}"))
        .hint("use another character, or put a font that has it into `fonts/`")
}
