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
