//! Weeks in which more came than the weeks before let expect.

use std::collections::BTreeMap;

use jiff::Span;
use jiff::civil::Date;
use rayon::prelude::*;

use super::coverage::Coverage;
use super::records::Record;
use super::weekly::mondays;
use super::{ALL, UNKNOWN};
use crate::corpus::HalfYear;
use crate::corpus::published::{Alarm, Tests};
use crate::corpus::{iso_week, monday};
use crate::statistics::{Bound, at_least, ears_c1, ears_c2, farrington};

/// A series is judged only where this many came in the last four weeks: single letters are no outbreak.
const LEAST_RECENT: f64 = 5.0;
const RECENT_WEEKS: usize = 4;

/// Alarms of the half-year, and how many weeks were judged for them.
#[derive(Default)]
pub struct Judged {
    pub alarms: Vec<Alarm>,
    /// `None` where nothing could be judged.
    pub tests: Option<Tests>,
    pub bounds: Bounds,
}

/// What was expected of the judged weeks of groups and of all appeals, by district and code, then by Monday.
pub type Bounds = BTreeMap<(String, String), BTreeMap<Date, Bound>>;

/// Appeals by week of one place and code.
type Series<'f> = BTreeMap<(&'f str, &'f str), Vec<f64>>;

/// Judges the completed weeks that begin in `half_year`, for every district and the oblast, every group and topic and all
/// appeals; by week, district and code.
pub fn alarms(records: &[Record], coverage: &Coverage, half_year: HalfYear, oblast: &str) -> Judged {
    let weeks: Vec<Date> = mondays(coverage)
        .into_iter()
        .filter(|monday| is_complete(*monday, coverage))
        .collect();
    let series: Vec<_> = series(records, &weeks, oblast).into_iter().collect();
    let of_series: Vec<Vec<JudgedWeek>> = series
        .par_iter()
        .map(|(_, counts)| {
            let judged = |(at, monday): (usize, &Date)| {
                let is_worth = HalfYear::of(*monday) == half_year && is_worth_judging(counts, at);
                is_worth.then(|| judged_week(counts, at, *monday)).flatten()
            };
            weeks.iter().enumerate().filter_map(judged).collect()
        })
        .collect();
    let cells = of_series.iter().map(Vec::len).sum::<usize>() as i64;
    let by_chance = of_series.iter().flatten().map(JudgedWeek::chance).sum();
    let mut alarms = Vec::new();
    let mut bounds = Bounds::new();
    for (((place, code), _), weeks) in series.iter().zip(&of_series) {
        let passed = weeks.iter().filter(|week| week.observed > week.bound.upper);
        alarms.extend(passed.map(|week| alarm(week, (place, code))));
        if level(code) < 2 {
            let of_weeks = weeks.iter().map(|week| (week.monday, week.bound)).collect();
            bounds.insert(((*place).to_owned(), (*code).to_owned()), of_weeks);
        }
    }
    alarms.sort_by(|a: &Alarm, b| (&a.week, &a.district, &a.code).cmp(&(&b.week, &b.district, &b.code)));
    let tests = Some(Tests {
        family: "alarms".to_owned(),
        level: 0,
        cells,
        alerts: alarms.len() as i64,
        expected_false: by_chance,
        alerts_by: None,
    });
    Judged {
        alarms,
        tests,
        bounds,
    }
}

/// A week beside what was expected of it.
struct JudgedWeek {
    monday: Date,
    observed: f64,
    bound: Bound,
    method: &'static str,
}

impl JudgedWeek {
    /// The chance of an alarm without an outbreak.
    fn chance(&self) -> f64 {
        at_least(
            self.bound.upper.floor() as u64 + 1,
            self.bound.expected,
            self.bound.dispersion,
        )
    }
}

/// `None` where the week cannot be judged.
fn judged_week(counts: &[f64], at: usize, monday: Date) -> Option<JudgedWeek> {
    let (method, bound) = bound(counts, at)?;
    Some(JudgedWeek {
        monday,
        observed: counts[at],
        bound,
        method,
    })
}

