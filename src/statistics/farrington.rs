//! Alarms of weeks with years behind them (Noufaily, Enki, Farrington, Garthwaite, Andrews, Charlett 2013, Statistics in
//! Medicine 32, 1206–1222; `farringtonFlexible` of the R package surveillance with `thresholdMethod = "nbPlugin"`).

use super::Bound;
use super::log_linear::{Fit, Observation};
use super::tail::at_least;

/// Weeks of a year, and on either side of the same week of an earlier year that are of its season.
const YEAR: usize = 52;
const HALF_WINDOW: usize = 3;
/// Years looked back, as many as there are.
const YEARS: std::ops::RangeInclusive<usize> = 3..=5;
/// Seasons of a year; the last is that of the week judged.
const SEASONS: usize = 10;
/// Weeks before the one judged that are left out: an outbreak that has begun must not raise its own bound.
const LEFT_OUT: usize = 26;
/// Standardised Anscombe residuals above this are of past outbreaks, which weigh less.
const OUTBREAK: f64 = 2.58;
/// The share of weeks without an outbreak that may be alarms.
const ONCE_IN: f64 = 0.001;

/// The bound of the week at `at` of a series of weekly counts; `None` where there are not three years before it, or the
/// model does not settle.
///
/// A quasi-Poisson model of season and trend is fitted to the past, fitted anew with past outbreaks weighing less, and
/// without the trend where this would lead above all that was ever seen. The bound is the quantile of the negative binomial
/// distribution with the expected count and the over-dispersion of the model.
pub fn farrington(weeks: &[f64], at: usize) -> Option<Bound> {
    let years = (at.checked_sub(HALF_WINDOW)? / YEAR).min(*YEARS.end());
    if !YEARS.contains(&years) || at >= weeks.len() {
        return None;
    }
    let past = past(weeks, at, years);
    let most = past.iter().map(|week| week.count).fold(0.0, f64::max);
    let now = week(weeks, at, SEASONS - 1);
    let with_trend = fitted(&past, true).filter(|fit| fit.expected(&now.terms(true)) <= most);
    let (expected, dispersion) = match with_trend {
        Some(fit) => (fit.expected(&now.terms(true)), fit.dispersion),
        None => {
            let fit = fitted(&past, false)?;
            (fit.expected(&now.terms(false)), fit.dispersion)
        }
    };
    let dispersion = dispersion.max(1.0);
    Some(Bound {
        expected,
        upper: quantile(expected, dispersion),
        dispersion,
    })
}

/// A week of the past.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Week {
    count: f64,
    /// Years since the beginning of the series.
    time: f64,
    /// From 0; the last is the season of the week judged.
    season: usize,
}

fn week(weeks: &[f64], at: usize, season: usize) -> Week {
    Week {
        count: weeks[at],
        time: at as f64 / YEAR as f64,
        season,
    }
}

impl Week {
    /// The row of the model's matrix: one, the season but the first, the time where there is a trend.
    fn terms(&self, trend: bool) -> Vec<f64> {
        let mut terms = vec![0.0; SEASONS + usize::from(trend)];
        terms[0] = 1.0;
        if self.season > 0 {
            terms[self.season] = 1.0;
        }
        if trend {
            terms[SEASONS] = self.time;
        }
        terms
    }
}

/// The weeks of the years before `at`, each with its season, without the latest.
fn past(weeks: &[f64], at: usize, years: usize) -> Vec<Week> {
    let last = at - LEFT_OUT;
    (at - years * YEAR - HALF_WINDOW..last)
        .filter_map(|place| Some(week(weeks, place, season(at - place)?)))
        .collect()
}

/// The season of a week so many weeks before the one judged; `None` within the window of the latter.
///
/// The window of three weeks on either side of the same week of each year is the last season; the weeks between two windows
/// are the others, five weeks each, from the earliest on.
fn season(before: usize) -> Option<usize> {
    const LENGTH: usize = (YEAR - 2 * HALF_WINDOW - 1) / (SEASONS - 1);
    // Weeks since the same week of a year before, and until that of the next.
    let (since, until) = ((YEAR - before % YEAR) % YEAR, before % YEAR);
    match since.min(until) <= HALF_WINDOW {
        _ if before <= HALF_WINDOW => None,
        true => Some(SEASONS - 1),
        false => Some((since - HALF_WINDOW - 1) / LENGTH),
    }
}

/// The model fitted twice: past outbreaks weigh less the second time.
fn fitted(past: &[Week], trend: bool) -> Option<Fit> {
    let mut observations: Vec<Observation> = past
        .iter()
        .map(|week| Observation {
            count: week.count,
            terms: week.terms(trend),
            weight: 1.0,
        })
        .collect();
    let first = Fit::of(&observations)?;
    let residuals = first.anscombe(&observations);
    let weights = weights(&residuals);
    for (observation, weight) in observations.iter_mut().zip(weights) {
        observation.weight = weight;
    }
    Fit::of(&observations)
}

/// Weights that sum to their number: those of residuals above [`OUTBREAK`] fall with the square of the residual.
fn weights(residuals: &[f64]) -> Vec<f64> {
    let raw = residuals.iter().map(|residual| match *residual > OUTBREAK {
        true => residual.powi(-2),
        false => 1.0,
    });
    let raw: Vec<f64> = raw.collect();
    let scale = raw.len() as f64 / raw.iter().sum::<f64>();
    raw.into_iter().map(|weight| weight * scale).collect()
}

