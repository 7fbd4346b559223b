//! The tree of an equation.

/// A part of an equation.
#[derive(Clone, PartialEq, Debug)]
pub enum Node {
    /// Parts beside each other.
    Row(Vec<Node>),
    /// A sign: a letter, an operator, a bracket.
    Sign {
        /// What is printed, before its font is applied.
        sign: String,
        /// What it is, which decides on the space around it.
        class: Class,
        /// Its font.
        font: Font,
    },
    /// A number.
    Number(String, Font),
    /// Words in upright type.
    Words(String, Font),
    /// A function by its name: `sin`, `lim`.
    Function(String),
    /// Space, in em.
    Space(f32),
    /// A fraction.
    Fraction {
        /// What stands above.
        above: Box<Node>,
        /// What stands below.
        below: Box<Node>,
        /// Whether there is a line between them.
        line: bool,
    },
    /// A root with its index, if it has one.
    Root(Box<Node>, Option<Box<Node>>),
    /// A base with what stands at it.
    Scripts {
        /// What they stand at.
        base: Box<Node>,
        /// What stands below, or lower at the right.
        below: Option<Box<Node>>,
        /// What stands above, or higher at the right.
        above: Option<Box<Node>>,
        /// Where.
        at: Position,
    },
    /// A base with an accent, which may be as wide as the base.
    Accent(Box<Node>, char, bool),
    /// A base with a line or a brace over or under it, and what is written at that.
    Spanned {
        /// What it spans.
        base: Box<Node>,
        /// The line or the brace.
        span: Span,
        /// What is written at a brace.
        note: Option<Box<Node>>,
    },
    /// Parts between brackets that are as high as these; either may lack.
    Bracketed(Option<char>, Box<Node>, Option<char>),
    /// A bracket of a size, in em, or as high as those around it.
    Bracket(char, Option<f32>, Class),
    /// Parts with a line through them.
    Struck(Box<Node>),
    /// Parts in a size.
    Sized(Size, Box<Node>),
    /// Rows of cells.
    Table(Table),
}

/// What a sign is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Class {
    /// A letter and the like.
    Ordinary,
    /// `+`.
    Binary,
    /// `=`.
    Relation,
    /// `∑`.
    Large,
    /// `(`.
    Opening,
    /// `)`.
    Closing,
    /// `|` between brackets.
    Fence,
    /// `,`.
    Punctuation,
}

/// The font of letters.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Font {
    /// Italic variables, upright digits.
    #[default]
    Usual,
    /// Functions of the engine, the innermost last.
    Of(&'static [&'static str]),
}

/// Where scripts stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Position {
    /// At the right.
    Right,
    /// Above and below.
    Limits,
    /// Above and below in displayed equations, at the right in lines.
    Movable,
}

/// What spans a base.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Span {
    /// A line over it.
    Overline,
    /// A line under it.
    Underline,
    /// A sign over it that is as wide, by the engine's function.
    Over(&'static str),
    /// A sign under it that is as wide, by the engine's function.
    Under(&'static str),
}

/// A size of type.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Size {
    /// As in displayed equations.
    Display,
    /// As in lines.
    Line,
    /// As in scripts.
    Script,
    /// As in scripts of scripts.
    Smallest,
}

/// How the cells of a column are aligned.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Column {
    /// At the left.
    Left,
    /// Centred.
    Center,
    /// At the right.
    Right,
}

/// What rows of cells are.
#[derive(Clone, PartialEq, Debug)]
pub enum Kind {
    /// A matrix, of which every column is aligned in one way.
    Matrix(Column),
    /// An array: its columns, before which of them lines stand, and below which rows.
    Array(Vec<Column>, Vec<usize>, Vec<usize>),
    /// Cases, with the brace at the left or at the right.
    Cases(bool),
    /// Lines aligned at signs: columns to the right and to the left in turn.
    Aligned,
    /// Lines, centred.
    Lines,
    /// Small lines under a sign.
    Stack,
}

/// Rows of cells.
#[derive(Clone, PartialEq, Debug)]
pub struct Table {
    /// What they are.
    pub kind: Kind,
    /// The cells of each row.
    pub rows: Vec<Vec<Node>>,
}
