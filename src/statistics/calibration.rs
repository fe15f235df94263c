//! Do probabilities mean what they say?

/// One bin of a reliability table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CalibrationBin {
    /// The bin holds probabilities above `from` (the first one 0 too) up to `to`.
    pub from: f64,
    pub to: f64,
    pub count: usize,
    /// Mean of what was said.
    pub said: f64,
    /// Share that was right.
    pub right: f64,
}

/// The filled ones of `bins` bins of equal width over `judged`, pairs of a probability and whether it was right.
pub fn reliability(judged: &[(f64, bool)], bins: usize) -> Vec<CalibrationBin> {
    let mut judged = judged.to_vec();
    judged.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let edge = |bin: usize| bin as f64 / bins as f64;
    let mut rest = judged.as_slice();
    let mut table = Vec::new();
    for bin in 0..bins {
        let last = bin + 1 == bins;
        let (inside, after) = rest.split_at(rest.partition_point(|(said, _)| last || *said <= edge(bin + 1)));
        rest = after;
        if !inside.is_empty() {
            let share = |sum: f64| sum / inside.len() as f64;
            table.push(CalibrationBin {
                from: edge(bin),
                to: edge(bin + 1),
                count: inside.len(),
                said: share(inside.iter().map(|(said, _)| said).sum()),
                right: share(inside.iter().filter(|(_, right)| *right).count() as f64),
            });
        }
    }
    table
}

/// Expected calibration error: the mean distance of said and right over the bins, by their counts (Naeini, Cooper,
/// Hauskrecht 2015, AAAI). It depends on the number of bins, and a small set gives a high figure by chance.
pub fn expected_calibration_error(table: &[CalibrationBin]) -> Option<f64> {
    let count: usize = table.iter().map(|bin| bin.count).sum();
    let distance = |bin: &CalibrationBin| bin.count as f64 * (bin.said - bin.right).abs();
    (count > 0).then(|| table.iter().map(distance).sum::<f64>() / count as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_is_the_weighted_distance_of_the_bins() {
        // Worked by hand: (0, 0.2] says 0.15, 1 of 2 right; (0.8, 1] says 0.9, 3 of 3 right.
        let judged = [(0.1, false), (0.2, true), (0.85, true), (0.9, true), (0.95, true)];
        let table = reliability(&judged, 5);
        assert_eq!(table.iter().map(|bin| bin.count).collect::<Vec<_>>(), [2, 3]);
        let error = expected_calibration_error(&table).unwrap();
        assert!((error - (2.0 * 0.35 + 3.0 * 0.1) / 5.0).abs() < 1e-12, "{error}");
    }

    #[test]
    fn ends_belong_to_the_first_and_last_bin() {
        let table = reliability(&[(0.0, false), (1.0, true)], 10);
        assert_eq!((table[0].from, table[1].to), (0.0, 1.0));
        assert_eq!(expected_calibration_error(&table), Some(0.0));
    }

    #[test]
    fn nothing_judged_has_no_error() {
        assert_eq!(expected_calibration_error(&reliability(&[], 10)), None);
    }
}
