//! Applies all rules to all messages of a file.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::article::segment::TEXTS_AT_ONCE;
use crate::diagnostic::{Code, Diagnostics};
use crate::l10n::catalogue::{Catalogue, Entry};
use crate::l10n::localize::Reading;
use crate::l10n::message::Message;
use crate::origin::Origin;
use crate::translate::check::across::{self, Translated};
use crate::translate::check::addresses;
use crate::translate::check::allow::Allows;
use crate::translate::check::alone;
use crate::translate::check::completeness;
use crate::translate::check::endings;
use crate::translate::check::finding::{Finding, Findings};
use crate::translate::check::glossary::Glossary;
use crate::translate::check::labels;
use crate::translate::check::language::Language;
use crate::translate::check::leftovers;
use crate::translate::check::markup;
use crate::translate::check::meaning;
use crate::translate::check::notation;
use crate::translate::check::numbers;
use crate::translate::check::plurals;
use crate::translate::check::spacing;
use crate::translate::check::terms;
use crate::translate::check::text::{Pair, Side, Sides};
use crate::translate::check::units;
use crate::translate::check::words;

/// The inputs of the rules that are the same for all messages.
#[derive(Clone, Copy)]
pub struct Rules<'a> {
    /// The language of the file.
    pub language: &'a Language,
    /// The language of the source texts.
    pub source: &'a Language,
    /// The terms that translations must use.
    pub glossary: &'a Glossary,
    /// Names that are the same in every language.
    pub kept: &'a [&'a str],
}

/// The source text of a message.
#[derive(Clone, Debug, Default)]
pub struct Source<'a> {
    /// Its parts by name; the value has the name "".
    pub parts: Vec<(&'a str, &'a Side)>,
    /// What parts of the translation were read as, by name, where that is known.
    pub read: Vec<(&'a str, &'a Reading)>,
    /// The source message, if the source is a Fluent file too.
    pub message: Option<&'a Message>,
    /// Whether the source message has a comment for translators.
    pub is_described: bool,
}

/// The kind of file, which determines some rules.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// The messages of an article.
    Article,
    /// The layouts' own strings.
    Labels,
}

/// Checks the messages and terms of a file against their sources, which are given by id. Returns the findings that no
/// comment suppresses, each with its message id, in file order. Findings about suppression comments go to `out`.
pub fn check<'a>(
    catalogue: &'a Catalogue,
    kind: Kind,
    sources: &'a BTreeMap<&str, Source>,
    rules: &Rules,
    out: &mut Diagnostics,
) -> Vec<(String, Finding)> {
    let mut allows = Allows::read(catalogue, out);
    let entries: BTreeMap<&str, &Entry> = catalogue
        .entries
        .iter()
        .rev()
        .filter_map(|e| Some((e.id()?, e)))
        .collect();
    let none = Source::default();
    let mut all = Vec::new();
    let terms: BTreeMap<&str, &Message> = catalogue
        .terms
        .iter()
        .map(|term| (term.id.as_str(), term))
        .collect();
    let is_translation = rules.source.name() != rules.language.name();
    let of_message = |message: &'a Message| {
        let known = sources.get(message.id.as_str());
        let source = known.unwrap_or(&none);
        let mut found = Findings::new();
        let pair = Pair::new(
            &catalogue.file,
            &catalogue.text,
            message,
            &source.parts,
            &source.read,
            [rules.source, rules.language],
        );
        for sides in &pair.parts {
            part(
                &pair,
                sides,
                known.is_some() && kind == Kind::Article,
                rules,
                &mut found,
            );
            if kind == Kind::Article {
                variants(&pair, sides, rules, &mut found);
            }
        }
        plurals::check(
            &catalogue.file,
            message,
            source.message,
            rules.language,
            &mut found,
        );
        if kind == Kind::Labels {
            let entry = entries.get(message.id.as_str()).copied();
            labels::comment(catalogue, entry, message, source.is_described, &mut found);
        }
        terms::check(&catalogue.file, message, &terms, &mut found);
        let is_compared = is_translation && !message.id.starts_with('-');
        let compared = is_compared.then(|| translated(&pair, catalogue)).flatten();
        (found, compared)
    };
    let messages: Vec<&Message> = catalogue.messages.iter().chain(&catalogue.terms).collect();
    let (of_messages, compared): (Vec<Findings>, Vec<Option<Translated>>) = messages
        .par_iter()
        .with_max_len(TEXTS_AT_ONCE)
        .map(|message| of_message(message))
        .unzip();
    let compared: Vec<Translated> = compared.into_iter().flatten().collect();
    let mut beside: BTreeMap<String, Findings> = BTreeMap::new();
    let mut found = Vec::new();
    across::check(&compared, &mut found);
    for (id, finding) in found {
        beside.entry(id).or_default().push(finding);
    }
    for (message, mut found) in messages.iter().zip(of_messages) {
        let id = message.id.as_str();
        found.extend(beside.remove(id).unwrap_or_default());
        allows.silence(id, &mut found);
        all.extend(found.into_iter().map(|finding| (id.to_owned(), finding)));
    }
    allows.unused(catalogue, out);
    all
}

