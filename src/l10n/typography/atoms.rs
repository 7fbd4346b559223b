//! Atoms: parts of a text that are not prose and that typography leaves as typed, such as addresses, paths, file names,
//! code, emoticons, and book or account numbers. Pages, labels, checks and repairs all use this definition.
//!
//! Times, ratios, versions and amounts need no rule here: a sign directly before a digit or a letter is never treated
//! as punctuation (`signs::is_behind_sign`).

use std::ops::Range;

use linkify::LinkFinder;

use crate::l10n::typography::signs::{is_behind_sign, is_text};

/// Signs that French sets apart. Directly after an atom, they may belong to it.
const SIGNS: &str = ":;!?";
/// The maximum number of groups of a book or account number, more than any has.
const GROUPS: usize = 9;

/// For each character of a line, whether it is part of an atom.
pub fn find<T>(chars: &[(char, T)]) -> Vec<bool> {
    let line: Vec<char> = chars.iter().map(|(c, _)| *c).collect();
    let mut atoms = vec![false; line.len()];
    let words = words(&line);
    for (index, word) in words.iter().enumerate() {
        // Most words: only capitals begin the number of a book or an account.
        let letters = &line[word.clone()];
        if !letters[0].is_ascii_uppercase() && letters.iter().all(|c| c.is_alphanumeric()) {
            continue;
        }
        let found = match emoticon(&line, word) {
            Some(found) => vec![found],
            None => in_word(&line, word),
        };
        let groups = groups(&line, &words[index..]);
        let entities = entities(&line, word);
        for range in found.into_iter().chain(groups).chain(entities) {
            atoms[range].fill(true);
        }
    }
    atoms
}

/// Whether a word is a web or mail address.
pub fn is_address(word: &str) -> bool {
    word.contains("://") || word.starts_with("www.") || word.contains('@')
}

/// The runs of characters between spaces, quotes and dashes.
fn words(line: &[char]) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = 0;
    for (at, c) in line.iter().chain([&' ']).enumerate() {
        if is_between(*c) {
            if start < at {
                words.push(start..at);
            }
            start = at + 1;
        }
    }
    words
}

fn is_between(c: char) -> bool {
    if matches!(c, '#'..='~') {
        return false;
    }
    c.is_whitespace()
        || !is_text(c)
        || matches!(
            c,
            '"' | '«' | '»' | '“' | '”' | '„' | '‹' | '›' | '…' | '—' | '–' | '″'
        )
        || matches!(c, '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FFEF}')
}

/// An emoticon at the end of a word: `:)`, `;-)`, `:(`, alone or directly after a word. `(see :)` has none, as its
/// bracket closes an open one.
fn emoticon(line: &[char], word: &Range<usize>) -> Option<Range<usize>> {
    let end = word.end - trailing(&line[word.clone()], ".,!?");
    let mouth = end.checked_sub(1).filter(|at| "()[]".contains(line[*at]))?;
    let nose = mouth.checked_sub(1).filter(|at| *at >= word.start)?;
    let eyes = match line[nose] {
        '-' | '\'' | '^' | 'o' => nose.checked_sub(1).filter(|at| *at >= word.start)?,
        _ => nose,
    };
    let is_face = matches!(line[eyes], ':' | ';' | '=') && (eyes > 0 || end == word.end);
    let count = |c: char| line[..eyes].iter().filter(|known| **known == c).count();
    let closes = match line[mouth] {
        ')' => count('(') > count(')'),
        ']' => count('[') > count(']'),
        _ => false,
    };
    let is_alone = eyes == word.start || line[eyes - 1].is_alphanumeric();
    (is_face && is_alone && !closes).then_some(eyes..mouth + 1)
}

/// The number of characters at the end of a run that are in `of`.
fn trailing(word: &[char], of: &str) -> usize {
    word.iter().rev().take_while(|c| of.contains(**c)).count()
}

