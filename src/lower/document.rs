//! Writes the call of a layout with the `doc` value: its fields, sections, slides and labels.

use icu_collator::Collator;
use icu_collator::options::CollatorOptions;

use crate::article::ast::{Abbreviation, Author, Inline, Reference, Text, pieces};
use crate::article::worded;
use crate::locale::Locale;
use crate::lower::columns::{Column, Run, digits};
use crate::lower::escape::{literal, quoted};
use crate::lower::job::Slide;
use crate::lower::notes::Zone;
use crate::lower::preamble::keywords;
use crate::lower::source_map::Shown;
use crate::lower::writer::Writer;
use crate::project::Format;
use crate::selection::{Selected, Selection};

/// The end of `doc` and the call of the layout, where there are charts.
const CHARTS: &str = ")
#import \"/layouts/theme/chart.typ\": with-charts
#show: body => with-charts(doc + (sheet: (flows: true)), body)
#layout(doc)";

impl<'a> Writer<'a> {
    pub(super) fn call(&mut self, selection: &Selection<'a>) {
        let job = self.job;
        let meta = &selection.document.meta;
        // Layouts may draw charts in a way of their own; in others, they are drawn as the theme does.
        let has_charts = selection.has_charts();
        self.line(if has_charts {
            "#let doc = ("
        } else {
            "#layout(("
        });
        let dir = self.dir();
        let edition = quoted(job.edition().name());
        self.field("lang", |w| literal(job.locale.language(), &mut w.out));
        self.field("dir", |w| w.out.push_str(dir));
        let digits = digits(job.locale);
        self.field("digits", |w| match digits {
            Some(digits) => w.tuple(&digits, |w, digit| literal(digit, &mut w.out)),
            None => w.out.push_str("none"),
        });
        let italics = job.locale.has_italics().to_string();
        self.field("italics", |w| w.out.push_str(&italics));
        self.field("edition", |w| w.out.push_str(&edition));
        self.field("audience", |w| literal(job.audience, &mut w.out));
        self.field("format", |w| literal(job.format.name(), &mut w.out));
        self.field("title", |w| {
            w.showing(Shown::Always, |w| w.heading(meta.title.as_ref()));
        });
        self.field("subtitle", |w| w.optional(meta.subtitle.as_ref()));
        self.notes.zone = Zone::Abstract;
        self.field("abstract", |w| w.optional(meta.summary.as_ref()));
        self.notes.zone = Zone::Body;
        let date = self.date(selection).unwrap_or("none".to_owned());
        self.field("date", |w| w.out.push_str(&date));
        let date_text = job.labels.get("date-text").filter(|_| meta.date.is_some());
        self.field("date-text", |w| w.optional(date_text));
        self.field("authors", |w| {
            w.tuple(&meta.authors, |w, author| {
                w.name(&author.name, &author.origin);
            });
        });
        self.field("people", |w| w.tuple(&meta.authors, Self::person));
        self.field("series", |w| w.optional(meta.series.as_ref()));
        self.field("licence", |w| w.optional(meta.licence.as_ref()));
        let words = keywords(meta.keywords.as_ref());
        let origin = meta
            .keywords
            .as_ref()
            .map_or(&meta.origin, |text| &text.origin);
        self.field("keywords", |w| w.strings(&words, origin));
        self.field("reading-time", |w| {
            w.optional(job.labels.get("reading-time"))
        });
        let longest = selection.longest_word();
        // Rounded, so that a letter more makes no other document of which nothing could be used again.
        let longest = longest.next_multiple_of(4);
        self.field("longest-word", |w| w.out.push_str(&longest.to_string()));
        let footnotes = selection.footnotes();
        self.field("footnotes", |w| w.out.push_str(&footnotes.to_string()));
        let known = sorted(&selection.abbreviations, job.locale);
        self.field("abbreviations", |w| {
            w.tuple(&known, |w, known| {
                w.out.push_str("(short: ");
                w.content(&known.short);
                w.out.push_str(", long: ");
                w.content(&known.long);
                w.out.push(')');
            });
        });
        let targets = self.targets.clone();
        self.field("targets", |w| {
            w.tuple(&targets, |w, id| literal(id, &mut w.out));
        });
        self.field("labels", Self::labels);
        self.field("brand", |w| w.brand());
        // Without author and publisher, it would say no more than the title and the date.
        let is_cited = !meta.authors.is_empty() || job.project.brand.name.is_some();
        let citation = job.labels.get("citation").filter(|_| is_cited);
        self.field("citation", |w| w.optional(citation));
        let (sheets, language) = (&job.project.sheets, job.language());
        self.field("fonts", Self::fonts);
        self.field("page", |w| w.sheet(sheets.page(language)));
        self.field("slide", |w| w.sheet(sheets.slide(language)));
        self.field("margins", |w| w.margins(sheets.margins));
        self.field("cover", Self::cover);
        self.field("imprint", |w| w.optional(job.imprint));
        self.field("contact", |w| w.optional(job.contact));
        // A handout shows the sections as pictures of slides.
        let shown = match job.slides.is_empty() {
            true => Shown::Always,
            false => Shown::Perhaps,
        };
        self.field("sections", |w| {
            w.showing(shown, |w| {
                w.tuple(&selection.sections, |w, section| w.section(section));
            });
        });
        // On a handout, the list is in the pictures of its slides; what only its notes cite is not.
        let is_handout = !job.slides.is_empty();
        let references = selection.document.references.iter();
        let references = references.filter(|work| is_handout || !work.is_spoken);
        let references: Vec<_> = references.collect();
        self.field("references", |w| {
            w.tuple(&references, |w, work| {
                let shown = if work.is_spoken { Shown::Always } else { shown };
                w.showing(shown, |w| w.cited_work(work));
            });
        });
        if !job.slides.is_empty() {
            self.field("slides", |w| w.slides(selection));
        }
        self.field("units", Self::units);
        let texts = std::mem::take(&mut self.texts);
        self.field("notes", |w| {
            w.dictionary(&texts, |w, (_, binding)| w.out.push_str(binding));
        });
        let tables = std::mem::take(&mut self.tables);
        let tables = tables.into_iter().enumerate();
        let tables: Vec<_> = tables
            .map(|(rank, columns)| (format!("fp-table-{}", rank + 1), columns))
            .collect();
        self.field("tables", |w| {
            w.dictionary(&tables, |w, (_, columns)| w.tuple(columns, Self::column));
        });
        if job.format == Format::Brief {
            self.field("lists", |w| w.showing(Shown::Perhaps, Self::lists));
        }
        let elements: Vec<_> = std::mem::take(&mut self.elements).into_iter().collect();
        self.field("elements", |w| {
            w.tuple(&elements, |w, name| literal(name, &mut w.out));
        });
        self.line(if has_charts { CHARTS } else { "))" });
    }

