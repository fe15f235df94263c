//! `talda review`: what a person should code next.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::codebook::read_codebook;
use super::evaluate::{read_text, tell_cells};
use super::exit::{Exit, tell, tell_io};
use super::json_lines::read_lines;
use crate::coding::review::{Candidate, CandidateCode, ReviewPlan, choose, form};
use crate::coding::{Codebook, Corrections, mark};
use crate::corpus;
use crate::corpus::published::{Appeal, Coding};
use crate::text::language::Tongue;

/// Writes a CSV to the standard output. Filled in (`codes`, `main`, `analyst`, `date`), it is a corrections file.
#[derive(Debug, Args)]
pub struct ReviewArguments {
    /// A run folder, or what `talda annotate` gave
    annotated: PathBuf,
    /// Appeals to choose
    #[arg(long, default_value_t = 50)]
    count: usize,
    /// Share of them drawn by chance, from 0 to 1, for honest estimates
    #[arg(long, default_value_t = 0.2, value_parser = share)]
    audit_share: f64,
    /// The same seed chooses the same appeals
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Corrections made before: appeals decided in them are left out unless their text has changed
    #[arg(long, value_name = "FILE")]
    corrections: Option<PathBuf>,
    /// Register of the appeals, where their lines do not name it
    #[arg(long, default_value = "")]
    register: String,
    /// Folder of topic files in place of the built-in codebook
    #[arg(long, value_name = "DIR")]
    codebook: Option<PathBuf>,
    /// Language of the names of topics
    #[arg(long, default_value = "ru")]
    lang: Lang,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Lang {
    Kk,
    Ru,
}

fn share(text: &str) -> Result<f64, String> {
    let share = text.parse().ok().filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| "not a number from 0 to 1".to_owned())
}

/// `talda review`.
pub fn review(arguments: &ReviewArguments) -> Exit {
    match write(arguments) {
        Ok(exit) | Err(exit) => exit,
    }
}

fn write(arguments: &ReviewArguments) -> Result<Exit, Exit> {
    let codebook = read_codebook(arguments.codebook.as_deref())?;
    let (mut candidates, clean) = read_candidates(arguments)?;
    if let Some(path) = &arguments.corrections {
        let corrections = read_corrections(path, &codebook)?;
        candidates.retain(|candidate| !is_decided(candidate, &corrections));
    }
    let plan = ReviewPlan {
        count: arguments.count,
        audit_share: arguments.audit_share,
        seed: arguments.seed,
    };
    let picks = choose(&candidates, &plan);
    if picks.len() < arguments.count {
        eprintln!(
            "note: {} of {} chosen: no others differ enough",
            picks.len(),
            arguments.count
        );
    }
    let tongue = match arguments.lang {
        Lang::Kk => Tongue::Kk,
        Lang::Ru => Tongue::Ru,
    };
    let written = io::stdout().lock().write_all(&form(&picks, &codebook, tongue));
    written.map_err(|error| tell_io("cannot go on", &error))?;
    Ok(if clean {
        Exit::Done
    } else {
        Exit::DoneWithRejections
    })
}

/// The candidates of the file, and whether every line of it counts.
fn read_candidates(arguments: &ReviewArguments) -> Result<(Vec<Candidate>, bool), Exit> {
    let path = &arguments.annotated;
    if path.is_dir() {
        return Ok((of_run(path)?, true));
    }
    let mut lines = read_lines(path, Candidate::read)?;
    let mut seen = BTreeSet::new();
    let mut clean = lines.refused == 0;
    lines.records.retain_mut(|candidate| {
        if candidate.register.is_empty() {
            candidate.register.clone_from(&arguments.register);
        }
        let first = seen.insert((candidate.register.clone(), candidate.number.clone()));
        if !first {
            eprintln!(
                "error: `{}`: the id `{}` stands twice; the first line counts",
                path.display(),
                candidate.number
            );
            clean = false;
        }
        first
    });
    Ok((lines.records, clean))
}

/// The appeals of a run that count, with the codes it gave them.
fn of_run(folder: &Path) -> Result<Vec<Candidate>, Exit> {
    let tables = folder.join("tables");
    let read = |error: corpus::Error| {
        tell(&error, Some("name a run folder, e.g. out/current".into()));
        Exit::Failed
    };
    let appeals: Vec<Appeal> = corpus::read(&tables.join("appeals.parquet")).map_err(read)?;
    let codings: Vec<Coding> = corpus::read(&tables.join("codings.parquet")).map_err(read)?;
    let mut codes: BTreeMap<(String, String), Vec<CandidateCode>> = BTreeMap::new();
    for coding in codings {
        let known = codes.entry((coding.register, coding.number)).or_default();
        if !known.iter().any(|known| known.code == coding.code) {
            known.push(CandidateCode {
                code: coding.code,
                score: coding.score,
                source: coding.source,
            });
        }
    }
    let counted = appeals.into_iter().filter(|appeal| appeal.counted);
    let candidate = |appeal: Appeal| Candidate {
        codes: codes
            .remove(&(appeal.register.clone(), appeal.number.clone()))
            .unwrap_or_default(),
        register: appeal.register,
        number: appeal.number,
        language: appeal.language,
        redacted: appeal.text,
        main: appeal.main,
    };
    Ok(counted.map(candidate).collect())
}

/// Corrections without a mistake: a row that does not count would be asked for again.
fn read_corrections(path: &Path, codebook: &Codebook) -> Result<Corrections, Exit> {
    let corrections = Corrections::parse(&path.display().to_string(), &read_text(path)?, codebook);
    match corrections.faults() {
        [] => Ok(corrections),
        faults => Err(tell_cells(faults)),
    }
}

fn is_decided(candidate: &Candidate, corrections: &Corrections) -> bool {
    let applied = corrections.of(&candidate.register, &candidate.number, &mark(&candidate.redacted));
    applied.is_some_and(|applied| !applied.stale)
}
