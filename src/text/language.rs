//! Which language a text is in, and each of its words.
//!
//! Every word has evidence of its own: letters only one language has, frequent words and endings of
//! `dictionaries/text/language_words.csv` and `language_endings.csv`, sounds one of them does not put together. A word
//! without evidence goes with its neighbours: the cheapest path through the words decides, a change of language costs.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::dictionary::rows;
use super::letters::{Script, from_latin, is_cyrillic, is_kazakh, is_vowel, keyboard, lower, script};
use super::tokens::{Token, TokenKind, tokens};

/// Language of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    Kk,
    Ru,
    Mixed,
    Other,
}

/// A language talda has a morphology for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tongue {
    Kk,
    Ru,
}

impl Language {
    /// The name used in tables and outputs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Kk => "kk",
            Self::Ru => "ru",
            Self::Mixed => "mixed",
            Self::Other => "other",
        }
    }
}

/// The language of a text with what speaks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Identified {
    pub language: Language,
    /// Words that are Kazakh, or stand among Kazakh ones and could be either.
    pub kk_words: usize,
    /// The same for Russian.
    pub ru_words: usize,
}

/// A text is mixed when the smaller language has at least this share of the words that are plainly of one language,
/// names aside. A quarter of the words would be a rounder rule, but people feel a text as mixed far earlier.
const MIXED_SHARE: f32 = 0.08;
/// Evidence from which a word is plainly of one language.
const PLAIN: f32 = 2.0;
/// What a change of language between two words costs, in the units of the evidence.
const SWITCH: f32 = 1.6;
/// Evidence from which a word counts as that of one language by itself.
const OWN: f32 = 0.8;

/// The language of `text`, from its words.
pub fn identify(text: &str) -> Identified {
    let evidence = evidences(text, &tokens(text));
    let path = path(&evidence);
    let count = |tongue| path.iter().filter(|&&at| at == tongue).count();
    let (kk_words, ru_words) = (count(Tongue::Kk), count(Tongue::Ru));
    let plain = evidence.iter().any(|word| word.abs() >= PLAIN);
    // Latin letters may be any language: something must say plainly that it is one of the two.
    let language = match script(text) {
        Script::Latin if !plain => Language::Other,
        _ => language(&evidence, kk_words, ru_words),
    };
    Identified {
        language,
        kk_words,
        ru_words,
    }
}

fn language(evidence: &[f32], kk_words: usize, ru_words: usize) -> Language {
    let plain_kk = evidence.iter().filter(|&&word| word >= PLAIN).count();
    let plain_ru = evidence.iter().filter(|&&word| word <= -PLAIN).count();
    let less = plain_kk.min(plain_ru);
    if evidence.iter().all(|&word| word == 0.0) {
        Language::Other
    } else if less > 0 && less as f32 >= MIXED_SHARE * (plain_kk + plain_ru) as f32 {
        Language::Mixed
    } else if kk_words > ru_words || (kk_words == ru_words && evidence.iter().sum::<f32>() > 0.0) {
        Language::Kk
    } else {
        Language::Ru
    }
}

/// The language of each token: of words only, decided with their neighbours.
pub fn tongues(text: &str, tokens: &[Token]) -> Vec<Option<Tongue>> {
    let evidence = evidences(text, tokens);
    let mut path = path(&evidence).into_iter();
    tokens
        .iter()
        .map(|token| {
            if token.kind == TokenKind::Word {
                path.next()
            } else {
                None
            }
        })
        .collect()
}

/// The language of a word by itself; nothing where it may be either.
pub fn tongue(word: &str) -> Option<Tongue> {
    match evidence(word) {
        score if score >= OWN => Some(Tongue::Kk),
        score if score <= -OWN => Some(Tongue::Ru),
        _ => None,
    }
}

/// What a word with a capital inside a sentence still says: it is a name, and names travel between languages.
const NAME: f32 = 0.15;

/// The evidence of each word of `text`.
fn evidences(text: &str, tokens: &[Token]) -> Vec<f32> {
    let mut found = Vec::with_capacity(tokens.len() / 2 + 1);
    let mut inside = false;
    for token in tokens {
        let piece = &text[token.span.clone()];
        match token.kind {
            TokenKind::Word => {
                found.push(
                    evidence(piece)
                        * if inside && is_capitalised(piece) {
                            NAME
                        } else {
                            1.0
                        },
                );
                inside = true;
            }
            TokenKind::Punctuation => {
                inside &= !matches!(piece, "." | "!" | "?" | "…" | "«" | "\"" | ")" | ":" | "-")
            }
            TokenKind::Space => inside &= !piece.contains('\n'),
            _ => {}
        }
    }
    found
}

/// True for a capital followed by a small letter.
fn is_capitalised(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}

/// The assignment of languages to words that their evidence and the cost of changes like best (Viterbi 1967).
fn path(evidence: &[f32]) -> Vec<Tongue> {
    let (mut kk, mut ru) = (0.0f32, 0.0f32);
    let mut came_from = Vec::with_capacity(evidence.len());
    for &score in evidence {
        let (kk_from, ru_from) = (kk >= ru - SWITCH, ru >= kk - SWITCH);
        let before_kk = if kk_from { kk } else { ru - SWITCH };
        let before_ru = if ru_from { ru } else { kk - SWITCH };
        came_from.push((kk_from, ru_from));
        (kk, ru) = (before_kk + score, before_ru - score);
    }
    let mut at = if kk > ru { Tongue::Kk } else { Tongue::Ru };
    let mut path: Vec<Tongue> = Vec::with_capacity(evidence.len());
    for &(kk_from_kk, ru_from_ru) in came_from.iter().rev() {
        path.push(at);
        at = match at {
            Tongue::Kk if !kk_from_kk => Tongue::Ru,
            Tongue::Ru if !ru_from_ru => Tongue::Kk,
            same => same,
        };
    }
    path.reverse();
    path
}

