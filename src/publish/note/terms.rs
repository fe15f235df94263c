//! The section on results and terms.

use minijinja::context;

use super::figures;
use super::writer::Writer;
use crate::analyse::ALL;
use crate::corpus::published::Terms;
use crate::publish::Error;
use crate::publish::numbers::{self, Figure};
use crate::publish::rows::{self, TERM_COLUMNS, term_counts};
use crate::publish::suppression::{Cell, Cleared, OUTCOME};

/// Outcomes, terms kept and broken by kind and body.
pub fn terms(writer: &mut Writer) -> Result<(), Error> {
    writer.heading("Heading1", "terms")?;
    let Some(all) = rows::all_terms(writer.findings) else {
        return writer.sentence("no-data", context! {});
    };
    sentence(writer, all)?;
    let [appeals, _, _, _, _, extended] = of_all(writer.cleared, all);
    let extended = extended.told();
    let days = all.median_days.filter(|_| appeals.exact().is_some());
    let days = days.map(|days| numbers::decimal(days, 1));
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
    let [appeals, kept, late, open, overdue, _] = of_all(writer.cleared, row);
    let known = kept.exact().and(appeals.exact()).is_some();
    let share = known.then(|| numbers::percent(kept, appeals));
    let [late, open, overdue] = [late, open, overdue].map(Figure::told);
    let kept = figures::told(kept);
    writer.sentence("terms", context! { kept, share, late, overdue, open })
}

fn outcomes(writer: &mut Writer) -> Result<(), Error> {
    let (cleared, half_year) = (writer.cleared, writer.findings.half_year);
    let mut rows = vec![writer.words(&["outcome", "appeals"])?];
    for value in figures::values(cleared, OUTCOME) {
        let appeals = figures::share(cleared, OUTCOME, value, half_year);
        if appeals != Figure::Exact(0) {
            rows.push(vec![writer.code_name(OUTCOME, value)?, appeals.printed()]);
        }
    }
    writer.table("outcomes", rows)
}

/// A named row of figures: appeals, kept, late, open, overdue, extended.
type Row = (String, [Figure; 6]);

fn figures_of(cleared: &Cleared, counts: [i64; 6], cell: impl Fn(&str) -> Cell) -> [Figure; 6] {
    std::array::from_fn(|index| cleared.figure(&cell(TERM_COLUMNS[index]), counts[index]))
}

fn of_all(cleared: &Cleared, all: &Terms) -> [Figure; 6] {
    figures_of(cleared, term_counts(all), |column| Cell::kind(ALL, column))
}

fn sort(rows: &mut [Row]) {
    rows.sort_by_key(|(_, [appeals, ..])| -appeals.rank());
}

fn kinds(writer: &Writer) -> Result<Vec<Row>, Error> {
    let mut kinds = Vec::new();
    for row in rows::kinds(writer.findings) {
        let cell = |column: &str| Cell::kind(&row.kind, column);
        let figures = figures_of(writer.cleared, term_counts(row), cell);
        kinds.push((writer.code_name("kind", &row.kind)?, figures));
    }
    sort(&mut kinds);
    Ok(kinds)
}

/// The bodies with most appeals, the others in one row, at the end the appeals without a body.
fn bodies(writer: &Writer) -> Result<Vec<Row>, Error> {
    let bodies = rows::bodies(writer.findings);
    let figures = |row: &Terms| {
        figures_of(writer.cleared, term_counts(row), |column| {
            Cell::body(&row.body, column)
        })
    };
    let named = bodies.named.iter();
    let mut rows: Vec<Row> = named.map(|row| (row.body.clone(), figures(row))).collect();
    sort(&mut rows);
    if !bodies.others.is_empty() {
        let others = figures_of(writer.cleared, bodies.of_others(), Cell::other_bodies);
        // Each of the others has an appeal: their number would narrow a hidden count.
        let number = others[0].exact().map(|_| bodies.others.len());
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
        rows.push([vec![name], figures.map(Figure::printed).to_vec()].concat());
    }
    let total = of_all(writer.cleared, all).map(Figure::told);
    rows.push([vec![writer.word("all")?], total.to_vec()].concat());
    writer.table(key, rows)
}
