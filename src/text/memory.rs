//! Words met before, with what was found out about them: running text says few words many times.

use std::collections::HashMap;

/// What was found out about words; grows to a bound and starts over.
#[derive(Debug)]
pub(super) struct Memory<T> {
    places: HashMap<Box<str>, u32>,
    found: Vec<T>,
}

impl<T> Default for Memory<T> {
    fn default() -> Self {
        Self {
            places: HashMap::new(),
            found: Vec::new(),
        }
    }
}

/// More distinct forms than a year of an oblast's appeals holds; some megabytes.
const MOST_WORDS: usize = 1 << 17;

impl<T> Memory<T> {
    /// What is remembered of `word`; `find` is asked when it is met for the first time.
    pub(super) fn of(&mut self, word: &str, find: impl FnOnce(&str) -> T) -> &T {
        let place = match self.places.get(word) {
            Some(&place) => place,
            None => self.learn(word, find(word)),
        };
        &self.found[place as usize]
    }

    fn learn(&mut self, word: &str, found: T) -> u32 {
        if self.found.len() >= MOST_WORDS {
            self.places.clear();
            self.found.clear();
        }
        let place = self.found.len() as u32;
        self.places.insert(word.into(), place);
        self.found.push(found);
        place
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_out_about_once() {
        let mut memory = Memory::default();
        assert_eq!(*memory.of("су", |word| word.len()), 4);
        assert_eq!(*memory.of("су", |_| 0), 4);
    }

    #[test]
    fn the_memory_does_not_grow_without_bound() {
        let mut memory = Memory::default();
        for number in 0..=MOST_WORDS {
            memory.of(&number.to_string(), |_| ());
        }
        assert_eq!((memory.places.len(), memory.found.len()), (1, 1));
    }
}
