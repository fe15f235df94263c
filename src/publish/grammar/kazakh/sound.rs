//! Harmony and the last sound of a word.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::publish::grammar::dictionary::rows;

/// Words whose letters do not show their harmony.
static HARMONY: LazyLock<BTreeMap<&'static str, bool>> = LazyLock::new(|| {
    rows::<3>(include_str!("../../../../dictionaries/note/harmony.csv"))
        .map(|[word, harmony, _]| (word, harmony == "back"))
        .collect()
});

/// Foreign endings that are read as front ones whatever the vowel before them: парк, округ, банк, хирург, рубль.
const FRONT: [&str; 12] = [
    "ь", "ог", "уг", "рк", "рг", "нк", "нг", "лк", "кс", "кл", "кт", "ск",
];

/// What endings ask of the last sound of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sound {
    Vowel,
    Nasal,
    /// р, л, й and the glides у, и.
    Liquid,
    /// з, ж: бен and not мен after them.
    Buzzing,
    /// Also б, в, г, д, which only foreign words end in and which are read without voice.
    Voiceless,
}

/// Whether a word takes back endings (а, ы).
pub fn is_back(word: &str) -> bool {
    let word = word.to_lowercase();
    if let Some(back) = HARMONY.get(word.as_str()) {
        return *back;
    }
    if FRONT.iter().any(|ending| word.ends_with(ending)) {
        return false;
    }
    if word.ends_with(['қ', 'ғ', 'х', 'һ']) {
        return true;
    }
    surname(&word)
        .or_else(|| glide(&word))
        .or_else(|| vowel(&word))
        .unwrap_or(true)
}

/// Surnames in -ов, -ев follow the vowel before it: Тоқаев is back, Әуезов is front. After и their own vowel decides.
fn surname(word: &str) -> Option<bool> {
    let stem = word.strip_suffix("ов").or_else(|| word.strip_suffix("ев"))?;
    let last = stem.chars().rfind(|letter| harmony(*letter).is_some())?;
    harmony(last).filter(|_| last != 'и')
}

/// A last у or ю follows the vowel before it: елу is front, Сарысу is back.
fn glide(word: &str) -> Option<bool> {
    vowel(word.strip_suffix(['у', 'ю'])?).or(Some(true))
}

fn vowel(word: &str) -> Option<bool> {
    let (at, last) = word
        .char_indices()
        .rfind(|(_, letter)| harmony(*letter).is_some())?;
    // қ and ғ stand in back syllables only: бақи, қию.
    if last == 'и' && word[..at].ends_with(['қ', 'ғ']) {
        return Some(true);
    }
    harmony(last)
}

fn harmony(letter: char) -> Option<bool> {
    match letter {
        'а' | 'о' | 'ұ' | 'ы' | 'я' | 'у' => Some(true),
        'ә' | 'ө' | 'ү' | 'і' | 'е' | 'э' | 'и' | 'ё' | 'ю' => Some(false),
        _ => None,
    }
}

/// The last sound of a word as endings hear it.
pub fn last_sound(word: &str) -> Sound {
    let word = word.to_lowercase();
    match word.trim_end_matches(['ь', 'ъ']).chars().next_back() {
        Some('а' | 'ә' | 'о' | 'ө' | 'ұ' | 'ү' | 'ы' | 'і' | 'е' | 'э' | 'я' | 'ё') => {
            Sound::Vowel
        }
        Some('м' | 'н' | 'ң') => Sound::Nasal,
        Some('з' | 'ж') => Sound::Buzzing,
        Some(
            'б' | 'в' | 'г' | 'ғ' | 'д' | 'к' | 'қ' | 'п' | 'с' | 'т' | 'ф' | 'х' | 'һ' | 'ц' | 'ч' | 'ш'
            | 'щ',
        ) => Sound::Voiceless,
        _ => Sound::Liquid,
    }
}

/// A word as it stands before an ending: foreign -ст, -сть, -зд lose their end (журналиске), -кт, -ск, -пт, -фт are
/// joined by і (объектіге, Минскіде).
pub fn stem(word: &str) -> Cow<'_, str> {
    for (ending, left) in [("сть", "с"), ("ст", "с"), ("зд", "з")] {
        if let Some(stem) = word.strip_suffix(ending) {
            return Cow::Owned(format!("{stem}{left}"));
        }
    }
    if ["кт", "ск", "пт", "фт"]
        .iter()
        .any(|ending| word.ends_with(ending))
    {
        return Cow::Owned(format!("{word}і"));
    }
    Cow::Borrowed(word)
}
