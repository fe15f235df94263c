//! Which problems are systemic: reach, excess, persistence, unresolved, each with its number; a written-down test anyone can
//! repeat.

mod evidence;
mod sentence;

use std::collections::BTreeMap;

use self::evidence::Row;
pub use self::evidence::Sources;
use self::sentence::Sentences;
use super::repeats::{Discontent, Share};
use super::{Bilingual, Error};
use crate::coding::is_other;
use crate::corpus::published::Systemic;

/// Applicants and places a problem must reach.
pub const LEAST_APPLICANTS: i64 = 10;
const LEAST_LOCALITIES: i64 = 3;
/// The share of false findings accepted, and the least multiple of the oblast's rate.
const FALSE_DISCOVERY: f64 = 0.05;
const LEAST_RATIO: f64 = 1.5;
/// Months of six, or half-years in a row, that make a problem stand.
const LEAST_MONTHS: i64 = 3;
const LEAST_HALF_YEARS: i64 = 2;
/// Weeks of alarm that make a problem form by themselves.
const LEAST_ALARMS: i64 = 2;

/// The problems of the half-year that reach a level, the highest first, then by applicants, district and code.
///
/// 3 systemic: reach, excess, persistence and unresolved; 2 persistent: the first three; 1 forming: reach and excess, or two
/// weeks of alarm. Thanks and what stays uncoded are no problems. A group stands only where none of its topics reaches its level in the same place.
pub fn systemic(sources: &Sources, names: &Names) -> Result<Vec<Systemic>, Error> {
    let sentences = Sentences::read()?;
    let mut found: Vec<Systemic> = sources
        .rows()
        .into_iter()
        .filter(|row| !is_other(row.code))
        .filter_map(|row| judged(row, sources))
        .map(|(row, discontent, problem)| sentences.written(problem, &row, &discontent, names))
        .collect();
    let stages: BTreeMap<(String, String), i64> = found
        .iter()
        .filter(|problem| problem.level == 2)
        .map(|problem| ((problem.district.clone(), problem.code.clone()), problem.stage))
        .collect();
    found.retain(|problem| problem.level == 2 || !is_told_by_topic(problem, &stages));
    found.sort_by(|a, b| {
        let by_weight = (b.stage, b.applicants).cmp(&(a.stage, a.applicants));
        by_weight.then_with(|| (&a.district, &a.code).cmp(&(&b.district, &b.code)))
    });
    Ok(found)
}

/// Names by code: of districts and the oblast, of topics and groups.
pub struct Names<'n> {
    pub places: BTreeMap<&'n str, &'n Bilingual>,
    pub topics: BTreeMap<&'n str, &'n Bilingual>,
}

fn is_told_by_topic(group: &Systemic, stages: &BTreeMap<(String, String), i64>) -> bool {
    stages.iter().any(|((district, topic), stage)| {
        *district == group.district && topic.split('.').next() == Some(&group.code) && *stage >= group.stage
    })
}

/// The row as a problem; none where it reaches no level.
fn judged<'f>(row: Row<'f>, sources: &Sources<'f>) -> Option<(Row<'f>, Discontent, Systemic)> {
    let place = sources.place(&row);
    let discontent = place.discontent;
    let oblast = sources.discontent_beside(&row);
    let reach = row.applicants >= LEAST_APPLICANTS
        && place.localities >= LEAST_LOCALITIES
        && row.campaign_share <= super::excess::MOST;
    let persistence = place.months >= LEAST_MONTHS || place.half_years.0 >= LEAST_HALF_YEARS;
    let unresolved = unresolved(&discontent, &oblast);
    let excess = place.half_years.0 > 0;
    let stage = stage(reach, excess, persistence, unresolved, row.alarms)?;
    let problem = Systemic {
        half_year: sources.half_year.to_string(),
        district: row.district.to_owned(),
        code: row.code.to_owned(),
        level: row.level,
        stage,
        reach,
        applicants: row.applicants,
        localities: place.localities,
        campaign_share: row.campaign_share,
        excess,
        q: row.q,
        ratio: row.ratio,
        persistence,
        months: place.months,
        half_years: place.half_years.0,
        since: place.half_years.1.to_string(),
        unresolved,
        repeats: discontent.repeats.value(),
        repeats_low: low(discontent.repeats),
        repeats_oblast: oblast.repeats.value(),
        repeats_told: discontent.repeats.is_told(),
        dissatisfied: discontent.dissatisfied.value(),
        dissatisfied_low: low(discontent.dissatisfied),
        dissatisfied_oblast: oblast.dissatisfied.value(),
        dissatisfied_told: discontent.dissatisfied.is_told(),
        coding: None,
        sentence_kk: String::new(),
        sentence_ru: String::new(),
    };
    Some((row, discontent, problem))
}

