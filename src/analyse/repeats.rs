//! Who had to write again, and who was not content with the answer.

use std::collections::BTreeMap;
use std::ops::{Add, Sub};

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::records::Record;
use crate::corpus::HalfYear;
use crate::statistics::{Interval, wilson_interval};

/// An appeal repeats one of the same person on the same topic of at most so many days before.
const REPEATED_WITHIN: i32 = 365;
/// An appeal of the same person on the same topic so many days after an answer says the answer was not enough.
const AGAIN_WITHIN: i32 = 90;
/// Ratings of the discontented.
pub(super) const LOW: i64 = 2;

/// Appeals or answers below which a share is too unsure to be printed.
const LEAST_WHOLE: u64 = 20;

/// A share with its parts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    pub part: u64,
    pub whole: u64,
}

impl Share {
    fn count(&mut self, is_part: bool) {
        self.whole += 1;
        self.part += u64::from(is_part);
    }

    /// `None` for a share of nothing.
    pub fn value(self) -> Option<f64> {
        (self.whole > 0).then(|| self.part as f64 / self.whole as f64)
    }

    /// Whether it is a share of enough to be printed, and no number of one to four can be read from it.
    pub fn is_told(self) -> bool {
        let is_small = |count: u64| (1..5).contains(&count);
        self.whole >= LEAST_WHOLE && !is_small(self.part) && !is_small(self.whole - self.part)
    }

    /// The 95 % Wilson interval.
    pub fn interval(self) -> Option<Interval> {
        wilson_interval(self.part, self.whole)
    }
}

impl Share {
    fn with(self, other: Self) -> Self {
        Self {
            part: self.part + other.part,
            whole: self.whole + other.whole,
        }
    }

    fn without(self, other: Self) -> Self {
        Self {
            part: self.part.saturating_sub(other.part),
            whole: self.whole.saturating_sub(other.whole),
        }
    }
}

impl Add for Discontent {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            repeats: self.repeats.with(other.repeats),
            dissatisfied: self.dissatisfied.with(other.dissatisfied),
        }
    }
}

impl Sub for Discontent {
    type Output = Self;

    /// What is left without a part of it.
    fn sub(self, part: Self) -> Self {
        Self {
            repeats: self.repeats.without(part.repeats),
            dissatisfied: self.dissatisfied.without(part.dissatisfied),
        }
    }
}

/// Repeat appeals, and answers that did not content, of a place and code.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Discontent {
    /// Of the appeals whose applicant is known, those that repeat an earlier one.
    pub repeats: Share,
    /// Of the answers to appeals whose applicant is known or that were rated, those rated low or followed by a repeat.
    pub dissatisfied: Share,
}

/// The discontent of the half-year by place (district, and the oblast) and code.
pub fn discontent<'f>(
    records: &[Record<'f>],
    half_year: HalfYear,
    oblast: &'f str,
) -> BTreeMap<(&'f str, &'f str), Discontent> {
    let days = days(records);
    let mut found: BTreeMap<(&str, &str), Discontent> = BTreeMap::new();
    for record in records.iter().filter(|record| record.half_year == half_year) {
        for &code in &record.codes {
            let of_code = record
                .applicant
                .and_then(|applicant| days.get(&(applicant, code)));
            for place in [record.district, oblast] {
                let discontent = found.entry((place, code)).or_default();
                if let Some(days) = of_code {
                    discontent.repeats.count(repeats(days, record.day));
                }
                if let Some(is_dissatisfied) = dissatisfied(record, of_code) {
                    discontent.dissatisfied.count(is_dissatisfied);
                }
            }
        }
    }
    found
}

/// The days each person wrote on each code, ascending.
pub(super) fn days<'f>(records: &[Record<'f>]) -> FxHashMap<(&'f str, &'f str), Vec<Date>> {
    let mut days: FxHashMap<(&str, &str), Vec<Date>> = FxHashMap::default();
    for record in records {
        let Some(applicant) = record.applicant else {
            continue;
        };
        for &code in &record.codes {
            days.entry((applicant, code)).or_default().push(record.day);
        }
    }
    days.values_mut().for_each(|days| days.sort_unstable());
    days
}

fn repeats(days: &[Date], day: Date) -> bool {
    let earlier = days[..days.partition_point(|other| *other < day)].last();
    earlier.is_some_and(|earlier| (day - *earlier).get_days() <= REPEATED_WITHIN)
}

/// Whether one of the `days`, ascending, follows the answer within 90 days.
pub(super) fn wrote_again(days: &[Date], answered: Date) -> bool {
    let next = days.get(days.partition_point(|other| *other <= answered));
    next.is_some_and(|next| (*next - answered).get_days() <= AGAIN_WITHIN)
}

/// None for what is not answered, or where nothing could tell.
fn dissatisfied(record: &Record, days: Option<&Vec<Date>>) -> Option<bool> {
    let answered = record.answered_on?;
    let low = record.rating.map(|rating| rating <= LOW);
    let again = days.map(|days| wrote_again(days, answered));
    match (low, again) {
        (None, None) => None,
        (low, again) => Some(low == Some(true) || again == Some(true)),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn record(applicant: Option<&'static str>, day: Date, answered_on: Option<Date>) -> Record<'static> {
        Record {
            register: "r",
            number: "1",
            day,
            half_year: HalfYear::of(day),
            district: "1",
            language: "kk",
            applicant,
            locality: None,
            main: Some("01.01"),
            answered_on,
            rating: None,
            text: "",
            body: None,
            outcome: None,
            term: "kept",
            answer: None,
            codes: vec!["01", "01.01"],
        }
    }

    fn of(records: &[Record<'static>]) -> Discontent {
        let half_year = "2026H1".parse().unwrap();
        discontent(records, half_year, "0")[&("0", "01.01")]
    }

    #[test]
    fn a_share_of_few_or_with_a_small_part_is_not_told() {
        let told = |part, whole| Share { part, whole }.is_told();
        assert!(told(0, 20) && told(5, 20) && told(20, 20));
        assert!(!told(0, 19) && !told(8, 16) && !told(4, 40) && !told(37, 40));
    }

    #[test]
    fn one_who_writes_again_within_a_year_repeats() {
        let found = of(&[
            record(Some("a"), date(2025, 3, 1), None),
            record(Some("a"), date(2026, 2, 1), None),
            record(Some("b"), date(2024, 3, 1), None),
            record(Some("b"), date(2026, 2, 1), None),
            record(None, date(2026, 2, 1), None),
        ]);
        assert_eq!(found.repeats, Share { part: 1, whole: 2 });
    }

    #[test]
    fn an_answer_followed_by_another_appeal_did_not_content() {
        let found = of(&[
            record(Some("a"), date(2026, 1, 5), Some(date(2026, 1, 20))),
            record(Some("a"), date(2026, 2, 1), None),
            record(Some("b"), date(2026, 1, 5), Some(date(2026, 1, 20))),
        ]);
        assert_eq!(found.dissatisfied, Share { part: 1, whole: 2 });
    }

    #[test]
    fn a_low_rating_tells_without_a_name() {
        let mut rated = record(None, date(2026, 1, 5), Some(date(2026, 1, 20)));
        rated.rating = Some(2);
        let unrated = record(None, date(2026, 1, 5), Some(date(2026, 1, 20)));
        assert_eq!(of(&[rated, unrated]).dissatisfied, Share { part: 1, whole: 1 });
    }
}
