//! Terms broken by executing body in a funnel: the fewer appeals, the wider what chance alone can do.

use super::phrases::Voice;
use super::scene::{Align, Axis, BLUE, FAINT, GREY, INK, PALE, SMALL, Scene, VERMILLION, WIDTH, ticks};
use super::{Chart, Table, drawn, finished};
use crate::analyse::FEWEST_ENDED;
use crate::corpus::published::Body;
use crate::publish::chart_font::width;
use crate::publish::numbers::{Figure, decimal};
use crate::publish::suppression::Cell;
use crate::publish::{Error, rows};
use crate::statistics::Funnel;

const STEM: &str = "bodies";
const LEFT: i32 = 120;
const RIGHT: i32 = WIDTH - 60;
const HEIGHT: i32 = 620;
/// Points of a limit.
const STEPS: i32 = 120;
/// Names of the outliers stand at least so far apart.
const LINE: i32 = 26;

struct Dot<'f> {
    body: &'f Body,
    ended: Figure,
    broken: Figure,
}

impl Dot<'_> {
    /// The share broken as far as it is printed, or the middle of what a small count leaves open.
    fn share(&self) -> Option<f64> {
        Some(drawn(self.broken)? / self.ended.exact()? as f64)
    }

    fn is_outside(&self) -> bool {
        matches!(self.body.position.as_str(), "worse" | "watch") && self.broken.exact().is_some()
    }
}

/// The funnel of the bodies with a row of their own and enough appeals; `None` where fewer than two can be shown.
pub fn chart(voice: &Voice) -> Result<Option<Chart>, Error> {
    let dots = dots(voice);
    let of_half_year = voice.findings.half_year.to_string();
    let shares: Vec<(u64, u64)> = voice
        .findings
        .bodies
        .iter()
        .filter(|body| body.half_year == of_half_year)
        .map(|body| (body.broken.unsigned_abs(), body.ended.unsigned_abs()))
        .collect();
    let funnel = Funnel::of(&shares, FEWEST_ENDED.unsigned_abs()).filter(|funnel| funnel.target > 0.0);
    let Some(funnel) = funnel.filter(|_| dots.len() > 1) else {
        return Ok(None);
    };
    let title = title(voice, &dots)?;
    let mut scene = Scene::new(&title, &voice.subtitle(STEM)?);
    let mut names = Vec::new();
    for (key, colour) in [
        ("outside", VERMILLION),
        ("inside", BLUE),
        ("of_95", PALE),
        ("of_998", GREY),
    ] {
        names.push((colour, false, voice.say(STEM, key, &[])?));
    }
    let legend: Vec<_> = names
        .iter()
        .map(|(colour, unsteady, text)| (*colour, *unsteady, text.as_str()))
        .collect();
    scene.legend(&legend);
    draw(&mut scene, voice, &dots, &funnel)?;
    let table = table(voice, &dots)?;
    finished(voice, STEM, title, scene, table).map(Some)
}

/// Those of which something can be drawn, by appeals ended.
fn dots<'f>(voice: &Voice<'f>) -> Vec<Dot<'f>> {
    let figure =
        |body: &Body, column: &str, count| voice.cleared.figure(&Cell::body(&body.body, column), count);
    let dot = |body: &'f Body| Dot {
        body,
        ended: figure(body, "ended", body.ended),
        broken: figure(body, "broken", body.broken),
    };
    let mut dots: Vec<Dot> = rows::funnel(voice.findings)
        .into_iter()
        .map(dot)
        .filter(|dot| dot.ended.exact().is_some_and(|ended| ended >= FEWEST_ENDED))
        .filter(|dot| dot.share().is_some())
        .collect();
    dots.sort_by_key(|dot| (-dot.ended.rank(), &dot.body.body));
    dots
}

fn title(voice: &Voice, dots: &[Dot]) -> Result<String, Error> {
    let names = |position: &str| -> Vec<&str> {
        let dots = dots.iter();
        let outside = dots.filter(|dot| dot.is_outside() && dot.body.position == position);
        outside.map(|dot| voice.body(&dot.body.body)).collect()
    };
    let (worse, watch) = (names("worse"), names("watch"));
    match (worse.len(), watch.len()) {
        (0, 0) => voice.say(STEM, "title_none", &[]),
        (0, 1 | 2) => voice.say(STEM, "title_watch", &[("names", &watch.join(", "))]),
        (0, count) => voice.say(STEM, "title_watch_many", &[("count", &count.to_string())]),
        (1 | 2, _) => voice.say(STEM, "title", &[("names", &worse.join(", "))]),
        (count, _) => voice.say(STEM, "title_many", &[("count", &count.to_string())]),
    }
}

