//! Many tests at once.

/// q-values of Benjamini and Hochberg (1995, JRSS B 57), in the order of `p`.
pub fn benjamini_hochberg(p: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|&a, &b| p[a].total_cmp(&p[b]).then(a.cmp(&b)));
    let mut q = vec![1.0; p.len()];
    let mut smallest: f64 = 1.0;
    for (rank, &index) in order.iter().enumerate().rev() {
        smallest = smallest.min(p[index] * p.len() as f64 / (rank + 1) as f64);
        q[index] = smallest;
    }
    q
}

/// q-values of Benjamini and Yekutieli (2001, Annals of Statistics 29), in the order of `p`: those of Benjamini and Hochberg
/// times Σ 1/i, at most 1, which hold however the tests depend on each other.
pub fn benjamini_yekutieli(p: &[f64]) -> Vec<f64> {
    let harmonic: f64 = (1..=p.len()).map(|rank| 1.0 / rank as f64).sum();
    benjamini_hochberg(p)
        .into_iter()
        .map(|q| (q * harmonic).min(1.0))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_vector_is_met() {
        let p = [
            0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216,
        ];
        let expected = [0.01, 0.04, 0.084, 0.084, 0.084, 0.1, 0.1057, 0.216, 0.216, 0.216];
        for (found, expected) in benjamini_hochberg(&p).iter().zip(expected) {
            assert!((found - expected).abs() < 5e-5, "{found} {expected}");
        }
    }

    #[test]
    fn dependence_costs_the_harmonic_number() {
        let q = benjamini_yekutieli(&[0.01, 0.02, 0.9]);
        assert!((q[0] - 0.03 * (1.0 + 0.5 + 1.0 / 3.0)).abs() < 1e-12);
        assert_eq!(q[2], 1.0);
    }

    #[test]
    fn the_order_of_the_tests_does_not_matter() {
        let q = benjamini_hochberg(&[0.04, 0.001, 0.03]);
        let mut reversed = benjamini_hochberg(&[0.03, 0.001, 0.04]);
        reversed.reverse();
        assert_eq!(q, reversed);
        assert!(benjamini_hochberg(&[]).is_empty());
    }
}
