//! What the documents of a run print of its counts, read back from them, and whether a reader can work more out.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use serde_json::Value;

use super::attack::{Line, Print, narrow};
use crate::analyse::{ALL, District, Edition, Findings, NONE, UNKNOWN};
use crate::publish::charts::charts;
use crate::publish::map_page::map_page;
use crate::publish::note::note;
use crate::publish::{Picture, sample};

/// Prints by a name for the cell that is the same in all documents.
#[derive(Default)]
struct Seen {
    prints: BTreeMap<String, Print>,
    lines: Vec<Line<String>>,
}

impl Seen {
    /// Two documents that print a cell print the same.
    fn put(&mut self, key: String, print: Print) {
        let before = self.prints.insert(key.clone(), print);
        assert!(
            before.is_none_or(|before| before == print),
            "{key}: {before:?}, {print:?}"
        );
    }

    fn equal(&mut self, parts: Vec<String>, whole: String) {
        self.line(parts, vec![whole], 0);
    }

    fn at_most(&mut self, parts: Vec<String>, whole: Vec<String>) {
        self.line(parts, whole, i64::MIN / 4);
    }

    fn line(&mut self, parts: Vec<String>, whole: Vec<String>, low: i64) {
        let parts = parts.into_iter().map(|key| (key, 1));
        let terms = parts.chain(whole.into_iter().map(|key| (key, -1))).collect();
        self.lines.push(Line { terms, low, high: 0 });
    }
}

fn print(text: &str) -> Print {
    match text {
        "–" => Print::Number(0),
        "<5" => Print::Small,
        "…" => Print::Withheld,
        number => Print::Number(number.replace('\u{a0}', "").parse().unwrap()),
    }
}

fn coded(value: &Value) -> Print {
    match value.as_str() {
        Some("small") => Print::Small,
        Some("withheld") => Print::Withheld,
        _ => Print::Number(value.as_i64().unwrap()),
    }
}

fn appeals(district: &str, code: &str, half_year: impl ToString) -> String {
    format!("appeals/{district}/{code}/{}", half_year.to_string())
}

fn applicants(district: &str, code: &str, half_year: impl ToString) -> String {
    format!("applicants/{district}/{code}/{}", half_year.to_string())
}

fn read_map(seen: &mut Seen, findings: &Findings) {
    let page = map_page(findings, None).unwrap();
    let start = page.find("id=\"data\">").unwrap() + "id=\"data\">".len();
    let end = start + page[start..].find("</script>").unwrap();
    let data: Value = serde_json::from_str(&page[start..end]).unwrap();
    for (district, codes) in data["cells"].as_object().unwrap() {
        for (code, series) in codes.as_object().unwrap() {
            for (half_year, cell) in findings.half_years.iter().zip(series.as_array().unwrap()) {
                if !cell.is_null() {
                    seen.put(appeals(district, code, half_year), coded(&cell[0]));
                    assert!(coded(&cell[0]) != Print::Small || cell.get(1).is_none());
                }
            }
        }
    }
    for (district, terms) in data["terms"].as_object().unwrap() {
        let key = |column: &str| format!("terms/{district}/{column}");
        seen.put(key("broken"), coded(&terms[0]));
        seen.put(key("ended"), coded(&terms[1]));
        seen.at_most(vec![key("broken")], vec![key("ended")]);
        seen.at_most(
            vec![key("ended")],
            vec![appeals(district, ALL, findings.half_year)],
        );
    }
    let districts = data["terms"].as_object().unwrap().keys();
    let districts: Vec<&String> = districts.filter(|kato| **kato != findings.oblast).collect();
    for column in ["broken", "ended"] {
        let parts = districts.iter().map(|kato| format!("terms/{kato}/{column}"));
        seen.equal(parts.collect(), format!("terms/{}/{column}", findings.oblast));
    }
    for (district, codes) in data["changes"].as_object().unwrap() {
        for (code, change) in codes.as_object().unwrap() {
            let prints = [coded(&change[0]), coded(&change[1])];
            seen.put(
                applicants(district, code, findings.half_year.year_before()),
                prints[0],
            );
            seen.put(applicants(district, code, findings.half_year), prints[1]);
            let exact = prints.iter().all(|print| matches!(print, Print::Number(_)));
            assert!(exact || change[2].is_null() && change[3].is_null() && change[4].is_null());
        }
    }
}

