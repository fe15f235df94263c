//! Addresses without a word for street: «Сәтпаев 14-5», «тұрамын Кенесары 12», «на сатпаева 14», «6-14-35».

use super::streets::{crossing, from_name};
use super::units::{Units, house_number, is_house_and_flat, units};
use crate::text::personal::lexicon::Strength;
use crate::text::personal::pieces::{Pieces, Shape};
use crate::text::personal::roles::Role;

/// How far before a bare address somebody may say to live there.
const LIVING_NEAR: usize = 6;

/// A name and a house, where something beside them says that they are an address.
pub(super) fn bare(pieces: &Pieces, at: usize) -> Option<(usize, usize)> {
    let tail = pieces.role(at) == Some(Role::Tail);
    let name = if tail { at.checked_sub(1)? } else { at };
    let facts = pieces.facts(name);
    let capital = pieces.shape(name) == Shape::Capital;
    pieces.word(name)?;
    // «Набережная 97»
    let street = facts.street && facts.role == Some(Role::StreetBefore);
    if (facts.role.is_some() && !street) || facts.frequent || !(capital || tail || names_street(pieces, name))
    {
        return None;
    }
    if pieces.piece(at + 1) == ":" {
        return None;
    }
    let units = house_behind(pieces, at, capital)?;
    let near = is_living(pieces, name, &units);
    let flat = flat_behind(pieces, &units);
    let (from, to) = (
        crossing(pieces, from_name(pieces, name)),
        flat.unwrap_or(units.to),
    );
    let institution = from
        .checked_sub(1)
        .is_some_and(|at| pieces.role(at) == Some(Role::PlaceBefore));
    let said = near || is_said(pieces, name, at, from, &units);
    (said && units.house && !institution && !is_counting(pieces, name)).then_some((from, to))
}

/// A small word that streets are called by, or that is nothing else.
fn names_street(pieces: &Pieces, at: usize) -> bool {
    let facts = pieces.facts(at);
    let known = facts.street || facts.name() >= Strength::Likely;
    known || (!facts.is_other() && facts.title.is_none() && is_announced(pieces, at))
}

/// «Мой адрес: шаруа 15», «живу на …»: right behind a word for living.
fn is_announced(pieces: &Pieces, at: usize) -> bool {
    let before = (1..=2)
        .filter_map(|back| at.checked_sub(back))
        .find(|&at| !matches!(pieces.piece(at), ":" | "-" | "–" | "—") && pieces.role(at) != Some(Role::Way));
    before.is_some_and(|at| pieces.role(at) == Some(Role::Living))
}

/// The house behind the name that ends at `at`.
fn house_behind(pieces: &Pieces, at: usize, capital: bool) -> Option<Units> {
    // «Самал-2, 33-5»
    let numbered = pieces.piece(at + 1) == "-"
        && pieces.touches(at + 1)
        && pieces.is_number(at + 2)
        && pieces.piece(at + 3) == ",";
    // «самал 2 33-5»
    let quarter = pieces.is_number(at + 1) && is_house_and_flat(pieces.piece(at + 2));
    let at = if numbered {
        at + 2
    } else {
        at + usize::from(quarter)
    };
    let comma = usize::from(pieces.piece(at + 1) == ",");
    units(pieces, at + 1 + comma, !capital)
}

/// «Желтоқсан 169, 73», «металлургов 13а 48»: a bare flat at the end of its clause.
fn flat_behind(pieces: &Pieces, units: &Units) -> Option<usize> {
    let comma = usize::from(pieces.piece(units.to + 1) == ",");
    let flat = units.to + 1 + comma;
    let plain = pieces.is_number(flat)
        && pieces.piece(flat).len() <= FLAT_DIGITS
        && pieces.piece(flat).bytes().all(|digit| digit.is_ascii_digit());
    let ends = ends_clause(pieces, flat + 1) || pieces.role(flat + 1) == Some(Role::Living);
    (!units.flat && plain && ends).then_some(flat)
}

/// Digits of the longest number of a flat.
const FLAT_DIGITS: usize = 3;

fn ends_clause(pieces: &Pieces, at: usize) -> bool {
    matches!(
        pieces.piece(at),
        "" | "." | "," | ")" | ";" | "—" | "–" | "»" | "\"" | "!" | "?"
    ) || pieces.begins_line(at)
}

/// True where somebody says nearby to live there.
fn is_living(pieces: &Pieces, name: usize, units: &Units) -> bool {
    let living = |at: usize| pieces.role(at) == Some(Role::Living);
    let last = flat_behind(pieces, units).unwrap_or(units.to);
    (name.saturating_sub(LIVING_NEAR)..name).any(living) || (last + 1..last + 3).any(living)
}

/// True where the name, its house or what stands around them says that they are an address.
fn is_said(pieces: &Pieces, name: usize, at: usize, from: usize, units: &Units) -> bool {
    let facts = pieces.facts(name);
    let capital = pieces.shape(name) == Shape::Capital;
    let tail = at > name;
    let comma = pieces.piece(at + 1) == ",";
    let Some(number) = (at + 1..=units.to).find(|&at| pieces.is_number(at)) else {
        return false;
    };
    let clause = ends_clause(pieces, units.to + 1);
    let begins = clause || !pieces.is_first(name);
    let proper = capital || tail || facts.street || facts.surname >= Strength::Likely;
    let way = proper
        && from
            .checked_sub(1)
            .is_some_and(|at| pieces.role(at) == Some(Role::Way));
    let pair = is_house_and_flat(pieces.piece(number)) && (begins || !capital);
    let letter = capital && pieces.piece(number).ends_with(char::is_alphabetic) && begins;
    let alone = capital && clause && !comma && is_alone(pieces, name) && (tail || !facts.is_other());
    // «Өтінемін, 14-үй»: a word before the comma is no street.
    let named = !facts.is_other() || facts.street || facts.surname >= Strength::Likely;
    let worded = units.told && (!comma || (capital && named)) && number < units.to;
    let street = capital && (!comma || clause) && is_street_form(pieces, name);
    let figures =
        flat_behind(pieces, units).is_some() && (facts.street || tail || is_street_form(pieces, name));
    way || pair || letter || alone || worded || street || figures
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

/// «Ақтау, 14-59-72», «мой адрес 6-14-35»: microdistrict, house and flat in one number.
pub(super) fn numbers(pieces: &Pieces, at: usize) -> Option<(usize, usize)> {
    let parts = || pieces.piece(at).split('-');
    let told = pieces.is_number(at)
        && parts().count() == 3
        && parts().all(|part| (1..=FLAT_DIGITS).contains(&part.len()) && house_number(part));
    let town = at.checked_sub(2).is_some_and(|town| {
        pieces.piece(at - 1) == "," && pieces.shape(town) == Shape::Capital && pieces.role(town).is_none()
    });
    let living = (at.saturating_sub(LIVING_NEAR / 2)..at).any(|at| pieces.role(at) == Some(Role::Living));
    let date = parts()
        .nth(1)
        .and_then(|month| month.parse().ok())
        .is_some_and(|month: u32| month <= 12);
    let placed = living || (town && !date && ends_clause(pieces, at + 1));
    (told && placed).then_some((at, at))
}
