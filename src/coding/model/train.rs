//! From lessons to a model.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use thiserror::Error;

use super::Model;
use super::calibrate::{Sureness, Tried, calibration_error};
use super::dictionary::{Content, Dictionary};
use super::features::{Spelling, pairs, spelling, words};
use super::fitted::{Fitted, Row};
use super::solver::{Rows, part};
use crate::text::passage::Passage;

/// A text and what it is about.
#[derive(Debug, Clone, PartialEq)]
pub struct Lesson {
    pub text: String,
    /// Bytes of the text that are not read, ascending.
    pub hidden: Vec<Range<usize>>,
    /// The chief one first; a lesson without labels is one of [`NO_CLASS`].
    pub labels: Vec<String>,
    /// How much it counts beside others, above 0.
    pub weight: f32,
    /// Whether calibration and report ask it of models that have not seen it. Those most like the texts to come should be;
    /// where none is, all are.
    pub asked: bool,
}

/// How a model is fitted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Plan {
    /// What a lesson on the wrong side costs against the size of the weights. Flat between 0.4 and 1.2.
    pub cost: f32,
    /// Parts the lessons are cut into to try each on a model that has not seen it; at least 2.
    pub folds: u8,
}

/// A model and how it did on what it had not seen.
#[derive(Debug, Clone, PartialEq)]
pub struct Trained {
    pub model: Model,
    pub report: Report,
}

/// How models fitted without a part of the lessons did on that part.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// By chief label.
    pub lessons: BTreeMap<String, usize>,
    /// Lessons asked of a model that had not seen them; what follows is of these.
    pub asked: usize,
    /// Share of lessons whose chief label was found.
    pub accuracy: f64,
    /// Mean over classes of the harmonic mean of precision and recall.
    pub macro_f1: f64,
    /// Expected calibration error.
    pub calibration_error: f64,
}

/// Whoever does many things: alone, or with threads. The answers come in order.
pub trait Workers: Sync {
    /// `work` of 0, 1, … up to `count`.
    fn each<T: Send>(&self, count: usize, work: impl Fn(usize) -> T + Sync + Send) -> Vec<T>;
}

/// Does one thing after the other.
#[derive(Debug, Clone, Copy)]
pub struct Alone;

impl Workers for Alone {
    fn each<T: Send>(&self, count: usize, work: impl Fn(usize) -> T + Sync + Send) -> Vec<T> {
        (0..count).map(work).collect()
    }
}

impl Default for Plan {
    fn default() -> Self {
        Self { cost: 0.7, folds: 3 }
    }
}

/// Why there is nothing to fit.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TrainError {
    #[error("all lessons are about the same: two classes or more are needed")]
    OneClass,
    #[error("{0} classes, at most {MOST_CLASSES} are fitted: is the label a name or a free text?")]
    TooManyClasses(usize),
}

/// The class of lessons without labels.
pub const NO_CLASS: &str = "--";

const MOST_CLASSES: usize = 1024;

/// Fits a model to `lessons`; their order does not matter. `codebook` is the version of the one whose codes the labels are.
///
/// # Errors
/// Fewer than two classes, or more than anybody codes by.
pub fn train(
    lessons: &[Lesson],
    codebook: Option<&str>,
    plan: Plan,
    workers: &impl Workers,
) -> Result<Trained, TrainError> {
    let school = School::new(lessons.iter().collect(), plan, workers)?;
    Ok(school.graduate(codebook, workers))
}

/// Lessons ready to be learnt.
pub(super) struct School<'a> {
    classes: Vec<String>,
    dictionary: Dictionary,
    rows: Rows,
    pupils: Vec<Pupil<'a>>,
    plan: Plan,
}

/// What a row is about.
struct Pupil<'a> {
    lesson: &'a Lesson,
    asked: bool,
    labels: Vec<usize>,
    fold: u8,
}

impl<'a> Pupil<'a> {
    fn new(lesson: &'a Lesson, classes: &[String], folds: u8) -> Self {
        let place = |label: &str| classes.binary_search_by(|class| class.as_str().cmp(label)).ok();
        Self {
            lesson,
            asked: lesson.asked,
            labels: labels(lesson).filter_map(place).collect(),
            fold: blake3::hash(lesson.text.as_bytes()).as_bytes()[0] % folds,
        }
    }

    fn chief(&self) -> usize {
        self.labels.first().copied().unwrap_or(0)
    }
}

impl<'a> School<'a> {
    pub fn new(lessons: Vec<&'a Lesson>, plan: Plan, workers: &impl Workers) -> Result<Self, TrainError> {
        let lessons = sorted(lessons);
        let all_asked = !lessons.iter().any(|lesson| lesson.asked);
        let classes = classes(&lessons)?;
        let contents = workers.each(lessons.len(), |at| content(lessons[at]));
        let dictionary = Dictionary::of(contents.iter());
        let mut rows = Rows::default();
        for row in workers.each(contents.len(), |at| dictionary.values(&contents[at])) {
            rows.push(&row);
        }
        let pupils = lessons
            .into_iter()
            .map(|lesson| Pupil {
                asked: lesson.asked || all_asked,
                ..Pupil::new(lesson, &classes, plan.folds.max(2))
            })
            .collect();
        Ok(Self {
            classes,
            dictionary,
            rows,
            pupils,
            plan,
        })
    }

