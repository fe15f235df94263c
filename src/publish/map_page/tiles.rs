//! A tile for each district on a grid that keeps neighbours near.

use super::data::{Layout, Shape};
use crate::analyse::District;

/// Side of a tile and the gap between two, in units of the picture.
pub const TILE: f64 = 150.0;
const GAP: f64 = 8.0;
/// Cells of the grid for each district: some stay free, so that the outline of the oblast can show.
const SLACK: f64 = 1.3;

/// Tiles on a grid, by КАТО as given.
pub fn layout(districts: &[District]) -> Layout {
    let cells = cells(districts);
    let (columns, rows) = grid(districts.len());
    Layout {
        width: columns as f64 * (TILE + GAP),
        height: rows as f64 * (TILE + GAP),
        tiles: true,
        shapes: cells
            .into_iter()
            .map(|(column, row)| tile(column as f64 * (TILE + GAP), row as f64 * (TILE + GAP)))
            .collect(),
    }
}

/// A tile with its upper left corner there.
pub fn tile(x: f64, y: f64) -> Shape {
    Shape {
        path: format!("M{x:.1} {y:.1}h{TILE}v{TILE}h-{TILE}z"),
        label: (x + TILE / 2.0, y + TILE / 2.0),
        tile: true,
    }
}

fn grid(districts: usize) -> (usize, usize) {
    let wanted = districts as f64 * SLACK;
    let columns = (wanted.sqrt().ceil() as usize).max(1);
    (columns, ((wanted / columns as f64).ceil() as usize).max(1))
}

/// Column and row of each district, no two alike: nearest free cells first, then moves and swaps while they bring
/// districts nearer to where they lie. The same districts always get the same cells.
fn cells(districts: &[District]) -> Vec<(usize, usize)> {
    let (columns, rows) = grid(districts.len());
    let wanted = wanted(districts, columns, rows);
    let mut free: Vec<(usize, usize)> = (0..rows)
        .flat_map(|row| (0..columns).map(move |column| (column, row)))
        .collect();
    let mut cells = Vec::with_capacity(wanted.len());
    for place in &wanted {
        let nearest =
            (0..free.len()).min_by(|a, b| distance(*place, free[*a]).total_cmp(&distance(*place, free[*b])));
        cells.push(nearest.map_or((0, 0), |index| free.remove(index)));
    }
    while improve(&wanted, &mut cells, &mut free) {}
    cells
}

/// One round of moves to free cells and swaps; false when nothing gets better.
fn improve(wanted: &[(f64, f64)], cells: &mut [(usize, usize)], free: &mut [(usize, usize)]) -> bool {
    // Less than this is rounding, and could go round in circles.
    const WORTH: f64 = 1e-9;
    let mut better = false;
    for one in 0..cells.len() {
        for open in free.iter_mut() {
            if distance(wanted[one], *open) + WORTH < distance(wanted[one], cells[one]) {
                std::mem::swap(open, &mut cells[one]);
                better = true;
            }
        }
        for other in one + 1..cells.len() {
            let now = distance(wanted[one], cells[one]) + distance(wanted[other], cells[other]);
            let then = distance(wanted[one], cells[other]) + distance(wanted[other], cells[one]);
            if then + WORTH < now {
                cells.swap(one, other);
                better = true;
            }
        }
    }
    better
}

fn distance(wanted: (f64, f64), cell: (usize, usize)) -> f64 {
    (wanted.0 - cell.0 as f64).powi(2) + (wanted.1 - cell.1 as f64).powi(2)
}

/// Where districts lie on the grid: halfway between true position and rank, since districts crowd around cities.
/// One without a known place goes to the lower right corner.
fn wanted(districts: &[District], columns: usize, rows: usize) -> Vec<(f64, f64)> {
    let across = axis(districts, |(_, east)| east);
    let down = axis(districts, |(north, _)| -north);
    let last = ((columns - 1) as f64, (rows - 1) as f64);
    across
        .into_iter()
        .zip(down)
        .map(|place| match place {
            (Some(x), Some(y)) => (x * last.0, y * last.1),
            _ => last,
        })
        .collect()
}

/// For each district a place from 0 to 1 along one direction.
fn axis(districts: &[District], of: impl Fn((f64, f64)) -> f64) -> Vec<Option<f64>> {
    let values: Vec<Option<f64>> = districts.iter().map(|district| district.place.map(&of)).collect();
    let mut sorted: Vec<f64> = values.iter().flatten().copied().collect();
    sorted.sort_by(f64::total_cmp);
    let (low, high) = (
        sorted.first().copied().unwrap_or(0.0),
        sorted.last().copied().unwrap_or(0.0),
    );
    let span = (high - low).max(f64::MIN_POSITIVE);
    let most = (sorted.len().max(2) - 1) as f64;
    let place = |value: f64| {
        let rank = sorted.partition_point(|other| *other < value) as f64;
        0.5 * (value - low) / span + 0.5 * rank / most
    };
    values.into_iter().map(|value| value.map(place)).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::analyse::Bilingual;

    fn district(place: Option<(f64, f64)>) -> District {
        District {
            kato: String::new(),
            name: Bilingual {
                kk: String::new(),
                ru: String::new(),
            },
            place,
            residents: None,
        }
    }

    proptest! {
        #[test]
        fn no_two_districts_share_a_cell(
            places in prop::collection::vec(prop::option::of((40.0..56.0, 46.0..88.0)), 0..40)
        ) {
            let districts: Vec<District> = places.into_iter().map(district).collect();
            let cells = cells(&districts);
            let (columns, rows) = grid(districts.len());
            prop_assert!(cells.iter().all(|cell| cell.0 < columns && cell.1 < rows));
            prop_assert_eq!(cells.iter().collect::<BTreeSet<_>>().len(), districts.len());
        }
    }

    #[test]
    fn north_is_up_and_east_is_right() {
        let districts =
            [(50.0, 60.0), (50.0, 70.0), (45.0, 60.0), (45.0, 70.0)].map(|place| district(Some(place)));
        let cells = cells(&districts);
        assert!(cells[0].0 < cells[1].0 && cells[0].1 < cells[2].1 && cells[2].0 < cells[3].0);
    }
}
