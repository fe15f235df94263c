//! Appeals of the oblast by kind, channel, language and the like.

use polars::prelude::*;

use super::frame::{Frame, counts, texts};
use super::{Error, UNKNOWN};
use crate::corpus::HalfYear;
use crate::corpus::published::{Appeal, Breakdown, appeals, breakdown};

const DIMENSIONS: [&str; 8] = [
    appeals::applicant_type,
    appeals::channel,
    appeals::district_source,
    appeals::kind,
    appeals::language,
    appeals::outcome,
    appeals::register,
    appeals::term,
];

/// Counted appeals by each dimension, by half-year, dimension and value.
pub fn breakdown(appeals: &Frame<Appeal>, half_years: &[HalfYear]) -> Result<Vec<Breakdown>, Error> {
    let wanted: Vec<String> = half_years.iter().map(ToString::to_string).collect();
    let mut rows = Vec::new();
    for dimension in DIMENSIONS {
        rows.extend(by(appeals, dimension).map_err(|source| Error::Polars {
            analysis: "breakdown",
            source,
        })?);
    }
    rows.retain(|row| wanted.contains(&row.half_year));
    rows.sort_by(|a, b| (&a.half_year, &a.dimension, &a.value).cmp(&(&b.half_year, &b.dimension, &b.value)));
    Ok(rows)
}

fn by(appeals: &Frame<Appeal>, dimension: &str) -> PolarsResult<Vec<Breakdown>> {
    let frame = appeals
        .lazy()
        .filter(col(appeals::counted))
        .group_by([
            col(appeals::half_year),
            col(dimension).fill_null(lit(UNKNOWN)).alias(breakdown::value),
        ])
        .agg([len().alias(breakdown::appeals)])
        .collect()?;
    let (half_years, values) = (
        texts(&frame, appeals::half_year)?,
        texts(&frame, breakdown::value)?,
    );
    let counts = counts(&frame, breakdown::appeals)?;
    Ok((0..frame.height())
        .map(|row| Breakdown {
            half_year: half_years[row].to_owned(),
            dimension: dimension.to_owned(),
            value: values[row].to_owned(),
            appeals: counts[row],
        })
        .collect())
}