    /// A model of all lessons, calibrated on models that have not seen the texts they are asked about.
    pub fn graduate(&self, codebook: Option<&str>, workers: &impl Workers) -> Trained {
        let tried = self.tried(workers);
        let mut fitted = self.fit(|_| true, workers);
        fitted.sureness = Sureness::fitted_to(&tried);
        let report = self.report(&tried, fitted.sureness);
        Trained {
            model: Model::new(fitted, codebook.map(ToOwned::to_owned)),
            report,
        }
    }

    /// A model of the lessons that may be `read`.
    fn fit(&self, read: impl Fn(&Pupil) -> bool, workers: &impl Workers) -> Fitted {
        let cost = |pupil: &Pupil| {
            if read(pupil) {
                self.plan.cost * pupil.lesson.weight
            } else {
                0.0
            }
        };
        let costs: Vec<f32> = self.pupils.iter().map(cost).collect();
        let columns = workers.each(self.classes.len(), |class| {
            let weights = part(&self.rows, |at| self.pupils[at].labels.contains(&class), &costs);
            Fitted::column(&weights)
        });
        Fitted::new(self.classes.clone(), self.dictionary.clone(), columns)
    }

    /// Every lesson that is asked, scored by a model that has not seen its text.
    fn tried(&self, workers: &impl Workers) -> Vec<Tried> {
        let mut tried = Vec::new();
        for fold in 0..self.plan.folds.max(2) {
            let fitted = self.fit(|pupil| pupil.fold != fold, workers);
            let pupils = self.pupils.iter().enumerate();
            let asked: Vec<usize> = pupils
                .filter(|(_, pupil)| pupil.fold == fold && pupil.asked)
                .map(|(at, _)| at)
                .collect();
            tried.extend(workers.each(asked.len(), |at| self.try_one(asked[at], &fitted)));
        }
        tried
    }

    fn try_one(&self, at: usize, fitted: &Fitted) -> Tried {
        let row: Row = self
            .rows
            .row(at)
            .map(|(column, value)| (column as u32, value))
            .collect();
        Tried {
            scores: fitted.scores(&row),
            right: self.pupils[at].chief(),
            weight: self.pupils[at].lesson.weight,
        }
    }

    fn report(&self, tried: &[Tried], sureness: Sureness) -> Report {
        let mut lessons: BTreeMap<String, usize> = BTreeMap::new();
        for pupil in &self.pupils {
            *lessons.entry(self.classes[pupil.chief()].clone()).or_default() += 1;
        }
        let right = tried.iter().filter(|tried| tried.best() == tried.right).count();
        Report {
            lessons,
            asked: tried.len(),
            accuracy: right as f64 / tried.len().max(1) as f64,
            macro_f1: macro_f1(tried, self.classes.len()),
            calibration_error: calibration_error(tried, sureness),
        }
    }
}

/// By content, so that the order they came in does not matter.
fn sorted(mut lessons: Vec<&Lesson>) -> Vec<&Lesson> {
    let spans = |lesson: &Lesson| -> Vec<(usize, usize)> {
        let spans = lesson.hidden.iter();
        spans.map(|span| (span.start, span.end)).collect()
    };
    lessons.sort_by(|a, b| {
        let by_text = a.text.cmp(&b.text).then_with(|| a.labels.cmp(&b.labels));
        by_text
            .then_with(|| spans(a).cmp(&spans(b)))
            .then_with(|| a.weight.total_cmp(&b.weight))
            .then_with(|| a.asked.cmp(&b.asked))
    });
    lessons
}

fn labels(lesson: &Lesson) -> impl Iterator<Item = &str> {
    let none = lesson.labels.is_empty().then_some(NO_CLASS);
    lesson.labels.iter().map(String::as_str).chain(none)
}

fn classes(lessons: &[&Lesson]) -> Result<Vec<String>, TrainError> {
    let classes: BTreeSet<&str> = lessons.iter().flat_map(|lesson| labels(lesson)).collect();
    match classes.len() {
        0 | 1 => Err(TrainError::OneClass),
        count if count > MOST_CLASSES => Err(TrainError::TooManyClasses(count)),
        _ => Ok(classes.into_iter().map(ToOwned::to_owned).collect()),
    }
}

fn content(lesson: &Lesson) -> Content {
    let passage = Passage::new(&lesson.text);
    let words = words(&passage, &lesson.hidden);
    let spelled: Vec<Spelling> = words
        .iter()
        .map(|word| spelling(&lesson.text[word.span.clone()], word.tongue))
        .collect();
    let stems: Vec<u32> = spelled.iter().map(|spelling| spelling.stem).collect();
    let mut counted: BTreeMap<Spelling, u32> = BTreeMap::new();
    for spelling in spelled {
        *counted.entry(spelling).or_default() += 1;
    }
    Content {
        forms: counted.into_iter().collect(),
        pairs: pairs(&stems).collect(),
        words: stems.len(),
    }
}

fn macro_f1(tried: &[Tried], classes: usize) -> f64 {
    let mut counts = vec![[0.0_f64; 3]; classes];
    for tried in tried {
        let best = tried.best();
        counts[tried.right][0] += f64::from(u8::from(best == tried.right));
        counts[tried.right][1] += 1.0;
        counts[best][2] += 1.0;
    }
    let met: Vec<f64> = counts
        .iter()
        .filter(|[_, right, _]| *right > 0.0)
        .map(|[both, right, said]| 2.0 * both / (right + said))
        .collect();
    met.iter().sum::<f64>() / met.len().max(1) as f64
}

#[cfg(test)]
mod tests;
