//! The figures a note prints, taken from the findings.

use minijinja::Value;

use crate::analyse::{ALL, Findings, UNKNOWN};
use crate::corpus::HalfYear;
use crate::corpus::published::Change;
use crate::publish::compared::Compared;
use crate::publish::numbers::{self, Figure};
use crate::publish::suppression::{Cell, Cleared};

/// From so many on a change is printed in per cent.
const SMALLEST_BASE: i64 = 20;

/// Change in per cent without its sign, or `None` where the base is too small or one of the figures is hidden.
pub fn percent_change(before: Figure, now: Figure) -> Option<String> {
    let (before, now) = (before.exact()?, now.exact()?);
    let difference = Figure::Exact((now - before).abs());
    (before >= SMALLEST_BASE).then(|| numbers::percent(difference, Figure::Exact(before)))
}

/// Change in per cent with its sign for a table.
pub fn signed_change(before: Figure, now: Figure) -> String {
    let sign = match now.exact().cmp(&before.exact()) {
        std::cmp::Ordering::Less => "−",
        std::cmp::Ordering::Equal => "",
        std::cmp::Ordering::Greater => "+",
    };
    percent_change(before, now).map_or_else(|| "–".to_owned(), |percent| format!("{sign}{percent}"))
}

/// For a phrase: a number to be put into its right form where it may be told, else its sign.
pub fn told(figure: Figure) -> Value {
    figure
        .exact()
        .map_or_else(|| Value::from(figure.told()), Value::from)
}

/// Appeals of the whole oblast.
pub fn total(cleared: &Cleared, half_year: HalfYear) -> Figure {
    cleared.appeals(&cleared.findings.oblast, ALL, half_year)
}

/// Appeals with a value of a dimension.
pub fn share(cleared: &Cleared, dimension: &str, value: &str, half_year: HalfYear) -> Figure {
    let name = half_year.to_string();
    let appeals = cleared
        .findings
        .breakdown
        .iter()
        .filter(|row| row.half_year == name && row.dimension == dimension && row.value == value)
        .map(|row| row.appeals)
        .sum();
    cleared.figure(&Cell::breakdown(dimension, value, half_year), appeals)
}

/// Values of a dimension, the most frequent in the half-year of the note first, unstated ones last.
pub fn values<'f>(cleared: &Cleared<'f>, dimension: &str) -> Vec<&'f str> {
    let findings = cleared.findings;
    let rows = findings.breakdown.iter().filter(|row| row.dimension == dimension);
    let mut values: Vec<&str> = rows.map(|row| row.value.as_str()).collect();
    values.sort_unstable();
    values.dedup();
    values.sort_by_key(|value| {
        let appeals = share(cleared, dimension, value, findings.half_year);
        (*value == UNKNOWN, -appeals.rank())
    });
    values
}

/// Groups by appeals of the oblast, the largest first.
pub fn groups<'f>(cleared: &Cleared<'f>) -> Vec<(&'f str, Figure)> {
    let findings = cleared.findings;
    let mut groups: Vec<(&str, Figure)> = findings
        .topics
        .iter()
        .filter(|topic| topic.level == 1)
        .map(|topic| {
            let appeals = cleared.appeals(&findings.oblast, &topic.code, findings.half_year);
            (topic.code.as_str(), appeals)
        })
        .filter(|(_, appeals)| *appeals != Figure::Exact(0))
        .collect();
    groups.sort_by_key(|(code, appeals)| (-appeals.rank(), *code));
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

/// Changes with a verdict that may be told, at most `most` of the smallest p-values; growths before declines. Those with
/// a hidden count come after the others: their place tells nothing of it.
pub fn changed<'f>(cleared: &Cleared<'f>, comparison: &str, scope: Scope, most: usize) -> Vec<Compared<'f>> {
    let findings = cleared.findings;
    let half_year = findings.half_year.to_string();
    let mut changes: Vec<Compared> = findings
        .changes
        .iter()
        .filter(|change| change.half_year == half_year && change.comparison == comparison)
        .filter(|change| change.verdict != "none" && scope.holds(change, findings))
        .map(|change| Compared::of(cleared, change))
        .filter(|compared| compared.verdict().is_some())
        .collect();
    let p = |compared: &Compared| {
        let p = compared.change.p.filter(|_| compared.is_exact());
        p.unwrap_or(1.0)
    };
    changes.sort_by(|a, b| {
        let key = |compared: &Compared<'f>| (&compared.change.district, &compared.change.code);
        p(a).total_cmp(&p(b)).then(key(a).cmp(&key(b)))
    });
    changes.truncate(most);
    changes.sort_by_key(|compared| compared.change.verdict != "growth");
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_in_per_cent_needs_twenty_before_and_a_figure_that_is_shown() {
        let change = |before, now| signed_change(Figure::Exact(before), now);
        assert_eq!(change(20, Figure::Exact(25)), "+25,0");
        assert_eq!(change(40, Figure::Exact(30)), "−25,0");
        assert_eq!(change(19, Figure::Exact(40)), "–");
        assert_eq!(
            [change(40, Figure::Small), change(40, Figure::Withheld)],
            ["–", "–"]
        );
    }
}
