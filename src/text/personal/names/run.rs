//! Words that stand together as one name may: where such a run begins and ends.

use super::initials::{MOST_INITIALS, begins_before_initials, initial, initial_ends, is_double};
use super::worth::{WORTH_UNKNOWN, worth};
use crate::text::personal::lexicon::Strength;
use crate::text::personal::pieces::{Pieces, Shape};

/// Words that may be one name, from the first to the last piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    pub from: usize,
    pub to: usize,
    /// How many initials it has.
    pub initials: usize,
}

/// Most words of a name, without its initials.
const MOST_WORDS: usize = 4;

/// The run that begins at `at`.
pub(super) fn run(pieces: &Pieces, at: usize) -> Option<Run> {
    if begins_before_initials(pieces, at) {
        return None;
    }
    let mut run = Run {
        from: at,
        to: at,
        initials: 0,
    };
    let (mut next, mut words) = (at, 0);
    let mut last = None;
    let mut shape = None;
    loop {
        if let Some(end) = initial(pieces, next).filter(|_| run.initials < MOST_INITIALS) {
            run.initials += if is_double(pieces, next) { MOST_INITIALS } else { 1 };
            last = Some(end);
            next = end + 1;
        } else if words < MOST_WORDS
            && may_belong(pieces, next)
            && (last.is_none() || !pieces.begins_line(next) || words == 1)
            && shape.is_none_or(|shape| shape == pieces.shape(next) || is_patronymic(pieces, next))
            && !(words > 0 && run.initials > 0 && words_before_initials(pieces, run.from))
        {
            words += 1;
            shape = Some(pieces.shape(next));
            last = Some(next);
            next += 1;
        } else {
            break;
        }
    }
    run.to = last?;
    trimmed(pieces, run)
}

/// True where the run began with a word: the initials behind it are all it has, and a new sentence may begin.
fn words_before_initials(pieces: &Pieces, from: usize) -> bool {
    initial(pieces, from).is_none()
}

fn is_patronymic(pieces: &Pieces, at: usize) -> bool {
    pieces.facts(at).patronymic
}

/// Whether the word at `at` may be a part of a name.
fn may_belong(pieces: &Pieces, at: usize) -> bool {
    let Some(word) = pieces.word(at) else { return false };
    if pieces.role(at).is_some() && !pieces.is_known(at) {
        return false;
    }
    match pieces.shape(at) {
        Shape::Capital => {
            word.chars().count() > 1
                && (pieces.title(at).is_none() || pieces.facts(at).name() >= Strength::Likely)
        }
        // «азамат тлеулин»
        Shape::Small if pieces.title(at).is_some() => {
            pieces.facts(at).listed && pieces.facts(at + 1).surname >= Strength::Likely
        }
        Shape::Small => worth(pieces, at) > 0,
        Shape::Letter | Shape::Sign => false,
    }
}

/// The run without the words at its edges that are no part of the name: ordinary words with the capital of a sentence,
/// strangers on the left of a name.
fn trimmed(pieces: &Pieces, mut run: Run) -> Option<Run> {
    while run.from < run.to && is_stranger(pieces, run.from) && !is_held(pieces, &run) {
        run.from += 1;
    }
    let initialled = run.initials == MOST_INITIALS && run.to > 0 && initial_ends(pieces, run.to - 1);
    while run.from < run.to && pieces.word(run.to).is_some() && is_stranger(pieces, run.to) && !initialled {
        run.to -= 1;
    }
    let has_word =
        (run.from..=run.to).any(|at| pieces.word(at).is_some() && pieces.shape(at) != Shape::Letter);
    has_word.then_some(run)
}

/// A word that what follows makes a part of the name: a patronymic, initials, a given name behind what may be a
/// surname, or the end of the clause.
fn is_held(pieces: &Pieces, run: &Run) -> bool {
    let plain = !pieces.facts(run.from).frequent || run.initials == MOST_INITIALS;
    let given = pieces.facts(run.from + 1).given >= Strength::Likely;
    let own = pieces.facts(run.from);
    let next = pieces.facts(run.from + 1);
    let surname = (given && own.shaped)
        || (own.given > Strength::None && next.surname >= Strength::Weak)
        || (next.shaped && pieces.shape(run.from + 1) == Shape::Capital && is_clause(pieces, run));
    is_patronymic(pieces, run.from + 1)
        || (plain && (surname || initial(pieces, run.from + 1).is_some() || is_clause(pieces, run)))
}

/// A word that says nothing of a name and is a frequent one, or whose capital is that of its sentence.
fn is_stranger(pieces: &Pieces, at: usize) -> bool {
    let facts = pieces.facts(at);
    worth(pieces, at) <= WORTH_UNKNOWN
        && initial(pieces, at).is_none()
        && (pieces.is_first(at) || (facts.frequent && facts.name() == Strength::None))
}

/// Whether the run is all its clause holds: «Жетпіс Ержанов, 8 701 …».
pub(super) fn is_clause(pieces: &Pieces, run: &Run) -> bool {
    let begins = run.from == 0 || pieces.word(run.from - 1).is_none();
    let ends = pieces.word(run.to + 1).is_none();
    begins && ends && run.to > run.from
}
