//! Kazakh in Latin letters, chat spellings and official drafts, brought to Cyrillic.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::{fold, is_vowel, lower};
use crate::text::dictionary::rows;

/// Where in a word a spelling is read so.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Any,
    AfterVowel,
    AfterOther,
}

/// One reading of one spelling.
struct Spelling {
    latin: &'static str,
    cyrillic: &'static str,
    place: Place,
    /// 0 for the usual reading; the more, the rarer.
    cost: u32,
}

impl Spelling {
    fn fits(&self, after_vowel: bool) -> bool {
        match self.place {
            Place::Any => true,
            Place::AfterVowel => after_vowel,
            Place::AfterOther => !after_vowel,
        }
    }
}

/// The readings of `dictionaries/text/latin.csv` by their first letter: longest spelling first, then the usual one.
static SPELLINGS: LazyLock<BTreeMap<char, Vec<Spelling>>> = LazyLock::new(|| {
    let mut spellings: BTreeMap<char, Vec<Spelling>> = BTreeMap::new();
    for [latin, cyrillic, place, cost, _] in rows::<5>(include_str!("../../../dictionaries/text/latin.csv")) {
        let Some(first) = latin.chars().next() else {
            continue;
        };
        spellings.entry(first).or_default().push(Spelling {
            latin,
            cyrillic: if cyrillic == SILENT { "" } else { cyrillic },
            place: match place {
                "vowel" => Place::AfterVowel,
                "other" => Place::AfterOther,
                _ => Place::Any,
            },
            cost: cost.parse().unwrap_or(0),
        });
    }
    for same in spellings.values_mut() {
        same.sort_by_key(|spelling| (Reverse(spelling.latin.len()), spelling.cost));
    }
    spellings
});

/// In the table: nothing is written in Cyrillic.
const SILENT: &str = "-";

fn spellings(rest: &str) -> impl Iterator<Item = &'static Spelling> {
    let first = rest.chars().next();
    let all: &'static BTreeMap<_, _> = &SPELLINGS;
    let same = first
        .and_then(|first| all.get(&first))
        .map_or(&[][..], Vec::as_slice);
    same.iter()
        .filter(move |spelling| rest.starts_with(spelling.latin))
}

/// A Kazakh word in Latin letters brought to Cyrillic; letters with no Cyrillic counterpart stay.
///
/// The longest spelling is taken, in its usual reading: the first of [`latin_readings`]. Chat spelling loses ә, ө, ү and
/// ғ, so only `fold` of the result can be compared.
pub fn from_latin(word: &str) -> String {
    let latin = lower(word);
    let mut cyrillic = String::with_capacity(latin.len() * 2);
    let mut rest = latin.as_str();
    while let Some(letter) = rest.chars().next() {
        let after_vowel = ends_in_vowel(&cyrillic);
        let usual = spellings(rest).find(|spelling| spelling.cost == 0 && spelling.fits(after_vowel));
        let taken = match usual {
            Some(spelling) => {
                cyrillic.push_str(spelling.cyrillic);
                spelling.latin.len()
            }
            None => {
                cyrillic.push(letter);
                letter.len_utf8()
            }
        };
        rest = &rest[taken..];
    }
    cyrillic
}

fn ends_in_vowel(cyrillic: &str) -> bool {
    cyrillic.chars().next_back().is_some_and(is_vowel)
}

/// Most readings of a word.
const MOST_READINGS: usize = 12;
/// Readings kept of each beginning of a word: some of them meet under `fold`.
const BEAM: usize = 4 * MOST_READINGS;
/// Longest word read in more than one way, in bytes.
const LONGEST: usize = 64;
/// What it costs to read two letters apart that have a common spelling.
const APART: u32 = 6;
/// Readings that cost more are not worth a look-up.
const DEAREST: u32 = 5;

/// The readings of a Kazakh word in Latin letters, the usual one first, at most twelve and no two of one `fold`.
///
/// Chat spelling is ambiguous: `w` is у or ш, `y` ы or й, `j` ж or й, `ng` нг or ң. A stemmer can take the first
/// reading whose root it knows.
pub fn latin_readings(word: &str) -> Vec<String> {
    let first = from_latin(word);
    let latin = lower(word);
    let mut seen = BTreeSet::from([fold(&first)]);
    let mut readings = vec![first];
    if latin.len() <= LONGEST {
        let others = beam(&latin).into_iter().map(|(_, reading)| reading);
        readings.extend(others.filter(|reading| seen.insert(fold(reading))));
    }
    readings.truncate(MOST_READINGS);
    readings
}

