//! Counts of right and wrong, and the figures made of them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::case::Case;
use crate::statistics::{Bootstrap, percentile_interval};

/// A figure with its interval; null where it is undefined: a share of nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Estimate {
    pub value: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
}

/// How the coding of some appeals went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Scores {
    pub appeals: usize,
    /// Share whose main code is right.
    pub accuracy: Estimate,
    /// Mean over the codes that are meant of the F1 of the main code.
    pub macro_f1: Estimate,
    /// Share that was given a code.
    pub coverage: Estimate,
    /// Share of right main codes among those given one.
    pub precision_when_coded: Estimate,
    /// All codes of all appeals together.
    pub precision: Estimate,
    pub recall: Estimate,
    pub f1: Estimate,
}

/// How one code fared.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CodeScores {
    pub code: String,
    /// Appeals that raise it, appeals it was said of.
    pub meant: u64,
    pub said: u64,
    pub precision: Estimate,
    pub recall: Estimate,
    pub f1: Estimate,
    /// F1 of it as the main code.
    pub main_f1: Option<f64>,
}

/// How intervals are made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Draws {
    pub times: usize,
    pub seed: u64,
    /// An interval holds 1 − `alpha` of the draws.
    pub alpha: f64,
}

/// The figures of `cases`, all of one level, and those of each code by code.
///
/// Intervals are percentiles over draws of appeals. For a code met in a few appeals they are coarse; where it was always
/// right they have no width, which is no certainty.
pub fn scores(cases: &[&Case], draws: Draws) -> (Scores, Vec<CodeScores>) {
    let labels: BTreeSet<&str> = cases.iter().flat_map(|case| labels(case)).collect();
    let numbers: BTreeMap<&str, usize> = labels.iter().copied().zip(0..).collect();
    let entries: Vec<Entry> = cases.iter().map(|case| Entry::new(case, &numbers)).collect();
    let estimates = estimates(&entries, labels.len(), draws);
    let mut estimates = estimates.into_iter();
    let mut next = || estimates.next().unwrap_or_default();
    let scores = Scores {
        appeals: cases.len(),
        accuracy: next(),
        macro_f1: next(),
        coverage: next(),
        precision_when_coded: next(),
        precision: next(),
        recall: next(),
        f1: next(),
    };
    let tally = Tally::of(&entries, &vec![1; entries.len()], labels.len());
    let codes = labels.iter().zip(&tally.labels).map(|(code, label)| CodeScores {
        code: (*code).to_owned(),
        meant: label.all.meant(),
        said: label.all.said(),
        precision: next(),
        recall: next(),
        f1: next(),
        main_f1: finite(label.main.f1()),
    });
    (scores, codes.filter(|code| code.meant + code.said > 0).collect())
}

/// The figures of [`Tally::figures`] with their intervals.
fn estimates(entries: &[Entry], labels: usize, draws: Draws) -> Vec<Estimate> {
    let figures = Tally::of(entries, &vec![1; entries.len()], labels).figures();
    let mut drawn = vec![Vec::with_capacity(draws.times); figures.len()];
    let mut bootstrap = Bootstrap::new(entries.len(), draws.times, draws.seed);
    while let Some(times) = bootstrap.draw() {
        let figures = Tally::of(entries, times, labels).figures();
        drawn
            .iter_mut()
            .zip(figures)
            .for_each(|(values, figure)| values.push(figure));
    }
    let estimate = |(value, drawn)| Estimate::new(value, drawn, draws.alpha);
    figures.into_iter().zip(drawn).map(estimate).collect()
}

impl Estimate {
    fn new(value: f64, drawn: Vec<f64>, alpha: f64) -> Self {
        let value = finite(value);
        let interval = value.and_then(|_| percentile_interval(drawn, alpha));
        Self {
            value,
            low: interval.map(|interval| interval.low),
            high: interval.map(|interval| interval.high),
        }
    }
}

fn finite(value: f64) -> Option<f64> {
    value.is_finite().then_some(value)
}

/// Every code that is meant or said of a case.
fn labels<'a>(case: &Case<'a>) -> impl Iterator<Item = &'a str> {
    let all: BTreeSet<&str> = case.meant.iter().chain(&case.said).copied().collect();
    all.into_iter().chain([case.meant_main, case.said_main])
}

