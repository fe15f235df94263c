//! A linear model that learns codes from lessons and shows the words that spoke for them.
//!
//! Pure. `docs/model.md` says what is read, how it is fitted and how it is joined with the rules.

mod calibrate;
mod dictionary;
mod features;
mod fitted;
mod self_training;
mod solver;
mod store;
mod train;

use std::cmp::Ordering;
use std::ops::Range;

use dictionary::{KnownPair, Place, damped, unit};
use features::{Feature, Spelling, Word, pairs, spelling, words};
use fitted::Fitted;

pub use self_training::{Surely, Unlabelled, train_on_codings};
pub use store::ModelError;
pub use train::{Alone, Lesson, NO_CLASS, Plan, Report, TrainError, Trained, Workers, train};

use crate::text::passage::Passage;
use crate::text::stems::stem;

/// A fitted model. Holds no state: share it between threads, give each its own [`Scratch`].
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    fitted: Fitted,
    codebook: Option<String>,
    version: String,
}

/// A class a text may belong to.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    pub class: String,
    /// That the class is the chief one: of those told with 0.7, seven in ten are. Those of a text sum to about 1.
    pub probability: f32,
}

/// A word or two that spoke for a class.
#[derive(Debug, Clone, PartialEq)]
pub struct Spoken {
    /// Bytes of the text, from the first word to the last.
    pub span: Range<usize>,
    /// The stems of the words.
    pub feature: String,
    /// What they added to the score of the class.
    pub weight: f32,
}

/// What a model keeps between texts to be quick; it never changes an answer.
#[derive(Debug, Default)]
pub struct Scratch {
    version: String,
    generation: Option<u64>,
    /// By number of the word and tongue, one more than the place of the form; 0 where it was not asked for.
    places: Vec<[u32; 2]>,
    stems: Vec<Feature>,
    squares: Vec<f32>,
    /// What each form says of each class, in steps: one row after the other.
    said: Vec<f32>,
}

/// Classes less likely are not told.
const LEAST: f32 = 0.01;

/// Forms remembered at most: some tens of megabytes with a codebook's topics.
const MOST_FORMS: usize = 1 << 15;

/// Evidence is told for so many words or pairs at most.
const MOST_SPOKEN: usize = 3;

/// A text as it is judged.
struct Reading {
    words: Vec<Word>,
    /// By word: the place of its form in the scratch.
    forms: Vec<usize>,
    pairs: Vec<KnownPair>,
    /// What makes the words, and the pairs, of length 1.
    word_unit: f32,
    pair_unit: f32,
}

impl Model {
    fn new(fitted: Fitted, codebook: Option<String>) -> Self {
        let version = store::version(&fitted, codebook.as_deref());
        Self {
            fitted,
            codebook,
            version,
        }
    }

    /// The model written in `bytes`. With `codebook` the version of a codebook, the model must have been made for it.
    ///
    /// # Errors
    /// What is no model, is broken, is written in another format or was made for another codebook.
    pub fn read(bytes: &[u8], codebook: Option<&str>) -> Result<Self, ModelError> {
        let (fitted, made_for) = store::read(bytes)?;
        match (codebook, &made_for) {
            (Some(used), Some(made)) if used != made => Err(ModelError::OtherCodebook {
                made: made.clone(),
                used: used.to_owned(),
            }),
            (Some(_), None) => Err(ModelError::NoCodebook),
            _ => Ok(Self::new(fitted, made_for)),
        }
    }

    /// The bytes [`Model::read`] reads: the same for the same model.
    pub fn write(&self) -> Vec<u8> {
        store::write(&self.fitted, self.codebook.as_deref())
    }

    /// Twelve hexadecimal digits of the BLAKE3 of what the model says.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The version of the codebook the classes are codes of; none for free classes.
    pub fn codebook(&self) -> Option<&str> {
        self.codebook.as_deref()
    }

    /// In alphabetical order.
    pub fn classes(&self) -> &[String] {
        &self.fitted.classes
    }

    /// The classes a text may belong to, likeliest first, those under one in a hundred left out; none for a text without
    /// words. What lies in `hidden`, ascending, is not read.
    pub fn judge(&self, passage: &Passage, hidden: &[Range<usize>], scratch: &mut Scratch) -> Vec<Judged> {
        let reading = self.reading(passage, hidden, scratch);
        if reading.words.is_empty() {
            return Vec::new();
        }
        let scores = self.scores(&reading, scratch);
        let likely = self.fitted.sureness.of(&scores);
        let mut judged: Vec<Judged> = likely
            .into_iter()
            .zip(self.classes())
            .filter(|(probability, _)| *probability >= LEAST)
            .map(|(probability, class)| Judged {
                class: class.clone(),
                probability,
            })
            .collect();
        judged.sort_by(|a, b| {
            b.probability
                .total_cmp(&a.probability)
                .then_with(|| a.class.cmp(&b.class))
        });
        judged
    }

    /// The words and pairs that spoke most for `class`, the most telling first; none for an unknown class.
    pub fn evidence(
        &self,
        passage: &Passage,
        hidden: &[Range<usize>],
        class: &str,
        scratch: &mut Scratch,
    ) -> Vec<Spoken> {
        let Ok(class) = self
            .fitted
            .classes
            .binary_search_by(|known| known.as_str().cmp(class))
        else {
            return Vec::new();
        };
        let reading = self.reading(passage, hidden, scratch);
        let mut spoken = self.spoken_by_words(passage, &reading, class, scratch);
        spoken.extend(self.spoken_by_pairs(passage, &reading, class));
        spoken.retain(|spoken| spoken.weight > 0.0);
        spoken.sort_by(most_telling);
        spoken.truncate(MOST_SPOKEN);
        spoken
    }

