//! Kazakh endings by vowel harmony and last sound, as a number or name is read aloud.

/// A case of a noun; `Possessive` is the third person's ending («15-і», «20-сы»).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    Genitive,
    Dative,
    Locative,
    Ablative,
    Possessive,
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

/// The last word of a number read aloud: 20 → жиырма, 1 500 → жүз.
fn last_word(number: i64) -> &'static str {
    let number = number.unsigned_abs();
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
    Voiceless,
}

/// `у`, `и` and `й` take the endings of a voiced consonant: елуді, елуі.
fn last_sound(word: &str) -> Sound {
    match word.to_lowercase().chars().next_back() {
        Some('а' | 'ә' | 'о' | 'ө' | 'ұ' | 'ү' | 'ы' | 'і' | 'е' | 'э' | 'я' | 'ё') => {
            Sound::Vowel
        }
        Some('м' | 'н' | 'ң') => Sound::Nasal,
        Some(
            'б' | 'в' | 'г' | 'д' | 'к' | 'қ' | 'п' | 'с' | 'т' | 'ф' | 'х' | 'һ' | 'ц' | 'ч' | 'ш' | 'щ',
        ) => Sound::Voiceless,
        _ => Sound::Voiced,
    }
}

/// The ending of a word in a case, without the word.
pub fn ending(word: &str, case: Case) -> &'static str {
    use Sound::{Nasal, Voiced, Voiceless, Vowel};
    let (back, front) = match (case, last_sound(word)) {
        (Case::Genitive, Vowel | Nasal) => ("ның", "нің"),
        (Case::Genitive, Voiced) => ("дың", "дің"),
        (Case::Genitive, Voiceless) => ("тың", "тің"),
        (Case::Dative, Voiceless) => ("қа", "ке"),
        (Case::Dative, _) => ("ға", "ге"),
        (Case::Locative, Voiceless) => ("та", "те"),
        (Case::Locative, _) => ("да", "де"),
        (Case::Ablative, Nasal) => ("нан", "нен"),
        (Case::Ablative, Vowel | Voiced) => ("дан", "ден"),
        (Case::Ablative, Voiceless) => ("тан", "тен"),
        (Case::Possessive, Vowel) => ("сы", "сі"),
        (Case::Possessive, _) => ("ы", "і"),
    };
    if is_back(word) { back } else { front }
}

/// The ending of a whole number: 20 → «сы» of жиырмасы.
pub fn number_ending(number: i64, case: Case) -> &'static str {
    ending(last_word(number), case)
}

/// A name that ends in the third person's possessive (ауданы, қаласы, облысы) in a case.
pub fn possessed(name: &str, case: Case) -> String {
    let (back, front) = match case {
        Case::Genitive => ("ның", "нің"),
        Case::Dative => ("на", "не"),
        Case::Locative => ("нда", "нде"),
        Case::Ablative => ("нан", "нен"),
        Case::Possessive => ("", ""),
    };
    format!("{name}{}", if is_back(name) { back } else { front })
}

#[cfg(test)]
mod tests {
    use super::Case::*;
    use super::*;

    #[test]
    fn numbers_take_the_endings_of_their_last_word_read_aloud() {
        let table: [(i64, [&str; 5]); 20] = [
            (0, ["дің", "ге", "де", "ден", "і"]),
            (1, ["дің", "ге", "де", "ден", "і"]),
            (2, ["нің", "ге", "де", "ден", "сі"]),
            (3, ["тің", "ке", "те", "тен", "і"]),
            (4, ["тің", "ке", "те", "тен", "і"]),
            (5, ["тің", "ке", "те", "тен", "і"]),
            (6, ["ның", "ға", "да", "дан", "сы"]),
            (7, ["нің", "ге", "де", "ден", "сі"]),
            (8, ["дің", "ге", "де", "ден", "і"]),
            (9, ["дың", "ға", "да", "дан", "ы"]),
            (10, ["ның", "ға", "да", "нан", "ы"]),
            (20, ["ның", "ға", "да", "дан", "сы"]),
            (30, ["дың", "ға", "да", "дан", "ы"]),
            (40, ["тың", "қа", "та", "тан", "ы"]),
            (50, ["дің", "ге", "де", "ден", "і"]),
            (60, ["тың", "қа", "та", "тан", "ы"]),
            (70, ["тің", "ке", "те", "тен", "і"]),
            (1_500, ["дің", "ге", "де", "ден", "і"]),
            (2_000, ["ның", "ға", "да", "нан", "ы"]),
            (1_000_000, ["ның", "ға", "да", "нан", "ы"]),
        ];
        for (number, endings) in table {
            let found =
                [Genitive, Dative, Locative, Ablative, Possessive].map(|case| number_ending(number, case));
            assert_eq!(found, endings, "{number}");
        }
    }

    #[test]
    fn names_take_endings_by_harmony_and_possession() {
        assert_eq!(ending("пайыз", Dative), "ға");
        assert_eq!(ending("пайыз", Possessive), "ы");
        assert_eq!(possessed("Ордабасы ауданы", Locative), "Ордабасы ауданында");
        assert_eq!(possessed("Түркістан қаласы", Ablative), "Түркістан қаласынан");
        assert_eq!(possessed("Түркістан облысы", Genitive), "Түркістан облысының");
        assert_eq!(possessed("Түркістан облысы", Dative), "Түркістан облысына");
    }
}
