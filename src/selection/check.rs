//! What a selection lacks: roles that layouts need, parts that it refers to, words.

use std::collections::{BTreeMap, BTreeSet};

use crate::article::ast::{Article, Inline, Section, Target, Text, ids, pieces, texts};
use crate::article::links::Ids;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::origin::Origin;
use crate::project::{Audience, Format};
use crate::selection::select::{Selection, select};

impl Selection<'_> {
    /// Reports roles that the audience's layouts require but no selected section has.
    pub fn check_roles(&self, audience: &Audience, out: &mut Diagnostics) {
        for role in &audience.roles {
            if self.sections.iter().any(|s| s.section.roles.contains(role)) {
                continue;
            }
            let meta = &self.document.meta;
            let listed = meta.audiences.get(&audience.name).and_then(|l| l.first());
            let origin =
                listed.map_or_else(|| Origin::file(&self.document.file), |(_, o)| o.clone());
            let message = format!(
                "the layouts of `{}` need a section with the role `{role}`, and none has it",
                audience.name
            );
            out.push(
                Diagnostic::new(Code::MissingRole, message)
                    .at(origin)
                    .hint(format!("mark the heading of one: `# … {{#id .{role}}}`"))
                    .hint("to make nothing for this audience, list the others in fluentpress.yaml: `audiences: […]`"),
            );
        }
    }

    /// Reports references to what this audience does not get: there is no number to print. What speaker notes hold is for them alone; they are
    /// printed `with_notes`.
    pub fn check_references(&self, audience: &str, with_notes: bool, out: &mut Diagnostics) {
        let mut held = ids(self.sections.iter().flat_map(|it| it.blocks));
        held.extend(self.sections.iter().map(|it| it.section.id.as_str()));
        self.check_held(&self.texts(false), &held, audience, out);
        if with_notes {
            let notes = || self.sections.iter().flat_map(|it| it.notes.iter().copied());
            held.extend(ids(notes()));
            let mut spoken = Vec::new();
            notes().for_each(|block| texts(std::slice::from_ref(block), &mut spoken));
            self.check_held(&spoken, &held, audience, out);
        }
    }

    fn check_held(
        &self,
        texts: &[&Text],
        held: &BTreeSet<&str>,
        audience: &str,
        out: &mut Diagnostics,
    ) {
        if !texts.iter().any(|text| text.refers()) {
            return;
        }
        let known = Ids::of(self.document);
        for text in texts {
            pieces(&text.inlines, &mut |inline| {
                let Inline::Reference(id) = inline else {
                    return;
                };
                // What leads nowhere in the whole article was reported.
                if held.contains(id.as_str()) || !known.has(id) {
                    return;
                }
                let message =
                    format!("this reference leads to `{id}`, which `{audience}` does not hold");
                out.push(
                    Diagnostic::new(Code::ReferenceElsewhere, message)
                        .at(text.origin.clone())
                        .hint(format!(
                            "give it words, `[…](#{id})`, which are printed there without a link"
                        ))
                        .hint("or give the audience the section that it leads to"),
                );
            });
        }
    }
}

/// Reports audiences that get no section of an article, and sections of which a format has the heading alone, or nothing. `wanted` are the audiences and
/// formats that are asked for.
pub fn empty<'a>(
    article: &Article,
    wanted: impl Iterator<Item = (&'a str, Format)>,
    out: &mut Diagnostics,
) {
    let mut formats: BTreeMap<usize, BTreeSet<Format>> = BTreeMap::new();
    let mut without: BTreeSet<&str> = BTreeSet::new();
    for (audience, format) in wanted {
        let sections = select(article, audience, format).sections;
        if sections.is_empty() {
            without.insert(audience);
        }
        for (at, it) in sections.iter().enumerate() {
            let next = sections.get(at + 1);
            let has_parts = next.is_some_and(|next| next.level > it.level);
            if it.blocks.is_empty() && !has_parts && !is_meant(it.section, format) {
                let start = it.section.origin.range.start;
                formats.entry(start).or_default().insert(format);
            }
        }
    }
    let mut add = |origin: Origin, message: String, hint: &str| {
        let found = Diagnostic::new(Code::NothingToPrint, message);
        out.push(found.at(origin).hint(hint));
    };
    if !without.is_empty() {
        let names: Vec<_> = without.iter().map(|name| format!("`{name}`")).collect();
        let message = format!(
            "nothing but the title of this article is printed for {}",
            names.join(", ")
        );
        let hint = "write a text below the front matter; `audiences:` in it lists the sections that an audience gets";
        add(Origin::file(&article.file), message, hint);
    }
    for section in &article.sections {
        let Some(found) = formats.get(&section.origin.range.start) else {
            continue;
        };
        let what = match section.title {
            Some(_) => "but the heading of this section",
            None => "of the text before the first heading",
        };
        let (place, fence) = match found.first() {
            _ if found.len() > 1 => ("", "::: brief"),
            Some(Format::Slides) => (" on slides", "::: slides"),
            _ => (" in briefs", "::: brief"),
        };
        let message = format!("nothing {what} is printed{place}");
        let hint = format!(
            "write a text for it, or leave the section out there by an empty `{fence}`, which `:::` closes"
        );
        add(section.origin.clone(), message, &hint);
    }
}

/// Whether a section without blocks was meant so: a brief has nothing to show of one without a heading; on a slide, a heading alone has notes for who
/// speaks.
fn is_meant(section: &Section, format: Format) -> bool {
    let has_notes = section.variants.iter().any(|v| v.target == Target::Notes);
    match format {
        Format::Brief => section.title.is_none(),
        Format::Slides => section.title.is_some() && has_notes,
    }
}
