//! Sentences of official and of careless writing.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::dictionary::rows;
use super::tokens::{Token, TokenKind, tokens};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Something belongs behind it («ул.», «көш.»): its full stop ends no sentence.
    Before,
    /// It closes what stands before it («т.б.», «тг.»): its full stop ends a sentence when a capital follows.
    After,
    /// `After` behind a number («2026 г.»), else `Before` («г. Семей»).
    Both,
}

static ABBREVIATIONS: LazyLock<BTreeMap<&'static str, Place>> = LazyLock::new(|| {
    rows::<4>(include_str!("../../dictionaries/text/abbreviations.csv"))
        .map(|[form, _, place, _]| {
            let place = match place {
                "after" => Place::After,
                "both" => Place::Both,
                _ => Place::Before,
            };
            (form, place)
        })
        .collect()
});

/// Byte ranges of the sentences of `text`, in order, without the white space around them.
///
/// A line break ends a sentence; so does `.`, `!`, `?` or `…` unless the full stop belongs to an abbreviation of
/// `dictionaries/text/abbreviations.csv`, to an initial or to the number of a list item.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut start = 0;
    for index in 0..tokens.len() {
        if let Some(end) = boundary(text, &tokens, index, start) {
            push_trimmed(text, start..end, &mut found);
            start = end;
        }
    }
    push_trimmed(text, start..text.len(), &mut found);
    found
}

fn push_trimmed(text: &str, span: Range<usize>, found: &mut Vec<Range<usize>>) {
    let sentence = &text[span.clone()];
    let start = span.start + (sentence.len() - sentence.trim_start().len());
    let end = start + sentence.trim().len();
    if start < end {
        found.push(start..end);
    }
}

/// Where the sentence begun at `start` ends, if it ends with the token `index`.
fn boundary(text: &str, tokens: &[Token], index: usize, start: usize) -> Option<usize> {
    let token = tokens.get(index)?;
    if token.span.start < start {
        return None;
    }
    match (token.kind, &text[token.span.clone()]) {
        (TokenKind::Space, space) if space.contains(['\n', '\r', '\u{2028}', '\u{2029}']) => {
            Some(token.span.end)
        }
        (TokenKind::Punctuation, "!" | "?" | "…") => Some(closed(text, tokens, index)),
        (TokenKind::Punctuation, ".") if full_stop_ends(text, tokens, index, start) => {
            Some(closed(text, tokens, index))
        }
        _ => None,
    }
}

/// The end of the run of closing marks, quotes and brackets that follows token `index`.
fn closed(text: &str, tokens: &[Token], index: usize) -> usize {
    let closing = |token: &&Token| {
        matches!(
            &text[token.span.clone()],
            "." | "!" | "?" | "…" | "»" | "”" | "\"" | ")" | "]" | "\u{fe0f}"
        )
    };
    let end = tokens.get(index).map_or(text.len(), |token| token.span.end);
    tokens
        .iter()
        .skip(index + 1)
        .take_while(closing)
        .last()
        .map_or(end, |token| token.span.end)
}

fn full_stop_ends(text: &str, tokens: &[Token], index: usize, start: usize) -> bool {
    let Some(stop) = tokens.get(index) else {
        return false;
    };
    let tail = tail(text, tokens, index, start);
    let next = text[stop.span.end..].chars().next();
    let spaced = next.is_none_or(|letter| !letter.is_alphanumeric());
    let following = text[stop.span.end..].trim_start().chars().next();
    if is_initials(tail) || is_list_number(text, tail, start, stop.span.start) {
        return false;
    }
    let capital = following.is_none_or(char::is_uppercase);
    match abbreviation(tail) {
        Some(Place::Before) => false,
        Some(Place::After) => spaced && capital,
        Some(Place::Both) => spaced && capital && after_number(text, tail, stop.span.start),
        // A full stop without a space behind it ends a sentence only between a whole word and a capital.
        None => spaced || (tail.chars().count() > 2 && next.is_some_and(char::is_uppercase)),
    }
}

/// Most tokens an abbreviation with its full stops may have.
const TAIL: usize = 12;

