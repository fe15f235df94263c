//! Case endings and agreement of the documents, as numbers, names and abbreviations are read aloud.

mod filters;
pub mod kazakh;
pub mod russian;
#[cfg(test)]
mod tests;

pub use filters::add_filters;
