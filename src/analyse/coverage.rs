//! Which days the corpus speaks of: only what is covered may be compared or called complete.

use jiff::Span;
use jiff::civil::{Date, date};
use polars::prelude::*;

use super::Error;
use super::frame::Frame;
use crate::corpus::HalfYear;
use crate::corpus::published::{Appeal, appeals};

/// The days from the first to the last registration of the corpus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coverage {
    pub first: Date,
    pub last: Date,
}

/// The share of a half-year's days that has to be covered before it is compared with another: seasons differ, so a
/// part of a half-year does not stand for the whole. The rest leaves room for holidays at its ends.
const COMPARABLE_SHARE: f64 = 0.9;

impl Coverage {
    /// The coverage of a corpus; `None` for an empty one.
    pub fn of(corpus: &Frame<Appeal>) -> Result<Option<Self>, Error> {
        let days = col(appeals::registered_on).cast(DataType::Int32);
        let frame = corpus
            .lazy()
            .select([days.clone().min().alias("first"), days.max().alias("last")])
            .collect()
            .map_err(fault)?;
        let day = |column: &str| -> PolarsResult<Option<Date>> {
            Ok(frame.column(column)?.i32()?.get(0).map(since_epoch))
        };
        let first = day("first").map_err(fault)?;
        let last = day("last").map_err(fault)?;
        Ok(first.zip(last).map(|(first, last)| Self { first, last }))
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
        let coverage = Coverage {
            first: date(2025, 10, 18),
            last: date(2026, 6, 28),
        };
        let half_year: HalfYear = "2026H1".parse().unwrap();
        assert_eq!(coverage.days(half_year), 179);
        assert!(coverage.is_comparable(half_year));
        assert!(!coverage.is_comparable(half_year.previous()));
        assert_eq!(coverage.days(half_year.year_before()), 0);
    }
}