/// The stretch without white space that the full stop of token `index` closes, without that full stop.
fn tail<'text>(text: &'text str, tokens: &[Token], index: usize, start: usize) -> &'text str {
    let belongs = |token: &&Token| {
        matches!(token.kind, TokenKind::Word | TokenKind::Number | TokenKind::Code)
            || matches!(&text[token.span.clone()], "." | "/")
    };
    let stop = tokens.get(index).map_or(start, |token| token.span.start);
    let tail = tokens
        .iter()
        .take(index)
        .rev()
        .take(TAIL)
        .take_while(belongs)
        .take_while(|token| token.span.start >= start);
    &text[tail.last().map_or(stop, |token| token.span.start)..stop]
}

fn abbreviation(tail: &str) -> Option<Place> {
    if tail.is_empty() || tail.len() > 24 {
        return None;
    }
    let form = tail.to_lowercase() + ".";
    let last = form.trim_end_matches('.').rfind('.').map(|dot| &form[dot + 1..]);
    ABBREVIATIONS
        .get(form.as_str())
        .or_else(|| last.and_then(|last| ABBREVIATIONS.get(last)))
        .copied()
}

/// «А», «А.Б», «Қ.Ә»: single capitals with full stops between.
fn is_initials(tail: &str) -> bool {
    !tail.is_empty()
        && tail.split('.').all(|part| {
            let mut letters = part.chars();
            letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
        })
}

/// «1.» at the beginning of a sentence.
fn is_list_number(text: &str, tail: &str, start: usize, stop: usize) -> bool {
    !tail.is_empty()
        && tail.len() <= 3
        && tail.bytes().all(|byte| byte.is_ascii_digit())
        && text[start..stop].trim_start().len() == tail.len()
}

/// True when a number stands before the abbreviation that ends at `stop`.
fn after_number(text: &str, tail: &str, stop: usize) -> bool {
    text[..stop - tail.len()]
        .trim_end()
        .ends_with(|letter: char| letter.is_numeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|span| &text[span]).collect()
    }

    #[test]
    fn an_abbreviation_does_not_end_a_sentence() {
        assert_eq!(
            split("Жөндеңіз көш. Абай 5. На ул. Сейфуллина темно! Помогите"),
            ["Жөндеңіз көш. Абай 5.", "На ул. Сейфуллина темно!", "Помогите"]
        );
    }

    #[test]
    fn a_year_may_end_a_sentence_and_a_city_may_not() {
        assert_eq!(
            split("Жду с 2026 г. Ответа нет."),
            ["Жду с 2026 г.", "Ответа нет."]
        );
        assert_eq!(
            split("Живу в г. Семей. Воды нет."),
            ["Живу в г. Семей.", "Воды нет."]
        );
        assert_eq!(split("Су, жарық т.б. Бәрі жоқ."), ["Су, жарық т.б.", "Бәрі жоқ."]);
        assert_eq!(
            split("вода, свет и т.д. отсутствуют"),
            ["вода, свет и т.д. отсутствуют"]
        );
    }

    #[test]
    fn initials_stay_with_the_name() {
        assert_eq!(
            split("Әкім А.Б. Серіков келді. Көрді."),
            ["Әкім А.Б. Серіков келді.", "Көрді."]
        );
        assert_eq!(split("Серікову А. Б. отказали"), ["Серікову А. Б. отказали"]);
    }

    #[test]
    fn a_line_break_ends_a_sentence_and_a_list_number_does_not() {
        assert_eq!(
            split("Просим:\n1. Свет.\n2. Воду"),
            ["Просим:", "1. Свет.", "2. Воду"]
        );
    }

    #[test]
    fn marks_and_quotes_stay_with_their_sentence() {
        assert_eq!(
            split("«Келеміз!» деді. Қашан?!. Білмейміз..."),
            ["«Келеміз!»", "деді.", "Қашан?!.", "Білмейміз..."]
        );
    }

    #[test]
    fn a_forgotten_space_still_ends_a_sentence() {
        assert_eq!(split("Су жоқ.Жарық жоқ."), ["Су жоқ.", "Жарық жоқ."]);
    }
}
