//! Findings of an invented half-year of Түркістан облысы, for the tests of renderers.
//!
//! Planted: water in Сайрам ауданы grows, roads in Сарыағаш ауданы decline, waste in Сауран ауданы goes from 1 to 6.

mod letters;
mod told;

use std::collections::BTreeMap;
use std::path::Path;

use jiff::Span;
use jiff::civil::date;

use crate::analyse::{ALL, Bilingual, District, Findings, NONE, Residents, Topic, UNKNOWN};
use crate::corpus::published::{
    Breakdown, Change, Instructions, MapCell, Receptions, RegisterQuality, Terms, Week,
};
use crate::corpus::{HalfYear, iso_week};
use crate::statistics::{Stability, benjamini_hochberg, change, poisson_interval};

const OBLAST: &str = "610000000";
const HALF_YEARS: [&str; 5] = ["2024H1", "2024H2", "2025H1", "2025H2", "2026H1"];
const BODIES: [&str; 4] = [
    "Денсаулық сақтау басқармасы",
    "Жер қатынастары басқармасы",
    "Жолаушылар көлігі және автомобиль жолдары басқармасы",
    "Энергетика және тұрғын үй-коммуналдық шаруашылық басқармасы",
];
const NAMES: [(&str, &str, &str, &str); 23] = [
    ("applicant_type", "company", "Заңды тұлға", "Юридическое лицо"),
    ("applicant_type", "person", "Жеке тұлға", "Физическое лицо"),
    (
        "channel",
        "call_centre",
        "109 байланыс орталығы",
        "Контакт-центр 109",
    ),
    ("channel", "paper", "Қағаз түрінде", "На бумаге"),
    (
        "channel",
        "portal",
        "«Электрондық жолданымдар» порталы",
        "Портал «Электронные обращения»",
    ),
    ("channel", "reception", "Жеке қабылдау", "Личный прием"),
    ("form", "personal", "Жеке", "Личный"),
    ("form", "video", "Бейнебайланыс арқылы", "По видеосвязи"),
    ("form", "visiting", "Көшпелі", "Выездной"),
    (
        "issuer",
        "administration",
        "Президент Әкімшілігі",
        "Администрация Президента",
    ),
    ("issuer", "akim", "Әкім", "Аким"),
    ("issuer", "government", "Үкімет", "Правительство"),
    ("issuer", "president", "Президент", "Президент"),
    ("kind", "application", "Арыз", "Заявление"),
    ("kind", "complaint", "Шағым", "Жалоба"),
    ("kind", "message", "Хабар", "Сообщение"),
    ("kind", "proposal", "Ұсыныс", "Предложение"),
    ("kind", "request", "Сұрау салу", "Запрос"),
    ("kind", "response", "Үн қосу", "Отклик"),
    ("outcome", "explained", "Түсіндірілді", "Разъяснено"),
    ("outcome", "redirected", "Қайта жолданды", "Перенаправлено"),
    ("outcome", "refused", "Бас тартылды", "Отказано"),
    ("outcome", "satisfied", "Қанағаттандырылды", "Удовлетворено"),
];
const KINDS: [(&str, i64); 6] = [
    ("application", 60),
    ("complaint", 25),
    ("message", 9),
    ("proposal", 4),
    ("request", 1),
    ("response", 1),
];
const SPLITS: [(&str, &[(&str, i64)]); 7] = [
    ("applicant_type", &[("company", 6), ("person", 94)]),
    (
        "channel",
        &[
            ("call_centre", 31),
            ("paper", 9),
            ("portal", 52),
            ("reception", 4),
            (UNKNOWN, 4),
        ],
    ),
    (
        "district_source",
        &[
            ("address", 51),
            ("body", 10),
            ("register", 3),
            ("text", 30),
            (UNKNOWN, 6),
        ],
    ),
    ("language", &[("kk", 58), ("mixed", 13), ("other", 1), ("ru", 28)]),
    (
        "outcome",
        &[
            ("explained", 45),
            ("redirected", 8),
            ("refused", 9),
            ("satisfied", 28),
            (UNKNOWN, 10),
        ],
    ),
    ("register", &[("call-centre", 31), ("e-otinish", 69)]),
    ("term", &[("kept", 84), ("late", 7), ("open", 5), ("overdue", 4)]),
];

