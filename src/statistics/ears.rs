//! Early aberration: is this week above the few weeks before it? (Hutwagner, Thompson, Seeman, Treadwell 2003, Journal of
//! Urban Health 80; `earsC` of the R package surveillance.)

use super::tail::at_least;

/// Weeks a baseline has.
const BASELINE: usize = 7;
/// Weeks between the baseline of C2 and the week judged, so that a slow rise does not raise its own bound.
const LAG: usize = 2;
/// The 99.9 % point of the normal distribution.
const Z: f64 = 3.090_232_306_167_814;
/// The least standard deviation: a baseline of equal counts is no proof that nothing ever varies.
const LEAST_DEVIATION: f64 = 1.0;

/// What a week was expected to be, and the bound above which it is an alarm.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bound {
    pub expected: f64,
    pub upper: f64,
    /// Variance of the weeks as a multiple of what was expected, for the chance of passing the bound; 1 for Poisson.
    pub dispersion: f64,
}

/// C1: the week at `at` against the seven before it; `None` where there are fewer.
pub fn ears_c1(weeks: &[f64], at: usize) -> Option<Bound> {
    bound(weeks.get(at.checked_sub(BASELINE)?..at)?)
}

/// C2: against the seven weeks that end three before it.
pub fn ears_c2(weeks: &[f64], at: usize) -> Option<Bound> {
    bound(weeks.get(at.checked_sub(BASELINE + LAG)?..at - LAG)?)
}

impl Bound {
    /// The same with the bound raised, where it must be, to what a Poisson count passes once in a thousand weeks when its
    /// mean is known from as many weeks as a baseline has only (negative binomial prediction from Jeffreys' prior): of rare
    /// matters, a mean and a deviation alone let through several times as many false alarms as they say.
    #[must_use]
    pub fn raised(self) -> Self {
        let weeks = BASELINE as f64;
        let mean = (self.expected * weeks + 0.5) / weeks;
        let passes_by_chance = |count: u64| at_least(count + 1, mean, 1.0 + 1.0 / weeks) > ONCE_IN;
        let mut upper = self.upper.floor().max(0.0) as u64;
        while passes_by_chance(upper) {
            upper += 1;
        }
        Self {
            upper: self.upper.max(upper as f64),
            ..self
        }
    }
}

/// The share of weeks without an outbreak that may be alarms.
const ONCE_IN: f64 = 0.001;

fn bound(baseline: &[f64]) -> Option<Bound> {
    let n = baseline.len() as f64;
    let mean = baseline.iter().sum::<f64>() / n;
    let squares: f64 = baseline.iter().map(|week| (week - mean).powi(2)).sum();
    let deviation = (squares / (n - 1.0)).sqrt();
    Some(Bound {
        expected: mean,
        upper: mean + Z * deviation.max(LEAST_DEVIATION),
        dispersion: 1.0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::Random;

    const WEEKS: [f64; 10] = [3.0, 5.0, 4.0, 6.0, 5.0, 4.0, 7.0, 6.0, 9.0, 14.0];

    #[test]
    fn the_bounds_are_the_published_ones_and_the_tenth_week_is_an_alarm() {
        let (c1, c2) = (ears_c1(&WEEKS, 9).unwrap(), ears_c2(&WEEKS, 9).unwrap());
        assert!((c1.upper - 11.335_539_201_108_25).abs() < 1e-8, "{c1:?}");
        assert!((c2.upper - 9.014_078_294_238_146).abs() < 1e-8, "{c2:?}");
        assert!(WEEKS[9] > c1.upper && WEEKS[9] > c2.upper);
    }

    #[test]
    fn without_a_baseline_there_is_no_bound() {
        assert_eq!(ears_c1(&WEEKS, 6), None);
        assert_eq!(ears_c2(&WEEKS, 8), None);
    }

    #[test]
    fn weeks_of_equal_counts_still_leave_room_for_chance() {
        assert!(ears_c1(&[2.0; 8], 7).unwrap().upper > 5.0);
    }

    #[test]
    fn a_raised_bound_keeps_rare_matters_from_false_alarms() {
        let rare = ears_c1(&[0.0, 1.0, 0.0, 1.0, 1.0, 0.0, 1.0, 0.0], 7).unwrap();
        assert!(rare.upper < 4.0);
        assert_eq!(rare.raised().upper, 5.0);
        let many = ears_c1(&[100.0, 140.0, 60.0, 120.0, 80.0, 100.0, 100.0, 0.0], 7).unwrap();
        assert_eq!(many.raised(), many);
    }

    /// A count of the mean: of so many independent letters, each comes with the same small chance.
    fn chance(random: &mut Random, mean: usize) -> f64 {
        (0..1_000 * mean).filter(|_| random.below(10_000) < 10).count() as f64
    }

    #[test]
    fn weeks_without_an_outbreak_are_alarms_once_in_a_thousand_at_most() {
        let mut random = Random::seeded(5);
        for mean in [1, 3, 10] {
            let weeks: Vec<f64> = (0..20_000).map(|_| chance(&mut random, mean)).collect();
            for (name, method) in [("C1", ears_c1 as fn(&[f64], usize) -> _), ("C2", ears_c2)] {
                let judged: Vec<bool> = (0..weeks.len())
                    .filter_map(|at| method(&weeks, at).map(|bound: Bound| weeks[at] > bound.raised().upper))
                    .collect();
                let share = judged.iter().filter(|alarm| **alarm).count() as f64 / judged.len() as f64;
                println!("{name} at {mean} a week: {share:.5}");
                assert!(share <= ONCE_IN, "{name} at {mean} a week: {share}");
            }
        }
    }
}
