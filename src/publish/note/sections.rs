//! The sections of a note, in the order they are read.

use minijinja::context;

use super::writer::Writer;
use super::{changes, figures, terms};
use crate::analyse::{ALL, UNKNOWN};
use crate::corpus::HalfYear;
use crate::publish::{Error, numbers};

const TOP_GROUPS: usize = 10;
const NAMED_GROUPS: usize = 3;
const HALF_YEARS_SHOWN: usize = 4;

fn day(date: jiff::civil::Date) -> String {
    format!("{:02}.{:02}.{}", date.day(), date.month(), date.year())
}

/// The total with its comparisons, the largest groups, named changes, terms.
pub fn main_findings(writer: &mut Writer) -> Result<(), Error> {
    writer.heading("Heading1", "main")?;
    let findings = writer.findings;
    let now = figures::total(findings, findings.half_year);
    if now == 0 {
        return writer.sentence("no-data", context! {});
    }
    let during = writer.half_year("half-year-during", findings.half_year)?;
    let mut sentences = vec![writer.say("total", context! { during, now })?];
    let (mut made, mut not_made) = (Vec::new(), Vec::new());
    for (comparison, against) in figures::comparisons(findings) {
        if figures::is_made(findings, comparison) {
            made.push(against_total(writer, comparison, against, now)?);
        } else {
            not_made.push(writer.half_year("half-year-of", against)?);
        }
    }
    if !made.is_empty() {
        sentences.push(writer.say("against", context! { list => made.join(", ") })?);
    }
    if !not_made.is_empty() {
        let list = not_made.join(&writer.say("and", context! {})?);
        let unfinished = findings.as_of < findings.half_year.last_day();
        sentences.push(writer.say("against.not-made", context! { list, unfinished })?);
    }
    writer.paragraph("Normal", sentences.join(" "));
    let groups = figures::groups(findings);
    let named: Result<Vec<String>, Error> = groups
        .iter()
        .take(NAMED_GROUPS)
        .map(|(code, appeals)| {
            let (name, count) = (writer.topic_name(code), figures::told(*appeals));
            writer.say("named", context! { name, count })
        })
        .collect();
    let list = named?.join("; ");
    if !list.is_empty() {
        writer.sentence("groups.top", context! { list })?;
    }
    changes::in_short(writer)?;
    match figures::all_terms(findings) {
        Some(row) => terms::sentence(writer, row),
        None => Ok(()),
    }
}

fn against_total(writer: &Writer, comparison: &str, against: HalfYear, now: i64) -> Result<String, Error> {
    let findings = writer.findings;
    let before = figures::total(findings, against);
    let change = findings.change(&findings.oblast, ALL, comparison);
    // The verdict is on applicants; where appeals went the other way there is nothing to claim.
    let verdict = match change.map(|change| change.verdict.as_str()) {
        Some("growth") if now > before => "growth",
        Some("decline") if now < before => "decline",
        _ => "none",
    };
    let during = writer.half_year("half-year-during", against)?;
    let percent = figures::percent_change(before, now);
    writer.say(
        &format!("against.{verdict}"),
        context! { during, before, percent },
    )
}

/// Half-years side by side.
pub fn general(writer: &mut Writer) -> Result<(), Error> {
    writer.heading("Heading1", "general")?;
    let findings = writer.findings;
    let skipped = findings.half_years.len().saturating_sub(HALF_YEARS_SHOWN);
    let half_years = &findings.half_years[skipped..];
    if half_years.is_empty() {
        return writer.sentence("no-data", context! {});
    }
    let mut header = vec![writer.word("indicator")?];
    for half_year in half_years {
        header.push(writer.half_year("half-year-short", *half_year)?);
    }
    let row = |name: String, count: &dyn Fn(HalfYear) -> String| {
        let mut row = vec![name];
        row.extend(half_years.iter().map(|half_year| count(*half_year)));
        row
    };
    let mut rows = vec![header];
    rows.push(row(writer.word("appeals")?, &|half_year| {
        numbers::grouped(figures::total(findings, half_year))
    }));
    for dimension in ["kind", "channel", "applicant_type", "language"] {
        let values = figures::values(findings, dimension);
        if !values.is_empty() {
            rows.push(vec![writer.say(&format!("section.{dimension}"), context! {})?]);
        }
        for value in values {
            let name = writer.code_name(dimension, value)?;
            rows.push(row(name, &|half_year| {
                numbers::count(figures::share(findings, dimension, value, half_year))
            }));
        }
    }
    writer.table("general", rows)
}

