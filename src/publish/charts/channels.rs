//! Channels and kinds of the appeals beside a year before.

use super::phrases::Voice;
use super::scene::{Align, Axis, BLUE, FAINT, GREY, INK, SKY, Scene, WIDTH, ticks};
use super::{Chart, Table, drawn, finished};
use crate::analyse::{ALL, UNKNOWN};
use crate::corpus::HalfYear;
use crate::publish::Error;
use crate::publish::numbers::{Figure, decimal, percent};
use crate::publish::suppression::Cell;

const STEM: &str = "channels";
const DIMENSIONS: [&str; 2] = ["channel", "kind"];
const LEFT: i32 = 560;
const RIGHT: i32 = WIDTH - 160;
const ROW: i32 = 64;
const HEAD: i32 = 46;

struct Row {
    name: String,
    now: Figure,
    /// `None` where the corpus does not reach back.
    before: Option<Figure>,
}

struct Section {
    name: String,
    rows: Vec<Row>,
}

/// Bars by channel and by kind; `None` where no channel is known.
pub fn chart(voice: &Voice) -> Result<Option<Chart>, Error> {
    let mut sections = Vec::new();
    for dimension in DIMENSIONS {
        let rows = rows(voice, dimension)?;
        if !rows.is_empty() {
            let name = voice.say(STEM, dimension, &[])?;
            sections.push(Section { name, rows });
        }
    }
    let Some(title) = title(voice, &sections)? else {
        return Ok(None);
    };
    let mut scene = Scene::new(&title, &voice.subtitle(STEM)?);
    let half_year = voice.findings.half_year;
    let (now, before) = (voice.period(half_year)?, voice.period(half_year.year_before())?);
    let has_before = sections
        .iter()
        .flat_map(|section| &section.rows)
        .any(|row| row.before.is_some());
    let mut legend = vec![(BLUE, false, now.as_str())];
    legend.extend(has_before.then_some((SKY, false, before.as_str())));
    scene.legend(&legend);
    draw(&mut scene, &sections);
    let mut header = vec![
        voice.say(STEM, "dimension", &[])?,
        voice.say(STEM, "value", &[])?,
        now.clone(),
    ];
    header.extend(has_before.then(|| before.clone()));
    let table = table(header, &sections);
    finished(voice, STEM, title, scene, table).map(Some)
}

/// Values of a dimension, the most frequent first, unstated ones last.
fn rows(voice: &Voice, dimension: &str) -> Result<Vec<Row>, Error> {
    let findings = voice.findings;
    let (now, before) = (findings.half_year, findings.half_year.year_before());
    let known = findings.half_years.contains(&before);
    let of_now = findings
        .breakdown
        .iter()
        .filter(|row| row.dimension == dimension && row.half_year == now.to_string());
    let mut values: Vec<(&str, Figure)> = of_now
        .map(|row| (row.value.as_str(), figure(voice, dimension, &row.value, now)))
        .filter(|(_, figure)| *figure != Figure::Exact(0))
        .collect();
    values.sort_by_key(|(value, figure)| (*value == UNKNOWN, -figure.rank(), *value));
    let mut rows = Vec::new();
    for (value, now) in values {
        rows.push(Row {
            name: match value {
                UNKNOWN => voice.say(STEM, "unknown", &[])?,
                value => voice.code_name(dimension, value),
            },
            now,
            before: known.then(|| figure(voice, dimension, value, before)),
        });
    }
    Ok(rows)
}

fn figure(voice: &Voice, dimension: &str, value: &str, half_year: HalfYear) -> Figure {
    let name = half_year.to_string();
    let rows = voice.findings.breakdown.iter();
    let row = rows
        .filter(|row| row.half_year == name && row.dimension == dimension && row.value == value)
        .map(|row| row.appeals);
    let cell = Cell::breakdown(dimension, value, half_year);
    voice.cleared.figure(&cell, row.sum())
}

/// The most frequent channel with its share where both are printed.
fn title(voice: &Voice, sections: &[Section]) -> Result<Option<String>, Error> {
    let findings = voice.findings;
    let Some(first) = sections.first().and_then(|section| section.rows.first()) else {
        return Ok(None);
    };
    let all = voice.cleared.appeals(&findings.oblast, ALL, findings.half_year);
    let share = percent(first.now, all);
    let key = match first.now.exact().and(all.exact()) {
        Some(_) => "title",
        None => "title_plain",
    };
    voice
        .say(STEM, key, &[("name", &first.name), ("share", &share)])
        .map(Some)
}

fn draw(scene: &mut Scene, sections: &[Section]) {
    let rows = || sections.iter().flat_map(|section| &section.rows);
    let figures = rows().flat_map(|row| [Some(row.now), row.before]).flatten();
    let marks = ticks(figures.filter_map(drawn).fold(0.0, f64::max));
    let axis = Axis {
        low: 0.0,
        high: marks.last().copied().unwrap_or(1.0),
        from: LEFT,
        to: RIGHT,
    };
    let top = scene.y + 6;
    let bottom = top + HEAD * sections.len() as i32 + ROW * rows().count() as i32;
    for mark in &marks {
        let x = axis.at(*mark);
        scene.line(vec![(x, top), (x, bottom)], FAINT, 2);
        scene.label((x, bottom + 18), &decimal(*mark, 0), GREY, Align::Middle);
    }
    let mut y = top;
    for section in sections {
        scene.label((LEFT - 16, y + HEAD / 2), &section.name, GREY, Align::Right);
        y += HEAD;
        for row in &section.rows {
            draw_row(scene, row, &axis, y + ROW / 2);
            y += ROW;
        }
    }
    scene.y = bottom + 36;
}

fn draw_row(scene: &mut Scene, row: &Row, axis: &Axis, y: i32) {
    scene.row_name(LEFT - 16, y, &row.name);
    let now = axis.at(drawn(row.now).unwrap_or(0.0));
    scene.bar((LEFT, y - 24), (now, y), BLUE, false);
    scene.label((now + 10, y - 12), &row.now.printed(), INK, Align::Left);
    if let Some(before) = row.before {
        let end = axis.at(drawn(before).unwrap_or(0.0));
        scene.bar((LEFT, y + 2), (end, y + 24), SKY, false);
        scene.label((end + 10, y + 13), &before.printed(), GREY, Align::Left);
    }
}

fn table(header: Vec<String>, sections: &[Section]) -> Table {
    let mut rows = Vec::new();
    for section in sections {
        for row in &section.rows {
            let mut cells = vec![section.name.clone(), row.name.clone(), row.now.plain()];
            cells.extend(row.before.map(Figure::plain));
            rows.push(cells);
        }
    }
    Table { header, rows }
}
