//! E-mail addresses, IBANs and registration plates: identifiers that have letters.

use super::digits::kind_of;
use super::{PersonalData, PersonalKind};
use crate::text::numbers;
use crate::text::tokens::{Token, TokenKind};

/// E-mail addresses among the tokens.
pub(super) fn emails(text: &str, tokens: &[Token]) -> Vec<PersonalData> {
    tokens
        .iter()
        .filter(|token| token.kind == TokenKind::Code && numbers::email(&text[token.span.clone()]).is_some())
        .map(|token| PersonalData {
            span: token.span.clone(),
            kind: PersonalKind::Email,
        })
        .collect()
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

/// Places where a code may begin: a letter or digit after none.
fn beginnings(text: &str) -> impl Iterator<Item = usize> + '_ {
    let mut before = ' ';
    text.char_indices().filter_map(move |(at, letter)| {
        let begins = letter.is_alphanumeric() && !before.is_alphanumeric();
        before = letter;
        begins.then_some(at)
    })
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
    beginnings(text)
        .filter(|&start| may_be_plate(&text[start..]))
        .filter_map(|start| {
            let signs = signs(text, start, PLATE);
            (5..=signs.len())
                .rev()
                .find_map(|length| plate(text, &signs[..length]))
        })
        .collect()
}

/// A plate begins with a digit, or with one letter before a digit or space; asked first because it is cheap.
fn may_be_plate(rest: &str) -> bool {
    let mut letters = rest.chars();
    letters.next().is_some_and(|first| first.is_ascii_digit())
        || letters
            .next()
            .is_some_and(|second| second.is_ascii_digit() || matches!(second, ' ' | '\u{a0}'))
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
    let unit = !together && kind_of(&letters) == Some("unit");
    let before = signs.first().map_or("", |sign| &text[..sign.start]);
    let announced =
        || {
            before.split_whitespace().rev().take(3).any(|word| {
                kind_of(word.trim_matches(|letter: char| !letter.is_alphabetic())) == Some("plate")
            })
        };
    !unit && (capital || together || announced())
}
