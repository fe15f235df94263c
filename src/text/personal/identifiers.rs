//! E-mail addresses, names in networks, IBANs and registration plates: identifiers that have letters.

use super::pieces::Pieces;
use super::roles::{Announced, announced};
use super::{PersonalData, PersonalKind};
use crate::text::letters::is_latin;
use crate::text::numbers;
use crate::text::tokens::TokenKind;

/// E-mail addresses.
pub(super) fn emails(pieces: &Pieces) -> Vec<PersonalData> {
    (0..pieces.len())
        .filter(|&at| pieces.is(at, TokenKind::Code) && numbers::email(pieces.piece(at)).is_some())
        .filter_map(|at| pieces.data(at, at, PersonalKind::Email))
        .collect()
}

/// Names in messengers and networks: `@nick`, `t.me/nick`, and `nick` behind the name of a network.
pub(super) fn handles(pieces: &Pieces) -> Vec<PersonalData> {
    (0..pieces.len())
        .filter_map(|at| {
            let written = pieces.is(at, TokenKind::Code) && is_handle(pieces.piece(at));
            let last = if written {
                Some(at)
            } else {
                announced_handle(pieces, at)
            };
            pieces.data(at, last?, PersonalKind::Handle)
        })
        .collect()
}

fn is_handle(code: &str) -> bool {
    code.starts_with('@')
        || code.split_once('/').is_some_and(|(site, page)| {
            let page = page.trim_start_matches('/');
            let host = if site.ends_with(':') { page } else { site };
            !page.is_empty() && announced(host.trim_start_matches("www.")) == Some(Announced::Network)
        })
}

/// The last piece of a Latin nick at `at` that the name of a network announces: «инстаграм: aigul_77».
fn announced_handle(pieces: &Pieces, at: usize) -> Option<usize> {
    if !pieces.piece(at).starts_with(is_latin) || pieces.facts(at).announced.is_some() {
        return None;
    }
    let mut before = at.checked_sub(1)?;
    for _ in 0..2 {
        if matches!(pieces.piece(before), ":" | "-" | "–" | "—" | "." | "«" | "\"") {
            before = before.checked_sub(1)?;
        }
    }
    (pieces.facts(before).announced == Some(Announced::Network)).then_some(())?;
    let mut last = at;
    // The tokens of «aigul_77» are three.
    while pieces.touches(last + 1) && continues_nick(pieces, last + 1) {
        last += 1;
    }
    let marked = pieces.piece(at).chars().any(|letter| letter.is_ascii_digit()) || last > at;
    // A plain Latin word may be a word of the sentence; a colon or small letters to its end say it is a nick.
    (marked || pieces.piece(at - 1) == ":" || pieces.word(last + 1).is_none()).then_some(last)
}

fn continues_nick(pieces: &Pieces, at: usize) -> bool {
    let piece = pieces.piece(at);
    let more = |letter: char| is_latin(letter) || letter.is_ascii_digit();
    let dot = piece == "." && pieces.touches(at + 1) && pieces.piece(at + 1).starts_with(more);
    piece == "_" || dot || piece.starts_with(is_latin) || pieces.is_number(at)
}

/// A letter or digit of a code: its Latin capital and where it stands.
struct Sign {
    sign: char,
    start: usize,
    end: usize,
    written: char,
}

/// The signs of the codes that may begin at `start`, without single spaces between them.
fn signs(text: &str, start: usize, most: usize) -> Vec<Sign> {
    let mut signs: Vec<Sign> = Vec::with_capacity(most);
    let mut spaces = 0;
    for (offset, written) in text[start..].char_indices() {
        if matches!(written, ' ' | '\u{a0}') && spaces == 0 {
            spaces += 1;
            continue;
        }
        if !written.is_alphanumeric() || signs.len() == most {
            break;
        }
        spaces = 0;
        let at = start + offset;
        signs.push(Sign {
            sign: latin(written),
            start: at,
            end: at + written.len_utf8(),
            written,
        });
    }
    signs
}

/// The Latin capital a letter of a plate or an account stands for (look-alikes АВЕКМНОРСТУХ); others stay.
fn latin(letter: char) -> char {
    match letter {
        'А' | 'а' => 'A',
        'В' | 'в' => 'B',
        'Е' | 'е' => 'E',
        'К' | 'к' => 'K',
        'М' | 'м' => 'M',
        'Н' | 'н' => 'H',
        'О' | 'о' => 'O',
        'Р' | 'р' => 'P',
        'С' | 'с' => 'C',
        'Т' | 'т' => 'T',
        'У' | 'у' => 'Y',
        'Х' | 'х' => 'X',
        other => other.to_ascii_uppercase(),
    }
}

/// Places where a code may begin: a run of digits, or the one or two letters before it, behind no letter or digit.
fn beginnings(text: &str) -> impl Iterator<Item = usize> + '_ {
    let digit = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    (0..text.len())
        .filter(move |&at| digit(at) && (at == 0 || !digit(at - 1)))
        .filter_map(move |at| beginning(text, at))
}

/// Most letters before the first digit of a code: «KZ86».
const MOST_LETTERS: usize = 2;

