//! How improbable a count is that was expected to be smaller.

use statrs::function::beta::beta_reg;
use statrs::function::gamma::gamma_lr;

/// Probability of `count` or more where `mean` is expected and the variance is `dispersion` times the mean: Poisson for a
/// dispersion of 1 or less, else negative binomial with size mean/(dispersion − 1).
pub fn at_least(count: u64, mean: f64, dispersion: f64) -> f64 {
    if count == 0 {
        return 1.0;
    }
    if mean <= 0.0 {
        return 0.0;
    }
    let count = count as f64;
    if dispersion <= 1.0 {
        // P(X ≥ y) is the regularised lower incomplete gamma function P(y, μ).
        return gamma_lr(count, mean);
    }
    let size = mean / (dispersion - 1.0);
    // P(X ≥ y) is the regularised incomplete beta function I(1−p; y, size) with p = 1/φ.
    beta_reg(count, size, 1.0 - 1.0 / dispersion)
}

/// Over-dispersion φ of counts with their expectations: Pearson's X² over D − 1, at least 1, with the most extreme tenth
/// (rounded up) of the standardised residuals on either side brought in to the next one, so that what is to be found does not hide
/// itself (Spiegelhalter 2005, Statistics in Medicine 24, "winsorised" estimate). 1 for fewer than three districts.
pub fn dispersion(counts: &[(f64, f64)]) -> f64 {
    let counts = counts.iter().filter(|(_, expected)| *expected > 0.0);
    winsorised(
        counts
            .map(|(count, expected)| (count - expected) / expected.sqrt())
            .collect(),
    )
}

/// The same from the standardised residuals themselves.
pub(super) fn winsorised(mut residuals: Vec<f64>) -> f64 {
    if residuals.len() < 3 {
        return 1.0;
    }
    residuals.sort_by(f64::total_cmp);
    let cut = (WINSORISED * residuals.len() as f64).ceil() as usize;
    let (low, high) = (residuals[cut], residuals[residuals.len() - 1 - cut]);
    let squares: f64 = residuals
        .iter()
        .map(|residual| residual.clamp(low, high).powi(2))
        .sum();
    (squares / (residuals.len() - 1) as f64).max(1.0)
}

/// The share of residuals brought in on either side.
const WINSORISED: f64 = 0.1;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tails_are_those_of_the_published_vectors() {
        for (dispersion, expected) in [
            (1.0, 0.003_454_341_975_853_814),
            (2.0, 0.030_714_172_869_917_622),
            (3.0, 0.059_351_214_270_492_28),
        ] {
            let found = at_least(20, 10.0, dispersion);
            assert!((found - expected).abs() < 1e-8, "φ = {dispersion}: {found}");
        }
    }

    #[test]
    fn none_or_more_is_certain_and_any_is_impossible_where_none_is_expected() {
        assert_eq!(at_least(0, 3.0, 1.0), 1.0);
        assert_eq!(at_least(2, 0.0, 1.0), 0.0);
    }

    #[test]
    fn far_tails_stay_positive_and_fall() {
        let tails: Vec<f64> = [50, 100, 200].map(|count| at_least(count, 10.0, 1.0)).to_vec();
        assert!(
            tails.windows(2).all(|pair| pair[0] > pair[1] && pair[1] > 0.0),
            "{tails:?}"
        );
        assert!((at_least(10_000_000, 1e7, 1.0) - 0.5).abs() < 1e-3);
    }

    #[test]
    fn counts_as_expected_are_not_overdispersed_and_one_outlier_does_not_make_them_so() {
        let mut counts: Vec<(f64, f64)> = (0..20).map(|at| (95.0 + f64::from(at % 11), 100.0)).collect();
        assert_eq!(dispersion(&counts), 1.0);
        counts[3].0 = 900.0;
        assert_eq!(dispersion(&counts), 1.0);
        let wild: Vec<(f64, f64)> = (0..20)
            .map(|at| (if at % 2 == 0 { 70.0 } else { 130.0 }, 100.0))
            .collect();
        assert!((dispersion(&wild) - 9.0 * 20.0 / 19.0).abs() < 1e-9);
    }
}