static WORDS: LazyLock<BTreeMap<String, f32>> =
    LazyLock::new(|| weights(include_str!("../../dictionaries/text/language_words.csv")));
static ENDINGS: LazyLock<BTreeMap<String, f32>> =
    LazyLock::new(|| weights(include_str!("../../dictionaries/text/language_endings.csv")));

/// Forms as typed with their weight: positive for Kazakh, negative for Russian, summed where both claim a form.
fn weights(csv: &'static str) -> BTreeMap<String, f32> {
    let mut weights = BTreeMap::new();
    for [form, language, weight, _] in rows::<4>(csv) {
        let weight: f32 = weight.parse().unwrap_or(0.0);
        *weights.entry(keyboard(form)).or_insert(0.0) += if language == "kk" { weight } else { -weight };
    }
    weights
}

/// A letter only Kazakh has.
const KAZAKH_LETTER: f32 = 4.0;
/// A letter Kazakh has only in loans: ё щ ъ, then ь ц ф ч в э.
const RUSSIAN_LETTER: f32 = 2.0;
const LOAN_LETTER: f32 = 0.6;
/// Two consonants at the beginning: no Kazakh word has them but loans.
const INITIAL_CLUSTER: f32 = 1.0;
/// ы behind ж, ш, ч, к, г, х or at the beginning: Russian does not write it.
const KAZAKH_Y: f32 = 2.5;

/// True for a frequent word of either language.
pub fn is_frequent(word: &str) -> bool {
    WORDS.contains_key(&keyboard(word))
}

/// How much a word looks Kazakh (positive) or Russian (negative).
fn evidence(word: &str) -> f32 {
    let lower = lower(word);
    if lower.chars().any(is_kazakh) {
        return KAZAKH_LETTER;
    }
    if !lower.chars().any(is_cyrillic) {
        return foreign(&keyboard(&from_latin(&lower)));
    }
    let folded = keyboard(&lower);
    WORDS
        .get(&folded)
        .copied()
        .unwrap_or_else(|| ending(&folded) + spelling(word, &lower))
}

/// A word in Latin letters speaks only by what the dictionaries know: it may be neither.
fn foreign(folded: &str) -> f32 {
    let known = WORDS.get(folded).copied().unwrap_or_else(|| ending(folded) / 2.0);
    if folded.chars().count() < 3 {
        known / 4.0
    } else {
        known
    }
}

/// Longest ending asked for, in letters.
const LONGEST_ENDING: usize = 6;

/// The weight of the longest known ending that leaves at least two letters.
fn ending(folded: &str) -> f32 {
    let starts: Vec<usize> = folded.char_indices().map(|(at, _)| at).collect();
    let first = starts.len().saturating_sub(LONGEST_ENDING).max(2);
    starts
        .iter()
        .skip(first)
        .find_map(|&at| ENDINGS.get(&folded[at..]).copied())
        .unwrap_or(0.0)
}

fn spelling(word: &str, lower: &str) -> f32 {
    let letters: Vec<char> = lower.chars().collect();
    let russian = word.contains(['ё', 'Ё']) || lower.contains(['щ', 'ъ']);
    let loan = letters
        .iter()
        .filter(|letter| matches!(letter, 'ь' | 'ц' | 'ф' | 'ч' | 'в' | 'э'))
        .count()
        .min(2);
    let cluster = matches!(letters[..], [a, b, _, ..] if is_cyrillic(a) && !is_vowel(a) && !is_vowel(b));
    let y = letters.first() == Some(&'ы')
        || letters
            .windows(2)
            .any(|pair| matches!(pair, ['ж' | 'ш' | 'ч' | 'к' | 'г' | 'х' | 'й' | 'щ', 'ы']));
    let add = |seen: bool, weight: f32| if seen { weight } else { 0.0 };
    add(y, KAZAKH_Y)
        - add(russian, RUSSIAN_LETTER)
        - add(cluster, INITIAL_CLUSTER)
        - loan as f32 * LOAN_LETTER
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_words_are_enough() {
        assert_eq!(identify("Жарық жоқ").language, Language::Kk);
        assert_eq!(identify("Света нет").language, Language::Ru);
    }

    #[test]
    fn kazakh_without_kazakh_letters_is_kazakh() {
        assert_eq!(
            identify("бизде су жок, кошеде жарык жанбайды").language,
            Language::Kk
        );
        assert_eq!(identify("ауылында емхана керек").language, Language::Kk);
        assert_eq!(
            identify("Salemetsiz be, korshim zabordy jyljytyp aldy").language,
            Language::Kk
        );
    }

    #[test]
    fn russian_with_kazakh_names_is_russian() {
        let text = "На улице Қабанбай батыра в районе Түлкібас третий день нет воды, примите меры";
        assert_eq!(identify(text).language, Language::Ru);
    }

    #[test]
    fn a_text_is_mixed_when_both_languages_have_a_real_share() {
        let text = "Здравствуйте, в нашем доме нет отопления, балаларымыз тоңып отыр, көмектесіңіздер";
        assert_eq!(identify(text).language, Language::Mixed);
    }

    #[test]
    fn nothing_to_read_is_other() {
        assert_eq!(identify("").language, Language::Other);
        assert_eq!(identify("12 345 !!!").language, Language::Other);
        assert_eq!(
            identify("Hello world this is a test of the road").language,
            Language::Other
        );
    }

    #[test]
    fn a_word_that_may_be_either_goes_with_its_neighbours() {
        let text = "экономика жақсы дамыды";
        let tokens = tokens(text);
        assert_eq!(tongues(text, &tokens).first(), Some(&Some(Tongue::Kk)));
    }
}
