//! Opens a file of the project in an editor.

use std::process::{Command, Stdio};

use serde::Deserialize;

use crate::desk::worker::Desk;
use crate::desk::writing::Refusal;
use crate::origin::FileId;

/// A place in a file of the project.
#[derive(Clone, Debug, Deserialize)]
pub struct Place {
    /// Its path from the project's folder.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// From 1.
    pub column: usize,
}

/// Starts the editor of `--editor` at a place. Only files that the session reads are opened, whatever a page asks for.
pub fn open(desk: &Desk, place: &Place) -> Result<(), Refusal> {
    let Some(words) = &desk.settings.editor else {
        return Err((404, "the desk was started without --editor".to_owned()));
    };
    let file = desk.root.join(FileId::new(&place.file).path());
    let real = file
        .canonicalize()
        .ok()
        .filter(|real| real.is_file() && real.starts_with(&desk.root));
    let real = real.ok_or((
        404,
        format!("there is no file `{}` in the project", place.file),
    ))?;
    let real = real.display().to_string();
    let named = words.iter().any(|word| word.contains("{file}"));
    let mut words = words.iter().map(|word| {
        let word = word.replace("{line}", &place.line.to_string());
        word.replace("{column}", &place.column.to_string())
            .replace("{file}", &real)
    });
    let program = words.next().unwrap_or_default();
    let mut command = Command::new(&program);
    command.args(words).args((!named).then_some(&real));
    let streams = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    match streams.spawn() {
        Ok(mut child) => {
            // Nobody else waits for it to end.
            std::thread::spawn(move || child.wait());
            Ok(())
        }
        Err(error) => Err((
            500,
            format!("`{program}` cannot be started: {}", error.kind()),
        )),
    }
}