fn read_charts(seen: &mut Seen, findings: &Findings, edition: Edition, pictures: &[Picture]) {
    let (oblast, now) = (findings.oblast.as_str(), findings.half_year);
    let then = now.year_before();
    let districts: Vec<&str> = findings
        .districts
        .iter()
        .map(|district| district.kato.as_str())
        .collect();
    for picture in pictures {
        let mut reader = csv::Reader::from_reader(picture.csv.as_bytes());
        for row in reader.records().map(Result::unwrap) {
            let mut put = |key: String, column: usize| seen.put(key, print(&row[column]));
            match picture
                .name
                .strip_suffix(&format!(".{}", edition.as_str()))
                .unwrap()
            {
                "districts" => put(appeals(&row[0], ALL, now), 2),
                "topics" => {
                    put(appeals(oblast, &row[0], now), 2);
                    put(appeals(oblast, &row[0], then), 3);
                }
                "changes" => {
                    put(applicants(oblast, &row[0], then), 2);
                    put(applicants(oblast, &row[0], now), 3);
                }
                "heat" => {
                    for (index, kato) in districts.iter().chain([&UNKNOWN]).enumerate() {
                        put(appeals(kato, &row[0], now), index + 2);
                    }
                }
                "weekly" => {
                    put(format!("weeks/all/{}", &row[0]), 1);
                    put(format!("weeks/group/{}", &row[0]), 2);
                }
                "terms" => {
                    let name = kind_name(&row[0]);
                    for column in 0..5 {
                        put(format!("{}/kinds/{name}/{column}", edition.as_str()), column + 1);
                    }
                }
                "channels" => {
                    for (index, half_year) in [now, then].iter().enumerate() {
                        let dimension = channel_section(&row[0]);
                        let section = format!("{}/{dimension}", edition.as_str());
                        put(format!("{section}/{}/{half_year}", &row[1]), index + 2);
                    }
                }
                "alarms" => {
                    let named = |district: &&District| district.name.get(edition) == &row[1];
                    let kato = findings.districts.iter().find(named);
                    let kato = kato.map_or(oblast, |district| district.kato.as_str());
                    let topic = findings
                        .topics
                        .iter()
                        .find(|topic| topic.level == 1 && topic.name.get(edition) == &row[2]);
                    let code = topic.map_or(ALL, |topic| topic.code.as_str());
                    let key = format!("alarms/{kato}/{code}/{}", &row[0]);
                    put(key.clone(), 3);
                    seen.at_most(vec![key], vec![appeals(kato, code, now)]);
                }
                "bodies" => {
                    let key = |column: &str| format!("{}/bodies/{}/{column}", edition.as_str(), &row[0]);
                    put(key("ended"), 1);
                    put(key("broken"), 2);
                    seen.equal(vec![key("2"), key("4")], key("broken"));
                    seen.equal(vec![key("1"), key("broken")], key("ended"));
                }
                other => panic!("{other} is not read"),
            }
        }
    }
}

/// A section of the chart of channels under the name it has in the table of the note.
fn channel_section(name: &str) -> &str {
    match name {
        "Түсу арнасы" => "Түсу арнасы бойынша:",
        "Канал поступления" => "По каналу поступления:",
        "Түрі" => "Түрі бойынша:",
        "Вид" => "По виду:",
        name => name,
    }
}

/// The row of all kinds has another name in the chart and in the note.
fn kind_name(name: &str) -> &str {
    match name {
        "Барлығы" | "Всего" => ALL,
        name => name,
    }
}

