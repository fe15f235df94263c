//! Kazakh endings by vowel harmony and last sound, as a number, an abbreviation or a name is read aloud.

mod ending;
mod name;
mod reading;
mod sound;
mod time;

pub use ending::{ending, possessed_ending};
pub use name::{declined, suffix};
pub use time::{date, half_year, span, year};

use super::{Error, case_named};
use sound::is_back;

/// A case of a noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    Nominative,
    Genitive,
    Dative,
    Accusative,
    Locative,
    Ablative,
    Instrumental,
    /// What is there or then: аудандағы, шілдедегі, 2026 жылғы.
    Attributive,
}

impl Case {
    pub const ALL: [(&'static str, Self); 8] = [
        ("nominative", Self::Nominative),
        ("genitive", Self::Genitive),
        ("dative", Self::Dative),
        ("accusative", Self::Accusative),
        ("locative", Self::Locative),
        ("ablative", Self::Ablative),
        ("instrumental", Self::Instrumental),
        ("attributive", Self::Attributive),
    ];

    /// The case of that English name.
    pub fn named(name: &str) -> Result<Self, Error> {
        case_named(name, &Self::ALL)
    }
}

/// A figure with the ending of a case: 15-ке, 12,5 %-ға; a hidden one (<5, …) has no ending.
pub fn figure(shown: &str, printed: &str, case: Case) -> String {
    with(shown, reading::of_figure(printed).map(|word| suffix(&word, case)))
}

/// A part of a whole: 15-і, 20-сы, and in a case 15-інде, 20-сына.
pub fn part(shown: &str, printed: &str, case: Case) -> String {
    let part = |word: String| format!("{}{}", ending::possessive(&word), possessed_ending(&word, case));
    with(shown, reading::of_figure(printed).map(part))
}

/// The place in an order, where no noun follows: 15-ші, 20-сыншы.
pub fn ordinal(shown: &str, printed: &str) -> String {
    let ordinal = |word: String| match (word.as_str(), is_back(&word)) {
        ("жиырма", _) => "сыншы".to_owned(),
        (_, true) => "шы".to_owned(),
        (_, false) => "ші".to_owned(),
    };
    with(shown, reading::of_figure(printed).map(ordinal))
}

fn with(shown: &str, ending: Option<String>) -> String {
    match ending {
        Some(ending) if !ending.is_empty() => format!("{shown}-{ending}"),
        _ => shown.to_owned(),
    }
}
