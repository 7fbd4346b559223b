//! From documents to artifacts that can be made: selected, labelled, lowered.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use crate::article::ast::{Article, Block, Key, Section, Text, Var, walk};
use crate::brand::{Families, without_ink};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::export::pdf::Purpose;
use crate::inspect::pages;
use crate::l10n::label_format::{self, LabelSource};
use crate::l10n::label_set::LabelSet;
use crate::l10n::labels;
use crate::l10n::reading::Reading;
use crate::locale::Locale;
use crate::lower::emit::{Lowered, lower};
use crate::lower::job::{Job, Other};
use crate::origin::{FileId, Origin};
use crate::pipeline::build::clock::Allowed;
use crate::pipeline::build::document::{Document, Prepared};
use crate::pipeline::build::publishability::{Unpublishable, missing};
use crate::pipeline::build::request::Request;
use crate::pipeline::key::ArtifactKey;
use crate::press::Press;
use crate::project::{Audience, Edition, Format, Project};
use crate::selection::{Selection, select};
use crate::typeset::recording_introspector::Guess;

/// An artifact that can be made.
pub struct ArtifactPlan<'p> {
    /// What it is of.
    pub key: ArtifactKey,
    /// The file's name.
    pub name: String,
    /// Whom it is for.
    pub audience: &'p Audience,
    /// Its language; `key.locale` is its tag.
    pub locale: &'p Locale,
    /// The file that is shown for each image.
    pub images: &'p BTreeMap<FileId, FileId>,
    /// The settings that it is made with.
    pub project: &'p Project,
    /// The families of fonts.
    pub families: &'p Families,
    /// The document of its locale.
    pub document: &'p Document,
    /// Its sections and bodies.
    pub selection: Selection<'p>,
    /// The layouts' strings in its language.
    pub labels: LabelSet,
    /// The other articles that its texts lead to.
    pub others: BTreeMap<String, Other>,
    /// How long its texts are, here and in the source language.
    pub lengths: pages::Lengths,
    lowered: OnceLock<Lowered>,
    /// Whether it is marked as a draft.
    pub draft: bool,
    /// The messages that a finished file would not hold, with the reasons.
    pub unpublishable: &'p Unpublishable,
    /// In a draft: the ids of those messages.
    pub refused: BTreeSet<String>,
    /// Whether a handout is made too.
    pub handout: bool,
    /// Whether an error was found in what it is made from.
    pub is_wrong: bool,
}

/// Artifacts in the order in which threads take them: the longest first, so that none is busy alone at the end.
pub fn longest_first<'a, 'p>(
    plans: impl IntoIterator<Item = &'a ArtifactPlan<'p>>,
) -> Vec<&'a ArtifactPlan<'p>> {
    let mut plans: Vec<_> = plans.into_iter().collect();
    plans.sort_by_key(|plan| std::cmp::Reverse(plan.effort()));
    plans
}

impl ArtifactPlan<'_> {
    /// What it is lowered from.
    pub fn job(&self) -> Job<'_> {
        Job {
            layout: "",
            audience: &self.audience.name,
            format: self.key.format,
            locale: self.locale,
            labels: &self.labels,
            project: self.project,
            families: self.families,
            imprint: self.document.imprint.as_ref(),
            contact: self.document.contact.as_ref(),
            press: self.press(),
            images: self.images,
            others: &self.others,
            draft: self.draft,
            refused: &self.refused,
            slides: &[],
        }
    }

    /// Its Typst source. The first call makes it: some commands need none.
    pub fn lowered(&self) -> &Lowered {
        self.lowered.get_or_init(|| {
            let job = Job {
                layout: &self.layout(),
                ..self.job()
            };
            lower(&self.selection, job)
        })
    }

    /// The file of its layout.
    pub fn layout(&self) -> String {
        let (audience, format) = (&self.audience.name, self.key.format.name());
        format!("/layouts/{audience}/{format}.typ")
    }

    /// What making it may take, and what may take too much of it.
    pub fn allowed(&self) -> Allowed {
        let mut drawings = Vec::new();
        let sections = self.document.article.sections.iter();
        for blocks in sections.flat_map(Section::bodies) {
            walk(blocks, &mut |block| {
                if let Block::Figure { image, origin, .. } = block
                    && let Some(shown) = self.images.get(image)
                    && shown.path().ends_with(".svg")
                {
                    drawings.push((shown.clone(), origin.clone()));
                }
            });
        }
        Allowed {
            seconds: self.project.time_limit,
            memory: self.project.memory_limit,
            layout: FileId::new(self.layout()),
            drawings,
        }
    }

    /// The settings of the press edition, where it is one.
    pub fn press(&self) -> Option<&Press> {
        (self.key.edition == Edition::Press).then_some(&self.project.press)
    }

    /// What its file is for.
    pub fn purpose(&self) -> Purpose {
        match self.press() {
            Some(press) => Purpose::Press(press.standard),
            None if self.draft => Purpose::Draft,
            None => Purpose::Screen,
        }
    }

    /// What its pages are checked against.
    pub fn expected(&self) -> pages::Expected<'_> {
        pages::Expected {
            artifact: &self.name,
            format: self.key.format,
            budget: self.audience.budget(self.key.format),
            origin: Origin::file(&self.audience.file()),
            lengths: &self.lengths,
        }
    }

    /// About how long it takes to typeset, in bytes of a brief's source: slides are fitted one by one.
    pub fn effort(&self) -> usize {
        let factor = match self.key.format {
            Format::Brief => 1,
            Format::Slides => 2,
        };
        factor * self.lowered().text.len()
    }

    /// What its pages are taken for before there are any.
    pub fn guess(&self) -> Guess {
        match self.key.format {
            Format::Brief => Guess::OnePage,
            Format::Slides => Guess::PageByPage,
        }
    }

    /// How many files it makes.
    pub fn count(&self) -> usize {
        1 + usize::from(self.handout)
    }
}

