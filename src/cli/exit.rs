//! Exit codes and how errors are told.

use std::error::Error;
use std::io;
use std::process::ExitCode;

use crate::pipeline;

/// How the program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    Done,
    Failed,
    /// Done, but rows were rejected or a register is stale: not 1, so that a timer can tell the two apart.
    DoneWithRejections,
    /// sysexits EX_USAGE.
    Usage,
    /// sysexits EX_CONFIG.
    Configuration,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Failed => 1,
            Exit::DoneWithRejections => 2,
            Exit::Usage => 64,
            Exit::Configuration => 78,
        })
    }
}

/// Tells an error with its causes, and the hint on a line of its own.
pub fn tell(error: &dyn Error, hint: Option<String>) {
    let mut line = format!("error: {error}");
    let mut cause = error.source();
    while let Some(source) = cause {
        line.push_str(&format!(": {source}"));
        cause = source.source();
    }
    eprintln!("{line}");
    if let Some(hint) = hint {
        eprintln!("hint: {hint}");
    }
}

/// Tells why a pipeline cannot be run.
pub fn tell_pipeline(error: &pipeline::Error) -> Exit {
    tell(error, error.hint());
    if error.is_configuration() {
        Exit::Configuration
    } else {
        Exit::Failed
    }
}

/// Tells that reading or writing failed; a reader who has gone (`| head`) is no failure.
pub fn tell_io(what: &str, error: &io::Error) -> Exit {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return Exit::Done;
    }
    eprintln!("error: {what}: {error}");
    Exit::Failed
}
