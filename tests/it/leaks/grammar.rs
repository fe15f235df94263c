//! Case forms and patronymics by rule, and the spellings of a Russian keyboard and of Latin letters.

/// A case of either language: Kazakh has a locative, Russian a prepositional in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Case {
    Nominative,
    Genitive,
    Dative,
    Accusative,
    Locative,
    Ablative,
    Instrumental,
}

use Case::*;

pub const KAZAKH: [Case; 7] = [
    Nominative,
    Genitive,
    Dative,
    Accusative,
    Locative,
    Ablative,
    Instrumental,
];
pub const RUSSIAN: [Case; 6] = [Nominative, Genitive, Dative, Accusative, Locative, Instrumental];

impl Case {
    /// The slot of the carrier sentences it goes into.
    pub fn slot(self, language: &str) -> &'static str {
        match self {
            Nominative => "nominative",
            Genitive => "genitive",
            Dative => "dative",
            Accusative => "accusative",
            Locative if language == "ru" => "prepositional",
            Locative => "locative",
            Ablative => "ablative",
            Instrumental => "instrumental",
        }
    }
}

fn ends(word: &str, letters: &str) -> bool {
    word.chars()
        .next_back()
        .is_some_and(|last| letters.contains(last))
}

fn without_last(word: &str) -> String {
    let mut letters = word.chars();
    letters.next_back();
    letters.as_str().to_owned()
}

/// A Kazakh name with the ending of `case`; `child` for what ends in «ұлы» or «қызы», which is possessive.
pub fn kazakh(word: &str, case: Case) -> String {
    let possessive = word.ends_with("ұлы") || word.ends_with("қызы");
    let last = word
        .to_lowercase()
        .chars()
        .rev()
        .find(|letter| "аоұыуяюёәеөүіиэ".contains(*letter))
        .unwrap_or('а');
    let back = "аоұыуяюё".contains(last);
    let vowel = ends(word, "аоұыяюёәеөүіэ");
    let nasal = ends(word, "мнң");
    let sonorous = ends(word, "рлйуи");
    let buzzing = ends(word, "зж");
    let ending = match case {
        Nominative => ("", ""),
        Genitive if vowel || nasal => ("ның", "нің"),
        Genitive if sonorous || buzzing => ("дың", "дің"),
        Genitive => ("тың", "тің"),
        Dative if possessive => ("на", "не"),
        Dative if vowel || nasal || sonorous || buzzing => ("ға", "ге"),
        Dative => ("қа", "ке"),
        Accusative if possessive => ("н", "н"),
        Accusative if vowel => ("ны", "ні"),
        Accusative if nasal || sonorous || buzzing => ("ды", "ді"),
        Accusative => ("ты", "ті"),
        Locative if possessive => ("нда", "нде"),
        Locative if vowel || nasal || sonorous || buzzing => ("да", "де"),
        Locative => ("та", "те"),
        Ablative if possessive || nasal => ("нан", "нен"),
        Ablative if vowel || sonorous || buzzing => ("дан", "ден"),
        Ablative => ("тан", "тен"),
        Instrumental if vowel || nasal || sonorous => ("мен", "мен"),
        Instrumental if buzzing => ("бен", "бен"),
        Instrumental => ("пен", "пен"),
    };
    format!("{word}{}", if back { ending.0 } else { ending.1 })
}

/// What a word of a Russian name is: it decides how it is declined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Surname,
    Given,
    Patronymic,
}

/// A word of a Russian name in `case`.
pub fn russian(word: &str, part: Part, man: bool, case: Case) -> String {
    let stem = without_last(word);
    let adjective = part == Part::Surname && (word.ends_with("ий") || word.ends_with("ая"));
    let possessive = part == Part::Surname
        && ["ов", "ев", "ёв", "ин", "ова", "ева", "ёва", "ина"]
            .iter()
            .any(|ending| word.ends_with(ending));
    let pick = |forms: [&str; 6], base: &str| {
        let at = RUSSIAN.iter().position(|known| *known == case).unwrap_or(0);
        format!("{base}{}", forms[at])
    };
    if case == Nominative {
        return word.to_owned();
    }
    match (man, adjective, possessive) {
        (true, true, _) => pick(["", "ого", "ому", "ого", "ом", "им"], &without_last(&stem)),
        (false, true, _) => pick(["", "ой", "ой", "ую", "ой", "ой"], &without_last(&stem)),
        (true, _, true) => pick(["", "а", "у", "а", "е", "ым"], word),
        (false, _, true) => pick(["", "ой", "ой", "у", "ой", "ой"], &stem),
        // «Шевченко», «Цой» of a woman: not declined.
        (false, ..) if part == Part::Surname => word.to_owned(),
        _ if ends(word, "оиуе") => word.to_owned(),
        _ if word.ends_with("ия") => pick(["", "и", "и", "ю", "и", "ей"], &stem),
        _ if ends(word, "я") => pick(["", "и", "е", "ю", "е", "ей"], &stem),
        _ if ends(word, "а") => pick(
            [
                "",
                if ends(&stem, "гкхжшчщ") { "и" } else { "ы" },
                "е",
                "у",
                "е",
                if ends(&stem, "жшчщц") { "ей" } else { "ой" },
            ],
            &stem,
        ),
        (false, ..) if ends(word, "ь") => pick(["", "и", "и", "ь", "и", "ью"], &stem),
        // A Kazakh name of a woman on a consonant.
        (false, ..) => word.to_owned(),
        _ if word.ends_with("ий") => pick(["", "я", "ю", "я", "и", "ем"], &stem),
        _ if ends(word, "йь") => pick(["", "я", "ю", "я", "е", "ем"], &stem),
        _ if word == "Павел" => pick(["", "а", "у", "а", "е", "ом"], "Павл"),
        _ if word == "Пётр" => pick(["", "а", "у", "а", "е", "ом"], "Петр"),
        _ if part == Part::Patronymic => pick(["", "а", "у", "а", "е", "ем"], word),
        _ => pick(["", "а", "у", "а", "е", "ом"], word),
    }
}

