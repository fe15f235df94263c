//! How the letters of roots follow one another: what tells a likely unknown root from an unlikely one.

use super::alphabet::{CODES, EDGE};

/// Weight of the estimate from fewer letters within that from more, in observations: interpolation as of Jelinek and
/// Mercer (1980) with a weight that falls with the count.
const BACKING: f32 = 4.0;

/// Counts of three letters in a row, edges of the root included, by the pair of the first two.
pub(super) struct LetterCounts(Vec<[f32; CODES]>);

impl Default for LetterCounts {
    fn default() -> Self {
        Self(vec![[0.0; CODES]; CODES * CODES])
    }
}

impl LetterCounts {
    pub(super) fn add(&mut self, codes: &[u8]) {
        let (mut first, mut second) = (EDGE, EDGE);
        for &third in codes.iter().chain([&EDGE]) {
            self.0[pair(first, second)][third as usize] += 1.0;
            (first, second) = (second, third);
        }
    }

    pub(super) fn model(&self) -> LetterModel {
        let mut one = [1.0f32; CODES];
        let mut two = vec![[0.0f32; CODES]; CODES];
        for (pair, counts) in self.0.iter().enumerate() {
            for (third, count) in counts.iter().enumerate() {
                one[third] += count;
                two[pair % CODES][third] += count;
            }
        }
        let all: f32 = one.iter().sum();
        let one = one.map(|count| count / all);
        let two: Vec<[f32; CODES]> = two.iter().map(|counts| backed(counts, &one)).collect();
        let three = self
            .0
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
