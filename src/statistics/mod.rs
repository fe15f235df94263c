//! The methods, each with its reference and golden vector. Pure.

mod agreement;
mod bootstrap;
mod calibration;
mod change;
mod ears;
mod empirical_bayes;
mod expectation;
mod farrington;
mod funnel;
mod log_linear;
mod log_odds;
mod many_tests;
mod random;
mod rate;
mod share;
mod tail;

pub use agreement::{Alpha, Reliability, krippendorff, masi, nominal};
pub use bootstrap::{Bootstrap, percentile_interval};
pub use calibration::{CalibrationBin, expected_calibration_error, reliability};
pub use change::{Change, Verdict, change};
pub use ears::{Bound, ears_c1, ears_c2};
pub use empirical_bayes::Spread;
pub use expectation::{by_mix, by_residents};
pub use farrington::farrington;
pub use funnel::{Funnel, Limits};
pub use log_odds::{LogOdds, log_odds};
pub use many_tests::{benjamini_hochberg, benjamini_yekutieli};
#[cfg(test)]
pub use random::Random;
pub use rate::{Interval, Stability, poisson_interval};
pub use share::wilson_interval;
pub use tail::{at_least, dispersion};
