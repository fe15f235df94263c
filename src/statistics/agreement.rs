//! Do coders who do not know of each other say the same?

use std::collections::{BTreeMap, BTreeSet};

use super::bootstrap::{Bootstrap, percentile_interval};
use super::rate::Interval;

/// Krippendorff's alpha with what belongs beside it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Alpha {
    /// 1 − observed/expected disagreement; `None` where no disagreement could be expected: everybody always said the same.
    pub alpha: Option<f64>,
    /// Percentile interval; `None` without an alpha.
    pub interval: Option<Interval>,
    /// Share of the pairs of coders, within units, that said the same; `None` without a pair.
    pub percent: Option<f64>,
    /// Units two coders or more have coded.
    pub units: usize,
}

/// How firm conclusions from such coding may be (Krippendorff 2004, Human Communication Research 30).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reliability {
    /// Alpha below 0.667.
    Unreliable,
    /// 0.667 and more.
    Tentative,
    /// 0.800 and more.
    Reliable,
}

impl Reliability {
    pub fn of(alpha: f64) -> Self {
        match alpha {
            0.800.. => Self::Reliable,
            0.667.. => Self::Tentative,
            _ => Self::Unreliable,
        }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unreliable => "unreliable",
            Self::Tentative => "tentative",
            Self::Reliable => "reliable",
        }
    }
}

/// Nominal distance: different is different.
pub fn nominal<T: PartialEq>(one: &T, other: &T) -> f64 {
    f64::from(u8::from(one != other))
}

/// MASI distance of two sets (Passonneau 2006, LREC): 1 − Jaccard · monotonicity, which is 1 for equal sets, 2/3 where one
/// holds the other, 1/3 where they meet, 0 where they do not. Two empty sets agree.
pub fn masi<T: Ord>(one: &BTreeSet<T>, other: &BTreeSet<T>) -> f64 {
    let shared = one.intersection(other).count();
    let all = one.len() + other.len() - shared;
    let monotonicity = if shared == all {
        return 0.0;
    } else if shared == one.len() || shared == other.len() {
        2.0 / 3.0
    } else {
        1.0 / 3.0
    };
    1.0 - shared as f64 / all as f64 * monotonicity
}

/// Krippendorff's alpha (Krippendorff 2011, "Computing Krippendorff's alpha-reliability") of `units`, each with the values
/// its coders gave, the missing ones left out; units with fewer than two values say nothing.
///
/// The interval, at confidence `1 - alpha`, comes from the plain bootstrap over units, which redraws the expected disagreement
/// too; Krippendorff's own algorithm holds it fixed and is narrower for rare values. Draws in which nobody differs are left out.
pub fn krippendorff<T: Ord>(
    units: &[Vec<T>],
    distance: impl Fn(&T, &T) -> f64,
    draws: usize,
    seed: u64,
    alpha: f64,
) -> Alpha {
    let study = Study::new(units, distance);
    let once = vec![1; study.units.len()];
    let mut bootstrap = Bootstrap::new(study.units.len(), draws, seed);
    let mut drawn = Vec::with_capacity(draws);
    while let Some(times) = bootstrap.draw() {
        drawn.extend(study.alpha(times));
    }
    let found = study.alpha(&once);
    Alpha {
        alpha: found,
        interval: found.and_then(|_| percentile_interval(drawn, alpha)),
        percent: study.percent(),
        units: study.units.len(),
    }
}

/// Values by number, their distances, and what each unit adds to the observed disagreement.
struct Study {
    units: Vec<Unit>,
    distances: Vec<Vec<f64>>,
}

struct Unit {
    values: Vec<usize>,
    /// Sum of the distances of ordered pairs, over the number of values less one.
    disagreement: f64,
}

impl Study {
    fn new<T: Ord>(units: &[Vec<T>], distance: impl Fn(&T, &T) -> f64) -> Self {
        let pairable = units.iter().filter(|unit| unit.len() > 1);
        let distinct: BTreeSet<&T> = pairable.clone().flatten().collect();
        let distances: Vec<Vec<f64>> = distinct
            .iter()
            .map(|one| distinct.iter().map(|other| distance(one, other)).collect())
            .collect();
        let numbers: BTreeMap<&T, usize> = distinct.into_iter().zip(0..).collect();
        let units = pairable.map(|unit| {
            let values = unit
                .iter()
                .filter_map(|value| numbers.get(value).copied())
                .collect();
            Unit::new(values, &distances)
        });
        Self {
            units: units.collect(),
            distances,
        }
    }

    /// Alpha where each unit counts as often as `times` says.
    fn alpha(&self, times: &[u32]) -> Option<f64> {
        let mut counts = vec![0.0; self.distances.len()];
        let mut observed = 0.0;
        for (unit, &times) in self.units.iter().zip(times) {
            observed += f64::from(times) * unit.disagreement;
            for &value in &unit.values {
                counts[value] += f64::from(times);
            }
        }
        let all: f64 = counts.iter().sum();
        let expected: f64 = self
            .distances
            .iter()
            .zip(&counts)
            .map(|(row, count)| count * weighted(row, &counts))
            .sum();
        (expected > 0.0).then(|| 1.0 - (all - 1.0) * observed / expected)
    }

    fn percent(&self) -> Option<f64> {
        let pairs = |unit: &Unit| unit.values.len() * (unit.values.len() - 1);
        let alike = |unit: &Unit| {
            let same = |value| unit.values.iter().filter(|other| *other == value).count() - 1;
            unit.values.iter().map(same).sum::<usize>()
        };
        let all: usize = self.units.iter().map(pairs).sum();
        (all > 0).then(|| self.units.iter().map(alike).sum::<usize>() as f64 / all as f64)
    }
}

