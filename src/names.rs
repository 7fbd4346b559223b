//! Unique names: ids of messages and sections, and rules by which names are equal.

use std::collections::{BTreeMap, HashSet};

use icu_normalizer::ComposingNormalizerBorrowed;

/// The maximum length of a slug in letters, and its maximum number of words.
const LONGEST: usize = 40;
const WORDS: usize = 4;
/// Prefixes of ids that are not those of a section's texts.
const RESERVED: [&str; 3] = ["abbr", "fn", "meta"];

/// A set of unique names.
///
/// Take the names that people wrote first, then give the others in the order of the text: so text that is added at the
/// end changes no name before it.
#[derive(Clone, Default, Debug)]
pub struct Names {
    taken: HashSet<String>,
    /// The last ordinal given for each base, so that thousands of equal texts take linear time.
    last: BTreeMap<String, usize>,
}

impl Names {
    /// Takes a name; `false` if it is taken already.
    pub fn take(&mut self, name: &str) -> bool {
        !self.taken.contains(name) && self.taken.insert(name.to_owned())
    }

    /// Whether a name is taken.
    pub fn has(&self, name: &str) -> bool {
        self.taken.contains(name)
    }

    /// Takes and returns the first of `base`, `base-2`, `base-3`, … that is free.
    pub fn give(&mut self, base: &str) -> String {
        if self.take(base) {
            return base.to_owned();
        }
        let mut ordinal = self.last.get(base).copied().unwrap_or(1);
        loop {
            ordinal += 1;
            let name = format!("{base}-{ordinal}");
            if self.take(&name) {
                self.last.insert(base.to_owned(), ordinal);
                return name;
            }
        }
    }
}

/// The first words of a text in lower-case ASCII, joined by hyphens: at most 4 words and about 40 characters. Empty if
/// the text has none.
pub fn slug(words: &str) -> String {
    // Single letters are left out, such as elided articles: l’IA → ia.
    joined(words, |w| {
        w.len() > 1 || w.starts_with(|c: char| c.is_ascii_digit())
    })
}

fn joined(words: &str, keep: impl Fn(&&str) -> bool) -> String {
    let ascii = deunicode::deunicode(words).to_lowercase();
    let split = ascii.split(|c: char| !c.is_ascii_alphanumeric());
    let mut slug = String::new();
    for word in split.filter(|w| !w.is_empty()).filter(keep).take(WORDS) {
        if slug.len() + word.len() > LONGEST {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    slug
}

/// The base for the id of a section without a written one.
pub fn section(title: &str) -> String {
    match slug(title).as_str() {
        "" => "section".to_owned(),
        slug if !slug.starts_with(|c: char| c.is_ascii_lowercase()) => format!("section-{slug}"),
        slug => prefix(slug),
    }
}

/// The prefix of the ids of a section's texts: the section's id, changed if it would look like the ids of front matter,
/// footnotes or abbreviations.
pub fn prefix(section: &str) -> String {
    let is_reserved = |word: &&str| {
        let rest = section.strip_prefix(*word);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    match RESERVED.iter().any(is_reserved) {
        true => format!("section-{section}"),
        false => section.to_owned(),
    }
}

/// The base for the message id of a footnote.
pub fn note(name: &str) -> String {
    let slug = Some(slug(name)).filter(|slug| !slug.is_empty());
    let slug = slug.unwrap_or_else(|| joined(name, |_| true));
    match slug.as_str() {
        "" => "fn-note".to_owned(),
        slug => format!("fn-{slug}"),
    }
}

/// The base for the message id of an abbreviation.
pub fn abbreviation(short: &str) -> String {
    match joined(short, |_| true).as_str() {
        "" => "abbr-sign".to_owned(),
        slug => format!("abbr-{slug}"),
    }
}

/// Whether a message is that of an abbreviation.
pub fn is_abbreviation(id: &str) -> bool {
    id.starts_with("abbr-")
}

/// The base for the message ids of the texts about an author.
pub fn author(name: &str) -> String {
    match slug(name).as_str() {
        "" => "meta-author".to_owned(),
        slug => format!("meta-author-{slug}"),
    }
}

/// A footnote's name with white space collapsed, as the Markdown parser normalizes it.
pub fn spaced(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A normalized name for comparison: the Markdown parser ignores case and kinds of white space (CommonMark 0.31,
/// "matches").
pub fn folded(name: &str) -> String {
    caseless::default_case_fold_str(&spaced(name))
}

/// A normalized file name for comparison. Names with the same result are one file on some systems: Windows and macOS
/// ignore case, and macOS the composition of accented letters.
pub fn file(name: &str) -> String {
    let fold = caseless::default_case_fold_str(name);
    ComposingNormalizerBorrowed::new_nfc()
        .normalize(&fold)
        .into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_ascii_words() {
        assert_eq!(
            slug("Matériel et infrastructures"),
            "materiel-et-infrastructures"
        );
        assert_eq!(slug("L’État, c’est l’œuvre"), "etat-est-oeuvre");
        assert_eq!(
            slug("(1) Les dirigeants d’entreprises"),
            "1-les-dirigeants-entreprises"
        );
        assert_eq!(slug("— …"), "");
    }

    #[test]
    fn taken_names_get_an_ordinal() {
        let mut names = Names::default();
        assert!(names.take("x-a-3"));
        let given = ["x-a", "x-a", "x-a", "x", "x"].map(|base| names.give(base));
        assert_eq!(given, ["x-a", "x-a-2", "x-a-4", "x", "x-2"]);
        assert!(!names.take("x-2"));
    }

    #[test]
    fn sections_and_notes_have_bases_of_their_own() {
        let sections = ["Faits", "2025", "—", "Fn", "Meta data", "Fnac"].map(section);
        assert_eq!(
            sections,
            [
                "faits",
                "section-2025",
                "section",
                "section-fn",
                "section-meta-data",
                "fnac"
            ]
        );
        let notes = ["a", "1.0", "1-0", "—", "é2", "α", "Census 2021"].map(note);
        assert_eq!(
            notes,
            [
                "fn-a",
                "fn-1-0",
                "fn-1-0",
                "fn-note",
                "fn-e2",
                "fn-a",
                "fn-census-2021"
            ]
        );
    }

    #[test]
    fn names_match_as_the_parser_matches_them() {
        assert_eq!(folded("Straße\u{A0}1"), folded(" STRAẞE  1 "));
        assert_eq!(folded("Οδυσσεύς"), folded("ΟΔΥΣΣΕΎΣ"));
        assert_ne!(folded("é"), folded("e\u{301}"));
        assert_eq!(file("É.md"), file("e\u{301}.md"));
    }
}
