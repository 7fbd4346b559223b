//! The end of a paragraph: its last words stay together, so that no last line is a word or a part of one. The engine's own
//! rule (`runt`) does not apply to words that may be hyphenated, nor to two short words.
//!
//! A last line is at least a fifth of the measure (J. Tschichold, Erfreuliche Drucksachen; H. Willberg and F. Forssman,
//! Lesetypografie): of 72 characters, the measure of the briefs, that is 15, and more of narrow ones.

use crate::article::ast::{Inline, Text};

/// How much of the end of a paragraph stays together, in characters.
#[derive(Clone, Copy, Debug)]
pub struct Tail {
    /// How many the last line has at least.
    least: usize,
    /// More than this are not kept together: the line before would be left short.
    most: usize,
    /// A paragraph with fewer is no longer than a line.
    short: usize,
    /// Whether words that stay with the next one are joined with all that they stay with, or not at all: display lines break by sense.
    whole: bool,
}

/// On pages.
pub const PAGE: Tail = Tail {
    least: 18,
    most: 30,
    short: 60,
    whole: false,
};

/// On slides: lines are short, and have no hyphens, so that the engine's rule applies to the joined words, as to any last word.
pub const SLIDE: Tail = Tail {
    least: 13,
    most: 21,
    short: 40,
    whole: true,
};

/// In columns and beside key figures: lines are half as long, or less.
pub const NARROW: Tail = Tail {
    least: 7,
    most: 14,
    short: 30,
    whole: false,
};

impl Tail {
    /// A text whose last words are joined by no-break spaces. `bound` are words that stay with the next one.
    pub fn joined(self, text: &Text, bound: &[&str]) -> Text {
        let mut joined = text.clone();
        if text.plain().chars().count() >= self.short {
            self.join(&mut joined.inlines, bound, &mut 0);
            self.part(&mut joined.inlines);
        }
        joined
    }

    /// Makes a last word with hyphens a text of its own: what is one does not break at its hyphens.
    fn part(self, inlines: &mut Vec<Inline>) {
        let Some(Inline::Text(words)) = inlines.last_mut() else {
            return;
        };
        let Some(at) = words.rfind(' ') else { return };
        let last = words.split_off(at + 1);
        if last.contains('-') && last.chars().count() <= self.most {
            inlines.push(Inline::Text(last));
        } else {
            words.push_str(&last);
        }
    }

    /// Joins the last words, where `after` characters follow. Returns whether it is done.
    fn join(self, inlines: &mut [Inline], bound: &[&str], after: &mut usize) -> bool {
        inlines.iter_mut().rev().any(|inline| match inline {
            Inline::Text(words) => {
                let (text, is_done) = self.tied(words, bound, after);
                *words = text;
                is_done
            }
            Inline::Emph(inner)
            | Inline::Strong(inner)
            | Inline::Strike(inner)
            | Inline::Sub(inner)
            | Inline::Super(inner)
            | Inline::Cite(inner)
            | Inline::Link { content: inner, .. }
            | Inline::Span { content: inner, .. } => self.join(inner, bound, after),
            Inline::Footnote(_) => false,
            Inline::Code(_)
            | Inline::Math(_)
            | Inline::Reference(_)
            | Inline::Source { .. }
            | Inline::Break
            | Inline::Param(_) => true,
        })
    }

    /// A text with its last spaces no-break, where `after` characters follow; and whether enough words are joined.
    fn tied(self, words: &str, bound: &[&str], after: &mut usize) -> (String, bool) {
        let words: Vec<&str> = words.split(' ').collect();
        let mut at = words.len() - 1;
        // The first of the words that are joined.
        let mut first = at;
        *after += words[at].chars().count();
        let mut is_done = false;
        while at > 0 && !is_done {
            let before = words[at - 1];
            let length = *after + 1 + before.chars().count();
            let is_bound = bound.contains(&before.to_lowercase().as_str());
            if !is_bound || !self.whole {
                first = at;
            }
            is_done = length > self.most || (*after >= self.least && !is_bound);
            if !is_done {
                at -= 1;
                *after = length;
            }
        }
        if !is_done {
            first = 0;
        }
        let (rest, tail) = words.split_at(first);
        let tail = tail.join("\u{A0}");
        let tied = match rest {
            [] => tail,
            rest => format!("{} {tail}", rest.join(" ")),
        };
        (tied, is_done)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::origin::{FileId, Origin};

    #[test]
    fn last_words_stay_together() {
        let long = "Ce qui précède est assez long pour deux lignes de n’importe quel texte, ";
        let origin = Origin::file(&FileId::new("a.md"));
        for (tail, end, expected) in [
            (PAGE, "et tout finit ici.", " et~tout~finit~ici."),
            (PAGE, "la fin.", " quel~texte,~la~fin."),
            (
                PAGE,
                "à la plus longue des fins.",
                " à~la~plus~longue~des~fins.",
            ),
            (
                PAGE,
                "incontestablement internationalement.",
                " internationalement.",
            ),
            (SLIDE, "cela finit ici.", " cela~finit~ici."),
            (SLIDE, "et les voitures viendront.", " viendront."),
            (SLIDE, "tout au sud du pays.", " au~sud~du~pays."),
        ] {
            let words = Inline::Text(format!("{long}{end}"));
            let text = Text::new(vec![words], origin.clone());
            let joined = tail.joined(&text, &["à", "au", "la", "les", "des", "du"]);
            let plain = joined.plain().replace('\u{A0}', "~");
            assert!(plain.ends_with(expected), "{plain}");
        }
    }

    #[test]
    fn a_last_compound_is_a_text_of_its_own() {
        let origin = Origin::file(&FileId::new("a.md"));
        let words = "Ce qui précède est assez long pour deux lignes d’un texte, puis choisira-t-il\u{202F}?";
        let text = Text::new(vec![Inline::Text(words.to_owned())], origin);
        let joined = SLIDE.joined(&text, &["et"]);
        assert_eq!(joined.inlines.len(), 2, "{joined:?}");
        assert_eq!(joined.plain(), words);
    }
}
