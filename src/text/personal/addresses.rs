//! Addresses down to the house, in Kazakh order («Абай көшесі 18-үй») and in Russian («ул. Лесная, д. 5»).

use super::lexicon::Strength;
use super::pieces::{Pieces, Shape};
use super::roles::Role;
use super::{PersonalData, PersonalKind};
use crate::text::letters::keyboard;

/// Addresses: a street or microdistrict with a house; a house with its flat; a name with house and flat in one
/// («Сәтпаев 14-5»), or with a house where somebody says to live.
pub(super) fn addresses(pieces: &Pieces) -> Vec<PersonalData> {
    let mut found = Vec::new();
    let mut at = 0;
    for number in (0..pieces.len()).filter(|&at| pieces.is_number(at)) {
        at = at.max(number.saturating_sub(BEFORE));
        while at <= number + BEHIND {
            match address(pieces, at) {
                Some((from, to)) => {
                    found.extend(pieces.data(from, to, PersonalKind::Addr));
                    at = to + 1;
                }
                None => at += 1,
            }
        }
    }
    found
}

/// Pieces before and behind a number among which the head of its address stands.
const BEFORE: usize = 12;
const BEHIND: usize = 4;

fn street(pieces: &Pieces, at: usize) -> Option<(usize, usize)> {
    matches!(pieces.role(at), Some(Role::StreetAfter | Role::StreetBefore))
        .then(|| address(pieces, at))
        .flatten()
}

/// The first and last piece of the address whose head, house or bare name stands at `at`.
fn address(pieces: &Pieces, at: usize) -> Option<(usize, usize)> {
    match pieces.role(at) {
        Some(Role::StreetAfter) => by_head_after(pieces, at),
        Some(Role::StreetBefore) => by_head_before(pieces, at).or_else(|| by_head_after(pieces, at)),
        Some(Role::House) => house_and_flat(pieces, at),
        _ => bare(pieces, at),
    }
}

fn by_head_after(pieces: &Pieces, head: usize) -> Option<(usize, usize)> {
    let from = name_before(pieces, head)?;
    let to = house(pieces, head + 1, false)?;
    Some((from, flat(pieces, to)))
}

/// «ул. Лесная, д. 5», and the house said first: «дом 5 по улице Лесная».
fn by_head_before(pieces: &Pieces, head: usize) -> Option<(usize, usize)> {
    let behind = name_behind(pieces, head)?;
    // «мкр Самал, 6 улица, дом 11»: the house stands behind a second head.
    let comma = pieces.skip(behind, &[","]);
    if let Some((_, to)) =
        (comma..comma + 2).find_map(|at| street(pieces, at).filter(|&(from, _)| from == comma))
    {
        return Some((head, to));
    }
    if let Some(to) = house(pieces, behind, true) {
        return Some((head, flat(pieces, to)));
    }
    let preposition = head
        .checked_sub(1)
        .filter(|&at| matches!(pieces.piece(at), "по" | "на"))?;
    let number = preposition.checked_sub(1).filter(|&at| pieces.is_number(at))?;
    let word = number.checked_sub(1)?;
    let word = if matches!(pieces.piece(word), "." | "№") {
        word.checked_sub(1)?
    } else {
        word
    };
    (pieces.role(word) == Some(Role::House)).then_some((word, behind - 1))
}

/// A house with its flat and no street: «дом 5, кв. 12», «15-үйдің 6-пәтері».
fn house_and_flat(pieces: &Pieces, head: usize) -> Option<(usize, usize)> {
    let hyphen = usize::from(head > 0 && pieces.piece(head - 1) == "-");
    let before = (head - hyphen).checked_sub(1).filter(|&at| pieces.is_number(at));
    let from = before.unwrap_or(head);
    let house = match before {
        Some(_) => head,
        None => {
            let number = pieces.skip(head + 1, &[".", "№", "-"]);
            pieces.is_number(number).then_some(number)?
        }
    };
    let to = flat(pieces, house);
    (to > house && has_flat(pieces, house, to)).then_some((from, to))
}

fn has_flat(pieces: &Pieces, from: usize, to: usize) -> bool {
    (from..=to).any(|at| pieces.role(at) == Some(Role::Flat))
}

/// How far before a bare address somebody may say to live there.
const LIVING_NEAR: usize = 6;

