//! What analysts decided, laid over what the machine says.

use super::one::{CodeNote, EvidenceNote};
use crate::coding::{ANALYST, Corrections, Source, mark};
use crate::corpus::annotations::Annotation;
use crate::corpus::raw::RawAppeal;

/// A decision somebody should look at again.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct DecisionNote {
    pub register: String,
    pub number: String,
    /// Row of the corrections file.
    pub row: usize,
    pub why: Doubt,
}

/// Why a decision should be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// The text has changed since; the decision still holds.
    TextChanged,
    /// Analysts differ; the latest decision holds.
    AnalystsDiffer,
    /// The corpus has no such appeal; the decision waits for it.
    NoSuchAppeal,
}

impl Doubt {
    /// The doubt in a sentence.
    pub fn as_str(self) -> &'static str {
        match self {
            Doubt::TextChanged => "the text has changed since the decision, which still holds",
            Doubt::AnalystsDiffer => "analysts differ; the latest decision holds",
            Doubt::NoSuchAppeal => "no register has this appeal",
        }
    }
}

/// The codes of an appeal and its chief one: what an analyst decided, else the machine's.
pub(super) fn decided(
    raw: &RawAppeal,
    annotation: &Annotation,
    corrections: &Corrections,
) -> (Vec<CodeNote>, Option<String>) {
    let Some(applied) = corrections.of(&raw.register, &raw.number, &mark(&annotation.text)) else {
        let codes = serde_json::from_str(&annotation.codes).unwrap_or_default();
        return (codes, annotation.main.clone());
    };
    // A person has read all of it.
    let whole = EvidenceNote {
        start: 0,
        end: annotation.text.chars().count(),
        rule: ANALYST.to_owned(),
    };
    let note = |code: &String| CodeNote {
        code: code.clone(),
        score: 1.0,
        source: Source::Analyst.as_str().to_owned(),
        evidence: vec![whole.clone()],
    };
    let correction = applied.correction;
    (
        correction.codes.iter().map(note).collect(),
        correction.main.clone(),
    )
}

/// The decisions to look at again, by register and number; `latest` is by register and number too.
pub(super) fn doubts(
    latest: &[&RawAppeal],
    annotations: &[Annotation],
    corrections: &Corrections,
) -> Vec<DecisionNote> {
    let note = |register: &str, number: &str, row, why| DecisionNote {
        register: register.to_owned(),
        number: number.to_owned(),
        row,
        why,
    };
    let mut notes = Vec::new();
    for (register, number, correction) in corrections.all() {
        let at = latest
            .binary_search_by(|raw| (raw.register.as_str(), raw.number.as_str()).cmp(&(register, number)));
        let why = match at {
            Err(_) => Some(Doubt::NoSuchAppeal),
            Ok(at) => corrections
                .of(register, number, &mark(&annotations[at].text))
                .filter(|applied| applied.stale)
                .map(|_| Doubt::TextChanged),
        };
        notes.extend(why.map(|why| note(register, number, correction.row, why)));
    }
    for conflict in corrections.conflicts() {
        let rows = conflict.decisions.iter().map(|decision| decision.row);
        notes.extend(rows.map(|row| note(&conflict.register, &conflict.number, row, Doubt::AnalystsDiffer)));
    }
    notes.sort();
    notes
}
