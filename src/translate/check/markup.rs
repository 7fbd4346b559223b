//! Inline markup: compares footnotes, links, code, emphasis and other marks with those of the source text. Broken
//! markup is reported where markup is parsed.

use crate::article::ast::{Inline, pieces};
use crate::diagnostic::{Code, Diagnostic};
use crate::names;
use crate::translate::check::finding::{Finding, Findings};
use crate::translate::check::text::{Pair, Sides};

/// The marks of a text, in order.
#[derive(Default)]
struct Marks {
    footnotes: Vec<String>,
    links: Vec<String>,
    code: Vec<String>,
    emphasis: usize,
    /// Struck out text, subscripts and superscripts.
    changed: usize,
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

const CODE: Mark = Mark {
    code: Code::CodeDiffers,
    what: "code span",
    write: |code| format!("`{code}`"),
    of: |marks| &marks.code,
};

const LINK: Mark = Mark {
    code: Code::LinkDiffers,
    what: "link",
    write: |url| format!("({url})"),
    of: |marks| &marks.links,
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
    let Some(there) = &sides.there else { return };
    let (mut here, mut source) = (Marks::default(), Marks::default());
    here.read(&sides.here.inlines);
    source.read(&there.inlines);
    let compared = Compared {
        pair,
        sides,
        source,
        here,
    };
    compared.differs(&FOOTNOTE, out);
    compared.differs(&CODE, out);
    let Compared { source, here, .. } = &compared;
    if here.links.len() != source.links.len() {
        // A link may lead to the same page in another language, so only the number of links is compared.
        compared.differs(&LINK, out);
    }
    let name = pair.name(sides.part);
    if here.emphasis < source.emphasis {
        let (few, many) = (passages(here.emphasis), source.emphasis);
        let message = format!("`{name}` emphasizes {few} in place of {many} of its source text");
        let warning = Diagnostic::new(Code::EmphasisLost, message)
            .at(pair.at(sides.part.range.clone()))
            .hint("set the same words between `*` or `**`");
        out.push(Finding::new(warning));
    }
    if here.changed < source.changed {
        let (few, many) = (passages(here.changed), source.changed);
        let what = "strikes out, lowers or raises";
        let message = format!("`{name}` {what} {few} in place of {many} of its source text");
        let warning = Diagnostic::new(Code::EmphasisLost, message)
            .at(pair.at(sides.part.range.clone()))
            .hint("set the same words between `~~`, `~` or `^`");
        out.push(Finding::new(warning));
    }
}

fn passages(count: usize) -> String {
    match count {
        0 => "nothing".to_owned(),
        n => n.to_string(),
    }
}

impl Marks {
    fn read(&mut self, inlines: &[Inline]) {
        pieces(inlines, &mut |inline| match inline {
            Inline::Emph(_) | Inline::Strong(_) => self.emphasis += 1,
            Inline::Strike(_) | Inline::Sub(_) | Inline::Super(_) => self.changed += 1,
            Inline::Link { url, .. } => self.links.push(url.clone()),
            Inline::Code(code) => self.code.push(code.clone()),
            Inline::Footnote(name) => self.footnotes.push(names::folded(name)),
            Inline::Text(_) | Inline::Break | Inline::Param(_) => {}
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

/// The elements of a multiset that another one lacks.
fn lacking<'a>(all: &'a [String], others: &[String]) -> Vec<&'a str> {
    let mut others: Vec<&String> = others.iter().collect();
    let mut lacking = Vec::new();
    for one in all {
        match others.iter().position(|other| *other == one) {
            Some(at) => {
                others.swap_remove(at);
            }
            None => lacking.push(one.as_str()),
        }
    }
    lacking
}
