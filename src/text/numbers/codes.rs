//! Codes: pieces that are not words. Phones, register numbers, plates, e-mails, addresses of sites, names in networks.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::text::dictionary::forms;
use crate::text::tokens::{is_letter, run};

static DOMAINS: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| forms::<2>(include_str!("../../../dictionaries/text/domains.csv")));

/// What a code is looked for in: no code is longer, and a wall of text without spaces costs no more than this a token.
const WINDOW: usize = 256;

fn window(rest: &str) -> &str {
    &rest[..rest.floor_char_boundary(WINDOW)]
}

/// A phone written without spaces: eleven digits after `+7`, `7` or `8`, with hyphens and brackets between.
pub(in crate::text) fn phone(rest: &str) -> Option<usize> {
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
pub(in crate::text) fn register_number(rest: &str) -> Option<usize> {
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
pub(in crate::text) fn plate(rest: &str) -> Option<usize> {
    let rest = window(rest);
    let end = run(rest, |letter| is_letter(letter) || letter.is_ascii_digit());
    let code = &rest[..end];
    let head = run(code, is_letter);
    if head == 0 {
        return (new_plate(code) && !spaced_digit(rest, end)).then_some(end);
    }
    if code.len() == head + 3
        && old_plate_begins(code)
        && let Some(series) = series(&rest[end..])
    {
        return Some(end + series);
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
pub(in crate::text) fn email(rest: &str) -> Option<usize> {
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
pub(in crate::text) fn site(rest: &str) -> Option<usize> {
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

/// One letter, three digits: what an old plate begins with.
fn old_plate_begins(code: &str) -> bool {
    let mut letters = code.chars();
    letters.next().is_some_and(|letter| letter.is_ascii_uppercase())
        && letters.all(|digit| digit.is_ascii_digit())
}

/// Length of the three Latin capitals behind a space with which an old plate ends.
fn series(rest: &str) -> Option<usize> {
    let letters = rest.strip_prefix(' ')?;
    let length = run(letters, |letter| letter.is_ascii_uppercase());
    (length == 3 && !letters[length..].starts_with(char::is_alphanumeric)).then_some(1 + length)
}

fn spaced_digit(rest: &str, end: usize) -> bool {
    rest[end..].starts_with(|letter: char| letter.is_alphanumeric())
}

/// A plate with spaces: `123 ABC 02`, `A 123 BCD`. Only capitals, the new standard with the number of a region (1–20),
/// the old one in Latin letters: «А 100 ТГ» is a sum.
pub(in crate::text) fn spaced_plate(rest: &str) -> Option<usize> {
    let rest = window(rest);
    let digits = run(rest, |letter| letter.is_ascii_digit());
    match digits {
        0 => {
            let letter = rest.chars().next().filter(char::is_ascii_uppercase)?;
            let number = rest[letter.len_utf8()..].strip_prefix(' ')?;
            let number = number
                .get(..3)
                .filter(|number| number.bytes().all(|byte| byte.is_ascii_digit()))?;
            let end = letter.len_utf8() + 1 + number.len();
            series(&rest[end..]).map(|series| end + series)
        }
        3 => {
            let letters = rest[digits..].strip_prefix(' ')?;
            let length = run(letters, |letter| is_letter(letter) && letter.is_uppercase());
            let region = letters[length..].strip_prefix(' ')?;
            let count = letters[..length].chars().count();
            let known = region
                .get(..2)?
                .parse::<u8>()
                .is_ok_and(|region| (1..=20).contains(&region));
            let ends = !region[2..].starts_with(char::is_alphanumeric);
            (matches!(count, 2 | 3) && known && ends).then_some(digits + 1 + length + 1 + 2)
        }
        _ => None,
    }
}

/// The number of a letter sent: digits with a slash or hyphens and a capital at the end: `1-5/123-И`.
pub(in crate::text) fn outgoing(rest: &str) -> Option<usize> {
    let rest = window(rest);
    let number = run(rest, |letter| {
        letter.is_ascii_digit() || matches!(letter, '-' | '/')
    });
    let signs = rest[..number]
        .trim_end_matches('-')
        .bytes()
        .filter(|byte| !byte.is_ascii_digit())
        .count();
    let letters = run(&rest[number..], |letter| {
        is_letter(letter) && letter.is_uppercase()
    });
    let count = rest[number..number + letters].chars().count();
    let ends = !rest[number + letters..].starts_with(char::is_alphanumeric);
    (signs > 0 && rest[..number].ends_with('-') && matches!(count, 1 | 2) && ends).then_some(number + letters)
}

/// A name in a network: `@akimat_kz`.
pub(in crate::text) fn handle(rest: &str) -> Option<usize> {
    let name = window(rest).strip_prefix('@')?;
    let length = name[..run(name, |letter| {
        letter.is_alphanumeric() || matches!(letter, '_' | '.')
    })]
        .trim_end_matches('.')
        .len();
    (length > 1 && name.starts_with(|letter: char| letter.is_alphanumeric() || letter == '_'))
        .then_some(1 + length)
}

/// A theme in a network: `#су_жоқ`; «#5» is a number.
pub(in crate::text) fn hashtag(rest: &str) -> Option<usize> {
    let name = window(rest).strip_prefix('#')?;
    let length = run(name, |letter| letter.is_alphanumeric() || letter == '_');
    name.starts_with(is_letter).then_some(1 + length)
}
