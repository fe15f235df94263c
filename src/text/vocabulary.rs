//! The words met so far and what was found out about each: running text says few words many times.
//!
//! A word is looked up once and has a place; what is asked of it is found out at the first question. Entries and
//! letters lie side by side, for it is the way to the memory that a look-up costs.

use std::cell::RefCell;
use std::hash::BuildHasher;
use std::ops::Range;

use rustc_hash::FxBuildHasher;

use super::language::{Share, Tongue, share};
use super::letters::lower;
use super::personal::{Facts, facts};
use super::{kazakh, russian};

/// More distinct forms than a year of an oblast's appeals holds; some tens of megabytes.
const MOST_WORDS: usize = 1 << 17;
/// Slots of the index for each word there is room for: a look-up ends at a free one.
const SLOTS_A_WORD: usize = 4;

/// The words met so far; grows to a bound and starts over.
pub(super) struct Vocabulary {
    /// One more than the place of the word whose hash leads here; 0 for none. Their number is a power of two.
    slots: Vec<u32>,
    keys: Vec<Key>,
    entries: Vec<Entry>,
    /// The lemmas of the other readings of each word, where they were asked for.
    others: Vec<Option<Box<[String]>>>,
    letters: String,
}

/// What a look-up compares; apart from what is known of the word, so that many lie in the cache.
struct Key {
    hash: u64,
    written: Range<u32>,
}

#[derive(Default)]
struct Entry {
    /// By tongue.
    stems: [Option<Range<u32>>; 2],
    /// In small letters or at the beginning of a sentence, and as a name.
    shares: Option<[Share; 2]>,
    facts: Option<Facts>,
}

thread_local! {
    static VOCABULARY: RefCell<Vocabulary> = RefCell::new(Vocabulary::new());
}

/// Asks the words this thread has met.
pub(super) fn with<T>(ask: impl FnOnce(&mut Vocabulary) -> T) -> T {
    VOCABULARY.with_borrow_mut(ask)
}

impl Vocabulary {
    fn new() -> Self {
        Self {
            slots: vec![0; MOST_WORDS * SLOTS_A_WORD],
            keys: Vec::new(),
            entries: Vec::new(),
            others: Vec::new(),
            letters: String::new(),
        }
    }

    /// Starts over if there is no room for `words` more, so that places stay good while these are asked for. A text
    /// of more words than there is ever room for gets more slots.
    pub(super) fn make_room(&mut self, words: usize) {
        if self.entries.len() + words > MOST_WORDS {
            let room = words.max(MOST_WORDS).next_power_of_two();
            self.slots.clear();
            self.slots.resize(room * SLOTS_A_WORD, 0);
            self.keys.clear();
            self.entries.clear();
            self.others.clear();
            self.letters.clear();
        }
    }

    /// Where `word` stands; good until room is made.
    pub(super) fn place(&mut self, word: &str) -> usize {
        let hash = FxBuildHasher.hash_one(word);
        let last = self.slots.len() - 1;
        let mut slot = hash as usize & last;
        loop {
            match self.slots.get(slot).copied().unwrap_or(0) {
                0 => return self.add(word, hash, slot),
                place if self.is(place as usize - 1, word, hash) => return place as usize - 1,
                _ => slot = (slot + 1) & last,
            }
        }
    }

    fn is(&self, place: usize, word: &str, hash: u64) -> bool {
        let key = &self.keys[place];
        key.hash == hash && self.read(&key.written) == word
    }

    fn add(&mut self, word: &str, hash: u64, slot: usize) -> usize {
        let written = self.keep(word);
        self.keys.push(Key { hash, written });
        self.entries.push(Entry::default());
        self.others.push(None);
        self.slots[slot] = self.entries.len() as u32;
        self.entries.len() - 1
    }

    fn keep(&mut self, letters: &str) -> Range<u32> {
        let start = self.letters.len() as u32;
        self.letters.push_str(letters);
        start..self.letters.len() as u32
    }

    fn read(&self, letters: &Range<u32>) -> &str {
        &self.letters[letters.start as usize..letters.end as usize]
    }

