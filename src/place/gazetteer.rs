//! The gazetteer: names of districts found in texts and in register cells.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::district::{self, District, Region};
use super::forms::Form;
use super::kato::Kato;
use super::names::{self, Name, What};
use super::vocabulary::{HeadKind, Vocabulary, WordId, WordMemory};
use super::weigh::{Mention, Word, weigh};
use crate::text::passage::Passage;
use crate::text::tokens::{TokenKind, is_blank};

/// What can be wrong with the dictionaries of places, or with what is asked of them.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the place dictionary `{file}` is not a readable table")]
    Dictionary { file: &'static str, source: csv::Error },
    #[error("`{code}` in the place dictionary `{file}` is not a КАТО code of nine digits")]
    Code { file: &'static str, code: String },
    #[error("`{0}` is not the КАТО code of an oblast")]
    Oblast(String),
}

/// The dictionaries of a geography, as CSV in the layout of `dictionaries/place`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    pub regions: Cow<'static, str>,
    pub districts: Cow<'static, str>,
    pub aliases: Cow<'static, str>,
    pub settlements: Cow<'static, str>,
}

impl Places {
    /// Kazakhstan, as it comes with talda.
    pub fn embedded() -> Places {
        Places {
            regions: include_str!("../../dictionaries/place/regions.csv").into(),
            districts: include_str!("../../dictionaries/place/districts.csv").into(),
            aliases: include_str!("../../dictionaries/place/aliases.csv").into(),
            settlements: include_str!("../../dictionaries/place/settlements.csv").into(),
        }
    }

    /// Twelve hexadecimal digits of the BLAKE3 of the dictionaries.
    pub fn version(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        for dictionary in [&self.regions, &self.districts, &self.aliases, &self.settlements] {
            hasher
                .update(&(dictionary.len() as u64).to_le_bytes())
                .update(dictionary.as_bytes());
        }
        hasher.finalize().to_hex().as_str().chars().take(12).collect()
    }
}

/// Districts and their names.
#[derive(Debug)]
pub struct Gazetteer {
    regions: BTreeMap<Kato, Region>,
    districts: BTreeMap<Kato, District>,
    vocabulary: Vocabulary,
    names: Vec<Name>,
    /// Names by their first word.
    by_first: FxHashMap<WordId, Vec<usize>>,
    oblast: Option<Kato>,
    version: String,
}

/// The district a text speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub kato: Kato,
    /// Bytes of the mention that decided, its head word included.
    pub span: Range<usize>,
}

/// What a gazetteer keeps between texts to be quick; it never changes an answer.
#[derive(Debug, Default)]
pub struct Scratch {
    words: WordMemory,
    oblast: Option<Kato>,
}

impl Gazetteer {
    /// The gazetteer that comes with talda; names of one `oblast` (its КАТО) only, or of the whole country.
    ///
    /// # Errors
    /// `Oblast` when there is no such region; the others are mistakes in the dictionaries built in.
    pub fn embedded(oblast: Option<&str>) -> Result<Gazetteer, Error> {
        Gazetteer::of(&Places::embedded(), oblast)
    }

    /// The gazetteer of `places`; names of one `oblast` (its code) only, or of all of them.
    ///
    /// # Errors
    /// `Oblast` when there is no such region; `Dictionary` and `Code` name the file that cannot be read.
    pub fn of(places: &Places, oblast: Option<&str>) -> Result<Gazetteer, Error> {
        let regions = district::regions(&places.regions)?;
        let mut districts = district::districts(&places.districts)?;
        let oblast = oblast.map(|code| known_region(code, &regions)).transpose()?;
        districts.retain(|_, district| oblast.is_none_or(|oblast| district.region == oblast));
        let mut vocabulary = Vocabulary::embedded()?;
        let names = names::names(places, &regions, &districts, &mut vocabulary)?;
        let by_first = by_first(&names);
        Ok(Gazetteer {
            regions,
            districts,
            vocabulary,
            names,
            by_first,
            oblast,
            version: places.version(),
        })
    }

    /// The version of its dictionaries and the oblast it is restricted to.
    pub fn version(&self) -> String {
        let oblast = self.oblast.map_or_else(String::new, |oblast| oblast.to_string());
        format!("{} {oblast}", self.version)
    }

    /// The districts, by КАТО.
    pub fn districts(&self) -> impl Iterator<Item = &District> {
        self.districts.values()
    }

    /// The district with this code.
    pub fn district(&self, kato: Kato) -> Option<&District> {
        self.districts.get(&kato)
    }

    /// The region with this code, or the one a district with this code is in.
    pub fn region(&self, kato: Kato) -> Option<&Region> {
        let of_district = self.district(kato).map(|district| district.region);
        self.regions.get(&of_district.unwrap_or(kato))
    }

    /// The district `text` speaks of; none when it names none or leaves open which.
    ///
    /// A name with its head word («Ордабасы ауданы», «г. Кентау») goes before one without, then the district named more
    /// often, then the one named first. Streets, rivers, oblasts and people of the name do not count.
    pub fn find(&self, text: &str, scratch: &mut Scratch) -> Option<Place> {
        self.find_in(&Passage::new(text), &[], scratch)
    }

    /// The same for a text that is read already, and in which `names` are the names of persons.
    pub fn find_in(&self, passage: &Passage, names: &[Range<usize>], scratch: &mut Scratch) -> Option<Place> {
        if scratch.oblast != self.oblast {
            scratch.words.clear();
            scratch.oblast = self.oblast;
        }
        if !self.may_name(passage, &mut scratch.words) {
            return None;
        }
        let words = self.words(passage, &mut scratch.words);
        let of_nobody = |mention: &Mention| {
            words.get(mention.from).is_some_and(|word| {
                names
                    .iter()
                    .all(|name| name.end <= word.span.start || word.span.end <= name.start)
            })
        };
        let mentions = self.mentions(&words, &scratch.words).filter(of_nobody);
        let decided = weigh(mentions, &words, &scratch.words, |kato| {
            self.region(kato).map(|region| region.kato)
        })?;
        let span = words.get(decided.from)?.span.start..words.get(decided.to)?.span.end;
        Some(Place {
            kato: decided.kato,
            span,
        })
    }

