//! From scores to probabilities that mean what they say.

use serde::{Deserialize, Serialize};

/// How scores become probabilities: a softmax of `sharpness` times them, and its log-odds times `slope` plus `shift`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sureness {
    sharpness: f32,
    slope: f32,
    shift: f32,
}

/// Scores of a lesson no fit has seen, and the place of its right class among them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tried {
    pub scores: Vec<f32>,
    pub right: usize,
    pub weight: f32,
}

/// Softmax probabilities nearer to 0 or 1 are taken for this near.
const NEAREST: f64 = 1e-6;

/// Classes less likely by the softmax are so many and so seldom right that they would drown the others.
const LEAST_FITTED: f32 = 0.01;

const BLUNTEST: f64 = 0.1;
const SHARPEST: f64 = 50.0;

impl Default for Sureness {
    fn default() -> Self {
        Self {
            sharpness: 1.0,
            slope: 1.0,
            shift: 0.0,
        }
    }
}

impl Sureness {
    /// The sharpness under which the right classes of `tried` are likeliest (temperature scaling, Guo et al. 2017, ICML),
    /// then the slope and shift of a logistic regression of being right (Platt 1999): with many classes the softmax is too
    /// sure of what it is sure of.
    pub fn fitted_to(tried: &[Tried]) -> Self {
        let sharpness = sharpness(tried);
        let (slope, shift) = logistic(&told(tried, sharpness)).unwrap_or((1.0, 0.0));
        Self {
            sharpness,
            slope: slope as f32,
            shift: shift as f32,
        }
    }

    /// Probabilities of `scores`, in their order of size.
    pub fn of(self, scores: &[f32]) -> Vec<f32> {
        let told = |share: f32| {
            let odds = f64::from(self.slope) * log_odds(share) + f64::from(self.shift);
            (1.0 / (1.0 + (-odds).exp())) as f32
        };
        softmax(scores, self.sharpness).into_iter().map(told).collect()
    }

    /// Whether a file may say so.
    pub fn is_sound(self) -> bool {
        let positive = |number: f32| number > 0.0 && number.is_finite();
        positive(self.sharpness) && positive(self.slope) && self.shift.is_finite()
    }
}

impl Tried {
    /// The class with the highest score, the first of equals.
    pub fn best(&self) -> usize {
        let ranked = self
            .scores
            .iter()
            .enumerate()
            .max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(&a.0)));
        ranked.map_or(0, |(place, _)| place)
    }
}

fn softmax(scores: &[f32], sharpness: f32) -> Vec<f32> {
    let highest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let powers: Vec<f32> = scores
        .iter()
        .map(|score| (sharpness * (score - highest)).exp())
        .collect();
    let sum: f32 = powers.iter().sum();
    powers.into_iter().map(|power| power / sum).collect()
}

fn log_odds(share: f32) -> f64 {
    let share = f64::from(share).clamp(NEAREST, 1.0 - NEAREST);
    (share / (1.0 - share)).ln()
}

/// By golden section between [`BLUNTEST`] and [`SHARPEST`] on a logarithmic scale.
fn sharpness(tried: &[Tried]) -> f32 {
    let golden = (5_f64.sqrt() - 1.0) / 2.0;
    let (mut low, mut high) = (BLUNTEST.ln(), SHARPEST.ln());
    for _ in 0..24 {
        let (left, right) = (high - golden * (high - low), low + golden * (high - low));
        if surprise(tried, left.exp()) < surprise(tried, right.exp()) {
            high = right;
        } else {
            low = left;
        }
    }
    f64::midpoint(low, high).exp() as f32
}

/// The negative log-likelihood of the right classes.
fn surprise(tried: &[Tried], sharpness: f64) -> f64 {
    let of = |tried: &Tried| {
        let right = softmax(&tried.scores, sharpness as f32)[tried.right];
        -f64::from(tried.weight) * f64::from(right.max(f32::MIN_POSITIVE)).ln()
    };
    tried.iter().map(of).sum()
}

/// What was told of a class of a lesson.
#[derive(Clone, Copy)]
struct Told {
    odds: f64,
    right: f64,
    weight: f64,
}

fn told(tried: &[Tried], sharpness: f32) -> Vec<Told> {
    let of = |tried: &Tried| {
        let shares = softmax(&tried.scores, sharpness);
        let likely = shares
            .into_iter()
            .enumerate()
            .filter(|&(_, share)| share >= LEAST_FITTED);
        let told = likely.map(|(class, share)| Told {
            odds: log_odds(share),
            right: f64::from(u8::from(class == tried.right)),
            weight: f64::from(tried.weight),
        });
        told.collect::<Vec<_>>()
    };
    tried.iter().flat_map(of).collect()
}

