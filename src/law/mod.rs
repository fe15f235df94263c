//! When an answer is due: the terms of the code and the working-day calendar. Pure.

mod calendar;
mod deadlines;

pub use calendar::Calendar;
pub use deadlines::{DayOne, Deadline, Deadlines, TermState};

/// A law dictionary that cannot be read.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum Error {
    #[error("`{dictionary}`, line {line}: {why}")]
    Line {
        dictionary: &'static str,
        line: usize,
        why: String,
    },
}
