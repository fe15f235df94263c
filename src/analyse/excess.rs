//! Where more is written than chance explains: each cell of the problem map against what its residents (intensity) and
//! what it writes about in all (specificity) let expect.

#[cfg(test)]
mod simulation;

use std::collections::BTreeMap;

use super::problem_map::PER_RESIDENTS;
use crate::corpus::HalfYear;
use crate::corpus::published::{INSUFFICIENT, MapCell, Tests};
use crate::statistics::{
    Spread, at_least, benjamini_hochberg, benjamini_yekutieli, by_mix, by_residents, dispersion,
};

/// Cells are tested from this expectation on: the filter looks at what is expected, never at what was counted. Lower than
/// the usual 1, or a small district with fifty people without water where one half is expected would go untested.
const LEAST_EXPECTED: f64 = 0.25;
/// False shares accepted among alerts, and among what is to be watched.
const ALERT: f64 = 0.05;
const WATCH: f64 = 0.10;
/// How surely the true rate must exceed one and a quarter of the oblast's to be hot, and the oblast's own to be watched.
const SURELY: f64 = 0.95;
const PROBABLY: f64 = 0.80;
const NOTABLY: f64 = 1.25;
/// The smallest multiples of what is expected that make a profile hot or worth watching.
const SPECIFIC: f64 = 1.5;
/// A cell most of whose texts are one letter tells of the letter, not of the place.
pub(super) const MOST: f64 = 0.5;

const HOT: &str = "hot";
const WATCHED: &str = "watch";
const NOTHING: &str = "none";
const FLAT: &str = "flat";
const CAMPAIGN: &str = "campaign";

/// The counts of one level and half-year: voices by code and district, nought where no cell is.
struct Grid {
    /// By code, then by district: the count and the place of its cell.
    rows: Vec<Vec<(f64, Option<usize>)>>,
}

/// A cell against what was expected in it.
struct Test {
    /// The place of the cell; a district that is silent has none and is tested all the same.
    cell: Option<usize>,
    count: f64,
    expected: f64,
    dispersion: f64,
    p: f64,
    /// None where less was expected than is tested.
    q: Option<f64>,
}

/// Fills in what may be said of the cells of `districts`, given with their residents, and tells how many tests that took
/// in the half-year `of`.
pub fn judge(cells: &mut [MapCell], districts: &[(&str, Option<i64>)], of: HalfYear) -> Vec<Tests> {
    let mut made = Vec::new();
    for ((half_year, level), grid) in grids(cells, districts) {
        let residents: Vec<Option<f64>> = districts
            .iter()
            .map(|(_, residents)| residents.filter(|count| *count > 0).map(|count| count as f64))
            .collect();
        let intensity = intensity(&grid, &residents);
        smooth(cells, &grid, &residents);
        fill(cells, &intensity, |cell, test| {
            cell.expected = Some(test.expected);
            cell.dispersion = Some(test.dispersion);
            cell.p = Some(test.p);
            cell.q = test.q;
            cell.intensity = intensity_of(cell).to_owned();
        });
        let specificity = match level {
            0 => Vec::new(),
            _ => specificity(&grid),
        };
        fill(cells, &specificity, |cell, test| {
            cell.specific_expected = Some(test.expected);
            cell.specific_ratio = Some(test.count / test.expected);
            cell.specific_p = Some(test.p);
            cell.specific_q = test.q;
            cell.specificity = specificity_of(cell).to_owned();
        });
        if half_year == of.to_string() {
            made.push(tally("intensity", level, &intensity));
            made.push(tally("specificity", level, &specificity));
        }
    }
    made.retain(|tests| tests.cells > 0);
    made.sort_by(|a, b| (&a.family, a.level).cmp(&(&b.family, b.level)));
    made
}

fn grids(cells: &[MapCell], districts: &[(&str, Option<i64>)]) -> BTreeMap<(String, i64), Grid> {
    let columns: BTreeMap<&str, usize> = (0..)
        .zip(districts)
        .map(|(column, (district, _))| (*district, column))
        .collect();
    type Rows<'c> = BTreeMap<&'c str, Vec<(f64, Option<usize>)>>;
    let mut rows: BTreeMap<(String, i64), Rows> = BTreeMap::new();
    for (at, cell) in cells.iter().enumerate() {
        let Some(&column) = columns.get(cell.district.as_str()) else {
            continue;
        };
        let grid = rows.entry((cell.half_year.clone(), cell.level)).or_default();
        let row = grid
            .entry(&cell.code)
            .or_insert_with(|| vec![(0.0, None); districts.len()]);
        row[column] = (cell.voices as f64, Some(at));
    }
    rows.into_iter()
        .map(|(key, rows)| {
            (
                key,
                Grid {
                    rows: rows.into_values().collect(),
                },
            )
        })
        .collect()
}

