//! The front matter, decoded.

use std::collections::BTreeMap;

use crate::article::ast::date::{Date, Time};
use crate::article::ast::inline::Text;
use crate::origin::Origin;

/// The front matter, decoded. A value that cannot be read is reported, and is absent here; see [`Unread`].
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Meta {
    /// None where it is absent, which is reported.
    pub title: Option<Text>,
    /// The line below the title.
    pub subtitle: Option<Text>,
    /// A summary for catalogues and title blocks.
    pub summary: Option<Text>,
    /// The keywords, separated by commas: one message.
    pub keywords: Option<Text>,
    /// Names, the same in all languages.
    pub authors: Vec<String>,
    /// The day of publication; none where the article has no date.
    pub date: Option<Date>,
    /// The language as it is written, with its place; none where the project's source language holds.
    pub lang: Option<(String, Origin)>,
    /// For each audience that is listed, ids of sections in the order wanted, with their places.
    pub audiences: BTreeMap<String, Vec<(String, Origin)>>,
    /// Values that messages may use, by their names without the `$`.
    pub vars: BTreeMap<String, Var>,
    /// Which values were reported as unreadable.
    pub unread: Unread,
    /// The whole front matter; an empty range at the start of the file where there is none.
    pub origin: Origin,
}

impl Meta {
    /// Its texts, in the order in which they are translated.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        let texts = [&self.title, &self.subtitle, &self.summary, &self.keywords];
        texts.into_iter().flatten()
    }
}

/// Which values of a front matter are present and unreadable. Each is reported once; checks of absent values skip them, so
/// that one fault makes one finding.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, Debug)]
pub struct Unread {
    /// A title or another text, which is replaced by U+FFFD.
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
    /// Words.
    Text(String),
    /// A number, as written.
    Number(String),
    /// A day, and a time of that day where one is given.
    Date(Date, Option<Time>),
}
