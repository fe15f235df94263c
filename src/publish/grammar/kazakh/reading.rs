//! How figures, signs and abbreviations are read aloud, as far as their endings go.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::publish::grammar::dictionary::rows;
use crate::publish::grammar::quantity::is_space;

/// Abbreviations and signs that are not read letter by letter.
static ABBREVIATIONS: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
    rows::<3>(include_str!("../../../../dictionaries/note/abbreviations.csv"))
        .map(|[short, read, _]| (short, read))
        .collect()
});

static LETTERS: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
    rows::<3>(include_str!("../../../../dictionaries/note/letters.csv"))
        .map(|[letter, read, _]| (letter, read))
        .collect()
});

const ONES: [&str; 10] = [
    "нөл",
    "бір",
    "екі",
    "үш",
    "төрт",
    "бес",
    "алты",
    "жеті",
    "сегіз",
    "тоғыз",
];
const TENS: [&str; 10] = [
    "",
    "он",
    "жиырма",
    "отыз",
    "қырық",
    "елу",
    "алпыс",
    "жетпіс",
    "сексен",
    "тоқсан",
];

/// The last word of a number read aloud: 20 → жиырма, 1 500 → жүз, 2 000 → мың.
fn last_word(digits: &str) -> &'static str {
    let significant = digits.trim_end_matches('0');
    let Some(last) = significant
        .chars()
        .next_back()
        .and_then(|digit| digit.to_digit(10))
    else {
        return ONES[0];
    };
    match digits.len() - significant.len() {
        0 => ONES[last as usize],
        1 => TENS[last as usize],
        2 => "жүз",
        3..6 => "мың",
        6..9 => "миллион",
        9..12 => "миллиард",
        _ => "триллион",
    }
}

/// The last word of a printed figure, sign behind it included; `None` for a hidden one (<5, …) and what is no figure.
pub fn of_figure(printed: &str) -> Option<String> {
    let printed = printed.trim();
    let starts_as_number =
        printed.starts_with(|letter: char| letter.is_ascii_digit() || "−-+".contains(letter));
    if !starts_as_number {
        return None;
    }
    of_number(printed).or_else(|| of_sign(printed)).map(str::to_owned)
}

/// The last word of the number a text ends in. A decimal is read by its part: 3,4 is «үш бүтін оннан төрт».
pub fn of_number(text: &str) -> Option<&'static str> {
    let start = text
        .char_indices()
        .rev()
        .take_while(|(_, letter)| letter.is_ascii_digit() || is_space(*letter))
        .last()?
        .0;
    let digits: String = text[start..].chars().filter(char::is_ascii_digit).collect();
    let ends_in_digit = text.ends_with(|letter: char| letter.is_ascii_digit());
    ends_in_digit.then(|| last_word(&digits))
}

/// The reading of the abbreviation or sign a text ends in: «пайыз» of «12,5 %».
pub fn of_sign(text: &str) -> Option<&'static str> {
    let token = text.rsplit(is_space).next()?;
    let last = token.char_indices().next_back().map(|(at, _)| &token[at..])?;
    let whole = ABBREVIATIONS.get(token).copied();
    whole.or_else(|| {
        ABBREVIATIONS
            .get(last)
            .copied()
            .filter(|_| !last.chars().all(char::is_alphabetic))
    })
}

/// The name of the last letter of an abbreviation read letter by letter: «ге» of АӘК.
///
/// Longer words in capitals are words.
pub fn of_letters(token: &str) -> Option<&'static str> {
    let capitals = token.chars().filter(|letter| letter.is_uppercase()).count();
    let last = token.char_indices().next_back().map(|(at, _)| &token[at..])?;
    let is_abbreviation = capitals > 1 && token.chars().count() <= 5;
    LETTERS.get(last).copied().filter(|_| is_abbreviation)
}
