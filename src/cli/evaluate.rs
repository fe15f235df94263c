//! `talda evaluate`: codes beside what people decided.

mod table;

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use super::codebook::read_codebook;
use super::exit::{Exit, tell_io};
use super::json_lines::{Lines, read_lines};
use crate::coding::evaluation::{Draws, Evaluation, Gold, Pairs, Predicted, evaluate};
use crate::coding::{CellFault, Codebook, Corrections, Crosswalk};

#[derive(Debug, Args)]
pub struct EvaluateArguments {
    /// JSON Lines with `id`, `groups` or `codes`, `main` (99 where no code fits), perhaps `lang` and `register`; or a
    /// corrections file (.csv)
    gold: PathBuf,
    /// What `talda annotate` gave for the same ids
    predictions: PathBuf,
    /// CSV of `category`, `code`, `reason`: the gold has the `category` of a register in place of codes
    #[arg(long, value_name = "FILE")]
    crosswalk: Option<PathBuf>,
    /// Of a corrections file only the rows drawn by chance: the honest estimate
    #[arg(long)]
    audit: bool,
    /// Folder of topic files in place of the built-in codebook
    #[arg(long, value_name = "DIR")]
    codebook: Option<PathBuf>,
    #[command(flatten)]
    chance: Chance,
    /// Everything as one JSON object, ids of confused appeals included
    #[arg(long)]
    json: bool,
}

/// How intervals are drawn.
#[derive(Debug, Clone, Copy, Args)]
pub struct Chance {
    /// Seed of the bootstrap; the same seed gives the same intervals
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Draws of the bootstrap
    #[arg(long, default_value_t = 1000)]
    pub draws: usize,
}

/// Intervals hold 95 % of the draws.
const ALPHA: f64 = 0.05;

/// What is printed.
#[derive(Debug, Serialize)]
struct Report {
    gold: String,
    predictions: String,
    seed: u64,
    draws: usize,
    confidence: f64,
    /// Lines told and passed over.
    refused_gold: usize,
    refused_predictions: usize,
    missing: Vec<String>,
    doubled_gold: Vec<String>,
    doubled_predictions: Vec<String>,
    surplus: usize,
    levels: Vec<Evaluation>,
}

impl Chance {
    pub fn draws(self) -> Draws {
        Draws {
            times: self.draws,
            seed: self.seed,
            alpha: ALPHA,
        }
    }
}

/// `talda evaluate`.
pub fn evaluate_files(arguments: &EvaluateArguments) -> Exit {
    match report(arguments) {
        Ok((report, codebook)) => print(&report, &codebook, arguments.json),
        Err(exit) => exit,
    }
}

fn report(arguments: &EvaluateArguments) -> Result<(Report, Codebook), Exit> {
    let codebook = read_codebook(arguments.codebook.as_deref())?;
    let gold = read_gold(arguments, &codebook)?;
    let predictions = read_lines(&arguments.predictions, Predicted::read)?;
    let pairs = Pairs::new(gold.records, predictions.records);
    let levels = evaluate(&pairs, arguments.chance.draws());
    let report = Report {
        gold: arguments.gold.display().to_string(),
        predictions: arguments.predictions.display().to_string(),
        seed: arguments.chance.seed,
        draws: arguments.chance.draws,
        confidence: 1.0 - ALPHA,
        refused_gold: gold.refused,
        refused_predictions: predictions.refused,
        missing: pairs.missing,
        doubled_gold: pairs.doubled_gold,
        doubled_predictions: pairs.doubled_predictions,
        surplus: pairs.surplus,
        levels,
    };
    Ok((report, codebook))
}

fn read_gold(arguments: &EvaluateArguments, codebook: &Codebook) -> Result<Lines<Gold>, Exit> {
    if arguments
        .gold
        .extension()
        .is_some_and(|extension| extension == "csv")
    {
        return read_decisions(&arguments.gold, arguments.audit, codebook);
    }
    match &arguments.crosswalk {
        Some(path) => {
            let crosswalk = read_crosswalk(path, codebook)?;
            read_lines(&arguments.gold, |line| Gold::read_category(line, &crosswalk))
        }
        None => read_lines(&arguments.gold, |line| Gold::read(line, codebook)),
    }
}

/// The decisions of a corrections file; rows with a mistake are told.
fn read_decisions(path: &Path, audit: bool, codebook: &Codebook) -> Result<Lines<Gold>, Exit> {
    let corrections = Corrections::parse(&path.display().to_string(), &read_text(path)?, codebook);
    let decided = corrections
        .all()
        .filter(|(.., correction)| correction.audit || !audit);
    tell_cells(corrections.faults());
    Ok(Lines {
        records: decided
            .map(|(register, number, correction)| Gold::decided(register, number, correction))
            .collect(),
        refused: corrections.faults().len(),
    })
}

/// The crosswalk in `path`; its mistakes are told.
pub fn read_crosswalk(path: &Path, codebook: &Codebook) -> Result<Crosswalk, Exit> {
    let content = read_text(path)?;
    Crosswalk::parse(&path.display().to_string(), &content, codebook).map_err(|faults| tell_cells(&faults))
}

/// The text of a file that people fill in.
pub fn read_text(path: &Path) -> Result<String, Exit> {
    let told = |error| tell_io(&format!("`{}` cannot be read", path.display()), &error);
    String::from_utf8(fs::read(path).map_err(told)?).map_err(|_| {
        eprintln!("error: `{}` is not UTF-8", path.display());
        eprintln!("hint: save it from the spreadsheet as «CSV UTF-8»");
        Exit::Configuration
    })
}

/// Tells the mistakes of a table.
pub fn tell_cells(faults: &[CellFault]) -> Exit {
    for fault in faults {
        eprintln!("error: {fault}");
    }
    Exit::Configuration
}

fn print(report: &Report, codebook: &Codebook, json: bool) -> Exit {
    if json {
        match serde_json::to_string(report) {
            Ok(line) => println!("{line}"),
            Err(error) => return tell_io("the report cannot be written", &error.into()),
        }
    } else {
        print!("{}", table::render(report, codebook));
    }
    let judged = report.levels.first().is_some_and(|level| level.all.appeals > 0);
    let clean = report.refused_gold + report.refused_predictions + report.missing.len() == 0
        && report.doubled_gold.is_empty()
        && report.doubled_predictions.is_empty();
    match (judged, clean) {
        (false, _) => {
            eprintln!("error: `{}` has no appeal to judge", report.gold);
            Exit::Failed
        }
        (true, true) => Exit::Done,
        (true, false) => Exit::DoneWithRejections,
    }
}
