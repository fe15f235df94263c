//! Addresses down to the house, in Kazakh order («Абай көшесі 18-үй») and in Russian («ул. Лесная, д. 5»).

mod units;

use self::units::{house_number, is_house_and_flat, units};
use super::lexicon::Strength;
use super::pieces::{Pieces, Shape};
use super::roles::Role;
use super::{PersonalData, PersonalKind};
use crate::text::letters::keyboard;
use crate::text::tokens::TokenKind;

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

/// The first and last piece of the address whose head, house or bare name stands at `at`.
fn address(pieces: &Pieces, at: usize) -> Option<(usize, usize)> {
    street(pieces, at)
        .or_else(|| match pieces.role(at) {
            Some(Role::House | Role::Flat) => house_and_flat(pieces, at),
            _ => None,
        })
        .or_else(|| bare(pieces, at))
}

/// An address with the head of its street at `at`.
fn street(pieces: &Pieces, at: usize) -> Option<(usize, usize)> {
    match pieces.role(at)? {
        Role::StreetAfter => by_head_after(pieces, at),
        Role::StreetBefore => by_head_before(pieces, at).or_else(|| by_head_after(pieces, at)),
        _ => None,
    }
}

fn by_head_after(pieces: &Pieces, head: usize) -> Option<(usize, usize)> {
    let from = name_before(pieces, head)?;
    // «Абай даңғылы мен Гагарин көшесінің қиылысындағы 25 үй»
    let behind = match pieces.role(head + 1) {
        Some(Role::StreetAfter) => head + 2,
        // «ш/а»
        _ if pieces.piece(head + 1) == "/" && is_letter(pieces, head + 2) => head + 3,
        _ => head + 1,
    };
    // «Самал көшесі, 45 …»: behind a comma a number counts nothing.
    if let Some(units) = units(pieces, behind, pieces.piece(behind) != ",") {
        return Some((crossing(pieces, from), units.to));
    }
    house_first(pieces, from).map(|house| (house, head))
}

/// «ул. Лесная, д. 5», and the house said first: «дом 5 по улице Лесная».
fn by_head_before(pieces: &Pieces, head: usize) -> Option<(usize, usize)> {
    let behind = name_behind(pieces, head)?;
    // «мкр Самал, 6 улица, дом 11»: the house stands behind a second head.
    let comma = pieces.skip(behind, &[","]);
    let second =
        (comma..=comma + SECOND_HEAD).find_map(|at| street(pieces, at).filter(|&(from, _)| from == comma));
    if let Some((_, to)) = second {
        return Some((head, to));
    }
    if let Some(units) = units(pieces, behind, false) {
        return Some((head, units.to));
    }
    house_first(pieces, head).map(|from| (from, behind - 1))
}

/// How far behind a comma the head of a second street may stand.
const SECOND_HEAD: usize = 3;

/// Where the house stands that is said before the head at `head`: «дом 5 по …», «7-үй, 2-пәтер, …».
fn house_first(pieces: &Pieces, head: usize) -> Option<usize> {
    let joint = head
        .checked_sub(1)
        .filter(|&at| matches!(pieces.piece(at), "по" | "на" | ","))?;
    (joint.saturating_sub(BEFORE / 2)..joint).find(|&from| {
        let unit = matches!(pieces.role(from), Some(Role::House | Role::Flat)) || pieces.is_number(from);
        unit && units(pieces, from, true).is_some_and(|units| units.told && units.to + 1 == joint)
    })
}

/// A house with its flat and no street: «дом 5, кв. 12», «15-үйдің 6-пәтері»; a street may follow.
fn house_and_flat(pieces: &Pieces, head: usize) -> Option<(usize, usize)> {
    let hyphen = usize::from(head > 0 && pieces.piece(head - 1) == "-");
    let before = (head - hyphen).checked_sub(1).filter(|&at| pieces.is_number(at));
    let from = before.unwrap_or(head);
    let units = units(pieces, from, true)?;
    let several = units.to > head + 2 && units.flat;
    several.then_some((from, units.to))
}

/// How far before a bare address somebody may say to live there.
const LIVING_NEAR: usize = 6;

