//! Names of streets and quarters beside their heads: «Бауыржан Момышұлы көшесі», «ул. имени Абая», «Самал-2».

use super::units::house_number;
use crate::text::letters::keyboard;
use crate::text::personal::lexicon::Strength;
use crate::text::personal::pieces::{Pieces, Shape};
use crate::text::personal::roles::Role;
use crate::text::tokens::TokenKind;

/// The first of the words with capitals, or of the initials, that end at `at`: «Бауыржан Момышұлы 14-5».
pub(super) fn from_name(pieces: &Pieces, at: usize) -> usize {
    match at.checked_sub(1) {
        Some(before)
            if pieces.shape(before) == Shape::Capital
                && pieces.is_proper(before)
                && (!pieces.is_first(before) || pieces.facts(before).name() >= Strength::Likely) =>
        {
            from_name(pieces, before)
        }
        Some(stop) if pieces.piece(stop) == "." => initials_before(pieces, at),
        _ => at,
    }
}

/// The first of the initials before a street's name: «Қ.И. Сәтпаев»; behind a surname they are a person's.
fn initials_before(pieces: &Pieces, at: usize) -> usize {
    let mut first = at;
    while let Some(letter) = first
        .checked_sub(2)
        .filter(|&letter| is_letter(pieces, letter) && pieces.piece(letter + 1) == ".")
    {
        first = letter;
    }
    let surname = first.checked_sub(1).is_some_and(|before| {
        let facts = pieces.facts(before);
        facts.shaped || facts.surname >= Strength::Likely
    });
    if surname { at } else { first }
}

/// Where the first of two crossing streets begins: «углу Абая и Гагарина, 25».
pub(super) fn crossing(pieces: &Pieces, from: usize) -> usize {
    let and = from
        .checked_sub(1)
        .filter(|&at| matches!(pieces.piece(at), "и" | "мен" | "пен" | "бен" | "және"));
    let street = |at: usize| matches!(pieces.role(at), Some(Role::StreetAfter | Role::Tail));
    match and.and_then(|and| and.checked_sub(1)) {
        Some(name) if street(name) => name_before(pieces, name).unwrap_or(from),
        Some(name) if pieces.shape(name) == Shape::Capital && !pieces.is_first(name) => {
            from_name(pieces, name)
        }
        _ => from,
    }
}

pub(super) fn is_letter(pieces: &Pieces, at: usize) -> bool {
    pieces.word(at).is_some_and(|word| word.chars().count() == 1)
}

/// Most words of a street's name.
const NAME_WORDS: usize = 4;

/// Where the name before the head at `head` begins: capitals, a single small word, or the number of a «шағын аудан».
pub(super) fn name_before(pieces: &Pieces, head: usize) -> Option<usize> {
    let mut last = head.checked_sub(1)?;
    if matches!(pieces.piece(last), "»" | "\"" | "”" | "-" | ".") {
        last = last.checked_sub(1)?;
    }
    // «7 шағын аудан», «тұйық көшесі», «… атындағы көшесі»: words between the name and its head.
    while pieces.role(last) == Some(Role::Between) {
        last = last.checked_sub(1)?;
        if pieces.piece(last) == "-" {
            last = last.checked_sub(1)?;
        }
    }
    let quarter = keyboard(pieces.piece(head)).starts_with("аудан");
    if quarter && last + 1 == head && !pieces.is_number(last) {
        return None;
    }
    if pieces.role(last) == Some(Role::Tail) {
        last = last.checked_sub(1)?;
    }
    if pieces.is_number(last) {
        // «Самал-2 мкр», «28 Гвардиялық дивизия»
        let hyphen = usize::from(last > 0 && pieces.piece(last - 1) == "-");
        let name = (last - hyphen).checked_sub(1);
        let numbered = name.filter(|&name| {
            pieces.shape(name) == Shape::Capital && pieces.is_proper(name) && !pieces.is_first(name)
        });
        return Some(numbered.map_or(last, |name| from_name(pieces, name)));
    }
    let proper = (head.saturating_sub(NAME_WORDS)..=last)
        .rev()
        .take_while(|&word| pieces.is_proper(word))
        .last();
    let from = proper
        .map(|name| from_name(pieces, name))
        .or_else(|| two_words(pieces, last))
        .or_else(|| {
            let small = pieces.word(last).is_some() && pieces.role(last).is_none();
            (small && !pieces.facts(last).frequent).then_some(last)
        })?;
    // «28 Гвардиялық дивизия», «2-й Вишнёвый»
    let number = from.checked_sub(1).filter(|&at| {
        let ordinal = pieces
            .piece(at)
            .split_once('-')
            .is_some_and(|(_, part)| part.starts_with(char::is_alphabetic));
        pieces.is_number(at) && (ordinal || (last > from && house_number(pieces.piece(at))))
    });
    Some(number.unwrap_or(from))
}