/// Cheapest readings of all of `latin` with their costs, cheapest first.
fn beam(latin: &str) -> Vec<(u32, String)> {
    let mut reached: Vec<Vec<(u32, String)>> = vec![Vec::new(); latin.len() + 1];
    reached[0].push((0, String::new()));
    for (at, letter) in latin.char_indices() {
        let rest = &latin[at..];
        let longest = spellings(rest).map(|spelling| spelling.latin.len()).max();
        for (cost, before) in cheapest(&mut reached[at]) {
            let after_vowel = ends_in_vowel(&before);
            for spelling in spellings(rest).filter(|spelling| spelling.fits(after_vowel)) {
                let apart = if Some(spelling.latin.len()) == longest {
                    0
                } else {
                    APART
                };
                let reading = before.clone() + spelling.cyrillic;
                reached[at + spelling.latin.len()].push((cost + spelling.cost + apart, reading));
            }
            if longest.is_none() {
                reached[at + letter.len_utf8()].push((cost, before + letter.encode_utf8(&mut [0; 4])));
            }
        }
    }
    cheapest(reached.last_mut().unwrap_or(&mut Vec::new()))
}

fn cheapest(reached: &mut Vec<(u32, String)>) -> Vec<(u32, String)> {
    let mut readings = std::mem::take(reached);
    readings.sort();
    readings.dedup_by(|left, right| left.1 == right.1);
    readings.retain(|&(cost, _)| cost <= DEAREST);
    readings.truncate(BEAM);
    readings
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A word with its spellings in the drafts of 2017, 2018 and 2021 and in two habits of chats.
    fn cases() -> Vec<(&'static str, Vec<&'static str>)> {
        rows::<6>(include_str!("latin_cases.csv"))
            .map(|[word, spellings @ ..]| (word, spellings.to_vec()))
            .collect()
    }

    /// Spellings in `columns` for which `reached` does not hold.
    fn missed(columns: std::ops::Range<usize>, reached: impl Fn(&str, &str) -> bool) -> Vec<String> {
        let missed = |(word, spellings): (&'static str, Vec<&'static str>)| {
            let spellings: Vec<&str> = spellings[columns.clone()].to_vec();
            let missed = spellings.into_iter().filter(|spelling| !reached(word, spelling));
            missed
                .map(|spelling| format!("{word}: {spelling}"))
                .collect::<Vec<_>>()
        };
        cases().into_iter().flat_map(missed).collect()
    }

    fn is_first(word: &str, spelling: &str) -> bool {
        fold(&from_latin(spelling)) == fold(word)
    }

    fn is_reading(word: &str, spelling: &str) -> bool {
        latin_readings(spelling)
            .iter()
            .any(|reading| fold(reading) == fold(word))
    }

    #[test]
    fn every_spelling_has_the_word_among_its_readings() {
        assert!(cases().len() >= 150);
        assert_eq!(missed(0..5, is_reading), Vec::<String>::new());
    }

    #[test]
    fn the_usual_reading_is_mostly_the_word() {
        let share = |columns: std::ops::Range<usize>| {
            let all = cases().len() * columns.len();
            1.0 - missed(columns, is_first).len() as f64 / all as f64
        };
        assert!(share(0..2) > 0.98, "{:?}", missed(0..2, is_first));
        assert!(share(2..3) > 0.96, "{:?}", missed(2..3, is_first));
        assert!(share(3..4) > 0.96, "{:?}", missed(3..4, is_first));
        assert!(share(4..5) > 0.75, "{:?}", missed(4..5, is_first));
    }

    #[test]
    fn readings_are_few_and_differ_and_begin_with_the_usual_one() {
        for (_, spellings) in cases() {
            for spelling in spellings {
                let readings = latin_readings(spelling);
                let keys: BTreeSet<String> = readings.iter().map(|reading| fold(reading)).collect();
                assert!(
                    readings.len() <= MOST_READINGS && keys.len() == readings.len(),
                    "{spelling}"
                );
                assert_eq!(readings.first(), Some(&from_latin(spelling)));
            }
        }
    }

    #[test]
    fn digits_and_cyrillic_letters_in_a_latin_word_are_read() {
        assert_eq!(from_latin("ka4estvo"), "качество");
        assert_eq!(from_latin("ba6ka"), "башка");
        assert_eq!(from_latin("kоshе"), "коше");
    }
}
