//! A row of a register of appeals, and a row of a register of answers.

use jiff::civil::Date;

use super::read::Origin;
use super::row::{Refusal, Row};
use super::{Reason, Role};
use crate::corpus::raw::RawAppeal;

/// One answer from a register of its own, to be joined to its appeal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Register whose appeal it answers, if the pipeline file says.
    pub answers_to: Option<String>,
    /// Number of the appeal.
    pub number: String,
    /// Day of the answer.
    pub answered_on: Date,
    /// Day to which the term was extended.
    pub extended_to: Option<Date>,
    /// Outcome code.
    pub outcome: Option<String>,
    /// Text of the answer.
    pub answer: Option<String>,
    /// Applicant's rating, 1 to 5.
    pub rating: Option<i64>,
}

/// The appeal in `row`, in its first version.
pub fn appeal(row: &mut Row, origin: &Origin) -> Result<RawAppeal, Refusal> {
    let number = required_number(row)?;
    let registered_on = row.required_day(Role::RegisteredOn)?;
    let kind = kind(row)?;
    let district = row.district()?;
    let text = row.required_text()?;
    let answered_on = answered_on(row, registered_on)?;
    let parent = row
        .number(Role::Parent)?
        .or_else(|| parent(&number))
        .filter(|parent| *parent != number);
    Ok(RawAppeal {
        register: origin.register.clone(),
        parent,
        number,
        version: 1,
        registered_on,
        kind,
        channel: row.code(Role::Channel),
        applicant_type: row.code(Role::ApplicantType),
        applicant_name: row.value(Role::ApplicantName),
        applicant_id: row.identifier(),
        phone: row.value(Role::Phone),
        address: row.value(Role::Address),
        district,
        text,
        category: row.value(Role::Category),
        body: row.value(Role::Body),
        due_on: row.term(Role::DueOn, registered_on)?,
        extended_to: row.term(Role::ExtendedTo, registered_on)?,
        answered_on,
        outcome: row.code(Role::Outcome),
        answer: row.text(Role::Answer),
        rating: row.count(Role::Rating, 1..=5),
        exported_on: origin.exported_on,
        file: origin.file.clone(),
        sheet: origin.sheet.clone(),
        row: origin.row,
    })
}

/// The kind; none where the pipeline file lets the text tell it and the cell is empty or not there.
fn kind(row: &Row) -> Result<Option<String>, Refusal> {
    if row.profile.kind_from_text() && row.value(Role::Kind).is_none() {
        return Ok(None);
    }
    row.required_code(Role::Kind).map(Some)
}

/// The answer in `row` of a register of answers.
pub fn answer(row: &mut Row) -> Result<Answer, Refusal> {
    let number = required_number(row)?;
    let answered_on = row.required_day(Role::AnsweredOn)?;
    Ok(Answer {
        answers_to: row.profile.answers_to().map(str::to_owned),
        number,
        answered_on,
        extended_to: row.day(Role::ExtendedTo)?,
        outcome: row.code(Role::Outcome),
        answer: row.text(Role::Answer),
        rating: row.count(Role::Rating, 1..=5),
    })
}

/// The number of a row that has to have one.
pub fn required_number(row: &Row) -> Result<String, Refusal> {
    row.number(Role::Number)?
        .ok_or_else(|| row.refusal(Role::Number, Reason::EmptyCell, None))
}

fn answered_on(row: &Row, registered_on: Date) -> Result<Option<Date>, Refusal> {
    match row.past_day(Role::AnsweredOn)? {
        Some(day) if day < registered_on => {
            let hint = format!("registered on {}", registered_on.strftime("%d.%m.%Y"));
            Err(row.refusal(Role::AnsweredOn, Reason::AnswerBeforeRegistration, Some(hint)))
        }
        day => Ok(day),
    }
}

/// The number before the last slash of a number e-Өтініш gives to a partial redirect: ЖТ-2026-00012345/1.
///
/// Only of that form: offices number their own letters «3-15/234», which is no child of «3-15».
fn parent(number: &str) -> Option<String> {
    let (parent, child) = number.rsplit_once('/')?;
    let root = parent.split('/').next()?;
    let mut parts = root.split('-');
    let is = |part: Option<&str>, length: usize| {
        part.is_some_and(|part| part.len() >= length && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let lettered = parts
        .next()
        .is_some_and(|part| part.chars().count() == 2 && part.chars().all(char::is_alphabetic));
    let numbered = is(parts.next(), 4) && is(parts.next(), 5) && parts.next().is_none();
    (lettered && numbered && is(Some(child), 1) && child.len() <= 3).then(|| parent.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_partial_redirect_is_a_child_of_the_number_before_the_slash() {
        assert_eq!(parent("ЖТ-2026-00012345/1").as_deref(), Some("ЖТ-2026-00012345"));
        assert_eq!(
            parent("ЖТ-2026-00012345/1/2").as_deref(),
            Some("ЖТ-2026-00012345/1")
        );
    }

    #[test]
    fn the_number_of_an_office_letter_has_no_parent() {
        for number in [
            "ЖТ-2026-00012345",
            "3-15/234",
            "15/7",
            "ЖТ-2026-00012345/а",
            "SA-20260101-120000",
        ] {
            assert_eq!(parent(number), None, "{number}");
        }
    }
}