/// Plans every requested artifact, in the order of the matrix.
pub fn plan<'p>(
    settings: (&'p Project, &'p Families),
    prepared: &'p [Prepared],
    request: &Request,
    out: &mut Diagnostics,
) -> Vec<ArtifactPlan<'p>> {
    let mut all = plan_unlabelled(settings, prepared, request, out);
    for plan in &mut all {
        let labels = labels_of_artifact(plan.document, &plan.selection, out);
        plan.labels.add(Arc::new(labels));
    }
    all
}

/// The same without the labels that say how long an artifact is: they need every word counted.
pub fn plan_unlabelled<'p>(
    (project, families): (&'p Project, &'p Families),
    prepared: &'p [Prepared],
    request: &Request,
    out: &mut Diagnostics,
) -> Vec<ArtifactPlan<'p>> {
    let mut all = Vec::new();
    let planner = Planner {
        project,
        families,
        request,
    };
    if request.editions.contains(&Edition::Press) {
        check_inks(project, out);
    }
    for prepared in prepared {
        for audience in &project.audiences {
            if !Request::wants(&request.audiences, &audience.name) {
                continue;
            }
            for &format in audience
                .formats
                .iter()
                .filter(|f| request.wants_format(**f))
            {
                for &edition in &request.editions {
                    if edition == Edition::Press && !audience.press.contains(&format) {
                        continue;
                    }
                    for document in &prepared.documents {
                        let source = &prepared.original.article;
                        let key = ArtifactKey {
                            article: source.file.stem().to_owned(),
                            audience: audience.name.clone(),
                            format,
                            locale: document.locale.name.clone(),
                            edition,
                            is_handout: false,
                        };
                        all.push(planner.plan(key, audience, source, document, out));
                    }
                }
            }
        }
    }
    let is_any = prepared.iter().any(|p| !p.documents.is_empty());
    if is_any && all.is_empty() && request.editions == [Edition::Press] {
        check_offered(project, request, out);
    }
    all
}

/// Reports that no requested layout has a press edition.
fn check_offered(project: &Project, request: &Request, out: &mut Diagnostics) {
    let asked = |a: &&Audience| Request::wants(&request.audiences, &a.name);
    for audience in project.audiences.iter().filter(asked) {
        let formats = audience
            .formats
            .iter()
            .filter(|f| request.wants_format(**f));
        for format in formats {
            let name = format.name();
            let message = format!(
                "there is no press edition of the {name} of `{}`",
                audience.name
            );
            let hint = format!("list `{name}` under `press:` in its layout.yaml");
            let error = Diagnostic::new(Code::PressFormat, message);
            out.push(error.at(Origin::file(&audience.file())).hint(hint));
        }
    }
}

/// The brand is printed in its own inks, never converted: each of its colours needs them.
fn check_inks(project: &Project, out: &mut Diagnostics) {
    for (name, color) in &project.brand.colors {
        // What follows from the accent lacks an ink where the accent does.
        if let (None, Some(origin)) = (&color.press, &color.origin) {
            out.push(without_ink(name, &color.screen).at(origin.clone()));
        }
    }
}

/// What all plans of a build have in common.
struct Planner<'p, 'r> {
    project: &'p Project,
    families: &'p Families,
    request: &'r Request,
}

