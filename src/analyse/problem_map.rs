//! Appeals by district, topic and half-year.

use std::collections::BTreeMap;

use polars::prelude::*;

use super::frame::{Frame, counts, texts};
use super::{ALL, Error, NONE, UNKNOWN};
use crate::corpus::HalfYear;
use crate::corpus::published::{Appeal, Coding, MapCell, appeals, codings, problem_map};
use crate::statistics::{Stability, poisson_interval};

/// Rates are per so many residents.
pub const PER_RESIDENTS: f64 = 10_000.0;

const ANALYSIS: &str = "problem map";

fn fault(source: PolarsError) -> Error {
    Error::Polars {
        analysis: ANALYSIS,
        source,
    }
}

/// Half-years with appeals, oldest first, none later than `until`.
pub fn half_years(appeals: &Frame<Appeal>, until: HalfYear) -> Result<Vec<HalfYear>, Error> {
    let frame = appeals
        .lazy()
        .select([col(appeals::half_year)])
        .unique(None, UniqueKeepStrategy::Any)
        .collect();
    let frame = frame.map_err(fault)?;
    let mut half_years: Vec<HalfYear> = texts(&frame, appeals::half_year)
        .map_err(fault)?
        .into_iter()
        .filter_map(|text| text.parse().ok())
        .filter(|half_year| *half_year <= until)
        .collect();
    half_years.sort();
    Ok(half_years)
}

/// One row for each counted appeal, code it has (topics, their groups, `all`, `none`) and place it counts for (its
/// district and the oblast): `district`, `code`, `level`, `half_year`, `week`, `applicant`, `letter`, `campaign`; `letters`
/// has the last two by register and number.
pub fn coded_appeals(
    appeals: &Frame<Appeal>,
    codings: &Frame<Coding>,
    letters: DataFrame,
    oblast: &str,
) -> LazyFrame {
    let key = [col(appeals::register), col(appeals::number)];
    let appeals_with_letters = appeals.lazy().filter(col(appeals::counted)).join(
        letters.lazy(),
        key.clone(),
        key.clone(),
        JoinArgs::new(JoinType::Left),
    );
    let counted = appeals_with_letters.select([
        key[0].clone(),
        key[1].clone(),
        col(appeals::district).fill_null(lit(UNKNOWN)),
        col(appeals::half_year),
        col(appeals::week),
        col(appeals::main),
        col(appeals::applicant),
        col(LETTER),
        col(CAMPAIGN),
    ]);
    let with_codes = |codes: LazyFrame, column: &str, level: i64| {
        let codes = codes
            .select([key[0].clone(), key[1].clone(), col(column).alias(CODE)])
            .unique(None, UniqueKeepStrategy::Any);
        counted
            .clone()
            .join(codes, key.clone(), key.clone(), JoinArgs::new(JoinType::Inner))
            .with_column(lit(level).alias(LEVEL))
    };
    let named = |frame: LazyFrame, code: &str| {
        frame.with_columns([lit(code.to_owned()).alias(CODE), lit(0_i64).alias(LEVEL)])
    };
    // A code may itself be a group, where a text says no more than that; it counts once, as the group.
    let topics = codings.lazy().filter(col(codings::code).neq(col(codings::group)));
    let columns = [
        DISTRICT, CODE, LEVEL, HALF_YEAR, WEEK, APPLICANT, LETTER, CAMPAIGN,
    ]
    .map(col);
    let of_districts: Vec<LazyFrame> = [
        with_codes(topics, codings::code, 2),
        with_codes(codings.lazy(), codings::group, 1),
        named(counted.clone(), ALL),
        named(counted.clone().filter(col(appeals::main).is_null()), NONE),
    ]
    .into_iter()
    .map(|part| part.select(columns.clone()))
    .collect();
    let of_oblast = of_districts
        .iter()
        .map(|part| part.clone().with_column(lit(oblast.to_owned()).alias(DISTRICT)));
    let parts: Vec<LazyFrame> = of_districts.iter().cloned().chain(of_oblast).collect();
    concat(parts, UnionArgs::default()).unwrap_or_default()
}

