//! Letters and scripts: what is shown stays as it is, what is compared is folded.

mod clean;
mod latin;
mod offsets;

pub use latin::{from_latin, latin_readings};
pub use offsets::CharOffsets;

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
/// Letters are cleaned as by [`lower`].
pub fn fold(word: &str) -> String {
    clean::plain(word, fold_letter).unwrap_or_else(|| clean::settled(word, fold_letter))
}

/// `word` in lower case and in clean letters, Kazakh ones kept: what `fold` does without bringing letters together, except ё→е.
///
/// Compatibility forms become plain letters (NFKC), entities of letters the letters they stand for; invisible letters
/// and stress marks are dropped; look-alikes of the other script, and 0 for о, become letters of the script the word
/// is in; hyphens and apostrophes of every kind become `-` and `'`.
pub fn lower(word: &str) -> String {
    clean::plain(word, without_diaeresis).unwrap_or_else(|| clean::settled(word, without_diaeresis))
}

fn without_diaeresis(letter: char) -> char {
    if letter == 'ё' { 'е' } else { letter }
}

/// The letters a Russian keyboard leaves of a word. Unlike [`fold`] it keeps ы and и apart: Russian endings tell them
/// apart, and «осы» is not the abbreviation «ОСИ».
pub fn keyboard(word: &str) -> String {
    clean::plain(word, keyboard_letter).unwrap_or_else(|| clean::settled(word, keyboard_letter))
}

fn keyboard_letter(letter: char) -> char {
    if letter == 'ы' {
        letter
    } else {
        fold_letter(letter)
    }
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

/// True for a letter of the Cyrillic blocks.
pub fn is_cyrillic(letter: char) -> bool {
    matches!(letter, '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}')
}

/// True for a letter of the Latin blocks.
pub fn is_latin(letter: char) -> bool {
    letter.is_ascii_alphabetic() || (matches!(letter, '\u{c0}'..='\u{24f}') && letter.is_alphabetic())
}

/// True for zero-width characters, direction marks, variation selectors and the soft hyphen: left by editors, never meant.
pub fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}'
            | '\u{61c}'
            | '\u{180b}'..='\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{e0100}'..='\u{e01ef}'
    )
}

/// True for a combining accent.
pub fn is_accent(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1dc0}'..='\u{1dff}')
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
    fn a_word_is_in_the_script_of_the_letters_that_look_like_no_other() {
        for (written, meant) in [
            ("кoшe", "коше"),
            ("cу-жылу", "су-жылу"),
            ("кoshе", "koshe"),
            ("КОSНЕ", "koshe"),
            ("smsтің", "smsтің"),
            ("wifiға", "wifiға"),
            ("VIP-клиент", "vip-клиент"),
            ("e-өтініш", "е-өтініш"),
            ("κοшe", "коше"),
            ("κοshe", "koshe"),
            ("мектeптiң", "мектептің"),
        ] {
            assert_eq!(lower(written), meant, "{written}");
        }
    }

    #[test]
    fn compatibility_forms_are_plain_letters() {
        for (written, meant) in [
            ("ｋｏｓｈｅ", "koshe"),
            ("ко\u{fe0f}ше", "коше"),
            ("a\u{301}kim", "ákim"),
            ("e\u{308}лка", "елка"),
            ("м²", "м2"),
            ("ﬁlial", "filial"),
            ("е‑өтініш", "е-өтініш"),
            ("об’явили", "об'явили"),
            ("№5", "№5"),
            ("\u{2067}вода\u{2069}", "вода"),
        ] {
            assert_eq!(lower(written), meant, "{written}");
        }
    }

    #[test]
    fn entities_of_letters_are_the_letters() {
        for (written, meant) in [
            ("&#1178;ала", "қала"),
            ("қ&#x430;ла", "қала"),
            ("қар&shy;ау", "қарау"),
            ("об&#39;явили", "об'явили"),
            ("&amp;#1179;ала", "қала"),
            ("&Kcy;ала", "кала"),
            ("AT&T", "at&t"),
        ] {
            assert_eq!(lower(written), meant, "{written}");
        }
    }

    #[test]
    fn an_entity_of_entities_is_resolved_to_the_end() {
        let nested = (0..20).fold("x".to_owned(), |inner, _| format!("&#{inner}78;"));
        assert_eq!(lower(&nested), "x");
    }

    #[test]
    fn zero_between_cyrillic_letters_is_o_and_other_digits_stay() {
        assert_eq!(lower("к0ше"), "коше");
        assert_eq!(lower("а95"), "а95");
        assert_eq!(lower("под3эт"), "под3эт");
        assert_eq!(lower("w00t"), "w00t");
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
}