/// Findings with every table filled, half-year 2026H1.
pub fn findings() -> Findings {
    let districts = districts();
    let topics = topics();
    let problem_map = told::judged(problem_map(&districts, &topics));
    let terms = terms(&problem_map);
    Findings {
        oblast: OBLAST.into(),
        oblast_name: bilingual("Түркістан облысы", "Туркестанская область"),
        half_year: half_year("2026H1"),
        as_of: date(2026, 7, 20),
        half_years: HALF_YEARS.map(half_year).to_vec(),
        residents: Some(Residents {
            source: bilingual("Шартты деректер", "Условные данные"),
            as_of: date(2026, 1, 1),
        }),
        code_names: NAMES
            .iter()
            .map(|(role, code, kk, ru)| ((role.to_string(), code.to_string()), bilingual(kk, ru)))
            .collect(),
        codebook: "sample".into(),
        breakdown: breakdown(&problem_map, &terms),
        changes: changes(&problem_map),
        weekly: weekly(&districts, &topics),
        tests: told::tests(),
        systemic: told::systemic(&districts, &problem_map),
        alarms: told::alarms(&districts),
        campaigns: letters::campaigns(&districts),
        keywords: told::keywords(&districts),
        quotes: told::quotes(&districts),
        emerging: letters::emerging(),
        breaks: told::breaks(),
        bodies: told::bodies(&terms),
        answers: letters::answers(),
        terms,
        receptions: receptions(),
        instructions: instructions(),
        register_quality: register_quality(),
        districts,
        topics,
        problem_map,
    }
}

/// Findings of a corpus with nothing in it but the names.
pub fn empty() -> Findings {
    Findings {
        half_years: vec![],
        residents: None,
        breakdown: vec![],
        problem_map: vec![],
        changes: vec![],
        weekly: vec![],
        tests: vec![],
        systemic: vec![],
        alarms: vec![],
        campaigns: vec![],
        keywords: vec![],
        quotes: vec![],
        emerging: vec![],
        breaks: vec![],
        bodies: vec![],
        answers: vec![],
        terms: vec![],
        receptions: vec![],
        instructions: vec![],
        register_quality: vec![],
        ..findings()
    }
}

fn bilingual(kk: &str, ru: &str) -> Bilingual {
    Bilingual {
        kk: kk.into(),
        ru: ru.into(),
    }
}

fn half_year(text: &str) -> HalfYear {
    text.parse().unwrap()
}

fn districts() -> Vec<District> {
    let file = include_str!("../../dictionaries/place/districts.csv");
    let mut reader = csv::Reader::from_reader(file.as_bytes());
    let records = reader.records().map(Result::unwrap);
    records
        .filter(|record| &record[1] == OBLAST)
        .enumerate()
        .map(|(index, record)| District {
            kato: record[0].into(),
            name: bilingual(&record[3], &record[4]),
            place: record[5].parse().ok().zip(record[6].parse().ok()),
            residents: Some(60_000 + 37_000 * (index as i64 * 5 % 7)),
        })
        .collect()
}

fn topics() -> Vec<Topic> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("dictionaries/codebook");
    let mut topics = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        let file = std::fs::read_to_string(path).unwrap();
        let file: toml::Table = toml::from_str(&file).unwrap();
        topics.extend(file.get("group").map(|group| topic(group, 1)));
        let inner = file.get("topic").and_then(toml::Value::as_array);
        topics.extend(inner.into_iter().flatten().map(|inner| topic(inner, 2)));
    }
    topics.sort_by(|a, b| a.code.cmp(&b.code));
    topics
}

fn topic(entry: &toml::Value, level: i64) -> Topic {
    let label = |language: &str| entry["label"][language].as_str().unwrap();
    Topic {
        code: entry["code"].as_str().unwrap().into(),
        level,
        name: bilingual(label("kk"), label("ru")),
    }
}

