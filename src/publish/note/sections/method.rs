//! The appendix: what the words mean, how many tests were made, what not to conclude.

use minijinja::context;

use crate::corpus::published::Tests;
use crate::publish::Error;
use crate::publish::facts::Cited;
use crate::publish::note::cited;
use crate::publish::note::writer::Writer;

const DEFINITIONS: [&str; 12] = [
    "codes",
    "applicants",
    "districts",
    "rates",
    "small",
    "unstable",
    "changes",
    "problems",
    "weeks",
    "bodies",
    "terms",
    "answers",
];

/// Definitions that a note on few appeals needs.
const FEW_DEFINITIONS: [&str; 3] = ["codes", "small", "terms"];

/// What the words mean, where few appeals leave little to define.
pub fn method_in_short(writer: &mut Writer) -> Result<(), Error> {
    writer.heading(1, "method")?;
    define(writer, &FEW_DEFINITIONS)?;
    close(writer)
}

/// Definitions, the tests made with the false alerts to be expected among them, what not to conclude.
pub fn method(writer: &mut Writer) -> Result<(), Error> {
    writer.heading(1, "method")?;
    define(writer, &DEFINITIONS)?;
    tests(writer)?;
    close(writer)
}

fn define(writer: &mut Writer, keys: &[&str]) -> Result<(), Error> {
    let date = writer.findings.as_of.to_string();
    for key in keys {
        writer.sentence(&format!("method.{key}"), context! { date => date.as_str() })?;
    }
    Ok(())
}

fn close(writer: &mut Writer) -> Result<(), Error> {
    let date = writer.findings.as_of.to_string();
    let codebook = writer.findings.codebook.as_str();
    writer.sentence("method.not", context! {})?;
    writer.small("method.version", context! { codebook, date })
}

fn tests(writer: &mut Writer) -> Result<(), Error> {
    if writer.findings.tests.is_empty() {
        return Ok(());
    }
    writer.sentence("method.tests", context! {})?;
    let mut rows = vec![writer.words(&["family", "tested", "alerts", "expected-false", "alerts-by"])?];
    for row in &writer.findings.tests {
        let family = writer.say(&format!("family.{}.{}", row.family, row.level), context! {})?;
        let whole = |column: &str, number: i64| cited::tests(row, column, number as f64, 0);
        let by = row.alerts_by.map(|alerts| whole("alerts_by", alerts));
        rows.push(vec![
            family,
            whole("cells", row.cells).in_table(),
            whole("alerts", row.alerts).in_table(),
            expected(row),
            by.as_ref().map_or_else(|| "–".to_owned(), Cited::in_table),
        ]);
    }
    writer.table_of("tests", &[380, 150, 150, 160, 160], &rows)
}

/// The false alerts to be expected: their number for alarms, else their share of the alerts.
fn expected(row: &Tests) -> String {
    match row.family.as_str() {
        "alarms" => cited::tests(row, "expected_false", row.expected_false, 1).in_table(),
        _ => format!("{}\u{a0}%", cited::false_share(row)),
    }
}
