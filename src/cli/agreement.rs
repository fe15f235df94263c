//! `talda agreement`: coders beside each other.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use super::evaluate::Chance;
use super::exit::{Exit, tell, tell_io};
use super::json_lines::read_lines;
use crate::coding::agreement::{Agreement, CodedLine, Coder, Figures, agreement};

#[derive(Debug, Args)]
pub struct AgreementArguments {
    /// JSON Lines of each coder with `id` and `codes` ([] where no code fits, null where not coded)
    #[arg(required = true)]
    coders: Vec<PathBuf>,
    /// 1 brings the codes to their groups; as written where not given
    #[arg(long, value_parser = clap::value_parser!(u8).range(1..=2), default_value_t = 2)]
    level: u8,
    #[command(flatten)]
    chance: Chance,
    /// Everything as one JSON object
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Serialize)]
struct Report {
    files: Vec<String>,
    level: u8,
    seed: u64,
    draws: usize,
    #[serde(flatten)]
    agreement: Agreement,
}

/// `talda agreement`.
pub fn agree(arguments: &AgreementArguments) -> Exit {
    let mut exit = Exit::Done;
    let mut coders = Vec::new();
    for path in &arguments.coders {
        match read_coder(path, arguments.level == 1) {
            Ok((coder, clean)) => {
                coders.push(coder);
                exit = if clean { exit } else { Exit::DoneWithRejections };
            }
            Err(exit) => return exit,
        }
    }
    let agreement = match agreement(&coders, arguments.chance.draws()) {
        Ok(agreement) => agreement,
        Err(error) => {
            tell(
                &error,
                Some("give one file for each coder, with the ids they share".into()),
            );
            return Exit::Failed;
        }
    };
    let report = Report {
        files: arguments
            .coders
            .iter()
            .map(|path| path.display().to_string())
            .collect(),
        level: arguments.level,
        seed: arguments.chance.seed,
        draws: arguments.chance.draws,
        agreement,
    };
    if !arguments.json {
        print!("{}", render(&report));
        return exit;
    }
    match serde_json::to_string(&report) {
        Ok(line) => println!("{line}"),
        Err(error) => return tell_io("the report cannot be written", &error.into()),
    }
    exit
}

/// The coder of a file, and whether every line of it counts. Of an id that stands twice the first line does.
fn read_coder(path: &Path, groups: bool) -> Result<(Coder, bool), Exit> {
    let lines = read_lines(path, |line| CodedLine::read(line, groups))?;
    let mut coder = Coder::new();
    let mut seen = BTreeSet::new();
    let mut clean = lines.refused == 0;
    for line in lines.records {
        if !seen.insert(line.id.clone()) {
            eprintln!(
                "error: `{}`: the id `{}` stands twice; the first line counts",
                path.display(),
                line.id
            );
            clean = false;
        } else if let Some(codes) = line.codes {
            coder.insert(line.id, codes);
        }
    }
    Ok((coder, clean))
}

fn render(report: &Report) -> String {
    let found = &report.agreement;
    let mut out = format!(
        "{} coders, {} appeals coded by two or more\n\
         Krippendorff's alpha; intervals: 95 % of {} draws of appeals, seed {}\n\
         0.800 and more is reliable, 0.667 and more tentative\n\n",
        found.coders, found.appeals, report.draws, report.seed
    );
    // Writing to a string does not fail.
    let _ = writeln!(
        out,
        "{:<8} {:>6}  {:<18} {:<9} verdict",
        "code", "given", "alpha", "same"
    );
    let _ = writeln!(out, "{:<8} {:>6}  {}", "sets", "", figures(&found.sets));
    for (code, on_code) in &found.codes {
        let _ = writeln!(
            out,
            "{code:<8} {:>6}  {}",
            on_code.given,
            figures(&on_code.figures)
        );
    }
    if !found.disagreed.is_empty() {
        let _ = writeln!(
            out,
            "\n{} appeals coded differently, with their distance",
            found.disagreed.len()
        );
    }
    for disagreement in &found.disagreed {
        let codes = disagreement.codes.iter().map(|codes| shown(codes.as_ref()));
        let codes: Vec<String> = codes.collect();
        let _ = writeln!(
            out,
            "{}  {:.2}  {}",
            disagreement.id,
            disagreement.distance,
            codes.join(" | ")
        );
    }
    out
}

fn figures(figures: &Figures) -> String {
    let alpha = match (figures.alpha, figures.low, figures.high) {
        (Some(alpha), Some(low), Some(high)) => format!("{alpha:.3} {low:.2}–{high:.2}"),
        (Some(alpha), ..) => format!("{alpha:.3}"),
        (None, ..) => "–".to_owned(),
    };
    let same = figures
        .percent
        .map_or("–".to_owned(), |percent| format!("{:.1} %", percent * 100.0));
    format!("{alpha:<18} {same:<9} {}", figures.verdict.unwrap_or("all alike"))
}

/// `?` for one who has not coded it, `–` for no code.
fn shown(codes: Option<&BTreeSet<String>>) -> String {
    match codes {
        None => "?".to_owned(),
        Some(codes) if codes.is_empty() => "–".to_owned(),
        Some(codes) => codes.iter().map(String::as_str).collect::<Vec<_>>().join(" "),
    }
}
