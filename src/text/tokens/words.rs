//! Where a word ends.

use super::is_letter;
use crate::text::letters::{is_accent, is_cyrillic, is_invisible};
use crate::text::markup;

/// Length of the word of `text` at `start`: letters, accents, what is invisible, and hyphens or apostrophes between
/// letters; entities count as what they stand for.
pub(super) fn word(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    let mut end = 0;
    while let Some(next) = rest[end..].chars().next() {
        let length = match next {
            '&' => entity(&rest[end..]),
            _ if is_letter(next) || is_mark(next) => Some(next.len_utf8()),
            _ if is_joiner(next) => {
                begins_with_letter(&rest[end + next.len_utf8()..]).then_some(next.len_utf8())
            }
            _ if is_typed_for_letter(rest, end, next) => Some(next.len_utf8()),
            _ => None,
        };
        let Some(length) = length else { break };
        end += length;
    }
    end + apostrophe(text, start, end)
}

fn is_mark(letter: char) -> bool {
    is_accent(letter) || is_invisible(letter)
}

fn is_joiner(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}' | '\u{2011}') || is_apostrophe(letter)
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | 'ʼ' | '`')
}

fn begins_with_letter(rest: &str) -> bool {
    rest.starts_with(is_letter) || (rest.starts_with('&') && markup::letter(rest).is_some())
}

/// Length of an entity that belongs to a word: of a letter, of something invisible, or of a joiner before a letter.
fn entity(rest: &str) -> Option<usize> {
    let (length, sign) = markup::entity(rest)?;
    let belongs =
        is_letter(sign) || is_mark(sign) || (is_joiner(sign) && begins_with_letter(&rest[length..]));
    belongs.then_some(length)
}

/// 0 between two small Cyrillic letters is о; 4 and 6 between small Latin ones are ч and ш in chats. No other digit is
/// taken for a letter, and none at an edge: «под3», «а4», «mp3».
fn is_typed_for_letter(rest: &str, at: usize, digit: char) -> bool {
    let behind = rest[at + digit.len_utf8()..].chars().next();
    let between = |small: fn(char) -> bool| rest[..at].ends_with(small) && behind.is_some_and(small);
    match digit {
        '0' => between(|letter| is_cyrillic(letter) && letter.is_lowercase()),
        '4' | '6' => between(|letter| letter.is_ascii_lowercase()),
        _ => false,
    }
}

/// Length of the apostrophe that ends a Latin word of the draft alphabet of 2017 (`aua'`), unless it closes a quotation.
fn apostrophe(text: &str, start: usize, length: usize) -> usize {
    let word = &text[start..start + length];
    let sign = text[start + length..]
        .chars()
        .next()
        .filter(|&sign| is_apostrophe(sign));
    let draft = word.ends_with([
        'a', 'g', 'i', 'n', 'o', 'u', 's', 'c', 'y', 'A', 'G', 'I', 'N', 'O', 'U', 'S', 'C', 'Y',
    ]) && word
        .chars()
        .all(|letter| letter.is_ascii_alphabetic() || is_joiner(letter));
    sign.filter(|_| draft && !text[..start].ends_with(is_apostrophe))
        .map_or(0, char::len_utf8)
}
