//! Letters and scripts: what is shown stays as it is, what is compared is folded.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::dictionary::rows;

/// The script most letters of a text are in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    Cyrillic,
    Latin,
    Mixed,
    Other,
}

impl Script {
    /// As in the tables: `cyrillic`, `latin`, `mixed`, `other`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Cyrillic => "cyrillic",
            Self::Latin => "latin",
            Self::Mixed => "mixed",
            Self::Other => "other",
        }
    }
}

/// A script with at least this share of the letters is the script of the text.
const MAIN_SHARE: f64 = 0.8;

/// The script of `text`: `Mixed` where neither Cyrillic nor Latin has four letters in five, `Other` without letters of either.
pub fn script(text: &str) -> Script {
    let (mut cyrillic, mut latin, mut other) = (0usize, 0usize, 0usize);
    for letter in text.chars().filter(|letter| letter.is_alphabetic()) {
        match letter {
            _ if is_cyrillic(letter) => cyrillic += 1,
            _ if is_latin(letter) => latin += 1,
            _ => other += 1,
        }
    }
    let all = (cyrillic + latin + other) as f64;
    if cyrillic + latin == 0 || other > cyrillic + latin {
        Script::Other
    } else if cyrillic as f64 >= MAIN_SHARE * all {
        Script::Cyrillic
    } else if latin as f64 >= MAIN_SHARE * all {
        Script::Latin
    } else {
        Script::Mixed
    }
}

/// The key under which a word meets its Russian-keyboard spelling: lower case, ә→а, ғ→г, қ→к, ң→н, ө→о, ұ ү→у, һ→х, і→и, ы→и, ё→е.
///
/// Invisible letters and combining accents are dropped; Latin look-alikes inside a Cyrillic word become Cyrillic.
pub fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    folded.extend(lowered(word).map(fold_letter));
    folded
}

/// `word` in lower case and in clean letters, Kazakh ones kept: what `fold` does without bringing letters together, except ё→е.
pub fn lower(word: &str) -> String {
    let mut lower = String::with_capacity(word.len());
    lower.extend(lowered(word).map(|letter| if letter == 'ё' { 'е' } else { letter }));
    lower
}

/// The letters a Russian keyboard leaves of a word. Unlike [`fold`] it keeps ы and и apart: Russian endings tell them
/// apart, and «осы» is not the abbreviation «ОСИ».
pub fn keyboard(word: &str) -> String {
    let keep = |letter| {
        if letter == 'ы' {
            letter
        } else {
            fold_letter(letter)
        }
    };
    lower(word).chars().map(keep).collect()
}

/// One lower-case letter of the fold key.
pub fn fold_letter(letter: char) -> char {
    match letter {
        'ә' => 'а',
        'ғ' => 'г',
        'қ' => 'к',
        'ң' => 'н',
        'ө' => 'о',
        'ұ' | 'ү' => 'у',
        'һ' => 'х',
        'і' | 'ы' => 'и',
        'ё' => 'е',
        other => other,
    }
}

fn lowered(word: &str) -> impl Iterator<Item = char> + '_ {
    let in_cyrillic = word.chars().any(is_cyrillic);
    let mut letters = word.chars().filter(|&letter| !is_invisible(letter)).peekable();
    std::iter::from_fn(move || {
        let letter = letters.next()?;
        // A decomposed й must not lose its breve with the other accents: и and й tell words apart.
        if matches!(letter, 'и' | 'И') && letters.next_if_eq(&BREVE).is_some() {
            return Some('й');
        }
        Some(letter)
    })
    .filter(|&letter| !is_accent(letter))
    .map(move |letter| if in_cyrillic { meant(letter) } else { letter })
    .flat_map(char::to_lowercase)
    .filter(|&letter| !is_accent(letter))
    // Some capitals become a look-alike only now: İ, the Kelvin sign.
    .map(move |letter| if in_cyrillic { meant(letter) } else { letter })
}

const BREVE: char = '\u{306}';

/// Letters that look alike, from `dictionaries/text/lookalikes.csv`.
static LOOKALIKES: LazyLock<BTreeMap<char, char>> = LazyLock::new(|| {
    rows::<3>(include_str!("../../dictionaries/text/lookalikes.csv"))
        .filter_map(|[letter, meant, _]| letter.chars().next().zip(meant.chars().next()))
        .collect()
});

/// The Cyrillic letter a look-alike stands for inside a Cyrillic word.
fn meant(letter: char) -> char {
    match letter {
        'а'..='я' | 'А'..='Я' => letter,
        _ => LOOKALIKES.get(&letter).copied().unwrap_or(letter),
    }
}

/// True for a letter of the Cyrillic blocks.
pub fn is_cyrillic(letter: char) -> bool {
    matches!(letter, '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}')
}

/// True for a letter of the Latin blocks.
pub fn is_latin(letter: char) -> bool {
    letter.is_ascii_alphabetic() || (matches!(letter, '\u{c0}'..='\u{24f}') && letter.is_alphabetic())
}

/// True for zero-width characters, direction marks and the soft hyphen: left by editors, never meant.
pub fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}'
    )
}

