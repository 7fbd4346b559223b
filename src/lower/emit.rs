//! Selection → Typst source: one call of a layout with the `doc` value, text as string literals only.

use std::collections::BTreeSet;

use crate::article::address::section;
use crate::article::ast::{Inline, Text, pieces};
use crate::brand::Ink;
use crate::l10n::functions::number::Number;
use crate::locale::Locale;
use crate::lower::columns::{Column, Run};
use crate::lower::content::Writer;
use crate::lower::escape::{literal, quoted};
use crate::lower::job::{Job, Slide};
use crate::lower::notes::{Notes, Zone};
use crate::lower::source_map::{Shown, SourceMap};
use crate::origin::Origin;
use crate::project::Format;
use crate::selection::{Selected, Selection, texts};

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
    // A handout is a brief: its notes stand at the foot of its pages.
    let is_deck = job.format == Format::Slides && job.slides.is_empty();
    let mut writer = Writer {
        out: String::new(),
        map: SourceMap::default(),
        job,
        notes: Notes::new(&selection.document.footnotes, is_deck),
        tables: Vec::new(),
        texts: Vec::new(),
        targets: targets(selection, &job),
        shown: Shown::Perhaps,
        elements: BTreeSet::new(),
    };
    writer.preamble(selection);
    writer.notes(selection);
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
            self.line("#import \"/layouts/theme/draft.typ\": draft, refused, untranslated");
        }
        if !self.targets.is_empty() {
            self.out.push_str(LINKS);
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
        let region = job.locale.typographic_region();
        let region = region.map(|r| format!(", region: {}", quoted(&r)));
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

    /// The texts of the notes, part by part.
    fn notes(&mut self, selection: &Selection<'a>) {
        let meta = &selection.document.meta;
        let mut body: Vec<&Text> = [&meta.title, &meta.subtitle]
            .into_iter()
            .flatten()
            .collect();
        let mut spoken = Vec::new();
        for selected in &selection.sections {
            body.extend(&selected.section.title);
            texts(selected.blocks, &mut body);
            for block in &selected.notes {
                texts(std::slice::from_ref(*block), &mut spoken);
            }
        }
        let mut handed = Vec::new();
        for (_, selected) in shown(self.job.slides, selection) {
            for block in selected.map(|s| &s.notes[..]).unwrap_or_default() {
                texts(std::slice::from_ref(*block), &mut handed);
            }
        }
        if self.job.slides.is_empty() {
            spoken.clear();
        }
        let summary: Vec<&Text> = meta.summary.iter().collect();
        for (zone, texts) in [
            (Zone::Abstract, summary),
            (Zone::Spoken, spoken),
            (Zone::Handout, handed),
            (Zone::Body, body),
        ] {
            for (note, text) in self.notes.arrange(zone, &texts) {
                let binding = self.notes.binding(note);
                self.notes.open(Some(note));
                self.out.push_str(&format!("#let {binding} = "));
                // On a handout, what a slide says is in its picture, with its notes.
                let shown = match zone {
                    Zone::Abstract => Shown::Perhaps,
                    Zone::Body if !self.job.slides.is_empty() => Shown::Perhaps,
                    _ => Shown::Always,
                };
                self.showing(shown, |w| w.content(text));
                self.line("");
                self.texts.push((self.notes.label(note), binding));
            }
            self.notes.open(None);
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
        let targets = self.targets.clone();
        self.field("targets", |w| {
            w.tuple(&targets, |w, id| literal(id, &mut w.out));
        });
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

    /// A dictionary, which Typst tells from an array by its first colon.
    fn dictionary<T>(
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

    /// What is in a column of a table: the longest words, parts of words and lines of its head and of its body. They are
    /// measured, and never printed.
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
                let file = self.job.images.get(file).unwrap_or(file);
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
        self.heading(section.title.as_ref());
        self.out.push_str(", blocks: ");
        self.tuple(selected.blocks, Self::block_item);
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
        self.tuple(&slides, |w, (slide, selected)| {
            number += 1;
            let title = selected.and_then(|s| s.section.title.as_ref());
            let alt = title.or(selection.document.meta.title.as_ref());
            let alt = alt.map(Text::plain).unwrap_or_default();
            w.out.push_str("\n    (picture: ");
            w.image(&slide.picture, &format!("{number}: {alt}"), None);
            let section = selected.map_or("none".to_owned(), |s| quoted(&s.section.id));
            w.out
                .push_str(&format!(", number: {number}, section: {section}, notes: "));
            let notes = selected.map(|s| &s.notes[..]).unwrap_or_default();
            w.showing(Shown::Always, |w| {
                w.tuple(notes, |w, block| w.block_item(block));
            });
            w.out.push(')');
        });
        self.notes.zone = Zone::Body;
    }
}

/// Each slide of a handout with the section that it shows.
fn shown<'s, 'a>(
    slides: &'s [Slide],
    selection: &'s Selection<'a>,
) -> impl Iterator<Item = (&'s Slide, Option<&'s Selected<'a>>)> {
    slides.iter().map(|slide| {
        let is_shown = |s: &&Selected| Some(&s.section.id) == slide.section.as_ref();
        (slide, selection.sections.iter().find(is_shown))
    })
}

/// Links to sections lead to where a layout says that these begin. The first slide of a section says so too. In a heading,
/// they are links like all others, so that its words stand in bookmarks and tags.
const LINKS: &str = "#show link: it => if type(it.dest) != str or not it.dest.starts-with(\"#\") { it } else {
  context {
    let marks = query(selector.or(<fp-section>, <fp-slide>)).filter(mark => \"#\" + mark.value == it.dest)
    if marks == () { it.body } else { link(marks.first().location(), it.body) }
  }
}
";

/// The sections that links lead to, of those that the artifact holds. On paper, nothing can be clicked on.
fn targets(selection: &Selection, job: &Job) -> Vec<String> {
    if job.press.is_some() {
        return Vec::new();
    }
    let held = |id: &str| selection.sections.iter().any(|s| s.section.id == id);
    let mut ids = BTreeSet::new();
    for text in selection.texts(!job.slides.is_empty()) {
        pieces(&text.inlines, &mut |inline| {
            if let Inline::Link { url, .. } = inline {
                ids.extend(section(url).filter(|id| held(id)));
            }
        });
    }
    ids.into_iter().map(str::to_owned).collect()
}

/// An ink as Typst knows it.
fn ink(ink: &Ink) -> String {
    let process = |[c, m, y, k]: &[f32; 4]| format!("cmyk({c}%, {m}%, {y}%, {k}%)");
    match ink {
        Ink::Process(cmyk) => process(cmyk),
        Ink::Spot { name, cmyk, tint } => {
            let (name, cmyk) = (quoted(name), process(cmyk));
            format!("color.spot({name}, {cmyk}).tint({tint}%)")
        }
    }
}

fn find_params(inlines: &[Inline], params: &mut Vec<String>) {
    pieces(inlines, &mut |inline| match inline {
        Inline::Param(name) if !params.contains(name) => params.push(name.clone()),
        _ => {}
    });
}

/// Keywords are one message, separated by the commas of its script.
fn keywords(text: Option<&Text>) -> Vec<String> {
    let plain = text.map(Text::plain).unwrap_or_default();
    let words = plain
        .split([',', '،', '、', ';'])
        .map(|w| w.trim().to_owned());
    words.filter(|w| !w.is_empty()).collect()
}

/// The digits from 0 to 9, where the language's are not those from 0 to 9 of ASCII.
fn digits(locale: &Locale) -> Option<Vec<String>> {
    let digits = (0..10).map(|digit| Number::parse(&digit.to_string())?.write(&locale.icu()));
    let digits: Vec<String> = digits.collect::<Option<_>>()?;
    let is_own = digits.iter().all(|digit| digit.chars().count() == 1);
    (is_own && digits[0] != "0").then_some(digits)
}