/// A name and a number without a word for street: «Сәтпаев 14-5», «тұрамын Кенесары 12», «ленин 44 уйде».
fn bare(pieces: &Pieces, at: usize) -> Option<(usize, usize)> {
    let number = at + 1;
    let tail = pieces.role(at) == Some(Role::Tail);
    let name = if tail { at.checked_sub(1)? } else { at };
    let plain = pieces.role(name).is_none() && !pieces.facts(name).frequent;
    let capital = pieces.shape(name) == Shape::Capital;
    let named = capital || tail || pieces.facts(name).name() >= Strength::Likely;
    let counts = pieces.role(number + 1) == Some(Role::Measure);
    if !plain || !named || counts || !pieces.is_number(number) || !house_number(pieces.piece(number)) {
        return None;
    }
    let living =
        (name.saturating_sub(LIVING_NEAR)..name).any(|before| pieces.role(before) == Some(Role::Living));
    let housed = unit_behind(pieces, number, Role::House);
    let flatted = housed.is_some() || flat_behind(pieces, number).is_some();
    let clause = matches!(pieces.piece(number + 1), "" | "." | ",");
    let paired = capital && is_house_and_flat(pieces.piece(number)) && (clause || !pieces.is_first(name));
    let alone = capital && is_alone(pieces, name, number) && (tail || !pieces.facts(name).is_other());
    (living || flatted || paired || alone)
        .then(|| (from_name(pieces, name), flat(pieces, housed.unwrap_or(number))))
}

/// True for a name and number that are a clause of their own behind a comma: «Омарова Дана, Жібек жолы 118».
fn is_alone(pieces: &Pieces, name: usize, number: usize) -> bool {
    let comma = name.checked_sub(1).is_some_and(|at| pieces.piece(at) == ",");
    comma && matches!(pieces.piece(number + 1), "" | "." | "," | ";")
}

/// The first of the words with capitals, or of the initials, that end at `at`: «Бауыржан Момышұлы 14-5».
fn from_name(pieces: &Pieces, at: usize) -> usize {
    match at.checked_sub(1) {
        Some(before)
            if pieces.shape(before) == Shape::Capital
                && !pieces.is_first(before)
                && pieces.is_proper(before) =>
        {
            before
        }
        Some(stop) if pieces.piece(stop) == "." && stop > 0 && is_letter(pieces, stop - 1) => stop - 1,
        _ => at,
    }
}

fn is_letter(pieces: &Pieces, at: usize) -> bool {
    pieces.word(at).is_some_and(|word| word.chars().count() == 1)
}

/// «14-5»: a house and a flat.
fn is_house_and_flat(number: &str) -> bool {
    number.split_once('-').is_some_and(|(house, flat)| {
        let digits = house.chars().filter(char::is_ascii_digit).count();
        (1..=3).contains(&digits)
            && house_number(house)
            && (1..=3).contains(&flat.len())
            && flat.chars().all(|digit| digit.is_ascii_digit())
    })
}

/// Up to four digits with a letter or a part behind them: no year with a dot, no sum.
fn house_number(number: &str) -> bool {
    let digits = number.chars().take_while(char::is_ascii_digit).count();
    (1..=4).contains(&digits) && !number.contains([',', '.', ':', '%', '№'])
}

/// Most words of a street's name.
const NAME_WORDS: usize = 3;

/// Where the name before the head at `at` begins: capitals, a single small word, or the number of a «шағын аудан».
fn name_before(pieces: &Pieces, at: usize) -> Option<usize> {
    let nearest = at.checked_sub(1)?;
    let quoted = matches!(pieces.piece(nearest), "»" | "\"" | "”");
    let nearest = if quoted { nearest.checked_sub(1)? } else { nearest };
    let nearest = match pieces.piece(nearest) {
        "-" => nearest.checked_sub(1)?,
        _ => nearest,
    };
    if pieces
        .word(nearest)
        .is_some_and(|word| matches!(keyboard(word).as_str(), "шагын" | "ыкшам"))
    {
        let name = nearest.checked_sub(1)?;
        let name = if pieces.piece(name) == "-" {
            name.checked_sub(1)?
        } else {
            name
        };
        return (pieces.is_number(name) || pieces.is_proper(name))
            .then_some(name)
            .or_else(|| two_words(pieces, name));
    }
    if keyboard(pieces.piece(at)).starts_with("аудан") {
        return pieces.is_number(nearest).then_some(nearest);
    }
    let nearest = match (pieces.role(nearest), nearest.checked_sub(1)) {
        (Some(Role::Tail), Some(name)) => name,
        _ => nearest,
    };
    let proper = (at.saturating_sub(NAME_WORDS)..=nearest)
        .rev()
        .take_while(|&word| pieces.is_proper(word))
        .last()
        .map(|name| from_name(pieces, name));
    let small = || {
        two_words(pieces, nearest).or_else(|| {
            let facts = pieces.facts(nearest);
            (pieces.word(nearest).is_some() && pieces.role(nearest).is_none() && !facts.frequent)
                .then_some(nearest)
        })
    };
    let number = || pieces.is_number(nearest).then_some(nearest);
    // «Самал-2 мкр»: the number belongs to the name.
    let numbered = || {
        let name = nearest.checked_sub(1)?;
        let name = if pieces.piece(name) == "-" {
            name.checked_sub(1)?
        } else {
            name
        };
        (pieces.is_number(nearest) && pieces.is_proper(name) && !pieces.is_first(name)).then_some(name)
    };
    proper.or_else(small).or_else(numbered).or_else(number)
}

