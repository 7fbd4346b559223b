//! Lowers inline text to Typst source: every text is a string literal with its place in the source map.

use std::borrow::Cow;

use crate::article::address::section;
use crate::article::ast::{Inline, Text, pieces};
use crate::article::splits;
use crate::l10n::display::bound;
use crate::l10n::names;
use crate::locale::Locale;
use crate::lower::bonds::bonded;
use crate::lower::direction::{ISOLATE, isolated};
use crate::lower::equation_signs::Of;
use crate::lower::escape::quoted;
use crate::lower::source_map::Shown;
use crate::lower::writer::Writer;
use crate::origin::Origin;

/// The separator of two adjacent raised marks, which would otherwise look like one number: a thin no-break space.
const BETWEEN_MARKS: &str = r#"text(0.7em, "\u{a0}")"#;

/// Selects the first or the last inline of a run.
type End = fn(&[Inline]) -> Option<&Inline>;

/// Whether an inline begins or ends with a footnote mark or a superscript.
fn is_raised(inline: &Inline, end: End) -> bool {
    match inline {
        Inline::Footnote(_) | Inline::Super(_) => true,
        Inline::Emph(inner) | Inline::Strong(inner) | Inline::Strike(inner) => {
            end(inner).is_some_and(|inline| is_raised(inline, end))
        }
        Inline::Link { content, .. } | Inline::Span { content, .. } => {
            end(content).is_some_and(|inline| is_raised(inline, end))
        }
        _ => false,
    }
}

/// Signs at which the engine ends a line between two of them, though they are one name or amount: `C++`, `+€5` (UAX #14, PR and PO).
const SIGNS: &str = "+±−$£¥€№%‰°¢′″";

/// Whether a word has signs that must not be parted.
fn has_signs(word: &str) -> bool {
    let is_sign = |c: char| SIGNS.contains(c);
    let chars = || word.chars();
    let is_isolated =
        word.contains(ISOLATE) && !(word.contains(ISOLATE[0]) && word.contains(ISOLATE[1]));
    word.chars().count() < splits::LONG
        && !is_isolated
        && chars()
            .zip(chars().skip(1))
            .any(|(one, other)| is_sign(one) && is_sign(other))
}

/// Whether a word is an option of a command, `--flag`, or begins with a hyphen for another reason: the engine ends lines behind it.
fn is_option(word: &str) -> bool {
    let word = word.trim_start_matches(['(', '[', '“', '„', '«', '‘']);
    let name = word.trim_start_matches('-');
    (1..=2).contains(&(word.len() - name.len()))
        && name.starts_with(char::is_alphabetic)
        && word.chars().count() < splits::LONG
        && !word.contains(ISOLATE)
}

/// The length of the number of a French ordinal with its ending.
fn ordinal_number(word: &str) -> Option<usize> {
    let number = word.strip_suffix(['e', 'r'])?.trim_end_matches(['e', 'r']);
    let is_one = matches!(number, "1" | "I");
    let is_digits = (1..=3).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    let is_roman = (1..=6).contains(&number.len()) && number.chars().all(|c| "IVX".contains(c));
    let is_ending = match &word[number.len()..] {
        "er" | "re" => is_one,
        "e" => !is_one,
        _ => false,
    };
    (is_ending && (is_digits || is_roman)).then_some(number.len())
}

/// The first compound in a text that does not break at its hyphens, with what stands before and after it: one that a no-break space holds to
/// another word, or that is a text of its own; or the first word with signs that must not be parted.
fn held_compound(text: &str) -> Option<(&str, &str, &str)> {
    const HELD: [char; 2] = ['\u{A0}', '\u{202F}'];
    let is_compound = |word: &str| {
        let mut parts = word.split('-');
        // A box holds whole passages only.
        let count = |sign: char| word.chars().filter(|c| *c == sign).count();
        let is_whole = count(ISOLATE[0]) == count(ISOLATE[1]);
        is_whole && word.contains('-') && parts.all(|part| part.contains(char::is_alphanumeric))
    };
    let mut words = text.split(char::is_whitespace);
    words.find_map(|word| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let (before, after) = (&text[..start], &text[start + word.len()..]);
        let is_whole = before.is_empty() && after.is_empty() && word.chars().count() < splits::LONG;
        let is_held = before.ends_with(HELD) || after.starts_with(HELD) || is_whole;
        let is_whole = is_held && is_compound(word) || has_signs(word) || is_option(word);
        is_whole.then_some((before, word, after))
    })
}

