//! Years, half-years and days.

use jiff::civil::Date;

use super::Case;
use super::noun::Noun;
use crate::publish::grammar::Error;
use crate::publish::grammar::dates::{Shared, month, shared};

/// 2026 года, 2026 году.
pub fn year(year: &str, case: Case) -> Result<String, Error> {
    Ok(format!("{year} {}", Noun::named("год")?.singular(case)))
}

/// Первого полугодия 2026 года, without a capital.
pub fn half_year(of: &str, second: bool, case: Case) -> Result<String, Error> {
    let ordinal = match case {
        Case::Nominative | Case::Accusative => "ое",
        Case::Genitive => "ого",
        Case::Dative => "ому",
        Case::Instrumental => "ым",
        Case::Prepositional => "ом",
    };
    let stem = if second { "втор" } else { "перв" };
    let noun = Noun::named("полугодие")?.singular(case);
    Ok(format!("{stem}{ordinal} {noun} {}", year(of, Case::Genitive)?))
}

/// 20 июля 2026 года, which serves all cases but the nominative of a whole sentence.
pub fn date(date: Date) -> String {
    format!("{} {} года", day(date), date.year())
}

/// From a day to a day: 13–19 июля 2026 года, 29 июня – 5 июля 2026 года.
pub fn span(from: Date, to: Date) -> String {
    match shared(from, to) {
        Shared::Month => format!("{}–{}", from.day(), date(to)),
        Shared::Year => format!("{} – {}", day(from), date(to)),
        Shared::Nothing => format!("{} – {}", date(from), date(to)),
    }
}

fn day(date: Date) -> String {
    format!("{} {}", date.day(), month(date).1)
}
