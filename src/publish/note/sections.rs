//! The sections of a note, in the order they are read.

use minijinja::context;

use super::writer::Writer;
use super::{changes, figures, terms};
use crate::analyse::{ALL, NONE, UNKNOWN};
use crate::corpus::HalfYear;
use crate::publish::Error;
use crate::publish::compared::Compared;
use crate::publish::numbers::{self, Figure};
use crate::publish::rows::{self, RECEPTION_COLUMNS};
use crate::publish::suppression::{Cell, DIMENSIONS, INSTRUCTION_COLUMNS, REGISTER_COLUMNS};

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
    let now = figures::total(writer.cleared, findings.half_year);
    if now == Figure::Exact(0) {
        return writer.sentence("no-data", context! {});
    }
    let during = writer.half_year("half-year-during", findings.half_year)?;
    let mut sentences = vec![writer.say("total", context! { during, now => figures::told(now) })?];
    let (mut made, mut not_made) = (Vec::new(), Vec::new());
    for (comparison, against) in rows::comparisons(findings) {
        if rows::is_made(findings, comparison) {
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
    let groups = figures::groups(writer.cleared);
    let named: Result<Vec<String>, Error> = groups
        .iter()
        .take(NAMED_GROUPS)
        .map(|(code, appeals)| {
            let (name, count) = (writer.topic_name(code), appeals.told());
            writer.say("named", context! { name, count })
        })
        .collect();
    let list = named?.join("; ");
    if !list.is_empty() {
        writer.sentence("groups.top", context! { list })?;
    }
    changes::in_short(writer)?;
    match rows::all_terms(findings) {
        Some(row) => terms::sentence(writer, row),
        None => Ok(()),
    }
}

fn against_total(writer: &Writer, comparison: &str, against: HalfYear, now: Figure) -> Result<String, Error> {
    let findings = writer.findings;
    let before = figures::total(writer.cleared, against);
    let change = findings.change(&findings.oblast, ALL, comparison);
    let change = change.map(|change| Compared::of(writer.cleared, change));
    // The verdict is on applicants; where appeals went the other way there is nothing to claim.
    let verdict = match change.as_ref().and_then(Compared::verdict) {
        Some("growth") if now.exact() > before.exact() => "growth",
        Some("decline") if now.exact() < before.exact() => "decline",
        _ => "none",
    };
    let during = writer.half_year("half-year-during", against)?;
    let percent = figures::percent_change(before, now);
    writer.say(
        &format!("against.{verdict}"),
        context! { during, before => figures::told(before), percent },
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
        figures::total(writer.cleared, half_year).told()
    }));
    for dimension in DIMENSIONS {
        let values = figures::values(writer.cleared, dimension);
        if !values.is_empty() {
            rows.push(vec![writer.say(&format!("section.{dimension}"), context! {})?]);
        }
        for value in values {
            let name = writer.code_name(dimension, value)?;
            rows.push(row(name, &|half_year| {
                figures::share(writer.cleared, dimension, value, half_year).printed()
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
    let cleared = writer.cleared;
    let appeals = |kato: &str| cleared.appeals(kato, ALL, findings.half_year);
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
    places.sort_by_key(|(kato, _)| (-appeals(kato).rank(), *kato));
    if appeals(UNKNOWN) != Figure::Exact(0) {
        places.push((UNKNOWN, writer.word("unknown-district")?));
    }
    places.push((&findings.oblast, writer.word("oblast")?));
    let mut head = writer.words(&["district", "appeals", "rate"])?;
    head.extend(change_head(writer)?);
    let mut rows = vec![head];
    for (kato, name) in places {
        let count = if kato == findings.oblast {
            appeals(kato).told()
        } else {
            appeals(kato).printed()
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
    let appeals = writer.cleared.appeals(kato, ALL, writer.findings.half_year);
    let cell = cell.filter(|_| appeals.exact().is_some());
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
    let change = match rows::comparison(writer.findings) {
        Some((_, against)) => writer.half_year("half-year-against", against)?,
        None => writer.word("change")?,
    };
    Ok([change, writer.word("verdict")?])
}

/// Change in per cent and the verdict in a word; dashes where the comparison was not made.
fn change_cells(writer: &Writer, kato: &str, code: &str) -> Result<[String; 2], Error> {
    let findings = writer.findings;
    let compared = rows::comparison(findings)
        .and_then(|(comparison, against)| Some((findings.change(kato, code, comparison)?, against)));
    let Some((change, against)) = compared else {
        return Ok(["–".to_owned(), "–".to_owned()]);
    };
    let before = writer.cleared.appeals(kato, code, against);
    let now = writer.cleared.appeals(kato, code, findings.half_year);
    let compared = Compared::of(writer.cleared, change);
    let verdict = writer.word(compared.verdict().unwrap_or("none"))?;
    Ok([figures::signed_change(before, now), verdict])
}

/// The largest groups and the named changes.
pub fn topics(writer: &mut Writer) -> Result<(), Error> {
    writer.heading("Heading1", "topics")?;
    let groups = figures::groups(writer.cleared);
    if groups.is_empty() {
        return writer.sentence("no-data", context! {});
    }
    let mut head = writer.words(&["group", "appeals"])?;
    head.extend(change_head(writer)?);
    let mut rows = vec![head];
    for (code, appeals) in groups.into_iter().take(TOP_GROUPS) {
        let mut row = vec![writer.topic_name(code), appeals.printed()];
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
    let forms = rows::receptions(writer.findings);
    let Some(all) = forms.get(ALL) else {
        return writer.sentence("no-data", context! {});
    };
    let cleared = writer.cleared;
    let figures = |form: &str, counts: &[i64; 6]| -> [Figure; 6] {
        std::array::from_fn(|index| {
            let cell = Cell::receptions(form, RECEPTION_COLUMNS[index]);
            cleared.figure(&cell, counts[index])
        })
    };
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
    for (form, counts) in forms.iter().filter(|(form, _)| **form != ALL) {
        let cells = figures(form, counts).into_iter().map(Figure::printed);
        rows.push(
            [writer.code_name("form", form)?]
                .into_iter()
                .chain(cells)
                .collect(),
        );
    }
    let [receptions, people, resolved, explained, refused, in_work] = figures(ALL, all).map(figures::told);
    let context = context! { receptions, people, resolved, explained, refused, in_work };
    writer.sentence("receptions", context)?;
    writer.table("receptions", rows)
}

/// Instructions of the half-year by issuer.
pub fn instructions(writer: &mut Writer) -> Result<(), Error> {
    writer.heading("Heading1", "instructions")?;
    let (findings, cleared) = (writer.findings, writer.cleared);
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
        let cells = INSTRUCTION_COLUMNS.iter().zip(counts).map(|(column, count)| {
            let cell = Cell::instructions(&row.issuer, column);
            cleared.figure(&cell, count).printed()
        });
        let name = writer.code_name("issuer", &row.issuer)?;
        rows.push([name].into_iter().chain(cells).collect());
    }
    if given == 0 {
        return writer.sentence("no-data", context! {});
    }
    let during = writer.half_year("half-year-during", findings.half_year)?;
    let given = cleared.figure(&Cell::instructions(ALL, "given"), given);
    if given != Figure::Withheld {
        let given = figures::told(given);
        writer.sentence("instructions", context! { during, given })?;
    }
    writer.table("instructions", rows)
}

/// What was read, what the words mean, what not to conclude.
pub fn method(writer: &mut Writer) -> Result<(), Error> {
    writer.heading("Heading1", "method")?;
    let (findings, cleared) = (writer.findings, writer.cleared);
    let mut sums = [0; 2];
    let mut rows = vec![writer.words(&["register", "read", "rejected"])?];
    for row in &findings.register_quality {
        let counts = [row.read, row.rejected];
        sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        let cells = REGISTER_COLUMNS.iter().zip(counts).map(|(column, count)| {
            let cell = Cell::register(&row.register, &row.file, column);
            cleared.figure(&cell, count).told()
        });
        rows.push([row.file.clone()].into_iter().chain(cells).collect());
    }
    if !findings.register_quality.is_empty() {
        let share = |kato: &str, code: &str| {
            let total = figures::total(cleared, findings.half_year).exact()?;
            let appeals = cleared.appeals(kato, code, findings.half_year);
            let known = total > 0 && appeals.exact().is_some();
            known.then(|| numbers::percent(appeals, Figure::Exact(total)))
        };
        let (district, uncoded) = (share(UNKNOWN, ALL), share(&findings.oblast, NONE));
        let mut figures = sums.map(Figure::Exact);
        for (figure, column) in figures.iter_mut().zip(REGISTER_COLUMNS) {
            *figure = cleared.figure(&Cell::registers(column), figure.exact().unwrap_or(0));
        }
        let [read, rejected] = figures.map(figures::told);
        writer.sentence("registers", context! { read, rejected, district, uncoded })?;
        writer.table("registers", rows)?;
    }
    let date = day(findings.as_of);
    for key in ["codes", "districts", "small", "changes", "terms"] {
        writer.sentence(&format!("method.{key}"), context! { date => date.as_str() })?;
    }
    Ok(())
}
