//! One sentence against the rules: where choices, phrases and chains are met.

use super::compile::{ChoiceId, CompiledChain, CompiledChoice, CompiledLink, Program, RuleId};
use super::rule::Order;
use super::words::AtomId;

/// Words from the first to the last, counted in the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Hit {
    pub from: u32,
    pub to: u32,
}

/// The atoms of a sentence, and the choices found in it so far.
#[derive(Debug, Default)]
pub(super) struct Sentence {
    /// Ascending by atom, then by word.
    present: Vec<(AtomId, u32)>,
    /// A bit for each atom.
    seen: Vec<u64>,
    hits: Vec<Vec<Hit>>,
    /// The sentence `hits` was filled in, by choice; what is older counts as not asked yet.
    asked_in: Vec<u64>,
    number: u64,
}

/// More ways to meet a chain are not followed: one is enough, and a sentence that repeats two words a hundred times
/// would have ten thousand.
const MOST_PARTIAL: usize = 64;

impl Sentence {
    /// Starts over with a sentence whose words are given by their atoms.
    pub fn begin(&mut self, choices: usize, atoms: usize) {
        for &(atom, _) in &self.present {
            self.seen[atom as usize / 64] = 0;
        }
        self.present.clear();
        self.seen.resize(atoms.div_ceil(64), 0);
        self.hits.resize(choices, Vec::new());
        self.asked_in.resize(choices, 0);
        self.number += 1;
    }

    /// Word `index` has these atoms.
    pub fn add(&mut self, index: u32, atoms: &[AtomId]) {
        for &atom in atoms {
            self.present.push((atom, index));
            self.seen[atom as usize / 64] |= 1 << (atom % 64);
        }
    }

    /// To be called after the last word.
    pub fn complete(&mut self) {
        self.present.sort_unstable();
    }

    /// The distinct atoms, ascending.
    pub fn atoms(&self) -> impl Iterator<Item = AtomId> + '_ {
        self.present.chunk_by(|a, b| a.0 == b.0).map(|run| run[0].0)
    }

    /// Where the rule is met, a hit for each of its chains; empty when it is not.
    pub fn meets(&mut self, rule: RuleId, program: &Program) -> Vec<Hit> {
        // Most rules fail because one of their words is not there at all.
        if !program
            .needs
            .of_id(rule)
            .iter()
            .all(|&choice| self.may_have(choice, program))
        {
            return Vec::new();
        }
        let (rule, choices) = (&program.rules[rule as usize], &program.choices);
        let mut met = Vec::with_capacity(rule.all.len());
        for chain in &rule.all {
            match self.chain(chain, choices) {
                Some(hit) => met.push(hit),
                None => return Vec::new(),
            }
        }
        match rule.not.iter().any(|chain| self.chain(chain, choices).is_some()) {
            true => Vec::new(),
            false => met,
        }
    }

    /// The first place the chain is met at.
    fn chain(&mut self, chain: &CompiledChain, choices: &[CompiledChoice]) -> Option<Hit> {
        let first = self.phrase(&chain.first, choices);
        if first.is_empty() || chain.links.is_empty() {
            return first.first().copied();
        }
        let mut linked = Vec::with_capacity(chain.links.len());
        for link in &chain.links {
            let hits = self.phrase(&link.phrase, choices);
            if hits.is_empty() {
                return None;
            }
            linked.push((link, hits));
        }
        let first = first.into_iter().map(|hit| vec![hit]).collect();
        let met: Vec<Vec<Hit>> = linked
            .iter()
            .fold(first, |partial, (link, hits)| joined(&partial, hits, link));
        met.iter().filter_map(|pieces| hull(pieces)).min()
    }

    fn phrase(&mut self, phrase: &[ChoiceId], choices: &[CompiledChoice]) -> Vec<Hit> {
        let Some((&first, rest)) = phrase.split_first() else {
            return Vec::new();
        };
        let mut met = self.choice(first, choices).to_vec();
        for &choice in rest {
            if met.is_empty() {
                break;
            }
            let next = self.choice(choice, choices);
            let follows = |hit: Hit| {
                next.iter()
                    .filter(move |n| n.from == hit.to + 1)
                    .map(move |n| (hit.from, n.to))
            };
            met = met
                .into_iter()
                .flat_map(follows)
                .map(|(from, to)| Hit { from, to })
                .collect();
        }
        met
    }

    /// False only where the choice is not met.
    fn may_have(&self, choice: ChoiceId, program: &Program) -> bool {
        let seen = |&atom: &AtomId| self.seen[atom as usize / 64] >> (atom % 64) & 1 == 1;
        program.entries.of_id(choice).iter().any(seen)
    }

    fn choice(&mut self, id: ChoiceId, choices: &[CompiledChoice]) -> &[Hit] {
        let index = id as usize;
        if self.asked_in[index] != self.number {
            self.asked_in[index] = self.number;
            let mut hits = std::mem::take(&mut self.hits[index]);
            hits.clear();
            let choice = &choices[index];
            self.words(&choice.atoms, &mut hits);
            for phrase in &choice.phrases {
                hits.extend(self.phrase(phrase, choices));
            }
            hits.sort_unstable();
            hits.dedup();
            self.hits[index] = hits;
        }
        &self.hits[index]
    }

    fn words(&self, atoms: &[AtomId], hits: &mut Vec<Hit>) {
        for &atom in atoms {
            let start = self.present.partition_point(|&(present, _)| present < atom);
            let run = self.present[start..]
                .iter()
                .take_while(|&&(present, _)| present == atom);
            hits.extend(run.map(|&(_, word)| Hit { from: word, to: word }));
        }
    }
}

fn joined(partial: &[Vec<Hit>], next: &[Hit], link: &CompiledLink) -> Vec<Vec<Hit>> {
    let pairs = partial
        .iter()
        .flat_map(|pieces| next.iter().map(move |hit| (pieces, hit)));
    let fitting = pairs.filter(|(pieces, hit)| fits(pieces, **hit, link));
    fitting
        .take(MOST_PARTIAL)
        .map(|(pieces, hit)| [pieces.as_slice(), &[*hit]].concat())
        .collect()
}

/// Whether `hit` stands as the link asks; a word already used cannot be met again.
fn fits(pieces: &[Hit], hit: Hit, link: &CompiledLink) -> bool {
    let Some(hull) = hull(pieces) else { return false };
    if pieces
        .iter()
        .any(|piece| piece.from <= hit.to && hit.from <= piece.to)
    {
        return false;
    }
    match link.order {
        Order::Before => hit.from > hull.to && hit.from - hull.to <= link.within,
        Order::Near if hit.from > hull.to => hit.from - hull.to <= link.within,
        Order::Near => hull.from.saturating_sub(hit.to) <= link.within,
    }
}

fn hull(pieces: &[Hit]) -> Option<Hit> {
    let from = pieces.iter().map(|piece| piece.from).min()?;
    let to = pieces.iter().map(|piece| piece.to).max()?;
    Some(Hit { from, to })
}