/// The language of a passage in a text of another one, as arguments of `text`. What is not named would be that of the text around it.
fn language(locale: &Locale, around: &Locale) -> String {
    let region = locale.typographic_region();
    let region = region.map_or("none".to_owned(), |region| quoted(&region));
    let lang = format!("lang: {}, region: {region}", quoted(locale.language()));
    match (locale.is_rtl(), around.is_rtl()) {
        (true, false) => format!("{lang}, dir: rtl"),
        (false, true) => format!("{lang}, dir: ltr"),
        _ => lang,
    }
}

impl Writer<'_> {
    /// Writes a text as content, in brackets.
    pub fn content(&mut self, text: &Text) {
        self.out.push('[');
        self.inline_content(text);
        self.out.push(']');
    }

    pub(super) fn inline_content(&mut self, text: &Text) {
        let mark = match &text.fallback {
            _ if !self.job.draft => None,
            Some(lang) => Some(format!("#untranslated({})[", quoted(lang))),
            None => (self.job.refused.contains(&text.key.id)).then(|| "#refused[".to_owned()),
        };
        self.out.push_str(mark.as_deref().unwrap_or_default());
        let mut shown = match text.inlines.len() {
            0 | 1 => Cow::Borrowed(text),
            _ => Cow::Owned(bonded(text, &bound(self.job.locale))),
        };
        if let Some(isolated) = isolated(&shown, self.job.locale) {
            shown = Cow::Owned(isolated);
        }
        self.note_units(&shown);
        self.inlines(&shown.inlines, text);
        if mark.is_some() {
            self.out.push(']');
        }
    }

    pub(super) fn inlines(&mut self, inlines: &[Inline], text: &Text) {
        for (rank, inline) in inlines.iter().enumerate() {
            self.out.push('#');
            let before = rank.checked_sub(1).and_then(|before| inlines.get(before));
            if is_raised(inline, <[_]>::first)
                && before.is_some_and(|it| is_raised(it, <[_]>::last))
            {
                self.out.push_str(BETWEEN_MARKS);
                self.out.push('#');
            }
            match inline {
                Inline::Text(words) => {
                    let is_after_strong = matches!(before, Some(Inline::Strong(_)));
                    match words.strip_prefix(' ').filter(|_| is_after_strong) {
                        // A label of strong words may stand apart from what follows, which then begins without the space.
                        Some(rest) if !rest.is_empty() => {
                            self.words(" ", text);
                            self.out.push('#');
                            self.words(rest, text);
                        }
                        _ => self.words(words, text),
                    }
                }
                Inline::Emph(inner) => {
                    let outer = std::mem::replace(&mut self.is_emphasized, true);
                    self.wrapped("emph", inner, text);
                    self.is_emphasized = outer;
                }
                Inline::Strong(inner) => self.wrapped("strong", inner, text),
                Inline::Strike(inner) => self.wrapped("strike", inner, text),
                Inline::Sub(inner) => self.wrapped("sub", inner, text),
                Inline::Super(inner) => self.wrapped("super", inner, text),
                Inline::Code(code) => {
                    for (rank, piece) in splits::pieces(code).into_iter().enumerate() {
                        if rank > 0 {
                            self.out.push_str("#h(0.001pt)#");
                        }
                        self.element("raw");
                        self.mapped(piece, Some(text), &text.origin);
                        self.out.push(')');
                    }
                }
                Inline::Math(tex) => {
                    let of = Of {
                        text: Some(text),
                        origin: &text.origin,
                    };
                    self.line_equation(tex, of);
                }
                Inline::Link { url, content } if section(url).is_some() => {
                    self.goto(section(url).unwrap_or_default(), content, text);
                }
                Inline::Reference(id) => self.reference(id, before),
                Inline::Link { url, content } if self.job.others.contains_key(url) => {
                    self.begin_other(url);
                    self.wrapped("", content, text);
                }
                Inline::Link { url, content } => {
                    self.out.push_str("link(");
                    self.showing(Shown::Never, |w| w.mapped(url, Some(text), &text.origin));
                    self.out.push_str(")[");
                    self.inlines(content, text);
                    self.out.push(']');
                }
                // What an artifact says of its citations was put in their place.
                Inline::Cite(inner) => self.wrapped("", inner, text),
                Inline::Source { .. } => self.out.push_str("none"),
                Inline::Span {
                    lang,
                    small_caps,
                    content,
                } => self.span(lang.as_ref(), *small_caps, content, text),
                Inline::Break => self.out.push_str("linebreak()"),
                Inline::Param(name) => self.out.push_str(name),
                Inline::Footnote(name) => {
                    // Behind a box or an equation, a line may end; before a mark, never.
                    if before.is_some() && (self.out.ends_with("]#") || self.out.ends_with(")#")) {
                        self.out.push_str("sym.wj#");
                    }
                    let mention = self.notes.mention(name);
                    self.out.push_str(&mention);
                }
            }
        }
    }

    /// Writes a link to a section, a table or a figure; for targets that the artifact does not have, the text alone.
    fn goto(&mut self, id: &str, content: &[Inline], text: &Text) {
        let is_linked = self.targets.iter().any(|target| target == id);
        // Paper has no links.
        if is_linked && self.job.press.is_none() {
            self.out
                .push_str(&format!("link({})", quoted(&format!("#{id}"))));
        }
        self.out.push('[');
        self.inlines(content, text);
        self.out.push(']');
    }

    /// Begins a link to the same edition of another article, a file in the same folder. Paper has no links.
    pub(super) fn begin_other(&mut self, url: &str) {
        let Some(other) = self.job.others.get(url) else {
            return;
        };
        if self.job.press.is_none() {
            self.out.push_str(&format!("link({})", quoted(&other.file)));
        }
    }

    /// Writes a passage in the language that it is in. Without italics, emphasis is weight, as in texts of that language.
    fn span(&mut self, lang: Option<&Locale>, small_caps: bool, content: &[Inline], text: &Text) {
        if let Some(locale) = lang {
            let is_bold = self.job.locale.has_italics() && !locale.has_italics();
            let weight = match is_bold && self.is_emphasized {
                true => ", weight: \"bold\"",
                false => "",
            };
            self.out.push_str(&format!(
                "text({}{weight})[#",
                language(locale, self.job.locale)
            ));
            let mut has_emphasis = false;
            pieces(content, &mut |inline| {
                has_emphasis |= matches!(inline, Inline::Emph(_));
            });
            if is_bold && has_emphasis {
                self.out
                    .push_str("show emph: set text(weight: \"bold\", style: \"italic\");#");
            }
        }
        // In a text from left to right, only the passage needs isolates.
        let rtl = lang.filter(|_| !self.job.locale.is_rtl());
        let passage = rtl
            .and_then(|locale| isolated(&Text::new(content.to_vec(), text.origin.clone()), locale));
        let content = passage.as_ref().map_or(content, |text| &text.inlines);
        match small_caps {
            true => {
                self.elements.insert("smallcaps");
                self.wrapped("smallcaps", content, text);
            }
            false => self.wrapped("", content, text),
        }
        if lang.is_some() {
            self.out.push(']');
        }
    }

    fn wrapped(&mut self, function: &str, inner: &[Inline], text: &Text) {
        self.out.push_str(function);
        self.out.push('[');
        self.inlines(inner, text);
        self.out.push(']');
    }

    /// Writes a text. Long words can be broken between their parts, or hyphenated if they have no parts.
    fn words(&mut self, words: &str, text: &Text) {
        for (rank, piece) in splits::pieces(words).into_iter().enumerate() {
            if rank > 0 {
                // A space of almost no width permits a break and adds no character to copied text. A width of zero
                // would permit none.
                self.out.push_str("#h(0.001pt)#");
            }
            if let Some([before, number, raised, after]) = self.ordinal(piece) {
                // A box, as a line may end at a change of elements.
                self.mapped(&self.held(before), Some(text), &text.origin);
                self.out.push_str("#box[#");
                self.mapped(number, Some(text), &text.origin);
                self.out.push_str("#super[#");
                self.mapped(raised, Some(text), &text.origin);
                self.out.push_str("]]#");
                self.words(after, text);
            } else if let Some((before, compound, after)) = held_compound(piece) {
                // A box, as the engine breaks after hyphens and between signs.
                self.mapped(before, Some(text), &text.origin);
                self.out.push_str("#box[#");
                self.mapped(compound, Some(text), &text.origin);
                self.out.push(']');
                if !after.is_empty() {
                    self.out.push('#');
                    self.words(after, text);
                }
            } else if splits::is_long(piece) {
                self.out.push_str("text(hyphenate: true)[#");
                self.mapped(piece, Some(text), &text.origin);
                self.out.push(']');
            } else {
                self.mapped(piece, Some(text), &text.origin);
            }
        }
    }

    /// The first ordinal of a text whose ending is raised: what stands before it, the number, the ending and what stands after it. In French, `1er`, `1re`, `2e`,
    /// `Ier` and `XIXe` (Lexique des règles typographiques, "adjectifs numéraux").
    fn ordinal<'t>(&self, text: &'t str) -> Option<[&'t str; 4]> {
        let is_french = self.job.locale.language() == "fr";
        let mut at = 0;
        let words = text.split(|c: char| !c.is_alphanumeric()).map(move |word| {
            let start = text[at..].find(word).map_or(at, |found| at + found);
            at = start + word.len();
            (start, word)
        });
        let mut words = words.filter(|_| is_french);
        words.find_map(|(start, word)| {
            let number = ordinal_number(word)?;
            let (end, middle) = (start + word.len(), start + number);
            Some([
                &text[..start],
                &text[start..middle],
                &text[middle..end],
                &text[end..],
            ])
        })
    }

    /// A text before an ordinal, which an article or a preposition at its end stays with.
    fn held(&self, before: &str) -> String {
        let Some(held) = before.strip_suffix(' ') else {
            return before.to_owned();
        };
        let last = held.rsplit(' ').next().unwrap_or_default().to_lowercase();
        match bound(self.job.locale).contains(&last.as_str()) {
            true => format!("{held}\u{A0}"),
            false => before.to_owned(),
        }
    }

    /// Writes a text as content, or `none`.
    pub fn optional(&mut self, text: Option<&Text>) {
        match text {
            Some(text) => self.content(text),
            None => self.out.push_str("none"),
        }
    }

    /// Writes an array of names or other words as content, each with a direction of its own.
    pub fn strings(&mut self, all: &[String], origin: &Origin) {
        self.tuple(all, |w, text| w.name(text, origin));
    }

    /// Writes a name as content.
    pub fn name(&mut self, name: &str, origin: &Origin) {
        let name = names::shown(name, self.job.locale);
        self.out.push_str("[#");
        self.mapped(&name, None, origin);
        self.out.push(']');
    }

    /// Writes a heading as content, or `none`.
    pub fn heading(&mut self, text: Option<&Text>) {
        self.notes.in_heading = true;
        self.optional(text);
        self.notes.in_heading = false;
    }
}
