//! What an appeal is about: codebook, rules and their evidence.
//!
//! Pure: codebook files are handed in as names and contents, and nothing is printed. `docs/codebook.md` describes the format.

pub mod agreement;
mod check;
mod codebook;
mod compile;
mod corrections;
mod crosswalk;
mod decide;
mod difference;
mod embedded;
pub mod evaluation;
mod exchange;
mod fault;
mod file;
mod flags;
mod lexis;
mod matcher;
pub mod model;
mod naming;
pub mod review;
mod rule;
#[cfg(test)]
mod samples;
mod sentence;
mod sheet;
mod words;

pub use check::{Finding, Gravity, Problem, check};
pub use codebook::{Bilingual, Codebook, Group, KIND, Topic};
pub use corrections::{ANALYST, Applied, Conflict, Correction, Corrections, mark};
pub use crosswalk::{Crosswalk, Meaning};
pub use decide::{Code, Coded, Coder, Scratch, Source};
pub use difference::{Change, Moved, Moves, Tally, changes};
pub use exchange::{
    CsvError, Exported, Imported, LeftOut, QuantedaError, YamlError, from_csv, from_quanteda, to_csv,
    to_quanteda,
};
pub use fault::{Fault, Mistake, Place};
pub use flags::{Flag, FlagScratch, Flags};
pub use lexis::{Lesson, LessonMistake, NO_TOPIC};
pub use matcher::Evidence;
pub use naming::Naming;
pub use rule::{Chain, Choice, Link, Misread, Order, Phrase, Rule, RuleError, Term, Weight};
pub use sheet::CellFault;

/// The code of appeals that say nothing a topic could be given for.
pub const NOT_CODED: &str = "99.01";

/// The group of what is no problem area: what stays uncoded, and thanks.
pub const OTHER: &str = "99";

/// Whether a code speaks of no problem.
pub fn is_other(code: &str) -> bool {
    code.split('.').next() == Some(OTHER)
}
