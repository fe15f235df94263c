//! The ten largest groups beside a year before.

use super::phrases::Voice;
use super::scene::{Align, Axis, BLUE, FAINT, GREY, INK, SKY, Scene, WIDTH, ticks};
use super::{Chart, Table, drawn, finished};
use crate::publish::Error;
use crate::publish::numbers::{Figure, decimal};

const STEM: &str = "topics";
const SHOWN: usize = 10;
const LEFT: i32 = 560;
const RIGHT: i32 = WIDTH - 140;

struct Row {
    code: String,
    name: String,
    now: Figure,
    /// `None` where the corpus does not reach back.
    before: Option<Figure>,
}

/// Bars of the largest groups; `None` where no group was counted.
pub fn chart(voice: &Voice) -> Result<Option<Chart>, Error> {
    let rows = rows(voice);
    let Some(first) = rows.first() else {
        return Ok(None);
    };
    let title = voice.say(
        STEM,
        "title",
        &[("name", &first.name), ("count", &first.now.told())],
    )?;
    let mut scene = Scene::new(&title, &voice.subtitle(STEM)?);
    let half_year = voice.findings.half_year;
    let (now, before) = (voice.period(half_year)?, voice.period(half_year.year_before())?);
    let mut legend = vec![(BLUE, false, now.as_str())];
    if first.before.is_some() {
        legend.push((SKY, false, &before));
    }
    scene.legend(&legend);
    draw(&mut scene, &rows);
    let mut header = vec![
        voice.say("common", "code", &[])?,
        voice.say("common", "topic", &[])?,
        now.clone(),
    ];
    header.extend(first.before.map(|_| before.clone()));
    let table = Table {
        header,
        rows: rows.iter().map(cells).collect(),
    };
    finished(voice, STEM, title, scene, table).map(Some)
}

fn rows(voice: &Voice) -> Vec<Row> {
    let findings = voice.findings;
    let before = findings.half_year.year_before();
    let known = findings.half_years.contains(&before);
    let groups = findings.topics.iter().filter(|topic| topic.level == 1);
    let appeals = |code: &str, half_year| voice.cleared.appeals(&findings.oblast, code, half_year);
    let mut rows: Vec<Row> = groups
        .map(|group| Row {
            code: group.code.clone(),
            name: voice.topic(&group.code),
            now: appeals(&group.code, findings.half_year),
            before: known.then(|| appeals(&group.code, before)),
        })
        .filter(|row| row.now != Figure::Exact(0))
        .collect();
    rows.sort_by(|a, b| b.now.rank().cmp(&a.now.rank()).then(a.code.cmp(&b.code)));
    rows.truncate(SHOWN);
    rows
}

fn cells(row: &Row) -> Vec<String> {
    let mut cells = vec![row.code.clone(), row.name.clone(), row.now.plain()];
    cells.extend(row.before.map(Figure::plain));
    cells
}

fn draw(scene: &mut Scene, rows: &[Row]) {
    let both = rows.iter().flat_map(|row| [Some(row.now), row.before]).flatten();
    let marks = ticks(both.filter_map(drawn).fold(0.0, f64::max));
    let axis = Axis {
        low: 0.0,
        high: marks.last().copied().unwrap_or(1.0),
        from: LEFT,
        to: RIGHT,
    };
    let (top, height) = (scene.y + 6, 72);
    let bottom = top + height * rows.len() as i32;
    for mark in &marks {
        let x = axis.at(*mark);
        scene.line(vec![(x, top), (x, bottom)], FAINT, 2);
        scene.label((x, bottom + 18), &decimal(*mark, 0), GREY, Align::Middle);
    }
    for (index, row) in rows.iter().enumerate() {
        let y = top + height * index as i32 + height / 2;
        scene.row_name(LEFT - 16, y, &row.name);
        let now = axis.at(drawn(row.now).unwrap_or(0.0));
        scene.bar((LEFT, y - 26), (now, y), BLUE, false);
        scene.label((now + 10, y - 13), &row.now.printed(), INK, Align::Left);
        if let Some(before) = row.before {
            let end = axis.at(drawn(before).unwrap_or(0.0));
            scene.bar((LEFT, y + 2), (end, y + 26), SKY, false);
            scene.label((end + 10, y + 14), &before.printed(), GREY, Align::Left);
        }
    }
    scene.y = bottom + 36;
}
