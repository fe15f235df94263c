//! Personal numbers: IIN, BIN, bank cards, phones, from groups of digits and what their digits prove.

use std::cell::OnceCell;
use std::ops::Range;

use super::roles::{self, Announced};
use super::{Known, PersonalData, PersonalKind};

/// A run of digits.
struct Group {
    span: Range<usize>,
    /// Follows the group before it with nothing but separators between.
    joined: bool,
}

/// Most groups one number is written in.
const MOST_GROUPS: usize = 7;

/// IIN, BIN, cards and phones of `text` in order.
pub(super) fn numbers(text: &str, known: &Known) -> Vec<PersonalData> {
    let groups = groups(text);
    let mut found = Vec::new();
    let mut at = 0;
    // Two telephones may share the word for one: «тел. 2-15-64, 2-33-10».
    let mut listed = None;
    while at < groups.len() {
        let follows = listed.is_some_and(|end: usize| is_list(&text[end..groups[at].span.start]));
        match longest(text, &groups[at..], follows, known) {
            Some((count, data)) => {
                listed = (data.kind == PersonalKind::Phone).then_some(data.span.end);
                found.push(data);
                at += count;
            }
            None => at += 1,
        }
    }
    found
}

/// What may stand between two telephones of one list.
fn is_list(between: &str) -> bool {
    matches!(
        between.trim(),
        "," | "/" | ";" | "и" | "или" | "және" | "немесе" | "жане"
    )
}