/// The atoms in a run of characters without spaces.
fn in_word(line: &[char], word: &Range<usize>) -> Vec<Range<usize>> {
    let mut core = word.clone();
    while core.start < core.end && "'‘’([{".contains(line[core.start]) {
        core.start += 1;
    }
    core.start += elision(&line[core.clone()]);
    loop {
        let run = &line[core.clone()];
        let count = |c: char| run.iter().filter(|known| **known == c).count();
        match run.last() {
            Some('.' | ',') => core.end -= 1,
            Some('\'' | '’') if (count('\'') + count('’')) % 2 == 1 => core.end -= 1,
            Some(')') if count(')') > count('(') => core.end -= 1,
            Some(']') if count(']') > count('[') => core.end -= 1,
            Some('}') if count('}') > count('{') => core.end -= 1,
            _ => break,
        }
    }
    // Most words: without a sign, or a sign of punctuation alone, there is nothing to find.
    let is_plain = match &line[core.clone()] {
        [sign] => !matches!(sign, '\\' | '_'),
        run => run.iter().all(|c| c.is_alphanumeric()),
    };
    if is_plain {
        return Vec::new();
    }
    let signs = trailing(&line[core.clone()], SIGNS);
    let bare: String = line[core.start..core.end - signs].iter().collect();
    let whole: String = line[core.clone()].iter().collect();
    if let Some(end) = attribute(line, &core) {
        return std::iter::once(core.start..end).collect();
    }
    if is_dash(line, core.start) || is_share(&line[core.clone()]) {
        return Vec::new();
    }
    if is_code(&bare) || is_sign_of_code(&whole) || is_operator(&whole) {
        // The signs behind an address are those of the sentence.
        core.end -= if is_address(&bare) { signs } else { 0 };
        return vec![core];
    }
    addresses(line, core)
}

/// Whether a word is a share with a suffix, as Turkish writes it: `%50'si`, `%9,4'tür`.
fn is_share(word: &[char]) -> bool {
    let is_part = |c: &&char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let number = word.iter().skip(1).take_while(is_part).count();
    let suffix = word.get(1 + number..).unwrap_or_default();
    word.first() == Some(&'%')
        && word.get(1).is_some_and(char::is_ascii_digit)
        && matches!(suffix, ['\'' | '’', rest @ ..] if !rest.is_empty() && rest.iter().all(|c| c.is_alphabetic()))
}

/// Whether two hyphens at the start of a word are a dash, and begin no option: they stand directly behind a word in quotes or behind what is no text, or before a capital,
/// or begin what is said between two dashes.
fn is_dash(line: &[char], start: usize) -> bool {
    let at = |index: Option<usize>| index.and_then(|at| line.get(at)).copied();
    let is_double = at(Some(start)) == Some('-') && at(Some(start + 1)) == Some('-');
    let (before, earlier) = (at(start.checked_sub(1)), at(start.checked_sub(2)));
    let is_behind = match before {
        Some('"' | '»' | '”' | '“' | '’' | '\'' | '›') => {
            earlier.is_some_and(char::is_alphanumeric)
        }
        Some(c) => !is_text(c),
        None => false,
    };
    let next = at(Some(start + 2));
    let is_name = next.is_some_and(char::is_uppercase);
    let is_word = next.is_some_and(|c| c.is_alphanumeric() || "(¿¡".contains(c));
    is_double
        && is_word
        && (is_behind || is_name || is_spoken(line) || is_closed(&line[start + 2..]))
}

/// Whether a line is what somebody says in a story, behind a dash: `-- Yes --he said.`
fn is_spoken(line: &[char]) -> bool {
    let mut signs = line.iter().skip_while(|c| c.is_whitespace());
    let is_dash = signs.next() == Some(&'-') && signs.next() == Some(&'-');
    is_dash
        && signs
            .next()
            .is_some_and(|c| c.is_whitespace() || c.is_uppercase() || "¿¡".contains(*c))
}

/// Whether two hyphens behind a word end what two before a word began: `--he said--`.
fn is_closed(rest: &[char]) -> bool {
    let is_outside =
        |c: Option<&char>| c.is_none_or(|c| c.is_whitespace() || ".,;:!?)".contains(*c));
    let mut runs = (1..rest.len()).filter(|at| {
        rest[*at] == '-'
            && rest.get(at + 1) == Some(&'-')
            && rest[at - 1] != '-'
            && rest.get(at + 2) != Some(&'-')
    });
    // The next one that is not between two letters.
    let next = runs.find(|at| rest[at - 1].is_whitespace() || is_outside(rest.get(at + 2)));
    // `i--` is of a programming language.
    let is_letter = |at: usize| at > 0 && !rest[at - 1].is_whitespace();
    let is_amount = |at: usize| rest[at - 1].is_ascii_digit() || "%‰°".contains(rest[at - 1]);
    next.is_some_and(|at| is_letter(at) && (is_letter(at - 1) || is_amount(at)))
}

