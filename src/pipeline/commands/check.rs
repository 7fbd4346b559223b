//! What is wrong with a project's articles, translations and labels, without making a page.

use std::collections::{BTreeMap, BTreeSet};

use crate::article::ast::Article;
use crate::article::cite;
use crate::citation::check;
use crate::citation::works::Works;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::l10n::splice::{Edit, apply};
use crate::l10n::typography::quote_styles;
use crate::locale::Locale;
use crate::origin::{FileId, Origin};
use crate::pipeline::build::document::Prepared;
use crate::pipeline::build::matrix::check_names;
use crate::pipeline::build::request::Request;
use crate::pipeline::build::session::Session;
use crate::pipeline::commands::suggestions::Suggestions;
use crate::pipeline::commands::write_back::{Files, changed};
use crate::project::settings::language_folders;
use crate::project::{Audience, Project};
use crate::selection::{Selection, select};
use crate::vfs::Vfs;

/// How the mechanical findings of each file are repaired.
pub type Fixes = BTreeMap<FileId, Vec<Edit>>;

impl Session {
    /// Checks the requested articles and languages. Nothing is written.
    pub fn check(&self, request: &Request, out: &mut Diagnostics) -> Fixes {
        let mut fixes = Fixes::new();
        let project = self.sources().load(out);
        folders(self.vfs(), project, request, out);
        check_names(project, out);
        // A missing date is not reported here: SOURCE_DATE_EPOCH may give it to a build.
        let request = Request {
            epoch: Some(0),
            ..request.clone()
        };
        // Reads, aligns and formats as a build does: markup, references, labels and images are checked there.
        let prepared = self.prepare(&request, out);
        let mut articles = project.articles.iter();
        if articles.all(|article| request.wants_article(article.stem())) {
            uncited(&prepared, out);
        }
        let originals = prepared.iter().map(|article| &article.original.article);
        each_selection(project, &request, originals, |selection, audience| {
            selection.check_references(&audience.name, request.notes, out);
        });
        let wanted = project.wanted_locales(&request.locales, false);
        let wanted: Vec<Locale> = wanted
            .into_iter()
            .filter(|l| l.pseudo().is_none())
            .collect();
        let reviews = self.reviews(&wanted, &prepared, request.jobs);
        for (locale, review) in wanted.iter().zip(reviews) {
            out.extend(unknown_typography(locale));
            self.unpublishable(locale, &prepared, out);
            let documents = prepared.iter().flat_map(|article| &article.documents);
            let own = documents.filter(|document| document.locale == *locale);
            let articles = own.map(|document| &document.article);
            each_selection(project, &request, articles, |selection, audience| {
                selection.check_roles(audience, out);
            });
            out.extend(review.others);
            for (file, _, finding) in review.of_messages {
                out.push(finding.diagnostic);
                if !finding.edits.is_empty() {
                    fixes.entry(file).or_default().extend(finding.edits);
                }
            }
        }
        // Nobody waits until so many small values are freed.
        rayon::spawn(move || drop(prepared));
        fixes
    }

    /// The messages that cannot be published, with what their texts were translated as elsewhere.
    fn unpublishable(&self, locale: &Locale, prepared: &[Prepared], out: &mut Diagnostics) {
        let mut suggestions = None;
        for one in prepared {
            for document in one.documents.iter().filter(|d| d.locale == *locale) {
                for (id, reasons) in &document.unpublishable {
                    let suggestions = suggestions
                        .get_or_insert_with(|| Suggestions::read(self.sources(), locale));
                    let reasons = reasons.iter();
                    out.extend(reasons.map(|reason| suggestions.add(reason, &one.original, id)));
                }
            }
        }
    }

    /// The files as they are when everything mechanical is repaired.
    pub fn fixed(&self, fixes: &Fixes) -> Files {
        let fixed = fixes.iter().filter_map(|(file, edits)| {
            let text = self.vfs().text(file).ok()?;
            changed(self.vfs(), file.clone(), apply(&text, edits.clone()))
        });
        fixed.collect()
    }
}

