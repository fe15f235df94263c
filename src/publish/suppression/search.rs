//! Another truth: values a reader cannot rule out, in which one cell has another value than it has.
//!
//! A few cells are moved by one and more until all relations hold again. Small cells move within 1 to 4 for nothing; to
//! move what is printed, it has to be withheld, which has a price. The search is A*: the cheapest way is found first.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use super::tables::{SMALLEST_SHOWN, System, is_small};

/// Cells and by how much they move, in the order of the cells.
pub type Moves = Vec<(usize, i64)>;

/// How long to look.
#[derive(Debug, Clone, Copy)]
pub struct Effort {
    /// What may be withheld at most, by the sum of the counts.
    pub budget: i64,
    /// States looked at in the order of their price, and as many again in the order of what is still broken.
    pub patience: usize,
}

/// A cell moves so far at most.
const FARTHEST: i64 = 4;

/// A truth in which `target` has another value, and the printed cells that must be withheld to leave it open; `None`
/// where none was found.
pub fn other_truth(
    system: &System,
    withheld: &BTreeSet<usize>,
    target: usize,
    Effort { budget, patience }: Effort,
) -> Option<Moves> {
    let search = Search { system, withheld };
    let mut open = BinaryHeap::new();
    let mut seen = BTreeSet::new();
    for moves in [vec![(target, 1)], vec![(target, -1)]] {
        if let Some(price) = search.price(&moves).filter(|price| *price <= budget) {
            let excess = search.excess(&search.sums(&moves));
            open.push(Reverse(Entry::new(price, excess, moves, false)));
        }
    }
    for step in 0..2 * patience {
        let impatient = step >= patience;
        if step == patience {
            open = open
                .into_iter()
                .map(|Reverse(entry)| Reverse(Entry::new(entry.bound, entry.excess, entry.moves, true)))
                .collect();
        }
        let Reverse(entry) = open.pop()?;
        let sums = search.sums(&entry.moves);
        let Some(repairs) = search.repairs(&entry.moves, &sums) else {
            return Some(entry.moves);
        };
        let Some(price) = search.price(&entry.moves) else {
            continue;
        };
        let Some(cheapest) = repairs.iter().map(|repair| repair.price).min() else {
            continue;
        };
        let bound = price + cheapest;
        if bound > budget {
            continue;
        }
        if bound > entry.bound {
            open.push(Reverse(Entry::new(bound, entry.excess, entry.moves, impatient)));
            continue;
        }
        for repair in repairs {
            let bound = price + repair.price;
            if bound > budget {
                continue;
            }
            let moves = moved(&entry.moves, repair.cell, repair.way);
            if seen.insert(moves.clone()) {
                let excess = entry.excess + search.more_excess(&sums, &repair);
                open.push(Reverse(Entry::new(bound, excess, moves, impatient)));
            }
        }
    }
    None
}

/// A state to look at: the order of the fields is that in which states are taken.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    rank: (i64, i64),
    moves: Moves,
    bound: i64,
    excess: i64,
}

impl Entry {
    /// `bound` is the least price of a truth beyond this state.
    fn new(bound: i64, excess: i64, moves: Moves, impatient: bool) -> Self {
        // A cell more in the truth counts like one appeal withheld: else long ways round for nothing are all tried first.
        let dear = bound.saturating_add(moves.len() as i64);
        Self {
            rank: if impatient { (excess, dear) } else { (dear, excess) },
            moves,
            bound,
            excess,
        }
    }
}

/// A move by one that mends a relation a little.
struct Repair {
    cell: usize,
    way: i64,
    /// What has to be withheld for it, beyond what the state withholds.
    price: i64,
}

/// Which broken relation is mended first: one that cannot be, then the dearest, then that with fewest ways of its price.
type Urgency = (bool, i64, Reverse<usize>);

struct Search<'s> {
    system: &'s System,
    withheld: &'s BTreeSet<usize>,
}

