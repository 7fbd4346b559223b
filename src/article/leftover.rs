//! Reports text that looks like markup of some dialect but was not parsed as such, so that it would be printed as
//! typed.
//!
//! Escaped characters are masked and thus not found; code is not searched. A rule is a line of `RULES`.

use std::ops::Range;
use std::sync::OnceLock;

use regex::Regex;

use crate::article::ast::Inline;
use crate::article::mask::{mask, unmask};
use crate::article::source::Source;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::origin::Origin;

/// Stands for code and values in the text that rules search.
const OPAQUE: char = '\u{FFFC}';
/// A forced line break.
const FORCED: char = '\r';
/// Asterisks that can neither open nor close bold text.
const STARS: &str = " ** ";
/// The maximum number of characters that a finding quotes.
const SHOWN: usize = 40;
/// The codes of findings of this file.
pub const CODES: [Code; 6] = [
    Code::BrokenCitation,
    Code::LeftoverMarkup,
    Code::NotBuilt,
    Code::UnsupportedMarkdown,
    Code::UnknownReference,
    Code::UnknownFootnote,
];

/// The meaning of text that a rule finds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Meaning {
    /// Markup of another tool, or broken markup: a warning.
    Foreign(&'static str),
    /// A list item in a form that Markdown does not support: a warning.
    Item,
    /// Markup that is not supported yet.
    NotBuilt(&'static str),
    /// Markup that articles write in another way; and how.
    Otherwise(&'static str, &'static str),
    /// Markup in a place where it means nothing; and what to do.
    Misplaced(&'static str, &'static str),
    /// A reference to an address that is not defined.
    Reference,
    /// A reference to a footnote that is not defined.
    Footnote,
    /// A citation that names no work, or two between two semicolons.
    Citation,
}
use Meaning::{Citation, Footnote, Foreign, Item, Misplaced, NotBuilt, Otherwise, Reference};

/// A rule: a pattern and its meaning.
struct Rule {
    /// A string that every match contains, for a quick rejection of most texts.
    holds: &'static str,
    /// The characters of that string.
    signs: u128,
    /// Whether that string stands at the start of a line in every match.
    opens_line: bool,
    /// The regular expression. `[\n]` matches any line break, `\x0A` a line end that is not forced, and `\x{FFFC}`
    /// code. The finding quotes the first group that matches.
    pattern: &'static str,
    meaning: Meaning,
}

const fn rule(holds: &'static str, pattern: &'static str, meaning: Meaning) -> Rule {
    Rule {
        holds,
        signs: signs(holds),
        opens_line: false,
        pattern,
        meaning,
    }
}

/// A rule about the start of a line.
const fn line_rule(holds: &'static str, pattern: &'static str, meaning: Meaning) -> Rule {
    Rule {
        opens_line: true,
        ..rule(holds, pattern, meaning)
    }
}

impl Rule {
    /// Whether a text, which holds the characters of `present`, may have a match.
    fn may_match(&self, text: &str, present: u128) -> bool {
        const BREAKS: u128 = signs("\n\r");
        // Most texts are one line.
        let opens_line = self.opens_line && present & BREAKS == 0;
        self.signs & !present == 0
            && match opens_line {
                true => text.starts_with(self.holds),
                false => text.contains(self.holds),
            }
    }
}

/// The ASCII characters of a text, as bits.
const fn signs(text: &str) -> u128 {
    let (bytes, mut at, mut signs) = (text.as_bytes(), 0, 0);
    while at < bytes.len() {
        if bytes[at].is_ascii() {
            signs |= 1 << bytes[at];
        }
        at += 1;
    }
    signs
}

const ATTRIBUTE: Meaning = Otherwise(
    "attributes, and belongs to nothing that may have them",
    "they stand behind a heading, an image, a passage in brackets or a displayed equation, and at the end of a caption, `: Words {#id}`",
);
const CALLOUT: Meaning =
    NotBuilt("a callout of another kind than NOTE, TIP, IMPORTANT, WARNING and CAUTION");
const CAPTION: Meaning = Misplaced(
    "a caption, and stands below no table or image",
    "move it below what it belongs to; a definition stands below its term and an empty line",
);

const QUOTES: Meaning = Otherwise(
    "quotes of LaTeX, or markup of a wiki",
    "write `\"…\"`, of which pages make the quotes of the language; italics are `*…*`",
);
/// In messages, Fluent reports values that are not known.
const VALUE: Meaning = Foreign("a value in a message of Fluent, which articles do not have");
const BOLD: Meaning = Foreign("bold text that opens or closes nowhere");

/// In order of priority: a match is not reported again by later rules.
#[rustfmt::skip]
static RULES: [Rule; 59] = [
    rule("[^", r"\[\^[^\[\]\s][^\[\]\n]*\]", Footnote),
    rule("][", r"(?:^|[^A-Za-z0-9_\])])(\[[^\[\]\n]+\]\[[^\[\]\n]*\])", Reference),
    line_rule("[!", r"^\[![A-Za-z]+\]", CALLOUT),
    rule("@", r"\[(?:[^\[\]\n]*[ ;(-])?-?@[A-Za-z0-9_{][^\[\]\n]*\]", Citation),
    rule("@", r"(?:^|[ \n(])(@(?:fig|tbl|sec|eq|lst|thm)-[A-Za-z0-9_-]+)", Otherwise("a cross-reference of another tool", "write `[](#id)`, with the id of the table, figure, equation or section")),
    line_rule("*[", r"(?:^|[\n])(\*\[[^\[\]\n]+\]:)", NotBuilt("the definition of an abbreviation inside of a list, a quote or another text")),
    rule("{", r"(?:[\])]|\x{FFFC} ?|^|\n)(\{(?: *(?:[#.][A-Za-z][A-Za-z0-9_:.-]*|[A-Za-z-]+=[^ {}\n]+))+ *\})", ATTRIBUTE),
    rule("{", r"(\{(?: *(?:[#.][A-Za-z][^ {}\n]*|[A-Za-z-]+=[^ {}\n]+))+ *\}) *(?:[\n]|$)", ATTRIBUTE),
    rule("$$", r"(?:^|[\n]) *(\$\$) *(?:[\n]|$)", Foreign("an equation that does not end")),
    line_rule(": ", r"(?:^|[\n])(: +[^ \n][^\n]*)", CAPTION),
    rule("<!--", r"<!--", Foreign("a comment that does not end in its paragraph")),
    rule("[[", r"!?\[\[[^\[\]\n]+\]\]", Foreign("a link of a wiki")),
    rule("](", r"\]\(", Foreign("a link that does not end")),
    rule("] (http", r"\] \(https?:", Foreign("a link with a space before its address")),
    rule("^[", r"\^\[[^\[\]\n]+\]", Foreign("a note inside the text")),
    rule("==", r"(?:^|[^=])(==[^ =\n](?:[^=\n]*[^ =\n])?==)(?:[^=]|$)", Foreign("highlighted text")),
    rule("==", r"(?:^|[\n])(==+ [^=\n]+ ==+)(?:[\n]|$)", Foreign("a heading of a wiki")),
    rule("++", r"(?:^|[ \n(])(\+\+[^ +\n](?:[^+\n]*[^ +\n])?\+\+)", Foreign("inserted text")),
    rule("||", r"(?:^|[ \n(])(\|\|[^ |\n](?:[^|\n]*[^ |\n])?\|\|)", Foreign("hidden text")),
    rule("%%", r"%%[^%\n]+%%", Foreign("a comment")),
    rule("{", r"\{ *(?:\$[A-Za-z][A-Za-z0-9_-]*|-[a-z][A-Za-z0-9_-]*|[A-Z]+\([^{}\n]*\)) *\}", VALUE),
    line_rule("Table: ", r"^(Table: [^\n]+)", Foreign("the caption of a table in another tool; here it begins with a colon and a space")),
    rule("{{", r"\{\{[^{}\n]+\}\}", Foreign("a template")),
    rule("{%", r"\{%[^{}\n]+%\}", Foreign("a template")),
    rule("{/*", r"\{/\*", Foreign("a comment")),
    rule(":", r"(?:^|[ \n(])(:[a-z][a-z0-9_+-]*:)(?:[ \n.,;!?)]|$)", Foreign("an emoji by its name")),
    rule(":::", r"(?:^|[ \n])(:::+)(?:[ \n{A-Za-z]|$)", Foreign("a fence that does not stand on a line of its own")),
    line_rule("|", r"(?:^|[\n])(\|[^\n]*\|) *(?:[\n]|$)", Foreign("a row of a table")),
    line_rule("##", r"(?:^|[\n])(#{2,6}[^ #\n][^\n]*)", Foreign("a heading without a space behind its signs")),
    line_rule("####### ", r"(?:^|[\n])(#{7,} [^\n]+)", Foreign("a heading of more than six levels")),
    line_rule("#", r"^(#\p{Lu}\p{Ll}[^\n#]+)$", Foreign("a heading without a space behind its sign")),
    line_rule("[", r"^(\[[-<>/?!*~]\]) ", Foreign("a task of another kind than open, `[ ]`, or done, `[x]`")),
    line_rule("#. ", r"(?:^|[\n])(#\.) ", Item),
    line_rule("(@", r"(?:^|[\n])(\(@[A-Za-z0-9_-]*\)) ", Item),
    rule("\n", r"(?:^|[\n])(\(?a[.)])[ \t][^\n]+\x0A\(?b[.)][ \t]", Item),
    rule("ii", r"(?:^|[\n])(\(?i[.)])[ \t][^\n]+\x0A\(?ii[.)][ \t]", Item),
    rule("\n", r"(?:^|[\n])([•●▪◦‣▸►・·①-⑳])[^\n]+\x0A[•●▪◦‣▸►・·①-⑳]|^(–)[ \t][^\n]+\x0A–[ \t]", Item),
    rule("\n", r"(?:^|[\n])(o)(?:\t| {2,})[^\n]+\x0Ao(?:\t| {2,})", Item),
    line_rule("| ", r"^(\|) [^|\n]+(?:[\n]|$)", Foreign("lines that are kept apart")),
    line_rule("+-", r"(?:^|[\n])(\+(?:-{2,}\+)+)", Foreign("the border of a table")),
    rule("::", r"(?:^|[\n])(\.\. [a-z-]+::)", Foreign("a directive")),
    line_rule("!!!", r"(?:^|[\n])(!!! [a-z]+)", Foreign("a box")),
    rule("]", r"^\[(?:toc|TOC|_TOC_)\]$", Foreign("a table of contents")),
    rule("[ ]", r"(?:^|[ \n])(\[ \])(?:[ \n]|$)", Foreign("a task outside of a list")),
    rule("[/", r"\[/[a-z]+\]", Foreign("BBCode")),
    rule("'''", r"(?:^|[ \n(])('''[^ '\n])", Foreign("bold text of a wiki")),
    rule("&", r"&(?:[A-Za-z]{2,8}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});", Foreign("a character entity")),
    rule("</", r"</[A-Za-z][A-Za-z0-9]*", Foreign("HTML")),
    rule("\\", r"\\(?:[a-zA-Z]{2,}(?:\{[^{}\n]*\}|\[)|(?:newpage|pagebreak|clearpage|tableofcontents)(?:[ \n]|$))", Foreign("LaTeX")),
    rule("\\", r"(?:^|[ \n({])(\\[a-zA-Z]{2,})(?:[ \n.,;:!?)]|$)", Foreign("LaTeX")),
    rule("\\", r"(\\[a-zA-Z]\{[^{}\n]*\})", Foreign("LaTeX")),
    rule("\\", r"(?:^|[ \n(])(\\[SPOLolij]) [0-9\p{L}]", Foreign("LaTeX")),
    rule("~", r"\p{Ll}{2}(~\p{L}{2,}~)\p{L}|(?:^|[ \n(])\p{L}+\.(~)[0-9]", Foreign("a space of LaTeX")),
    rule("**", r"(?:^|[^*A-Za-z0-9])(\*\*)[^* \n]|[^* \n](\*\*)(?:[^*A-Za-z0-9]|$)|^(\*\*) [^\n]*\*\*", BOLD),
    rule("~~", r"(?:^|[ \n(])(~~)[^ ~\n]", Foreign("struck text that does not end")),
    rule("''", r"``[^`'\n]+''|(?:^|[ \n(])(''[^ '\n][^'\n]*'')(?:[^']|$)", QUOTES),
    rule("'", r"(?:^|[ \n(])(`[^ `'\n][^`'\n]*')(?:[^A-Za-z0-9']|$)", QUOTES),
    rule(",,", r"(?:^|[^,0-9])(,,[^ ,\n0-9])", QUOTES),
    rule("`", r"`+", Foreign("code that opens or closes nowhere")),
];

/// The compiled patterns, each on first use.
static PATTERNS: [OnceLock<Option<Regex>>; RULES.len()] = [const { OnceLock::new() }; RULES.len()];

fn pattern(index: usize) -> Option<&'static Regex> {
    let compile = || Regex::new(&RULES.get(index)?.pattern.replace(r"\n", r"\n\r")).ok();
    PATTERNS.get(index)?.get_or_init(compile).as_ref()
}