/// A note on a language whose quotes and spaces are left as they are typed.
fn unknown_typography(locale: &Locale) -> Option<Diagnostic> {
    if quote_styles::are_known(locale) {
        return None;
    }
    let name = &locale.name;
    let note = format!(
        "the typography of `{name}` is not known: its quotes, apostrophes and spaces are printed as they are typed"
    );
    Some(
        Diagnostic::new(Code::UnknownTypography, note)
            .at(Origin::file(&FileId::new(format!("i18n/{name}"))))
            .hint("type the quotes of the language, and no-break spaces where a line must not end"),
    )
}

/// The works of the bibliographies that no article cites: a note for each file.
fn uncited(prepared: &[Prepared], out: &mut Diagnostics) {
    let mut cited: BTreeMap<&FileId, (&Works, BTreeSet<&str>)> = BTreeMap::new();
    for original in prepared.iter().map(|one| &one.original) {
        let Some(all) = &original.cited else { continue };
        let (_, keys) = cited
            .entry(&all.works.file)
            .or_insert((&all.works, BTreeSet::new()));
        for text in original.article.texts() {
            keys.extend(cite::cited(&text.inlines));
        }
    }
    out.extend(
        cited
            .into_values()
            .filter_map(|(works, keys)| check::uncited(works, &keys)),
    );
}

/// The selections of some articles: what each audience and format that is asked for gets.
fn each_selection<'a>(
    project: &'a Project,
    request: &'a Request,
    articles: impl Iterator<Item = &'a Article>,
    mut see: impl FnMut(&Selection, &'a Audience),
) {
    let wanted = |audience: &&Audience| Request::wants(&request.audiences, &audience.name);
    for article in articles {
        for audience in project.audiences.iter().filter(wanted) {
            let formats = audience.formats.iter();
            for format in formats.filter(|format| request.wants_format(**format)) {
                see(&select(article, &audience.name, *format), audience);
            }
        }
    }
}

/// Folders and files under `i18n/` that belong to no locale or article.
fn folders(vfs: &Vfs, project: &Project, request: &Request, out: &mut Diagnostics) {
    for name in language_folders(vfs) {
        let Some(locale) = Locale::parse(&name) else {
            continue;
        };
        // A pseudo-locale was reported with the settings.
        let mut locales = project.locales.iter();
        let is_known = locales.any(|known| *known == locale || known.inherits(&locale));
        if !is_known && project.are_locales_known && locale.pseudo().is_none() {
            let error = format!("`i18n/{name}` is the folder of no locale of the project");
            out.push(
                Diagnostic::new(Code::UnknownLocale, error)
                    .at(Origin::file(&FileId::new(format!("i18n/{name}"))))
                    .hint("add it to `locales:` or `begun:` in fluentpress.yaml, or move the folder away"),
            );
        } else if Request::wants(&request.locales, &name) {
            for file in vfs.own_files(&format!("i18n/{name}")) {
                let stem = file.strip_suffix(".ftl");
                let stem = stem.or_else(|| file.strip_suffix(".lock.yaml"));
                let stem = stem.filter(|stem| *stem != "labels");
                // Where nothing is known of articles, that was reported.
                let stem = stem.filter(|_| !project.articles.is_empty());
                if let Some(stem) = stem.filter(|stem| project.article(stem).is_none()) {
                    let warning = format!("there is no article `seeds/{stem}.md`");
                    out.push(
                        Diagnostic::new(Code::ObsoleteFile, warning)
                            .at(Origin::file(&FileId::new(format!("i18n/{name}/{file}"))))
                            .hint(format!("delete the file, or rename it as the article was renamed: in each language `{stem}.ftl`, and `{stem}.lock.yaml`, which has what was confirmed")),
                    );
                }
            }
        }
    }
}
