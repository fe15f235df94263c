//! A row of a register of personal receptions.

use super::Role;
use super::appeal::required_number;
use super::read::Origin;
use super::row::{Refusal, Row};
use crate::corpus::raw::RawReception;

/// Most people a row can stand for; more is a slip of the keyboard.
const MOST_PEOPLE: i64 = 10_000;

/// The reception in `row`; one person where the register does not say how many.
pub fn reception(row: &mut Row, origin: &Origin) -> Result<RawReception, Refusal> {
    Ok(RawReception {
        register: origin.register.clone(),
        number: required_number(row)?,
        received_on: row.required_day(Role::ReceivedOn)?,
        official: row.value(Role::Official),
        form: row.code(Role::Form),
        district: row.district()?,
        applicant_name: row.value(Role::ApplicantName),
        applicant_id: row.identifier(),
        people: row.count(Role::People, 1..=MOST_PEOPLE).unwrap_or(1),
        text: row.required_text()?,
        result: row.code(Role::Result),
        file: origin.file.clone(),
        sheet: origin.sheet.clone(),
        row: origin.row,
    })
}