fn low(share: Share) -> Option<f64> {
    share.interval().map(|interval| interval.low)
}

/// More repeats, or more discontent with answers, than in the oblast, chance set aside; none where neither is known.
fn unresolved(here: &Discontent, oblast: &Discontent) -> Option<bool> {
    let above = |here: Share, oblast: Share| Some(low(here)? > oblast.value()?);
    let repeats = above(here.repeats, oblast.repeats);
    let dissatisfied = above(here.dissatisfied, oblast.dissatisfied);
    match (repeats, dissatisfied) {
        (None, None) => None,
        (repeats, dissatisfied) => Some(repeats == Some(true) || dissatisfied == Some(true)),
    }
}

/// The level; none for no level.
fn stage(reach: bool, excess: bool, persistence: bool, unresolved: Option<bool>, alarms: i64) -> Option<i64> {
    match (reach && excess, persistence, unresolved) {
        (true, true, Some(true)) => Some(3),
        (true, true, _) => Some(2),
        (true, false, _) => Some(1),
        (false, ..) if reach && alarms >= LEAST_ALARMS => Some(1),
        (false, ..) => None,
    }
}

/// Whether a cell has the excess of a systemic problem.
fn is_excess(q: Option<f64>, ratio: Option<f64>) -> bool {
    q.is_some_and(|q| q <= FALSE_DISCOVERY) && ratio.is_some_and(|ratio| ratio >= LEAST_RATIO)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::records::Record;
    use super::*;
    use crate::publish::sample;

    #[test]
    fn all_four_make_a_problem_systemic_and_each_missing_one_lowers_it() {
        assert_eq!(stage(true, true, true, Some(true), 0), Some(3));
        assert_eq!(stage(true, true, true, Some(false), 0), Some(2));
        assert_eq!(stage(true, true, true, None, 0), Some(2));
        assert_eq!(stage(true, true, false, Some(true), 0), Some(1));
        assert_eq!(stage(false, true, true, Some(true), 9), None);
        assert_eq!(stage(true, false, true, Some(true), 1), None);
    }

    #[test]
    fn two_weeks_of_alarm_make_a_problem_form() {
        assert_eq!(stage(true, false, false, None, 2), Some(1));
    }

    /// A letter from one of the villages about `code`.
    fn letter(village: &'static str, code: &'static str) -> Record<'static> {
        Record {
            register: "r",
            number: village,
            day: date(2026, 2, 1),
            half_year: "2026H1".parse().unwrap(),
            district: "615200000",
            language: "kk",
            applicant: Some(village),
            locality: Some(village),
            main: Some(code),
            answered_on: None,
            rating: None,
            text: "",
            body: None,
            outcome: None,
            term: "open",
            answer: None,
            codes: vec![code],
        }
    }

    #[test]
    fn thanks_are_no_problem_however_many_give_them() {
        let found = |code: &'static str| {
            let mut cell = sample::findings().problem_map[0].clone();
            cell.district = "615200000".to_owned();
            cell.code = code.to_owned();
            (cell.level, cell.half_year) = (2, "2026H1".to_owned());
            (cell.applicants, cell.campaign_share) = (40, 0.0);
            (cell.q, cell.eb_ratio) = (Some(0.0), Some(3.0));
            let records: Vec<Record> = ["a", "b", "c"].map(|village| letter(village, code)).into();
            let (cells, residents) = ([cell], BTreeMap::new());
            let half_year = "2026H1".parse().unwrap();
            let sources = Sources::of(half_year, "610000000", &cells, &[], &[], &records, &residents);
            let names = Names {
                places: BTreeMap::new(),
                topics: BTreeMap::new(),
            };
            systemic(&sources, &names).unwrap().len()
        };
        assert_eq!((found("01.01"), found("99.02")), (1, 0));
    }

    #[test]
    fn a_share_above_the_oblasts_only_by_chance_is_not_unresolved() {
        let of = |part, whole| Discontent {
            repeats: Share { part, whole },
            dissatisfied: Share::default(),
        };
        assert_eq!(unresolved(&of(3, 20), &of(100, 1000)), Some(false));
        assert_eq!(unresolved(&of(30, 80), &of(100, 1000)), Some(true));
        assert_eq!(unresolved(&of(0, 0), &of(0, 0)), None);
    }
}
