//! Groups against the year before: ratio of applicants with exact intervals on a log axis.

use super::phrases::Voice;
use super::scene::{Align, Axis, BLUE, Colour, FAINT, GREY, INK, Scene, VERMILLION, WIDTH};
use super::{Chart, Table, finished};
use crate::publish::Error;
use crate::publish::compared::Compared;
use crate::publish::numbers::decimal;

const STEM: &str = "changes";
const ROW: i32 = 46;
const LEFT: i32 = 660;
const RIGHT: i32 = WIDTH - 60;
/// Doublings drawn at most to either side; intervals beyond are cut at the edge.
const WIDEST: f64 = 3.0;
const MARKS: [f64; 7] = [0.125, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0];

/// Ratios of the oblast's groups, largest first; `None` where there is no year before to compare with.
pub fn chart(voice: &Voice) -> Result<Option<Chart>, Error> {
    let rows = rows(voice);
    if rows.is_empty() {
        return Ok(None);
    }
    let title = title(voice, &rows)?;
    let mut scene = Scene::new(&title, &voice.subtitle(STEM)?);
    let mut legend = Vec::new();
    for verdict in ["growth", "decline", "none"] {
        legend.push((colour(verdict), false, voice.say(STEM, verdict, &[])?));
    }
    let legend: Vec<(Colour, bool, &str)> = legend
        .iter()
        .map(|(colour, unsteady, text)| (*colour, *unsteady, text.as_str()))
        .collect();
    scene.legend(&legend);
    draw(&mut scene, voice, &rows)?;
    let table = table(voice, &rows)?;
    finished(voice, STEM, title, scene, table).map(Some)
}

fn colour(verdict: &str) -> Colour {
    match verdict {
        "growth" => VERMILLION,
        "decline" => BLUE,
        _ => GREY,
    }
}

/// Groups with enough applicants in either half-year, by ratio.
fn rows<'a>(voice: &Voice<'a>) -> Vec<Compared<'a>> {
    let findings = voice.findings;
    let mut rows: Vec<Compared> = findings
        .topics
        .iter()
        .filter(|topic| topic.level == 1)
        .filter_map(|group| findings.change(&findings.oblast, &group.code, "year"))
        .map(|change| Compared::of(voice.cleared, change))
        .filter(|row| row.has_some())
        .collect();
    rows.sort_by(|a, b| {
        let ratio = |row: &Compared| row.ratio().map_or(-1.0, |ratio| ratio.0);
        ratio(b)
            .total_cmp(&ratio(a))
            .then(a.change.code.cmp(&b.change.code))
    });
    rows
}

fn title(voice: &Voice, rows: &[Compared]) -> Result<String, Error> {
    let first = |verdict: &str, from_end: bool| {
        let mut found = rows
            .iter()
            .filter(|row| row.verdict() == Some(verdict))
            .filter_map(|row| Some((row, row.ratio()?)));
        if from_end { found.next_back() } else { found.next() }
    };
    if let Some((row, (ratio, ..))) = first("growth", false) {
        let ratio = decimal(ratio, 1);
        let name = voice.topic(&row.change.code);
        return voice.say(STEM, "title_growth", &[("name", &name), ("ratio", &ratio)]);
    }
    if let Some((row, _)) = first("decline", true) {
        let name = voice.topic(&row.change.code);
        let (before, now) = (row.before.told(), row.now.told());
        return voice.say(
            STEM,
            "title_decline",
            &[("name", &name), ("before", &before), ("now", &now)],
        );
    }
    voice.say(STEM, "title_none", &[])
}

