//! Texts as vectors of stems, and how alike they are.

use rustc_hash::FxHashMap;

use super::reading::Reading;

/// Stems with weights, ascending by stem, of length 1; nothing is like an empty one.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Vector(Vec<(u32, f64)>);

impl Vector {
    /// The vector of some stems, each weighed by its rarity: a word of every letter makes no two texts alike.
    pub fn of(stems: impl IntoIterator<Item = u32>, reading: &Reading) -> Self {
        let mut weights: Vec<(u32, f64)> = stems
            .into_iter()
            .map(|stem| (stem, reading.rarity(stem)))
            .collect();
        weights.sort_by_key(|(stem, _)| *stem);
        weights.dedup_by_key(|(stem, _)| *stem);
        Self::scaled(weights)
    }

    /// Brings ascending weights to length 1.
    fn scaled(mut weights: Vec<(u32, f64)>) -> Self {
        let length = weights
            .iter()
            .map(|(_, weight)| weight * weight)
            .sum::<f64>()
            .sqrt();
        if length == 0.0 {
            return Self::default();
        }
        weights.iter_mut().for_each(|(_, weight)| *weight /= length);
        Self(weights)
    }

    pub fn weights(&self) -> &[(u32, f64)] {
        &self.0
    }

    /// Cosine, 0 to 1.
    pub fn likeness(&self, other: &Self) -> f64 {
        let (mut mine, mut theirs) = (self.0.as_slice(), other.0.as_slice());
        let mut sum = 0.0;
        while let ([(stem, weight), rest @ ..], [(other, by), others @ ..]) = (mine, theirs) {
            if stem == other {
                sum += weight * by;
            }
            if stem <= other {
                mine = rest;
            }
            if other <= stem {
                theirs = others;
            }
        }
        sum
    }
}

/// Vectors found by what they share.
#[derive(Debug, Clone, Default)]
pub struct Vectors {
    vectors: Vec<Vector>,
    /// By stem, the places of the vectors that have it, ascending, and its weight in each.
    having: FxHashMap<u32, Vec<(u32, f64)>>,
}

impl Vectors {
    pub fn new(vectors: Vec<Vector>) -> Self {
        let mut having: FxHashMap<u32, Vec<(u32, f64)>> = FxHashMap::default();
        for (place, vector) in (0..).zip(&vectors) {
            for &(stem, weight) in vector.weights() {
                having.entry(stem).or_default().push((place, weight));
            }
        }
        Self { vectors, having }
    }

    pub fn all(&self) -> &[Vector] {
        &self.vectors
    }

    /// The sum of all, of length 1.
    pub fn middle(&self) -> Vector {
        let mut stems: Vec<u32> = self.having.keys().copied().collect();
        stems.sort_unstable();
        let sum = |stem: u32| {
            (
                stem,
                self.having[&stem].iter().map(|(_, weight)| weight).sum::<f64>(),
            )
        };
        Vector::scaled(stems.into_iter().map(sum).collect())
    }

    /// The vectors at least `least` (above 0) like `vector`, ascending by place, with their likeness.
    pub fn like(&self, vector: &Vector, least: f64) -> Vec<(usize, f64)> {
        let mut sums = vec![0.0; self.vectors.len()];
        for (stem, weight) in vector.weights() {
            for &(place, by) in self.having.get(stem).into_iter().flatten() {
                sums[place as usize] += weight * by;
            }
        }
        let found = sums.into_iter().enumerate();
        found.filter(|(_, likeness)| *likeness >= least).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::wording::sample_writings;

    fn vectors() -> Vectors {
        let writings = sample_writings(&[
            "горячей воды нет неделю",
            "горячей воды нет месяц",
            "дорога разбита, ямы",
        ]);
        let reading = Reading::of(&writings);
        let vector = |text| Vector::of(reading.stems_of(text).iter().copied(), &reading);
        Vectors::new((0..3).map(vector).collect())
    }

    #[test]
    fn a_text_is_like_itself_and_unlike_what_it_shares_nothing_with() {
        let vectors = vectors();
        let [first, second, third] = vectors.all() else {
            panic!("three texts, three vectors")
        };
        assert!((first.likeness(first) - 1.0).abs() < 1e-12);
        assert!(first.likeness(second) > 0.0);
        assert_eq!(first.likeness(third), 0.0);
    }

    #[test]
    fn what_is_found_is_what_is_alike() {
        let vectors = vectors();
        for vector in vectors.all() {
            for (place, likeness) in vectors.like(vector, 1e-9) {
                assert!((vectors.all()[place].likeness(vector) - likeness).abs() < 1e-12);
            }
        }
        assert_eq!(vectors.like(&vectors.all()[0], 1e-9).len(), 2);
        assert_eq!(vectors.like(&Vector::default(), 1e-9), []);
    }
}
