//! Kazakh endings by vowel harmony and last sound, as a number, name or abbreviation is read aloud.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A case of a noun; `Possessive` is the third person's ending («15-і», «20-сы»), `Ordinal` makes a number the so manieth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    Genitive,
    Dative,
    Accusative,
    Locative,
    Ablative,
    Instrumental,
    Possessive,
    Ordinal,
}

impl Case {
    /// The case of a name, as phrases write it.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "genitive" => Self::Genitive,
            "dative" => Self::Dative,
            "accusative" => Self::Accusative,
            "locative" => Self::Locative,
            "ablative" => Self::Ablative,
            "instrumental" => Self::Instrumental,
            "possessive" => Self::Possessive,
            "ordinal" => Self::Ordinal,
            _ => return None,
        })
    }
}

const ONES: [&str; 10] = [
    "",
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

const ABBREVIATIONS: &str = include_str!("../../../dictionaries/note/abbreviations.csv");

/// The last sound of the abbreviations that are known. A line that cannot be read is left out; a test reads all of them.
static KNOWN: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let mut reader = csv::Reader::from_reader(ABBREVIATIONS.as_bytes());
    let rows = reader.deserialize::<(String, String, String)>();
    rows.filter_map(Result::ok)
        .map(|(abbreviation, sound, _)| (abbreviation, sound))
        .collect()
});

/// The last word of a number read aloud: 20 → жиырма, 1 500 → жүз.
fn last_word(number: u64) -> &'static str {
    let ones = (number % 10) as usize;
    let tens = (number / 10 % 10) as usize;
    match number {
        0 => "нөл",
        _ if ones > 0 => ONES[ones],
        _ if tens > 0 => TENS[tens],
        _ if !number.is_multiple_of(1_000) => "жүз",
        _ if !number.is_multiple_of(1_000_000) => "мың",
        _ if !number.is_multiple_of(1_000_000_000) => "миллион",
        _ => "миллиард",
    }
}

/// The last word of a printed text read aloud: «12,5 %» → пайыз, «3,4» → төрт, «1 234» → төрт, АӘК → ке.
fn spoken(text: &str) -> String {
    let text = text.trim_end_matches(['»', '”', '"', ')']).trim_end();
    if text.ends_with('%') {
        return "пайыз".to_owned();
    }
    let digits: String = text
        .chars()
        .rev()
        .take_while(|letter| letter.is_ascii_digit() || *letter == '\u{a0}')
        .filter(char::is_ascii_digit)
        .collect();
    if !digits.is_empty() {
        let number: String = digits.chars().rev().collect();
        // Longer numbers end as their last digits do.
        let tail = number.get(number.len().saturating_sub(18)..).unwrap_or_default();
        return last_word(tail.parse().unwrap_or(0)).to_owned();
    }
    let word = text
        .rsplit([' ', '\u{a0}', '-', '«', '“', '"', '('])
        .next()
        .unwrap_or(text);
    if let Some(sound) = KNOWN.get(word) {
        return sound.clone();
    }
    match word.chars().count() > 1 && word.chars().all(char::is_uppercase) {
        true => letter_name(word),
        false => word.to_owned(),
    }
}

/// What the last letter of an unknown abbreviation is called.
fn letter_name(abbreviation: &str) -> String {
    let last: String = abbreviation.to_lowercase().chars().rev().take(1).collect();
    match last.as_str() {
        "л" | "м" | "н" | "р" | "с" | "ф" => format!("э{last}"),
        "к" | "қ" | "х" | "ш" | "һ" => format!("{last}а"),
        "б" | "в" | "г" | "д" | "ж" | "з" | "п" | "т" | "ц" | "ч" => format!("{last}е"),
        _ => last,
    }
}

