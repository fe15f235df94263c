//! The counts that notes, charts and map page print, and what relations between them a reader knows.
//!
//! More relations than a reader knows do no harm: what stays open with them stays open without. Those that do not hold
//! fall away with [`Tables::system`](super::tables::Tables).

use super::cell::Cell;
use super::tables::Tables;
use super::{letters, time};
use crate::analyse::{ALL, Findings, NONE};
use crate::corpus::published::Terms;
use crate::publish::rows::{self, RECEPTION_COLUMNS, TERM_COLUMNS};

/// What a state of a term or a reception is counted in besides its whole.
const STATES: [&str; 4] = ["kept", "late", "open", "overdue"];
const RESULTS: [&str; 4] = ["resolved", "explained", "refused", "in_work"];
/// The columns of instructions.
pub const INSTRUCTION_COLUMNS: [&str; 5] = ["given", "kept", "late", "open", "overdue"];
/// The columns of registers that are summed up. What was accepted is left to the reader: printed, it would give away the
/// few rows refused.
pub const REGISTER_COLUMNS: [&str; 2] = ["read", "rejected"];
/// Dimensions of the breakdown that are printed for every half-year, and the one for that of the note.
pub const DIMENSIONS: [&str; 4] = ["kind", "channel", "applicant_type", "language"];
pub const OUTCOME: &str = "outcome";

/// All of them.
pub fn tables(findings: &Findings) -> Tables<Cell> {
    let mut tables = Tables::new();
    super::map::appeals(&mut tables, findings);
    super::map::applicants(&mut tables, findings);
    super::map::problems(&mut tables, findings);
    breakdown(&mut tables, findings);
    time::weeks(&mut tables, findings);
    time::alarms(&mut tables, findings);
    kinds(&mut tables, findings);
    bodies(&mut tables, findings);
    districts(&mut tables, findings);
    receptions(&mut tables, findings);
    instructions(&mut tables, findings);
    registers(&mut tables, findings);
    letters::answers(&mut tables, findings);
    letters::bodies(&mut tables, findings);
    letters::campaigns(&mut tables, findings);
    letters::matters(&mut tables, findings);
    tables
}

/// The values of a dimension sum to the appeals of the half-year.
fn breakdown(tables: &mut Tables<Cell>, findings: &Findings) {
    for &half_year in &findings.half_years {
        for dimension in DIMENSIONS.into_iter().chain([OUTCOME]) {
            if dimension == OUTCOME && half_year != findings.half_year {
                continue;
            }
            let name = half_year.to_string();
            let rows = findings
                .breakdown
                .iter()
                .filter(|row| row.dimension == dimension && row.half_year == name);
            let mut parts = Vec::new();
            for row in rows {
                let cell = Cell::breakdown(dimension, &row.value, half_year);
                tables.put(cell.clone(), row.appeals);
                parts.push(cell);
            }
            tables.equal(parts, vec![Cell::appeals(&findings.oblast, ALL, half_year)]);
        }
    }
}

/// The states of a row sum to its whole, and no more than the whole are extended.
fn term_row(tables: &mut Tables<Cell>, counts: [i64; 6], cell: &dyn Fn(&str) -> Cell) {
    for (column, count) in TERM_COLUMNS.into_iter().zip(counts) {
        tables.put(cell(column), count);
    }
    tables.equal(STATES.map(cell).to_vec(), vec![cell("appeals")]);
    tables.at_most(vec![cell("extended")], vec![cell("appeals")]);
}

fn kinds(tables: &mut Tables<Cell>, findings: &Findings) {
    let Some(all) = rows::all_terms(findings) else {
        return;
    };
    term_row(tables, rows::term_counts(all), &|column| Cell::kind(ALL, column));
    ended(tables, all, &|column| Cell::kind(ALL, column));
    let whole = Cell::appeals(&findings.oblast, ALL, findings.half_year);
    tables.equal(vec![Cell::kind(ALL, "appeals")], vec![whole]);
    let kinds = rows::kinds(findings);
    for row in &kinds {
        term_row(tables, rows::term_counts(row), &|column| {
            Cell::kind(&row.kind, column)
        });
        let same = Cell::breakdown("kind", &row.kind, findings.half_year);
        tables.equal(vec![Cell::kind(&row.kind, "appeals")], vec![same]);
    }
    for column in TERM_COLUMNS {
        let parts = kinds.iter().map(|row| Cell::kind(&row.kind, column)).collect();
        tables.equal(parts, vec![Cell::kind(ALL, column)]);
    }
}

fn bodies(tables: &mut Tables<Cell>, findings: &Findings) {
    let bodies = rows::bodies(findings);
    let alone = || bodies.named.iter().chain(&bodies.unknown);
    for row in alone() {
        term_row(tables, rows::term_counts(row), &|column| {
            Cell::body(&row.body, column)
        });
        ended(tables, row, &|column| Cell::body(&row.body, column));
    }
    term_row(tables, bodies.of_others(), &Cell::other_bodies);
    for column in TERM_COLUMNS {
        let named = alone().map(|row| Cell::body(&row.body, column));
        let parts = named.chain([Cell::other_bodies(column)]).collect();
        tables.equal(parts, vec![Cell::kind(ALL, column)]);
    }
}

