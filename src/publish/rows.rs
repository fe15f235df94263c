//! Which rows of the findings the documents print, and which sums they make of them.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;

use super::suppression::SMALLEST_SHOWN;
use crate::analyse::{ALL, Findings, Topic, UNKNOWN};
use crate::corpus::HalfYear;
use crate::corpus::published::{Alarm, Body, Campaign, Emerging, Terms};

/// Bodies with a row of their own; the others share one.
const NAMED_BODIES: usize = 15;

/// Comparisons of the half-year of the note: the same half-year a year before, then the half-year before.
pub fn comparisons(findings: &Findings) -> [(&'static str, HalfYear); 2] {
    let half_year = findings.half_year;
    [
        ("year", half_year.year_before()),
        ("previous", half_year.previous()),
    ]
}

/// Whether the analysis made a comparison: it does not where the data cover one of the half-years only in part.
pub fn is_made(findings: &Findings, comparison: &str) -> bool {
    let half_year = findings.half_year.to_string();
    let mut changes = findings.changes.iter();
    changes.any(|change| change.comparison == comparison && change.half_year == half_year)
}

/// The first of the comparisons that was made.
pub fn comparison(findings: &Findings) -> Option<(&'static str, HalfYear)> {
    comparisons(findings)
        .into_iter()
        .find(|(comparison, _)| is_made(findings, comparison))
}

/// The group whose weeks are drawn: the largest of the half-year.
pub fn weekly_group(findings: &Findings) -> Option<&Topic> {
    let groups = findings.topics.iter().filter(|topic| topic.level == 1);
    let appeals = |group: &Topic| findings.appeals(&findings.oblast, &group.code, findings.half_year);
    groups
        .filter(|group| appeals(group) > 0)
        .max_by(|a, b| appeals(a).cmp(&appeals(b)).then(b.code.cmp(&a.code)))
}

/// Weeks with an alarm that are drawn at most.
const NAMED_ALARMS: usize = 15;

/// The weeks with an alarm that are drawn, by week, district and code: of groups and of all appeals, those furthest above
/// their bound. An alarm of the oblast is left out where one of a district in the same week and group stands for it.
pub fn alarms(findings: &Findings) -> Vec<&Alarm> {
    let drawn = |alarm: &&Alarm| alarm.level <= 1 && alarm.observed >= SMALLEST_SHOWN;
    let local: BTreeSet<(&str, &str)> = findings
        .alarms
        .iter()
        .filter(drawn)
        .filter(|alarm| alarm.district != findings.oblast)
        .map(|alarm| (alarm.week.as_str(), alarm.code.as_str()))
        .collect();
    let stands_alone =
        |alarm: &&Alarm| alarm.district != findings.oblast || !local.contains(&(&alarm.week, &alarm.code));
    let mut alarms: Vec<&Alarm> = findings
        .alarms
        .iter()
        .filter(drawn)
        .filter(stands_alone)
        .collect();
    let place = |alarm: &Alarm| (alarm.monday, alarm.district.clone(), alarm.code.clone());
    let ratio = |alarm: &Alarm| alarm.observed as f64 / alarm.bound.max(1.0);
    alarms.sort_by(|a, b| {
        ratio(b)
            .total_cmp(&ratio(a))
            .then_with(|| place(a).cmp(&place(b)))
    });
    alarms.truncate(NAMED_ALARMS);
    alarms.sort_by_key(|alarm| place(alarm));
    alarms
}

/// Whether a campaign on the matter of the alarm was under way in its week and place.
pub fn has_campaign(findings: &Findings, alarm: &Alarm) -> bool {
    let sunday = alarm.monday.saturating_add(6.days());
    findings.campaigns.iter().any(|campaign| {
        let is_there = alarm.district == findings.oblast || campaign.district == alarm.district;
        let code = campaign.code.as_deref().unwrap_or_default();
        let is_matter = alarm.code == ALL || code.starts_with(&alarm.code);
        is_there && is_matter && campaign.first_day <= sunday && campaign.last_day >= alarm.monday
    })
}

/// The drawn alarm furthest above its bound of those that may be told, one with a campaign only where there is no other.
pub fn greatest_alarm(findings: &Findings, is_told: impl Fn(&Alarm) -> bool) -> Option<&Alarm> {
    let ratio = |alarm: &Alarm| alarm.observed as f64 / alarm.bound.floor().max(1.0);
    let own = |alarm: &Alarm| !has_campaign(findings, alarm);
    let alarms = alarms(findings).into_iter().filter(|alarm| is_told(alarm));
    alarms
        .rev()
        .max_by(|a, b| own(a).cmp(&own(b)).then(ratio(a).total_cmp(&ratio(b))))
}

/// The columns of [`term_counts`].
pub const TERM_COLUMNS: [&str; 6] = ["appeals", "kept", "late", "open", "overdue", "extended"];

/// Counts of a row of terms in the order of [`TERM_COLUMNS`].
pub fn term_counts(row: &Terms) -> [i64; 6] {
    [
        row.appeals,
        row.kept,
        row.late,
        row.open,
        row.overdue,
        row.extended,
    ]
}

/// Terms of all appeals of the half-year of the note.
pub fn all_terms(findings: &Findings) -> Option<&Terms> {
    of_half_year(findings).find(|row| row.body == ALL && row.kind == ALL)
}

/// Whether a register says of any appeal that it was answered: without, all of them would seem overdue.
pub fn tells_of_answers(all: &Terms) -> bool {
    all.kept + all.late > 0
}

/// Terms of the half-year of the note by kind of appeal.
pub fn kinds(findings: &Findings) -> Vec<&Terms> {
    of_half_year(findings)
        .filter(|row| row.body == ALL && row.kind != ALL)
        .collect()
}

/// Terms of the half-year of the note by executing body.
#[derive(Debug, Default)]
pub struct Bodies<'f> {
    /// By name; those with fewest appeals are not among them where there are too many.
    pub named: Vec<&'f Terms>,
    pub others: Vec<&'f Terms>,
    /// Appeals whose register names no body.
    pub unknown: Option<&'f Terms>,
}