/// Every district against the others' rate; those without residents are left out.
fn intensity(grid: &Grid, residents: &[Option<f64>]) -> Vec<Test> {
    let mut tests = Vec::new();
    for row in &grid.rows {
        let known: Vec<(f64, f64, Option<usize>)> = row
            .iter()
            .zip(residents)
            .filter_map(|(&(count, cell), residents)| Some((count, (*residents)?, cell)))
            .collect();
        let (counts, residents): (Vec<f64>, Vec<f64>) = known.iter().map(|one| (one.0, one.1)).unzip();
        let all: f64 = residents.iter().sum();
        let expected = by_residents(&counts, &residents);
        // What the others let expect is itself a count by chance: the predictive distribution is wider by their share.
        let widened = residents.iter().map(|own| 1.0 + own / (all - own));
        let cells = known.iter().map(|one| one.2);
        let districts = counts.iter().copied().zip(expected).zip(widened).zip(cells);
        tests.extend(tested(districts.map(|(((count, expected), widened), cell)| {
            (count, expected, widened, cell)
        })));
    }
    with_q(tests)
}

/// Every cell against the mix of its district and the oblast.
fn specificity(grid: &Grid) -> Vec<Test> {
    let width = grid.rows.first().map_or(0, Vec::len);
    let of_district: Vec<f64> = (0..width)
        .map(|column| grid.rows.iter().map(|row| row[column].0).sum())
        .collect();
    let all = of_district.iter().sum();
    let mut tests = Vec::new();
    for row in &grid.rows {
        let of_code: f64 = row.iter().map(|(count, _)| count).sum();
        let expected = of_district.iter().map(|district| by_mix(*district, of_code, all));
        let cells = row.iter().zip(expected);
        // Its own count is part of what is expected, which errs on the safe side.
        tests.extend(tested(
            cells.map(|((count, cell), expected)| (*count, expected, 1.0, *cell)),
        ));
    }
    with_q(tests)
}

/// The districts of one code tested, each with its count, what is expected of it, how much wider than that alone the
/// distribution is, and the place of its cell; widened further by their over-dispersion.
fn tested(cells: impl Iterator<Item = (f64, Option<f64>, f64, Option<usize>)>) -> Vec<Test> {
    let expected: Vec<(f64, f64, f64, Option<usize>)> = cells
        .filter_map(|(count, expected, widened, cell)| Some((count, expected?, widened, cell)))
        .filter(|(_, expected, ..)| *expected > 0.0)
        .collect();
    let pairs: Vec<(f64, f64)> = expected.iter().map(|one| (one.0, one.1)).collect();
    let dispersion = dispersion(&pairs);
    expected
        .into_iter()
        .map(|(count, expected, widened, cell)| Test {
            cell,
            count,
            expected,
            dispersion: dispersion * widened,
            p: at_least(count as u64, expected, dispersion * widened),
            q: None,
        })
        .collect()
}

/// The q-values of those with enough expected.
fn with_q(mut tests: Vec<Test>) -> Vec<Test> {
    let family: Vec<usize> = (0..tests.len())
        .filter(|&at| tests[at].expected >= LEAST_EXPECTED)
        .collect();
    let p: Vec<f64> = family.iter().map(|&at| tests[at].p).collect();
    for (&at, q) in family.iter().zip(benjamini_hochberg(&p)) {
        tests[at].q = Some(q);
    }
    tests
}

/// Empirical-Bayes rates and exceedances of each code over the districts with residents.
fn smooth(cells: &mut [MapCell], grid: &Grid, residents: &[Option<f64>]) {
    for row in &grid.rows {
        let known = || {
            row.iter()
                .zip(residents)
                .filter_map(|((count, cell), residents)| Some((*count, (*residents)?, *cell)))
        };
        let pairs: Vec<(f64, f64)> = known().map(|(count, residents, _)| (count, residents)).collect();
        let Some(spread) = Spread::of(&pairs) else {
            continue;
        };
        for (count, residents, cell) in known() {
            let Some(cell) = cell.map(|at| &mut cells[at]) else {
                continue;
            };
            let rate = spread.rate(count, residents);
            cell.eb_rate = Some(PER_RESIDENTS * rate);
            cell.eb_ratio = Some(rate / spread.mean);
            cell.above = spread.exceedance(count, residents, 1.0);
            cell.exceedance = spread.exceedance(count, residents, NOTABLY);
        }
    }
}

fn fill(cells: &mut [MapCell], tests: &[Test], say: impl Fn(&mut MapCell, &Test)) {
    for test in tests {
        if let Some(at) = test.cell {
            say(&mut cells[at], test);
        }
    }
}

