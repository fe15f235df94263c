use std::collections::BTreeSet;

use proptest::prelude::*;

use super::attack::{Print, all_tables};
use super::choose::choose;
use super::tables::{Tables, is_small};

type Key = (usize, usize);

/// A table with both margins, rows and columns summing to them.
fn with_margins(inner: &[Vec<i64>]) -> Vec<Vec<i64>> {
    let mut table: Vec<Vec<i64>> = inner
        .iter()
        .map(|row| row.iter().copied().chain([row.iter().sum()]).collect())
        .collect();
    let columns = table[0].len();
    table.push(
        (0..columns)
            .map(|column| table.iter().map(|row| row[column]).sum())
            .collect(),
    );
    table
}

fn tables(table: &[Vec<i64>]) -> Tables<Key> {
    let (rows, columns) = (table.len(), table[0].len());
    let mut tables = Tables::new();
    for (row, cells) in table.iter().enumerate() {
        for (column, count) in cells.iter().enumerate() {
            tables.put((row, column), *count);
        }
        let parts = (0..columns - 1).map(|column| (row, column)).collect();
        tables.equal(parts, vec![(row, columns - 1)]);
    }
    for column in 0..columns {
        let parts = (0..rows - 1).map(|row| (row, column)).collect();
        tables.equal(parts, vec![(rows - 1, column)]);
    }
    tables
}

fn printed(count: i64, withheld: bool) -> Print {
    match (withheld, is_small(count)) {
        (true, _) => Print::Withheld,
        (false, true) => Print::Small,
        (false, false) => Print::Number(count),
    }
}

fn prints(table: &[Vec<i64>], withheld: &BTreeSet<Key>) -> Vec<Vec<Print>> {
    let print = |row, column, count| printed(count, withheld.contains(&(row, column)));
    let rows = table.iter().enumerate();
    rows.map(|(row, cells)| {
        let cells = cells.iter().enumerate();
        cells.map(|(column, count)| print(row, column, *count)).collect()
    })
    .collect()
}

/// A count that is often small or none.
fn count() -> impl Strategy<Value = i64> {
    prop_oneof![2 => Just(0), 5 => 1..5_i64, 3 => 5..9_i64]
}

