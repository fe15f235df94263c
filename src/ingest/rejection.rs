//! Rows that were refused and cells that were left out, each with its place and reason.

use super::Role;
use crate::text::personal::personal_data;

/// Why a row was refused or a cell left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Reason {
    #[error("a cell that must be filled is empty")]
    EmptyCell,
    #[error("the text is empty")]
    EmptyText,
    #[error("the number holds personal data")]
    PersonalNumber,
    #[error("not a date")]
    NotADate,
    #[error("no such day in the calendar")]
    ImpossibleDate,
    #[error("the year is out of range")]
    YearOutOfRange,
    #[error("the date is after the reporting date")]
    FutureDate,
    #[error("answered before it was registered")]
    AnswerBeforeRegistration,
    #[error("the term ends before it begins")]
    TermBeforeStart,
    #[error("executed before it was given")]
    ExecutedBeforeGiven,
    #[error("the district is not known")]
    UnknownDistrict,
    #[error("the kind is not known")]
    UnknownKind,
    #[error("the value is not in the list of its column")]
    UnknownValue,
    #[error("not a valid IIN or BIN")]
    InvalidIdentifier,
    #[error("not a whole number in range")]
    NotANumber,
    #[error("the text is longer than 200 000 characters")]
    TextTooLong,
    #[error("the cell holds a NUL byte")]
    NulByte,
    #[error("the row is not valid UTF-8")]
    BrokenUtf8,
    #[error("the cell holds a spreadsheet error")]
    SpreadsheetError,
    #[error("the cell holds a list or an object")]
    NestedValue,
    #[error("the quoted field is not closed")]
    QuoteNotClosed,
    #[error("the row has fewer fields than the header")]
    TooFewFields,
    #[error("the row has more fields than the header")]
    TooManyFields,
    #[error("the line is not a JSON object")]
    NotAnObject,
    #[error("the same row stands twice in the file")]
    Duplicate,
    #[error("no appeal has this number")]
    AnswerWithoutAppeal,
    #[error("several registers have an appeal with this number")]
    AmbiguousAnswer,
}

/// One refused row: a line of `rejected.csv`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rejection {
    /// Name of the register.
    pub register: String,
    /// File as the pipeline shows it.
    pub file: String,
    /// Sheet of the workbook; empty for text files.
    pub sheet: Option<String>,
    /// Row as a spreadsheet or a text editor shows it.
    pub row: i64,
    /// Header of the column, where the reason lies in one.
    pub column: Option<String>,
    /// The cell, or only its shape where it may be personal.
    pub value: String,
    /// Why the row was refused.
    pub reason: Reason,
    /// What may help.
    pub hint: Option<String>,
}

/// A cell that was left out of an accepted row, counted over the rows of a file with the same cell.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Doubt {
    /// Header of the column.
    pub column: String,
    /// The cell, or only its shape where it may be personal.
    pub value: String,
    /// Why it was left out.
    pub reason: Reason,
    /// In how many accepted rows.
    pub rows: u64,
}

/// Longest value shown as it is; a longer one in a column of dates, kinds or districts is a text gone astray.
const SHOWN_CHARACTERS: usize = 80;

/// Shortest run of digits that may be a telephone, IIN or card; a registration number has eight.
const PERSONAL_DIGITS: usize = 10;

/// `value` as a rejection may show it: as it is, or only its shape where it may hold personal data.
pub fn shown(value: &str, role: Option<Role>) -> String {
    let value = value.trim();
    let long = value.chars().count() > SHOWN_CHARACTERS;
    let personal = role.is_none_or(Role::is_personal);
    let person = names_a_person(value) || role.is_some_and(Role::is_day) && capitals(value) > 0;
    if value.is_empty() {
        String::new()
    } else if personal || long || person || is_contact(value) {
        shape(value)
    } else {
        value
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect()
    }
}

/// The name of a sheet as a rejection or an error may show it: as it is, or only its shape where a clerk gave it the
/// name of a person.
pub fn shown_sheet(name: &str) -> String {
    if has_initials(name) || has_patronymic(name) || is_contact(name) {
        shape(name)
    } else {
        name.to_owned()
    }
}

fn is_contact(value: &str) -> bool {
    value.contains('@') || longest_digit_run(value) >= PERSONAL_DIGITS || holds_personal_data(value)
}

/// What the redaction of texts would take out of the cell: a plate, an address, a document, a telephone.
fn holds_personal_data(value: &str) -> bool {
    !is_day(value) && !personal_data(value).is_empty()
}

/// True for a registration number with personal data in it: it is the key of the appeal in every table.
pub(super) fn is_personal_number(number: &str) -> bool {
    number.contains('@') || !personal_data(number).is_empty()
}

/// «31.02.2026», «2026-13-45 10:00»: a day as registers write it, be there such a day or not.
fn is_day(value: &str) -> bool {
    let (day, time) = value.split_once([' ', 'T']).unwrap_or((value, ""));
    let parts: Vec<&str> = day.split(['.', '-', '/']).collect();
    let digits = |part: &&str| part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    let clock =
        time.len() <= "23:59:59".len() && time.bytes().all(|byte| byte.is_ascii_digit() || byte == b':');
    clock
        && parts.len() == 3
        && parts.iter().all(digits)
        && parts.iter().filter(|part| part.len() == 4).count() <= 1
}

/// True where columns may have shifted and the name of a person may stand in the cell: initials, a patronymic, two words
/// with capitals. A district or kind written so loses only its value, not its place.
fn names_a_person(value: &str) -> bool {
    has_initials(value) || has_patronymic(value) || capitals(value) > 1
}

