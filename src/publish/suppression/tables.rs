//! Printed counts and the relations a reader knows to hold between them.

use std::collections::BTreeMap;

/// Counts under this are small: they are neither printed nor to be worked out.
pub const SMALLEST_SHOWN: i64 = 5;
/// The largest of the small ones.
pub const LARGEST_HIDDEN: i64 = SMALLEST_SHOWN - 1;

/// Whether a count is small: 1 to 4.
pub fn is_small(count: i64) -> bool {
    (1..SMALLEST_SHOWN).contains(&count)
}

/// Counts by key with what is known of their sums; a count that is not there is none.
#[derive(Debug, Clone)]
pub struct Tables<K> {
    counts: BTreeMap<K, i64>,
    relations: Vec<Relation<K>>,
}

/// The sum of `parts` and `least` is that of `whole`, or at most so much.
#[derive(Debug, Clone)]
struct Relation<K> {
    parts: Vec<K>,
    least: i64,
    whole: Vec<K>,
    exactly: bool,
}

impl<K: Ord + Clone> Tables<K> {
    pub fn new() -> Self {
        Self {
            counts: BTreeMap::new(),
            relations: Vec::new(),
        }
    }

    pub fn put(&mut self, key: K, count: i64) {
        self.counts.insert(key, count);
    }

    pub fn count(&self, key: &K) -> i64 {
        self.counts.get(key).copied().unwrap_or(0)
    }

    pub fn counts(&self) -> &BTreeMap<K, i64> {
        &self.counts
    }

    /// `parts` sum to `whole` exactly.
    pub fn equal(&mut self, parts: Vec<K>, whole: Vec<K>) {
        self.relations.push(Relation {
            parts,
            least: 0,
            whole,
            exactly: true,
        });
    }

    /// `parts` sum to `whole` or less.
    pub fn at_most(&mut self, parts: Vec<K>, whole: Vec<K>) {
        self.relations.push(Relation {
            parts,
            least: 0,
            whole,
            exactly: false,
        });
    }

    /// `cell` is `least` or more.
    pub fn at_least(&mut self, cell: K, least: i64) {
        self.relations.push(Relation {
            parts: Vec::new(),
            least,
            whole: vec![cell],
            exactly: false,
        });
    }

    /// The cells that are not nought, in the order of their keys, and the relations between them that hold.
    pub(super) fn system(&self) -> System {
        let cells = self.counts.iter().filter(|(_, count)| **count > 0);
        let index: BTreeMap<&K, usize> = cells.clone().map(|(key, _)| key).zip(0..).collect();
        let mut relations: Vec<Bound> = self
            .relations
            .iter()
            .filter_map(|relation| self.bound(relation, &index))
            .collect();
        relations.sort();
        relations.dedup();
        let mut of_cell = vec![Vec::new(); index.len()];
        for (number, relation) in relations.iter().enumerate() {
            for (cell, factor) in &relation.terms {
                of_cell[*cell].push((number, *factor));
            }
        }
        System {
            counts: cells.map(|(_, count)| *count).collect(),
            relations,
            of_cell,
        }
    }

    /// `None` for a relation that does not hold: nobody can know it, and nothing can be worked out from it.
    fn bound(&self, relation: &Relation<K>, index: &BTreeMap<&K, usize>) -> Option<Bound> {
        let mut factors: BTreeMap<usize, i64> = BTreeMap::new();
        for (keys, factor) in [(&relation.parts, 1), (&relation.whole, -1)] {
            for cell in keys.iter().filter_map(|key| index.get(key)) {
                *factors.entry(*cell).or_default() += factor;
            }
        }
        let sum = |keys: &[K]| -> i64 { keys.iter().map(|key| self.count(key)).sum() };
        let slack = sum(&relation.whole) - sum(&relation.parts) - relation.least;
        let holds = slack == 0 || slack > 0 && !relation.exactly;
        let terms: Vec<(usize, i64)> = factors.into_iter().filter(|(_, factor)| *factor != 0).collect();
        (holds && !terms.is_empty()).then_some(Bound {
            terms,
            slack: (!relation.exactly).then_some(slack),
        })
    }
}

/// Cells by number, with the relations between them.
#[derive(Debug)]
pub(super) struct System {
    pub counts: Vec<i64>,
    pub relations: Vec<Bound>,
    /// The relations each cell stands in, with its factor there.
    pub of_cell: Vec<Vec<(usize, i64)>>,
}

/// By how much the sum of `terms` (cell × factor) may move away from what it is.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Bound {
    pub terms: Vec<(usize, i64)>,
    /// How far up it may go, and any way down; `None` where it may not move at all.
    pub slack: Option<i64>,
}

impl Bound {
    /// The way back, −1 or 1, where a move of the sum by `moved` breaks the relation.
    pub fn way_back(&self, moved: i64) -> Option<i64> {
        match self.slack {
            None if moved == 0 => None,
            Some(slack) if moved <= slack => None,
            _ => Some(-moved.signum()),
        }
    }

    /// By how much a move of the sum by `moved` breaks the relation.
    pub fn excess(&self, moved: i64) -> i64 {
        self.slack.map_or(moved.abs(), |slack| (moved - slack).max(0))
    }
}
