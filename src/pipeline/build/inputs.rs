//! What an artifact is made from: every file that may change its bytes, and none that may not.

use typst::foundations::Bytes;

use crate::article::ast::StyleName;
use crate::article::cite;
use crate::embedded;
use crate::l10n::labels;
use crate::locale::Locale;
use crate::origin::FileId;
use crate::pipeline::build::artifact::Inputs;
use crate::pipeline::build::plan::ArtifactPlan;
use crate::pipeline::sources::files::{catalogue_file, lineage, lock_file};
use crate::project::SETTINGS;
use crate::selection::select;
use crate::typeset::fonts::Fonts;
use crate::vfs::{Owner, Vfs};

/// The inputs of an artifact whose pages needed the files that were `read`.
pub fn inputs(vfs: &Vfs, plan: &ArtifactPlan, read: &[&FileId], fonts: &Fonts) -> Inputs {
    let mut inputs = Inputs::default();
    let mut add = |file: &FileId| match vfs.owned(file) {
        Ok((bytes, Owner::Own)) => drop(inputs.own.insert(file.clone(), bytes)),
        Ok((bytes, Owner::BuiltIn)) => drop(inputs.built_in.insert(file.clone(), bytes)),
        // Catalogues and locks need not be there.
        Err(_) => {}
    };
    let article = &plan.selection.document.file;
    let source = &plan.project.source;
    let is_pseudo = plan.locale.pseudo().is_some();
    let language = if is_pseudo { source } else { plan.locale };
    read.iter().copied().for_each(&mut add);
    let data = plan.selection.data(plan.handout);
    data.into_iter().for_each(&mut add);
    add(&FileId::new(SETTINGS));
    let uncited = select(&plan.document.article, &plan.audience.name, plan.key.format);
    if cite::any(uncited.texts(plan.handout)) {
        let meta = &uncited.document.meta;
        meta.bibliography.iter().for_each(|(file, _)| add(file));
        if let Some((StyleName::File(file), _)) = &meta.citation_style {
            add(file);
        }
    }
    add(&plan.audience.file());
    let others = plan.document.others.values();
    let others = others.map(|(name, _)| FileId::new(format!("seeds/{name}.md")));
    for article in others.chain([article.clone()]) {
        add(&article);
        add(&catalogue_file(source, &article));
        for locale in lineage(language, source) {
            add(&catalogue_file(&locale, &article));
            add(&lock_file(&locale, &article));
        }
    }
    // Labels of a project come over the defaults and those of parents, message by message: all are read.
    let reference = Locale::parse(labels::REFERENCE);
    for locale in [source, language].map(labels::chain).into_iter().flatten() {
        add(&labels::file(&locale.name));
    }
    for locale in [Some(source), Some(language), reference.as_ref()] {
        for locale in locale.map(labels::chain).unwrap_or_default() {
            let file = labels::file(&locale.name);
            if let Some(bytes) = embedded::file(file.path()) {
                inputs.built_in.insert(file, Bytes::new(bytes));
            }
        }
    }
    if let Some(press) = plan.press() {
        let condition = &press.condition;
        let files = match condition.is_built_in {
            true => &mut inputs.built_in,
            false => &mut inputs.own,
        };
        let profile = Bytes::new(condition.profile.clone());
        files.insert(condition.file.clone(), profile);
    }
    // Which face is chosen for a text depends on all that there are.
    inputs.own.extend(fonts.own().iter().cloned());
    inputs
}
