//! The numbers of a model: pruned, in eight bits, by feature.

use super::calibrate::Sureness;
use super::dictionary::{Dictionary, Place};
use super::solver::Weights;

/// Values of a text by place of the feature.
pub(super) type Row = Vec<(Place, f32)>;

/// Everything a model says is computed from this.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fitted {
    pub classes: Vec<String>,
    pub dictionary: Dictionary,
    /// Where the weights of each feature begin in `weights`, and the end.
    pub starts: Vec<u32>,
    /// By feature, then by class.
    pub weights: Vec<Weight>,
    /// By class: what one step of its weights is worth.
    pub scales: Vec<f32>,
    pub biases: Vec<f32>,
    pub sureness: Sureness,
}

/// What a feature says of a class, in steps of the class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Weight {
    pub class: u16,
    pub steps: i8,
}

/// The weights of one class in steps.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Column {
    steps: Vec<(Place, i8)>,
    scale: f32,
    bias: f32,
}

/// Weights of fewer steps are left out.
const FEWEST_STEPS: f32 = 1.5;

impl Fitted {
    /// Weights as whole steps, 127 to the largest.
    pub fn column(weights: &Weights) -> Column {
        let largest = weights
            .columns
            .iter()
            .fold(0.0_f32, |most, weight| most.max(weight.abs()));
        let scale = largest / 127.0;
        let steps = weights.columns.iter().zip(0..).filter_map(|(weight, place)| {
            let steps = weight / scale;
            (steps.abs() >= FEWEST_STEPS).then_some((place, steps.round() as i8))
        });
        Column {
            steps: steps.collect(),
            scale,
            bias: weights.bias,
        }
    }

    /// The columns of `classes` laid out by feature.
    pub fn new(classes: Vec<String>, dictionary: Dictionary, columns: Vec<Column>) -> Self {
        let mut starts = vec![0_u32; dictionary.features().len() + 1];
        for (place, _) in columns.iter().flat_map(|column| &column.steps) {
            starts[*place as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut weights = vec![Weight { class: 0, steps: 0 }; starts.last().map_or(0, |&end| end as usize)];
        for (column, class) in columns.iter().zip(0..) {
            for &(place, steps) in &column.steps {
                let slot = &mut next[place as usize];
                weights[*slot as usize] = Weight { class, steps };
                *slot += 1;
            }
        }
        Self {
            classes,
            dictionary,
            starts,
            weights,
            scales: columns.iter().map(|column| column.scale).collect(),
            biases: columns.iter().map(|column| column.bias).collect(),
            sureness: Sureness::default(),
        }
    }

    /// What the feature at `place` says.
    pub fn says(&self, place: Place) -> &[Weight] {
        let at = place as usize;
        &self.weights[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// Adds what the feature at `place` says, `value` times, in steps.
    pub fn add(&self, place: Place, value: f32, sums: &mut [f32]) {
        for weight in self.says(place) {
            sums[usize::from(weight.class)] += value * f32::from(weight.steps);
        }
    }

    /// Scores of sums of steps.
    pub fn score(&self, sums: &mut [f32]) {
        for ((sum, scale), bias) in sums.iter_mut().zip(&self.scales).zip(&self.biases) {
            *sum = *sum * scale + bias;
        }
    }

    /// Scores by class.
    pub fn scores(&self, row: &[(Place, f32)]) -> Vec<f32> {
        let mut sums = vec![0.0; self.classes.len()];
        for &(place, value) in row {
            self.add(place, value, &mut sums);
        }
        self.score(&mut sums);
        sums
    }
}
