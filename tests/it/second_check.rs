//! The second check over whole runs: what it finds is not published, and nobody is told the value.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Output;

use super::office::{Office, PIPELINE};

const HEADER: &str =
    "Регистрационный номер;Дата регистрации;Вид обращения;Текст;Заявитель;Исполнитель;Категория";

/// What a clerk put into the name of a file, which the tables tell as it is.
const PLANTED: &str = " Серикова А.Б. 8 701 123 45 67";

const NUMBER: &str = "ЖТ-2026-00000099";

/// An office whose register lies in a file with `file` in its name and has `number` as the number of its last appeal.
fn office(file: &str, number: &str) -> Office {
    let office = Office::new(PIPELINE);
    office.register("2026-07-01", file, number);
    office
}

impl Office {
    /// The register as exported on `day`.
    fn register(&self, day: &str, file: &str, number: &str) {
        let mut lines: Vec<String> = vec![HEADER.into()];
        lines.extend((0..30).map(|index| {
            format!(
                "ЖТ-2026-{index:08};{:02}.03.2026;Заявление;Сайрам ауданында су жоқ ({index});Асан Үсенов;Сайрам ауданының әкімдігі;Су",
                1 + index % 27
            )
        }));
        lines.push(format!(
            "{number};28.03.2026;Жалоба;В Сайрамском районе нет воды;Марат Есенов;Отдел ЖКХ;Су"
        ));
        self.write(&format!("portal-{day}{file}.csv"), &(lines.join("\n") + "\n"));
    }

    fn accept(&self, marks: &[String]) {
        let section = format!("[privacy]\naccepted = {marks:?}\n");
        self.write(
            "half-year.toml",
            &PIPELINE.replace("[[register]]", &(section + "\n[[register]]")),
        );
    }

    /// The list in the store: rule, mark and value of each line.
    fn leaks(&self) -> Vec<[String; 3]> {
        let rows = csv::Reader::from_path(self.path("store/leaks.csv"))
            .unwrap()
            .into_records();
        rows.map(|row| {
            let row = row.unwrap();
            [3, 4, 5].map(|at| row[at].to_owned())
        })
        .collect()
    }

    fn runs(&self) -> Vec<String> {
        let entries = fs::read_dir(self.path("out/runs")).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }
}

fn told(output: &Output) -> String {
    let [out, err] =
        [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    out + &err
}

#[test]
fn a_leak_stops_the_run_and_is_told_without_its_value() {
    let office = office("", NUMBER);
    let first = office.run(&[]);
    assert_eq!(first.status.code(), Some(0), "{}", told(&first));
    let (runs, current) = (office.runs(), fs::read_link(office.path("out/current")).unwrap());

    office.register("2026-07-02", PLANTED, NUMBER);
    let output = office.run(&[]);
    let told = told(&output);
    assert_eq!(output.status.code(), Some(1), "{told}");
    for line in [
        "`tables/register_quality.parquet`, column `file`: 1 value looks like a telephone",
        "`tables/register_quality.parquet`, column `file`: 1 value looks like a name with initials",
        "hint: the values are listed in `store/leaks.csv`",
    ] {
        assert!(told.contains(line), "{told}");
    }
    assert!(!told.contains("Серикова") && !told.contains("701"), "{told}");
    assert_eq!(office.runs(), runs);
    assert_eq!(fs::read_link(office.path("out/current")).unwrap(), current);
    let mode = fs::metadata(office.path("store/leaks.csv"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
    let values: Vec<String> = office.leaks().into_iter().map(|[_, _, value]| value).collect();
    assert!(values.contains(&"Серикова А.Б.".to_owned()), "{values:?}");
    assert!(values.contains(&"8 701 123 45 67".to_owned()), "{values:?}");
}

#[test]
fn reviewed_values_go_through_by_their_marks() {
    let office = office(PLANTED, NUMBER);
    assert_eq!(office.run(&[]).status.code(), Some(1));
    let mut marks: Vec<String> = office.leaks().into_iter().map(|[_, mark, _]| mark).collect();
    marks.sort();
    marks.dedup();
    assert!(
        marks.len() == 2 && marks.iter().all(|mark| mark.len() == 12),
        "{marks:?}"
    );

    // One of two is not enough, and the list then holds the other alone.
    office.accept(&marks[..1]);
    assert_eq!(office.run(&[]).status.code(), Some(1));
    assert!(office.leaks().iter().all(|[_, mark, _]| *mark == marks[1]));

    // A mark that no longer occurs does no harm.
    office.accept(&[marks.clone(), vec!["0123456789ab".to_owned()]].concat());
    let output = office.run(&[]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert!(!office.path("store/leaks.csv").exists());
    let manifest = fs::read_to_string(office.path("out/current/manifest.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    let accepted = manifest["options"]["privacy"]["accepted"].as_array().unwrap();
    assert!(
        marks.iter().all(|mark| accepted.contains(&mark.as_str().into())),
        "{accepted:?}"
    );
}

#[test]
fn the_name_of_an_applicant_is_known_wherever_it_stands() {
    let office = office(" есенов марат", NUMBER);
    let output = office.run(&[]);
    let told = told(&output);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(
        told.contains(
            "`tables/register_quality.parquet`, column `file`: 1 value is the name of an applicant"
        ),
        "{told}"
    );
    let rules: Vec<String> = office.leaks().into_iter().map(|[rule, _, _]| rule).collect();
    assert!(
        !rules.is_empty() && rules.iter().all(|rule| rule == "known_name"),
        "{rules:?}"
    );
}
