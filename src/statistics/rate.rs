//! Counts and rates with exact intervals, and how firm a count is.

use statrs::distribution::{ContinuousCDF, Gamma};

/// A closed interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
}

/// Exact interval of a Poisson mean at confidence `1 - alpha` when `count` was seen (Garwood 1936, Biometrika 28).
///
/// Low = χ²(α/2; 2y)/2, high = χ²(1−α/2; 2y+2)/2; χ²(p; 2k)/2 is the quantile of Gamma(k, 1).
pub fn poisson_interval(count: u64, alpha: f64) -> Interval {
    let quantile = |shape: f64, p: f64| Gamma::new(shape, 1.0).map_or(f64::NAN, |gamma| gamma.inverse_cdf(p));
    Interval {
        low: if count == 0 {
            0.0
        } else {
            quantile(count as f64, alpha / 2.0)
        },
        high: quantile(count as f64 + 1.0, 1.0 - alpha / 2.0),
    }
}

/// How firm a count is, by its relative standard error 1/√y.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stability {
    /// Nothing was counted.
    None,
    /// 1 to 4: not printed in anything that leaves the department, shown as "<5".
    Small,
    /// 5 to 19: relative standard error above 22 %.
    Unstable,
    /// 20 and more.
    Solid,
}

impl Stability {
    pub fn of(count: i64) -> Self {
        match count {
            ..=0 => Self::None,
            1..=4 => Self::Small,
            5..=19 => Self::Unstable,
            20.. => Self::Solid,
        }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Small => "small",
            Self::Unstable => "unstable",
            Self::Solid => "solid",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: f64, expected: f64) -> bool {
        (found - expected).abs() < 1e-4
    }

    #[test]
    fn the_interval_is_that_of_garwood() {
        let ten = poisson_interval(10, 0.05);
        assert!(near(ten.low, 4.795_39) && near(ten.high, 18.390_36), "{ten:?}");
        let none = poisson_interval(0, 0.05);
        assert!(none.low == 0.0 && near(none.high, 3.688_88), "{none:?}");
        let many = poisson_interval(1000, 0.05);
        assert!(
            (many.low - 938.97).abs() < 0.05 && (many.high - 1063.96).abs() < 0.05,
            "{many:?}"
        );
    }

    #[test]
    fn twenty_are_solid_and_fewer_than_five_are_small() {
        assert_eq!(
            [0, 4, 5, 19, 20].map(|count| Stability::of(count).as_str()),
            ["none", "small", "unstable", "unstable", "solid"]
        );
    }
}
