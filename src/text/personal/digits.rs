//! Personal numbers: IIN, BIN, bank cards, phones, from groups of digits and what their digits prove.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::{PersonalData, PersonalKind};
use crate::text::dictionary::rows;
use crate::text::letters::fold;

/// Words that tell what the number behind them is, by their folded beginning.
static WORDS: LazyLock<BTreeMap<String, &'static str>> = LazyLock::new(|| {
    rows::<3>(include_str!("../../../dictionaries/text/identifier_words.csv"))
        .map(|[form, kind, _]| (fold(form), kind))
        .collect()
});

/// A run of digits.
struct Group {
    span: Range<usize>,
    /// Follows the group before it with nothing but separators between.
    joined: bool,
}

/// Most groups one number is written in.
const MOST_GROUPS: usize = 7;

/// IIN, BIN, cards and phones of `text` in order.
pub(super) fn numbers(text: &str) -> Vec<PersonalData> {
    let groups = groups(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < groups.len() {
        match longest(text, &groups[at..]) {
            Some((count, data)) => {
                found.push(data);
                at += count;
            }
            None => at += 1,
        }
    }
    found
}

fn groups(text: &str) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut rest = 0;
    while let Some(start) = text[rest..]
        .find(|letter: char| letter.is_ascii_digit())
        .map(|found| rest + found)
    {
        let length = text[start..]
            .find(|letter: char| !letter.is_ascii_digit())
            .unwrap_or(text.len() - start);
        let joined = groups
            .last()
            .is_some_and(|last| is_separator(&text[last.span.end..start]));
        groups.push(Group {
            span: start..start + length,
            joined,
        });
        rest = start + length;
    }
    groups
}

/// Spaces, hyphens, brackets, or one full stop.
fn is_separator(between: &str) -> bool {
    between.chars().count() <= 3
        && between.matches('.').count() <= 1
        && between.chars().all(|letter| {
            matches!(
                letter,
                ' ' | '\u{a0}' | '\u{202f}' | '-' | '–' | '‑' | '(' | ')' | '.'
            )
        })
}

/// The number that takes most of the groups from the first one on.
fn longest(text: &str, groups: &[Group]) -> Option<(usize, PersonalData)> {
    let first = groups.first()?;
    if text[..first.span.start].ends_with(|letter: char| letter.is_alphanumeric()) {
        return None;
    }
    let joined = 1 + groups
        .iter()
        .skip(1)
        .take(MOST_GROUPS - 1)
        .take_while(|group| group.joined)
        .count();
    (1..=joined).rev().find_map(|count| {
        let last = groups.get(count - 1)?;
        let span = first.span.start..last.span.end;
        if text[span.end..].starts_with(|letter: char| letter.is_alphabetic()) {
            return None;
        }
        let digits: usize = groups[..count].iter().map(|group| group.span.len()).sum();
        if !matches!(digits, 5..=7 | 10..=14 | 16) {
            return None;
        }
        let lengths: Vec<usize> = groups[..count].iter().map(|group| group.span.len()).collect();
        personal(text, span, &lengths).map(|data| (count, data))
    })
}

fn personal(text: &str, span: Range<usize>, lengths: &[usize]) -> Option<PersonalData> {
    let digits: Vec<u32> = text[span.clone()]
        .chars()
        .filter_map(|letter| letter.to_digit(10))
        .collect();
    let word = announced(&text[..span.start], NEAR_WORDS);
    let kind = identity(&digits, lengths, word).or_else(|| card(&digits, lengths, word));
    if let Some(kind) = kind {
        return Some(PersonalData { span, kind });
    }
    let plus = text[..span.start].ends_with('+');
    let near = announced(&text[..span.start], 1);
    phone(&digits, lengths, plus, near).then(|| PersonalData {
        span: span.start - usize::from(plus)..span.end,
        kind: PersonalKind::Phone,
    })
}

