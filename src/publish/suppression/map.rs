//! The problem map: districts against the oblast, topics against groups, groups against all, applicants against appeals.

use std::collections::BTreeSet;

use super::cell::Cell;
use super::tables::Tables;
use crate::analyse::{ALL, Findings, LEAST_APPLICANTS, NONE};
use crate::corpus::HalfYear;
use crate::publish::rows;

type Count = fn(&str, &str, HalfYear) -> Cell;

/// Appeals of all half-years; the districts sum to the oblast.
pub fn appeals(tables: &mut Tables<Cell>, findings: &Findings) {
    let mut places: BTreeSet<&str> = BTreeSet::from([findings.oblast.as_str()]);
    let mut codes: BTreeSet<&str> = BTreeSet::new();
    for cell in &findings.problem_map {
        let mut half_years = findings.half_years.iter();
        if let Some(half_year) = half_years.find(|half_year| half_year.to_string() == cell.half_year) {
            tables.put(
                Cell::appeals(&cell.district, &cell.code, *half_year),
                cell.appeals,
            );
            places.insert(&cell.district);
            codes.insert(&cell.code);
        }
    }
    for &half_year in &findings.half_years {
        for code in &codes {
            let parts = places.iter().filter(|place| **place != findings.oblast);
            let parts = parts.map(|place| Cell::appeals(place, code, half_year)).collect();
            tables.equal(parts, vec![Cell::appeals(&findings.oblast, code, half_year)]);
        }
        for place in &places {
            inclusions(tables, findings, place, half_year, Cell::appeals);
            let cell = |code: &str| Cell::appeals(place, code, half_year);
            for (group, _) in groups(findings) {
                tables.at_most(vec![cell(group), cell(NONE)], vec![cell(ALL)]);
            }
        }
    }
}

/// Applicants of the half-years that are compared. One person may write in several districts and on several topics.
pub fn applicants(tables: &mut Tables<Cell>, findings: &Findings) {
    let Some((comparison, against)) = rows::comparison(findings) else {
        return;
    };
    let mut places: BTreeSet<&str> = BTreeSet::new();
    let mut codes: BTreeSet<&str> = BTreeSet::new();
    for change in findings
        .changes
        .iter()
        .filter(|change| change.comparison == comparison)
    {
        let cell = |half_year| Cell::applicants(&change.district, &change.code, half_year);
        tables.put(cell(against), change.before);
        tables.put(cell(findings.half_year), change.now);
        places.insert(&change.district);
        codes.insert(&change.code);
    }
    for half_year in [against, findings.half_year] {
        for code in &codes {
            let whole = Cell::applicants(&findings.oblast, code, half_year);
            let parts: Vec<Cell> = places
                .iter()
                .filter(|place| **place != findings.oblast)
                .map(|place| Cell::applicants(place, code, half_year))
                .collect();
            for part in &parts {
                tables.at_most(vec![part.clone()], vec![whole.clone()]);
            }
            tables.at_most(vec![whole], parts);
        }
        for place in &places {
            inclusions(tables, findings, place, half_year, Cell::applicants);
            against_appeals(tables, findings, place, half_year);
        }
    }
}

/// Applicants of the problems that reach a level, whose sentences tell them; there are no more than appeals, and a reader
/// knows how many a problem must have.
pub fn problems(tables: &mut Tables<Cell>, findings: &Findings) {
    for problem in &findings.systemic {
        let Ok(half_year) = problem.half_year.parse::<HalfYear>() else {
            continue;
        };
        let [applicants, voices, appeals] = [Cell::problem, Cell::applicants, Cell::appeals]
            .map(|cell| cell(&problem.district, &problem.code, half_year));
        tables.put(applicants.clone(), problem.applicants);
        tables.at_least(applicants.clone(), LEAST_APPLICANTS);
        if tables.counts().contains_key(&voices) {
            tables.at_most(vec![voices], vec![applicants.clone()]);
        }
        tables.at_most(vec![applicants], vec![appeals]);
    }
}

/// Groups with their topics.
fn groups(findings: &Findings) -> impl Iterator<Item = (&str, Vec<&str>)> {
    let groups = findings.topics.iter().filter(|topic| topic.level == 1);
    groups.map(|group| {
        let of_group = |code: &str| code.split_once('.').is_some_and(|(head, _)| head == group.code);
        let codes = findings.topics.iter().map(|topic| topic.code.as_str());
        (group.code.as_str(), codes.filter(|code| of_group(code)).collect())
    })
}

/// A topic is part of its group, a group of all; topics make up their group, groups and uncoded ones all.
fn inclusions(
    tables: &mut Tables<Cell>,
    findings: &Findings,
    place: &str,
    half_year: HalfYear,
    count: Count,
) {
    let cell = |code: &str| count(place, code, half_year);
    let mut parts = vec![cell(NONE)];
    tables.at_most(vec![cell(NONE)], vec![cell(ALL)]);
    for (group, topics) in groups(findings) {
        for topic in &topics {
            tables.at_most(vec![cell(topic)], vec![cell(group)]);
        }
        tables.at_most(vec![cell(group)], topics.into_iter().map(cell).collect());
        tables.at_most(vec![cell(group)], vec![cell(ALL)]);
        parts.push(cell(group));
    }
    tables.at_most(vec![cell(ALL)], parts);
}

/// There are no more applicants than appeals; and an appeal more brings at most one applicant more.
fn against_appeals(tables: &mut Tables<Cell>, findings: &Findings, place: &str, half_year: HalfYear) {
    let appeals = |code: &str| Cell::appeals(place, code, half_year);
    let applicants = |code: &str| Cell::applicants(place, code, half_year);
    let mut within = |part: &str, whole: &str| {
        tables.at_most(vec![applicants(part)], vec![appeals(part)]);
        tables.at_most(
            vec![applicants(whole), appeals(part)],
            vec![appeals(whole), applicants(part)],
        );
    };
    within(NONE, ALL);
    within(ALL, ALL);
    for (group, topics) in groups(findings) {
        within(group, ALL);
        for topic in topics {
            within(topic, group);
        }
    }
}