impl<'p> Planner<'p, '_> {
    /// The plan of one artifact. `source` is the article in its own language, which lengths are compared with.
    fn plan(
        &self,
        key: ArtifactKey,
        audience: &'p Audience,
        source: &Article,
        document: &'p Document,
        out: &mut Diagnostics,
    ) -> ArtifactPlan<'p> {
        let Planner {
            project,
            families,
            request,
        } = *self;
        let (format, edition) = (key.format, key.edition);
        let name = key.file();
        let handout = request.notes && format == Format::Slides && edition == Edition::Screen;
        let article = document.article(&audience.name, format, &project.source);
        let selection = select(article, &audience.name, format);
        let mut found = Diagnostics::default();
        selection.check_roles(audience, &mut found);
        let original = select(source, &audience.name, format);
        let mut lost = Diagnostics::default();
        original.check_references(&audience.name, handout, &mut lost);
        found.extend(
            lost.into_iter()
                .map(|finding| finding.place(&name, None, None)),
        );
        for text in selection.texts(handout) {
            let reasons = document.unpublishable.get(&text.key.id);
            let reasons = reasons.map(Vec::as_slice).unwrap_or_default();
            found.extend(
                reasons
                    .iter()
                    .map(|reason| reason.clone().place(&name, None, None)),
            );
            let is_said = reasons
                .iter()
                .any(|reason| reason.code.is_about_translation())
                || document.broken.contains(&text.key.id)
                || !document.is_begun;
            if text.fallback.is_some() && !is_said {
                let reason = missing(&text.key, text, &document.locale, source, request.draft);
                found.push(reason.place(&name, None, None));
            }
        }
        // The names of authors are no messages either.
        let authors = selection.document.meta.authors.iter();
        let names = authors.map(|author| &author.origin);
        for origin in selection.code(handout).into_iter().chain(names) {
            let reasons = document
                .unpublishable
                .get(&Key::of_code(origin))
                .into_iter();
            let placed = |reason: &Diagnostic| reason.clone().place(&name, None, None);
            found.extend(reasons.flatten().map(placed));
        }
        let lacks_inks = edition == Edition::Press && !project.brand.has_inks();
        let is_wrong = document.is_wrong || found.has_errors() || lacks_inks;
        out.extend(found);

        // In the source language, what typography adds is no growth.
        let is_source = document.locale == project.source;
        let lengths = lengths(if is_source { &selection } else { &original }, &selection);
        let others = document.others.iter().map(|(url, (article, title))| {
            let key = ArtifactKey {
                article: article.clone(),
                ..key.clone()
            };
            let (file, title) = (key.file(), title.clone());
            (url.clone(), Other { file, title })
        });
        let others = others.collect();
        static NONE: BTreeMap<FileId, FileId> = BTreeMap::new();
        ArtifactPlan {
            key,
            name,
            audience,
            locale: &document.locale,
            images: document.images.get(&edition).unwrap_or(&NONE),
            project,
            families,
            document,
            selection,
            labels: document.labels.clone(),
            others,
            lengths,
            lowered: OnceLock::new(),
            draft: request.draft,
            unpublishable: &document.unpublishable,
            refused: match request.draft {
                true => document.unpublishable.keys().cloned().collect(),
                false => BTreeSet::new(),
            },
            handout,
            is_wrong,
        }
    }
}

/// The labels that depend on the length of an artifact: words and minutes of reading.
fn labels_of_artifact(
    document: &Document,
    selection: &Selection,
    out: &mut Diagnostics,
) -> BTreeMap<String, Text> {
    let texts = selection.texts(false);
    let plain: Vec<String> = texts.iter().map(|text| text.plain()).collect();
    let reading = Reading::of(&document.locale);
    let words: usize = plain.iter().map(|text| reading.words(text)).sum();
    let minutes = reading.minutes(plain.iter().map(String::as_str));
    let mut values = document.values.clone();
    values.insert("words".to_owned(), Var::Number(words.to_string()));
    values.insert("minutes".to_owned(), Var::Number(minutes.to_string()));
    let source = LabelSource {
        bundle: &document.bundle,
        locale: &document.locale,
        required: &document.required,
        values: &values,
    };
    label_format::format(source, labels::is_of_artifact, out)
}

/// The lengths of the texts of an artifact's sections, in the source language and in its own.
fn lengths(source: &Selection, own: &Selection) -> pages::Lengths {
    let count = |text: &Text| text.plain().chars().count();
    let mut lengths = pages::Lengths::new();
    for text in source.texts(false) {
        lengths.entry(text.key.id.clone()).or_default().0 += count(text);
    }
    for text in own.texts(false) {
        lengths.entry(text.key.id.clone()).or_default().1 += count(text);
    }
    // Numbers in cells are not translated, and have no id.
    lengths.retain(|id, _| !id.is_empty() && !id.starts_with("meta-"));
    lengths
}