/// IIN or BIN: twelve digits with a date and the check digit, or announced as such whatever they prove.
fn identity(digits: &[u32], lengths: &[usize], word: Option<&str>) -> Option<PersonalKind> {
    let twelve: &[u32; 12] = digits.try_into().ok()?;
    let grouped = lengths.iter().all(|&length| length >= 2);
    let named = matches!(word, Some("iin" | "bin"));
    let month = (1..=12).contains(&(twelve[2] * 10 + twelve[3]));
    let proven = month && has_check_digit(twelve);
    let business = (4..=6).contains(&twelve[4]);
    let day = (1..=31).contains(&(twelve[4] * 10 + twelve[5])) && twelve[6] <= 6;
    if !grouped || !(named || (proven && (business || day))) {
        return None;
    }
    Some(if business {
        PersonalKind::Bin
    } else {
        PersonalKind::Iin
    })
}

/// The control digit of IIN and BIN (Government decree of 11 June 2003 No 565): two passes of weights modulo 11.
fn has_check_digit(digits: &[u32; 12]) -> bool {
    let pass = |shift: usize| {
        digits
            .iter()
            .take(11)
            .enumerate()
            .map(|(at, digit)| digit * ((at + shift) % 11 + 1) as u32)
            .sum::<u32>()
            % 11
    };
    let control = match pass(0) {
        10 => pass(2),
        first => first,
    };
    control == digits[11]
}

/// A bank card: sixteen digits in fours that pass Luhn's check (ISO/IEC 7812-1), or announced as a card.
fn card(digits: &[u32], lengths: &[usize], word: Option<&str>) -> Option<PersonalKind> {
    let shaped = digits.len() == 16 && lengths.iter().all(|length| length % 4 == 0);
    (shaped && (luhn(digits) || word == Some("card"))).then_some(PersonalKind::Card)
}

fn luhn(digits: &[u32]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(at, &digit)| match at % 2 {
            0 => digit,
            _ if digit > 4 => digit * 2 - 9,
            _ => digit * 2,
        })
        .sum();
    sum.is_multiple_of(10)
}

/// Eleven digits after 7 or 8, ten of a mobile, foreign ones after +, and five to seven after a word for phone.
fn phone(digits: &[u32], lengths: &[usize], plus: bool, word: Option<&str>) -> bool {
    match (digits, digits.len()) {
        (_, 10..=14) if plus => true,
        ([7 | 8, 7 | 9, ..], 11) => lengths.len() < 3 || lengths.iter().all(|&length| length <= 6),
        ([7, 0 | 4 | 6 | 7, ..], 10) => {
            word == Some("phone") || matches!(lengths, [3, 3, 2, 2] | [3, 3, 4] | [3, 7])
        }
        (_, 5..=7) => word == Some("phone"),
        _ => false,
    }
}

/// How far before a number the word that announces it is looked for, in bytes and in words.
const NEAR_BYTES: usize = 60;
const NEAR_WORDS: usize = 3;

/// What the nearest telling word before a number says it is; a full sentence between them cuts the tie.
fn announced(before: &str, words: usize) -> Option<&'static str> {
    let near = &before[before.ceil_char_boundary(before.len().saturating_sub(NEAR_BYTES))..];
    near.split(|letter: char| !letter.is_alphanumeric())
        .rev()
        .filter(|word| !word.is_empty())
        .take(words)
        .find_map(kind_of)
}

/// What a word says about the number near it, by its beginning.
pub(super) fn kind_of(word: &str) -> Option<&'static str> {
    let folded = fold(word);
    let ends = folded
        .char_indices()
        .map(|(at, letter)| at + letter.len_utf8())
        .collect::<Vec<_>>();
    let prefixes = ends
        .iter()
        .enumerate()
        .rev()
        .filter(|&(at, &end)| at >= 2 || end == folded.len());
    prefixes
        .map(|(_, &end)| &folded[..end])
        .find_map(|prefix| WORDS.get(prefix).copied())
}
