//! Line ends inside a paragraph: messages on one line; and what a line end becomes, a space, or nothing in scripts that are written without spaces between words.

use unicode_script::{Script, UnicodeScript};

use crate::article::ast::Inline;

/// A line end in a text that is not finished.
pub const SOFT: char = '\n';
/// A forced line break within one line of markup.
pub const LINE_SEPARATOR: char = '\u{2028}';
/// A line end of a message: white space for the parser, but never the start of another block.
pub const SOFT_BREAK: char = '\u{2029}';

/// Puts markup on one line, as a message is one paragraph whatever its lines look like. If `has_places`, also returns the
/// index in the markup of each byte of the line, and of its end.
pub fn one_line(markup: &str, has_places: bool) -> (String, Vec<usize>) {
    if !has_places && !markup.contains(['\r', '\n']) {
        return (markup.to_owned(), Vec::new());
    }
    let ends = [
        ("\\\r\n", LINE_SEPARATOR),
        ("\\\n", LINE_SEPARATOR),
        ("\r\n", SOFT_BREAK),
        ("\n", SOFT_BREAK),
        ("\r", SOFT_BREAK),
    ];
    let mut line = String::with_capacity(markup.len());
    let mut offsets = Vec::with_capacity(markup.len() + 1);
    let mut at = 0;
    while let Some(c) = markup[at..].chars().next() {
        let rest = &markup[at..];
        let mut ends = ends.into_iter().filter(|_| matches!(c, '\\' | '\r' | '\n'));
        let end = ends.find(|(end, _)| rest.starts_with(end));
        let (length, c) = end.map_or((c.len_utf8(), c), |(end, c)| (end.len(), c));
        line.push(c);
        offsets.resize(line.len(), at);
        at += length;
    }
    offsets.push(at);
    (line, offsets)
}

/// Replaces every line end in sibling inlines by a space or by nothing.
pub fn join(inlines: &mut [Inline]) {
    for at in 0..inlines.len() {
        let (before, rest) = inlines.split_at_mut(at);
        if let Some((Inline::Text(text), behind)) = rest.split_first_mut()
            && text.contains(SOFT)
        {
            let before = before.iter().rev().find_map(last);
            let behind = behind.iter().find_map(first);
            *text = joined(text, before, behind);
        }
    }
}

fn joined(text: &str, before: Option<char>, behind: Option<char>) -> String {
    let visible = |c: &char| !matches!(c, ' ' | '\t' | '\n');
    let mut out = String::with_capacity(text.len());
    for (at, line) in text.split(SOFT).enumerate() {
        if at > 0 {
            let left = out.chars().rev().find(visible).or(before);
            let right = line.chars().find(visible).or(behind);
            match left.zip(right) {
                Some((left, right)) if is_discarded(left, right) => {
                    out.truncate(out.trim_end_matches([' ', '\t']).len());
                    out.push_str(line.trim_start_matches([' ', '\t']));
                    continue;
                }
                _ => out.push(' '),
            }
        }
        out.push_str(line);
    }
    out
}

/// The last visible character of an inline; `None` for a footnote, whose mark is beside the text.
fn last(inline: &Inline) -> Option<char> {
    match inline {
        Inline::Text(text) | Inline::Code(text) => text.trim_end().chars().next_back(),
        other => other.inner()?.iter().rev().find_map(last),
    }
}

fn first(inline: &Inline) -> Option<char> {
    match inline {
        Inline::Text(text) | Inline::Code(text) => text.trim_start().chars().next(),
        other => other.inner()?.iter().find_map(first),
    }
}

/// Whether a line end between two characters is removed (CSS Text, "Segment Break Transformation Rules"): both are wide
/// and not Hangul, or one is wide and the other is a quote or a dash of ambiguous width. The same applies to scripts of
/// South-East Asia without spaces.
fn is_discarded(left: char, right: char) -> bool {
    const ZERO_WIDTH_SPACE: char = '\u{200B}';
    [left, right].contains(&ZERO_WIDTH_SPACE)
        || is_wide(left) && (is_wide(right) || is_of_either_width(right))
        || is_of_either_width(left) && is_wide(right)
        || left.script() == right.script() && parts_no_words(left.script())
}

/// Whether the script of a letter is written without spaces between words.
pub fn is_unspaced(c: char) -> bool {
    is_wide(c) || parts_no_words(c.script())
}

fn parts_no_words(script: Script) -> bool {
    matches!(
        script,
        Script::Thai | Script::Lao | Script::Khmer | Script::Myanmar
    )
}

fn is_wide(c: char) -> bool {
    let of_script = matches!(
        c.script(),
        Script::Han | Script::Hiragana | Script::Katakana | Script::Bopomofo | Script::Yi
    );
    // East Asian punctuation, and full-width forms.
    of_script
        || matches!(c, '\u{3000}'..='\u{303F}' | '\u{30FB}'..='\u{30FC}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF01}'..='\u{FF9F}' | '\u{FFE0}'..='\u{FFE6}')
}

/// The characters of East Asian Width "Ambiguous" that can stand at the edge of a word.
fn is_of_either_width(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '…' | '—' | '·')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_are_spaces_only_where_words_have_spaces() {
        for (typed, set) in [
            ("乘客需要提前\n到达", "乘客需要提前到达"),
            ("船は、\n　港", "船は、　港"),
            ("他说：\n“你好”\n。", "他说：“你好”。"),
            ("カタカナ\nﾊﾝｶｸ", "カタカナﾊﾝｶｸ"),
            ("ไทย \n ไทย", "ไทยไทย"),
            ("ລາວ\nລາວ ភាសា\nខ្មែរ", "ລາວລາວ ភាសាខ្មែរ"),
            ("中文\nEnglish\n中文", "中文 English 中文"),
            ("第\n3\n章", "第 3 章"),
            ("한국\n어", "한국 어"),
            ("한자\n漢字", "한자 漢字"),
            ("mot\nmot", "mot mot"),
            ("a\u{200B}\nb", "a\u{200B}b"),
        ] {
            let mut inlines = vec![Inline::Text(typed.to_owned())];
            join(&mut inlines);
            assert_eq!(inlines, [Inline::Text(set.to_owned())], "{typed}");
        }
    }

    #[test]
    fn markup_does_not_part_letters() {
        let text = |words: &str| Inline::Text(words.to_owned());
        let strong = |words: &str| Inline::Strong(vec![text(words)]);
        let note = || Inline::Footnote("a".to_owned());
        let mut inlines = vec![
            strong("字"),
            text("\n"),
            strong("字"),
            note(),
            text("\n字\n"),
            strong("a"),
        ];
        join(&mut inlines);
        let expected = [
            strong("字"),
            text(""),
            strong("字"),
            note(),
            text("字 "),
            strong("a"),
        ];
        assert_eq!(inlines, expected);
    }
}