/// A text in the form that rules search: with line ends as typed, and code and values as one character each.
#[derive(Default)]
struct Flat {
    text: String,
    /// The byte ranges in bold.
    bold: Vec<Range<usize>>,
}

impl Flat {
    fn new(inlines: &[Inline]) -> Self {
        let mut flat = Self::default();
        flat.push(inlines);
        flat
    }

    fn push(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            let start = self.text.len();
            match inline {
                Inline::Text(text) => self.text.push_str(text),
                Inline::Code(_)
                | Inline::Math(_)
                | Inline::Param(_)
                | Inline::Footnote(_)
                | Inline::Reference(_)
                | Inline::Source { .. } => self.text.push(OPAQUE),
                Inline::Break => self.text.push(FORCED),
                other => self.push(other.inner().unwrap_or_default()),
            }
            if matches!(inline, Inline::Strong(_)) {
                self.bold.push(start..self.text.len());
            }
        }
    }

    /// Double asterisks between spaces, which mean multiplication or significance elsewhere. In bold text, they were
    /// meant to close it.
    fn stars(&self) -> impl Iterator<Item = Range<usize>> {
        self.bold.iter().filter_map(|bold| {
            let at = bold.start + self.text[bold.clone()].find(STARS)?;
            Some(at..at + STARS.len())
        })
    }
}

