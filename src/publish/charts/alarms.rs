//! Weeks with an alarm beside what the weeks before let expect.

use jiff::ToSpan;
use jiff::civil::Date;

use super::phrases::{Voice, day};
use super::scene::{Align, Axis, FAINT, GREY, INK, PALE, Scene, VERMILLION, WIDTH, ticks};
use super::{Chart, Table, drawn, finished};
use crate::corpus::published::Alarm;
use crate::publish::numbers::{Figure, decimal};
use crate::publish::suppression::{Cell, SMALLEST_SHOWN};
use crate::publish::{Error, rows};

const STEM: &str = "alarms";
const ROW: i32 = 58;
const LEFT: i32 = 760;
const RIGHT: i32 = WIDTH - 560;

struct Row {
    monday: Date,
    place: String,
    topic: String,
    observed: i64,
    /// In whole appeals, as the bound: a fraction would tell the sum of few weeks.
    expected: Figure,
    bound: i64,
    /// Letters of one campaign are among them.
    campaign: bool,
}

/// A row for each alarm whose count is printed; `None` where there is none.
pub fn chart(voice: &Voice) -> Result<Option<Chart>, Error> {
    let mut rows = Vec::new();
    for alarm in rows::alarms(voice.findings) {
        rows.extend(row(voice, alarm)?);
    }
    let Some(title) = title(voice, &rows)? else {
        return Ok(None);
    };
    let mut scene = Scene::new(&title, &voice.subtitle(STEM)?);
    let [usual, expected, observed] = ["usual", "expected", "observed"].map(|key| voice.say(STEM, key, &[]));
    let (usual, expected, observed) = (usual?, expected?, observed?);
    scene.legend(&[
        (VERMILLION, false, &observed),
        (PALE, false, &usual),
        (INK, false, &expected),
    ]);
    draw(&mut scene, voice, &rows)?;
    let table = table(voice, &rows)?;
    finished(voice, STEM, title, scene, table).map(Some)
}

fn row(voice: &Voice, alarm: &Alarm) -> Result<Option<Row>, Error> {
    let cell = Cell::alarm(&alarm.district, &alarm.code, &alarm.week);
    let Figure::Exact(observed) = voice.cleared.figure(&cell, alarm.observed) else {
        return Ok(None);
    };
    Ok(Some(Row {
        monday: alarm.monday,
        place: voice.district(&alarm.district)?,
        topic: voice.topic_or_all(&alarm.code)?,
        observed,
        expected: match alarm.expected.round() as i64 {
            0..SMALLEST_SHOWN => Figure::Small,
            expected => Figure::Exact(expected),
        },
        bound: alarm.bound.floor() as i64,
        campaign: rows::has_campaign(voice.findings, alarm),
    }))
}

/// The week furthest above its bound, one with a campaign only where there is no other.
fn title(voice: &Voice, rows: &[Row]) -> Result<Option<String>, Error> {
    let ratio = |row: &&Row| row.observed as f64 / row.bound.max(1) as f64;
    let furthest = rows.iter().rev().max_by(|a, b| {
        let own = |row: &Row| !row.campaign;
        own(a).cmp(&own(b)).then(ratio(a).total_cmp(&ratio(b)))
    });
    let Some(row) = furthest else {
        return Ok(None);
    };
    let (date, observed) = (day(row.monday), Figure::Exact(row.observed).told());
    let values = [
        ("place", row.place.as_str()),
        ("name", &row.topic),
        ("date", &date),
        ("observed", &observed),
        ("expected", &row.expected.told()),
    ];
    voice.say(STEM, "title", &values).map(Some)
}

fn draw(scene: &mut Scene, voice: &Voice, rows: &[Row]) -> Result<(), Error> {
    let highest = rows
        .iter()
        .map(|row| row.observed.max(row.bound))
        .max()
        .unwrap_or(1);
    let marks = ticks(highest as f64);
    let axis = Axis {
        low: 0.0,
        high: marks.last().copied().unwrap_or(1.0),
        from: LEFT,
        to: RIGHT,
    };
    let top = scene.y + 6;
    let bottom = top + ROW * rows.len() as i32;
    for mark in &marks {
        let x = axis.at(*mark);
        scene.line(vec![(x, top), (x, bottom)], FAINT, 2);
        scene.label((x, bottom + 18), &decimal(*mark, 0), GREY, Align::Middle);
    }
    for (index, row) in rows.iter().enumerate() {
        let y = top + ROW * index as i32 + ROW / 2;
        scene.row_name(LEFT - 16, y, &name(row));
        scene.bar((LEFT, y - 14), (axis.at(row.bound as f64), y + 14), PALE, false);
        let expected = axis.at(drawn(row.expected).unwrap_or(0.0));
        scene.line(vec![(expected, y - 18), (expected, y + 18)], INK, 4);
        let observed = axis.at(row.observed as f64);
        scene.dot((observed, y), 10, VERMILLION);
        let text = voice.say(
            STEM,
            "label",
            &[
                ("observed", &Figure::Exact(row.observed).told()),
                ("expected", &row.expected.told()),
            ],
        )?;
        let text = match row.campaign {
            true => format!("{text}, {}", voice.say(STEM, "campaign", &[])?),
            false => text,
        };
        scene.label((observed + 20, y), &text, INK, Align::Left);
    }
    scene.y = bottom + 36;
    Ok(())
}

/// The days of the week, the place and the topic.
fn name(row: &Row) -> String {
    let sunday = row.monday.saturating_add(6.days());
    let short = |date: Date| format!("{:02}.{:02}", date.day(), date.month());
    let (from, to) = (short(row.monday), short(sunday));
    format!("{from}–{to} · {} · {}", row.place, row.topic)
}

fn table(voice: &Voice, rows: &[Row]) -> Result<Table, Error> {
    let mut header = Vec::new();
    for (chart, key) in [
        ("weekly", "week"),
        ("common", "district"),
        ("common", "topic"),
        (STEM, "observed"),
        (STEM, "expected"),
        (STEM, "usual"),
        (STEM, "remark"),
    ] {
        header.push(voice.say(chart, key, &[])?);
    }
    let campaign = voice.say(STEM, "campaign", &[])?;
    let rows = rows.iter().map(|row| {
        vec![
            row.monday.to_string(),
            row.place.clone(),
            row.topic.clone(),
            row.observed.to_string(),
            row.expected.plain(),
            row.bound.to_string(),
            if row.campaign {
                campaign.clone()
            } else {
                String::new()
            },
        ]
    });
    Ok(Table {
        header,
        rows: rows.collect(),
    })
}