/// A message as it is compared with others: its value and that of its source.
fn translated<'a>(pair: &Pair<'a>, catalogue: &Catalogue) -> Option<Translated<'a>> {
    let value = pair.parts.iter().find(|sides| sides.part.name.is_empty())?;
    let start = pair.message.origin.range.start;
    Some(Translated {
        id: &pair.message.id,
        source: value.there?.words.clone(),
        target: value.here.words.clone(),
        origin: Origin::new(&catalogue.file, start..start + pair.message.id.len()),
    })
}

fn part(pair: &Pair, sides: &Sides, has_shape: bool, rules: &Rules, found: &mut Findings) {
    if has_shape {
        completeness::extra(pair, sides, found);
    }
    completeness::empty(pair, sides, found);
    // What could not be read was reported, and may be anything.
    if sides.part.flat.contains(char::REPLACEMENT_CHARACTER) {
        return;
    }
    markup::check(pair, sides, found);
    alone::check(pair, sides, found);
    spacing::check(pair, sides, found);
    spacing::blank_line(pair, sides, found);
    spacing::comment_line(pair, sides, found);
    leftovers::check(pair, sides, found);
    compared(pair, sides, rules, found);
}

/// The rules that compare a whole text with its source.
fn compared(pair: &Pair, sides: &Sides, rules: &Rules, found: &mut Findings) {
    words::check(pair, sides, rules.kept, found);
    numbers::check(pair, sides, found);
    notation::check(pair, sides, found);
    units::check(pair, sides, found);
    addresses::check(pair, sides, found);
    meaning::check(pair, sides, found);
    endings::check(pair, sides, found);
    rules.glossary.check(pair, sides, found);
}

/// Compares the text with the source once for each variant, as any of them may be printed. What is wrong in the default variant too stands
/// around the selector, or was found there.
fn variants(pair: &Pair, sides: &Sides, rules: &Rules, found: &mut Findings) {
    let is_readable = |way: &&Sides| !way.part.flat.contains(char::REPLACEMENT_CHARACTER);
    for way in sides.ways.iter().filter(is_readable) {
        let mut own = Findings::new();
        completeness::empty(pair, way, &mut own);
        markup::check(pair, way, &mut own);
        alone::brackets_around(pair, way, &mut own);
        compared(pair, way, rules, &mut own);
        // `[one] a train`, `[0] no train`: the variant says itself what the default prints.
        let is_value_said = way.here.unknown < sides.here.unknown;
        own.retain(|one| {
            let is_number = one.diagnostic.code == Code::NumberDiffers;
            let is_known = found.iter().any(|known| are_alike(known, one));
            !(is_known || is_number && is_value_said)
        });
        found.extend(own);
    }
}

/// Whether two findings are about the same fault at different places or at the same one.
fn are_alike(known: &Finding, one: &Finding) -> bool {
    let (known, one) = (&known.diagnostic, &one.diagnostic);
    known.code == one.code && (known.message == one.message || one.code == Code::Length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Locale;
    use crate::origin::FileId;
    use proptest::prelude::*;
    use std::sync::Arc;

    proptest! {
        #[test]
        fn whatever_is_written_findings_have_a_place(
            lines in proptest::collection::vec("a = \\PC{0,20}|b = [*_`\\[\\]()^\"' «»:;!?é1-9.,{}$]{0,24}|    \\.label = [a-zé \"*]{0,12}|# fluentpress: [a-z]{0,5} ?(length)?( x)?|### fluentpress: allow length|c = \\{ \\$n ->|   \\*\\[other\\] mot  mot|    \\[one\\] un|\\}|-t = \\{ NUMBER\\(\\$n, type: \"ordinal\"\\) ->", 0..10),
            source in "\\PC{0,20}|[*_`\\[\\]()^\"' «»:;!?é1-9.,]{0,24}",
            tag in "fr|en|de|pl|zh|ar|el|th",
        ) {
            let text: Arc<str> = lines.join("\n").into();
            let file = FileId::new("a.ftl");
            let mut out = Diagnostics::default();
            let catalogue = Catalogue::parse(&file, &text, &mut out);
            let [from, to] = ["fr", tag.as_str()].map(|tag| Language::new(&Locale::parse(tag).expect("a tag")));
            let rules = Rules {
                language: &to,
                source: &from,
                glossary: &Glossary::default(),
                kept: &[],
            };
            let [value, label] = [source.as_str(), "mot"].map(Side::new);
            let message = Source { parts: vec![("", &value), ("label", &label)], ..Source::default() };
            let sources = ["a", "b", "c"].into_iter().map(|id| (id, message.clone())).collect();
            for kind in [Kind::Article, Kind::Labels] {
                for (_, finding) in check(&catalogue, kind, &sources, &rules, &mut out) {
                    let origin = finding.diagnostic.origin.expect("a place");
                    prop_assert!(text.get(origin.range.clone()).is_some(), "{}: {:?}", finding.diagnostic.code, origin);
                    for edit in finding.edits {
                        prop_assert!(text.get(edit.range).is_some());
                    }
                }
            }
        }
    }
}