fn draw(scene: &mut Scene, voice: &Voice, rows: &[Compared]) -> Result<(), Error> {
    let doublings = doublings(rows);
    let axis = Axis {
        low: -doublings,
        high: doublings,
        from: LEFT,
        to: RIGHT,
    };
    let top = scene.y + 6;
    let bottom = top + ROW * rows.len() as i32;
    for mark in MARKS.into_iter().filter(|mark| mark.log2().abs() <= doublings) {
        let x = axis.at(mark.log2());
        let (colour, width) = if mark == 1.0 { (INK, 3) } else { (FAINT, 2) };
        scene.line(vec![(x, top), (x, bottom)], colour, width);
        let text = if mark < 1.0 {
            format!("1/{:.0}", 1.0 / mark)
        } else {
            format!("×{mark:.0}")
        };
        let text = if mark == 1.0 {
            voice.say(STEM, "same", &[])?
        } else {
            text
        };
        scene.label((x, bottom + 18), &text, GREY, Align::Middle);
    }
    for (index, row) in rows.iter().enumerate() {
        draw_row(scene, voice, row, &axis, top + ROW * index as i32 + ROW / 2);
    }
    scene.y = bottom + 36;
    Ok(())
}

/// Whole doublings that hold every interval drawn: 1 to 3.
fn doublings(rows: &[Compared]) -> f64 {
    let ends = rows
        .iter()
        .filter_map(Compared::ratio)
        .flat_map(|(_, low, high)| [low, high]);
    ends.map(|end| end.max(f64::MIN_POSITIVE).log2().abs().ceil())
        .fold(1.0, f64::max)
        .min(WIDEST)
}

fn draw_row(scene: &mut Scene, voice: &Voice, row: &Compared, axis: &Axis, y: i32) {
    scene.row_name(LEFT - 160, y, &voice.topic(&row.change.code));
    let counts = format!("{} → {}", row.before.printed(), row.now.printed());
    scene.label((LEFT - 20, y), &counts, GREY, Align::Right);
    let (Some((ratio, low, high)), Some(verdict)) = (row.ratio(), row.verdict()) else {
        return;
    };
    let colour = colour(verdict);
    let ends = (axis.at(low.max(f64::MIN_POSITIVE).log2()), axis.at(high.log2()));
    scene.line(vec![(ends.0, y), (ends.1, y)], colour, 4);
    scene.dot((axis.at(ratio.max(f64::MIN_POSITIVE).log2()), y), 9, colour);
    if verdict != "none" {
        scene.label(
            (ends.1 + 14, y),
            &format!("×{}", decimal(ratio, 2)),
            colour,
            Align::Left,
        );
    }
}

fn table(voice: &Voice, rows: &[Compared]) -> Result<Table, Error> {
    let mut header = vec![
        voice.say("common", "code", &[])?,
        voice.say("common", "topic", &[])?,
    ];
    for key in ["before", "now", "ratio", "low", "high", "verdict"] {
        header.push(voice.say(STEM, key, &[])?);
    }
    let mut table = Vec::new();
    for row in rows {
        let mut cells = vec![
            row.change.code.clone(),
            voice.topic(&row.change.code),
            row.before.plain(),
            row.now.plain(),
        ];
        cells.extend(match row.ratio() {
            Some((ratio, low, high)) => [ratio, low, high].map(|value| format!("{value:.3}")),
            None => Default::default(),
        });
        cells.push(match row.verdict() {
            Some(verdict) => voice.say(STEM, verdict, &[])?,
            None => String::new(),
        });
        table.push(cells);
    }
    Ok(Table { header, rows: table })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::Edition;
    use crate::publish::sample;
    use crate::publish::suppression::Cleared;

    fn title(verdict: &str) -> String {
        let mut findings = sample::findings();
        let (oblast, code) = (findings.oblast.clone(), "01".to_owned());
        let changes = findings.changes.iter_mut();
        for change in changes.filter(|change| change.district == oblast && change.code == code) {
            (change.before, change.now, change.ratio) = (100, 54, Some(0.54));
            change.verdict = verdict.into();
        }
        let cleared = Cleared::of(&findings).unwrap();
        let voice = Voice::new(&cleared, Edition::Ru).unwrap();
        chart(&voice).unwrap().unwrap().title
    }

    #[test]
    fn only_a_verdict_puts_growth_or_decline_into_the_title() {
        assert!(title("growth").contains("выросло число заявителей по теме «Водоснабжение"));
        assert!(title("decline").contains("снизилось") && title("decline").contains("54 вместо 100"));
        assert!(title("none").contains("Доказанных изменений"));
    }
}
