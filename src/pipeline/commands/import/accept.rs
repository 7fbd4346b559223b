//! What came back, compared with the units of today: what changes, what does not, and what cannot be imported.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::article::ast::Inline;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::exchange::compare::{Change, change};
use crate::exchange::returned::{At, Fault, Returned, ReturnedUnit};
use crate::exchange::stamp::Stamp;
use crate::exchange::unit::Unit;
use crate::l10n::catalogue::Catalogue;
use crate::origin::{FileId, Origin};
use crate::translate::lock::Digest;
use crate::translate::texts::{Placed, place};
use crate::yaml::{list, nearest};

/// How many units that are not there are reported one by one.
const FEW: usize = 5;

/// A file to be imported.
#[derive(Clone, Copy)]
pub struct Delivery<'a> {
    /// For places.
    pub file: &'a FileId,
    /// What it holds.
    pub returned: &'a Returned,
    /// Whether it counts where the catalogue has changed, too, since the export.
    pub overwrites: bool,
}

/// The units of an article, or of the labels, and what came back of them.
pub struct Import<'a> {
    /// For places.
    pub file: &'a FileId,
    /// Whether the file counts where the catalogue has changed, too, since the export.
    overwrites: bool,
    /// What the file has.
    pub returned: Vec<&'a ReturnedUnit>,
    /// Those of today.
    pub units: Vec<Unit>,
    /// What came back of the units, by index.
    pub came: BTreeMap<usize, &'a ReturnedUnit>,
    /// The units that change, by index, with their new texts.
    pub accepted: BTreeMap<usize, (Vec<Inline>, &'a ReturnedUnit)>,
    /// How many are as they were.
    pub unchanged: usize,
    /// How many have no translation.
    pub empty: usize,
}

