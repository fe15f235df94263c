//! Numbers of identity documents: behind a word for one, or in the form of a passport's.

use super::pieces::Pieces;
use super::roles::Announced;
use super::{PersonalData, PersonalKind};

/// How far behind the word for a document its number may stand, in pieces.
const NEAR: usize = 6;

/// Numbers of identity cards, passports and certificates.
pub(super) fn documents(pieces: &Pieces) -> Vec<PersonalData> {
    let mut found = Vec::new();
    let mut reach = 0;
    for at in 0..pieces.len() {
        if pieces.facts(at).announced == Some(Announced::Document) {
            reach = at + NEAR;
        }
        if !pieces.holds_digits(at) {
            continue;
        }
        let series = at.checked_sub(1).filter(|&before| is_series(pieces, before));
        let announced = at <= reach && reach > 0 && is_number(pieces.piece(at));
        let passport = series.is_some_and(|series| matches!(pieces.piece(series), "N"))
            && pieces.piece(at).len() == PASSPORT
            || is_passport(pieces.piece(at));
        if announced || (passport && is_number(pieces.piece(at))) {
            found.extend(pieces.data(series.unwrap_or(at), at, PersonalKind::Doc));
            reach = 0;
        }
    }
    found
}

/// Digits of a passport's number.
const PASSPORT: usize = 8;

/// `N12345678`, the number of a passport of Kazakhstan.
fn is_passport(code: &str) -> bool {
    code.strip_prefix('N')
        .is_some_and(|digits| digits.len() == PASSPORT && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// One or two capitals before a number are its series.
fn is_series(pieces: &Pieces, at: usize) -> bool {
    pieces
        .word(at)
        .is_some_and(|word| word.chars().count() <= 2 && word.chars().all(char::is_uppercase))
}

/// Six to ten digits, hyphens between them or not, and a series of one or two letters before: no date and no year.
fn is_number(piece: &str) -> bool {
    let rest = piece
        .trim_start_matches(['№', ' '])
        .trim_start_matches(char::is_alphabetic);
    let letters = piece.chars().filter(|letter| letter.is_alphabetic()).count();
    let digits = rest.bytes().filter(u8::is_ascii_digit).count();
    let plain = rest
        .chars()
        .all(|letter| letter.is_ascii_digit() || letter == '-');
    letters <= 2 && plain && (6..=12).contains(&digits)
}
