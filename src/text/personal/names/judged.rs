//! Whether a run of words is a name: what its words, its initials and its surroundings are worth together.

use super::initials::{MOST_INITIALS, initial};
use super::run::{Run, is_clause, is_surname_like};
use super::surroundings::{Owner, office_of, surroundings};
use super::worth::worth;
use crate::text::personal::lexicon::{Facts, Strength, is_public_figure};
use crate::text::personal::pieces::{Pieces, Shape};

/// Points from which a run is a name: a name that is nothing else, or a doubtful one with something beside it.
const ENOUGH: i32 = 30;

/// Whether the run is a name: its points and those of its surroundings are enough.
pub(super) fn is_name(pieces: &Pieces, run: &Run) -> bool {
    let words: Vec<usize> = (run.from..=run.to)
        .filter(|&at| {
            pieces.word(at).is_some() && pieces.shape(at) != Shape::Letter && initial(pieces, at).is_none()
        })
        .collect();
    let own: i32 = words.iter().map(|&at| worth(pieces, at)).sum();
    let initials = initials(pieces, run, &words);
    if own <= 0 && initials < ENOUGH {
        return false;
    }
    let full = is_full(pieces, run, &words);
    let Some(around) = surroundings(pieces, run, full) else {
        return false;
    };
    if is_quoted_figure(pieces, run, &words) {
        return false;
    }
    own + initials + pair(pieces, run, &words) + around >= ENOUGH
}

/// A public figure, unless a title says that a private person of this name is meant.
fn is_quoted_figure(pieces: &Pieces, run: &Run, words: &[usize]) -> bool {
    let written: Vec<&str> = words.iter().map(|&at| pieces.piece(at)).collect();
    (2..=FIGURE_WORDS).contains(&written.len())
        && run.initials == 0
        && office_of(pieces, run) != Owner::Private
        && !words.iter().any(|&at| pieces.is_known(at))
        && is_public_figure(&written)
}

/// Most words of a public figure's name.
const FIGURE_WORDS: usize = 3;

/// A surname with initials, a patronymic or a given name: hardly anything but a person is called so.
fn is_full(pieces: &Pieces, run: &Run, words: &[usize]) -> bool {
    let person = |at: &usize| pieces.facts(*at).patronymic && words.len() > 1;
    let likely = |strength: fn(&Facts) -> Strength| {
        words
            .iter()
            .filter(move |&&at| strength(&pieces.facts(at)) >= Strength::Likely)
    };
    let given = |at: &&usize| pieces.facts(**at).given >= Strength::Weak;
    let shaped = words
        .iter()
        .filter(given)
        .any(|name| words.iter().any(|at| at != name && pieces.facts(*at).shaped));
    let both = shaped
        || likely(|facts| facts.given)
            .any(|given| likely(|facts| facts.surname).any(|surname| surname != given));
    let known = words.iter().any(|&at| pieces.is_known(at));
    run.initials > 0 || known || words.iter().any(person) || both
}

/// What initials beside a name add: two of them make a name of any word with a capital.
fn initials(pieces: &Pieces, run: &Run, words: &[usize]) -> i32 {
    let proper = words.iter().any(|&at| {
        let facts = pieces.facts(at);
        let known = !facts.frequent || facts.name() > Strength::None || run.initials == MOST_INITIALS;
        known
            && (pieces.shape(at) == Shape::Capital
                || is_surname_like(pieces, at)
                || facts.name() >= Strength::Likely)
    });
    match run.initials {
        _ if !proper => 0,
        0 => 0,
        1 if words.iter().any(|&at| is_surname_like(pieces, at)) && has_capital_initial(pieces, run) => 30,
        1 if words
            .iter()
            .any(|&at| pieces.facts(at).name() >= Strength::Likely) =>
        {
            25
        }
        1 => 15,
        _ => 30,
    }
}

/// «Лапина Н.»: in small letters «г.» is a year or a town.
fn has_capital_initial(pieces: &Pieces, run: &Run) -> bool {
    (run.from..=run.to)
        .any(|at| initial(pieces, at).is_some() && pieces.piece(at).starts_with(char::is_uppercase))
}

/// What a given name beside a surname or patronymic adds.
fn pair(pieces: &Pieces, run: &Run, words: &[usize]) -> i32 {
    let proper = |at: &usize| pieces.shape(*at) == Shape::Capital;
    let facts = |at: &usize| pieces.facts(*at);
    let capitals = words.iter().filter(|at| proper(at)).count();
    let beside = |one: &usize, is: fn(&Facts) -> bool| words.iter().any(|two| two != one && is(&facts(two)));
    let given = || words.iter().filter(|at| facts(at).given >= Strength::Weak);
    let surnamed = |name: &Facts| name.surname >= Strength::Likely || name.shaped;
    let sure = |name: &Facts| name.surname >= Strength::Likely && name.shaped;
    let listed = || given().filter(|at| facts(at).listed && facts(at).given >= Strength::Likely);
    if (capitals == words.len() && given().any(|one| beside(one, surnamed)))
        || listed().any(|one| beside(one, sure))
    {
        return 25;
    }
    let other = |name: &Facts| {
        name.surname >= Strength::Likely || name.shaped || name.patronymic || name.given >= Strength::Weak
    };
    let paired = given().any(|one| beside(one, other));
    let fathered = capitals > 1 && words.iter().any(|at| facts(at).patronymic);
    let clause = capitals == words.len() && is_clause(pieces, run) && words.iter().any(|at| facts(at).shaped);
    if paired || fathered || clause { 15 } else { 0 }
}
