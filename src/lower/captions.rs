//! Captions, and references to tables, figures, equations and sections.

use crate::article::ast::{Caption, Inline, Text, join};
use crate::l10n::functions::number::Number;
use crate::l10n::typography::common::capitalized;
use crate::lower::columns::digits;
use crate::lower::escape::{literal, quoted};
use crate::lower::references::{mark, without_notes};
use crate::lower::writer::Writer;

/// The last characters of a sentence, after which a reference begins the next one.
const SENTENCE_END: [char; 8] = ['.', '!', '?', '…', '。', '！', '？', '؟'];

/// Shortened words before a reference, after which its sentence goes on; a single small letter is one too.
const SHORTENED: &str = "cf. cfr. vgl. al. ex. e.g. i.e. z.b. d.h. u.a. bzw. eq. eqs. fig. figs. tab. art. arts. sec. sect. chap. ch. vol. no. nr. cap. \
    abb. kap. app. ann. p. pp. esp. incl. resp. viz. approx. p.ej. ej. por. np. zob. rys. m.in. tzn. bijv. zie. o.a. enz. d.w.z. es. srov. např. tzv. obr. см. ср. напр. рис. табл. див. пор. ing.";

/// Whether a text ends with a shortened word: the reference is no beginning then.
fn is_shortened(words: &str) -> bool {
    let last = words
        .split([' ', '\u{A0}', '\u{202F}', '(', '['])
        .next_back();
    let last = last.unwrap_or_default();
    // At the start of a sentence, it has a capital: “Cf. table 1”.
    let earlier = words[..words.len() - last.len()].trim_end();
    let begins = earlier.is_empty() || earlier.ends_with(SENTENCE_END);
    let is_small = |c: char| c.is_lowercase() || begins && c.is_uppercase();
    let mut letters = last.chars();
    let is_letter = letters.next().is_some_and(is_small) && letters.eq(['.']);
    is_letter
        || last.starts_with(is_small)
            && SHORTENED
                .split_whitespace()
                .any(|known| known == last.to_lowercase())
}

