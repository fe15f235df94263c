//! The sample registers: made again they are the same bytes, and the truth about them is true.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use calamine::{Data, Reader, Xlsx, open_workbook};

#[expect(
    dead_code,
    reason = "the generator's `main` reads arguments; the test calls what it calls"
)]
#[path = "../../data-samples/generator/main.rs"]
mod generator;

type Line = BTreeMap<String, String>;

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data-samples")
}

fn truth(name: &str) -> Vec<Line> {
    let mut reader = csv::Reader::from_path(samples().join("truth").join(name)).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

/// The appeals of the truth that are no children.
fn own_appeals() -> Vec<Line> {
    let mut appeals = truth("appeals.csv");
    appeals.retain(|appeal| appeal["parent"].is_empty());
    appeals
}

fn facts() -> toml::Table {
    let text = std::fs::read_to_string(samples().join("truth/facts.toml")).unwrap();
    text.parse().unwrap()
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for part in ["registers", "truth"] {
        for entry in std::fs::read_dir(folder.join(part)).unwrap() {
            let path = entry.unwrap().path();
            let name = format!("{part}/{}", path.file_name().unwrap().to_string_lossy());
            files.insert(name, std::fs::read(path).unwrap());
        }
    }
    files.insert(
        "population.csv".to_owned(),
        std::fs::read(folder.join("population.csv")).unwrap(),
    );
    files
}

/// Text by register and number, of the rows that are to be accepted; the first export's where there are two.
fn texts() -> BTreeMap<(String, String), String> {
    let accepted: BTreeSet<(String, String)> = truth("appeals.csv")
        .iter()
        .map(|appeal| (appeal["register"].clone(), appeal["number"].clone()))
        .collect();
    let mut texts = BTreeMap::new();
    for (register, number, text) in eotinish().into_iter().chain(calls()).chain(posts()) {
        let key = (register.to_owned(), number);
        if accepted.contains(&key) {
            texts.entry(key).or_insert(text);
        }
    }
    texts
}

fn eotinish() -> Vec<(&'static str, String, String)> {
    let mut rows = Vec::new();
    for half_year in ["2023H2", "2024H1", "2024H2", "2025H1", "2025H2", "2026H1"] {
        let path = samples().join(format!("registers/eotinish-{half_year}.xlsx"));
        let mut book: Xlsx<_> = open_workbook(path).unwrap();
        let sheet = book.worksheet_range_at(0).unwrap().unwrap();
        let cell = |row: &[Data], column: usize| row.get(column).map(ToString::to_string).unwrap_or_default();
        rows.extend(
            sheet
                .rows()
                .skip(5)
                .map(|row| ("eotinish", cell(row, 1), cell(row, 11))),
        );
    }
    rows
}

fn calls() -> Vec<(&'static str, String, String)> {
    let mut rows = Vec::new();
    for year in 2023..=2026 {
        let bytes = std::fs::read(samples().join(format!("registers/109-{year}.csv"))).unwrap();
        let text = encoding_rs::WINDOWS_1251.decode(&bytes).0.into_owned();
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(b';')
            .from_reader(text.as_bytes());
        let records = reader.records().map(Result::unwrap);
        rows.extend(records.map(|record| ("109", record[0].to_owned(), record[7].to_owned())));
    }
    rows
}

fn posts() -> Vec<(&'static str, String, String)> {
    let text = std::fs::read_to_string(samples().join("registers/blog.jsonl")).unwrap();
    let row = |line: &str| {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let value = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
        ("blog", value("нөмірі"), value("мәтіні"))
    };
    text.lines().map(row).collect()
}

#[test]
fn made_again_the_samples_are_the_same_bytes() {
    let again = tempfile::tempdir().unwrap();
    generator::generate(&samples(), again.path()).unwrap();
    let (committed, made) = (files(&samples()), files(again.path()));
    assert_eq!(
        committed.keys().collect::<Vec<_>>(),
        made.keys().collect::<Vec<_>>()
    );
    for (name, bytes) in &made {
        assert!(
            committed[name] == *bytes,
            "{name} differs: run `cargo run --example sample-registers -- data-samples`"
        );
    }
}

#[test]
fn planted_cells_hold_what_the_facts_say() {
    let appeals = own_appeals();
    for fact in facts()["cell"].as_array().unwrap() {
        let text = |key: &str| fact[key].as_str().unwrap();
        let inside: Vec<&Line> = appeals
            .iter()
            .filter(|appeal| {
                let day: jiff::civil::Date = appeal["registered_on"].parse().unwrap();
                appeal["topics"].split(';').any(|topic| topic == text("topic"))
                    && (text("district").is_empty() || appeal["district"] == text("district"))
                    && talda::corpus::HalfYear::of(day).to_string() == text("period")
            })
            .collect();
        let applicants: BTreeSet<&String> = inside.iter().map(|appeal| &appeal["applicant"]).collect();
        let count = |key: &str| fact[key].as_integer().unwrap() as usize;
        assert_eq!(
            (inside.len(), applicants.len()),
            (count("appeals"), count("applicants")),
            "{fact}"
        );
        assert!(
            inside.iter().all(|appeal| appeal["planted"] == text("fact")),
            "{fact}"
        );
    }
}

#[test]
fn planted_cells_hold_the_applicants_of_the_plan() {
    let plan = std::fs::read_to_string(samples().join("generator/plan.toml")).unwrap();
    let plan: toml::Table = plan.parse().unwrap();
    let facts = facts();
    for cell in plan["cell"].as_array().unwrap() {
        for (period, counts) in cell["counts"].as_table().unwrap() {
            let counted = facts["cell"].as_array().unwrap().iter().find(|counted| {
                counted["fact"] == cell["fact"] && counted["period"].as_str() == Some(period)
            });
            assert_eq!(
                counted.unwrap()["applicants"],
                counts[0],
                "{} in {period}",
                cell["fact"]
            );
        }
    }
}

#[test]
fn a_systemic_problem_reaches_forty_applicants_of_three_villages_in_two_half_years() {
    for fact in facts()["cell"].as_array().unwrap() {
        let systemic = fact["fact"].as_str().unwrap().starts_with("systemic");
        if systemic && ["2025H2", "2026H1"].contains(&fact["period"].as_str().unwrap()) {
            assert!(fact["applicants"].as_integer().unwrap() >= 40, "{fact}");
            assert!(fact["villages"].as_integer().unwrap() >= 3, "{fact}");
        }
    }
}

#[test]
fn half_years_add_up_to_about_nine_thousand() {
    let facts = facts();
    let periods = facts["period"].as_table().unwrap();
    let sum: i64 = periods
        .values()
        .map(|period| period["appeals"].as_integer().unwrap())
        .sum();
    assert_eq!(periods.len(), 6);
    assert_eq!(sum, facts["appeals"].as_integer().unwrap());
    assert_eq!(sum as usize, own_appeals().len());
    assert!((8_500..=9_500).contains(&sum), "{sum}");
}

#[test]
fn no_two_texts_are_the_same() {
    let texts = texts();
    let mut seen: BTreeMap<&String, &String> = BTreeMap::new();
    for appeal in own_appeals() {
        let key = (appeal["register"].clone(), appeal["number"].clone());
        let (key, text) = texts
            .get_key_value(&key)
            .unwrap_or_else(|| panic!("{} has no text", key.1));
        if let Some(other) = seen.insert(text, &key.1) {
            panic!("{} and {other} have one text", key.1);
        }
    }
}

#[test]
fn personal_data_stands_in_the_text_as_the_truth_has_it() {
    let texts = texts();
    for personal in truth("personal.csv") {
        let text = &texts[&(personal["register"].clone(), personal["number"].clone())];
        assert!(
            text.contains(&personal["value"]),
            "{}: {}",
            personal["number"],
            personal["kind"]
        );
    }
}

#[test]
fn rejected_rows_of_text_files_stand_on_their_lines() {
    let all = truth("rejected.csv");
    assert!(all.len() > 40);
    for rejected in all.iter().filter(|rejected| !rejected["file"].ends_with(".xlsx")) {
        let bytes = std::fs::read(samples().join(&rejected["file"])).unwrap();
        let line: usize = rejected["row"].parse().unwrap();
        let line = bytes.split(|byte| *byte == b'\n').nth(line - 1).unwrap();
        let (utf8, cyrillic) = (
            String::from_utf8_lossy(line),
            encoding_rs::WINDOWS_1251.decode(line).0,
        );
        let number = &rejected["number"];
        assert!(utf8.contains(number) || cyrillic.contains(number), "{rejected:?}");
    }
}

#[test]
fn an_appeal_with_two_versions_stands_in_two_exports() {
    let rows = eotinish();
    for version in truth("versions.csv") {
        let times = rows
            .iter()
            .filter(|(_, number, _)| *number == version["number"])
            .count();
        assert_eq!(times, 2, "{}", version["number"]);
    }
}
