//! Selection → Typst source: one call of a layout with the `doc` value, text as string literals only.

use std::collections::BTreeSet;

use crate::article::ast::{Inline, Text};
use crate::brand::Ink;
use crate::lower::content::Writer;
use crate::lower::escape::{literal, quoted};
use crate::lower::job::Job;
use crate::lower::source_map::{Shown, SourceMap};
use crate::origin::Origin;
use crate::selection::{Selected, Selection};

/// Typst source, and the way back from it.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Lowered {
    /// The source of the main file.
    pub text: String,
    /// From its bytes to what a person wrote.
    pub map: SourceMap,
}

/// Writes the main file of an artifact.
pub fn lower(selection: &Selection, job: Job) -> Lowered {
    let notes = selection.document.footnotes.iter();
    let mut writer = Writer {
        out: String::new(),
        map: SourceMap::default(),
        job,
        footnotes: notes.map(|n| (n.name.as_str(), &n.text)).collect(),
        noted: Vec::new(),
        zone: "",
        shown: Shown::Perhaps,
        elements: BTreeSet::new(),
    };
    writer.preamble(selection);
    writer.call(selection);
    Lowered {
        text: writer.out,
        map: writer.map,
    }
}

impl<'a> Writer<'a> {
    fn preamble(&mut self, selection: &Selection<'a>) {
        let job = self.job;
        self.line(&format!("#import {}: layout", quoted(job.layout)));
        if job.draft {
            self.line("#import \"/layouts/theme/draft.typ\": draft, untranslated");
        }
        let meta = &selection.document.meta;
        self.out.push_str("#set document(title: ");
        let title = meta.title.as_ref().map(Text::plain).unwrap_or_default();
        literal(&title, &mut self.out);
        // What is left out is the engine's default, and makes no style for all that follows to look through.
        let keywords = keywords(meta.keywords.as_ref());
        for (name, words) in [("author", &meta.authors), ("keywords", &keywords)] {
            if !words.is_empty() {
                self.out.push_str(&format!(", {name}: "));
                self.tuple(words, |w, word| literal(word, &mut w.out));
            }
        }
        if let Some(text) = &meta.summary {
            self.out.push_str(", description: ");
            literal(&text.plain(), &mut self.out);
        }
        // Where there is none, the one that the build was told to use.
        let date = self.date(selection).unwrap_or("auto".to_owned());
        self.line(&format!(", date: {date})"));
        let region = job.locale.id.region;
        let region = region.map(|r| format!(", region: {}", quoted(r.as_str())));
        self.line(&format!(
            "#set text(lang: {}{}, dir: {})",
            quoted(job.locale.language()),
            region.unwrap_or_default(),
            self.dir()
        ));
        // The engine's own words, in place of those that it has for some languages.
        for (element, label) in [
            ("figure(supplement", "figure"),
            ("outline(title", "contents"),
        ] {
            if let Some(text) = job.labels.get(label) {
                self.out.push_str(&format!("#set {element}: "));
                self.content(text);
                self.line(")");
            }
        }
        self.line("#set heading(supplement: none)");
        if let Some(press) = job.press {
            // What layouts leave open would be grey or RGB. A layout may set another bleed, and is told that it is wrong.
            self.line(&format!("#set page(bleed: {}mm)", press.bleed));
            self.line(&format!("#set text(fill: {})", ink(&Ink::BLACK)));
        }
        if job.draft
            && let Some(text) = job.labels.get("draft")
        {
            self.out.push_str("#show: draft.with(");
            self.content(text);
            self.line(")");
        }
    }

    fn call(&mut self, selection: &Selection<'a>) {
        let job = self.job;
        let meta = &selection.document.meta;
        self.line("#layout((");
        let dir = self.dir();
        let edition = quoted(job.edition().name());
        self.field("lang", |w| literal(job.locale.language(), &mut w.out));
        self.field("dir", |w| w.out.push_str(dir));
        self.field("edition", |w| w.out.push_str(&edition));
        self.field("audience", |w| literal(job.audience, &mut w.out));
        self.field("format", |w| literal(job.format.name(), &mut w.out));
        self.field("title", |w| {
            w.showing(Shown::Always, |w| w.optional(meta.title.as_ref()));
        });
        self.field("subtitle", |w| w.optional(meta.subtitle.as_ref()));
        self.field("abstract", |w| w.optional(meta.summary.as_ref()));
        let date = self.date(selection).unwrap_or("none".to_owned());
        self.field("date", |w| w.out.push_str(&date));
        let date_text = job.labels.get("date-text").filter(|_| meta.date.is_some());
        self.field("date-text", |w| w.optional(date_text));
        self.field("authors", |w| w.strings(&meta.authors, &meta.origin));
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
        self.field("longest-word", |w| w.out.push_str(&longest.to_string()));
        let footnotes = selection.footnotes();
        self.field("footnotes", |w| w.out.push_str(&footnotes.to_string()));
        self.field("labels", Self::labels);
        self.field("brand", |w| w.brand(&meta.origin));
        // A handout shows the sections as pictures of their slides.
        let shown = match job.slides.is_empty() {
            true => Shown::Always,
            false => Shown::Perhaps,
        };
        self.field("sections", |w| {
            w.showing(shown, |w| {
                w.tuple(&selection.sections, |w, section| w.section(section));
            });
        });
        if !job.slides.is_empty() {
            self.field("slides", |w| w.slides(selection));
        }
        let elements: Vec<_> = std::mem::take(&mut self.elements).into_iter().collect();
        self.field("elements", |w| {
            w.tuple(&elements, |w, name| literal(name, &mut w.out));
        });
        self.line("))");
    }

