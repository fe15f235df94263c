//! Which shares differ from the common one by more than their size lets expect: a funnel plot.
//!
//! Spiegelhalter 2005, Funnel plots for comparing institutional performance, Statistics in Medicine 24: 1185–1202:
//! exact binomial limits interpolated between counts (appendix A.1.1), widened by the square root of a multiplicative
//! over-dispersion from winsorised z-scores (section 5), so that what all have in common sets nobody apart.

use statrs::distribution::{Binomial, DiscreteCDF};

use super::rate::Interval;
use super::tail::winsorised;

/// What a share is set against.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Funnel {
    /// The share of all together.
    pub target: f64,
    /// Variance of the z-scores, 1 where they vary no more than chance lets them.
    pub dispersion: f64,
}

/// The limits at one size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// Crossed by one of forty on either side where nobody differs.
    pub of_95: Interval,
    /// Crossed by one of a thousand on either side.
    pub of_998: Interval,
}

impl Funnel {
    /// The funnel of `(part, whole)` of each; those with fewer than `fewest` in the whole add to the target but not to the
    /// dispersion, for their z-scores are far from normal. `None` for a share of nothing.
    pub fn of(shares: &[(u64, u64)], fewest: u64) -> Option<Self> {
        let [part, whole] = shares
            .iter()
            .fold([0, 0], |[part, whole], share| [part + share.0, whole + share.1]);
        if whole == 0 || part > whole {
            return None;
        }
        let target = part as f64 / whole as f64;
        let spread = target * (1.0 - target);
        let scores = shares
            .iter()
            .filter(|(_, whole)| *whole >= fewest.max(1) && spread > 0.0)
            .map(|(part, whole)| {
                let whole = *whole as f64;
                (*part as f64 - whole * target) / (whole * spread).sqrt()
            });
        Some(Self {
            target,
            dispersion: winsorised(scores.collect()),
        })
    }

    /// The limits for a share of `whole`; `None` for 0.
    pub fn limits(&self, whole: u64) -> Option<Limits> {
        let binomial = Binomial::new(self.target, whole).ok().filter(|_| whole > 0)?;
        let limit = |quantile: f64| {
            let exact = quantile_of(&binomial, quantile) / whole as f64;
            let widened = self.target + (exact - self.target) * self.dispersion.sqrt();
            widened.clamp(0.0, 1.0)
        };
        let between = |tail: f64| Interval {
            low: limit(tail),
            high: limit(1.0 - tail),
        };
        Some(Limits {
            of_95: between(0.025),
            of_998: between(0.001),
        })
    }
}

/// The count at `quantile`, interpolated: where r is the least count with F(r) ≥ q, r − (F(r) − q) / (F(r) − F(r − 1)).
fn quantile_of(binomial: &Binomial, quantile: f64) -> f64 {
    let count = binomial.inverse_cdf(quantile);
    let at = binomial.cdf(count);
    let below = count.checked_sub(1).map_or(0.0, |below| binomial.cdf(below));
    match at > below {
        true => count as f64 - (at - quantile) / (at - below),
        false => count as f64,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits(target: f64, whole: u64, dispersion: f64) -> [f64; 4] {
        let funnel = Funnel { target, dispersion };
        let limits = funnel.limits(whole).unwrap();
        [
            limits.of_95.low,
            limits.of_95.high,
            limits.of_998.low,
            limits.of_998.high,
        ]
    }

    fn assert_near(found: [f64; 4], expected: [f64; 4]) {
        for (found, expected) in found.into_iter().zip(expected) {
            assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
        }
    }

    #[test]
    fn the_limits_are_those_of_the_binomial() {
        // scipy 1.x: binom.ppf and binom.cdf, interpolated; below 0 is 0.
        let expected = [0.006_122_931_436, 0.091_907_344_024, 0.0, 0.124_638_495_438];
        assert_near(limits(0.05, 100, 1.0), expected);
        let expected = [
            0.018_405_971_040,
            0.067_368_731_758,
            0.007_975_002_186,
            0.084_571_423_099,
        ];
        assert_near(limits(0.0431, 264, 1.0), expected);
        let expected = [
            0.081_176_505_981,
            0.487_255_146_595,
            0.001_477_316_688,
            0.613_699_679_348,
        ];
        assert_near(limits(0.3, 20, 1.0), expected);
    }

    #[test]
    fn over_dispersion_widens_by_its_root() {
        let expected = [
            0.0,
            0.05 + 2.0 * 0.041_907_344_024,
            0.0,
            0.05 + 2.0 * 0.074_638_495_438,
        ];
        assert_near(limits(0.05, 100, 4.0), expected);
    }

    #[test]
    fn one_body_that_fails_does_not_hide_itself() {
        let parts = [3, 5, 4, 30, 2, 6, 8, 1, 0, 5, 9, 4];
        let wholes = [80, 100, 60, 100, 90, 120, 150, 40, 50, 70, 300, 66];
        let shares: Vec<(u64, u64)> = parts.into_iter().zip(wholes).collect();
        let funnel = Funnel::of(&shares, 20).unwrap();
        assert!((funnel.target - 0.062_805_872_756_933).abs() < 1e-12);
        // The plain mean of the squares would be 9.14.
        assert_eq!(funnel.dispersion, 1.0);
        assert!(funnel.limits(100).unwrap().of_998.high < 0.3);
    }

    #[test]
    fn nothing_has_no_funnel_and_no_breach_has_no_width() {
        assert_eq!(Funnel::of(&[(0, 0)], 20), None);
        let funnel = Funnel::of(&[(0, 30), (0, 40)], 20).unwrap();
        assert_eq!(funnel.limits(0), None);
        assert_eq!(limits(funnel.target, 30, funnel.dispersion), [0.0; 4]);
    }
}
