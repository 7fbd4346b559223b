//! Inline markup: compares footnotes, links, code, emphasis and other marks with those of the source text. Broken
//! markup is reported where markup is parsed.

use std::cmp::Ordering;

use crate::article::address;
use crate::article::ast::{Inline, pieces};
use crate::article::cite;
use crate::diagnostic::{Code, Diagnostic};
use crate::names;
use crate::translate::check::finding::{Finding, Findings};
use crate::translate::check::text::{Pair, Side, Sides};
use crate::translate::diff::lacking;

/// Emphasis is moved if its place in the text differs by more than this share of the text: the order of words differs too.
const FAR: f64 = 0.6;

/// The marks of a text, in order.
#[derive(Default)]
struct Marks {
    footnotes: Vec<String>,
    /// The works that are cited.
    sources: Vec<String>,
    links: Vec<String>,
    /// The references without words, which are printed as a number or a title.
    references: Vec<String>,
    code: Vec<String>,
    equations: Vec<String>,
    emphasis: usize,
    /// The middle of each emphasized passage, from 0 to 1 of the text.
    centers: Vec<f64>,
    /// Struck out text, subscripts, superscripts and small capitals.
    changed: usize,
    /// The languages of passages.
    languages: Vec<String>,
}

/// A kind of mark that a translation must have exactly as its source text has it.
struct Mark {
    /// The code of its findings.
    code: Code,
    /// Its name in messages.
    what: &'static str,
    /// Formats one as markup, for messages and to find it in the text.
    write: fn(&str) -> String,
    /// Selects the marks of this kind.
    of: fn(&Marks) -> &[String],
}

const FOOTNOTE: Mark = Mark {
    code: Code::FootnoteDiffers,
    what: "footnote",
    write: |name| format!("[^{name}]"),
    of: |marks| &marks.footnotes,
};

const SOURCE: Mark = Mark {
    code: Code::CitationDiffers,
    what: "citation",
    write: str::to_owned,
    of: |marks| &marks.sources,
};

const CODE: Mark = Mark {
    code: Code::CodeDiffers,
    what: "code span",
    write: |code| format!("`{code}`"),
    of: |marks| &marks.code,
};

const EQUATION: Mark = Mark {
    code: Code::CodeDiffers,
    what: "equation",
    write: |tex| format!("${tex}$"),
    of: |marks| &marks.equations,
};

const LINK: Mark = Mark {
    code: Code::LinkDiffers,
    what: "link",
    write: |url| format!("({url})"),
    of: |marks| &marks.links,
};

const REFERENCE: Mark = Mark {
    code: Code::LinkDiffers,
    what: "reference",
    write: |target| format!("[]({target})"),
    of: |marks| &marks.references,
};

const LANGUAGE: Mark = Mark {
    code: Code::PassageDiffers,
    what: "passage in another language",
    // As it is written in a catalogue.
    write: |tag| format!("`[…]{{\"{{\"}}lang={tag}{{\"}}\"}}`"),
    of: |marks| &marks.languages,
};

/// The marks of a part and of its source text.
struct Compared<'c> {
    pair: &'c Pair<'c>,
    sides: &'c Sides<'c>,
    source: Marks,
    here: Marks,
}