/// The terms that are over, and those of them broken.
fn ended(tables: &mut Tables<Cell>, row: &Terms, cell: &dyn Fn(&str) -> Cell) {
    tables.put(cell("broken"), row.late + row.overdue);
    tables.put(cell("ended"), row.kept + row.late + row.overdue);
    tables.equal(vec![cell("late"), cell("overdue")], vec![cell("broken")]);
    tables.equal(vec![cell("kept"), cell("broken")], vec![cell("ended")]);
    tables.equal(vec![cell("ended"), cell("open")], vec![cell("appeals")]);
}

/// The districts sum to all.
fn districts(tables: &mut Tables<Cell>, findings: &Findings) {
    let rows = rows::district_terms(findings);
    for row in &rows {
        let cell = |column: &str| Cell::district(&row.district, column);
        let broken = row.late + row.overdue;
        tables.put(cell("broken"), broken);
        tables.put(cell("ended"), row.kept + broken);
        tables.at_most(vec![cell("broken")], vec![cell("ended")]);
        let appeals = Cell::appeals(&row.district, ALL, findings.half_year);
        tables.at_most(vec![cell("ended")], vec![appeals]);
    }
    for column in ["ended", "broken"] {
        let parts = rows.iter().map(|row| Cell::district(&row.district, column));
        tables.equal(parts.collect(), vec![Cell::kind(ALL, column)]);
    }
}

/// The results of a form sum to its receptions, the forms to all; a reception is of one person or more.
fn receptions(tables: &mut Tables<Cell>, findings: &Findings) {
    let forms = rows::receptions(findings);
    for (form, counts) in &forms {
        let cell = |column: &str| Cell::receptions(form, column);
        for (column, count) in RECEPTION_COLUMNS.into_iter().zip(counts) {
            tables.put(cell(column), *count);
        }
        tables.equal(RESULTS.map(cell).to_vec(), vec![cell("receptions")]);
        tables.at_most(vec![cell("receptions")], vec![cell("people")]);
    }
    for column in RECEPTION_COLUMNS {
        let forms = forms.keys().filter(|form| **form != ALL);
        let parts = forms.map(|form| Cell::receptions(form, column)).collect();
        tables.equal(parts, vec![Cell::receptions(ALL, column)]);
    }
}

fn instructions(tables: &mut Tables<Cell>, findings: &Findings) {
    let half_year = findings.half_year.to_string();
    let mut all = 0;
    let mut issuers = Vec::new();
    for row in findings
        .instructions
        .iter()
        .filter(|row| row.half_year == half_year)
    {
        let cell = |column: &str| Cell::instructions(&row.issuer, column);
        let counts = [row.given, row.kept, row.late, row.open, row.overdue];
        for (column, count) in INSTRUCTION_COLUMNS.into_iter().zip(counts) {
            tables.put(cell(column), count);
        }
        tables.equal(STATES.map(cell).to_vec(), vec![cell("given")]);
        issuers.push(cell("given"));
        all += row.given;
    }
    tables.put(Cell::instructions(ALL, "given"), all);
    tables.equal(issuers, vec![Cell::instructions(ALL, "given")]);
}

/// What is refused or uncoded was read; the uncoded of all files are those of all half-years.
fn registers(tables: &mut Tables<Cell>, findings: &Findings) {
    let mut sums = [0; 2];
    for row in &findings.register_quality {
        let cell = |column: &str| Cell::register(&row.register, &row.file, column);
        let counts = [row.read, row.rejected];
        for (index, column) in REGISTER_COLUMNS.into_iter().enumerate() {
            tables.put(cell(column), counts[index]);
            sums[index] += counts[index];
        }
        tables.put(cell("uncoded"), row.uncoded);
        tables.at_most(vec![cell("uncoded"), cell("rejected")], vec![cell("read")]);
    }
    for (column, sum) in REGISTER_COLUMNS.into_iter().zip(sums) {
        tables.put(Cell::registers(column), sum);
        tables.equal(of_files(findings, column), vec![Cell::registers(column)]);
    }
    let half_years = findings.half_years.iter();
    let uncoded: Vec<Cell> = half_years
        .map(|half_year| Cell::appeals(&findings.oblast, NONE, *half_year))
        .collect();
    tables.equal(uncoded.clone(), of_files(findings, "uncoded"));
    tables.at_most(uncoded, of_files(findings, "uncoded"));
}

fn of_files(findings: &Findings, column: &str) -> Vec<Cell> {
    let rows = findings.register_quality.iter();
    rows.map(|row| Cell::register(&row.register, &row.file, column))
        .collect()
}
