//! Half-years made by chance: how often the lenses raise an alert where nothing is, and how often they see what is there.
//!
//! `cargo test simulation -- --nocapture` prints the figures.

use std::collections::BTreeMap;

use super::*;
use crate::statistics::Random;

/// Residents of districts, in thousands, as unequal as in a real oblast.
const RESIDENTS: [i64; 17] = [
    240, 180, 160, 150, 140, 130, 120, 110, 105, 90, 82, 70, 60, 53, 50, 45, 30,
];
const CODES: usize = 120;
const APPEALS: usize = 2000;
const HALF_YEARS: usize = 400;
const NOW: &str = "2026H1";

/// What is put into a half-year beside chance.
struct Planted {
    /// By district, how much it writes beside its residents.
    talk: [usize; 17],
    /// A district and a code with so many voices more.
    extra: Option<(usize, usize, usize)>,
}

const NOTHING_PLANTED: Planted = Planted {
    talk: [1; 17],
    extra: None,
};

/// A few codes make up most of what is written, as in every register.
fn weight_of(code: usize) -> usize {
    10_000 / (code + 3)
}

fn drawn(random: &mut Random, weights: &[usize]) -> usize {
    let mut left = random.below(weights.iter().sum());
    for (at, weight) in weights.iter().enumerate() {
        match left.checked_sub(*weight) {
            Some(rest) => left = rest,
            None => return at,
        }
    }
    weights.len() - 1
}

fn half_year(random: &mut Random, planted: &Planted) -> Vec<MapCell> {
    let codes: Vec<usize> = (0..CODES).map(weight_of).collect();
    let districts: Vec<usize> = (0..17)
        .map(|district| RESIDENTS[district] as usize * planted.talk[district])
        .collect();
    let mut counts: BTreeMap<(usize, usize), i64> = BTreeMap::new();
    for _ in 0..APPEALS {
        let key = (drawn(random, &districts), drawn(random, &codes));
        *counts.entry(key).or_default() += 1;
    }
    if let Some((district, code, extra)) = planted.extra {
        *counts.entry((district, code)).or_default() += extra as i64;
    }
    let cell = |((district, code), voices): ((usize, usize), i64)| MapCell {
        appeals: voices,
        applicants: voices,
        voices,
        texts: voices,
        ..MapCell::empty(&format!("d{district:02}"), &format!("c{code:03}"), 2, NOW)
    };
    let mut cells: Vec<MapCell> = counts.into_iter().map(cell).collect();
    let names: Vec<String> = (0..17).map(|district| format!("d{district:02}")).collect();
    let residents = RESIDENTS.map(|thousands| Some(1000 * thousands));
    let districts: Vec<(&str, Option<i64>)> = names.iter().map(String::as_str).zip(residents).collect();
    judge(&mut cells, &districts, NOW.parse().unwrap());
    cells
}

/// Whether some cell is an alert of the intensity, and of the specificity.
fn alerts(cells: &[MapCell]) -> [bool; 2] {
    let is_alert = |q: Option<f64>| q.is_some_and(|q| q <= ALERT);
    [
        cells.iter().any(|cell| is_alert(cell.q)),
        cells.iter().any(|cell| is_alert(cell.specific_q)),
    ]
}

/// The share of half-years with a false alert, by lens; all alerts are false, so this is the false discovery rate.
fn false_alerts(planted: &Planted, seed: u64) -> [f64; 2] {
    let mut random = Random::seeded(seed);
    let mut with_alert = [0; 2];
    for _ in 0..HALF_YEARS {
        let alerts = alerts(&half_year(&mut random, planted));
        (0..2).for_each(|lens| with_alert[lens] += usize::from(alerts[lens]));
    }
    with_alert.map(|count| count as f64 / HALF_YEARS as f64)
}

/// The share of half-years in which a planted excess is hot in the intensity, and hot in the specificity.
fn power(extra: usize) -> [f64; 2] {
    let mut random = Random::seeded(3);
    let mut found = [0; 2];
    let rounds = HALF_YEARS / 4;
    for _ in 0..rounds {
        let planted = Planted {
            extra: Some((9, 20, extra)),
            ..NOTHING_PLANTED
        };
        let cells = half_year(&mut random, &planted);
        let cell = cells
            .iter()
            .find(|cell| cell.district == "d09" && cell.code == "c020")
            .unwrap();
        found[0] += usize::from(cell.intensity == HOT);
        found[1] += usize::from(cell.specificity == HOT);
    }
    found.map(|count| count as f64 / rounds as f64)
}

#[test]
fn where_nothing_is_planted_false_alerts_stay_under_the_nominal_share() {
    let shares = false_alerts(&NOTHING_PLANTED, 1);
    println!(
        "false alerts, nothing planted: intensity {:.3}, specificity {:.3}",
        shares[0], shares[1]
    );
    assert!(shares.iter().all(|share| *share <= ALERT), "{shares:?}");
}

#[test]
fn a_talkative_district_raises_no_more_alerts_of_specificity() {
    let mut talk = [1; 17];
    talk[4] = 3;
    let shares = false_alerts(&Planted { talk, extra: None }, 2);
    println!(
        "one district writes three times as much: specificity {:.3}",
        shares[1]
    );
    assert!(shares[1] <= ALERT, "{shares:?}");
}

#[test]
fn what_is_planted_is_found_the_surer_the_larger_it_is() {
    let powers = [6, 10, 15, 25].map(power);
    for (extra, [intensity, specificity]) in [6, 10, 15, 25].into_iter().zip(powers) {
        println!(
            "{extra} voices more where one is expected: intensity {intensity:.2}, specificity {specificity:.2}"
        );
    }
    assert!(
        powers
            .windows(2)
            .all(|pair| pair[0][0] <= pair[1][0] && pair[0][1] <= pair[1][1])
    );
    assert!(powers[2].iter().all(|power| *power >= 0.9), "{powers:?}");
}