/// Reports marks that a part lost or added.
pub fn check(pair: &Pair, sides: &Sides, out: &mut Findings) {
    let Some(there) = sides.there else { return };
    let (mut here, mut source) = (Marks::default(), Marks::default());
    here.read(&sides.here.inlines);
    source.read(&there.inlines);
    // A passage in the language of the translation is no passage any more.
    source.languages.retain(|tag| tag != pair.language.name());
    here.languages.retain(|tag| tag != pair.language.name());
    // `CO₂` is `CO~2~`.
    let is_raised = |c: &char| matches!(c, '²' | '³' | '¹' | '⁰'..='⁹' | '₀'..='₉');
    here.changed += sides.here.words.chars().filter(is_raised).count();
    here.centers = centers(&sides.here);
    source.centers = centers(there);
    for target in reworded(&mut source, &mut here) {
        let message = format!(
            "`{}` prints words of its own for `[]({target})`, without the number or the title",
            pair.name(sides.part)
        );
        let warning = Diagnostic::new(Code::LinkDiffers, message).as_warning();
        let hint = format!("`[]({target})` prints the number or the title in this language");
        out.push(Finding::new(
            warning.at(pair.at(sides.part.range.clone())).hint(hint),
        ));
    }
    let compared = Compared {
        pair,
        sides,
        source,
        here,
    };
    compared.differs(&FOOTNOTE, out);
    compared.differs(&SOURCE, out);
    compared.differs(&CODE, out);
    compared.differs(&LANGUAGE, out);
    compared.differs(&EQUATION, out);
    compared.differs(&REFERENCE, out);
    let Compared { source, here, .. } = &compared;
    if here.links.len() == source.links.len() {
        addresses(&compared, out);
    } else {
        // A link may lead to the same page in another language, so only the number of links is compared.
        compared.differs(&LINK, out);
    }
    moved(&compared, out);
    let name = pair.name(sides.part);
    // What is emphasized in a passage in the language of the translation may be left out.
    let free = emphasis_in(&there.inlines, pair.language.name());
    if here.emphasis + free < source.emphasis {
        let (few, many) = (passages(here.emphasis), source.emphasis);
        let message = format!("`{name}` emphasizes {few} in place of {many} of its source text");
        let warning = Diagnostic::new(Code::EmphasisLost, message)
            .at(pair.at(sides.part.range.clone()))
            .hint("set the same words between `*` or `**`");
        out.push(Finding::new(warning));
    }
    if here.changed < source.changed {
        let (few, many) = (passages(here.changed), source.changed);
        let what = "strikes out, lowers, raises or sets in small capitals";
        let message = format!("`{name}` {what} {few} in place of {many} of its source text");
        let warning = Diagnostic::new(Code::EmphasisLost, message)
            .at(pair.at(sides.part.range.clone()))
            .hint("set the same words between `~~`, `~` or `^`, or in `[…]{.smallcaps}`");
        out.push(Finding::new(warning));
    }
}

/// Takes the references away for which a text has words of its own, which lead to the same place.
fn reworded(source: &mut Marks, here: &mut Marks) -> Vec<String> {
    let mut found = Vec::new();
    let lost: Vec<String> = source
        .references
        .iter()
        .filter(|target| !here.references.contains(target))
        .cloned()
        .collect();
    for target in lost {
        let own = here.links.iter().position(|link| *link == target);
        let theirs = source.references.iter().position(|other| *other == target);
        if let (Some(own), Some(theirs), false) = (own, theirs, source.links.contains(&target)) {
            here.links.remove(own);
            source.references.remove(theirs);
            found.push(target);
        }
    }
    found
}

/// How many passages are emphasized in passages of a language.
fn emphasis_in(inlines: &[Inline], language: &str) -> usize {
    let count = |inline: &Inline| {
        let inner = inline.inner().unwrap_or_default();
        if inline.language().is_none_or(|lang| lang.name != language) {
            return emphasis_in(inner, language);
        }
        let mut marks = Marks::default();
        marks.read(inner);
        marks.emphasis
    };
    inlines.iter().map(count).sum()
}

/// Reports links that lead elsewhere than those of the source text, but for the same page in another language.
fn addresses(compared: &Compared, out: &mut Findings) {
    let Compared {
        pair,
        sides,
        source,
        here,
    } = compared;
    let languages = [pair.source.name(), pair.language.name()];
    // The parts of an address; those that name one of the languages are left out.
    let parts = |url: &str| -> (Vec<String>, bool) {
        let all: Vec<String> = url
            .split(['/', '.', ':', '?', '=', '&', '#'])
            .map(str::to_lowercase)
            .collect();
        let names = |part: &String| {
            part.split(['-', '_'])
                .next()
                .is_some_and(|part| languages.contains(&part))
        };
        let has_language = all.iter().any(names);
        (
            all.into_iter()
                .filter(|part| !names(part) && !part.is_empty())
                .collect(),
            has_language,
        )
    };
    for (from, to) in source.links.iter().zip(&here.links) {
        let ((source_parts, _), (parts, has_language)) = (parts(from), parts(to));
        // The names of pages are translated too.
        if source_parts == parts
            || has_language
            || source.links.contains(to) && here.links.contains(from)
        {
            continue;
        }
        let message = format!(
            "`{}` links to `{to}` where its source text links to `{from}`",
            pair.name(sides.part)
        );
        let written = pair.text.get(sides.part.range.clone()).unwrap_or_default();
        let place = written
            .find(to.as_str())
            .map(|at| sides.part.range.start + at);
        let place = place.map_or(sides.part.range.clone(), |at| at..at + to.len());
        let note = Diagnostic::new(Code::AddressDiffers, message)
            .at(pair.at(place))
            .hint("open both; an address with the language in it, such as `/en/`, is no finding");
        out.push(Finding::new(note));
    }
}

