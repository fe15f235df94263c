//! What a word is worth as a part of a name, by what is known of it and how it is written.

use crate::text::personal::lexicon::{Facts, Strength};
use crate::text::personal::pieces::{Pieces, Shape};

/// What a capital without any knowledge is worth.
pub(super) const WORTH_UNKNOWN: i32 = 5;

/// Points of one word.
pub(super) fn worth(pieces: &Pieces, at: usize) -> i32 {
    let facts = pieces.facts(at);
    let capital = pieces.shape(at) == Shape::Capital;
    if pieces.is_known(at) {
        return if capital || !facts.is_other() || facts.shaped {
            30
        } else {
            20
        };
    }
    if is_abbreviation(pieces, at) {
        return 0;
    }
    let written = match (capital, pieces.is_first(at) && facts.is_other()) {
        (true, false) => written_large(&facts, pieces.is_first(at)),
        (true, true) => written_first(&facts),
        (false, _) => written_small(&facts, pieces.is_caseless()),
    };
    written.max(match facts.patronymic {
        true if capital || pieces.is_caseless() => 30,
        true => 20,
        false => 0,
    })
}

/// With a capital that is that of a name; a surname alone at the beginning of a sentence may be a street or a brand.
fn written_large(facts: &Facts, first: bool) -> i32 {
    match (facts.given, facts.surname) {
        _ if facts.located && facts.name() >= Strength::Likely => 10,
        _ if facts.located => 0,
        (Strength::Sure, _) => 30,
        (Strength::Likely, _) if !first => 30,
        (_, Strength::Sure) if !first && !facts.frequent => 30,
        (_, Strength::Sure) => 25,
        (Strength::Likely, _) => 20,
        (_, Strength::Likely) => 18,
        (Strength::Weak, _) if facts.frequent => 5,
        (_, Strength::Weak) if facts.frequent => 0,
        (Strength::Weak, _) => 10,
        (_, Strength::Weak) => 7,
        _ if facts.is_other() || facts.frequent => 0,
        _ => WORTH_UNKNOWN,
    }
}

/// An ordinary word at the beginning of a sentence that is also a name.
fn written_first(facts: &Facts) -> i32 {
    match (facts.given, facts.surname) {
        (Strength::Sure, _) if facts.listed && !facts.frequent => 20,
        (Strength::Sure | Strength::Likely, _) if facts.listed => 5,
        (_, Strength::Sure) => 10,
        _ => 0,
    }
}

fn written_small(facts: &Facts, caseless: bool) -> i32 {
    match (facts.given, facts.surname) {
        // «Қате» is no dative of «Катя».
        _ if facts.frequent => 0,
        (Strength::Sure | Strength::Likely, _) if facts.is_other() && facts.listed => 5,
        (Strength::Sure | Strength::Likely, _) if facts.is_other() => 0,
        (Strength::Sure, _) if caseless => 30,
        (Strength::Sure, _) => 20,
        (_, Strength::Sure) if facts.is_other() => 5,
        (_, Strength::Sure) => 15,
        (Strength::Likely, _) => 5,
        // «Оксана мельник»: enough to belong to a name, not to be one.
        (_, Strength::Likely) if facts.is_other() => 1,
        (_, Strength::Likely) => 3,
        (Strength::Weak, _) if facts.listed => 1,
        _ if facts.shaped => 1,
        _ => 0,
    }
}

/// Letters of the longest word that is an abbreviation when all of it is written in capitals: «АЕК», «ЖЭО».
const LONGEST_ABBREVIATION: usize = 4;

fn is_abbreviation(pieces: &Pieces, at: usize) -> bool {
    let facts = pieces.facts(at);
    let Some(word) = pieces.word(at).filter(|_| pieces.shape(at) == Shape::Capital) else {
        return false;
    };
    if facts.shaped || facts.name() >= Strength::Likely {
        return false;
    }
    let beside = |at: usize| {
        pieces.word(at).is_some_and(|word| {
            !word.chars().any(char::is_lowercase) && pieces.facts(at).name() >= Strength::Likely
        })
    };
    let first = word.split('-').next().unwrap_or(word);
    let capitals = first.chars().filter(|letter| letter.is_uppercase()).count();
    let shouted = capitals > 1 && !first.chars().any(char::is_lowercase);
    first.chars().count() <= LONGEST_ABBREVIATION
        && (shouted || capitals > 2)
        && !beside(at + 1)
        && !at.checked_sub(1).is_some_and(beside)
}
