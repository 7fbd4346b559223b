//! What the tests share: files in which a fault is planted, and what is found in them.

pub mod sound;

use lopdf::Object;
use preflight::{Limits, Standard, check};

use sound::Sound;

/// The defaults, with the bleed of the sound file.
pub fn asked() -> Limits {
    Limits {
        bleed: 3.5,
        ..Limits::default()
    }
}

/// Findings and what is undecided, as `code severity: message`.
pub fn said(bytes: &[u8], limits: &Limits) -> Vec<String> {
    let report = check(bytes, limits);
    let findings = report.findings.iter().map(|found| {
        let (code, severity) = (found.rule.code(), found.severity.name());
        format!("{code} {severity}: {}", found.message)
    });
    let undecided = report.undecided.iter();
    let undecided = undecided.map(|o| format!("{} undecided: {}", o.rule.code(), o.reason));
    findings.chain(undecided).collect()
}

/// A fault is found, and nothing else.
#[track_caller]
pub fn found_with(limits: &Limits, sound: Sound, wanted: &[&str]) {
    let mut said = said(&sound.bytes(), limits);
    said.sort();
    assert_eq!(said, wanted, "{limits:?}");
}

#[track_caller]
pub fn found(plant: impl Fn(&mut Sound), wanted: &[&str]) {
    let mut sound = Sound::x4();
    plant(&mut sound);
    found_with(&asked(), sound, wanted);
}

#[track_caller]
pub fn clean(plant: impl Fn(&mut Sound)) {
    found(plant, &[]);
}

/// In PDF/X-1a.
#[track_caller]
pub fn found_x1a(plant: impl Fn(&mut Sound), wanted: &[&str]) {
    let mut sound = Sound::x1a();
    plant(&mut sound);
    let limits = Limits {
        standard: Standard::X1a,
        ..asked()
    };
    found_with(&limits, sound, wanted);
}

pub fn name(name: &str) -> Object {
    Object::Name(name.as_bytes().to_vec())
}

pub fn numbers(all: &[i64]) -> Vec<Object> {
    all.iter().map(|n| (*n).into()).collect()
}
