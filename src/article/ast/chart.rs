//! Charts: tables that are drawn.

use crate::article::ast::caption::Caption;
use crate::article::ast::inline::Text;
use crate::origin::{FileId, Origin};

/// A table that is drawn. Its first column holds the categories, the others a series each.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Chart {
    /// What it is drawn as.
    pub kind: ChartType,
    /// The place that made it a chart: the attributes, or the picture.
    pub origin: Origin,
    /// The CSV file that the cells are from; `None` if the table is in the article.
    pub data: Option<FileId>,
    /// The names of the columns that the author chose; all without a choice.
    pub choice: Choice,
    /// The author's alternative text. Without it, one is made from the data.
    pub alt: Option<Text>,
    /// What stands with it.
    pub caption: Option<Caption>,
    /// The heads of the columns; `None` for empty ones.
    pub head: Vec<Option<Text>>,
    /// The rows, each as long as the head: the category, then the value of each series; `None` for empty cells.
    pub rows: Vec<Vec<Option<Text>>>,
    /// The numbers of the rows, without the first column. Empty until they are read, and if it cannot be drawn.
    pub amounts: Vec<Vec<Option<Amount>>>,
    /// Where the categories stand on their axis, in millionths of its length; `None` if all are equally far apart.
    pub places: Option<Vec<u32>>,
}

/// The columns of a table that a chart shows, by the words of their heads.
#[derive(Clone, Default, PartialEq, Eq, Hash, Debug)]
pub struct Choice {
    /// The categories; the first column without it.
    pub x: Option<String>,
    /// The series; all other columns if there are none.
    pub y: Vec<String>,
}

/// The types of charts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ChartType {
    /// A bar for each category.
    Bar,
    /// The series on each other, as parts of a bar.
    Stacked,
    /// The series beside each other in each category.
    Grouped,
    /// A line for each series.
    Line,
    /// As lines, with the areas under them filled, on each other.
    Area,
    /// A dot for each value on the line of its category.
    Dot,
    /// A line for each category from one value to another.
    Slope,
    /// Parts of a whole.
    Share,
}

impl ChartType {
    /// All types, in the order of the documentation.
    pub const ALL: [Self; 8] = [
        Self::Bar,
        Self::Stacked,
        Self::Grouped,
        Self::Line,
        Self::Area,
        Self::Dot,
        Self::Slope,
        Self::Share,
    ];

    /// The name that authors write.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bar => "bar",
            Self::Stacked => "stacked",
            Self::Grouped => "grouped",
            Self::Line => "line",
            Self::Area => "area",
            Self::Dot => "dot",
            Self::Slope => "slope",
            Self::Share => "share",
        }
    }

    /// Whether the categories are places on an axis, such as years.
    pub fn has_axis(self) -> bool {
        matches!(self, Self::Line | Self::Area)
    }

    /// Whether values are drawn as lengths from zero.
    pub fn has_lengths(self) -> bool {
        !matches!(self, Self::Line | Self::Dot | Self::Slope)
    }
}

/// A number with its unit.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Amount {
    /// ASCII digits, such as `-12.5`; of 12.5 %, `0.125`.
    pub digits: String,
    /// The unit that is written with it.
    pub unit: Unit,
}

/// A unit that is written by the rules of each language.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Unit {
    /// None.
    Plain,
    /// Percent.
    Percent,
    /// Money.
    Money {
        /// ISO 4217.
        code: String,
        /// Whether the code is written, in place of a symbol.
        is_code: bool,
    },
}

impl Amount {
    /// The number, for geometry.
    pub fn number(&self) -> f64 {
        self.digits.parse().unwrap_or(0.0)
    }
}

impl Chart {
    /// The heads and the categories.
    pub fn names(&self) -> impl Iterator<Item = &Text> {
        let categories = self.rows.iter().filter_map(|row| row.first());
        self.head.iter().chain(categories).flatten()
    }

    /// The texts that are printed: names, if it can be drawn.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        let is_drawn = !self.amounts.is_empty();
        self.names().filter(move |_| is_drawn)
    }

    /// All cells, for changes.
    pub fn cells_mut(&mut self) -> impl Iterator<Item = &mut Text> {
        let rows = self.rows.iter_mut().flatten();
        self.head.iter_mut().chain(rows).flatten()
    }
}
