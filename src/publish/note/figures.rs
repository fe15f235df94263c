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

/// What the half-year of the note is compared with: a year before if there are data, else the half-year before.
pub fn comparison(findings: &Findings) -> Option<(&'static str, HalfYear)> {
    let half_year = findings.half_year;
    [
        ("year", half_year.year_before()),
        ("previous", half_year.previous()),
    ]
    .into_iter()
    .find(|(_, against)| findings.half_years.contains(against))
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

/// Values of a dimension, the most frequent in the half-year of the note first.
pub fn values<'f>(findings: &'f Findings, dimension: &str) -> Vec<&'f str> {
    let rows = findings.breakdown.iter().filter(|row| row.dimension == dimension);
    let mut values: Vec<&str> = rows.map(|row| row.value.as_str()).collect();
    values.sort_unstable();
    values.dedup();
    values.sort_by_key(|value| -share(findings, dimension, value, findings.half_year));
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

/// Groups of topics whose change has the verdict, the largest difference first, at most `most`.
pub fn changed<'f>(findings: &'f Findings, comparison: &str, verdict: &str, most: usize) -> Vec<&'f Change> {
    let half_year = findings.half_year.to_string();
    let mut changes: Vec<&Change> = findings
        .changes
        .iter()
        .filter(|change| change.half_year == half_year && change.comparison == comparison)
        .filter(|change| change.verdict == verdict && change.level == 1 && change.district != UNKNOWN)
        .collect();
    changes.sort_by_key(|change| {
        (
            -(change.now - change.before).abs(),
            &change.district,
            &change.code,
        )
    });
    changes.truncate(most);
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

/// Terms of all appeals of the half-year of the note.
pub fn all_terms(findings: &Findings) -> Option<&Terms> {
    let half_year = findings.half_year.to_string();
    let mut rows = findings.terms.iter();
    rows.find(|row| row.half_year == half_year && row.body == ALL && row.kind == ALL)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_in_per_cent_needs_twenty_before_and_a_figure_that_is_shown() {
        assert_eq!(signed_change(20, 25), "+25,0");
        assert_eq!(signed_change(40, 30), "−25,0");
        assert_eq!([signed_change(19, 40), signed_change(40, 3)], ["–", "–"]);
    }
}