impl Writer<'_> {
    /// Writes a caption as content, or `none`: number, words.
    pub(super) fn caption(&mut self, caption: Option<&Caption>) {
        let Some(caption) = caption.filter(|it| it.text.is_some() || it.id.is_some()) else {
            self.out.push_str("none");
            return;
        };
        self.out.push('[');
        self.target(&mark(caption));
        self.numbered(caption);
        self.out.push(']');
    }

    /// Writes the number and the words of a caption inside of content.
    fn numbered(&mut self, caption: &Caption) {
        if let Some((kind, number)) = self.references.of_caption(caption) {
            let between = match self.job.locale.language() {
                "zh" | "ja" => "",
                _ => "\u{A0}",
            };
            self.out.push_str("#strong[");
            if let Some(label) = kind.label() {
                self.label(label);
            }
            self.out.push('#');
            self.mapped(
                &format!("{between}{}", self.number(number)),
                None,
                &caption.origin,
            );
            self.out.push(']');
            if caption.text.is_some() {
                self.label("term-colon");
            }
        }
        if let Some(text) = &caption.text {
            self.inline_content(text);
        }
    }

    /// Writes the lists of figures and tables, with what marks their places.
    pub(super) fn lists(&mut self) {
        let references = self.references.clone();
        self.tuple(&references.lists(), |w, (title, captions)| {
            w.out.push_str("\n    (title: ");
            w.optional(w.job.labels.get(title));
            w.out.push_str(", entries: ");
            w.tuple(captions, |w, (mark, caption)| {
                w.out
                    .push_str(&format!("(target: {}, caption: [", quoted(mark)));
                w.numbered(&Caption {
                    text: caption.text.as_ref().map(without_notes),
                    ..(*caption).clone()
                });
                w.out.push_str("])");
            });
            w.out.push(')');
        });
    }

    /// Writes where something was taken from, as a block of content, or `none`.
    pub(super) fn source(&mut self, caption: Option<&Caption>) {
        let Some(source) = caption.and_then(|caption| caption.source.as_ref()) else {
            self.out.push_str("none");
            return;
        };
        self.elements.insert("source");
        self.out.push_str("[#block(par[");
        self.label("source");
        self.label("term-colon");
        self.inline_content(source);
        self.out.push_str("])<fp-source>]");
    }

    /// Writes the caption of a figure, with its source below, or `none`.
    pub(super) fn captioned(&mut self, caption: Option<&Caption>) {
        match caption {
            Some(Caption {
                source: Some(_), ..
            }) => {
                self.out.push_str("{ ");
                self.caption(caption);
                self.out.push_str("; ");
                self.source(caption);
                self.out.push_str(" }");
            }
            _ => self.caption(caption),
        }
    }

    /// The number of what has a caption, in the digits of the language.
    pub(super) fn number_of(&self, caption: &Caption) -> Option<String> {
        let (_, number) = self.references.of_caption(caption)?;
        Some(self.number(number))
    }

    /// Writes a label inside of content.
    fn label(&mut self, name: &str) {
        if let Some(label) = self.job.labels.get(name) {
            self.inline_content(label);
        }
    }

    /// Marks where a reference leads to, if there is one.
    pub(super) fn target(&mut self, id: &str) {
        if self.targets.iter().any(|target| target == id) {
            self.out
                .push_str(&format!("#metadata({})<fp-target>", quoted(id)));
        }
    }

    /// Writes a reference to a table, a figure or a section: what it is called, with the page in print. `before` is what stands before it.
    pub(super) fn reference(&mut self, id: &str, before: Option<&Inline>) {
        let begins = match before {
            None => true,
            Some(Inline::Text(words)) => {
                let words = words.trim_end();
                words.ends_with(SENTENCE_END) && !is_shortened(words)
            }
            Some(_) => false,
        };
        let numbered = self.references.of_id(id);
        let label = numbered.map_or("see-section", |(kind, _)| kind.see());
        let Some(label) = self.job.labels.get(label) else {
            return;
        };
        if self.targets.iter().any(|target| target == id) {
            let call = match self.job.press.is_some() {
                true => format!("paged({})", quoted(id)),
                false => format!("link({})", quoted(&format!("#{id}"))),
            };
            self.out.push_str(&call);
        }
        self.begin_other(id);
        self.out.push('[');
        let Some((_, number)) = numbered else {
            self.see_section(id, label);
            self.out.push(']');
            return;
        };
        let number = self.number(number);
        let parts = label.inlines.iter().map(|inline| match inline {
            Inline::Param(_) => Inline::Text(number.clone()),
            // A number stays with the word before it.
            Inline::Text(words) => Inline::Text(words.replace(' ', "\u{A0}")),
            other => other.clone(),
        });
        let mut parts: Vec<Inline> = parts.collect();
        join(&mut parts);
        if begins && let Some(Inline::Text(words)) = parts.first_mut() {
            *words = capitalized(words);
        }
        self.inlines(&parts, label);
        self.out.push(']');
    }

    /// Writes a reference to a section: its title, as the label `see-section` shows it.
    fn see_section(&mut self, id: &str, label: &Text) {
        let title = self.references.title(id);
        let title = title.or_else(|| self.job.labels.get("lede")).cloned();
        for inline in &label.inlines {
            match (inline, &title) {
                (Inline::Param(_), Some(title)) => {
                    let mut inner = title.inlines.clone();
                    inside_quotes(&mut inner, &label.plain());
                    self.inlines(&inner, title);
                }
                (other, _) => self.inlines(std::slice::from_ref(other), label),
            }
        }
    }

    /// A number in the digits of the language.
    fn number(&self, number: usize) -> String {
        let digits = number.to_string();
        let written =
            Number::parse(&digits).and_then(|number| number.write(&self.job.locale.icu()));
        written.unwrap_or(digits)
    }

    /// Writes the function of references in print.
    pub(super) fn paged(&mut self) {
        let label = self.job.labels.get("with-page");
        self.out.push_str(
            "#let paged(id, reference) = context {
  let marks = query(selector.or(<fp-section>, <fp-slide>, <fp-target>)).filter(mark => mark.value == id)
  if marks == () or marks.first().location().page() == here().page() { return reference }
  let page = str(counter(page).at(marks.first().location()).first())\n",
        );
        if let Some(digits) = digits(self.job.locale) {
            self.out.push_str("  let digits = ");
            self.tuple(&digits, |w, digit| literal(digit, &mut w.out));
            self.line("\n  page = page.clusters().map(digit => digits.at(int(digit))).join()");
        }
        self.out.push_str("  ");
        match label {
            Some(label) => self.content(label),
            None => self.out.push_str("reference"),
        }
        self.line("\n}");
    }
}

/// Sets the quotes in a title as those inside of the quotes that a label puts around it.
fn inside_quotes(inlines: &mut [Inline], label: &str) {
    const PAIRS: [[&str; 4]; 4] = [
        ["“", "”", "‘", "’"],
        ["«", "»", "“", "”"],
        ["„", "“", "‚", "‘"],
        ["「", "」", "『", "』"],
    ];
    let Some([open, close, inner_open, inner_close]) =
        PAIRS.iter().find(|pair| label.starts_with(pair[0]))
    else {
        return;
    };
    for inline in inlines {
        match inline {
            Inline::Text(text) => {
                // French sets spaces inside of its outer quotes only.
                for space in ["\u{A0}", "\u{202F}", ""] {
                    *text = text
                        .replace(&format!("{open}{space}"), inner_open)
                        .replace(&format!("{space}{close}"), inner_close);
                }
            }
            other => inside_quotes(other.inner_mut().map_or(&mut [], |inner| inner), label),
        }
    }
}
