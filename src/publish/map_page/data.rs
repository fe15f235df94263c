//! The numbers of the page as JSON, small ones masked.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};

use crate::analyse::{ALL, Bilingual, Findings, NONE, UNKNOWN};
use crate::corpus::published::{Change, MapCell};
use crate::publish::Error;

const FILE: &str = "dictionaries/publish/map.toml";
const PHRASES: &str = include_str!("../../../dictionaries/publish/map.toml");

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
pub fn json(findings: &Findings, layout: Layout) -> Result<String, Error> {
    let phrases: toml::Table = toml::from_str(PHRASES).map_err(|error| unreadable(&error))?;
    let data = json!({
        "phrases": phrases,
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
        "cells": cells(findings),
        "changes": changes(findings),
        "registers": registers(findings),
    });
    serde_json::to_string(&data).map_err(|error| unreadable(&error))
}

fn unreadable(why: &dyn std::fmt::Display) -> Error {
    Error::Phrases {
        file: FILE,
        why: why.to_string(),
    }
}

fn named(name: &Bilingual) -> Value {
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

/// By district, code and half-year: `[appeals, rate, low, high]`, `[null, "small"]` for 1 to 4, null for none.
fn cells(findings: &Findings) -> BTreeMap<&str, BTreeMap<&str, Vec<Value>>> {
    let periods: BTreeMap<String, usize> = findings
        .half_years
        .iter()
        .enumerate()
        .map(|(index, half_year)| (half_year.to_string(), index))
        .collect();
    let mut cells: BTreeMap<&str, BTreeMap<&str, Vec<Value>>> = BTreeMap::new();
    for cell in &findings.problem_map {
        let Some(period) = periods.get(&cell.half_year) else {
            continue;
        };
        let codes = cells.entry(&cell.district).or_default();
        let series = codes
            .entry(&cell.code)
            .or_insert_with(|| vec![Value::Null; periods.len()]);
        series[*period] = masked_cell(cell);
    }
    cells
}

fn masked_cell(cell: &MapCell) -> Value {
    if is_small(cell.appeals) {
        return json!([null, "small"]);
    }
    json!([
        cell.appeals,
        rounded(cell.rate),
        rounded(cell.rate_low),
        rounded(cell.rate_high)
    ])
}

/// By district and code against the year before: `[before, now, ratio, low, high, verdict]`, with null for counts of
/// 1 to 4 and for ratios that would give them away.
fn changes(findings: &Findings) -> BTreeMap<&str, BTreeMap<&str, Value>> {
    let mut changes: BTreeMap<&str, BTreeMap<&str, Value>> = BTreeMap::new();
    for change in findings
        .changes
        .iter()
        .filter(|change| change.comparison == "year")
    {
        let codes = changes.entry(&change.district).or_default();
        codes.insert(&change.code, masked_change(change));
    }
    changes
}

fn masked_change(change: &Change) -> Value {
    let shown = |count: i64| (!is_small(count)).then_some(count);
    let both = shown(change.before).and(shown(change.now)).is_some();
    let ratio = |value: Option<f64>| rounded(value.filter(|_| both));
    json!([
        shown(change.before),
        shown(change.now),
        ratio(change.ratio),
        ratio(change.ratio_low),
        ratio(change.ratio_high),
        change.verdict,
    ])
}

fn registers(findings: &Findings) -> Vec<Value> {
    let rows = findings.register_quality.iter();
    rows.map(|row| {
        json!({
            "register": row.register,
            "read": row.read,
            "accepted": row.accepted,
            "rejected": row.rejected,
            "uncoded": (!is_small(row.uncoded)).then_some(row.uncoded),
        })
    })
    .collect()
}

fn is_small(count: i64) -> bool {
    (1..5).contains(&count)
}

/// Four places: the page prints one or two, and rounding twice must not change them.
fn rounded(value: Option<f64>) -> Option<f64> {
    value.map(|value| (value * 1e4).round() / 1e4)
}