/// Text of the cells by table and row.
fn note_tables(bytes: &[u8]) -> Vec<Vec<Vec<String>>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut xml = String::new();
    archive
        .by_name("word/document.xml")
        .unwrap()
        .read_to_string(&mut xml)
        .unwrap();
    let inner = |cell: &str| {
        let start = cell.find("<w:t xml:space=\"preserve\">").unwrap() + "<w:t xml:space=\"preserve\">".len();
        let text = &cell[start..start + cell[start..].find("</w:t>").unwrap()];
        text.replace("&lt;", "<")
    };
    let row = |row: &str| row.split("<w:tc>").skip(1).map(inner).collect();
    let table = |table: &str| {
        let end = table.find("</w:tbl>").unwrap();
        table[..end].split("<w:tr>").skip(1).map(row).collect()
    };
    xml.split("<w:tbl>").skip(1).map(table).collect()
}

fn read_note(seen: &mut Seen, findings: &Findings, edition: Edition) {
    let tables = note_tables(&note(findings, edition, &[]).unwrap());
    let small = ["1", "2", "3", "4"];
    assert!(
        tables
            .iter()
            .flatten()
            .flatten()
            .all(|cell| !small.contains(&cell.as_str()))
    );
    let language = edition.as_str();
    read_general(seen, findings, language, &tables[0]);
    let named = |name: &str| {
        let mut districts = findings.districts.iter();
        districts.find(|district| district.name.get(edition) == name)
    };
    let now = findings.half_year;
    for row in &tables[1][1..] {
        let kato = named(&row[0]).map_or(&findings.oblast, |district| &district.kato);
        if !["Ауданы белгісіз", "Район неизвестен"].contains(&row[0].as_str()) {
            seen.put(appeals(kato, ALL, now), print(&row[1]));
        }
    }
    for row in &tables[2][1..] {
        let mut topics = findings.topics.iter();
        let group = topics.find(|topic| topic.level == 1 && topic.name.get(edition) == row[0]);
        seen.put(
            appeals(&findings.oblast, &group.unwrap().code, now),
            print(&row[1]),
        );
    }
    let total = vec![appeals(&findings.oblast, ALL, now)];
    let outcomes = sums(seen, &format!("{language}/outcomes"), &tables[3], 1);
    seen.line(outcomes, total.clone(), 0);
    for (index, name) in [(4, "kinds"), (5, "bodies")] {
        read_terms(seen, &format!("{language}/{name}"), &tables[index]);
        seen.equal(vec![format!("{language}/{name}/all/0")], total[0].clone());
    }
    for (index, name) in [(6, "receptions"), (7, "instructions")] {
        let table = format!("{language}/{name}");
        let parts = tables[index][0].len() - 5;
        for row in &tables[index][1..] {
            for (column, text) in row[1..].iter().enumerate() {
                seen.put(format!("{table}/{}/{column}", row[0]), print(text));
            }
            let key = |column: usize| format!("{table}/{}/{column}", row[0]);
            seen.equal((parts..parts + 4).map(key).collect(), key(0));
        }
    }
}

/// Puts a column of a table and gives its keys.
fn sums(seen: &mut Seen, name: &str, table: &[Vec<String>], column: usize) -> Vec<String> {
    let mut keys = Vec::new();
    for row in &table[1..] {
        let key = format!("{name}/{}", row[0]);
        seen.put(key.clone(), print(&row[column]));
        keys.push(key);
    }
    keys
}

