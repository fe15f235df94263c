//! A row of a register of instructions.

use jiff::civil::Date;

use super::appeal::required_number;
use super::read::Origin;
use super::row::{Refusal, Row};
use super::{Reason, Role};
use crate::corpus::raw::RawInstruction;

/// The instruction in `row`.
pub fn instruction(row: &mut Row, origin: &Origin) -> Result<RawInstruction, Refusal> {
    let number = required_number(row)?;
    let issued_on = row.required_day(Role::IssuedOn)?;
    Ok(RawInstruction {
        register: origin.register.clone(),
        number,
        issued_on,
        issuer: row.required_code(Role::Issuer)?,
        body: row.value(Role::Body),
        text: row.required_text()?,
        due_on: row.term(Role::DueOn, issued_on)?,
        executed_on: executed_on(row, issued_on)?,
        file: origin.file.clone(),
        sheet: origin.sheet.clone(),
        row: origin.row,
    })
}

fn executed_on(row: &Row, issued_on: Date) -> Result<Option<Date>, Refusal> {
    match row.past_day(Role::ExecutedOn)? {
        Some(day) if day < issued_on => {
            let hint = format!("given on {}", issued_on.strftime("%d.%m.%Y"));
            Err(row.refusal(Role::ExecutedOn, Reason::ExecutedBeforeGiven, Some(hint)))
        }
        day => Ok(day),
    }
}