/// The least count that is passed once in a thousand weeks at most.
fn quantile(mean: f64, dispersion: f64) -> f64 {
    let mut count = mean.floor().max(0.0) as u64;
    while at_least(count + 1, mean, dispersion) > ONCE_IN {
        count += 1;
    }
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::Random;

    /// A rough series with season, trend and an outbreak, the same as was given to R.
    fn series(scale: f64, rough: f64) -> Vec<f64> {
        let week = |t: u64| {
            let noise = ((17 * t * t + 5 * t + 11) % 13) as f64;
            let season = (6.0 + 5.0 * (2.0 * std::f64::consts::PI * t as f64 / 52.0).cos()).floor();
            let count = (scale * (rough * noise + season + (t / 40) as f64)).floor();
            if (150..=152).contains(&t) {
                count + 40.0
            } else {
                count
            }
        };
        (1..=300).map(week).collect()
    }

    /// Scale and roughness of the series, week (from 1), years of past, expected count and bound, by surveillance 1.20.3.
    const OF_R: [(f64, f64, usize, usize, f64, f64); 16] = [
        (1.0, 1.0, 165, 3, 18.252_908_552_047, 33.0),
        (1.0, 1.0, 200, 3, 20.817_123_846_594, 36.0),
        (1.0, 1.0, 233, 3, 13.047_866_295_402, 26.0),
        (1.0, 1.0, 299, 3, 20.787_049_170_038, 36.0),
        (1.0, 1.0, 270, 5, 21.697_590_624_423, 37.0),
        (1.0, 1.0, 299, 5, 21.239_409_986_382, 37.0),
        (0.15, 1.0, 165, 3, 2.179_746_047_56, 8.0),
        (0.15, 1.0, 200, 3, 3.532_897_611_518, 11.0),
        (0.15, 1.0, 299, 3, 2.459_509_530_488, 9.0),
        (0.15, 1.0, 280, 5, 1.430_231_396_859, 6.0),
        (0.15, 1.0, 280, 4, 1.390_061_650_929, 6.0),
        (1.0, 3.0, 165, 3, 29.943_951_307_992, 62.0),
        (1.0, 3.0, 200, 3, 36.286_397_626_42, 72.0),
        (1.0, 3.0, 299, 3, 36.776_615_406_532, 71.0),
        (1.0, 3.0, 299, 5, 38.195_616_167_832, 72.0),
        (1.0, 3.0, 270, 4, 35.190_405_231_52, 70.0),
    ];

    /// R stops its fit a round earlier.
    const TOLERANCE: f64 = 1e-4;

    #[test]
    fn the_bounds_are_those_of_r() {
        for (scale, rough, k, years, expected, upper) in OF_R {
            let weeks = series(scale, rough);
            // The beginning is cut off so that as many years remain as R was told to look back.
            let kept = if years == *YEARS.end() {
                k
            } else {
                (years + 1) * YEAR + HALF_WINDOW
            };
            let from = k.saturating_sub(kept);
            let bound = farrington(&weeks[from..k], k - 1 - from).unwrap();
            assert!(
                (bound.expected - expected).abs() < TOLERANCE * expected,
                "{k}: {bound:?}"
            );
            assert_eq!(bound.upper, upper, "{k}: {bound:?}");
        }
    }

    #[test]
    fn without_three_years_there_is_no_bound() {
        let weeks = series(1.0, 1.0);
        assert_eq!(farrington(&weeks, 3 * YEAR + HALF_WINDOW - 1), None);
        assert!(farrington(&weeks, 3 * YEAR + HALF_WINDOW).is_some());
    }

    #[test]
    fn every_season_has_weeks_and_the_window_is_the_last() {
        let mut lengths = [0; SEASONS];
        for before in HALF_WINDOW + 1..=YEAR + HALF_WINDOW {
            lengths[season(before).unwrap()] += 1;
        }
        assert_eq!(lengths, [5, 5, 5, 5, 5, 5, 5, 5, 5, 7]);
        assert_eq!(season(YEAR), Some(SEASONS - 1));
        assert_eq!(season(HALF_WINDOW), None);
    }

    #[test]
    fn weights_sum_to_their_number_and_outbreaks_weigh_less() {
        let weights = weights(&[0.0, 1.0, 5.0]);
        assert!((weights.iter().sum::<f64>() - 3.0).abs() < 1e-12);
        assert!(weights[2] < 0.06 && weights[0] == weights[1]);
    }

    #[test]
    fn weeks_without_an_outbreak_are_seldom_alarms_and_three_times_as_many_mostly_is() {
        let mut random = Random::seeded(6);
        let mut count = |mean: usize| (0..1_000 * mean).filter(|_| random.below(10_000) < 10).count() as f64;
        let (mut alarms, mut found) = (0, 0);
        let rounds = 400;
        for _ in 0..rounds {
            let mut weeks: Vec<f64> = (0..4 * YEAR).map(|_| count(8)).collect();
            let last = weeks.len() - 1;
            let bound = farrington(&weeks, last).unwrap();
            alarms += usize::from(weeks[last] > bound.upper);
            weeks[last] = count(24);
            found += usize::from(weeks[last] > bound.upper);
        }
        println!("of {rounds} weeks {alarms} false alarms, {found} outbreaks of three times as many found");
        assert!(alarms <= 2, "{alarms}");
        assert!(found * 10 >= rounds * 8, "{found}");
    }
}
