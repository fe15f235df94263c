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
use super::passage::{NO_WORD, Passage};
use super::sentences::sentences;
use super::tokens::TokenKind;
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
    identify_passage(&Passage::new(text))
}

/// The same for a text that is read already.
pub fn identify_passage(passage: &Passage) -> Identified {
    let shares = shares(passage);
    let path = path(&shares);
    let kk_words = path.iter().filter(|&&tongue| tongue == Tongue::Kk).count();
    let mix = Mix::of(&shares);
    Identified {
        language: TEXTS.decide(&mix, passage.text()),
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
    let passage = Passage::new(text);
    let mut found: Vec<Stretch> = Vec::new();
    for (token, tongue) in passage.tokens().iter().zip(tongues(&passage)) {
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
pub fn tongues(passage: &Passage) -> Vec<Option<Tongue>> {
    let mut path = path(&shares(passage)).into_iter();
    let numbered = passage.numbered();
    numbered.map(|(_, word)| word.and_then(|_| path.next())).collect()
}

/// Evidence from which a word counts as that of one language by itself.
const OWN: f32 = 0.8;

/// The language of a word by itself; nothing where it may be either.
pub fn tongue(word: &str) -> Option<Tongue> {
    let share = vocabulary::with(|vocabulary| {
        vocabulary.make_room(1);
        let number = vocabulary.number(word);
        vocabulary.share(number, false)
    });
    match share.balance {
        balance if balance >= OWN => Some(Tongue::Kk),
        balance if balance <= -OWN => Some(Tongue::Ru),
        _ => None,
    }
}

/// What each word says.
fn shares(passage: &Passage) -> Vec<Share> {
    passage.ask(|vocabulary, numbers| {
        words(passage, numbers)
            .map(|(number, _, named)| vocabulary.share(number, named))
            .collect()
    })
}

/// Asks the vocabulary for each word of a passage with its language, `given` or decided with its neighbours.
pub(super) fn each_word(
    passage: &Passage,
    given: Option<Tongue>,
    mut ask: impl FnMut(&mut Vocabulary, usize, Tongue),
) {
    let path = given.is_none().then(|| path(&shares(passage)));
    passage.ask(|vocabulary, numbers| {
        let numbers = numbers.iter().filter(|&&number| number != NO_WORD);
        for (index, &number) in numbers.enumerate() {
            let decided = path.as_ref().and_then(|path| path.get(index).copied());
            if let Some(tongue) = given.or(decided) {
                ask(vocabulary, number as usize, tongue);
            }
        }
    });
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

/// The words of a passage with their `numbers`, and whether each looks like a name.
fn words<'all>(
    passage: &'all Passage,
    numbers: &'all [u32],
) -> impl Iterator<Item = (usize, &'all str, bool)> {
    let mut inside = false;
    let tokens = passage.tokens().iter().zip(numbers);
    tokens.filter_map(move |(token, &number)| {
        let piece = passage.written(token);
        match token.kind {
            TokenKind::Word => {
                let named = inside && is_capitalised(piece);
                inside = true;
                return Some((number as usize, piece, named));
            }
            TokenKind::Punctuation => {
                inside &= !matches!(piece, "." | "!" | "?" | "…" | "«" | "\"" | ")" | ":" | "-")
            }
            TokenKind::Space => inside &= piece == " " || !piece.contains('\n'),
            _ => {}
        }
        None
    })
}

/// The features of each word of `text`, letters in a row as `l:`, facts as `f:`: what the weights are fitted on.
pub fn features(text: &str) -> Vec<Vec<String>> {
    let passage = Passage::new(text);
    let numbers = vec![0; passage.tokens().len()];
    words(&passage, &numbers)
        .map(|(_, word, named)| {
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
        let passage = Passage::new("экономика жақсы дамыды");
        assert_eq!(tongues(&passage).first(), Some(&Some(Tongue::Kk)));
    }
}
