//! What each word of the lessons says for each class.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{FeatureId, Judgement};

/// Added to every count: a word met once outside a topic still belongs to it more than elsewhere.
const SMOOTHING: f64 = 0.25;
/// How far topics of many and of few lessons are made to weigh alike: 0 leaves them, 1 makes them equal.
const BALANCE: f64 = 0.7;

/// The table of weights.
#[derive(Debug, Default)]
pub(super) struct Weights {
    /// Groups, topics and the sign for none, ascending.
    pub classes: Vec<String>,
    /// What a text says for a class by none of the class's words.
    base: Vec<f32>,
    /// By feature, the stretch of `deviations` that is its own.
    places: Vec<Range<u32>>,
    /// What a feature adds for the classes it was met in.
    deviations: Vec<(u16, f32)>,
}

impl Weights {
    /// The weights of lessons, given as topic and features, with `features` features in all.
    pub fn of(lessons: &[(&str, Vec<FeatureId>)], features: usize) -> Weights {
        let mut classes: Vec<String> = lessons
            .iter()
            .flat_map(|(topic, _)| levels(topic))
            .map(str::to_owned)
            .collect();
        classes.sort_unstable();
        classes.dedup();
        let numbers: BTreeMap<&str, u16> = (0..)
            .zip(&classes)
            .map(|(number, class)| (class.as_str(), number))
            .collect();
        let mut weights: Vec<BTreeMap<u16, f64>> = vec![BTreeMap::new(); features];
        let mut of_class = vec![0.0f64; classes.len()];
        let mut of_feature = vec![0.0f64; features];
        let shares = shares(lessons);
        for (topic, words) in lessons {
            let mut vector = normal(counts(words));
            vector.iter_mut().for_each(|(_, weight)| *weight *= shares[topic]);
            for class in levels(topic).map(|class| numbers[class]) {
                for &(feature, weight) in &vector {
                    *weights[feature as usize].entry(class).or_default() += weight;
                    of_class[usize::from(class)] += weight;
                }
            }
            for &(feature, weight) in &vector {
                of_feature[feature as usize] += weight;
            }
        }
        let all: f64 = of_feature.iter().sum();
        let smoothing = SMOOTHING * features as f64;
        let base = of_class
            .iter()
            .map(|own| (all - own + smoothing).ln() as f32)
            .collect();
        let mut places = Vec::with_capacity(features);
        let mut deviations = Vec::new();
        for (feature, met) in weights.into_iter().enumerate() {
            let start = deviations.len() as u32;
            let everywhere = of_feature[feature] + SMOOTHING;
            deviations.extend(
                met.into_iter()
                    .map(|(class, own)| (class, (everywhere / (everywhere - own)).ln() as f32)),
            );
            places.push(start..deviations.len() as u32);
        }
        Weights {
            classes,
            base,
            places,
            deviations,
        }
    }

    /// What features with the words they stand on say together.
    pub fn judge(&self, found: Vec<(FeatureId, Range<usize>)>, words: usize) -> Judgement {
        let vector = Self::vector(found.iter().map(|(feature, _)| *feature).collect());
        let length: f32 = vector.iter().map(|(_, weight)| weight).sum();
        let mut scores: Vec<f32> = self.base.iter().map(|base| base * length).collect();
        for &(feature, weight) in &vector {
            for &(class, deviation) in self.deviations_of(feature) {
                scores[usize::from(class)] += weight * deviation;
            }
        }
        let weight = |feature| {
            let at = vector.binary_search_by_key(&feature, |&(feature, _)| feature);
            at.map_or(0.0, |at| vector[at].1)
        };
        let features = found
            .into_iter()
            .map(|(feature, span)| (feature, weight(feature), span))
            .collect();
        Judgement {
            scores,
            features,
            words,
        }
    }

    /// The features, ascending, with their weights: damped counts, brought to length 1.
    fn vector(mut ids: Vec<FeatureId>) -> Vec<(FeatureId, f32)> {
        ids.sort_unstable();
        let mut vector: Vec<(FeatureId, f32)> = ids
            .chunk_by(|a, b| a == b)
            .map(|same| (same[0], 1.0 + (same.len() as f32).ln()))
            .collect();
        let norm = vector
            .iter()
            .map(|(_, weight)| weight * weight)
            .sum::<f32>()
            .sqrt();
        vector.iter_mut().for_each(|(_, weight)| *weight /= norm);
        vector
    }

    fn deviations_of(&self, feature: FeatureId) -> &[(u16, f32)] {
        let Range { start, end } = self.places[feature as usize].clone();
        &self.deviations[start as usize..end as usize]
    }

    /// What a feature adds for a class; none where it was not met in it.
    pub fn deviation(&self, feature: FeatureId, class: usize) -> Option<f32> {
        let of = self.deviations_of(feature);
        let at = of
            .binary_search_by_key(&class, |&(class, _)| usize::from(class))
            .ok()?;
        Some(of[at].1)
    }
}

/// How much a lesson of each topic counts, so that the many lessons of one do not drown the few of another; 1 on average
/// over topics of equal size.
fn shares<'a>(lessons: &[(&'a str, Vec<FeatureId>)]) -> BTreeMap<&'a str, f64> {
    let mut shares: BTreeMap<&str, f64> = BTreeMap::new();
    for (topic, _) in lessons {
        *shares.entry(topic).or_default() += 1.0;
    }
    let mean = lessons.len() as f64 / shares.len() as f64;
    shares
        .values_mut()
        .for_each(|share| *share = (mean / *share).powf(BALANCE));
    shares
}

/// The classes a topic's lesson is of: its group and itself.
fn levels(topic: &str) -> impl Iterator<Item = &str> {
    let group = topic.split_once('.').map(|(group, _)| group);
    group.into_iter().chain([topic])
}

fn counts(words: &[FeatureId]) -> BTreeMap<FeatureId, u32> {
    let mut counts = BTreeMap::new();
    words
        .iter()
        .for_each(|&word| *counts.entry(word).or_insert(0) += 1);
    counts
}

/// Counts damped and brought to length 1: a long lesson says no more than a short one.
fn normal(counts: BTreeMap<FeatureId, u32>) -> Vec<(FeatureId, f64)> {
    let damped = |(feature, count): (FeatureId, u32)| (feature, 1.0 + f64::from(count).ln());
    let mut vector: Vec<(FeatureId, f64)> = counts.into_iter().map(damped).collect();
    let norm = vector
        .iter()
        .map(|(_, weight)| weight * weight)
        .sum::<f64>()
        .sqrt();
    vector.iter_mut().for_each(|(_, weight)| *weight /= norm);
    vector
}
