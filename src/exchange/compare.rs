//! Compares a unit that came back with the catalogue: whether it changes, and whether it may.

use crate::article::ast::Inline;
use crate::article::print::print;
use crate::exchange::codes::{self, Numbers};
use crate::exchange::content;
use crate::exchange::returned::{ReturnedUnit, Words};
use crate::exchange::stamp::{self, Stamp};
use crate::exchange::unit::Unit;
use crate::l10n::align::{self, fold};
use crate::translate::diff::lacking;
use crate::translate::lock::Digest;
use crate::translate::state::State;

/// What a unit of the file changes.
pub enum Change {
    /// Nothing: it is what the catalogue has.
    Nothing,
    /// Nothing: it has no words.
    Empty,
    /// It becomes this text.
    Text(Vec<Inline>),
}

/// Why a unit is not imported.
pub struct Refusal {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: &'static str,
}

/// What a unit of a file changes in the catalogue; with `overwrites`, also where that has changed since the export.
///
/// # Errors
///
/// Where its codes, its source text or what it was when it was exported do not allow to import it.
pub fn change(unit: &Unit, returned: &ReturnedUnit, overwrites: bool) -> Result<Change, Refusal> {
    let stamp = Stamp::read(&returned.stamp);
    let exported = stamp.as_ref().and_then(|stamp| stamp.target.as_ref());
    let current = unit.translation();
    if returned.target.is_empty() {
        let was_empty = stamp.is_some() && exported.is_none();
        return Ok(match was_empty && current.is_some() {
            true => Change::Nothing,
            false => Change::Empty,
        });
    }
    let is_old = stamp
        .as_ref()
        .is_some_and(|stamp| stamp.source != unit.digest);
    let mut numbers = Numbers::new(&unit.source, current.unwrap_or_default());
    if let (Words::Coded(source), true) = (&returned.source, is_old) {
        numbers.learn(source);
    }
    let text = read(&returned.target, &numbers).map_err(|message| match returned.target {
        Words::Typed(_) => Refusal {
            message,
            hint: "write braces as they were when the file was exported",
        },
        Words::Coded(_) => of_codes(message),
    })?;
    let text = content::normal(&text);
    let is_same = current.is_some_and(|current| content::normal(current) == text);
    if is_same || exported == Some(&stamp::digest(&text)) {
        return Ok(Change::Nothing);
    }
    if current.is_some_and(content::has_words) && !content::has_words(&text) {
        return Ok(Change::Empty);
    }
    if current.is_none() && returned.is_unfinished && text == content::normal(&unit.source) {
        // The tool put the source text there.
        return Ok(Change::Empty);
    }
    let Some(stamp) = &stamp else {
        return Err(Refusal {
            message: "the digests of its texts are missing, so it is not known what was translated"
                .to_owned(),
            hint: "export anew, and use a tool that keeps metadata, comments and columns",
        });
    };
    if current.is_some() && unit.translation().map(stamp::digest) != stamp.target && !overwrites {
        return Err(Refusal {
            message: "its translation in the catalogue has changed, too, since the export"
                .to_owned(),
            hint: "export anew, and make the change there; `--overwrite` imports the words of the file all the same",
        });
    }
    if is_old && current.is_some() && unit.state == State::Current && !overwrites {
        return Err(Refusal {
            message: "its translation in the catalogue is current, and this one was made from an older source text"
                .to_owned(),
            hint: "export anew, and make the change there; `--overwrite` imports the words of the file all the same",
        });
    }
    let source = read(&returned.source, &numbers).ok();
    let has_other = |source: &Vec<Inline>| {
        let words = |text: &[Inline]| fold(&content::typed(&content::normal(text)));
        words(source) != words(&unit.source)
    };
    if !is_old && !returned.source.is_empty() && source.as_ref().is_none_or(has_other) {
        return Err(Refusal {
            message: "its source text in the file is not the one that was exported".to_owned(),
            hint: "change translations alone; where rows were mixed up, sort all columns together",
        });
    }
    fits(unit, &text, source.filter(|_| is_old).as_deref())?;
    unit.written(&text).map_err(of_codes)?;
    Ok(Change::Text(text))
}

/// Whether the codes of a text are those of its source text, today or when it was exported. It may keep those that the translation has
/// beside them, or in the variants of its selectors; a piece of a text has those of the piece that is there.
fn fits(unit: &Unit, text: &[Inline], old: Option<&[Inline]>) -> Result<(), Refusal> {
    let here = codes::names(text);
    let source = codes::names(&unit.source);
    let variants = unit.variants();
    let elsewhere: Vec<String> = variants
        .iter()
        .flat_map(|text| codes::names(text))
        .collect();
    let mut lost = lacking(&source, &here);
    lost.retain(|code| !elsewhere.iter().any(|other| other == *code));
    let added = lacking(&here, &source);
    let current = unit.translation().map(codes::names);
    // Where the translation may lead to the page in its language, it still may.
    let is_link = |code: &str| code.starts_with('[') && code.contains("](");
    let is_kept = |code: &str| current.iter().flatten().any(|kept| kept == code);
    let mut own = added
        .iter()
        .filter(|code| is_link(code) && is_kept(code))
        .count();
    lost.retain(|code| {
        let is_own = own > 0 && is_link(code);
        own -= usize::from(is_own);
        !is_own
    });
    // What is current was accepted, or has leave to differ.
    let is_accepted = unit.is_piece || unit.state == State::Current;
    // A variant may say “a minute”, without the number.
    let is_variant = unit.depth() > 0 && added.is_empty();
    let fits = is_variant && lost.iter().all(|code| code.starts_with('{'))
        || here == source
        || current.is_some_and(|current| (is_accepted || lost.is_empty()) && current == here)
        || old.is_some_and(|old| codes::names(old) == here);
    if fits {
        return Ok(());
    }
    let lost = lost.into_iter().map(|code| format!("it lacks `{code}`"));
    let added = added.into_iter();
    let added = added.map(|code| format!("`{code}` is not in its source text"));
    Err(of_codes(lost.chain(added).collect::<Vec<_>>().join(", ")))
}

fn of_codes(message: String) -> Refusal {
    Refusal {
        message,
        hint: "let every code stand in the translation once, as in the source text",
    }
}

/// The source text of a message as the file has it, if its digest confirms that it is the whole.
pub fn source_of(all: &[(&Unit, &ReturnedUnit)], digest: &Digest) -> Option<align::Words> {
    let mut words = align::Words::new();
    for (unit, returned) in all {
        if words.iter().all(|(name, _)| *name != unit.part) {
            let mut numbers = Numbers::default();
            if let Words::Coded(source) = &returned.source {
                numbers.learn(source);
            }
            let text = read(&returned.source, &numbers).ok()?;
            words.push((unit.part.clone(), fold(&print(&content::normal(&text)))));
        }
    }
    words.sort();
    (Digest::of(&words) == *digest).then_some(words)
}

fn read(words: &Words, numbers: &Numbers) -> Result<Vec<Inline>, String> {
    match words {
        Words::Typed(text) => content::of_typed(text),
        Words::Coded(coded) => numbers.resolve(coded),
    }
}