impl Bodies<'_> {
    /// The row that the others share, in the order of [`TERM_COLUMNS`].
    pub fn of_others(&self) -> [i64; 6] {
        let mut sums = [0; 6];
        for row in &self.others {
            add(&mut sums, &term_counts(row));
        }
        sums
    }
}

/// The bodies of the half-year of the note; which have a row of their own tells nothing of counts of 1 to 4.
pub fn bodies(findings: &Findings) -> Bodies<'_> {
    let rows = of_half_year(findings).filter(|row| row.body != ALL && row.kind == ALL);
    let (unknown, mut named): (Vec<&Terms>, Vec<&Terms>) = rows.partition(|row| row.body == UNKNOWN);
    named.sort_by_key(|row| (-row.appeals.max(SMALLEST_SHOWN), &row.body));
    let others = named.split_off(named.len().min(NAMED_BODIES));
    named.sort_by_key(|row| &row.body);
    Bodies {
        named,
        others,
        unknown: unknown.first().copied(),
    }
}

/// The funnel rows of the [`bodies`] with a row of their own, by name.
pub fn funnel(findings: &Findings) -> Vec<&Body> {
    let half_year = findings.half_year.to_string();
    let named = bodies(findings).named;
    let rows = findings.bodies.iter();
    rows.filter(|row| row.half_year == half_year && named.iter().any(|terms| terms.body == row.body))
        .collect()
}

fn of_half_year(findings: &Findings) -> impl Iterator<Item = &Terms> {
    let half_year = findings.half_year.to_string();
    findings
        .terms
        .iter()
        .filter(move |row| row.half_year == half_year && row.district == ALL)
}

/// Terms of the half-year of the note by district, those of no known one among them.
pub fn district_terms(findings: &Findings) -> Vec<&Terms> {
    let half_year = findings.half_year.to_string();
    let rows = findings.terms.iter();
    rows.filter(|row| row.half_year == half_year && row.district != ALL)
        .collect()
}

/// The columns of [`receptions`].
pub const RECEPTION_COLUMNS: [&str; 6] = [
    "receptions",
    "people",
    "resolved",
    "explained",
    "refused",
    "in_work",
];

/// Receptions of the half-year of the note by form, with [`ALL`] for all of them.
pub fn receptions(findings: &Findings) -> BTreeMap<&str, [i64; 6]> {
    let half_year = findings.half_year.to_string();
    let mut sums: BTreeMap<&str, [i64; 6]> = BTreeMap::new();
    for row in findings
        .receptions
        .iter()
        .filter(|row| row.half_year == half_year)
    {
        let counts = [
            row.receptions,
            row.people,
            row.resolved,
            row.explained,
            row.refused,
            row.in_work,
        ];
        for form in [row.form.as_deref().unwrap_or(UNKNOWN), ALL] {
            add(sums.entry(form).or_default(), &counts);
        }
    }
    sums
}

