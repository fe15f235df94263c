//! How the letters of roots follow one another: what tells a likely unknown root from an unlikely one.

use std::collections::BTreeMap;

use super::alphabet::{CODES, EDGE};

/// Weight of the estimate from fewer letters within that from more, in observations: interpolation as of Jelinek and
/// Mercer (1980) with a weight that falls with the count.
const BACKING: f32 = 4.0;

/// Counts of three letters in a row, edges of the root included.
#[derive(Default)]
pub(super) struct LetterCounts(BTreeMap<[u8; 3], u32>);

impl LetterCounts {
    pub(super) fn add(&mut self, codes: &[u8]) {
        let (mut first, mut second) = (EDGE, EDGE);
        for &third in codes.iter().chain([&EDGE]) {
            *self.0.entry([first, second, third]).or_default() += 1;
            (first, second) = (second, third);
        }
    }

    pub(super) fn model(&self) -> LetterModel {
        let mut one = [1.0f32; CODES];
        let mut two = vec![[0.0f32; CODES]; CODES];
        let mut three = vec![[0.0f32; CODES]; CODES * CODES];
        for (&[first, second, third], &count) in &self.0 {
            let count = count as f32;
            one[third as usize] += count;
            two[second as usize][third as usize] += count;
            three[pair(first, second)][third as usize] += count;
        }
        let all: f32 = one.iter().sum();
        let one = one.map(|count| count / all);
        let two: Vec<[f32; CODES]> = two.iter().map(|counts| backed(counts, &one)).collect();
        let three = three
            .iter()
            .enumerate()
            .map(|(pair, counts)| backed(counts, &two[pair % CODES]).map(f32::ln))
            .collect();
        LetterModel(three)
    }
}

fn pair(first: u8, second: u8) -> usize {
    first as usize * CODES + second as usize
}

fn backed(counts: &[f32; CODES], shorter: &[f32; CODES]) -> [f32; CODES] {
    let all: f32 = counts.iter().sum::<f32>() + BACKING;
    std::array::from_fn(|letter| (counts[letter] + BACKING * shorter[letter]) / all)
}

/// The logarithm of the probability of each letter after two others within roots of a kind.
pub(super) struct LetterModel(Vec<[f32; CODES]>);

impl LetterModel {
    fn next(&self, first: u8, second: u8, third: u8) -> f32 {
        self.0[pair(first, second)][third as usize]
    }

    /// Fills `begun[n]` with the logarithm of the probability that a root begins with the first `n` letters.
    pub(super) fn begin(&self, codes: &[u8], begun: &mut [f32]) {
        let (mut first, mut second) = (EDGE, EDGE);
        let mut so_far = 0.0;
        begun[0] = so_far;
        for (at, &third) in codes.iter().enumerate() {
            so_far += self.next(first, second, third);
            begun[at + 1] = so_far;
            (first, second) = (second, third);
        }
    }

    /// The logarithm of the probability that `codes` is a whole root, its last letter read as `last`.
    pub(super) fn whole(&self, codes: &[u8], last: u8, begun: &[f32]) -> f32 {
        let before = |back: usize| codes.len().checked_sub(back).map_or(EDGE, |at| codes[at]);
        let (first, second) = (before(3), before(2));
        begun[codes.len() - 1] + self.next(first, second, last) + self.next(second, last, EDGE)
    }
}
