//! Appeals by week over the corpus: all, and the largest group of the half-year.

use jiff::civil::Date;

use super::phrases::{Voice, day};
use super::scene::{Align, Axis, BLUE, Colour, FAINT, GREY, PALE, Scene, VERMILLION, WIDTH, ticks};
use super::{Chart, Table, cell, drawn};
use crate::analyse::ALL;
use crate::corpus::HalfYear;
use crate::corpus::published::Week;
use crate::publish::Error;
use crate::publish::numbers::{count, decimal};

const STEM: &str = "weekly";
const LEFT: i32 = 120;
const RIGHT: i32 = WIDTH - 50;
const HEIGHT: i32 = 480;

struct Series<'a> {
    name: String,
    colour: Colour,
    weeks: Vec<&'a Week>,
}

/// Two lines over all complete weeks; `None` where no complete week has appeals.
pub fn chart(voice: &Voice) -> Result<Option<Chart>, Error> {
    let Some((all, group)) = series(voice)? else {
        return Ok(None);
    };
    let Some(title) = title(voice, &all.weeks)? else {
        return Ok(None);
    };
    let mut scene = Scene::new(&title, &voice.subtitle(STEM)?);
    let mut both = vec![all];
    both.extend(group);
    let legend: Vec<(Colour, bool, &str)> = both
        .iter()
        .map(|series| (series.colour, false, series.name.as_str()))
        .collect();
    scene.legend(&legend);
    draw(&mut scene, voice, &both)?;
    scene.footnote(&voice.footnote(STEM)?);
    Ok(Some(Chart {
        stem: STEM,
        title,
        scene,
        table: table(voice, &both)?,
    }))
}

fn series<'a>(voice: &Voice<'a>) -> Result<Option<(Series<'a>, Option<Series<'a>>)>, Error> {
    let findings = voice.findings;
    let of = |code: &str| -> Vec<&'a Week> {
        let rows = findings.weekly.iter();
        let mut weeks: Vec<&Week> = rows
            .filter(|week| week.complete && week.district == findings.oblast && week.code == code)
            .collect();
        weeks.sort_by_key(|week| week.monday);
        weeks
    };
    let all = Series {
        name: voice.say(STEM, "all", &[])?,
        colour: BLUE,
        weeks: of(ALL),
    };
    if all.weeks.is_empty() {
        return Ok(None);
    }
    let groups = findings.topics.iter().filter(|topic| topic.level == 1);
    let largest = groups
        .map(|group| {
            (
                findings.appeals(&findings.oblast, &group.code, findings.half_year),
                group,
            )
        })
        .filter(|(appeals, _)| *appeals > 0)
        .max_by(|a, b| a.0.cmp(&b.0).then(b.1.code.cmp(&a.1.code)));
    let group = largest.map(|(_, group)| Series {
        name: voice.topic(&group.code),
        colour: VERMILLION,
        weeks: of(&group.code),
    });
    Ok(Some((all, group)))
}

/// The mean and the highest week of the half-year of the note.
fn title(voice: &Voice, weeks: &[&Week]) -> Result<Option<String>, Error> {
    let half_year = voice.findings.half_year;
    let of_half: Vec<&&Week> = weeks
        .iter()
        .filter(|week| HalfYear::of(week.monday) == half_year)
        .collect();
    let Some(highest) = of_half
        .iter()
        .max_by_key(|week| (week.appeals, std::cmp::Reverse(week.monday)))
    else {
        return Ok(None);
    };
    let total: i64 = of_half.iter().map(|week| week.appeals).sum();
    let mean = total as f64 / of_half.len() as f64;
    let values = [
        ("mean", decimal(mean, 0)),
        ("date", day(highest.monday)),
        ("count", count(highest.appeals)),
    ];
    let values: Vec<(&str, &str)> = values
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    voice.say(STEM, "title", &values).map(Some)
}

/// Days since the year 0 or so: only differences matter.
fn number(day: Date) -> f64 {
    f64::from((day - Date::new(2000, 1, 1).unwrap_or(day)).get_days())
}

fn draw(scene: &mut Scene, voice: &Voice, series: &[Series]) -> Result<(), Error> {
    let weeks = || series.iter().flat_map(|series| series.weeks.iter());
    let marks = ticks(weeks().map(|week| drawn(week.appeals)).fold(1.0, f64::max));
    let (first, last) = weeks().fold((f64::MAX, f64::MIN), |(first, last), week| {
        let at = number(week.monday);
        (first.min(at), last.max(at))
    });
    let (top, bottom) = (scene.y + 10, scene.y + 10 + HEIGHT);
    let across = Axis {
        low: first,
        high: last.max(first + 7.0),
        from: LEFT,
        to: RIGHT,
    };
    let up = Axis {
        low: 0.0,
        high: marks.last().copied().unwrap_or(1.0),
        from: bottom,
        to: top,
    };
    for mark in &marks {
        let y = up.at(*mark);
        scene.line(vec![(LEFT, y), (RIGHT, y)], FAINT, 2);
        scene.label((LEFT - 14, y), &decimal(*mark, 0), GREY, Align::Right);
    }
    half_years(scene, voice, &across, (top, bottom))?;
    for series in series {
        let points = series
            .weeks
            .iter()
            .map(|week| (across.at(number(week.monday)), up.at(drawn(week.appeals))));
        scene.line(points.collect(), series.colour, 3);
    }
    scene.y = bottom + 70;
    Ok(())
}

/// A line at the beginning of each half-year and its name below.
fn half_years(
    scene: &mut Scene,
    voice: &Voice,
    across: &Axis,
    (top, bottom): (i32, i32),
) -> Result<(), Error> {
    for half_year in &voice.findings.half_years {
        let start = across.at(number(half_year.first_day()));
        let end = across.at(number(half_year.last_day()));
        scene.line(vec![(start, top), (start, bottom + 12)], PALE, 2);
        // Part of a half-year at an end of the corpus may be too narrow for its name.
        if end - start < 170 {
            continue;
        }
        let (year, half) = (half_year.year().to_string(), half_year.half().to_string());
        let middle = (start + end) / 2;
        for (key, y) in [("period_top", bottom + 24), ("period_bottom", bottom + 50)] {
            let text = voice.say("common", key, &[("year", &year), ("half", &half)])?;
            scene.label((middle, y), &text, GREY, Align::Middle);
        }
    }
    Ok(())
}

fn table(voice: &Voice, series: &[Series]) -> Result<Table, Error> {
    let mut header = vec![voice.say(STEM, "week", &[])?];
    header.extend(series.iter().map(|series| series.name.clone()));
    let mondays: std::collections::BTreeSet<Date> = series
        .iter()
        .flat_map(|series| series.weeks.iter().map(|week| week.monday))
        .collect();
    let rows = mondays.into_iter().map(|monday| {
        let mut cells = vec![monday.to_string()];
        cells.extend(series.iter().map(|series| {
            let week = series.weeks.iter().find(|week| week.monday == monday);
            cell(week.map_or(0, |week| week.appeals))
        }));
        cells
    });
    Ok(Table {
        header,
        rows: rows.collect(),
    })
}