/// Where a name of a capital and a small word begins: «Ертіс жағалауы», «Жаңа қоныс».
fn two_words(pieces: &Pieces, last: usize) -> Option<usize> {
    let first = last.checked_sub(1)?;
    let small = pieces.shape(last) == Shape::Small && pieces.role(last).is_none();
    (small
        && pieces.shape(first) == Shape::Capital
        && pieces.is_proper(first)
        && !pieces.facts(first).frequent)
        .then_some(first)
}

/// Where the name behind the head at `at` ends: one word of any spelling and capitals after it, or a number.
fn name_behind(pieces: &Pieces, at: usize) -> Option<usize> {
    let start = pieces.skip(at + 1, &[".", "«", "\""]);
    // «ул. им. Абая», «ул. 9 Мая», «ул. А. Байтурсынова».
    let start = if pieces.role(start) == Some(Role::PlaceBefore) {
        pieces.skip(start + 1, &["."])
    } else {
        start
    };
    let start = if pieces.shape(start) == Shape::Letter && pieces.piece(start + 1) == "." {
        start + 2
    } else {
        start
    };
    let named = pieces.word(start).is_some() && pieces.role(start).is_none();
    if !named && !pieces.is_number(start) {
        return None;
    }
    let more = (start + 1..start + NAME_WORDS)
        .take_while(|&word| {
            let proper = pieces.is_proper(word) && pieces.shape(word) == Shape::Capital;
            proper || pieces.role(word) == Some(Role::Tail)
        })
        .count();
    let behind = start + 1 + more;
    // «Самал-2», «Самал 2, дом 33».
    let numbered = pieces.piece(behind) == "-" && pieces.is_number(behind + 1) && pieces.touches(behind);
    let behind = if numbered { behind + 2 } else { behind };
    Some(pieces.skip(behind, &["»", "\""]))
}

/// The last piece of the house looked for at `at`.
fn house(pieces: &Pieces, at: usize, russian: bool) -> Option<usize> {
    let at = pieces.skip(at, &[",", ".", "-"]);
    let announced = pieces.role(at) == Some(Role::House);
    let number = if announced {
        pieces.skip(at + 1, &[".", "№", "-"])
    } else {
        pieces.skip(at, &["№"])
    };
    if !pieces.is_number(number) || !house_number(pieces.piece(number).trim_start_matches('№').trim_start())
    {
        return None;
    }
    if let Some(word) = unit_behind(pieces, number, Role::House) {
        return Some(word);
    }
    // Without a word for house only a number that counts nothing is one.
    let counts = pieces.role(number + 1) == Some(Role::Measure) || (!russian && is_counted(pieces, number));
    (announced || !counts || unit_behind(pieces, number, Role::Flat).is_some()).then_some(number)
}

/// A small word behind a number is what it counts, a capital begins something else.
fn is_counted(pieces: &Pieces, number: usize) -> bool {
    pieces.shape(number + 1) == Shape::Small && pieces.role(number + 1) != Some(Role::Flat)
}

/// The piece of a word of `role` behind a number: «18-үй», «31 үй».
fn unit_behind(pieces: &Pieces, number: usize, role: Role) -> Option<usize> {
    let word = pieces.skip(number + 1, &["-", "–"]);
    (pieces.role(word) == Some(role)).then_some(word).filter(|_| {
        // «дом 5 кв 12»: the word belongs to the number behind it.
        role == Role::House || !pieces.is_number(pieces.skip(word + 1, &[".", "№"]))
    })
}

/// The last piece with the blocks and flats that follow the house ending at `at`.
fn flat(pieces: &Pieces, at: usize) -> usize {
    flat_behind(pieces, at).map_or(at, |to| flat(pieces, to))
}

/// The last piece of the block or flat right behind `at`.
fn flat_behind(pieces: &Pieces, at: usize) -> Option<usize> {
    let next = pieces.skip(at + 1, &[",", ".", "-"]);
    if matches!(pieces.role(next), Some(Role::Flat | Role::House)) {
        let number = pieces.skip(next + 1, &[".", "№", "-"]);
        let letter = pieces.shape(number) == Shape::Letter && pieces.piece(number + 1) != ".";
        return (pieces.is_number(number) || letter).then_some(number);
    }
    let dash = matches!(pieces.piece(at + 1), "-" | "–" | "—" | "/");
    let number = if dash { at + 2 } else { next };
    if !pieces.is_number(number) || number <= at {
        return None;
    }
    let unit = unit_behind(pieces, number, Role::Flat).or_else(|| unit_behind(pieces, number, Role::House));
    // «33 — 18»: a house and its flat.
    let bare = dash && house_number(pieces.piece(number)) && pieces.word(number + 1).is_none();
    unit.or(bare.then_some(number))
}