/// A name and a number without a word for street: «Сәтпаев 14-5», «тұрамын Кенесары 12», «ленин 44 уйде».
fn bare(pieces: &Pieces, at: usize) -> Option<(usize, usize)> {
    let tail = pieces.role(at) == Some(Role::Tail);
    let name = if tail { at.checked_sub(1)? } else { at };
    let facts = pieces.facts(name);
    let capital = pieces.shape(name) == Shape::Capital;
    let named = capital || tail || facts.name() >= Strength::Likely;
    if !named || facts.role.is_some() || facts.frequent {
        return None;
    }
    // «Самал-2, 33-5»
    let numbered = pieces.piece(at + 1) == "-"
        && pieces.touches(at + 1)
        && pieces.is_number(at + 2)
        && pieces.piece(at + 3) == ",";
    let at = if numbered { at + 2 } else { at };
    let comma = usize::from(pieces.piece(at + 1) == ",");
    let units = units(pieces, at + 1 + comma, !capital)?;
    let number = (at + 1..=units.to).find(|&at| pieces.is_number(at))?;
    let clause = matches!(pieces.piece(units.to + 1), "" | "." | "," | ")" | ";");
    let near = name.saturating_sub(LIVING_NEAR)..name;
    let living = near
        .clone()
        .any(|before| pieces.role(before) == Some(Role::Living))
        || (units.to + 1..units.to + 3).any(|behind| pieces.role(behind) == Some(Role::Living));
    let from = crossing(pieces, from_name(pieces, name));
    let way = capital
        && from
            .checked_sub(1)
            .is_some_and(|at| pieces.role(at) == Some(Role::Way));
    let pair = capital && is_house_and_flat(pieces.piece(number)) && (clause || !pieces.is_first(name));
    let letter =
        capital && pieces.piece(number).ends_with(char::is_alphabetic) && (clause || !pieces.is_first(name));
    let alone = capital && clause && comma == 0 && is_alone(pieces, name) && (tail || !facts.is_other());
    let worded = units.told && (comma == 0 || capital) && number + 1 < units.to + 1;
    let found = living
        || worded
        || way
        || pair
        || letter
        || alone
        || ((comma == 0 || clause) && capital && is_street_form(pieces, name));
    let institution = from
        .checked_sub(1)
        .is_some_and(|at| pieces.role(at) == Some(Role::PlaceBefore));
    (found && units.house && !institution && !is_counting(pieces, name)).then_some((from, units.to))
}

/// «Школа 15, 2 этаж», «гимназия 5»: an institution and its number.
fn is_counting(pieces: &Pieces, name: usize) -> bool {
    pieces.facts(name).title.is_some() && pieces.facts(name).name() < Strength::Likely
}

/// «Савушкина 26»: a street of a person's name stands in the genitive, a person who counts something does not.
fn is_street_form(pieces: &Pieces, name: usize) -> bool {
    let facts = pieces.facts(name);
    let genitive = pieces
        .piece(name)
        .to_lowercase()
        .ends_with(['а', 'я', 'о', 'й', 'х']);
    let person = name.checked_sub(1).is_some_and(|before| {
        let facts = pieces.facts(before);
        facts.given >= Strength::Likely || facts.title.is_some() || pieces.piece(before) == "."
    });
    genitive && facts.surname >= Strength::Likely && facts.given < Strength::Likely && !person
}

/// True for a name that begins a clause of its own behind a comma: «Омарова Дана, Жібек жолы 118».
fn is_alone(pieces: &Pieces, name: usize) -> bool {
    name.checked_sub(1).is_some_and(|at| pieces.piece(at) == ",")
}

/// The first of the words with capitals, or of the initials, that end at `at`: «Бауыржан Момышұлы 14-5».
fn from_name(pieces: &Pieces, at: usize) -> usize {
    match at.checked_sub(1) {
        Some(before)
            if pieces.shape(before) == Shape::Capital
                && pieces.is_proper(before)
                && (!pieces.is_first(before) || pieces.facts(before).name() >= Strength::Likely) =>
        {
            from_name(pieces, before)
        }
        Some(stop) if pieces.piece(stop) == "." && stop > 0 && is_letter(pieces, stop - 1) => stop - 1,
        _ => at,
    }
}

/// Where the first of two crossing streets begins: «углу Абая и Гагарина, 25».
fn crossing(pieces: &Pieces, from: usize) -> usize {
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

fn is_letter(pieces: &Pieces, at: usize) -> bool {
    pieces.word(at).is_some_and(|word| word.chars().count() == 1)
}

/// Most words of a street's name.
const NAME_WORDS: usize = 4;

/// Where the name before the head at `head` begins: capitals, a single small word, or the number of a «шағын аудан».
fn name_before(pieces: &Pieces, head: usize) -> Option<usize> {
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
        let ordinal = pieces.piece(at).contains('-');
        pieces.is_number(at) && (ordinal || (last > from && house_number(pieces.piece(at))))
    });
    Some(number.unwrap_or(from))
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

/// The piece behind the name that follows the head at `head`: one word of any spelling and capitals after it, a number,
/// a code («Е-10»), or a number with its words («30 лет Победы»).
fn name_behind(pieces: &Pieces, head: usize) -> Option<usize> {
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
    let named = pieces.word(start).is_some() && (pieces.role(start).is_none() || dated || headed);
    if !named && !pieces.is_number(start) && !pieces.is(start, TokenKind::Code) {
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
    Some(pieces.skip(behind, &["»", "\"", "”"]))
}

/// Most abbreviations before a name: two initials.
const MOST_ABBREVIATIONS: usize = 2;