fn groups(text: &str) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut rest = 0;
    let bytes = text.as_bytes();
    while let Some(start) = bytes[rest..]
        .iter()
        .position(u8::is_ascii_digit)
        .map(|found| rest + found)
    {
        let length = bytes[start..]
            .iter()
            .position(|byte| !byte.is_ascii_digit())
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

/// The number that takes most of the groups from the first one on; `listed` behind another telephone.
fn longest(text: &str, groups: &[Group], listed: bool, known: &Known) -> Option<(usize, PersonalData)> {
    let first = groups.first()?;
    let joined = 1 + groups
        .iter()
        .skip(1)
        .take(MOST_GROUPS - 1)
        .take_while(|group| group.joined)
        .count();
    (1..=joined).rev().find_map(|count| {
        let last = groups.get(count - 1)?;
        let span = first.span.start..last.span.end;
        let digits: usize = groups[..count].iter().map(|group| group.span.len()).sum();
        if !matches!(digits, 5..=7 | 10..=14 | 16) || (digits < GLUED && is_glued(text, &span)) {
            return None;
        }
        let lengths: Vec<usize> = groups[..count].iter().map(|group| group.span.len()).collect();
        personal(text, span, &lengths, listed, known).map(|data| (count, data))
    })
}

/// Digits from which a number is told by itself though letters are glued to it: «тел87010000000», «980101500004ке».
const GLUED: usize = 10;

fn is_glued(text: &str, span: &Range<usize>) -> bool {
    text[..span.start].ends_with(char::is_alphanumeric) || text[span.end..].starts_with(char::is_alphabetic)
}

fn personal(
    text: &str,
    span: Range<usize>,
    lengths: &[usize],
    listed: bool,
    known: &Known,
) -> Option<PersonalData> {
    let written: String = text[span.clone()].chars().filter(char::is_ascii_digit).collect();
    let digits: Vec<u32> = written.chars().filter_map(|letter| letter.to_digit(10)).collect();
    let before = &text[..span.start];
    // The words before are read only for a number that they may decide on.
    let word = OnceCell::new();
    let word = || *word.get_or_init(|| announced(before, NEAR_WORDS));
    let kind = known_number(&written, known)
        .or_else(|| identity(&digits, lengths, word))
        .or_else(|| card(&digits, lengths, word));
    if let Some(kind) = kind {
        return Some(PersonalData { span, kind });
    }
    let plus = before.ends_with('+');
    let near = || announced(before, 1).or(listed.then_some(Announced::Phone));
    phone(&digits, lengths, plus, near, word).then(|| PersonalData {
        span: span.start - usize::from(plus)..span.end,
        kind: PersonalKind::Phone,
    })
}

/// A number the register gives for the person.
fn known_number(digits: &str, known: &Known) -> Option<PersonalKind> {
    known.holds_number(digits).then_some(match digits.len() {
        IDENTITY => PersonalKind::Iin,
        _ => PersonalKind::Phone,
    })
}

/// Digits of IIN and BIN.
const IDENTITY: usize = 12;

/// IIN or BIN: twelve digits with a date and the check digit, or announced as such whatever they prove; never what is
/// announced as the number of an account or a meter.
fn identity(digits: &[u32], lengths: &[usize], word: impl Fn() -> Option<Announced>) -> Option<PersonalKind> {
    let twelve: &[u32; 12] = digits.try_into().ok()?;
    let grouped = lengths.iter().all(|&length| length >= 2);
    let word = word();
    let named = matches!(word, Some(Announced::Iin | Announced::Bin));
    let month = (1..=12).contains(&(twelve[2] * 10 + twelve[3]));
    let proven = month && has_check_digit(twelve);
    let business = (4..=6).contains(&twelve[4]);
    let day = (1..=31).contains(&(twelve[4] * 10 + twelve[5])) && twelve[6] <= 6;
    if !grouped || word == Some(Announced::Account) || !(named || (proven && (business || day))) {
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
fn card(digits: &[u32], lengths: &[usize], word: impl Fn() -> Option<Announced>) -> Option<PersonalKind> {
    let shaped = digits.len() == 16 && lengths.iter().all(|length| length % 4 == 0);
    (shaped && (luhn(digits) || word() == Some(Announced::Card))).then_some(PersonalKind::Card)
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
///
/// `near` is what the word right before says, `word` what the nearest telling one does.
fn phone(
    digits: &[u32],
    lengths: &[usize],
    plus: bool,
    near: impl Fn() -> Option<Announced>,
    word: impl Fn() -> Option<Announced>,
) -> bool {
    let phone = Some(Announced::Phone);
    match (digits, digits.len()) {
        (_, 10..=14) if plus => true,
        ([7 | 8, 7 | 9, ..], 11) => lengths.len() < 3 || lengths.iter().all(|&length| length <= 7),
        (_, 10..=11) if near() == phone => true,
        ([7, 0 | 4 | 6 | 7, ..], 10) => {
            let whole = matches!(lengths, [10]) && is_mobile(digits) && word() != Some(Announced::Account);
            whole
                || word() == phone
                || matches!(
                    lengths,
                    [3, 3, 2, 2] | [3, 3, 4] | [3, 7] | [3, 2, 2, 3] | [3, 2, 3, 2]
                )
        }
        // The code of a town and a short number of it.
        ([8, 7, 1 | 2, ..], 10) => lengths.len() > 2 && lengths[0] == 1,
        ([7, 1 | 2, ..], 10) => matches!(lengths, [3..=5, 1..=3, 2, 2] | [4, 3, 3] | [4, 6] | [5, 5]),
        (_, 5..=7) => near() == phone,
        _ => false,
    }
}

/// The codes of the mobile networks: 700–708, 747, 771, 775–778.
fn is_mobile(digits: &[u32]) -> bool {
    matches!(digits, [7, 0, 0..=8, ..] | [7, 4, 7, ..] | [7, 7, 1 | 5..=8, ..])
}

/// How far before a number the word that announces it is looked for, in bytes and in words.
const NEAR_BYTES: usize = 60;
const NEAR_WORDS: usize = 3;

/// What the nearest telling word before a number says it is; an account only in the sentence of the number.
fn announced(before: &str, words: usize) -> Option<Announced> {
    let near = &before[before.ceil_char_boundary(before.len().saturating_sub(NEAR_BYTES))..];
    let sentence = [". ", "! ", "? "]
        .iter()
        .filter_map(|end| near.rfind(end))
        .max()
        .unwrap_or(0);
    let last_words = |text: &str| {
        text.split(|letter: char| !letter.is_alphanumeric())
            .rev()
            .filter(|word| !word.is_empty())
            .take(words)
            .map(roles::announced)
            .collect::<Vec<_>>()
    };
    let own = last_words(&near[sentence..]).len();
    last_words(near)
        .into_iter()
        .enumerate()
        .find_map(|(at, found)| found.filter(|&found| found != Announced::Account || at < own))
}
