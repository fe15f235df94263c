//! The bank of invented appeals, and the dealing of its variants so that texts repeat each other as little as possible.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use super::Failure;
use super::random::Random;

/// Combinations looked back on when the next one is to be as different as possible.
const LOOKED_BACK: usize = 8;

/// One matter as one kind of person writes about it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
pub struct Entry {
    pub topic: String,
    pub also: Vec<String>,
    pub language: String,
    pub kind: String,
    pub tone: String,
    pub parts: Vec<Vec<String>>,
    pub answer: Vec<String>,
}

#[derive(Deserialize)]
struct Group {
    appeal: Vec<Entry>,
}

/// All entries, and the entries of each topic.
pub struct Bank {
    pub entries: Vec<Entry>,
    pub by_topic: BTreeMap<String, Vec<usize>>,
}

impl Bank {
    pub fn read(folder: &Path) -> Result<Self, Failure> {
        let mut files: Vec<_> = std::fs::read_dir(folder)?
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<Result<_, _>>()?;
        files.sort();
        let mut entries = Vec::new();
        for file in files {
            let group: Group = toml::from_str(&std::fs::read_to_string(&file)?)
                .map_err(|source| format!("{}: {source}", file.display()))?;
            entries.extend(group.appeal);
        }
        let mut by_topic: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, entry) in entries.iter().enumerate() {
            by_topic.entry(entry.topic.clone()).or_default().push(index);
        }
        Ok(Self { entries, by_topic })
    }
}

impl Entry {
    /// True where some variant has the slot.
    pub fn has_slot(&self, slot: &str) -> bool {
        self.parts.iter().flatten().any(|variant| variant.contains(slot))
    }

    /// All topics, the chief one first.
    pub fn topics(&self) -> Vec<String> {
        std::iter::once(&self.topic).chain(&self.also).cloned().collect()
    }
}

/// The combinations of one entry's variants in the order they are dealt.
pub struct Deck {
    order: Vec<Vec<usize>>,
    cores: usize,
    dealt: usize,
}

impl Deck {
    pub fn new(entry: &Entry, random: &mut Random) -> Self {
        let mut left = combinations(&entry.parts);
        random.shuffle(&mut left);
        let mut order: Vec<Vec<usize>> = Vec::with_capacity(left.len());
        let mut cores: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
        while !left.is_empty() {
            let recent = &order[order.len().saturating_sub(LOOKED_BACK)..];
            let rank = |combination: &Vec<usize>| {
                let seen = cores.get(&core(entry, combination)).copied().unwrap_or(0);
                (Reverse(seen), nearest(combination, recent))
            };
            let best = (0..left.len())
                .max_by_key(|&index| (rank(&left[index]), Reverse(index)))
                .unwrap_or(0);
            let next = left.swap_remove(best);
            *cores.entry(core(entry, &next)).or_default() += 1;
            order.push(next);
        }
        Self {
            order,
            cores: cores.len(),
            dealt: 0,
        }
    }

    /// How many texts can still be dealt before a core comes a third time.
    pub fn left(&self) -> usize {
        (2 * self.cores).saturating_sub(self.dealt)
    }

    pub fn deal(&mut self) -> &[usize] {
        let next = self.dealt % self.order.len();
        self.dealt += 1;
        &self.order[next]
    }
}

/// The variants of the parts that cannot be left out: texts that share them are near-duplicates.
fn core(entry: &Entry, combination: &[usize]) -> Vec<usize> {
    let needed = |part: &Vec<String>| part.iter().all(|variant| !variant.is_empty());
    let parts = entry.parts.iter().zip(combination);
    parts
        .filter(|(part, _)| needed(part))
        .map(|(_, variant)| *variant)
        .collect()
}

fn combinations(parts: &[Vec<String>]) -> Vec<Vec<usize>> {
    parts.iter().fold(vec![Vec::new()], |all, part| {
        all.iter()
            .flat_map(|begun| (0..part.len()).map(|variant| [begun.as_slice(), &[variant]].concat()))
            .collect()
    })
}

/// In how many parts the nearest of `others` differs from `combination`.
fn nearest(combination: &[usize], others: &[Vec<usize>]) -> usize {
    let differing = |other: &Vec<usize>| combination.iter().zip(other).filter(|(a, b)| a != b).count();
    others.iter().map(differing).min().unwrap_or(combination.len())
}
