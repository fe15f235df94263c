//! The report as a person reads it.

use std::fmt::Write;

use super::Report;
use crate::coding::Codebook;
use crate::coding::evaluation::{
    Calibration, CodeScores, Confusion, Estimate, Evaluation, Scores, Threshold,
};

/// Confusions that are printed.
const CONFUSIONS: usize = 15;

/// Ids printed of a list.
const IDS: usize = 5;

/// The whole report.
pub fn render(report: &Report, codebook: &Codebook) -> String {
    let mut out = format!(
        "{} by {}\nintervals: {:.0} % of {} draws of appeals, seed {}\n",
        report.predictions,
        report.gold,
        report.confidence * 100.0,
        report.draws,
        report.seed
    );
    told(&mut out, report);
    for level in &report.levels {
        section(&mut out, level, codebook);
    }
    out
}

/// What did not fit.
fn told(out: &mut String, report: &Report) {
    for (what, count) in [
        ("gold lines refused", report.refused_gold),
        ("prediction lines refused", report.refused_predictions),
        ("predictions without gold, passed over", report.surplus),
    ] {
        if count > 0 {
            line(out, &format!("{what}: {count}"));
        }
    }
    for (what, ids) in [
        ("gold without a prediction, counted as uncoded", &report.missing),
        ("ids twice in the gold, the first counts", &report.doubled_gold),
        (
            "ids twice in the predictions, the first counts",
            &report.doubled_predictions,
        ),
    ] {
        if !ids.is_empty() {
            line(out, &format!("{what}: {} ({})", ids.len(), some(ids)));
        }
    }
}

fn section(out: &mut String, level: &Evaluation, codebook: &Codebook) {
    let name = if level.level == 1 { "groups" } else { "topics" };
    line(out, &format!("\nLEVEL {}: {name}", level.level));
    scores(out, level);
    let pool = level.pool;
    line(
        out,
        &format!(
            "uncoded: {} of {}; {} of them rightly, of {} no code fits",
            pool.uncoded, level.all.appeals, pool.rightly, pool.without_code
        ),
    );
    codes(out, &level.codes, codebook);
    confusions(out, &level.confusions);
    coverage(out, &level.coverage);
    if let Some(found) = &level.calibration {
        calibration(out, found);
    }
}

fn scores(out: &mut String, level: &Evaluation) {
    line(
        out,
        &format!(
            "{:<14} {:>7}  {:<16} {:<16} {:<9} {:<16} {:<10} {:<7} {:<16}",
            "",
            "appeals",
            "accuracy main",
            "macro F1 main",
            "coverage",
            "right if coded",
            "precision",
            "recall",
            "F1 all codes"
        ),
    );
    score_line(out, "all", &level.all);
    for (name, scores) in &level.languages {
        score_line(out, &format!("language {name}"), scores);
    }
    for (name, scores) in &level.registers {
        score_line(out, &format!("register {name}"), scores);
    }
}

fn score_line(out: &mut String, name: &str, scores: &Scores) {
    line(
        out,
        &format!(
            "{name:<14} {:>7}  {:<16} {:<16} {:<9} {:<16} {:<10} {:<7} {:<16}",
            scores.appeals,
            ranged(scores.accuracy),
            ranged(scores.macro_f1),
            number(scores.coverage.value),
            ranged(scores.precision_when_coded),
            number(scores.precision.value),
            number(scores.recall.value),
            ranged(scores.f1),
        ),
    );
}

fn codes(out: &mut String, codes: &[CodeScores], codebook: &Codebook) {
    line(
        out,
        &format!(
            "\n{:<6} {:>6} {:>6}  {:<16} {:<16} {:<16} {:<8} label",
            "code", "meant", "said", "precision", "recall", "F1", "F1 main"
        ),
    );
    for code in codes {
        line(
            out,
            &format!(
                "{:<6} {:>6} {:>6}  {:<16} {:<16} {:<16} {:<8} {}",
                code.code,
                code.meant,
                code.said,
                ranged(code.precision),
                ranged(code.recall),
                ranged(code.f1),
                number(code.main_f1),
                codebook.label(&code.code).map_or("", |label| label.ru.as_str())
            ),
        );
    }
}

fn confusions(out: &mut String, confusions: &[Confusion]) {
    if confusions.is_empty() {
        return;
    }
    line(out, "\nmeant  said   appeals");
    for confusion in confusions.iter().take(CONFUSIONS) {
        let Confusion { meant, said, appeals } = confusion;
        line(
            out,
            &format!("{meant:<6} {said:<6} {:>4}  {}", appeals.len(), some(appeals)),
        );
    }
    if let Some(rest) = confusions.len().checked_sub(CONFUSIONS).filter(|rest| *rest > 0) {
        line(out, &format!("and {rest} pairs more"));
    }
}

fn coverage(out: &mut String, curve: &[Threshold]) {
    line(out, "\nscore from  coverage  right");
    for point in curve {
        let Threshold {
            score,
            coverage,
            precision,
        } = point;
        line(out, &format!("{score:>10.3}  {coverage:>8.3}  {precision:>5.3}"));
    }
}

fn calibration(out: &mut String, calibration: &Calibration) {
    line(
        out,
        &format!(
            "\ncalibration error {:.3}\nscore        appeals  said   right",
            calibration.error
        ),
    );
    for bin in &calibration.bins {
        line(
            out,
            &format!(
                "{:.1} to {:.1}  {:>8}  {:.3}  {:.3}",
                bin.from, bin.to, bin.appeals, bin.said, bin.right
            ),
        );
    }
}

/// `.853 .80–.90`; a dash where undefined.
pub fn ranged(estimate: Estimate) -> String {
    match (estimate.value, estimate.low, estimate.high) {
        (Some(value), Some(low), Some(high)) => format!("{value:.3} {low:.2}–{high:.2}"),
        (value, ..) => number(value),
    }
}

fn number(value: Option<f64>) -> String {
    value.map_or("–".to_owned(), |value| format!("{value:.3}"))
}

/// The first few of `ids`.
pub fn some(ids: &[String]) -> String {
    let shown = ids
        .iter()
        .take(IDS)
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(" ");
    if ids.len() > IDS { shown + " …" } else { shown }
}

/// Adds a line, without the spaces a column left at its end.
fn line(out: &mut String, text: &str) {
    // Writing to a string does not fail.
    let _ = writeln!(out, "{}", text.trim_end());
}
