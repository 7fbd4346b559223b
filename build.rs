//! How the program is linked for tests, and what it is made from.

use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|own| own == value);
    // The tests start the program some thousand times. At a fixed address, its tables of pointers, 2.5 MB, need no relocation at each
    // start, which is half of the time that a start takes. What is released keeps its random address.
    if is("PROFILE", "debug")
        && is("CARGO_CFG_TARGET_OS", "linux")
        && is("CARGO_CFG_TARGET_ENV", "gnu")
    {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
    println!("cargo::rustc-env=FLUENTPRESS_PROGRAM={:032x}", program());
}

/// A digest of what the program is compiled from (FNV-1a): its sources, its defaults, and which versions of other packages. The same on all systems, and for a
/// checkout as for a package.
fn program() -> u128 {
    const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let mut digest = OFFSET;
    let mut add = |bytes: &[u8]| {
        // Line ends may be those of Windows.
        for byte in bytes.iter().filter(|byte| **byte != b'\r') {
            digest = (digest ^ u128::from(*byte)).wrapping_mul(PRIME);
        }
    };
    for folder in ["src", "layouts", "i18n"] {
        for file in files(Path::new(folder)) {
            // Of translations, labels alone are part of the program.
            if folder == "i18n" && !file.ends_with("labels.ftl") {
                continue;
            }
            println!("cargo::rerun-if-changed={}", file.display());
            add(file.to_string_lossy().replace('\\', "/").as_bytes());
            add(&fs::read(&file).unwrap_or_default());
        }
    }
    println!("cargo::rerun-if-changed=Cargo.lock");
    let lock = fs::read_to_string("Cargo.lock").unwrap_or_default();
    for package in lock.split("[[package]]") {
        let mut lines = package
            .lines()
            .filter(|line| line.starts_with("name = ") || line.starts_with("version = \""));
        let (name, version) = (lines.next(), lines.next());
        // Which of our own packages there are depends on where this is built.
        if let (Some(name), Some(version)) = (name, version)
            && !name.contains("fluentpress")
        {
            add(name.as_bytes());
            add(version.as_bytes());
        }
    }
    digest
}

/// The file of a name, or the files of a folder, in order.
fn files(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_owned()];
    }
    let entries = fs::read_dir(path).into_iter().flatten().flatten();
    let mut inside: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    inside.sort();
    inside.iter().flat_map(|path| files(path)).collect()
}
