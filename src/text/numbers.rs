//! What a token that holds digits or a dot may be: number, phone, register number, plate, e-mail, address of a site.
//!
//! Each function looks at the beginning of its argument and returns the length in bytes of what it found there.

mod codes;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::dictionary::forms;
use super::markup;
use super::tokens::{is_letter, run};

pub(super) use codes::{email, handle, hashtag, outgoing, phone, plate, register_number, site, spaced_plate};

static ENDINGS: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| forms::<3>(include_str!("../../dictionaries/text/number_endings.csv")));

/// Beginnings of words for what is counted in thousands.
static COUNTED: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| forms::<2>(include_str!("../../dictionaries/text/counted.csv")));

static UNITS: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| forms::<2>(include_str!("../../dictionaries/text/units.csv")));

/// Longest case ending of a number in letters; nothing longer is looked up.
const LONGEST_ENDING: usize = 6;

/// Digits with separators between them, a sign of percent or degree, and an ending of `number_endings.csv`: `3,5`,
/// `12.03.2026`, `15 000`, `5-ші`, `12а`, `12,5 %-ға`.
pub(super) fn number(rest: &str) -> usize {
    let mut end = digits(rest);
    let whole = end;
    while let Some(more) = after_separator(&rest[end..]) {
        end += more;
    }
    let sign = sign(&rest[end..]);
    let bare = sign == 0 && (end <= LONGEST_HOUSE && end == whole || rest[..end].contains('/'));
    end += sign;
    end + ending(&rest[end..], bare)
}

/// Digits of the longest house number; the letter glued to a longer one is that of a year or a unit: «2026ж».
const LONGEST_HOUSE: usize = 3;

/// Length of a run of digits with the groups of thousands behind it.
fn digits(rest: &str) -> usize {
    let first = run(rest, char::is_numeric);
    first + thousands(&rest[..first], &rest[first..])
}

fn after_separator(rest: &str) -> Option<usize> {
    let separator = rest
        .chars()
        .next()
        .filter(|letter| matches!(letter, '.' | ',' | ':' | '/' | '-' | '–' | '—' | '‑' | '−'))?;
    let digits = digits(&rest[separator.len_utf8()..]);
    (digits > 0).then_some(separator.len_utf8() + digits)
}

/// Length of the groups of three digits behind the first group of a number: `15 000`, `1 250 000`.
///
/// A blank that does not break a line binds them. A plain space may part two numbers of a list, so behind it the groups
/// must be round or something counted in thousands must follow. What goes on with other digits is a phone.
fn thousands(first: &str, rest: &str) -> usize {
    if first.is_empty()
        || first.len() > 3
        || first.starts_with('0')
        || !first.bytes().all(|byte| byte.is_ascii_digit())
    {
        return 0;
    }
    let (mut end, mut plain, mut round) = (0, false, true);
    while let Some((blank, digits)) = group(&rest[end..]) {
        if digits != 3 {
            return 0;
        }
        plain |= rest[end..].starts_with(' ');
        end += blank + digits;
        round &= rest[..end].ends_with("000");
    }
    let phone = rest[end..].strip_prefix('-').is_some_and(|part| {
        let digits = run(part, |letter| letter.is_ascii_digit());
        digits == 2 && part[digits..].starts_with('-')
    });
    if phone || (plain && !round && !counted(&rest[end..])) {
        0
    } else {
        end
    }
}

/// Lengths of one blank and of the digits behind it.
fn group(rest: &str) -> Option<(usize, usize)> {
    let blank = blank(rest)?;
    let digits = run(&rest[blank..], |letter| letter.is_ascii_digit());
    (digits > 0).then_some((blank, digits))
}

/// Length of one blank inside a line.
fn blank(rest: &str) -> Option<usize> {
    match rest.chars().next()? {
        '&' => markup::entity(rest)
            .filter(|&(_, sign)| sign.is_whitespace() && !matches!(sign, '\n' | '\r'))
            .map(|(length, _)| length),
        letter => {
            matches!(letter, ' ' | '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}').then(|| letter.len_utf8())
        }
    }
}

/// True where money or people follow.
fn counted(rest: &str) -> bool {
    let word = &rest[blank(rest).unwrap_or(0)..];
    COUNTED.iter().any(|beginning| begins_with(word, beginning))
}

/// True for a text that begins with `lower` in any case.
fn begins_with(text: &str, lower: &str) -> bool {
    let mut letters = text.chars().flat_map(char::to_lowercase);
    lower.chars().all(|letter| letters.next() == Some(letter))
}

/// Length of a sign of percent or degree, a blank before percent included.
fn sign(rest: &str) -> usize {
    let percent = |rest: &str| {
        rest.chars()
            .next()
            .filter(|sign| matches!(sign, '%' | '‰'))
            .map_or(0, char::len_utf8)
    };
    if let Some(scale) = rest.strip_prefix('°') {
        let letter = scale.chars().next().filter(|letter| matches!(letter, 'C' | 'С'));
        let alone = |letter: char| !scale[letter.len_utf8()..].starts_with(is_letter);
        return '°'.len_utf8() + letter.filter(|&letter| alone(letter)).map_or(0, char::len_utf8);
    }
    match (percent(rest), blank(rest)) {
        (0, Some(blank)) => match percent(&rest[blank..]) {
            0 => 0,
            sign => blank + sign,
        },
        (sign, _) => sign,
    }
}

/// Length of an ending, its hyphen included; a single letter glued to the number of a house is one if `house`.
fn ending(rest: &str, house: bool) -> usize {
    let hyphen = rest
        .chars()
        .next()
        .filter(|letter| matches!(letter, '-' | '‐' | '‑' | '–'))
        .map_or(0, char::len_utf8);
    let letters = &rest[hyphen..hyphen + run(&rest[hyphen..], is_letter)];
    let count = letters.chars().take(LONGEST_ENDING + 1).count();
    let known = (1..=LONGEST_ENDING).contains(&count) && ENDINGS.contains(letters.to_lowercase().as_str());
    if known || (house && hyphen == 0 && count == 1) {
        hyphen + letters.len()
    } else {
        0
    }
}

/// Length of `№5`, `№5-ші`.
pub(super) fn numbered(rest: &str) -> Option<usize> {
    let number_behind = rest
        .strip_prefix('№')
        .filter(|behind| behind.starts_with(|l: char| l.is_ascii_digit()))?;
    Some(rest.len() - number_behind.len() + number(number_behind))
}

/// A unit written with a digit or a dot, with its case ending: `м2`, `кв.м`, `м³-ге`.
pub(super) fn unit(rest: &str) -> Option<usize> {
    let unit = UNITS
        .iter()
        .filter(|unit| begins_with(rest, unit))
        .max_by_key(|unit| unit.len())?;
    let end = rest
        .char_indices()
        .nth(unit.chars().count())
        .map_or(rest.len(), |(at, _)| at);
    let behind = &rest[end..];
    let ends = !behind.starts_with(char::is_alphanumeric);
    let ending = if behind.starts_with('-') {
        ending(behind, false)
    } else {
        0
    };
    ends.then_some(end + ending)
}
