//! The command `preflight` on files made in tests.

use std::fs;
use std::process::Command;

use serde_json::Value;

use super::Run;
use super::messages::messages;

/// Runs the command on bytes.
pub fn preflight(bytes: &[u8], arguments: &[&str]) -> Run {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.pdf");
    fs::write(&path, bytes).expect("a file");
    let mut command = Command::new(env!("CARGO_BIN_EXE_fluentpress"));
    command.arg("preflight").arg(&path).args(arguments);
    Run::of(command.output().expect("the command starts"))
}

/// What the command says to machines.
pub fn lines(bytes: &[u8], arguments: &[&str]) -> Vec<Value> {
    let arguments = [arguments, &["--message-format", "json"]].concat();
    let run = preflight(bytes, &arguments);
    assert_eq!(run.stderr, "", "{arguments:?}");
    let lines = messages(&run.stdout);
    let errors = lines.iter().any(|line| line["severity"] == "error");
    assert_eq!(run.code, i32::from(errors), "{}", run.stdout);
    lines
}

/// Findings and what is undecided, as `code severity: message`.
pub fn said(bytes: &[u8], arguments: &[&str]) -> Vec<String> {
    let lines = lines(bytes, arguments);
    let said = lines.iter().filter_map(|line| {
        let code = line["code"].as_str()?;
        match line["type"].as_str()? {
            "finding" => Some(format!(
                "{code} {}: {}",
                line["severity"].as_str()?,
                line["message"].as_str()?
            )),
            "undecided" => Some(format!("{code} undecided: {}", line["reason"].as_str()?)),
            _ => None,
        }
    });
    said.collect()
}

pub const BLEED: &[&str] = &["--bleed", "3.5"];
