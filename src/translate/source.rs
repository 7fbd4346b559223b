//! The source catalogue: one message for each segment of the article, with a comment about where it is shown.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::article::ast::Article;
use crate::article::segment::Segment;
use crate::l10n::align::Aligned;
use crate::l10n::catalogue::{Catalogue, RETIRED, escape};
use crate::locale::Locale;
use crate::origin::FileId;
use crate::translate::generated::{self, RETIRED_HEADING};

/// The audiences and formats that show a message, by message id: audience → formats.
pub type Usage = BTreeMap<String, BTreeMap<String, BTreeSet<&'static str>>>;

/// Generates the source catalogue of an article; `ids` are parallel to `segments`. Ids of the old registry that no
/// segment has any more are kept as comments at the end, so that they are not given to other texts.
pub fn source_catalogue(
    article: &Article,
    segments: &[Segment],
    ids: &[Aligned],
    registry: Option<&Catalogue>,
    usage: &Usage,
) -> String {
    let mut all = Vec::with_capacity(segments.len());
    let mut comments = generated::header(&article.file);
    let mut section = None;
    for (segment, Aligned { id, .. }) in segments.iter().zip(ids) {
        if section != Some(&segment.section) {
            section = Some(&segment.section);
            comments.push_str(&format!("\n## {}\n", heading(article, segment)));
        }
        comments.push_str(&format!("\n# {}\n", segment.kind.name()));
        if let Some(shown) = usage.get(id) {
            comments.push_str(&format!("# Shown in: {}\n", places(shown)));
        }
        all.push((std::mem::take(&mut comments), id, segment));
    }
    let signed = all
        .par_iter()
        .map(|(comments, id, segment)| generated::signed(comments, &entry(id, segment)));
    let mut out: String = signed.collect::<Vec<_>>().concat();
    // Without messages, the header is the whole file.
    out.push_str(&comments);
    let retired = retired(ids, registry);
    if !retired.is_empty() {
        out.push_str(&format!("\n{RETIRED_HEADING}\n\n"));
        for entry in retired.values() {
            out.push_str(&format!("# {RETIRED}{entry}\n"));
        }
    }
    out
}

/// The first line of a translator's file that does not exist yet.
pub fn begun(article: &FileId, locale: &Locale) -> String {
    let (name, locale) = (article.stem(), &locale.name);
    format!("### {name} in {locale}. Translators edit this file.\n")
}

/// The heading of a segment's section, for a comment.
pub fn heading(article: &Article, segment: &Segment) -> String {
    if segment.section.is_empty() {
        return "The front matter and the footnotes".to_owned();
    }
    let section = article.sections.iter().find(|s| s.id == segment.section);
    let title = section.and_then(|s| s.title.as_ref()).map(|t| t.plain());
    match title {
        Some(title) => format!("{}: {title}", segment.section),
        None => format!("{}: before the first heading", segment.section),
    }
}

/// The audiences and formats that show a message, for a comment: `public (brief, slides)`.
pub fn places(shown: &BTreeMap<String, BTreeSet<&'static str>>) -> String {
    let all = shown.iter().map(|(audience, formats)| {
        let formats: Vec<_> = formats.iter().copied().collect();
        format!("{audience} ({})", formats.join(", "))
    });
    all.collect::<Vec<_>>().join(", ")
}

/// The Fluent entry of a segment: the value first, then the attributes.
pub fn entry(id: &str, segment: &Segment) -> String {
    let value = segment.parts.iter().find(|(name, _)| name.is_none());
    let mut out = match value {
        Some((_, words)) => format!("{id} = {}\n", escape(words)),
        None => format!("{id} =\n"),
    };
    for (name, words) in &segment.parts {
        if let Some(name) = name {
            out.push_str(&format!("    .{name} = {}\n", escape(words)));
        }
    }
    out
}

/// The retired ids, with entries of the form `id = words`.
fn retired(ids: &[Aligned], registry: Option<&Catalogue>) -> BTreeMap<String, String> {
    let Some(registry) = registry else {
        return BTreeMap::new();
    };
    let mut retired = registry.retired();
    for message in &registry.messages {
        let first = message.part("").or(message.parts.first());
        let words = first
            .and_then(|part| part.literal.as_deref())
            .unwrap_or_default();
        let words: Vec<_> = words.split_whitespace().collect();
        let entry = format!("{} = {}", message.id, words.join(" "));
        retired.insert(message.id.clone(), entry);
    }
    for Aligned { id, .. } in ids {
        retired.remove(id);
    }
    retired
}
