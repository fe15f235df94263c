//! Execution of instructions.

use minijinja::context;

use crate::analyse::ALL;
use crate::publish::Error;
use crate::publish::facts::Told;
use crate::publish::note::cited;
use crate::publish::note::writer::Writer;
use crate::publish::suppression::INSTRUCTION_COLUMNS;

/// Instructions of the half-year by issuer.
pub fn instructions(writer: &mut Writer) -> Result<(), Error> {
    writer.heading(1, "instructions")?;
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
        let cells = INSTRUCTION_COLUMNS
            .iter()
            .zip(counts)
            .map(|(column, count)| cited::instructions(cleared, &row.issuer, column, count).in_table());
        let name = writer.code_name("issuer", &row.issuer)?;
        rows.push([name].into_iter().chain(cells).collect());
    }
    if given == 0 {
        return writer.sentence("no-data", context! {});
    }
    let during = writer.half_year("half-year-during", findings.half_year)?;
    let given = cited::instructions(cleared, ALL, "given", given);
    if given.told != Told::Withheld {
        writer.sentence("instructions", context! { during, given })?;
    }
    writer.table("instructions", &rows)
}
