//! `fluentpress completions`: what a shell needs to complete our commands.

use std::io::Write as _;

use clap::CommandFactory;
use clap_complete::Shell;

use crate::cli::Arguments;
use crate::cli::exit::Exit;
use crate::report::stdout;

/// Which shell.
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  fluentpress completions bash > ~/.local/share/bash-completion/completions/fluentpress
  fluentpress completions fish > ~/.config/fish/completions/fluentpress.fish
  fluentpress completions zsh > ~/.zfunc/_fluentpress
                                             with ~/.zfunc in fpath, before compinit")]
pub struct Options {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    shell: Shell,
}

/// Writes the completions to the standard output.
pub fn run(options: &Options) -> Exit {
    let mut command = Arguments::command();
    // `generate` panics where it cannot write.
    let mut text = Vec::new();
    clap_complete::generate(options.shell, &mut command, "fluentpress", &mut text);
    let _ = stdout::plain().write_all(&text);
    Exit::Done
}
