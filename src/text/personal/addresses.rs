//! Addresses down to the house, in Kazakh order («Абай көшесі 18-үй») and in Russian («ул. Лесная, д. 5»).

mod bare;
mod streets;
mod units;

use self::bare::{bare, numbers};
use self::streets::{crossing, is_letter, name_before, name_behind, quarter_before};
use self::units::{Units, units};
use super::pieces::{Pieces, Shape};
use super::roles::Role;
use super::{PersonalData, PersonalKind};

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
const BEHIND: usize = 6;

/// The first and last piece of the address whose head, house or bare name stands at `at`.
fn address(pieces: &Pieces, at: usize) -> Option<(usize, usize)> {
    street(pieces, at)
        .map(|(from, to)| (quarter_before(pieces, from).unwrap_or(from), to))
        .or_else(|| match pieces.role(at) {
            Some(Role::House | Role::Flat) => house_and_flat(pieces, at),
            _ => None,
        })
        .or_else(|| bare(pieces, at))
        .or_else(|| numbers(pieces, at))
}

/// An address with the head of its street at `at`.
fn street(pieces: &Pieces, at: usize) -> Option<(usize, usize)> {
    match pieces.role(at)? {
        // «Саяжай «Арман», 18-учаске»
        Role::StreetAfter => by_head_after(pieces, at)
            .or_else(|| by_head_before(pieces, at).filter(|_| is_named_behind(pieces, at))),
        // «Салтанат м/а»
        Role::Unit if is_slashed(pieces, at) => by_head_after(pieces, at),
        // «Панфилов к., 11 үй»
        Role::Unit if is_short_street(pieces, at) => {
            by_head_after(pieces, at).filter(|&(_, to)| to > at + 2 && pieces.role(to) == Some(Role::House))
        }
        // «нұрсәт мкр 112 үй»: the number is that of the house.
        Role::StreetBefore if is_house_said(pieces, at + 1) => {
            by_head_after(pieces, at).or_else(|| by_head_before(pieces, at))
        }
        Role::StreetBefore => by_head_before(pieces, at).or_else(|| by_head_after(pieces, at)),
        _ => None,
    }
}

/// «к.» behind a capital, short for «көшесі».
fn is_short_street(pieces: &Pieces, head: usize) -> bool {
    let named = head
        .checked_sub(1)
        .is_some_and(|name| pieces.shape(name) == Shape::Capital || pieces.role(name) == Some(Role::Tail));
    named && pieces.piece(head) == "к" && pieces.piece(head + 1) == "."
}

fn is_house_said(pieces: &Pieces, number: usize) -> bool {
    pieces.is_number(number) && pieces.role(number + 1) == Some(Role::House)
}

/// «м/а», «ш/а»: a quarter.
fn is_slashed(pieces: &Pieces, head: usize) -> bool {
    is_letter(pieces, head)
        && pieces.piece(head + 1) == "/"
        && matches!(pieces.piece(head + 2), "а" | "А" | "a" | "A")
}

/// True where the name of a garden society or quarter stands behind its head.
fn is_named_behind(pieces: &Pieces, head: usize) -> bool {
    let name = pieces.skip(head + 1, &["«", "\"", "“"]);
    pieces.shape(name) == Shape::Capital && (name > head + 1 || !pieces.is_first(name))
}

fn by_head_after(pieces: &Pieces, head: usize) -> Option<(usize, usize)> {
    let from = name_before(pieces, head)?;
    // «Абай даңғылы мен Гагарин көшесінің қиылысындағы 25 үй»
    let behind = match pieces.role(head + 1) {
        Some(Role::StreetAfter) => head + 2,
        // «ш/а»
        _ if is_slashed(pieces, head) => head + 3,
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
        // «дом 31, улица Пушкина, квартира 8»
        let house = house_first(pieces, head).filter(|_| !units.house);
        return Some((house.unwrap_or(head), units.to));
    }
    house_first(pieces, head).map(|from| (from, behind - 1))
}

/// How far behind a comma the head of a second street may stand.
const SECOND_HEAD: usize = 3;

/// Where the house stands that is said before the head at `head`: «дом 5 по …», «7-үй, 2-пәтер, …».
fn house_first(pieces: &Pieces, head: usize) -> Option<usize> {
    let joint = head
        .checked_sub(1)
        .filter(|&at| matches!(pieces.piece(at), "по" | "на" | ","));
    let end = joint.unwrap_or(head);
    (end.saturating_sub(BEFORE / 2)..end).find(|&from| {
        let unit = matches!(pieces.role(from), Some(Role::House | Role::Flat)) || pieces.is_number(from);
        let worded = |to: usize| (from..=to).any(|at| pieces.role(at) == Some(Role::House));
        let house = |units: &Units| {
            units.told && units.to + 1 == end && (joint.is_some() || (units.house && worded(units.to)))
        };
        unit && units(pieces, from, true).as_ref().is_some_and(house)
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

#[cfg(test)]
mod tests {
    use crate::text::personal::{PersonalKind, personal_data};

    fn found(text: &str) -> Vec<&str> {
        personal_data(text)
            .into_iter()
            .filter(|data| data.kind == PersonalKind::Addr)
            .map(|data| &text[data.span])
            .collect()
    }

    #[test]
    fn a_street_needs_no_word_where_somebody_lives_or_house_and_flat_are_said() {
        for (address, text) in [
            ("победы 105, 73", "мой адрес: победы 105, 73"),
            ("жастар 204-118", "біз тұрамыз: жастар 204-118"),
            ("жамбыл 46", "біз жамбыл 46 да тұрамыз көшеде шам жоқ"),
            ("сатпаева 14", "у нас на сатпаева 14 снесли площадку детям"),
            ("назарбаева 12/2", "назарбаева 12/2 двор забит машинами"),
            ("Набережная 97-35", "Мой адрес: Набережная 97-35."),
            ("14-59-72", "Актау, 14-59-72, подъезд не убирают"),
        ] {
            assert_eq!(found(text), [address]);
        }
    }

    #[test]
    fn what_is_counted_on_a_street_is_no_house() {
        for text in [
            "на абая 2 часа нет света",
            "на сатпаева 3 дня нет воды и никто не объясняет",
            "от абая 200 метров до садика",
            "гагарин көшесінде 3 күн су жоқ",
            "школа 15 на Гагарина закрыта",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_house_may_be_said_before_its_street_and_a_quarter_before_both() {
        for address in [
            "14-үй, Сәтпаев көшесі",
            "дом 31, улица Пушкина, квартира 8",
            "Таугуль-3, ул. Центральная, 61",
            "Панфилов к., 11 үй",
        ] {
            assert_eq!(found(&format!("Сообщаем: {address}.")), [address]);
        }
    }

    #[test]
    fn a_telephone_before_a_street_is_no_house_of_it() {
        let text = "жіберіңіз (72500) 2-39-49 Достық мкр, 108-үй, 8-пәтер маңында";
        assert_eq!(found(text), ["Достық мкр, 108-үй, 8-пәтер"]);
    }
}
