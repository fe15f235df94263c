//! Whether coders who coded the same appeals said the same.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::NOT_CODED;
use super::evaluation::{Draws, Unreadable, group, id};
use crate::statistics::{Alpha, Reliability, krippendorff, masi, nominal};

/// What one coder gave: codes by appeal. An appeal that is not in it was not coded by them; an empty set says that no code fits.
pub type Coder = BTreeMap<String, BTreeSet<String>>;

/// How coders agree.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Agreement {
    pub coders: usize,
    /// Appeals two coders or more have coded.
    pub appeals: usize,
    /// Sets of codes, with MASI distance; percent is the share of pairs with equal sets.
    pub sets: Figures,
    /// Presence of each code, nominal.
    pub codes: BTreeMap<String, CodeFigures>,
    /// Appeals whose coders differ, by id.
    pub disagreed: Vec<Disagreement>,
}

/// Krippendorff's alpha with its interval, the share of agreeing pairs of coders, and what such an alpha allows.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Figures {
    pub alpha: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub percent: Option<f64>,
    /// `reliable`, `tentative` or `unreliable`, by alpha.
    pub verdict: Option<&'static str>,
}

/// How coders agree on one code.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct CodeFigures {
    /// Times it was given, over all coders, to appeals two or more have coded.
    pub given: usize,
    #[serde(flatten)]
    pub figures: Figures,
}

/// An appeal coded differently.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Disagreement {
    pub id: String,
    /// The codes of each coder in their order; null for one who has not coded it.
    pub codes: Vec<Option<BTreeSet<String>>>,
    /// Mean MASI distance of the pairs: the most distant appeals teach most.
    pub distance: f64,
}

/// Why there is no agreement to speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AgreementError {
    #[error("agreement needs two coders, there is {0}")]
    TooFewCoders(usize),
    #[error("no appeal was coded by two coders")]
    NoOverlap,
}

/// A line of a coder: its appeal, and the codes given; none where the appeal was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodedLine {
    pub id: String,
    pub codes: Option<BTreeSet<String>>,
}

#[derive(Deserialize)]
struct Line {
    id: Value,
    codes: Option<Vec<Written>>,
}

/// A code alone, or as `talda annotate` writes it.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Code(String),
    Found { code: String },
}

impl CodedLine {
    /// Reads a line with `id` and `codes`; null or no `codes` is a missing value, an empty list says that no code fits. With
    /// `groups` the codes are brought to their groups.
    ///
    /// # Errors
    /// A line that is no such object.
    pub fn read(line: &str, groups: bool) -> Result<CodedLine, Unreadable> {
        let line: Line =
            serde_json::from_str(line).map_err(|error| Unreadable::NotAnObject(error.column()))?;
        let code = |written| {
            let (Written::Code(code) | Written::Found { code }) = written;
            if groups { group(&code).to_owned() } else { code }
        };
        let is_code = |code: &String| code != NOT_CODED && code != group(NOT_CODED);
        let codes = |codes: Vec<Written>| codes.into_iter().map(code).filter(is_code).collect();
        Ok(CodedLine {
            id: id(&line.id)?,
            codes: line.codes.map(codes),
        })
    }
}

/// The agreement of `coders`.
///
/// # Errors
/// Fewer than two coders, or none of their appeals in common.
pub fn agreement(coders: &[Coder], draws: Draws) -> Result<Agreement, AgreementError> {
    if coders.len() < 2 {
        return Err(AgreementError::TooFewCoders(coders.len()));
    }
    let units = units(coders);
    if units.is_empty() {
        return Err(AgreementError::NoOverlap);
    }
    let sets: Vec<Vec<&BTreeSet<String>>> = units
        .values()
        .map(|said| said.iter().flatten().copied().collect())
        .collect();
    let alpha = krippendorff(
        &sets,
        |one, other| masi(one, other),
        draws.times,
        draws.seed,
        draws.alpha,
    );
    let codes: BTreeSet<&String> = sets.iter().flatten().copied().flatten().collect();
    let code = |code: &String| (code.clone(), on_code(code, &sets, draws));
    Ok(Agreement {
        coders: coders.len(),
        appeals: units.len(),
        sets: Figures::new(alpha),
        codes: codes.into_iter().map(code).collect(),
        disagreed: disagreed(&units),
    })
}

/// What each coder said of the appeals two or more have coded.
fn units(coders: &[Coder]) -> BTreeMap<&str, Vec<Option<&BTreeSet<String>>>> {
    let ids: BTreeSet<&String> = coders.iter().flat_map(BTreeMap::keys).collect();
    let said = |id: &String| coders.iter().map(|coder| coder.get(id)).collect::<Vec<_>>();
    let units = ids.into_iter().map(|id| (id.as_str(), said(id)));
    units
        .filter(|(_, said)| said.iter().flatten().count() > 1)
        .collect()
}

fn on_code(code: &String, sets: &[Vec<&BTreeSet<String>>], draws: Draws) -> CodeFigures {
    let present: Vec<Vec<bool>> = sets
        .iter()
        .map(|said| said.iter().map(|codes| codes.contains(code)).collect())
        .collect();
    CodeFigures {
        given: present.iter().flatten().filter(|given| **given).count(),
        figures: Figures::new(krippendorff(
            &present,
            nominal,
            draws.times,
            draws.seed,
            draws.alpha,
        )),
    }
}

