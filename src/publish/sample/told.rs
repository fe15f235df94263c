//! What is said of the invented cells: every verdict of both lenses, problems of each level, words, quotes, alarms, breaks.

use jiff::civil::date;

use super::{District, HALF_YEARS, OBLAST, letters};
use crate::analyse::{ALL, FEWEST_ENDED, UNKNOWN};
use crate::corpus::published::{Alarm, Body, Break, Keyword, MapCell, Quote, Systemic, Terms, Tests};
use crate::statistics::Funnel;

const NOW: &str = HALF_YEARS[4];

/// The cells with what both lenses say of them.
pub fn judged(mut cells: Vec<MapCell>) -> Vec<MapCell> {
    let oblast: Vec<MapCell> = cells
        .iter()
        .filter(|cell| cell.district == OBLAST)
        .cloned()
        .collect();
    let of_oblast = |code: &str, half_year: &str| {
        oblast
            .iter()
            .find(|cell| cell.code == code && cell.half_year == half_year)
    };
    let all: Vec<(String, String, i64)> = cells
        .iter()
        .filter(|cell| cell.code == "all")
        .map(|cell| (cell.district.clone(), cell.half_year.clone(), cell.appeals))
        .collect();
    let of_district = |cell: &MapCell| {
        all.iter()
            .find(|(district, half_year, _)| *district == cell.district && *half_year == cell.half_year)
            .map(|(_, _, appeals)| *appeals)
    };
    for cell in cells.iter_mut().filter(|cell| cell.district != OBLAST) {
        let (Some(rate), Some(whole)) = (cell.rate, of_oblast(&cell.code, &cell.half_year)) else {
            continue;
        };
        cell.eb_ratio = whole.rate.map(|whole| rate / whole);
        let everything = of_oblast("all", &cell.half_year).map(|all| all.appeals);
        cell.specific_ratio = of_district(cell).zip(everything).map(|(district, everything)| {
            cell.appeals as f64 * everything as f64 / (district as f64 * whole.appeals as f64)
        });
        cell.intensity = match cell.code.as_str() {
            code if code.starts_with("17") => "flat",
            code if code.starts_with("10") && cell.district.ends_with("13900000") => "campaign",
            _ => verdict(cell.appeals, cell.eb_ratio),
        }
        .to_owned();
        cell.specificity = match cell.level {
            0 => "insufficient",
            _ => verdict(cell.appeals, cell.specific_ratio),
        }
        .to_owned();
    }
    cells
}

fn verdict(appeals: i64, ratio: Option<f64>) -> &'static str {
    match ratio {
        None => "insufficient",
        Some(_) if appeals < 2 => "insufficient",
        Some(ratio) if ratio >= 2.0 && appeals >= 10 => "hot",
        Some(ratio) if ratio >= 1.4 && appeals >= 5 => "watch",
        Some(_) => "none",
    }
}

/// A problem of each level.
pub fn systemic(districts: &[District], cells: &[MapCell]) -> Vec<Systemic> {
    let applicants = |district: &str, code: &str| {
        let found = |cell: &&MapCell| cell.district == district && cell.code == code && cell.half_year == NOW;
        cells.iter().find(found).map_or(0, |cell| cell.applicants)
    };
    let problem = |district: &str, code: &str, stage: i64| Systemic {
        half_year: NOW.to_owned(),
        district: district.to_owned(),
        code: code.to_owned(),
        level: 2,
        stage,
        reach: true,
        applicants: applicants(district, code),
        localities: 7,
        campaign_share: 0.1,
        excess: true,
        q: Some(0.001),
        ratio: Some(2.5),
        persistence: stage > 1,
        months: 2 * stage - 1,
        half_years: stage,
        since: HALF_YEARS[5 - stage as usize].to_owned(),
        unresolved: Some(stage == 3),
        repeats: Some(0.3),
        repeats_low: Some(0.2),
        repeats_oblast: Some(0.1),
        repeats_told: true,
        dissatisfied: None,
        dissatisfied_low: None,
        dissatisfied_oblast: None,
        dissatisfied_told: true,
        coding: None,
        sentence_kk: format!("Ойдан шығарылған мысал: {stage}-деңгей."),
        sentence_ru: format!("Выдуманный пример: уровень {stage}."),
    };
    vec![
        problem(&districts[10].kato, "01.01", 3),
        problem(&districts[8].kato, "09.01", 2),
        problem(OBLAST, "16.02", 1),
    ]
}

