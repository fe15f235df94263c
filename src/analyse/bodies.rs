//! Work of the executing bodies, each set against all of them.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::answers::is_given;
use super::records::Record;
use super::terms::median;
use crate::corpus::HalfYear;
use crate::corpus::published::{Answer, Body};
use crate::law::{Calendar, TermState};
use crate::statistics::{Funnel, wilson_interval};

/// Fewer appeals ended say nothing of a body.
pub const FEWEST_ENDED: i64 = 20;
/// Working days within which an appeal is sent on to whom it concerns: Administrative Procedure and Process Code art. 65.
const REDIRECT_WITHIN: i64 = 3;
const REDIRECTED: &str = "redirected";

/// What a body did in a half-year.
#[derive(Debug, Default)]
struct Tally {
    appeals: i64,
    ended: i64,
    broken: i64,
    redirected_late: i64,
    answers: i64,
    rework: i64,
    days: Vec<i64>,
}

/// The bodies the registers name by half-year, then by name; `answers` are the marked ones of the same records.
pub fn bodies(
    records: &[Record],
    answers: &[Answer],
    half_years: &[HalfYear],
    calendar: &Calendar,
    as_of: Date,
) -> Vec<Body> {
    let rework: BTreeSet<(&str, &str)> = answers
        .iter()
        .filter(|answer| answer.rework)
        .map(|answer| (answer.register.as_str(), answer.number.as_str()))
        .collect();
    let mut tallies: BTreeMap<HalfYear, BTreeMap<&str, Tally>> = BTreeMap::new();
    let wanted = records
        .iter()
        .filter(|record| half_years.contains(&record.half_year));
    for record in wanted {
        let Some(body) = record.body else { continue };
        let of_half_year = tallies.entry(record.half_year).or_default();
        let tally = of_half_year.entry(body).or_default();
        tally.count(record, calendar, as_of);
        tally.rework += i64::from(rework.contains(&(record.register, record.number)));
    }
    let compared = tallies
        .into_iter()
        .flat_map(|(half_year, tallies)| compared(half_year, tallies));
    compared.collect()
}

impl Tally {
    fn count(&mut self, record: &Record, calendar: &Calendar, as_of: Date) {
        let is = |states: &[TermState]| states.iter().any(|state| state.as_str() == record.term);
        self.appeals += 1;
        self.ended += i64::from(!is(&[TermState::Open]));
        self.broken += i64::from(is(&[TermState::Late, TermState::Overdue]));
        if !is_given(record, as_of) {
            return;
        }
        self.answers += i64::from(record.answer.is_some());
        if let Some(answered) = record.answered_on {
            let days = calendar.working_between(record.day, answered);
            let is_redirected = record.outcome == Some(REDIRECTED);
            self.redirected_late += i64::from(is_redirected && days > REDIRECT_WITHIN);
            self.days.push(days);
        }
    }
}

/// The bodies of one half-year in their funnel.
fn compared(half_year: HalfYear, tallies: BTreeMap<&str, Tally>) -> Vec<Body> {
    let shares: Vec<(u64, u64)> = tallies
        .values()
        .map(|tally| (tally.broken.unsigned_abs(), tally.ended.unsigned_abs()))
        .collect();
    let funnel = Funnel::of(&shares, FEWEST_ENDED.unsigned_abs());
    let bodies = tallies.into_iter();
    bodies
        .map(|(body, tally)| in_funnel(half_year, body, tally, funnel))
        .collect()
}

fn in_funnel(half_year: HalfYear, body: &str, tally: Tally, funnel: Option<Funnel>) -> Body {
    let (broken, ended) = (tally.broken.unsigned_abs(), tally.ended.unsigned_abs());
    let share = (ended > 0).then(|| broken as f64 / ended as f64);
    let interval = wilson_interval(broken, ended);
    let limits = funnel.and_then(|funnel| funnel.limits(ended));
    let mut found = Body {
        half_year: half_year.to_string(),
        body: body.to_owned(),
        appeals: tally.appeals,
        ended: tally.ended,
        broken: tally.broken,
        share,
        share_low: interval.map(|interval| interval.low),
        share_high: interval.map(|interval| interval.high),
        share_all: funnel.map(|funnel| funnel.target),
        low_95: limits.map(|limits| limits.of_95.low),
        high_95: limits.map(|limits| limits.of_95.high),
        low_998: limits.map(|limits| limits.of_998.low),
        high_998: limits.map(|limits| limits.of_998.high),
        position: String::new(),
        redirected_late: tally.redirected_late,
        answers: tally.answers,
        rework: tally.rework,
        median_days: median(tally.days),
    };
    position(&found).clone_into(&mut found.position);
    found
}

/// Where the share lies in the funnel.
fn position(body: &Body) -> &'static str {
    let beyond = |limit: Option<f64>| body.share.zip(limit).is_some_and(|(share, limit)| share > limit);
    let below = |limit: Option<f64>| body.share.zip(limit).is_some_and(|(share, limit)| share < limit);
    if body.ended < FEWEST_ENDED {
        "few"
    } else if beyond(body.high_998) {
        "worse"
    } else if below(body.low_998) {
        "better"
    } else if beyond(body.high_95) {
        "watch"
    } else {
        "usual"
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// An appeal of Monday, 2 March 2026, to `body`.
    fn record(body: &'static str, term: &'static str, answered_on: Option<Date>) -> Record<'static> {
        let day = date(2026, 3, 2);
        Record {
            register: "blog",
            number: "1",
            day,
            half_year: HalfYear::of(day),
            district: "614800000",
            language: "kk",
            applicant: None,
            locality: None,
            main: None,
            answered_on,
            rating: None,
            text: "",
            body: Some(body),
            outcome: None,
            term,
            answer: None,
            codes: vec![],
        }
    }

    fn of(records: &[Record]) -> Vec<Body> {
        let calendar = Calendar::embedded().unwrap();
        let half_year = "2026H1".parse().unwrap();
        bodies(records, &[], &[half_year], &calendar, date(2026, 7, 10))
    }

    fn many(body: &'static str, late: usize, kept: usize) -> Vec<Record<'static>> {
        let mut records = vec![record(body, "late", None); late];
        records.extend(vec![record(body, "kept", None); kept]);
        records
    }

    #[test]
    fn a_body_that_breaks_terms_more_often_than_chance_is_worse() {
        let names = ["b", "c", "d", "e", "f"];
        let mut records: Vec<Record> = names.into_iter().flat_map(|name| many(name, 5, 95)).collect();
        records.extend(many("a", 30, 70));
        records.extend(many("g", 3, 3));
        let positions: Vec<String> = of(&records).into_iter().map(|body| body.position).collect();
        assert_eq!(
            positions,
            ["worse", "usual", "usual", "usual", "usual", "usual", "few"]
        );
    }

    #[test]
    fn an_open_appeal_is_not_ended_and_an_overdue_one_is_broken() {
        let found = of(&[
            record("a", "open", None),
            record("a", "overdue", None),
            record("a", "kept", Some(date(2026, 3, 4))),
        ]);
        assert_eq!((found[0].appeals, found[0].ended, found[0].broken), (3, 2, 1));
        assert_eq!(found[0].median_days, Some(2.0));
    }

    #[test]
    fn to_send_on_takes_three_working_days_at_most() {
        let redirected = |day| Record {
            outcome: Some(REDIRECTED),
            ..record("a", "kept", Some(day))
        };
        assert_eq!(of(&[redirected(date(2026, 3, 5))])[0].redirected_late, 0);
        assert_eq!(of(&[redirected(date(2026, 3, 6))])[0].redirected_late, 1);
    }
}
