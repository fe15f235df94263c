//! Which days the corpus speaks of: only what is covered may be compared or called complete.

use jiff::Span;
use jiff::civil::{Date, date};
use polars::prelude::*;

use super::Error;
use super::breaks::Stray;
use super::frame::{Frame, counts};
use crate::corpus::HalfYear;
use crate::corpus::published::{Appeal, appeals};

/// The days from the first to the last registration of the corpus, but for a few far from all others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    pub first: Date,
    pub last: Date,
    /// Days that are no part of it, in order.
    pub stray: Vec<Stray>,
}

/// The share of a half-year's days that has to be covered before it is compared with another: seasons differ, so a
/// part of a half-year does not stand for the whole. The rest leaves room for holidays at its ends.
const COMPARABLE_SHARE: f64 = 0.9;
/// Registers are not silent for so many days; what lies beyond such a gap and is hardly anything has a mistyped year.
const LONGEST_SILENCE: i32 = 92;
const STRAY_SHARE: f64 = 0.005;

impl Coverage {
    /// The coverage of a corpus; `None` for an empty one.
    pub fn of(corpus: &Frame<Appeal>) -> Result<Option<Self>, Error> {
        let days = col(appeals::registered_on).cast(DataType::Int32);
        let frame = corpus
            .lazy()
            .group_by([days.alias(DAY)])
            .agg([len().alias(APPEALS)])
            .sort([DAY], SortMultipleOptions::default())
            .collect()
            .map_err(fault)?;
        let days = frame.column(DAY).and_then(|days| days.i32()).map_err(fault)?;
        let counts = counts(&frame, APPEALS).map_err(fault)?;
        let days: Vec<(i32, i64)> = days.iter().flatten().zip(counts).collect();
        Ok(Self::of_days(&days))
    }

    /// The coverage by days since 1970 with their appeals, ascending.
    fn of_days(days: &[(i32, i64)]) -> Option<Self> {
        let all: i64 = days.iter().map(|(_, appeals)| appeals).sum();
        let mut from = 0;
        let mut before = 0;
        for at in 1..days.len() {
            before += days[at - 1].1;
            let is_little = before as f64 <= STRAY_SHARE * all as f64;
            if is_little && days[at].0 - days[at - 1].0 > LONGEST_SILENCE {
                from = at;
            }
        }
        let stray = days[..from].iter().map(|&(day, appeals)| Stray {
            day: since_epoch(day),
            appeals,
        });
        Some(Self {
            first: since_epoch(days.get(from)?.0),
            last: since_epoch(days.last()?.0),
            stray: stray.collect(),
        })
    }

    /// The coverage of the days from `first` to `last`.
    #[cfg(test)]
    pub fn from_days(first: Date, last: Date) -> Self {
        Self {
            first,
            last,
            stray: Vec::new(),
        }
    }

    /// Months of `half_year` with a covered day.
    pub fn months(&self, half_year: HalfYear) -> usize {
        let from = self.first.max(half_year.first_day());
        let to = self.last.min(half_year.last_day());
        if from > to {
            return 0;
        }
        (to.month() - from.month()) as usize + 1
    }

    /// Days of `half_year` that are covered.
    pub fn days(&self, half_year: HalfYear) -> i64 {
        let from = self.first.max(half_year.first_day());
        let to = self.last.min(half_year.last_day());
        (i64::from((to - from).get_days()) + 1).max(0)
    }

    /// Whether `half_year` is covered well enough to be compared.
    pub fn is_comparable(&self, half_year: HalfYear) -> bool {
        self.days(half_year) as f64 >= COMPARABLE_SHARE * half_year.days() as f64
    }
}

/// The day so many days after 1 January 1970.
pub fn since_epoch(days: i32) -> Date {
    date(1970, 1, 1).saturating_add(Span::new().days(i64::from(days)))
}

const DAY: &str = appeals::registered_on;
const APPEALS: &str = "appeals";

fn fault(source: PolarsError) -> Error {
    Error::Polars {
        analysis: "coverage",
        source,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_half_year_is_not_comparable() {
        let coverage = Coverage::from_days(date(2025, 10, 18), date(2026, 6, 28));
        let half_year: HalfYear = "2026H1".parse().unwrap();
        assert_eq!(coverage.days(half_year), 179);
        assert!(coverage.is_comparable(half_year));
        assert!(!coverage.is_comparable(half_year.previous()));
        assert_eq!(coverage.days(half_year.year_before()), 0);
    }

    #[test]
    fn a_mistyped_year_does_not_stretch_the_coverage() {
        let day = |text: &str| {
            let day: Date = text.parse().unwrap();
            (day - date(1970, 1, 1)).get_days()
        };
        let mut days = vec![(day("2005-03-02"), 1), (day("2016-03-02"), 1)];
        days.extend((0..300).map(|offset| (day("2025-01-01") + offset, 10)));
        let coverage = Coverage::of_days(&days).unwrap();
        assert_eq!(coverage.first, date(2025, 1, 1));
        assert_eq!(coverage.stray.len(), 2);
    }

    #[test]
    fn a_small_corpus_with_a_long_pause_keeps_all_its_days() {
        let coverage = Coverage::of_days(&[(0, 3), (200, 3)]).unwrap();
        assert_eq!(coverage.first, date(1970, 1, 1));
        assert_eq!(Coverage::of_days(&[]), None);
    }
}
