//! Appeals by ISO week, district and group.

use std::collections::BTreeMap;

use jiff::Span;
use jiff::civil::Date;
use polars::prelude::*;

use super::Error;
use super::alarms::Bounds;
use super::coverage::Coverage;
use super::frame::{counts, texts};
use super::problem_map::{APPEALS, CODE, DISTRICT, LEVEL, WEEK};
use crate::corpus::published::Week;
use crate::corpus::{iso_week, monday};

/// The weekly series of groups, of all and of uncoded appeals over the weeks the corpus covers, weeks without appeals
/// included as zeros; by district, code and week.
///
/// A week is complete when it lies wholly between the first and the last registration. `bounds` of the weeks that were
/// judged stand beside them.
pub fn weekly(coded: &LazyFrame, coverage: Option<&Coverage>, bounds: &Bounds) -> Result<Vec<Week>, Error> {
    let Some(coverage) = coverage else {
        return Ok(Vec::new());
    };
    let series = series(coded).map_err(|source| Error::Polars {
        analysis: "weekly series",
        source,
    })?;
    let mut rows = Vec::new();
    for (key, weeks) in &series {
        let (district, code) = key;
        let bounds = bounds.get(key);
        for monday in mondays(coverage) {
            let week = iso_week(monday);
            let sunday = monday.saturating_add(Span::new().days(6));
            let bound = bounds.and_then(|bounds| bounds.get(&monday));
            rows.push(Week {
                appeals: weeks.get(&week).copied().unwrap_or(0),
                week,
                monday,
                complete: coverage.first <= monday && sunday <= coverage.last,
                district: district.clone(),
                code: code.clone(),
                expected: bound.map(|bound| bound.expected),
                bound: bound.map(|bound| bound.upper),
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

/// Mondays of the weeks that are covered, wholly or in part.
pub(super) fn mondays(coverage: &Coverage) -> Vec<Date> {
    let mut mondays = Vec::new();
    let mut day = monday(coverage.first);
    while day <= coverage.last {
        mondays.push(day);
        day = day.saturating_add(Span::new().days(7));
    }
    mondays
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn every_week_from_the_first_to_the_last_registration_is_there() {
        let coverage = Coverage::from_days(date(2025, 12, 26), date(2026, 1, 14));
        let found = mondays(&coverage);
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