/// Appeals of a group in a district (by its place in the list; 17 is the unknown one) and half-year.
fn volume(district: usize, code: &str, period: usize) -> i64 {
    let group: usize = code.parse().unwrap();
    match (district, code, period) {
        (10, "01", 4) => return 96,
        (10, "01", _) => return 31,
        (11, "09", 4) => return 14,
        (11, "09", _) => return 52,
        (12, "08", period) => return [1, 2, 1, 1, 6][period],
        _ => {}
    }
    let weight = [
        31, 9, 17, 6, 13, 8, 11, 24, 39, 5, 21, 7, 26, 9, 28, 19, 3, 4, 2, 6, 5, 3, 2, 4, 1,
    ][group.min(25) - 1];
    let size = if district == 17 {
        2
    } else {
        2 + (district as i64 * 7 + 3) % 6
    };
    let trend = [88, 93, 97, 101, 106][period];
    (weight * size * trend / 100 + (district + group + period) as i64 % 3) / 5
}

fn problem_map(districts: &[District], topics: &[Topic]) -> Vec<MapCell> {
    let mut counts: BTreeMap<(String, String, i64, usize), i64> = BTreeMap::new();
    let places = districts.iter().map(|district| district.kato.as_str());
    for (place, kato) in places.chain([UNKNOWN]).enumerate() {
        for period in 0..HALF_YEARS.len() {
            for topic in topics {
                let group = volume(place, &topic.code[..2], period);
                let all = if topic.level == 1 { group * 9 / 10 } else { 0 };
                let appeals = match topic.code.get(3..) {
                    None => group,
                    Some("01") => group / 2,
                    Some("02") => group * 3 / 10,
                    Some("03") => group / 10,
                    Some(_) => 0,
                };
                let none = if topic.code == "99" { 1 + group } else { 0 };
                for (code, level, appeals) in [
                    (topic.code.as_str(), topic.level, appeals),
                    (ALL, 0, all),
                    (NONE, 0, none),
                ] {
                    for at in [kato, OBLAST] {
                        *counts.entry((at.into(), code.into(), level, period)).or_default() += appeals;
                    }
                }
            }
        }
    }
    let residents = |at: &str| match at {
        OBLAST => districts.iter().map(|district| district.residents).sum(),
        _ => districts
            .iter()
            .find(|district| district.kato == at)
            .and_then(|district| district.residents),
    };
    counts
        .into_iter()
        .filter(|(_, appeals)| *appeals > 0)
        .map(|((at, code, level, period), appeals)| cell(residents(&at), at, code, level, period, appeals))
        .collect()
}

fn cell(
    residents: Option<i64>,
    at: String,
    code: String,
    level: i64,
    period: usize,
    appeals: i64,
) -> MapCell {
    let interval = poisson_interval(appeals.unsigned_abs(), 0.05);
    let rate = |count: f64| residents.map(|residents| 10_000.0 * count / residents as f64);
    MapCell {
        appeals,
        applicants: appeals - appeals / 12,
        voices: appeals - appeals / 12,
        texts: appeals,
        residents,
        rate: rate(appeals as f64),
        rate_low: rate(interval.low),
        rate_high: rate(interval.high),
        stability: Stability::of(appeals).as_str().into(),
        ..MapCell::empty(&at, &code, level, HALF_YEARS[period])
    }
}

fn changes(cells: &[MapCell]) -> Vec<Change> {
    let mut rows = Vec::new();
    for (comparison, against) in [("previous", "2025H2"), ("year", "2025H1")] {
        let mut pairs: BTreeMap<(&str, &str, i64), [i64; 2]> = BTreeMap::new();
        for cell in cells {
            if let Some(period) = [against, "2026H1"]
                .iter()
                .position(|name| *name == cell.half_year)
            {
                pairs.entry((&cell.district, &cell.code, cell.level)).or_default()[period] = cell.applicants;
            }
        }
        let tests: Vec<_> = pairs
            .values()
            .map(|[before, now]| change(before.unsigned_abs(), now.unsigned_abs(), 181.0, 181.0, 0.05))
            .collect();
        let p: Vec<f64> = tests.iter().map(|test| test.map_or(1.0, |test| test.p)).collect();
        for (((&(district, code, level), &[before, now]), test), q) in
            pairs.iter().zip(tests).zip(benjamini_hochberg(&p))
        {
            rows.push(Change {
                district: district.into(),
                code: code.into(),
                level,
                half_year: "2026H1".into(),
                against: against.into(),
                comparison: comparison.into(),
                before,
                now,
                ratio: test.and_then(|test| test.ratio),
                ratio_low: test.map(|test| test.interval.low),
                ratio_high: test
                    .map(|test| test.interval.high)
                    .filter(|high| high.is_finite()),
                p: test.map(|test| test.p),
                q: test.map(|_| q),
                verdict: test.map_or("none", |test| test.verdict(q).as_str()).into(),
            });
        }
    }
    rows
}

