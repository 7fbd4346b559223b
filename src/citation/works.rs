//! A bibliography: the works of a BibTeX or CSL-JSON file, each with its place there.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::ops::Range;

use biblatex::{RawBibliography, TypeErrorKind};
use hayagriva::io::{BibLaTeXError, from_biblatex_str};
use hayagriva::{Entry, Library};
use typst::utils::hash128;

use crate::citation::csl_json;
use crate::citation::fault::{Fault, Read};
use crate::citation::fields::{self, place};
use crate::citation::latex::latex;
use crate::citation::repair::{self, Repaired};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::limits::BRACES_DEPTH;
use crate::origin::{FileId, Origin};

/// The works of a bibliography.
#[derive(Clone, Debug)]
pub struct Works {
    /// Its file.
    pub file: FileId,
    all: Library,
    /// By key, the place of each entry.
    places: BTreeMap<String, Range<usize>>,
    /// Of the content of the file.
    digest: u128,
}

impl Hash for Works {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.file, self.digest).hash(state);
    }
}

impl Works {
    /// Reads a bibliography: CSL-JSON where the file's name says so, else BibTeX or BibLaTeX. `None` if it is broken, which is reported.
    pub fn read(file: &FileId, text: &str, out: &mut Diagnostics) -> Option<Self> {
        let mut pages = Vec::new();
        let read = match file.path().ends_with(".json") {
            true => csl_json::read(text),
            false => bibtex(text, &mut pages),
        };
        let (all, places) = match read {
            Ok(read) => read,
            Err(faults) => {
                out.extend(faults.into_iter().map(|fault| fault.diagnostic(file, text)));
                return None;
            }
        };
        let Repaired {
            works: all,
            commands,
            chapters,
        } = repair::repaired(all, &pages);
        for key in &chapters {
            let place = places.get(key).cloned().unwrap_or(0..0);
            let message = format!(
                "the `chapter` of `{key}` is not in the list of works: styles would print it as the number of a volume"
            );
            let note = Diagnostic::new(Code::BibliographySyntax, message).as_note();
            out.push(note.at(Origin::new(file, place)).hint(format!(
                "name it where you cite the work: `[@{key}, chap. …]`"
            )));
        }
        for (key, name) in &commands {
            let place = places.get(key).cloned().unwrap_or(0..0);
            let message = format!("`{name}` in `{key}` is LaTeX that is not known here");
            let error = Diagnostic::new(Code::BibliographySyntax, message);
            out.push(
                error.at(Origin::new(file, place)).hint(
                    "write the sign itself, such as `α`, and leave out what changes the type",
                ),
            );
        }
        if !commands.is_empty() {
            return None;
        }
        Some(Self {
            file: file.clone(),
            all,
            places,
            digest: hash128(text),
        })
    }

    /// A work by its key.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.all.get(key)
    }

    /// The keys of all works.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.all.keys()
    }

    /// The place of a work.
    pub fn place(&self, key: &str) -> Origin {
        match self.places.get(key) {
            Some(range) => Origin::new(&self.file, range.clone()),
            None => Origin::file(&self.file),
        }
    }
}

/// Reads BibTeX. `pages` gets the pages that its reader would run together, by key.
fn bibtex(text: &str, pages: &mut Vec<(String, String)>) -> Read {
    if let Some(at) = too_deep(text) {
        let message = format!("braces stand more than {BRACES_DEPTH} deep in each other");
        let range = at..at + 1;
        return Err(vec![Fault { range, message }]);
    }
    let raw =
        RawBibliography::parse(text).map_err(|error| vec![fault(BibLaTeXError::Parse(error))])?;
    *pages = fields::pages(text, &raw);
    // The first time for the places of faults, which are not those of the text with its LaTeX in other words.
    from_biblatex_str(text).map_err(|errors| errors.into_iter().map(fault).collect::<Vec<_>>())?;
    let all = from_biblatex_str(&latex(&repair::names(text, &raw)))
        .map_err(|errors| errors.into_iter().map(fault).collect::<Vec<_>>())?;
    let spans = raw.entries.iter().flat_map(|entry| &entry.v.fields);
    let spans = spans.filter(|field| field.key.v.eq_ignore_ascii_case("date"));
    let faults = spans.filter_map(|field| {
        let range = place(field)?;
        two_dates(text.get(range.clone())?).then(|| Fault::two_dates(range))
    });
    let faults: Vec<Fault> = faults.collect();
    if !faults.is_empty() {
        return Err(faults);
    }
    let places = raw
        .entries
        .iter()
        .map(|entry| (entry.v.key.v.to_owned(), entry.v.key.span.clone()));
    Ok((all, places.collect()))
}

/// Whether a date is a range of two.
fn two_dates(date: &str) -> bool {
    let parts = date.split_once('/');
    parts.is_some_and(|(from, to)| {
        [from, to]
            .iter()
            .all(|part| part.contains(|c: char| c.is_ascii_digit()))
    })
}

/// Where braces stand deeper in each other than they may.
fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    text.bytes().position(|byte| {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > BRACES_DEPTH
    })
}

fn fault(error: BibLaTeXError) -> Fault {
    match error {
        BibLaTeXError::Parse(error) => Fault {
            range: error.span,
            message: error.kind.to_string(),
        },
        BibLaTeXError::Type(error) => Fault {
            range: error.span,
            message: match error.kind {
                // As in `year = {forthcoming}`.
                TypeErrorKind::WrongNumberOfDigits => {
                    "a year has four digits; leave the field out for a work that has none yet"
                        .to_owned()
                }
                kind => kind.to_string(),
            },
        },
    }
}
