//! Two files, aspect by aspect: number of pages, words, fonts, looks, metadata, structure.

use std::collections::{BTreeMap, BTreeSet};

use crate::compare::difference::{Difference, Kind};
use crate::compare::summary::Summary;
use crate::compare::words::{self, cut};
use crate::display::ranges;

/// Where a file's bytes differ from those that were rebuilt; empty only where they are the same.
pub fn differences(here: &[u8], rebuilt: &[u8]) -> Vec<Difference> {
    if here == rebuilt {
        return Vec::new();
    }
    let here = match Summary::read(here) {
        Ok(summary) => summary,
        Err(why) => {
            let message = format!("not readable as PDF: {why}");
            return vec![Difference::new(Kind::Unreadable, message)];
        }
    };
    let rebuilt = match Summary::read(rebuilt) {
        Ok(summary) => summary,
        // That they differ is sure, and where is not known.
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
    let words = words::text(&here, &rebuilt);
    let words_differ = words.is_some();
    all.extend(words);
    all.extend(fonts(&here, &rebuilt, words_differ));
    if !words_differ {
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

fn fonts(here: &Summary, rebuilt: &Summary, words_differ: bool) -> Option<Difference> {
    let names = |file: &Summary| -> BTreeSet<String> { file.fonts.keys().cloned().collect() };
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
        (true, true) if words_differ => return None,
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
    let links = |file: &Summary| -> Vec<String> {
        let pages = file.pages.iter();
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
    fn pages_are_told_in_ranges() {
        assert_eq!(ranges(&[1, 2, 3, 7, 9, 10]), "1–3, 7, 9–10");
        assert_eq!(look(&[4]), "page 4 looks different");
    }
}
