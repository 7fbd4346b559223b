//! References between messages follow an id that changes.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::Diagnostics;
use crate::l10n::align::message_words;
use crate::l10n::catalogue::Catalogue;
use crate::l10n::message::Message;
use crate::l10n::splice::{Edit, apply};
use crate::translate::lock::{Digest, Lock};

/// A catalogue whose references have the new ids of messages; `renamed` has these by the old ones. No other byte changes. The lock gets the
/// digests of the new texts: a reference that follows is no new translation.
pub fn follow(catalogue: Catalogue, lock: &mut Lock, renamed: &BTreeMap<&str, &str>) -> Catalogue {
    let referring = |message: &&Message| {
        let mut ids = message.references.keys();
        ids.any(|id| renamed.contains_key(id.as_str()))
    };
    let all = catalogue.messages.iter().chain(&catalogue.repeated);
    let all: Vec<&Message> = all.chain(&catalogue.terms).filter(referring).collect();
    if all.is_empty() {
        return catalogue;
    }
    let references = all.iter().flat_map(|message| &message.references);
    let edits = references.flat_map(|(id, places)| {
        let id = renamed.get(id.as_str());
        id.into_iter()
            .flat_map(move |id| places.iter().map(|at| Edit::replace(at.clone(), *id)))
    });
    let text = Arc::from(apply(&catalogue.text, edits.collect()));
    let written = Catalogue::parse(&catalogue.file, &text, &mut Diagnostics::default());
    for old in all {
        let (Some(record), Some(new)) = (lock.get_mut(&old.id), written.message(&old.id)) else {
            continue;
        };
        let [old, new] = [old, new].map(|message| Digest::of(&message_words(message)));
        for digest in [&mut record.target, &mut record.marked] {
            if digest.as_ref() == Some(&old) {
                *digest = Some(new.clone());
            }
        }
    }
    written
}