fn beginning(text: &str, digits: usize) -> Option<usize> {
    let before = text[..digits]
        .strip_suffix([' ', '\u{a0}'])
        .unwrap_or(&text[..digits]);
    let letters: usize = before
        .chars()
        .rev()
        .take_while(|letter| letter.is_alphabetic())
        .take(MOST_LETTERS + 1)
        .map(char::len_utf8)
        .sum();
    let start = before.len() - letters;
    let count = before[start..].chars().count();
    let free = |at: usize| !text[..at].ends_with(char::is_alphanumeric);
    match count {
        1 | MOST_LETTERS if free(start) => Some(start),
        _ => free(digits).then_some(digits),
    }
}

/// Signs of a Kazakh IBAN: KZ, two check digits, three of the bank, thirteen of the account.
const IBAN: usize = 20;

/// IBANs of Kazakhstan, spaces between the groups or not.
///
/// The shape is enough: an account with a mistyped digit fails the check of ISO 7064 and is an account all the same.
pub(super) fn ibans(text: &str) -> Vec<PersonalData> {
    beginnings(text)
        .filter(|&start| text[start..].starts_with(['K', 'k', 'К', 'к']))
        .filter_map(|start| {
            let signs = signs(text, start, IBAN);
            let shape = signs.len() == IBAN
                && signs.iter().all(|sign| sign.sign.is_ascii_alphanumeric())
                && signs.iter().take(2).map(|sign| sign.sign).eq("KZ".chars())
                && signs
                    .iter()
                    .skip(2)
                    .take(5)
                    .all(|sign| sign.sign.is_ascii_digit());
            let end = signs.last()?.end;
            shape.then_some(PersonalData {
                span: start..end,
                kind: PersonalKind::Card,
            })
        })
        .collect()
}

/// Most signs of a plate.
const PLATE: usize = 8;

/// Registration plates: `123 ABC 02`, `123 AB 02` (since 2012) and `A 123 BCD` (1993).
pub(super) fn plates(text: &str) -> Vec<PersonalData> {
    if !has_three_digits(text) {
        return Vec::new();
    }
    let at = |start: usize| {
        let signs = signs(text, start, PLATE);
        (5..=signs.len())
            .rev()
            .find_map(|length| plate(text, &signs[..length]))
    };
    beginnings(text)
        .filter_map(|start| {
            at(start).or_else(|| at(start + text[start..].find(|letter: char| letter.is_ascii_digit())?))
        })
        .collect()
}

/// Whether three digits stand together, neither more nor fewer, as they do in every plate.
fn has_three_digits(text: &str) -> bool {
    text.as_bytes()
        .chunk_by(|a, b| a.is_ascii_digit() && b.is_ascii_digit())
        .any(|run| run.len() == 3)
}

fn plate(text: &str, signs: &[Sign]) -> Option<PersonalData> {
    let (first, last) = (signs.first()?, signs.last()?);
    let span = first.start..last.end;
    let shape: String = signs
        .iter()
        .map(|sign| if sign.sign.is_ascii_digit() { '0' } else { 'A' })
        .collect();
    let modern = matches!(shape.as_str(), "000AAA00" | "000AA00") && region(signs);
    let old = matches!(shape.as_str(), "A000AA" | "A000AAA");
    let latin = signs.iter().all(|sign| sign.sign.is_ascii_alphanumeric());
    let whole = !text[span.end..].starts_with(|letter: char| letter.is_alphanumeric());
    let plain = (modern || old) && latin && whole && parts_are_whole(signs);
    (plain && is_written_as_plate(text, signs)).then_some(PersonalData {
        span,
        kind: PersonalKind::Plate,
    })
}

/// Region codes run from 01 to 20.
fn region(signs: &[Sign]) -> bool {
    let code: String = signs.iter().rev().take(2).map(|sign| sign.sign).collect();
    code.chars()
        .rev()
        .collect::<String>()
        .parse::<u8>()
        .is_ok_and(|code| (1..=20).contains(&code))
}

/// Spaces stand only between digits and letters.
fn parts_are_whole(signs: &[Sign]) -> bool {
    signs.windows(2).all(|pair| match pair {
        [left, right] => left.end == right.start || left.sign.is_ascii_digit() != right.sign.is_ascii_digit(),
        _ => true,
    })
}

/// Capitals that are no unit, or small letters without spaces, or small letters a word for vehicle stands before.
fn is_written_as_plate(text: &str, signs: &[Sign]) -> bool {
    let letters: String = signs
        .iter()
        .map(|sign| sign.written)
        .filter(|sign| sign.is_alphabetic())
        .collect();
    let together = signs
        .windows(2)
        .all(|pair| matches!(pair, [left, right] if left.end == right.start));
    let capital = letters.chars().all(char::is_uppercase);
    let unit =
        !together && letters.chars().any(char::is_lowercase) && announced(&letters) == Some(Announced::Unit);
    let before = signs.first().map_or("", |sign| &text[..sign.start]);
    let is_announced = || {
        before.split_whitespace().rev().take(3).any(|word| {
            let word = word.trim_matches(|letter: char| !letter.is_alphabetic());
            announced(word) == Some(Announced::Plate)
        })
    };
    !unit && (capital || together || is_announced())
}
