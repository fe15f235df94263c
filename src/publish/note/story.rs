//! Which findings tell the story of a half-year, the most important first.

use std::collections::BTreeSet;

use super::cited;
use super::figures::{Scope, changed};
use crate::coding::is_other;
use crate::corpus::published::{Alarm, Body, Systemic};
use crate::publish::compared::Compared;
use crate::publish::rows;
use crate::publish::suppression::Cleared;

/// Findings told at most.
const MOST: usize = 7;
/// Problems among them.
const PROBLEMS: usize = 2;

/// Something the half-year is remembered for.
#[derive(Debug)]
pub enum Finding<'f> {
    /// How many wrote, and whether more than before.
    Total,
    /// What they wrote about most.
    Leaders,
    /// A problem that reached a high stage.
    Problem(&'f Systemic),
    /// The surest change of its kind.
    Change(Scope, Compared<'f>),
    /// The week that stands out most.
    Week(&'f Alarm),
    /// How terms were kept.
    Terms,
    /// A body that breaks more terms than its number of appeals explains.
    Body(&'f Body),
    /// What is to be done again.
    Answers,
}

/// The findings of a half-year: what was asked, where it is worst, what grew and what fell, how it was answered. No place
/// and topic is told twice.
pub fn story<'f>(cleared: &Cleared<'f>) -> Vec<Finding<'f>> {
    let findings = cleared.findings;
    let half_year = findings.half_year.to_string();
    let mut told: BTreeSet<(String, String)> = BTreeSet::new();
    let group = |code: &str| code.split('.').next().unwrap_or_default().to_owned();
    let mut first = |district: &str, code: &str| told.insert((district.to_owned(), group(code)));
    let mut story = vec![Finding::Total, Finding::Leaders];
    let problems = findings.systemic.iter();
    let problems = problems.filter(|problem| problem.half_year == half_year && problem.stage > 1);
    let problems: Vec<Finding> = problems
        .filter(|problem| cleared.may_tell(problem) && first(&problem.district, &problem.code))
        .take(PROBLEMS)
        .map(Finding::Problem)
        .collect();
    story.extend(problems);
    for verdict in ["growth", "decline"] {
        let scopes = [Scope::Groups, Scope::Cells, Scope::Topics];
        let found = scopes.into_iter().find_map(|scope| {
            let (comparison, _) = rows::comparison(findings)?;
            let mut changes = changed(cleared, comparison, scope, usize::MAX).into_iter();
            let found = changes.find(|found| {
                found.verdict() == Some(verdict)
                    && found.is_exact()
                    && !is_other(&found.change.code)
                    && first(&found.change.district, &found.change.code)
            });
            Some(Finding::Change(scope, found?))
        });
        story.extend(found);
    }
    if let Some(alarm) = cited::greatest_alarm(cleared)
        && first(&alarm.district, &alarm.code)
    {
        story.push(Finding::Week(alarm));
    }
    story.truncate(MOST - 1);
    let worst = findings.bodies.iter();
    let worst = worst
        .filter(|body| body.half_year == half_year && body.position == "worse")
        .max_by(|a, b| a.share.unwrap_or(0.0).total_cmp(&b.share.unwrap_or(0.0)));
    if rows::all_terms(findings).is_some_and(rows::tells_of_answers) {
        story.push(Finding::Terms);
    }
    if story.len() < MOST {
        match worst {
            Some(body) => story.push(Finding::Body(body)),
            None => story.push(Finding::Answers),
        }
    }
    story
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::sample;

    #[test]
    fn a_story_begins_with_the_total_and_has_five_to_seven_findings() {
        let findings = sample::findings();
        let cleared = Cleared::of(&findings).unwrap();
        let story = story(&cleared);
        assert!(matches!(story[0], Finding::Total));
        assert!((5..=7).contains(&story.len()), "{story:?}");
        assert!(story.iter().any(|finding| matches!(finding, Finding::Problem(_))));
        assert!(story.iter().any(|finding| matches!(finding, Finding::Terms)));
    }

    #[test]
    fn no_place_and_group_is_told_twice() {
        let findings = sample::findings();
        let cleared = Cleared::of(&findings).unwrap();
        let mut places = BTreeSet::new();
        for finding in story(&cleared) {
            let place = match finding {
                Finding::Problem(problem) => (&problem.district, &problem.code[..2]),
                Finding::Change(_, compared) => (&compared.change.district, &compared.change.code[..2]),
                Finding::Week(alarm) => (&alarm.district, &alarm.code[..2]),
                _ => continue,
            };
            assert!(places.insert((place.0.clone(), place.1.to_owned())), "{place:?}");
        }
    }
}
