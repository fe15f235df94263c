//! Words of names and head words, met in any case form and spelling.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::district::rows;
use super::forms::{Form, Forms};
use super::gazetteer::Error;
use crate::text::language::{Tongue, is_frequent};
use crate::text::letters::{fold, from_latin, is_latin, latin_readings};
use crate::text::stems::key;

const HEADS: &str = include_str!("../../dictionaries/place/heads.csv");
const SURNAMES: &str = include_str!("../../dictionaries/place/surnames.csv");

/// A word of some name, by its folded spelling.
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
    /// The second word of a person's name, behind which the head of a street may stand: «Айтеке би көшесі».
    Tail,
    /// «На Сарыбулак»: a street without its head is meant, where only a village has the name.
    Way,
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
    /// The words of names it may be a form of, and how.
    pub words: Vec<(WordId, Form)>,
    pub head: Option<Head>,
    pub surname: bool,
    /// More than one letter.
    pub long: bool,
    /// A frequent word of either language: in small letters it is no name.
    pub frequent: bool,
}

/// Knows the words of names in their case forms, and head words by their stems.
#[derive(Debug)]
pub(super) struct Vocabulary {
    names: Forms,
    heads: FxHashMap<(Tongue, String), Head>,
    /// Abbreviations and words that stand in this form only.
    forms: FxHashMap<String, Head>,
    /// Beginnings that tell a head word however its ending is misspelled: «ауылнда».
    beginnings: Vec<(String, Head)>,
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

/// In the table: whatever follows, up to this many letters.
const ANY_ENDING: char = '*';
const LONGEST_MISSPELLING: usize = 6;
/// Shorter heads are abbreviations, which have no case forms.
const SHORTEST_STEMMED: usize = 4;
/// A surname has at least so many letters before its ending.
const SHORTEST_SURNAME: usize = 3;

impl Vocabulary {
    pub fn embedded() -> Result<Vocabulary, Error> {
        let mut vocabulary = Vocabulary {
            names: Forms::embedded()?,
            heads: FxHashMap::default(),
            forms: FxHashMap::default(),
            beginnings: Vec::new(),
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
        if let Some(beginning) = form.strip_suffix(ANY_ENDING) {
            self.beginnings.push((fold(beginning), head));
            return;
        }
        self.forms.insert(fold(form).replace('-', ""), head);
        if form.chars().count() >= SHORTEST_STEMMED {
            for tongue in [Tongue::Kk, Tongue::Ru] {
                self.heads.entry((tongue, key(form, tongue))).or_insert(head);
            }
        }
    }

    /// The identity of a word of a name.
    pub fn add(&mut self, word: &str) -> WordId {
        self.names.add(&form(word))
    }

    pub fn head(&self, word: &str) -> Option<Head> {
        let stemmed = |tongue| self.heads.get(&(tongue, key(word, tongue))).copied();
        let spellings = spellings(word);
        spellings
            .iter()
            .find_map(|spelling| self.forms.get(spelling).copied())
            .or_else(|| stemmed(Tongue::Kk))
            .or_else(|| stemmed(Tongue::Ru))
            .or_else(|| spellings.iter().find_map(|spelling| self.misspelled(spelling)))
    }

    fn misspelled(&self, form: &str) -> Option<Head> {
        let found = self.beginnings.iter().find(|(beginning, _)| {
            form.strip_prefix(beginning.as_str())
                .is_some_and(|rest| rest.chars().count() <= LONGEST_MISSPELLING)
        });
        found.map(|&(_, head)| head)
    }

    fn know(&self, word: &str) -> Known {
        let mut words = Vec::new();
        for spelling in spellings(word) {
            self.names.read(&spelling, &mut words);
        }
        words.sort_unstable();
        // A word and its bare form: the bare one, which sorts first, says more.
        words.dedup_by_key(|(id, _)| *id);
        Known {
            words,
            head: self.head(word),
            surname: self.is_surname(word),
            long: word.chars().nth(1).is_some(),
            frequent: is_frequent(word),
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

/// The folded spellings a word is looked up in: Latin letters may be read in several ways.
fn spellings(word: &str) -> Vec<String> {
    match word.chars().any(is_latin) {
        true => latin_readings(word)
            .iter()
            .map(|reading| fold(reading).replace('-', ""))
            .collect(),
        false => vec![fold(word).replace('-', "")],
    }
}

/// The folded spelling, Latin letters brought to Cyrillic, hyphens left out: «Әл-Фараби» is also written «Алфараби».
pub(super) fn form(word: &str) -> String {
    let folded = match word.chars().any(is_latin) {
        true => fold(&from_latin(word)),
        false => fold(word),
    };
    folded.replace('-', "")
}

/// What is known of words met before, under the numbers passages give them; starts over when they are numbered anew.
#[derive(Debug, Default)]
pub(super) struct WordMemory {
    generation: Option<u64>,
    /// By number, one more than the place in `known`; 0 where the word was not asked for.
    places: Vec<u32>,
    /// By number, whether the word may be one of a name; nothing else is asked of most texts.
    named: Vec<bool>,
    known: Vec<Known>,
}

impl WordMemory {
    /// To be called before the words of a passage of this generation are asked for.
    pub fn serve(&mut self, generation: u64) {
        if self.generation != Some(generation) {
            self.clear();
            self.generation = Some(generation);
        }
    }

    pub fn clear(&mut self) {
        self.generation = None;
        self.places.clear();
        self.named.clear();
        self.known.clear();
    }

    /// Whether `word`, whose number is `number`, may be one of a name.
    pub fn is_named(&mut self, word: &str, number: usize, vocabulary: &Vocabulary) -> bool {
        self.learn(word, number, vocabulary);
        self.named[number]
    }

    /// The place under which [`WordMemory::known`] tells of `word`, whose number is `number`.
    pub fn learn(&mut self, word: &str, number: usize, vocabulary: &Vocabulary) -> usize {
        if self.places.len() <= number {
            self.places.resize(number + 1, 0);
            self.named.resize(number + 1, false);
        }
        if self.places[number] == 0 {
            let known = vocabulary.know(word);
            self.named[number] = !known.words.is_empty();
            self.known.push(known);
            self.places[number] = self.known.len() as u32;
        }
        self.places[number] as usize - 1
    }

    pub fn known(&self, place: usize) -> &Known {
        &self.known[place]
    }
}