/// The matches in a text of one or more lines, in text order.
fn find(flat: &Flat) -> Vec<(Range<usize>, Meaning)> {
    let text = &flat.text;
    let mut found: Vec<(Range<usize>, Meaning)> = Vec::new();
    let present = signs(text);
    for (index, rule) in RULES.iter().enumerate() {
        if !rule.may_match(text, present) {
            continue;
        }
        let Some(pattern) = pattern(index) else {
            continue;
        };
        let mut from = 0;
        while let Some(groups) = pattern.captures_at(text, from) {
            let Some(whole) = groups.get(0) else { break };
            let shown = groups.iter().skip(1).flatten().next().unwrap_or(whole);
            let range = shown.range();
            // The next match may begin with the separator at the end of this one.
            from = range.end.max(whole.start() + 1);
            while !text.is_char_boundary(from) {
                from += 1;
            }
            let is_new = |(known, _): &(Range<usize>, Meaning)| {
                range.end <= known.start || known.end <= range.start
            };
            if found.iter().all(is_new) {
                found.push((range, rule.meaning));
            }
            if from > text.len() {
                break;
            }
        }
    }
    found.extend(flat.stars().map(|range| (range, BOLD)));
    found.sort_by_key(|(range, _)| range.start);
    found
}

/// Reports code blocks that other tools run or draw; here they are printed as code.
pub fn check_code(info: &str, origin: &Origin, out: &mut Diagnostics) {
    let word = info.split_whitespace().next().unwrap_or_default();
    let what = match word.trim_matches(['{', '}']) {
        "mermaid" | "dot" | "graphviz" | "plantuml" => "a diagram",
        _ if info.starts_with('{') && !info.starts_with("{.") => "code that is run",
        _ => return,
    };
    let message = format!("`{info}` looks like {what}, and is printed as it stands");
    out.push(
        Diagnostic::new(Code::LeftoverMarkup, message)
            .at(origin.clone())
            .hint("put in what it gives: a picture, a table or words; where readers should see it as it is, write `text` for it"),
    );
}

