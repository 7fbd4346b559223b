//! The documents of the repository as Markdown: their blocks of code, headings and links.

use std::collections::BTreeSet;
use std::fs;

use comrak::nodes::{AstNode, NodeValue};
use comrak::{Anchorizer, Arena, Options, parse_document};

use super::repository;

/// The documents that people read, from the root of the repository.
pub fn all() -> Vec<String> {
    let mut all: Vec<String> = [
        "README.md",
        "CONTRIBUTING.md",
        "ARCHITECTURE.md",
        "CHANGELOG.md",
    ]
    .map(str::to_owned)
    .into();
    all.push("i18n/README.md".to_owned());
    for folder in ["docs", "docs/reference"] {
        let entries = fs::read_dir(repository().join(folder)).expect("a folder");
        let names = entries.map(|entry| entry.expect("an entry").file_name());
        let names = names.map(|name| name.into_string().expect("UTF-8"));
        all.extend(
            names
                .filter(|name| name.ends_with(".md"))
                .map(|name| format!("{folder}/{name}")),
        );
    }
    all.sort();
    all
}

/// The text of a document.
pub fn read(path: &str) -> String {
    let text = fs::read_to_string(repository().join(path));
    text.unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// A part of a document: the lines behind a heading, or behind any other line, up to the next line of a kind.
pub fn part(path: &str, from: &str, to: &str) -> String {
    let text = read(path);
    let lines = text.lines().skip_while(|line| line.trim() != from);
    let lines = lines.take_while(|line| line.trim() != to);
    lines.map(|line| line.to_owned() + "\n").collect()
}

/// A block of code.
#[derive(Debug)]
pub struct Block {
    /// The words behind the fence; none for an indented block.
    pub info: Vec<String>,
    pub lines: Vec<String>,
}

/// What a document links to, and what in it can be linked to.
#[derive(Debug, Default)]
pub struct Links {
    pub to: Vec<String>,
    pub anchors: BTreeSet<String>,
}

/// The blocks of code of a document, in its order.
pub fn blocks(path: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    walk(path, |node| {
        if let NodeValue::CodeBlock(code) = &node.data().value {
            blocks.push(Block {
                info: code.info.split_whitespace().map(str::to_owned).collect(),
                lines: code.literal.lines().map(str::to_owned).collect(),
            });
        }
    });
    blocks
}

/// The links of a document, and its anchors as GitHub makes them.
pub fn links(path: &str) -> Links {
    let mut links = Links::default();
    let mut names = Anchorizer::new();
    walk(path, |node| match &node.data().value {
        NodeValue::Link(link) | NodeValue::Image(link) => links.to.push(link.url.clone()),
        NodeValue::Heading(_) => {
            links.anchors.insert(names.anchorize(&words(node)));
        }
        _ => {}
    });
    links
}

/// The commands of the program that a document names: in blocks of code, and in code inside its text.
pub fn commands(path: &str) -> Vec<String> {
    let mut commands = Vec::new();
    let mut add = |text: &str| {
        let command = text.trim().trim_start_matches("$ ");
        let command = command.strip_prefix("- run: ").unwrap_or(command);
        let command = command.split("  ").next().unwrap_or_default();
        let command = command
            .split([';', '|', '#', ')'])
            .next()
            .unwrap_or_default();
        let command = command.split(" && ").next().unwrap_or_default();
        if command.starts_with("fluentpress ") {
            commands.push(command.trim().to_owned());
        }
    };
    walk(path, |node| match &node.data().value {
        NodeValue::Code(code) => add(&code.literal),
        // Text is the output of commands.
        NodeValue::CodeBlock(code) if code.info != "text" => {
            code.literal.lines().for_each(&mut add)
        }
        _ => {}
    });
    commands
}

/// The pieces of code inside the text of a document.
pub fn codes(path: &str) -> Vec<String> {
    let mut codes = Vec::new();
    walk(path, |node| {
        if let NodeValue::Code(code) = &node.data().value {
            codes.push(code.literal.clone());
        }
    });
    codes
}

/// The words of a heading.
fn words<'a>(node: &'a AstNode<'a>) -> String {
    let text = node.descendants().map(|inner| match &inner.data().value {
        NodeValue::Text(text) => text.to_string(),
        NodeValue::Code(code) => code.literal.clone(),
        _ => String::new(),
    });
    text.collect()
}

fn walk(path: &str, visit: impl for<'a> FnMut(&'a AstNode<'a>)) {
    let arena = Arena::new();
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.autolink = false;
    let root = parse_document(&arena, &read(path), &options);
    root.descendants().for_each(visit);
}
