//! Which language a text is in, each of its sentences and stretches, and each of its words.
//!
//! Every word has two evidences, that it is Kazakh and that it is Russian: what the morphology and the dictionary know
//! of it, and its letters (`language/evidence.rs`). A loan or a name may have neither. A text holds a language as far as
//! at least one of its words does; a word that may be either goes with its neighbours.

mod evidence;
mod model;

use std::ops::Range;

use self::evidence::{each_feature, find};
use self::model::{Mix, TEXTS};
use super::letters::lower;
use super::sentences::sentences;
use super::tokens::{Token, TokenKind, tokens};
use super::vocabulary::{self, Vocabulary};
use super::{kazakh, russian};

pub use self::evidence::is_frequent;
pub(super) use self::model::Share;

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

impl Tongue {
    /// The name used in outputs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Kk => "kk",
            Self::Ru => "ru",
        }
    }
}

/// The language of a text with what speaks for it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Identified {
    pub language: Language,
    /// Words that are Kazakh, or stand among Kazakh ones and could be either.
    pub kk_words: usize,
    /// The same for Russian.
    pub ru_words: usize,
    /// Probability that the text holds Kazakh, and that it holds Russian, by its words alone.
    pub holds_kk: f32,
    pub holds_ru: f32,
}

/// A run of words of one language, from its first word to its last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    pub span: Range<usize>,
    pub tongue: Tongue,
    pub words: usize,
}

/// The language of `text`, from its words.
pub fn identify(text: &str) -> Identified {
    identify_tokens(text, &tokens(text))
}

/// The same for the tokens of a text, or of a part of it.
pub fn identify_tokens(text: &str, tokens: &[Token]) -> Identified {
    let shares = shares(text, tokens);
    let path = path(&shares);
    let kk_words = path.iter().filter(|&&tongue| tongue == Tongue::Kk).count();
    let mix = Mix::of(&shares);
    Identified {
        language: TEXTS.decide(&mix, text),
        kk_words,
        ru_words: path.len() - kk_words,
        holds_kk: mix.holds_kk(),
        holds_ru: mix.holds_ru(),
    }
}

/// The language of each sentence of `text`.
pub fn identify_sentences(text: &str) -> Vec<(Range<usize>, Identified)> {
    sentences(text)
        .into_iter()
        .map(|span| (span.clone(), identify(&text[span])))
        .collect()
}

/// The runs of words of one language in `text`, in order.
pub fn stretches(text: &str) -> Vec<Stretch> {
    let tokens = tokens(text);
    let tongues = tongues(text, &tokens);
    let mut found: Vec<Stretch> = Vec::new();
    for (token, tongue) in tokens.iter().zip(tongues) {
        let Some(tongue) = tongue else { continue };
        match found.last_mut().filter(|stretch| stretch.tongue == tongue) {
            Some(stretch) => {
                stretch.span.end = token.span.end;
                stretch.words += 1;
            }
            None => found.push(Stretch {
                span: token.span.clone(),
                tongue,
                words: 1,
            }),
        }
    }
    found
}

/// The language of each token: of words only, decided with their neighbours.
pub fn tongues(text: &str, tokens: &[Token]) -> Vec<Option<Tongue>> {
    let mut path = path(&shares(text, tokens)).into_iter();
    let of = |token: &Token| (token.kind == TokenKind::Word).then(|| path.next()).flatten();
    tokens.iter().map(of).collect()
}

/// Evidence from which a word counts as that of one language by itself.
const OWN: f32 = 0.8;

/// The language of a word by itself; nothing where it may be either.
pub fn tongue(word: &str) -> Option<Tongue> {
    let share = vocabulary::with(|vocabulary| {
        vocabulary.make_room(1);
        let place = vocabulary.place(word);
        vocabulary.share(place, false)
    });
    match share.balance {
        balance if balance >= OWN => Some(Tongue::Kk),
        balance if balance <= -OWN => Some(Tongue::Ru),
        _ => None,
    }
}