fn total(cells: &[MapCell], half_year: &str) -> i64 {
    cells
        .iter()
        .find(|cell| cell.district == OBLAST && cell.code == ALL && cell.half_year == half_year)
        .map_or(0, |cell| cell.appeals)
}

/// `whole` in parts of so many per cent; the largest part takes what rounding leaves.
fn parts(whole: i64, shares: &[i64]) -> Vec<i64> {
    let all: i64 = shares.iter().sum();
    let mut parts: Vec<i64> = shares.iter().map(|share| whole * share / all.max(1)).collect();
    let left = whole - parts.iter().sum::<i64>();
    let largest = (0..shares.len()).max_by_key(|&index| shares[index]).unwrap();
    parts[largest] += left;
    parts
}

fn breakdown(cells: &[MapCell], terms: &[Terms]) -> Vec<Breakdown> {
    let kinds = terms.iter().filter(|row| row.body == ALL && row.kind != ALL);
    let mut rows: Vec<Breakdown> = kinds
        .map(|row| Breakdown {
            half_year: row.half_year.clone(),
            dimension: "kind".into(),
            value: row.kind.clone(),
            appeals: row.appeals,
        })
        .collect();
    for half_year in HALF_YEARS {
        for (dimension, values) in SPLITS {
            let shares: Vec<i64> = values.iter().map(|(_, share)| *share).collect();
            for ((value, _), appeals) in values.iter().zip(parts(total(cells, half_year), &shares)) {
                rows.push(Breakdown {
                    half_year: half_year.into(),
                    dimension: dimension.into(),
                    value: value.to_string(),
                    appeals,
                });
            }
        }
    }
    rows
}

fn terms(cells: &[MapCell]) -> Vec<Terms> {
    let mut sums: BTreeMap<(String, String, usize), [i64; 5]> = BTreeMap::new();
    for (period, half_year) in HALF_YEARS.iter().enumerate() {
        let bodies = parts(total(cells, half_year), &[30, 20, 15, 35]);
        for (body, appeals) in BODIES.iter().zip(bodies) {
            let kinds = parts(appeals, &KINDS.map(|(_, share)| share));
            for ((kind, _), appeals) in KINDS.iter().zip(kinds) {
                let late = 4 + 3 * (body.len() as i64 % 4);
                let states = parts(appeals, &[91 - late, late, 5, 4, 0]);
                for key in [(*body, *kind), (*body, ALL), (ALL, *kind), (ALL, ALL)] {
                    let sum = sums.entry((key.0.into(), key.1.into(), period)).or_default();
                    (0..4).for_each(|state| sum[state] += states[state]);
                    sum[4] += appeals / 9;
                }
            }
        }
    }
    let rows: Vec<Terms> = sums
        .into_iter()
        .map(
            |((body, kind, period), [kept, late, open, overdue, extended])| Terms {
                body,
                kind,
                district: ALL.into(),
                half_year: HALF_YEARS[period].into(),
                appeals: kept + late + open + overdue,
                kept,
                late,
                open,
                overdue,
                extended,
                median_days: Some(11.5),
            },
        )
        .collect();
    let of_districts = district_terms(cells, &rows);
    rows.into_iter().chain(of_districts).collect()
}

