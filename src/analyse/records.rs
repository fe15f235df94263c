//! Counted appeals one by one, for what cannot be grouped by columns: who wrote again, what came when.

use jiff::civil::Date;
use polars::prelude::*;
use rustc_hash::FxHashMap;

use super::coverage::since_epoch;
use super::frame::{Frame, texts};
use super::{Error, UNKNOWN};
use crate::corpus::HalfYear;
use crate::corpus::published::{Appeal, Coding, appeals, codings};

/// One counted appeal.
#[derive(Debug, Clone, PartialEq)]
pub struct Record<'f> {
    pub register: &'f str,
    pub number: &'f str,
    pub day: Date,
    pub half_year: HalfYear,
    /// КАТО code, or [`UNKNOWN`].
    pub district: &'f str,
    pub language: &'f str,
    pub applicant: Option<&'f str>,
    pub locality: Option<&'f str>,
    /// Chief topic.
    pub main: Option<&'f str>,
    pub answered_on: Option<Date>,
    /// 1 to 5.
    pub rating: Option<i64>,
    pub text: &'f str,
    /// Executing body as the register names it.
    pub body: Option<&'f str>,
    /// Code of the outcome.
    pub outcome: Option<&'f str>,
    /// State of the term on the reporting date: kept, late, open or overdue.
    pub term: &'f str,
    /// Redacted text of the answer.
    pub answer: Option<&'f str>,
    /// Topics and their groups, ascending.
    pub codes: Vec<&'f str>,
}

/// The columns records are made of.
pub struct Columns {
    appeals: DataFrame,
    codings: DataFrame,
}

impl Columns {
    /// Those of the counted appeals and of all codings.
    pub fn of(appeals: &Frame<Appeal>, codings: &Frame<Coding>) -> Result<Self, Error> {
        let days = [appeals::registered_on, appeals::answered_on].map(|day| col(day).cast(DataType::Int32));
        let words = [
            appeals::register,
            appeals::number,
            appeals::district,
            appeals::language,
            appeals::applicant,
            appeals::locality,
            appeals::main,
            appeals::text,
            appeals::body,
            appeals::outcome,
            appeals::term,
            appeals::answer,
        ];
        let columns = words
            .map(col)
            .into_iter()
            .chain(days)
            .chain([col(appeals::rating)]);
        let key = [codings::register, codings::number, codings::code, codings::group].map(col);
        let appeals = appeals
            .lazy()
            .filter(col(appeals::counted))
            .select(columns.collect::<Vec<_>>())
            .collect();
        let codings = codings
            .lazy()
            .select(key)
            .unique(None, UniqueKeepStrategy::Any)
            .collect();
        Ok(Self {
            appeals: appeals.map_err(fault)?,
            codings: codings.map_err(fault)?,
        })
    }

    /// The records, by register and number.
    pub fn records(&self) -> Result<Vec<Record<'_>>, Error> {
        let mut codes = self.codes().map_err(fault)?;
        let mut records = self.rows(&mut codes).map_err(fault)?;
        records.sort_by(|a, b| (a.register, a.number).cmp(&(b.register, b.number)));
        Ok(records)
    }

    fn codes(&self) -> PolarsResult<FxHashMap<(&str, &str), Vec<&str>>> {
        let [registers, numbers, codes, groups] =
            [codings::register, codings::number, codings::code, codings::group]
                .map(|column| texts(&self.codings, column));
        let (registers, numbers, codes, groups) = (registers?, numbers?, codes?, groups?);
        let mut found: FxHashMap<(&str, &str), Vec<&str>> = FxHashMap::default();
        for row in 0..codes.len() {
            let of = found.entry((registers[row], numbers[row])).or_default();
            of.extend([codes[row], groups[row]]);
        }
        for codes in found.values_mut() {
            codes.sort_unstable();
            codes.dedup();
        }
        Ok(found)
    }

    fn rows<'f>(
        &'f self,
        codes: &mut FxHashMap<(&'f str, &'f str), Vec<&'f str>>,
    ) -> PolarsResult<Vec<Record<'f>>> {
        let frame = &self.appeals;
        let (registers, numbers) = (texts(frame, appeals::register)?, texts(frame, appeals::number)?);
        let optional = |column: &str| frame.column(column)?.str();
        let (districts, languages) = (optional(appeals::district)?, optional(appeals::language)?);
        let (applicants, localities) = (optional(appeals::applicant)?, optional(appeals::locality)?);
        let (mains, words) = (optional(appeals::main)?, optional(appeals::text)?);
        let (bodies, outcomes) = (optional(appeals::body)?, optional(appeals::outcome)?);
        let (terms, answers) = (optional(appeals::term)?, optional(appeals::answer)?);
        let registered = frame.column(appeals::registered_on)?.i32()?;
        let answered = frame.column(appeals::answered_on)?.i32()?;
        let ratings = frame.column(appeals::rating)?.i64()?;
        let mut rows = Vec::with_capacity(frame.height());
        for row in 0..frame.height() {
            let Some(day) = registered.get(row).map(since_epoch) else {
                continue;
            };
            let key = (registers[row], numbers[row]);
            rows.push(Record {
                register: key.0,
                number: key.1,
                day,
                half_year: HalfYear::of(day),
                district: districts.get(row).unwrap_or(UNKNOWN),
                language: languages.get(row).unwrap_or_default(),
                applicant: applicants.get(row),
                locality: localities.get(row),
                main: mains.get(row),
                answered_on: answered.get(row).map(since_epoch),
                rating: ratings.get(row),
                text: words.get(row).unwrap_or_default(),
                body: bodies.get(row),
                outcome: outcomes.get(row),
                term: terms.get(row).unwrap_or_default(),
                answer: answers.get(row).filter(|answer| !answer.trim().is_empty()),
                codes: codes.remove(&key).unwrap_or_default(),
            });
        }
        Ok(rows)
    }
}

fn fault(source: PolarsError) -> Error {
    Error::Polars {
        analysis: "records",
        source,
    }
}
