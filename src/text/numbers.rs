//! What a token that holds digits or a dot may be: number, phone, register number, plate, e-mail, address of a site.
//!
//! Each function looks at the beginning of its argument and returns the length in bytes of what it found there.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::dictionary::forms;
use super::tokens::{is_letter, run};

static ENDINGS: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| forms::<3>(include_str!("../../dictionaries/text/number_endings.csv")));

static DOMAINS: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| forms::<2>(include_str!("../../dictionaries/text/domains.csv")));

/// What a code is looked for in: no code is longer, and a wall of text without spaces costs no more than this a token.
const WINDOW: usize = 256;

fn window(rest: &str) -> &str {
    &rest[..rest.floor_char_boundary(WINDOW)]
}

/// Longest case ending of a number in letters; nothing longer is looked up.
const LONGEST_ENDING: usize = 5;

/// Digits with single separators between them and an ending of `number_endings.csv`: `3,5`, `12.03.2026`, `5-ші`, `12а`.
pub(super) fn number(rest: &str) -> usize {
    let mut end = run(rest, char::is_numeric);
    while let Some(more) = after_separator(&rest[end..]) {
        end += more;
    }
    end + ending(&rest[end..])
}

fn after_separator(rest: &str) -> Option<usize> {
    let separator = rest
        .chars()
        .next()
        .filter(|letter| matches!(letter, '.' | ',' | ':' | '/' | '-' | '–'))?;
    let digits = run(&rest[separator.len_utf8()..], char::is_numeric);
    (digits > 0).then_some(separator.len_utf8() + digits)
}

/// Length of an ending, its hyphen included; a single glued letter is the letter of a house.
fn ending(rest: &str) -> usize {
    let hyphen = if rest.starts_with('-') { 1 } else { 0 };
    let letters = &rest[hyphen..hyphen + run(&rest[hyphen..], is_letter)];
    let count = letters.chars().take(LONGEST_ENDING + 1).count();
    let known = (1..=LONGEST_ENDING).contains(&count) && ENDINGS.contains(letters.to_lowercase().as_str());
    if known || (hyphen == 0 && count == 1) {
        hyphen + letters.len()
    } else {
        0
    }
}

/// A phone written without spaces: eleven digits after `+7`, `7` or `8`, with hyphens and brackets between.
pub(super) fn phone(rest: &str) -> Option<usize> {
    let rest = window(rest);
    let end = run(rest, |letter| {
        letter.is_ascii_digit() || matches!(letter, '+' | '-' | '(' | ')')
    });
    let shape = rest[..end].trim_end_matches(['-', '(', ')', '+']);
    let mut digits = shape.bytes().filter(u8::is_ascii_digit);
    let prefix = matches!(digits.next(), Some(b'7' | b'8'));
    let plus_only_first = !shape.get(1..).unwrap_or("").contains('+');
    (prefix && digits.count() == 10 && plus_only_first).then_some(shape.len())
}

/// Letters, a hyphen and digits with further parts: `ЖТ-2026-01234567/1`, `КС-12/3`.
pub(super) fn register_number(rest: &str) -> Option<usize> {
    let rest = window(rest);
    let prefix = run(rest, |letter| is_letter(letter) && letter.is_uppercase());
    if prefix == 0 || rest[..prefix].chars().count() > 4 || !rest[prefix..].starts_with('-') {
        return None;
    }
    let mut end = prefix;
    loop {
        let part = rest[end..]
            .strip_prefix(['-', '/'])
            .map_or(0, |part| run(part, |l| l.is_ascii_digit()));
        if part == 0 {
            return (end > prefix).then_some(end);
        }
        end += 1 + part;
    }
}

/// A number of letters and digits without spaces: plates (`123ABC02`, `A123BCD`), accounts, document and model numbers.
pub(super) fn plate(rest: &str) -> Option<usize> {
    let rest = window(rest);
    let end = run(rest, |letter| is_letter(letter) || letter.is_ascii_digit());
    let code = &rest[..end];
    let head = run(code, is_letter);
    if head == 0 {
        return new_plate(code).then_some(end);
    }
    let short_head = code[..head].chars().count() <= 2 && code[..head].chars().all(char::is_uppercase);
    let digit = code[head..].starts_with(|letter: char| letter.is_ascii_digit());
    (digit && (short_head || old_plate(code))).then_some(end)
}

/// Three digits, two or three letters, two digits.
fn new_plate(code: &str) -> bool {
    let shape: Vec<bool> = code
        .chars()
        .map(|letter| letter.is_ascii_digit())
        .take(9)
        .collect();
    matches!(
        shape[..],
        [true, true, true, false, false, true, true] | [true, true, true, false, false, false, true, true]
    )
}

/// One letter, three digits, two or three letters.
fn old_plate(code: &str) -> bool {
    let shape: Vec<bool> = code
        .chars()
        .map(|letter| letter.is_ascii_digit())
        .take(8)
        .collect();
    matches!(
        shape[..],
        [false, true, true, true, false, false] | [false, true, true, true, false, false, false]
    )
}

/// An e-mail address: a local part, `@`, and a domain with a dot.
pub(super) fn email(rest: &str) -> Option<usize> {
    let rest = window(rest);
    let local = run(rest, |letter| {
        letter.is_alphanumeric() || matches!(letter, '.' | '_' | '+' | '-')
    });
    let domain = rest[local..].strip_prefix('@')?;
    let length = run(domain, |letter| {
        letter.is_alphanumeric() || matches!(letter, '.' | '-')
    });
    let domain = domain[..length].trim_end_matches(['.', '-']);
    let dotted = domain.split('.').count() > 1 && domain.split('.').all(|label| !label.is_empty());
    (local > 0 && dotted).then_some(local + 1 + domain.len())
}

/// An address of a site: with `http` or `www`, or labels that end in a known domain and a path after them.
pub(super) fn site(rest: &str) -> Option<usize> {
    let rest = window(rest);
    let end = run(rest, |letter| {
        !letter.is_whitespace() && !matches!(letter, '«' | '»' | '"' | '<' | '>')
    });
    let whole = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '…']);
    let marked = ["http://", "https://", "www."].iter().any(|start| {
        whole
            .get(..start.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(start) && head.len() < whole.len())
    });
    if marked {
        return Some(whole.len());
    }
    let host = &whole[..run(whole, |letter| {
        letter.is_alphanumeric() || matches!(letter, '.' | '-')
    })];
    let (name, domain) = host.rsplit_once('.')?;
    let known = !name.is_empty() && DOMAINS.contains(domain.to_lowercase().as_str());
    let path = whole[host.len()..].starts_with('/');
    known.then_some(if path { whole.len() } else { host.len() })
}
