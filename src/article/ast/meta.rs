//! The decoded front matter.

use std::collections::BTreeMap;

use crate::article::ast::date::{Date, Time};
use crate::article::ast::inline::Text;
use crate::origin::Origin;

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
    /// The authors' names, the same in all languages.
    pub authors: Vec<String>,
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
        let texts = [&self.title, &self.subtitle, &self.summary, &self.keywords];
        texts.into_iter().flatten()
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
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Var {
    /// Plain text.
    Text(String),
    /// A number, with its digits as written.
    Number(String),
    /// A date, with a time of day if one is given.
    Date(Date, Option<Time>),
}