    fn field(&mut self, name: &str, write: impl FnOnce(&mut Self)) {
        self.out.push_str(&format!("  {name}: "));
        write(self);
        self.line(",");
    }

    /// Writes a dictionary. The leading colon distinguishes an empty one from an array.
    pub(super) fn dictionary<T>(
        &mut self,
        items: &[(String, T)],
        mut write: impl FnMut(&mut Self, &(String, T)),
    ) {
        self.out.push_str("(: ");
        for item in items {
            literal(&item.0, &mut self.out);
            self.out.push_str(": ");
            write(self, item);
            self.out.push_str(", ");
        }
        self.out.push(')');
    }

    fn person(&mut self, author: &Author) {
        self.out.push_str("\n    (name: ");
        self.name(&author.name, &author.origin);
        for (name, text) in [
            ("affiliation", &author.affiliation),
            ("email", &author.email),
            ("orcid", &author.orcid),
            ("note", &author.note),
        ] {
            self.out.push_str(&format!(", {name}: "));
            self.optional(text.as_ref());
        }
        self.out.push(')');
    }

    fn cited_work(&mut self, reference: &Reference) {
        self.out.push_str("\n    (mark: ");
        self.optional(reference.mark.as_ref());
        self.out.push_str(", body: [");
        self.target(&Reference::id(&reference.key));
        self.inline_content(&reference.text);
        self.out
            .push_str(&format!("], spoken: {})", reference.is_spoken));
    }

    fn section(&mut self, selected: &Selected<'a>) {
        let section = selected.section;
        self.out.push_str("\n    (id: ");
        literal(&section.id, &mut self.out);
        self.out.push_str(", roles: ");
        self.tuple(&section.roles, |w, role| literal(role, &mut w.out));
        self.out
            .push_str(&format!(", level: {}, title: ", selected.level));
        self.heading(section.title.as_ref());
        self.out.push_str(", blocks: ");
        self.tuple(self.without_rules(selected.blocks), Self::block_item);
        self.out.push_str(", notes: ");
        self.notes.zone = Zone::Spoken;
        // Speaker notes are typeset in handouts only.
        let notes = if self.job.slides.is_empty() {
            &[][..]
        } else {
            &selected.notes
        };
        self.showing(Shown::Always, |w| {
            w.tuple(notes, |w, block| w.block_item(block));
        });
        self.notes.zone = Zone::Body;
        self.out.push(')');
    }

