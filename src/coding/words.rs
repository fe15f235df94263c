//! Which atoms of the rules a word meets, and the memory of words already asked for.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::rule::Term;
use crate::text::language::Tongue;
use crate::text::letters::{fold, from_latin, is_latin, keyboard};
use crate::text::stems::{key, keys, stem};

/// A word pattern of the rules: a stem of one tongue, a beginning or a form.
pub(super) type AtomId = u32;

/// All atoms, found from a word by look-ups whose number does not depend on how many there are.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    kk: FxHashMap<String, AtomId>,
    ru: FxHashMap<String, AtomId>,
    exact: FxHashMap<String, AtomId>,
    abbreviation: FxHashMap<String, AtomId>,
    /// Beginnings and forms are spellings, so they belong to no tongue.
    beginning: FxHashMap<String, AtomId>,
    count: AtomId,
}

impl Vocabulary {
    /// The atom of a term of a rule in `tongue`; none for a macro, which is not a word.
    pub fn add(&mut self, term: &Term, tongue: Tongue) -> Option<AtomId> {
        let (atoms, written) = match term {
            Term::Inflected(word) if is_abbreviation(word) => match tongue {
                Tongue::Kk => (&mut self.abbreviation, keyboard(&stem(word, tongue))),
                // Russian does not inflect abbreviations.
                Tongue::Ru => (&mut self.exact, keyboard(word)),
            },
            Term::Inflected(word) => match tongue {
                Tongue::Kk => (&mut self.kk, key(word, tongue)),
                Tongue::Ru => (&mut self.ru, key(word, tongue)),
            },
            Term::Prefix(letters) => (&mut self.beginning, fold(letters)),
            Term::Exact(form) => (&mut self.exact, keyboard(form)),
            Term::Macro(_) => return None,
        };
        let next = self.count;
        let atom = *atoms.entry(written).or_insert(next);
        self.count += u32::from(atom == next);
        Some(atom)
    }

    /// How many atoms there are; they are numbered from 0.
    pub fn len(&self) -> usize {
        self.count as usize
    }

    /// The atoms `word` meets, ascending. A hyphenated word meets those of its parts too.
    fn atoms(&self, word: &str) -> Vec<AtomId> {
        let mut met = self.atoms_of_part(word);
        if word.contains('-') {
            met.extend(
                word.split('-')
                    .filter(|part| !part.is_empty())
                    .flat_map(|part| self.atoms_of_part(part)),
            );
        }
        met.sort_unstable();
        met.dedup();
        met
    }

    fn atoms_of_part(&self, word: &str) -> Vec<AtomId> {
        let mut met: Vec<AtomId> = Vec::new();
        met.extend(self.kk.get(&key(word, Tongue::Kk)));
        met.extend(keys(word, Tongue::Ru).iter().filter_map(|key| self.ru.get(key)));
        met.extend(self.abbreviation.get(&keyboard(&stem(word, Tongue::Kk))));
        self.spelled(word, &mut met);
        if word.chars().any(is_latin) {
            self.spelled(&from_latin(word), &mut met);
        }
        met
    }

    /// Adds the atoms met by the letters of `word` as they are.
    fn spelled(&self, word: &str, met: &mut Vec<AtomId>) {
        met.extend(self.exact.get(&keyboard(word)));
        let form = fold(word);
        let ends = form
            .char_indices()
            .map(|(start, letter)| start + letter.len_utf8());
        met.extend(ends.filter_map(|end| self.beginning.get(&form[..end])));
    }
}

/// Two capitals open an abbreviation, whose endings may be small: `ОСИ-дің`, `КСКның`.
fn is_abbreviation(word: &str) -> bool {
    word.chars()
        .take(2)
        .filter(|letter| letter.is_uppercase())
        .count()
        == 2
}

/// The atoms of words met before, under the numbers passages give them; starts over when they are numbered anew.
#[derive(Debug, Default)]
pub(super) struct WordMemory {
    generation: Option<u64>,
    /// By number, one more than the place in `places`; 0 where the word was not asked for.
    met: Vec<u32>,
    places: Vec<Range<u32>>,
    /// What is no word: «7-20-25», a code.
    others: FxHashMap<String, Range<u32>>,
    atoms: Vec<AtomId>,
}

impl WordMemory {
    /// More numbers and codes than a run of texts repeats.
    const MOST_OTHERS: usize = 1 << 14;

    /// To be called before the words of a passage of this generation are asked for.
    pub fn serve(&mut self, generation: u64) {
        if self.generation != Some(generation) || self.others.len() > Self::MOST_OTHERS {
            *self = Self {
                generation: Some(generation),
                ..Self::default()
            };
        }
    }

    /// The atoms of `written`, as [`Vocabulary::atoms`] gives them; `number` is the word's in its passage.
    pub fn atoms(&mut self, written: &str, number: Option<usize>, vocabulary: &Vocabulary) -> &[AtomId] {
        let Range { start, end } = match number {
            Some(number) => self.word(written, number, vocabulary),
            None => self.other(written, vocabulary),
        };
        &self.atoms[start as usize..end as usize]
    }

    fn word(&mut self, word: &str, number: usize, vocabulary: &Vocabulary) -> Range<u32> {
        if self.met.len() <= number {
            self.met.resize(number + 1, 0);
        }
        if self.met[number] == 0 {
            let place = self.learn(word, vocabulary);
            self.places.push(place);
            self.met[number] = self.places.len() as u32;
        }
        self.places[self.met[number] as usize - 1].clone()
    }

    fn other(&mut self, written: &str, vocabulary: &Vocabulary) -> Range<u32> {
        if let Some(place) = self.others.get(written) {
            return place.clone();
        }
        let place = self.learn(written, vocabulary);
        self.others.insert(written.to_owned(), place.clone());
        place
    }

    fn learn(&mut self, written: &str, vocabulary: &Vocabulary) -> Range<u32> {
        let start = self.atoms.len() as u32;
        self.atoms.extend(vocabulary.atoms(written));
        start..self.atoms.len() as u32
    }
}
