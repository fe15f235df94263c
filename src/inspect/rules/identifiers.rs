//! Values with a proof in them: IIN and BIN, bank cards, IBAN; and the shapes of e-mail addresses and plates.

use std::sync::LazyLock;

use regex::Regex;

use super::digits::Run;
use super::{Found, Rule, before, behind};

/// IIN and BIN of `runs`, unbroken or in groups.
pub fn identifiers(text: &str, runs: &[Run]) -> Vec<Found> {
    let of_run = |run: &Run| -> Vec<Found> {
        let windows = run.windows(12).filter(|&(from, to)| is_grouping(run, from, to));
        windows
            .filter_map(|(from, to)| run.span(from, to))
            .filter(|span| is_identifier(&digits(&text[span.clone()])))
            .map(|span| (span, Rule::Identifier))
            .collect()
    };
    runs.iter().flat_map(of_run).collect()
}

/// Groups in which people write an IIN: the date, then the rest; or all alike. A date with numbers behind it
/// («12 03 2026 1500») is none.
fn is_grouping(run: &Run, from: usize, to: usize) -> bool {
    let alone = from == 0 && to == run.groups.len();
    match run.lengths(from, to).as_slice() {
        [12] | [6, ..] => true,
        [3, 3, 3, 3] | [4, 4, 4] | [2, 2, 2, ..] => alone,
        _ => false,
    }
}

fn digits(text: &str) -> Vec<u32> {
    text.chars().filter_map(|letter| letter.to_digit(10)).collect()
}

/// Twelve digits with the check digit of Government decree No 565 of 11 June 2003 that begin as an IIN (day of birth,
/// century and sex) or as a BIN (year and month, kind of the entity, its standing).
fn is_identifier(digits: &[u32]) -> bool {
    let &[_, _, m1, m2, d1, d2, seventh, ..] = digits else {
        return false;
    };
    let month = (1..=12).contains(&(m1 * 10 + m2));
    let day = (1..=31).contains(&(d1 * 10 + d2));
    let person = day && seventh <= 6;
    let entity = (4..=6).contains(&d1) && d2 <= 4;
    month && (person || entity) && digits.last().copied() == check_digit(digits)
}

fn check_digit(digits: &[u32]) -> Option<u32> {
    let sum = |shift: usize| -> u32 {
        let weights = (0..11).map(|place| (place + shift) % 11 + 1);
        digits
            .iter()
            .zip(weights)
            .map(|(digit, weight)| digit * weight as u32)
            .sum()
    };
    [sum(0) % 11, sum(2) % 11].into_iter().find(|check| *check < 10)
}

/// Bank cards: sixteen digits, unbroken or in fours, that pass Luhn's check (ISO/IEC 7812-1).
pub fn cards(text: &str, runs: &[Run]) -> Vec<Found> {
    let of_run = |run: &Run| -> Vec<Found> {
        run.windows(16)
            .filter(|&(from, to)| matches!(run.lengths(from, to).as_slice(), [16] | [4, 4, 4, 4]))
            .filter_map(|(from, to)| run.span(from, to))
            .filter(|span| is_card(&digits(&text[span.clone()])))
            .map(|span| (span, Rule::Card))
            .collect()
    };
    runs.iter().flat_map(of_run).collect()
}

fn is_card(digits: &[u32]) -> bool {
    let doubled = |(place, digit): (usize, &u32)| match (place % 2, digit * 2) {
        (0, _) => *digit,
        (_, more @ 10..) => more - 9,
        (_, less) => less,
    };
    let sum: u32 = digits.iter().rev().enumerate().map(doubled).sum();
    matches!(digits.first(), Some(2 | 4 | 5 | 6)) && sum.is_multiple_of(10)
}

static IBAN: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new("[KkКк][Zz] ?[0-9](?: ?[0-9A-Za-z]){17}").ok());

/// Accounts: KZ, check digits, three digits of the bank, thirteen letters or digits; ISO 13616.
pub fn ibans(text: &str) -> Vec<Found> {
    let matches = IBAN.iter().flat_map(|iban| iban.find_iter(text));
    matches
        .map(|found| found.range())
        .filter(|span| {
            let edge = |letter: Option<char>| !letter.is_some_and(|letter| letter.is_ascii_alphanumeric());
            edge(before(text, span.start)) && edge(behind(text, span.end)) && is_iban(&text[span.clone()])
        })
        .map(|span| (span, Rule::Iban))
        .collect()
}

fn is_iban(text: &str) -> bool {
    let letters: Vec<u32> = text
        .replace(['К', 'к'], "K")
        .chars()
        .filter_map(|letter| letter.to_digit(36))
        .collect();
    let (head, rest) = letters.split_at(letters.len().min(4));
    let rest_of_97 = rest.iter().chain(head).fold(0, |sum, &value| {
        let shift = if value < 10 { 10 } else { 100 };
        (sum * shift + value) % 97
    });
    letters.len() == 20 && letters.iter().skip(2).take(5).all(|value| *value < 10) && rest_of_97 == 1
}

static EMAIL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"[\p{L}\p{N}._%+-]*[\p{L}\p{N}]@[\p{L}\p{N}][\p{L}\p{N}-]*(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}")
        .ok()
});

/// E-mail addresses, by their shape.
pub fn emails(text: &str) -> Vec<Found> {
    let matches = EMAIL.iter().flat_map(|email| email.find_iter(text));
    matches.map(|found| (found.range(), Rule::Email)).collect()
}

/// Letters of a plate: Latin capitals, and the Cyrillic ones that look like them.
static PLATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let letter = "[A-ZАВЕКМНОРСТУХІ]";
    let newer = format!("[0-9]{{3}}[ -]?{letter}{{2,3}}[ -]?(?:0[1-9]|1[0-9]|20)");
    let older = format!("{letter}[ -]?[0-9]{{3}}[ -]?{letter}{{2,3}}");
    Regex::new(&format!("{newer}|{older}")).ok()
});

/// Plates of the standards of 2012 («123 ABC 02») and 1993 («A 123 BC»), written in capitals.
pub fn plates(text: &str) -> Vec<Found> {
    let matches = PLATE.iter().flat_map(|plate| plate.find_iter(text));
    matches
        .map(|found| found.range())
        .filter(|span| {
            let left = before(text, span.start);
            // A colour («#A123BC») and what goes on with letters or digits is none.
            let edge = |letter: Option<char>| {
                !letter.is_some_and(|letter| letter.is_alphanumeric() || letter == '#')
            };
            edge(left) && left != Some('-') && edge(behind(text, span.end))
        })
        .map(|span| (span, Rule::Plate))
        .collect()
}
