//! What the documents of a run print of its counts, read back from them, and whether a reader can work more out.

use std::collections::BTreeMap;

use serde_json::Value;

use super::attack::{Line, Print, narrow};
use crate::analyse::{
    ALL, Bilingual, District, Edition, FEWEST_APPLICANTS, FEWEST_PEOPLE, Findings, LEAST_APPLICANTS, NONE,
    UNKNOWN,
};
use crate::corpus::HalfYear;
use crate::corpus::published::Body;
use crate::publish::body_names::BodyNames;
use crate::publish::charts::charts;
use crate::publish::facts::{Formula, Ledger, Rows, fact_rows};
use crate::publish::map_page::map_page;
use crate::publish::note::{Desk, Wording, brief, note};
use crate::publish::suppression::Cleared;
use crate::publish::{Picture, rows, sample};

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

    fn at_least(&mut self, key: String, least: i64) {
        self.lines.push(Line {
            terms: vec![(key, 1)],
            low: least,
            high: i64::MAX / 4,
        });
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
    let names = BodyNames::of(findings).unwrap();
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
                "districts" | "map" => put(appeals(&row[0], ALL, now), 2),
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
                    let kind = code(findings, "kind", &row[0], edition);
                    for (index, column) in rows::TERM_COLUMNS[..5].iter().enumerate() {
                        put(kinds(&kind, column), index + 1);
                    }
                }
                "channels" => {
                    for (index, half_year) in [now, then].iter().enumerate() {
                        let dimension = section(&row[0]);
                        let value = code(findings, dimension, &row[1], edition);
                        put(breakdown(dimension, &value, half_year), index + 2);
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
                    let named = |body: &&Body| names.name(&body.body, edition) == &row[0];
                    let raw = findings.bodies.iter().find(named).unwrap();
                    let key = |column: &str| bodies(&raw.body, column);
                    put(key("ended"), 1);
                    put(key("broken"), 2);
                    seen.equal(vec![key("late"), key("overdue")], key("broken"));
                    seen.equal(vec![key("kept"), key("broken")], key("ended"));
                }
                other => panic!("{other} is not read"),
            }
        }
    }
}

/// The dimension that a section of the chart of channels shows.
fn section(name: &str) -> &'static str {
    match name {
        "Түсу арнасы" | "Канал поступления" => "channel",
        "Түрі" | "Вид" => "kind",
        name => panic!("{name} is no section"),
    }
}

/// The code a chart names so; the row of all and the unstated one have names of their own.
fn code(findings: &Findings, role: &str, name: &str, edition: Edition) -> String {
    let named = |((of, _), names): &(&(String, String), &Bilingual)| of == role && names.get(edition) == name;
    match findings.code_names.iter().find(named) {
        Some(((_, code), _)) => code.clone(),
        None if ["Барлығы", "Всего"].contains(&name) => ALL.to_owned(),
        None => UNKNOWN.to_owned(),
    }
}

/// The name of a cell that a figure of the note counts.
fn name(formula: &Formula) -> String {
    let value = |rows: &Rows, column: &str| {
        let found = rows.filter.iter().find(|(name, _)| name == column);
        found.map_or(String::new(), |(_, values)| values.join("+"))
    };
    match formula {
        Formula::Sum(column, rows) => {
            let at = |column| value(rows, column);
            match (rows.table.as_str(), column.as_str()) {
                ("problem_map", "appeals") => appeals(&at("district"), &at("code"), at("half_year")),
                ("changes", "now") => applicants(&at("district"), &at("code"), at("half_year")),
                ("changes", "before") => {
                    let now: HalfYear = at("half_year").parse().unwrap();
                    let against = if at("comparison") == "year" {
                        now.year_before()
                    } else {
                        now.previous()
                    };
                    applicants(&at("district"), &at("code"), against)
                }
                ("breakdown", _) => breakdown(&at("dimension"), &at("value"), at("half_year")),
                ("terms", column) if at("body") == ALL => kinds(&at("kind"), column),
                ("terms", column) => bodies(&at("body"), column),
                ("systemic_problems", _) => {
                    format!("problems/{}/{}/{}", at("district"), at("code"), at("half_year"))
                }
                ("receptions", column) => format!("receptions/{}/{column}", at("form")),
                ("instructions", column) => format!("instructions/{}/{column}", at("issuer")),
                ("bodies", column) if at("body").is_empty() => body_answers(ALL, column),
                ("bodies", column) => body_answers(&at("body"), column),
                (table @ ("campaigns" | "emerging"), column) => format!("{table}/{}/{column}", at("id")),
                _ => formula.to_string(),
            }
        }
        Formula::Count(rows) if rows.table == "answers" => {
            let is_set = |(_, values): &&(String, Vec<String>)| values == &["true"];
            let sign = rows.filter.iter().find(is_set).unwrap();
            let no_body = rows.filter.iter().any(|(column, _)| column == "body");
            body_answers(if no_body { UNKNOWN } else { ALL }, &sign.0)
        }
        other => other.to_string(),
    }
}

