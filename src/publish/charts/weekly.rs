//! Appeals by week over the corpus: all, and the largest group of the half-year.

use jiff::civil::Date;

use super::phrases::{Voice, day};
use super::scene::{
    Align, Axis, BLUE, Colour, FAINT, GREY, INK, PALE, Scene, VERMILLION, WHITE, WIDTH, ticks,
};
use super::{Chart, Table, drawn, finished};
use crate::analyse::ALL;
use crate::corpus::HalfYear;
use crate::corpus::published::Week;
use crate::publish::numbers::{Figure, decimal};
use crate::publish::suppression::Cell;
use crate::publish::{Error, rows};

const STEM: &str = "weekly";
const LEFT: i32 = 120;
const RIGHT: i32 = WIDTH - 50;
const HEIGHT: i32 = 480;

struct Series {
    name: String,
    colour: Colour,
    /// Monday and appeals of the complete weeks, in their order.
    weeks: Vec<(Date, Figure)>,
    /// The weeks judged for alarms. Empty where a week is hidden: what is expected is a mean of weeks and would tell it.
    judged: Vec<Judged>,
}

struct Judged {
    monday: Date,
    expected: f64,
    bound: f64,
}

impl Series {
    /// The judged weeks above their bound.
    fn alarms(&self) -> impl Iterator<Item = (Date, i64)> {
        let passed = |judged: &Judged| {
            let week = self.weeks.iter().find(|week| week.0 == judged.monday)?;
            let appeals = week.1.exact()?;
            (appeals as f64 > judged.bound).then_some((judged.monday, appeals))
        };
        self.judged.iter().filter_map(passed)
    }
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
    let mut legend: Vec<(Colour, bool, &str)> = both
        .iter()
        .map(|series| (series.colour, false, series.name.as_str()))
        .collect();
    let words = [voice.say(STEM, "expected", &[])?, voice.say(STEM, "bound", &[])?];
    if both.iter().any(|series| !series.judged.is_empty()) {
        legend.extend([(INK, false, words[0].as_str()), (GREY, false, words[1].as_str())]);
    }
    scene.legend(&legend);
    draw(&mut scene, voice, &both)?;
    let table = table(voice, &both)?;
    finished(voice, STEM, title, scene, table).map(Some)
}

fn series(voice: &Voice) -> Result<Option<(Series, Option<Series>)>, Error> {
    let findings = voice.findings;
    let of = |code: &str, name: String, colour: Colour| -> Series {
        let figure = |week: &Week| voice.cleared.figure(&Cell::week(code, &week.week), week.appeals);
        let rows = findings.weekly.iter();
        let mut rows: Vec<&Week> = rows
            .filter(|week| week.complete && week.district == findings.oblast && week.code == code)
            .collect();
        rows.sort_by_key(|week| week.monday);
        let weeks: Vec<(Date, Figure)> = rows.iter().map(|week| (week.monday, figure(week))).collect();
        let is_told = weeks.iter().all(|week| week.1.exact().is_some());
        let judged = |week: &&Week| {
            Some(Judged {
                monday: week.monday,
                expected: week.expected?,
                bound: week.bound?,
            })
        };
        Series {
            name,
            colour,
            weeks,
            judged: rows.iter().filter(|_| is_told).filter_map(judged).collect(),
        }
    };
    let all = of(ALL, voice.say(STEM, "all", &[])?, BLUE);
    if all.weeks.is_empty() {
        return Ok(None);
    }
    let group =
        rows::weekly_group(findings).map(|group| of(&group.code, voice.topic(&group.code), VERMILLION));
    Ok(Some((all, group)))
}

