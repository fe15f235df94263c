//! Readers who try to work small counts out, for the tests. They know the rule, not how the program chooses.

use std::collections::BTreeMap;

/// What is printed of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Print {
    Number(i64),
    /// «<5».
    Small,
    /// «…».
    Withheld,
}

impl Print {
    /// The least and the greatest number it can stand for.
    fn range(self, greatest: i64) -> (i64, i64) {
        match self {
            Self::Number(number) => (number, number),
            Self::Small => (1, 4),
            Self::Withheld => (1, greatest),
        }
    }
}

/// A relation as a reader writes it down: the sum of factor × cell lies between `low` and `high`.
pub struct Line<K> {
    pub terms: Vec<(K, i64)>,
    pub low: i64,
    pub high: i64,
}

/// Narrows the range of every cell by every line until nothing changes.
pub fn narrow<K: Ord + Clone>(prints: &BTreeMap<K, Print>, lines: &[Line<K>]) -> BTreeMap<K, (i64, i64)> {
    let mut ranges: BTreeMap<K, (i64, i64)> = prints
        .iter()
        .map(|(key, print)| (key.clone(), print.range(1_000_000)))
        .collect();
    loop {
        let before = ranges.clone();
        for line in lines {
            narrow_by(&mut ranges, line);
        }
        if ranges == before {
            return ranges;
        }
    }
}

fn narrow_by<K: Ord + Clone>(ranges: &mut BTreeMap<K, (i64, i64)>, line: &Line<K>) {
    let ends = |ranges: &BTreeMap<K, (i64, i64)>, (key, factor): &(K, i64)| {
        let (low, high) = ranges.get(key).copied().unwrap_or((0, 0));
        if *factor > 0 {
            (factor * low, factor * high)
        } else {
            (factor * high, factor * low)
        }
    };
    let (mut least, mut most) = (0, 0);
    for term in &line.terms {
        let (low, high) = ends(ranges, term);
        least += low;
        most += high;
    }
    for term in &line.terms {
        let (low, high) = ends(ranges, term);
        // What is left for this term when the others are as great or as small as can be.
        let from = line.low.saturating_sub(most - high).max(low);
        let to = line.high.saturating_sub(least - low).min(high);
        if (from, to) == (low, high) {
            continue;
        }
        let (from, to) = if term.1 > 0 { (from, to) } else { (-to, -from) };
        let factor = term.1.abs();
        if let Some(range) = ranges.get_mut(&term.0) {
            *range = (
                range
                    .0
                    .max(from.div_euclid(factor) + i64::from(from.rem_euclid(factor) > 0)),
                range.1.min(to.div_euclid(factor)),
            );
        }
    }
}

/// The values each hidden cell takes in any table of `rows` × `columns` with both margins that is printed like this one.
///
/// The last row and column are the margins. Every table of small numbers is tried, the margins follow.
pub fn all_tables(prints: &[Vec<Print>], greatest: i64) -> Vec<Vec<std::collections::BTreeSet<i64>>> {
    let (rows, columns) = (prints.len(), prints[0].len());
    let mut found = vec![vec![std::collections::BTreeSet::new(); columns]; rows];
    let mut table = vec![vec![0; columns]; rows];
    fill(prints, greatest, &mut table, 0, &mut found);
    found
}

fn fill(
    prints: &[Vec<Print>],
    greatest: i64,
    table: &mut Vec<Vec<i64>>,
    at: usize,
    found: &mut Vec<Vec<std::collections::BTreeSet<i64>>>,
) {
    let (rows, columns) = (table.len(), table[0].len());
    let inner = columns - 1;
    if at == (rows - 1) * inner {
        let sum = |column: usize| table[..rows - 1].iter().map(|row| row[column]).sum();
        let sums: Vec<i64> = (0..columns).map(sum).collect();
        let prints = prints[rows - 1].iter();
        if prints.zip(&sums).all(|(print, sum)| agrees(*print, *sum)) {
            table[rows - 1] = sums;
            for (row, cells) in table.iter().enumerate() {
                for (column, count) in cells.iter().enumerate() {
                    found[row][column].insert(*count);
                }
            }
        }
        return;
    }
    let (row, column) = (at / inner, at % inner);
    let (low, high) = prints[row][column].range(greatest);
    for count in low..=high {
        table[row][column] = count;
        if column + 1 == inner {
            table[row][inner] = table[row][..inner].iter().sum();
            if !agrees(prints[row][inner], table[row][inner]) {
                continue;
            }
        }
        fill(prints, greatest, table, at + 1, found);
    }
}

fn agrees(print: Print, count: i64) -> bool {
    let (low, high) = print.range(i64::MAX);
    (low..=high).contains(&count)
}
