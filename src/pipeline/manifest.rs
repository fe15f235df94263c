//! The run manifest: what a run was made of and what it left.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::Path;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::file::{CodingOptions, Limits, NoteOptions, PlaceOptions, PrivacyOptions, TermOptions};
use crate::corpus::HalfYear;

/// `manifest.json` of a run. Everything but `work` is the same for the same inputs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Manifest {
    pub program: Program,
    pub run: String,
    pub oblast: String,
    pub half_year: HalfYear,
    pub as_of: Date,
    pub codebook: String,
    pub options: Options,
    pub inputs: Vec<Input>,
    pub rows: Rows,
    pub files: Vec<FileMark>,
    pub work: Work,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Program {
    pub name: &'static str,
    pub version: &'static str,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Options {
    pub place: PlaceOptions,
    pub terms: TermOptions,
    pub coding: CodingOptions,
    pub limits: Limits,
    pub privacy: PrivacyOptions,
    pub note: NoteOptions,
    /// What of the letterhead looks like personal data and went through as the office's own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub letterhead: Vec<LetThrough>,
}

/// Values of one part of the letterhead that went through the second check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LetThrough {
    pub part: String,
    pub rule: &'static str,
    /// Different values.
    pub values: usize,
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Input {
    /// Register, or `population`, `boundaries`, `pipeline`.
    pub role: String,
    pub file: String,
    pub bytes: u64,
    pub sha256: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exported_on: Option<Date>,
}

/// Row counts: `read = accepted + rejected`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Rows {
    pub read: u64,
    pub accepted: u64,
    pub rejected: u64,
    /// Appeals of the corpus in their latest version, children included.
    pub appeals: u64,
}

/// A file of the run with its checksum.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FileMark {
    pub path: String,
    pub bytes: u64,
    pub sha256: String,
}

/// What this very run had to do; differs from run to run.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Work {
    /// Texts annotated in this run; the others were taken from the store.
    pub annotated: u64,
    pub reused: u64,
    pub threads: usize,
    pub seconds: BTreeMap<String, f64>,
}

/// Checksums of all files below `folder`, by path.
pub fn marks(folder: &Path) -> io::Result<Vec<FileMark>> {
    let mut marks = Vec::new();
    collect(folder, folder, &mut marks)?;
    marks.sort();
    Ok(marks)
}

fn collect(root: &Path, folder: &Path, marks: &mut Vec<FileMark>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(root, &path, marks)?;
        } else {
            let (bytes, sha256) = checksum(&path)?;
            let name = path
                .strip_prefix(root)
                .unwrap_or(&path)
                .to_string_lossy()
                .into_owned();
            marks.push(FileMark {
                path: name,
                bytes,
                sha256,
            });
        }
    }
    Ok(())
}

/// Length in bytes and SHA-256 of a file.
pub fn checksum(path: &Path) -> io::Result<(u64, String)> {
    let mut hasher = Sha256::new();
    let bytes = io::copy(&mut File::open(path)?, &mut hasher)?;
    Ok((
        bytes,
        hasher
            .finalize()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect(),
    ))
}

/// True when `run` is a published run whose files are all there with the checksums of its manifest.
pub fn is_whole(run: &Path) -> bool {
    #[derive(Deserialize)]
    struct Listed {
        files: Vec<FileMark>,
    }
    let Ok(text) = fs::read_to_string(run.join("manifest.json")) else {
        return false;
    };
    let Ok(listed) = serde_json::from_str::<Listed>(&text) else {
        return false;
    };
    listed.files.iter().all(|mark| {
        checksum(&run.join(&mark.path))
            .is_ok_and(|(bytes, sha256)| bytes == mark.bytes && sha256 == mark.sha256)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_with_a_changed_or_missing_file_is_not_whole() {
        let run = tempfile::tempdir().unwrap();
        fs::create_dir(run.path().join("tables")).unwrap();
        fs::write(run.path().join("tables/a"), "x").unwrap();
        let files = marks(run.path()).unwrap();
        let manifest = serde_json::json!({ "files": files });
        fs::write(run.path().join("manifest.json"), manifest.to_string()).unwrap();
        assert!(is_whole(run.path()));
        fs::write(run.path().join("tables/a"), "y").unwrap();
        assert!(!is_whole(run.path()));
        fs::remove_file(run.path().join("tables/a")).unwrap();
        assert!(!is_whole(run.path()));
    }
}