fn words(value: &str) -> impl Iterator<Item = &str> {
    value
        .split(|letter: char| !letter.is_alphabetic())
        .filter(|word| !word.is_empty())
}

/// Words of more than one letter that begin with a capital.
fn capitals(value: &str) -> usize {
    words(value)
        .filter(|word| word.starts_with(char::is_uppercase) && word.chars().count() > 1)
        .count()
}

/// A single capital with a full stop behind it: «А.».
fn has_initials(value: &str) -> bool {
    let letters: Vec<char> = value.chars().collect();
    let apart = |before: Option<&char>| !before.is_some_and(|letter| letter.is_alphanumeric());
    letters.iter().enumerate().any(|(at, letter)| {
        let before = at.checked_sub(1).and_then(|at| letters.get(at));
        letter.is_uppercase() && letters.get(at + 1) == Some(&'.') && apart(before)
    })
}

fn has_patronymic(value: &str) -> bool {
    const ENDINGS: [&str; 8] = ["ович", "евич", "овна", "евна", "ұлы", "қызы", "кызы", "оглы"];
    words(value).any(|word| {
        let word = word.to_lowercase();
        ENDINGS.iter().any(|ending| {
            word.strip_suffix(ending)
                .is_some_and(|stem| stem.chars().count() > 1)
        })
    })
}

/// «12 digits» or «text, 1 048 576 characters».
fn shape(value: &str) -> String {
    let count = value.chars().count();
    let plural = if count == 1 { "" } else { "s" };
    let characters = grouped(count);
    if value.bytes().all(|byte| byte.is_ascii_digit()) {
        format!("{characters} digit{plural}")
    } else {
        format!("text, {characters} character{plural}")
    }
}

fn longest_digit_run(value: &str) -> usize {
    // Spaces and brackets part the digits of a telephone or a card; with hyphens it is known by its shape.
    let compact: String = value.chars().filter(|c| !" \u{a0}()+".contains(*c)).collect();
    compact
        .split(|c: char| !c.is_ascii_digit())
        .map(str::len)
        .max()
        .unwrap_or(0)
}

/// `count` with its thousands parted by spaces.
pub fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(' ');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_or_kind_is_shown_as_it_is() {
        assert_eq!(shown(" 31.02.2026 ", Some(Role::RegisteredOn)), "31.02.2026");
        assert_eq!(shown("Просьба", Some(Role::Kind)), "Просьба");
    }

    #[test]
    fn of_a_text_or_an_identifier_only_the_shape_is_shown() {
        assert_eq!(shown("980101500005", Some(Role::ApplicantId)), "12 digits");
        assert_eq!(
            shown(&"я".repeat(1_048_576), Some(Role::Text)),
            "text, 1 048 576 characters"
        );
    }

    #[test]
    fn personal_data_gone_astray_is_not_shown_either() {
        for value in [
            "8-700-089-54-81",
            "123 ABC 02",
            "ул. Лесная, д. 5, кв. 12",
            "тел. 2-15-64",
        ] {
            assert!(
                shown(value, Some(Role::RegisteredOn)).starts_with("text, "),
                "{value}"
            );
        }
        assert_eq!(
            shown("2026-02-31 10:00:00", Some(Role::RegisteredOn)),
            "2026-02-31 10:00:00"
        );
        assert_eq!(shown("980101500004", Some(Role::District)), "12 digits");
        assert_eq!(
            shown("+7 (701) 000 00 00", Some(Role::Kind)),
            "text, 18 characters"
        );
        assert_eq!(
            shown("name@example.kz", Some(Role::RegisteredOn)),
            "text, 15 characters"
        );
        assert_eq!(
            shown(&"сөз ".repeat(30), Some(Role::District)),
            "text, 119 characters"
        );
    }

    #[test]
    fn a_name_gone_astray_is_not_shown_either() {
        for (value, role) in [
            ("Серикова А.Б.", Role::Kind),
            ("Серикова Айгуль", Role::District),
            ("СЕРИКОВА АЙГУЛЬ", Role::Kind),
            ("айгуль болатовна", Role::Kind),
            ("Ерлан қанатұлы", Role::Number),
            ("Серикова", Role::RegisteredOn),
            ("И. Серикова 01.02.2026", Role::AnsweredOn),
            ("980101 500004 Серикова", Role::DueOn),
        ] {
            assert!(shown(value, Some(role)).starts_with("text, "), "{value}");
        }
        for (value, role) in [
            ("Тасозекский район", Role::District),
            ("г. Арысь", Role::District),
            ("вчера", Role::RegisteredOn),
            ("14 февраля 2026 г.", Role::RegisteredOn),
        ] {
            assert_eq!(shown(value, Some(role)), value);
        }
    }

    #[test]
    fn a_sheet_named_after_a_person_is_not_shown() {
        assert_eq!(shown_sheet("Журнал Обращений 2026"), "Журнал Обращений 2026");
        assert_eq!(shown_sheet("Серикова А.Б."), "text, 13 characters");
        assert_eq!(shown_sheet("87011234567"), "11 digits");
    }

    #[test]
    fn a_registration_number_is_shown() {
        assert_eq!(
            shown("ЖТ-2026-00012345/1", Some(Role::Number)),
            "ЖТ-2026-00012345/1"
        );
    }

    #[test]
    fn without_a_column_only_the_shape_is_shown() {
        assert_eq!(shown("{\"text\": ", None), "text, 8 characters");
    }
}
