//! What personal data looks like: rules of their own, written without a look at `text::personal`.

pub mod beside;
mod digits;
mod identifiers;
mod names;
mod phones;

use std::ops::Range;

pub use digits::{groups as digit_groups, is_part_of_another, runs};

/// What a value looks like, or which value of the registers it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    Identifier,
    Telephone,
    Email,
    Card,
    Iban,
    Plate,
    Initials,
    Patronymic,
    KnownName,
    KnownIdentifier,
    KnownTelephone,
    KnownEmail,
    KnownAddress,
}

impl Rule {
    pub const ALL: [Self; 13] = [
        Self::Identifier,
        Self::Telephone,
        Self::Email,
        Self::Card,
        Self::Iban,
        Self::Plate,
        Self::Initials,
        Self::Patronymic,
        Self::KnownName,
        Self::KnownIdentifier,
        Self::KnownTelephone,
        Self::KnownEmail,
        Self::KnownAddress,
    ];

    /// The name in `leaks.csv` and in `dictionaries/inspect/exempt.csv`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Identifier => "identifier",
            Self::Telephone => "telephone",
            Self::Email => "email",
            Self::Card => "card",
            Self::Iban => "iban",
            Self::Plate => "plate",
            Self::Initials => "initials",
            Self::Patronymic => "patronymic",
            Self::KnownName => "known_name",
            Self::KnownIdentifier => "known_identifier",
            Self::KnownTelephone => "known_telephone",
            Self::KnownEmail => "known_email",
            Self::KnownAddress => "known_address",
        }
    }

    /// What a value found by the rule is, for «3 values look like …» or «3 values are …».
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Identifier => "an IIN or BIN",
            Self::Telephone => "a telephone",
            Self::Email => "an e-mail address",
            Self::Card => "a bank card",
            Self::Iban => "a bank account",
            Self::Plate => "the plate of a car",
            Self::Initials => "a name with initials",
            Self::Patronymic => "a name with a patronymic",
            Self::KnownName => "the name of an applicant",
            Self::KnownIdentifier => "the IIN or BIN of an applicant",
            Self::KnownTelephone => "the telephone of an applicant",
            Self::KnownEmail => "the e-mail address of an applicant",
            Self::KnownAddress => "the address of an applicant",
        }
    }

    /// True for values the registers themselves gave, as against shapes.
    pub fn is_known(self) -> bool {
        self >= Self::KnownName
    }
}

/// A value that looks like personal data: where in the text, and by which rule.
pub type Found = (Range<usize>, Rule);

/// Fewest bytes in which a rule can find anything.
pub const SHORTEST: usize = 6;

/// What in `text`, as [`seen`](super::sight::seen), looks like personal data; by place, without overlap.
pub fn find(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    if text.len() < SHORTEST {
        return found;
    }
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if digits >= 10 {
        let runs = runs(text);
        claim(&mut found, identifiers::ibans(text));
        claim(&mut found, identifiers::cards(text, &runs));
        claim(&mut found, identifiers::identifiers(text, &runs));
        claim(&mut found, phones::telephones(text));
    }
    if digits >= 3 {
        claim(&mut found, identifiers::plates(text));
    }
    if text.contains('@') {
        claim(&mut found, identifiers::emails(text));
    }
    if !text.is_ascii() {
        claim(&mut found, names::patronymics(text));
        claim(&mut found, names::initials(text));
    }
    found
}

/// Adds what overlaps nothing found before, keeping the order of the text.
fn claim(found: &mut Vec<Found>, more: Vec<Found>) {
    for (span, rule) in more {
        let at = found.partition_point(|(known, _)| known.end <= span.start);
        if found.get(at).is_none_or(|(known, _)| known.start >= span.end) {
            found.insert(at, (span, rule));
        }
    }
}

/// The character before byte `at`.
fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// The character that begins at byte `at`.
fn behind(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

#[cfg(test)]
mod tests;
