//! The methods, each with its reference and golden vector. Pure.

mod change;
mod many_tests;
mod rate;

pub use change::{Change, Verdict, change};
pub use many_tests::benjamini_hochberg;
pub use rate::{Interval, Stability, poisson_interval};