    fn line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn field(&mut self, name: &str, write: impl FnOnce(&mut Self)) {
        self.out.push_str(&format!("  {name}: "));
        write(self);
        self.line(",");
    }

    fn dir(&self) -> &'static str {
        if self.job.locale.is_rtl() {
            "rtl"
        } else {
            "ltr"
        }
    }

    fn date(&self, selection: &Selection) -> Option<String> {
        let date = selection.document.meta.date?;
        let (year, month, day) = (date.year, date.month, date.day);
        Some(format!(
            "datetime(year: {year}, month: {month}, day: {day})"
        ))
    }

    fn labels(&mut self) {
        let labels: Vec<_> = self.job.labels.iter().collect();
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

    fn brand(&mut self, origin: &Origin) {
        let brand = self.job.brand;
        self.out.push('(');
        for (name, color) in &brand.colors {
            let filled = match (self.job.press, &color.press) {
                (Some(_), Some(press)) => ink(press),
                _ => format!("rgb({})", quoted(&color.screen)),
            };
            let is_accent = *name == "accent";
            if is_accent {
                self.out.push_str(&format!("solid: {filled}, "));
            }
            // The accent colours areas, and text and rules too: these are printed in black alone.
            match self.job.press {
                Some(_) if is_accent => {
                    let black = ink(&Ink::BLACK);
                    self.out.push_str(&format!("{name}: {black}, "));
                }
                _ => self.out.push_str(&format!("{name}: {filled}, ")),
            }
        }
        self.out.push_str("name: ");
        match &brand.name {
            Some(name) => {
                self.out.push_str("[#");
                self.mapped(name, None, origin);
                self.out.push(']');
            }
            None => self.out.push_str("none"),
        }
        self.out.push_str(", logo: ");
        match &brand.logo {
            Some((file, origin)) => {
                let alt = brand.name.clone().unwrap_or_default();
                self.image(file, &alt, Some(origin));
            }
            None => self.out.push_str("none"),
        }
        self.out.push(')');
    }

    fn section(&mut self, selected: &Selected<'a>) {
        let section = selected.section;
        self.out.push_str("\n    (id: ");
        literal(&section.id, &mut self.out);
        self.out.push_str(", roles: ");
        self.tuple(&section.roles, |w, role| literal(role, &mut w.out));
        self.out
            .push_str(&format!(", level: {}, title: ", selected.level));
        self.optional(section.title.as_ref());
        self.out.push_str(", blocks: ");
        self.tuple(selected.blocks, Self::block_item);
        self.out.push_str(", notes: ");
        self.zone = "-notes";
        // Speaker notes are typeset in handouts only.
        let notes = if self.job.slides.is_empty() {
            &[][..]
        } else {
            &selected.notes
        };
        self.showing(Shown::Always, |w| {
            w.tuple(notes, |w, block| w.block_item(block));
        });
        self.zone = "";
        self.out.push(')');
    }

    fn slides(&mut self, selection: &Selection<'a>) {
        let slides = self.job.slides;
        let mut number = 0;
        self.zone = "-handout";
        self.tuple(slides, |w, slide| {
            number += 1;
            let shown = |s: &&Selected| Some(&s.section.id) == slide.section.as_ref();
            let selected = selection.sections.iter().find(shown);
            let title = selected.and_then(|s| s.section.title.as_ref());
            let alt = title.or(selection.document.meta.title.as_ref());
            let alt = alt.map(Text::plain).unwrap_or_default();
            w.out.push_str("\n    (picture: ");
            w.image(&slide.picture, &format!("{number}: {alt}"), None);
            w.out.push_str(&format!(", number: {number}, notes: "));
            let notes = selected.map(|s| &s.notes[..]).unwrap_or_default();
            w.showing(Shown::Always, |w| {
                w.tuple(notes, |w, block| w.block_item(block));
            });
            w.out.push(')');
        });
        self.zone = "";
    }
}

/// An ink as Typst knows it.
fn ink(ink: &Ink) -> String {
    let process = |[c, m, y, k]: &[f32; 4]| format!("cmyk({c}%, {m}%, {y}%, {k}%)");
    match ink {
        Ink::Process(cmyk) => process(cmyk),
        Ink::Spot { name, cmyk } => {
            format!("color.spot({}, {}).tint(100%)", quoted(name), process(cmyk))
        }
    }
}

fn find_params(inlines: &[Inline], params: &mut Vec<String>) {
    for inline in inlines {
        match inline {
            Inline::Param(name) if !params.contains(name) => params.push(name.clone()),
            Inline::Emph(inner) | Inline::Strong(inner) => find_params(inner, params),
            Inline::Link { content, .. } => find_params(content, params),
            _ => {}
        }
    }
}

/// Keywords are one message, separated by the commas of its script.
fn keywords(text: Option<&Text>) -> Vec<String> {
    let plain = text.map(Text::plain).unwrap_or_default();
    let words = plain
        .split([',', '،', '、', ';'])
        .map(|w| w.trim().to_owned());
    words.filter(|w| !w.is_empty()).collect()
}
