//! Which topics the words of a text belong to, learned from the lessons of the codebook: complement naive Bayes over stems
//! and pairs of neighbouring stems.
//!
//! A word speaks for a topic by how much rarer it is outside the topic than everywhere; words of all topics speak for
//! none. Rennie, Shih, Teevan, Karger: Tackling the poor assumptions of naive Bayes text classifiers, ICML 2003.

mod lessons;
mod weights;

use std::ops::Range;

use rustc_hash::FxHashMap;

pub use self::lessons::{Lesson, LessonMistake, NO_TOPIC, lessons, lessons_file};
use self::weights::Weights;
use crate::text::language::{Tongue, tongues};
use crate::text::passage::Passage;
use crate::text::stems::key;

/// A word or a pair of neighbours the lessons hold, by its number.
type FeatureId = u32;

/// A word that says less than this share of what the strongest says is no reason worth showing.
const SLIGHT: f32 = 0.25;

/// The words of the lessons and what each says.
#[derive(Debug)]
pub struct Lexis {
    words: FxHashMap<String, FeatureId>,
    pairs: FxHashMap<(FeatureId, FeatureId), FeatureId>,
    weights: Weights,
}

/// What a lexis keeps between texts to be quick; it never changes an answer.
#[derive(Debug, Default)]
pub struct Memory {
    generation: Option<u64>,
    /// By tongue and number of the word: 0 where it was not asked for, 1 where the lessons do not hold it, else two more
    /// than its feature.
    words: [Vec<u32>; 2],
}

/// How strongly the words of a text speak for each class, groups and topics apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// By class, ascending: the weighted mean of what the words say, in nats.
    scores: Vec<f32>,
    /// The features of the text with their weight and the words they stand on.
    features: Vec<(FeatureId, f32, Range<usize>)>,
    /// Words of the text, known or not, but for hidden ones.
    words: usize,
}

/// A stretch of the text and how much it adds to the score of a class.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    pub span: Range<usize>,
    pub weight: f32,
}

impl Lexis {
    /// The lexis of `lessons`, in any order; nothing is learned from none.
    pub fn of(lessons: &[Lesson]) -> Lexis {
        let mut lexis = Lexis {
            words: FxHashMap::default(),
            pairs: FxHashMap::default(),
            weights: Weights::default(),
        };
        let mut sorted: Vec<&Lesson> = lessons.iter().collect();
        sorted.sort_unstable();
        sorted.dedup();
        let counted: Vec<(&str, Vec<FeatureId>)> = sorted
            .iter()
            .map(|lesson| (lesson.topic.as_str(), lexis.learn(&Passage::new(&lesson.text))))
            .collect();
        lexis.weights = Weights::of(&counted, lexis.words.len() + lexis.pairs.len());
        lexis
    }

    /// The number of a group or topic; none where no lesson is of it.
    pub fn class(&self, code: &str) -> Option<usize> {
        self.weights
            .classes
            .binary_search_by(|class| class.as_str().cmp(code))
            .ok()
    }

    /// The features of a lesson, new ones numbered.
    fn learn(&mut self, passage: &Passage) -> Vec<FeatureId> {
        let mut features = Vec::new();
        let mut before = None;
        for word in words(passage) {
            let next = self.size();
            let id = *self.words.entry(key(word.written, word.tongue)).or_insert(next);
            features.push(id);
            if let Some(first) = before.replace(id) {
                let next = self.size();
                features.push(*self.pairs.entry((first, id)).or_insert(next));
            }
        }
        features
    }

    fn size(&self) -> FeatureId {
        (self.words.len() + self.pairs.len()) as FeatureId
    }

    /// What the words of a text say; those in `hidden`, in order, are not read.
    pub fn judge(&self, passage: &Passage, hidden: &[Range<usize>], memory: &mut Memory) -> Judgement {
        memory.serve(passage.generation());
        let mut found: Vec<(FeatureId, Range<usize>)> = Vec::new();
        let mut before: Option<(FeatureId, usize)> = None;
        let mut hidden = hidden.iter().peekable();
        let mut read = 0;
        for word in words(passage) {
            let Word { span, .. } = &word;
            // What is hidden stands between its neighbours.
            while hidden.next_if(|hidden| hidden.end <= span.start).is_some() {
                before = None;
            }
            let is_hidden = hidden.peek().is_some_and(|hidden| hidden.start < span.end);
            read += usize::from(!is_hidden);
            let feature = (!is_hidden).then(|| memory.feature(&word, self)).flatten();
            let Some(id) = feature else {
                before = None;
                continue;
            };
            if let Some((first, start)) = before.replace((id, span.start))
                && let Some(&pair) = self.pairs.get(&(first, id))
            {
                found.push((pair, start..span.end));
            }
            found.push((id, word.span));
        }
        self.weights.judge(found, read)
    }

    /// What spoke most for `class` in a judged text, strongest first, without overlap and without
    /// slight ones; at most `most`.
    pub fn reasons(&self, judgement: &Judgement, class: usize, most: usize) -> Vec<Reason> {
        let mut reasons: Vec<Reason> = judgement
            .features
            .iter()
            .filter_map(|(feature, weight, span)| {
                let weight = weight * self.weights.deviation(*feature, class)?;
                Some(Reason {
                    span: span.clone(),
                    weight,
                })
            })
            .collect();
        reasons.sort_by(|a, b| {
            let by_place = (a.span.start, a.span.end).cmp(&(b.span.start, b.span.end));
            b.weight.total_cmp(&a.weight).then(by_place)
        });
        let least = SLIGHT * reasons.first().map_or(0.0, |strongest| strongest.weight);
        reasons.retain(|reason| reason.weight >= least);
        let mut apart: Vec<Reason> = Vec::new();
        for reason in reasons {
            let overlaps =
                |other: &Reason| other.span.start < reason.span.end && reason.span.start < other.span.end;
            if !apart.iter().any(overlaps) {
                apart.push(reason);
            }
            if apart.len() == most {
                break;
            }
        }
        apart
    }
}

impl Judgement {
    /// What the words say for the class with this number.
    pub fn score(&self, class: usize) -> f32 {
        self.scores[class]
    }

    /// Words of the text, known or not, but for hidden ones.
    pub fn words(&self) -> usize {
        self.words
    }
}

impl Memory {
    fn serve(&mut self, generation: u64) {
        if self.generation != Some(generation) {
            *self = Self {
                generation: Some(generation),
                ..Self::default()
            };
        }
    }

    fn feature(&mut self, word: &Word, lexis: &Lexis) -> Option<FeatureId> {
        let known = &mut self.words[word.tongue as usize];
        if known.len() <= word.number {
            known.resize(word.number + 1, 0);
        }
        if known[word.number] == 0 {
            let feature = lexis.words.get(&key(word.written, word.tongue));
            known[word.number] = feature.map_or(1, |feature| feature + 2);
        }
        known[word.number].checked_sub(2)
    }
}

/// A word of a text in the language decided for it.
struct Word<'text> {
    written: &'text str,
    span: Range<usize>,
    number: usize,
    tongue: Tongue,
}

fn words<'text>(passage: &Passage<'text>) -> Vec<Word<'text>> {
    let numbered = passage.numbered().zip(tongues(passage));
    numbered
        .filter_map(|((token, number), tongue)| {
            Some(Word {
                written: passage.written(token),
                span: token.span.clone(),
                number: number?,
                tongue: tongue?,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests;