fn grid(
    rows: std::ops::Range<usize>,
    columns: std::ops::Range<usize>,
) -> impl Strategy<Value = Vec<Vec<i64>>> {
    (rows, columns).prop_flat_map(|(rows, columns)| {
        proptest::collection::vec(proptest::collection::vec(count(), columns), rows)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn whoever_tries_every_table_tells_no_small_count(inner in grid(1..4, 1..4)) {
        let table = with_margins(&inner);
        let withheld = choose(&tables(&table)).unwrap();
        let prints = prints(&table, &withheld);
        let possible = all_tables(&prints, 9);
        for (row, cells) in table.iter().enumerate() {
            for (column, count) in cells.iter().enumerate() {
                let values = &possible[row][column];
                prop_assert!(values.contains(count));
                if is_small(*count) {
                    prop_assert!(values.len() > 1, "{table:?} {prints:?}: {row}, {column}");
                }
            }
        }
    }

    #[test]
    fn nothing_is_withheld_where_no_count_is_small(inner in grid(1..5, 1..5)) {
        let inner: Vec<Vec<i64>> = inner
            .iter()
            .map(|row| row.iter().map(|count| if *count == 0 { 0 } else { count + 4 }).collect())
            .collect();
        prop_assert!(choose(&tables(&with_margins(&inner))).unwrap().is_empty());
    }

    #[test]
    fn the_order_of_cells_and_sums_does_not_matter(inner in grid(2..5, 2..5)) {
        let table = with_margins(&inner);
        let (rows, columns) = (table.len(), table[0].len());
        let mut backwards = Tables::new();
        for (row, column) in (0..rows * columns).rev().map(|at| (at / columns, at % columns)) {
            backwards.put((row, column), table[row][column]);
        }
        for column in (0..columns).rev() {
            let parts = (0..rows - 1).rev().map(|row| (row, column)).collect();
            backwards.equal(parts, vec![(rows - 1, column)]);
        }
        for row in (0..rows).rev() {
            let parts = (0..columns - 1).rev().map(|column| (row, column)).collect();
            backwards.equal(parts, vec![(row, columns - 1)]);
        }
        prop_assert_eq!(choose(&backwards).unwrap(), choose(&tables(&table)).unwrap());
    }

    #[test]
    fn persons_of_districts_are_not_told_by_those_of_all(parts in proptest::collection::vec(count(), 1..4), twice in 0..9_i64) {
        let most = parts.iter().copied().max().unwrap_or(0);
        let all = most.max(parts.iter().sum::<i64>() - twice);
        let (tables, withheld) = persons(&parts, all);
        let prints: Vec<Print> = parts
            .iter()
            .chain([&all])
            .enumerate()
            .map(|(row, count)| printed(*count, withheld.contains(&(row, 0))))
            .collect();
        for (row, values) in all_persons(&prints).iter().enumerate() {
            let count = tables.count(&(row, 0));
            prop_assert!(!is_small(count) || values.len() > 1, "{parts:?} {all} {withheld:?}: {row}");
        }
    }

    #[test]
    fn topics_that_overlap_do_not_tell_on_each_other(districts in proptest::collection::vec((count(), count(), 0..5_i64), 2)) {
        let districts: Vec<[i64; 3]> = districts
            .into_iter()
            .map(|(first, second, both)| [first, second, first + second - both.min(first).min(second)])
            .collect();
        let withheld = choose(&overlapping(&districts)).unwrap();
        let possible = all_overlapping(&districts, &withheld);
        for (row, counts) in with_margins_below(&districts).iter().enumerate() {
            for (column, count) in counts.iter().enumerate() {
                if is_small(*count) {
                    let values = &possible[row][column];
                    prop_assert!(values.len() > 1, "{districts:?} {withheld:?}: {row}, {column}");
                }
            }
        }
    }
}

/// Persons of districts and, in the last row, of all of them: at least those of each, at most all together.
fn persons(parts: &[i64], all: i64) -> (Tables<Key>, BTreeSet<Key>) {
    let mut tables = Tables::new();
    let whole = (parts.len(), 0);
    tables.put(whole, all);
    for (row, count) in parts.iter().enumerate() {
        tables.put((row, 0), *count);
        tables.at_most(vec![(row, 0)], vec![whole]);
    }
    tables.at_most(vec![whole], (0..parts.len()).map(|row| (row, 0)).collect());
    let withheld = choose(&tables).unwrap();
    (tables, withheld)
}

/// The values of each row over all persons that are printed like these.
fn all_persons(prints: &[Print]) -> Vec<BTreeSet<i64>> {
    let agrees = |count: i64, print: &Print| match print {
        Print::Number(number) => count == *number,
        Print::Small => is_small(count),
        Print::Withheld => count > 0,
    };
    let mut values = vec![BTreeSet::new(); prints.len()];
    let districts = prints.len() as u32 - 1;
    for number in 0..11_i64.pow(districts) {
        // The digits of the number are the persons of the districts.
        let parts: Vec<i64> = (0..districts)
            .map(|digit| number / 11_i64.pow(digit) % 11)
            .collect();
        let most = parts.iter().copied().max().unwrap_or(0);
        for all in most..=parts.iter().sum() {
            let rows = || parts.iter().copied().chain([all]);
            if rows().zip(prints).all(|(count, print)| agrees(count, print)) {
                values.iter_mut().zip(rows()).for_each(|(values, count)| {
                    values.insert(count);
                });
            }
        }
    }
    values
}

/// Districts with two topics and their group, and the sums of the columns.
fn with_margins_below(districts: &[[i64; 3]]) -> Vec<[i64; 3]> {
    let mut rows = districts.to_vec();
    rows.push([0, 1, 2].map(|column| districts.iter().map(|row| row[column]).sum()));
    rows
}

fn overlapping(districts: &[[i64; 3]]) -> Tables<Key> {
    let rows = with_margins_below(districts);
    let mut tables = Tables::new();
    for (row, counts) in rows.iter().enumerate() {
        for (column, count) in counts.iter().enumerate() {
            tables.put((row, column), *count);
        }
        tables.at_most(vec![(row, 0)], vec![(row, 2)]);
        tables.at_most(vec![(row, 1)], vec![(row, 2)]);
        tables.at_most(vec![(row, 2)], vec![(row, 0), (row, 1)]);
    }
    for column in 0..3 {
        let parts = (0..districts.len()).map(|row| (row, column)).collect();
        tables.equal(parts, vec![(districts.len(), column)]);
    }
    tables
}

/// The values of each cell over all pairs of districts that are printed like these.
fn all_overlapping(districts: &[[i64; 3]], withheld: &BTreeSet<Key>) -> Vec<[BTreeSet<i64>; 3]> {
    let rows = with_margins_below(districts);
    let print = |row: usize, column: usize| printed(rows[row][column], withheld.contains(&(row, column)));
    let agrees = |row: usize, counts: [i64; 3]| {
        (0..3).all(|column| match print(row, column) {
            Print::Number(number) => counts[column] == number,
            Print::Small => is_small(counts[column]),
            Print::Withheld => counts[column] > 0,
        })
    };
    let all = |row: usize| {
        let mut found = Vec::new();
        for first in 0..10 {
            for second in 0..10 {
                for group in first.max(second)..=first + second {
                    found.extend(Some([first, second, group]).filter(|counts| agrees(row, *counts)));
                }
            }
        }
        found
    };
    let mut values = vec![<[BTreeSet<i64>; 3]>::default(); 3];
    let others = all(1);
    for one in all(0) {
        for other in &others {
            let sums = [0, 1, 2].map(|column| one[column] + other[column]);
            if agrees(2, sums) {
                for (row, counts) in [one, *other, sums].into_iter().enumerate() {
                    for (column, count) in counts.into_iter().enumerate() {
                        values[row][column].insert(count);
                    }
                }
            }
        }
    }
    values
}

#[test]
fn four_districts_of_one_appeal_each_are_told_by_the_sign_of_their_sum() {
    let mut tables = Tables::new();
    for district in 1..=4 {
        tables.put((district, 0), 1);
    }
    tables.put((0, 0), 4);
    tables.equal((1..=4).map(|district| (district, 0)).collect(), vec![(0, 0)]);
    assert_eq!(choose(&tables).unwrap(), BTreeSet::from([(0, 0)]));
}

#[test]
fn a_count_that_only_a_bound_gives_away_is_withheld_itself() {
    let mut tables = Tables::new();
    for (row, count) in [20, 16, 4].into_iter().enumerate() {
        tables.put((row, 0), count);
    }
    tables.at_most(vec![(0, 0)], vec![(1, 0), (2, 0)]);
    assert_eq!(choose(&tables).unwrap(), BTreeSet::from([(2, 0)]));
}

#[test]
fn a_partner_that_is_known_to_have_ten_or_more_hides_nothing_below_ten() {
    let mut tables = Tables::new();
    for (row, count) in [1, 10, 40, 51].into_iter().enumerate() {
        tables.put((row, 0), count);
    }
    tables.equal((0..3).map(|row| (row, 0)).collect(), vec![(3, 0)]);
    assert_eq!(choose(&tables).unwrap(), BTreeSet::from([(1, 0)]));
    tables.at_least((1, 0), 10);
    assert_eq!(choose(&tables).unwrap(), BTreeSet::from([(2, 0)]));
}

#[test]
fn the_smallest_partner_is_withheld() {
    let table = [vec![3], vec![40], vec![9], vec![12]];
    let table = with_margins(&table);
    let mut tables = Tables::new();
    for (row, counts) in table.iter().enumerate() {
        tables.put((row, 0), counts[0]);
    }
    tables.equal((0..4).map(|row| (row, 0)).collect(), vec![(4, 0)]);
    assert_eq!(choose(&tables).unwrap(), BTreeSet::from([(2, 0)]));
}
