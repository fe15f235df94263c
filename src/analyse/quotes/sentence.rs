//! The sentences of an appeal that speak of a code.

use std::ops::Range;

use crate::analyse::wording::{LeftOut, Reading, Role, Vector, Writing, each_spoken};
use crate::text::passage::Passage;

/// A sentence with evidence of a code.
#[derive(Debug, Clone, PartialEq)]
pub struct Sentence {
    /// Place of its appeal among the writings.
    pub writing: usize,
    pub text: String,
    pub vector: Vector,
}

/// The sentences of `writings[place]` in which some words speak for `code`.
pub fn sentences(writings: &[Writing], place: usize, code: &str, reading: &Reading) -> Vec<Sentence> {
    let writing = &writings[place];
    let passage = Passage::new(&writing.text);
    let evidence = evidence(writing, code);
    let stems = stems(&passage, reading);
    let speaks = |sentence: &&Range<usize>| {
        evidence
            .iter()
            .any(|words| words.start < sentence.end && sentence.start < words.end)
    };
    let sentence = |span: &Range<usize>| Sentence {
        writing: place,
        text: passage.text()[span.clone()].to_owned(),
        vector: Vector::of(
            stems
                .iter()
                .filter(|(at, _)| span.contains(at))
                .map(|(_, stem)| *stem),
            reading,
        ),
    };
    passage.sentences().iter().filter(speaks).map(sentence).collect()
}

/// The bytes of the words that speak for `code`.
fn evidence(writing: &Writing, code: &str) -> Vec<Range<usize>> {
    let bytes: Vec<usize> = writing
        .text
        .char_indices()
        .map(|(byte, _)| byte)
        .chain([writing.text.len()])
        .collect();
    let of_code = writing.evidence.iter().filter(|evidence| evidence.is_of(code));
    of_code
        .filter_map(|evidence| Some(*bytes.get(evidence.start)?..*bytes.get(evidence.end)?))
        .collect()
}

/// The first byte of each word with its stem; forms of address are no part of what is said.
fn stems(passage: &Passage, reading: &Reading) -> Vec<(usize, u32)> {
    let mut stems = Vec::new();
    each_spoken(passage, |word| {
        if LeftOut::embedded().role(word.tongue, &word.key) != Some(Role::Address) {
            let number = reading.number(word.tongue, word.key);
            stems.extend(number.map(|number| (word.span.start, number)));
        }
    });
    stems
}
