//! Captions of tables, figures and charts.

use crate::article::ast::inline::Text;
use crate::origin::Origin;

/// What stands with a table or a figure, and what references call it by.
///
/// Its number follows from its place in an artifact, so it is not here.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Caption {
    /// The id that references use.
    pub id: Option<String>,
    /// The words behind the number.
    pub text: Option<Text>,
    /// Where what is shown was taken from.
    pub source: Option<Text>,
    /// The place of the caption, which no other one has.
    pub origin: Origin,
}

impl Caption {
    /// Its texts, in reading order.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        self.text.iter().chain(&self.source)
    }
}
