//! Which cells to withhold so that no small count can be worked out.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::search::{Effort, Moves, other_truth, withheld_for};
use super::tables::{System, Tables, is_small};

const TO_PROTECT: Effort = Effort {
    budget: i64::MAX,
    patience: 4_000,
};
/// Nothing more is withheld, and where it takes long the cell stays withheld.
const TO_PRINT_AGAIN: Effort = Effort {
    budget: 0,
    patience: 200,
};

/// A small count for which no second value was found that the printed numbers leave open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exposed<K>(pub K);

/// The cells to withhold: for each small count there is another truth, with another value of it, that agrees with all
/// that stays printed.
///
/// Small counts are taken in the order of their keys, each with the cheapest further cells, by their numbers; in the
/// end those are printed again that all can do without, the largest first. Equal tables give equal answers, in whatever
/// order cells and relations were put in.
pub fn choose<K: Ord + Clone>(tables: &Tables<K>) -> Result<BTreeSet<K>, Exposed<K>> {
    let system = tables.system();
    let keys: Vec<&K> = tables
        .counts()
        .iter()
        .filter(|(_, count)| **count > 0)
        .map(|(key, _)| key)
        .collect();
    let mut choice = Choice::default();
    for cell in small_cells(&system) {
        if !choice.protect(&system, cell) {
            return Err(Exposed(keys[cell].clone()));
        }
    }
    choice.print_again(&system);
    Ok(choice.withheld.iter().map(|cell| keys[*cell].clone()).collect())
}

fn small_cells(system: &System) -> impl Iterator<Item = usize> {
    let counts = system.counts.iter().enumerate();
    counts
        .filter(|(_, count)| is_small(**count))
        .map(|(cell, _)| cell)
}

#[derive(Debug, Default)]
struct Choice {
    withheld: BTreeSet<usize>,
    /// Other truths found, and for each small cell the one in which it has another value.
    truths: Vec<Moves>,
    truth_of: BTreeMap<usize, usize>,
}

impl Choice {
    /// Finds another truth for a cell that has none yet; it serves every small cell that moves in it.
    fn protect(&mut self, system: &System, cell: usize) -> bool {
        if self.truth_of.contains_key(&cell) {
            return true;
        }
        let Some(moves) = other_truth(system, &self.withheld, cell, TO_PROTECT) else {
            return false;
        };
        self.withheld.extend(withheld_for(system, &moves));
        for (moved, _) in &moves {
            if is_small(system.counts[*moved]) {
                self.truth_of.entry(*moved).or_insert(self.truths.len());
            }
        }
        self.truths.push(moves);
        true
    }

    /// Prints each withheld cell again where those that lean on it have another truth without it.
    fn print_again(&mut self, system: &System) {
        let mut cells: Vec<usize> = self.withheld.iter().copied().collect();
        cells.sort_by_key(|cell| (Reverse(system.counts[*cell]), *cell));
        for cell in cells {
            self.withheld.remove(&cell);
            match self.truths_without(system, cell) {
                Some(truths) => {
                    for (small, moves) in truths {
                        self.truth_of.insert(small, self.truths.len());
                        self.truths.push(moves);
                    }
                }
                None => {
                    self.withheld.insert(cell);
                }
            }
        }
    }

    /// For each small cell whose truth withholds `cell`, one that withholds no more than is withheld now.
    fn truths_without(&self, system: &System, cell: usize) -> Option<Vec<(usize, Moves)>> {
        let leans = |truth: &Moves| withheld_for(system, truth).any(|moved| moved == cell);
        self.truth_of
            .iter()
            .filter(|(_, truth)| leans(&self.truths[**truth]))
            .map(|(small, _)| {
                Some((
                    *small,
                    other_truth(system, &self.withheld, *small, TO_PRINT_AGAIN)?,
                ))
            })
            .collect()
    }
}
