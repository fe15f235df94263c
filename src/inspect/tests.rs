use std::fs;

use super::*;
use crate::corpus;
use crate::corpus::published::Breakdown;

fn known() -> Known {
    let applicant = Applicant {
        name: Some("Серикова Айгуль"),
        ..Applicant::default()
    };
    Known::new([applicant]).unwrap()
}

fn row(value: &str) -> Breakdown {
    Breakdown {
        half_year: "2026H1".into(),
        dimension: "kind".into(),
        value: value.into(),
        appeals: 87_011_234_567,
    }
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write(
        "a.md",
        "# Көше\nтел. 8 701 123 45 67, айгуль серикова\nтел. 8 701 123 45 67, 8 702 123 45 67",
    );
    write("b.csv", "number,text\n1,тыныш\n2,a@b.kz\n");
    let rows = [row("тыныш"), row("А.Б. Сериков")];
    corpus::write(&folder.path().join("c.parquet"), &rows).unwrap();
    folder
}

#[test]
fn hits_stand_by_file_part_rule_and_value_each_at_its_first_place() {
    let folder = folder();
    let hits = inspect(folder.path(), &known()).unwrap();
    let hit = |hit: &Hit| {
        (
            hit.file.clone(),
            hit.part.clone(),
            hit.rule,
            hit.value.clone(),
            hit.place,
        )
    };
    let expected = [
        ("a.md", "text", Rule::Telephone, "8 701 123 45 67", 2),
        ("a.md", "text", Rule::Telephone, "8 702 123 45 67", 3),
        ("a.md", "text", Rule::KnownName, "айгуль серикова", 2),
        ("b.csv", "text", Rule::Email, "a@b.kz", 3),
        ("c.parquet", "appeals", Rule::Telephone, "87011234567", 1),
        ("c.parquet", "value", Rule::Initials, "А.Б. Сериков", 2),
    ];
    let expected = expected.map(|(file, part, rule, value, place)| {
        (file.to_owned(), part.to_owned(), rule, value.to_owned(), place)
    });
    assert_eq!(hits.iter().map(hit).collect::<Vec<_>>(), expected);
}

#[test]
fn findings_tell_file_part_rule_and_count_and_no_value() {
    let told: Vec<String> = findings(&inspect(folder().path(), &known()).unwrap())
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        told,
        [
            "`a.md`, part `text`: 2 values look like a telephone",
            "`a.md`, part `text`: 1 value is the name of an applicant",
            "`b.csv`, column `text`: 1 value looks like an e-mail address",
            "`c.parquet`, column `appeals`: 1 value looks like a telephone",
            "`c.parquet`, column `value`: 1 value looks like a name with initials",
        ]
    );
}

#[test]
fn a_file_of_an_unknown_kind_is_an_error() {
    let folder = folder();
    fs::write(folder.path().join("d.bin"), "").unwrap();
    assert!(
        matches!(inspect(folder.path(), &known()), Err(Error::Unreadable { file, .. }) if file == "d.bin")
    );
}

#[test]
fn a_table_outside_a_run_is_read_too() {
    let hits = inspect_csv("rejected.csv", "value\nСерикова Айгуль\n".as_bytes(), &known()).unwrap();
    assert_eq!(hits.len(), 1);
}

#[test]
fn what_is_exempt_in_one_column_is_found_in_another() {
    let known = known();
    let mut reader = Reader::new(&known, "tables/appeals.parquet");
    reader.read("number", 1, "8 701 123 45 67");
    assert_eq!(reader.hits, []);
    reader.read("text", 1, "8 701 123 45 67");
    assert_eq!(reader.hits.len(), 1);
}
