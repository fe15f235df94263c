//! What a document names first: the largest values, groups and changes.

use super::cited;
use crate::analyse::{ALL, Findings, UNKNOWN};
use crate::corpus::published::Change;
use crate::publish::compared::Compared;
use crate::publish::facts::Cited;
use crate::publish::suppression::Cleared;

/// Values of a dimension, the most frequent in the half-year of the note first, unstated ones last.
pub fn values<'f>(cleared: &Cleared<'f>, dimension: &str) -> Vec<&'f str> {
    let findings = cleared.findings;
    let rows = findings.breakdown.iter().filter(|row| row.dimension == dimension);
    let mut values: Vec<&str> = rows.map(|row| row.value.as_str()).collect();
    values.sort_unstable();
    values.dedup();
    values.sort_by_key(|value| {
        let appeals = cited::breakdown(cleared, dimension, value, findings.half_year);
        (*value == UNKNOWN, -appeals.rank())
    });
    values
}

/// Groups by appeals of the oblast, the largest first.
pub fn groups<'f>(cleared: &Cleared<'f>) -> Vec<(&'f str, Cited)> {
    let findings = cleared.findings;
    let mut groups: Vec<(&str, Cited)> = findings
        .topics
        .iter()
        .filter(|topic| topic.level == 1)
        .map(|topic| {
            let appeals = cited::appeals(cleared, &findings.oblast, &topic.code, findings.half_year);
            (topic.code.as_str(), appeals)
        })
        .filter(|(_, appeals)| appeals.rank() != 0)
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
