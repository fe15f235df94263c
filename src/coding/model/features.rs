//! What a model reads in a text: words, their stems, the letters of the stems, and stems that stand together.

use std::ops::Range;

use crate::text::language::{Tongue, tongues};
use crate::text::letters::fold;
use crate::text::passage::Passage;
use crate::text::stems::key;

/// A feature: the hash of its kind and letters. Two in four billion may meet; a linear model bears that.
pub(super) type Feature = u32;

/// Stems at most so many words apart make a pair.
const REACH: usize = 5;

/// Lengths of the letter sequences read in a stem, its two edges counted as letters.
const GRAMS: [usize; 3] = [3, 4, 5];

/// A word of a text.
#[derive(Debug, Clone)]
pub(super) struct Word {
    pub span: Range<usize>,
    /// In its passage.
    pub number: usize,
    pub tongue: Tongue,
}

/// The features of one word form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spelling {
    pub stem: Feature,
    pub surface: Feature,
    pub grams: Vec<Feature>,
}

/// Two words of a text whose stems stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pair {
    pub feature: Feature,
    /// Places of the words among those of the text, ascending.
    pub words: (usize, usize),
}

/// The words of a passage that do not touch `hidden`, ranges in ascending order.
pub(super) fn words(passage: &Passage, hidden: &[Range<usize>]) -> Vec<Word> {
    let mut hidden = hidden.iter().peekable();
    let mut is_hidden = |span: &Range<usize>| {
        while hidden.next_if(|hidden| hidden.end <= span.start).is_some() {}
        hidden.peek().is_some_and(|hidden| hidden.start < span.end)
    };
    let tongues = tongues(passage);
    passage
        .numbered()
        .zip(tongues)
        .filter_map(|((token, number), tongue)| {
            let (number, tongue) = (number?, tongue?);
            let span = token.span.clone();
            (!is_hidden(&span)).then_some(Word { span, number, tongue })
        })
        .collect()
}

/// The features of a word as written.
pub(super) fn spelling(written: &str, tongue: Tongue) -> Spelling {
    let stem = key(written, tongue);
    Spelling {
        stem: hash(1, &stem),
        surface: hash(2, &fold(written)),
        grams: grams(&stem),
    }
}

/// Every letter sequence of `stem` between its edges, each once, ascending.
fn grams(stem: &str) -> Vec<Feature> {
    let bounded = format!("<{stem}>");
    let mut ends: Vec<usize> = bounded.char_indices().map(|(at, _)| at).collect();
    ends.push(bounded.len());
    let mut grams: Vec<Feature> = GRAMS
        .iter()
        .flat_map(|&length| ends.windows(length + 1))
        .filter_map(|window| Some(hash(3, &bounded[*window.first()?..*window.last()?])))
        .collect();
    grams.sort_unstable();
    grams.dedup();
    grams
}

/// Stems that stand together, by place. Neighbours are told apart by their order, others are not.
pub(super) fn pairs(stems: &[Feature]) -> impl Iterator<Item = Pair> {
    stems.iter().enumerate().flat_map(move |(from, &first)| {
        let near = stems.iter().enumerate().skip(from + 1).take(REACH);
        near.map(move |(to, &second)| Pair {
            feature: if to == from + 1 {
                joined(4, first, second)
            } else {
                joined(5, first.min(second), first.max(second))
            },
            words: (from, to),
        })
    })
}

/// How long a text of `words` words is, in steps of a half power of two.
pub(super) fn length(words: usize) -> Feature {
    let step = (2.0 * (1.0 + words as f64).log2()).floor();
    joined(6, step as u32, 0)
}

/// FNV-1a, mixed at the end: it must give the same in every version of the program that reads a model.
fn hash(kind: u8, letters: &str) -> Feature {
    let start = (0xcbf2_9ce4_8422_2325 ^ u64::from(kind)).wrapping_mul(0x0100_0000_01b3);
    mixed(letters.bytes().fold(start, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    }))
}

fn joined(kind: u8, first: Feature, second: Feature) -> Feature {
    let both = u64::from(first) << 32 | u64::from(second);
    mixed(both.wrapping_add(u64::from(kind).wrapping_mul(0x9e37_79b9_7f4a_7c15)))
}

/// The finaliser of MurmurHash3.
fn mixed(mut hash: u64) -> Feature {
    hash = (hash ^ hash >> 33).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash = (hash ^ hash >> 33).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    (hash ^ hash >> 33) as Feature
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems(text: &str) -> Vec<Feature> {
        let passage = Passage::new(text);
        let written = |word: Word| spelling(&text[word.span], word.tongue).stem;
        words(&passage, &[]).into_iter().map(written).collect()
    }

    #[test]
    fn forms_of_a_word_share_their_stem_and_not_their_surface() {
        let (one, other) = (spelling("дороги", Tongue::Ru), spelling("дорогами", Tongue::Ru));
        assert_eq!(one.stem, other.stem);
        assert_eq!(one.grams, other.grams);
        assert_ne!(one.surface, other.surface);
    }

    #[test]
    fn hidden_words_are_not_read() {
        let text = "нет воды у Иванова третий день";
        let start = text.find("Иванова").unwrap();
        let hidden = start..start + "Иванова".len();
        let seen = words(&Passage::new(text), std::slice::from_ref(&hidden));
        assert_eq!(seen.len(), 5);
        assert!(seen.iter().all(|word| word.span != hidden));
    }

    #[test]
    fn neighbours_are_told_apart_by_order_and_others_are_not() {
        let features = |stems: &[Feature]| pairs(stems).map(|pair| pair.feature).collect::<Vec<_>>();
        assert_ne!(features(&stems("вода нет")), features(&stems("нет вода")));
        let (one, other) = (features(&[1, 7, 2]), features(&[2, 7, 1]));
        assert_eq!(one.iter().filter(|feature| other.contains(feature)).count(), 1);
    }

    #[test]
    fn letter_sequences_know_the_edges_of_the_stem() {
        assert!(grams("су").contains(&hash(3, "<су>")));
        assert!(grams("су").contains(&hash(3, "<су")));
        assert_ne!(grams("асу"), grams("суа"));
    }
}
