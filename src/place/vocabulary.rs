//! Words of names and head words, met in any case form and spelling.

use std::collections::HashMap;

use serde::Deserialize;

use super::district::rows;
use super::gazetteer::Error;
use crate::text::language::Tongue;
use crate::text::letters::{fold, from_latin, is_latin};
use crate::text::stems::key;

const HEADS: &str = include_str!("../../dictionaries/place/heads.csv");
const SURNAMES: &str = include_str!("../../dictionaries/place/surnames.csv");

/// A word of some name, by its stem in one tongue.
pub(super) type WordId = u32;

/// What a word beside a name says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum HeadKind {
    Rayon,
    City,
    Village,
    Region,
    Street,
    Person,
    Water,
}

/// On which side of the name a head word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Side {
    Before,
    After,
    Either,
}

/// A word beside a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    pub kind: HeadKind,
    pub side: Side,
}

/// What is known of a word.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    pub form: String,
    pub words: Vec<WordId>,
    pub head: Option<Head>,
    pub surname: bool,
}

/// Knows words by their stems.
#[derive(Debug)]
pub(super) struct Vocabulary {
    words: HashMap<(Tongue, String), WordId>,
    heads: HashMap<(Tongue, String), Head>,
    /// Abbreviations and words that stand in this form only.
    forms: HashMap<String, Head>,
    surnames: Vec<String>,
}

#[derive(Deserialize)]
struct HeadRow {
    form: String,
    kind: HeadKind,
    side: Side,
}

#[derive(Deserialize)]
struct SurnameRow {
    ending: String,
}

/// Shorter heads are abbreviations, which have no case forms.
const SHORTEST_STEMMED: usize = 4;
/// A surname has at least so many letters before its ending.
const SHORTEST_SURNAME: usize = 3;

impl Vocabulary {
    pub fn embedded() -> Result<Vocabulary, Error> {
        let mut vocabulary = Vocabulary {
            words: HashMap::new(),
            heads: HashMap::new(),
            forms: HashMap::new(),
            surnames: Vec::new(),
        };
        for HeadRow { form, kind, side } in rows("heads.csv", HEADS)? {
            vocabulary.add_head(&form, Head { kind, side });
        }
        let endings = rows::<SurnameRow>("surnames.csv", SURNAMES)?;
        vocabulary.surnames = endings.iter().map(|row| fold(&row.ending)).collect();
        Ok(vocabulary)
    }

    fn add_head(&mut self, form: &str, head: Head) {
        self.forms.insert(fold(form), head);
        if form.chars().count() >= SHORTEST_STEMMED {
            for tongue in [Tongue::Kk, Tongue::Ru] {
                self.heads.entry((tongue, key(form, tongue))).or_insert(head);
            }
        }
    }

    /// The identities of a word of a name: its stem in either tongue.
    pub fn add(&mut self, word: &str) -> [WordId; 2] {
        [Tongue::Kk, Tongue::Ru].map(|tongue| {
            let next = self.words.len() as WordId;
            *self.words.entry((tongue, key(word, tongue))).or_insert(next)
        })
    }

    pub fn head(&self, word: &str) -> Option<Head> {
        let stemmed = |tongue| self.heads.get(&(tongue, key(word, tongue)));
        self.forms
            .get(&fold(word))
            .or_else(|| stemmed(Tongue::Kk))
            .or_else(|| stemmed(Tongue::Ru))
            .copied()
    }

    fn know(&self, word: &str) -> Known {
        let stems = [Tongue::Kk, Tongue::Ru].map(|tongue| (tongue, key(word, tongue)));
        let mut words: Vec<_> = stems
            .iter()
            .filter_map(|stem| self.words.get(stem))
            .copied()
            .collect();
        words.dedup();
        Known {
            form: form(word),
            words,
            head: self.head(word),
            surname: self.is_surname(word),
        }
    }

    fn is_surname(&self, word: &str) -> bool {
        let form = fold(word);
        word.chars().next().is_some_and(char::is_uppercase)
            && self.surnames.iter().any(|ending| {
                form.strip_suffix(ending.as_str())
                    .is_some_and(|root| root.chars().count() >= SHORTEST_SURNAME)
            })
    }
}

/// The folded spelling, Latin letters brought to Cyrillic.
pub(super) fn form(word: &str) -> String {
    match word.chars().any(is_latin) {
        true => fold(&from_latin(word)),
        false => fold(word),
    }
}

/// What is known of words met before; grows to a bound and starts over.
#[derive(Debug, Default)]
pub(super) struct WordMemory {
    numbers: HashMap<String, usize>,
    known: Vec<Known>,
}

impl WordMemory {
    /// About 20 MB of distinct words.
    const MOST_WORDS: usize = 1 << 17;

    pub fn clear(&mut self) {
        self.numbers.clear();
        self.known.clear();
    }

    /// The number under which [`WordMemory::known`] tells of `word`, until the next text.
    pub fn number(&mut self, word: &str, vocabulary: &Vocabulary) -> usize {
        if let Some(&number) = self.numbers.get(word) {
            return number;
        }
        self.numbers.insert(word.to_owned(), self.known.len());
        self.known.push(vocabulary.know(word));
        self.known.len() - 1
    }

    pub fn known(&self, number: usize) -> &Known {
        &self.known[number]
    }

    /// To be called between texts.
    pub fn trim(&mut self) {
        if self.known.len() > Self::MOST_WORDS {
            self.clear();
        }
    }
}
