//! What a build read: a rule for make and Ninja, or JSON.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::json;

use crate::pipeline::request::Artifact;
use crate::report::place::{from_here, slashes};
use crate::vfs::Vfs;

/// What was made of what; paths are from the current folder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Dependencies {
    /// Each artifact with what it was made from.
    pub artifacts: Vec<(String, BTreeSet<String>)>,
    /// What was written beside them.
    pub others: Vec<String>,
    /// What was looked for and is not there: such a file would change what is made.
    pub absent: BTreeSet<String>,
    /// Folders of which the names were looked at: a new one would.
    pub folders: BTreeSet<String>,
}

impl Dependencies {
    /// Those of a build that wrote into a folder.
    pub fn new(artifacts: &[Artifact], others: &[&str], folder: &Path, vfs: &Vfs) -> Self {
        let written = |name: &str| slashes(&folder.join(name));
        let prefix = from_here(vfs);
        let artifacts = artifacts.iter().map(|artifact| {
            let inputs = artifact.inputs.own.keys();
            let inputs = inputs.map(|file| format!("{prefix}{file}"));
            (written(&artifact.name), inputs.collect())
        });
        let mut all = Self {
            artifacts: artifacts.collect(),
            others: others.iter().map(|name| written(name)).collect(),
            absent: BTreeSet::new(),
            folders: BTreeSet::new(),
        };
        for path in vfs.asked() {
            let below = path.strip_prefix(vfs.root()).map(slashes);
            let name = format!("{prefix}{}", below.unwrap_or_default());
            if path.is_dir() {
                all.folders.insert(name);
            } else if !path.exists() {
                all.absent.insert(name);
            }
        }
        all
    }

    /// All that was written.
    pub fn outputs(&self) -> Vec<&str> {
        let artifacts = self.artifacts.iter().map(|(file, _)| file.as_str());
        let others = self.others.iter().map(String::as_str);
        artifacts.chain(others).collect()
    }

    /// All that was read.
    pub fn inputs(&self) -> BTreeSet<&str> {
        let inputs = self.artifacts.iter().flat_map(|(_, inputs)| inputs);
        inputs.map(String::as_str).collect()
    }

    /// One JSON object. README.md lists its fields.
    pub fn json(&self) -> String {
        let artifacts = self.artifacts.iter();
        let artifacts = artifacts.map(|(file, inputs)| json!({ "file": file, "inputs": inputs }));
        let all = json!({
            "outputs": self.outputs(),
            "inputs": self.inputs(),
            "artifacts": artifacts.collect::<Vec<_>>(),
            "absent": self.absent,
            "folders": self.folders,
        });
        format!("{all:#}\n")
    }

    /// One rule for make, `outputs: inputs`, and an empty one for each input: make goes on where one of them is deleted.
    /// None where a name cannot stand in a rule.
    pub fn rule(&self) -> Result<String, &str> {
        let inputs = self.inputs();
        let unfit = |name: &&str| name.contains(['\n', '\r']);
        if let Some(name) = self
            .outputs()
            .into_iter()
            .chain(inputs.iter().copied())
            .find(unfit)
        {
            return Err(name);
        }
        let outputs: Vec<_> = self.outputs().into_iter().map(escape).collect();
        let inputs: Vec<_> = inputs.into_iter().map(escape).collect();
        let mut out = format!(
            "{}: \\\n  {}\n",
            outputs.join(" \\\n"),
            inputs.join(" \\\n  ")
        );
        for input in inputs {
            out.push_str(&format!("\n{input}:\n"));
        }
        Ok(out)
    }
}

/// A name in a rule of make (GNU make's manual, 4.3), as Ninja reads it too: backslashes before a space are doubled.
fn escape(name: &str) -> String {
    let mut out = String::new();
    let mut backslashes = 0;
    for c in name.chars() {
        match c {
            ' ' | '\t' => (0..=backslashes).for_each(|_| out.push('\\')),
            '#' | ':' => out.push('\\'),
            '$' => out.push('$'),
            _ => {}
        }
        backslashes = if c == '\\' { backslashes + 1 } else { 0 };
        out.push(c);
    }
    out
}
