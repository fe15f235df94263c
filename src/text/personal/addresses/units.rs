//! Houses, blocks and flats behind the name of a street: «18-үй, 7-пәтер», «д. 5, корп. Б, кв. 12», «14-5».

use crate::text::personal::pieces::{Pieces, Shape};
use crate::text::personal::roles::Role;

/// The units of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Units {
    pub to: usize,
    /// A word for house, block or flat is among them, or a house and a flat stand in one number.
    pub told: bool,
    pub flat: bool,
    /// The first of them is a house, not a floor or an entrance.
    pub house: bool,
}

/// What may stand between two units, or between a street and its house.
const BETWEEN: [&str; 6] = [",", ".", "-", "–", "—", ":"];

/// The units from `at` on; nothing where no number or letter of a house stands there. With `strict` a bare number must
/// not count what follows it.
pub(super) fn units(pieces: &Pieces, at: usize, strict: bool) -> Option<Units> {
    let first = unit(pieces, pieces.skip(at, &BETWEEN), true, strict)?;
    let mut units = first;
    while let Some(next) = next_unit(pieces, &units) {
        units = Units {
            to: next.to,
            told: true,
            flat: units.flat || next.flat,
            house: units.house,
        };
    }
    Some(units)
}

/// The unit behind `units`: told by a word, or a bare number behind a dash («33 — 18») or at the end of its clause.
fn next_unit(pieces: &Pieces, units: &Units) -> Option<Units> {
    let behind = units.to + 1;
    let at = pieces.skip(behind, &BETWEEN);
    let dash = matches!(pieces.piece(behind), "-" | "–" | "—" | "/");
    let fraction = dash.then_some(behind + 1).or_else(|| {
        // «7 дробь 2»
        matches!(pieces.piece(behind), "дробь" | "бөлшек").then_some(behind + 1)
    });
    if let Some(number) =
        fraction.filter(|&number| pieces.is_number(number) && house_number(pieces.piece(number)))
    {
        let told = unit_word(pieces, number + 1);
        return Some(Units {
            to: told.map_or(number, |(to, _)| to),
            told: true,
            flat: true,
            house: false,
        });
    }
    unit(pieces, at, false, false).filter(|unit| unit.to > units.to && unit.told)
}

/// One unit at `at`: a word and its number, a number and its word, or for the `first` a number alone.
fn unit(pieces: &Pieces, at: usize, first: bool, strict: bool) -> Option<Units> {
    if let Some(flat) = told(pieces, at) {
        let number = pieces.skip(at + 1, &[".", "№", "-", "«", "\""]);
        let letter = matches!(pieces.shape(number), Shape::Letter) && !is_initial(pieces, number);
        let to = (pieces.is_number(number) || letter).then_some(number)?;
        return Some(Units {
            to: lettered(pieces, to),
            told: true,
            flat,
            house: !flat,
        });
    }
    // «Б корпусы»
    if pieces.shape(at) == Shape::Letter && !first {
        return told(pieces, at + 1).map(|flat| Units {
            to: at + 1,
            told: true,
            flat,
            house: !flat,
        });
    }
    let number = pieces.skip(at, &["№"]);
    if !pieces.is_number(number) || !house_number(pieces.piece(number).trim_start_matches('№').trim_start())
    {
        return None;
    }
    let end = lettered(pieces, number);
    if let Some((to, flat)) = unit_word(pieces, end + 1) {
        return Some(Units {
            to,
            told: true,
            flat,
            house: !flat,
        });
    }
    let pair = is_house_and_flat(pieces.piece(number));
    let plain = pieces.piece(number).bytes().all(|byte| byte.is_ascii_digit());
    let counted = pieces.role(end + 1) == Some(Role::Measure)
        || (strict && plain && end == number && is_counted(pieces, number));
    (first && (!counted || pair)).then_some(Units {
        to: end,
        told: pair || end > number,
        flat: pair,
        house: true,
    })
}

/// The word for a unit behind a number, «18-үй», with whether it is one inside a house. A word with a number of its own
/// belongs to that: «дом 5 кв 12».
fn unit_word(pieces: &Pieces, at: usize) -> Option<(usize, bool)> {
    let word = pieces.skip(at, &["-", "–"]);
    let flat = told(pieces, word)?;
    let next = pieces.skip(word + 1, &[".", "№"]);
    let own = pieces.is_number(next)
        && house_number(pieces.piece(next))
        && unit_word_follows(pieces, next).is_none();
    (!own || pieces.touches(word)).then_some((word, flat))
}

