//! Stems: the part of a word its inflected forms share.

use super::language::Tongue;
use super::letters::{fold, from_latin, is_cyrillic, lower};
use super::morphology;

/// The stem of a word in lower case; never empty for a word that is not.
///
/// Russian: Snowball over ё→е. Kazakh: endings cut by the morphology of `dictionaries/text/kk_suffixes.csv`, a Latin
/// spelling brought to Cyrillic first; derivation stays (`балықшы`), inflection, negation, participles and the
/// passive go.
pub fn stem(word: &str, tongue: Tongue) -> String {
    let lower = lower(word);
    let stem = match tongue {
        Tongue::Ru => russian(&lower),
        Tongue::Kk => kazakh(&lower),
    };
    if stem.is_empty() {
        word.to_lowercase()
    } else {
        stem
    }
}

/// The folded stem: the key under which the forms of a word meet, whichever keyboard they were typed on.
pub fn key(word: &str, tongue: Tongue) -> String {
    fold(&stem(word, tongue))
}

fn russian(lower: &str) -> String {
    rust_stemmers::Stemmer::create(rust_stemmers::Algorithm::Russian)
        .stem(lower)
        .into_owned()
}

fn kazakh(lower: &str) -> String {
    if lower.chars().any(is_cyrillic) {
        morphology::root(lower)
    } else {
        morphology::root(&from_latin(lower))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kazakh_forms_of_a_word_share_their_stem() {
        for (forms, root) in [
            (
                "көше көшеде көшеміз көшелері көшесінің көшемізде көшелердегі",
                "көше",
            ),
            ("жол жолдар жолды жолы жолдың жолымызды", "жол"),
            ("мектеп мектебі мектебінде мектептер мектебіміздің", "мектеп"),
            ("халық халқы халқының халыққа", "халық"),
            ("шығу шығады шықты шыққан шығып", "шық"),
            ("жөндеу жөндеді жөндемейді жөндеген жөндеп", "жөнде"),
            ("қою қойды қоямыз қойған", "қой"),
            ("мен маған менің", "мен"),
        ] {
            for form in forms.split(' ') {
                assert_eq!(stem(form, Tongue::Kk), root, "{form}");
            }
        }
    }

    #[test]
    fn the_key_does_not_depend_on_the_keyboard() {
        for word in [
            "көшеміздің",
            "ауылында",
            "жөндемейді",
            "мектебінде",
            "тұрғындарға",
            "қоқысты",
            "бізде",
            "жоқ",
        ] {
            assert_eq!(key(word, Tongue::Kk), key(&fold(word), Tongue::Kk), "{word}");
        }
        assert_eq!(key("koshede", Tongue::Kk), key("көшеде", Tongue::Kk));
    }

    #[test]
    fn russian_forms_of_a_word_share_their_stem() {
        assert_eq!(stem("дороги", Tongue::Ru), stem("дорогами", Tongue::Ru));
        assert_eq!(stem("Ёлки", Tongue::Ru), stem("елка", Tongue::Ru));
    }
}
