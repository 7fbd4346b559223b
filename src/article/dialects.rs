//! What looks like markup of some dialect. A rule is a line of `RULES`.

use std::sync::OnceLock;

use regex::Regex;

/// The meaning of text that a rule finds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Meaning {
    /// Markup of another tool, or broken markup: a warning.
    Foreign(&'static str),
    /// The same, and what to write in its place.
    Advised(&'static str, &'static str),
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
pub use Meaning::{
    Advised, Citation, Footnote, Foreign, Item, Misplaced, NotBuilt, Otherwise, Reference,
};

/// A rule: a pattern and its meaning.
pub struct Rule {
    /// A string that every match contains, for a quick rejection of most texts.
    holds: &'static str,
    /// The characters of that string.
    signs: u128,
    /// Whether that string stands at the start of a line in every match.
    opens_line: bool,
    /// The regular expression. `[\n]` matches any line break, `\x0A` a line end that is not forced, and `\x{FFFC}`
    /// code. The finding quotes the first group that matches.
    pattern: &'static str,
    /// What it means.
    pub meaning: Meaning,
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
    pub fn may_match(&self, text: &str, present: u128) -> bool {
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
pub const fn signs(text: &str) -> u128 {
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
pub const VALUE: Meaning = Foreign("a value in a message of Fluent, which articles do not have");
/// Of one star or line.
pub const EMPHASIS: Meaning = Foreign("emphasis with a space inside of its signs");
/// Of two stars.
pub const BOLD: Meaning = Foreign("bold text that opens or closes nowhere");

/// In order of priority: a match is not reported again by later rules.
#[rustfmt::skip]
pub static RULES: [Rule; 89] = [
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
    rule("%%", r"%%[^%]+%%", Foreign("a comment")),
    rule("{", r"\{ *(?:\$[A-Za-z][A-Za-z0-9_-]*|-[a-z][A-Za-z0-9_-]*|[A-Z]+\([^{}\n]*\)) *\}", VALUE),
    line_rule("Table: ", r"^(Table: [^\n]+)", Foreign("the caption of a table in another tool; here it begins with a colon and a space")),
    rule("{{", r"\{\{[^{}\n]+\}\}", Foreign("a template")),
    rule("{%", r"\{%[^{}\n]+%\}", Foreign("a template")),
    rule("{/*", r"\{/\*", Foreign("a comment")),
    rule(":", r"(?:^|[ \n(])(:[a-z][a-z0-9_+-]*:)(?:[ \n.,;!?)]|$)", Foreign("an emoji by its name")),
    rule(":::", r"(?:^|[ \n])(:::+)(?:[ \n{A-Za-z]|$)", Foreign("a fence that does not stand on a line of its own")),
    line_rule("|", r"(?:^|[\n])(\|[^\n]*\|) *(?:[\n]|$)", Advised("a row of a table", "in a table, a line of hyphens for each column stands below the head, `| --- | --- |`, and no line is empty")),
    line_rule("##", r"(?:^|[\n])(#{2,6}[^ #\n][^\n]*)", Foreign("a heading without a space behind its signs")),
    line_rule("####### ", r"(?:^|[\n])(#{7,} [^\n]+)", Foreign("a heading of more than six levels")),
    line_rule("#", r"^(#\p{Lu}\p{Ll}[^\n#]+)$", Foreign("a heading without a space behind its sign")),
    line_rule("[", r"^(\[[-<>/?!*~]\]) ", Foreign("a task of another kind than open, `[ ]`, or done, `[x]`")),
    line_rule("[", r"^(\[(?:[xX ]|)\])[\p{L}\p{N}]|^(\[\]) ", Foreign("the box of a task, which is `[ ]` or `[x]` with a space behind it")),
    rule("\n", r"(?:^|(?:^|[\n])[^-+*\n][^\n]*[\n])([-+*])\p{L}[^\n]*\x0A[-+*]\p{L}", Item),
    rule(")", r"(?:^|(?:^|[\n])[^0-9\n][^\n]*[\n])([0-9]{1,3}\))\p{L}[^\n]*\x0A[0-9]{1,3}\)\p{L}", Item),
    rule("\\", r"(?:^|[ \n])[^ \n\\:]+(\\)$", Foreign("a line end that is kept, with no line below it")),
    line_rule("#. ", r"(?:^|[\n])(#\.) ", Item),
    line_rule("(@", r"(?:^|[\n])(\(@[A-Za-z0-9_-]*\)) ", Item),
    rule("\n", r"(?:^|[\n])(\(?a[.)])[ \t][^\n]+\x0A\(?b[.)][ \t]", Item),
    rule("ii", r"(?:^|[\n])(\(?i[.)])[ \t][^\n]+\x0A\(?ii[.)][ \t]", Item),
    rule("\n", r"(?:^|[\n])([•●▪◦‣▸►・·①-⑳])[^\n]+\x0A[•●▪◦‣▸►・·①-⑳]|^(–)[ \t][^\n]+\x0A–[ \t]", Item),
    rule("\n", r"(?:^|[\n])(o)(?:\t| {2,})[^\n]+\x0Ao(?:\t| {2,})", Item),
    line_rule("| ", r"^(\|) [^|\n]+(?:[\n]|$)", Advised("lines that are kept apart", "to keep lines apart, end each of them with a backslash")),
    line_rule("+-", r"(?:^|[\n])(\+(?:-{2,}\+)+)", Advised("the border of a table", "a row of a table is `| cell | cell |`, and the line below the head `| --- | --- |`")),
    rule("^^", r"^\^\^$", Advised("a cell that is one with the cell above it", "write its words in each row: a cell has one row")),
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
    rule("{", r"(\{(?:color(?::[^{}\n]+)?|panel(?::[^{}\n]*)?|quote|noformat|toc|code(?::[a-z0-9+#-]+)?)\})", Foreign("markup of Jira or Confluence")),
    line_rule("h1. ", r"(?:^|[\n])(h1\. )[^ \n]", Foreign("a heading of Jira")),
    line_rule("h2. ", r"(?:^|[\n])(h2\. )[^ \n]", Foreign("a heading of Jira")),
    line_rule("h3. ", r"(?:^|[\n])(h3\. )[^ \n]", Foreign("a heading of Jira")),
    line_rule("bq. ", r"(?:^|[\n])(bq\. )[^ \n]", Foreign("a quote of Jira")),
    rule("!", r"(?:^|[ \n(])(![A-Za-z0-9_/.-]+\.(?:png|jpe?g|gif|svg)(?:\|[^!\n]*)?!)", Foreign("an image of Jira")),
    rule("|http", r"(\[[^\[\]|\n]+\|https?://[^\[\]\n]+\])", Foreign("a link of Jira")),
    rule("{:", r"(\{::?[ /]?[^{}\n]*\})", Foreign("attributes of kramdown")),
    rule("{", r" (\{(?: *(?:[#.][A-Za-z][A-Za-z0-9_-]*|[a-z-]+=[^ {}\n]+))+ *\})(?:[ .,;:!?)\n]|$)", ATTRIBUTE),
    rule("{-}", r"(\{-\}) *(?:[\n]|$)", Foreign("the mark of a heading without a number in another tool")),
    rule("{", r"(\{(?:\+\+[^{}\n]*\+\+|--[^{}\n]*--|>>[^{}\n]*<<|==[^{}\n]*==|[^{}\n]+~>[^{}\n]*)\})", Foreign("a change or a comment of CriticMarkup")),
    rule(":: ", r"(?:^|[ \n(\[])([A-Za-z][A-Za-z0-9_-]*:: )[^ \n]", Foreign("a field of Obsidian")),
    rule("^", r" (\^[A-Za-z][A-Za-z0-9-]{2,}) *$", Foreign("the name of a block in Obsidian")),
    rule("ref(", r"(ref\((?:fig|tab|sec|eq|thm|lem):[^()\n]+\))", Foreign("a cross-reference of another tool")),
    line_rule("#| ", r"(?:^|[\n])(#\| [a-z.-]+:)", Foreign("an option of code that is run")),
    line_rule("#+", r"(?:^|[\n])(#\+[A-Za-z_]+:?)(?:[ \n]|$)", Foreign("a keyword of Org mode")),
    line_rule(":", r"(?:^|[\n])(:[A-Z]{3,}:) *(?:[\n]|$)", Foreign("a drawer of Org mode")),
    rule(":\u{FFFC}", r"(:[a-z]+:)\x{FFFC}", Foreign("a role of reStructuredText")),
    rule("\u{FFFC}_", r"\x{FFFC}(__?)(?:[ \n.,;:!?)]|$)", Foreign("a link of reStructuredText")),
    rule("]_", r"(\[[0-9#*]+\]_)(?:[ \n.,;:!?)]|$)", Foreign("a note of reStructuredText")),
    line_rule("???", r"(?:^|[\n])(\?\?\?\+? [a-z]+)", Foreign("a box")),
    line_rule("///", r"(?:^|[\n])(///) *(?:[a-z]|[\n]|$)", Foreign("a box")),
    rule("*", r"(?:^|[ \n(])(\*[\p{L}\p{N}«“(](?:[^*\n]*[^* \n])? \*)(?:[ \n.,;:!?)\p{L}]|$)", EMPHASIS),
    rule("_", r"(?:^|[ \n(])(_[^_ \n](?:[^_\n]*[^_ \n])? _)(?:[ \n.,;:!?)\p{L}]|$)", EMPHASIS),
    rule("~~ ", r"(~~ [^~\n]+ ~~)", Foreign("struck text with spaces inside of its signs")),
    rule("`", r"`+", Foreign("code that opens or closes nowhere")),
];

/// The compiled patterns, each on first use.
static PATTERNS: [OnceLock<Option<Regex>>; RULES.len()] = [const { OnceLock::new() }; RULES.len()];

/// The pattern of a rule, by the rule's index.
pub fn pattern(index: usize) -> Option<&'static Regex> {
    let compile = || Regex::new(&RULES.get(index)?.pattern.replace(r"\n", r"\n\r")).ok();
    PATTERNS.get(index)?.get_or_init(compile).as_ref()
}
