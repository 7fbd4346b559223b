//! The standard output; a failed write is kept and reported at the end: half a list is no list.

use std::io::{self, ErrorKind, Write};
use std::sync::{Mutex, PoisonError};

/// What went wrong first.
static FAILED: Mutex<Option<ErrorKind>> = Mutex::new(None);

/// The standard output, for text with colours: they are left out if it is no terminal.
pub fn colored() -> Checked<anstream::AutoStream<io::Stdout>> {
    Checked(anstream::stdout())
}

/// The standard output, for machines.
pub fn plain() -> Checked<io::Stdout> {
    Checked(io::stdout())
}

/// A stream whose errors are remembered, and not returned: who writes has nothing to do about them.
pub struct Checked<W>(W);

impl<W: Write> Write for Checked<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write_all(bytes).unwrap_or_else(remember);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush().unwrap_or_else(remember);
        Ok(())
    }
}

/// Flushes what is left. The error is that of the first failed write.
pub fn finish() -> Result<(), ErrorKind> {
    let _ = plain().flush();
    match *FAILED.lock().unwrap_or_else(PoisonError::into_inner) {
        Some(why) => Err(why),
        None => Ok(()),
    }
}

fn remember(error: io::Error) {
    let mut failed = FAILED.lock().unwrap_or_else(PoisonError::into_inner);
    failed.get_or_insert(error.kind());
}
