//! Inline codes with numbers, as XLIFF and TMX have them: marks, links, notes, code spans and placeables, each with what stands for it in
//! the catalogue.

use crate::article::ast::Inline;
use crate::article::span;
use crate::exchange::content;
use crate::exchange::content::OPAQUE;

/// How deep codes may stand within each other in a file that is read.
pub const DEEPEST: usize = 32;

/// Text with numbered codes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Coded {
    /// Text.
    Text(String),
    /// A code around text.
    Pair(Code, Vec<Coded>),
    /// A code that stands alone.
    Alone(Code),
}

/// An inline code.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Code {
    /// The number; equal codes of a source text and its translation have the same.
    pub id: String,
    /// What it is in markup: of a pair, what stands before the text. Empty where a tool dropped it.
    pub open: String,
    /// Of a pair, what stands behind the text.
    pub close: String,
}

impl Code {
    /// Whether every translation must have it.
    pub fn is_needed(&self) -> bool {
        !is_optional(&self.open)
    }

    /// The name of a pair in XLIFF 1.2 (`ctype`) and in TMX (`type`).
    pub fn kind(&self) -> &'static str {
        match self.open.as_str() {
            "**" => "bold",
            "*" => "italic",
            "[" if self.close.starts_with("](") => "link",
            _ => "x-mark",
        }
    }
}

/// The codes of a source text and its translation, in order, without their content.
#[derive(Clone, Default, Debug)]
pub struct Numbers(Vec<(Code, Inline)>);

impl Numbers {
    /// Numbers the codes of the source from 1, then those that only the translation has.
    pub fn new(source: &[Inline], target: &[Inline]) -> Self {
        let mut all = Self::default();
        for inline in codes(source) {
            all.add(inline);
        }
        let mut free: Vec<_> = all.0.iter().map(|(_, inline)| inline.clone()).collect();
        for inline in codes(target) {
            match free.iter().position(|known| *known == inline) {
                Some(at) => drop(free.remove(at)),
                None => all.add(inline),
            }
        }
        all
    }

    fn add(&mut self, inline: Inline) {
        let (open, close) = data(&inline);
        let id = (self.0.len() + 1).to_string();
        self.0.push((Code { id, open, close }, inline));
    }

    /// All codes, with what they are.
    pub fn all(&self) -> impl Iterator<Item = (&Code, &Inline)> {
        self.0.iter().map(|(code, inline)| (code, inline))
    }

    /// Text with its codes numbered.
    pub fn number(&self, text: &[Inline]) -> Vec<Coded> {
        self.numbered(text, &mut vec![false; self.0.len()])
    }

    fn numbered(&self, text: &[Inline], used: &mut [bool]) -> Vec<Coded> {
        let mut out = Vec::new();
        for inline in text {
            if let Inline::Text(text) = inline {
                out.push(Coded::Text(text.clone()));
                continue;
            }
            let shell = shell(inline);
            let same = |at: &usize| self.0[*at].1 == shell;
            let mut known = (0..self.0.len()).filter(same);
            let Some(at) = known.clone().find(|at| !used[*at]).or_else(|| known.next()) else {
                continue;
            };
            used[at] = true;
            let code = self.0[at].0.clone();
            out.push(match inline.inner() {
                Some(inner) => Coded::Pair(code, self.numbered(inner, used)),
                None => Coded::Alone(code),
            });
        }
        out
    }

