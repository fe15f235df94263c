//! The problems of an earlier run, for what became of them.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::corpus::published::Systemic;
use crate::corpus::{self, HalfYear};

/// What the last note found.
#[derive(Debug, Clone, PartialEq)]
pub struct LastNote {
    pub half_year: HalfYear,
    /// Version of its codebook.
    pub codebook: String,
    /// Problems that reached a level, the highest first.
    pub problems: Vec<Systemic>,
}

/// Why a folder is not that of the last note.
#[derive(Debug, thiserror::Error)]
pub enum LastFault {
    #[error("`{folder}` is no run folder: its manifest cannot be read")]
    NoRun { folder: PathBuf, source: std::io::Error },
    #[error("the manifest of `{folder}` cannot be understood")]
    Manifest {
        folder: PathBuf,
        source: serde_json::Error,
    },
    #[error("the run `{folder}` is of the oblast {found}, not {expected}")]
    Oblast {
        folder: PathBuf,
        found: String,
        expected: String,
    },
    #[error("the run `{folder}` is on {found}, which is not before {expected}")]
    NotBefore {
        folder: PathBuf,
        found: HalfYear,
        expected: HalfYear,
    },
    #[error("the problems of the run `{folder}` cannot be read")]
    Problems { folder: PathBuf, source: corpus::Error },
}

impl LastFault {
    /// What the reader can do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NoRun { .. } | Self::Manifest { .. } => {
                "name a folder under out/runs, e.g. out/runs/2025H2-0a1b2c3d"
            }
            Self::Oblast { .. } | Self::NotBefore { .. } => {
                "name the run of an earlier half-year of the same oblast"
            }
            Self::Problems { .. } => "the run was made by another version of talda: run that half-year again",
        }
    }
}

#[derive(Debug, Deserialize)]
struct Manifest {
    oblast: String,
    half_year: HalfYear,
    codebook: String,
}

impl LastNote {
    /// The last note in a run folder, for the note of an oblast on `half_year`.
    pub fn read(folder: &Path, oblast: &str, half_year: HalfYear) -> Result<Self, LastFault> {
        let named = || folder.to_owned();
        let text =
            std::fs::read_to_string(folder.join("manifest.json")).map_err(|source| LastFault::NoRun {
                folder: named(),
                source,
            })?;
        let manifest: Manifest = serde_json::from_str(&text).map_err(|source| LastFault::Manifest {
            folder: named(),
            source,
        })?;
        if manifest.oblast != oblast {
            return Err(LastFault::Oblast {
                folder: named(),
                found: manifest.oblast,
                expected: oblast.to_owned(),
            });
        }
        if manifest.half_year >= half_year {
            return Err(LastFault::NotBefore {
                folder: named(),
                found: manifest.half_year,
                expected: half_year,
            });
        }
        let table = folder.join("tables/systemic_problems.parquet");
        let problems: Vec<Systemic> = corpus::read(&table).map_err(|source| LastFault::Problems {
            folder: named(),
            source,
        })?;
        Ok(Self {
            half_year: manifest.half_year,
            codebook: manifest.codebook,
            problems,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::sample;

    /// A run folder of an oblast on a half-year.
    fn run(oblast: &str, half_year: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let manifest = format!(
            r#"{{"oblast": "{oblast}", "half_year": "{half_year}", "codebook": "sample", "run": "x"}}"#
        );
        std::fs::write(folder.path().join("manifest.json"), manifest).unwrap();
        std::fs::create_dir(folder.path().join("tables")).unwrap();
        let problems = sample::findings().systemic;
        corpus::write(&folder.path().join("tables/systemic_problems.parquet"), &problems).unwrap();
        folder
    }

    fn read(folder: &Path) -> Result<LastNote, LastFault> {
        LastNote::read(folder, "610000000", "2026H1".parse().unwrap())
    }

    #[test]
    fn the_problems_of_an_earlier_run_of_the_oblast_are_read() {
        let folder = run("610000000", "2025H2");
        let last = read(folder.path()).unwrap();
        assert_eq!(last.half_year.to_string(), "2025H2");
        assert_eq!(last.codebook, "sample");
        assert_eq!(last.problems, sample::findings().systemic);
    }

    #[test]
    fn another_oblast_a_later_half_year_and_no_run_are_refused_by_name() {
        let fault = |folder: &tempfile::TempDir| read(folder.path()).unwrap_err();
        assert!(matches!(
            fault(&run("110000000", "2025H2")),
            LastFault::Oblast { .. }
        ));
        assert!(matches!(
            fault(&run("610000000", "2026H1")),
            LastFault::NotBefore { .. }
        ));
        assert!(matches!(
            fault(&tempfile::tempdir().unwrap()),
            LastFault::NoRun { .. }
        ));
        let broken = run("610000000", "2025H2");
        std::fs::write(broken.path().join("tables/systemic_problems.parquet"), "x").unwrap();
        assert!(matches!(fault(&broken), LastFault::Problems { .. }));
    }
}
