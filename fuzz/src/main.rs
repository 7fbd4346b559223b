//! Gives every reader of files inputs that nobody would write: pieces of real files, cut, moved, repeated and mixed with what
//! has made programs fail before.
//!
//! An input is made from the seed and its number alone, so that a failure is repeated by them, also where it ended the
//! process. Inputs that fail are kept in `fuzz/failures/`.

mod edit;
mod targets;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Parser;
use fluentpress::limits::STACK;

use crate::targets::{Target, all};

/// No input may take longer, in a build with little optimization.
const LONG: Duration = Duration::from_secs(5);
/// How many failures of a target are shown before the next one has its turn.
const SHOWN: usize = 5;

/// Gives every reader of files inputs that nobody would write
#[derive(Parser)]
struct Arguments {
    /// The targets; all, if none is named
    targets: Vec<String>,
    /// How long each target runs
    #[arg(long, value_name = "N", default_value_t = 10)]
    seconds: u64,
    /// How many inputs each target gets at most
    #[arg(long, value_name = "N", default_value_t = u64::MAX)]
    inputs: u64,
    /// What inputs are made from, beside their number
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u64,
    /// The number of the first input
    #[arg(long, value_name = "N", default_value_t = 0)]
    from: u64,
    /// Write the number of each input before it is tried: to find one that ends the process
    #[arg(long)]
    verbose: bool,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut targets = all();
    let names: Vec<&str> = targets.iter().map(|target| target.name).collect();
    for name in &arguments.targets {
        if !names.contains(&name.as_str()) {
            eprintln!(
                "there is no target `{name}`; there are {}",
                names.join(", ")
            );
            return ExitCode::from(2);
        }
    }
    if !arguments.targets.is_empty() {
        targets.retain(|target| arguments.targets.iter().any(|name| name == target.name));
    }
    // The stack that the program has.
    let thread = std::thread::Builder::new().stack_size(STACK);
    let run = move || targets.iter().map(|target| fuzz(target, &arguments)).sum();
    let failures = thread.spawn(run).map(std::thread::JoinHandle::join);
    match failures {
        Ok(Ok(0_usize)) => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

/// Runs a target, and says how many inputs it got. The result is how many of them failed.
fn fuzz(target: &Target, arguments: &Arguments) -> usize {
    let start = Instant::now();
    let mut failures = 0;
    let mut count = 0;
    while start.elapsed() < Duration::from_secs(arguments.seconds)
        && count < arguments.inputs
        && failures < SHOWN
    {
        let number = arguments.from + count;
        if arguments.verbose {
            eprintln!("{} {number}", target.name);
        }
        let input = target.input(arguments.seed, number);
        let began = Instant::now();
        let has_ended = catch_unwind(AssertUnwindSafe(|| (target.run)(&input))).is_ok();
        let took = began.elapsed();
        count += 1;
        if !has_ended || took > LONG {
            failures += 1;
            let (name, seed) = (target.name, arguments.seed);
            let kept = keep(name, &input);
            let what = if has_ended { "took long" } else { "failed" };
            eprintln!(
                "{name}: input {number} of seed {seed} {what}, {took:?}; it is kept in {}",
                kept.display()
            );
        }
    }
    let rate = count as f64 / start.elapsed().as_secs_f64();
    println!(
        "{}: {count} inputs, {rate:.0} in a second, {failures} failures",
        target.name
    );
    failures
}

/// Keeps an input that failed.
fn keep(target: &str, input: &[u8]) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("failures");
    let digest = digest_of(input);
    let file = folder.join(format!("{target}-{digest:016x}"));
    if fs::create_dir_all(&folder)
        .and_then(|()| fs::write(&file, input))
        .is_err()
    {
        eprintln!("{} cannot be written", file.display());
    }
    file
}

fn digest_of(input: &[u8]) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    input.hash(&mut hasher);
    hasher.finish()
}
