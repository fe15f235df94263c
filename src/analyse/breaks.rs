//! Where the data changed so that half-years cannot be compared: a register or channel that begins or ends, a district
//! that appears, dates far from all others.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use polars::prelude::*;

use super::coverage::{Coverage, since_epoch};
use super::frame::{Frame, texts};
use super::{Error, UNKNOWN};
use crate::corpus::HalfYear;
use crate::corpus::published::{Appeal, Break, appeals};

/// A register or channel with this share of a half-year's appeals moves its figures by more than chance would.
const STOPPING_SHARE: f64 = 0.05;
/// A district with fewer appeals may well be silent for half a year.
const STOPPING_DISTRICT: i64 = 20;
/// A value is there in a half-year when it is in more than this share of its covered months.
const PRESENT: f64 = 0.5;

const DISTRICT: &str = appeals::district;
const DIMENSIONS: [&str; 3] = [appeals::register, appeals::channel, DISTRICT];

/// Appeals of one value by half-year, and the months they are from.
type Presence = BTreeMap<HalfYear, (i64, BTreeSet<i8>)>;

/// The breaks over `half_years`, oldest first, by dimension, value and half-year.
pub fn breaks(
    appeals: &Frame<Appeal>,
    half_years: &[HalfYear],
    coverage: &Coverage,
) -> Result<Vec<Break>, Error> {
    let mut breaks = Vec::new();
    for dimension in DIMENSIONS {
        let values = presence(appeals, dimension).map_err(|source| Error::Polars {
            analysis: "breaks",
            source,
        })?;
        let mut totals: BTreeMap<HalfYear, i64> = BTreeMap::new();
        for (half_year, (count, _)) in values.values().flatten() {
            *totals.entry(*half_year).or_default() += count;
        }
        for (value, presence) in values.iter().filter(|(value, _)| *value != UNKNOWN) {
            breaks.extend(of_value(
                dimension, value, presence, &totals, half_years, coverage,
            ));
        }
    }
    breaks.extend(coverage.stray.iter().map(|stray| Break {
        dimension: "stray".to_owned(),
        value: stray.day.to_string(),
        kind: "outlying".to_owned(),
        half_year: HalfYear::of(stray.day).to_string(),
        appeals: stray.appeals,
        share: 1.0,
        stops: false,
    }));
    Ok(breaks)
}

fn presence(frame: &Frame<Appeal>, dimension: &str) -> PolarsResult<BTreeMap<String, Presence>> {
    let day = col(appeals::registered_on).cast(DataType::Int32);
    let frame = frame
        .lazy()
        .filter(col(appeals::counted))
        .select([col(dimension).fill_null(lit(UNKNOWN)).alias("value"), day])
        .collect()?;
    let values = texts(&frame, "value")?;
    let days = frame.column(appeals::registered_on)?.i32()?;
    let mut found: BTreeMap<String, Presence> = BTreeMap::new();
    for (value, day) in values.into_iter().zip(days.iter()) {
        let Some(day) = day.map(since_epoch) else {
            continue;
        };
        if !found.contains_key(value) {
            found.insert(value.to_owned(), Presence::new());
        }
        if let Some(presence) = found.get_mut(value) {
            let (count, months) = presence.entry(HalfYear::of(day)).or_default();
            *count += 1;
            months.insert(day.month());
        }
    }
    Ok(found)
}