    fn reading(&self, passage: &Passage, hidden: &[Range<usize>], scratch: &mut Scratch) -> Reading {
        scratch.serve(self, passage);
        let words = words(passage, hidden);
        let forms: Vec<usize> = words
            .iter()
            .map(|word| scratch.form(self, passage, word))
            .collect();
        let stems: Vec<Feature> = forms.iter().map(|&form| scratch.stems[form]).collect();
        let pairs = self.fitted.dictionary.pairs(pairs(&stems));
        let word_square = counted(&forms)
            .map(|(form, times)| damped(times).powi(2) * scratch.squares[form])
            .sum();
        let pair_square = pairs.iter().map(|pair| pair.value * pair.value).sum();
        Reading {
            words,
            forms,
            pairs,
            word_unit: unit(word_square),
            pair_unit: unit(pair_square),
        }
    }

    fn scores(&self, reading: &Reading, scratch: &Scratch) -> Vec<f32> {
        let mut sums = vec![0.0; self.fitted.classes.len()];
        for (form, times) in counted(&reading.forms) {
            let times = damped(times) * reading.word_unit;
            for (sum, said) in sums.iter_mut().zip(scratch.said(form)) {
                *sum += times * said;
            }
        }
        for pair in &reading.pairs {
            self.fitted
                .add(pair.place, pair.value * reading.pair_unit, &mut sums);
        }
        if let Some((place, value)) = self.fitted.dictionary.length(reading.words.len()) {
            self.fitted.add(place, value, &mut sums);
        }
        self.fitted.score(&mut sums);
        sums
    }

    fn spoken_by_words(
        &self,
        passage: &Passage,
        reading: &Reading,
        class: usize,
        scratch: &Scratch,
    ) -> Vec<Spoken> {
        let step = reading.word_unit * self.fitted.scales[class];
        let words = reading.words.iter().zip(&reading.forms);
        words
            .map(|(word, &form)| Spoken {
                span: word.span.clone(),
                feature: stem(&passage.text()[word.span.clone()], word.tongue),
                weight: step * scratch.said(form)[class],
            })
            .collect()
    }

    fn spoken_by_pairs(&self, passage: &Passage, reading: &Reading, class: usize) -> Vec<Spoken> {
        let step = reading.pair_unit * self.fitted.scales[class];
        let said = |place: Place| {
            let mut weights = self.fitted.says(place).iter();
            weights
                .find(|weight| usize::from(weight.class) == class)
                .map_or(0.0, |weight| f32::from(weight.steps))
        };
        let named = |word: &Word| stem(&passage.text()[word.span.clone()], word.tongue);
        let pairs = reading.pairs.iter();
        pairs
            .filter_map(|pair| {
                let (first, last) = (reading.words.get(pair.words.0)?, reading.words.get(pair.words.1)?);
                let weight = step * pair.value * said(pair.place);
                (weight > 0.0).then(|| Spoken {
                    span: first.span.start..last.span.end,
                    feature: format!("{} {}", named(first), named(last)),
                    weight,
                })
            })
            .collect()
    }
}

/// By weight, heaviest first, then by place; what is said by one feature in several places stands first where it is met first.
fn most_telling(a: &Spoken, b: &Spoken) -> Ordering {
    b.weight
        .total_cmp(&a.weight)
        .then_with(|| (a.span.start, a.span.end).cmp(&(b.span.start, b.span.end)))
}

/// Each form once with how often it is met, in order of the first meeting.
fn counted(forms: &[usize]) -> impl Iterator<Item = (usize, u32)> {
    forms.iter().enumerate().filter_map(|(at, form)| {
        let first = !forms[..at].contains(form);
        first.then(|| {
            (
                *form,
                forms[at..].iter().filter(|other| *other == form).count() as u32,
            )
        })
    })
}

impl Scratch {
    /// Forgets what belongs to another model or numbering.
    fn serve(&mut self, model: &Model, passage: &Passage) {
        let full = self.stems.len() + passage.tokens().len() > MOST_FORMS;
        if full || self.version != model.version || self.generation != Some(passage.generation()) {
            *self = Self {
                version: model.version.clone(),
                generation: Some(passage.generation()),
                ..Self::default()
            };
        }
    }

    fn form(&mut self, model: &Model, passage: &Passage, word: &Word) -> usize {
        if self.places.len() <= word.number {
            self.places.resize(word.number + 1, [0; 2]);
        }
        if self.places[word.number][word.tongue as usize] == 0 {
            self.learn(model, &spelling(&passage.text()[word.span.clone()], word.tongue));
            self.places[word.number][word.tongue as usize] = self.stems.len() as u32;
        }
        self.places[word.number][word.tongue as usize] as usize - 1
    }

    fn learn(&mut self, model: &Model, spelling: &Spelling) {
        let values = model.fitted.dictionary.form(spelling);
        let start = self.said.len();
        self.said.resize(start + model.fitted.classes.len(), 0.0);
        for &(place, value) in &values.values {
            model.fitted.add(place, value, &mut self.said[start..]);
        }
        self.stems.push(spelling.stem);
        self.squares.push(values.square);
    }

    fn said(&self, form: usize) -> &[f32] {
        let classes = self.said.len() / self.stems.len().max(1);
        &self.said[form * classes..(form + 1) * classes]
    }
}

#[cfg(test)]
mod tests;
