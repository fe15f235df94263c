//! Families of near-identical texts.

use rustc_hash::FxHashMap;

use super::{CONTAINMENT, JACCARD, Shingles};

/// Texts of which each is near-identical to another of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Family {
    /// Their places in what was given, ascending; two or more.
    pub members: Vec<usize>,
    /// The one that has most in common with the others.
    pub typical: usize,
}

/// So many texts of one family stand under a shingle: more are found through these.
const MOST_KIN: usize = 4;

/// The families of `texts`, by their first members. The order of the texts decides nothing but their numbers, and which of
/// equally typical ones is named.
///
/// Equal texts are joined first. Then, from the shortest on, each text looks among the shorter ones for those it is near:
/// they stand under their rarest shingles, so few that a near one cannot lack them all.
pub fn families(texts: &[Shingles]) -> Vec<Family> {
    let distinct = distinct(texts);
    let frequency = frequency(&distinct);
    let mut kin = Kin::new(distinct.len());
    let mut under: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for (at, (text, _)) in distinct.iter().enumerate() {
        for shingle in &text.0 {
            let Some(candidates) = under.get(shingle) else {
                continue;
            };
            for &candidate in candidates {
                let candidate = candidate as usize;
                if kin.root(candidate) != kin.root(at) && text.is_near(distinct[candidate].0) {
                    kin.join(candidate, at);
                }
            }
        }
        for shingle in rarest(text, &frequency) {
            let standing: &mut Vec<u32> = under.entry(shingle).or_default();
            let own = kin.root(at);
            let of_kin = standing
                .iter()
                .filter(|&&other| kin.root(other as usize) == own)
                .count();
            if of_kin < MOST_KIN {
                standing.push(at as u32);
            }
        }
    }
    gathered(texts, &distinct, &mut kin)
}

/// The distinct texts, shortest first, with where each stands.
fn distinct(texts: &[Shingles]) -> Vec<(&Shingles, Vec<usize>)> {
    let mut order: Vec<usize> = (0..texts.len()).filter(|&at| !texts[at].0.is_empty()).collect();
    order.sort_by(|&a, &b| (texts[a].0.len(), &texts[a], a).cmp(&(texts[b].0.len(), &texts[b], b)));
    order
        .chunk_by(|&a, &b| texts[a] == texts[b])
        .map(|same| (&texts[same[0]], same.to_vec()))
        .collect()
}

fn frequency(distinct: &[(&Shingles, Vec<usize>)]) -> FxHashMap<u32, u32> {
    let mut frequency: FxHashMap<u32, u32> = FxHashMap::default();
    for shingle in distinct.iter().flat_map(|(text, _)| text.0.iter()) {
        *frequency.entry(*shingle).or_default() += 1;
    }
    // Nobody looks under what stands in one text only; a third of the memory is enough for the others.
    frequency.retain(|_, count| *count > 1);
    frequency.shrink_to_fit();
    frequency
}

/// The shingles of a text one of which every longer text near it has: all but as many as may be missing, the rarest of
/// those other texts have first.
fn rarest(text: &Shingles, frequency: &FxHashMap<u32, u32>) -> Vec<u32> {
    let needed = (JACCARD.min(CONTAINMENT) * text.0.len() as f64).ceil() as usize;
    let mut order: Vec<(u32, u32)> = text
        .0
        .iter()
        .map(|shingle| (frequency.get(shingle).copied().unwrap_or(1), *shingle))
        .collect();
    order.sort_unstable();
    order.truncate(text.0.len() - needed + 1);
    order.retain(|(count, _)| *count > 1);
    order.into_iter().map(|(_, shingle)| shingle).collect()
}

fn gathered(texts: &[Shingles], distinct: &[(&Shingles, Vec<usize>)], kin: &mut Kin) -> Vec<Family> {
    let mut members: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for (at, (_, places)) in distinct.iter().enumerate() {
        members.entry(kin.root(at)).or_default().extend(places);
    }
    let mut families: Vec<Family> = members
        .into_values()
        .filter(|members| members.len() > 1)
        .map(|mut members| {
            members.sort_unstable();
            let typical = typical(texts, &members);
            Family { members, typical }
        })
        .collect();
    families.sort_by(|a, b| a.members.cmp(&b.members));
    families
}

