//! What is true of the samples, for tests to be held against.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use talda::corpus::{HalfYear, monday};
use talda::law::TermState;

use super::Failure;
use super::appeal::Appeal;
use super::handling::AS_OF;
use super::plan::{Plan, periods};
use super::words::Words;

/// A row that a reader has to refuse.
pub struct Refused {
    pub file: String,
    /// Row of a workbook, or line of a text file, counted from 1.
    pub row: usize,
    pub number: String,
    pub reason: &'static str,
}

/// An appeal that stands in two exports with different content.
pub struct Versions {
    pub number: String,
    pub earlier: String,
    pub later: String,
}

pub fn write_refused(folder: &Path, refused: &[Refused]) -> Result<(), Failure> {
    let mut csv = csv::Writer::from_path(folder.join("rejected.csv"))?;
    csv.write_record(["file", "row", "number", "reason"])?;
    for row in refused {
        csv.write_record([&row.file, &row.row.to_string(), &row.number, row.reason])?;
    }
    Ok(csv.flush()?)
}

pub fn write_versions(folder: &Path, versions: &[Versions]) -> Result<(), Failure> {
    let mut csv = csv::Writer::from_path(folder.join("versions.csv"))?;
    csv.write_record(["number", "earlier_file", "later_file"])?;
    for row in versions {
        csv.write_record([&row.number, &row.earlier, &row.later])?;
    }
    Ok(csv.flush()?)
}

pub fn write_personal(folder: &Path, appeals: &[Appeal]) -> Result<(), Failure> {
    let mut csv = csv::Writer::from_path(folder.join("personal.csv"))?;
    csv.write_record(["register", "number", "kind", "value"])?;
    for appeal in appeals {
        for personal in &appeal.personal {
            csv.write_record([
                appeal.register.as_str(),
                &appeal.number,
                personal.kind,
                &personal.value,
            ])?;
        }
    }
    Ok(csv.flush()?)
}

pub fn write_appeals(folder: &Path, appeals: &[Appeal], words: &Words) -> Result<(), Failure> {
    let mut csv = csv::Writer::from_path(folder.join("appeals.csv"))?;
    csv.write_record([
        "register",
        "number",
        "parent",
        "district",
        "village",
        "topics",
        "language",
        "spelling",
        "registered_on",
        "kind",
        "body",
        "due_on",
        "extended_to",
        "answered_on",
        "term",
        "formal_answer",
        "answer_in_other_language",
        "applicant",
        "planted",
        "personal",
    ])?;
    for appeal in appeals {
        csv.write_record(line(appeal, words))?;
    }
    Ok(csv.flush()?)
}

fn line(appeal: &Appeal, words: &Words) -> [String; 20] {
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let villages = words.villages(appeal.district);
    let kinds: BTreeSet<&str> = appeal.personal.iter().map(|personal| personal.kind).collect();
    [
        appeal.register.as_str().to_owned(),
        appeal.number.clone(),
        appeal.parent.clone().unwrap_or_default(),
        words.districts[appeal.district].kato.clone(),
        appeal
            .village
            .and_then(|index| villages.get(index))
            .map(|village| village.kk.clone())
            .unwrap_or_default(),
        appeal.topics.join(";"),
        appeal.language.clone(),
        appeal.spelling.as_str().to_owned(),
        appeal.day.to_string(),
        appeal.kind.clone(),
        appeal.body.clone(),
        appeal.due_on.to_string(),
        day(appeal.extended_to),
        day(appeal.answered_on),
        term(appeal).as_str().to_owned(),
        u8::from(appeal.formal).to_string(),
        u8::from(appeal.foreign_answer).to_string(),
        format!("p{:05}", appeal.person),
        appeal.fact.clone().unwrap_or_default(),
        kinds.into_iter().collect::<Vec<_>>().join(";"),
    ]
}

fn term(appeal: &Appeal) -> TermState {
    TermState::on(
        AS_OF,
        appeal.extended_to.unwrap_or(appeal.due_on),
        appeal.answered_on,
    )
}