    /// The district a register cell names: a name in either language with or without its head word, or a КАТО code.
    /// None when it is not one district exactly.
    pub fn district_named(&self, value: &str) -> Option<Kato> {
        if let Ok(kato) = value.trim().parse() {
            return self.district(kato).map(|district| district.kato);
        }
        let mut memory = WordMemory::default();
        let words = self.words(&Passage::new(value), &mut memory);
        let mentions = self.mentions(&words, &memory);
        let whole = mentions.filter(|mention| self.is_whole(mention, &words, &memory));
        let named: BTreeSet<(bool, Kato)> = whole
            .map(|mention| (mention.what == What::City, mention.kato))
            .collect();
        // «Костанай» alone is the city, not the district around it.
        let cities = named.iter().filter(|(is_city, _)| *is_city).count();
        let mut meant = named
            .iter()
            .filter(|(is_city, _)| *is_city || cities == 0)
            .map(|&(_, kato)| kato);
        meant.next().filter(|_| meant.next().is_none())
    }

    /// Whether nothing but the district's name and a fitting head word stands in the cell.
    fn is_whole(&self, mention: &Mention, words: &[Word], memory: &WordMemory) -> bool {
        let name = mention.from..=mention.to;
        let around = words
            .iter()
            .enumerate()
            .filter(|(index, _)| !name.contains(index));
        let mut heads = around.map(|(_, word)| memory.known(word.known).head);
        matches!(mention.what, What::City | What::Rayon | What::CityDistrict)
            && heads.all(|head| head.is_some_and(|head| fits_cell(mention.what, head.kind)))
    }

    /// Whether any word may be one of a name.
    fn may_name(&self, passage: &Passage, memory: &mut WordMemory) -> bool {
        memory.serve(passage.generation());
        passage.numbered().any(|(token, number)| {
            number.is_some_and(|number| memory.is_named(passage.written(token), number, &self.vocabulary))
        })
    }

    fn words(&self, passage: &Passage, memory: &mut WordMemory) -> Vec<Word> {
        memory.serve(passage.generation());
        let mut words: Vec<Word> = Vec::new();
        let (mut joined, mut first, mut quoted) = (true, true, false);
        for (token, number) in passage.numbered() {
            let piece = passage.written(token);
            if let Some(number) = number {
                let known = memory.learn(piece, number, &self.vocabulary);
                words.push(Word {
                    known,
                    span: token.span.clone(),
                    joined,
                    dotted: false,
                    capital: piece.starts_with(char::is_uppercase),
                    first,
                    quoted,
                });
                (joined, first, quoted) = (true, false, false);
                continue;
            }
            match token.kind {
                TokenKind::Space => {
                    joined &= !piece.contains('\n');
                    first |= piece.contains('\n');
                }
                TokenKind::Markup if is_blank(piece) => {}
                _ => {
                    let dot = piece == "." && joined;
                    if let Some(last) = words.last_mut().filter(|_| dot) {
                        last.dotted = true;
                    }
                    joined &= dot;
                    first |= matches!(piece, "." | "!" | "?" | "…" | ":");
                    quoted = matches!(piece, "«" | "\"" | "“" | "„");
                }
            }
        }
        words
    }

    /// Every name in `words`.
    fn mentions<'w>(
        &'w self,
        words: &'w [Word],
        memory: &'w WordMemory,
    ) -> impl Iterator<Item = Mention> + 'w {
        (0..words.len()).flat_map(move |from| {
            let first = &memory.known(words[from].known).words;
            let names = first.iter().filter_map(|(word, _)| self.by_first.get(word));
            let mut begun: Vec<usize> = names.flatten().copied().collect();
            begun.sort_unstable();
            begun.dedup();
            begun.into_iter().filter_map(move |name| {
                let name = &self.names[name];
                let to = from + name.words.len() - 1;
                let form = reads(name, words.get(from..=to)?, memory)?;
                Some(Mention {
                    kato: name.kato,
                    what: name.what,
                    bare: name.bare,
                    form,
                    from,
                    to,
                })
            })
        })
    }
}

fn known_region(code: &str, regions: &BTreeMap<Kato, Region>) -> Result<Kato, Error> {
    let known = code.parse().ok().filter(|kato| regions.contains_key(kato));
    known.ok_or_else(|| Error::Oblast(code.to_owned()))
}

fn by_first(names: &[Name]) -> FxHashMap<WordId, Vec<usize>> {
    let mut by_first: FxHashMap<WordId, Vec<usize>> = FxHashMap::default();
    for (number, name) in names.iter().enumerate() {
        if let Some(&word) = name.words.first() {
            by_first.entry(word).or_default().push(number);
        }
    }
    by_first
}

/// How the last of `words` stands when they are the name, each in a form of its own.
fn reads(name: &Name, words: &[Word], memory: &WordMemory) -> Option<Form> {
    let mut last = None;
    for (word, of_name) in words.iter().zip(&name.words) {
        let known = &memory.known(word.known).words;
        last = Some(known.iter().find(|(id, _)| id == of_name)?.1);
    }
    last
}

/// A cell says «имени» and abbreviates; only the heads of other kinds of places speak against the district.
fn fits_cell(what: What, head: HeadKind) -> bool {
    what.is_headed_by(head) || head == HeadKind::Person
}

#[cfg(test)]
mod tests;
