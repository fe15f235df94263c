//! `talda text` as a user types it: lines in, lines out.

use std::io::Write;
use std::process::{Command, Stdio};

fn talda(arguments: &[&str], input: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_talda"))
        .arg("text")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    command
        .stdin
        .take()
        .expect("its input is a pipe")
        .write_all(input.as_bytes())
        .expect("it reads");
    let output = command.wait_with_output().expect("it ends");
    assert!(output.status.success(), "{arguments:?}");
    String::from_utf8(output.stdout).expect("it writes text")
}

#[test]
fn every_line_is_answered_by_one_line() {
    let input = "Көшеміздің шамы жанбайды\r\n\nЯмы на дорогах\n<br/>\n";
    for tool in [
        &["language"][..],
        &["stem"],
        &["tokens"],
        &["redact"],
        &["language", "--evidence"],
    ] {
        assert_eq!(talda(tool, input).lines().count(), 4, "{tool:?}");
    }
    assert_eq!(talda(&["stem"], input), "көше шам жан\n\nяма на дорога\n\n");
}

#[test]
fn a_word_has_the_same_stem_in_every_spelling() {
    for forms in [
        "көшедегі кошедеги koshedegi köşedegi",
        "тұрғындарға тургындарга turgyndarga turǵyndarǵa",
        "жарығымызды жарыгымызды zharygymyzdy jarığımızdı",
        "қоқыстың кокыстын qoqystyn qoqıstıñ",
    ] {
        let stems = talda(&["stem", "--lang", "kk"], forms);
        let mut stems: Vec<&str> = stems.split_whitespace().collect();
        assert_eq!(stems.len(), 4, "{forms}");
        stems.dedup();
        assert_eq!(stems.len(), 1, "{forms}: {stems:?}");
    }
}

#[test]
fn the_language_of_a_line_its_sentences_and_stretches() {
    let line = "В подъезде нет света третий день, балалар қараңғыда қорқып жүр.";
    assert_eq!(talda(&["language"], line), "mixed\n");
    let stretches = talda(&["language", "--stretches"], line);
    let tongues: Vec<&str> = stretches
        .split_whitespace()
        .filter(|piece| !piece.contains(".."))
        .collect();
    assert_eq!(tongues, ["ru", "kk"]);
    let sentences = talda(&["language", "--sentences"], "Света нет. Жарық жоқ.");
    assert_eq!(sentences, "0..18 ru\t19..37 kk\n");
    let evidence = talda(&["language", "--evidence"], "Жарық жоқ");
    let words = evidence.starts_with("kk\tkk words 2\tru words 0\tholds kk ");
    assert!(words, "{evidence}");
}

#[test]
fn the_analyses_of_a_word_show_what_speaks_for_them_best_first() {
    let shown = talda(&["stem", "--analyses"], "мектебінде");
    let shown: serde_json::Value = serde_json::from_str(&shown).expect("it writes JSON");
    let analyses = shown[0]["analyses"].as_array().expect("a list");
    assert_eq!(analyses[0]["root"], "мектеп");
    assert_eq!(analyses[0]["endings"], serde_json::json!(["loc3", "poss3"]));
    let scores: Vec<f64> = analyses
        .iter()
        .filter_map(|analysis| analysis["score"].as_f64())
        .collect();
    assert!(scores.len() == analyses.len() && scores.is_sorted_by(|one, other| one >= other));
}