/// The block marker at the start of a text, and the block that it starts in an article. In a message it has no effect.
fn block_sign(text: &str) -> Option<(&str, &'static str)> {
    let (sign, _) = text.split_once(' ')?;
    let what = match sign {
        "-" | "*" | "+" => "an item of a list",
        ">" => "a quote",
        "#" | "##" | "###" => "a heading",
        _ => return None,
    };
    Some((sign, what))
}

/// Reports equations between `\(` and `\)` or `\[` and `\]`, before their scripts are read: Markdown takes these for escaped brackets.
pub fn check_latex(inlines: &[Inline], source: &Source, out: &mut Diagnostics) {
    let flat = Flat::new(inlines);
    for (open, close) in [('(', ')'), ('[', ']')] {
        let mut rest = flat.text.as_str();
        while let Some((_, after)) = rest.split_once(mask(open)) {
            let Some((inner, after)) = after.split_once(mask(close)) else {
                break;
            };
            rest = after;
            if open == '[' && !inner.contains(['^', '_', '=', '\\', '+']) {
                continue;
            }
            let written = format!("\\{open}{inner}\\{close}");
            let place = source.find(&source.within, &written);
            let message = format!(
                "`{}` is an equation in the notation of LaTeX",
                shown(&written)
            );
            out.push(
                Diagnostic::new(Code::NotBuilt, message)
                    .at(place.unwrap_or_else(|| source.origin.clone()))
                    .hint("write `$…$` in a line, and `$$…$$` in a paragraph of its own")
                    .hint("where brackets are meant, write them without backslashes"),
            );
        }
    }
}

