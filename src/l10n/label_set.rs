//! The labels of an artifact, in layers: what artifacts share is held once.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::article::ast::Text;

/// Labels by id. Cloning is cheap.
#[derive(Clone, Debug, Default)]
pub struct LabelSet(Vec<Arc<BTreeMap<String, Text>>>);

impl LabelSet {
    /// Adds labels; they override those with the same id.
    pub fn add(&mut self, labels: Arc<BTreeMap<String, Text>>) {
        self.0.push(labels);
    }

    /// A label by its id.
    pub fn get(&self, id: &str) -> Option<&Text> {
        self.0.iter().rev().find_map(|layer| layer.get(id))
    }

    /// Whether there is such a label.
    pub fn contains(&self, id: &str) -> bool {
        self.get(id).is_some()
    }

    /// All of them, sorted by id.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Text)> {
        let all = self.0.iter().flat_map(|layer| layer.iter());
        let all: BTreeMap<&str, &Text> = all.map(|(id, text)| (id.as_str(), text)).collect();
        all.into_iter()
    }
}
