//! Receptions and instructions, counted.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::corpus::HalfYear;
use crate::corpus::published::{Instructions, Receptions};
use crate::corpus::raw::{RawInstruction, RawReception};
use crate::law::TermState;

/// Receptions up to the half-year `until`, by half-year, form and district.
pub fn receptions(raw: &[RawReception], until: HalfYear) -> Vec<Receptions> {
    let mut rows: BTreeMap<(String, Option<String>, Option<String>), Receptions> = BTreeMap::new();
    for reception in raw
        .iter()
        .filter(|reception| HalfYear::of(reception.received_on) <= until)
    {
        let half_year = HalfYear::of(reception.received_on).to_string();
        let key = (half_year, reception.form.clone(), reception.district.clone());
        let row = rows.entry(key.clone()).or_insert(Receptions {
            half_year: key.0,
            form: key.1,
            district: key.2,
            receptions: 0,
            people: 0,
            resolved: 0,
            explained: 0,
            refused: 0,
            in_work: 0,
        });
        row.receptions += 1;
        row.people += reception.people;
        match reception.result.as_deref() {
            Some("resolved") => row.resolved += 1,
            Some("explained") => row.explained += 1,
            Some("refused") => row.refused += 1,
            _ => row.in_work += 1,
        }
    }
    rows.into_values().collect()
}

/// Instructions issued up to the half-year `until`, by half-year and issuer, with their state on `as_of`.
pub fn instructions(raw: &[RawInstruction], until: HalfYear, as_of: Date) -> Vec<Instructions> {
    let mut rows: BTreeMap<(String, String), Instructions> = BTreeMap::new();
    for instruction in raw
        .iter()
        .filter(|instruction| HalfYear::of(instruction.issued_on) <= until)
    {
        let key = (
            HalfYear::of(instruction.issued_on).to_string(),
            instruction.issuer.clone(),
        );
        let row = rows.entry(key.clone()).or_insert(Instructions {
            half_year: key.0,
            issuer: key.1,
            given: 0,
            kept: 0,
            late: 0,
            open: 0,
            overdue: 0,
        });
        row.given += 1;
        match TermState::on(
            as_of,
            instruction.due_on.unwrap_or(Date::MAX),
            instruction.executed_on,
        ) {
            TermState::Kept => row.kept += 1,
            TermState::Late => row.late += 1,
            TermState::Open => row.open += 1,
            TermState::Overdue => row.overdue += 1,
        }
    }
    rows.into_values().collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn instruction(due_on: Option<Date>, executed_on: Option<Date>) -> RawInstruction {
        RawInstruction {
            register: "instructions".into(),
            number: "1".into(),
            issued_on: date(2026, 2, 2),
            issuer: "akim".into(),
            body: None,
            text: "Тексеру".into(),
            due_on,
            executed_on,
            file: "a.csv".into(),
            sheet: None,
            row: 2,
        }
    }

    #[test]
    fn an_instruction_without_a_term_is_never_overdue() {
        let raw = [
            instruction(None, None),
            instruction(Some(date(2026, 3, 1)), None),
            instruction(Some(date(2026, 3, 1)), Some(date(2026, 3, 1))),
        ];
        let rows = instructions(&raw, "2026H1".parse().unwrap(), date(2026, 7, 1));
        assert_eq!(
            (rows[0].given, rows[0].open, rows[0].overdue, rows[0].kept),
            (3, 1, 1, 1)
        );
        assert!(instructions(&raw, "2025H2".parse().unwrap(), date(2026, 7, 1)).is_empty());
    }
}
