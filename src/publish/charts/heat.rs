//! District × group as a table whose cells are shaded by their counts.

use super::phrases::Voice;
use super::scene::{Align, Colour, GREY, INK, MARGIN, PALE, SMALL, Scene, WHITE, WIDTH};
use super::{Chart, Table, finished};
use crate::analyse::UNKNOWN;
use crate::publish::Error;
use crate::publish::chart_font::{width, wrap};
use crate::publish::numbers::Figure;

const STEM: &str = "heat";
const LEFT: i32 = 430;
/// Height of a row, and of each line of a name that takes more than one.
const ROW: i32 = 48;
const LINE: i32 = 26;
/// Letters a number may shrink to where it would not fit its cell.
const LEAST: i32 = 14;
// A sequential scale from pale yellow over green-blue to dark blue: lightness falls all the way, also in grey.
const SCALE: [Colour; 5] = [
    (255, 255, 217),
    (199, 233, 180),
    (65, 182, 196),
    (34, 94, 168),
    (8, 29, 88),
];

struct Grid {
    /// КАТО and name of the columns.
    districts: Vec<(String, String)>,
    /// Code and name of the rows.
    groups: Vec<(String, String)>,
    /// Counts by row, then column.
    counts: Vec<Vec<Figure>>,
}

/// The heat table; `None` where no district has a group whose count is printed.
pub fn chart(voice: &Voice) -> Result<Option<Chart>, Error> {
    let grid = grid(voice)?;
    let Some((row, column, highest)) = highest(&grid) else {
        return Ok(None);
    };
    let title = voice.say(
        STEM,
        "title",
        &[
            ("district", &grid.districts[column].1),
            ("name", &grid.groups[row].1),
            ("count", &Figure::Exact(highest).told()),
        ],
    )?;
    let mut scene = Scene::new(&title, &voice.subtitle(STEM)?);
    legend(&mut scene, voice)?;
    draw(&mut scene, &grid, highest);
    let table = table(voice, &grid)?;
    finished(voice, STEM, title, scene, table).map(Some)
}

fn grid(voice: &Voice) -> Result<Grid, Error> {
    let findings = voice.findings;
    let mut districts = Vec::new();
    let count = |kato: &str, code: &str| voice.cleared.appeals(kato, code, findings.half_year);
    let groups = || findings.topics.iter().filter(|topic| topic.level == 1);
    let katos = findings.districts.iter().map(|district| district.kato.as_str());
    let is_any_unknown = groups().any(|group| count(UNKNOWN, &group.code) != Figure::Exact(0));
    for kato in katos.chain(is_any_unknown.then_some(UNKNOWN)) {
        districts.push((kato.to_owned(), voice.district(kato)?));
    }
    let of = |code: &str| -> Vec<Figure> { districts.iter().map(|(kato, _)| count(kato, code)).collect() };
    let (groups, counts) = groups()
        .map(|group| ((group.code.clone(), voice.topic(&group.code)), of(&group.code)))
        .filter(|(_, counts)| counts.iter().any(|count| *count != Figure::Exact(0)))
        .unzip();
    Ok(Grid {
        districts,
        groups,
        counts,
    })
}

/// Row, column and count of the largest printed cell of a known district.
fn highest(grid: &Grid) -> Option<(usize, usize, i64)> {
    let cells = grid.counts.iter().enumerate().flat_map(|(row, counts)| {
        let counts = counts.iter().enumerate();
        counts.filter_map(move |(column, count)| Some((row, column, count.exact()?)))
    });
    cells
        .filter(|(_, column, count)| grid.districts[*column].0 != UNKNOWN && *count > 0)
        .max_by_key(|(row, column, count)| (*count, std::cmp::Reverse((*row, *column))))
}

fn legend(scene: &mut Scene, voice: &Voice) -> Result<(), Error> {
    let less = voice.say(STEM, "less", &[])?;
    scene.y += 14;
    scene.label((MARGIN, scene.y), &less, GREY, Align::Left);
    let mut x = MARGIN + width(&less, SMALL, false) + 12;
    for step in 0..20 {
        scene.rect(
            (x, scene.y - 11),
            (x + 15, scene.y + 11),
            shade(f64::from(step) / 19.0),
        );
        x += 15;
    }
    scene.label(
        (x + 12, scene.y),
        &voice.say(STEM, "more", &[])?,
        GREY,
        Align::Left,
    );
    scene.y += 34;
    Ok(())
}

/// The colour at a share of the scale from 0 to 1.
pub fn shade(share: f64) -> Colour {
    let place = share.clamp(0.0, 1.0) * (SCALE.len() - 1) as f64;
    let index = (place.floor() as usize).min(SCALE.len() - 2);
    let within = place - index as f64;
    let mix = |from: u8, to: u8| (f64::from(from) + within * (f64::from(to) - f64::from(from))).round() as u8;
    let (from, to) = (SCALE[index], SCALE[index + 1]);
    (mix(from.0, to.0), mix(from.1, to.1), mix(from.2, to.2))
}