/// The terms of all parted among the districts by their appeals; what is left over was kept.
fn district_terms(cells: &[MapCell], terms: &[Terms]) -> Vec<Terms> {
    let mut rows = Vec::new();
    for all in terms.iter().filter(|row| row.body == ALL && row.kind == ALL) {
        let districts: Vec<&MapCell> = cells
            .iter()
            .filter(|cell| cell.code == ALL && cell.district != OBLAST && cell.half_year == all.half_year)
            .collect();
        let shares: Vec<i64> = districts.iter().map(|cell| cell.appeals).collect();
        let [late, open, overdue] = [all.late, all.open, all.overdue].map(|count| parts(count, &shares));
        for (index, cell) in districts.iter().enumerate() {
            rows.push(Terms {
                district: cell.district.clone(),
                appeals: cell.appeals,
                kept: cell.appeals - late[index] - open[index] - overdue[index],
                late: late[index],
                open: open[index],
                overdue: overdue[index],
                extended: 0,
                ..all.clone()
            });
        }
    }
    rows
}

fn receptions() -> Vec<Receptions> {
    let mut rows = Vec::new();
    for half_year in HALF_YEARS {
        for (form, receptions) in [("personal", 64), ("video", 21), ("visiting", 12)] {
            rows.push(Receptions {
                half_year: half_year.into(),
                form: Some(form.into()),
                district: None,
                receptions,
                people: receptions * 3 / 2,
                resolved: receptions / 4,
                explained: receptions / 2,
                refused: receptions / 10,
                in_work: receptions - receptions / 4 - receptions / 2 - receptions / 10,
            });
        }
    }
    rows
}

fn instructions() -> Vec<Instructions> {
    let mut rows = Vec::new();
    for half_year in HALF_YEARS {
        for (issuer, kept, late, open, overdue) in [
            ("administration", 11, 2, 3, 1),
            ("akim", 46, 5, 9, 6),
            ("government", 8, 0, 1, 0),
            ("president", 6, 0, 1, 0),
        ] {
            rows.push(Instructions {
                half_year: half_year.into(),
                issuer: issuer.into(),
                given: kept + late + open + overdue,
                kept,
                late,
                open,
                overdue,
            });
        }
    }
    rows
}

fn register_quality() -> Vec<RegisterQuality> {
    let row = |register: &str, file: &str, read, rejected| RegisterQuality {
        register: register.into(),
        file: file.into(),
        read,
        accepted: read - rejected,
        rejected,
        new_versions: read / 90,
        children: read / 60,
        without_district: read / 17,
        uncoded: read / 25,
    };
    vec![
        row("call-centre", "109-2026-1.csv", 2_870, 14),
        row("e-otinish", "register-2026-1.xlsx", 6_412, 21),
    ]
}

fn weekly(districts: &[District], topics: &[Topic]) -> Vec<Week> {
    let mut rows = Vec::new();
    let places = districts.iter().map(|district| district.kato.as_str());
    let groups: Vec<&str> = topics
        .iter()
        .filter(|topic| topic.level == 1)
        .map(|topic| topic.code.as_str())
        .collect();
    for (place, kato) in places.chain([OBLAST]).enumerate() {
        for (index, code) in groups.iter().copied().chain([ALL]).enumerate() {
            for week in 0..26_i64 {
                let monday = date(2026, 1, 5) + Span::new().weeks(week);
                rows.push(Week {
                    week: iso_week(monday),
                    monday,
                    complete: week < 25,
                    district: kato.into(),
                    code: code.into(),
                    appeals: (place as i64 + index as i64 * 3 + week * 5) % 7,
                    expected: (week > 8).then_some(3.0),
                    bound: (week > 8).then_some(8.0),
                });
            }
        }
    }
    rows.sort_by(|a, b| (&a.district, &a.code, &a.week).cmp(&(&b.district, &b.code, &b.week)));
    rows
}

#[test]
fn the_sample_has_its_planted_changes() {
    let findings = findings();
    let verdict = |district: &str, code: &str| &findings.change(district, code, "year").unwrap().verdict;
    assert_eq!(findings.districts.len(), 17);
    assert_eq!(verdict("615200000", "01"), "growth");
    assert_eq!(verdict("615400000", "09"), "decline");
    assert_eq!(verdict("615500000", "08"), "none");
    assert_eq!(empty().appeals(OBLAST, ALL, findings.half_year), 0);
}
