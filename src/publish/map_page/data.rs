//! The numbers of the page as JSON, small ones masked and what would give them away withheld.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};

use super::problems;
use crate::analyse::{ALL, Bilingual, Findings, NONE, UNKNOWN};
use crate::corpus::HalfYear;
use crate::corpus::published::{MapCell, Terms};
use crate::publish::Error;
use crate::publish::compared::Compared;
use crate::publish::numbers::{Figure, rounded};
use crate::publish::rows;
use crate::publish::suppression::{Cell, Cleared};

const FILE: &str = "dictionaries/publish/map.toml";
pub const PHRASES: &str = include_str!("../../../dictionaries/publish/map.toml");

/// Where the districts stand in the picture.
pub struct Layout {
    pub width: f64,
    pub height: f64,
    /// True where all districts are tiles.
    pub tiles: bool,
    /// In the order of the districts.
    pub shapes: Vec<Shape>,
}

#[derive(Debug, Serialize)]
pub struct Shape {
    /// SVG path.
    pub path: String,
    /// Where its name stands.
    pub label: (f64, f64),
    pub tile: bool,
}

/// Everything the script of the page needs.
pub fn json(cleared: &Cleared, layout: Layout) -> Result<String, Error> {
    let findings = cleared.findings;
    let mut phrases: toml::Table = toml::from_str(PHRASES).map_err(|error| unreadable(&error))?;
    let cautions = phrases.remove("caution");
    let data = json!({
        "phrases": phrases,
        "cautions": cautions,
        "oblast": {"kato": findings.oblast, "name": named(&findings.oblast_name)},
        "all": ALL,
        "none": NONE,
        "unknown": UNKNOWN,
        "asOf": findings.as_of.to_string(),
        "codebook": findings.codebook,
        "residents": findings.residents.as_ref().map(|residents| json!({
            "source": named(&residents.source),
            "asOf": residents.as_of.to_string(),
        })),
        "periods": findings.half_years.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "current": findings.half_year.to_string(),
        "view": {"width": layout.width.round(), "height": layout.height.round(), "tiles": layout.tiles},
        "districts": districts(findings, &layout.shapes),
        "topics": findings.topics.iter().map(|topic| json!({
            "code": topic.code, "level": topic.level, "name": named(&topic.name),
        })).collect::<Vec<_>>(),
        "cells": cells(cleared),
        "changes": changes(cleared),
        "terms": terms(cleared),
        "first": problems::first_topic(cleared),
        "systemic": problems::systemic(cleared),
        "alarms": problems::alarms(findings),
        "words": problems::words(findings),
        "quotes": problems::quotes(findings),
        "breaks": problems::breaks(findings),
        "tests": problems::tests(findings),
        "registers": registers(cleared),
    });
    serde_json::to_string(&data).map_err(|error| unreadable(&error))
}

fn unreadable(why: &dyn std::fmt::Display) -> Error {
    Error::Phrases {
        file: FILE.to_owned(),
        why: why.to_string(),
    }
}

pub fn named(name: &Bilingual) -> Value {
    json!({"kk": name.kk, "ru": name.ru})
}

fn districts(findings: &Findings, shapes: &[Shape]) -> Vec<Value> {
    let with_shapes = findings.districts.iter().zip(shapes);
    with_shapes
        .map(|(district, shape)| {
            json!({
                "kato": district.kato,
                "name": named(&district.name),
                "residents": district.residents,
                "shape": shape,
            })
        })
        .collect()
}

/// By district, code and half-year: `[appeals, rate, low, high, intensity, ratio, specificity, ratio]`; null for none, see
/// [`coded`] for hidden ones.
fn cells<'f>(cleared: &Cleared<'f>) -> BTreeMap<&'f str, BTreeMap<&'f str, Vec<Value>>> {
    let half_years = &cleared.findings.half_years;
    let periods: BTreeMap<String, (usize, HalfYear)> = half_years
        .iter()
        .enumerate()
        .map(|(index, half_year)| (half_year.to_string(), (index, *half_year)))
        .collect();
    let mut cells: BTreeMap<&str, BTreeMap<&str, Vec<Value>>> = BTreeMap::new();
    for cell in &cleared.findings.problem_map {
        let Some((period, half_year)) = periods.get(&cell.half_year) else {
            continue;
        };
        let codes = cells.entry(&cell.district).or_default();
        let series = codes
            .entry(&cell.code)
            .or_insert_with(|| vec![Value::Null; periods.len()]);
        let figure = cleared.appeals(&cell.district, &cell.code, *half_year);
        series[*period] = masked_cell(cell, figure);
    }
    cells
}

