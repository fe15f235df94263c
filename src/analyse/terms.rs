//! Terms kept and broken by body and kind, and by district.

use std::collections::BTreeMap;

use jiff::civil::Date;
use polars::prelude::*;

use super::coverage::since_epoch;
use super::frame::{Frame, texts};
use super::{ALL, Error, UNKNOWN};
use crate::corpus::HalfYear;
use crate::corpus::published::{Appeal, Terms, appeals};
use crate::law::Calendar;

/// Body, kind, district and half-year.
type Key = [String; 4];

#[derive(Debug, Default, Clone)]
struct Tally {
    appeals: i64,
    states: BTreeMap<String, i64>,
    extended: i64,
    days: Vec<i64>,
}

/// Counted appeals by executing body × kind, each also summed up as `all`, and by district; by body, kind, district and
/// half-year.
pub fn terms(
    appeals: &Frame<Appeal>,
    half_years: &[HalfYear],
    calendar: &Calendar,
    as_of: Date,
) -> Result<Vec<Terms>, Error> {
    let wanted: Vec<String> = half_years.iter().map(ToString::to_string).collect();
    let tallies = tallies(appeals, calendar, as_of).map_err(|source| Error::Polars {
        analysis: "terms",
        source,
    })?;
    Ok(tallies
        .into_iter()
        .filter(|([.., half_year], _)| wanted.contains(half_year))
        .map(|([body, kind, district, half_year], tally)| {
            let state = |name: &str| tally.states.get(name).copied().unwrap_or(0);
            Terms {
                body,
                kind,
                district,
                half_year,
                appeals: tally.appeals,
                kept: state("kept"),
                late: state("late"),
                open: state("open"),
                overdue: state("overdue"),
                extended: tally.extended,
                median_days: median(tally.days),
            }
        })
        .collect())
}

fn tallies(appeals: &Frame<Appeal>, calendar: &Calendar, as_of: Date) -> PolarsResult<BTreeMap<Key, Tally>> {
    let frame = appeals
        .lazy()
        .filter(col(appeals::counted))
        .select([
            col(appeals::body).fill_null(lit(UNKNOWN)),
            col(appeals::kind),
            col(appeals::district).fill_null(lit(UNKNOWN)),
            col(appeals::half_year),
            col(appeals::term),
            col(appeals::extended),
            col(appeals::registered_on).cast(DataType::Int32),
            col(appeals::answered_on).cast(DataType::Int32),
        ])
        .collect()?;
    let (bodies, kinds) = (texts(&frame, appeals::body)?, texts(&frame, appeals::kind)?);
    let districts = texts(&frame, appeals::district)?;
    let (half_years, states) = (texts(&frame, appeals::half_year)?, texts(&frame, appeals::term)?);
    let extended = frame.column(appeals::extended)?.bool()?;
    let registered = frame.column(appeals::registered_on)?.i32()?;
    let answered = frame.column(appeals::answered_on)?.i32()?;
    let mut tallies: BTreeMap<Key, Tally> = BTreeMap::new();
    for row in 0..frame.height() {
        let days = registered
            .get(row)
            .zip(answered.get(row))
            .map(|(from, to)| (since_epoch(from), since_epoch(to)))
            .filter(|(_, to)| *to <= as_of)
            .map(|(from, to)| calendar.working_between(from, to));
        for [body, kind, district] in [
            [bodies[row], kinds[row], ALL],
            [bodies[row], ALL, ALL],
            [ALL, kinds[row], ALL],
            [ALL, ALL, ALL],
            [ALL, ALL, districts[row]],
        ] {
            let key = [body, kind, district, half_years[row]].map(str::to_owned);
            let tally = tallies.entry(key).or_default();
            tally.appeals += 1;
            *tally.states.entry(states[row].to_owned()).or_default() += 1;
            tally.extended += i64::from(extended.get(row) == Some(true));
            tally.days.extend(days);
        }
    }
    Ok(tallies)
}

/// The middle of the numbers, between the two middle ones of an even count; `None` of none.
pub(super) fn median(mut days: Vec<i64>) -> Option<f64> {
    days.sort_unstable();
    let middle = days.len() / 2;
    match days.len() {
        0 => None,
        odd if odd % 2 == 1 => Some(days[middle] as f64),
        _ => Some((days[middle - 1] + days[middle]) as f64 / 2.0),
    }
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn the_median_lies_in_the_middle() {
        assert_eq!(median(vec![]), None);
        assert_eq!(median(vec![9, 1, 5]), Some(5.0));
        assert_eq!(median(vec![9, 1, 5, 6]), Some(5.5));
    }
}