/// Appeals, rates and changes of the districts.
pub fn districts(writer: &mut Writer) -> Result<(), Error> {
    let findings = writer.findings;
    if findings.districts.is_empty() {
        return Ok(());
    }
    writer.heading("Heading1", "districts")?;
    if let Some(residents) = &findings.residents {
        let (date, source) = (day(residents.as_of), residents.source.get(writer.edition));
        writer.sentence("rates", context! { date, source })?;
    }
    let appeals = |kato: &str| findings.appeals(kato, ALL, findings.half_year);
    let mut places: Vec<(&str, String)> = findings
        .districts
        .iter()
        .map(|district| {
            (
                district.kato.as_str(),
                district.name.get(writer.edition).to_owned(),
            )
        })
        .collect();
    places.sort_by_key(|(kato, _)| (-appeals(kato), *kato));
    if appeals(UNKNOWN) > 0 {
        places.push((UNKNOWN, writer.word("unknown-district")?));
    }
    places.push((&findings.oblast, writer.word("oblast")?));
    let mut head = writer.words(&["district", "appeals", "rate"])?;
    head.extend(change_head(writer)?);
    let mut rows = vec![head];
    for (kato, name) in places {
        let count = if kato == findings.oblast {
            numbers::grouped(appeals(kato))
        } else {
            numbers::count(appeals(kato))
        };
        let mut row = vec![name, count, rate(writer, kato)];
        row.extend(change_cells(writer, kato, ALL)?);
        rows.push(row);
    }
    writer.table("districts", rows)?;
    writer.pictures(&["districts"])
}

fn rate(writer: &Writer, kato: &str) -> String {
    let cell = writer.findings.cell(kato, ALL, writer.findings.half_year);
    let cell = cell.filter(|cell| numbers::is_shown(cell.appeals));
    let rate = cell.and_then(|cell| Some([cell.rate?, cell.rate_low?, cell.rate_high?]));
    rate.map_or_else(
        || "–".to_owned(),
        |rate| {
            let [rate, low, high] = rate.map(|rate| numbers::decimal(rate, 1));
            format!("{rate} ({low}–{high})")
        },
    )
}

/// Heads of the columns of [`change_cells`].
fn change_head(writer: &Writer) -> Result<[String; 2], Error> {
    let change = match figures::comparison(writer.findings) {
        Some((_, against)) => writer.half_year("half-year-against", against)?,
        None => writer.word("change")?,
    };
    Ok([change, writer.word("verdict")?])
}

/// Change in per cent and the verdict in a word; dashes where the comparison was not made.
fn change_cells(writer: &Writer, kato: &str, code: &str) -> Result<[String; 2], Error> {
    let findings = writer.findings;
    let compared = figures::comparison(findings)
        .and_then(|(comparison, against)| Some((findings.change(kato, code, comparison)?, against)));
    let Some((change, against)) = compared else {
        return Ok(["–".to_owned(), "–".to_owned()]);
    };
    let before = findings.appeals(kato, code, against);
    let now = findings.appeals(kato, code, findings.half_year);
    Ok([figures::signed_change(before, now), writer.word(&change.verdict)?])
}

/// The largest groups and the named changes.
pub fn topics(writer: &mut Writer) -> Result<(), Error> {
    writer.heading("Heading1", "topics")?;
    let groups = figures::groups(writer.findings);
    if groups.is_empty() {
        return writer.sentence("no-data", context! {});
    }
    let mut head = writer.words(&["group", "appeals"])?;
    head.extend(change_head(writer)?);
    let mut rows = vec![head];
    for (code, appeals) in groups.into_iter().take(TOP_GROUPS) {
        let mut row = vec![writer.topic_name(code), numbers::count(appeals)];
        row.extend(change_cells(writer, &writer.findings.oblast, code)?);
        rows.push(row);
    }
    writer.table("topics", rows)?;
    writer.pictures(&["topics"])?;
    writer.heading("Heading2", "changes")?;
    changes::in_full(writer)?;
    writer.pictures(&["changes", "weekly", "heat"])
}

