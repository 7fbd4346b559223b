//! A fault planted for every rule of the preflight is found, and its sound twin passes.

mod support;

use std::fs;
use std::process::Command;

use lopdf::{Object, dictionary};
use serde_json::Value;
use support::Run;
use support::press::{Sound, saved, text};

/// Runs the command on bytes.
fn preflight(bytes: &[u8], arguments: &[&str]) -> Run {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.pdf");
    fs::write(&path, bytes).expect("a file");
    let mut command = Command::new(env!("CARGO_BIN_EXE_fluentpress"));
    command.arg("preflight").arg(&path).args(arguments);
    Run::of(command.output().expect("the command starts"))
}

/// What the command says to machines.
fn lines(bytes: &[u8], arguments: &[&str]) -> Vec<Value> {
    let arguments = [arguments, &["--message-format", "json"]].concat();
    let run = preflight(bytes, &arguments);
    assert_eq!(run.stderr, "", "{arguments:?}");
    let lines: Vec<Value> = run
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let errors = lines.iter().any(|line| line["severity"] == "error");
    assert_eq!(run.code, i32::from(errors), "{}", run.stdout);
    lines
}

/// Findings and what is undecided, as `code severity: message`.
fn said(bytes: &[u8], arguments: &[&str]) -> Vec<String> {
    let lines = lines(bytes, arguments);
    let said = lines.iter().filter_map(|line| {
        let code = line["code"].as_str()?;
        match line["type"].as_str()? {
            "finding" => Some(format!(
                "{code} {}: {}",
                line["severity"].as_str()?,
                line["message"].as_str()?
            )),
            _ => Some(format!("{code} undecided: {}", line["reason"].as_str()?)),
        }
    });
    said.collect()
}

const BLEED: &[&str] = &["--bleed", "3.5"];
const X1A: &[&str] = &["--bleed", "3.5", "--standard", "x-1a"];

/// A fault is found, and nothing else.
#[track_caller]
fn found_with(arguments: &[&str], sound: Sound, wanted: &[&str]) {
    let mut said = said(&sound.bytes(), arguments);
    said.sort();
    assert_eq!(said, wanted, "{arguments:?}");
}

#[track_caller]
fn found(plant: impl Fn(&mut Sound), wanted: &[&str]) {
    let mut sound = Sound::x4();
    plant(&mut sound);
    found_with(BLEED, sound, wanted);
}

#[track_caller]
fn clean(plant: impl Fn(&mut Sound)) {
    found(plant, &[]);
}

/// In PDF/X-1a.
#[track_caller]
fn found_x1a(plant: impl Fn(&mut Sound), wanted: &[&str]) {
    let mut sound = Sound::x1a();
    plant(&mut sound);
    found_with(X1A, sound, wanted);
}

fn name(name: &str) -> Object {
    Object::Name(name.as_bytes().to_vec())
}

fn numbers(all: &[i64]) -> Vec<Object> {
    all.iter().map(|n| (*n).into()).collect()
}

#[test]
fn sound_files_pass() {
    clean(|_| {});
    found_x1a(|_| {}, &[]);
}

#[test]
fn version_and_damage() {
    found(
        |sound| sound.document.version = "1.7".to_owned(),
        &["press-file error: the file is PDF 1.7, too new for PDF/X-4"],
    );
    found(
        |sound| sound.catalog.set("Version", name("2.0")),
        &["press-file error: the file is PDF 2.0, too new for PDF/X-4"],
    );
    found_x1a(
        |sound| sound.document.version = "1.5".to_owned(),
        &["press-file error: the file is PDF 1.5, too new for PDF/X-1a:2003"],
    );
    let bytes = Sound::x4().bytes();
    let cut = &bytes[..bytes.len() - 700];
    assert!(
        said(cut, BLEED)
            .iter()
            .any(|s| s.starts_with("press-file error"))
    );
    let nothing = said(b"not a PDF", BLEED);
    assert!(nothing[0].starts_with("press-file error: the file cannot be read"));
    assert_eq!(
        nothing.len(),
        14,
        "the other rules are undecided: {nothing:?}"
    );
}

#[test]
fn encryption() {
    let mut document = Sound::x4().finish();
    document.change_producer("none");
    let state = lopdf::EncryptionState::try_from(lopdf::EncryptionVersion::V1 {
        document: &document,
        owner_password: "owner",
        user_password: "user",
        permissions: lopdf::Permissions::all(),
    });
    document.encrypt(&state.expect("a key")).expect("encrypted");
    let said = said(&saved(document), BLEED);
    assert!(
        said.contains(&"press-file error: the file is encrypted".to_owned()),
        "{said:?}"
    );
    assert_eq!(said.iter().filter(|s| s.contains("undecided")).count(), 13);
}

#[test]
fn boxes() {
    found(
        |sound| drop(sound.page.remove(b"TrimBox")),
        &["press-boxes error: the page has no TrimBox"],
    );
    found(
        |sound| sound.page.set("TrimBox", numbers(&[0, 20, 220, 120])),
        &[
            "press-background error: an area reaches the trim edge, and ends before the edge of the bleed: left (0.0 mm)",
        ],
    );
}
