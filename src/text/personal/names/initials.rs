//! Initials beside a surname: «А.Б.», «А Б», «а.б.», «Zh.».

use crate::text::personal::lexicon::Strength;
use crate::text::personal::pieces::{Pieces, Shape};

/// Most initials: «А. Б.».
pub(super) const MOST_INITIALS: usize = 2;

/// Letters of Kazakh and Russian that two Latin ones stand for: «Zh. Karimov», «Sh.E. Usenova».
const DIGRAPHS: [&str; 11] = ["Zh", "Sh", "Ch", "Kh", "Gh", "Ts", "Yu", "Ya", "Ye", "Iu", "Ia"];

/// Pairs of letters that are short for something else: «в т.ч.», «и т.д.», «и.о.».
const ABBREVIATED: [[&str; 2]; 8] = [
    ["т", "ч"],
    ["т", "д"],
    ["т", "п"],
    ["т", "е"],
    ["т", "к"],
    ["т", "с"],
    ["и", "о"],
    ["с", "г"],
];

/// «Кеше Т.М. Серіков», «не поставили А.М. Лапину»: the initials are those of the name behind them, not of the word
/// before.
pub(super) fn begins_before_initials(pieces: &Pieces, at: usize) -> bool {
    let facts = pieces.facts(at);
    let name = facts.name();
    if name >= Strength::Likely || pieces.is_known(at) {
        return false;
    }
    let Some(behind) = initials_from(pieces, at + 1) else {
        return false;
    };
    let other = facts.is_other() || facts.frequent || pieces.shape(at) == Shape::Small;
    let surname = pieces.facts(behind);
    let surer = surname.name() > name || (surname.shaped && name == Strength::None);
    let alike = pieces.shape(behind) == Shape::Capital || pieces.shape(behind) == pieces.shape(at);
    // The full stop of «Zh.» is taken for that of a sentence.
    let inside = !pieces.is_first(behind) || is_digraph(pieces, behind - 2);
    other && alike && inside && surer
}

/// The piece behind the initials that begin at `at`.
fn initials_from(pieces: &Pieces, at: usize) -> Option<usize> {
    let first = initial(pieces, at)? + 1;
    Some(initial(pieces, first).map_or(first, |second| second + 1))
}

/// The last piece of an initial at `at`: a capital and its full stop, or a capital alone between names.
pub(super) fn initial(pieces: &Pieces, at: usize) -> Option<usize> {
    if is_double(pieces, at) {
        return Some(at + usize::from(is_stopped(pieces, at)));
    }
    let letter = match pieces.shape(at) {
        Shape::Letter => true,
        Shape::Small => {
            is_small_letter(pieces, at)
                && (pieces.is_caseless() || is_pair(pieces, at))
                && !is_abbreviated(pieces, at)
        }
        Shape::Capital => is_digraph(pieces, at),
        Shape::Sign => false,
    };
    if !letter {
        return None;
    }
    if is_stopped(pieces, at) {
        return Some(at + 1);
    }
    // «Серикова А К» at the end of a line, «Серикова А.К»: nothing but another initial may come.
    let after_name =
        at > 0 && (pieces.facts(at - 1).name() >= Strength::Likely || dotted_initial(pieces, at));
    let alone = pieces.shape(at + 1) != Shape::Small;
    (after_name && alone && pieces.shape(at) == Shape::Letter).then_some(at)
}

/// True where a full stop is glued to the piece.
fn is_stopped(pieces: &Pieces, at: usize) -> bool {
    pieces.piece(at + 1) == "." && pieces.touches(at + 1)
}

/// «Т.М», which is one token where such a unit is known.
pub(super) fn is_double(pieces: &Pieces, at: usize) -> bool {
    pieces.word(at).is_some_and(|word| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.next() == Some('.')
            && letters.next().is_some_and(char::is_uppercase)
            && letters.next().is_none()
    })
}

fn is_digraph(pieces: &Pieces, at: usize) -> bool {
    is_stopped(pieces, at) && DIGRAPHS.contains(&pieces.piece(at))
}

fn is_small_letter(pieces: &Pieces, at: usize) -> bool {
    pieces.word(at).is_some_and(|word| word.chars().nth(1).is_none())
}

/// One of two letters with full stops beside each other: «о.ю. быков», «быков о.ю.».
fn is_pair(pieces: &Pieces, at: usize) -> bool {
    let dotted = |at: usize| is_small_letter(pieces, at) && is_stopped(pieces, at);
    if !dotted(at) {
        return false;
    }
    let before = |at: usize| at.checked_sub(1).is_some_and(|at| is_surname(pieces, at));
    let first = dotted(at + 2) && is_surname(pieces, at + 4);
    let second = at >= 2 && dotted(at - 2) && (is_surname(pieces, at + 2) || before(at - 2));
    first || second || before(at)
}

/// «В т.ч.», unless a known surname stands beside it.
fn is_abbreviated(pieces: &Pieces, at: usize) -> bool {
    let short =
        |at: usize| ABBREVIATED.contains(&[pieces.piece(at), pieces.piece(at + 2)]) && is_stopped(pieces, at);
    let known = |at: usize| {
        pieces.is_known(at + 4) || at.checked_sub(1).is_some_and(|before| pieces.is_known(before))
    };
    [Some(at), at.checked_sub(2)]
        .into_iter()
        .flatten()
        .any(|at| short(at) && !known(at))
}

fn is_surname(pieces: &Pieces, at: usize) -> bool {
    pieces.is_known(at) || pieces.facts(at).surname >= Strength::Likely
}

/// Where the small initials begin that stand before `at`: «о.ю. быков».
pub(super) fn pair_before(pieces: &Pieces, at: usize) -> Option<usize> {
    let first = at.checked_sub(2 * MOST_INITIALS)?;
    let small = |at: usize| pieces.shape(at) == Shape::Small && initial(pieces, at) == Some(at + 1);
    (small(first) && small(first + 2)).then_some(first)
}

/// True where an initial with its full stop stands right before `at`.
fn dotted_initial(pieces: &Pieces, at: usize) -> bool {
    at >= 2 && pieces.piece(at - 1) == "." && pieces.shape(at - 2) == Shape::Letter && pieces.touches(at - 1)
}

/// True for the full stop or the letter an initial ends with.
pub(super) fn initial_ends(pieces: &Pieces, at: usize) -> bool {
    let letter = |at: usize| is_double(pieces, at) || pieces.shape(at) == Shape::Letter;
    letter(at)
        || (pieces.piece(at) == "."
            && at
                .checked_sub(1)
                .is_some_and(|at| letter(at) || is_digraph(pieces, at)))
}