/// A text as findings quote it.
fn shown(typed: &str) -> String {
    let plain: String = typed.trim().chars().map(unmask).collect();
    let plain = plain.replace(OPAQUE, "…").replace(['\n', FORCED], " ");
    match plain.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", plain[..at].trim_end()),
        None => plain,
    }
}

/// Reports text that looks like markup but is none.
pub fn check(inlines: &[Inline], source: &Source, out: &mut Diagnostics) {
    let flat = Flat::new(inlines);
    let is_message = source.lines.is_none() && source.written.is_none();
    if let Some((sign, what)) = block_sign(flat.text.trim_start()).filter(|_| is_message) {
        let place = source.find(&source.within, sign);
        let place = place.unwrap_or_else(|| source.origin.clone());
        out.push(finding(sign, Foreign(what), place));
    }
    let found = find(&flat);
    if found.is_empty() {
        return;
    }
    let mut within = source.within.clone();
    let mut is_bold = false;
    for (range, meaning) in found {
        if is_message && meaning == VALUE {
            continue;
        }
        let typed = &flat.text[range.clone()];
        // The stars that were meant to close bold text have the same cause as those that open it.
        if meaning == BOLD {
            let is_word = |c: char| !c.is_whitespace();
            let closes = is_bold && flat.text[..range.start].ends_with(is_word);
            is_bold = !closes && flat.text[range.end..].starts_with(is_word);
            if closes {
                continue;
            }
        }
        if meaning == Footnote && source.written.is_some() {
            let message = format!("the front matter has no footnotes: `{typed}`");
            let error = Diagnostic::new(Code::UnsupportedMarkdown, message);
            out.push(
                error
                    .at(source.origin.clone())
                    .hint("refer to it in the text"),
            );
            continue;
        }
        // Signs that were understood may stand before it: it is told from them by what follows.
        let place_of = |words: &str| source.find(&within, words);
        let mut place = place_of(in_context(&flat.text, &range));
        if let Some(place) = &mut place {
            place.range.end = place.range.start + typed.len();
        }
        let mut place = place.or_else(|| place_of(typed));
        if let Some(place) = &mut place {
            place.range.start += typed.len() - typed.trim_start().len();
            place.range.end -= typed.len() - typed.trim_end().len();
            within.range.start = place.range.end;
        }
        out.push(finding(
            typed,
            meaning,
            place.unwrap_or_else(|| source.origin.clone()),
        ));
    }
}

/// What stands at a place, and behind it up to the next space.
fn in_context<'t>(text: &'t str, range: &Range<usize>) -> &'t str {
    let is_end = |c: char| c.is_whitespace() || c == OPAQUE || unmask(c) != c;
    let end = text[range.end..].find(is_end);
    &text[range.start..end.map_or(text.len(), |at| range.end + at)]
}

