//! JSON Lines files that are read whole; a bad line is told and passed over.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use super::exit::{Exit, tell_io};

/// What a file held.
#[derive(Debug)]
pub struct Lines<T> {
    pub records: Vec<T>,
    /// Lines that were told and passed over.
    pub refused: usize,
}

/// Every line of `path` that `read` accepts; the others are told with file, line and reason.
pub fn read_lines<T, E: std::fmt::Display>(
    path: &Path,
    mut read: impl FnMut(&str) -> Result<T, E>,
) -> Result<Lines<T>, Exit> {
    let file = File::open(path)
        .map_err(|error| tell_io(&format!("`{}` cannot be opened", path.display()), &error))?;
    let mut found = Lines {
        records: Vec::new(),
        refused: 0,
    };
    for (index, line) in BufReader::new(file).lines().enumerate() {
        let line = line.map_err(|error| tell_unreadable(path, index + 1, &error))?;
        // Windows tools begin a file with a byte order mark.
        let line = line.trim_start_matches('\u{feff}');
        if line.trim().is_empty() {
            continue;
        }
        match read(line) {
            Ok(record) => found.records.push(record),
            Err(why) => {
                eprintln!("error: `{}`, line {}: {why}", path.display(), index + 1);
                found.refused += 1;
            }
        }
    }
    Ok(found)
}

fn tell_unreadable(path: &Path, line: usize, error: &io::Error) -> Exit {
    tell_io(
        &format!("`{}`, line {line} cannot be read", path.display()),
        error,
    )
}

/// A text and the name it goes by.
#[derive(Debug)]
pub struct Text {
    pub id: String,
    pub text: String,
}

/// The texts of a file of `id` and `text`; other members are passed over.
pub fn read_texts(path: &Path) -> Result<Lines<Text>, Exit> {
    #[derive(serde::Deserialize)]
    struct Record {
        id: serde_json::Value,
        text: String,
    }
    read_lines(path, |line| {
        // serde_json's message can quote the line, which may be personal; only the place is told.
        let record: Record = serde_json::from_str(line).map_err(|error| {
            format!(
                "column {}: not a JSON object with `id` and `text`",
                error.column()
            )
        })?;
        Ok::<Text, String>(Text {
            id: record
                .id
                .as_str()
                .map_or_else(|| record.id.to_string(), str::to_owned),
            text: record.text,
        })
    })
}