    fn written(&self, place: usize) -> String {
        self.read(&self.keys[place].written).to_owned()
    }

    /// The stem of a word; never empty.
    pub(super) fn stem(&mut self, place: usize, tongue: Tongue) -> &str {
        if self.entries[place].stems[tongue as usize].is_none() {
            match tongue {
                Tongue::Kk => drop(self.analyse_kazakh(place)),
                Tongue::Ru => drop(self.analyse_russian(place)),
            }
        }
        let stem = &self.entries[place].stems[tongue as usize];
        stem.as_ref().map_or("", |stem| self.read(stem))
    }

    /// The lemmas of the other words a Russian word may be a form of, in alphabetical order.
    pub(super) fn others(&mut self, place: usize) -> &[String] {
        if self.others[place].is_none() {
            self.analyse_russian(place);
        }
        self.others[place].as_deref().unwrap_or_default()
    }

    /// What is known of the word as a part of a person's name.
    pub(super) fn facts(&mut self, place: usize) -> Facts {
        if self.entries[place].facts.is_none() {
            self.find_out(place);
        }
        self.entries[place].facts.unwrap_or_default()
    }

    /// What the word says for either language; `named` if it looks like a name.
    pub(super) fn share(&mut self, place: usize, named: bool) -> Share {
        if self.entries[place].shares.is_none() {
            self.find_out(place);
        }
        self.entries[place]
            .shares
            .map_or_else(Share::default, |shares| shares[usize::from(named)])
    }

    /// All that needs both analyses at once: they cost far more than what is read from them.
    fn find_out(&mut self, place: usize) {
        let (kazakh, russian) = (self.analyse_kazakh(place), self.analyse_russian(place));
        let word = self.written(place);
        let shares = [false, true].map(|named| share(&word, named, &kazakh, &russian));
        let entry = &mut self.entries[place];
        entry.shares = Some(shares);
        entry.facts = Some(facts(&word, &kazakh, &russian));
    }

    fn analyse_kazakh(&mut self, place: usize) -> kazakh::Analysed {
        let word = self.written(place);
        let analysed = kazakh::analyse_written(&word);
        let stem = self.keep(shown(&analysed.root, &word.to_lowercase()));
        self.entries[place].stems[Tongue::Kk as usize] = Some(stem);
        analysed
    }

    fn analyse_russian(&mut self, place: usize) -> russian::Analysed {
        let word = self.written(place);
        let analysed = russian::analyse(&lower(&word));
        let stem = self.keep(shown(&analysed.stem, &word.to_lowercase()));
        self.entries[place].stems[Tongue::Ru as usize] = Some(stem);
        self.others[place] = Some(analysed.others.clone().into());
        analysed
    }
}

/// A word of invisible letters alone has no others to show.
fn shown<'stem>(stem: &'stem str, lower: &'stem str) -> &'stem str {
    if stem.is_empty() { lower } else { stem }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_one_place_and_keeps_its_stems() {
        let mut words = Vocabulary::new();
        let place = words.place("көшеде");
        assert_eq!(words.place("дороги"), place + 1);
        assert_eq!(words.place("көшеде"), place);
        assert_eq!(words.stem(place, Tongue::Kk), "көше");
        assert_eq!(words.stem(place + 1, Tongue::Ru), "дорога");
    }

    #[test]
    fn the_vocabulary_does_not_grow_without_bound() {
        let mut words = Vocabulary::new();
        for number in 0..=MOST_WORDS {
            words.make_room(1);
            words.place(&number.to_string());
        }
        assert_eq!(words.entries.len(), 1);
    }

    #[test]
    fn a_text_of_more_words_than_the_bound_finds_a_place_for_each() {
        let mut words = Vocabulary::new();
        let many = MOST_WORDS * SLOTS_A_WORD + 1;
        words.make_room(many);
        for number in 0..many {
            assert_eq!(words.place(&number.to_string()), number);
        }
        assert_eq!(words.place("0"), 0);
    }
}
