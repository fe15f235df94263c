//! Figures of answers, of campaigns and of matters among the uncoded appeals.

use super::sum;
use crate::analyse::UNKNOWN;
use crate::corpus::published::{Campaign, Emerging};
use crate::publish::facts::{Cited, Formula, Rows};
use crate::publish::rows;
use crate::publish::suppression::{Cell, Cleared};

fn answer_rows(cleared: &Cleared, sign: &str) -> Rows {
    Rows::of("answers")
        .with("half_year", cleared.findings.half_year)
        .with(sign, true)
}

fn body_rows(cleared: &Cleared) -> Rows {
    Rows::of("bodies").with("half_year", cleared.findings.half_year)
}

/// Answers of the half-year with a sign of poor work, or on the list for rework.
pub fn answers(cleared: &Cleared, sign: &str, count: i64) -> Cited {
    let figure = cleared.figure(&Cell::answers(sign), count);
    Cited::count(figure, Formula::Count(answer_rows(cleared, sign)))
}

/// A column of the bodies of the half-year, all of them together.
pub fn all_bodies(cleared: &Cleared, column: &str, count: i64) -> Cited {
    let figure = cleared.figure(&Cell::answers(column), count);
    Cited::count(figure, sum(column, body_rows(cleared)))
}

/// A column of an executing body in the half-year.
pub fn body_answers(cleared: &Cleared, body: &str, column: &str, count: i64) -> Cited {
    let figure = cleared.figure(&Cell::body_answers(body, column), count);
    Cited::count(figure, sum(column, body_rows(cleared).with("body", body)))
}

/// A column of the bodies without a row of their own.
pub fn other_bodies_answers(cleared: &Cleared, column: &str, count: i64) -> Cited {
    let others = rows::body_answers(cleared.findings).others;
    let rows = body_rows(cleared).among("body", others.into_iter().map(str::to_owned));
    let figure = cleared.figure(&Cell::other_bodies_answers(column), count);
    Cited::count(figure, sum(column, rows))
}

/// Answers to be done again whose register names no body.
pub fn rework_without_body(cleared: &Cleared, count: i64) -> Cited {
    let figure = cleared.figure(&Cell::body_answers(UNKNOWN, "rework"), count);
    Cited::count(
        figure,
        Formula::Count(answer_rows(cleared, "rework").with("body", "")),
    )
}

/// Campaigns of the half-year.
pub fn campaigns(cleared: &Cleared) -> Cited {
    let half_year = cleared.findings.half_year.to_string();
    let campaigns = cleared.findings.campaigns.iter();
    let number = campaigns
        .filter(|campaign| campaign.half_year == half_year)
        .count();
    Cited::counted(
        number,
        Formula::Count(Rows::of("campaigns").with("half_year", half_year)),
    )
}

/// Letters, applicants and letters with words of their own of a campaign.
pub fn campaign(cleared: &Cleared, campaign: &Campaign) -> [Cited; 3] {
    let rows = Rows::of("campaigns").with("id", &campaign.id);
    [
        ("appeals", campaign.appeals),
        ("applicants", campaign.applicants),
        ("with_additions", campaign.with_additions),
    ]
    .map(|(column, count)| {
        let figure = cleared.figure(&Cell::campaign(&campaign.id, column), count);
        Cited::count(figure, sum(column, rows.clone()))
    })
}

fn matter_rows(matter: &Emerging) -> Rows {
    Rows::of("emerging").with("id", &matter.id)
}

/// Appeals and applicants of a matter among the uncoded appeals.
pub fn matter(cleared: &Cleared, matter: &Emerging) -> [Cited; 2] {
    [("appeals", matter.appeals), ("applicants", matter.applicants)].map(|(column, count)| {
        let figure = cleared.figure(&Cell::matter(&matter.id, column), count);
        Cited::count(figure, sum(column, matter_rows(matter)))
    })
}

/// Districts a matter comes from.
pub fn matter_districts(matter: &Emerging) -> Cited {
    Cited::number(matter.districts as f64, 0, "districts", matter_rows(matter))
}
