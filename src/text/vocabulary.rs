//! The words met so far and what was found out about each: running text says few words many times.
//!
//! A word is looked up once and has a number; what is asked of it is found out at the first question. What is asked
//! together lies side by side, for it is the way to the memory that an answer costs.

use std::cell::RefCell;
use std::hash::BuildHasher;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

use rustc_hash::FxBuildHasher;

use super::known_words::{Known, known};
use super::language::{Share, Tongue, share};
use super::letters::lower;
use super::personal::{Facts, facts};
use super::{kazakh, russian};

/// More distinct forms than a year of an oblast's appeals holds; some tens of megabytes.
const MOST_WORDS: usize = 1 << 17;
/// Slots of the index before it first grows.
const FIRST_SLOTS: usize = 1 << 14;

/// The words met so far; grows to a bound and starts over.
pub(super) struct Vocabulary {
    /// Told apart from every other vocabulary, of this thread before it started over and of other threads.
    generation: u64,
    slots: Vec<Slot>,
    keys: Vec<Key>,
    facts: Vec<Option<Facts>>,
    /// In small letters or at the beginning of a sentence, and as a name.
    shares: Vec<Option<[Share; 2]>>,
    /// By tongue.
    stems: Vec<[Option<Range<u32>>; 2]>,
    /// The lemmas of the other readings of each word, where they were asked for.
    others: Vec<Option<Box<[String]>>>,
    letters: String,
}

/// A place of the index: one more than the number of the word whose hash leads here, 0 for none, and a part of the
/// hash that tells most other words apart without a look at their letters.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    word: u32,
    tag: u32,
}

struct Key {
    hash: u64,
    written: Range<u32>,
}

thread_local! {
    static VOCABULARY: RefCell<Vocabulary> = RefCell::new(Vocabulary::new());
}

/// The next generation; it is compared with itself only and never reaches an answer.
static GENERATIONS: AtomicU64 = AtomicU64::new(0);

/// Asks the words this thread has met.
pub(super) fn with<T>(ask: impl FnOnce(&mut Vocabulary) -> T) -> T {
    VOCABULARY.with_borrow_mut(ask)
}

impl Vocabulary {
    fn new() -> Self {
        Self {
            generation: GENERATIONS.fetch_add(1, Ordering::Relaxed),
            slots: vec![Slot::default(); FIRST_SLOTS],
            keys: Vec::new(),
            facts: Vec::new(),
            shares: Vec::new(),
            stems: Vec::new(),
            others: Vec::new(),
            letters: String::new(),
        }
    }

    /// Which vocabulary the numbers belong to.
    pub(super) fn generation(&self) -> u64 {
        self.generation
    }

    /// Starts over if the bound is passed with `words` more, so that numbers stay good while these are asked for.
    pub(super) fn make_room(&mut self, words: usize) {
        if !self.keys.is_empty() && self.keys.len() + words > MOST_WORDS {
            *self = Self::new();
        }
    }

    /// The number of `word`; good until room is made.
    pub(super) fn number(&mut self, word: &str) -> usize {
        let hash = FxBuildHasher.hash_one(word);
        let (last, tag) = (self.slots.len() - 1, tag(hash));
        let mut at = hash as usize & last;
        loop {
            let slot = self.slots[at];
            match slot.word {
                0 => return self.add(word, hash, at),
                number if slot.tag == tag && self.written(number as usize - 1) == word => {
                    return number as usize - 1;
                }
                _ => at = (at + 1) & last,
            }
        }
    }

    fn add(&mut self, word: &str, hash: u64, at: usize) -> usize {
        let written = self.keep(word);
        self.keys.push(Key { hash, written });
        self.facts.push(None);
        self.shares.push(None);
        self.stems.push([None, None]);
        self.others.push(None);
        self.slots[at] = Slot {
            word: self.keys.len() as u32,
            tag: tag(hash),
        };
        // A look-up ends at a free slot; half of them stay so.
        if self.keys.len() * 2 > self.slots.len() {
            self.grow();
        }
        self.keys.len() - 1
    }

    fn grow(&mut self) {
        let mut slots = vec![Slot::default(); self.slots.len() * 2];
        let last = slots.len() - 1;
        for (number, key) in self.keys.iter().enumerate() {
            let mut at = key.hash as usize & last;
            while slots[at].word != 0 {
                at = (at + 1) & last;
            }
            slots[at] = Slot {
                word: number as u32 + 1,
                tag: tag(key.hash),
            };
        }
        self.slots = slots;
    }

    fn keep(&mut self, letters: &str) -> Range<u32> {
        let start = self.letters.len() as u32;
        self.letters.push_str(letters);
        start..self.letters.len() as u32
    }