fn breakdown(dimension: &str, value: &str, half_year: impl ToString) -> String {
    format!("breakdown/{dimension}/{value}/{}", half_year.to_string())
}

fn kinds(kind: &str, column: &str) -> String {
    format!("kinds/{kind}/{column}")
}

fn bodies(body: &str, column: &str) -> String {
    format!("bodies/{body}/{column}")
}

fn body_answers(body: &str, column: &str) -> String {
    format!("answers/{body}/{column}")
}

/// Puts the counts among the figures of the documents. What is worked out of counts stands only where these do.
fn read_documents(seen: &mut Seen, findings: &Findings) {
    let cleared = Cleared::of(findings).unwrap();
    let wording = Wording::built_in().unwrap();
    let desk = Desk::new(&cleared, &wording).unwrap();
    let mut ledger = Ledger::default();
    for edition in Edition::BOTH {
        ledger.join(note(&desk, edition, &[]).unwrap().ledger);
        ledger.join(brief(&desk, edition, &[]).unwrap().ledger);
    }
    for fact in fact_rows(&ledger) {
        let formula: Formula = serde_json::from_str(&fact.expression).unwrap();
        // Problems, months and tests are no people.
        let is_of_people = match &formula {
            Formula::Count(rows) => rows.table == "answers",
            other => !matches!(other, Formula::Value(..) | Formula::Hundredfold(_)),
        };
        if !is_of_people || fact.places > 0 || matches!(formula, Formula::Size(_)) {
            let is_estimate = fact.formula.starts_with("value(expected of alarms");
            assert!(fact.told == "number" || is_estimate, "{}", fact.formula);
            continue;
        }
        let print = match fact.told.as_str() {
            "small" => Print::Small,
            "withheld" => Print::Withheld,
            _ => Print::Number(fact.number.unwrap() as i64),
        };
        assert!(
            !matches!(print, Print::Number(1..=4)),
            "{} is printed",
            fact.formula
        );
        seen.put(name(&formula), print);
    }
}