/// «Ерланұлы», «Ерланқызы».
pub fn kazakh_patronymic(father: &str, man: bool) -> String {
    format!("{father}{}", if man { "ұлы" } else { "қызы" })
}

/// «Сергеевич», «Васильевна», «Ерланович».
pub fn russian_patronymic(father: &str, man: bool) -> String {
    let child = |base: &str, soft: bool| {
        let (son, daughter) = if soft {
            ("евич", "евна")
        } else {
            ("ович", "овна")
        };
        format!("{base}{}", if man { son } else { daughter })
    };
    match father {
        "Пётр" => child("Петр", false),
        "Павел" => child("Павл", false),
        "Михаил" => child("Михайл", false),
        _ if father.ends_with("ий") => child(&format!("{}ь", without_last(&without_last(father))), true),
        _ if ends(father, "йь") => child(&without_last(father), true),
        _ => child(father, false),
    }
}

/// `text` as a Russian keyboard leaves it.
pub fn on_russian_keyboard(text: &str) -> String {
    replaced(
        text,
        &[
            ('ә', "а"),
            ('ғ', "г"),
            ('қ', "к"),
            ('ң', "н"),
            ('ө', "о"),
            ('ұ', "у"),
            ('ү', "у"),
            ('һ', "х"),
            ('і', "и"),
        ],
    )
}

/// Kazakh in Latin letters: the chat spelling, or the alphabet drafted in 2021.
pub fn in_latin(text: &str, drafted: bool) -> String {
    let common = [
        ('а', "a"),
        ('б', "b"),
        ('в', "v"),
        ('г', "g"),
        ('д', "d"),
        ('е', "e"),
        ('ё', "io"),
        ('з', "z"),
        ('и', "i"),
        ('к', "k"),
        ('л', "l"),
        ('м', "m"),
        ('н', "n"),
        ('о', "o"),
        ('п', "p"),
        ('р', "r"),
        ('с', "s"),
        ('т', "t"),
        ('у', "u"),
        ('ф', "f"),
        ('х', "h"),
        ('һ', "h"),
        ('ц', "ts"),
        ('щ', "sh"),
        ('ы', "y"),
        ('э', "e"),
        ('ь', ""),
        ('ъ', ""),
        ('қ', "q"),
    ];
    let own: &[(char, &str)] = if drafted {
        &[
            ('ә', "ä"),
            ('ғ', "ğ"),
            ('ң', "ŋ"),
            ('ө', "ö"),
            ('ұ', "ū"),
            ('ү', "ü"),
            ('і', "ı"),
            ('ж', "j"),
            ('й', "i"),
            ('ч', "ch"),
            ('ш', "ş"),
            ('ю', "iu"),
            ('я', "ia"),
        ]
    } else {
        &[
            ('ә', "a"),
            ('ғ', "g"),
            ('ң', "n"),
            ('ө', "o"),
            ('ұ', "u"),
            ('ү', "u"),
            ('і', "i"),
            ('ж', "zh"),
            ('й', "y"),
            ('ч', "ch"),
            ('ш', "sh"),
            ('ю', "yu"),
            ('я', "ya"),
        ]
    };
    let letters: Vec<(char, &str)> = common.iter().chain(own).copied().collect();
    replaced(text, &letters)
}

/// `text` with the letters of `table` replaced, capitals by capitals.
fn replaced(text: &str, table: &[(char, &str)]) -> String {
    let mut written = String::with_capacity(text.len());
    for letter in text.chars() {
        let small = letter.to_lowercase().next().unwrap_or(letter);
        match table.iter().find(|(known, _)| *known == small) {
            Some((_, other)) if small == letter => written.push_str(other),
            Some((_, other)) => written.push_str(&capitalised(other)),
            None => written.push(letter),
        }
    }
    written
}

/// `text` with a capital at its beginning.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
}