/// The member whose shingles the others have most often, on average.
fn typical(texts: &[Shingles], members: &[usize]) -> usize {
    let mut having: FxHashMap<u32, u32> = FxHashMap::default();
    for shingle in members.iter().flat_map(|&member| texts[member].0.iter()) {
        *having.entry(*shingle).or_default() += 1;
    }
    let share = |member: usize| {
        let of = &texts[member].0;
        let sum: u32 = of.iter().map(|shingle| having[shingle]).sum();
        f64::from(sum) / of.len() as f64
    };
    let first = members[0];
    let best = members.iter().copied().max_by(|&a, &b| {
        let by_share = share(a).total_cmp(&share(b));
        by_share.then_with(|| texts[b].cmp(&texts[a])).then(b.cmp(&a))
    });
    best.unwrap_or(first)
}

/// Which texts belong together so far (union–find with halved paths).
struct Kin(Vec<u32>);

impl Kin {
    fn new(texts: usize) -> Self {
        Self((0..texts as u32).collect())
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.0[at] as usize != at {
            self.0[at] = self.0[self.0[at] as usize];
            at = self.0[at] as usize;
        }
        at
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        self.0[one.max(other)] = one.min(other) as u32;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(texts: &[Shingles]) -> Vec<Vec<usize>> {
        families(texts).into_iter().map(|family| family.members).collect()
    }

    fn shingles(numbers: impl IntoIterator<Item = u32>) -> Shingles {
        let mut numbers: Vec<u32> = numbers.into_iter().collect();
        numbers.sort_unstable();
        numbers.dedup();
        Shingles(numbers.into())
    }

    #[test]
    fn equal_and_near_texts_are_one_family_and_a_strange_one_none() {
        let texts = [
            shingles(0..50),
            shingles(100..150),
            shingles(0..50),
            shingles(0..55),
            shingles([]),
        ];
        assert_eq!(of(&texts), [[0, 2, 3]]);
    }

    #[test]
    fn the_typical_text_has_most_in_common() {
        let texts = [shingles(0..60), shingles(0..50), shingles(0..50)];
        assert_eq!(families(&texts)[0].typical, 1);
    }

    #[test]
    fn many_equal_texts_cost_no_more_than_one() {
        let texts = vec![shingles(0..80); 100_000];
        assert_eq!(families(&texts)[0].members.len(), 100_000);
    }

    /// Texts made of a few stocks of shingles, so that many are near.
    fn corpus() -> impl Strategy<Value = Vec<Shingles>> {
        let text = (
            0u32..3,
            0u32..30,
            20u32..45,
            prop::collection::vec(0u32..200, 0..8),
        );
        let text = text.prop_map(|(stock, from, length, own)| {
            shingles((stock * 1000 + from..stock * 1000 + from + length).chain(own))
        });
        prop::collection::vec(text, 0..40)
    }

    proptest! {
        #[test]
        fn the_families_are_those_of_comparing_each_with_each(texts in corpus()) {
            let mut kin = Kin::new(texts.len());
            for one in 0..texts.len() {
                for other in 0..one {
                    if texts[one] == texts[other] || texts[one].is_near(&texts[other]) {
                        kin.join(one, other);
                    }
                }
            }
            let mut expected: std::collections::BTreeMap<usize, Vec<usize>> = Default::default();
            for at in 0..texts.len() {
                expected.entry(kin.root(at)).or_default().push(at);
            }
            let expected: Vec<Vec<usize>> = expected.into_values().filter(|members| members.len() > 1).collect();
            prop_assert_eq!(of(&texts), expected);
        }

        #[test]
        fn the_order_of_the_texts_does_not_matter(texts in corpus()) {
            let reversed: Vec<Shingles> = texts.iter().rev().cloned().collect();
            let back = |members: Vec<usize>| {
                let mut members: Vec<usize> = members.into_iter().map(|at| texts.len() - 1 - at).collect();
                members.sort_unstable();
                members
            };
            let mut found: Vec<Vec<usize>> = of(&reversed).into_iter().map(back).collect();
            found.sort();
            prop_assert_eq!(of(&texts), found);
        }
    }
}
