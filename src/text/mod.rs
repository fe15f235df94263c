//! Kazakh and Russian text as people write it: script and letters, language, tokens, sentences, stems, personal data.
//!
//! Pure: no file, clock, thread pool or network. Every span is a byte range of the text it was found in.

mod dictionary;
mod kazakh;
mod known_words;
pub mod language;
pub mod letters;
mod markup;
pub mod near_duplicates;
mod numbers;
pub mod passage;
pub mod personal;
pub mod placeholders;
mod russian;
pub mod sentences;
pub mod stems;
pub mod tokens;
mod vocabulary;

#[cfg(test)]
mod contract;
