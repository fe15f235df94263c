//! What changed in the data, and how much was read.

use minijinja::context;

use super::day;
use crate::analyse::{ALL, NONE, UNKNOWN};
use crate::corpus::published::Break;
use crate::publish::facts::{Cited, unmarked};
use crate::publish::note::cited;
use crate::publish::note::writer::Writer;
use crate::publish::suppression::REGISTER_COLUMNS;
use crate::publish::{Error, rows};

/// Files of registers with a row of their own.
const FILES: usize = 25;
/// Breaks of one kind that are named.
const NAMED: usize = 20;
/// The dimension of days far from all others.
const STRAY: &str = "stray";

/// Breaks that bear on comparisons, rows read and refused, appeals without a district or a topic.
pub fn data(writer: &mut Writer) -> Result<(), Error> {
    writer.heading(1, "data")?;
    breaks(writer)?;
    registers(writer)
}

fn breaks(writer: &mut Writer) -> Result<(), Error> {
    let mut alike: Vec<Vec<&Break>> = Vec::new();
    for found in &writer.findings.breaks {
        match alike.iter_mut().find(|breaks| are_alike(breaks[0], found)) {
            Some(breaks) => breaks.push(found),
            None => alike.push(vec![found]),
        }
    }
    if alike.is_empty() {
        return writer.sentence("breaks.none", context! {});
    }
    let items: Result<Vec<String>, Error> = alike.iter().map(|breaks| line(writer, breaks)).collect();
    let items = items?;
    writer.lead("breaks", context! {})?;
    writer.list(&items);
    if writer.findings.breaks.iter().any(|found| found.stops) {
        compared(writer)?;
    }
    Ok(())
}

/// Which comparisons stand in spite of the breaks, and which do not.
fn compared(writer: &mut Writer) -> Result<(), Error> {
    let findings = writer.findings;
    let (mut made, mut not_made) = (Vec::new(), Vec::new());
    for (comparison, against) in rows::comparisons(findings) {
        let of = writer.half_year("half-year-of", against)?;
        match rows::is_made(findings, comparison) {
            true => made.push(of),
            false => not_made.push(of),
        }
    }
    let and = writer.say("and", context! {})?;
    let (made, not_made) = (made.join(&and), not_made.join(&and));
    writer.sentence("breaks.compared", context! { made, not_made })
}

/// Breaks that are told in one line: where one register begins, so do its channel and often all districts.
fn are_alike(a: &Break, b: &Break) -> bool {
    let is_stray = |found: &Break| found.dimension == STRAY;
    let same_time = a.half_year == b.half_year || is_stray(a) && is_stray(b);
    same_time && (&a.kind, a.stops) == (&b.kind, b.stops)
}

fn line(writer: &Writer, alike: &[&Break]) -> Result<String, Error> {
    let first = alike[0];
    let during = match first.half_year.parse() {
        Ok(half_year) => writer.half_year("half-year-during", half_year)?,
        Err(_) => unmarked(&first.half_year),
    };
    let parts = alike.iter().take(NAMED).map(|found| part(writer, found));
    let parts: Result<Vec<String>, Error> = parts.collect();
    let mut list = parts?.join(", ");
    if alike.len() > NAMED {
        list = writer.say("break.more", context! { list })?;
    }
    let shares = alike.iter().take(NAMED).any(|found| share(found).is_some());
    writer.say(
        &format!("break.{}", first.kind),
        context! { during, list, shares, stops => first.stops },
    )
}

fn share(found: &Break) -> Option<Cited> {
    cited::break_share(found).filter(|_| found.dimension != STRAY)
}

/// What has the break, with its share.
fn part(writer: &Writer, found: &Break) -> Result<String, Error> {
    let name = match found.dimension.as_str() {
        "district" => writer.place_name(&found.value).to_owned(),
        "channel" => writer.code_name("channel", &found.value)?,
        STRAY => match found.value.parse() {
            Ok(date) => day(date),
            Err(_) => unmarked(&found.value),
        },
        _ => unmarked(&found.value),
    };
    let of = writer.say(&format!("break.of.{}", found.dimension), context! { name })?;
    writer.say("break.part", context! { of, share => share(found) })
}

fn registers(writer: &mut Writer) -> Result<(), Error> {
    let (findings, cleared) = (writer.findings, writer.cleared);
    if findings.register_quality.is_empty() {
        return Ok(());
    }
    let mut sums = [0; 2];
    let mut rows = vec![writer.words(&["register", "read", "rejected"])?];
    for row in &findings.register_quality {
        let counts = [row.read, row.rejected];
        sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        let cells = REGISTER_COLUMNS.iter().zip(counts);
        let cells = cells.map(|(column, count)| {
            cited::register(cleared, &row.register, &row.file, column, count).to_string()
        });
        rows.push([unmarked(&row.file)].into_iter().chain(cells).collect());
    }
    let total = cited::total(cleared, findings.half_year);
    let share =
        |kato: &str, code: &str| cited::appeals(cleared, kato, code, findings.half_year).percent_of(&total);
    let (district, uncoded) = (share(UNKNOWN, ALL), share(&findings.oblast, NONE));
    let [read, rejected] =
        std::array::from_fn(|index| cited::registers(cleared, REGISTER_COLUMNS[index], sums[index]));
    writer.sentence("registers", context! { read, rejected, district, uncoded })?;
    if rows.len() <= FILES {
        writer.table("registers", &rows)?;
    }
    Ok(())
}
