//! From the evidence of its words to the language of a text.

use std::sync::LazyLock;

use super::Language;
use super::evidence::Evidence;
use crate::text::dictionary::rows;
use crate::text::letters::{Script, script};

/// What the words of a text say together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Mix {
    /// Minus the logarithm of the probability that no word is Kazakh, and that none is Russian: words are taken for
    /// independent (a noisy or).
    kk: f32,
    ru: f32,
    /// Share of words plainly Kazakh, and plainly Russian: the mean probability of being the one and not the other.
    plain_kk: f32,
    plain_ru: f32,
    words: f32,
}

const FEATURES: usize = 6;

/// What a word adds to the mix of its text.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::text) struct Share {
    /// Positive where the word looks more Kazakh than Russian.
    pub(in crate::text) balance: f32,
    kk: f32,
    ru: f32,
    plain_kk: f32,
    plain_ru: f32,
}

impl From<Evidence> for Share {
    fn from(word: Evidence) -> Self {
        Self {
            balance: word.kk - word.ru,
            kk: softplus(word.kk),
            ru: softplus(word.ru),
            plain_kk: sigmoid(word.kk) * sigmoid(-word.ru),
            plain_ru: sigmoid(word.ru) * sigmoid(-word.kk),
        }
    }
}

impl Mix {
    pub(super) fn of(shares: &[Share]) -> Self {
        let words = shares.len().max(1) as f32;
        let sum = |value: fn(&Share) -> f32| shares.iter().map(value).sum::<f32>();
        Self {
            kk: sum(|word| word.kk),
            ru: sum(|word| word.ru),
            plain_kk: sum(|word| word.plain_kk) / words,
            plain_ru: sum(|word| word.plain_ru) / words,
            words,
        }
    }

    pub(super) fn holds_kk(&self) -> f32 {
        1.0 - (-self.kk).exp()
    }

    pub(super) fn holds_ru(&self) -> f32 {
        1.0 - (-self.ru).exp()
    }

    /// The features of `dictionaries/text/language_texts.csv`, in its order.
    pub(super) fn features(&self) -> [f32; FEATURES] {
        [
            1.0,
            log_odds(self.kk),
            log_odds(self.ru),
            self.plain_kk,
            self.plain_ru,
            self.ru / self.words,
        ]
    }
}

/// The weights of the features of a text for each answer.
pub(super) struct Texts([(Language, [f32; FEATURES]); 3]);

pub(super) static TEXTS: LazyLock<Texts> =
    LazyLock::new(|| Texts::read(include_str!("../../../dictionaries/text/language_texts.csv")));

/// Least probability with which a text must hold a language: in Cyrillic letters it is mostly one of the two.
const LEAST_CYRILLIC: f32 = 0.05;
const LEAST: f32 = 0.4;

impl Texts {
    /// Reads `feature,kk,ru,mixed,reason`.
    fn read(csv: &'static str) -> Self {
        let mut weights =
            [Language::Kk, Language::Ru, Language::Mixed].map(|language| (language, [0.0; FEATURES]));
        for (number, [_, kk, ru, mixed, _]) in rows::<5>(csv).take(FEATURES).enumerate() {
            for ((_, weights), cell) in weights.iter_mut().zip([kk, ru, mixed]) {
                weights[number] = cell.parse().unwrap_or(0.0);
            }
        }
        Self(weights)
    }

    /// The likeliest language of a text.
    pub(super) fn decide(&self, mix: &Mix, text: &str) -> Language {
        let holds = mix.holds_kk().max(mix.holds_ru());
        if holds < LEAST && (holds < LEAST_CYRILLIC || script(text) != Script::Cyrillic) {
            return Language::Other;
        }
        let features = mix.features();
        let score = |weights: &[f32; FEATURES]| {
            weights
                .iter()
                .zip(features)
                .map(|(weight, value)| weight * value)
                .sum::<f32>()
        };
        self.0
            .iter()
            .map(|(language, weights)| (score(weights), *language))
            .max_by(|one, other| one.0.total_cmp(&other.0))
            .map_or(Language::Other, |(_, language)| language)
    }
}

fn sigmoid(log_odds: f32) -> f32 {
    1.0 / (1.0 + (-log_odds).exp())
}

/// Minus the logarithm of the probability of the contrary.
fn softplus(log_odds: f32) -> f32 {
    log_odds.max(0.0) + (-log_odds.abs()).exp().ln_1p()
}

/// The log odds that at least one holds, from minus the logarithm of the probability that none does.
fn log_odds(none: f32) -> f32 {
    // Beyond 20 the odds are a certainty, and the difference to `none` is below its precision.
    if none > 20.0 {
        none
    } else {
        none.exp_m1().max(f32::MIN_POSITIVE).ln()
    }
}
