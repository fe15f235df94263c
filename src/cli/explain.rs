//! `talda explain`: from a figure of a document to the rows behind it.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use arrow::array::RecordBatch;
use clap::Args;

use super::exit::{Exit, tell, tell_io};
use crate::corpus;
use crate::publish::facts::{FactRow, Fault, Formula, Rows, evaluate, matching, text};
use crate::publish::numbers;

/// Rows shown of each table.
const SHOWN: usize = 20;

#[derive(Debug, Args)]
pub struct ExplainArguments {
    /// Key of the figure: the tag of its content control in Word, the column `key` of tables/facts.parquet
    key: String,
    /// Run folder the document came from
    #[arg(long, value_name = "DIR", default_value = "out/current")]
    run: PathBuf,
}

/// Why a figure cannot be explained.
#[derive(Debug, thiserror::Error)]
enum Error {
    #[error("no figure of the run `{run}` has the key `{key}`")]
    Unknown { run: PathBuf, key: String },
    #[error("the formula of `{key}` cannot be read")]
    Formula { key: String, source: serde_json::Error },
    #[error(transparent)]
    Table(#[from] corpus::Error),
    #[error(transparent)]
    Fault(#[from] Fault),
    #[error("cannot print")]
    Print(#[from] io::Error),
}

impl Error {
    fn hint(&self, run: &Path) -> Option<String> {
        match self {
            Self::Unknown { .. } => Some(
                "a key belongs to one run: `--run` names its folder; in Word the tag shows under Developer, Properties"
                    .to_owned(),
            ),
            Self::Table(_) if !run.join("tables/facts.parquet").exists() => {
                Some("`talda run` makes a run folder; `--run` names one that is not out/current".to_owned())
            }
            Self::Formula { .. } | Self::Fault(_) | Self::Table(_) => {
                Some("the run was made by another version of talda, or its tables were changed".to_owned())
            }
            Self::Print(_) => None,
        }
    }
}

/// `talda explain`.
pub fn explain(arguments: &ExplainArguments) -> Exit {
    match explained(arguments) {
        Ok(()) => Exit::Done,
        Err(Error::Print(error)) => tell_io("cannot print", &error),
        Err(error) => {
            tell(&error, error.hint(&arguments.run));
            Exit::Failed
        }
    }
}

fn explained(arguments: &ExplainArguments) -> Result<(), Error> {
    let (run, key) = (&arguments.run, &arguments.key);
    let facts: Vec<FactRow> = corpus::read(&table(run, "facts"))?;
    let fact = facts
        .iter()
        .find(|fact| fact.key == *key)
        .ok_or_else(|| Error::Unknown {
            run: run.clone(),
            key: key.clone(),
        })?;
    let formula: Formula = serde_json::from_str(&fact.expression).map_err(|source| Error::Formula {
        key: key.clone(),
        source,
    })?;
    let tables: Result<BTreeMap<&str, RecordBatch>, corpus::Error> = formula
        .rows()
        .into_iter()
        .map(|rows| Ok((rows.table.as_str(), corpus::read_batch(&table(run, &rows.table))?)))
        .collect();
    let tables = tables?;
    let number = evaluate(&formula, &|name| match tables.get(name) {
        Some(batch) => Ok(batch.clone()),
        None => corpus::read_batch(&table(run, name)),
    })?;
    let mut output = BufWriter::new(io::stdout().lock());
    head(&mut output, fact, number)?;
    let mut seen: Vec<&Rows> = Vec::new();
    for rows in formula.rows() {
        if let Some(batch) = tables.get(rows.table.as_str()).filter(|_| !seen.contains(&rows)) {
            print_rows(&mut output, rows, batch)?;
            seen.push(rows);
        }
    }
    Ok(output.flush()?)
}

fn table(run: &Path, name: &str) -> PathBuf {
    run.join(format!("tables/{name}.parquet"))
}

fn head(output: &mut impl Write, fact: &FactRow, number: Option<f64>) -> io::Result<()> {
    writeln!(output, "key       {}", fact.key)?;
    writeln!(output, "printed   {}", fact.text)?;
    writeln!(output, "documents {}", fact.documents)?;
    for (language, sentence) in [("kk", &fact.sentence_kk), ("ru", &fact.sentence_ru)] {
        if !sentence.is_empty() {
            writeln!(output, "{language}        {sentence}")?;
        }
    }
    writeln!(output, "formula   {}", fact.formula)?;
    let places = usize::try_from(fact.places).unwrap_or(0);
    let number = number.map_or_else(|| "nothing".to_owned(), |number| numbers::decimal(number, places));
    writeln!(output, "tables    {number}")
}

fn print_rows(output: &mut impl Write, rows: &Rows, batch: &RecordBatch) -> Result<(), Error> {
    let found = matching(rows, batch)?;
    writeln!(output, "\n{rows}: {} row(s)", found.len())?;
    let names: Vec<String> = batch
        .schema()
        .fields()
        .iter()
        .map(|field| field.name().clone())
        .collect();
    writeln!(output, "{}", names.join("\t"))?;
    for row in found.iter().take(SHOWN) {
        let cells: Vec<String> = batch
            .columns()
            .iter()
            .map(|column| text(column.as_ref(), *row).replace(['\t', '\n', '\r'], " "))
            .collect();
        writeln!(output, "{}", cells.join("\t"))?;
    }
    if found.len() > SHOWN {
        writeln!(output, "… and {} more", found.len() - SHOWN)?;
    }
    Ok(())
}
