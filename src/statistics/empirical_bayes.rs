//! Rates drawn towards the rate of all districts, and how probably a district lies above it.

use statrs::function::gamma::gamma_ur;

/// How the true rates of districts spread, estimated from counts and residents (Marshall 1991, Applied Statistics 40(2),
/// the global estimator; `EBest` of the R package spdep).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// The rate of all districts together, per resident.
    pub mean: f64,
    /// The variance of the true rates; 0 where the districts differ no more than chance makes them.
    pub variance: f64,
}

impl Spread {
    /// The spread of `(count, residents)`; `None` where there are fewer than two districts, no residents or no counts.
    pub fn of(districts: &[(f64, f64)]) -> Option<Self> {
        let residents: f64 = districts.iter().map(|(_, n)| n).sum();
        let counts: f64 = districts.iter().map(|(y, _)| y).sum();
        if districts.len() < 2 || counts <= 0.0 || districts.iter().any(|(_, n)| *n <= 0.0) {
            return None;
        }
        let mean = counts / residents;
        let squares: f64 = districts.iter().map(|(y, n)| n * (y / n - mean).powi(2)).sum();
        let by_chance = mean / (residents / districts.len() as f64);
        Some(Self {
            mean,
            variance: (squares / residents - by_chance).max(0.0),
        })
    }

    /// The rate of a district, per resident, drawn towards the mean the more the fewer residents it has.
    pub fn rate(&self, count: f64, residents: f64) -> f64 {
        let weight = self.variance / (self.variance + self.mean / residents);
        self.mean + weight * (count / residents - self.mean)
    }

    /// The probability that the true rate of a district is above `times` the mean, given its count: the rates follow a
    /// gamma distribution with the mean and variance of the spread, the count a Poisson one (Clayton & Kaldor 1987,
    /// Biometrics 43). `None` where districts do not differ.
    pub fn exceedance(&self, count: f64, residents: f64, times: f64) -> Option<f64> {
        if self.variance <= 0.0 {
            return None;
        }
        let shape = count + self.mean * self.mean / self.variance;
        let rate = residents + self.mean / self.variance;
        Some(gamma_ur(shape, rate * times * self.mean))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: f64, expected: f64, within: f64) -> bool {
        (found - expected).abs() <= within
    }

    const SPREAD: [(f64, f64); 6] = [
        (30.0, 15_000.0),
        (12.0, 10_000.0),
        (25.0, 12_000.0),
        (40.0, 9_000.0),
        (8.0, 11_000.0),
        (300.0, 360_000.0),
    ];

    #[test]
    fn the_spread_and_the_rates_are_those_of_ebest() {
        let spread = Spread::of(&SPREAD).unwrap();
        assert!(near(1e4 * spread.mean, 9.952_038, 1e-6));
        assert!(near(spread.variance, 3.383_656_536_728_324e-7, 1e-20));
        let expected = [18.3528, 11.5346, 18.6913, 35.9487, 7.8380, 8.3465];
        for ((count, residents), expected) in SPREAD.into_iter().zip(expected) {
            assert!(near(1e4 * spread.rate(count, residents), expected, 5e-5));
        }
    }

    #[test]
    fn nearly_equal_districts_are_drawn_together() {
        let districts = [
            (6.0, 15_000.0),
            (11.0, 10_000.0),
            (9.0, 12_000.0),
            (286.0, 360_000.0),
        ];
        let spread = Spread::of(&districts).unwrap();
        let expected = [7.8371, 7.8708, 7.8573, 7.8692];
        for ((count, residents), expected) in districts.into_iter().zip(expected) {
            assert!(near(1e4 * spread.rate(count, residents), expected, 5e-5));
        }
    }

    #[test]
    fn where_districts_do_not_differ_nothing_is_said_to_exceed() {
        let spread = Spread::of(&[(10.0, 1e4), (10.0, 1e4), (10.0, 1e4)]).unwrap();
        assert_eq!(spread.variance, 0.0);
        assert_eq!(spread.exceedance(10.0, 1e4, 1.0), None);
        assert_eq!(1e4 * spread.rate(10.0, 1e4), 10.0);
    }

    #[test]
    fn a_district_far_above_exceeds_almost_surely_and_one_below_hardly() {
        let spread = Spread::of(&SPREAD).unwrap();
        assert!(spread.exceedance(40.0, 9_000.0, 1.25).unwrap() > 0.999);
        assert!(spread.exceedance(300.0, 360_000.0, 1.0).unwrap() < 0.01);
    }

    #[test]
    fn without_counts_residents_or_a_second_district_there_is_no_spread() {
        assert_eq!(Spread::of(&[(3.0, 100.0)]), None);
        assert_eq!(Spread::of(&[(0.0, 100.0), (0.0, 100.0)]), None);
        assert_eq!(Spread::of(&[(1.0, 0.0), (1.0, 100.0)]), None);
    }
}
