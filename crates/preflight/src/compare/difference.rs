//! Where a file differs from the one that its sources make today.

use std::collections::{BTreeMap, BTreeSet};

use crate::compare::summary::Summary;
use crate::display::ranges;

/// How many words of a place are shown, and how many of them stand before the first that differs.
const SHOWN: usize = 8;
const BEFORE: usize = 3;
/// How many characters of a value are shown.
const CHARACTERS: usize = 120;

/// One way in which a file differs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Difference {
    /// What differs.
    pub kind: Kind,
    /// The pages that show it, from 1.
    pub pages: Vec<usize>,
    /// What the file has, and what is made today, in words.
    pub here: Option<String>,
    /// The same of what the sources make.
    pub rebuilt: Option<String>,
    /// What it is, as a sentence without a full stop.
    pub message: String,
}

/// What differs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// It is no PDF that can be read.
    Unreadable,
    /// The number of pages, or how some of them look.
    Pages,
    /// The words.
    Text,
    /// What they are set in.
    Fonts,
    /// What the file says of itself.
    Metadata,
    /// Bookmarks, links, alternative texts, tags, or the order of its objects.
    Structure,
    /// An entry of a manifest or of a list of sums.
    Entry,
}

impl Kind {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Pages => "pages",
            Self::Text => "text",
            Self::Fonts => "fonts",
            Self::Metadata => "metadata",
            Self::Structure => "structure",
            Self::Entry => "entry",
        }
    }
}

impl Difference {
    /// A difference in words alone.
    pub fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self {
            kind,
            pages: Vec::new(),
            here: None,
            rebuilt: None,
            message: message.into(),
        }
    }
}

/// Where a file's bytes differ from those that were rebuilt; empty only where they are the same.
pub fn differences(here: &[u8], rebuilt: &[u8]) -> Vec<Difference> {
    if here == rebuilt {
        return Vec::new();
    }
    let here = match Summary::read(here) {
        Ok(said) => said,
        Err(why) => {
            let message = format!("not readable as PDF: {why}");
            return vec![Difference::new(Kind::Unreadable, message)];
        }
    };
    let rebuilt = match Summary::read(rebuilt) {
        Ok(said) => said,
        // Nothing can be said of where; that they differ is sure.
        Err(_) => return vec![rest()],
    };
    let mut all = Vec::new();
    let (now, then) = (here.pages.len(), rebuilt.pages.len());
    if now != then {
        all.push(Difference {
            here: Some(now.to_string()),
            rebuilt: Some(then.to_string()),
            ..Difference::new(Kind::Pages, format!("{}, rebuilt {then}", count(now)))
        });
    }
    let text = text(&here, &rebuilt);
    let is_said = text.is_some();
    all.extend(text);
    all.extend(fonts(&here, &rebuilt, is_said));
    if !is_said {
        all.extend(drawings(&here, &rebuilt));
    }
    all.extend(metadata(&here.metadata, &rebuilt.metadata));
    all.extend(structure(&here, &rebuilt));
    if all.is_empty() {
        all.push(rest());
    }
    all
}

fn rest() -> Difference {
    let message =
        "what it says and shows is the same: its tags, or the order of its objects differ";
    Difference::new(Kind::Structure, message)
}

fn count(pages: usize) -> String {
    match pages {
        1 => "1 page".to_owned(),
        n => format!("{n} pages"),
    }
}

/// The pages that differ in their words, with the first words that do.
fn text(here: &Summary, rebuilt: &Summary) -> Option<Difference> {
    let whole =
        |said: &Summary| -> String { said.pages.iter().map(|p| letters(&p.text)).collect() };
    if whole(here) == whole(rebuilt) {
        return None;
    }
    let none = String::new();
    let of = |said: &'_ Summary, at: usize| -> String {
        said.pages.get(at).map_or(none.clone(), |p| p.text.clone())
    };
    let most = here.pages.len().max(rebuilt.pages.len());
    let differs = |at: &usize| letters(&of(here, *at)) != letters(&of(rebuilt, *at));
    let pages: Vec<usize> = (0..most).filter(differs).collect();
    let first = *pages.first()?;
    let (one, other) = (of(here, first), of(rebuilt, first));
    let (one, other): (Vec<&str>, Vec<&str>) = (words(&one).collect(), words(&other).collect());
    let same = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let (one, other) = (around(&one, same), around(&other, same));
    let pages: Vec<usize> = pages.into_iter().map(|at| at + 1).collect();
    let shown = |words: &str| match words {
        "" => "nothing".to_owned(),
        words => format!("“{words}”"),
    };
    let (one_shown, other_shown) = (shown(&one), shown(&other));
    let mut message = format!("on page {}, {one_shown}, rebuilt {other_shown}", first + 1);
    if pages.len() > 1 {
        message = format!("{message}; in all on pages {}", ranges(&pages));
    }
    Some(Difference {
        pages,
        here: Some(one),
        rebuilt: Some(other),
        ..Difference::new(Kind::Text, message)
    })
}

/// The words of a text. Dots that lead the eye over a gap are none.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().filter(|word| *word != ".")
}

/// The characters of a text without those that only say where its lines end.
fn letters(text: &str) -> String {
    let is_letter = |c: &char| !matches!(c, '-' | '\u{AD}' | '\u{2010}' | '\u{2011}');
    words(text).flat_map(str::chars).filter(is_letter).collect()
}

