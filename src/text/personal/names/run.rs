//! Words that stand together as one name may: where such a run begins and ends.

use super::initials::{MOST_INITIALS, begins_before_initials, initial, initial_ends, is_double, pair_before};
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
    let mut run = Run {
        from: at,
        to: at,
        initials: 0,
    };
    let (mut next, mut words) = (at, 0);
    let mut last = None;
    let mut shape = None;
    loop {
        if let Some(end) = initial(pieces, next)
            .filter(|_| run.initials < MOST_INITIALS && !begins_next_name(pieces, next, words))
        {
            run.initials += if is_double(pieces, next) { MOST_INITIALS } else { 1 };
            last = Some(end);
            next = end + 1;
        } else if words < MOST_WORDS
            && may_belong(pieces, next)
            && !is_shouted(pieces, next)
            && !begins_before_initials(pieces, next)
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
    let mut run = trimmed(pieces, run)?;
    let small = run.initials == 1 && pieces.shape(run.from) == Shape::Small;
    let named = run.from + if small { 2 } else { 0 };
    if let Some(from) = pair_before(pieces, named).filter(|_| small || run.initials == 0) {
        run.from = from;
        run.initials = MOST_INITIALS;
    }
    Some(run)
}

/// «С уважением Логинова ⏎ П. Быков»: an initial on a new line is that of the name behind it.
fn begins_next_name(pieces: &Pieces, at: usize, words: usize) -> bool {
    words > 0 && pieces.begins_line(at) && initial(pieces, at).is_some_and(|end| may_belong(pieces, end + 1))
}

/// An ordinary word in a sentence of capitals: «НЕ ПОСТАВИЛИ».
fn is_shouted(pieces: &Pieces, at: usize) -> bool {
    let facts = pieces.facts(at);
    pieces.shape(at) == Shape::Capital
        && facts.is_other()
        && facts.given == Strength::None
        && !facts.patronymic
        && !is_surname_like(pieces, at)
        && !pieces.piece(at).chars().any(char::is_lowercase)
}

/// A word that ends as surnames do, or is one among other things.
pub(super) fn is_surname_like(pieces: &Pieces, at: usize) -> bool {
    let facts = pieces.facts(at);
    // «Кестесін» ends as a surname does and is a form of a word.
    let word = facts.inflected && facts.surname < Strength::Likely;
    pieces.is_known(at) || (!word && (facts.shaped || facts.surname > Strength::None))
}

/// A name with what beside it belongs to it, whatever it is besides: a surname that is a word too («Мельник Светлану
/// Семёновну»).
pub(super) fn grown(pieces: &Pieces, mut run: Run) -> Run {
    let complete = (run.from..=run.to).any(|at| {
        let facts = pieces.facts(at);
        facts.given < Strength::Likely
            && !facts.patronymic
            && (facts.surname >= Strength::Likely || facts.shaped)
    });
    let begun = initial(pieces, run.from).is_some();
    if complete && !begun {
        return next_person(pieces, run);
    }
    let belongs = |at: usize| {
        alike(pieces.shape(at), pieces.shape(run.from))
            && pieces.role(at).is_none()
            && pieces.title(at).is_none()
            && is_surname_like(pieces, at)
    };
    if let Some(before) = run
        .from
        .checked_sub(1)
        .filter(|&at| belongs(at) && !pieces.begins_line(run.from))
    {
        run.from = before;
    } else if !complete && belongs(run.to + 1) && !pieces.begins_line(run.to + 1) {
        run.to += 1;
    }
    run
}

/// «Логинову А. Ю. Ершовой»: the second initial, apart from the first, may be that of another person.
fn next_person(pieces: &Pieces, mut run: Run) -> Run {
    let apart = run.initials == MOST_INITIALS
        && run.to > run.from
        && initial_ends(pieces, run.to)
        && pieces.shape(run.to - 1) == Shape::Letter
        && !pieces.touches(run.to - 1);
    if apart && is_surname_like(pieces, run.to + 1) && !pieces.begins_line(run.to + 1) {
        run.to += 1;
    }
    run
}

/// Both with a capital, or both without.
fn alike(one: Shape, other: Shape) -> bool {
    (one == Shape::Small) == (other == Shape::Small) && one != Shape::Sign
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
                && (pieces.title(at).is_none()
                    || pieces.facts(at).name() >= Strength::Likely
                    || follows_surname(pieces, at))
        }
        // «азамат тлеулин»
        Shape::Small if pieces.title(at).is_some() => {
            pieces.facts(at).listed && pieces.facts(at + 1).surname >= Strength::Likely
        }
        Shape::Small => {
            // «КИМ П.», «сосед ким жанар»
            let surname = pieces.facts(at).surname > Strength::None;
            let initialled = pieces.shape(at + 1) == Shape::Letter && initial(pieces, at + 1).is_some();
            let behind = at >= 2 && pieces.piece(at - 1) == "." && pieces.shape(at - 2) == Shape::Letter;
            let beside = initialled || behind || pieces.facts(at + 1).given >= Strength::Likely;
            worth(pieces, at) > 0 || follows_surname(pieces, at) || (surname && beside)
        }
        Shape::Letter | Shape::Sign => false,
    }
}

/// What may be a given name among other things, behind a surname that is nothing else: «Үсенов Асқарда».
fn follows_surname(pieces: &Pieces, at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| pieces.facts(before));
    before.is_some_and(|before| before.surname == Strength::Sure && before.shaped && !before.is_other())
        && pieces.facts(at).given > Strength::None
        && !pieces.is_first(at)
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
    let surname = (given && is_surname_like(pieces, run.from))
        || (own.given > Strength::None && next.surname >= Strength::Weak)
        || (next.shaped && pieces.shape(run.from + 1) == Shape::Capital && is_clause(pieces, run));
    is_patronymic(pieces, run.from + 1)
        || (initial(pieces, run.from + 1).is_some() && (plain || own.surname > Strength::None))
        || (plain && (surname || is_clause(pieces, run)))
}

/// A word that says nothing of a name and is a frequent one, or whose capital is that of its sentence.
fn is_stranger(pieces: &Pieces, at: usize) -> bool {
    let facts = pieces.facts(at);
    worth(pieces, at) <= WORTH_UNKNOWN
        && initial(pieces, at).is_none()
        && (pieces.is_first(at)
            || is_shouted(pieces, at)
            || (facts.frequent && facts.name() == Strength::None))
}

/// Whether the run is all its clause holds: «Жетпіс Ержанов, 8 701 …».
pub(super) fn is_clause(pieces: &Pieces, run: &Run) -> bool {
    let begins = run.from == 0 || pieces.word(run.from - 1).is_none();
    let ends = pieces.word(run.to + 1).is_none();
    begins && ends && run.to > run.from
}