/// Receptions of the half-year by form.
pub fn receptions(writer: &mut Writer) -> Result<(), Error> {
    writer.heading("Heading1", "receptions")?;
    let half_year = writer.findings.half_year.to_string();
    let mut sums: std::collections::BTreeMap<&str, [i64; 6]> = std::collections::BTreeMap::new();
    for row in writer
        .findings
        .receptions
        .iter()
        .filter(|row| row.half_year == half_year)
    {
        let sum = sums.entry(row.form.as_deref().unwrap_or(UNKNOWN)).or_default();
        let counts = [
            row.receptions,
            row.people,
            row.resolved,
            row.explained,
            row.refused,
            row.in_work,
        ];
        sum.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
    }
    if sums.is_empty() {
        return writer.sentence("no-data", context! {});
    }
    let mut all = [0; 6];
    let keys = [
        "form",
        "receptions",
        "people",
        "resolved",
        "explained",
        "refused",
        "in-work",
    ];
    let mut rows = vec![writer.words(&keys)?];
    for (form, counts) in &sums {
        all.iter_mut().zip(counts).for_each(|(all, count)| *all += count);
        rows.push(
            [
                vec![writer.code_name("form", form)?],
                counts.map(numbers::count).to_vec(),
            ]
            .concat(),
        );
    }
    let [resolved, explained, refused, in_work] = [all[2], all[3], all[4], all[5]].map(figures::told);
    let context = context! { receptions => all[0], people => all[1], resolved, explained, refused, in_work };
    writer.sentence("receptions", context)?;
    writer.table("receptions", rows)
}

/// Instructions of the half-year by issuer.
pub fn instructions(writer: &mut Writer) -> Result<(), Error> {
    writer.heading("Heading1", "instructions")?;
    let findings = writer.findings;
    let half_year = findings.half_year.to_string();
    let found = findings
        .instructions
        .iter()
        .filter(|row| row.half_year == half_year);
    let keys = ["issuer", "given", "kept", "executed-late", "in-work", "overdue"];
    let mut rows = vec![writer.words(&keys)?];
    let mut given = 0;
    for row in found {
        given += row.given;
        let counts = [row.given, row.kept, row.late, row.open, row.overdue];
        let name = writer.code_name("issuer", &row.issuer)?;
        rows.push([vec![name], counts.map(numbers::count).to_vec()].concat());
    }
    if given == 0 {
        return writer.sentence("no-data", context! {});
    }
    let during = writer.half_year("half-year-during", findings.half_year)?;
    writer.sentence("instructions", context! { during, given })?;
    writer.table("instructions", rows)
}

/// What was read, what the words mean, what not to conclude.
pub fn method(writer: &mut Writer) -> Result<(), Error> {
    writer.heading("Heading1", "method")?;
    let findings = writer.findings;
    let mut sums = [0; 3];
    let mut rows = vec![writer.words(&["register", "read", "accepted", "rejected"])?];
    for row in &findings.register_quality {
        let counts = [row.read, row.accepted, row.rejected];
        sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        rows.push([vec![row.file.clone()], counts.map(numbers::grouped).to_vec()].concat());
    }
    if !findings.register_quality.is_empty() {
        let total = figures::total(findings, findings.half_year);
        let share = |kato: &str, code: &str| {
            let appeals = findings.appeals(kato, code, findings.half_year);
            (total > 0).then(|| numbers::percent(appeals, total))
        };
        let (district, uncoded) = (share(UNKNOWN, ALL), share(&findings.oblast, crate::analyse::NONE));
        let [read, accepted, rejected] = sums;
        writer.sentence(
            "registers",
            context! { read, accepted, rejected, district, uncoded },
        )?;
        writer.table("registers", rows)?;
    }
    let date = day(findings.as_of);
    for key in ["codes", "districts", "small", "changes", "terms"] {
        writer.sentence(&format!("method.{key}"), context! { date => date.as_str() })?;
    }
    Ok(())
}
