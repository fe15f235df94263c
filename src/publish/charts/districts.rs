//! Appeals per 10 000 residents by district, with exact intervals.

use super::phrases::Voice;
use super::scene::{Align, Axis, BLUE, FAINT, GREY, INK, Scene, VERMILLION, WIDTH, ticks};
use super::{Chart, Table, finished};
use crate::analyse::ALL;
use crate::corpus::published::MapCell;
use crate::publish::Error;
use crate::publish::numbers::{Figure, decimal};

const STEM: &str = "districts";
const ROW: i32 = 44;
const LEFT: i32 = 400;
const RIGHT: i32 = WIDTH - 300;

struct Row<'a> {
    kato: &'a str,
    name: String,
    cell: Option<&'a MapCell>,
    appeals: Figure,
}

impl Row<'_> {
    /// Rate and interval where the count may be shown.
    fn rate(&self) -> Option<(f64, f64, f64)> {
        let cell = self.cell.filter(|_| self.appeals.exact().is_some())?;
        Some((cell.rate?, cell.rate_low?, cell.rate_high?))
    }

    fn is_solid(&self) -> bool {
        self.rate().is_some() && self.cell.is_some_and(|cell| cell.stability == "solid")
    }
}

/// Bars by district, highest first; `None` where no district has a rate.
pub fn chart(voice: &Voice) -> Result<Option<Chart>, Error> {
    let rows = rows(voice)?;
    let highest = rows
        .iter()
        .filter_map(|row| row.rate())
        .map(|rate| rate.2)
        .fold(0.0, f64::max);
    if highest == 0.0 {
        return Ok(None);
    }
    let title = title(voice, &rows)?;
    let mut scene = Scene::new(&title, &voice.subtitle(STEM)?);
    let (solid, unstable) = (voice.say(STEM, "solid", &[])?, voice.say(STEM, "unstable", &[])?);
    scene.legend(&[(BLUE, false, &solid), (BLUE, true, &unstable)]);
    draw(&mut scene, voice, &rows, highest)?;
    let table = table(voice, &rows)?;
    finished(voice, STEM, title, scene, table).map(Some)
}

fn rows<'a>(voice: &Voice<'a>) -> Result<Vec<Row<'a>>, Error> {
    let findings = voice.findings;
    let mut rows = Vec::new();
    for district in &findings.districts {
        rows.push(Row {
            kato: &district.kato,
            name: voice.district(&district.kato)?,
            cell: findings.cell(&district.kato, ALL, findings.half_year),
            appeals: voice.cleared.appeals(&district.kato, ALL, findings.half_year),
        });
    }
    let rate = |row: &Row| row.rate().map_or(-1.0, |rate| rate.0);
    rows.sort_by(|a, b| rate(b).total_cmp(&rate(a)).then(a.kato.cmp(b.kato)));
    Ok(rows)
}

fn title(voice: &Voice, rows: &[Row]) -> Result<String, Error> {
    match rows
        .iter()
        .find(|row| row.is_solid())
        .and_then(|row| row.rate().map(|rate| (row, rate)))
    {
        Some((row, (rate, ..))) => {
            voice.say(STEM, "title", &[("name", &row.name), ("rate", &decimal(rate, 1))])
        }
        None => voice.say(STEM, "title_plain", &[]),
    }
}

fn draw(scene: &mut Scene, voice: &Voice, rows: &[Row], highest: f64) -> Result<(), Error> {
    let marks = ticks(highest);
    let axis = Axis {
        low: 0.0,
        high: marks.last().copied().unwrap_or(highest),
        from: LEFT,
        to: RIGHT,
    };
    let top = scene.y + 30;
    let bottom = top + ROW * rows.len() as i32;
    for mark in &marks {
        let x = axis.at(*mark);
        scene.line(vec![(x, top), (x, bottom)], FAINT, 2);
        let places = usize::from(axis.high < 5.0);
        scene.label((x, bottom + 18), &decimal(*mark, places), GREY, Align::Middle);
    }
    oblast_line(scene, voice, &axis, (top, bottom))?;
    for (index, row) in rows.iter().enumerate() {
        draw_row(scene, row, &axis, top + ROW * index as i32 + ROW / 2);
    }
    scene.y = bottom + 36;
    Ok(())
}

fn oblast_line(
    scene: &mut Scene,
    voice: &Voice,
    axis: &Axis,
    (top, bottom): (i32, i32),
) -> Result<(), Error> {
    let findings = voice.findings;
    let appeals = voice.cleared.appeals(&findings.oblast, ALL, findings.half_year);
    let cell = findings.cell(&findings.oblast, ALL, findings.half_year);
    let cell = cell.filter(|_| appeals.exact().is_some());
    if let Some(rate) = cell.and_then(|cell| cell.rate) {
        let x = axis.at(rate);
        scene.line(vec![(x, top - 8), (x, bottom)], VERMILLION, 3);
        let text = voice.say(STEM, "oblast", &[("rate", &decimal(rate, 1))])?;
        scene.label((x, top - 22), &text, VERMILLION, Align::Middle);
    }
    Ok(())
}

fn draw_row(scene: &mut Scene, row: &Row, axis: &Axis, y: i32) {
    scene.row_name(LEFT - 16, y, &row.name);
    let Some((rate, low, high)) = row.rate() else {
        scene.label((LEFT + 10, y), &row.appeals.printed(), GREY, Align::Left);
        return;
    };
    scene.bar((LEFT, y - 14), (axis.at(rate), y + 14), BLUE, !row.is_solid());
    let (low_x, high_x) = (axis.at(low), axis.at(high));
    scene.line(vec![(low_x, y), (high_x, y)], INK, 3);
    for x in [low_x, high_x] {
        scene.line(vec![(x, y - 8), (x, y + 8)], INK, 3);
    }
    let text = format!("{} ({}–{})", decimal(rate, 1), decimal(low, 1), decimal(high, 1));
    scene.label((RIGHT + 40, y), &text, INK, Align::Left);
}

fn table(voice: &Voice, rows: &[Row]) -> Result<Table, Error> {
    let mut header = Vec::new();
    for (chart, key) in [
        ("common", "code"),
        ("common", "district"),
        ("common", "appeals"),
        (STEM, "rate"),
        (STEM, "low"),
        (STEM, "high"),
    ] {
        header.push(voice.say(chart, key, &[])?);
    }
    let rows = rows.iter().map(|row| {
        let mut cells = vec![row.kato.to_owned(), row.name.clone(), row.appeals.plain()];
        cells.extend(match row.rate() {
            Some((rate, low, high)) => [rate, low, high].map(|value| format!("{value:.2}")),
            None => Default::default(),
        });
        cells
    });
    Ok(Table {
        header,
        rows: rows.collect(),
    })
}