    fn slides(&mut self, selection: &Selection<'a>) {
        let mut number = 0;
        self.notes.zone = Zone::Handout;
        let slides: Vec<_> = shown(self.job.slides, selection).collect();
        self.tuple(&slides, |w, (slide, begun)| {
            number += 1;
            let first = slide.sections.first();
            let shown = selection
                .sections
                .iter()
                .find(|s| Some(&s.section.id) == first);
            let title = shown.and_then(|s| s.section.title.as_ref());
            let alt = title.or(selection.document.meta.title.as_ref());
            let alt = alt.map(Text::plain).unwrap_or_default();
            w.out.push_str("\n    (picture: ");
            w.image(&slide.picture, (&format!("{number}: {alt}"), None), None);
            w.out.push_str(&format!(", number: {number}, sections: "));
            w.tuple(&slide.sections, |w, id| literal(id, &mut w.out));
            w.out.push_str(", notes: ");
            let notes: Vec<_> = begun.iter().flat_map(|s| &s.notes).collect();
            w.showing(Shown::Always, |w| {
                w.tuple(&notes, |w, block| w.block_item(block));
            });
            w.out.push(')');
        });
        self.notes.zone = Zone::Body;
    }

    fn labels(&mut self) {
        let labels = self.job.labels.iter();
        let labels: Vec<_> = labels
            .filter(|(name, _)| !worded::is_of_compiler(name))
            .collect();
        self.out.push('(');
        for (name, text) in labels {
            literal(name, &mut self.out);
            self.out.push_str(": ");
            let mut params = Vec::new();
            find_params(&text.inlines, &mut params);
            if !params.is_empty() {
                let named: Vec<_> = params.iter().map(|p| format!("{p}: none")).collect();
                self.out
                    .push_str(&format!("({}, ..) => ", named.join(", ")));
            }
            self.content(text);
            self.out.push_str(", ");
        }
        self.out.push_str("..(:))");
    }

    /// Writes the contents of a table column: the longest words, parts of words and lines of its head and body. Layouts
    /// measure them and do not print them.
    fn column(&mut self, column: &Column) {
        self.out.push('(');
        for (name, extent) in [("head", &column.head), ("body", &column.body)] {
            self.out.push_str(&format!("{name}: ("));
            for (name, runs) in [
                ("words", &extent.words),
                ("parts", &extent.parts),
                ("lines", &extent.lines),
            ] {
                self.out.push_str(&format!("{name}: "));
                self.tuple(runs, Self::run);
                self.out.push_str(", ");
            }
            self.out.push_str("), ");
        }
        self.out.push(')');
    }

    fn run(&mut self, run: &Run) {
        self.out.push('[');
        for (look, words) in &run.glyphs {
            self.out.push('#');
            let looks = [
                (look.mark, "super"),
                (look.strong, "strong"),
                (look.code, "raw"),
            ];
            let looks: Vec<_> = looks
                .iter()
                .filter(|(has, _)| *has)
                .map(|(_, name)| *name)
                .collect();
            looks
                .iter()
                .for_each(|name| self.out.push_str(&format!("{name}(")));
            literal(words, &mut self.out);
            self.out.push_str(&")".repeat(looks.len()));
        }
        self.out.push(']');
    }
}

/// Abbreviations in the alphabetical order of a language (CLDR).
fn sorted<'d>(all: &[&'d Abbreviation], locale: &Locale) -> Vec<&'d Abbreviation> {
    let mut sorted = all.to_vec();
    let short = |known: &Abbreviation| known.short.plain();
    match Collator::try_new(locale.icu().into(), CollatorOptions::default()) {
        Ok(collator) => sorted.sort_by(|a, b| collator.compare(&short(a), &short(b))),
        Err(_) => sorted.sort_by_key(|known| short(known).to_lowercase()),
    }
    sorted
}

/// Each slide of a handout with the sections that begin on it.
pub(super) fn shown<'s, 'a>(
    slides: &'s [Slide],
    selection: &'s Selection<'a>,
) -> impl Iterator<Item = (&'s Slide, Vec<&'s Selected<'a>>)> {
    let mut seen: Vec<&str> = Vec::new();
    slides.iter().map(move |slide| {
        let mut begun = Vec::new();
        for id in &slide.sections {
            if !seen.contains(&id.as_str()) {
                seen.push(id);
                begun.extend(selection.sections.iter().find(|s| s.section.id == *id));
            }
        }
        (slide, begun)
    })
}

fn find_params(inlines: &[Inline], params: &mut Vec<String>) {
    pieces(inlines, &mut |inline| match inline {
        Inline::Param(name) if !params.contains(name) => params.push(name.clone()),
        _ => {}
    });
}
