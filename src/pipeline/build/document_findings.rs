//! Findings about the documents of an article: a missing date, a language without files; and those that are left out or become warnings.

use std::collections::BTreeSet;

use crate::article::ast::{Article, Text};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::locale::Locale;
use crate::origin::{FileId, Origin};
use crate::pipeline::build::document::Document;
use crate::pipeline::build::request::Request;
use crate::pipeline::sources::files::lineage;
use crate::pipeline::sources::original::Original;
use crate::pipeline::sources::translation::Translation;
use crate::project::{Project, SETTINGS};
use crate::vfs::Vfs;

/// PDF/A requires a date in every file, and a build has no clock.
pub fn check_date(article: &Article, request: &Request, out: &mut Diagnostics) {
    let meta = &article.meta;
    if meta.date.is_none() && request.epoch.is_none() && !meta.unread.date {
        out.push(
            Diagnostic::new(Code::FrontMatterDate, "the article has no date")
                .at(article.meta.origin.clone())
                .hint("add `date: 2025-11-01` to its front matter, or set SOURCE_DATE_EPOCH"),
        );
    }
}

/// Whether a locale has a folder, or a parent that has one, or is the source language or a region of it.
pub fn is_begun(vfs: &Vfs, project: &Project, locale: &Locale) -> bool {
    let folders = vfs.own_folders("i18n");
    let mut lineage = lineage(locale, &project.source).into_iter();
    *locale == project.source
        || locale.inherits(&project.source)
        || lineage.any(|one| folders.contains(&one.name))
}

/// A language that the settings list, and that has no files yet.
pub fn not_begun(project: &Project, locale: &Locale, draft: bool) -> Diagnostic {
    let name = &locale.name;
    let message = format!("nothing is translated into {name} yet: there is no folder i18n/{name}");
    let error = match draft {
        true => Diagnostic::new(Code::LocaleNotBegun, message).as_warning(),
        false => Diagnostic::new(Code::LocaleNotBegun, message),
    };
    let place = project.listed.get(name).cloned();
    error
        .at(place.unwrap_or_else(|| Origin::file(&FileId::new(SETTINGS))))
        .hint("`fluentpress sync` makes it, with every text ready to fill in")
}

/// Whether what looks like markup was reported for the source text of the message too, and is printed as it stands: the
/// author decides on both.
pub fn is_copied(found: &Diagnostic, original: &Original, translation: &Translation) -> bool {
    let place = found.origin.as_ref();
    let is_printed = matches!(found.code, Code::LeftoverMarkup | Code::LostSigns);
    let Some(origin) = place.filter(|_| is_printed) else {
        return false;
    };
    original.misread.iter().any(|id| {
        let message = translation.message(id);
        message.is_some_and(|message| {
            let at = &message.origin;
            at.file == origin.file && at.range.contains(&origin.range.start)
        })
    })
}

/// Takes the notes that translations have and the article has not: each stops what shows its message, and nothing else.
pub fn undefined_notes(
    found: &mut Diagnostics,
    original: &Original,
    translation: &Translation,
) -> Vec<(String, Diagnostic)> {
    let mut taken = Vec::new();
    found.retain(|d| {
        let place = d.origin.as_ref();
        let Some(origin) = place.filter(|_| d.code == Code::UnknownFootnote) else {
            return true;
        };
        let is_in = |id: &&String| {
            translation.message(id).is_some_and(|message| {
                let at = &message.origin;
                at.file == origin.file && at.range.contains(&origin.range.start)
            })
        };
        let Some(id) = original.words.keys().find(is_in) else {
            return true;
        };
        let hint = "write the name that the note has in the source text; notes are defined in the article alone";
        let reason = Diagnostic {
            hints: vec![hint.to_owned()],
            ..d.clone()
        };
        taken.push((id.clone(), reason));
        false
    });
    taken
}

/// In a draft, what is wrong with a language's own files is a warning: a faulty message is marked where it stands, and the
/// source language stands in for what is missing or cannot be read.
pub fn tolerated(mut found: Diagnostic, document: &mut Document) -> Diagnostic {
    let folder = format!("i18n/{}/", document.locale.name);
    let Some(origin) = found.origin.clone() else {
        return found;
    };
    if origin.file.path().starts_with(&folder) {
        found = found.as_warning();
        let own = |text: &&Text| {
            let at = &text.origin;
            at.file == origin.file
                && at.range.start <= origin.range.start
                && origin.range.start < at.range.end
        };
        if let Some(text) = document.article.texts().into_iter().find(own) {
            let id = text.key.id.clone();
            document
                .unpublishable
                .entry(id)
                .or_default()
                .push(found.clone());
        }
    }
    found
}

/// What stands for bytes that are not UTF-8 is no character of its own.
pub fn forget_replacements(out: &mut Diagnostics) {
    let broken: BTreeSet<FileId> = out
        .iter()
        .filter(|d| d.code == Code::InvalidUtf8)
        .filter_map(|d| Some(d.origin.as_ref()?.file.clone()))
        .collect();
    if !broken.is_empty() {
        out.retain(|d| {
            let is_there = d.origin.as_ref().is_some_and(|o| broken.contains(&o.file));
            !(is_there && d.code == Code::InvisibleCharacter && d.message.contains("U+FFFD"))
        });
    }
}
