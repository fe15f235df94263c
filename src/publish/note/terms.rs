//! The section on results and terms.

use minijinja::context;

use super::figures;
use super::writer::Writer;
use crate::analyse::UNKNOWN;
use crate::corpus::published::Terms;
use crate::publish::{Error, numbers};

/// Bodies with a row of their own; the others share one.
const NAMED_BODIES: usize = 15;

/// Outcomes, terms kept and broken by kind and body.
pub fn terms(writer: &mut Writer) -> Result<(), Error> {
    writer.heading("Heading1", "terms")?;
    let Some(all) = figures::all_terms(writer.findings) else {
        return writer.sentence("no-data", context! {});
    };
    sentence(writer, all)?;
    let extended = figures::told(all.extended);
    let days = all.median_days.map(|days| numbers::decimal(days, 1));
    writer.sentence("extended", context! { extended, days })?;
    outcomes(writer)?;
    let kinds = kinds(writer)?;
    table(writer, "kinds", "kind", kinds, all)?;
    writer.pictures(&["terms"])?;
    let bodies = bodies(writer)?;
    table(writer, "bodies", "body", bodies, all)
}

/// Kept, late, overdue and open in one sentence.
pub fn sentence(writer: &mut Writer, row: &Terms) -> Result<(), Error> {
    let [late, overdue, open] = [row.late, row.overdue, row.open].map(figures::told);
    let share = numbers::percent(row.kept, row.appeals);
    writer.sentence("terms", context! { kept => row.kept, share, late, overdue, open })
}

fn outcomes(writer: &mut Writer) -> Result<(), Error> {
    let findings = writer.findings;
    let mut rows = vec![writer.words(&["outcome", "appeals"])?];
    for value in figures::values(findings, "outcome") {
        let count = figures::share(findings, "outcome", value, findings.half_year);
        if count > 0 {
            rows.push(vec![writer.code_name("outcome", value)?, numbers::count(count)]);
        }
    }
    writer.table("outcomes", rows)
}

/// A named row of counts: appeals, kept, late, open, overdue, extended.
type Row = (String, [i64; 6]);

fn kinds(writer: &Writer) -> Result<Vec<Row>, Error> {
    figures::terms(writer.findings, false)
        .into_iter()
        .map(|row| Ok((writer.code_name("kind", &row.kind)?, figures::sums([row]))))
        .collect()
}

/// The bodies with most appeals, the others in one row, at the end the appeals without a body.
fn bodies(writer: &Writer) -> Result<Vec<Row>, Error> {
    let (unknown, named): (Vec<&Terms>, Vec<&Terms>) = figures::terms(writer.findings, true)
        .into_iter()
        .partition(|row| row.body == UNKNOWN);
    let (largest, others) = named.split_at(named.len().min(NAMED_BODIES));
    let mut rows: Vec<Row> = largest
        .iter()
        .map(|row| (row.body.clone(), figures::sums([*row])))
        .collect();
    if !others.is_empty() {
        let name = writer.say("word.other-bodies", context! { number => others.len() })?;
        rows.push((name, figures::sums(others.iter().copied())));
    }
    if !unknown.is_empty() {
        rows.push((writer.word("no-body")?, figures::sums(unknown)));
    }
    Ok(rows)
}

fn table(writer: &mut Writer, key: &str, head: &str, named: Vec<Row>, all: &Terms) -> Result<(), Error> {
    let mut rows = vec![writer.words(&[head, "all", "kept", "late", "open", "overdue", "extended"])?];
    for (name, counts) in named {
        rows.push([vec![name], counts.map(numbers::count).to_vec()].concat());
    }
    let total = figures::sums([all]).map(figures::told);
    rows.push([vec![writer.word("all")?], total.to_vec()].concat());
    writer.table(key, rows)
}
