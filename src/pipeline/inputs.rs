//! What an artifact is made from: every file that may change its bytes, and none that may not.

use typst::foundations::Bytes;

use crate::embedded;
use crate::l10n::labels;
use crate::origin::FileId;
use crate::pipeline::plan::Planned;
use crate::pipeline::request::Inputs;
use crate::pipeline::translations::{catalogue_file, lock_file};
use crate::project::SETTINGS;
use crate::typeset::fonts::Fonts;
use crate::vfs::{Vfs, Whose};

/// The inputs of an artifact whose pages needed the files that were `read`.
pub fn inputs(vfs: &Vfs, planned: &Planned, read: &[&FileId], fonts: &Fonts) -> Inputs {
    let mut inputs = Inputs::default();
    let mut add = |file: &FileId| match vfs.whose(file) {
        Ok((bytes, Whose::Own)) => drop(inputs.own.insert(file.clone(), bytes)),
        Ok((bytes, Whose::BuiltIn)) => drop(inputs.built_in.insert(file.clone(), bytes)),
        // Catalogues and locks need not be there.
        Err(_) => {}
    };
    let article = &planned.selection.document.file;
    let source = &planned.project.source;
    let is_pseudo = planned.locale.pseudo().is_some();
    let language = if is_pseudo { source } else { planned.locale };
    read.iter().copied().for_each(&mut add);
    add(&FileId::new(SETTINGS));
    add(article);
    add(&planned.audience.file());
    add(&catalogue_file(source, article));
    if language != source {
        add(&catalogue_file(language, article));
        add(&lock_file(language, article));
    }
    add(&labels::file(&source.name));
    add(&labels::file(&language.name));
    // Labels of a project come over the defaults, message by message: both are read.
    for locale in [&source.name, &language.name, labels::REFERENCE] {
        let file = labels::file(locale);
        if let Some(bytes) = embedded::file(file.path()) {
            inputs.built_in.insert(file, Bytes::new(bytes));
        }
    }
    if let Some(press) = planned.press() {
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
