//! How the program is linked for tests.

use std::env;

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
}
