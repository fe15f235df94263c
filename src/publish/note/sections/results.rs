//! Results of the review and the keeping of terms.

use minijinja::context;

use super::named;
use crate::analyse::{ALL, UNKNOWN};
use crate::corpus::published::Terms;
use crate::publish::Error;
use crate::publish::facts::{Cited, cell};
use crate::publish::note::writer::Writer;
use crate::publish::note::{cited, figures};
use crate::publish::numbers::Figure;
use crate::publish::rows::{self, TERM_COLUMNS, term_counts};
use crate::publish::suppression::{Cleared, OUTCOME};

/// Outcomes, terms kept and broken by kind and body.
pub fn results(writer: &mut Writer) -> Result<(), Error> {
    writer.heading(1, "terms")?;
    let Some(all) = rows::all_terms(writer.findings) else {
        return writer.sentence("no-data", context! {});
    };
    outcomes(writer)?;
    if !rows::tells_of_answers(all) {
        return writer.sentence("terms.no-answers", context! {});
    }
    let kept = kept(writer, all)?;
    writer.paragraph(&kept);
    let [appeals, _, _, _, _, extended] = of_all(writer.cleared, all);
    let told = appeals.exact().map_or(Figure::Withheld, Figure::Exact);
    let days = cited::median_days(writer.cleared, ALL, all.median_days, told);
    writer.sentence("extended", context! { extended, days })?;
    let kinds = kinds(writer)?;
    table(writer, "kinds", "kind", kinds, all)?;
    writer.pictures(&["terms"])?;
    let bodies = bodies(writer)?;
    table(writer, "bodies", "body", bodies, all)?;
    writer.pictures(&["bodies"])
}

/// The keeping of terms in one sentence.
pub fn results_in_short(writer: &mut Writer) -> Result<(), Error> {
    let Some(all) = rows::all_terms(writer.findings) else {
        return Ok(());
    };
    writer.heading(1, "terms")?;
    if !rows::tells_of_answers(all) {
        return writer.sentence("terms.no-answers", context! {});
    }
    let kept = kept(writer, all)?;
    writer.paragraph(&kept);
    Ok(())
}

/// Kept, late, overdue and open in one sentence.
pub fn kept(writer: &Writer, row: &Terms) -> Result<String, Error> {
    let [appeals, kept, late, open, overdue, _] = of_all(writer.cleared, row);
    let share = kept.percent_of(&appeals);
    writer.say("terms", context! { kept, share, late, overdue, open })
}

fn outcomes(writer: &mut Writer) -> Result<(), Error> {
    let (cleared, half_year) = (writer.cleared, writer.findings.half_year);
    let total = cited::total(cleared, half_year);
    let mut rows = vec![writer.words(&["outcome", "appeals", "share"])?];
    let mut items = Vec::new();
    for value in figures::values(cleared, OUTCOME) {
        let appeals = cited::breakdown(cleared, OUTCOME, value, half_year);
        if appeals.rank() == 0 {
            continue;
        }
        let name = writer.code_name(OUTCOME, value)?;
        if value != UNKNOWN {
            let name = writer.say("in-a-list", context! { name => name.as_str() })?;
            items.push(named(writer, &name, &appeals, &total)?);
        }
        let share = appeals.percent_of(&total);
        rows.push(vec![name, appeals.in_table(), cell(share.as_ref())]);
    }
    if items.is_empty() {
        return Ok(());
    }
    writer.sentence("outcomes", context! { list => items.join("; ") })?;
    writer.table("outcomes", &rows)
}

/// A named row of figures: appeals, kept, late, open, overdue, extended.
type Row = (String, [Cited; 6]);

fn of(counts: [i64; 6], cite: impl Fn(&str, i64) -> Cited) -> [Cited; 6] {
    std::array::from_fn(|index| cite(TERM_COLUMNS[index], counts[index]))
}

fn of_all(cleared: &Cleared, all: &Terms) -> [Cited; 6] {
    of(term_counts(all), |column, count| {
        cited::kind_terms(cleared, ALL, column, count)
    })
}

fn sort(rows: &mut [Row]) {
    rows.sort_by_key(|(_, [appeals, ..])| -appeals.rank());
}

fn kinds(writer: &Writer) -> Result<Vec<Row>, Error> {
    let mut kinds = Vec::new();
    for row in rows::kinds(writer.findings) {
        let figures = of(term_counts(row), |column, count| {
            cited::kind_terms(writer.cleared, &row.kind, column, count)
        });
        kinds.push((writer.code_name("kind", &row.kind)?, figures));
    }
    sort(&mut kinds);
    Ok(kinds)
}

/// The bodies with most appeals, the others in one row, at the end the appeals without a body.
fn bodies(writer: &Writer) -> Result<Vec<Row>, Error> {
    let bodies = rows::bodies(writer.findings);
    let figures = |row: &Terms| {
        of(term_counts(row), |column, count| {
            cited::body_terms(writer.cleared, &row.body, column, count)
        })
    };
    let named = bodies.named.iter();
    let mut rows: Vec<Row> = named
        .map(|row| (writer.body_name(&row.body), figures(row)))
        .collect();
    sort(&mut rows);
    if !bodies.others.is_empty() {
        let others = of(bodies.of_others(), |column, count| {
            cited::other_bodies(writer.cleared, column, count)
        });
        // Each of the others has an appeal: their number would narrow a hidden count.
        let number = others[0].exact().map(|_| cited::number_of_others(writer.cleared));
        rows.push((writer.say("word.other-bodies", context! { number })?, others));
    }
    if let Some(row) = bodies.unknown {
        rows.push((writer.word("no-body")?, figures(row)));
    }
    Ok(rows)
}

fn table(writer: &mut Writer, key: &str, head: &str, named: Vec<Row>, all: &Terms) -> Result<(), Error> {
    let mut rows = vec![writer.words(&[head, "all", "kept", "late", "open", "overdue", "extended"])?];
    for (name, figures) in named {
        rows.push([vec![name], figures.map(|cited| cited.in_table()).to_vec()].concat());
    }
    let total = of_all(writer.cleared, all).map(|cited| cited.to_string());
    rows.push([vec![writer.word("all")?], total.to_vec()].concat());
    writer.table_of(key, &[220, 105, 120, 160, 120, 140, 135], &rows)
}
