//! Chance that is the same every time.

/// SplitMix64 (Steele, Lea, Flood 2014, OOPSLA): one seed, one sequence, on every machine.
#[derive(Debug, Clone)]
pub struct Random {
    state: u64,
}

impl Random {
    pub fn seeded(seed: u64) -> Self {
        Self { state: seed }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to `end`, which is left out; 0 when `end` is 0.
    pub fn below(&mut self, end: usize) -> usize {
        // Multiply and take the high half (Lemire 2019); for ends below 2^32 the bias is under 2^-32.
        ((u128::from(self.next()) * end as u128) >> 64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_sequence_is_met() {
        let mut random = Random::seeded(1_234_567);
        assert_eq!(
            [(); 3].map(|()| random.next()),
            [
                6_457_827_717_110_365_317,
                3_203_168_211_198_807_973,
                9_817_491_932_198_370_423
            ]
        );
    }

    #[test]
    fn every_number_below_the_end_comes_about_equally_often() {
        let mut random = Random::seeded(7);
        let mut seen = [0; 6];
        for _ in 0..60_000 {
            seen[random.below(6)] += 1;
        }
        assert!(
            seen.iter().all(|&times| (9_600..10_400).contains(&times)),
            "{seen:?}"
        );
        assert_eq!(random.below(0), 0);
    }
}
