//! Compares a unit that came back with the catalogue: whether it changes, and whether it may.

use crate::article::ast::Inline;
use crate::article::print::print;
use crate::exchange::codes::{self, Numbers};
use crate::exchange::content;
use crate::exchange::returned::{ReturnedUnit, Words};
use crate::exchange::unit::Unit;
use crate::l10n::align::fold;
use crate::translate::diff::lacking;
use crate::translate::lock::Digest;

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

/// What a unit of a file changes in the catalogue.
///
/// # Errors
///
/// Where its codes or its digest do not allow to import it.
pub fn change(unit: &Unit, returned: &ReturnedUnit) -> Result<Change, Refusal> {
    if returned.target.is_empty() {
        return Ok(Change::Empty);
    }
    let codes = |message: String| Refusal {
        message,
        hint: "let every code stand in the translation once, as in the source text",
    };
    let unread = |message: String| match returned.target {
        Words::Typed(_) => Refusal {
            message,
            hint: "write braces as they were when the file was exported",
        },
        Words::Coded(_) => codes(message),
    };
    let digest = Digest::read(&returned.digest);
    let current = unit.translation();
    let mut numbers = Numbers::new(&unit.source, current.unwrap_or_default());
    let is_old = digest.as_ref().is_some_and(|digest| *digest != unit.digest);
    if let (Words::Coded(source), true) = (&returned.source, is_old) {
        numbers.learn(source);
    }
    let text = content::normal(&read(&returned.target, &numbers).map_err(unread)?);
    if current.is_some_and(|current| content::normal(current) == text) {
        return Ok(Change::Nothing);
    }
    if current.is_some_and(content::has_words) && !content::has_words(&text) {
        return Ok(Change::Empty);
    }
    if current.is_none() && returned.is_unfinished && text == content::normal(&unit.source) {
        // The tool put the source text there.
        return Ok(Change::Empty);
    }
    if digest.is_none() {
        return Err(Refusal {
            message:
                "the digest of its source text is missing, so it is not known what was translated"
                    .to_owned(),
            hint: "export anew, and use a tool that keeps metadata, comments and columns",
        });
    }
    let here = codes::names(&text);
    let source = codes::names(&unit.source);
    let old = read(&returned.source, &numbers).ok().filter(|_| is_old);
    let fits = here == source
        || current.is_some_and(|current| codes::names(current) == here)
        || old.is_some_and(|old| codes::names(&old) == here);
    if !fits {
        let lost = lacking(&source, &here)
            .into_iter()
            .map(|code| format!("it lacks `{code}`"));
        let added = lacking(&here, &source)
            .into_iter()
            .map(|code| format!("`{code}` is not in its source text"));
        return Err(codes(lost.chain(added).collect::<Vec<_>>().join(", ")));
    }
    unit.written(&text).map_err(codes)?;
    Ok(Change::Text(text))
}

/// The source text of a message as the file has it, if its digest confirms that it is the whole.
pub fn source_of(
    all: &[(&Unit, &ReturnedUnit)],
    digest: &Digest,
) -> Option<crate::l10n::align::Words> {
    let mut words = crate::l10n::align::Words::new();
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
