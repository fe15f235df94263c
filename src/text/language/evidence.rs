//! What speaks for a word being Kazakh and for its being Russian: two log-linear models over the same features.

use std::fmt;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::text::dictionary::rows;
use crate::text::letters::{is_cyrillic, is_kazakh, keyboard, lower};
use crate::text::{kazakh, russian};

/// The logarithms of the odds that a word is Kazakh, and that it is Russian; both low for a name or a word of a third
/// language, and for a loan that says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Evidence {
    pub kk: f32,
    pub ru: f32,
}

/// A feature of a word.
pub(super) enum Feature<'word> {
    /// Up to three letters in a row; `^` and `$` stand for the edges of the word.
    Letters(&'word [char]),
    /// What the morphology, the dictionaries and the spelling say.
    Fact(&'word str),
}

impl fmt::Display for Feature<'_> {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Letters(letters) => write!(out, "l:{}", letters.iter().collect::<String>()),
            Self::Fact(fact) => write!(out, "f:{fact}"),
        }
    }
}

/// Sums what the features of a word weigh.
pub(super) fn find(
    word: &str,
    named: bool,
    kazakh: &kazakh::Analysed,
    russian: &russian::Analysed,
) -> Evidence {
    let mut sum = Evidence::default();
    each_feature(word, named, kazakh, russian, &mut |feature| {
        if let Some(weight) = MODEL.weight(&feature) {
            sum.kk += weight.kk;
            sum.ru += weight.ru;
        }
    });
    sum
}

/// Shows `visit` the features of a word; `named` if it looks like a name.
pub(super) fn each_feature(
    word: &str,
    named: bool,
    kazakh: &kazakh::Analysed,
    russian: &russian::Analysed,
    visit: &mut impl FnMut(Feature),
) {
    let lower = lower(word);
    let cyrillic = lower.chars().any(is_cyrillic);
    let knowledge = if cyrillic {
        format!("{} {}", kazakh_knowledge(kazakh), russian_knowledge(russian))
    } else {
        format!("latin {}", kazakh_knowledge(kazakh))
    };
    visit(Feature::Fact("any"));
    visit(Feature::Fact(&knowledge));
    for part in knowledge.split(' ') {
        visit(Feature::Fact(part));
    }
    if named {
        visit(Feature::Fact("name"));
        visit(Feature::Fact(&format!("name {knowledge}")));
    }
    if lower.chars().any(is_kazakh) {
        visit(Feature::Fact(if named {
            "name kazakh-letter"
        } else {
            "kazakh-letter"
        }));
    }
    if let Some(list) = LISTED.get(keyboard(&lower).as_str()) {
        visit(Feature::Fact(list));
    }
    let letters: Vec<char> = std::iter::once('^').chain(lower.chars()).chain(['$']).collect();
    for length in 1..=LONGEST {
        letters
            .windows(length)
            .for_each(|letters| visit(Feature::Letters(letters)));
    }
}

/// Most letters in a row that are looked at.
const LONGEST: usize = 3;

/// `kk:` with how common the root is and how many endings were cut: `kk:3+1`, `kk:unknown+2`.
fn kazakh_knowledge(analysed: &kazakh::Analysed) -> String {
    let endings = analysed.endings.min(2);
    match analysed.band {
        Some(band) => format!(
            "kk:{band}+{endings} root:{}",
            analysed.root.chars().count().min(6)
        ),
        None => format!("kk:unknown+{endings}"),
    }
}

/// `ru:` with the part of speech and whether the word stands in its dictionary form: `ru:NOUN`, `ru:NOUN-inflected`.
fn russian_knowledge(analysed: &russian::Analysed) -> String {
    match analysed.part {
        Some(part) if analysed.base => format!("ru:{part}"),
        Some(part) => format!("ru:{part}-inflected"),
        None => "ru:unknown".to_owned(),
    }
}

/// Frequent words of either language as a Russian keyboard leaves them, and the fact they stand for.
static LISTED: LazyLock<FxHashMap<String, &'static str>> = LazyLock::new(|| {
    rows::<4>(include_str!("../../../dictionaries/text/language_words.csv"))
        .map(|[form, language, weight, _]| {
            // A weight of 1 marks a word the other language has too.
            let fact = match (language, weight) {
                ("kk", "1") => "listed:kk-weak",
                ("kk", _) => "listed:kk",
                (_, "1") => "listed:ru-weak",
                _ => "listed:ru",
            };
            (keyboard(form), fact)
        })
        .collect()
});

/// True for a frequent word of either language.
pub fn is_frequent(word: &str) -> bool {
    LISTED.contains_key(&keyboard(word))
}

struct Model {
    letters: FxHashMap<u64, Evidence>,
    facts: FxHashMap<&'static str, Evidence>,
}

static MODEL: LazyLock<Model> =
    LazyLock::new(|| Model::read(include_str!("../../../dictionaries/text/language_model.csv")));

impl Model {
    /// Reads `feature,kk,ru,kind`.
    fn read(csv: &'static str) -> Self {
        let mut model = Self {
            letters: FxHashMap::default(),
            facts: FxHashMap::default(),
        };
        for [feature, kk, ru, kind] in rows::<4>(csv) {
            let weight = Evidence {
                kk: kk.parse().unwrap_or(0.0),
                ru: ru.parse().unwrap_or(0.0),
            };
            match kind {
                "letters" => {
                    let letters: Vec<char> = feature.chars().collect();
                    model.letters.insert(packed(&letters), weight);
                }
                _ => {
                    model.facts.insert(feature, weight);
                }
            }
        }
        model
    }

    fn weight(&self, feature: &Feature) -> Option<Evidence> {
        match feature {
            Feature::Letters(letters) => self.letters.get(&packed(letters)).copied(),
            Feature::Fact(fact) => self.facts.get(fact).copied(),
        }
    }
}

/// Up to three letters as a number: a scalar value has 21 bits.
fn packed(letters: &[char]) -> u64 {
    letters
        .iter()
        .fold(0, |packed, &letter| packed << 21 | u64::from(letter))
}
