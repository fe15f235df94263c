//! Each cell of the problem map against earlier half-years.

use std::collections::BTreeMap;

use super::breaks::forbid;
use super::coverage::Coverage;
use crate::corpus::HalfYear;
use crate::corpus::published::{Break, Change, MapCell};
use crate::statistics::{self, benjamini_hochberg};

const ALPHA: f64 = 0.05;
/// Voices of both half-years together from which on a comparison is tested among the others. The test is conditional on
/// this sum, so leaving out what could hardly show anything costs no honesty and gives the rest their power (independent
/// filtering: Bourgon, Gentleman, Huber 2010, PNAS 107, 9546–9551).
const LEAST_COMPARED: i64 = 10;

/// Comparisons of the half-year of the note with the one before and with the same one a year before.
///
/// A comparison is made only where the corpus covers both half-years and no break lies between them; a cell counted in only one of the two is compared
/// with zero. Tests run on voices (applicants, a campaign counted once) per covered day, q-values over the comparisons of one kind and level with ten
/// voices or more, the oblast apart from its districts.
pub fn changes(
    cells: &[MapCell],
    oblast: &str,
    half_year: HalfYear,
    coverage: &Coverage,
    breaks: &[Break],
) -> Vec<Change> {
    let mut changes = Vec::new();
    for (comparison, against) in [
        ("previous", half_year.previous()),
        (YEAR, half_year.year_before()),
    ] {
        changes.extend(judged(
            cells, oblast, half_year, against, comparison, coverage, breaks,
        ));
    }
    changes.sort_by(|a: &Change, b| {
        (&a.comparison, &a.district, &a.code).cmp(&(&b.comparison, &b.district, &b.code))
    });
    changes
}

/// Comparisons of each of `half_years` with the same one a year before, as [`changes`] makes them; but growth of the oblast
/// that is gone when some one district is left out is that district's, and none of the oblast.
pub fn of_years(
    cells: &[MapCell],
    oblast: &str,
    half_years: &[HalfYear],
    coverage: &Coverage,
    breaks: &[Break],
) -> Vec<Change> {
    let of_year = |half_year: &HalfYear| {
        let against = half_year.year_before();
        let changes = judged(cells, oblast, *half_year, against, YEAR, coverage, breaks);
        let days = [against, *half_year].map(|half_year| coverage.days(half_year) as f64);
        common(changes, oblast, days)
    };
    half_years.iter().flat_map(of_year).collect()
}

/// The changes with the oblast's growth taken back where it is that of one district. `days` are those of both half-years.
fn common(mut changes: Vec<Change>, oblast: &str, [before, now]: [f64; 2]) -> Vec<Change> {
    let mut of_districts: BTreeMap<String, Vec<[i64; 2]>> = BTreeMap::new();
    for change in changes.iter().filter(|change| change.district != oblast) {
        let counts = of_districts.entry(change.code.clone()).or_default();
        counts.push([change.before, change.now]);
    }
    let growth = statistics::Verdict::Growth.as_str();
    for change in changes
        .iter_mut()
        .filter(|change| change.district == oblast && change.verdict == growth)
    {
        let stays = |one: &[i64; 2]| {
            let [others_before, others_now] =
                [change.before - one[0], change.now - one[1]].map(|others| others.max(0).unsigned_abs());
            let others = statistics::change(others_before, others_now, before, now, ALPHA);
            others.is_some_and(|others| others.interval.low > 1.0)
        };
        if !of_districts
            .get(&change.code)
            .is_some_and(|districts| districts.iter().all(stays))
        {
            change.verdict = statistics::Verdict::None.as_str().to_owned();
        }
    }
    changes
}

const YEAR: &str = "year";

fn judged(
    cells: &[MapCell],
    oblast: &str,
    half_year: HalfYear,
    against: HalfYear,
    comparison: &str,
    coverage: &Coverage,
    breaks: &[Break],
) -> Vec<Change> {
    if !coverage.is_comparable(half_year) || !coverage.is_comparable(against) {
        return Vec::new();
    }
    let mut compared = compare(cells, half_year, against, comparison, coverage);
    compared.retain(|change| !forbid(breaks, &change.district, against, half_year));
    judge(&mut compared, oblast);
    compared
}

