//! What came back from a translator: the units of a file of any format, as they stand in it.

use std::ops::Range;

use crate::exchange::codes::Coded;

/// The units of a file.
#[derive(Debug, Default)]
pub struct Returned {
    /// The tag of the language, as the file has it.
    pub locale: String,
    /// The byte range of the tag.
    pub at: Range<usize>,
    /// In file order.
    pub units: Vec<ReturnedUnit>,
    /// What cannot be read, with its place. Units that it is about are not among `units`.
    pub faults: Vec<Fault>,
}

/// A unit of a file.
#[derive(Debug, Default)]
pub struct ReturnedUnit {
    /// Where it is.
    pub at: At,
    /// The article's name.
    pub article: String,
    /// Its id.
    pub id: String,
    /// What it was when it was exported; empty where a tool dropped it.
    pub stamp: String,
    /// The source text.
    pub source: Words,
    /// The translation; empty where there is none.
    pub target: Words,
    /// Whether the tool has it as unfinished: fuzzy, to be reviewed.
    pub is_unfinished: bool,
}

/// A place in a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum At {
    /// The bytes of a text file.
    Bytes(Range<usize>),
    /// A row of a spreadsheet, from 1.
    Row(String, usize),
}

/// A text as a format has it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Words {
    /// With markup and braces, as it is typed.
    Typed(String),
    /// With numbered codes.
    Coded(Vec<Coded>),
}

/// Something that cannot be read.
#[derive(Debug)]
pub struct Fault {
    /// Where it is.
    pub at: At,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
}

impl Returned {
    /// Adds a unit, or what is wrong with it: `id` names it in messages, `tag` is where it begins.
    pub fn take(&mut self, unit: Result<ReturnedUnit, String>, id: &str, tag: Range<usize>) {
        match unit {
            Ok(unit) => self.units.push(unit),
            Err(why) => {
                let fault = Fault::new(At::Bytes(tag), format!("`{id}`: {why}"));
                self.faults.push(fault);
            }
        }
    }
}

impl Default for At {
    fn default() -> Self {
        Self::Bytes(0..0)
    }
}

impl Default for Words {
    fn default() -> Self {
        Self::Typed(String::new())
    }
}

impl Words {
    /// Whether it has neither words nor codes.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Typed(text) => text.trim().is_empty(),
            Self::Coded(all) => all
                .iter()
                .all(|coded| matches!(coded, Coded::Text(text) if text.trim().is_empty())),
        }
    }
}

impl Fault {
    /// A fault at a place.
    pub fn new(at: At, message: impl Into<String>) -> Self {
        Self {
            at,
            message: message.into(),
            hint: None,
        }
    }

    /// Says what to do.
    pub fn hint(self, hint: &str) -> Self {
        Self {
            hint: Some(hint.to_owned()),
            ..self
        }
    }
}
