//! The appendix: what the words mean, how many tests were made, what not to conclude.

use minijinja::context;

use crate::analyse::Findings;
use crate::corpus::published::Tests;
use crate::publish::facts::Cited;
use crate::publish::note::cited;
use crate::publish::note::writer::Writer;
use crate::publish::{Error, rows};

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
    for key in keys.iter().filter(|key| is_used(writer.findings, key)) {
        writer.sentence(&format!("method.{key}"), context! { date => date.as_str() })?;
    }
    Ok(())
}

/// Whether the note says anything of what is defined.
fn is_used(findings: &Findings, definition: &str) -> bool {
    match definition {
        "rates" => findings.residents.is_some(),
        "bodies" | "terms" => rows::all_terms(findings).is_some_and(rows::tells_of_answers),
        "answers" => !findings.answers.is_empty(),
        _ => true,
    }
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

#[cfg(test)]
mod tests {
    use crate::analyse::Edition;
    use crate::publish::note::tests::section;
    use crate::publish::sample;

    #[test]
    fn only_what_the_note_speaks_of_is_defined() {
        let mut findings = sample::findings();
        let known = section(&findings, Edition::Ru, None, super::method);
        (findings.residents, findings.answers) = (None, Vec::new());
        for terms in &mut findings.terms {
            (terms.kept, terms.late) = (0, 0);
        }
        let unknown = section(&findings, Edition::Ru, None, super::method);
        for definition in [
            "Рядом с показателем на 10 000 жителей",
            "Соблюдение сроков определено",
            "Органы не выстраиваются",
            "Ответ подлежит доработке",
        ] {
            assert!(known.contains(definition), "{definition} in {known}");
            assert!(!unknown.contains(definition), "{definition} in {unknown}");
        }
        assert!(unknown.contains("Обращение – один номер"), "{unknown}");
    }
}
