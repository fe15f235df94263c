//! Texts read into numbered stems, with what is known of each stem over all of them.

use std::collections::BTreeSet;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::left_out::LeftOut;
use super::places::PlaceNames;
use super::spoken::{Case, each_spoken};
use super::writing::Writing;
use crate::text::language::Tongue;
use crate::text::passage::Passage;

/// A stem of one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stem {
    pub tongue: Tongue,
    /// Folded, so that spellings on either keyboard meet.
    pub key: String,
    /// Different letters that have it: near-identical texts count once.
    pub letters: u32,
    /// Different people who wrote it.
    pub people: u32,
    /// Occurrences inside a sentence as a name, and in small letters.
    pub as_name: u32,
    pub as_word: u32,
}

/// The texts as sets of stems.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    pub stems: Vec<Stem>,
    /// By text, ascending: the numbers of its stems.
    texts: Vec<Vec<u32>>,
    numbers: FxHashMap<(Tongue, String), u32>,
    letters: FxHashMap<Tongue, u32>,
}

/// A word inside sentences is a name where it is written as one at least so often.
const NAME_SHARE: f64 = 0.5;
/// The same for a word in the name of a place: careless letters have no capitals.
const PLACE_SHARE: f64 = 0.2;

/// Texts read at a time, each chunk with numbers of its own.
const CHUNK: usize = 1024;

impl Reading {
    /// Reads `writings`, whose order gives the stems their numbers.
    pub fn of(writings: &[Writing]) -> Self {
        let chunks: Vec<Chunk> = writings.par_chunks(CHUNK).map(Chunk::of).collect();
        let mut reading = Self::default();
        chunks.into_iter().for_each(|chunk| reading.take(chunk));
        reading.count(writings);
        reading
    }

    fn take(&mut self, chunk: Chunk) {
        let global: Vec<u32> = chunk
            .stems
            .into_iter()
            .map(|((tongue, key), [as_name, as_word])| {
                let number = self.number_or_add(tongue, key);
                let stem = &mut self.stems[number as usize];
                stem.as_name += as_name;
                stem.as_word += as_word;
                number
            })
            .collect();
        self.texts.extend(chunk.texts.into_iter().map(|text| {
            let mut stems: Vec<u32> = text.into_iter().map(|stem| global[stem as usize]).collect();
            stems.sort_unstable();
            stems
        }));
    }

    fn number_or_add(&mut self, tongue: Tongue, key: String) -> u32 {
        let stems = &mut self.stems;
        *self
            .numbers
            .entry((tongue, key))
            .or_insert_with_key(|(tongue, key)| {
                stems.push(Stem {
                    tongue: *tongue,
                    key: key.clone(),
                    letters: 0,
                    people: 0,
                    as_name: 0,
                    as_word: 0,
                });
                (stems.len() - 1) as u32
            })
    }

    fn count(&mut self, writings: &[Writing]) {
        let texts: Vec<usize> = (0..writings.len()).collect();
        let letters = self.tally(&texts, |text| writings[text].letter);
        let people = self.tally(&texts, |text| writings[text].writer());
        for (stem, (letters, people)) in self.stems.iter_mut().zip(letters.into_iter().zip(people)) {
            (stem.letters, stem.people) = (letters, people);
        }
        for tongue in [Tongue::Kk, Tongue::Ru] {
            let speaks = |text: &usize| {
                let mut stems = self.texts[*text].iter();
                stems.any(|&stem| self.stems[stem as usize].tongue == tongue)
            };
            let letters: BTreeSet<u64> = texts
                .iter()
                .filter(|&text| speaks(text))
                .map(|&text| writings[text].letter)
                .collect();
            self.letters.insert(tongue, letters.len() as u32);
        }
    }

    /// By stem, in how many different values of `of` it stands among `texts`.
    pub fn tally<K: Ord>(&self, texts: &[usize], of: impl Fn(usize) -> K) -> Vec<u32> {
        let mut order: Vec<(K, usize)> = texts.iter().map(|&text| (of(text), text)).collect();
        order.sort();
        let mut counts = vec![0; self.stems.len()];
        // Texts of one value follow each other, so it is enough to know the value a stem was met in last.
        let mut met = vec![usize::MAX; self.stems.len()];
        let mut value = 0;
        for (place, (key, text)) in order.iter().enumerate() {
            value += usize::from(place > 0 && order[place - 1].0 != *key);
            for &stem in &self.texts[*text] {
                let stem = stem as usize;
                counts[stem] += u32::from(met[stem] != value);
                met[stem] = value;
            }
        }
        counts
    }

    /// Letters with a word of the tongue.
    pub fn letters(&self, tongue: Tongue) -> u32 {
        self.letters.get(&tongue).copied().unwrap_or_default()
    }

    /// The stems of a text, ascending.
    pub fn stems_of(&self, text: usize) -> &[u32] {
        &self.texts[text]
    }

    /// The number of a stem; `None` where no text has it.
    pub fn number(&self, tongue: Tongue, key: String) -> Option<u32> {
        self.numbers.get(&(tongue, key)).copied()
    }

    /// Inverse document frequency over the letters of the stem's language: 0 for a word of every letter.
    pub fn rarity(&self, stem: u32) -> f64 {
        let found = &self.stems[stem as usize];
        let letters = self.letters(found.tongue);
        (f64::from(letters.max(1)) / f64::from(found.letters.max(1))).ln()
    }

    /// True for a stem that tells what a text is about: neither left out nor a name.
    pub fn is_telling(&self, stem: u32) -> bool {
        let stem = &self.stems[stem as usize];
        LeftOut::embedded().role(stem.tongue, &stem.key).is_none() && !stem.is_name()
    }
}

impl Stem {
    /// True where it is written as a name so often that it is one.
    pub fn is_name(&self) -> bool {
        let inside = f64::from(self.as_name + self.as_word);
        let as_name = f64::from(self.as_name);
        as_name > 0.0
            && (as_name >= NAME_SHARE * inside
                || as_name >= PLACE_SHARE * inside && PlaceNames::embedded().contains(self.tongue, &self.key))
    }
}

/// Texts read together.
#[derive(Debug, Default)]
struct Chunk {
    /// In the order they were met, with their occurrences as a name and in small letters.
    stems: Vec<((Tongue, String), [u32; 2])>,
    texts: Vec<Vec<u32>>,
}

impl Chunk {
    fn of(writings: &[Writing]) -> Self {
        let mut chunk = Self::default();
        let mut numbers: FxHashMap<(Tongue, String), u32> = FxHashMap::default();
        for writing in writings {
            let mut text = Vec::new();
            each_spoken(&Passage::new(&writing.text), |word| {
                let stem = (word.tongue, word.key);
                let number = *numbers.entry(stem).or_insert_with_key(|stem| {
                    chunk.stems.push((stem.clone(), [0; 2]));
                    (chunk.stems.len() - 1) as u32
                });
                let (_, [as_name, as_word]) = &mut chunk.stems[number as usize];
                *as_name += u32::from(word.case == Case::Name);
                *as_word += u32::from(word.case == Case::Small);
                text.push(number);
            });
            text.sort_unstable();
            text.dedup();
            chunk.texts.push(text);
        }
        chunk
    }
}