fn masked_cell(cell: &MapCell, figure: Figure) -> Value {
    if figure.exact().is_none() {
        return json!([coded(figure)]);
    }
    json!([
        coded(figure),
        told(cell.rate, 1),
        told(cell.rate_low, 1),
        told(cell.rate_high, 1),
        cell.intensity,
        as_printed(cell.eb_ratio),
        cell.specificity,
        as_printed(cell.specific_ratio),
    ])
}

/// A count as the script reads it: the number, `"small"` for 1 to 4, `"withheld"`.
fn coded(figure: Figure) -> Value {
    match figure {
        Figure::Exact(count) => json!(count),
        Figure::Small => json!("small"),
        Figure::Withheld => json!("withheld"),
    }
}

/// By district and code against the year before: `[before, now, ratio, low, high, verdict]`, with null for ratios and
/// verdicts that would give hidden counts away.
fn changes<'f>(cleared: &Cleared<'f>) -> BTreeMap<&'f str, BTreeMap<&'f str, Value>> {
    let mut changes: BTreeMap<&str, BTreeMap<&str, Value>> = BTreeMap::new();
    for change in cleared
        .findings
        .changes
        .iter()
        .filter(|change| change.comparison == "year")
    {
        let codes = changes.entry(&change.district).or_default();
        codes.insert(&change.code, masked_change(&Compared::of(cleared, change)));
    }
    changes
}

fn masked_change(compared: &Compared) -> Value {
    let change = compared.change;
    let ratio = |value: Option<f64>| told(value.filter(|_| compared.is_exact()), 2);
    json!([
        coded(compared.before),
        coded(compared.now),
        ratio(change.ratio),
        ratio(change.ratio_low),
        ratio(change.ratio_high),
        compared.verdict(),
    ])
}

/// Of the half-year of the note by district and the oblast: `[broken, ended]` of the appeals whose term is over.
fn terms<'f>(cleared: &Cleared<'f>) -> BTreeMap<&'f str, [Value; 2]> {
    let findings = cleared.findings;
    let of = |row: &Terms, cell: &dyn Fn(&str) -> Cell| {
        let broken = row.late + row.overdue;
        [("broken", broken), ("ended", row.kept + broken)]
            .map(|(column, count)| coded(cleared.figure(&cell(column), count)))
    };
    let districts = rows::district_terms(findings).into_iter().map(|row| {
        let cell = |column: &str| Cell::district(&row.district, column);
        (row.district.as_str(), of(row, &cell))
    });
    let oblast = rows::all_terms(findings).map(|row| {
        (
            findings.oblast.as_str(),
            of(row, &|column| Cell::kind(ALL, column)),
        )
    });
    districts.chain(oblast).collect()
}

fn registers(cleared: &Cleared) -> Vec<Value> {
    let rows = cleared.findings.register_quality.iter();
    rows.map(|row| {
        let count = |column: &str, count| {
            coded(cleared.figure(&Cell::register(&row.register, &row.file, column), count))
        };
        json!({
            "register": row.register,
            "read": count("read", row.read),
            "rejected": count("rejected", row.rejected),
            "uncoded": count("uncoded", row.uncoded),
        })
    })
    .collect()
}

/// One place, as the page prints it: with more, the spread of all districts that is in the ratio, hidden counts among
/// them, could be worked out.
fn as_printed(ratio: Option<f64>) -> Option<f64> {
    told(ratio, 1)
}

/// With as many places as the page prints: rounded once, here, it is what the documents print.
fn told(value: Option<f64>, places: usize) -> Option<f64> {
    value.map(|value| rounded(value, places))
}