/// A case in numbers of codes.
struct Entry {
    right: bool,
    coded: bool,
    meant_main: usize,
    said_main: usize,
    hits: Vec<usize>,
    surplus: Vec<usize>,
    missed: Vec<usize>,
}

impl Entry {
    fn new(case: &Case, numbers: &BTreeMap<&str, usize>) -> Self {
        let number = |code: &&str| numbers.get(*code).copied().unwrap_or_default();
        Self {
            right: case.is_right(),
            coded: case.is_coded(),
            meant_main: number(&case.meant_main),
            said_main: number(&case.said_main),
            hits: case.meant.intersection(&case.said).map(number).collect(),
            surplus: case.said.difference(&case.meant).map(number).collect(),
            missed: case.meant.difference(&case.said).map(number).collect(),
        }
    }
}

/// Counts over entries.
struct Tally {
    appeals: u64,
    right: u64,
    coded: u64,
    right_coded: u64,
    labels: Vec<Label>,
}

/// Counts of one code: as the main one, and among all.
#[derive(Clone, Copy, Default)]
struct Label {
    main: Hits,
    all: Hits,
}

#[derive(Clone, Copy, Default)]
struct Hits {
    right: u64,
    surplus: u64,
    missed: u64,
}

impl Tally {
    /// Entries counted as often as `times` says.
    fn of(entries: &[Entry], times: &[u32], labels: usize) -> Self {
        let mut tally = Self {
            appeals: 0,
            right: 0,
            coded: 0,
            right_coded: 0,
            labels: vec![Label::default(); labels],
        };
        for (entry, &times) in entries.iter().zip(times).filter(|(_, times)| **times > 0) {
            tally.add(entry, u64::from(times));
        }
        tally
    }

    fn add(&mut self, entry: &Entry, times: u64) {
        self.appeals += times;
        self.right += times * u64::from(entry.right);
        self.coded += times * u64::from(entry.coded);
        self.right_coded += times * u64::from(entry.right && entry.coded);
        if entry.right {
            // Where another raised code was said, that one is what was to be met.
            self.labels[entry.said_main].main.right += times;
        } else {
            self.labels[entry.said_main].main.surplus += times;
            self.labels[entry.meant_main].main.missed += times;
        }
        entry
            .hits
            .iter()
            .for_each(|&code| self.labels[code].all.right += times);
        entry
            .surplus
            .iter()
            .for_each(|&code| self.labels[code].all.surplus += times);
        entry
            .missed
            .iter()
            .for_each(|&code| self.labels[code].all.missed += times);
    }

    /// The figures of [`Scores`] in their order, then precision, recall and F1 of each code; NaN where undefined.
    fn figures(&self) -> Vec<f64> {
        let all = self
            .labels
            .iter()
            .fold(Hits::default(), |sum, label| sum.plus(label.all));
        let mut figures = vec![
            share(self.right, self.appeals),
            self.macro_f1(),
            share(self.coded, self.appeals),
            share(self.right_coded, self.coded),
            all.precision(),
            all.recall(),
            all.f1(),
        ];
        for Label { all, .. } in &self.labels {
            figures.extend([all.precision(), all.recall(), all.f1()]);
        }
        figures
    }

    fn macro_f1(&self) -> f64 {
        let meant = self
            .labels
            .iter()
            .map(|label| label.main)
            .filter(|main| main.meant() > 0);
        let (sum, count) = meant.fold((0.0, 0u64), |(sum, count), main| (sum + main.f1(), count + 1));
        sum / count as f64
    }
}

impl Hits {
    fn plus(self, other: Hits) -> Hits {
        Hits {
            right: self.right + other.right,
            surplus: self.surplus + other.surplus,
            missed: self.missed + other.missed,
        }
    }

    fn meant(self) -> u64 {
        self.right + self.missed
    }

    fn said(self) -> u64 {
        self.right + self.surplus
    }

    fn precision(self) -> f64 {
        share(self.right, self.said())
    }

    fn recall(self) -> f64 {
        share(self.right, self.meant())
    }

    fn f1(self) -> f64 {
        share(2 * self.right, self.said() + self.meant())
    }
}

fn share(part: u64, whole: u64) -> f64 {
    part as f64 / whole as f64
}
