//! An invented appeal for the tests.

use jiff::civil::date;

use crate::corpus::published::Appeal;

/// An appeal of the register `r` with the redacted text `text`.
pub fn appeal(number: &str, text: &str) -> Appeal {
    Appeal {
        register: "r".to_owned(),
        number: number.to_owned(),
        parent: None,
        counted: true,
        version: 1,
        registered_on: date(2026, 3, 2),
        half_year: "2026H1".to_owned(),
        week: "2026-W10".to_owned(),
        kind: "complaint".to_owned(),
        kind_source: "register".to_owned(),
        channel: None,
        applicant_type: None,
        applicant: None,
        locality: None,
        district: None,
        district_source: None,
        language: "kk".to_owned(),
        script: "cyrillic".to_owned(),
        main: None,
        category: None,
        body: None,
        due_on: date(2026, 3, 23),
        extended: false,
        answered_on: None,
        outcome: None,
        term: "open".to_owned(),
        rating: None,
        text: text.to_owned(),
        answer: None,
    }
}
