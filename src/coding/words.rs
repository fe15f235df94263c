//! Which atoms of the rules a word meets, and the memory of words already asked for.

use std::collections::HashMap;

use super::rule::Term;
use crate::text::language::Tongue;
use crate::text::letters::{fold, from_latin, is_latin, keyboard};
use crate::text::stems::{key, keys, stem};

/// A word pattern of the rules: a stem of one tongue, a beginning or a form.
pub(super) type AtomId = u32;

/// All atoms, found from a word by look-ups whose number does not depend on how many there are.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    kk: HashMap<String, AtomId>,
    ru: HashMap<String, AtomId>,
    exact: HashMap<String, AtomId>,
    abbreviation: HashMap<String, AtomId>,
    /// Beginnings and forms are spellings, so they belong to no tongue.
    beginning: HashMap<String, AtomId>,
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

/// The atoms of words met before; grows to a bound and starts over.
#[derive(Debug, Default)]
pub(super) struct WordMemory {
    places: HashMap<String, (u32, u32)>,
    atoms: Vec<AtomId>,
}

impl WordMemory {
    /// About 20 MB of distinct words.
    const MOST_WORDS: usize = 1 << 17;

    /// The atoms of `word`, as [`Vocabulary::atoms`] gives them.
    pub fn atoms(&mut self, word: &str, vocabulary: &Vocabulary) -> &[AtomId] {
        let (start, end) = match self.places.get(word) {
            Some(&place) => place,
            None => self.learn(word, vocabulary),
        };
        &self.atoms[start as usize..end as usize]
    }

    fn learn(&mut self, word: &str, vocabulary: &Vocabulary) -> (u32, u32) {
        if self.places.len() >= Self::MOST_WORDS {
            self.places.clear();
            self.atoms.clear();
        }
        let start = self.atoms.len() as u32;
        self.atoms.extend(vocabulary.atoms(word));
        let place = (start, self.atoms.len() as u32);
        self.places.insert(word.to_owned(), place);
        place
    }
}
