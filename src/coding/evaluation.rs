//! How well codes were given, by what people decided of the same appeals.

mod case;
mod curves;
mod pairs;
mod records;
mod tally;

use std::collections::BTreeMap;

use serde::Serialize;

pub use case::{Case, Level};
pub use curves::{Bin, Calibration, Threshold};
pub use pairs::Pairs;
pub use records::{Gold, Predicted, PredictedCode, Unreadable, group, id};
pub use tally::{CodeScores, Draws, Estimate, Scores};

use curves::{calibration, coverage_curve};
use tally::scores;

/// How the coding went at one level of the codebook.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Evaluation {
    /// 1 for groups, 2 for topics.
    pub level: u8,
    pub all: Scores,
    pub pool: Pool,
    /// By language of the gold, in alphabetical order; empty where there is one only.
    pub languages: BTreeMap<String, Scores>,
    /// By register of the gold, the same.
    pub registers: BTreeMap<String, Scores>,
    /// By code: those that are meant or said of some appeal.
    pub codes: Vec<CodeScores>,
    /// The most frequent first.
    pub confusions: Vec<Confusion>,
    /// From the highest threshold to the lowest.
    pub coverage: Vec<Threshold>,
    /// Where scores can be probabilities.
    pub calibration: Option<Calibration>,
}

/// Appeals that were given no code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Pool {
    pub uncoded: usize,
    /// Those of them no code fits.
    pub rightly: usize,
    /// All appeals no code fits.
    pub without_code: usize,
}

/// One main code said in place of another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Confusion {
    pub meant: String,
    pub said: String,
    pub appeals: Vec<String>,
}

/// Judges the pairs at the level of groups and, where the gold has topics, of topics.
pub fn evaluate(pairs: &Pairs, draws: Draws) -> Vec<Evaluation> {
    let has_topics = pairs
        .pairs
        .iter()
        .any(|(gold, _)| gold.codes.iter().chain(&gold.main).any(|code| code.contains('.')));
    let levels = [Level::Groups, Level::Topics].into_iter();
    let levels = levels.filter(|level| *level == Level::Groups || has_topics);
    levels.map(|level| at_level(pairs, level, draws)).collect()
}

fn at_level(pairs: &Pairs, level: Level, draws: Draws) -> Evaluation {
    let cases: Vec<Case> = pairs
        .pairs
        .iter()
        .filter_map(|(gold, said)| Case::new(gold, said, level))
        .collect();
    let (all, codes) = scores(&cases.iter().collect::<Vec<_>>(), draws);
    let uncoded = |case: &&Case| !case.is_coded();
    let without_code = |case: &&Case| case.meant_main == level.uncoded();
    Evaluation {
        level: level.number(),
        all,
        pool: Pool {
            uncoded: cases.iter().filter(uncoded).count(),
            rightly: cases.iter().filter(uncoded).filter(without_code).count(),
            without_code: cases.iter().filter(without_code).count(),
        },
        languages: slices(&cases, |case| case.language, draws),
        registers: slices(&cases, |case| case.register, draws),
        codes,
        confusions: confusions(&cases),
        coverage: coverage_curve(&cases),
        calibration: calibration(&cases),
    }
}

fn slices<'a>(
    cases: &'a [Case],
    by: impl Fn(&Case<'a>) -> &'a str,
    draws: Draws,
) -> BTreeMap<String, Scores> {
    let mut slices: BTreeMap<&str, Vec<&Case>> = BTreeMap::new();
    for case in cases {
        slices.entry(by(case)).or_default().push(case);
    }
    if slices.len() < 2 {
        return BTreeMap::new();
    }
    slices
        .into_iter()
        .map(|(name, cases)| (name.to_owned(), scores(&cases, draws).0))
        .collect()
}

fn confusions(cases: &[Case]) -> Vec<Confusion> {
    let mut confused: BTreeMap<(&str, &str), Vec<String>> = BTreeMap::new();
    for case in cases.iter().filter(|case| !case.is_right()) {
        confused
            .entry((case.meant_main, case.said_main))
            .or_default()
            .push(case.id.to_owned());
    }
    let confusion = |((meant, said), appeals): ((&str, &str), Vec<String>)| Confusion {
        meant: meant.to_owned(),
        said: said.to_owned(),
        appeals,
    };
    let mut confusions: Vec<Confusion> = confused.into_iter().map(confusion).collect();
    confusions.sort_by_key(|confusion| std::cmp::Reverse(confusion.appeals.len()));
    confusions
}

#[cfg(test)]
mod tests;
