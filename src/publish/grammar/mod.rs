//! The grammar of the documents: Kazakh endings, Russian agreement, and the filters by which phrases ask for them.

mod dates;
mod dictionary;
pub mod filters;
pub mod kazakh;
mod quantity;
pub mod russian;

pub use quantity::Quantity;

/// A form of a word that the grammar does not know.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    #[error("`{name}` is not a case; the cases are {known}")]
    Case { name: String, known: String },
    #[error("`{noun}` is not in dictionaries/note/nouns.csv")]
    Noun { noun: String },
    #[error("`{text}` is not a date like 2026-07-20")]
    Date { text: String },
    #[error("`{half}` is not the first or the second half of a year")]
    Half { half: i64 },
}

/// The case of that name among `all`.
fn case_named<C: Copy>(name: &str, all: &[(&str, C)]) -> Result<C, Error> {
    let found = all.iter().find(|(known, _)| *known == name);
    found.map(|(_, case)| *case).ok_or_else(|| Error::Case {
        name: name.to_owned(),
        known: all.iter().map(|(known, _)| *known).collect::<Vec<_>>().join(", "),
    })
}

#[cfg(test)]
mod tests;
