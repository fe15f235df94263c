//! How many wrote, in what form, and how that compares.

use minijinja::context;

use super::named;
use crate::analyse::{ALL, UNKNOWN};
use crate::corpus::HalfYear;
use crate::publish::compared::Compared;
use crate::publish::facts::Cited;
use crate::publish::note::writer::Writer;
use crate::publish::note::{cited, figures};
use crate::publish::suppression::DIMENSIONS;
use crate::publish::{Error, rows};

/// The total with its comparisons, the kinds, channels, applicants and languages, half-years side by side.
pub fn general(writer: &mut Writer) -> Result<(), Error> {
    general_in_short(writer)?;
    writer.pictures(&["channels"])?;
    side_by_side(writer)
}

/// The same without the picture and the table.
pub fn general_in_short(writer: &mut Writer) -> Result<(), Error> {
    writer.heading(1, "general")?;
    let now = cited::total(writer.cleared, writer.findings.half_year);
    let sentences = total(writer, &now)?;
    writer.paragraph(&sentences.join(" "));
    for dimension in DIMENSIONS {
        split(writer, dimension, &now)?;
    }
    Ok(())
}

/// The total, what it was before, and which comparisons were not made.
pub fn total(writer: &Writer, now: &Cited) -> Result<Vec<String>, Error> {
    let findings = writer.findings;
    let during = writer.half_year("half-year-during", findings.half_year)?;
    let mut sentences = vec![writer.say("total", context! { during, now })?];
    let (mut made, mut not_made) = (Vec::new(), Vec::new());
    for (comparison, against) in rows::comparisons(findings) {
        if rows::is_made(findings, comparison) {
            made.push(against_total(writer, comparison, against, now)?);
        } else {
            not_made.push(writer.half_year("half-year-of", against)?);
        }
    }
    if let Some(earlier) = two_years_before(writer, now)? {
        made.push(earlier);
    }
    if !made.is_empty() {
        sentences.push(writer.say("against", context! { list => made.join(", ") })?);
    }
    if !not_made.is_empty() {
        let list = not_made.join(&writer.say("and", context! {})?);
        let unfinished = findings.as_of < findings.half_year.last_day();
        sentences.push(writer.say("against.not-made", context! { list, unfinished })?);
    }
    Ok(sentences)
}

fn against_total(writer: &Writer, comparison: &str, against: HalfYear, now: &Cited) -> Result<String, Error> {
    let findings = writer.findings;
    let before = cited::total(writer.cleared, against);
    let change = findings.change(&findings.oblast, ALL, comparison);
    let change = change.map(|change| Compared::of(writer.cleared, change));
    // The verdict is on applicants; where appeals went the other way there is nothing to claim.
    let verdict = match change.as_ref().and_then(Compared::verdict) {
        Some("growth") if now.exact() > before.exact() => "growth",
        Some("decline") if now.exact() < before.exact() => "decline",
        _ => "none",
    };
    let during = writer.half_year("half-year-during", against)?;
    let percent = now.change_from(&before);
    writer.say(
        &format!("against.{verdict}"),
        context! { during, before, percent },
    )
}

/// The number two years before: no test was made on it, so it stands without a word on growth.
fn two_years_before(writer: &Writer, now: &Cited) -> Result<Option<String>, Error> {
    let against = writer.findings.half_year.year_before().year_before();
    let is_made = rows::is_made(writer.findings, "year") && writer.findings.half_years.contains(&against);
    let before = cited::total(writer.cleared, against);
    if !is_made || before.rank() == 0 || now.exact().is_none() {
        return Ok(None);
    }
    let during = writer.half_year("half-year-during", against)?;
    writer
        .say("against.earlier", context! { during, before })
        .map(Some)
}

fn split(writer: &mut Writer, dimension: &str, now: &Cited) -> Result<(), Error> {
    let half_year = writer.findings.half_year;
    let mut items = Vec::new();
    for value in figures::values(writer.cleared, dimension) {
        let count = cited::breakdown(writer.cleared, dimension, value, half_year);
        if count.rank() > 0 && value != UNKNOWN {
            let name = writer.say(
                "in-a-list",
                context! { name => writer.code_name(dimension, value)? },
            )?;
            items.push(named(writer, &name, &count, now)?);
        }
    }
    if items.is_empty() {
        return Ok(());
    }
    writer.sentence(
        &format!("split.{dimension}"),
        context! { list => items.join("; ") },
    )
}

/// The half-years of the table, oldest first: two years and one year before, the one before, the one of the note.
fn shown(writer: &Writer) -> Vec<HalfYear> {
    let now = writer.findings.half_year;
    let year = now.year_before();
    let mut half_years = vec![year.year_before(), year, now.previous(), now];
    half_years.retain(|half_year| writer.findings.half_years.contains(half_year));
    half_years
}

fn side_by_side(writer: &mut Writer) -> Result<(), Error> {
    let half_years = shown(writer);
    let mut header = vec![writer.word("indicator")?];
    for half_year in &half_years {
        header.push(writer.half_year("half-year-short", *half_year)?);
    }
    let cleared = writer.cleared;
    let row = |name: String, count: &dyn Fn(HalfYear) -> String| {
        let mut row = vec![name];
        row.extend(half_years.iter().map(|half_year| count(*half_year)));
        row
    };
    let mut table = vec![header];
    table.push(row(writer.word("appeals")?, &|half_year| {
        cited::total(cleared, half_year).to_string()
    }));
    for dimension in DIMENSIONS {
        let values = figures::values(cleared, dimension);
        if !values.is_empty() {
            table.push(vec![writer.say(&format!("section.{dimension}"), context! {})?]);
        }
        for value in values {
            let name = writer.code_name(dimension, value)?;
            table.push(row(name, &|half_year| {
                cited::breakdown(cleared, dimension, value, half_year).in_table()
            }));
        }
    }
    writer.table("general", &table)
}
