//! What a district would write if nothing were special about it.

/// Counts to be expected in each district from the rate of all the others, by residents: the district is left out, for one
/// city may hold most of an oblast. Empty where the others have no residents.
pub fn by_residents(counts: &[f64], residents: &[f64]) -> Vec<Option<f64>> {
    let all_counts: f64 = counts.iter().sum();
    let all_residents: f64 = residents.iter().sum();
    let expected = |(count, own): (&f64, &f64)| {
        let others = all_residents - own;
        (others > 0.0).then(|| own * (all_counts - count) / others)
    };
    counts.iter().zip(residents).map(expected).collect()
}

/// The count of a code to be expected in a district from what the district writes in all and what share the code has
/// everywhere: a place that writes more about everything is not special in anything.
pub fn by_mix(of_district: f64, of_code: f64, of_all: f64) -> Option<f64> {
    (of_all > 0.0).then(|| of_district * of_code / of_all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_district_is_left_out_of_its_own_expectation() {
        assert_eq!(
            by_residents(&[30.0, 10.0], &[1000.0, 2000.0]),
            [Some(5.0), Some(60.0)]
        );
        assert_eq!(by_residents(&[3.0], &[1000.0]), [None]);
    }

    #[test]
    fn a_district_that_writes_twice_as_much_is_expected_to() {
        assert_eq!(by_mix(200.0, 50.0, 1000.0), Some(10.0));
        assert_eq!(by_mix(0.0, 0.0, 0.0), None);
    }
}
