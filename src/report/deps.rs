//! What a build read: a rule for make and Ninja, or JSON.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::json;

use crate::pipeline::build::artifact::Artifact;
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

    /// One JSON object. `docs/scale.md` lists its fields.
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
    /// An error is a name that no rule can hold.
    pub fn make(&self) -> Result<String, &str> {
        let (outputs, inputs) = (self.outputs(), self.inputs());
        let mut names = outputs.iter().chain(&inputs);
        let is_held =
            |name: &str| !name.contains(['\n', '\r', '=', ';', '(', ')']) && !name.ends_with('\\');
        match names.find(|name| !is_held(name)) {
            Some(name) => Err(name),
            // A pattern would be meant, and an order.
            None => Ok(rule(
                outputs
                    .into_iter()
                    .map(|name| escape(name).replace('%', "\\%")),
                inputs
                    .into_iter()
                    .map(|name| escape(name).replace('|', "\\|")),
            )),
        }
    }

    /// A rule for Ninja, which needs no outputs there, and splits names at quotes and some other signs (1.11):
    /// those are left out, and have to stand in the Ninja file.
    pub fn ninja(&self) -> String {
        let is_read = |c: char| {
            !c.is_ascii() || c.is_ascii_alphanumeric() || " +,/_:.~(){}%=@[]!#$-".contains(c)
        };
        let inputs = self.inputs().into_iter();
        let inputs = inputs.filter(|name| name.chars().all(is_read));
        rule(std::iter::once("artifacts".to_owned()), inputs.map(escape))
    }
}

fn rule(outputs: impl Iterator<Item = String>, inputs: impl Iterator<Item = String>) -> String {
    let outputs: Vec<_> = outputs.collect();
    let inputs: Vec<_> = inputs.collect();
    let (left, right) = (outputs.join(" \\\n"), inputs.join(" \\\n  "));
    let mut out = format!("{left}: \\\n  {right}\n");
    for input in inputs {
        out.push_str(&format!("\n{input}:\n"));
    }
    out
}

/// A name in a rule (GNU make's manual, 4.3 and 4.4): backslashes are plain but before what one has to stand before.
fn escape(name: &str) -> String {
    let mut out = String::new();
    let mut backslashes = 0;
    for c in name.chars() {
        match c {
            ' ' | '\t' | '#' | ':' => out.push_str(&"\\".repeat(backslashes + 1)),
            '$' => out.push('$'),
            _ => {}
        }
        backslashes = if c == '\\' { backslashes + 1 } else { 0 };
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(output: &str, input: &str) -> Dependencies {
        Dependencies {
            artifacts: vec![(output.to_owned(), BTreeSet::from([input.to_owned()]))],
            others: Vec::new(),
            absent: BTreeSet::new(),
            folders: BTreeSet::new(),
        }
    }

    /// GNU make 4.3 reads these names back as they are.
    #[test]
    fn names_as_make_reads_them() {
        for (name, output, input) in [
            ("a b", "a\\ b", "a\\ b"),
            ("a#b", "a\\#b", "a\\#b"),
            ("a:b", "a\\:b", "a\\:b"),
            ("a$b", "a$$b", "a$$b"),
            ("a%b", "a\\%b", "a%b"),
            ("a|b", "a|b", "a\\|b"),
            ("a\\ b", "a\\\\\\ b", "a\\\\\\ b"),
            ("a\\b", "a\\b", "a\\b"),
            ("l'été[1]", "l'été[1]", "l'été[1]"),
        ] {
            let expected = format!("{output}: \\\n  {input}\n\n{input}:\n");
            assert_eq!(of(name, name).make(), Ok(expected), "{name}");
        }
        for name in ["a\nb", "a=b", "a;b", "a(b)", "a\\"] {
            assert_eq!(of("a", name).make(), Err(name));
            assert_eq!(of(name, "a").make(), Err(name));
        }
    }

    #[test]
    fn ninja_gets_the_names_that_it_reads() {
        let rule = "artifacts: \\\n  $$x\\ (1)=#\\:é\n".replace("=#", "=\\#");
        let input = "$$x\\ (1)=\\#\\:é";
        assert_eq!(of("a", "$x (1)=#:é").ninja(), format!("{rule}\n{input}:\n"));
        for name in [
            "l'été", "a\"b", "a;b", "a&b", "a|b", "a*b", "a?b", "a\\b", "a\nb",
        ] {
            assert_eq!(of("a", name).ninja(), "artifacts: \\\n  \n", "{name}");
        }
    }
}