fn finding(typed: &str, meaning: Meaning, origin: Origin) -> Diagnostic {
    let shown = shown(typed);
    let literal = format!("where readers should see it as it is, write `\\{shown}`");
    let error = |code, message: String| Diagnostic::new(code, message).at(origin.clone());
    match meaning {
        BOLD => Diagnostic::new(
            Code::LeftoverMarkup,
            "`**` looks like bold text that opens or closes nowhere, and is printed as it stands",
        )
        .at(origin)
        .hint("bold text has no space inside its stars, and none of its punctuation is followed by a letter: `**Note:** text`")
        .hint(literal),
        Foreign(what) => Diagnostic::new(
            Code::LeftoverMarkup,
            format!("`{shown}` looks like {what}, and is printed as it stands"),
        )
        .at(origin)
        .hint(literal),
        Item => Diagnostic::new(
            Code::LeftoverMarkup,
            format!("`{shown}` looks like an item of a list, and is a part of the text"),
        )
        .at(origin)
        .hint("start each item with `- ` or `1. `, or part them by empty lines"),
        NotBuilt(what) => error(
            Code::NotBuilt,
            format!("`{shown}` looks like {what}, which articles do not have yet"),
        )
        .hint("write it in another way, or leave it out")
        .hint(literal),
        Otherwise(what, hint) => error(Code::NotBuilt, format!("`{shown}` looks like {what}"))
            .hint(hint)
            .hint(literal),
        Misplaced(what, hint) => error(
            Code::UnsupportedMarkdown,
            format!("`{shown}` looks like {what}"),
        )
        .hint(hint)
        .hint(literal),
        Reference => {
            let (_, name) = shown.split_once("][").unwrap_or_default();
            let name = match name.trim_end_matches(']') {
                "" => shown
                    .split(']')
                    .next()
                    .unwrap_or_default()
                    .trim_start_matches('['),
                name => name,
            };
            error(
                Code::UnknownReference,
                format!("the reference of `{shown}` is not defined"),
            )
            .hint(format!(
                "define it on a line of its own: `[{name}]: https://…`"
            ))
            .hint(literal)
        }
        Citation => error(
            Code::BrokenCitation,
            format!("`{shown}` does not name one work in each of its parts"),
        )
        .hint("part works by `;`, each with its words: `[see @smith2020, p. 4; @doe2021]`")
        .hint(literal),
        Footnote => error(
            Code::UnknownFootnote,
            format!("the footnote `{shown}` is not defined"),
        )
        .hint(match shown.contains(char::is_whitespace) {
            true => "a footnote's name has no spaces".to_owned(),
            false => format!("define it on a line of its own: `{shown}: …`"),
        }),
    }
}

/// Whether any text looks like markup, which [`mask_all`] would mask.
pub fn is_found(inlines: &[Inline]) -> bool {
    let flat = Flat::new(inlines);
    block_sign(&flat.text).is_some() || !find(&flat).is_empty()
}

/// Masks the first punctuation character of each text that looks like markup, so that it is printed as escaped.
pub fn mask_all(inlines: &mut [Inline]) {
    let mut flat = Flat::new(inlines);
    if let Some((sign, _)) = block_sign(&flat.text) {
        let masked: String = sign.chars().take(1).map(mask).collect();
        flat.text.replace_range(..1, &masked);
        put(inlines, &mut flat.text.chars());
    }
    // Repeated a few times, as the text after a masked character may look like other markup.
    for _ in 0..4 {
        let mut flat = Flat::new(inlines);
        let found = find(&flat);
        if found.is_empty() {
            break;
        }
        for (range, _) in found.iter().rev() {
            let sign = flat.text[range.clone()]
                .char_indices()
                .find(|(_, c)| c.is_ascii_punctuation());
            if let Some((at, sign)) = sign {
                let at = range.start + at;
                flat.text.replace_range(at..at + 1, &mask(sign).to_string());
            }
        }
        put(inlines, &mut flat.text.chars());
    }
}

/// Writes the characters of a flat text back to the inlines that it was made from.
fn put(inlines: &mut [Inline], chars: &mut std::str::Chars) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => *text = chars.take(text.chars().count()).collect(),
            Inline::Code(_)
            | Inline::Math(_)
            | Inline::Param(_)
            | Inline::Footnote(_)
            | Inline::Reference(_)
            | Inline::Source { .. }
            | Inline::Break => {
                chars.next();
            }
            other => put(other.inner_mut().map_or(&mut [][..], |inner| inner), chars),
        }
    }
}