/// Hot where the excess is surely notable and no false alert of many; flat where districts do not differ.
fn intensity_of(cell: &MapCell) -> &'static str {
    if cell.campaign_share > MOST {
        return CAMPAIGN;
    }
    let Some(q) = cell.q else {
        return INSUFFICIENT;
    };
    match (cell.exceedance, cell.above) {
        (Some(exceedance), _) if exceedance >= SURELY && q <= ALERT => HOT,
        (_, Some(above)) if above >= PROBABLY && q <= WATCH => WATCHED,
        (None, None) => FLAT,
        _ => NOTHING,
    }
}

fn specificity_of(cell: &MapCell) -> &'static str {
    if cell.campaign_share > MOST {
        return CAMPAIGN;
    }
    match (cell.specific_q, cell.specific_ratio) {
        (Some(q), Some(ratio)) if ratio >= SPECIFIC && q <= ALERT => HOT,
        (Some(q), Some(ratio)) if ratio >= NOTABLY && q <= WATCH => WATCHED,
        (Some(_), Some(_)) => NOTHING,
        _ => INSUFFICIENT,
    }
}

fn tally(family: &str, level: i64, tests: &[Test]) -> Tests {
    let tested: Vec<&Test> = tests.iter().filter(|test| test.q.is_some()).collect();
    let p: Vec<f64> = tested.iter().map(|test| test.p).collect();
    let alerts = |q: &mut dyn Iterator<Item = f64>| q.filter(|q| *q <= ALERT).count() as i64;
    Tests {
        family: family.to_owned(),
        level,
        cells: tested.len() as i64,
        alerts: alerts(&mut tested.iter().filter_map(|test| test.q)),
        expected_false: ALERT,
        alerts_by: Some(alerts(&mut benjamini_yekutieli(&p).into_iter())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DISTRICTS: [&str; 8] = ["1", "2", "3", "4", "5", "6", "7", "8"];

    fn judged(counts: &[(&str, [i64; 8])], campaign: Option<(&str, &str)>) -> Vec<MapCell> {
        let mut cells: Vec<MapCell> = counts
            .iter()
            .flat_map(|(code, counts)| {
                DISTRICTS.iter().zip(counts).map(|(district, count)| MapCell {
                    applicants: *count,
                    voices: *count,
                    campaign_share: match campaign == Some((*district, *code)) {
                        true => 0.9,
                        false => 0.0,
                    },
                    ..MapCell::empty(district, code, 2, "2026H1")
                })
            })
            .collect();
        let districts = DISTRICTS.map(|district| (district, Some(50_000)));
        judge(&mut cells, &districts, "2026H1".parse().unwrap());
        cells
    }

    fn said<'c>(cells: &'c [MapCell], district: &str, code: &str) -> (&'c str, &'c str) {
        let cell = cells
            .iter()
            .find(|cell| cell.district == district && cell.code == code)
            .unwrap();
        (&cell.intensity, &cell.specificity)
    }

    const EVEN: [i64; 8] = [20, 22, 18, 21, 19, 20, 23, 17];

    #[test]
    fn a_district_far_above_all_others_is_hot_in_both_lenses() {
        let cells = judged(
            &[
                ("01.01", [90, 22, 18, 21, 19, 20, 23, 17]),
                ("02.01", EVEN),
                ("03.01", EVEN),
            ],
            None,
        );
        assert_eq!(said(&cells, "1", "01.01"), ("hot", "hot"));
        assert_eq!(said(&cells, "2", "01.01").0, "none");
    }

    #[test]
    fn a_district_that_writes_more_about_everything_is_not_specific() {
        let much = [60, 22, 18, 21, 19, 20, 23, 17];
        let cells = judged(&[("01.01", much), ("02.01", much), ("03.01", much)], None);
        assert_eq!(said(&cells, "1", "01.01"), ("hot", "none"));
    }

    #[test]
    fn where_districts_do_not_differ_the_map_is_flat() {
        let cells = judged(&[("01.01", EVEN)], None);
        assert!(cells.iter().all(|cell| cell.intensity == "flat"));
    }

    #[test]
    fn a_campaign_does_not_make_a_hot_cell() {
        let counts = [
            ("01.01", [90, 22, 18, 21, 19, 20, 23, 17]),
            ("02.01", EVEN),
            ("03.01", EVEN),
        ];
        let cells = judged(&counts, Some(("1", "01.01")));
        assert_eq!(said(&cells, "1", "01.01"), ("campaign", "campaign"));
    }

    #[test]
    fn a_cell_little_is_expected_in_is_not_judged() {
        let cells = judged(&[("01.01", [1, 0, 0, 0, 0, 0, 0, 0]), ("02.01", EVEN)], None);
        assert_eq!(said(&cells, "1", "01.01"), ("insufficient", "insufficient"));
    }
}
