//! Terms kept and broken by kind of appeal.

use super::phrases::Voice;
use super::scene::{
    Align, Axis, BLUE, Colour, GREY, INK, ORANGE, PALE, SMALL, Scene, VERMILLION, WHITE, WIDTH,
};
use super::{Chart, Table, cell, drawn, is_small};
use crate::analyse::ALL;
use crate::corpus::published::Terms;
use crate::publish::Error;
use crate::publish::chart_font::width;
use crate::publish::numbers::{count, percent};

const STEM: &str = "terms";
const ROW: i32 = 62;
const LEFT: i32 = 360;
const RIGHT: i32 = WIDTH - 160;
const STATES: [(&str, Colour); 4] = [
    ("kept", BLUE),
    ("late", ORANGE),
    ("open", PALE),
    ("overdue", VERMILLION),
];

/// Stacked shares by kind, all kinds first; `None` where the half-year has no appeals.
pub fn chart(voice: &Voice) -> Result<Option<Chart>, Error> {
    let rows = rows(voice);
    let Some(all) = rows.iter().find(|row| row.kind == ALL) else {
        return Ok(None);
    };
    let title = voice.say(
        STEM,
        "title",
        &[
            ("share", &percent(all.kept, all.appeals)),
            ("broken", &count(all.late + all.overdue)),
        ],
    )?;
    let mut scene = Scene::new(&title, &voice.subtitle(STEM)?);
    let mut names = Vec::new();
    for (state, colour) in STATES {
        names.push((colour, false, voice.say(STEM, state, &[])?));
    }
    let legend: Vec<(Colour, bool, &str)> = names
        .iter()
        .map(|(colour, unsteady, text)| (*colour, *unsteady, text.as_str()))
        .collect();
    scene.legend(&legend);
    for row in &rows {
        draw(&mut scene, voice, row)?;
    }
    scene.footnote(&voice.footnote(STEM)?);
    Ok(Some(Chart {
        stem: STEM,
        title,
        scene,
        table: table(voice, &rows)?,
    }))
}

/// Kinds with enough appeals to be shown, all of them together first, then by number.
fn rows<'a>(voice: &Voice<'a>) -> Vec<&'a Terms> {
    let half_year = voice.findings.half_year.to_string();
    let terms = voice.findings.terms.iter();
    let mut rows: Vec<&Terms> = terms
        .filter(|row| {
            row.body == ALL && row.half_year == half_year && row.appeals > 0 && !is_small(row.appeals)
        })
        .collect();
    rows.sort_by(|a, b| {
        let key = |row: &Terms| (row.kind != ALL, -row.appeals);
        key(a).cmp(&key(b)).then(a.kind.cmp(&b.kind))
    });
    rows
}

fn name(voice: &Voice, row: &Terms) -> Result<String, Error> {
    if row.kind == ALL {
        voice.say(STEM, "all", &[])
    } else {
        Ok(voice.kind(&row.kind))
    }
}

fn states(row: &Terms) -> [i64; 4] {
    [row.kept, row.late, row.open, row.overdue]
}

fn draw(scene: &mut Scene, voice: &Voice, row: &Terms) -> Result<(), Error> {
    let y = scene.y + ROW / 2;
    scene.row_name(LEFT - 16, y, &name(voice, row)?);
    let whole: f64 = states(row).into_iter().map(drawn).sum();
    let axis = Axis {
        low: 0.0,
        high: whole,
        from: LEFT,
        to: RIGHT,
    };
    let mut before = 0.0;
    for (appeals, (state, colour)) in states(row).into_iter().zip(STATES) {
        let (from, to) = (axis.at(before), axis.at(before + drawn(appeals)));
        before += drawn(appeals);
        scene.rect((from, y - 20), (to, y + 20), colour);
        let text = percent(appeals, row.appeals);
        if !is_small(appeals) && to - from > width(&text, SMALL, false) + 8 {
            let ink = if matches!(state, "late" | "open") {
                INK
            } else {
                WHITE
            };
            scene.label(((from + to) / 2, y), &text, ink, Align::Middle);
        }
    }
    scene.label((RIGHT + 14, y), &count(row.appeals), GREY, Align::Left);
    scene.y += ROW;
    Ok(())
}

fn table(voice: &Voice, rows: &[&Terms]) -> Result<Table, Error> {
    let mut header = vec![
        voice.say(STEM, "kind", &[])?,
        voice.say("common", "appeals", &[])?,
    ];
    for (state, _) in STATES {
        header.push(voice.say(STEM, state, &[])?);
    }
    let mut table = Vec::new();
    for row in rows {
        let mut cells = vec![name(voice, row)?, cell(row.appeals)];
        cells.extend(states(row).map(cell));
        table.push(cells);
    }
    Ok(Table { header, rows: table })
}
