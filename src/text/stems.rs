//! Stems: the part of a word its inflected forms share.

use std::ops::Range;

use super::language::{Tongue, each_word};
use super::letters::fold;
use super::passage::Passage;
use super::tokens::{Token, TokenKind};
use super::{kazakh, vocabulary};

pub use super::kazakh::Candidate as Analysis;

/// The stem of a word in lower case; never empty for a word that is not.
///
/// Russian: the lemma of the dictionary, ё as е, and the Snowball stem of a word it does not hold. Kazakh: endings cut
/// by the morphology of `dictionaries/text/kk_suffixes.csv`, a Latin spelling brought to Cyrillic first, a known root
/// typed on a Russian keyboard brought to its proper letters. Inflection, negation, participles and voice go;
/// derivation (`балықшы`, `сусыз`, `жолдастық`) stays. `docs/text.md` says why.
pub fn stem(word: &str, tongue: Tongue) -> String {
    with(word, tongue, str::to_owned)
}

/// Appends the stem of `word` to `text`: [`stem`] without a string of its own.
pub fn append_stem(word: &str, tongue: Tongue, text: &mut String) {
    with(word, tongue, |stem| text.push_str(stem));
}

/// Appends the stems of the words of `passage`, parted by spaces, to `stems`. The language of each word is `given`, or
/// told from it and its neighbours.
pub fn append_stems(passage: &Passage, given: Option<Tongue>, stems: &mut String) {
    each_word(passage, given, |vocabulary, word, tongue| {
        if !stems.is_empty() {
            stems.push(' ');
        }
        stems.push_str(vocabulary.stem(word, tongue));
    });
}

/// Tells `learn` each word of `passage` in order: its bytes, its language, told from it and its neighbours, and its stem;
/// `learn` must not ask for stems itself.
pub fn each_stem(passage: &Passage, mut learn: impl FnMut(Range<usize>, Tongue, &str)) {
    let is_word = |token: &&Token| token.kind == TokenKind::Word;
    let mut words = passage.tokens().iter().filter(is_word);
    each_word(passage, None, |vocabulary, word, tongue| {
        if let Some(token) = words.next() {
            learn(token.span.clone(), tongue, vocabulary.stem(word, tongue));
        }
    });
}

/// Every analysis of a Kazakh word, unordered: what [`stem`] chose from, and what its weights are fitted on.
pub fn kazakh_analyses(word: &str) -> Vec<Analysis> {
    kazakh::analyses_as_written(word)
}

/// The folded stem: the key under which the forms of a word meet, whichever keyboard they were typed on.
pub fn key(word: &str, tongue: Tongue) -> String {
    with(word, tongue, fold)
}

/// [`key`], then the keys of the other words `word` may be a form of, in alphabetical order.
pub fn keys(word: &str, tongue: Tongue) -> Vec<String> {
    vocabulary::with(|vocabulary| {
        vocabulary.make_room(1);
        let number = vocabulary.number(word);
        let mut keys = vec![fold(vocabulary.stem(number, tongue))];
        if tongue == Tongue::Ru {
            keys.extend(vocabulary.others(number).iter().map(|other| fold(other)));
        }
        keys
    })
}

fn with<T>(word: &str, tongue: Tongue, use_it: impl FnOnce(&str) -> T) -> T {
    vocabulary::with(|vocabulary| {
        vocabulary.make_room(1);
        let number = vocabulary.number(word);
        use_it(vocabulary.stem(number, tongue))
    })
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
            ("су суы судың суға суда судан сумен суымыз сулар", "су"),
            (
                "ауыл ауылы ауылдың ауылда ауылымызда ауылдары ауылдағы ауылдардағы",
                "ауыл",
            ),
            ("тұрғын тұрғындар тұрғындардың тұрғындарға тұрғыны", "тұрғын"),
            ("шұңқыр шұңқырлар шұңқырды шұңқырға шұңқырларды", "шұңқыр"),
            ("қоқыс қоқысты қоқыстар қоқысымыз қоқыстың", "қоқыс"),
            ("дәрігер дәрігердің дәрігерлер дәрігерге дәрігері", "дәрігер"),
            (
                "балабақша балабақшаға балабақшада балабақшалар балабақшаның",
                "балабақша",
            ),
            ("жәрдемақы жәрдемақыны жәрдемақысы жәрдемақылар", "жәрдемақы"),
            ("жарық жарығы жарықты жарығымыз жарықтың", "жарық"),
            ("көлік көлігі көлікті көліктер көлігіміз көліктің", "көлік"),
            ("өтініш өтінішіме өтініштер өтінішке өтініші", "өтініш"),
            ("кітап кітабы кітаптар кітабымды", "кітап"),
            ("сұрау сұраймыз сұрадым сұраған сұрап сұраймын", "сұра"),
            (
                "тексер тексеріңіздер тексерді тексерілмеген тексеретін тексеріп",
                "тексер",
            ),
            ("жаса жасады жасалмады жасап жасаймыз жасалған", "жаса"),
            ("бер берді береді берілмеді бермейді бергенсіздер берсе", "бер"),
            ("төле төледік төлейміз төленбеген төлегенмін төлеп", "төле"),
            ("айт айтты айтады айтылған айтқан айтпаңыз", "айт"),
            ("орын орны орында орнымызда орындар орнына", "орын"),
            ("дауыс даусы дауысы дауыстар", "дауыс"),
            ("мен маған менің", "мен"),
        ] {
            for form in forms.split(' ') {
                assert_eq!(stem(form, Tongue::Kk), root, "{form}");
            }
        }
    }

    #[test]
    fn what_is_without_a_thing_is_not_the_thing() {
        for (word, root) in [
            ("сусыз", "сусыз"),
            ("жұмыссыздар", "жұмыссыз"),
            ("жарықсыз", "жарықсыз"),
        ] {
            assert_eq!(stem(word, Tongue::Kk), root);
        }
    }

    #[test]
    fn a_word_with_kazakh_letters_is_no_pronoun_typed_on_a_russian_keyboard() {
        for (word, root) in [("өлді", "өл"), ("құны", "құн"), ("тісі", "тіс")] {
            assert_eq!(stem(word, Tongue::Kk), root);
        }
    }

    #[test]
    fn a_word_is_known_in_every_spelling() {
        for forms in [
            "көшеде кошеде koshede köşede",
            "тұрғындар тургындар turgyndar turǵyndar",
        ] {
            let mut stems: Vec<String> = forms.split(' ').map(|form| stem(form, Tongue::Kk)).collect();
            stems.dedup();
            assert_eq!(stems.len(), 1, "{stems:?}");
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
    fn each_stem_comes_with_its_place_and_language() {
        let passage = Passage::new("Көшеде 3 күн света нет");
        let mut found = Vec::new();
        each_stem(&passage, |span, tongue, stem| {
            found.push((&passage.text()[span], tongue, stem.to_owned()));
        });
        assert_eq!(found[0], ("Көшеде", Tongue::Kk, "көше".to_owned()));
        assert_eq!(found[2].0, "света");
        assert_eq!(found[3], ("нет", Tongue::Ru, stem("нет", Tongue::Ru)));
    }

    #[test]
    fn russian_forms_of_a_word_share_their_stem() {
        assert_eq!(stem("дороги", Tongue::Ru), stem("дорогами", Tongue::Ru));
        assert_eq!(stem("Ёлки", Tongue::Ru), stem("елка", Tongue::Ru));
        assert_eq!(stem("шли", Tongue::Ru), stem("идёт", Tongue::Ru));
    }
}
