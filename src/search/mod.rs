//! Full-text search and keyword in context over the redacted texts of a run.
//!
//! A word is found in any case form and in its Russian-keyboard spelling: words meet where they share a folded stem.

mod concordance;
mod index;
mod query;
mod words;

pub use concordance::{Line, concordance};
pub use index::{Hit, Index};

/// Why a search gives no answer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the query holds no word")]
    NoWord,
    #[error("a phrase of {words} words is too long to search for")]
    LongPhrase { words: usize },
    #[error("the search index failed")]
    Index(#[from] tantivy::TantivyError),
}

impl Error {
    /// What the reader can do about it.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::NoWord => Some("numbers and signs are not searched; give a word".to_owned()),
            Self::LongPhrase { .. } => Some(format!("put at most {} words in quotes", query::LONGEST_PHRASE)),
            Self::Index(_) => None,
        }
    }
}

#[cfg(test)]
mod sample;