/// What a reader knows of the tables of the note.
fn note_lines(seen: &mut Seen, findings: &Findings) {
    let now = findings.half_year.to_string();
    for half_year in &findings.half_years {
        for dimension in ["kind", "channel", "applicant_type", "language", "outcome"] {
            let prefix = format!("breakdown/{dimension}/");
            let parts = keys(seen, &prefix, &format!("/{half_year}"));
            if !parts.is_empty() {
                seen.equal(parts, appeals(&findings.oblast, ALL, half_year));
            }
        }
    }
    for row in rows::kinds(findings) {
        let same = breakdown("kind", &row.kind, &now);
        seen.equal(vec![same], kinds(&row.kind, "appeals"));
    }
    seen.equal(vec![kinds(ALL, "appeals")], appeals(&findings.oblast, ALL, &now));
    for problem in &findings.systemic {
        let (district, code) = (&problem.district, &problem.code);
        let applicants = format!("problems/{district}/{code}/{}", problem.half_year);
        seen.at_most(
            vec![applicants.clone()],
            vec![appeals(district, code, &problem.half_year)],
        );
        seen.at_least(applicants, LEAST_APPLICANTS);
    }
    for table in ["kinds", "bodies"] {
        for whole in keys(seen, &format!("{table}/"), "/appeals") {
            let column = |column: &str| whole.replace("/appeals", &format!("/{column}"));
            seen.equal(
                ["kept", "late", "open", "overdue"].map(column).to_vec(),
                whole.clone(),
            );
            seen.at_most(vec![column("extended")], vec![whole.clone()]);
        }
        for column in rows::TERM_COLUMNS {
            let mut parts = keys(seen, &format!("{table}/"), &format!("/{column}"));
            parts.retain(|key| *key != kinds(ALL, column));
            seen.equal(parts, kinds(ALL, column));
        }
    }
    for (table, whole, states) in [
        (
            "receptions",
            "receptions",
            ["resolved", "explained", "refused", "in_work"],
        ),
        ("instructions", "given", ["kept", "late", "open", "overdue"]),
    ] {
        for whole in keys(seen, &format!("{table}/"), &format!("/{whole}")) {
            let (row, _) = whole.rsplit_once('/').unwrap();
            let states: Vec<String> = states.iter().map(|state| format!("{row}/{state}")).collect();
            if states.iter().all(|state| seen.prints.contains_key(state)) {
                seen.equal(states, whole.clone());
            }
        }
    }
}

/// What a reader knows of answers, campaigns and matters.
fn letter_lines(seen: &mut Seen, findings: &Findings) {
    let now = findings.half_year;
    for column in rows::ANSWER_COLUMNS {
        let mut parts = keys(seen, "answers/", &format!("/{column}"));
        parts.retain(|key| *key != body_answers(ALL, column));
        seen.equal(parts, body_answers(ALL, column));
    }
    for key in keys(seen, "answers/", "/answers") {
        let body = key.split('/').nth(1).unwrap().to_owned();
        let appeals = match body.as_str() {
            ALL => appeals(&findings.oblast, ALL, now),
            body => bodies(body, "appeals"),
        };
        seen.at_most(vec![body_answers(&body, "rework")], vec![key.clone()]);
        seen.at_most(
            vec![body_answers(&body, "redirected_late")],
            vec![appeals.clone()],
        );
        seen.at_most(vec![key], vec![appeals]);
    }
    for campaign in &findings.campaigns {
        let key = |column: &str| format!("campaigns/{}/{column}", campaign.id);
        let code = campaign.code.as_deref().unwrap_or(NONE);
        let others = findings.appeals(&campaign.district, code, now) - campaign.appeals;
        let plain = campaign.appeals - campaign.with_additions;
        for (column, count) in [("others", others), ("plain", plain)] {
            if (1..5).contains(&count) {
                seen.put(key(column), Print::Small);
            }
        }
        if seen.prints.contains_key(&key("plain")) {
            seen.equal(vec![key("plain"), key("with_additions")], key("appeals"));
        }
        if seen.prints.contains_key(&key("others")) {
            let whole = appeals(&campaign.district, code, now);
            seen.equal(vec![key("others"), key("appeals")], whole);
        }
        seen.at_most(vec![key("with_additions")], vec![key("appeals")]);
        seen.at_least(key("applicants"), FEWEST_APPLICANTS as i64);
        seen.at_most(vec![key("applicants")], vec![key("appeals")]);
    }
    for matter in &findings.emerging {
        let key = |column: &str| format!("emerging/{}/{column}", matter.id);
        seen.at_least(key("applicants"), FEWEST_PEOPLE as i64);
        seen.at_most(vec![key("applicants")], vec![key("appeals")]);
    }
}

fn keys(seen: &Seen, prefix: &str, suffix: &str) -> Vec<String> {
    let keys = seen.prints.keys();
    keys.filter(|key| key.starts_with(prefix) && key.ends_with(suffix))
        .cloned()
        .collect()
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
    }
    read_documents(&mut seen, &findings);
    note_lines(&mut seen, &findings);
    letter_lines(&mut seen, &findings);
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
