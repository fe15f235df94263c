//! What the page tells beside the numbers: systemic problems, weeks of alarm, words, quotes, breaks of the data, tests.

use std::collections::BTreeMap;

use jiff::ToSpan;
use serde_json::{Value, json};

use super::data::named;
use crate::analyse::{ALL, Bilingual, Findings};
use crate::corpus::published::{Break, Systemic};
use crate::publish::suppression::Cleared;

/// Values by district and code.
type ByPlace<'f> = BTreeMap<&'f str, BTreeMap<&'f str, Vec<Value>>>;

/// Words shown of a problem in a language.
const WORDS: i64 = 8;
/// Quotes kept of a problem in a language.
const QUOTES: i64 = 2;

/// The topic the page opens with: that of the first problem that stands, without any all appeals.
pub fn first_topic(cleared: &Cleared) -> String {
    let mut standing = told(cleared).filter(|problem| problem.stage > 1);
    standing
        .next()
        .map_or_else(|| ALL.to_owned(), |problem| problem.code.clone())
}

/// The problems that reach a level; one whose counts are hidden is left out, for its sentence tells them.
pub fn systemic(cleared: &Cleared) -> Vec<Value> {
    told(cleared)
        .map(|problem| {
            json!({
                "district": problem.district,
                "topic": problem.code,
                "stage": problem.stage,
                "signs": signs(problem),
                "sentence": {"kk": problem.sentence_kk, "ru": problem.sentence_ru},
            })
        })
        .collect()
}

fn told<'c>(cleared: &'c Cleared) -> impl Iterator<Item = &'c Systemic> {
    let problems = cleared.findings.systemic.iter();
    problems.filter(|problem| cleared.may_tell(problem))
}

/// The first letters of what a problem has: reach, excess, persistence, unresolved, coding.
fn signs(problem: &Systemic) -> String {
    let signs = [
        ('r', problem.reach),
        ('e', problem.excess),
        ('p', problem.persistence),
        ('u', problem.unresolved == Some(true)),
        ('c', problem.coding == Some(true)),
    ];
    signs
        .into_iter()
        .filter(|(_, has)| *has)
        .map(|(sign, _)| sign)
        .collect()
}

/// The weeks of alarm, by their first and last day: how many appeals a week has is not told.
pub fn alarms(findings: &Findings) -> ByPlace<'_> {
    let mut weeks = ByPlace::new();
    for alarm in &findings.alarms {
        let sunday = alarm.monday.saturating_add(6.days());
        let of_district = weeks.entry(&alarm.district).or_default();
        let of_topic = of_district.entry(&alarm.code).or_default();
        of_topic.push(json!([alarm.monday.to_string(), sunday.to_string()]));
    }
    weeks
}

/// By district, code and language, the words that set a problem apart.
pub fn words(findings: &Findings) -> BTreeMap<&str, BTreeMap<&str, BTreeMap<&str, Vec<&str>>>> {
    let mut words: BTreeMap<&str, BTreeMap<&str, BTreeMap<&str, Vec<&str>>>> = BTreeMap::new();
    for keyword in findings.keywords.iter().filter(|keyword| keyword.rank <= WORDS) {
        let of_district = words.entry(&keyword.district).or_default();
        let of_topic = of_district.entry(&keyword.code).or_default();
        of_topic.entry(&keyword.language).or_default().push(&keyword.word);
    }
    words
}

/// `[language, text]`; the number of the appeal stays in the department.
pub fn quotes(findings: &Findings) -> ByPlace<'_> {
    let mut quotes = ByPlace::new();
    for quote in findings.quotes.iter().filter(|quote| quote.rank <= QUOTES) {
        let of_district = quotes.entry(&quote.district).or_default();
        let of_topic = of_district.entry(&quote.code).or_default();
        of_topic.push(json!([quote.language, quote.quote]));
    }
    quotes
}

/// `[kind, half-year, name]` of the breaks that forbid comparisons.
pub fn breaks(findings: &Findings) -> Vec<Value> {
    let stopping = findings.breaks.iter().filter(|found| found.stops);
    stopping
        .map(|found| json!([found.kind, found.half_year, named(&name(findings, found))]))
        .collect()
}

fn name(findings: &Findings, found: &Break) -> Bilingual {
    let district = findings
        .districts
        .iter()
        .find(|district| district.kato == found.value);
    let key = (found.dimension.clone(), found.value.clone());
    let known = district
        .map(|district| &district.name)
        .or_else(|| findings.code_names.get(&key));
    known.cloned().unwrap_or_else(|| Bilingual {
        kk: found.value.clone(),
        ru: found.value.clone(),
    })
}

/// `[family, cells, alerts]` of the tests of both lenses, over groups and topics.
pub fn tests(findings: &Findings) -> Vec<Value> {
    let mut sums: BTreeMap<&str, (i64, i64)> = BTreeMap::new();
    for tests in findings.tests.iter().filter(|tests| tests.level > 0) {
        let sum = sums.entry(&tests.family).or_default();
        *sum = (sum.0 + tests.cells, sum.1 + tests.alerts);
    }
    let made = sums.into_iter();
    made.map(|(family, (cells, alerts))| json!([family, cells, alerts]))
        .collect()
}