fn disagreed(units: &BTreeMap<&str, Vec<Option<&BTreeSet<String>>>>) -> Vec<Disagreement> {
    let disagreement = |(id, said): (&&str, &Vec<Option<&BTreeSet<String>>>)| Disagreement {
        id: (*id).to_owned(),
        codes: said.iter().map(|codes| codes.cloned()).collect(),
        distance: distance(&said.iter().flatten().copied().collect::<Vec<_>>()),
    };
    units
        .iter()
        .map(disagreement)
        .filter(|disagreement| disagreement.distance > 0.0)
        .collect()
}

/// Mean distance of the pairs of `sets`.
fn distance(sets: &[&BTreeSet<String>]) -> f64 {
    let pairs = sets
        .iter()
        .enumerate()
        .flat_map(|(place, one)| sets.iter().skip(place + 1).map(move |other| masi(one, other)));
    let (sum, count) = pairs.fold((0.0, 0u32), |(sum, count), distance| (sum + distance, count + 1));
    sum / f64::from(count.max(1))
}

impl Figures {
    fn new(alpha: Alpha) -> Self {
        Self {
            alpha: alpha.alpha,
            low: alpha.interval.map(|interval| interval.low),
            high: alpha.interval.map(|interval| interval.high),
            percent: alpha.percent,
            verdict: alpha.alpha.map(|alpha| Reliability::of(alpha).as_str()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DRAWS: Draws = Draws {
        times: 100,
        seed: 1,
        alpha: 0.05,
    };

    /// `a 01+02` by line; `-` for no code.
    fn coder(lines: &[&str]) -> Coder {
        let codes = |codes: &str| {
            codes
                .split('+')
                .filter(|code| *code != "-")
                .map(str::to_owned)
                .collect()
        };
        let line = |line: &&str| {
            line.split_once(' ')
                .map(|(id, said)| (id.to_owned(), codes(said)))
        };
        lines.iter().filter_map(line).collect()
    }

    #[test]
    fn alpha_by_code_and_of_sets_are_those_worked_by_hand() {
        let found = agreement(
            &[
                coder(&["1 01", "2 01+02", "3 02"]),
                coder(&["1 01", "2 01", "3 02"]),
            ],
            DRAWS,
        )
        .unwrap();
        assert!((found.sets.alpha.unwrap() - 9.0 / 14.0).abs() < 1e-12);
        assert_eq!((found.appeals, found.codes["01"].given), (3, 4));
        assert_eq!(found.codes["01"].figures.alpha, Some(1.0));
        // Presence of 02: 0 0, 1 0, 1 1; observed 2 of 6, expected 2·3·3/30.
        assert!(
            (found.codes["02"].figures.alpha.unwrap() - (1.0 - (2.0 / 6.0) / (18.0 / 30.0))).abs() < 1e-12
        );
        assert_eq!(found.codes["02"].figures.verdict, Some("unreliable"));
        assert_eq!((found.disagreed.len(), found.disagreed[0].id.as_str()), (1, "2"));
        assert!((found.disagreed[0].distance - 2.0 / 3.0).abs() < 1e-12);
    }

    #[test]
    fn an_appeal_one_coder_left_out_is_a_missing_value_and_no_code_is_a_value() {
        let found = agreement(
            &[
                coder(&["1 01", "2 -"]),
                coder(&["1 01", "2 -", "3 02"]),
                coder(&["1 02"]),
            ],
            DRAWS,
        )
        .unwrap();
        assert_eq!((found.coders, found.appeals), (3, 2));
        assert_eq!(
            found.disagreed[0].codes[2],
            Some(BTreeSet::from(["02".to_owned()]))
        );
        assert_eq!(found.disagreed.len(), 1);
    }

    #[test]
    fn one_coder_or_no_appeal_in_common_is_an_error() {
        assert_eq!(
            agreement(&[coder(&["1 01"])], DRAWS),
            Err(AgreementError::TooFewCoders(1))
        );
        assert_eq!(
            agreement(&[coder(&["1 01"]), coder(&["2 01"])], DRAWS),
            Err(AgreementError::NoOverlap)
        );
    }

    #[test]
    fn codes_are_read_alone_and_as_annotated() {
        let read =
            |line: &str, groups| CodedLine::read(line, groups).map(|line| line.codes.map(Vec::from_iter));
        let both = Some(vec!["01.02".to_owned(), "03.01".to_owned()]);
        assert_eq!(
            read(r#"{"id": 1, "codes": ["03.01", "01.02", "99.01"]}"#, false),
            Ok(both.clone())
        );
        assert_eq!(
            read(
                r#"{"id": 1, "codes": [{"code": "03.01", "score": 1}, {"code": "01.02"}]}"#,
                false
            ),
            Ok(both)
        );
        assert_eq!(
            read(r#"{"id": 1, "codes": ["01.02", "01.03"]}"#, true),
            Ok(Some(vec!["01".to_owned()]))
        );
        assert_eq!(read(r#"{"id": 1, "codes": []}"#, false), Ok(Some(Vec::new())));
        assert_eq!(read(r#"{"id": 1, "codes": null}"#, false), Ok(None));
        assert!(read(r#"{"id": 1, "codes": "01"}"#, false).is_err());
    }
}