/// Entities of HTML that the parser did not know, and left in the text: `&foo;`.
fn entities(line: &[char], word: &Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let starts = word.clone().filter(|at| line[*at] == '&');
    starts.filter_map(|start| {
        let rest = &line[start + 1..word.end];
        let is_name = |c: &&char| c.is_ascii_alphanumeric() || **c == '#';
        let name = rest.iter().take_while(is_name).count();
        let is_entity = (2..=8).contains(&name) && rest.get(name) == Some(&';');
        is_entity.then_some(start..start + name + 2)
    })
}

/// The length of an elided word at the start, which belongs to the sentence: `l’` in `l’example.org`, `d'` in
/// `d'/usr/bin`.
fn elision(word: &[char]) -> usize {
    let letters = word.iter().take_while(|c| c.is_alphabetic()).count();
    let is_elided = (1..=2).contains(&letters)
        && matches!(word.get(letters), Some('\'' | '’'))
        && word.len() > letters + 1;
    if is_elided { letters + 1 } else { 0 }
}

/// Web and mail addresses. The signs directly after one are those of the sentence, unless more of the word follows.
fn addresses(line: &[char], core: Range<usize>) -> Vec<Range<usize>> {
    let text: String = line[core.clone()].iter().collect();
    if !text.contains(['.', ':', '@']) {
        return Vec::new();
    }
    let mut finder = LinkFinder::new();
    finder.url_must_have_scheme(false);
    let chars = |bytes: usize| text.get(..bytes).map_or(0, |before| before.chars().count());
    let links = finder.links(&text).map(|link| {
        let start = core.start + chars(link.start());
        let end = core.start + chars(link.end());
        let signs = line[end..core.end].iter();
        let count = signs.take_while(|c| SIGNS.contains(**c)).count();
        start..if end + count < core.end {
            end + count
        } else {
            end
        }
    });
    links.collect()
}

/// The end of the quoted value that follows: `class="a b"`.
fn attribute(line: &[char], core: &Range<usize>) -> Option<usize> {
    let equals = core.end.checked_sub(1).filter(|at| line[*at] == '=')?;
    let is_name = equals > core.start && line[equals - 1].is_alphanumeric();
    let quote = line.get(core.end).filter(|c| **c == '"' && is_name)?;
    let value = line.get(core.end + 1..)?;
    let end = value.iter().position(|c| c == quote)?;
    Some(core.end + 1 + end + 1)
}

/// Whether a word starts with a sign and a letter directly after it: `:q`, `%s`, `!important`, `::before`. In `3 %/an` and `3 %--5 %`, it is a unit.
fn is_sign_of_code(word: &str) -> bool {
    let mut chars = word.chars();
    let is_sign = |c: char| matches!(c, ':' | ';' | '!' | '?' | '%');
    let is_unit = ["%/", "%--"].iter().any(|unit| word.starts_with(unit));
    chars.next().is_some_and(is_sign) && !is_behind_sign(chars.next()) && !is_unit
}

/// Whether a word is an operator: `!=`, `->`, `&&`.
fn is_operator(word: &str) -> bool {
    let is_part = |c: char| "=<>!&|+-*/%^~:?".contains(c);
    word.len() > 1
        && word.chars().all(is_part)
        && word.contains(['=', '<', '>', '&', '|', '+', '^'])
}

