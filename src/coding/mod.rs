//! What an appeal is about: codebook, rules and their evidence.
//!
//! Pure: codebook files are handed in as names and contents, and nothing is printed. `docs/codebook.md` describes the format.

mod check;
mod codebook;
mod compile;
mod embedded;
mod fault;
mod file;
mod matcher;
mod rule;
mod sentence;
mod words;

pub use check::{Finding, check};
pub use codebook::{Bilingual, Codebook, Group, Topic};
pub use fault::{Fault, Mistake};
pub use matcher::{Code, Coded, Evidence, Matcher, Scratch};
pub use rule::{Chain, Choice, Link, Misread, Order, Phrase, Rule, RuleError, Term, Weight};

/// The code of appeals that say nothing a topic could be given for.
pub const NOT_CODED: &str = "99.01";
