//! `talda codebook check`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::{counted, print_json};
use crate::cli::exit::{Exit, tell_pipeline};
use crate::cli::json_lines::read_texts;
use crate::coding::{Codebook, Finding, Gravity, check};
use crate::pipeline;

#[derive(Debug, Args)]
pub struct CheckArguments {
    /// Folder of topic files in place of the built-in codebook
    folder: Option<PathBuf>,
    /// The rules of the routing flags in place of a codebook
    #[arg(long, conflicts_with = "folder")]
    flags: bool,
    /// Remarks too: rules that do nothing, swallowed and double ones, topics with few examples
    #[arg(long)]
    remarks: bool,
    /// JSON Lines with `id` and `text`: a rule one of them meets counts as shown
    #[arg(long, value_name = "FILE", requires = "remarks")]
    texts: Option<PathBuf>,
    /// For machines
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Report {
    /// None where the files cannot be read as a codebook.
    version: Option<String>,
    topics: usize,
    mistakes: usize,
    remarks: usize,
    /// Findings by kind of problem, the ones not listed too.
    problems: BTreeMap<&'static str, usize>,
    findings: Vec<Finding>,
}

/// Prints what is found; a mistake makes the exit code 78.
pub fn check_codebook(arguments: &CheckArguments) -> Result<Exit, Exit> {
    let texts = match &arguments.texts {
        Some(path) => read_texts(path)?.records,
        None => Vec::new(),
    };
    let report = match read(arguments) {
        Ok(codebook) => {
            let findings = check(&codebook, texts.iter().map(|text| text.text.as_str()));
            Report::of(Some(&codebook), findings, arguments.remarks)
        }
        Err(pipeline::Error::Codebook { faults, .. }) => {
            let findings = faults.into_iter().map(Finding::from).collect();
            Report::of(None, findings, arguments.remarks)
        }
        Err(error) => return Err(tell_pipeline(&error)),
    };
    match arguments.json {
        true => print_json(&report)?,
        false => print(&report, arguments),
    }
    Ok(match report.mistakes {
        0 => Exit::Done,
        _ => Exit::Configuration,
    })
}

fn read(arguments: &CheckArguments) -> Result<Codebook, pipeline::Error> {
    match arguments.flags {
        true => pipeline::flags().map(|flags| flags.rules().clone()),
        false => pipeline::read_codebook(arguments.folder.as_deref()),
    }
}

impl Report {
    fn of(codebook: Option<&Codebook>, mut findings: Vec<Finding>, with_remarks: bool) -> Self {
        let mut problems = BTreeMap::new();
        for finding in &findings {
            *problems.entry(finding.problem.name()).or_default() += 1;
        }
        // Mistakes first; the sort keeps places in order.
        findings.sort_by_key(|finding| finding.problem.gravity() == Gravity::Remark);
        let mistakes = findings.iter().filter(|finding| finding.is_mistake()).count();
        let remarks = findings.len() - mistakes;
        if !with_remarks {
            findings.truncate(mistakes);
        }
        Report {
            version: codebook.map(Codebook::version),
            topics: codebook.map_or(0, |codebook| codebook.topics().count()),
            mistakes,
            remarks,
            problems,
            findings,
        }
    }
}

fn print(report: &Report, arguments: &CheckArguments) {
    for finding in &report.findings {
        let gravity = if finding.is_mistake() { "mistake" } else { "remark" };
        println!("{gravity}: {finding} [{}]", finding.problem.name());
    }
    let counts = format!(
        "{}, {}",
        counted(report.mistakes, "mistake"),
        counted(report.remarks, "remark")
    );
    match &report.version {
        None => println!("no codebook: {}", counted(report.mistakes, "mistake")),
        Some(version) if arguments.flags => {
            println!("flags {version}: {}, {counts}", counted(report.topics, "flag"));
        }
        Some(version) => println!(
            "codebook {version}: {}, {counts}",
            counted(report.topics, "topic")
        ),
    }
    for (problem, found) in &report.problems {
        println!("{found:>6} {problem}");
    }
    if report.remarks > 0 && !arguments.remarks {
        println!("`--remarks` lists the remarks");
    }
}