/// What each word of `text` says.
fn shares(text: &str, tokens: &[Token]) -> Vec<Share> {
    vocabulary::with(|vocabulary| placed(vocabulary, text, tokens).map(|(_, share)| share).collect())
}

/// The place of each word of `text` in the vocabulary, and what it says.
fn placed<'all>(
    vocabulary: &'all mut Vocabulary,
    text: &'all str,
    tokens: &'all [Token],
) -> impl Iterator<Item = (usize, Share)> + 'all {
    vocabulary.make_room(tokens.len());
    words(text, tokens).map(move |(word, named)| {
        let place = vocabulary.place(word);
        (place, vocabulary.share(place, named))
    })
}

/// The place of each word of `text` in the vocabulary with its language, `given` or decided with its neighbours.
pub(super) fn tongues_of(
    vocabulary: &mut Vocabulary,
    text: &str,
    tokens: &[Token],
    given: Option<Tongue>,
) -> Vec<(usize, Tongue)> {
    if let Some(tongue) = given {
        vocabulary.make_room(tokens.len());
        return words(text, tokens)
            .map(|(word, _)| (vocabulary.place(word), tongue))
            .collect();
    }
    let (places, shares): (Vec<usize>, Vec<Share>) = placed(vocabulary, text, tokens).unzip();
    places.into_iter().zip(path(&shares)).collect()
}

/// What a word says, `named` if it looks like a name; asked by the vocabulary once for each word.
pub(super) fn share(
    word: &str,
    named: bool,
    kazakh: &kazakh::Analysed,
    russian: &russian::Analysed,
) -> Share {
    find(word, named, kazakh, russian).into()
}

/// The words of `text`, and whether each looks like a name.
fn words<'text>(text: &'text str, tokens: &[Token]) -> impl Iterator<Item = (&'text str, bool)> {
    let mut inside = false;
    tokens.iter().filter_map(move |token| {
        let piece = &text[token.span.clone()];
        match token.kind {
            TokenKind::Word => {
                let named = inside && is_capitalised(piece);
                inside = true;
                return Some((piece, named));
            }
            TokenKind::Punctuation => {
                inside &= !matches!(piece, "." | "!" | "?" | "…" | "«" | "\"" | ")" | ":" | "-")
            }
            TokenKind::Space => inside &= !piece.contains('\n'),
            _ => {}
        }
        None
    })
}

/// The features of each word of `text`, letters in a row as `l:`, facts as `f:`: what the weights are fitted on.
pub fn features(text: &str) -> Vec<Vec<String>> {
    let tokens = tokens(text);
    words(text, &tokens)
        .map(|(word, named)| {
            let mut features = Vec::new();
            let (kazakh, russian) = (kazakh::analyse_written(word), russian::analyse(&lower(word)));
            each_feature(word, named, &kazakh, &russian, &mut |feature| {
                features.push(feature.to_string())
            });
            features
        })
        .collect()
}

/// True for a capital followed by a small letter: inside a sentence a name, and names travel between languages.
fn is_capitalised(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}

/// What a change of language between two words costs, in the units of the evidence.
const SWITCH: f32 = 3.0;

/// The assignment of languages to words that their evidence and the cost of changes like best (Viterbi 1967).
fn path(shares: &[Share]) -> Vec<Tongue> {
    let (mut kk, mut ru) = (0.0f32, 0.0f32);
    let mut came_from = Vec::with_capacity(shares.len());
    for balance in shares.iter().map(|share| share.balance) {
        let (kk_from, ru_from) = (kk >= ru - SWITCH, ru >= kk - SWITCH);
        let before_kk = if kk_from { kk } else { ru - SWITCH };
        let before_ru = if ru_from { ru } else { kk - SWITCH };
        came_from.push((kk_from, ru_from));
        (kk, ru) = (before_kk + balance, before_ru - balance);
    }
    let mut at = if kk > ru { Tongue::Kk } else { Tongue::Ru };
    let mut path: Vec<Tongue> = Vec::with_capacity(shares.len());
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
