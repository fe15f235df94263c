//! Annotated appeals become findings.

mod alarms;
mod answers;
mod bodies;
mod breakdown;
mod breaks;
mod campaigns;
mod changes;
mod coverage;
mod emerging;
mod excess;
mod findings;
mod frame;
mod keywords;
mod problem_map;
mod quotes;
mod records;
mod registers;
mod repeats;
mod systemic;
mod terms;
mod told;
mod weekly;
mod wording;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

pub use bodies::FEWEST_ENDED;
pub use campaigns::FEWEST_APPLICANTS;
use campaigns::Letters;
use coverage::Coverage;
pub use emerging::FEWEST_PEOPLE;
pub use findings::{Bilingual, District, Edition, Findings, Residents, Topic};
pub use frame::Frame;
use records::Columns;
pub use systemic::LEAST_APPLICANTS;
use systemic::{Names, Sources};
use told::{Texts, told};

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
    #[error("the phrases `{file}` cannot be read")]
    Phrases {
        file: &'static str,
        source: Box<toml::de::Error>,
    },
    #[error("the analysis `{analysis}` failed")]
    Polars {
        analysis: &'static str,
        source: polars::error::PolarsError,
    },
}

/// Changes whenever the analyses say something else of the same tables: a run is then published anew.
pub const METHODS: &str = "methods 5";

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
    fn names(&self) -> Names<'_> {
        let districts = self
            .districts
            .iter()
            .map(|district| (district.kato.as_str(), &district.name));
        let topics = self.topics.iter().map(|topic| (topic.code.as_str(), &topic.name));
        Names {
            places: districts
                .chain([(self.oblast.as_str(), &self.oblast_name)])
                .collect(),
            topics: topics.collect(),
        }
    }

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

/// Residents of the districts where they are known.
fn residents<'d>(districts: &[(&'d str, Option<i64>)]) -> BTreeMap<&'d str, i64> {
    let known = districts
        .iter()
        .filter_map(|(district, residents)| Some((*district, (*residents)?)));
    known.filter(|(_, residents)| *residents > 0).collect()
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
    let columns = Columns::of(&appeals, &codings)?;
    let records = columns.records()?;
    let letters = Letters::of(&records);
    let coded = problem_map::coded_appeals(&appeals, &codings, letters.frame(&records)?, &context.oblast);
    let mut cells = problem_map::problem_map(&coded, &half_years, &context.residents_by_kato())?;
    let districts: Vec<(&str, Option<i64>)> = context
        .districts
        .iter()
        .map(|district| (district.kato.as_str(), district.residents))
        .collect();
    let mut tests = excess::judge(&mut cells, &districts, until);
    let breaks = match &coverage {
        Some(coverage) => breaks::breaks(&appeals, &half_years, coverage)?,
        None => Vec::new(),
    };
    let judged = coverage
        .as_ref()
        .map(|coverage| alarms::alarms(&records, coverage, until, &context.oblast));
    let alarms::Judged {
        alarms,
        tests: of_alarms,
        bounds,
    } = judged.unwrap_or_default();
    tests.extend(of_alarms);
    let growths = coverage.as_ref().map_or_else(Vec::new, |coverage| {
        changes::of_years(&cells, &context.oblast, &half_years, coverage, &breaks)
    });
    let sources = Sources::of(
        until,
        &context.oblast,
        &cells,
        &growths,
        &alarms,
        &records,
        &residents(&districts),
    );
    let systemic = systemic::systemic(&sources, &context.names())?;
    let texts = Texts {
        appeals: &appeals,
        codings: &codings,
        records: &records,
        letters: &letters,
    };
    let told = told(&texts, &systemic, &cells, &context.oblast, until)?;
    let answers = answers::answers(&records, &half_years, context.as_of);
    Ok(Findings {
        changes: coverage.as_ref().map_or_else(Vec::new, |coverage| {
            changes::changes(&cells, &context.oblast, until, coverage, &breaks)
        }),
        problem_map: cells,
        weekly: weekly::weekly(&coded, coverage.as_ref(), &bounds)?,
        tests,
        systemic,
        alarms,
        campaigns: letters.campaigns,
        keywords: told.keywords,
        quotes: told.quotes,
        emerging: told.emerging,
        breaks,
        bodies: bodies::bodies(&records, &answers, &half_years, &context.calendar, context.as_of),
        answers,
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
