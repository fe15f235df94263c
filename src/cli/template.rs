//! `talda template`: a letterhead to begin with.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::exit::{Exit, tell, tell_io};
use crate::publish::word::letterhead;

#[derive(Debug, Args)]
pub struct TemplateArguments {
    /// The file to write; one that is there is not overwritten
    #[arg(value_name = "FILE.docx")]
    file: PathBuf,
}

/// `talda template`.
pub fn template(arguments: &TemplateArguments) -> Exit {
    let bytes = match letterhead() {
        Ok(bytes) => bytes,
        Err(error) => {
            tell(&error, error.hint());
            return Exit::Failed;
        }
    };
    let file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&arguments.file);
    match file.and_then(|mut file| file.write_all(&bytes)) {
        Ok(()) => Exit::Done,
        Err(error) => tell_io(&format!("cannot write `{}`", arguments.file.display()), &error),
    }
}