impl Unit {
    fn new(values: Vec<usize>, distances: &[Vec<f64>]) -> Self {
        let between = |one: &usize| values.iter().map(|&other| distances[*one][other]).sum::<f64>();
        let disagreement = values.iter().map(between).sum::<f64>() / (values.len() - 1) as f64;
        Self { values, disagreement }
    }
}

fn weighted(row: &[f64], counts: &[f64]) -> f64 {
    row.iter()
        .zip(counts)
        .map(|(distance, count)| distance * count)
        .sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Coders as lines, a unit a word, `*` for a missing value.
    fn units(coders: &[&str]) -> Vec<Vec<String>> {
        let coders: Vec<Vec<&str>> = coders.iter().map(|line| line.split(' ').collect()).collect();
        let unit = |index: usize| coders.iter().map(move |coder| coder[index]);
        let said = |index| {
            unit(index)
                .filter(|value| *value != "*")
                .map(str::to_owned)
                .collect()
        };
        (0..coders[0].len()).map(said).collect()
    }

    fn alpha<T: Ord>(units: &[Vec<T>], distance: impl Fn(&T, &T) -> f64) -> Option<f64> {
        krippendorff(units, distance, 0, 0, 0.05).alpha
    }

    fn set(text: &str) -> BTreeSet<char> {
        text.chars().collect()
    }

    #[test]
    fn the_published_nominal_alphas_are_met() {
        let three = units(&[
            "* * * * * 3 4 1 2 1 1 3 3 * 3",
            "1 * 2 1 3 3 4 3 * * * * * * *",
            "* * 2 1 3 4 4 * 2 1 1 3 3 * 4",
        ]);
        assert!((alpha(&three, nominal).unwrap() - 0.691_358_024_691_358).abs() < 1e-12);
        // Krippendorff 2011, section C: four observers, twelve units.
        let four = units(&[
            "1 2 3 3 2 1 4 1 2 * * *",
            "1 2 3 3 2 2 4 1 2 5 * 3",
            "* 3 3 3 2 3 4 2 2 5 1 *",
            "1 2 3 3 2 4 4 1 2 5 1 *",
        ]);
        assert!((alpha(&four, nominal).unwrap() - 0.743_421_052_631_579).abs() < 1e-12);
    }

    #[test]
    fn the_published_binary_alpha_is_met() {
        // Krippendorff 2011, section A: two observers, ten articles.
        let two = units(&["0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"]);
        let found = krippendorff(&two, nominal, 0, 0, 0.05);
        assert!((found.alpha.unwrap() - 0.095_238_095_238_095).abs() < 1e-12);
        assert_eq!(found.percent, Some(0.6));
    }

    #[test]
    fn masi_is_that_of_passonneau() {
        for (one, other, expected) in [
            ("ab", "ab", 0.0),
            ("", "", 0.0),
            ("ab", "abcd", 1.0 - 0.5 * 2.0 / 3.0),
            ("abc", "bcd", 1.0 - 0.5 / 3.0),
            ("a", "b", 1.0),
            ("", "a", 1.0),
        ] {
            assert!(
                (masi(&set(one), &set(other)) - expected).abs() < 1e-12,
                "{one} {other}"
            );
        }
    }

    #[test]
    fn alpha_of_sets_is_the_one_worked_by_hand() {
        // Observed 2/9, expected 28/45.
        let units = [["a", "a"], ["ab", "a"], ["b", "b"]].map(|unit| unit.map(set).to_vec());
        assert!((alpha(&units, masi).unwrap() - 9.0 / 14.0).abs() < 1e-12);
    }

    #[test]
    fn where_all_always_say_the_same_there_is_no_alpha() {
        let found = krippendorff(&units(&["0 0 0", "0 0 0"]), nominal, 10, 0, 0.05);
        assert_eq!(
            (found.alpha, found.interval, found.percent),
            (None, None, Some(1.0))
        );
    }

    #[test]
    fn units_of_one_coder_say_nothing() {
        let found = krippendorff(&units(&["1 1 2 3", "1 * 2 *"]), nominal, 0, 0, 0.05);
        assert_eq!((found.alpha, found.units), (Some(1.0), 2));
        assert_eq!(
            krippendorff(&units(&["1 2", "* *"]), nominal, 0, 0, 0.05).percent,
            None
        );
    }

    #[test]
    fn the_gates_are_at_two_thirds_and_four_fifths() {
        assert_eq!(
            [0.9, 0.8, 0.7, 0.5].map(|alpha| Reliability::of(alpha).as_str()),
            ["reliable", "reliable", "tentative", "unreliable"]
        );
    }

    proptest! {
        #[test]
        fn alpha_does_not_depend_on_the_order_of_units_and_coders(
            mut coded in proptest::collection::vec(proptest::collection::vec(0u8..3, 0..4), 1..12)
        ) {
            let before = krippendorff(&coded, nominal, 0, 0, 0.05);
            coded.reverse();
            coded.iter_mut().for_each(|unit| unit.reverse());
            let after = krippendorff(&coded, nominal, 0, 0, 0.05);
            prop_assert_eq!(before.units, after.units);
            let alike = match (before.alpha, after.alpha) {
                (Some(one), Some(other)) => (one - other).abs() < 1e-9 && one <= 1.0 + 1e-12,
                (one, other) => one == other,
            };
            prop_assert!(alike);
        }

        #[test]
        fn masi_is_a_symmetric_distance_in_zero_to_one(one in "[a-d]{0,4}", other in "[a-d]{0,4}") {
            let (one, other) = (set(&one), set(&other));
            let distance = masi(&one, &other);
            prop_assert!((0.0..=1.0).contains(&distance));
            prop_assert_eq!(distance, masi(&other, &one));
            prop_assert_eq!(distance == 0.0, one == other);
        }
    }
}
