//! Answers against appeals; campaigns and matters against the places and codes they are of.

use std::collections::BTreeMap;

use jiff::ToSpan;

use super::cell::Cell;
use super::printed::OUTCOME;
use super::tables::Tables;
use crate::analyse::{ALL, FEWEST_APPLICANTS, FEWEST_PEOPLE, Findings, NONE, UNKNOWN};
use crate::corpus::published::{Alarm, Campaign};
use crate::publish::rows::{self, ANSWER_COLUMNS};

/// Answers with a sign or on the list are among all answers; answers and late redirects are of the appeals.
pub fn answers(tables: &mut Tables<Cell>, findings: &Findings) {
    let whole = Cell::appeals(&findings.oblast, ALL, findings.half_year);
    let counts = rows::answers(findings);
    for (sign, count) in &counts {
        tables.put(Cell::answers(sign), *count);
        let above = match *sign {
            "answers" | "redirected_late" => whole.clone(),
            _ => Cell::answers("answers"),
        };
        tables.at_most(vec![Cell::answers(sign)], vec![above]);
    }
    let redirected = Cell::breakdown(OUTCOME, "redirected", findings.half_year);
    tables.at_most(vec![Cell::answers("redirected_late")], vec![redirected]);
    let signs = rows::SIGNS.into_iter().map(Cell::answers);
    tables.at_most(vec![Cell::answers("rework")], signs.collect());
}

/// The bodies sum to all; what is to be done again is among the answers of a body, these among its appeals.
pub fn bodies(tables: &mut Tables<Cell>, findings: &Findings) {
    let found = rows::body_answers(findings);
    let mut put = |counts: [i64; 3], answers: &dyn Fn(&str) -> Cell, appeals: Cell| {
        for (column, count) in ANSWER_COLUMNS.into_iter().zip(counts) {
            tables.put(answers(column), count);
        }
        tables.at_most(vec![answers("rework")], vec![answers("answers")]);
        for column in ["answers", "redirected_late"] {
            tables.at_most(vec![answers(column)], vec![appeals.clone()]);
        }
    };
    for (body, counts) in &found.named {
        let cell = |column: &str| Cell::body_answers(body, column);
        put(*counts, &cell, Cell::body(body, "appeals"));
    }
    put(
        found.of_others,
        &Cell::other_bodies_answers,
        Cell::other_bodies("appeals"),
    );
    tables.put(Cell::body_answers(UNKNOWN, "rework"), found.without_body);
    for column in ANSWER_COLUMNS {
        let named = found.named.iter().map(|(body, _)| *body);
        let named = named
            .chain([UNKNOWN])
            .map(|body| Cell::body_answers(body, column));
        let parts = named.chain([Cell::other_bodies_answers(column)]).collect();
        tables.equal(parts, vec![Cell::answers(column)]);
    }
}

/// Letters of the campaigns that are told: within the appeals of their place, code and weeks. A reader knows how many people
/// a campaign must have, as a matter below.
pub fn campaigns(tables: &mut Tables<Cell>, findings: &Findings) {
    let alarms = rows::alarms(findings);
    let mut of_place: BTreeMap<(&str, &str), Vec<&Campaign>> = BTreeMap::new();
    for campaign in rows::campaigns(findings) {
        let cell = |column: &str| Cell::campaign(&campaign.id, column);
        let plain = campaign.appeals - campaign.with_additions;
        for (column, count) in [
            ("appeals", campaign.appeals),
            ("applicants", campaign.applicants),
            ("with_additions", campaign.with_additions),
            ("plain", plain),
        ] {
            tables.put(cell(column), count);
        }
        tables.equal(vec![cell("with_additions"), cell("plain")], vec![cell("appeals")]);
        tables.at_most(vec![cell("applicants")], vec![cell("appeals")]);
        tables.at_least(cell("applicants"), FEWEST_APPLICANTS as i64);
        in_weeks(tables, &findings.oblast, &alarms, campaign);
        let code = campaign.code.as_deref().unwrap_or(NONE);
        of_place
            .entry((&campaign.district, code))
            .or_default()
            .push(campaign);
    }
    for ((district, code), campaigns) in of_place {
        let letters: i64 = campaigns.iter().map(|campaign| campaign.appeals).sum();
        let others = findings.appeals(district, code, findings.half_year) - letters;
        tables.put(Cell::without_campaign(district, code), others.max(0));
        let parts = campaigns
            .iter()
            .map(|campaign| Cell::campaign(&campaign.id, "appeals"));
        let parts = parts.chain([Cell::without_campaign(district, code)]).collect();
        tables.equal(parts, vec![Cell::appeals(district, code, findings.half_year)]);
    }
}

/// Where all weeks of a campaign have an alarm that is drawn, its letters are among the appeals of these.
fn in_weeks(tables: &mut Tables<Cell>, oblast: &str, alarms: &[&Alarm], campaign: &Campaign) {
    let group = campaign.code.as_deref().unwrap_or(NONE).split('.').next();
    for code in [Some(ALL), group].into_iter().flatten() {
        for district in [campaign.district.as_str(), oblast] {
            let weeks = alarms.iter().filter(|alarm| {
                alarm.district == district
                    && alarm.code == code
                    && alarm.monday <= campaign.last_day
                    && alarm.monday.saturating_add(6.days()) >= campaign.first_day
            });
            let weeks: Vec<Cell> = weeks
                .map(|alarm| Cell::alarm(district, code, &alarm.week))
                .collect();
            if !weeks.is_empty() {
                tables.at_most(vec![Cell::campaign(&campaign.id, "appeals")], weeks);
            }
        }
    }
}

/// Appeals of the matters that are told are among the uncoded ones of all half-years.
pub fn matters(tables: &mut Tables<Cell>, findings: &Findings) {
    let mut parts = vec![Cell::without_matter()];
    let mut appeals = 0;
    for matter in rows::matters(findings) {
        let cell = |column: &str| Cell::matter(&matter.id, column);
        tables.put(cell("appeals"), matter.appeals);
        tables.put(cell("applicants"), matter.applicants);
        tables.at_most(vec![cell("applicants")], vec![cell("appeals")]);
        tables.at_least(cell("applicants"), FEWEST_PEOPLE as i64);
        parts.push(cell("appeals"));
        appeals += matter.appeals;
    }
    let half_years = findings.half_years.iter();
    let uncoded = |half_year| findings.appeals(&findings.oblast, NONE, half_year);
    let others = half_years
        .clone()
        .map(|half_year| uncoded(*half_year))
        .sum::<i64>()
        - appeals;
    tables.put(Cell::without_matter(), others.max(0));
    let whole = half_years.map(|half_year| Cell::appeals(&findings.oblast, NONE, *half_year));
    tables.equal(parts, whole.collect());
}
