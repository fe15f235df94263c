//! Years, half-years and days.

use jiff::civil::Date;

use super::{Case, declined};
use crate::publish::grammar::dates::{Shared, month, shared};

/// 2026 жылдың; the locative tells when (2026 жылы), the attributive what is of it (2026 жылғы).
pub fn year(year: &str, case: Case) -> String {
    match case {
        Case::Locative => format!("{year} жылы"),
        Case::Attributive => format!("{year} жылғы"),
        case => format!("{year} {}", declined("жыл", case)),
    }
}

/// 2026 жылғы бірінші жартыжылдықтың.
pub fn half_year(of: &str, second: bool, case: Case) -> String {
    let half = if second { "екінші" } else { "бірінші" };
    format!(
        "{} {half} {}",
        year(of, Case::Attributive),
        declined("жартыжылдық", case)
    )
}

/// 2026 жылғы 20 шілдеде.
pub fn date(date: Date, case: Case) -> String {
    format!("{} {}", of_year(date), day(date, case))
}

/// From a day to a day: 2026 жылғы 13–19 шілде, 2026 жылғы 29 маусым – 5 шілде.
pub fn span(from: Date, to: Date, case: Case) -> String {
    match shared(from, to) {
        Shared::Month => format!("{} {}–{}", of_year(from), from.day(), day(to, case)),
        Shared::Year => format!(
            "{} {} – {}",
            of_year(from),
            day(from, Case::Nominative),
            day(to, case)
        ),
        Shared::Nothing => format!("{} – {}", date(from, Case::Nominative), date(to, case)),
    }
}

fn of_year(date: Date) -> String {
    year(&date.year().to_string(), Case::Attributive)
}

fn day(date: Date, case: Case) -> String {
    format!("{} {}", date.day(), declined(month(date).0, case))
}