impl<'a> Import<'a> {
    /// Nothing is compared yet.
    pub fn new(delivery: Delivery<'a>, returned: &[&'a ReturnedUnit]) -> Self {
        Self {
            file: delivery.file,
            overwrites: delivery.overwrites,
            returned: returned.to_vec(),
            units: Vec::new(),
            came: BTreeMap::new(),
            accepted: BTreeMap::new(),
            unchanged: 0,
            empty: 0,
        }
    }

    /// Compares what came back with the units of today, and keeps what changes.
    pub fn accept(&mut self, units: Vec<Unit>, out: &mut Diagnostics) {
        self.units = units;
        let mut unknown = Vec::new();
        for (unit, at) in self.placed() {
            let Some(at) = at else {
                if !unit.target.is_empty() {
                    unknown.push(unit);
                }
                continue;
            };
            if let Some(first) = self.came.get(&at) {
                // Rows that were copied as they are do no harm.
                if first.target != unit.target {
                    let message = format!(
                        "`{}` stands in the file twice, with two translations",
                        unit.id
                    );
                    let hint = "the first one counts: delete the other";
                    self.fault(unit, message, hint, out);
                }
                continue;
            }
            self.came.insert(at, unit);
            let is_missing = self.units[at].translation().is_none();
            match change(&self.units[at], unit, self.overwrites) {
                Ok(Change::Nothing) => self.unchanged += 1,
                Ok(Change::Empty) if is_missing => self.empty += 1,
                Ok(Change::Empty) => {
                    let message =
                        format!("`{}` is empty in the file: the translation stays", unit.id);
                    let fault = Fault::new(unit.at.clone(), message);
                    let hint =
                        "a translation that is not wanted any more is deleted in its .ftl file";
                    out.push(finding(self.file, &fault.hint(hint)).as_warning());
                }
                Ok(Change::Text(text)) => drop(self.accepted.insert(at, (text, unit))),
                Err(why) => {
                    let message = format!("`{}` is not imported: {}", unit.id, why.message);
                    self.fault(unit, message, why.hint, out);
                }
            }
        }
        self.unknown(&unknown, out);
    }

    /// What came back, with the index of its unit: that of its id; if that is gone, the one that has its source text now.
    fn placed(&self) -> Vec<(&'a ReturnedUnit, Option<usize>)> {
        let units = self.units.iter().enumerate();
        let known: BTreeMap<&str, usize> = units.map(|(at, unit)| (&*unit.id, at)).collect();
        let taken: BTreeSet<&str> = self.returned.iter().map(|one| one.id.as_str()).collect();
        let part = |id: &str| {
            id.find(['.', ':'])
                .map_or(String::new(), |at| id[at..].to_owned())
        };
        let mut free: BTreeMap<(Digest, String), Vec<usize>> = BTreeMap::new();
        for (at, unit) in self.units.iter().enumerate() {
            if !taken.contains(unit.id.as_str()) {
                let key = (unit.digest.clone(), part(&unit.id));
                free.entry(key).or_default().push(at);
            }
        }
        let renamed = |unit: &ReturnedUnit| {
            let key = (Stamp::read(&unit.stamp)?.source, part(&unit.id));
            match free.get(&key)?[..] {
                [at] => Some(at),
                _ => None,
            }
        };
        let all = self.returned.iter().map(|unit| {
            let at = known.get(unit.id.as_str()).copied();
            (*unit, at.or_else(|| renamed(unit)))
        });
        all.collect()
    }

    /// Reports a unit that cannot be imported.
    pub fn fault(&self, unit: &ReturnedUnit, message: String, hint: &str, out: &mut Diagnostics) {
        let fault = Fault::new(unit.at.clone(), message);
        out.push(finding(self.file, &fault.hint(hint)));
    }

    /// Reports units that are not there: one by one if there are few, else in one finding, as for a file of another project.
    fn unknown(&self, all: &[&ReturnedUnit], out: &mut Diagnostics) {
        if all.len() <= FEW {
            all.iter().for_each(|unit| self.unknown_one(unit, out));
            return;
        }
        let ids: Vec<_> = all.iter().take(3).map(|unit| &unit.id).collect();
        let others = all.len() - ids.len();
        let message = format!(
            "there are no texts {} and {others} more to translate",
            list(&ids)
        );
        let hint = "they are gone since the export, or the file is of another project";
        self.fault(all[0], message, hint, out);
    }

    fn unknown_one(&self, unit: &ReturnedUnit, out: &mut Diagnostics) {
        let ids = self.units.iter().map(|known| known.id.as_str());
        let hint = match nearest(&unit.id, ids) {
            Some(near) => {
                format!("did you mean `{near}`? otherwise it is gone since the export: export anew")
            }
            None => "it is gone, or its variants changed, since the export: export anew".to_owned(),
        };
        let message = format!("there is no text `{}` to translate", unit.id);
        self.fault(unit, message, &hint, out);
    }

    /// The catalogue with the texts that change: first those of variants, then those that hold their selectors. `order` has the ids of
    /// all messages; `units` reads the units of a catalogue.
    pub fn written(
        &self,
        mut catalogue: Arc<Catalogue>,
        order: &[&str],
        units: &dyn Fn(&Arc<Catalogue>) -> Vec<Unit>,
    ) -> Arc<Catalogue> {
        let depths = self.accepted.keys().map(|at| self.units[*at].depth());
        let depths: BTreeSet<usize> = depths.collect();
        for depth in depths.into_iter().rev() {
            let units = units(&catalogue);
            let known: BTreeMap<&str, &Unit> =
                units.iter().map(|unit| (unit.id.as_str(), unit)).collect();
            let texts = self.accepted.iter();
            let texts = texts.filter(|(at, _)| self.units[**at].depth() == depth);
            let placed: Vec<Placed> = texts
                .filter_map(|(at, (text, _))| {
                    let unit = *known.get(self.units[*at].id.as_str())?;
                    Some(Placed {
                        message: &unit.message,
                        part: &unit.part,
                        range: unit.target.as_ref().map(|target| target.range.clone()),
                        pattern: unit.written(text).ok()?,
                    })
                })
                .collect();
            let text = place(&catalogue, &placed, order);
            catalogue = Arc::new(parse(&catalogue.file, &text));
        }
        catalogue
    }
}

/// Parses what was written.
pub fn parse(file: &FileId, text: &str) -> Catalogue {
    Catalogue::parse(file, &Arc::from(text), &mut Diagnostics::default())
}

/// A fault as a finding: at its line, or with its row in words.
pub fn finding(file: &FileId, fault: &Fault) -> Diagnostic {
    let (message, origin) = match &fault.at {
        At::Bytes(range) => (fault.message.clone(), Origin::new(file, range.clone())),
        At::Row(sheet, row) => {
            let message = format!("row {row} of the sheet `{sheet}`: {}", fault.message);
            (message, Origin::file(file))
        }
    };
    let finding = Diagnostic::new(Code::Import, message).at(origin);
    fault
        .hint
        .iter()
        .fold(finding, |finding, hint| finding.hint(hint))
}