fn is_complete(monday: Date, coverage: &Coverage) -> bool {
    coverage.first <= monday && monday.saturating_add(Span::new().days(6)) <= coverage.last
}

fn series<'f>(records: &[Record<'f>], weeks: &[Date], oblast: &'f str) -> Series<'f> {
    let place_of: BTreeMap<Date, usize> = weeks.iter().copied().zip(0..).collect();
    let mut series: Series = BTreeMap::new();
    for record in records {
        let Some(&week) = place_of.get(&monday(record.day)) else {
            continue;
        };
        for code in record.codes.iter().copied().chain([ALL]) {
            for place in [record.district, oblast] {
                if place != UNKNOWN {
                    let counts = series
                        .entry((place, code))
                        .or_insert_with(|| vec![0.0; weeks.len()]);
                    counts[week] += 1.0;
                }
            }
        }
    }
    series
}

fn is_worth_judging(counts: &[f64], at: usize) -> bool {
    let from = (at + 1).saturating_sub(RECENT_WEEKS);
    counts[from..=at].iter().sum::<f64>() >= LEAST_RECENT
}

/// The bound of a week by the method its history allows: three years of weeks show what is usual for the season.
fn bound(counts: &[f64], at: usize) -> Option<(&'static str, Bound)> {
    if let Some(bound) = farrington(counts, at) {
        return Some(("farrington", bound));
    }
    let by = |method, bound: Option<Bound>| Some((method, bound?.raised()));
    by("c2", ears_c2(counts, at)).or_else(|| by("c1", ears_c1(counts, at)))
}

fn alarm(week: &JudgedWeek, (place, code): (&str, &str)) -> Alarm {
    Alarm {
        week: iso_week(week.monday),
        monday: week.monday,
        district: place.to_owned(),
        code: code.to_owned(),
        level: level(code),
        observed: week.observed as i64,
        expected: week.bound.expected,
        bound: week.bound.upper,
        method: week.method.to_owned(),
    }
}

/// 0 for all appeals, 1 for a group, 2 for a topic.
pub(super) fn level(code: &str) -> i64 {
    match code {
        ALL => 0,
        topic if topic.contains('.') => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn records(counts: &[usize], first: Date) -> Vec<Record<'static>> {
        let mut records = Vec::new();
        for (week, count) in counts.iter().enumerate() {
            for _ in 0..*count {
                let day = first.saturating_add(Span::new().weeks(week as i64));
                records.push(Record {
                    register: "r",
                    number: "1",
                    day,
                    half_year: HalfYear::of(day),
                    district: "612000000",
                    language: "kk",
                    applicant: None,
                    locality: None,
                    main: Some("02.01"),
                    answered_on: None,
                    rating: None,
                    text: "",
                    body: None,
                    outcome: None,
                    term: "kept",
                    answer: None,
                    codes: vec!["02.01"],
                });
            }
        }
        records
    }

    fn found(counts: &[usize], last: Date) -> Vec<(String, String)> {
        let first = date(2025, 11, 3);
        let coverage = Coverage::from_days(first, last);
        let judged = alarms(
            &records(counts, first),
            &coverage,
            "2026H1".parse().unwrap(),
            "610000000",
        );
        let of_topic = judged.alarms.into_iter().filter(|alarm| alarm.code == "02.01");
        of_topic.map(|alarm| (alarm.week, alarm.district)).collect()
    }

    #[test]
    fn an_outbreak_is_an_alarm_in_its_district_and_in_the_oblast() {
        let mut counts = [2; 20];
        counts[10] = 34;
        let expected = ["610000000", "612000000"].map(|place| ("2026-W03".to_owned(), place.to_owned()));
        assert_eq!(found(&counts, date(2026, 3, 22)), expected);
    }

    #[test]
    fn a_week_that_is_not_over_is_not_judged() {
        let mut counts = [2; 11];
        counts[10] = 34;
        assert_eq!(found(&counts, date(2026, 1, 16)), []);
    }

    #[test]
    fn a_few_letters_are_no_alarm_whatever_came_before() {
        let mut counts = [0; 20];
        counts[10] = 4;
        assert_eq!(found(&counts, date(2026, 3, 22)), []);
    }
}
