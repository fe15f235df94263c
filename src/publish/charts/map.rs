//! Appeals per 10 000 residents on a grid of tiles, one a district, neighbours near each other.

use super::heat::shade;
use super::phrases::Voice;
use super::scene::{Align, INK, MARGIN, SMALL, Scene, WHITE, WIDTH};
use super::{Chart, Table, finished};
use crate::analyse::{ALL, District};
use crate::corpus::published::MapCell;
use crate::publish::Error;
use crate::publish::chart_font::{width, wrap};
use crate::publish::map_page::tiles::{TILE, layout};
use crate::publish::numbers::{Figure, decimal};

const STEM: &str = "map";
/// Side of a tile in pixels.
const SIDE: i32 = 210;
/// From this share of the scale on, letters are white.
const DARK: f64 = 0.55;
const LINE: i32 = 30;

struct Place<'f> {
    kato: &'f str,
    name: String,
    appeals: Figure,
    cell: Option<&'f MapCell>,
    /// Middle of its tile, in tiles.
    at: (f64, f64),
}

impl Place<'_> {
    fn rate(&self) -> Option<f64> {
        self.appeals.exact()?;
        self.cell?.rate
    }

    fn is_unstable(&self) -> bool {
        self.cell.is_some_and(|cell| cell.stability != "solid")
    }
}

/// The map; `None` where fewer than two districts have a rate.
pub fn chart(voice: &Voice) -> Result<Option<Chart>, Error> {
    let places = places(voice)?;
    let mut rates: Vec<f64> = places.iter().filter_map(Place::rate).collect();
    rates.sort_by(f64::total_cmp);
    let (Some(&low), Some(&high)) = (rates.first(), rates.last()) else {
        return Ok(None);
    };
    if rates.len() < 2 {
        return Ok(None);
    }
    let values = [("low", decimal(low, 1)), ("high", decimal(high, 1))];
    let values: Vec<(&str, &str)> = values
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let title = voice.say(STEM, "title", &values)?;
    let mut scene = Scene::new(&title, &voice.subtitle(STEM)?);
    let (less, more) = (
        voice.say(STEM, "less", &values)?,
        voice.say(STEM, "more", &values)?,
    );
    let unstable = voice.say(STEM, "unstable", &[])?;
    scene.legend(&[
        (shade(0.0), false, &less),
        (shade(0.8), false, &more),
        (INK, true, &unstable),
    ]);
    draw(&mut scene, &places, (low, high));
    let table = table(voice, &places)?;
    finished(voice, STEM, title, scene, table).map(Some)
}

fn places<'f>(voice: &Voice<'f>) -> Result<Vec<Place<'f>>, Error> {
    let findings = voice.findings;
    let place = |(district, shape): (&'f District, &crate::publish::map_page::data::Shape)| {
        let (x, y) = shape.label;
        Ok(Place {
            kato: &district.kato,
            name: voice.district(&district.kato)?,
            appeals: voice.cleared.appeals(&district.kato, ALL, findings.half_year),
            cell: findings.cell(&district.kato, ALL, findings.half_year),
            at: (x / TILE, y / TILE),
        })
    };
    let layout = layout(&findings.districts);
    findings.districts.iter().zip(&layout.shapes).map(place).collect()
}

fn draw(scene: &mut Scene, places: &[Place], (low, high): (f64, f64)) {
    let side = f64::from(SIDE);
    let widest = places.iter().map(|place| place.at.0).fold(0.0, f64::max) + 0.5;
    let lowest = places.iter().map(|place| place.at.1).fold(0.0, f64::max) + 0.5;
    let left = (WIDTH - (widest * side) as i32) / 2;
    let top = scene.y + 10;
    for place in places {
        let x = left.max(MARGIN) + ((place.at.0 - 0.5) * side) as i32;
        let y = top + ((place.at.1 - 0.5) * side) as i32;
        tile(scene, place, (x, y), (low, high));
    }
    scene.y = top + (lowest * side) as i32 + 10;
}

fn tile(scene: &mut Scene, place: &Place, (x, y): (i32, i32), (low, high): (f64, f64)) {
    let share = |rate: f64| (rate - low) / (high - low).max(f64::MIN_POSITIVE);
    // The darkest end of the scale would swallow the name.
    let share = place.rate().map(|rate| 0.8 * share(rate));
    let corner = (x + SIDE - 8, y + SIDE - 8);
    match share {
        Some(share) if !place.is_unstable() => scene.rect((x, y), corner, shade(share)),
        _ => scene.bar((x, y), corner, INK, true),
    }
    let is_dark = share.is_some_and(|share| share > DARK) && !place.is_unstable();
    let colour = if is_dark { WHITE } else { INK };
    let middle = (x + (SIDE - 8) / 2, y + (SIDE - 8) / 2);
    let lines = wrap(&place.name, SMALL, false, SIDE - 20);
    let value = place
        .rate()
        .map_or_else(|| place.appeals.printed(), |rate| decimal(rate, 1));
    let first = middle.1 - LINE * lines.len() as i32 / 2;
    let texts: Vec<&str> = lines.iter().map(String::as_str).chain([value.as_str()]).collect();
    for (index, text) in texts.into_iter().enumerate() {
        let at = (middle.0, first + LINE * index as i32);
        if place.is_unstable() || share.is_none() {
            let half = width(text, SMALL, false) / 2 + 6;
            scene.rect(
                (at.0 - half, at.1 - LINE / 2),
                (at.0 + half, at.1 + LINE / 2),
                WHITE,
            );
        }
        scene.label(at, text, colour, Align::Middle);
    }
}

fn table(voice: &Voice, places: &[Place]) -> Result<Table, Error> {
    let header = vec![
        voice.say("common", "code", &[])?,
        voice.say("common", "district", &[])?,
        voice.say("common", "appeals", &[])?,
        voice.say("districts", "rate", &[])?,
    ];
    let row = |place: &Place| {
        let rate = place.rate().map_or_else(String::new, |rate| format!("{rate:.2}"));
        vec![
            place.kato.to_owned(),
            place.name.clone(),
            place.appeals.plain(),
            rate,
        ]
    };
    Ok(Table {
        header,
        rows: places.iter().map(row).collect(),
    })
}
