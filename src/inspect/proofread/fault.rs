//! A fault that a proofreader sees: what it is, and each place where it shows.

use crate::diagnostic::{Code, Diagnostic};
use crate::inspect::proofread::line::Line;
use crate::inspect::units::tenths;
use crate::lower::source_map::Written;
use crate::origin::Origin;

/// A place on a page: the index of the page, and points from its left and from its top.
pub type Spot = (usize, f64, f64);

/// A fault. All that has one cause is one.
#[derive(Clone, Debug)]
pub struct Fault {
    /// What kind of fault it is.
    pub code: Code,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: &'static str,
    /// The text that it is about.
    pub origin: Option<Origin>,
    /// Where it shows.
    pub spots: Vec<Spot>,
}

impl Fault {
    /// A fault of a text. In the message, `{}` is the name of the text.
    pub fn of(written: &Written, code: Code, message: &str, hint: &'static str) -> Self {
        let name = match &written.key {
            Some(key) if !key.id.is_empty() => format!("`{}`", key.id),
            _ => "this text".to_owned(),
        };
        Self {
            code,
            message: message.replace("{}", &name),
            hint,
            origin: Some(written.origin.clone()),
            spots: Vec::new(),
        }
    }

    /// Adds a place.
    pub fn on(mut self, spot: Spot) -> Self {
        self.spots.push(spot);
        self
    }

    /// The finding, in an artifact.
    pub fn finding(self, artifact: &str) -> Diagnostic {
        let mut finding = Diagnostic::new(self.code, self.message).hint(self.hint);
        finding.origin = self.origin;
        for (page, x, y) in self.spots {
            finding = finding.place_at(artifact, page + 1, (tenths(x), tenths(y)));
        }
        finding
    }
}

/// Where a line begins, on its baseline.
pub fn start(line: &Line) -> Spot {
    (line.page, line.left, line.baseline)
}

/// Where a line ends, on its baseline.
pub fn end(line: &Line) -> Spot {
    (line.page, line.right, line.baseline)
}
