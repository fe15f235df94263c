//! Half-years: the period a note is about.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, date};

/// A calendar half-year, written `2026H1`. Orders by time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HalfYear {
    year: i16,
    second: bool,
}

/// Why a text is not a half-year.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("`{0}` is not a half-year such as 2026H1")]
pub struct NotAHalfYear(pub String);

impl HalfYear {
    /// The half-year a day falls in.
    pub fn of(day: Date) -> Self {
        Self {
            year: day.year(),
            second: day.month() > 6,
        }
    }

    pub fn year(self) -> i16 {
        self.year
    }

    /// 1 or 2.
    pub fn half(self) -> i8 {
        1 + i8::from(self.second)
    }

    pub fn first_day(self) -> Date {
        date(self.year, if self.second { 7 } else { 1 }, 1)
    }

    pub fn last_day(self) -> Date {
        if self.second {
            date(self.year, 12, 31)
        } else {
            date(self.year, 6, 30)
        }
    }

    /// Length in days: 181 to 184.
    pub fn days(self) -> i64 {
        i64::from((self.last_day() - self.first_day()).get_days()) + 1
    }

    /// The half-year before this one.
    pub fn previous(self) -> Self {
        Self {
            year: if self.second { self.year } else { self.year - 1 },
            second: !self.second,
        }
    }

    /// The same half of the year before.
    pub fn year_before(self) -> Self {
        Self {
            year: self.year - 1,
            ..self
        }
    }
}

impl fmt::Display for HalfYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}H{}", self.year, self.half())
    }
}

impl FromStr for HalfYear {
    type Err = NotAHalfYear;

    fn from_str(text: &str) -> Result<Self, NotAHalfYear> {
        let refuse = || NotAHalfYear(text.to_owned());
        let (year, half) = text.split_once('H').ok_or_else(refuse)?;
        let year: i16 = year
            .parse()
            .ok()
            .filter(|year| (1900..=2200).contains(year))
            .ok_or_else(refuse)?;
        match half {
            "1" => Ok(Self { year, second: false }),
            "2" => Ok(Self { year, second: true }),
            _ => Err(refuse()),
        }
    }
}

impl<'de> serde::Deserialize<'de> for HalfYear {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

impl serde::Serialize for HalfYear {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The ISO week of a day, written `2026-W09`.
pub fn iso_week(day: Date) -> String {
    let week = day.iso_week_date();
    format!("{}-W{:02}", week.year(), week.week())
}

/// Monday of the ISO week a day falls in.
pub fn monday(day: Date) -> Date {
    let since = i64::from(day.weekday().to_monday_zero_offset());
    day.saturating_sub(jiff::Span::new().days(since))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_falls_in_its_half() {
        assert_eq!(HalfYear::of(date(2026, 6, 30)).to_string(), "2026H1");
        assert_eq!(HalfYear::of(date(2026, 7, 1)).to_string(), "2026H2");
    }

    #[test]
    fn halves_follow_each_other() {
        let first: HalfYear = "2026H1".parse().unwrap();
        assert_eq!(first.previous().to_string(), "2025H2");
        assert_eq!(first.previous().previous(), first.year_before());
        assert_eq!(first.days(), 181);
        assert_eq!("2024H1".parse::<HalfYear>().unwrap().days(), 182);
    }

    #[test]
    fn other_texts_are_not_half_years() {
        for text in ["2026", "2026H3", "H1", "26H1", "2026h1", ""] {
            assert_eq!(text.parse::<HalfYear>(), Err(NotAHalfYear(text.to_owned())));
        }
    }

    #[test]
    fn the_first_days_of_january_may_belong_to_the_last_week_of_december() {
        assert_eq!(iso_week(date(2027, 1, 1)), "2026-W53");
        assert_eq!(monday(date(2027, 1, 1)), date(2026, 12, 28));
    }
}