/// The signs of poor answers, in the order they are told.
pub const SIGNS: [&str; 6] = [
    "late",
    "other_language",
    "boilerplate",
    "no_right",
    "repeated",
    "low_rating",
];

/// What is counted of the answers of the half-year of the note: each of [`SIGNS`], those on the list for `rework`, all
/// `answers` with a text, appeals `redirected_late`.
pub fn answers(findings: &Findings) -> BTreeMap<&'static str, i64> {
    let half_year = findings.half_year.to_string();
    let mut counts = BTreeMap::new();
    let bodies = findings.bodies.iter().filter(|row| row.half_year == half_year);
    for row in bodies {
        *counts.entry("answers").or_default() += row.answers;
        *counts.entry("redirected_late").or_default() += row.redirected_late;
    }
    for row in findings.answers.iter().filter(|row| row.half_year == half_year) {
        let has = [
            row.late,
            row.other_language,
            row.boilerplate,
            row.no_right,
            row.repeated,
            row.low_rating,
        ];
        for (sign, has) in SIGNS.into_iter().zip(has) {
            *counts.entry(sign).or_default() += i64::from(has);
        }
        *counts.entry("rework").or_default() += i64::from(row.rework);
    }
    counts
}

/// The columns of [`body_answers`].
pub const ANSWER_COLUMNS: [&str; 3] = ["answers", "rework", "redirected_late"];

/// Answers of the half-year of the note by executing body, in the order of [`ANSWER_COLUMNS`].
#[derive(Debug, Default)]
pub struct BodyAnswers<'f> {
    /// By name, the same bodies as those of [`bodies`].
    pub named: Vec<(&'f str, [i64; 3])>,
    pub others: Vec<&'f str>,
    pub of_others: [i64; 3],
    /// Answers to be done again whose register names no body.
    pub without_body: i64,
}

/// Who answered, and how much of it is to be done again.
pub fn body_answers(findings: &Findings) -> BodyAnswers<'_> {
    let half_year = findings.half_year.to_string();
    let counts = |name: &str| {
        let mut rows = findings.bodies.iter();
        let row = rows.find(|row| row.half_year == half_year && row.body == name);
        row.map_or([0; 3], |row| [row.answers, row.rework, row.redirected_late])
    };
    let bodies = bodies(findings);
    let others: Vec<&str> = bodies.others.iter().map(|row| row.body.as_str()).collect();
    let mut of_others = [0; 3];
    for body in &others {
        add(&mut of_others, &counts(body));
    }
    let answers = findings.answers.iter();
    let without_body = answers.filter(|row| row.half_year == half_year && row.rework && row.body.is_none());
    BodyAnswers {
        named: bodies
            .named
            .iter()
            .map(|row| (row.body.as_str(), counts(&row.body)))
            .collect(),
        others,
        of_others,
        without_body: without_body.count() as i64,
    }
}

/// Campaigns that are told at most.
const NAMED_CAMPAIGNS: usize = 10;

/// The campaigns that are told, by first day: those of most letters in the half-year of the note.
pub fn campaigns(findings: &Findings) -> Vec<&Campaign> {
    let half_year = findings.half_year.to_string();
    let campaigns = findings.campaigns.iter();
    let mut campaigns: Vec<&Campaign> = campaigns
        .filter(|campaign| campaign.half_year == half_year)
        .collect();
    campaigns.sort_by_key(|campaign| (-campaign.appeals, campaign.first_day, &campaign.id));
    campaigns.truncate(NAMED_CAMPAIGNS);
    campaigns.sort_by_key(|campaign| (campaign.first_day, &campaign.id));
    campaigns
}

/// Matters among the uncoded appeals that are told at most.
const NAMED_MATTERS: usize = 5;

/// The matters that are told: those of most people in the half-year of the note.
pub fn matters(findings: &Findings) -> Vec<&Emerging> {
    let half_year = findings.half_year.to_string();
    let matters = findings.emerging.iter();
    matters
        .filter(|matter| matter.half_year == half_year)
        .take(NAMED_MATTERS)
        .collect()
}

fn add<const N: usize>(sums: &mut [i64; N], counts: &[i64; N]) {
    sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
}