/// The highest week of the half-year of the note, and the mean where every week is printed.
fn title(voice: &Voice, weeks: &[(Date, Figure)]) -> Result<Option<String>, Error> {
    let half_year = voice.findings.half_year;
    let of_half = || weeks.iter().filter(|week| HalfYear::of(week.0) == half_year);
    let Some((monday, highest)) = of_half().max_by_key(|week| (week.1.rank(), std::cmp::Reverse(week.0)))
    else {
        return Ok(None);
    };
    let (date, count) = (day(*monday), highest.told());
    let exact: Option<Vec<i64>> = of_half().map(|week| week.1.exact()).collect();
    let Some(exact) = exact else {
        return voice
            .say(STEM, "title_highest", &[("date", &date), ("count", &count)])
            .map(Some);
    };
    let mean = decimal(exact.iter().sum::<i64>() as f64 / exact.len() as f64, 0);
    voice
        .say(
            STEM,
            "title",
            &[("mean", &mean), ("date", &date), ("count", &count)],
        )
        .map(Some)
}

/// Days since the year 0 or so: only differences matter.
fn number(day: Date) -> f64 {
    f64::from((day - Date::new(2000, 1, 1).unwrap_or(day)).get_days())
}

fn draw(scene: &mut Scene, voice: &Voice, series: &[Series]) -> Result<(), Error> {
    let weeks = || series.iter().flat_map(|series| &series.weeks);
    let bounds = series
        .iter()
        .flat_map(|series| &series.judged)
        .map(|week| week.bound);
    let highest = weeks().filter_map(|week| drawn(week.1)).chain(bounds);
    let marks = ticks(highest.fold(1.0, f64::max));
    let (first, last) = weeks().fold((f64::MAX, f64::MIN), |(first, last), week| {
        let at = number(week.0);
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
        judged(scene, series, (&across, &up));
        let point =
            |(monday, figure): &(Date, Figure)| Some((across.at(number(*monday)), up.at(drawn(*figure)?)));
        // The line breaks off where a week is withheld.
        for run in series.weeks.split(|week| drawn(week.1).is_none()) {
            let points: Vec<(i32, i32)> = run.iter().filter_map(point).collect();
            match points[..] {
                [] => {}
                [alone] => scene.dot(alone, 3, series.colour),
                _ => scene.line(points, series.colour, 3),
            }
        }
    }
    scene.y = bottom + 70;
    Ok(())
}

/// What was expected and the bound as thin lines, the weeks above it in rings.
fn judged(scene: &mut Scene, series: &Series, (across, up): (&Axis, &Axis)) {
    let line = |value: fn(&Judged) -> f64| -> Vec<(i32, i32)> {
        let point = |week: &Judged| (across.at(number(week.monday)), up.at(value(week)));
        series.judged.iter().map(point).collect()
    };
    for (points, colour) in [(line(|week| week.expected), INK), (line(|week| week.bound), GREY)] {
        if points.len() > 1 {
            scene.line(points, colour, 2);
        }
    }
    for (monday, appeals) in series.alarms() {
        let at = (across.at(number(monday)), up.at(appeals as f64));
        scene.dot(at, 11, INK);
        scene.dot(at, 7, WHITE);
    }
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
    let judged: Vec<&Series> = series.iter().filter(|series| !series.judged.is_empty()).collect();
    for series in &judged {
        for key in ["expected", "bound"] {
            header.push(format!("{}, {}", series.name, voice.say(STEM, key, &[])?));
        }
    }
    let mondays: std::collections::BTreeSet<Date> = series
        .iter()
        .flat_map(|series| series.weeks.iter().map(|week| week.0))
        .collect();
    let rows = mondays.into_iter().map(|monday| {
        let mut cells = vec![monday.to_string()];
        cells.extend(series.iter().map(|series| {
            let week = series.weeks.iter().find(|week| week.0 == monday);
            week.map_or(Figure::Exact(0), |week| week.1).plain()
        }));
        for series in &judged {
            let week = series.judged.iter().find(|week| week.monday == monday);
            let cell = |value: Option<f64>| value.map_or_else(String::new, |value| format!("{value:.1}"));
            cells.extend([
                cell(week.map(|week| week.expected)),
                cell(week.map(|week| week.bound)),
            ]);
        }
        cells
    });
    Ok(Table {
        header,
        rows: rows.collect(),
    })
}