/// Where a name of a capital and a small word begins: «Ертіс жағалауы», «Жаңа қоныс».
pub(super) fn two_words(pieces: &Pieces, last: usize) -> Option<usize> {
    let first = last.checked_sub(1)?;
    let small = pieces.shape(last) == Shape::Small && pieces.role(last).is_none();
    (small
        && pieces.shape(first) == Shape::Capital
        && pieces.is_proper(first)
        && !pieces.facts(first).frequent)
        .then_some(first)
}

/// The piece behind the name that follows the head at `head`: one word of any spelling and capitals after it, a number,
/// a code («Е-10»), or a number with its words («30 лет Победы»).
pub(super) fn name_behind(pieces: &Pieces, head: usize) -> Option<usize> {
    let mut start = pieces.skip(head + 1, &[".", "«", "\""]);
    // «ул. им. Абая», «ул. А. Байтурсынова», «ул. Бр. Жандосовых»
    for _ in 0..MOST_ABBREVIATIONS {
        let short = pieces.word(start).is_some_and(|word| word.chars().count() <= 2);
        let named_after = pieces.role(start) == Some(Role::PlaceBefore);
        if named_after || (short && pieces.piece(start + 1) == "." && pieces.role(start).is_none()) {
            start = pieces.skip(start + 1, &["."]);
        }
    }
    let dated = pieces.is_number(start)
        && pieces.word(start + 1).is_some()
        && !matches!(
            pieces.role(start + 1),
            Some(Role::House | Role::Flat | Role::Unit)
        );
    let start = if dated && pieces.shape(start + 1) == Shape::Small {
        start + 1
    } else {
        start
    };
    // «ул. Набережная»
    let headed = pieces.shape(start) == Shape::Capital && pieces.piece(start + 1) != ".";
    // «ул. набережная, 5»
    let street = pieces.facts(start).street && pieces.role(start) == Some(Role::StreetBefore);
    let named = pieces.word(start).is_some() && (pieces.role(start).is_none() || dated || headed || street);
    let number = pieces.is_number(start) && house_number(pieces.piece(start));
    if !named && !number && !pieces.is(start, TokenKind::Code) {
        return None;
    }
    if let Some(closed) = quoted(pieces, start) {
        return Some(closed + 1);
    }
    let behind = name_end(pieces, start) + 1;
    // «Самал-2», «Самал 2, дом 33».
    let numbered = pieces.piece(behind) == "-" && pieces.is_number(behind + 1) && pieces.touches(behind);
    let behind = if numbered { behind + 2 } else { behind };
    Some(pieces.skip(behind, &["»", "\"", "”"]))
}

/// The closing quote of a name of several words: «Северное сияние».
fn quoted(pieces: &Pieces, start: usize) -> Option<usize> {
    let open = start.checked_sub(1).map(|at| pieces.piece(at));
    matches!(open, Some("«" | "\"" | "“"))
        .then(|| (start..start + NAME_WORDS).find(|&at| matches!(pieces.piece(at), "»" | "\"" | "”")))
        .flatten()
}

/// The last word of the name that begins at `start`: capitals with the initials between them («Академика К.И.
/// Сатпаева»), «батыра»; in a text without capitals a second word before the house.
fn name_end(pieces: &Pieces, start: usize) -> usize {
    let (mut end, mut at) = (start, start + 1);
    while at < start + NAME_WORDS + MOST_ABBREVIATIONS {
        let proper = pieces.is_proper(at) && pieces.shape(at) == Shape::Capital;
        if proper || pieces.role(at) == Some(Role::Tail) {
            end = at;
            at += 1;
        } else if pieces.shape(at) == Shape::Letter && pieces.piece(at + 1) == "." {
            at += 2;
        } else {
            break;
        }
    }
    let second = end + 1;
    let small = end == start
        && pieces.is_caseless()
        && pieces.word(start).is_some()
        && pieces.word(second).is_some()
        && pieces.role(second).is_none()
        && !pieces.facts(second).frequent
        && (pieces.is_number(second + 1)
            || matches!(pieces.role(second + 1), Some(Role::House | Role::Flat)));
    if small { second } else { end }
}

/// Most abbreviations before a name: two initials.
const MOST_ABBREVIATIONS: usize = 2;

/// Where a quarter begins that is said before the street at `street`: «Таугүл-3, …», «Ақкент алабы, …».
pub(super) fn quarter_before(pieces: &Pieces, street: usize) -> Option<usize> {
    let comma = street.checked_sub(1).filter(|&at| pieces.piece(at) == ",")?;
    let last = comma.checked_sub(1)?;
    match pieces.role(last) {
        Some(Role::StreetAfter) => name_before(pieces, last),
        _ if pieces.is_number(last) => {
            let name = last.checked_sub(2).filter(|_| pieces.piece(last - 1) == "-")?;
            (pieces.shape(name) == Shape::Capital && pieces.is_proper(name)).then_some(name)
        }
        _ => None,
    }
}