fn draw(scene: &mut Scene, grid: &Grid, highest: i64) {
    let column_width = (WIDTH - MARGIN - LEFT) / grid.districts.len() as i32;
    let names = grid.districts.iter().map(|(_, name)| width(name, SMALL, false));
    let top = scene.y + names.max().unwrap_or(0) + 10;
    for (index, (_, name)) in grid.districts.iter().enumerate() {
        scene.upright(
            (LEFT + column_width * index as i32 + column_width / 2, top - 8),
            name,
        );
    }
    let letters = Letters::of(grid, column_width - 8);
    let mut y = top;
    for (row, (_, name)) in grid.groups.iter().enumerate() {
        let lines = wrap(name, SMALL, false, LEFT - 12 - MARGIN).len() as i32;
        let height = ROW.max(lines * LINE + 8);
        scene.row_name(LEFT - 12, y + height / 2, name);
        for (column, figure) in grid.counts[row].iter().enumerate() {
            let x = LEFT + column_width * column as i32;
            draw_cell(scene, (x, y), (column_width, height), *figure, highest, letters);
        }
        y += height;
    }
    scene.y = y + 8;
}

/// How the numbers are written so that the widest fits its cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Letters {
    size: i32,
    /// Thousands are parted by a space.
    are_grouped: bool,
}

impl Letters {
    fn of(grid: &Grid, widest: i32) -> Self {
        let fits = |letters: &Self| {
            let mut figures = grid.counts.iter().flatten();
            figures.all(|figure| width(&letters.written(*figure), letters.size, false) <= widest)
        };
        let grouped = [Self {
            size: SMALL,
            are_grouped: true,
        }];
        let tight = (LEAST..=SMALL).rev().map(|size| Self {
            size,
            are_grouped: false,
        });
        grouped.into_iter().chain(tight).find(fits).unwrap_or(Self {
            size: LEAST,
            are_grouped: false,
        })
    }

    fn written(self, figure: Figure) -> String {
        match figure.exact() {
            Some(count) if count > 0 && !self.are_grouped => count.to_string(),
            _ => figure.printed(),
        }
    }
}

fn draw_cell(
    scene: &mut Scene,
    (x, y): (i32, i32),
    (column_width, height): (i32, i32),
    figure: Figure,
    highest: i64,
    letters: Letters,
) {
    let middle = (x + column_width / 2, y + height / 2);
    let appeals = match figure {
        Figure::Exact(appeals) if appeals > 0 => appeals,
        Figure::Exact(_) => return scene.label(middle, &figure.printed(), PALE, Align::Middle),
        Figure::Small | Figure::Withheld => {
            return scene.label(middle, &figure.printed(), GREY, Align::Middle);
        }
    };
    // The square root leaves middling counts apart where one cell is far above the rest.
    let share = (appeals as f64 / highest as f64).sqrt();
    scene.rect(
        (x + 1, y + 1),
        (x + column_width - 1, y + height - 1),
        shade(share),
    );
    let colour = if share > 0.6 { WHITE } else { INK };
    scene.number(middle, &letters.written(figure), letters.size, colour);
}

fn table(voice: &Voice, grid: &Grid) -> Result<Table, Error> {
    let mut header = vec![
        voice.say("common", "code", &[])?,
        voice.say("common", "topic", &[])?,
    ];
    header.extend(grid.districts.iter().map(|(_, name)| name.clone()));
    let rows = grid
        .groups
        .iter()
        .zip(&grid.counts)
        .map(|((code, name), counts)| {
            let mut cells = vec![code.clone(), name.clone()];
            cells.extend(counts.iter().map(|count| count.plain()));
            cells
        });
    Ok(Table {
        header,
        rows: rows.collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_widest_number_fits_its_cell() {
        for (highest, are_grouped) in [(9, true), (999, true), (15_833, false), (158_330, false)] {
            let grid = Grid {
                districts: vec![("a".to_owned(), String::new())],
                groups: vec![("01".to_owned(), String::new())],
                counts: vec![vec![Figure::Exact(highest), Figure::Small]],
            };
            let letters = Letters::of(&grid, 60);
            assert_eq!(letters.are_grouped, are_grouped, "{highest}");
            let written = letters.written(Figure::Exact(highest));
            assert!(width(&written, letters.size, false) <= 60, "{written}");
        }
    }

    #[test]
    fn the_scale_darkens_all_the_way() {
        let light = |share: f64| {
            let (red, green, blue) = shade(share);
            0.2126 * f64::from(red) + 0.7152 * f64::from(green) + 0.0722 * f64::from(blue)
        };
        let steps: Vec<f64> = (0..=20).map(|step| light(f64::from(step) / 20.0)).collect();
        assert!(steps.windows(2).all(|pair| pair[0] > pair[1]), "{steps:?}");
    }
}