fn around(words: &[&str], at: usize) -> String {
    let from = at.min(words.len()).saturating_sub(BEFORE);
    let shown: Vec<&str> = words.iter().skip(from).take(SHOWN).copied().collect();
    cut(&shown.join(" "))
}

fn cut(text: &str) -> String {
    let mut short: String = text
        .chars()
        .take(CHARACTERS)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

fn fonts(here: &Summary, rebuilt: &Summary, is_text_other: bool) -> Option<Difference> {
    let names = |said: &Summary| -> BTreeSet<String> { said.fonts.keys().cloned().collect() };
    let (own, others) = (names(here), names(rebuilt));
    let listed = |names: &BTreeSet<String>, without: &BTreeSet<String>| -> Vec<String> {
        names.difference(without).cloned().collect()
    };
    let (gone, new) = (listed(&own, &others), listed(&others, &own));
    let message = match (gone.is_empty(), new.is_empty()) {
        (false, false) => format!("{}, rebuilt {}", gone.join(", "), new.join(", ")),
        (false, true) => format!("rebuilt without {}", gone.join(", ")),
        (true, false) => format!("rebuilt with {} too", new.join(", ")),
        // With other words, a font is another subset.
        (true, true) if is_text_other => return None,
        (true, true) => {
            let differs = |name: &&String| here.fonts.get(*name) != rebuilt.fonts.get(*name);
            let other: Vec<String> = own.iter().filter(differs).cloned().collect();
            if other.is_empty() {
                return None;
            }
            format!(
                "{} is of another font file, or of other glyphs",
                other.join(", ")
            )
        }
    };
    Some(Difference {
        here: Some(own.into_iter().collect::<Vec<_>>().join(", ")),
        rebuilt: Some(others.into_iter().collect::<Vec<_>>().join(", ")),
        ..Difference::new(Kind::Fonts, message)
    })
}

/// The pages that look different though the words are the same.
fn drawings(here: &Summary, rebuilt: &Summary) -> Option<Difference> {
    let pairs = here.pages.iter().zip(&rebuilt.pages).enumerate();
    let pages: Vec<usize> = pairs
        .filter(|(_, (a, b))| a.drawing != b.drawing)
        .map(|(at, _)| at + 1)
        .collect();
    if pages.is_empty() {
        return None;
    }
    let message = format!("{} with the same words", look(&pages));
    Some(Difference {
        pages,
        ..Difference::new(Kind::Pages, message)
    })
}

fn look(pages: &[usize]) -> String {
    match pages {
        [one] => format!("page {one} looks different"),
        many => format!("pages {} look different", ranges(many)),
    }
}

fn metadata(
    here: &BTreeMap<String, String>,
    rebuilt: &BTreeMap<String, String>,
) -> Vec<Difference> {
    let keys: BTreeSet<&String> = here.keys().chain(rebuilt.keys()).collect();
    let mut all = Vec::new();
    for key in keys {
        let (own, other) = (here.get(key), rebuilt.get(key));
        if own == other {
            continue;
        }
        let shown = |value: Option<&String>| match value {
            Some(value) => format!("“{}”", cut(value)),
            None => "nothing".to_owned(),
        };
        let message = format!("{key} is {}, rebuilt {}", shown(own), shown(other));
        all.push(Difference {
            here: own.cloned(),
            rebuilt: other.cloned(),
            ..Difference::new(Kind::Metadata, message)
        });
    }
    all
}

fn structure(here: &Summary, rebuilt: &Summary) -> Vec<Difference> {
    let mut all = Vec::new();
    let links = |said: &Summary| -> Vec<String> {
        let pages = said.pages.iter();
        pages.flat_map(|page| page.links.clone()).collect()
    };
    let (mine, theirs) = (links(here), links(rebuilt));
    for (what, mine, theirs) in [
        ("bookmarks", &here.bookmarks, &rebuilt.bookmarks),
        ("links", &mine, &theirs),
        (
            "alternative texts",
            &here.alternatives,
            &rebuilt.alternatives,
        ),
    ] {
        if mine == theirs {
            continue;
        }
        let same = mine.iter().zip(theirs).take_while(|(a, b)| a == b).count();
        let shown = |list: &[String]| list.get(same).map_or("nothing".to_owned(), |t| cut(t));
        let message = format!("{what}: “{}”, rebuilt “{}”", shown(mine), shown(theirs));
        all.push(Difference {
            here: mine.get(same).cloned(),
            rebuilt: theirs.get(same).cloned(),
            ..Difference::new(Kind::Structure, message)
        });
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_hyphens_and_leaders_are_no_words() {
        assert_eq!(
            letters("hyphe-\nnation . . . 3"),
            letters("hyphenation . 3")
        );
        assert_ne!(letters("one two"), letters("one too"));
        assert_ne!(letters("the end."), letters("the end!"));
    }

    #[test]
    fn pages_are_told_in_ranges() {
        assert_eq!(ranges(&[1, 2, 3, 7, 9, 10]), "1–3, 7, 9–10");
        assert_eq!(look(&[4]), "page 4 looks different");
    }

    #[test]
    fn words_are_shown_from_before_the_first_that_differs() {
        let words: Vec<&str> = "a b c d e f g h i j k".split(' ').collect();
        assert_eq!(around(&words, 5), "c d e f g h i j");
        assert_eq!(around(&words, 0), "a b c d e f g h");
        assert_eq!(around(&words, 99), "i j k");
        assert_eq!(around(&[], 0), "");
    }
}
