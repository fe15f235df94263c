//! Clean letters: what a word is compared by.
//!
//! A word of plain letters of one script goes through [`plain`] in one pass; everything else through [`settled`].

use std::collections::BTreeMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::{is_accent, is_cyrillic, is_invisible, is_latin};
use crate::text::dictionary::rows;
use crate::text::markup;

/// `word` in lower case with `map` over its letters, if all of them are ASCII, or all Russian or Kazakh.
pub(super) fn plain(word: &str, map: fn(char) -> char) -> Option<String> {
    if word.is_ascii() {
        return (!word.contains('&')).then(|| word.to_ascii_lowercase());
    }
    let mut lower = String::with_capacity(word.len());
    for letter in word.chars() {
        lower.push(map(plain_letter(letter)?));
    }
    Some(lower)
}

/// A letter of the two Cyrillic alphabets in lower case, or a sign that means only itself beside them.
fn plain_letter(letter: char) -> Option<char> {
    Some(match letter {
        'а'..='я' | 'ё' | 'ә' | 'ғ' | 'қ' | 'ң' | 'ө' | 'ұ' | 'ү' | 'һ' | 'і' => letter,
        'А'..='Я' => char::from_u32(u32::from(letter) + 32)?,
        'Ё' => 'ё',
        'Ә' => 'ә',
        'Ғ' => 'ғ',
        'Қ' => 'қ',
        'Ң' => 'ң',
        'Ө' => 'ө',
        'Ұ' => 'ұ',
        'Ү' => 'ү',
        'Һ' => 'һ',
        'І' => 'і',
        // 0 may be typed for о, & begins an entity, ` is an apostrophe.
        '1'..='9' | ' '..='%' | '\''..='/' | ':'..='@' => letter,
        _ => return None,
    })
}

/// Passes that make a word no shorter after which it is taken to be clean; two are enough for every word seen. An entity
/// whose letters are entities themselves takes a pass, and a shorter word, for each.
const MOST_PASSES: usize = 8;

/// `word` cleaned, lowered and with `map` over its letters until nothing changes, so that doing it again changes nothing.
pub(super) fn settled(word: &str, map: fn(char) -> char) -> String {
    let mut settled = word.to_owned();
    let mut passes = 0;
    while passes < MOST_PASSES {
        let next: String = pass(&settled).into_iter().map(map).collect();
        if next == settled {
            break;
        }
        passes += usize::from(next.len() >= settled.len());
        settled = next;
    }
    settled
}

fn pass(word: &str) -> Vec<char> {
    let mut letters: Vec<char> = composed(&markup::letters_resolved(word))
        .chars()
        .filter(|&letter| !is_accent(letter))
        .map(plain_sign)
        .collect();
    one_script(&mut letters);
    let mut lower: Vec<char> = letters
        .into_iter()
        .flat_map(char::to_lowercase)
        .filter(|&letter| !is_accent(letter))
        .collect();
    zero_for_o(&mut lower);
    lower
}

/// Compatibility composition without invisible letters. № stays: it would become the letters of a word.
fn composed(word: &str) -> String {
    let mut composed = String::with_capacity(word.len());
    for (number, piece) in word.split('№').enumerate() {
        if number > 0 {
            composed.push('№');
        }
        composed.extend(piece.chars().filter(|&letter| !is_invisible(letter)).nfkc());
    }
    composed.retain(|letter| !is_invisible(letter));
    composed
}

fn plain_sign(sign: char) -> char {
    match sign {
        '\u{2010}' | '\u{2011}' => '-',
        '’' | '‘' | 'ʼ' | 'ʹ' | '`' | '´' => '\'',
        _ => sign,
    }
}

/// What the letters that look alike stand for in a word of the other script.
struct Lookalikes {
    in_cyrillic: BTreeMap<char, char>,
    in_latin: BTreeMap<char, char>,
}

static LOOKALIKES: LazyLock<Lookalikes> = LazyLock::new(|| {
    let pairs = || {
        rows::<3>(include_str!("../../../dictionaries/text/lookalikes.csv"))
            .filter_map(|[letter, meant, _]| letter.chars().next().zip(meant.chars().next()))
    };
    Lookalikes {
        in_cyrillic: pairs().filter(|&(_, meant)| is_cyrillic(meant)).collect(),
        in_latin: pairs().filter(|&(_, meant)| is_latin(meant)).collect(),
    }
});

/// Brings each part of a hyphenated word into one script.
fn one_script(letters: &mut [char]) {
    let in_cyrillic = letters.iter().copied().any(is_cyrillic);
    for part in letters.split_mut(|&letter| letter == '-') {
        part_in_one_script(part, in_cyrillic);
    }
}

/// A part is Latin if only Latin letters of it look like no other; Cyrillic if any letter of the word is; between
/// letters of both that look like no other («smsтің») each run keeps its script.
fn part_in_one_script(part: &mut [char], in_cyrillic: bool) {
    let lookalikes = &*LOOKALIKES;
    let proves_latin = |letter: char| is_latin(letter) && !lookalikes.in_cyrillic.contains_key(&letter);
    let proves_cyrillic = |letter: char| is_cyrillic(letter) && !lookalikes.in_latin.contains_key(&letter);
    let latin = part.iter().copied().any(proves_latin);
    match (latin, part.iter().copied().any(proves_cyrillic)) {
        (true, true) => {
            for run in part.chunk_by_mut(|&left, &right| is_latin(left) == is_latin(right)) {
                if !run.iter().copied().any(proves_latin) {
                    replace(run, &lookalikes.in_cyrillic);
                }
            }
        }
        (true, false) => replace(part, &lookalikes.in_latin),
        (false, _) if in_cyrillic => replace(part, &lookalikes.in_cyrillic),
        (false, _) if part.iter().copied().any(is_latin) => replace(part, &lookalikes.in_latin),
        (false, _) => {}
    }
}

fn replace(letters: &mut [char], meant: &BTreeMap<char, char>) {
    for letter in letters {
        *letter = meant.get(letter).copied().unwrap_or(*letter);
    }
}

/// 0 between two Cyrillic letters is о. No other digit is taken for a letter: «под3эт5», «м3».
fn zero_for_o(letters: &mut [char]) {
    for at in 1..letters.len().saturating_sub(1) {
        if let [before, zero @ '0', behind] = &mut letters[at - 1..=at + 1]
            && is_cyrillic(*before)
            && is_cyrillic(*behind)
        {
            *zero = 'о';
        }
    }
}
