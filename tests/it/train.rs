//! `talda train` over invented appeals.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::json;

const LIGHT: [&str; 4] = [
    "көшеде жарық жоқ",
    "нет света в доме",
    "не горит фонарь",
    "шам жанбайды",
];
const HOLES: [&str; 4] = [
    "яма на дороге",
    "жолда шұңқыр көп",
    "разбитый асфальт, яма",
    "шұңқырдан көлік өтпейді",
];
const PLACES: [&str; 5] = [
    "у школы",
    "біздің ауылда",
    "третий день",
    "возле магазина",
    "кешеден бері",
];

fn talda(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_talda"));
    command.arg("train").args(arguments).current_dir(folder);
    command.output().expect("the program starts")
}

/// Forty appeals, those about light in one category and those about holes in another.
fn appeals() -> Vec<String> {
    let of = |category: &'static str, said: [&'static str; 4]| {
        said.into_iter().flat_map(move |said| {
            PLACES.map(|place| json!({ "text": format!("{said} {place}"), "category": category }).to_string())
        })
    };
    of("Свет: дома", LIGHT).chain(of("Ямы", HOLES)).collect()
}

fn folder(files: &[(&str, &[String])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder is made");
    for (name, lines) in files {
        std::fs::write(folder.path().join(name), lines.join("\n")).expect("a file is written");
    }
    folder
}

fn evaluation(name: &str) -> String {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/it/evaluation")
        .join(name);
    path.display().to_string()
}

fn printed(output: &Output) -> String {
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout.clone()).expect("it writes text")
}

#[test]
fn neither_order_nor_threads_change_a_model() {
    let mut turned = appeals();
    turned.reverse();
    let folder = folder(&[("a.jsonl", &appeals()), ("b.jsonl", &turned)]);
    for (file, model, threads) in [("a.jsonl", "a.model", "1"), ("b.jsonl", "b.model", "4")] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_talda"));
        let arguments = [
            "train",
            "--classes",
            "free",
            "--labels",
            "category",
            "--model",
            model,
            file,
        ];
        command
            .args(arguments)
            .current_dir(folder.path())
            .env("RAYON_NUM_THREADS", threads);
        assert!(printed(&command.output().expect("the program starts")).contains("accuracy 1.000"));
    }
    let model = |name| std::fs::read(folder.path().join(name)).expect("the model is there");
    assert_eq!(model("a.model"), model("b.model"));
    assert!(!folder.path().join("a.model.part").exists());
}

#[test]
fn a_crosswalk_leads_to_groups_and_tells_what_it_does_not_know() {
    let mut lines = appeals();
    lines.extend(["нет воды", "су жоқ"].map(|text| json!({ "text": text, "category": "Вода" }).to_string()));
    let folder = folder(&[("a.jsonl", &lines)]);
    let (codebook, crosswalk) = (evaluation("codebook"), evaluation("crosswalk.csv"));
    let report = printed(&talda(
        folder.path(),
        &[
            "--labels",
            "category",
            "--crosswalk",
            &crosswalk,
            "--codebook",
            &codebook,
            "--model",
            "m",
            "a.jsonl",
        ],
    ));
    assert!(report.contains("texts with labels 40, without 2"), "{report}");
    assert!(report.contains("       2  Вода\n"), "{report}");
    assert!(report.contains("  01\n") && report.contains("  02\n"), "{report}");
    assert!(!report.contains("01.01"), "{report}");
}

#[test]
fn without_labels_a_codebook_teaches_by_its_own_codings() {
    let folder = folder(&[("a.jsonl", &appeals())]);
    let codebook = evaluation("codebook");
    let report = printed(&talda(
        folder.path(),
        &["--codebook", &codebook, "--model", "m", "a.jsonl"],
    ));
    assert!(report.contains("texts with labels 0, without 40"), "{report}");
    assert!(report.contains("for codebook "), "{report}");
}

#[test]
fn free_classes_without_labels_are_a_mistake_of_use() {
    let folder = folder(&[("a.jsonl", &appeals())]);
    let output = talda(folder.path(), &["--classes", "free", "--model", "m", "a.jsonl"]);
    assert_eq!(output.status.code(), Some(64));
    assert!(!folder.path().join("m").exists());
}
