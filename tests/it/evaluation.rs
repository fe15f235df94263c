//! `talda evaluate`, `agreement` and `review` over files of invented appeals in `tests/it/evaluation`.
//! `SNAPSHOTS=overwrite cargo test` writes what they print anew.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/evaluation")
}

fn talda(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_talda"));
    command.args(arguments).current_dir(folder());
    command.output().expect("the program starts")
}

fn printed(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("it writes text")
}

fn told(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("it writes text")
}

fn is_as_before(name: &str, found: &str) {
    let path = folder().join(name);
    if std::env::var("SNAPSHOTS").is_ok_and(|mode| mode == "overwrite") {
        return std::fs::write(path, found).expect("the snapshot is written");
    }
    let before = std::fs::read_to_string(path).unwrap_or_default();
    assert_eq!(
        found, before,
        "{name} has changed; run with SNAPSHOTS=overwrite and read the difference"
    );
}

#[test]
fn an_evaluation_reads_as_before_and_tells_what_does_not_fit() {
    let output = talda(&[
        "evaluate",
        "--codebook",
        "codebook",
        "gold.jsonl",
        "annotated.jsonl",
    ]);
    is_as_before("evaluation.txt", &printed(&output));
    assert_eq!(
        told(&output),
        "error: `gold.jsonl`, line 5: `1` is no topic or group of the codebook\n\
         error: `annotated.jsonl`, line 12: column 10: not a JSON object with `id` and the fields expected\n"
    );
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn an_evaluation_for_machines_holds_its_seed_and_the_ids_confused() {
    let arguments = [
        "evaluate",
        "--json",
        "--seed",
        "7",
        "--codebook",
        "codebook",
        "gold.jsonl",
        "annotated.jsonl",
    ];
    let report: serde_json::Value = serde_json::from_str(&printed(&talda(&arguments))).expect("it is JSON");
    assert_eq!(report["seed"], 7);
    assert_eq!(
        report["levels"][1]["confusions"][0]["appeals"],
        serde_json::json!(["7"])
    );
    assert_eq!(report["missing"], serde_json::json!(["12"]));
}

#[test]
fn categories_of_a_register_are_judged_by_a_crosswalk() {
    let output = talda(&[
        "evaluate",
        "--json",
        "--codebook",
        "codebook",
        "--crosswalk",
        "crosswalk.csv",
        "categories.jsonl",
        "annotated.jsonl",
    ]);
    let report: serde_json::Value = serde_json::from_str(&printed(&output)).expect("it is JSON");
    assert_eq!(
        (&report["levels"][0]["all"]["appeals"], &report["refused_gold"]),
        (&3.into(), &2.into())
    );
    assert!(told(&output).contains("line 5: the crosswalk has no line for the category"));
}

#[test]
fn an_agreement_reads_as_before() {
    let output = talda(&["agreement", "coder-1.jsonl", "coder-2.jsonl"]);
    is_as_before("agreement.txt", &printed(&output));
    assert_eq!((output.status.code(), told(&output).as_str()), (Some(0), ""));
}

#[test]
fn one_coder_is_no_agreement() {
    let output = talda(&["agreement", "coder-1.jsonl"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(told(&output).starts_with("error: agreement needs two coders, there is 1\nhint: "));
}

#[test]
fn a_review_reads_as_before_and_leaves_out_what_was_decided() {
    let review = [
        "review",
        "--codebook",
        "codebook",
        "--count",
        "6",
        "--lang",
        "kk",
        "annotated.jsonl",
    ];
    let first = printed(&talda(&review));
    is_as_before("review.csv", &first);
    let filled = tempfile::NamedTempFile::new().expect("a file for the corrections");
    let row = first.lines().nth(1).expect("a row");
    let number = row.split(';').nth(1).expect("a number").to_owned();
    let decided = first.replace(row, &row.replace(";;;;;", ";02.01;;Дана;22.11.2026;"));
    std::fs::write(filled.path(), decided).expect("the corrections are written");
    let path = filled.path().to_str().expect("its name is text");
    let second = printed(&talda(&[&review[..], &["--corrections", path]].concat()));
    assert!(
        first.contains(&number) && !second.contains(&number),
        "{number}\n{second}"
    );
}

#[test]
fn what_analysts_decided_of_the_audit_is_gold() {
    let review = [
        "review",
        "--codebook",
        "codebook",
        "--count",
        "8",
        "--audit-share",
        "0.5",
        "annotated.jsonl",
    ];
    let form = printed(&talda(&review));
    let filled = tempfile::Builder::new()
        .suffix(".csv")
        .tempfile()
        .expect("a file for the corrections");
    let decided = form.replace(";;;;;", ";01.01;;Дана;22.11.2026;");
    std::fs::write(filled.path(), decided).expect("the corrections are written");
    let path = filled.path().to_str().expect("its name is text");
    let output = talda(&[
        "evaluate",
        "--json",
        "--audit",
        "--codebook",
        "codebook",
        path,
        "annotated.jsonl",
    ]);
    let report: serde_json::Value = serde_json::from_str(&printed(&output)).expect("it is JSON");
    assert_eq!(report["levels"][1]["all"]["appeals"], 4, "{}", told(&output));
}