/// The problem map over `half_years`, by district, code and half-year; cells without appeals are not listed.
pub fn problem_map(
    coded: &LazyFrame,
    half_years: &[HalfYear],
    residents: &BTreeMap<&str, i64>,
) -> Result<Vec<MapCell>, Error> {
    let frame = coded
        .clone()
        .group_by([col(DISTRICT), col(CODE), col(LEVEL), col(HALF_YEAR)])
        .agg([
            len().alias(APPEALS),
            applicants(col(APPLICANT)).alias(APPLICANTS),
            applicants(col(APPLICANT).filter(col(CAMPAIGN).is_null())).alias(ALONE),
            col(LETTER).n_unique().alias(TEXTS),
            col(CAMPAIGN).drop_nulls().n_unique().alias(CAMPAIGNS),
        ])
        .collect()
        .map_err(fault)?;
    let largest = largest_campaigns(coded).map_err(fault)?;
    let wanted: Vec<String> = half_years.iter().map(ToString::to_string).collect();
    let mut cells = cells(&frame, residents).map_err(fault)?;
    cells.retain(|cell| wanted.contains(&cell.half_year));
    for cell in &mut cells {
        let key = (cell.district.clone(), cell.code.clone(), cell.half_year.clone());
        let letters = largest.get(&key).copied().unwrap_or(0);
        cell.campaign_share = letters as f64 / cell.appeals as f64;
    }
    cells.sort_by(|a, b| (&a.district, &a.code, &a.half_year).cmp(&(&b.district, &b.code, &b.half_year)));
    Ok(cells)
}

/// Letters of the largest campaign by district, code and half-year.
fn largest_campaigns(coded: &LazyFrame) -> PolarsResult<BTreeMap<(String, String, String), i64>> {
    let frame = coded
        .clone()
        .filter(col(CAMPAIGN).is_not_null())
        .group_by([col(DISTRICT), col(CODE), col(HALF_YEAR), col(CAMPAIGN)])
        .agg([len().alias(APPEALS)])
        .collect()?;
    let (districts, codes) = (texts(&frame, DISTRICT)?, texts(&frame, CODE)?);
    let (half_years, letters) = (texts(&frame, HALF_YEAR)?, counts(&frame, APPEALS)?);
    let mut largest = BTreeMap::new();
    for row in 0..frame.height() {
        let key = (
            districts[row].to_owned(),
            codes[row].to_owned(),
            half_years[row].to_owned(),
        );
        let most = largest.entry(key).or_insert(0);
        *most = letters[row].max(*most);
    }
    Ok(largest)
}

/// Distinct applicants; an appeal whose register names nobody counts as one of its own.
fn applicants(applicant: Expr) -> Expr {
    applicant.clone().drop_nulls().n_unique() + applicant.null_count()
}

fn cells(frame: &DataFrame, residents: &BTreeMap<&str, i64>) -> PolarsResult<Vec<MapCell>> {
    let (districts, codes, half_years) = (
        texts(frame, DISTRICT)?,
        texts(frame, CODE)?,
        texts(frame, HALF_YEAR)?,
    );
    let (levels, appeals, applicants) = (
        counts(frame, LEVEL)?,
        counts(frame, APPEALS)?,
        counts(frame, APPLICANTS)?,
    );
    let (letters, campaigns) = (counts(frame, TEXTS)?, counts(frame, CAMPAIGNS)?);
    let alone = counts(frame, ALONE)?;
    let cell = |row: usize| {
        let residents = residents
            .get(districts[row])
            .copied()
            .filter(|residents| *residents > 0);
        let interval = poisson_interval(appeals[row].unsigned_abs(), 0.05);
        let per = |count: f64| residents.map(|residents| PER_RESIDENTS * count / residents as f64);
        MapCell {
            appeals: appeals[row],
            applicants: applicants[row],
            voices: alone[row] + campaigns[row],
            texts: letters[row],
            campaigns: campaigns[row],
            residents,
            rate: per(appeals[row] as f64),
            rate_low: per(interval.low),
            rate_high: per(interval.high),
            stability: Stability::of(appeals[row]).as_str().to_owned(),
            ..MapCell::empty(districts[row], codes[row], levels[row], half_years[row])
        }
    };
    Ok((0..frame.height()).map(cell).collect())
}

pub(super) const DISTRICT: &str = appeals::district;
pub(super) const HALF_YEAR: &str = appeals::half_year;
pub(super) const WEEK: &str = appeals::week;
pub(super) const CODE: &str = codings::code;
pub(super) const LEVEL: &str = problem_map::level;
pub(super) const APPEALS: &str = problem_map::appeals;
/// The number of a text, which near-identical ones share, and of its campaign.
pub(super) const LETTER: &str = "letter";
pub(super) const CAMPAIGN: &str = "campaign";
/// Applicants of no campaign.
const ALONE: &str = "alone";
const TEXTS: &str = problem_map::texts;
const CAMPAIGNS: &str = problem_map::campaigns;
const APPLICANTS: &str = problem_map::applicants;
const APPLICANT: &str = appeals::applicant;