/// True for a combining accent.
pub fn is_accent(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

/// True for the nine Cyrillic letters Kazakh has and Russian has not.
pub fn is_kazakh(letter: char) -> bool {
    matches!(
        letter,
        'ә' | 'ғ'
            | 'қ'
            | 'ң'
            | 'ө'
            | 'ұ'
            | 'ү'
            | 'һ'
            | 'і'
            | 'Ә'
            | 'Ғ'
            | 'Қ'
            | 'Ң'
            | 'Ө'
            | 'Ұ'
            | 'Ү'
            | 'Һ'
            | 'І'
    )
}

/// True for a Cyrillic vowel of either language in lower case; у and ю count, и too.
pub fn is_vowel(letter: char) -> bool {
    matches!(
        letter,
        'а' | 'ә' | 'е' | 'ё' | 'и' | 'і' | 'ы' | 'о' | 'ө' | 'у' | 'ұ' | 'ү' | 'э' | 'ю' | 'я'
    )
}

struct Spelling {
    latin: &'static str,
    cyrillic: &'static str,
    after_vowel: Option<bool>,
}

/// Chat and draft spellings of Kazakh in Latin letters, longest first, from `dictionaries/text/latin.csv`.
static SPELLINGS: LazyLock<Vec<Spelling>> = LazyLock::new(|| {
    let mut spellings: Vec<Spelling> = rows::<4>(include_str!("../../dictionaries/text/latin.csv"))
        .map(|[latin, cyrillic, place, _]| Spelling {
            latin,
            cyrillic,
            after_vowel: (place != "any").then_some(place == "vowel"),
        })
        .collect();
    spellings.sort_by_key(|spelling| std::cmp::Reverse(spelling.latin.chars().count()));
    spellings
});

/// A Kazakh word in Latin letters brought to Cyrillic; letters with no Cyrillic counterpart stay.
///
/// Chat spelling loses ә, ө, ү and ғ, so only `fold` of the result can be compared.
pub fn from_latin(word: &str) -> String {
    let latin = lower(word);
    let mut cyrillic = String::with_capacity(latin.len() * 2);
    let mut rest = latin.as_str();
    while let Some(letter) = rest.chars().next() {
        let after_vowel = cyrillic.chars().next_back().is_some_and(is_vowel);
        let spelling = SPELLINGS.iter().find(|spelling| {
            rest.starts_with(spelling.latin) && spelling.after_vowel.is_none_or(|place| place == after_vowel)
        });
        let taken = match spelling {
            Some(spelling) => {
                cyrillic.push_str(spelling.cyrillic);
                spelling.latin.len()
            }
            None => {
                cyrillic.push(letter);
                letter.len_utf8()
            }
        };
        rest = &rest[taken..];
    }
    cyrillic
}

/// Bytes between two marks of [`CharOffsets`].
const STEP: usize = 64;

/// From byte offsets of a text to offsets in Unicode scalar values.
#[derive(Debug)]
pub struct CharOffsets<'text> {
    text: &'text str,
    // Scalar values that begin before each multiple of STEP.
    marks: Vec<usize>,
}

impl<'text> CharOffsets<'text> {
    /// Counts `text` once; each later question costs at most `STEP` bytes.
    pub fn new(text: &'text str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / STEP + 1);
        let mut count = 0;
        for block in text.as_bytes().chunks(STEP) {
            marks.push(count);
            count += scalars(block);
        }
        marks.push(count);
        Self { text, marks }
    }

    /// How many scalar values begin before `byte`; the length of the text for an offset beyond its end.
    pub fn at(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let mark = byte / STEP;
        let before = self.marks.get(mark).copied().unwrap_or(0);
        before + self.text.as_bytes().get(mark * STEP..byte).map_or(0, scalars)
    }

    /// A byte range as a range of scalar values.
    pub fn span(&self, bytes: &std::ops::Range<usize>) -> std::ops::Range<usize> {
        self.at(bytes.start)..self.at(bytes.end)
    }
}

fn scalars(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .filter(|&&byte| byte & 0b1100_0000 != 0b1000_0000)
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_meets_its_russian_keyboard_spelling() {
        assert_eq!(fold("Көшеміздің"), fold("кошемиздин"));
        assert_eq!(fold("ЖЫЛУ"), fold("жилу"));
        assert_eq!(fold("қаһарман"), "кахарман");
    }

    #[test]
    fn latin_look_alikes_in_a_cyrillic_word_are_cyrillic() {
        assert_eq!(fold("cyға"), "суга");
        assert_eq!(fold("қаhарман"), "кахарман");
        assert_eq!(fold("THE"), "the");
    }

    #[test]
    fn invisible_letters_and_accents_are_not_compared() {
        assert_eq!(fold("во\u{ad}да\u{200b}"), "вода");
        assert_eq!(fold("вода\u{301}"), "вода");
        assert_eq!(fold("трамваи\u{306}"), "трамвай");
    }

    #[test]
    fn kazakh_in_latin_letters_comes_to_the_same_key() {
        for (latin, cyrillic) in [
            ("Salemetsiz", "Сәлеметсіз"),
            ("Korshim", "көршім"),
            ("zhaqqa", "жаққа"),
            ("shygaryp", "шығарып"),
            ("olsheydi", "өлшейді"),
            ("ayaq", "аяқ"),
            ("jaryq", "жарық"),
            ("köşe", "көше"),
        ] {
            assert_eq!(fold(&from_latin(latin)), fold(cyrillic), "{latin}");
        }
    }

    #[test]
    fn the_script_is_that_of_four_letters_in_five() {
        assert_eq!(script("Көшеде жарық жоқ"), Script::Cyrillic);
        assert_eq!(script("Koshede jaryq joq"), Script::Latin);
        assert_eq!(script("Көше street"), Script::Mixed);
        assert_eq!(script("12 + 34"), Script::Other);
    }

    #[test]
    fn byte_offsets_become_offsets_of_scalar_values() {
        let text = "жарық a ".repeat(40);
        let offsets = CharOffsets::new(&text);
        for (count, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(offsets.at(byte), count);
        }
        assert_eq!(offsets.at(text.len() + 5), text.chars().count());
    }
}
