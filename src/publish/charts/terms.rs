//! Terms kept and broken by kind of appeal.

use super::phrases::Voice;
use super::scene::{
    Align, Axis, BLUE, Colour, GREY, INK, ORANGE, PALE, SMALL, Scene, VERMILLION, WHITE, WIDTH,
};
use super::{Chart, Table, drawn, finished};
use crate::analyse::ALL;
use crate::publish::chart_font::width;
use crate::publish::numbers::{Figure, percent};
use crate::publish::suppression::{Cell, Cleared};
use crate::publish::{Error, rows};

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

struct Row {
    kind: String,
    appeals: i64,
    /// In the order of [`STATES`].
    states: [Figure; 4],
}

impl Row {
    /// `None` where the number of appeals is none or not printed.
    fn of(cleared: &Cleared, terms: &crate::corpus::published::Terms) -> Option<Self> {
        let figure = |column: &str, count| cleared.figure(&Cell::kind(&terms.kind, column), count);
        let appeals = figure("appeals", terms.appeals).exact();
        Some(Self {
            kind: terms.kind.clone(),
            appeals: appeals.filter(|appeals| *appeals > 0)?,
            states: [
                figure("kept", terms.kept),
                figure("late", terms.late),
                figure("open", terms.open),
                figure("overdue", terms.overdue),
            ],
        })
    }

    /// Appeals of the withheld states together, small ones drawn as ever: what is left of the whole.
    fn withheld(&self) -> f64 {
        let drawn: f64 = self.states.into_iter().filter_map(drawn).sum();
        match self.withheld_states() {
            0 => 0.0,
            _ => (self.appeals as f64 - drawn).max(0.0),
        }
    }

    fn withheld_states(&self) -> usize {
        let states = self.states.iter();
        states.filter(|figure| **figure == Figure::Withheld).count()
    }
}

/// Stacked shares by kind, all kinds first; `None` where the half-year has no appeals.
pub fn chart(voice: &Voice) -> Result<Option<Chart>, Error> {
    let rows = rows(voice.cleared);
    let Some(all) = rows.iter().find(|row| row.kind == ALL) else {
        return Ok(None);
    };
    let title = title(voice, all)?;
    let mut scene = Scene::new(&title, &voice.subtitle(STEM)?);
    let mut names = Vec::new();
    for (state, colour) in STATES {
        names.push((colour, false, voice.say(STEM, state, &[])?));
    }
    if rows.iter().any(|row| row.withheld() > 0.0) {
        names.push((GREY, true, voice.say(STEM, "withheld", &[])?));
    }
    let legend: Vec<(Colour, bool, &str)> = names
        .iter()
        .map(|(colour, unsteady, text)| (*colour, *unsteady, text.as_str()))
        .collect();
    scene.legend(&legend);
    for row in &rows {
        draw(&mut scene, voice, row)?;
    }
    let table = table(voice, &rows)?;
    finished(voice, STEM, title, scene, table).map(Some)
}

/// The share kept and the number of those broken, as far as they are printed.
fn title(voice: &Voice, all: &Row) -> Result<String, Error> {
    let [kept, ..] = all.states;
    let broken = rows::all_terms(voice.findings).map_or(0, |all| all.late + all.overdue);
    let broken = voice.cleared.figure(&Cell::kind(ALL, "broken"), broken);
    let share = percent(kept, Figure::Exact(all.appeals));
    match (kept, broken) {
        (Figure::Exact(_), Figure::Exact(_) | Figure::Small) => {
            let broken = broken.told();
            voice.say(STEM, "title", &[("share", &share), ("broken", &broken)])
        }
        (Figure::Exact(_), Figure::Withheld) => voice.say(STEM, "title_kept", &[("share", &share)]),
        _ => voice.say(STEM, "title_plain", &[]),
    }
}

/// Kinds with enough appeals to be shown, all of them together first, then by number.
fn rows(cleared: &Cleared) -> Vec<Row> {
    let all = rows::all_terms(cleared.findings);
    let kinds = rows::kinds(cleared.findings);
    let rows = all.into_iter().chain(kinds);
    let mut rows: Vec<Row> = rows.filter_map(|terms| Row::of(cleared, terms)).collect();
    rows.sort_by(|a, b| {
        let key = |row: &Row| (row.kind != ALL, -row.appeals);
        key(a).cmp(&key(b)).then(a.kind.cmp(&b.kind))
    });
    rows
}

fn name(voice: &Voice, row: &Row) -> Result<String, Error> {
    if row.kind == ALL {
        voice.say(STEM, "all", &[])
    } else {
        Ok(voice.kind(&row.kind))
    }
}

fn draw(scene: &mut Scene, voice: &Voice, row: &Row) -> Result<(), Error> {
    let y = scene.y + ROW / 2;
    scene.row_name(LEFT - 16, y, &name(voice, row)?);
    let told: f64 = row.states.into_iter().filter_map(drawn).sum();
    let axis = Axis {
        low: 0.0,
        high: told + row.withheld(),
        from: LEFT,
        to: RIGHT,
    };
    let mut before = 0.0;
    for (figure, (state, colour)) in row.states.into_iter().zip(STATES) {
        // What is left belongs to the one state withheld; where there are more, they share it at the end.
        let alone = row.withheld_states() == 1;
        let Some(length) = drawn(figure).or(alone.then(|| row.withheld())) else {
            continue;
        };
        let (from, to) = (axis.at(before), axis.at(before + length));
        before += length;
        scene.bar((from, y - 20), (to, y + 20), colour, figure == Figure::Withheld);
        let text = percent(figure, Figure::Exact(row.appeals));
        if figure.exact().is_some() && to - from > width(&text, SMALL, false) + 8 {
            let ink = if matches!(state, "late" | "open") {
                INK
            } else {
                WHITE
            };
            scene.label(((from + to) / 2, y), &text, ink, Align::Middle);
        }
    }
    if row.withheld_states() > 1 {
        scene.bar((axis.at(before), y - 20), (RIGHT, y + 20), GREY, true);
    }
    let appeals = Figure::Exact(row.appeals).printed();
    scene.label((RIGHT + 14, y), &appeals, GREY, Align::Left);
    scene.y += ROW;
    Ok(())
}

fn table(voice: &Voice, rows: &[Row]) -> Result<Table, Error> {
    let mut header = vec![
        voice.say(STEM, "kind", &[])?,
        voice.say("common", "appeals", &[])?,
    ];
    for (state, _) in STATES {
        header.push(voice.say(STEM, state, &[])?);
    }
    let mut table = Vec::new();
    for row in rows {
        let mut cells = vec![name(voice, row)?, row.appeals.to_string()];
        cells.extend(row.states.map(Figure::plain));
        table.push(cells);
    }
    Ok(Table { header, rows: table })
}