fn draw(scene: &mut Scene, voice: &Voice, dots: &[Dot], funnel: &Funnel) -> Result<(), Error> {
    let most = dots.iter().filter_map(|dot| dot.ended.exact()).max().unwrap_or(1) as f64;
    let at_least = FEWEST_ENDED as f64;
    let limit = |ended: f64| funnel.limits(ended.round() as u64);
    let highest = dots
        .iter()
        .filter_map(Dot::share)
        .fold(funnel.target * 2.0, f64::max);
    let highest = limit(at_least * 2.0).map_or(highest, |limits| limits.of_95.high.max(highest));
    let marks = ticks((100.0 * highest).min(100.0));
    let (top, bottom) = (scene.y + 10, scene.y + 10 + HEIGHT);
    let across = Axis {
        low: 0.0,
        high: most * 1.05,
        from: LEFT,
        to: RIGHT,
    };
    let up = Axis {
        low: 0.0,
        high: marks.last().copied().unwrap_or(100.0),
        from: bottom,
        to: top,
    };
    axes(scene, voice, (&across, &up), &marks)?;
    for (colour, line) in [(GREY, true), (PALE, false)] {
        for is_high in [false, true] {
            let point = |step: i32| {
                let ended = at_least + (across.high - at_least) * f64::from(step) / f64::from(STEPS);
                let limits = limit(ended)?;
                let interval = if line { limits.of_998 } else { limits.of_95 };
                let share = if is_high { interval.high } else { interval.low };
                (share * 100.0 <= up.high).then(|| (across.at(ended), up.at(share * 100.0)))
            };
            let points: Vec<(i32, i32)> = (0..=STEPS).filter_map(point).collect();
            if points.len() > 1 {
                scene.line(points, colour, 3);
            }
        }
    }
    let common = up.at(funnel.target * 100.0);
    scene.line(vec![(LEFT, common), (RIGHT, common)], INK, 2);
    draw_dots(scene, voice, dots, (&across, &up));
    scene.y = bottom + 70;
    Ok(())
}

fn axes(scene: &mut Scene, voice: &Voice, (across, up): (&Axis, &Axis), marks: &[f64]) -> Result<(), Error> {
    for mark in marks {
        let y = up.at(*mark);
        scene.line(vec![(LEFT, y), (RIGHT, y)], FAINT, 2);
        let places = usize::from(up.high < 5.0);
        scene.label(
            (LEFT - 14, y),
            &format!("{} %", decimal(*mark, places)),
            GREY,
            Align::Right,
        );
    }
    for mark in ticks(across.high).into_iter().filter(|mark| *mark <= across.high) {
        scene.label(
            (across.at(mark), up.from + 20),
            &decimal(mark, 0),
            GREY,
            Align::Middle,
        );
    }
    let ended = voice.say(STEM, "ended", &[])?;
    scene.label((RIGHT, up.from + 48), &ended, GREY, Align::Right);
    Ok(())
}

/// Dots in the order of their size, then the names of those outside, each below the one before where they would meet.
fn draw_dots(scene: &mut Scene, voice: &Voice, dots: &[Dot], (across, up): (&Axis, &Axis)) {
    let place = |dot: &Dot| {
        let ended = dot.ended.exact()? as f64;
        Some((across.at(ended), up.at(100.0 * dot.share()?)))
    };
    let mut named: Vec<(i32, i32, &str)> = Vec::new();
    for dot in dots {
        let Some(at) = place(dot) else { continue };
        if dot.is_outside() {
            scene.dot(at, 11, VERMILLION);
            named.push((at.1, at.0, voice.body(&dot.body.body)));
        } else {
            scene.dot(at, 9, BLUE);
        }
        if dot.broken == Figure::Small {
            scene.dot(at, 5, super::scene::WHITE);
        }
    }
    named.sort_unstable();
    let mut next = i32::MIN;
    for (y, x, name) in named {
        let y = y.max(next);
        next = y + LINE;
        let fits = x + 18 + width(name, SMALL, false) <= RIGHT;
        let (x, align) = if fits {
            (x + 18, Align::Left)
        } else {
            (x - 18, Align::Right)
        };
        scene.label((x, y), name, INK, align);
    }
}

fn table(voice: &Voice, dots: &[Dot]) -> Result<Table, Error> {
    let mut header = Vec::new();
    for key in [
        "body", "ended", "broken", "share", "high_95", "high_998", "position",
    ] {
        header.push(voice.say(STEM, key, &[])?);
    }
    let percent =
        |share: Option<f64>| share.map_or_else(String::new, |share| format!("{:.1}", 100.0 * share));
    let mut rows = Vec::new();
    for dot in dots {
        let exact = dot.broken.exact().is_some();
        let position = match dot.body.position.as_str() {
            _ if !exact => String::new(),
            position => voice.say(STEM, &format!("position_{position}"), &[])?,
        };
        rows.push(vec![
            voice.body(&dot.body.body).to_owned(),
            dot.ended.plain(),
            dot.broken.plain(),
            percent(dot.body.share.filter(|_| exact)),
            percent(dot.body.high_95),
            percent(dot.body.high_998),
            position,
        ]);
    }
    Ok(Table { header, rows })
}
