//! Days of the calendar, named in both languages.

use jiff::civil::Date;

use super::Error;
use super::dictionary::rows;

const MONTHS: &str = include_str!("../../../dictionaries/note/months.csv");

/// The date written as 2026-07-20.
pub(super) fn date(text: &str) -> Result<Date, Error> {
    text.trim().parse().map_err(|_| Error::Date {
        text: text.to_owned(),
    })
}

/// The month of a date: in Kazakh as it is called, in Russian in the genitive.
pub(super) fn month(date: Date) -> (&'static str, &'static str) {
    let months = rows::<3>(MONTHS);
    let place = usize::try_from(date.month() - 1).unwrap_or_default();
    months.map(|[kk, ru, _]| (kk, ru)).nth(place).unwrap_or_default()
}

/// How much of two dates is the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shared {
    Month,
    Year,
    Nothing,
}

pub(super) fn shared(from: Date, to: Date) -> Shared {
    match (from.year() == to.year(), from.month() == to.month()) {
        (true, true) => Shared::Month,
        (true, false) => Shared::Year,
        (false, _) => Shared::Nothing,
    }
}
