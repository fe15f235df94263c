//! Every figure of the documents of the sample run, back to the rows it comes from; what an office may change.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;
use std::process::{Command, Output};
use std::sync::LazyLock;

use arrow::array::RecordBatch;
use regex::Regex;
use talda::corpus;
use talda::publish::facts::{FactRow, Formula, evaluate};
use talda::publish::numbers::decimal;

use super::office::{Office, PIPELINE};
use super::truth::current;

const DOCUMENTS: [&str; 2] = ["note", "brief"];

static FACTS: LazyLock<BTreeMap<String, FactRow>> = LazyLock::new(|| {
    let rows: Vec<FactRow> = corpus::read(&current().join("tables/facts.parquet")).unwrap();
    rows.into_iter().map(|row| (row.key.clone(), row)).collect()
});

/// The parts of a document that a reader sees.
fn parts(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    for name in ["word/document.xml", "word/footnotes.xml"] {
        if let Ok(mut part) = archive.by_name(name) {
            part.read_to_string(&mut text).unwrap();
        }
    }
    text
}

fn document(name: &str, language: &str) -> String {
    parts(&fs::read(current().join(format!("{name}.{language}.docx"))).unwrap())
}

fn texts(xml: &str) -> String {
    let text = Regex::new("<w:t(?: [^>]*)?>([^<]*)</w:t>").unwrap();
    let all: Vec<&str> = text
        .captures_iter(xml)
        .map(|found| found.get(1).unwrap().as_str())
        .collect();
    all.concat()
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

/// The content controls of a document: key and printed text, in the order they are read.
fn figures(xml: &str) -> Vec<(String, String)> {
    let control =
        Regex::new(r#"(?s)<w:sdt>.*?<w:tag w:val="(f[0-9a-f]{11})"/>.*?<w:sdtContent>(.*?)</w:sdtContent>"#);
    let control = control.unwrap();
    let found = control.captures_iter(xml);
    found
        .map(|found| (found[1].to_owned(), texts(&found[2])))
        .collect()
}

/// A formula worked out on the tables of the run.
fn number(formula: &Formula, tables: &mut BTreeMap<String, RecordBatch>) -> Option<f64> {
    for rows in formula.rows() {
        let path = current().join(format!("tables/{}.parquet", rows.table));
        let table = tables.entry(rows.table.clone());
        table.or_insert_with(|| corpus::read_batch(&path).unwrap());
    }
    evaluate(formula, &|name| Ok(tables[name].clone())).unwrap()
}

#[test]
fn every_figure_of_the_documents_equals_the_tables() {
    let mut tables = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for name in DOCUMENTS {
        for language in ["kk", "ru"] {
            let figures = figures(&document(name, language));
            assert!(
                figures.len() > 20,
                "{name}.{language} has {} figures",
                figures.len()
            );
            for (key, printed) in figures {
                let fact = FACTS.get(&key).unwrap_or_else(|| panic!("{key} is no fact"));
                let is_none = printed == "–" && fact.number == Some(0.0);
                assert!(
                    is_none || printed == fact.text,
                    "{key}: {printed} is not {}",
                    fact.text
                );
                assert!(fact.documents.split(", ").any(|document| document == name));
                seen.insert(key);
            }
        }
    }
    assert_eq!(seen, FACTS.keys().cloned().collect());
    for (key, fact) in FACTS.iter() {
        let formula: Formula = serde_json::from_str(&fact.expression).unwrap();
        let worked_out = number(&formula, &mut tables);
        match fact.told.as_str() {
            "number" => {
                let places = usize::try_from(fact.places).unwrap();
                let found = worked_out.map(|number| decimal(number, places));
                assert_eq!(found.as_ref(), Some(&fact.text), "{key}: {}", fact.formula);
            }
            "small" => assert!(
                // An estimate of what was to be expected may be nought.
                worked_out.is_some_and(|number| number.round() < 5.0),
                "{key}: {} is {worked_out:?}",
                fact.formula
            ),
            "withheld" => assert!(worked_out.is_some(), "{key}"),
            other => panic!("{other}"),
        }
    }
}

#[test]
fn both_languages_hold_the_same_figures() {
    for name in DOCUMENTS {
        let [kk, ru] = ["kk", "ru"].map(|language| {
            let mut figures = figures(&document(name, language));
            figures.sort();
            figures
        });
        assert_eq!(kk, ru, "{name}");
    }
}

#[test]
fn no_picture_stands_twice_in_a_document() {
    for language in ["kk", "ru"] {
        let bytes = fs::read(current().join(format!("note.{language}.docx"))).unwrap();
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut pictures = BTreeSet::new();
        for index in 0..archive.len() {
            let mut entry = archive.by_index(index).unwrap();
            let name = entry.name().unwrap().into_owned();
            if name.starts_with("word/media/") {
                let mut picture = Vec::new();
                entry.read_to_end(&mut picture).unwrap();
                assert!(pictures.insert(picture), "{name} has stood before");
            }
        }
        assert!(pictures.len() > 5);
    }
}

/// What is left of a paragraph when its figures, and numbers that are counted from no data, are taken out.
fn without_known_numbers(text: &str) -> String {
    let known = [
        r"(\d{2}\.\d{2}–)?\d{2}\.\d{2}\.\d{4}",
        // Years, half-years, days of a date in words, numbers of tables, pictures and sections.
        r"20\d\d(H[12])?",
        r"[12][-‑](е |го |м )?(жартыжылдық|полугоди)|[12]\u{a0}(ж/ж|п/г)",
        r"(\d{1,2}–)?\d{1,2} (қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан)",
        r"(\d{1,2}–)?\d{1,2} (января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)",
        r"^\d+(\.\d+)*\. ",
        // The version of the codebook.
        r"[0-9a-f]{12}",
        r"^\d+-(кесте|сурет)|^(Таблица|Рисунок) \d+",
    ];
    let mut rest = text.to_owned();
    for pattern in known {
        rest = Regex::new(pattern).unwrap().replace_all(&rest, "").into_owned();
    }
    rest
}

#[test]
fn a_number_outside_of_the_figures_is_a_date_or_a_constant_of_the_method() {
    let control = Regex::new(r"(?s)<w:sdt>.*?</w:sdt>").unwrap();
    let quote = Regex::new(r#"<w:pStyle w:val="Quote"/>"#).unwrap();
    let digit = Regex::new(r"\d[\d\u{a0},]*").unwrap();
    let mut constants = BTreeSet::new();
    for name in DOCUMENTS {
        for language in ["kk", "ru"] {
            let xml = control.replace_all(&document(name, language), "").into_owned();
            for paragraph in xml.split("</w:p>").filter(|paragraph| !quote.is_match(paragraph)) {
                let rest = without_known_numbers(&texts(paragraph));
                constants.extend(
                    digit
                        .find_iter(&rest)
                        .map(|found| found.as_str().trim_end_matches([',', '\u{a0}']).to_owned()),
                );
            }
        }
    }
    only_known(&constants);
}

/// The constants of the method and the names with a number in them.
fn only_known(found: &BTreeSet<String>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/note/constants.txt");
    let known: BTreeSet<String> = fs::read_to_string(&path)
        .unwrap()
        .lines()
        .map(str::to_owned)
        .collect();
    let unknown: Vec<&String> = found.difference(&known).collect();
    assert!(unknown.is_empty(), "numbers without a key: {unknown:?}");
}

fn explain(key: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_talda"))
        .args(["explain", key, "--run"])
        .arg(current())
        .output()
        .unwrap()
}

#[test]
fn a_figure_is_explained_by_sentence_formula_and_rows() {
    let is_total = |fact: &&FactRow| {
        fact.formula
            == "sum(appeals of problem_map where district = 610000000 and code = all and half_year = 2026H1)"
    };
    let fact = FACTS.values().find(is_total).unwrap();
    let output = explain(&fact.key);
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success());
    for part in [&fact.text, &fact.sentence_kk, &fact.sentence_ru, &fact.formula] {
        assert!(
            !part.is_empty() && told.contains(part.as_str()),
            "{part} is not told:\n{told}"
        );
    }
    assert!(
        told.contains("1 row(s)") && told.contains("610000000\tall\t0\t2026H1"),
        "{told}"
    );
}

#[test]
fn an_unknown_key_is_an_error_with_a_hint() {
    let output = explain("f00000000000");
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        told.contains("`f00000000000`") && told.contains("\nhint: "),
        "{told}"
    );
}

/// An office with a small register and a `[note]` of its own.
fn office(note: &str) -> Office {
    let office = Office::new(&format!("{PIPELINE}\n[note]\n{note}\n"));
    let mut rows = "Регистрационный номер;Дата регистрации;Вид обращения;Текст\n".to_owned();
    for day in 1..=28 {
        rows.push_str(&format!(
            "N-{day:02};{day:02}.02.2026;Заявление;В Сайрамском районе нет воды {day}\n"
        ));
    }
    office.write("portal-2026-07-01.csv", &rows);
    office
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_phrase_of_the_office_changes_the_documents_and_the_run() {
    let office = office("phrases = \"own.toml\"");
    let own =
        |word: &str| format!("[total]\nru = \"{{{{ during|capitalise }}}} {word} – {{{{ now|n }}}}.\"\n");
    for word in ["принято", "получено"] {
        office.write("own.toml", &own(word));
        assert!(office.run(&[]).status.success());
        let note = fs::read(office.path("out/current/note.ru.docx")).unwrap();
        assert!(texts(&parts(&note)).contains(&format!("В первом полугодии 2026 года {word} – 28.")));
    }
}

#[test]
fn a_phrase_nobody_knows_and_a_lost_placeholder_stop_the_run_by_name() {
    let office = office("phrases = \"own.toml\"");
    for (text, name) in [
        ("[totals]\nru = \"x\"", "`totals`"),
        ("[total]\nru = \"{{ during }}\"", "`now` is missing"),
        ("[total]\nru = \"{{ now }} {{ during }} {{ more }}\"", "`more`"),
    ] {
        office.write("own.toml", text);
        let output = office.run(&[]);
        assert_eq!(output.status.code(), Some(78));
        assert!(
            told(&output).contains(name) && told(&output).contains("\nhint: "),
            "{}",
            told(&output)
        );
    }
}

#[test]
fn a_letterhead_is_written_and_used_and_another_file_is_refused() {
    let office = office("");
    assert!(office.talda(&["template", "akimat.docx"]).status.success());
    assert!(office.run(&["--template", "akimat.docx"]).status.success());
    for name in ["note", "brief"] {
        let document = fs::read(office.path(&format!("out/current/{name}.kk.docx"))).unwrap();
        assert!(texts(&parts(&document)).starts_with("[МЕКЕМЕНІҢ АТАУЫ]"));
    }
    office.write("letter.docx", "no document");
    let output = office.run(&["--template", "letter.docx"]);
    assert_eq!(output.status.code(), Some(78));
    assert!(
        told(&output).contains("`letter.docx`") && told(&output).contains("\nhint: "),
        "{}",
        told(&output)
    );
    let again = office.talda(&["template", "akimat.docx"]);
    assert_eq!(again.status.code(), Some(1), "a letterhead is not overwritten");
}

#[test]
fn a_last_note_on_the_same_half_year_is_refused() {
    let run = fs::canonicalize(current()).unwrap();
    let office = office(&format!("last = \"{}\"", run.display()));
    let output = office.run(&[]);
    assert_eq!(output.status.code(), Some(78));
    assert!(
        told(&output).contains("is on 2026H1") && told(&output).contains("\nhint: "),
        "{}",
        told(&output)
    );
}
