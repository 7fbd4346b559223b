//! Names that are given once: ids of messages and sections, and what makes names equal.

use std::collections::{BTreeMap, BTreeSet};

use icu_normalizer::ComposingNormalizerBorrowed;

/// The longest slug, in letters, and how many words it may have.
const LONGEST: usize = 40;
const WORDS: usize = 4;
/// What ids of other things than a section's texts start with.
const RESERVED: [&str; 2] = ["fn", "meta"];

/// Names of one kind, each given once.
///
/// Names that people wrote are taken first, the others are given in the order of the text: so nothing that is added
/// behind a text changes its name.
#[derive(Clone, Default, Debug)]
pub struct Names {
    taken: BTreeSet<String>,
    /// The last ordinal that was given with each base: thousands of equal texts are not counted anew each time.
    last: BTreeMap<String, usize>,
}

impl Names {
    /// Takes a name; false where it is taken already.
    pub fn take(&mut self, name: &str) -> bool {
        !self.taken.contains(name) && self.taken.insert(name.to_owned())
    }

    /// Whether a name is taken.
    pub fn has(&self, name: &str) -> bool {
        self.taken.contains(name)
    }

    /// The first of `base`, `base-2`, `base-3`, … that is not taken; it is taken then.
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

/// The first words in lower-case ASCII, joined by hyphens: at most four, at most 40 letters; empty where there are none.
pub fn slug(words: &str) -> String {
    // An elided article is no word of its own: l’IA → ia.
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

/// What the id of a section without a written one is made from.
pub fn section(title: &str) -> String {
    match slug(title).as_str() {
        "" => "section".to_owned(),
        slug if !slug.starts_with(|c: char| c.is_ascii_lowercase()) => format!("section-{slug}"),
        slug => prefix(slug),
    }
}

/// What the ids of a section's texts start with: its own id, but for those that would look like the front matter's or
/// a footnote's.
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

/// What the id of a footnote is made from.
pub fn note(name: &str) -> String {
    let slug = Some(slug(name)).filter(|slug| !slug.is_empty());
    let slug = slug.unwrap_or_else(|| joined(name, |_| true));
    match slug.as_str() {
        "" => "fn-note".to_owned(),
        slug => format!("fn-{slug}"),
    }
}

/// A footnote's name on one line, as the Markdown parser gives it: white space of any kind is one space.
pub fn spaced(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What two names have in common that the Markdown parser takes for one: it looks neither at case nor at the kind of
/// white space (CommonMark 0.31, "matches").
pub fn folded(name: &str) -> String {
    caseless::default_case_fold_str(&spaced(name))
}

/// What two file names have in common that are one file on some systems: those of Windows and macOS look at no case, and
/// macOS not at how letters and their accents are put together.
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
