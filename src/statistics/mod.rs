//! The methods, each with its reference and golden vector. Pure.

mod agreement;
mod bootstrap;
mod calibration;
mod change;
mod many_tests;
mod random;
mod rate;

pub use agreement::{Alpha, Reliability, krippendorff, masi, nominal};
pub use bootstrap::{Bootstrap, percentile_interval};
pub use calibration::{CalibrationBin, expected_calibration_error, reliability};
pub use change::{Change, Verdict, change};
pub use many_tests::benjamini_hochberg;
pub use rate::{Interval, Stability, poisson_interval};
