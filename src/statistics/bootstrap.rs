//! How far a figure would move with other appeals of the same kind.

use super::random::Random;
use super::rate::Interval;

/// Draws of `units` units with replacement, `times` times: how often each unit was drawn (Efron 1979, Annals of
/// Statistics 7). The same seed gives the same draws.
#[derive(Debug)]
pub struct Bootstrap {
    drawn: Vec<u32>,
    left: usize,
    random: Random,
}

impl Bootstrap {
    pub fn new(units: usize, times: usize, seed: u64) -> Self {
        Self {
            drawn: vec![0; units],
            left: times,
            random: Random::seeded(seed),
        }
    }

    /// The next draw; `None` after the last.
    pub fn draw(&mut self) -> Option<&[u32]> {
        self.left = self.left.checked_sub(1)?;
        self.drawn.fill(0);
        let units = self.drawn.len();
        for _ in 0..units {
            if let Some(times) = self.drawn.get_mut(self.random.below(units)) {
                *times += 1;
            }
        }
        Some(&self.drawn)
    }
}

/// Percentile interval at confidence `1 - alpha` of what the draws gave (Efron & Tibshirani 1993, chapter 13), by
/// interpolated quantiles (type 7 of Hyndman & Fan 1996). Draws that gave no number are left out; `None` where none did.
pub fn percentile_interval(mut drawn: Vec<f64>, alpha: f64) -> Option<Interval> {
    drawn.retain(|value| value.is_finite());
    drawn.sort_by(f64::total_cmp);
    Some(Interval {
        low: quantile(&drawn, alpha / 2.0)?,
        high: quantile(&drawn, 1.0 - alpha / 2.0)?,
    })
}

fn quantile(sorted: &[f64], p: f64) -> Option<f64> {
    let place = p * sorted.len().checked_sub(1)? as f64;
    let below = sorted.get(place.floor() as usize)?;
    let above = sorted.get(place.ceil() as usize)?;
    Some(below + (above - below) * place.fract())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quantiles_are_those_of_type_seven() {
        let interval = percentile_interval((1..=10).map(f64::from).collect(), 0.5).unwrap();
        assert_eq!((interval.low, interval.high), (3.25, 7.75));
    }

    #[test]
    fn draws_without_a_number_are_left_out() {
        let interval = percentile_interval(vec![f64::NAN, 2.0, 2.0], 0.05).unwrap();
        assert_eq!((interval.low, interval.high), (2.0, 2.0));
        assert_eq!(percentile_interval(vec![f64::NAN], 0.05), None);
        assert_eq!(percentile_interval(Vec::new(), 0.05), None);
    }

    #[test]
    fn every_draw_has_as_many_units_and_the_seed_decides_which() {
        let draws = |seed| {
            let mut bootstrap = Bootstrap::new(50, 20, seed);
            let mut all = Vec::new();
            while let Some(drawn) = bootstrap.draw() {
                assert_eq!(drawn.iter().sum::<u32>(), 50);
                all.push(drawn.to_vec());
            }
            all
        };
        assert_eq!(draws(1).len(), 20);
        assert_eq!(draws(1), draws(1));
        assert_ne!(draws(1), draws(2));
    }

    #[test]
    fn the_interval_of_a_mean_is_near_the_normal_one() {
        // 400 units, half of them 1: standard error 0.025.
        let mut bootstrap = Bootstrap::new(400, 2000, 3);
        let mut means = Vec::new();
        while let Some(drawn) = bootstrap.draw() {
            means.push(drawn.iter().step_by(2).sum::<u32>() as f64 / 400.0);
        }
        let interval = percentile_interval(means, 0.05).unwrap();
        assert!(
            (interval.low - 0.451).abs() < 0.005 && (interval.high - 0.549).abs() < 0.005,
            "{interval:?}"
        );
    }
}
