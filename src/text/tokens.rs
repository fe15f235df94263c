//! Tokens: the pieces of a text, none lost.

use std::ops::Range;

use super::letters::{is_accent, is_cyrillic, is_invisible};
use super::numbers;

pub use super::sentences::sentences;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters with inner hyphens and apostrophes.
    Word,
    /// Digits with their separators and a case ending: `3,5`, `12.03.2026`, `5-ші`, `15-і`.
    Number,
    /// E-mail, address of a site, register number, plate, phone: one piece that is not a word.
    Code,
    /// White space, line breaks included.
    Space,
    Punctuation,
}

/// A piece of a text; the tokens of a text put together are the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    pub span: Range<usize>,
    pub kind: TokenKind,
}

/// The tokens of `text` in order, covering it without gap or overlap.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::with_capacity(text.len() / 5 + 1);
    let mut chunk = Chunk::default();
    let mut start = 0;
    while let Some(first) = text[start..].chars().next() {
        if start >= chunk.end {
            chunk = Chunk::of(text, start);
        }
        let (length, kind) = token(&text[start..], first, &chunk);
        found.push(Token {
            span: start..start + length,
            kind,
        });
        start += length;
    }
    found
}

/// The words of `text` in order, each with its place.
pub fn words(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    tokens(text)
        .into_iter()
        .filter(|token| token.kind == TokenKind::Word)
        .map(|token| {
            let word = &text[token.span.clone()];
            (token.span, word)
        })
}

/// What the stretch up to the next white space may hold; asked once so that plain words pay nothing.
#[derive(Default)]
struct Chunk {
    end: usize,
    at_sign: bool,
    inner_dot: bool,
    digit: bool,
}

impl Chunk {
    fn of(text: &str, start: usize) -> Self {
        let mut chunk = Self {
            end: text.len(),
            ..Self::default()
        };
        let mut dot_before = false;
        for (offset, letter) in text[start..].char_indices() {
            if offset > 0 && letter.is_whitespace() {
                chunk.end = start + offset;
                break;
            }
            chunk.at_sign |= letter == '@';
            chunk.digit |= letter.is_ascii_digit();
            chunk.inner_dot |= dot_before && letter.is_alphanumeric();
            dot_before = letter == '.';
        }
        chunk
    }
}

/// Length in bytes and kind of the token `rest` begins with.
fn token(rest: &str, first: char, chunk: &Chunk) -> (usize, TokenKind) {
    if is_letter(first) {
        return code(rest, chunk).map_or_else(
            || (word(rest), TokenKind::Word),
            |length| (length, TokenKind::Code),
        );
    }
    if (first.is_numeric() || (first == '+' && chunk.digit))
        && let Some(length) = code(rest, chunk).or_else(|| numbers::phone(rest))
    {
        return (length, TokenKind::Code);
    }
    if first.is_numeric() {
        return (numbers::number(rest), TokenKind::Number);
    }
    if first.is_whitespace() {
        return (run(rest, char::is_whitespace), TokenKind::Space);
    }
    (first.len_utf8(), TokenKind::Punctuation)
}

/// Length of the code `rest` begins with.
fn code(rest: &str, chunk: &Chunk) -> Option<usize> {
    let email = || chunk.at_sign.then(|| numbers::email(rest)).flatten();
    let site = || chunk.inner_dot.then(|| numbers::site(rest)).flatten();
    let register = || {
        chunk
            .digit
            .then(|| numbers::register_number(rest).or_else(|| numbers::plate(rest)))
            .flatten()
    };
    email().or_else(site).or_else(register)
}

/// Length of the word `rest` begins with: letters, accents, and hyphens or apostrophes between letters.
fn word(rest: &str) -> usize {
    let mut end = 0;
    let mut letters = rest.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let joined = is_joiner(letter) && letters.peek().is_some_and(|&(_, next)| is_letter(next));
        if !(is_letter(letter) || is_mark(letter) || joined) {
            break;
        }
        end = at + letter.len_utf8();
    }
    end
}

/// True for what a word is made of.
pub(super) fn is_letter(letter: char) -> bool {
    letter.is_ascii_alphabetic() || is_cyrillic(letter) || (!letter.is_ascii() && letter.is_alphabetic())
}

fn is_mark(letter: char) -> bool {
    is_accent(letter) || is_invisible(letter)
}

fn is_joiner(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}' | '\u{2011}' | '\'' | '’' | 'ʼ' | '`')
}

/// Length of the run of letters `rest` begins with that `belongs` accepts.
pub(super) fn run(rest: &str, belongs: impl Fn(char) -> bool) -> usize {
    rest.find(|letter| !belongs(letter)).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str, kind: TokenKind) -> Vec<&str> {
        tokens(text)
            .into_iter()
            .filter(|token| token.kind == kind)
            .map(|token| &text[token.span])
            .collect()
    }

    #[test]
    fn an_inner_hyphen_or_apostrophe_stays_in_the_word() {
        assert_eq!(
            pieces("е-өтініш, «қара-қарсы» об'явили - жоқ-", TokenKind::Word),
            ["е-өтініш", "қара-қарсы", "об'явили", "жоқ"]
        );
    }

    #[test]
    fn a_number_keeps_its_ending() {
        assert_eq!(
            pieces(
                "5-ші үй, 15-і күні, 2026 ж., 3,5 млн, 10шы, 12а үй, 15-летний, 12.03.2026.",
                TokenKind::Number
            ),
            ["5-ші", "15-і", "2026", "3,5", "10шы", "12а", "15", "12.03.2026"]
        );
    }

    #[test]
    fn a_unit_or_a_noun_after_a_number_is_a_word() {
        assert_eq!(
            pieces("5км жол, 7-мектеп, 25-үй", TokenKind::Word),
            ["км", "жол", "мектеп", "үй"]
        );
    }

    #[test]
    fn codes_are_one_token() {
        let text = "ЖТ-2026-01234567/1, a.b-c@mail.kz; https://egov.kz/a?b=1. egov.kz, 123ABC02 А123ВС +7(701)123-45-67 8-701-123-45-67 87011234567";
        assert_eq!(
            pieces(text, TokenKind::Code),
            [
                "ЖТ-2026-01234567/1",
                "a.b-c@mail.kz",
                "https://egov.kz/a?b=1",
                "egov.kz",
                "123ABC02",
                "А123ВС",
                "+7(701)123-45-67",
                "8-701-123-45-67",
                "87011234567"
            ]
        );
    }

    #[test]
    fn a_forgotten_space_after_a_full_stop_makes_no_site() {
        assert_eq!(
            pieces("жоқ.Көмек керек", TokenKind::Word),
            ["жоқ", "Көмек", "керек"]
        );
    }
}
