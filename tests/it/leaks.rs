//! Nothing leaks: tens of thousands of identifiers and names in registers, and not one of them in what a run leaves.
//!
//! Persons, numbers, streets and sentences are invented and belong to nobody: births lie in the 2090s, telephones and
//! accounts in ranges that are not given out; any likeness is accidental.

mod addresses;
mod broken;
mod grammar;
mod identifiers;
mod outputs;
mod people;
mod plants;
mod random;
mod register;
mod telephones;
mod values;

use std::path::Path;
use std::process::Output;

use self::outputs::of_folder;
use self::plants::{Report, Search};
use self::register::{HEADER, Row, Sower};
use super::office::{Office, PIPELINE};

fn write_csv(path: &Path, header: &[&str], rows: &[Row]) {
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_path(path).unwrap();
    writer.write_record(header).unwrap();
    for row in rows {
        writer.write_record(row).unwrap();
    }
    writer.flush().unwrap();
}

/// Appeals of the great register; each has about five planted values in its text and seven more around it.
const APPEALS: usize = 6_000;

/// Words that stand in many of the sentences, and those that stand beside what is redacted.
const SEARCHED: [&str; 8] = [
    "су",
    "мусор",
    "ИИН",
    "телефон",
    "азамат",
    "сосед",
    "Серікбаев",
    "құрметпен",
];

/// What the second check found, with the invented text it stood in.
fn left(office: &Office, rows: &[Row]) -> String {
    let list = std::fs::read(office.path("store/leaks.csv")).unwrap_or_default();
    let values = csv::Reader::from_reader(list.as_slice()).into_records();
    let told = values.filter_map(Result::ok).map(|line| {
        let value = line.get(5).unwrap_or_default().to_lowercase();
        let text = rows
            .iter()
            .flat_map(|row| row.iter())
            .find(|cell| cell.to_lowercase().contains(&value));
        format!("{value}: {}\n", text.map_or("", |text| text.as_str()))
    });
    told.collect()
}

#[test]
fn no_planted_value_stands_in_anything_a_run_leaves_or_says() {
    let office = Office::new(PIPELINE);
    let mut sower = Sower::new(0x7a1d_a000);
    let rows: Vec<Row> = (0..APPEALS).map(|index| sower.row(index)).collect();
    let register = office.path("portal-2026-07-01.csv");
    write_csv(&register, &HEADER, &rows);
    let search = Search::new(&sower.plants);
    finds_all_in_the_register(&search, &rows);

    let run = office.run(&[]);
    let mut report = Report::new(&search);
    look_at_output(&mut report, "talda run", &run);
    assert_eq!(
        run.status.code(),
        Some(0),
        "{}\n{}",
        String::from_utf8_lossy(&run.stderr),
        left(&office, &rows)
    );
    for shown in of_folder(&office.path("out")) {
        report.look(&shown.place, &shown.text, shown.number.as_deref());
    }
    for word in SEARCHED {
        look_at_output(
            &mut report,
            "talda search",
            &office.talda(&["search", word, "--limit", "5000"]),
        );
        look_at_output(
            &mut report,
            "talda kwic",
            &office.talda(&["kwic", word, "--width", "200"]),
        );
    }
    assert_eq!(report.count(), 0, "{}", report.told());
}

/// Looks through what a command printed, line by line: a line may say which appeal it is of.
fn look_at_output(report: &mut Report, command: &str, output: &Output) {
    for (stream, bytes) in [("output", &output.stdout), ("errors", &output.stderr)] {
        for line in String::from_utf8_lossy(bytes).lines() {
            report.look(&format!("{command}, {stream}"), line, number(line));
        }
    }
}

/// The registration number in a line.
fn number(line: &str) -> Option<&str> {
    line.split_whitespace().find(|word| word.starts_with("ЖТ-2026-"))
}

/// A search that finds nothing proves nothing: in the register itself it has to find every value.
fn finds_all_in_the_register(search: &Search, rows: &[Row]) {
    let mut report = Report::new(search);
    for row in rows {
        report.look("register", &row.join(" ¦ "), Some(&row[0]));
    }
    assert_eq!(report.missed(), Vec::<&str>::new());
}
