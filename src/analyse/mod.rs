//! Annotated appeals become findings.

mod breakdown;
mod breaks;
mod changes;
mod coverage;
mod emerging;
mod excess;
mod findings;
mod frame;
mod keywords;
mod problem_map;
mod quotes;
mod registers;
mod terms;
mod told;
mod weekly;
mod wording;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use coverage::Coverage;
pub use findings::{Bilingual, District, Edition, Findings, Residents, Topic};
pub use frame::Frame;
use told::told;

use crate::corpus::HalfYear;
use crate::corpus::published::{Appeal, Coding, RegisterQuality};
use crate::corpus::raw::{RawInstruction, RawReception};
use crate::law::Calendar;

/// Why an analysis cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("`{path}` cannot be opened")]
    Open { path: PathBuf, source: std::io::Error },
    #[error("`{path}` is not the table `{table}`: its columns are {found}")]
    Columns {
        path: PathBuf,
        table: &'static str,
        found: String,
    },
    #[error("the analysis `{analysis}` failed")]
    Polars {
        analysis: &'static str,
        source: polars::error::PolarsError,
    },
}

/// Code of a district where none is known.
pub const UNKNOWN: &str = "unknown";
/// Code that stands for all appeals.
pub const ALL: &str = "all";
/// Code that stands for appeals without a code.
pub const NONE: &str = "none";

/// What the analysis has to know besides the tables.
#[derive(Debug, Clone)]
pub struct Context {
    pub oblast: String,
    pub oblast_name: Bilingual,
    pub half_year: HalfYear,
    pub as_of: Date,
    pub districts: Vec<District>,
    pub residents: Option<Residents>,
    pub topics: Vec<Topic>,
    pub code_names: BTreeMap<(String, String), Bilingual>,
    pub codebook: String,
    pub calendar: Calendar,
}

impl Context {
    /// Residents by КАТО code, the oblast as the sum of its districts where all of them are known.
    fn residents_by_kato(&self) -> BTreeMap<&str, i64> {
        let mut residents: BTreeMap<&str, i64> = self
            .districts
            .iter()
            .filter_map(|district| Some((district.kato.as_str(), district.residents?)))
            .collect();
        if !self.districts.is_empty() && residents.len() == self.districts.len() {
            residents.insert(&self.oblast, residents.values().sum());
        }
        residents
    }
}

/// Analyses the tables `appeals` and `codings` of a run folder with the receptions and instructions of the store.
pub fn analyse(
    tables: &Path,
    receptions: &[RawReception],
    instructions: &[RawInstruction],
    register_quality: Vec<RegisterQuality>,
    context: Context,
) -> Result<Findings, Error> {
    let appeals = Frame::<Appeal>::read(&tables.join("appeals.parquet"))?;
    let codings = Frame::<Coding>::read(&tables.join("codings.parquet"))?;
    let until = context.half_year;
    let coverage = Coverage::of(&appeals)?;
    let mut half_years = problem_map::half_years(&appeals, until)?;
    half_years.retain(|half_year| {
        coverage
            .as_ref()
            .is_some_and(|coverage| coverage.days(*half_year) > 0)
    });
    let coded = problem_map::coded_appeals(&appeals, &codings, &context.oblast);
    let mut cells = problem_map::problem_map(&coded, &half_years, &context.residents_by_kato())?;
    let districts: Vec<(&str, Option<i64>)> = context
        .districts
        .iter()
        .map(|district| (district.kato.as_str(), district.residents))
        .collect();
    let tests = excess::judge(&mut cells, &districts, until);
    let systemic = Vec::new();
    let told = told(&appeals, &codings, &systemic, &cells, &context.oblast, until)?;
    let breaks = match &coverage {
        Some(coverage) => breaks::breaks(&appeals, &half_years, coverage)?,
        None => Vec::new(),
    };
    Ok(Findings {
        changes: coverage.as_ref().map_or_else(Vec::new, |coverage| {
            changes::changes(&cells, &context.oblast, until, coverage, &breaks)
        }),
        problem_map: cells,
        weekly: weekly::weekly(&coded, coverage.as_ref())?,
        tests,
        systemic,
        alarms: Vec::new(),
        campaigns: Vec::new(),
        keywords: told.keywords,
        quotes: told.quotes,
        emerging: told.emerging,
        breaks,
        bodies: Vec::new(),
        answers: Vec::new(),
        breakdown: breakdown::breakdown(&appeals, &half_years)?,
        terms: terms::terms(&appeals, &half_years, &context.calendar, context.as_of)?,
        receptions: registers::receptions(receptions, until),
        instructions: registers::instructions(instructions, until, context.as_of),
        register_quality,
        oblast: context.oblast,
        oblast_name: context.oblast_name,
        half_year: until,
        as_of: context.as_of,
        half_years,
        districts: context.districts,
        residents: context.residents,
        topics: context.topics,
        code_names: context.code_names,
        codebook: context.codebook,
    })
}
