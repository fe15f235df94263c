//! What the threads have found out about words, for one another: the first to ask pays for both analyses.
//!
//! A shared look-up costs a lock, so each thread asks once a word and remembers the answer in its own vocabulary.

use std::hash::BuildHasher;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::language::Share;
use super::personal::Facts;

/// All that both analyses of a word tell.
#[derive(Debug, Clone)]
pub(super) struct Known {
    pub facts: Facts,
    /// In small letters or at the beginning of a sentence, and as a name.
    pub shares: [Share; 2],
    /// By tongue.
    pub stems: [Box<str>; 2],
    /// The lemmas of the other words a Russian word may be a form of, in alphabetical order.
    pub others: Box<[String]>,
}

/// So many locks that two threads seldom want the same.
const SHARDS: usize = 64;
/// Words of a shard before it starts over: all shards together hold less than a hundred megabytes.
const MOST_WORDS: usize = 1 << 12;

type Shard = Mutex<Option<FxHashMap<Box<str>, Known>>>;

static SHARDED: [Shard; SHARDS] = [const { Mutex::new(None) }; SHARDS];

/// What is known of `word`, found out by `find_out` if no thread has met it.
pub(super) fn known(word: &str, find_out: impl FnOnce() -> Known) -> Known {
    let shard = &SHARDED[FxBuildHasher.hash_one(word) as usize >> 32 & (SHARDS - 1)];
    if let Some(known) = open(shard).as_ref().and_then(|words| words.get(word)) {
        return known.clone();
    }
    // Outside the lock: two threads may find out the same word, and find the same.
    let known = find_out();
    let mut words = open(shard);
    let words = words.get_or_insert_default();
    if words.len() >= MOST_WORDS {
        words.clear();
    }
    words.insert(word.into(), known.clone());
    known
}

/// A thread that panicked left whole entries only.
fn open<T>(shard: &Mutex<T>) -> MutexGuard<'_, T> {
    shard.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_out_once_for_all_threads() {
        let of = |stem: &str| Known {
            facts: Facts::default(),
            shares: [Share::default(); 2],
            stems: [stem.into(), stem.into()],
            others: Box::default(),
        };
        let word = "ешкімайтпағансөз";
        std::thread::spawn(move || known(word, || of("бірінші")))
            .join()
            .unwrap();
        assert_eq!(*known(word, || of("екінші")).stems[0], *"бірінші");
    }
}
