//! Working days of Kazakhstan: Monday to Friday, less holidays and moved days off, plus moved working days.

use std::collections::BTreeMap;

use jiff::Span;
use jiff::civil::{Date, Weekday};

use super::Error;

const FILE: &str = "dictionaries/law/calendar.csv";

/// Days that differ from the plain working week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    exceptions: BTreeMap<Date, bool>,
}

impl Calendar {
    /// The calendar that comes with talda.
    pub fn embedded() -> Result<Self, Error> {
        Self::parse(include_str!("../../dictionaries/law/calendar.csv"))
    }

    /// Reads `date,working,…` lines; `working` is 1 for a day off made a working day, 0 for a day off.
    pub fn parse(csv: &str) -> Result<Self, Error> {
        let mut exceptions = BTreeMap::new();
        for (number, line) in csv.lines().enumerate().skip(1) {
            let fault = |why: &str| Error::Line {
                dictionary: FILE,
                line: number + 1,
                why: why.to_owned(),
            };
            let mut cells = line.split(',');
            let day: Date = cells
                .next()
                .and_then(|cell| cell.parse().ok())
                .ok_or_else(|| fault("the first cell is not a date"))?;
            let working = match cells.next() {
                Some("1") => true,
                Some("0") => false,
                _ => return Err(fault("the second cell is not 0 or 1")),
            };
            if exceptions
                .insert(day, working)
                .is_some_and(|before| before != working)
            {
                return Err(fault("the day is both working and a day off"));
            }
        }
        Ok(Self { exceptions })
    }

    /// The last day the calendar knows holidays for; terms that end later rest on plain weeks.
    pub fn known_until(&self) -> Option<Date> {
        self.exceptions.last_key_value().map(|(day, _)| *day)
    }

    pub fn is_working(&self, day: Date) -> bool {
        let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        self.exceptions.get(&day).copied().unwrap_or(!weekend)
    }

    /// `day` itself if it is a working day, else the first working day after it.
    pub fn working_from(&self, day: Date) -> Date {
        let mut day = day;
        while !self.is_working(day) && day < Date::MAX {
            day = day.saturating_add(Span::new().days(1));
        }
        day
    }

    /// The `n`th working day after `day` (which need not be one); `day` for 0.
    pub fn working_after(&self, day: Date, n: u32) -> Date {
        let mut day = day;
        for _ in 0..n {
            day = self.working_from(day.saturating_add(Span::new().days(1)));
        }
        day
    }

    /// Working days after `from` up to and with `to`; 0 where `to` is not later.
    pub fn working_between(&self, from: Date, to: Date) -> i64 {
        let mut days = 0;
        let mut day = from;
        while day < to {
            day = day.saturating_add(Span::new().days(1));
            days += i64::from(self.is_working(day));
        }
        days
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_holiday_on_a_day_off_moves_to_the_next_working_day() {
        let calendar = Calendar::embedded().unwrap();
        // 8 March 2026 is a Sunday: the Monday after it is off.
        assert!(!calendar.is_working(date(2026, 3, 9)));
        assert!(calendar.is_working(date(2026, 3, 10)));
    }

    #[test]
    fn the_thirtieth_of_august_is_no_holiday_from_2026_on() {
        let calendar = Calendar::embedded().unwrap();
        assert!(calendar.is_working(date(2026, 8, 31)));
        assert!(!calendar.is_working(date(2024, 8, 30)));
    }

    #[test]
    fn a_moved_working_day_counts() {
        let calendar = Calendar::embedded().unwrap();
        assert!(calendar.is_working(date(2024, 5, 4)));
        assert!(!calendar.is_working(date(2024, 5, 8)));
    }

    #[test]
    fn working_days_between_leave_the_first_day_out() {
        let calendar = Calendar::embedded().unwrap();
        assert_eq!(calendar.working_between(date(2026, 6, 12), date(2026, 6, 15)), 1);
        assert_eq!(calendar.working_between(date(2026, 6, 15), date(2026, 6, 12)), 0);
    }

    #[test]
    fn a_line_without_a_date_is_named() {
        let fault = Calendar::parse("date,working\n2026-01-01,0\nsoon,0\n").unwrap_err();
        assert_eq!(
            fault.to_string(),
            "`dictionaries/law/calendar.csv`, line 3: the first cell is not a date"
        );
    }
}
