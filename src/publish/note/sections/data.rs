//! What changed in the data, and how much was read.

use minijinja::context;

use super::day;
use crate::analyse::{ALL, NONE, UNKNOWN};
use crate::corpus::published::Break;
use crate::publish::facts::unmarked;
use crate::publish::note::cited;
use crate::publish::note::writer::Writer;
use crate::publish::suppression::REGISTER_COLUMNS;
use crate::publish::{Error, rows};

/// Files of registers with a row of their own.
const FILES: usize = 25;
/// The dimension of days far from all others.
const STRAY: &str = "stray";

/// Breaks that bear on comparisons, rows read and refused, appeals without a district or a topic.
pub fn data(writer: &mut Writer) -> Result<(), Error> {
    writer.heading(1, "data")?;
    breaks(writer)?;
    registers(writer)
}

fn breaks(writer: &mut Writer) -> Result<(), Error> {
    let mut items = Vec::new();
    for found in &writer.findings.breaks {
        items.push(line(writer, found)?);
    }
    if items.is_empty() {
        return writer.sentence("breaks.none", context! {});
    }
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

fn line(writer: &Writer, found: &Break) -> Result<String, Error> {
    let during = match found.half_year.parse() {
        Ok(half_year) => writer.half_year("half-year-during", half_year)?,
        Err(_) => unmarked(&found.half_year),
    };
    let name = match found.dimension.as_str() {
        "district" => writer.place_name(&found.value).to_owned(),
        "channel" => writer.code_name("channel", &found.value)?,
        STRAY => match found.value.parse() {
            Ok(date) => day(date),
            Err(_) => unmarked(&found.value),
        },
        _ => unmarked(&found.value),
    };
    let share = cited::break_share(found).filter(|_| found.dimension != STRAY);
    let of = writer.say(&format!("break.of.{}", found.dimension), context! { name })?;
    let context = context! { of, during, share, stops => found.stops };
    writer.say(&format!("break.{}", found.kind), context)
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
