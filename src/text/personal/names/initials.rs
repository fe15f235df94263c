//! Initials beside a surname: «А.Б.», «А Б», «а.б.», «Zh.».

use crate::text::personal::lexicon::Strength;
use crate::text::personal::pieces::{Pieces, Shape};

/// Most initials: «А. Б.».
pub(super) const MOST_INITIALS: usize = 2;

/// «Кеше Т.М. Серіков»: the initials are those of the name behind them, not of the first word of the sentence.
pub(super) fn begins_before_initials(pieces: &Pieces, at: usize) -> bool {
    let facts = pieces.facts(at);
    let other = pieces.is_first(at) && facts.is_other();
    let small = pieces.shape(at) == Shape::Small && facts.name() < Strength::Likely;
    let plain = other || small || (facts.frequent && facts.name() == Strength::None);
    let Some(mut behind) = initial(pieces, at + 1).filter(|_| plain) else {
        return false;
    };
    if let Some(second) = initial(pieces, behind + 1) {
        behind = second;
    }
    let facts = pieces.facts(behind + 1);
    pieces.shape(behind + 1) == Shape::Capital
        && !pieces.is_first(behind + 1)
        && (facts.shaped || facts.name() >= Strength::Likely)
}

/// The last piece of an initial at `at`: a capital and its full stop, or a capital alone between names.
pub(super) fn initial(pieces: &Pieces, at: usize) -> Option<usize> {
    if is_double(pieces, at) {
        let stop = pieces.piece(at + 1) == "." && pieces.touches(at + 1);
        return Some(at + usize::from(stop));
    }
    let letter = match pieces.shape(at) {
        Shape::Letter => true,
        Shape::Small => is_small_letter(pieces, at) && (pieces.is_caseless() || is_pair(pieces, at)),
        _ => false,
    };
    if !letter {
        return None;
    }
    let dotted = pieces.piece(at + 1) == "." && pieces.touches(at + 1);
    if dotted {
        return Some(at + 1);
    }
    // «Серикова А К» at the end of a line, «Серикова А.К»: nothing but another initial may come.
    let after_name =
        at > 0 && (pieces.facts(at - 1).name() >= Strength::Likely || dotted_initial(pieces, at));
    let alone = pieces.shape(at + 1) != Shape::Small;
    (after_name && alone && pieces.shape(at) == Shape::Letter).then_some(at)
}

/// «Т.М», which is one token where such a unit is known.
pub(super) fn is_double(pieces: &Pieces, at: usize) -> bool {
    pieces.word(at).is_some_and(|word| {
        let letters: Vec<char> = word.chars().collect();
        matches!(letters[..], [first, '.', second] if first.is_uppercase() && second.is_uppercase())
    })
}

fn is_small_letter(pieces: &Pieces, at: usize) -> bool {
    pieces.word(at).is_some_and(|word| word.chars().count() == 1)
}

/// One of two letters with full stops beside each other: «о.ю. быков», «быков о.ю.».
fn is_pair(pieces: &Pieces, at: usize) -> bool {
    let dotted =
        |at: usize| is_small_letter(pieces, at) && pieces.piece(at + 1) == "." && pieces.touches(at + 1);
    let first = dotted(at) && dotted(at + 2) && pieces.facts(at + 4).surname >= Strength::Likely;
    let second = at >= 2 && dotted(at) && dotted(at - 2);
    let behind = dotted(at) && at > 0 && pieces.facts(at - 1).surname >= Strength::Likely;
    first || behind || (second && (is_pair_start(pieces, at - 2)))
}

fn is_pair_start(pieces: &Pieces, at: usize) -> bool {
    pieces.facts(at + 4).surname >= Strength::Likely
        || at
            .checked_sub(1)
            .is_some_and(|before| pieces.facts(before).surname >= Strength::Likely)
}

/// True where an initial with its full stop stands right before `at`.
fn dotted_initial(pieces: &Pieces, at: usize) -> bool {
    at >= 2 && pieces.piece(at - 1) == "." && pieces.shape(at - 2) == Shape::Letter && pieces.touches(at - 1)
}

/// True for the full stop or the letter an initial ends with.
pub(super) fn initial_ends(pieces: &Pieces, at: usize) -> bool {
    is_double(pieces, at)
        || pieces.shape(at) == Shape::Letter
        || (pieces.piece(at) == "."
            && at > 0
            && (is_double(pieces, at - 1) || pieces.shape(at - 1) == Shape::Letter))
}
