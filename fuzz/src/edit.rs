//! Inputs from pieces of real files: some of their lines, changed in a few places.

use std::ops::Range;

use fastrand::Rng;

/// What inputs are made of.
pub struct Corpus {
    /// Real files.
    pub files: Vec<Vec<u8>>,
    /// What means something to the reader.
    pub words: &'static [&'static str],
    /// Whether the files are texts, which are cut between characters only; most of the time.
    pub are_texts: bool,
    /// How many bytes of a file are taken at most.
    pub most: usize,
}

/// Characters that have made programs fail: ends of lines, what is invisible, joined, wide, reversed, or none.
const SIGNS: [&str; 26] = [
    "\n",
    "\r",
    "\r\n",
    "\t",
    "\0",
    "\u{1b}",
    "\u{85}",
    "\u{a0}",
    "\u{ad}",
    "\u{301}",
    "\u{200b}",
    "\u{200d}",
    "\u{200e}",
    "\u{202e}",
    "\u{2028}",
    "\u{2029}",
    "\u{202f}",
    "\u{2066}",
    "\u{e000}",
    "\u{fe0f}",
    "\u{feff}",
    "\u{fffc}",
    "\u{fffd}",
    "\u{1f469}",
    "\u{e0067}",
    "İ",
];

impl Corpus {
    /// Makes an input.
    pub fn input(&self, rng: &mut Rng) -> Vec<u8> {
        let mut input = self.piece(rng, self.most);
        for _ in 0..rng.usize(0..8) {
            self.edit(&mut input, rng);
        }
        // What repetitions made of it.
        input.truncate(self.most * 4);
        input
    }

    /// Some lines of a file.
    fn piece(&self, rng: &mut Rng, most: usize) -> Vec<u8> {
        let Some(file) = rng.choice(&self.files) else {
            return Vec::new();
        };
        if file.len() <= most {
            return file.clone();
        }
        if !self.are_texts {
            let from = rng.usize(..file.len() - most);
            return file[from..from + most].to_vec();
        }
        let starts = file.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
        let mut starts: Vec<usize> = starts.map(|(at, _)| at + 1).collect();
        starts.push(0);
        let from = rng.choice(starts).unwrap_or(0);
        let end = file.len().min(from + rng.usize(1..=most));
        file[from..self.before(file, end)].to_vec()
    }

    fn edit(&self, input: &mut Vec<u8>, rng: &mut Rng) {
        let range = self.range(input, rng);
        match rng.u8(0..9) {
            0 => drop(input.drain(range)),
            1 => {
                let copy = input[range.clone()].to_vec();
                input.splice(range.end..range.end, copy);
            }
            2 => {
                let moved: Vec<u8> = input.drain(range).collect();
                let at = self.place(input, rng);
                input.splice(at..at, moved);
            }
            3 => {
                let other = self.piece(rng, 200);
                input.splice(range, other);
            }
            4 => {
                let word = rng.choice(self.words).copied().unwrap_or_default();
                let many = word.repeat(1 << rng.u8(0..9));
                input.splice(range.start..range.start, many.into_bytes());
            }
            5 => {
                let sign = rng.choice(SIGNS).unwrap_or_default();
                input.splice(range.start..range.start, sign.bytes());
            }
            6 if !self.are_texts || rng.u8(..) < 8 => {
                let byte = rng.u8(..);
                let end = range.end.min(range.start + 1);
                input.splice(range.start..end, [byte]);
            }
            6 | 7 => {
                let word = rng.choice(self.words).copied().unwrap_or_default();
                input.splice(range, word.bytes());
            }
            _ => {
                let word = rng.choice(self.words).copied().unwrap_or_default();
                input.splice(range.start..range.start, word.bytes());
            }
        }
    }

    /// A range, which is short most of the time.
    fn range(&self, input: &[u8], rng: &mut Rng) -> Range<usize> {
        let from = self.place(input, rng);
        let most = match rng.u8(0..4) {
            0 => input.len() - from,
            1 => 80,
            _ => 8,
        };
        let end = from + rng.usize(0..=most.min(input.len() - from));
        from..self.before(input, end).max(from)
    }

    fn place(&self, input: &[u8], rng: &mut Rng) -> usize {
        self.before(input, rng.usize(0..=input.len()))
    }

    /// The place, or the start of the character that it is in.
    fn before(&self, input: &[u8], mut at: usize) -> usize {
        let is_inside = |byte: &u8| byte & 0b1100_0000 == 0b1000_0000;
        while self.are_texts && at > 0 && input.get(at).is_some_and(is_inside) {
            at -= 1;
        }
        at
    }
}