fn of_value(
    dimension: &str,
    value: &str,
    presence: &Presence,
    totals: &BTreeMap<HalfYear, i64>,
    half_years: &[HalfYear],
    coverage: &Coverage,
) -> Vec<Break> {
    let count = |half_year: HalfYear| presence.get(&half_year).map_or(0, |(count, _)| *count);
    let months = |half_year: HalfYear| presence.get(&half_year).map_or(0, |(_, months)| months.len());
    let is_there =
        |half_year: HalfYear| months(half_year) as f64 > PRESENT * coverage.months(half_year) as f64;
    let mut breaks = Vec::new();
    for pair in half_years.windows(2) {
        let (before, now) = (pair[0], pair[1]);
        let (kind, of) = match (is_there(before), is_there(now)) {
            (false, true) => ("begins", now),
            (true, false) => ("ends", before),
            _ => continue,
        };
        let appeals = count(of);
        let share = appeals as f64 / totals.get(&of).copied().unwrap_or(1).max(1) as f64;
        breaks.push(Break {
            dimension: dimension.to_owned(),
            value: value.to_owned(),
            kind: kind.to_owned(),
            half_year: now.to_string(),
            appeals,
            share,
            stops: match dimension {
                DISTRICT => appeals >= STOPPING_DISTRICT,
                _ => share >= STOPPING_SHARE,
            },
        });
    }
    breaks
}

/// Whether a break forbids to compare `now` with `against` for `district`: one of a district concerns this district only.
pub fn forbid(breaks: &[Break], district: &str, against: HalfYear, now: HalfYear) -> bool {
    breaks.iter().filter(|one| one.stops).any(|one| {
        let concerns = one.dimension != DISTRICT || one.value == district;
        let lies_between = |half_year: HalfYear| against < half_year && half_year <= now;
        concerns && one.half_year.parse().is_ok_and(lies_between)
    })
}

/// A day far from all others, as a mistyped year makes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stray {
    pub day: Date,
    pub appeals: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn half_year(name: &str) -> HalfYear {
        name.parse().unwrap()
    }

    fn there(half_years: &[(&str, i64, i8)]) -> Presence {
        half_years
            .iter()
            .map(|(name, count, months)| (half_year(name), (*count, (1..=*months).collect())))
            .collect()
    }

    fn found(dimension: &str, presence: &Presence) -> Vec<(String, String, bool)> {
        let half_years = ["2025H1", "2025H2", "2026H1"].map(half_year);
        let totals = half_years.iter().map(|half_year| (*half_year, 1000)).collect();
        let coverage = Coverage::from_days("2025-01-01".parse().unwrap(), "2026-06-30".parse().unwrap());
        of_value(dimension, "109", presence, &totals, &half_years, &coverage)
            .into_iter()
            .map(|one| (one.kind, one.half_year, one.stops))
            .collect()
    }

    #[test]
    fn a_register_that_begins_with_a_real_share_stops_comparisons() {
        let begun = there(&[("2025H2", 200, 6), ("2026H1", 210, 6)]);
        assert_eq!(
            found(appeals::register, &begun),
            [("begins".into(), "2025H2".into(), true)]
        );
        let slight = there(&[("2025H2", 20, 6), ("2026H1", 21, 6)]);
        assert_eq!(
            found(appeals::register, &slight),
            [("begins".into(), "2025H2".into(), false)]
        );
    }

    #[test]
    fn a_register_that_ends_in_the_middle_of_a_half_year_is_gone_from_it() {
        let ended = there(&[("2025H1", 100, 6), ("2025H2", 100, 6), ("2026H1", 40, 2)]);
        assert_eq!(
            found(appeals::register, &ended),
            [("ends".into(), "2026H1".into(), true)]
        );
    }

    #[test]
    fn a_steady_register_breaks_nothing() {
        let steady = there(&[("2025H1", 100, 6), ("2025H2", 90, 5), ("2026H1", 80, 6)]);
        assert_eq!(found(appeals::register, &steady), []);
    }

    #[test]
    fn a_break_of_a_district_forbids_only_comparisons_of_that_district() {
        let one = Break {
            dimension: DISTRICT.into(),
            value: "614600000".into(),
            kind: "begins".into(),
            half_year: "2025H2".into(),
            appeals: 80,
            share: 0.08,
            stops: true,
        };
        let (then, now) = (half_year("2025H1"), half_year("2026H1"));
        assert!(forbid(std::slice::from_ref(&one), "614600000", then, now));
        assert!(!forbid(std::slice::from_ref(&one), "615200000", then, now));
        assert!(!forbid(&[one], "614600000", half_year("2025H2"), now));
    }
}
