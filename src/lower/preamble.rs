//! Writes the start of the main file: imports, and the settings of the document.

use crate::article::ast::Text;
use crate::brand::Ink;
use crate::lower::brand::ink;
use crate::lower::escape::{literal, quoted};
use crate::lower::writer::Writer;
use crate::selection::Selection;

/// Resolves links to the marks that layouts set at the start of sections and slides, and to those in captions. In headings, links are
/// the same elements, so that their text is in bookmarks and tags.
const LINKS: &str = "#show link: it => if type(it.dest) != str or not it.dest.starts-with(\"#\") { it } else {
  context {
    let marks = query(selector.or(<fp-section>, <fp-slide>, <fp-target>)).filter(mark => \"#\" + mark.value == it.dest)
    if marks == () { it.body } else { link(marks.first().location(), it.body) }
  }
}
";

impl<'a> Writer<'a> {
    pub(super) fn preamble(&mut self, selection: &Selection<'a>) {
        let job = self.job;
        self.line(&format!("#import {}: layout", quoted(job.layout)));
        if job.draft {
            self.line("#import \"/layouts/theme/draft.typ\": draft, refused, untranslated");
        }
        if !self.targets.is_empty() {
            match job.press.is_some() {
                true => self.paged(),
                false => self.out.push_str(LINKS),
            }
        }
        let meta = &selection.document.meta;
        self.out.push_str("#set document(title: ");
        let title = meta.title.as_ref().map(Text::readable).unwrap_or_default();
        literal(&title, &mut self.out);
        // Empty fields are omitted: each rule would be a style that the engine checks for all later content.
        let keywords = keywords(meta.keywords.as_ref());
        for (name, words) in [("author", &meta.names()), ("keywords", &keywords)] {
            if !words.is_empty() {
                self.out.push_str(&format!(", {name}: "));
                self.tuple(words, |w, word| literal(word, &mut w.out));
            }
        }
        if let Some(text) = &meta.summary {
            self.out.push_str(", description: ");
            literal(&text.readable(), &mut self.out);
        }
        // `auto` is the date of the build's epoch.
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
        // Replaces the engine's own strings, which it has for some languages only.
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
            // Anything that a layout leaves unset would be grey or RGB. A layout may set another bleed, but gets an
            // error for it.
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

    pub(super) fn line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }

    pub(super) fn dir(&self) -> &'static str {
        if self.job.locale.is_rtl() {
            "rtl"
        } else {
            "ltr"
        }
    }

    pub(super) fn date(&self, selection: &Selection) -> Option<String> {
        let date = selection.document.meta.date?;
        let (year, month, day) = (date.year, date.month, date.day);
        Some(format!(
            "datetime(year: {year}, month: {month}, day: {day})"
        ))
    }
}

/// Keywords are one message, separated by commas of any script or semicolons.
pub(super) fn keywords(text: Option<&Text>) -> Vec<String> {
    let plain = text.map(Text::plain).unwrap_or_default();
    let words = plain
        .split([',', '،', '、', ';'])
        .map(|w| w.trim().to_owned());
    words.filter(|w| !w.is_empty()).collect()
}
