//! The endings of `dictionaries/text/kk_suffixes.csv` as a tree of their folded letters read from the last to the first.

use std::collections::BTreeMap;

use super::alphabet::{CODES, Letters, code, sound, sounds};
use crate::text::dictionary::rows;
use crate::text::letters::fold_letter;

/// A set of morphemes, one bit each; the first two bits stand for a root.
pub(super) type Morphemes = u128;
pub(super) const NOMINAL_ROOT: Morphemes = 1;
pub(super) const VERBAL_ROOT: Morphemes = 2;

/// An allomorph.
pub(super) struct Ending {
    morpheme: u8,
    /// The sounds it may follow.
    left: u8,
    pub(super) harmonic: bool,
    /// Written with ң; н typed for it is not taken for it where the word shows a Kazakh keyboard.
    nasal: bool,
}

pub(super) struct Morpheme {
    pub(super) name: &'static str,
    /// What may stand before it.
    pub(super) after: Morphemes,
    pub(super) bit: Morphemes,
    pub(super) weight: f32,
    /// A word may end with it.
    pub(super) closes: bool,
    pub(super) verbal_noun: bool,
}

pub(super) struct Endings {
    morphemes: Vec<Morpheme>,
    /// The node each letter leads to; 0 for none.
    next: Vec<[u16; CODES]>,
    /// The allomorphs that begin at each node.
    found: Vec<Vec<Ending>>,
}

impl Endings {
    /// Reads `morpheme,after,forms,weight,closes,reason`.
    pub(super) fn read(csv: &'static str) -> Self {
        let names: BTreeMap<&str, Morphemes> = [("noun", NOMINAL_ROOT), ("verb", VERBAL_ROOT)]
            .into_iter()
            .chain(
                rows::<6>(csv)
                    .enumerate()
                    .map(|(number, [name, ..])| (name, 4 << number)),
            )
            .collect();
        let set = |after: &str| match after {
            "any" => Morphemes::MAX,
            _ => after
                .split(' ')
                .filter_map(|name| names.get(name))
                .fold(0, |all, bit| all | bit),
        };
        let mut endings = Self {
            morphemes: Vec::new(),
            next: vec![[0; CODES]],
            found: vec![Vec::new()],
        };
        for [name, after, forms, weight, closes, _] in rows::<6>(csv) {
            endings.add_forms(forms);
            endings.morphemes.push(Morpheme {
                name,
                after: set(after),
                bit: set(name),
                weight: weight.parse().unwrap_or(0.0),
                closes: closes == "yes",
                verbal_noun: name == "vnoun",
            });
        }
        endings
    }

    /// Adds the allomorphs of the next morpheme: `VR:лар лер|T:тар тер`.
    fn add_forms(&mut self, forms: &str) {
        for (left, group) in forms.split('|').filter_map(|group| group.split_once(':')) {
            let harmonic = group.contains(['а', 'ы']) && group.contains(['е', 'і']);
            for form in group.split(' ') {
                let letters = form.chars().rev().map(|letter| code(fold_letter(letter)));
                let node = letters.fold(0, |node, letter| self.child(node, letter));
                let morpheme = self.morphemes.len() as u8;
                // In folded letters лы and лі are one ending.
                match self.found[node]
                    .iter_mut()
                    .find(|known| known.morpheme == morpheme)
                {
                    Some(known) => known.left |= sounds(left),
                    None => self.found[node].push(Ending {
                        morpheme,
                        left: sounds(left),
                        harmonic,
                        nasal: form.contains('ң'),
                    }),
                }
            }
        }
    }

    fn child(&mut self, node: usize, letter: u8) -> usize {
        let letter = letter as usize;
        if self.next[node][letter] == 0 {
            self.next[node][letter] = self.next.len() as u16;
            self.next.push([0; CODES]);
            self.found.push(Vec::new());
        }
        self.next[node][letter] as usize
    }

    /// Every ending the first `end` letters of `word` may close with, its morpheme, and where it begins.
    pub(super) fn before<'word>(
        &'word self,
        word: &'word Letters,
        end: usize,
    ) -> impl Iterator<Item = (usize, &'word Ending, &'word Morpheme)> {
        let mut node = 0;
        let starts = (1..end).rev().map_while(move |start| {
            node = self.next[node][word.codes[start] as usize] as usize;
            (node != 0).then_some((start, node))
        });
        starts.flat_map(move |(start, node)| {
            self.found[node]
                .iter()
                .filter(move |ending| ending.fits(word, start, end))
                .filter_map(move |ending| {
                    Some((start, ending, self.morphemes.get(ending.morpheme as usize)?))
                })
        })
    }
}

impl Ending {
    fn fits(&self, word: &Letters, start: usize, end: usize) -> bool {
        let typed = !self.nasal || !word.shows_harmony || word.written[start..end].contains(&'ң');
        typed && (word.hyphen_before(start) || self.left & sound(word.folded[start - 1]) != 0)
    }
}
