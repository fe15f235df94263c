//! Terms by kind of appeal (АППК art. 76, 99 and special laws).

use std::collections::BTreeMap;

use jiff::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Calendar, Error};

const FILE: &str = "dictionaries/law/deadlines.csv";

/// Which day is the first of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DayOne {
    /// The day of registration, or the first working day after it: as e-Өтініш counts.
    RegistrationDay,
    /// The day after it.
    NextDay,
}

/// A term: so many working or calendar days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    pub days: u32,
    pub working: bool,
    /// Names of the kind in Kazakh and Russian.
    pub name_kk: String,
    pub name_ru: String,
}

/// State of an appeal's term on the reporting date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TermState {
    /// Answered within the term.
    Kept,
    /// Answered after it.
    Late,
    /// Not answered, term not over.
    Open,
    /// Not answered, term over.
    Overdue,
}

impl TermState {
    /// The state on `today` of a term that ends on `due_on`; an answer given after `today` does not count yet.
    pub fn on(today: Date, due_on: Date, answered_on: Option<Date>) -> Self {
        match answered_on.filter(|day| *day <= today) {
            Some(day) if day <= due_on => Self::Kept,
            Some(_) => Self::Late,
            None if today <= due_on => Self::Open,
            None => Self::Overdue,
        }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Late => "late",
            Self::Open => "open",
            Self::Overdue => "overdue",
        }
    }
}

/// The terms of all kinds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadlines {
    by_kind: BTreeMap<String, Deadline>,
}

impl Deadlines {
    /// The terms that come with talda.
    pub fn embedded() -> Result<Self, Error> {
        Self::parse(include_str!("../../dictionaries/law/deadlines.csv"))
    }

    /// Reads `kind,days,unit,name_kk,name_ru,source` lines; the unit is `working` or `calendar`.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let mut by_kind = BTreeMap::new();
        for (index, record) in reader.records().enumerate() {
            let fault = |why: String| Error::Line {
                dictionary: FILE,
                line: index + 2,
                why,
            };
            let record = record.map_err(|source| fault(source.to_string()))?;
            let cell = |column: usize| record.get(column).unwrap_or_default().to_owned();
            let deadline = Deadline {
                days: cell(1)
                    .parse()
                    .map_err(|_| fault(format!("`{}` is not a number of days", cell(1))))?,
                working: match cell(2).as_str() {
                    "working" => true,
                    "calendar" => false,
                    other => return Err(fault(format!("`{other}` is neither working nor calendar"))),
                },
                name_kk: cell(3),
                name_ru: cell(4),
            };
            by_kind.insert(cell(0), deadline);
        }
        Ok(Self { by_kind })
    }

    /// The term of a kind; `None` for a kind the dictionary does not have.
    pub fn of(&self, kind: &str) -> Option<&Deadline> {
        self.by_kind.get(kind)
    }

    /// All kinds with their terms, by code.
    pub fn kinds(&self) -> impl Iterator<Item = (&str, &Deadline)> {
        self.by_kind
            .iter()
            .map(|(kind, deadline)| (kind.as_str(), deadline))
    }
}

impl Deadline {
    /// The last day of a term that begins with a registration on `registered_on`.
    ///
    /// A registration on a day off begins on the next working day. A term in calendar days that would end on a
    /// day off ends on the next working day.
    pub fn due_on(&self, registered_on: Date, calendar: &Calendar, day_one: DayOne) -> Date {
        let begin = calendar.working_from(registered_on);
        let counted = match day_one {
            DayOne::RegistrationDay => self.days.saturating_sub(1),
            DayOne::NextDay => self.days,
        };
        if self.working {
            calendar.working_after(begin, counted)
        } else {
            calendar.working_from(begin.saturating_add(Span::new().days(i64::from(counted))))
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn due(kind: &str, registered_on: Date, day_one: DayOne) -> Date {
        let calendar = Calendar::embedded().unwrap();
        Deadlines::embedded()
            .unwrap()
            .of(kind)
            .unwrap()
            .due_on(registered_on, &calendar, day_one)
    }

    #[test]
    fn fifteen_working_days_end_as_in_the_published_example() {
        assert_eq!(
            due("application", date(2022, 6, 7), DayOne::RegistrationDay),
            date(2022, 6, 27)
        );
        assert_eq!(
            due("application", date(2022, 6, 7), DayOne::NextDay),
            date(2022, 6, 28)
        );
    }

    #[test]
    fn a_complaint_has_twenty_working_days() {
        assert_eq!(
            due("complaint", date(2026, 6, 1), DayOne::RegistrationDay),
            date(2026, 6, 26)
        );
    }

    #[test]
    fn a_registration_on_a_day_off_begins_on_the_next_working_day() {
        assert_eq!(
            due("application", date(2026, 6, 13), DayOne::RegistrationDay),
            due("application", date(2026, 6, 15), DayOne::RegistrationDay)
        );
    }

    #[test]
    fn a_calendar_term_does_not_end_on_a_day_off() {
        // 15 calendar days from Monday 1 June 2026 end on Monday 15 June; from Saturday they begin on Monday.
        assert_eq!(
            due("info_request", date(2026, 6, 1), DayOne::RegistrationDay),
            date(2026, 6, 15)
        );
        assert_eq!(
            due("info_request", date(2026, 6, 5), DayOne::NextDay),
            date(2026, 6, 22)
        );
    }

    #[test]
    fn an_answer_on_the_last_day_keeps_the_term() {
        let (due, today) = (date(2026, 6, 26), date(2026, 7, 10));
        assert_eq!(TermState::on(today, due, Some(due)), TermState::Kept);
        assert_eq!(
            TermState::on(today, due, Some(date(2026, 6, 29))),
            TermState::Late
        );
        assert_eq!(TermState::on(today, due, None), TermState::Overdue);
        assert_eq!(TermState::on(due, due, None), TermState::Open);
    }
}