fn unit_word_follows(pieces: &Pieces, number: usize) -> Option<bool> {
    told(pieces, pieces.skip(number + 1, &["-", "–"]))
}

/// Whether `at` is a word for a house (false) or for what is inside one (true).
fn told(pieces: &Pieces, at: usize) -> Option<bool> {
    // «Победы 12 К. Иванов»: an initial, not a block.
    if is_initial(pieces, at) {
        return None;
    }
    match pieces.role(at)? {
        Role::House => Some(false),
        Role::Flat | Role::Unit => Some(true),
        _ => None,
    }
}

/// The last piece of a house number with its letter apart: «15 б», «2 «А»».
fn lettered(pieces: &Pieces, number: usize) -> usize {
    let quote = usize::from(matches!(pieces.piece(number + 1), "«" | "\"" | "“"));
    let letter = number + 1 + quote;
    let single = pieces.word(letter).is_some_and(|word| {
        let mut letters = word.chars();
        letters.next().is_some_and(|letter| {
            matches!(
                letter.to_lowercase().next(),
                Some('а' | 'б' | 'в' | 'г' | 'д' | 'е')
            )
        }) && letters.next().is_none()
    });
    let small_word = quote == 0 && pieces.shape(letter) == Shape::Small && !ends(pieces, letter + 1);
    if !single || small_word || is_initial(pieces, letter) {
        return number;
    }
    let closed = quote == 1 && matches!(pieces.piece(letter + 1), "»" | "\"" | "”");
    letter + usize::from(closed)
}

fn ends(pieces: &Pieces, at: usize) -> bool {
    pieces.word(at).is_none() || told(pieces, at).is_some()
}

/// «А.»: the letter of a name.
fn is_initial(pieces: &Pieces, at: usize) -> bool {
    pieces.shape(at) == Shape::Letter && pieces.piece(at + 1) == "." && pieces.shape(at + 2) != Shape::Sign
}

/// A small word behind a number is what it counts, a capital begins something else.
fn is_counted(pieces: &Pieces, number: usize) -> bool {
    let living = |at: usize| pieces.role(at) == Some(Role::Living);
    // «жамбыл 46 да тұрамыз»
    let near = living(number + 1) || (is_locative(pieces.piece(number + 1)) && living(number + 2));
    pieces.shape(number + 1) == Shape::Small
        && told(pieces, number + 1).is_none()
        && !near
        && !is_verb(pieces, number + 1)
}

fn is_locative(word: &str) -> bool {
    matches!(word, "да" | "де" | "та" | "те" | "дан" | "ден" | "тан" | "тен")
}

/// «На сатпаева 14 снесли»: what somebody did or does is not counted; «5 дней» has none of these endings.
fn is_verb(pieces: &Pieces, at: usize) -> bool {
    let measure = pieces.role(at).is_some() || pieces.facts(at).frequent;
    !measure && VERBS.iter().any(|ending| pieces.piece(at).ends_with(ending))
}

/// Endings of Russian verbs that no plural genitive has.
const VERBS: [&str; 10] = [
    "или", "али", "ели", "сли", "шли", "ило", "ает", "яет", "ают", "ится",
];

/// «14-5», «11/16»: a house and a flat.
pub(super) fn is_house_and_flat(number: &str) -> bool {
    number.split_once(['-', '/']).is_some_and(|(house, flat)| {
        let digits = house.chars().filter(char::is_ascii_digit).count();
        (1..=3).contains(&digits)
            && house_number(house)
            && (1..=3).contains(&flat.len())
            && flat.chars().all(|digit| digit.is_ascii_digit())
    })
}

/// Up to four digits with a letter or a part behind them: no year with a dot, no sum, no ordinal («3-я», «5-ші»).
pub(super) fn house_number(number: &str) -> bool {
    let digits = number.chars().take_while(char::is_ascii_digit).count();
    let ordinal = number.split_once('-').is_some_and(|(_, part)| {
        part.chars().count() > 1 && part.chars().next().is_some_and(char::is_alphabetic)
    });
    let parts = number.matches(['-', '/']).count();
    (1..=4).contains(&digits) && parts <= 2 && !ordinal && !number.contains([',', '.', ':', '%', '№'])
}
