//! The pipeline file, the period, the run manifest, what has to be redone.

mod decisions;
mod file;
mod manifest;
mod plan;
mod rejected;
mod render;
mod run;
mod second_check;
mod staging;
mod stationery;
mod store;

use std::path::PathBuf;

use crate::coding::Fault;

pub use file::{
    CodingOptions, Due, Limits, NoteOptions, PipelineFile, PlaceOptions, Population, PrivacyOptions,
    TermOptions, nearest_key,
};
pub use plan::{Plan, RegisterPlan, read_codebook, read_model};
pub use run::{Decisions, Finish, Outcome, Progress, flags, run};

/// Why a pipeline cannot be run.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the pipeline file `{path}` cannot be read")]
    ReadPipeline { path: PathBuf, source: std::io::Error },
    #[error("`{path}`, line {line}: {message}")]
    Pipeline {
        path: PathBuf,
        line: usize,
        message: String,
    },
    #[error("`{path}`: register `{register}` names `{pattern}`, and no such file is there")]
    NoFiles {
        path: PathBuf,
        register: String,
        pattern: String,
    },
    #[error("`{path}`: two registers are called `{register}`")]
    SameName { path: PathBuf, register: String },
    #[error("`{path}`: `{oblast}` is not the КАТО code of an oblast or city of republican significance")]
    Oblast { path: PathBuf, oblast: String },
    #[error("`{path}` cannot be read")]
    Read { path: PathBuf, source: std::io::Error },
    #[error("`{path}`, line {line}: {why}")]
    Population { path: PathBuf, line: usize, why: String },
    #[error("another run holds `{path}`")]
    Locked { path: PathBuf },
    #[error("the store `{path}` cannot be used")]
    Store { path: PathBuf, source: std::io::Error },
    #[error("the output folder `{path}` cannot be written")]
    Out { path: PathBuf, source: std::io::Error },
    #[error(
        "{rejected} of {read} rows of `{file}` were refused, more than the pipeline allows; nothing was published"
    )]
    TooManyRejected { file: String, rejected: u64, read: u64 },
    #[error("personal data was left in what the run would show; nothing was published\n{}", .findings.join("\n"))]
    PersonalData {
        /// File, column or part, rule and how many; no value.
        findings: Vec<String>,
        /// Where the values stand.
        list: PathBuf,
    },
    #[error("{name} has mistakes:\n{}", lines(.faults))]
    Codebook {
        /// ``the codebook `ours` ``, «the built-in codebook».
        name: String,
        faults: Vec<Fault>,
    },
    #[error("`{path}` is no folder with topic files")]
    NoTopicFiles { path: PathBuf },
    #[error("the model `{path}` cannot be used")]
    Model {
        path: PathBuf,
        source: crate::coding::model::ModelError,
    },
    #[error("the letterhead cannot be used")]
    Letterhead(#[source] crate::inspect::Error),
    #[error(transparent)]
    Inspect(#[from] crate::inspect::Error),
    #[error(transparent)]
    Ingest(#[from] crate::ingest::Error),
    #[error(transparent)]
    Corpus(#[from] crate::corpus::Error),
    #[error(transparent)]
    Law(#[from] crate::law::Error),
    #[error(transparent)]
    Place(#[from] crate::place::Error),
    #[error(transparent)]
    Analyse(#[from] crate::analyse::Error),
    #[error(transparent)]
    Publish(#[from] crate::publish::Error),
    #[error(transparent)]
    LastNote(#[from] crate::publish::note::LastFault),
    #[error("the threads cannot be started")]
    Threads(#[from] rayon::ThreadPoolBuildError),
}

impl Error {
    /// What the reader can do about it.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::ReadPipeline { .. } => Some("name an existing file, e.g. pipelines/half-year.toml".into()),
            Self::Pipeline { message, .. } => {
                nearest_key(message).map(|key| format!("did you mean `{key}`?"))
            }
            Self::NoFiles { .. } => {
                Some("paths in a pipeline file are relative to the folder it stands in".into())
            }
            Self::SameName { .. } => Some("give each register a name of its own".into()),
            Self::Oblast { .. } => Some("the codes stand in dictionaries/place/regions.csv".into()),
            Self::Model { .. } => Some("`talda train` makes one".into()),
            Self::Population { .. } => Some("the file needs the columns kato,residents".into()),
            Self::NoTopicFiles { .. } => Some(
                "a codebook is a folder of TOML files, one a problem area, as in dictionaries/codebook"
                    .into(),
            ),
            Self::Locked { .. } => Some("wait until it has ended; the lock goes with its process".into()),
            Self::TooManyRejected { .. } => Some(
                "see rejected.csv in the output folder; `limits.max_rejected_share` sets the bound".into(),
            ),
            Self::PersonalData { list, .. } => Some(format!(
                "the values are listed in `{}`, for the owner of the store alone; `[privacy] accepted` in the pipeline \
                 file lets one through by its mark",
                list.display()
            )),
            Self::Letterhead(_) => {
                Some("take this part out of the letterhead, or paste the picture anew as PNG".into())
            }
            Self::Store { .. } | Self::Out { .. } => {
                Some("check the access rights and the free space".into())
            }
            Self::Ingest(error) => error.hint(),
            Self::LastNote(fault) => Some(fault.hint().to_owned()),
            Self::Publish(error) => error.hint(),
            _ => None,
        }
    }

    /// True for mistakes in the pipeline file or dictionaries, as against failures of a run.
    pub fn is_configuration(&self) -> bool {
        matches!(
            self,
            Self::ReadPipeline { .. }
                | Self::Pipeline { .. }
                | Self::NoFiles { .. }
                | Self::SameName { .. }
                | Self::Oblast { .. }
                | Self::Population { .. }
                | Self::Codebook { .. }
                | Self::NoTopicFiles { .. }
                | Self::Model { .. }
                | Self::Law(_)
                | Self::Place(_)
                | Self::Letterhead(_)
                | Self::LastNote(_)
                | Self::Publish(
                    crate::publish::Error::Phrases { .. } | crate::publish::Error::Letterhead { .. }
                )
        )
    }
}

fn lines(faults: &[Fault]) -> String {
    let lines: Vec<String> = faults.iter().map(Fault::to_string).collect();
    lines.join("\n")
}
