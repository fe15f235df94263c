//! Names by their shape: a surname with two initials, a word with a capital beside a patronymic.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::beside::is_named_after;
use super::{Found, Rule, before, behind};

const CAPITAL: &str = "[А-ЯЁӘҒҚҢӨҰҮҺІ]";
const SMALL: &str = "[а-яёәғқңөұүһі]";

static SURNAME_FIRST: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(&format!(r"{}{CAPITAL}\. ?{CAPITAL}\.", surname_and_space())).ok());

static INITIALS_FIRST: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(&format!(r"{CAPITAL}\. ?{CAPITAL}\.[ \n]?{}", surname())).ok());

/// Between capitals a space parts a surname from its initials: «ТРУБКУ. В ОКНО» has none.
fn surname_and_space() -> String {
    let small = format!("{CAPITAL}{SMALL}{{2,}}(?:-{CAPITAL}{SMALL}{{2,}})?[ \\n]?");
    let capital = format!("{CAPITAL}{{3,}}(?:-{CAPITAL}{{3,}})?[ \\n]");
    format!("(?:{small}|{capital})")
}

fn surname() -> String {
    let word = format!("{CAPITAL}(?:{SMALL}{{2,}}|{CAPITAL}{{2,}})");
    format!("{word}(?:-{word})?")
}

/// «Серикова А.Б.», «А. Б. Серикова»; not «ул. А.Б. Серикова», and not three initials («Т.А.Ә.»).
pub fn initials(text: &str) -> Vec<Found> {
    let matches = |shape: &'static LazyLock<Option<Regex>>| {
        let matches = shape.iter().flat_map(move |shape| shape.find_iter(text));
        matches.map(|found| found.range())
    };
    let surname_first = matches(&SURNAME_FIRST).filter(|span| {
        let rest = text[span.end..].trim_start_matches([' ', '.']);
        let third = rest.chars().nth(1) == Some('.') && rest.starts_with(char::is_alphabetic);
        !third
    });
    let initials_first = matches(&INITIALS_FIRST).filter(|span| !is_after_initial(text, span));
    let mut found: Vec<Range<usize>> = surname_first.chain(initials_first).collect();
    found.retain(|span| is_whole(text, span) && !is_named_after(text, span));
    found.retain(|span| !is_abbreviation(&text[span.clone()]));
    found.sort_by_key(|span| span.start);
    found.into_iter().map(|span| (span, Rule::Initials)).collect()
}

/// Abbreviations of two letters, without spaces.
static ABBREVIATIONS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let pairs = include_str!("../../../dictionaries/inspect/no_initials.csv").as_bytes();
    let rows = csv::Reader::from_reader(pairs).into_records().flatten();
    rows.filter_map(|row| row.get(0).map(str::to_owned)).collect()
});

/// «ДОРОГИ НЕТ Т.К. ЗИМА»: in a text of capitals an abbreviation looks like initials. Beside «Серикова» it is none.
fn is_abbreviation(found: &str) -> bool {
    let word = found.split([' ', '.', '\n']).max_by_key(|piece| piece.len());
    let word = word.unwrap_or_default();
    let pair: String = found.replacen(word, "", 1).split_whitespace().collect();
    word.chars().all(|letter| !letter.is_lowercase()) && ABBREVIATIONS.contains(&pair.to_lowercase())
}

/// «Т.А.Ә. Серикова»: the two initials are the end of an abbreviation.
fn is_after_initial(text: &str, span: &Range<usize>) -> bool {
    let mut left = text[..span.start].trim_end().chars().rev();
    left.next() == Some('.')
        && left.next().is_some_and(char::is_uppercase)
        && !left.next().is_some_and(char::is_alphabetic)
}

fn is_whole(text: &str, span: &Range<usize>) -> bool {
    let letter = |near: Option<char>| near.is_some_and(char::is_alphanumeric);
    !letter(before(text, span.start)) && !letter(behind(text, span.end))
}

/// Endings of patronymics in every case; a word that has one begins with a stem of two letters or more.
static PATRONYMIC: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let russian = "(?:ович|евич)(?:ами|ах|ам|ей|ем|ом|а|у|е|и)?|(?:овн|евн)(?:ами|ах|ам|ою|ой|а|ы|е|у)";
    let kazakh = "(?:ұлы|қызы|[а-я](?:улы|кызы))(?:нікі|ның|нан|мен|нда|на|ны|н)?|(?:оғлы|оглы)";
    Regex::new(&format!("(?i){SMALL}{{2,}}(?:{russian}|{kazakh})")).ok()
});

/// «Айгуль Болатовна», «Ерлан Қанатұлына», «БОЛАТОВНА АЙГУЛЬ»: two words with capitals, one of them a patronymic.
pub fn patronymics(text: &str) -> Vec<Found> {
    let matches = PATRONYMIC.iter().flat_map(|shape| shape.find_iter(text));
    matches
        .map(|found| found.range())
        .filter(|span| is_whole(text, span) && starts_with_capital(text, span))
        .filter(|span| !is_another_word(&text[span.clone()]))
        .filter_map(|span| with_neighbour(text, &span))
        .filter(|span| !is_named_after(text, span))
        .map(|span| (span, Rule::Patronymic))
        .collect()
}

/// Beginnings of words that end as patronymics do and are none.
static OTHER_WORDS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let stems = include_str!("../../../dictionaries/inspect/no_patronymic.csv").as_bytes();
    let rows = csv::Reader::from_reader(stems).into_records().flatten();
    rows.filter_map(|row| row.get(0).map(str::to_owned)).collect()
});

/// «НА УРОВНЕ», «УГОЛОВНОЙ», «АЙЫППҰЛЫ»: in a text of capitals every word has one.
pub fn is_another_word(word: &str) -> bool {
    let word = word.to_lowercase();
    let mut ends = word.char_indices().map(|(at, letter)| at + letter.len_utf8());
    ends.any(|end| OTHER_WORDS.contains(&word[..end]))
}

/// Whether the whole of a word ends as patronymics do.
#[cfg(test)]
pub fn is_like_patronymic(word: &str) -> bool {
    let mut found = PATRONYMIC.iter().flat_map(|shape| shape.find_iter(word));
    found.any(|found| found.as_str() == word)
}

fn starts_with_capital(text: &str, span: &Range<usize>) -> bool {
    text[span.clone()].starts_with(char::is_uppercase)
}

/// The patronymic with the words around it that begin with a capital; none where it stands alone.
fn with_neighbour(text: &str, span: &Range<usize>) -> Option<Range<usize>> {
    let mut whole = span.clone();
    // At most surname and given name stand before a patronymic.
    for _ in 0..2 {
        whole.start = word_before(text, whole.start).unwrap_or(whole.start);
    }
    if whole.start == span.start {
        whole.end = word_behind(text, span.end).unwrap_or(span.end);
    }
    (whole != *span).then_some(whole)
}

/// Where the word with a capital before `at` begins, one space away.
fn word_before(text: &str, at: usize) -> Option<usize> {
    let left = text[..at].strip_suffix(' ')?;
    let word = left.rsplit(|letter| !is_of_name(letter)).next()?;
    is_name(word).then(|| left.len() - word.len())
}

/// Where the word with a capital behind `at` ends, one space away.
fn word_behind(text: &str, at: usize) -> Option<usize> {
    let right = text[at..].strip_prefix(' ')?;
    let word = right.split(|letter| !is_of_name(letter)).next()?;
    is_name(word).then(|| at + 1 + word.len())
}

fn is_of_name(letter: char) -> bool {
    letter.is_alphabetic() || letter == '-'
}

fn is_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word.chars().count() > 1
}
