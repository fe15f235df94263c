//! Appeals by ISO week, district and group.

use std::collections::BTreeMap;

use jiff::Span;
use jiff::civil::{Date, ISOWeekDate, Weekday};
use polars::prelude::*;

use super::Error;
use super::frame::{counts, texts};
use super::problem_map::{APPEALS, CODE, DISTRICT, LEVEL, WEEK};
use crate::corpus::published::Week;
use crate::corpus::{iso_week, monday};

/// The weekly series of groups, of all and of uncoded appeals, weeks without appeals included as zeros from the first
/// week of the corpus on; by district, code and week.
///
/// A week is complete when it lies wholly after the first and before the reporting day.
pub fn weekly(coded: &LazyFrame, as_of: Date) -> Result<Vec<Week>, Error> {
    let series = series(coded).map_err(|source| Error::Polars {
        analysis: "weekly series",
        source,
    })?;
    let mondays = mondays(&series, as_of);
    let mut rows = Vec::new();
    for ((district, code), weeks) in &series {
        for (index, &monday) in mondays.iter().enumerate() {
            let week = iso_week(monday);
            rows.push(Week {
                appeals: weeks.get(&week).copied().unwrap_or(0),
                week,
                monday,
                complete: index > 0 && monday.saturating_add(Span::new().days(6)) < as_of,
                district: district.clone(),
                code: code.clone(),
            });
        }
    }
    Ok(rows)
}

type Series = BTreeMap<(String, String), BTreeMap<String, i64>>;

fn series(coded: &LazyFrame) -> PolarsResult<Series> {
    let frame = coded
        .clone()
        .filter(col(LEVEL).lt_eq(lit(1_i64)))
        .group_by([col(DISTRICT), col(CODE), col(WEEK)])
        .agg([len().alias(APPEALS)])
        .collect()?;
    let (districts, codes, weeks) = (
        texts(&frame, DISTRICT)?,
        texts(&frame, CODE)?,
        texts(&frame, WEEK)?,
    );
    let counts = counts(&frame, APPEALS)?;
    let mut series = Series::new();
    for row in 0..frame.height() {
        let key = (districts[row].to_owned(), codes[row].to_owned());
        series
            .entry(key)
            .or_default()
            .insert(weeks[row].to_owned(), counts[row]);
    }
    Ok(series)
}

/// Mondays from the first week of any series to the week of the reporting date.
fn mondays(series: &Series, as_of: Date) -> Vec<Date> {
    let first = series
        .values()
        .filter_map(|weeks| weeks.keys().next())
        .min()
        .and_then(|week| parse(week));
    let Some(mut day) = first else { return Vec::new() };
    let mut mondays = Vec::new();
    let last = monday(as_of);
    while day <= last {
        mondays.push(day);
        day = day.saturating_add(Span::new().days(7));
    }
    mondays
}

fn parse(week: &str) -> Option<Date> {
    let (year, week) = week.split_once("-W")?;
    let week = ISOWeekDate::new(year.parse().ok()?, week.parse().ok()?, Weekday::Monday).ok()?;
    Some(week.date())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn weeks_without_appeals_stand_between_as_zeros() {
        let series = Series::from([(
            ("d".into(), "01".into()),
            BTreeMap::from([("2025-W52".into(), 2), ("2026-W02".into(), 1)]),
        )]);
        let found = mondays(&series, date(2026, 1, 14));
        assert_eq!(
            found,
            [
                date(2025, 12, 22),
                date(2025, 12, 29),
                date(2026, 1, 5),
                date(2026, 1, 12)
            ]
        );
    }
}