/// Half-years side by side: the values of a section sum to the appeals.
fn read_general(seen: &mut Seen, findings: &Findings, language: &str, table: &[Vec<String>]) {
    let shown = &findings.half_years[findings.half_years.len() - 4..];
    for (column, half_year) in shown.iter().enumerate() {
        let total = appeals(&findings.oblast, ALL, half_year);
        seen.put(total.clone(), print(&table[1][column + 1]));
        for section in table[2..].chunk_by(|_, next| next.len() > 1) {
            let mut parts = Vec::new();
            for row in &section[1..] {
                let key = format!("{language}/{}/{}/{half_year}", section[0][0], row[0]);
                seen.put(key.clone(), print(&row[column + 1]));
                parts.push(key.clone());
                let kind = format!("{language}/kinds/{}/0", row[0]);
                if column + 1 == shown.len()
                    && section == table[2..].chunk_by(|_, next| next.len() > 1).next().unwrap()
                {
                    seen.equal(vec![key], kind);
                }
            }
            seen.equal(parts, total.clone());
        }
    }
}

/// A table of terms with its row of all at the end.
fn read_terms(seen: &mut Seen, name: &str, table: &[Vec<String>]) {
    for row in &table[1..] {
        let key = |column: usize| format!("{name}/{}/{column}", kind_name(&row[0]));
        for (column, text) in row[1..].iter().enumerate() {
            seen.put(key(column), print(text));
        }
        seen.equal((1..5).map(key).collect(), key(0));
        seen.at_most(vec![key(5)], vec![key(0)]);
    }
    for column in 0..6 {
        let parts = table[1..table.len() - 1]
            .iter()
            .map(|row| format!("{name}/{}/{column}", row[0]));
        let parts = parts.collect();
        seen.equal(parts, format!("{name}/all/{column}"));
    }
}

/// What a reader knows of the map.
fn map_lines(seen: &mut Seen, findings: &Findings) {
    let oblast = findings.oblast.as_str();
    let mut districts: Vec<&str> = findings
        .districts
        .iter()
        .map(|district| district.kato.as_str())
        .collect();
    districts.push(UNKNOWN);
    let codes = findings.topics.iter().map(|topic| topic.code.as_str());
    for code in codes.chain([ALL, NONE]) {
        for half_year in &findings.half_years {
            let parts = districts
                .iter()
                .map(|kato| appeals(kato, code, half_year))
                .collect();
            seen.equal(parts, appeals(oblast, code, half_year));
        }
        for half_year in [findings.half_year, findings.half_year.year_before()] {
            let parts: Vec<String> = districts
                .iter()
                .map(|kato| applicants(kato, code, half_year))
                .collect();
            seen.at_most(vec![applicants(oblast, code, half_year)], parts);
            for kato in districts.iter().chain([&oblast]) {
                let persons = applicants(kato, code, half_year);
                seen.at_most(vec![persons.clone()], vec![appeals(kato, code, half_year)]);
                seen.at_most(vec![persons], vec![applicants(oblast, code, half_year)]);
                if let Some((group, _)) = code.split_once('.') {
                    for count in [appeals, applicants] {
                        let part = count(kato, code, half_year);
                        seen.at_most(vec![part], vec![count(kato, group, half_year)]);
                    }
                }
            }
        }
    }
}

#[test]
fn nothing_hidden_can_be_worked_out_from_all_documents_together() {
    let findings = sample::findings();
    let mut seen = Seen::default();
    read_map(&mut seen, &findings);
    for edition in Edition::BOTH {
        read_charts(
            &mut seen,
            &findings,
            edition,
            &charts(&findings, edition).unwrap(),
        );
        read_note(&mut seen, &findings, edition);
    }
    map_lines(&mut seen, &findings);
    let (mut small, mut withheld) = (0, 0);
    for (key, (low, high)) in narrow(&seen.prints, &seen.lines) {
        match seen.prints[&key] {
            Print::Number(_) => assert_eq!(low, high, "{key}"),
            Print::Small => small += 1,
            Print::Withheld => withheld += 1,
        }
        let hidden = !matches!(seen.prints[&key], Print::Number(_));
        assert!(!hidden || low < high, "{key} can only be {low}..{high}");
    }
    assert!(small > 100 && withheld > 5, "{small} small, {withheld} withheld");
}
