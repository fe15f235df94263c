//! Names of persons: a surname with initials, a patronymic with the words around it, a known given name.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::addresses::{Pieces, Role};
use super::{PersonalData, PersonalKind};
use crate::text::dictionary::{forms, rows};
use crate::text::language;
use crate::text::letters::fold;

/// Given names by their folded form; true where the name alone is proof enough.
static GIVEN: LazyLock<BTreeMap<String, bool>> = LazyLock::new(|| {
    rows::<3>(include_str!("../../../dictionaries/text/given_names.csv"))
        .map(|[form, alone, _]| (fold(form), alone == "yes"))
        .collect()
});

static PATRONYMICS: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| forms::<2>(include_str!("../../../dictionaries/text/patronymic_endings.csv")));

static SURNAMES: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| forms::<2>(include_str!("../../../dictionaries/text/surname_endings.csv")));

/// Names of persons, in order.
pub(super) fn names(pieces: &Pieces) -> Vec<PersonalData> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let name = with_initials(pieces, at)
            .or_else(|| with_patronymic(pieces, at))
            .or_else(|| with_given_name(pieces, at))
            .filter(|&(from, to)| !is_place(pieces, from, to));
        match name {
            Some((from, to)) => {
                found.extend(pieces.data(from, to, PersonalKind::Name));
                at = to + 1;
            }
            None => at += 1,
        }
    }
    found
}

/// A word with a capital that is no frequent word of either language.
fn is_name(pieces: &Pieces, at: usize) -> bool {
    pieces.is_proper(at)
        && pieces
            .word(at)
            .is_some_and(|word| word.chars().count() > 2 && !language::is_frequent(word))
}

/// Most pieces of a run of initials: two letters with full stops.
const INITIALS: usize = 4;

/// The last piece of the initials that begin at `at`, with how many there are.
fn initials(pieces: &Pieces, at: usize) -> Option<(usize, usize)> {
    let count = (at..at + INITIALS)
        .step_by(2)
        .take_while(|&letter| is_initial(pieces, letter))
        .count();
    (count > 0).then(|| (at + 2 * count - 1, count))
}

fn is_initial(pieces: &Pieces, at: usize) -> bool {
    let single = pieces
        .word(at)
        .is_some_and(|word| word.chars().count() == 1 && word.chars().all(char::is_uppercase));
    let stop = pieces
        .token(at)
        .zip(pieces.token(at + 1))
        .is_some_and(|(a, b)| a.span.end == b.span.start);
    single && stop && pieces.piece(at + 1) == "."
}

/// «Смирнов А.Б.», «А.Б. Смирнов»; with one initial the surname must look like one.
fn with_initials(pieces: &Pieces, at: usize) -> Option<(usize, usize)> {
    if let Some((last, count)) = initials(pieces, at) {
        let surname = is_name(pieces, last + 1) && (count > 1 || is_surname(pieces, last + 1));
        return surname.then_some((at, last + 1));
    }
    let (last, count) = initials(pieces, at + 1)?;
    let surname = is_name(pieces, at) && (count > 1 || is_surname(pieces, at));
    surname.then_some((at, last))
}

fn is_surname(pieces: &Pieces, at: usize) -> bool {
    ends_in(pieces, at, &SURNAMES)
}

/// True for a word that ends in one of `endings` behind at least three letters.
fn ends_in(pieces: &Pieces, at: usize, endings: &BTreeSet<&'static str>) -> bool {
    let Some(word) = pieces.word(at) else { return false };
    let lower = word.to_lowercase();
    lower
        .char_indices()
        .skip(3)
        .any(|(start, _)| endings.contains(&lower[start..]))
}

/// Names that stand together: the pieces from `at` to the last one, at most three.
fn together(pieces: &Pieces, at: usize) -> Option<usize> {
    (at..at + 3).take_while(|&word| is_name(pieces, word)).last()
}

/// A run of names in which one is a patronymic.
fn with_patronymic(pieces: &Pieces, at: usize) -> Option<(usize, usize)> {
    let last = together(pieces, at)?;
    (at..=last)
        .any(|word| ends_in(pieces, word, &PATRONYMICS))
        .then_some((at, last))
}

/// A run of names in which one is a given name, or two with a surname among them, or a telling given name alone.
fn with_given_name(pieces: &Pieces, at: usize) -> Option<(usize, usize)> {
    let last = together(pieces, at)?;
    if initials(pieces, last + 1).is_some() {
        // «Обратился Смирнов А.Б.»: the name begins later.
        return None;
    }
    let alone = last == at;
    let given = (at..=last)
        .filter_map(|word| given(pieces.piece(word)))
        .any(|telling| telling || !alone);
    let surname = !alone && (at..=last).any(|word| is_surname(pieces, word));
    (given || surname).then_some((at, last))
}

/// Whether a word is a form of a given name, and one that is proof alone.
fn given(word: &str) -> Option<bool> {
    let folded = fold(word);
    GIVEN.get(&folded).copied().or_else(|| {
        let stem = CASES
            .iter()
            .find_map(|case| folded.strip_suffix(case).filter(|stem| GIVEN.contains_key(*stem)));
        let vowel = || {
            let stem = folded.strip_suffix(['и', 'е', 'у'])?;
            [stem.to_owned() + "а", stem.to_owned() + "я"]
                .into_iter()
                .find(|name| GIVEN.contains_key(name))
        };
        stem.map(str::to_owned)
            .or_else(vowel)
            .and_then(|name| GIVEN.get(&name).copied())
    })
}

/// Folded case endings of names in both languages, longest first.
const CASES: [&str; 22] = [
    "нин", "дин", "тин", "мен", "бен", "пен", "дан", "ден", "нан", "тан", "тен", "га", "ге", "ка", "ке",
    "ни", "ди", "ти", "ом", "ем", "а", "у",
];

/// True for what names a street, a place or an institution: «Абай көшесі», «ул. Сейфуллина», «школа имени …».
fn is_place(pieces: &Pieces, from: usize, to: usize) -> bool {
    let before = (1..=2)
        .filter_map(|back| from.checked_sub(back))
        .find(|&at| pieces.word(at).is_some());
    let head_before =
        before.is_some_and(|at| matches!(pieces.role(at), Some(Role::StreetBefore | Role::Place)));
    let comma = from.checked_sub(1).is_some_and(|at| pieces.piece(at) == ",");
    let head_behind = matches!(pieces.role(to + 1), Some(Role::StreetAfter | Role::Place));
    (head_before && !comma) || head_behind
}