/// Whether a word without its final signs is code: a path, a file name, an option, a variable, a key-value pair.
fn is_code(word: &str) -> bool {
    let chars: Vec<char> = word.chars().collect();
    let is_name = |c: Option<&char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || *c == '_');
    let first = chars.first().copied().unwrap_or(' ');
    let is_letter = |at: usize| chars.get(at).is_some_and(|c| c.is_alphabetic());
    let option = word.trim_start_matches('-');
    let is_option = (1..=2).contains(&(word.len() - option.len()))
        && option.starts_with(|c: char| c.is_ascii_alphabetic());
    let is_variable = matches!(first, '$' | '#' | '~' | '&')
        && (is_letter(1) || matches!(chars.get(1), Some('{' | '_' | '/')));
    let is_at = first == '@' && is_name(chars.get(1));
    let is_root = first == '/' && is_name(chars.get(1));
    let is_drive = is_letter(0) && matches!(chars.get(1..3), Some([':', '\\' | '/']));
    let is_relative = word.starts_with("./") || word.starts_with("../");
    let pair = |mark: char| {
        chars.windows(3).any(|w| {
            w[1] == mark && (w[0].is_alphanumeric() || "]_+-*/=!<>".contains(w[0])) && w[2] != ' '
        })
    };
    let is_scheme = word.split_once(':').is_some_and(|(scheme, rest)| {
        let is_part = |c: char| c.is_ascii_alphanumeric() || "+.-_".contains(c);
        let starts = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '_');
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(is_part)
            && rest.starts_with(starts)
    });
    let is_escape =
        |w: &[char]| w[0] == '%' && w[1].is_ascii_hexdigit() && w[2].is_ascii_hexdigit();
    is_option
        || is_variable
        || is_at
        || is_root
        || is_drive
        || is_relative
        || is_scheme
        || is_file(word)
        || is_doi(word)
        || pair('=')
        || word.contains("::")
        || word.contains("()")
        || word.contains(['\\', '_'])
        || chars.windows(3).any(is_escape)
}

/// Whether a word is a file name: `report.pdf`, `src/main.rs`. `p.ex` and `U.S` are not.
fn is_file(word: &str) -> bool {
    let Some((stem, ending)) = word.rsplit_once('.') else {
        return false;
    };
    let is_lower = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let is_upper = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit();
    let has_letter = ending.contains(|c: char| c.is_ascii_alphabetic());
    let is_part = |c: char| c.is_alphanumeric() || "._-+/~@".contains(c);
    // `30--A.D`
    let is_range = stem.contains("--") && ending.len() == 1;
    (1..=5).contains(&ending.len())
        && !is_range
        && has_letter
        && (ending.chars().all(is_lower) || ending.chars().all(is_upper))
        && stem.chars().count() > 1
        && stem.contains(char::is_alphabetic)
        && stem.chars().all(is_part)
        && !stem.split('.').all(|part| part.chars().count() < 2)
}

/// Whether a word is a DOI: `10.1000/182`.
fn is_doi(word: &str) -> bool {
    let registrant = word
        .strip_prefix("10.")
        .and_then(|rest| rest.split_once('/'));
    registrant.is_some_and(|(digits, name)| {
        (4..=9).contains(&digits.len())
            && digits.bytes().all(|b| b.is_ascii_digit())
            && !name.is_empty()
    })
}

/// The groups of an ISBN, ISSN or IBAN, with the spaces between them.
fn groups(line: &[char], words: &[Range<usize>]) -> Option<Range<usize>> {
    let word = |at: usize| -> String {
        let range = words.get(at).cloned().unwrap_or_default();
        let text: String = line[range].iter().collect();
        text.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
    };
    let is_group = |text: &str| {
        !text.is_empty()
            && text.len() <= 34
            && text
                .bytes()
                .all(|b| b.is_ascii_digit() || b.is_ascii_uppercase() || b == b'-')
    };
    let has_digit = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    let start = words.first().map_or(0, |first| first.start);
    let mut signs = line[start..].iter().skip_while(|c| !c.is_alphanumeric());
    if !signs.next().is_some_and(char::is_ascii_uppercase) {
        return None;
    }
    let first = word(0);
    // An IBAN: country code and check digits, then groups of four.
    let is_account = first.len() == 4
        && first.bytes().take(2).all(|b| b.is_ascii_uppercase())
        && first.bytes().skip(2).all(|b| b.is_ascii_digit())
        && (1..=2).all(|at| word(at).len() == 4 && is_group(&word(at)));
    let is_book = ["ISBN", "ISBN-10", "ISBN-13", "ISSN"].contains(&first.as_str());
    if !is_account && !is_book {
        return None;
    }
    let from = usize::from(is_book);
    let count = (from..from + GROUPS)
        .take_while(|at| is_group(&word(*at)) && (is_account || has_digit(&word(*at))))
        .count();
    let start = words.get(from).filter(|_| count > 0)?.start;
    let last = words.get(from + count - 1)?;
    let text = &line[last.clone()];
    let tail = text
        .iter()
        .rev()
        .take_while(|c| !c.is_alphanumeric())
        .count();
    Some(start..last.end - tail)
}
