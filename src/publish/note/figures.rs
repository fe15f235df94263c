//! The figures a note prints, taken from the findings.

use crate::analyse::{ALL, Findings, UNKNOWN};
use crate::corpus::HalfYear;
use crate::corpus::published::{Change, Terms};
use crate::publish::numbers;

/// From so many on a change is printed in per cent.
const SMALLEST_BASE: i64 = 20;

/// Change in per cent without its sign, or `None` where the base is too small or the figure now is not shown.
pub fn percent_change(before: i64, now: i64) -> Option<String> {
    let shown = before >= SMALLEST_BASE && numbers::is_shown(now);
    shown.then(|| numbers::percent((now - before).abs(), before))
}

/// Change in per cent with its sign for a table.
pub fn signed_change(before: i64, now: i64) -> String {
    let sign = match now.cmp(&before) {
        std::cmp::Ordering::Less => "−",
        std::cmp::Ordering::Equal => "",
        std::cmp::Ordering::Greater => "+",
    };
    percent_change(before, now).map_or_else(|| "–".to_owned(), |percent| format!("{sign}{percent}"))
}

/// A count within a sentence, where none is 0 and not the dash of a table.
pub fn told(number: i64) -> String {
    if number == 0 {
        "0".to_owned()
    } else {
        numbers::count(number)
    }
}

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

/// Appeals of the whole oblast.
pub fn total(findings: &Findings, half_year: HalfYear) -> i64 {
    findings.appeals(&findings.oblast, ALL, half_year)
}

/// Appeals with a value of a dimension.
pub fn share(findings: &Findings, dimension: &str, value: &str, half_year: HalfYear) -> i64 {
    let half_year = half_year.to_string();
    findings
        .breakdown
        .iter()
        .filter(|row| row.half_year == half_year && row.dimension == dimension && row.value == value)
        .map(|row| row.appeals)
        .sum()
}

/// Values of a dimension, the most frequent in the half-year of the note first, unstated ones last.
pub fn values<'f>(findings: &'f Findings, dimension: &str) -> Vec<&'f str> {
    let rows = findings.breakdown.iter().filter(|row| row.dimension == dimension);
    let mut values: Vec<&str> = rows.map(|row| row.value.as_str()).collect();
    values.sort_unstable();
    values.dedup();
    values.sort_by_key(|value| {
        let appeals = share(findings, dimension, value, findings.half_year);
        (*value == UNKNOWN, -appeals)
    });
    values
}

/// Groups by appeals of the oblast, the largest first.
pub fn groups(findings: &Findings) -> Vec<(&str, i64)> {
    let mut groups: Vec<(&str, i64)> = findings
        .topics
        .iter()
        .filter(|topic| topic.level == 1)
        .map(|topic| {
            let appeals = findings.appeals(&findings.oblast, &topic.code, findings.half_year);
            (topic.code.as_str(), appeals)
        })
        .filter(|(_, appeals)| *appeals > 0)
        .collect();
    groups.sort_by_key(|(code, appeals)| (-appeals, *code));
    groups
}

/// What a change speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Groups of topics in the whole oblast.
    Groups,
    /// Topics in the whole oblast.
    Topics,
    /// All appeals of a district.
    Districts,
    /// A group of topics in a district.
    Cells,
}

impl Scope {
    /// As in the keys of the phrases.
    pub fn key(self) -> &'static str {
        match self {
            Self::Groups => "groups",
            Self::Topics => "topics",
            Self::Districts => "districts",
            Self::Cells => "cells",
        }
    }

    fn holds(self, change: &Change, findings: &Findings) -> bool {
        let oblast = change.district == findings.oblast;
        let district = !oblast && change.district != UNKNOWN;
        match self {
            Self::Groups => oblast && change.level == 1,
            Self::Topics => oblast && change.level == 2,
            Self::Districts => district && change.code == ALL,
            Self::Cells => district && change.level == 1,
        }
    }
}

/// Changes with a verdict, at most `most` of the smallest p-values; growths before declines.
pub fn changed<'f>(findings: &'f Findings, comparison: &str, scope: Scope, most: usize) -> Vec<&'f Change> {
    let half_year = findings.half_year.to_string();
    let mut changes: Vec<&Change> = findings
        .changes
        .iter()
        .filter(|change| change.half_year == half_year && change.comparison == comparison)
        .filter(|change| change.verdict != "none" && scope.holds(change, findings))
        .collect();
    let p = |change: &Change| change.p.unwrap_or(1.0);
    changes.sort_by(|a, b| {
        let keys = (&a.district, &a.code).cmp(&(&b.district, &b.code));
        p(a).total_cmp(&p(b)).then(keys)
    });
    changes.truncate(most);
    changes.sort_by_key(|change| change.verdict != "growth");
    changes
}

/// Terms of the half-year of the note, for all bodies by kind (`by_body` false) or for all kinds by body.
pub fn terms(findings: &Findings, by_body: bool) -> Vec<&Terms> {
    let half_year = findings.half_year.to_string();
    let mut rows: Vec<&Terms> = findings
        .terms
        .iter()
        .filter(|row| {
            row.half_year == half_year && (row.body != ALL) == by_body && (row.kind != ALL) != by_body
        })
        .collect();
    rows.sort_by_key(|row| (-row.appeals, &row.body, &row.kind));
    rows
}

/// Sums over rows of terms: appeals, kept, late, open, overdue, extended.
pub fn sums<'t>(rows: impl IntoIterator<Item = &'t Terms>) -> [i64; 6] {
    let mut sums = [0; 6];
    for row in rows {
        let counts = [
            row.appeals,
            row.kept,
            row.late,
            row.open,
            row.overdue,
            row.extended,
        ];
        sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
    }
    sums
}

/// Terms of all appeals of the half-year of the note.
pub fn all_terms(findings: &Findings) -> Option<&Terms> {
    let half_year = findings.half_year.to_string();
    let mut rows = findings.terms.iter();
    rows.find(|row| row.half_year == half_year && row.body == ALL && row.kind == ALL)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::sample;

    #[test]
    fn none_is_a_zero_in_a_sentence() {
        assert_eq!([0, 3, 12].map(told), ["0", "<5", "12"]);
    }

    #[test]
    fn a_comparison_without_changes_was_not_made() {
        let mut findings = sample::findings();
        assert_eq!(comparison(&findings).map(|(name, _)| name), Some("year"));
        findings.changes.retain(|change| change.comparison != "year");
        assert_eq!(comparison(&findings).map(|(name, _)| name), Some("previous"));
        findings.changes.clear();
        assert_eq!(comparison(&findings), None);
    }

    #[test]
    fn a_change_in_per_cent_needs_twenty_before_and_a_figure_that_is_shown() {
        assert_eq!(signed_change(20, 25), "+25,0");
        assert_eq!(signed_change(40, 30), "−25,0");
        assert_eq!([signed_change(19, 40), signed_change(40, 3)], ["–", "–"]);
    }
}
