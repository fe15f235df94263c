//! Tokens: the pieces of a text, none lost.

mod emoji;
mod plain;
mod words;

use std::ops::Range;

use super::letters::{is_accent, is_cyrillic};
use super::{markup, numbers};

pub(super) use self::emoji::is_emoji;
pub use super::markup::is_blank;
pub use super::sentences::sentences;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters with inner hyphens and apostrophes, and entities that stand for letters; units with a dot or a digit
    /// (`кв.м`, `м²`).
    Word,
    /// Digits with their separators, groups of thousands, percent and a case ending: `3,5`, `15 000`, `12.03.2026`,
    /// `5-ші`, `№5`, `12,5 %-ға`.
    Number,
    /// E-mail, address of a site, register number, plate, phone, @name, #theme: one piece that is not a word.
    Code,
    /// A tag, a comment or an entity left of a web page; [`is_blank`] tells white space.
    Markup,
    /// White space, line breaks included.
    Space,
    /// One sign, or one emoji with all that modifies it.
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
    while start < text.len() {
        let (end, kind) = plain::token(text.as_bytes(), start).unwrap_or_else(|| {
            if start >= chunk.end {
                chunk = Chunk::of(text, start);
            }
            let (length, kind) = token(text, start, &chunk);
            (start + length, kind)
        });
        found.push(Token {
            span: start..end,
            kind,
        });
        start = end;
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
            chunk.digit |= letter.is_ascii_digit() || matches!(letter, '²' | '³');
            chunk.inner_dot |= dot_before && letter.is_alphanumeric();
            dot_before = letter == '.';
        }
        chunk
    }
}

/// Length in bytes and kind of the token of `text` at `start`.
fn token(text: &str, start: usize, chunk: &Chunk) -> (usize, TokenKind) {
    let rest = &text[start..];
    let Some(first) = rest.chars().next() else {
        return (0, TokenKind::Space);
    };
    if is_letter(first) || (first == '&' && markup::letter(rest).is_some()) {
        return word(text, start, first, chunk);
    }
    if first.is_numeric() {
        return number(rest, chunk);
    }
    if first.is_whitespace() {
        return (run(rest, char::is_whitespace), TokenKind::Space);
    }
    special(text, start, first, chunk).unwrap_or((first.len_utf8(), TokenKind::Punctuation))
}

fn word(text: &str, start: usize, first: char, chunk: &Chunk) -> (usize, TokenKind) {
    let rest = &text[start..];
    if let Some(length) = code(rest, chunk) {
        return (length, TokenKind::Code);
    }
    let unit = || {
        (chunk.digit || chunk.inner_dot)
            .then(|| numbers::unit(rest))
            .flatten()
    };
    let spaced = || {
        first
            .is_ascii_uppercase()
            .then(|| numbers::spaced_plate(rest))
            .flatten()
    };
    unit()
        .map(|length| (length, TokenKind::Word))
        .or_else(|| spaced().map(|length| (length, TokenKind::Code)))
        .unwrap_or_else(|| (words::word(text, start), TokenKind::Word))
}

fn number(rest: &str, chunk: &Chunk) -> (usize, TokenKind) {
    if let Some(length) = emoji::keycap(rest) {
        return (length, TokenKind::Punctuation);
    }
    code(rest, chunk)
        .or_else(|| numbers::phone(rest))
        .or_else(|| numbers::spaced_plate(rest))
        .or_else(|| numbers::outgoing(rest))
        .map_or_else(
            || (numbers::number(rest), TokenKind::Number),
            |length| (length, TokenKind::Code),
        )
}

/// What a sign begins besides itself.
fn special(text: &str, start: usize, first: char, chunk: &Chunk) -> Option<(usize, TokenKind)> {
    let rest = &text[start..];
    let alone = || !text[..start].ends_with(char::is_alphanumeric);
    let as_kind = |kind| move |length| (length, kind);
    match first {
        '<' => markup::tag(rest).map(as_kind(TokenKind::Markup)),
        '&' => markup::tag(rest)
            .or_else(|| markup::entity(rest).map(|(length, _)| length))
            .map(as_kind(TokenKind::Markup)),
        '+' if chunk.digit => code(rest, chunk)
            .or_else(|| numbers::phone(rest))
            .map(as_kind(TokenKind::Code)),
        '@' => numbers::handle(rest)
            .filter(|_| alone())
            .map(as_kind(TokenKind::Code)),
        '#' => emoji::keycap(rest)
            .map(as_kind(TokenKind::Punctuation))
            .or_else(|| {
                numbers::hashtag(rest)
                    .filter(|_| alone())
                    .map(as_kind(TokenKind::Code))
            }),
        '№' => numbers::numbered(rest).map(as_kind(TokenKind::Number)),
        _ => emoji::emoji(rest).map(as_kind(TokenKind::Punctuation)),
    }
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

/// True for what a word is made of. A combining mark belongs to the letter before it and is no word by itself, though
/// Unicode calls some of them alphabetic.
pub(super) fn is_letter(letter: char) -> bool {
    letter.is_ascii_alphabetic()
        || is_cyrillic(letter)
        || (!letter.is_ascii() && letter.is_alphabetic() && !is_accent(letter))
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
    fn a_combining_mark_without_its_letter_is_no_word() {
        assert_eq!(
            pieces("\u{1dd3}\u{1f300} \u{345} су\u{345}", TokenKind::Word),
            ["су\u{345}"]
        );
    }

    /// In `cases.txt` each line of words is a text (␣ for a space that does not break), the line below it its tokens
    /// but white space, each behind the first letter of its kind; lines that begin with `# ` tell what follows.
    #[test]
    fn each_text_of_the_cases_has_its_tokens() {
        let lines: Vec<&str> = include_str!("tokens/cases.txt")
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with("# "))
            .collect();
        let cases = lines.chunks_exact(2);
        assert!(cases.len() >= 120 && cases.remainder().is_empty());
        let wrong: Vec<String> = cases
            .map(|case| (case[1], shown(&case[0].replace('␣', "\u{a0}"))))
            .filter(|(expected, found)| expected != found)
            .map(|(expected, found)| format!("expected {expected}\n     got {found}"))
            .collect();
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    }

    fn shown(text: &str) -> String {
        let shown: Vec<String> = tokens(text)
            .into_iter()
            .filter(|token| token.kind != TokenKind::Space)
            .map(|token| format!("{:.1}⟦{}⟧", format!("{:?}", token.kind), &text[token.span]))
            .collect();
        shown.join(" ").replace('\u{a0}', "␣")
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
