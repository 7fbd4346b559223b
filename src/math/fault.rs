//! What is wrong with the TeX of an equation, and where.

use std::ops::Range;

use pulldown_latex::{Parser, Storage};

/// What is wrong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// Where, in bytes of the TeX.
    pub range: Range<usize>,
    /// What: a sentence without its first capital.
    pub message: String,
    /// What to do.
    pub hint: Option<&'static str>,
}

/// Commands that the parser reads, and of which it leaves something out.
const LOSSY: [&str; 1] = ["sideset"];

/// Commands that colour what follows them, or what is in them.
const COLOURS: [&str; 4] = ["color", "textcolor", "colorbox", "fcolorbox"];

/// Commands that mean something in their environment alone.
const INNER: [&str; 8] = [
    "hline",
    "hdashline",
    "limits",
    "nolimits",
    "right",
    "end",
    "over",
    "cr",
];

/// A command of which the parser would leave something out.
pub fn lossy(tex: &str) -> Option<Fault> {
    first(tex, |command| LOSSY.contains(&name(command)))
}

/// The first command that is not supported.
fn unknown(tex: &str) -> Option<Fault> {
    first(tex, |command| {
        !INNER.contains(&name(command)) && is_unknown(command)
    })
}

fn first(tex: &str, is_it: impl Fn(&str) -> bool) -> Option<Fault> {
    let mut wrong = commands(tex).filter(|range| is_it(&tex[range.clone()]));
    wrong
        .next()
        .map(|range| unsupported(&tex[range.clone()], range))
}

fn name(command: &str) -> &str {
    command.trim_start_matches('\\')
}

/// A command that colours. The parser fails on colours such as `{# red}`.
pub fn colour(tex: &str) -> Option<Fault> {
    let mut all = commands(tex).filter(|range| COLOURS.contains(&name(&tex[range.clone()])));
    let range = all.next()?;
    Some(Fault {
        message: format!(
            "`{}` is not supported: colours are for layouts to choose",
            &tex[range.clone()]
        ),
        range,
        hint: Some("leave it out"),
    })
}

/// A percent sign, behind which TeX reads nothing more.
pub fn comment(tex: &str) -> Option<Fault> {
    let mut is_escaped = false;
    let at = tex.find(|c| {
        let is_it = c == '%' && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        is_it
    })?;
    Some(Fault {
        range: at..at + 1,
        message: "`%` begins a comment in TeX: what stands behind it would not be printed"
            .to_owned(),
        hint: Some("write `\\%` for a percent sign"),
    })
}

/// Words where an equation should be: those between the dollars of two prices.
pub fn prose(tex: &str) -> Option<Fault> {
    let mut depth = 0;
    // What stands in braces may be words: `\text{…}`.
    let outside = tex.chars().map(|c| match c {
        '{' => {
            depth += 1;
            '{'
        }
        '}' => {
            depth -= 1;
            '{'
        }
        c if depth > 0 => {
            if c == ' ' {
                '_'
            } else {
                c
            }
        }
        c => c,
    });
    let outside: String = outside.collect();
    let words = outside.split([' ', ',']).filter(|word| !word.is_empty());
    let is_word = |word: &str| word.len() > 2 && word.chars().all(char::is_alphabetic);
    let is_word: Vec<bool> = words.map(is_word).collect();
    let is_price = tex.starts_with(|c: char| c.is_ascii_digit()) && is_word.contains(&true);
    (is_price || is_word.windows(2).any(|pair| pair == [true, true])).then(|| Fault {
        range: 0..tex.len(),
        message: "words stand between two dollars, as in an equation".to_owned(),
        hint: Some("in an equation, words stand in `\\text{…}`, and functions are commands, such as `\\sin`"),
    })
}

/// A command that is not supported.
pub fn unsupported(command: &str, range: Range<usize>) -> Fault {
    Fault {
        range,
        message: format!("the command `{command}` is not supported in equations"),
        hint: Some("write it with other commands, or as a picture"),
    }
}

/// A fault of a whole equation.
pub fn whole(tex: &str, message: &str) -> Fault {
    Fault {
        range: 0..tex.len(),
        message: message.to_owned(),
        hint: None,
    }
}

/// Something in an equation that is not supported.
pub fn element(tex: &str, what: &str) -> Fault {
    Fault {
        hint: Some("leave it out, or write it in another way"),
        ..whole(tex, &format!("{what} is not supported in equations"))
    }
}

/// The commands of a text: a backslash with letters.
fn commands(tex: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let at = from + tex[from..].find('\\')?;
            let name = &tex[at + 1..];
            let length = name
                .find(|c: char| !c.is_ascii_alphabetic())
                .unwrap_or(name.len());
            if length > 0 {
                from = at + 1 + length;
                return Some(at..from);
            }
            let sign = name.chars().next()?;
            from = at + 1 + sign.len_utf8();
        }
    })
}

fn is_unknown(command: &str) -> bool {
    let storage = Storage::new();
    let first = Parser::new(command, &storage).next();
    matches!(first, Some(Err(error)) if error.to_string().contains("unknown primitive"))
}

/// What the parser says of TeX that it cannot read.
pub fn of_parser(tex: &str, said: &str) -> Fault {
    if let Some(fault) = unknown(tex) {
        return fault;
    }
    let said = said.strip_prefix("parsing error: ").unwrap_or(said);
    let said = said
        .lines()
        .next()
        .unwrap_or_default()
        .replace("unkown", "unknown");
    if said.contains("environment found") {
        let at = tex.find("\\begin").unwrap_or(0);
        let length = tex[at..].find('}').map_or(0, |end| end + 1);
        return unsupported(&tex[at..at + length], at..at + length);
    }
    Fault {
        range: 0..tex.len(),
        message: format!("the equation cannot be read: {said}"),
        hint: Some("check its braces, and each `\\begin` and `\\left` with its end"),
    }
}