fn is_back(word: &str) -> bool {
    word.to_lowercase()
        .chars()
        .rev()
        .find_map(|letter| match letter {
            'а' | 'о' | 'ұ' | 'ы' | 'я' | 'ё' => Some(true),
            'ә' | 'ө' | 'ү' | 'і' | 'е' | 'э' | 'и' => Some(false),
            _ => None,
        })
        .unwrap_or(true)
}

enum Sound {
    Vowel,
    Nasal,
    Voiced,
    /// `ж` and `з`.
    Buzzing,
    Voiceless,
}

/// `у`, `и` and `й` take the endings of a voiced consonant: елуді, елуі.
fn last_sound(word: &str) -> Sound {
    match word.to_lowercase().trim_end_matches('ь').chars().next_back() {
        Some('а' | 'ә' | 'о' | 'ө' | 'ұ' | 'ү' | 'ы' | 'і' | 'е' | 'э' | 'я' | 'ё') => {
            Sound::Vowel
        }
        Some('м' | 'н' | 'ң') => Sound::Nasal,
        Some('ж' | 'з') => Sound::Buzzing,
        Some(
            'б' | 'в' | 'г' | 'д' | 'к' | 'қ' | 'п' | 'с' | 'т' | 'ф' | 'х' | 'һ' | 'ц' | 'ч' | 'ш' | 'щ',
        ) => Sound::Voiceless,
        _ => Sound::Voiced,
    }
}

/// The ending of a word in a case, without the word.
fn ending(word: &str, case: Case) -> &'static str {
    use Sound::{Buzzing, Nasal, Voiced, Voiceless, Vowel};
    let (back, front) = match (case, last_sound(word)) {
        (Case::Genitive, Vowel | Nasal) => ("ның", "нің"),
        (Case::Genitive, Voiced | Buzzing) => ("дың", "дің"),
        (Case::Genitive, Voiceless) => ("тың", "тің"),
        (Case::Dative, Voiceless) => ("қа", "ке"),
        (Case::Dative, _) => ("ға", "ге"),
        (Case::Accusative, Vowel) => ("ны", "ні"),
        (Case::Accusative, Nasal | Voiced | Buzzing) => ("ды", "ді"),
        (Case::Accusative, Voiceless) => ("ты", "ті"),
        (Case::Locative, Voiceless) => ("та", "те"),
        (Case::Locative, _) => ("да", "де"),
        (Case::Ablative, Nasal) => ("нан", "нен"),
        (Case::Ablative, Vowel | Voiced | Buzzing) => ("дан", "ден"),
        (Case::Ablative, Voiceless) => ("тан", "тен"),
        (Case::Instrumental, Buzzing) => ("бен", "бен"),
        (Case::Instrumental, Voiceless) => ("пен", "пен"),
        (Case::Instrumental, _) => ("мен", "мен"),
        (Case::Possessive, Vowel) => ("сы", "сі"),
        (Case::Possessive, _) => ("ы", "і"),
        (Case::Ordinal, _) => ("шы", "ші"),
    };
    if is_back(word) { back } else { front }
}

/// The ending of a printed number, percentage, abbreviation or name, as it is read aloud: «12,5 %» → «ға».
pub fn printed_ending(text: &str, case: Case) -> &'static str {
    ending(&spoken(text), case)
}

/// A word in a case, without a hyphen: пайыз → пайызға.
pub fn declined(word: &str, case: Case) -> String {
    format!("{word}{}", ending(word, case))
}

/// A name that ends in the third person's possessive (ауданы, қаласы, басқармасы) in a case.
pub fn possessed(name: &str, case: Case) -> String {
    let (back, front) = match case {
        Case::Genitive => ("ның", "нің"),
        Case::Dative => ("на", "не"),
        Case::Accusative => ("н", "н"),
        Case::Locative => ("нда", "нде"),
        Case::Ablative => ("нан", "нен"),
        Case::Instrumental => ("мен", "мен"),
        Case::Possessive | Case::Ordinal => ("", ""),
    };
    format!("{name}{}", if is_back(name) { back } else { front })
}
