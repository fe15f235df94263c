//! What was learned and how well, as a person reads it.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::texts::Texts;
use crate::coding::model::Trained;

/// Where the lessons came from.
#[derive(Debug, Default)]
pub struct Sources {
    pub labelled: usize,
    pub unlabelled: usize,
    pub of_codebook: usize,
    /// Labels that mean nothing, with how many texts had them.
    pub unknown: BTreeMap<String, usize>,
    /// Lines that taught nothing.
    pub passed_over: usize,
}

/// Labels told of those that mean nothing. What was met once may be anything, even a text, and is only counted.
const UNKNOWN_TOLD: usize = 20;

impl Sources {
    pub fn of(texts: &Texts) -> Self {
        Self {
            labelled: texts.labelled.len(),
            unlabelled: texts.unlabelled.len(),
            of_codebook: 0,
            unknown: texts.unknown.clone(),
            passed_over: texts.refused,
        }
    }
}

/// The report of a model of `size` bytes.
pub fn render(trained: &Trained, sources: &Sources, size: usize) -> String {
    let (model, report) = (&trained.model, &trained.report);
    let mut out = String::new();
    // Writing to a string does not fail.
    let _ = writeln!(
        out,
        "texts with labels {}, without {}, passed over {}; lessons of the codebook {}",
        sources.labelled, sources.unlabelled, sources.passed_over, sources.of_codebook
    );
    unknown(&mut out, &sources.unknown);
    let _ = writeln!(out, "\n{:>8}  class", "lessons");
    for (class, lessons) in &report.lessons {
        let _ = writeln!(out, "{lessons:>8}  {class}");
    }
    let _ = writeln!(
        out,
        "\nof {} lessons, each asked of a model that had not seen its text:\n\
         accuracy {:.3}, macro F1 {:.3}, expected calibration error {:.3}\n\n\
         model {}: {} classes, {:.1} MB, {}",
        report.asked,
        report.accuracy,
        report.macro_f1,
        report.calibration_error,
        model.version(),
        model.classes().len(),
        size as f64 / 1e6,
        match model.codebook() {
            Some(codebook) => format!("for codebook {codebook}"),
            None => "for free classes".to_owned(),
        }
    );
    out
}

fn unknown(out: &mut String, unknown: &BTreeMap<String, usize>) {
    if unknown.is_empty() {
        return;
    }
    let _ = writeln!(
        out,
        "texts taken as unlabelled, for their labels mean no code: {}, labels {}",
        unknown.values().sum::<usize>(),
        unknown.len()
    );
    let mut frequent: Vec<(&String, &usize)> = unknown.iter().filter(|&(_, &count)| count > 1).collect();
    frequent.sort_by(|a, b| b.1.cmp(a.1).then_with(|| a.0.cmp(b.0)));
    for (label, count) in frequent.into_iter().take(UNKNOWN_TOLD) {
        let _ = writeln!(out, "{count:>8}  {label}");
    }
}
