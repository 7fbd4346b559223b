//! `fluentpress desk`: the project in a browser.

use std::ops::Range;
use std::path::Path;

use tokio::net::TcpListener;

use crate::cli::exit::{Exit, failed, usage};
use crate::cli::project::open;
use crate::cli::writing::note;
use crate::desk::access::Access;
use crate::desk::worker::{Settings, start};
use crate::desk::{routes, server};
use crate::diagnostic::{Code, Diagnostic};
use crate::output::sha256;
use crate::report::{self, stdout};

/// This machine alone.
const HOST: &str = "127.0.0.1";
/// The ports of projects.
const PORTS: Range<u16> = 20_000..32_000;

/// How the desk is opened.
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  fluentpress desk                                   open the desk in the browser
  fluentpress desk --read-only --no-open             print its address; nothing can be changed
  fluentpress desk --editor 'code -g {file}:{line}:{column}'
                                                     open an article's lines in VS Code

The first line on the standard output is the address with its token. Only this machine can reach
it. Ctrl-C ends it; what is typed and not saved is kept in .fluentpress/, for the next time.")]
pub struct Options {
    /// The port of the address; 0 takes a free one [default: one that the project keeps, if it is free]
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    /// Refuse everything that would change a file
    #[arg(long)]
    read_only: bool,
    /// The command that opens a file in an editor: {file}, {line} and {column} stand for the place
    #[arg(long, value_name = "COMMAND")]
    editor: Option<String>,
    /// Do not open the browser
    #[arg(long)]
    no_open: bool,
}

/// The port of a project: what a browser keeps for an address is there again when the desk is. Below the ports that systems give away.
fn own_port(root: &Path) -> u16 {
    let digest = sha256::hex(root.as_os_str().as_encoded_bytes());
    let number = u16::from_str_radix(&digest[..4], 16).unwrap_or_default();
    PORTS.start + number % (PORTS.end - PORTS.start)
}

/// Serves the desk until the process is interrupted.
pub fn run(project: Option<&Path>, options: &Options) -> Exit {
    let editor = match options.editor.as_deref().map(shlex::split) {
        None => None,
        Some(Some(words)) if !words.is_empty() => Some(words),
        Some(_) => {
            let error = Diagnostic::new(Code::Usage, "`--editor` is no command");
            return usage(error.hint("give a program and its arguments, as in a shell"));
        }
    };
    let session = match open(project) {
        Ok(session) => session,
        Err(exit) => return exit,
    };
    let settings = Settings {
        read_only: options.read_only,
        editor,
    };
    let stopped = |error: &dyn std::fmt::Display| {
        let error = Diagnostic::new(Code::Desk, format!("the desk cannot be opened: {error}"));
        let hint = "give another `--port`, or none for a free one";
        failed(error.hint(hint), report::Format::Human)
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let runtime = match runtime {
        Ok(runtime) => runtime,
        Err(error) => return stopped(&error),
    };
    runtime.block_on(async {
        let listener = match options.port {
            Some(port) => TcpListener::bind((HOST, port)).await,
            None => match TcpListener::bind((HOST, own_port(session.vfs().root()))).await {
                Ok(listener) => Ok(listener),
                Err(_) => TcpListener::bind((HOST, 0)).await,
            },
        };
        let bound = listener.and_then(|listener| {
            let port = listener.local_addr()?.port();
            Ok((listener, port))
        });
        let (listener, port) = match bound {
            Ok(bound) => bound,
            Err(error) => return stopped(&error.kind()),
        };
        let access = match Access::new(port) {
            Ok(access) => access,
            Err(error) => return stopped(&error),
        };
        let desk = match start(session, settings) {
            Ok(desk) => desk,
            Err(error) => return stopped(&error.kind()),
        };
        let address = access.address();
        say!("{address}");
        if stdout::finish().is_err() {
            return Exit::Done;
        }
        note("the desk is open; stop it with Ctrl-C");
        if !options.no_open && ::open::that_detached(&address).is_err() {
            note("no browser can be started: open the address above in one");
        }
        match server::serve(listener, routes::routes(desk, access)).await {
            Ok(()) => Exit::Done,
            Err(error) => stopped(&error),
        }
    })
}
