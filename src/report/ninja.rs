//! A build in parts as a Ninja file: one edge for each article and locale, and one that merges them.

use std::collections::BTreeSet;

use crate::origin::FileId;
use crate::pipeline::shards::Pair;
use crate::report::matrix::word;

/// What a Ninja file is made from; paths are from the folder in which Ninja runs.
#[derive(Clone, Debug)]
pub struct Build<'b> {
    /// How the program is called in rules.
    pub program: &'b str,
    /// What stands before the paths of the project.
    pub prefix: &'b str,
    /// Where all files go in the end.
    pub output: &'b str,
    /// What stands before every subcommand: the project.
    pub project: &'b [String],
    /// What all parts are built with: audiences, formats, editions.
    pub arguments: &'b [String],
    /// What the list is made with again: the arguments of `list`.
    pub list: &'b [String],
    /// The Ninja file, where it makes itself again.
    pub file: Option<&'b str>,
    /// What each rule builds.
    pub pairs: &'b [Pair],
    /// What is written beside artifacts; the manifest is the first.
    pub others: &'b [&'b str],
    /// The files and folders that the list depends on.
    pub asked: &'b BTreeSet<String>,
}

const NONE: [&str; 0] = [];

impl Build<'_> {
    /// The file; or a name with a line break, which no Ninja file can hold.
    pub fn text(&self) -> Result<String, String> {
        if let Some(name) = self.broken() {
            return Err(name);
        }
        let mut out = self.head();
        if let Some(file) = self.file {
            let asked: Vec<_> = self.asked.iter().map(String::as_str).collect();
            out += "\n# New articles, languages, layouts and overrides are seen in these folders. One that is gone is no error.\n";
            out += &edge("list", &[file], &asked, &[]);
            out += &edge("phony", &asked, &NONE, &[]);
        }
        let mut manifests = Vec::new();
        let mut merged: Vec<String> = Vec::new();
        let parts = self.parts();
        for pair in self.pairs {
            let part = format!("{parts}/{}/{}", pair.article, pair.locale);
            let inputs: BTreeSet<_> = pair.artifacts.iter().flat_map(|a| &a.inputs).collect();
            let inputs: Vec<_> = inputs
                .iter()
                .map(|file| format!("{}{file}", self.prefix))
                .collect();
            let artifacts = pair.artifacts.iter().map(|artifact| artifact.file.as_str());
            let names: Vec<_> = self.others.iter().copied().chain(artifacts).collect();
            let outputs: Vec<_> = names.iter().map(|name| format!("{part}/{name}")).collect();
            let variables = [
                ("only", word(&pair.only())),
                ("part", part.clone()),
                ("folder", word(&part)),
                ("record", word(&format!("{part}.ninja"))),
            ];
            out.push('\n');
            out += &edge("part", &outputs, &inputs, &variables);
            manifests.extend(outputs.into_iter().next());
            merged.extend(names.into_iter().skip(self.others.len()).map(str::to_owned));
        }
        let others = self.others.iter().map(|name| (*name).to_owned());
        let outputs = others
            .chain(merged)
            .map(|name| format!("{}/{name}", self.output));
        let outputs: Vec<_> = outputs.collect();
        let variables = [
            ("folder", word(self.output)),
            ("list", format!("{parts}/list")),
            ("parts", word(&format!("@{parts}/list"))),
        ];
        out.push('\n');
        out += &edge("merge", &outputs, &manifests, &variables);
        Ok(out)
    }

    /// A name with a line break.
    fn broken(&self) -> Option<String> {
        let artifacts = self.pairs.iter().flat_map(|pair| &pair.artifacts);
        let names = artifacts.flat_map(|a| a.inputs.iter().map(FileId::path).chain([&*a.file]));
        let asked = self.asked.iter().map(String::as_str);
        let others = [self.program, self.output, self.prefix];
        let arguments = [self.project, self.arguments, self.list]
            .into_iter()
            .flatten();
        let mut all = names
            .chain(asked)
            .chain(others)
            .chain(self.file)
            .chain(arguments.map(String::as_str));
        all.find(|name| name.contains(['\n', '\r']))
            .map(str::to_owned)
    }

    /// Where the parts go: beside the output folder, in which nothing but artifacts belongs.
    fn parts(&self) -> String {
        format!("{}-parts", self.output.trim_end_matches('/'))
    }

    /// Variables and rules.
    fn head(&self) -> String {
        let words = |words: &[String]| {
            let words: Vec<_> = words.iter().map(|text| word(text)).collect();
            value(&words.join(" "))
        };
        let mut out = format!(
            "\
# Builds what `fluentpress build` builds: article by article, language by language, and merged.
# Written by `fluentpress list --message-format ninja`.
ninja_required_version = 1.10
bar = |
builddir = {parts}
program = {program}
fluentpress = {command}
flags = {flags}

rule part
  command = $fluentpress build $flags --jobs 1 --quiet --alone --only $only --output-dir $folder --deps $record
  description = $part
  depfile = $part.ninja
  deps = gcc
  # A file more or less is a change too, however old it is: Ninja compares what is written here.
  rspfile = $part.inputs
  rspfile_content = $in

rule merge
  command = $fluentpress merge-manifests --output-dir $folder $parts
  description = $folder
  # Files that are the same are left alone.
  restat = 1
  rspfile = $list
  rspfile_content = $in_newline
",
            parts = value(&self.parts()),
            program = value(self.program),
            command = words(&[&[self.program.to_owned()], self.project].concat()),
            flags = words(self.arguments),
        );
        if let Some(file) = self.file {
            out += &format!(
                "
rule list
  command = $fluentpress list --message-format ninja --to {} {}
  description = $out
  generator = 1
  restat = 1
",
                value(&word(file)),
                words(self.list),
            );
        }
        out
    }
}

/// An edge. The program is an input of all that it makes.
fn edge<O: AsRef<str>, I: AsRef<str>>(
    rule: &str,
    outputs: &[O],
    inputs: &[I],
    variables: &[(&str, String)],
) -> String {
    let mut out = "build".to_owned();
    for output in outputs {
        out += &format!(" $\n  {}", path(output.as_ref()));
    }
    out += &format!(": {rule}");
    for input in inputs {
        out += &format!(" $\n    {}", path(input.as_ref()));
    }
    if rule != "phony" {
        out += " | $program";
    }
    out.push('\n');
    for (name, text) in variables {
        out += &format!("  {name} = {}\n", value(text));
    }
    out
}

/// A path in a `build` line.
fn path(name: &str) -> String {
    let name = name.replace('$', "$$");
    let name = name.replace(' ', "$ ").replace(':', "$:");
    // Ninja has no escape for it.
    name.replace('|', "${bar}")
}

/// The value of a variable. A space at its start would be lost.
fn value(text: &str) -> String {
    let text = text.replace('$', "$$");
    match text.strip_prefix(' ') {
        Some(rest) => format!("$ {rest}"),
        None => text,
    }
}