fn compare(
    cells: &[MapCell],
    now: HalfYear,
    against: HalfYear,
    comparison: &str,
    coverage: &Coverage,
) -> Vec<Change> {
    let (now_name, against_name) = (now.to_string(), against.to_string());
    let mut pairs: BTreeMap<(&str, &str, i64), [i64; 2]> = BTreeMap::new();
    for cell in cells {
        let period = [&against_name, &now_name]
            .into_iter()
            .position(|name| *name == cell.half_year);
        if let Some(period) = period {
            pairs.entry((&cell.district, &cell.code, cell.level)).or_default()[period] = cell.voices;
        }
    }
    pairs
        .into_iter()
        .map(|((district, code, level), [before, after])| {
            let test = statistics::change(
                before.unsigned_abs(),
                after.unsigned_abs(),
                coverage.days(against) as f64,
                coverage.days(now) as f64,
                ALPHA,
            );
            Change {
                district: district.to_owned(),
                code: code.to_owned(),
                level,
                half_year: now_name.clone(),
                against: against_name.clone(),
                comparison: comparison.to_owned(),
                before,
                now: after,
                ratio: test.and_then(|test| test.ratio),
                ratio_low: test.map(|test| test.interval.low),
                ratio_high: test
                    .map(|test| test.interval.high)
                    .filter(|high| high.is_finite()),
                p: test.map(|test| test.p),
                q: None,
                verdict: statistics::Verdict::None.as_str().to_owned(),
            }
        })
        .collect()
}

/// Fills in q-values and verdicts, family by family.
fn judge(changes: &mut [Change], oblast: &str) {
    let mut families: BTreeMap<(bool, i64), Vec<usize>> = BTreeMap::new();
    for (index, change) in changes.iter().enumerate() {
        if change.p.is_some() && change.before + change.now >= LEAST_COMPARED {
            families
                .entry((change.district == oblast, change.level))
                .or_default()
                .push(index);
        }
    }
    for family in families.values() {
        let p: Vec<f64> = family.iter().filter_map(|&index| changes[index].p).collect();
        for (&index, q) in family.iter().zip(benjamini_hochberg(&p)) {
            let change = &mut changes[index];
            change.q = Some(q);
            change.verdict = verdict(change, q).as_str().to_owned();
        }
    }
}

fn verdict(change: &Change, q: f64) -> statistics::Verdict {
    let test = statistics::Change {
        ratio: change.ratio,
        interval: statistics::Interval {
            low: change.ratio_low.unwrap_or(0.0),
            high: change.ratio_high.unwrap_or(f64::INFINITY),
        },
        p: change.p.unwrap_or(1.0),
    };
    test.verdict(q)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(district: &str, half_year: &str, applicants: i64) -> MapCell {
        MapCell {
            appeals: applicants,
            applicants,
            voices: applicants,
            ..MapCell::empty(district, "01", 1, half_year)
        }
    }

    fn found(cells: &[MapCell], first: &str) -> Vec<(String, String, String)> {
        let coverage = Coverage::from_days(first.parse().unwrap(), "2026-06-30".parse().unwrap());
        changes(cells, "610000000", "2026H1".parse().unwrap(), &coverage, &[])
            .into_iter()
            .map(|change| (change.district, change.comparison, change.verdict))
            .collect()
    }

    #[test]
    fn a_doubling_of_many_is_growth_and_a_sixfold_of_one_is_not() {
        let cells = [
            cell("614600000", "2025H1", 60),
            cell("614600000", "2026H1", 120),
            cell("615200000", "2025H1", 1),
            cell("615200000", "2026H1", 6),
        ];
        let found = found(&cells, "2025-01-01");
        assert!(
            found.contains(&("614600000".into(), "year".into(), "growth".into())),
            "{found:?}"
        );
        assert!(
            found.contains(&("615200000".into(), "year".into(), "none".into())),
            "{found:?}"
        );
    }

    #[test]
    fn a_cell_that_fell_to_nothing_is_compared_too() {
        let found = found(&[cell("614600000", "2025H2", 40)], "2025-07-02");
        assert_eq!(found, [("614600000".into(), "previous".into(), "decline".into())]);
    }

    #[test]
    fn growth_of_one_district_is_not_the_oblasts() {
        let counts = |counts: [[i64; 2]; 3]| {
            let totals = [0, 1].map(|period| counts.iter().map(|count| count[period]).sum());
            let places = ["610000000", "614600000", "615200000", "616400000"];
            let rows = [[totals[0], totals[1]], counts[0], counts[1], counts[2]];
            let cells: Vec<MapCell> = places
                .iter()
                .zip(rows)
                .flat_map(|(place, [before, now])| {
                    [cell(place, "2025H1", before), cell(place, "2026H1", now)]
                })
                .collect();
            let coverage = Coverage::from_days("2025-01-01".parse().unwrap(), "2026-06-30".parse().unwrap());
            let half_years = ["2026H1".parse().unwrap()];
            let changes = of_years(&cells, places[0], &half_years, &coverage, &[]);
            changes
                .into_iter()
                .find(|change| change.district == places[0])
                .unwrap()
                .verdict
        };
        assert_eq!(counts([[20, 20], [20, 20], [20, 80]]), "none");
        assert_eq!(counts([[20, 60], [20, 60], [20, 80]]), "growth");
    }

    #[test]
    fn a_half_year_the_corpus_does_not_cover_is_not_compared_with() {
        assert_eq!(found(&[cell("614600000", "2026H1", 40)], "2025-10-18"), []);
    }
}
