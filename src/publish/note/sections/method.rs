//! What was read, how it was counted, what not to conclude.

use minijinja::context;

use super::day;
use crate::analyse::{ALL, NONE, UNKNOWN};
use crate::publish::Error;
use crate::publish::facts::unmarked;
use crate::publish::note::cited;
use crate::publish::note::writer::Writer;
use crate::publish::suppression::REGISTER_COLUMNS;

/// What was read, what the words mean, what not to conclude.
pub fn method(writer: &mut Writer) -> Result<(), Error> {
    writer.heading(1, "method")?;
    let (findings, cleared) = (writer.findings, writer.cleared);
    let mut sums = [0; 2];
    let mut rows = vec![writer.words(&["register", "read", "rejected"])?];
    for row in &findings.register_quality {
        let counts = [row.read, row.rejected];
        sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        let cells = REGISTER_COLUMNS.iter().zip(counts).map(|(column, count)| {
            cited::register(cleared, &row.register, &row.file, column, count).to_string()
        });
        rows.push([unmarked(&row.file)].into_iter().chain(cells).collect());
    }
    if !findings.register_quality.is_empty() {
        let total = cited::total(cleared, findings.half_year);
        let share = |kato: &str, code: &str| {
            cited::appeals(cleared, kato, code, findings.half_year).percent_of(&total)
        };
        let (district, uncoded) = (share(UNKNOWN, ALL), share(&findings.oblast, NONE));
        let [read, rejected] =
            std::array::from_fn(|index| cited::registers(cleared, REGISTER_COLUMNS[index], sums[index]));
        writer.sentence("registers", context! { read, rejected, district, uncoded })?;
        writer.table("registers", &rows)?;
    }
    let date = day(findings.as_of);
    for key in ["codes", "districts", "small", "changes", "terms"] {
        writer.sentence(&format!("method.{key}"), context! { date => date.as_str() })?;
    }
    Ok(())
}
