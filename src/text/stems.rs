//! Stems: the part of a word its inflected forms share.

use std::cell::RefCell;

use super::language::Tongue;
use super::letters::{fold, from_latin, is_cyrillic, lower};
use super::memory::Memory;
use super::{kazakh, russian};

pub use super::kazakh::Candidate as Analysis;

/// The stem of a word in lower case; never empty for a word that is not.
///
/// Russian: the lemma of the dictionary, ё as е, and the Snowball stem of a word it does not hold. Kazakh: endings cut
/// by the morphology of `dictionaries/text/kk_suffixes.csv`, a Latin spelling brought to Cyrillic first, a known root
/// typed on a Russian keyboard brought to its proper letters. Inflection, negation, participles and voice go;
/// derivation (`балықшы`, `сулы`, `жолдастық`) stays. `docs/text.md` says why.
pub fn stem(word: &str, tongue: Tongue) -> String {
    with(word, tongue, |stemmed| stemmed.stem.to_string())
}

/// Appends the stem of `word` to `text`: [`stem`] without a string of its own.
pub fn append_stem(word: &str, tongue: Tongue, text: &mut String) {
    with(word, tongue, |stemmed| text.push_str(&stemmed.stem));
}

/// Every analysis of a Kazakh word, unordered: what [`stem`] chose from, and what its weights are fitted on.
pub fn kazakh_analyses(word: &str) -> Vec<Analysis> {
    kazakh::analyses(&in_cyrillic(lower(word)))
}

/// The folded stem: the key under which the forms of a word meet, whichever keyboard they were typed on.
pub fn key(word: &str, tongue: Tongue) -> String {
    with(word, tongue, |stemmed| stemmed.key.to_string())
}

/// [`key`], then the keys of the other words `word` may be a form of, in alphabetical order.
pub fn keys(word: &str, tongue: Tongue) -> Vec<String> {
    with(word, tongue, |stemmed| {
        let keys = std::iter::once(&stemmed.key).chain(&stemmed.others);
        keys.map(ToString::to_string).collect()
    })
}

struct Stemmed {
    stem: Box<str>,
    key: Box<str>,
    others: Box<[Box<str>]>,
}

thread_local! {
    static KAZAKH: RefCell<Memory<Stemmed>> = RefCell::default();
    static RUSSIAN: RefCell<Memory<Stemmed>> = RefCell::default();
}

fn with<T>(word: &str, tongue: Tongue, use_it: impl FnOnce(&Stemmed) -> T) -> T {
    let memory = match tongue {
        Tongue::Kk => &KAZAKH,
        Tongue::Ru => &RUSSIAN,
    };
    memory.with_borrow_mut(|memory| use_it(memory.of(word, |word| find(word, tongue))))
}

fn find(word: &str, tongue: Tongue) -> Stemmed {
    let lower = lower(word);
    let (stem, others) = match tongue {
        Tongue::Ru => {
            let analysed = russian::analyse(&lower);
            (analysed.stem, analysed.others)
        }
        Tongue::Kk if lower.chars().any(is_cyrillic) => (kazakh::analyse(&lower).root, vec![]),
        Tongue::Kk => (kazakh::analyse_latin(&lower).root, vec![]),
    };
    let stem = if stem.is_empty() {
        word.to_lowercase()
    } else {
        stem
    };
    Stemmed {
        key: fold(&stem).into(),
        stem: stem.into(),
        others: others.iter().map(|other| fold(other).into()).collect(),
    }
}

fn in_cyrillic(lower: String) -> String {
    if lower.chars().any(is_cyrillic) {
        lower
    } else {
        from_latin(&lower)
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
        assert_eq!(stem("шли", Tongue::Ru), stem("идёт", Tongue::Ru));
    }
}