    fn read(&self, letters: &Range<u32>) -> &str {
        &self.letters[letters.start as usize..letters.end as usize]
    }

    fn written(&self, number: usize) -> &str {
        self.read(&self.keys[number].written)
    }

    /// The stem of a word; never empty.
    pub(super) fn stem(&mut self, number: usize, tongue: Tongue) -> &str {
        if self.stems[number][tongue as usize].is_none() {
            match tongue {
                Tongue::Kk => self.analyse_kazakh(number),
                Tongue::Ru => self.analyse_russian(number),
            }
        }
        let stem = &self.stems[number][tongue as usize];
        stem.as_ref().map_or("", |stem| self.read(stem))
    }

    /// The lemmas of the other words a Russian word may be a form of, in alphabetical order.
    pub(super) fn others(&mut self, number: usize) -> &[String] {
        if self.others[number].is_none() {
            self.analyse_russian(number);
        }
        self.others[number].as_deref().unwrap_or_default()
    }

    /// What is known of the word as a part of a person's name.
    pub(super) fn facts(&mut self, number: usize) -> Facts {
        if self.facts[number].is_none() {
            self.find_out(number);
        }
        self.facts[number].unwrap_or_default()
    }

    /// What the word says for either language; `named` if it looks like a name.
    pub(super) fn share(&mut self, number: usize, named: bool) -> Share {
        if self.shares[number].is_none() {
            self.find_out(number);
        }
        self.shares[number].map_or_else(Share::default, |shares| shares[usize::from(named)])
    }

    /// All that needs both analyses at once: they cost far more than what is read from them.
    fn find_out(&mut self, number: usize) {
        let known = known(self.written(number), || analyse(self.written(number)));
        for (tongue, stem) in known.stems.iter().enumerate() {
            if self.stems[number][tongue].is_none() {
                self.stems[number][tongue] = Some(self.keep(stem));
            }
        }
        self.shares[number] = Some(known.shares);
        self.facts[number] = Some(known.facts);
        self.others[number] = Some(known.others);
    }

    fn analyse_kazakh(&mut self, number: usize) {
        let stem = kazakh_stem(
            self.written(number),
            &kazakh::analyse_written(self.written(number)),
        );
        self.stems[number][Tongue::Kk as usize] = Some(self.keep(&stem));
    }

    fn analyse_russian(&mut self, number: usize) {
        let word = self.written(number);
        let analysed = russian::analyse(&lower(word));
        let stem = russian_stem(word, &analysed);
        self.stems[number][Tongue::Ru as usize] = Some(self.keep(&stem));
        self.others[number] = Some(analysed.others.into());
    }
}

fn analyse(word: &str) -> Known {
    let (kazakh, russian) = (kazakh::analyse_written(word), russian::analyse(&lower(word)));
    Known {
        facts: facts(word, &kazakh, &russian),
        shares: [false, true].map(|named| share(word, named, &kazakh, &russian)),
        stems: [kazakh_stem(word, &kazakh), russian_stem(word, &russian)],
        others: russian.others.into(),
    }
}

fn kazakh_stem(word: &str, analysed: &kazakh::Analysed) -> Box<str> {
    shown(&analysed.root, &word.to_lowercase()).into()
}

fn russian_stem(word: &str, analysed: &russian::Analysed) -> Box<str> {
    shown(&analysed.stem, &word.to_lowercase()).into()
}

fn tag(hash: u64) -> u32 {
    (hash >> 32) as u32
}

/// A word of invisible letters alone has no others to show.
fn shown<'stem>(stem: &'stem str, lower: &'stem str) -> &'stem str {
    if stem.is_empty() { lower } else { stem }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_one_number_and_keeps_its_stems() {
        let mut words = Vocabulary::new();
        let number = words.number("көшеде");
        assert_eq!(words.number("дороги"), number + 1);
        assert_eq!(words.number("көшеде"), number);
        assert_eq!(words.stem(number, Tongue::Kk), "көше");
        assert_eq!(words.stem(number + 1, Tongue::Ru), "дорога");
    }

    #[test]
    fn the_vocabulary_does_not_grow_without_bound() {
        let mut words = Vocabulary::new();
        let first = words.generation();
        for number in 0..=MOST_WORDS {
            words.make_room(1);
            words.number(&number.to_string());
        }
        assert_eq!(words.keys.len(), 1);
        assert_ne!(words.generation(), first);
    }

    #[test]
    fn a_text_of_more_words_than_the_bound_finds_a_number_for_each() {
        let mut words = Vocabulary::new();
        let many = 4 * MOST_WORDS + 1;
        words.make_room(many);
        for number in 0..many {
            assert_eq!(words.number(&number.to_string()), number);
        }
        assert_eq!(words.number("0"), 0);
    }
}