/// Reports emphasis that was added, or that moved from one end of the text to the other.
fn moved(compared: &Compared, out: &mut Findings) {
    let Compared {
        pair,
        sides,
        source,
        here,
    } = compared;
    let far = |(a, b): (&f64, &f64)| (a - b).abs() > FAR;
    let what = match here.emphasis.cmp(&source.emphasis) {
        Ordering::Greater => format!(
            "emphasizes {} in place of {} of its source text",
            here.emphasis,
            passages(source.emphasis)
        ),
        Ordering::Equal if here.centers.iter().zip(&source.centers).any(far) => {
            "emphasizes words at another place than its source text".to_owned()
        }
        _ => return,
    };
    let written = pair.text.get(sides.part.range.clone()).unwrap_or_default();
    let at = written
        .find(['*', '_'])
        .map(|at| sides.part.range.start + at);
    let place = at.map_or(sides.part.range.clone(), |at| at..at + 1);
    let note = Diagnostic::new(
        Code::EmphasisMoved,
        format!("`{}` {what}", pair.name(sides.part)),
    )
    .at(pair.at(place))
    .hint("set the same words between `*` or `**`, and no others");
    out.push(Finding::new(note));
}

fn passages(count: usize) -> String {
    match count {
        0 => "nothing".to_owned(),
        n => n.to_string(),
    }
}

/// The middle of each emphasized passage, from 0 to 1 of the text.
fn centers(side: &Side) -> Vec<f64> {
    fn length(inlines: &[Inline]) -> usize {
        let mut all = 0;
        pieces(inlines, &mut |inline| {
            if let Inline::Text(text) | Inline::Code(text) = inline {
                all += text.chars().count();
            }
        });
        all
    }
    let whole = length(&side.inlines).max(1) as f64;
    let mut before = 0;
    let mut found = Vec::new();
    for inline in &side.inlines {
        let own = length(std::slice::from_ref(inline));
        if matches!(inline, Inline::Emph(_) | Inline::Strong(_)) {
            found.push((before as f64 + own as f64 / 2.0) / whole);
        }
        before += own;
    }
    found
}

impl Marks {
    fn read(&mut self, inlines: &[Inline]) {
        pieces(inlines, &mut |inline| match inline {
            Inline::Emph(_) | Inline::Strong(_) => self.emphasis += 1,
            Inline::Strike(_) | Inline::Sub(_) | Inline::Super(_) => self.changed += 1,
            Inline::Span {
                lang, small_caps, ..
            } => {
                self.changed += usize::from(*small_caps);
                self.languages.extend(lang.iter().map(|it| it.name.clone()));
            }
            Inline::Link { url, .. } => self.links.push(url.clone()),
            Inline::Reference(id) => self.references.push(address::of_reference(id)),
            Inline::Code(code) => self.code.push(code.clone()),
            Inline::Math(tex) => self.equations.push(tex.clone()),
            Inline::Footnote(name) => self.footnotes.push(names::folded(name)),
            Inline::Source { key, is_bare } => self.sources.push(cite::written(key, *is_bare)),
            Inline::Text(_) | Inline::Cite(_) | Inline::Break | Inline::Param(_) => {}
        });
    }
}

impl Compared<'_> {
    /// Reports marks of one kind that the part lost or added.
    fn differs(&self, mark: &Mark, out: &mut Findings) {
        let Self { pair, sides, .. } = self;
        let (code, what, write) = (mark.code, mark.what, mark.write);
        let (source, here) = ((mark.of)(&self.source), (mark.of)(&self.here));
        let name = pair.name(sides.part);
        let whole = &sides.part.range;
        for lost in lacking(source, here) {
            let lost = write(lost);
            let error = Diagnostic::new(
                code,
                format!("`{name}` lacks the {what} {lost} of its source text"),
            )
            .at(pair.at(whole.clone()))
            .hint(format!("put {lost} where its source text has it"));
            out.push(Finding::new(error));
        }
        for added in lacking(here, source) {
            let added = write(added);
            let found = pair
                .text
                .get(whole.clone())
                .and_then(|text| text.find(&added));
            let at = found.map_or(whole.clone(), |at| {
                whole.start + at..whole.start + at + added.len()
            });
            let error =
                format!("`{name}` has the {what} {added}, which its source text does not have");
            let error = Diagnostic::new(code, error)
                .at(pair.at(at))
                .hint("take it away; what is new belongs in the article");
            out.push(Finding::new(error));
        }
    }
}