pub fn alarms(districts: &[District]) -> Vec<Alarm> {
    let alarm = |district: &str, code: &str, level: i64, observed: i64| Alarm {
        week: "2026-W03".to_owned(),
        monday: date(2026, 1, 12),
        district: district.to_owned(),
        code: code.to_owned(),
        level,
        observed,
        expected: 2.1,
        bound: 7.0,
        method: "c2".to_owned(),
    };
    vec![
        alarm(OBLAST, "01", 1, 16),
        alarm(OBLAST, "03", 1, 11),
        alarm(&districts[10].kato, "01", 1, 14),
        alarm(&districts[10].kato, "01.01", 2, 14),
    ]
}

/// The bodies of the invented terms in their funnel.
pub fn bodies(terms: &[Terms]) -> Vec<Body> {
    let rows: Vec<&Terms> = terms
        .iter()
        .filter(|row| row.half_year == NOW && row.kind == ALL && row.body != ALL && row.body != UNKNOWN)
        .collect();
    let shares: Vec<(u64, u64)> = rows
        .iter()
        .map(|row| {
            let broken = row.late + row.overdue;
            (broken.unsigned_abs(), (row.kept + broken).unsigned_abs())
        })
        .collect();
    let funnel = Funnel::of(&shares, FEWEST_ENDED.unsigned_abs());
    let body = |(row, (broken, ended)): (&&Terms, &(u64, u64))| {
        let limits = funnel.and_then(|funnel| funnel.limits(*ended));
        let share = (*ended > 0).then(|| *broken as f64 / *ended as f64);
        let is_worse = share
            .zip(limits)
            .is_some_and(|(share, limits)| share > limits.of_998.high);
        Body {
            half_year: NOW.to_owned(),
            body: row.body.clone(),
            appeals: row.appeals,
            ended: ended.cast_signed(),
            broken: broken.cast_signed(),
            share,
            share_low: None,
            share_high: None,
            share_all: funnel.map(|funnel| funnel.target),
            low_95: limits.map(|limits| limits.of_95.low),
            high_95: limits.map(|limits| limits.of_95.high),
            low_998: limits.map(|limits| limits.of_998.low),
            high_998: limits.map(|limits| limits.of_998.high),
            position: if is_worse { "worse" } else { "usual" }.to_owned(),
            redirected_late: letters::redirected_late(&row.body),
            answers: row.kept + row.late,
            rework: letters::rework(&row.body),
            median_days: None,
        }
    };
    rows.iter().zip(&shares).map(body).collect()
}

pub fn keywords(districts: &[District]) -> Vec<Keyword> {
    let words = [
        ("kk", 1, "су"),
        ("kk", 2, "шелек"),
        ("ru", 1, "вода"),
        ("ru", 2, "насос"),
    ];
    let keyword = |(language, rank, word): (&str, i64, &str)| Keyword {
        half_year: NOW.to_owned(),
        district: districts[10].kato.clone(),
        code: "01.01".to_owned(),
        language: language.to_owned(),
        rank,
        word: word.to_owned(),
        here: 20,
        elsewhere: 4,
        z: 9.0 - rank as f64,
    };
    words.map(keyword).to_vec()
}

pub fn quotes(districts: &[District]) -> Vec<Quote> {
    let quote = |(language, quote): (&str, &str)| Quote {
        half_year: NOW.to_owned(),
        district: districts[10].kato.clone(),
        code: "01.01".to_owned(),
        rank: 1,
        language: language.to_owned(),
        register: "sample".to_owned(),
        number: "0001".to_owned(),
        quote: quote.to_owned(),
        similar: 8,
    };
    [
        ("kk", "Таңғы алтыда келген су сағат жетіде тоқтайды."),
        ("ru", "Воду дают на час утром, и то не каждый день."),
    ]
    .map(quote)
    .to_vec()
}

pub fn breaks() -> Vec<Break> {
    let found =
        |(dimension, value, kind, period, appeals, stops): (&str, &str, &str, usize, i64, bool)| Break {
            dimension: dimension.to_owned(),
            value: value.to_owned(),
            kind: kind.to_owned(),
            half_year: HALF_YEARS[period].to_owned(),
            appeals,
            share: 0.3,
            stops,
        };
    [
        ("channel", "call_centre", "begins", 1, 400, true),
        ("district", "615200000", "ends", 2, 8, false),
        ("register", "blog", "begins", 3, 30, false),
        ("stray", "2016-03-02", "outlying", 0, 21, false),
    ]
    .map(found)
    .to_vec()
}

pub fn tests() -> Vec<Tests> {
    let tests = |(family, level, cells, alerts): (&str, i64, i64, i64)| Tests {
        family: family.to_owned(),
        level,
        cells,
        alerts,
        expected_false: 0.05,
        alerts_by: Some(alerts / 2),
    };
    [
        ("intensity", 1, 400, 11),
        ("intensity", 2, 1700, 17),
        ("specificity", 1, 400, 6),
        ("specificity", 2, 1700, 9),
        ("alarms", 0, 900, 4),
    ]
    .map(tests)
    .to_vec()
}
