//! The decoded front matter.

use std::collections::BTreeMap;

use crate::article::ast::date::{Date, Time};
use crate::article::ast::inline::Text;
use crate::origin::{FileId, Origin};

/// The decoded front matter. An invalid value is reported, and is absent here; see [`Unread`].
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Meta {
    /// The title. `None` if it is absent, which is reported.
    pub title: Option<Text>,
    /// The line below the title.
    pub subtitle: Option<Text>,
    /// The abstract (`abstract:`), for title blocks and the description in PDF metadata.
    pub summary: Option<Text>,
    /// The keywords, separated by commas: one message.
    pub keywords: Option<Text>,
    /// The series and the number in it.
    pub series: Option<Text>,
    /// The terms under which the text may be used. The short name of a licence is no message.
    pub licence: Option<Text>,
    /// The authors.
    pub authors: Vec<Author>,
    /// The file with the works that are cited.
    pub bibliography: Option<(FileId, Origin)>,
    /// How they are cited. `None` if the front matter does not say.
    pub citation_style: Option<(StyleName, Origin)>,
    /// The date of publication.
    pub date: Option<Date>,
    /// The language as written, with its place. `None` if the front matter does not set it.
    pub lang: Option<(String, Origin)>,
    /// For each audience that is listed, the ids of its sections in order, with their places.
    pub audiences: BTreeMap<String, Vec<(String, Origin)>>,
    /// The variables for messages, by name without `$`.
    pub vars: BTreeMap<String, Var>,
    /// Which values were reported as invalid.
    pub unread: Unread,
    /// The whole front matter; an empty range at the start of the file if there is none.
    pub origin: Origin,
}

impl Meta {
    /// Its texts, in the order of translation.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        let lines = [
            &self.title,
            &self.subtitle,
            &self.summary,
            &self.keywords,
            &self.series,
            &self.licence,
        ];
        let of_authors = self.authors.iter().flat_map(Author::texts);
        lines.into_iter().chain(of_authors).flatten()
    }

    /// The names of its authors.
    pub fn names(&self) -> Vec<String> {
        self.authors.iter().map(|a| a.name.clone()).collect()
    }
}

/// A citation style.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum StyleName {
    /// One that is built in.
    BuiltIn(String),
    /// A file in the Citation Style Language.
    File(FileId),
}

/// An author.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Author {
    /// The name, the same in all languages.
    pub name: String,
    /// The place of the name.
    pub origin: Origin,
    /// The position and the institution: a message.
    pub affiliation: Option<Text>,
    /// The e-mail address as a link, which is no message.
    pub email: Option<Text>,
    /// The address of the ORCID iD as a link, which is no message.
    pub orcid: Option<Text>,
    /// A sentence or two about the author: a message.
    pub note: Option<Text>,
}

impl Author {
    /// An author of whom the name alone is known.
    pub fn new(name: String, origin: Origin) -> Self {
        Self {
            name,
            origin,
            affiliation: None,
            email: None,
            orcid: None,
            note: None,
        }
    }

    fn texts(&self) -> [&Option<Text>; 4] {
        [&self.affiliation, &self.email, &self.orcid, &self.note]
    }
}

/// Which values of a front matter are present but invalid. Checks of absent values skip these, so that one error leads
/// to one finding.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, Debug)]
pub struct Unread {
    /// The title or another text, which is replaced by U+FFFD.
    pub texts: bool,
    /// `date:`.
    pub date: bool,
    /// `audiences:`.
    pub audiences: bool,
    /// `vars:`.
    pub vars: bool,
}

/// A value of `vars:`.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Var {
    /// Plain text.
    Text(String),
    /// A number, with its digits as written.
    Number(String),
    /// A date, with a time of day if one is given.
    Date(Date, Option<Time>),
}
