//! What a higher threshold would give, and whether scores mean what they say.

use serde::Serialize;

use super::case::Case;
use crate::statistics::{expected_calibration_error, reliability};

/// What would be coded, and how well, if nothing under a score were.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Threshold {
    pub score: f64,
    /// Share of all appeals with a main code of this score or more.
    pub coverage: f64,
    /// Share of right ones among them.
    pub precision: f64,
}

/// Scores as probabilities.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Calibration {
    /// Expected calibration error over [`BINS`] bins of equal width.
    pub error: f64,
    pub bins: Vec<Bin>,
}

/// Scores of one bin.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Bin {
    pub from: f64,
    pub to: f64,
    pub appeals: usize,
    /// Mean score.
    pub said: f64,
    /// Share of right main codes.
    pub right: f64,
}

/// Bins of a reliability table.
const BINS: usize = 10;

/// Points of a coverage curve.
const POINTS: usize = 10;

/// Thresholds from high to low: for each tenth of the appeals, the highest score at which so many are coded.
pub fn coverage_curve(cases: &[Case]) -> Vec<Threshold> {
    let judged = judged(cases);
    let mut curve: Vec<Threshold> = Vec::new();
    let (mut coded, mut right) = (0, 0);
    let mut point = 1;
    for same in judged.chunk_by(|a, b| a.0 == b.0) {
        coded += same.len();
        right += same.iter().filter(|(_, right)| *right).count();
        let reached = coded * POINTS >= point * cases.len();
        if reached || coded == judged.len() {
            point = coded * POINTS / cases.len() + 1;
            curve.push(Threshold {
                score: same.first().map_or(0.0, |(score, _)| *score),
                coverage: coded as f64 / cases.len() as f64,
                precision: right as f64 / coded as f64,
            });
        }
    }
    curve
}

/// The calibration of the main scores, if they can be probabilities: none above 1, and not all of them 1.
pub fn calibration(cases: &[Case]) -> Option<Calibration> {
    let judged = judged(cases);
    if judged.iter().any(|(score, _)| !(0.0..=1.0).contains(score))
        || judged.iter().all(|(score, _)| *score == 1.0)
    {
        return None;
    }
    let table = reliability(&judged, BINS);
    let bins = table.iter().map(|bin| Bin {
        from: bin.from,
        to: bin.to,
        appeals: bin.count,
        said: bin.said,
        right: bin.right,
    });
    Some(Calibration {
        error: expected_calibration_error(&table)?,
        bins: bins.collect(),
    })
}

/// Score of each main code and whether it is right, the highest first.
fn judged(cases: &[Case]) -> Vec<(f64, bool)> {
    let coded = cases.iter().filter(|case| case.is_coded());
    let mut judged: Vec<(f64, bool)> = coded
        .filter_map(|case| Some((case.score?, case.is_right())))
        .collect();
    judged.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    judged
}