/// Slope and shift by Newton's method; none where the answer is no rising line, as when there is next to nothing to fit.
fn logistic(told: &[Told]) -> Option<(f64, f64)> {
    let (mut slope, mut shift) = (1.0_f64, 0.0_f64);
    for _ in 0..30 {
        // A lesson more or less on the starting line keeps what can be parted in full from running away.
        let (mut down, mut curve) = ([slope - 1.0, shift], [1.0, 0.0, 1.0]);
        for told in told {
            let share = 1.0 / (1.0 + (-(slope * told.odds + shift)).exp());
            let (off, bend) = (
                told.weight * (share - told.right),
                told.weight * share * (1.0 - share),
            );
            down = [down[0] + off * told.odds, down[1] + off];
            curve = [
                curve[0] + bend * told.odds * told.odds,
                curve[1] + bend * told.odds,
                curve[2] + bend,
            ];
        }
        let breadth = curve[0] * curve[2] - curve[1] * curve[1];
        slope -= (curve[2] * down[0] - curve[1] * down[1]) / breadth;
        shift -= (curve[0] * down[1] - curve[1] * down[0]) / breadth;
    }
    (slope > 0.0 && slope.is_finite() && shift.is_finite()).then_some((slope, shift))
}

/// Expected calibration error in ten equal steps of the highest probability (Naeini et al. 2015, AAAI).
pub(super) fn calibration_error(tried: &[Tried], sureness: Sureness) -> f64 {
    let mut bins = [(0.0_f64, 0.0_f64, 0.0_f64); 10];
    for tried in tried {
        let best = tried.best();
        let sure = sureness.of(&tried.scores)[best];
        let bin = &mut bins[((sure * 10.0) as usize).min(9)];
        let weight = f64::from(tried.weight);
        bin.0 += weight;
        bin.1 += weight * f64::from(sure);
        bin.2 += weight * f64::from(u8::from(best == tried.right));
    }
    let all: f64 = bins.iter().map(|bin| bin.0).sum();
    let off: f64 = bins.iter().map(|bin| (bin.1 - bin.2).abs()).sum();
    if all > 0.0 { off / all } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tried(scores: [f32; 2], right: usize) -> Tried {
        Tried {
            scores: scores.to_vec(),
            right,
            weight: 1.0,
        }
    }

    /// Right three times in four at a score of 1 over 0.
    fn three_in_four() -> Vec<Tried> {
        (0..400)
            .map(|index| tried([1.0, 0.0], usize::from(index % 4 == 0)))
            .collect()
    }

    #[test]
    fn likelier_classes_are_those_of_higher_scores() {
        let found = Sureness {
            sharpness: 2.0,
            slope: 0.5,
            shift: -0.1,
        }
        .of(&[3.0, -1.0, 200.0]);
        assert!(found[2] > found[0] && found[0] >= found[1]);
        assert!(found.iter().all(|share| (0.0..=1.0).contains(share)));
    }

    #[test]
    fn the_likeliest_sharpness_gives_the_share_that_was_right() {
        let sharpness = sharpness(&three_in_four());
        assert!((sharpness - 3.0_f32.ln()).abs() < 0.01, "{sharpness}");
    }

    #[test]
    fn what_is_as_often_right_as_it_says_has_no_calibration_error() {
        let sureness = Sureness::fitted_to(&three_in_four());
        assert!(
            calibration_error(&three_in_four(), sureness) < 0.01,
            "{sureness:?}"
        );
        let too_sure = Sureness {
            sharpness: 9.0,
            ..sureness
        };
        assert!(calibration_error(&three_in_four(), too_sure) > 0.2);
    }

    #[test]
    fn a_softmax_too_sure_at_the_top_is_drawn_in() {
        // Right four times in five at a wide lead, three times in five at a narrow one: no sharpness fits both.
        let lessons: Vec<Tried> = (0..500)
            .flat_map(|index| {
                [
                    tried([9.0, 0.0], usize::from(index % 5 == 0)),
                    tried([1.0, 0.0], usize::from(index % 5 < 2)),
                ]
            })
            .collect();
        let sureness = Sureness::fitted_to(&lessons);
        assert!(calibration_error(&lessons, sureness) < 0.06, "{sureness:?}");
    }

    #[test]
    fn nothing_to_fit_leaves_a_sound_softmax() {
        assert!(Sureness::fitted_to(&[]).is_sound());
    }
}
