//! The endings of the cases.

use super::Case;
use super::sound::{Sound, is_back, last_sound};

/// The ending of a word in a case, without the word: «тың» for ақпарат.
pub fn ending(word: &str, case: Case) -> &'static str {
    use Sound::{Buzzing, Liquid, Nasal, Voiceless, Vowel};
    let (back, front) = match (case, last_sound(word)) {
        (Case::Nominative, _) => ("", ""),
        (Case::Genitive, Vowel | Nasal) => ("ның", "нің"),
        (Case::Genitive, Liquid | Buzzing) => ("дың", "дің"),
        (Case::Genitive, Voiceless) => ("тың", "тің"),
        (Case::Dative, Voiceless) => ("қа", "ке"),
        (Case::Dative, _) => ("ға", "ге"),
        (Case::Accusative, Vowel) => ("ны", "ні"),
        (Case::Accusative, Voiceless) => ("ты", "ті"),
        (Case::Accusative, _) => ("ды", "ді"),
        (Case::Locative, Voiceless) => ("та", "те"),
        (Case::Locative, _) => ("да", "де"),
        (Case::Ablative, Nasal) => ("нан", "нен"),
        (Case::Ablative, Voiceless) => ("тан", "тен"),
        (Case::Ablative, _) => ("дан", "ден"),
        (Case::Instrumental, Buzzing) => ("бен", "бен"),
        (Case::Instrumental, Voiceless) => ("пен", "пен"),
        (Case::Instrumental, _) => ("мен", "мен"),
        (Case::Attributive, Voiceless) => ("тағы", "тегі"),
        (Case::Attributive, _) => ("дағы", "дегі"),
    };
    if is_back(word) { back } else { front }
}

/// The ending in a case of a word that already has the third person's possessive (ауданы, облысы).
pub fn possessed_ending(word: &str, case: Case) -> &'static str {
    let (back, front) = match case {
        Case::Nominative => ("", ""),
        Case::Genitive => ("ның", "нің"),
        Case::Dative => ("на", "не"),
        Case::Accusative => ("н", "н"),
        Case::Locative => ("нда", "нде"),
        Case::Ablative => ("нан", "нен"),
        Case::Instrumental => ("мен", "мен"),
        Case::Attributive => ("ндағы", "ндегі"),
    };
    if is_back(word) { back } else { front }
}

/// The third person's possessive: «сы» of жиырмасы, «і» of бесі.
pub fn possessive(word: &str) -> &'static str {
    let (back, front) = match last_sound(word) {
        Sound::Vowel => ("сы", "сі"),
        _ => ("ы", "і"),
    };
    if is_back(word) { back } else { front }
}
