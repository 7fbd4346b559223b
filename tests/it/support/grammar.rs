//! The grammar of articles, for tests that generate them: which blocks there are, how many words they have, and how these
//! are marked. What the words are is added by `generated`.

use std::ops::Range;

use proptest::prelude::*;

/// A block.
#[derive(Clone, Debug)]
pub enum Block {
    Paragraph(Vec<Word>),
    List(Bullet, Vec<Vec<Word>>),
    Terms(Vec<(Vec<Word>, Vec<Word>)>),
    /// Its words, and whether it names a source.
    Quote(Vec<Word>, bool),
    /// Which of the five, its title, its words.
    Callout(usize, Vec<Word>, Vec<Word>),
    /// How many columns it has, and its cells, those of the head first.
    Table(usize, Vec<Vec<Word>>),
    /// How long its lines are.
    Code(Vec<u8>),
    Break,
    Comment,
}

/// What stands before the items of a list.
#[derive(Clone, Copy, Debug)]
pub enum Bullet {
    Point,
    Number,
    Task,
}

/// A word: how many syllables it has, and how it is marked.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    pub length: u8,
    pub mark: Mark,
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Mark {
    None,
    Emph,
    Strong,
    Strike,
    /// With a second word below it, or above.
    Script(char),
    Code,
    Link,
    /// A link to a section.
    Inner,
    /// With a comment after it.
    Comment,
    /// A note of its own; whether the note has a note.
    Note(bool),
    /// The note before, once more.
    SameNote,
    /// A line that ends, in one of the two forms.
    Break,
    Br,
}

/// A section.
#[derive(Clone, Debug)]
pub struct Section {
    pub is_sub: bool,
    pub title: Vec<Word>,
    pub blocks: Vec<Block>,
    /// What slides show of it in place of its blocks.
    pub slides: Option<Vec<Block>>,
    /// Whether it has words for the speaker.
    pub has_notes: bool,
}

/// Sections of an article, fewer than `most`.
pub fn sections(most: usize) -> impl Strategy<Value = Vec<Section>> {
    prop::collection::vec(section(), 1..most)
}

fn section() -> impl Strategy<Value = Section> {
    let blocks = || prop::collection::vec(block(), 1..4);
    let slides = prop::option::weighted(0.2, blocks());
    (any::<bool>(), words(1..6), blocks(), slides, any::<bool>()).prop_map(
        |(is_sub, title, blocks, slides, has_notes)| Section {
            is_sub,
            title,
            blocks,
            slides,
            has_notes,
        },
    )
}

fn block() -> impl Strategy<Value = Block> {
    let bullet = prop_oneof![
        Just(Bullet::Point),
        Just(Bullet::Number),
        Just(Bullet::Task)
    ];
    prop_oneof![
        6 => words(4..60).prop_map(Block::Paragraph),
        3 => (bullet, prop::collection::vec(words(1..14), 1..6)).prop_map(|(bullet, items)| Block::List(bullet, items)),
        2 => prop::collection::vec((words(1..3), words(2..20)), 1..4).prop_map(Block::Terms),
        1 => (words(3..20), any::<bool>()).prop_map(|(words, by)| Block::Quote(words, by)),
        1 => (0..5_usize, words(0..4), words(3..20)).prop_map(|(kind, title, words)| Block::Callout(kind, title, words)),
        2 => (2..7_usize, 1..9_usize).prop_flat_map(|(columns, rows)| {
            prop::collection::vec(words(1..4), columns * (rows + 1)).prop_map(move |cells| Block::Table(columns, cells))
        }),
        1 => prop::collection::vec(1..24_u8, 1..5).prop_map(Block::Code),
        1 => Just(Block::Break),
        1 => Just(Block::Comment),
    ]
}

fn words(range: Range<usize>) -> impl Strategy<Value = Vec<Word>> {
    prop::collection::vec(word(), range)
}

fn word() -> impl Strategy<Value = Word> {
    let mark = prop_oneof![
        30 => Just(Mark::None), 1 => Just(Mark::Emph), 1 => Just(Mark::Strong), 1 => Just(Mark::Strike),
        1 => prop_oneof![Just('~'), Just('^')].prop_map(Mark::Script),
        1 => Just(Mark::Code), 1 => Just(Mark::Link), 1 => Just(Mark::Inner), 1 => Just(Mark::Comment),
        1 => any::<bool>().prop_map(Mark::Note), 1 => Just(Mark::SameNote), 1 => Just(Mark::Break), 1 => Just(Mark::Br),
    ];
    let length = prop_oneof![60 => 1..5_u8, 1 => 12..30_u8];
    (length, mark).prop_map(|(length, mark)| Word { length, mark })
}
