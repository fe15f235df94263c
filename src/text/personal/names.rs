//! Names of persons: runs of words that look like names, judged by what they are and by what stands around them.
//!
//! Each word of a run is worth points by its strength and its shape; initials, a patronymic, a title before the run or
//! its place at the end of the letter add to them. Streets, schools, firms and laws named after people are none.

mod surroundings;

use self::surroundings::{Owner, office_of, surroundings};
use super::lexicon::{Facts, Strength, is_public_figure};
use super::pieces::{Pieces, Shape};
use super::roles::{Role, Title};
use super::{PersonalData, PersonalKind};

/// Points from which a run is a name: a name that is nothing else, or a doubtful one with something beside it.
const ENOUGH: i32 = 30;

/// Names of persons, in order.
pub(super) fn names(pieces: &Pieces) -> Vec<PersonalData> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        if !pieces.may_name(at) {
            at += 1;
            continue;
        }
        let Some(run) = run(pieces, at) else {
            at += 1;
            continue;
        };
        at = run.to + 1;
        if is_name(pieces, &run) {
            found.extend(pieces.data(run.from, run.to, kind(pieces, &run)));
        }
    }
    found
}

fn kind(pieces: &Pieces, run: &Run) -> PersonalKind {
    match office_of(pieces, run) {
        Owner::Office => PersonalKind::Official,
        Owner::Private | Owner::Nobody => PersonalKind::Name,
    }
}

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
/// Most initials: «А. Б.».
const MOST_INITIALS: usize = 2;

/// The run that begins at `at`.
fn run(pieces: &Pieces, at: usize) -> Option<Run> {
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

/// «Кеше Т.М. Серіков»: the initials are those of the name behind them, not of the first word of the sentence.
fn begins_before_initials(pieces: &Pieces, at: usize) -> bool {
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

/// True where the run began with a word: the initials behind it are all it has, and a new sentence may begin.
fn words_before_initials(pieces: &Pieces, from: usize) -> bool {
    initial(pieces, from).is_none()
}

/// The last piece of an initial at `at`: a capital and its full stop, or a capital alone between names.
fn initial(pieces: &Pieces, at: usize) -> Option<usize> {
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
fn is_double(pieces: &Pieces, at: usize) -> bool {
    pieces.word(at).is_some_and(|word| {
        let mut letters = word.chars();
        let [first, stop, second, none] = [(); 4].map(|()| letters.next());
        let large = |letter: Option<char>| letter.is_some_and(char::is_uppercase);
        large(first) && stop == Some('.') && large(second) && none.is_none()
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
fn initial_ends(pieces: &Pieces, at: usize) -> bool {
    is_double(pieces, at)
        || pieces.shape(at) == Shape::Letter
        || (pieces.piece(at) == "."
            && at > 0
            && (is_double(pieces, at - 1) || pieces.shape(at - 1) == Shape::Letter))
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

/// What a capital without any knowledge is worth.
const WORTH_UNKNOWN: i32 = 5;

/// Points of one word.
fn worth(pieces: &Pieces, at: usize) -> i32 {
    let facts = pieces.facts(at);
    let capital = pieces.shape(at) == Shape::Capital;
    if pieces.is_known(at) {
        return if capital || !facts.is_other() { 30 } else { 20 };
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

/// Whether the run is a name: its points and those of its surroundings are enough.
fn is_name(pieces: &Pieces, run: &Run) -> bool {
    let words: Vec<usize> = (run.from..=run.to)
        .filter(|&at| {
            pieces.word(at).is_some() && pieces.shape(at) != Shape::Letter && initial(pieces, at).is_none()
        })
        .collect();
    let own: i32 = words.iter().map(|&at| worth(pieces, at)).sum();
    if own <= 0 && run.initials < MOST_INITIALS {
        return false;
    }
    let full = is_full(pieces, run, &words);
    let Some(around) = surroundings(pieces, run, full) else {
        return false;
    };
    if is_quoted_figure(pieces, run, &words) {
        return false;
    }
    own + initials(pieces, run, &words) + pair(pieces, &words) + around >= ENOUGH
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
        known && (pieces.shape(at) == Shape::Capital || facts.shaped || facts.name() >= Strength::Likely)
    });
    match run.initials {
        _ if !proper => 0,
        0 => 0,
        1 if words
            .iter()
            .any(|&at| pieces.facts(at).shaped || pieces.facts(at).surname >= Strength::Likely) =>
        {
            25
        }
        1 => 15,
        _ => 30,
    }
}

/// What a given name beside a surname or patronymic adds.
fn pair(pieces: &Pieces, words: &[usize]) -> i32 {
    let given = |at: &&usize| pieces.facts(**at).given >= Strength::Weak;
    let proper = |at: &usize| pieces.shape(*at) == Shape::Capital;
    let fathered = words.iter().any(|&at| pieces.facts(at).patronymic)
        && words.iter().filter(|at| proper(at)).count() > 1;
    let other = |at: &usize| {
        let facts = pieces.facts(*at);
        facts.surname >= Strength::Likely || facts.shaped || facts.patronymic || facts.given >= Strength::Weak
    };
    let paired = words
        .iter()
        .filter(given)
        .any(|one| words.iter().any(|two| two != one && other(two)));
    let run = |words: &[usize]| Some((*words.first()?, *words.last()?));
    let clause = run(words).is_some_and(|(from, to)| {
        is_clause(
            pieces,
            &Run {
                from,
                to,
                initials: 0,
            },
        )
    }) && words.iter().all(proper)
        && words.iter().any(|&at| pieces.facts(at).shaped);
    if paired || fathered || clause { 15 } else { 0 }
}

/// Whether the run is all its clause holds: «Жетпіс Ержанов, 8 701 …».
fn is_clause(pieces: &Pieces, run: &Run) -> bool {
    let begins = run.from == 0 || pieces.word(run.from - 1).is_none();
    let ends = pieces.word(run.to + 1).is_none();
    begins && ends && run.to > run.from
}

/// A head behind the name of a place.
pub(super) fn is_place(pieces: &Pieces, at: usize) -> bool {
    matches!(
        pieces.role(at),
        Some(Role::PlaceAfter | Role::StreetAfter | Role::StreetBefore | Role::Between)
    )
}

pub(super) fn is_business(pieces: &Pieces, at: usize) -> bool {
    pieces.title(at) == Some(Title::Business)
}