/// Counts of the planted facts and of the whole, by what stands in `appeals.csv`; children are no appeals of their own.
pub fn facts(appeals: &[Appeal], plan: &Plan, words: &Words) -> Result<String, Failure> {
    let own: Vec<&Appeal> = appeals.iter().filter(|appeal| appeal.parent.is_none()).collect();
    let mut toml = String::from(
        "# What is planted in the sample registers, counted; children of partial redirects are left out.\n\n",
    );
    writeln!(toml, "as_of = \"{AS_OF}\"")?;
    writeln!(toml, "appeals = {}", own.len())?;
    writeln!(toml, "children = {}\n", appeals.len() - own.len())?;
    for cell in &plan.cells {
        for period in cell.counts.keys() {
            let inside = |appeal: &&Appeal| {
                appeal.topics.contains(&cell.topic)
                    && cell
                        .district
                        .as_ref()
                        .is_none_or(|kato| words.districts[appeal.district].kato == *kato)
                    && HalfYear::of(appeal.day).to_string() == *period
            };
            let found: Vec<&Appeal> = own.iter().copied().filter(inside).collect();
            writeln!(
                toml,
                "[[cell]]\nfact = \"{}\"\ntopic = \"{}\"",
                cell.fact, cell.topic
            )?;
            writeln!(
                toml,
                "district = \"{}\"",
                cell.district.as_deref().unwrap_or_default()
            )?;
            writeln!(toml, "period = \"{period}\"")?;
            tally(&mut toml, &found)?;
        }
    }
    for burst in &plan.bursts {
        for (week, _) in &burst.weeks {
            let found: Vec<&Appeal> = own
                .iter()
                .copied()
                .filter(|appeal| {
                    appeal.topics.contains(&burst.topic)
                        && words.districts[appeal.district].kato == burst.district
                        && monday(appeal.day) == *week
                })
                .collect();
            writeln!(
                toml,
                "[[outbreak]]\nfact = \"{}\"\ntopic = \"{}\"",
                burst.fact, burst.topic
            )?;
            writeln!(
                toml,
                "district = \"{}\"\nweek = \"{}\"",
                burst.district,
                talda::corpus::iso_week(*week)
            )?;
            tally(&mut toml, &found)?;
        }
    }
    let letters: Vec<&Appeal> = own
        .iter()
        .copied()
        .filter(|appeal| appeal.fact.as_ref() == Some(&plan.campaign.fact))
        .collect();
    writeln!(
        toml,
        "[campaign]\nfact = \"{}\"\ntopic = \"{}\"",
        plan.campaign.fact, plan.campaign.topic
    )?;
    writeln!(toml, "district = \"{}\"", plan.campaign.district)?;
    let days = letters.iter().map(|appeal| appeal.day);
    writeln!(
        toml,
        "first_day = \"{}\"",
        days.clone().min().ok_or("an empty campaign")?
    )?;
    writeln!(toml, "last_day = \"{}\"", days.max().ok_or("an empty campaign")?)?;
    tally(&mut toml, &letters)?;
    writeln!(toml, "[talkative]\ndistrict = \"{}\"\n", plan.talkative)?;
    bodies(&mut toml, &own)?;
    totals(&mut toml, &own, words)?;
    Ok(toml)
}

fn tally(toml: &mut String, found: &[&Appeal]) -> Result<(), Failure> {
    let applicants: BTreeSet<usize> = found.iter().map(|appeal| appeal.person).collect();
    let villages: BTreeSet<(usize, usize)> = found
        .iter()
        .filter_map(|appeal| appeal.village.map(|village| (appeal.district, village)))
        .collect();
    writeln!(
        toml,
        "appeals = {}\napplicants = {}\nvillages = {}\n",
        found.len(),
        applicants.len(),
        villages.len()
    )?;
    Ok(())
}

/// Terms and formal answers of every body over all periods.
fn bodies(toml: &mut String, own: &[&Appeal]) -> Result<(), Failure> {
    let mut bodies: BTreeMap<&str, [usize; 6]> = BTreeMap::new();
    for appeal in own {
        let counts = bodies.entry(&appeal.body).or_default();
        let state = match term(appeal) {
            TermState::Kept => 0,
            TermState::Late => 1,
            TermState::Open => 2,
            TermState::Overdue => 3,
        };
        counts[state] += 1;
        counts[4] += usize::from(appeal.formal);
        counts[5] += usize::from(appeal.foreign_answer);
    }
    for (body, [kept, late, open, overdue, formal, foreign]) in bodies {
        writeln!(
            toml,
            "[[body]]\nname = \"{body}\"\nkept = {kept}\nlate = {late}\nopen = {open}\noverdue = {overdue}"
        )?;
        writeln!(toml, "formal = {formal}\nother_language = {foreign}\n")?;
    }
    Ok(())
}

/// Appeals by half-year, and in the last one by district and by chief topic.
fn totals(toml: &mut String, own: &[&Appeal], words: &Words) -> Result<(), Failure> {
    for period in periods() {
        let inside: Vec<&&Appeal> = own
            .iter()
            .filter(|appeal| HalfYear::of(appeal.day) == period)
            .collect();
        writeln!(toml, "[period.{period}]\nappeals = {}", inside.len())?;
        let mut registers: BTreeMap<&str, usize> = BTreeMap::new();
        let mut districts: BTreeMap<&str, usize> = BTreeMap::new();
        let mut topics: BTreeMap<&str, usize> = BTreeMap::new();
        for appeal in inside {
            *registers.entry(appeal.register.as_str()).or_default() += 1;
            *districts
                .entry(&words.districts[appeal.district].kato)
                .or_default() += 1;
            *topics.entry(&appeal.topics[0]).or_default() += 1;
        }
        for (name, counts) in [
            ("registers", registers),
            ("districts", districts),
            ("chief_topics", topics),
        ] {
            let counts: Vec<String> = counts
                .iter()
                .map(|(key, count)| format!("\"{key}\" = {count}"))
                .collect();
            writeln!(toml, "{name} = {{ {} }}", counts.join(", "))?;
        }
        writeln!(toml)?;
    }
    Ok(())
}
