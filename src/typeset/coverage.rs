//! Which characters of texts no font has. The engine falls back to any font that there is, so this is known before there are
//! pages.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use typst::text::FontBook;
use unicode_script::{Script, UnicodeScript};

use crate::diagnostic::Diagnostic;
use crate::origin::Origin;

/// The code of a character that no font has.
pub const MISSING: &str = "missing-glyph";
/// How many characters of a text are named.
const NAMED: usize = 3;

/// The characters of all fonts.
pub struct Coverage<'f> {
    book: &'f FontBook,
    known: RefCell<BTreeMap<char, bool>>,
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
            known: RefCell::default(),
        }
    }

    /// Whether some font has a character. What is never seen needs none.
    pub fn shows(&self, c: char) -> bool {
        let is_unseen = matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}');
        let has = || {
            let mut faces = (0..).map_while(|face| self.book.info(face));
            faces.any(|face| face.coverage.contains(c as u32))
        };
        c.is_ascii() || is_unseen || *self.known.borrow_mut().entry(c).or_insert_with(has)
    }

    /// What no font has, text by text, in their order. Texts in a script that no font has share one finding, at the
    /// first of them.
    pub fn check(
        &self,
        texts: &[Printed],
        place: impl Fn(&Printed, char) -> Origin,
    ) -> Vec<Option<Diagnostic>> {
        let mut shown: BTreeSet<&'static str> = BTreeSet::new();
        for c in texts.iter().flat_map(|text| text.words.chars()) {
            if c.is_alphabetic() && self.shows(c) {
                shown.insert(c.script().full_name());
            }
        }
        let mut scripts: BTreeMap<&'static str, Diagnostic> = BTreeMap::new();
        let check = |text: &Printed| {
            let missing = text.words.chars().filter(|c| !self.shows(*c));
            let missing: Vec<char> = missing.collect();
            let first = *missing.first()?;
            let whole = missing.iter().find(|c| {
                let is_own = !matches!(c.script(), Script::Common | Script::Inherited);
                is_own && c.is_alphabetic() && !shown.contains(c.script().full_name())
            });
            Some(match whole {
                Some(&c) => {
                    let name = c.script().full_name();
                    let error = || without_script(c).at(place(text, c));
                    scripts.entry(name).or_insert_with(error).clone()
                }
                None => missing_in(text.name.as_deref(), &missing).at(place(text, first)),
            })
        };
        texts.iter().map(check).collect()
    }
}

/// A script that no font has, known by one of its letters.
fn without_script(c: char) -> Diagnostic {
    let name = c.script().full_name().replace('_', " ");
    let message = format!("no font has letters of the script {name}, such as `{c}`");
    Diagnostic::error(MISSING, message).hint(format!(
        "put a font for {name} into `fonts/`; layouts use it wherever their own fonts lack a letter"
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
    let of = name.map(|name| format!(" of `{name}`")).unwrap_or_default();
    Diagnostic::error(MISSING, format!("no font has {listed}{of}"))
        .hint("use another character, or put a font that has it into `fonts/`")
}