impl Search<'_> {
    /// What the moves withhold, or `None` where a cell would leave what the reader knows of it.
    fn price(&self, moves: &Moves) -> Option<i64> {
        moves.iter().map(|&(cell, by)| self.price_of(cell, by)).sum()
    }

    fn price_of(&self, cell: usize, by: i64) -> Option<i64> {
        price(self.system.counts[cell], by, self.withheld.contains(&cell))
    }

    /// Sums that moved, by relation.
    fn sums(&self, moves: &Moves) -> Vec<(usize, i64)> {
        let mut sums: Vec<(usize, i64)> = moves
            .iter()
            .flat_map(|&(cell, by)| {
                let relations = self.system.of_cell[cell].iter();
                relations.map(move |&(relation, factor)| (relation, factor * by))
            })
            .collect();
        sums.sort_unstable();
        sums.chunk_by(|a, b| a.0 == b.0)
            .map(|sums| (sums[0].0, sums.iter().map(|sum| sum.1).sum()))
            .collect()
    }

    /// How much is broken, over all relations.
    fn excess(&self, sums: &[(usize, i64)]) -> i64 {
        let sums = sums.iter();
        sums.map(|(relation, moved)| self.system.relations[*relation].excess(*moved))
            .sum()
    }

    /// How much more is broken after one more move.
    fn more_excess(&self, sums: &[(usize, i64)], repair: &Repair) -> i64 {
        let relations = self.system.of_cell[repair.cell].iter();
        relations
            .map(|&(relation, factor)| {
                let before = sums
                    .binary_search_by_key(&relation, |sum| sum.0)
                    .map_or(0, |index| sums[index].1);
                let bound = &self.system.relations[relation];
                bound.excess(before + factor * repair.way) - bound.excess(before)
            })
            .sum()
    }

    /// Ways to mend the broken relation that is dearest to mend; `None` where nothing is broken.
    fn repairs(&self, moves: &Moves, sums: &[(usize, i64)]) -> Option<Vec<Repair>> {
        let mut dearest: Option<(Urgency, Vec<Repair>)> = None;
        for &(relation, moved) in sums {
            let bound = &self.system.relations[relation];
            let Some(way) = bound.way_back(moved) else {
                continue;
            };
            let repairs: Vec<Repair> = bound
                .terms
                .iter()
                .filter_map(|&(cell, factor)| self.repair(moves, cell, way * factor.signum()))
                .collect();
            let cheapest = repairs.iter().map(|repair| repair.price).min().unwrap_or(0);
            let cheap = repairs.iter().filter(|repair| repair.price == cheapest).count();
            let urgency = (repairs.is_empty(), cheapest, Reverse(cheap));
            if dearest.as_ref().is_none_or(|(highest, _)| urgency > *highest) {
                dearest = Some((urgency, repairs));
            }
        }
        dearest.map(|(_, repairs)| repairs)
    }

    /// A cell that moved one way is not moved back.
    fn repair(&self, moves: &Moves, cell: usize, way: i64) -> Option<Repair> {
        let by = moves
            .binary_search_by_key(&cell, |moved| moved.0)
            .map_or(0, |index| moves[index].1);
        if by * way < 0 || by.abs() >= FARTHEST {
            return None;
        }
        let before = if by == 0 { 0 } else { self.price_of(cell, by)? };
        let price = self.price_of(cell, by + way)? - before;
        Some(Repair { cell, way, price })
    }
}

/// The price of moving a cell of so many by `by`: nothing within what the reader knows of it, else the number he loses.
///
/// «<5» says 1 to 4; a withheld number of 5 and more stays above 4, so that nothing rests on the reader taking it for
/// less; a small one that leaves 1 to 4 has to be withheld too.
fn price(count: i64, by: i64, withheld: bool) -> Option<i64> {
    let there = count + by;
    match (is_small(count), is_small(there), withheld) {
        _ if there < 1 => None,
        (true, true, _) | (true, false, true) | (false, false, true) => Some(0),
        (true, false, false) => Some(SMALLEST_SHOWN),
        (false, false, false) => Some(count),
        (false, true, _) => None,
    }
}

fn moved(moves: &Moves, cell: usize, way: i64) -> Moves {
    let mut moves = moves.clone();
    match moves.binary_search_by_key(&cell, |moved| moved.0) {
        Ok(index) => moves[index].1 += way,
        Err(index) => moves.insert(index, (cell, way)),
    }
    moves
}

/// The cells that have to be withheld to leave a truth open.
pub fn withheld_for(system: &System, moves: &Moves) -> impl Iterator<Item = usize> {
    moves
        .iter()
        .filter(|&&(cell, by)| price(system.counts[cell], by, false) != Some(0))
        .map(|&(cell, _)| cell)
}