    /// Turns numbered codes back into text: by what they are where the file has that, else by their numbers.
    ///
    /// # Errors
    ///
    /// Where a code is neither in the source text nor in the translation.
    pub fn resolve(&self, text: &[Coded]) -> Result<Vec<Inline>, String> {
        let mut out = Vec::new();
        for coded in text {
            let (code, inner) = match coded {
                Coded::Text(text) => {
                    out.push(Inline::Text(text.clone()));
                    continue;
                }
                Coded::Pair(code, inner) => (code, Some(self.resolve(inner)?)),
                Coded::Alone(code) => (code, None),
            };
            let is_pair = inner.is_some();
            let fits = |(known, inline): &&(Code, Inline)| {
                let same = (&known.open, &known.close) == (&code.open, &code.close);
                inline.inner().is_some() == is_pair
                    && match code.open.is_empty() {
                        true => known.id == code.id,
                        false => same,
                    }
            };
            let Some((_, inline)) = self.0.iter().find(fits) else {
                let what = match code.open.is_empty() {
                    true => String::new(),
                    false => format!(" (`{}{}`)", code.open, code.close),
                };
                return Err(format!(
                    "the code {}{what} is neither in the source text nor in the translation",
                    code.id
                ));
            };
            let mut inline = inline.clone();
            if let (Some(slot), Some(inner)) = (inline.inner_mut(), inner) {
                *slot = inner;
            }
            out.push(inline);
        }
        Ok(out)
    }

    /// Adds the codes that text in a file says it has: those of a source text of another day.
    pub fn learn(&mut self, text: &[Coded]) {
        for coded in text {
            let (code, inner) = match coded {
                Coded::Text(_) => continue,
                Coded::Pair(code, inner) => (code, Some(inner)),
                Coded::Alone(code) => (code, None),
            };
            let word = if inner.is_some() { "x" } else { "" };
            let markup = format!("{}{word}{}", code.open, code.close);
            let read = content::of_markup(&markup);
            if let [inline] = &read[..]
                && !matches!(inline, Inline::Text(_))
                && inline.inner().is_some() == inner.is_some()
            {
                self.0.push((code.clone(), shell(inline)));
            }
            self.learn(inner.map_or(&[], |inner| inner));
        }
    }
}

/// Whether a translation need not have a code: forced line breaks, and spaces at the edges of labels, are a matter of the language.
fn is_optional(open: &str) -> bool {
    let is_space = open.starts_with("{ \" ") && open.trim_matches(['{', '}', ' ', '"']).is_empty();
    is_space || open == "\\"
}

/// The codes of a text, sorted, for comparison: what each is in markup.
pub fn names(text: &[Inline]) -> Vec<String> {
    let codes = codes(text).into_iter();
    let codes = codes.filter(|inline| !is_optional(&data(inline).0));
    let mut names: Vec<_> = codes
        .map(|inline| {
            let (open, close) = data(&inline);
            match close.is_empty() {
                true => open,
                false => format!("{open}…{close}"),
            }
        })
        .collect();
    names.sort();
    names
}

/// The codes of a text, in order, without their content.
fn codes(text: &[Inline]) -> Vec<Inline> {
    let mut all = Vec::new();
    crate::article::ast::pieces(text, &mut |inline| {
        if !matches!(inline, Inline::Text(_)) {
            all.push(shell(inline));
        }
    });
    all
}

/// A code without its content.
fn shell(inline: &Inline) -> Inline {
    let mut shell = inline.clone();
    if let Some(inner) = shell.inner_mut() {
        inner.clear();
    }
    shell
}

/// What a code is in markup, before and behind its content.
fn data(inline: &Inline) -> (String, String) {
    let both = |sign: &str| (sign.to_owned(), sign.to_owned());
    match inline {
        Inline::Emph(_) => both("*"),
        Inline::Strong(_) => both("**"),
        Inline::Strike(_) => both("~~"),
        Inline::Sub(_) => both("~"),
        Inline::Super(_) => both("^"),
        Inline::Link { url, .. } => ("[".to_owned(), format!("]({})", url.replace(OPAQUE, ""))),
        Inline::Cite(_) => ("[".to_owned(), "]".to_owned()),
        Inline::Span {
            lang, small_caps, ..
        } => {
            let attributes = span::written(lang.as_ref(), *small_caps);
            ("[".to_owned(), format!("]{attributes}"))
        }
        Inline::Break => ("\\".to_owned(), String::new()),
        other => (content::typed(std::slice::from_ref(other)), String::new()),
    }
}
