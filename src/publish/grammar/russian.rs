//! Russian agreement with numbers, names in their cases, and the vowel of short prepositions.

mod counted;
mod name;
mod noun;
mod preposition;
mod time;

pub use counted::{agree, agree_in, counted, past};
pub use name::declined;
pub use preposition::before;
pub use time::{date, half_year, span, year};

use super::{Error, case_named};

/// A case of a noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    Nominative,
    Genitive,
    Dative,
    Accusative,
    Instrumental,
    Prepositional,
}

impl Case {
    pub const ALL: [(&'static str, Self); 6] = [
        ("nominative", Self::Nominative),
        ("genitive", Self::Genitive),
        ("dative", Self::Dative),
        ("accusative", Self::Accusative),
        ("instrumental", Self::Instrumental),
        ("prepositional", Self::Prepositional),
    ];

    /// The case of that English name.
    pub fn named(name: &str) -> Result<Self, Error> {
        case_named(name, &Self::ALL)
    }
}

/// The gender of a noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gender {
    Masculine,
    Feminine,
    Neuter,
}
