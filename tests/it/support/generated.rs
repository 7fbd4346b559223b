//! Generated articles as they are written, with what their pages must hold. No two words are alike, and each stands between
//! two letters that are used for nothing else, so that it is found on pages by its letters alone.

use std::fmt::Write;

use super::grammar::{Block, Bullet, Mark, Section, Word};

/// The letters of words: the first, the last, and all others.
pub struct Letters {
    pub first: char,
    pub last: char,
    others: &'static str,
}

/// Of code, and of languages that are written from left to right.
pub const LATIN: Letters = Letters {
    first: 'q',
    last: 'x',
    others: "abcdefghijklmnoprstuvwyz",
};

/// Of a language that is written from right to left.
pub const HEBREW: Letters = Letters {
    first: 'ק',
    last: 'ץ',
    others: "אבגדהוזחטילמנסעפרשת",
};

/// From how many syllables a word may be wider than its place.
const LONG: u8 = 12;

/// A text that is printed once, with the words in their order.
pub struct Text {
    pub section: usize,
    pub words: Vec<String>,
    pub is_cell: bool,
}

/// A footnote.
struct Note {
    words: Vec<String>,
    /// The note in it.
    inner: Option<usize>,
    is_shown: bool,
}

/// An article.
#[derive(Default)]
pub struct Article {
    /// As it is written.
    pub text: String,
    pub is_rtl: bool,
    /// Whether there are words that may be wider than their place, alone or in the columns of a table.
    pub is_wide: bool,
    /// Words that are printed once, text by text.
    pub once: Vec<Text>,
    /// Words that may be printed more often: titles, heads of tables.
    pub often: Vec<String>,
    /// Words in code: Latin letters in every language.
    pub code: Vec<String>,
    /// Words that are on no page: comments, and what is for another format.
    pub never: Vec<String>,
    notes: Vec<Note>,
    count: usize,
    section: usize,
    is_shown: bool,
}

impl Article {
    /// Writes an article; `is_brief` is whether it is set as a brief, or else as slides.
    pub fn new(is_rtl: bool, sections: &[Section], is_brief: bool) -> Self {
        let mut article = Self {
            is_rtl,
            is_shown: true,
            ..Self::default()
        };
        let title = [4, 2, 3].map(plain);
        let (title, words) = article.line(&title, true);
        article.often.extend(words);
        article.push(&format!("---\ntitle: {title}\ndate: 2025-11-01\n---"));
        for (at, section) in sections.iter().enumerate() {
            article.section = at;
            let is_sub = section.is_sub && at > 0;
            let (title, words) = article.line(&section.title, true);
            article.often.extend(words);
            // A word with a script, which no line parts, may be wider than the narrow column.
            article.is_wide |= section
                .title
                .iter()
                .any(|word| matches!(word.mark, Mark::Script(_)));
            let level = if is_sub { "##" } else { "#" };
            let roles = match at {
                0 => " .bottom-line .outlook .takeaways",
                _ => "",
            };
            article.push(&format!("{level} {title} {{#s{at}{roles}}}"));
            let leads = sections.get(at + 1).is_some_and(|next| next.is_sub) && !is_sub;
            let slides = section.slides.as_ref().filter(|_| !leads);
            article.blocks(&section.blocks, slides.is_none() || is_brief);
            if let Some(slides) = slides {
                article.push("::: slides");
                // A variant without words would leave the section out.
                article.blocks(&[Block::Paragraph(vec![plain(2)])], !is_brief);
                article.blocks(slides, !is_brief);
                article.push(":::");
            }
            if section.has_notes {
                article.push("::: notes");
                article.blocks(&[Block::Paragraph(vec![plain(2); 5])], false);
                article.push(":::");
            }
        }
        article.write_notes();
        article
    }

    /// The words of the footnotes that are shown.
    pub fn notes(&self) -> impl Iterator<Item = &String> {
        let shown = self.notes.iter().filter(|note| note.is_shown);
        shown.flat_map(|note| &note.words)
    }

    fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push_str("\n\n");
    }

    fn write_notes(&mut self) {
        for at in 0..self.notes.len() {
            let note = &self.notes[at];
            let inner = note.inner.map_or(String::new(), |at| format!("[^n{at}]"));
            let text = format!("[^n{at}]: {}{inner}", note.words.join(" "));
            if !note.is_shown {
                self.never.extend(note.words.clone());
            }
            self.push(&text);
        }
    }

    /// The next word, with this many syllables, between which hyphens may go.
    fn next(&mut self, length: u8, letters: &Letters) -> String {
        self.count += 1;
        self.is_wide |= length >= LONG;
        let others: Vec<char> = letters.others.chars().collect();
        let mut word = String::from(letters.first);
        let mut rest = self.count;
        while rest > 0 {
            word.push(others[rest % others.len()]);
            rest /= others.len();
        }
        for syllable in 0..usize::from(length) {
            word.push(others[(self.count + syllable * 7) % others.len()]);
            word.push(others[(syllable * 4) % others.len()]);
        }
        word.push(letters.last);
        word
    }

    fn own(&mut self, length: u8) -> String {
        let letters = if self.is_rtl { &HEBREW } else { &LATIN };
        self.next(length, letters)
    }

    /// Words with their marks, and without. Where a text is `flat`, its source has one line.
    fn line(&mut self, words: &[Word], is_flat: bool) -> (String, Vec<String>) {
        let mut line = String::new();
        let mut plain = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let is_last = at + 1 == words.len();
            let text = match word.mark {
                Mark::Code => self.next(word.length, &LATIN),
                _ => self.own(word.length),
            };
            plain.push(text.clone());
            let marked = match word.mark {
                Mark::None => text,
                Mark::Emph => format!("*{text}*"),
                Mark::Strong => format!("**{text}**"),
                Mark::Strike => format!("~~{text}~~"),
                Mark::Script(sign) => {
                    let script = self.own(1);
                    plain.push(script.clone());
                    format!("{text}{sign}{script}{sign}")
                }
                Mark::Code => format!("`{text}`"),
                Mark::Link => format!("[{text}](https://example.org/{at})"),
                Mark::Inner => format!("[{text}](#s0)"),
                Mark::Comment => {
                    let comment = self.own(1);
                    self.never.push(comment.clone());
                    format!("{text} <!-- {comment} -->")
                }
                Mark::Note(has_inner) => {
                    let inner = has_inner.then(|| self.note(None));
                    let note = self.note(inner);
                    format!("{text}[^n{note}]")
                }
                Mark::SameNote => match self.notes.len().checked_sub(1) {
                    Some(note) => {
                        self.show(note);
                        format!("{text}[^n{note}]")
                    }
                    None => text,
                },
                Mark::Break if !is_last && !is_flat => format!("{text}\\\n"),
                Mark::Br if !is_last => format!("{text}<br>"),
                Mark::Break | Mark::Br => text,
            };
            let gap = if at == 0 || line.ends_with('\n') {
                ""
            } else {
                " "
            };
            write!(line, "{gap}{marked}").expect("text");
        }
        (line, plain)
    }

    /// A new footnote, by its number.
    fn note(&mut self, inner: Option<usize>) -> usize {
        let words = (0..4).map(|length| self.own(length)).collect();
        self.notes.push(Note {
            words,
            inner,
            is_shown: self.is_shown,
        });
        self.notes.len() - 1
    }

    /// That a footnote is named where words are shown.
    fn show(&mut self, note: usize) {
        let mut next = Some(note).filter(|_| self.is_shown);
        while let Some(at) = next {
            self.notes[at].is_shown = true;
            next = self.notes[at].inner;
        }
    }

    /// Adds a text to what is printed.
    fn printed(&mut self, words: Vec<String>, is_cell: bool) {
        if !self.is_shown {
            self.never.extend(words);
            return;
        }
        let is_code = |word: &String| self.is_rtl && word.starts_with(LATIN.first);
        let (code, words): (Vec<_>, Vec<_>) = words.into_iter().partition(is_code);
        self.code.extend(code);
        let section = self.section;
        self.once.push(Text {
            section,
            words,
            is_cell,
        });
    }

    /// A text of one line, which is printed.
    fn flat(&mut self, words: &[Word]) -> String {
        let (line, words) = self.line(words, true);
        self.printed(words, false);
        line
    }

    fn blocks(&mut self, blocks: &[Block], is_shown: bool) {
        self.is_shown = is_shown;
        for block in blocks {
            self.block(block);
        }
        self.is_shown = true;
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(words) => {
                let (line, words) = self.line(words, false);
                self.push(&line);
                self.printed(words, false);
            }
            Block::List(bullet, items) => {
                for (at, item) in items.iter().enumerate() {
                    let line = self.flat(item);
                    let mark = match bullet {
                        Bullet::Point => "-",
                        Bullet::Number => "1.",
                        Bullet::Task if at % 2 == 0 => "- [ ]",
                        Bullet::Task => "- [x]",
                    };
                    writeln!(self.text, "{mark} {line}").expect("text");
                }
                // Two lists side by side would be one.
                let line = self.flat(&[plain(1)]);
                self.push(&format!("\n{line}"));
            }
            Block::Terms(terms) => {
                for (label, text) in terms {
                    let (label, text) = (self.flat(label), self.flat(text));
                    self.push(&format!("{label}\n\n: {text}"));
                }
            }
            Block::Quote(words, is_attributed) => {
                let line = self.flat(words);
                let by = is_attributed.then(|| self.flat(&[plain(2)]));
                let by = by.map_or(String::new(), |by| format!("\n>\n> — {by}"));
                self.push(&format!("> {line}{by}"));
            }
            Block::Callout(kind, title, words) => {
                let kind = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"][*kind];
                let (title, line) = (self.flat(title), self.flat(words));
                self.push(&format!("> [!{kind}] {title}\n>\n> {line}"));
            }
            Block::Table(columns, cells) => self.table(*columns, cells),
            Block::Code(lengths) => {
                let lines: Vec<_> = lengths.iter().map(|n| self.next(*n, &LATIN)).collect();
                self.push(&format!("```\n{}\n```", lines.join("\n")));
                match self.is_shown {
                    true => self.code.extend(lines),
                    false => self.never.extend(lines),
                }
            }
            Block::Break => self.push("***"),
            Block::Comment => {
                let word = self.own(1);
                self.push(&format!("<!-- {word} -->"));
                self.never.push(word);
            }
        }
    }

    fn table(&mut self, columns: usize, cells: &[Vec<Word>]) {
        self.is_wide |= columns > 3;
        for (row, cells) in cells.chunks(columns).enumerate() {
            for cell in cells {
                let (line, words) = self.line(cell, true);
                write!(self.text, "| {line} ").expect("text");
                match row {
                    0 if self.is_shown => self.often.extend(words),
                    _ => self.printed(words, true),
                }
            }
            self.text.push_str("|\n");
            if row == 0 {
                writeln!(self.text, "{}|", "| --- ".repeat(columns)).expect("text");
            }
        }
        self.text.push('\n');
    }
}

/// A word without marks.
fn plain(length: u8) -> Word {
    Word {
        length,
        mark: Mark::None,
    }
}
