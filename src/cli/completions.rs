//! `fluentpress completions`: what a shell needs to complete our commands.

use clap::CommandFactory;
use clap_complete::Shell;

use crate::cli::{Arguments, Exit};

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
    clap_complete::generate(
        options.shell,
        &mut command,
        "fluentpress",
        &mut std::io::stdout(),
    );
    Exit::Done
}
