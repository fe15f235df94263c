//! How much more a word belongs to one set of texts than to another.

/// The log-odds ratio of a word, pulled towards none by a prior, and how far it is from chance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LogOdds {
    /// Difference of the logarithms of the odds; above 0 where the word belongs to the first set.
    pub delta: f64,
    /// The same in units of its standard deviation.
    pub z: f64,
}

/// The weighted log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi, Quinn 2008, Political Analysis 16,
/// equations 16 and 20) of a word met `here` of `here_all` times and `there` of `there_all` times.
///
/// `prior` is the pseudo-count of the word and `prior_all` the sum over all words. `None` where the odds of either set do
/// not exist: no prior and no count, or the word is all there is.
pub fn log_odds(
    here: f64,
    here_all: f64,
    there: f64,
    there_all: f64,
    prior: f64,
    prior_all: f64,
) -> Option<LogOdds> {
    let log_of_odds = |count: f64, all: f64| {
        let (with, without) = (count + prior, all + prior_all - count - prior);
        (with > 0.0 && without > 0.0).then(|| (with / without).ln())
    };
    let delta = log_of_odds(here, here_all)? - log_of_odds(there, there_all)?;
    let deviation = (1.0 / (here + prior) + 1.0 / (there + prior)).sqrt();
    Some(LogOdds {
        delta,
        z: delta / deviation,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_vector_is_met() {
        let found = log_odds(40.0, 2_000.0, 60.0, 10_000.0, 10.0, 1_200.0).unwrap();
        assert!((found.delta - 0.925769475828699).abs() < 1e-12, "{found:?}");
        assert!((found.z - 4.999726599455634).abs() < 1e-12, "{found:?}");
    }

    #[test]
    fn what_belongs_to_one_set_is_missing_from_the_other() {
        let here = log_odds(40.0, 2_000.0, 60.0, 10_000.0, 10.0, 1_200.0).unwrap();
        let there = log_odds(60.0, 10_000.0, 40.0, 2_000.0, 10.0, 1_200.0).unwrap();
        assert!((here.z + there.z).abs() < 1e-12);
    }

    #[test]
    fn without_odds_there_is_no_ratio() {
        assert_eq!(log_odds(0.0, 10.0, 5.0, 10.0, 0.0, 0.0), None);
        assert_eq!(log_odds(10.0, 10.0, 5.0, 10.0, 0.0, 0.0), None);
    }
}
